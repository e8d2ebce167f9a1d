//! The answers of an activity as a room reads them: what was said, wrapped rather than cut, with space
//! between. Nothing here can be edited.

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

use super::table::{self, Columns, GAP};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad, wrapped};
use crate::app::desk::Desk;
use crate::app::items::{Item, table_of};
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::value::{Shape, Value};

/// How generously answers are spaced: the most lines of a cell, and empty lines after each row.
#[derive(Clone, Copy)]
struct Spacing {
    cell: usize,
    after: usize,
}

/// The answers of an activity as lines.
#[derive(Default)]
pub struct Answers {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// Those of the answer in hand.
    pub focus: Range<usize>,
    /// What is left out above them: the tables and fields before the one in hand.
    pub above: String,
    /// What is left out below them.
    pub below: String,
}

/// The tables, with how many rows they have, and the fields among those items.
fn named(desk: &Desk, items: &[Item]) -> String {
    let names = items.iter().filter_map(|item| match item {
        Item::Field { field, .. } => Some(field.term.to_owned()),
        Item::Head { capture } => {
            let (kind, _) = table_of(desk.current_activity(), *capture)?;
            Some(format!("{} {}", kind.spec().plural, desk.session.records.count(kind)))
        }
        Item::Row { .. } | Item::Add { .. } => None,
    });
    names.collect::<Vec<_>>().join(", ")
}

/// From roomy to dense.
const SPACINGS: [Spacing; 4] = [
    Spacing { cell: 4, after: 1 },
    Spacing { cell: 2, after: 1 },
    Spacing { cell: 2, after: 0 },
    Spacing { cell: 1, after: 0 },
];

/// The lines of all answers in the roomiest way that fits the height; if none does, those of the table or
/// form in hand alone.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Answers {
    let items = desk.items();
    let mut drawn = Answers::default();
    let in_hand = in_hand(&items, desk.cursor().item);
    for (part, last) in [(0..items.len(), false), (in_hand, true)] {
        for (at, spacing) in SPACINGS.into_iter().enumerate() {
            // Every item takes a line at least: a long table is laid out once, and not for nothing.
            if part.len() > height + 2 && !(last && at + 1 == SPACINGS.len()) {
                continue;
            }
            let (lines, focus) = spaced(desk, theme, &items, part.clone(), width, spacing);
            drawn = Answers { lines, focus, ..Answers::default() };
            if last {
                drawn.above = named(desk, &items[..part.start]);
                drawn.below = named(desk, &items[part.end..]);
            }
            if drawn.lines.len() <= height {
                return drawn;
            }
        }
    }
    drawn
}

/// The items of the table, or the fields next to each other, that the cursor is in.
fn in_hand(items: &[Item], here: usize) -> Range<usize> {
    let starts = |at: usize| match (at.checked_sub(1).map(|before| &items[before]), &items[at]) {
        (_, Item::Head { .. }) => true,
        (before, Item::Field { .. }) => !matches!(before, Some(Item::Field { .. })),
        _ => false,
    };
    let starts: Vec<usize> = (0..items.len()).filter(|at| starts(*at)).collect();
    let from = starts.iter().copied().rfind(|at| *at <= here).unwrap_or(0);
    let to = starts.iter().copied().find(|at| *at > here).unwrap_or(items.len());
    from..to
}

fn spaced(
    desk: &Desk,
    theme: &Theme,
    items: &[Item],
    part: Range<usize>,
    width: usize,
    spacing: Spacing,
) -> (Vec<Line<'static>>, Range<usize>) {
    let labels = items.iter().filter_map(|item| match item {
        Item::Field { field, .. } => Some(field.term.width()),
        _ => None,
    });
    let label_width = labels.max().unwrap_or(0).min(width / 3);
    let mut lines = Vec::new();
    let mut focus = 0..0;
    let mut columns = Columns::default();
    for (at, item) in items.iter().enumerate().take(part.end).skip(part.start) {
        let start = lines.len();
        let here = at == desk.cursor().item;
        match item {
            Item::Field { id, field } => {
                field_lines(desk, theme, id, field, (width, label_width), here, spacing, &mut lines);
            }
            Item::Head { capture } => {
                let Some((kind, fields)) = table_of(desk.current_activity(), *capture) else { continue };
                columns = shown(desk, *capture, kind, fields, width);
                let empty = desk.session.records.count(kind) == 0;
                head_lines(theme, kind.spec().plural, fields, &columns, empty, &mut lines);
            }
            Item::Row { capture, id } => {
                let Some((_, fields)) = table_of(desk.current_activity(), *capture) else { continue };
                row_lines(desk, theme, id, fields, &columns, here, spacing, &mut lines);
            }
            Item::Add { .. } => lines.push(Line::default()),
        }
        if here {
            focus = start..lines.len();
        }
    }
    while lines.last().is_some_and(|line| line.width() == 0) {
        lines.pop();
    }
    (lines, focus)
}

