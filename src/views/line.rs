//! Text being written: a field, a new row or a note, with what it would make.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::editor;
use super::widgets::wrap::{fit, wrapped};
use crate::app::boxes::{LineBox, Target};

/// How many lines the box for text needs.
pub fn height(line: &LineBox, theme: &Theme, area: Rect) -> u16 {
    let text = editor::height(&line.field, usize::from(area.width.saturating_sub(2)));
    let most = if line.field.is_multiline() { 12 } else { 6 };
    let least = if line.field.is_multiline() { 4 } else { 1 };
    let text = u16::try_from(text.clamp(least, most)).unwrap_or(1);
    let above = u16::try_from(above(line, usize::from(area.width)).len()).unwrap_or(1);
    text + above + below_height(line, theme, area.width) + 1
}

/// The lines above the text: the heading and, for a new row, its fields.
fn above(line: &LineBox, width: usize) -> Vec<Vec<(String, bool)>> {
    let mut rows = vec![vec![(line.title.clone(), false)]];
    if let Target::NewRow { columns, .. } = &line.target {
        let current = line.column();
        let mut row: Vec<(String, bool)> = Vec::new();
        let mut used = 0;
        let mut fields = Vec::new();
        for (at, field) in columns.iter().enumerate() {
            if used + field.term.width() + 3 > width && !row.is_empty() {
                fields.push(std::mem::take(&mut row));
                used = 0;
            }
            used += field.term.width() + 3;
            row.push((field.term.to_owned(), at == current));
        }
        fields.push(row);
        // Only the line with the current field, so that a record of many fields leaves room for the table.
        let shown = fields.iter().position(|row| row.iter().any(|(_, here)| *here)).unwrap_or(0);
        rows.push(fields.swap_remove(shown));
    }
    rows
}

/// The most lines that stand below the text; more while it is shown what the text would make.
fn most_below(line: &LineBox) -> usize {
    match (line.made.is_empty(), line.deviates.is_empty()) {
        // Why it was refused may name all there is to choose from.
        _ if line.error.is_some() => 7,
        (true, true) if line.suggestions.len() > 6 => 7,
        (true, true) => 3,
        (true, false) => 5,
        (false, _) => 9,
    }
}