fn shown(desk: &Desk, capture: usize, kind: Kind, fields: &[&'static FieldSpec], width: usize) -> Columns {
    let in_this = matches!(desk.item(), Some(Item::Row { capture: known, .. }) if known == capture);
    let column = if in_this { desk.cursor().column } else { 0 };
    table::columns(fields, |field| desk.widest(kind, field), (width.saturating_sub(2), true), column)
}

fn marker(theme: &Theme, here: bool) -> Span<'static> {
    let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
    Span::styled(format!("{marker} "), theme.accent())
}

#[expect(clippy::too_many_arguments, reason = "one answer: what, where and how it looks")]
fn field_lines(
    desk: &Desk,
    theme: &Theme,
    id: &str,
    field: &FieldSpec,
    (width, label_width): (usize, usize),
    here: bool,
    spacing: Spacing,
    lines: &mut Vec<Line<'static>>,
) {
    let room = width.saturating_sub(label_width + 4).max(10);
    let value = desk.session.records.value(id, field.key);
    let texts: Vec<String> = match &value {
        Value::List(items) if matches!(field.shape, Shape::Lines) => {
            let bullet = theme.symbol(Symbol::Bullet);
            items.iter().flat_map(|item| wrapped(&format!("{bullet} {item}"), room)).collect()
        }
        _ => wrapped(&table::cell(&desk.session, id, field), room),
    };
    let most = if here { 12 } else { spacing.cell.max(2) };
    let total = texts.len();
    for (row, text) in texts.into_iter().take(most).enumerate() {
        let cut = row + 1 == most && total > most;
        let text = if text.is_empty() {
            theme.symbol(Symbol::Empty).to_owned()
        } else if cut {
            format!("{text} {}", theme.symbol(Symbol::More))
        } else {
            text
        };
        let label = if row == 0 { field.term } else { "" };
        let line = Line::from(vec![
            marker(theme, here && row == 0),
            Span::styled(format!("{}  ", pad(label, label_width, theme.symbol(Symbol::More))), theme.dim()),
            Span::styled(pad(&text, room, theme.symbol(Symbol::More)), theme.text()),
        ]);
        lines.push(if here { line.style(theme.selected()) } else { line });
    }
    lines.extend(std::iter::repeat_n(Line::default(), spacing.after));
}

fn head_lines(
    theme: &Theme,
    title: &str,
    fields: &[&'static FieldSpec],
    columns: &Columns,
    empty: bool,
    lines: &mut Vec<Line<'static>>,
) {
    lines.push(Line::styled(format!("  {title}"), theme.heading()));
    if empty {
        return;
    }
    let mut spans = vec![Span::raw("  ")];
    for column in &columns.shown {
        let term = table::aligned(fields[column.field], fields[column.field].term, column.width, theme);
        spans.push(Span::styled(term, theme.dim().add_modifier(Modifier::UNDERLINED)));
        spans.push(Span::raw(" ".repeat(GAP)));
    }
    lines.push(Line::from(spans));
}

#[expect(clippy::too_many_arguments, reason = "one row: what, where and how it looks")]
fn row_lines(
    desk: &Desk,
    theme: &Theme,
    id: &str,
    fields: &[&'static FieldSpec],
    columns: &Columns,
    here: bool,
    spacing: Spacing,
    lines: &mut Vec<Line<'static>>,
) {
    let most = if here { spacing.cell.max(3) } else { spacing.cell };
    let cells: Vec<(Vec<String>, usize)> = columns
        .shown
        .iter()
        .map(|column| {
            let text = table::cell(&desk.session, id, fields[column.field]);
            // In one line the end of a text is cut with a mark; over several it shows.
            let text = if most == 1 { vec![text] } else { wrapped(&text, column.width) };
            (text, column.width)
        })
        .collect();
    let height = cells.iter().map(|(text, _)| text.len()).max().unwrap_or(1).clamp(1, most);
    for row in 0..height {
        let mut spans = vec![marker(theme, here && row == 0)];
        for (at, (text, width)) in cells.iter().enumerate() {
            let more = theme.symbol(Symbol::More);
            let mut words = text.get(row).cloned().unwrap_or_default();
            if row + 1 == height && text.len() > height {
                let marked = format!("{words} {more}");
                words =
                    if marked.width() <= *width { marked } else { fit(&format!("{words}  "), *width, more) };
            }
            let style = if at == 0 { theme.heading() } else { theme.text() };
            spans.push(Span::styled(
                table::aligned(fields[columns.shown[at].field], &words, *width, theme),
                style,
            ));
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        let line = Line::from(spans);
        lines.push(if here { line.style(theme.selected()) } else { line });
    }
    lines.extend(std::iter::repeat_n(Line::default(), spacing.after));
}