/// What stands below the text: why it was refused, what it would make or could be completed to, or what to write.
fn below(line: &LineBox, theme: &Theme) -> Vec<(String, Style)> {
    let flag = theme.symbol(Symbol::Flag);
    let mut rows: Vec<(String, Style)> = Vec::new();
    match (&line.error, &line.target) {
        (Some(error), _) => {
            let waiting = match line.waits() {
                0 => "Esc leaves without it".to_owned(),
                1 => "one more row waits".to_owned(),
                more => format!("{more} more rows wait"),
            };
            rows.push((format!("{flag} {error} ({waiting})"), theme.attention()));
        }
        (None, _) if !line.made.is_empty() => {
            rows.extend(line.made.iter().map(|made| (made.clone(), theme.done())));
            rows.extend(line.unclear.iter().map(|why| (format!("{flag} {why}"), theme.attention())));
        }
        (None, Target::NewRow { columns, .. }) => {
            let hint = columns.get(line.column()).map_or("No more fields", |field| field.hint);
            let more = match line.unseen {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let known = format!("{}{more}", line.suggestions.join(", "));
            rows.push(match line.offer() {
                Some(best) => {
                    let others = line.suggestions[1..].join(", ");
                    let others = if others.is_empty() { others } else { format!("   also {others}") };
                    (format!("Tab takes {best}{others}"), theme.done())
                }
                None if let Some(fresh) = &line.fresh => {
                    let alike = if known.is_empty() { known } else { format!("   or {known}") };
                    (format!("{fresh}{alike}"), theme.attention())
                }
                None if known.is_empty() && line.field.text().is_empty() && !line.hint.is_empty() => {
                    (format!("{hint}. {}", line.hint), theme.dim())
                }
                None if known.is_empty() => (hint.to_owned(), theme.dim()),
                None => (format!("{hint}: {known}"), theme.done()),
            });
        }
        (None, _) => rows.push((line.hint.clone(), theme.dim())),
    }
    rows.extend(
        line.deviates
            .iter()
            .map(|found| (format!("{} {found}", theme.symbol(Symbol::Bullet)), theme.attention())),
    );
    rows
}

/// The same, as lines of a width.
fn lines_below(line: &LineBox, theme: &Theme, width: u16) -> Vec<(String, Style)> {
    let rows = below(line, theme).into_iter();
    let lines = rows.flat_map(|(words, style)| {
        wrapped(&words, usize::from(width)).into_iter().map(move |words| (words, style))
    });
    let mut lines: Vec<_> = lines.collect();
    cut(&mut lines, most_below(line), theme, width);
    lines
}

/// Keeps the first lines, and says at the end of the last when there is more.
fn cut(lines: &mut Vec<(String, Style)>, most: usize, theme: &Theme, width: u16) {
    if lines.len() <= most {
        return;
    }
    lines.truncate(most);
    if let Some((last, _)) = lines.last_mut() {
        let more = theme.symbol(Symbol::More);
        *last = format!("{} {more}", fit(last, usize::from(width).saturating_sub(2), more));
    }
}

fn below_height(line: &LineBox, theme: &Theme, width: u16) -> u16 {
    u16::try_from(lines_below(line, theme, width).len()).unwrap_or(1).max(1)
}

/// Draws the text being written.
pub fn draw(line: &LineBox, theme: &Theme, frame: &mut Frame, area: Rect) -> Position {
    frame.render_widget(Clear, area);
    frame.render_widget(Block::new().style(theme.raised()), area);
    let mut y = area.y;
    for (at, row) in above(line, usize::from(area.width)).into_iter().enumerate() {
        let spans = row.iter().enumerate().flat_map(|(number, (word, here))| {
            let style = match (at, *here) {
                (0, _) => theme.accent(),
                (_, true) => theme.heading().add_modifier(Modifier::UNDERLINED),
                (_, false) => theme.dim(),
            };
            let bar = if number > 0 { " | " } else { "" };
            [Span::styled(bar, theme.dim()), Span::styled(word.clone(), style)]
        });
        let mut spans: Vec<_> = spans.collect();
        if at == 0 && line.added > 0 {
            spans.push(Span::styled(format!("   {} added", line.added), theme.done()));
        }
        if at == 0 {
            let keys = match (&line.target, line.field.is_multiline()) {
                (Target::NewRow { .. }, _) => {
                    &[("Enter", "keep"), ("Tab", "next field"), ("Esc", "leave")][..]
                }
                (Target::Note { .. }, _) => {
                    &[("Ctrl-S", "keep"), ("Esc", "keep and leave"), ("Ctrl-C", "drop")]
                }
                (_, true) => &[
                    ("Ctrl-S", "keep"),
                    ("Tab", "keep, next field"),
                    ("Esc", "keep and leave"),
                    ("Ctrl-C", "drop"),
                ],
                (_, false) => &[("Enter", "keep"), ("Tab", "keep, next field"), ("Ctrl-C", "drop")],
            };
            for (key, does) in keys {
                spans.push(Span::styled(format!("   {key}"), theme.accent()));
                spans.push(Span::styled(format!(" {does}"), theme.dim()));
            }
        }
        ink::paint(frame, Line::from(spans), Rect { y, height: 1, ..area });
        y += 1;
    }
    let width = area.width.saturating_sub(2);
    let room = area.bottom().saturating_sub(y);
    // What is being typed goes first: where room is short, what stands below it gives way.
    let typed = u16::try_from(editor::height(&line.field, usize::from(width))).unwrap_or(1).min(4);
    let under = below_height(line, theme, area.width).min(room.saturating_sub(typed).max(1));
    let text = Rect { x: area.x + 2, y, width, height: room.saturating_sub(under) };
    ink::paint(
        frame,
        Line::styled(theme.symbol(Symbol::Cursor), theme.accent()),
        Rect { y, width: 1, height: 1, ..area },
    );
    let cursor = editor::draw(&line.field, text, frame.buffer_mut(), theme.text(), theme.selected());
    let mut lines = lines_below(line, theme, area.width);
    cut(&mut lines, usize::from(under), theme, area.width);
    let top = area.bottom().saturating_sub(under.min(u16::try_from(lines.len()).unwrap_or(1)));
    for (row, (words, style)) in lines.into_iter().take(usize::from(under)).enumerate() {
        let y = top + u16::try_from(row).unwrap_or(0);
        ink::paint(frame, Line::styled(words, style), Rect { y, height: 1, ..area });
    }
    cursor
}
