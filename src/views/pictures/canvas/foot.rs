//! Under the drawing: the finding that is followed, or the component in focus with everything it talks to.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::sketch::{Card, Sketch};
use crate::app::desk::Desk;
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::wrap::{fit, wrapped};
use crate::workshop::canvas::{Canvas, Finding, Trouble};
use crate::workshop::records::{Connection, Hardness, Lifecycle, Mode, Row, Side};
use crate::workshop::value::ChoiceSet;

/// How many lines there may be under the drawing. There are no more than are used, but the drawing is laid out as
/// if they all were, so that it stands still while the focus moves.
pub fn most(area: Rect) -> u16 {
    match area.height {
        0..22 => 4,
        22..34 => 6,
        34..44 => 7,
        _ => 9,
    }
}

/// What the lines under the drawing are about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The component in focus.
    pub focus: Option<&'a str>,
    /// The connection that was stepped to, or that the cursor of the table is on.
    pub connection: Option<&'a str>,
    /// Everything that was found, and which of it is followed.
    pub findings: (&'a [Finding], Option<usize>),
}

/// The lines under the drawing and the [`rule`].
pub fn lines(desk: &Desk, about: About, theme: &Theme, area: Rect) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let most = usize::from(most(area)) - 1;
    let mut lines = Vec::new();
    let connection = about.connection.and_then(|id| desk.session.records.connections.by_id(id));
    let (findings, followed) = about.findings;
    match (followed.map(|at| (at, &findings[at])), connection, about.focus) {
        (Some((at, finding)), ..) => {
            found(finding, (at + 1, findings.len()), theme, (width, most), &mut lines);
        }
        (None, Some(row), _) => wire(desk, row, about.focus, theme, (width, most), &mut lines),
        (None, None, Some(id)) => component(desk, id, theme, (width, most), &mut lines),
        (None, None, None) => {}
    }
    lines
}

fn found(
    finding: &Finding,
    (at, of): (usize, usize),
    theme: &Theme,
    (width, most): (usize, usize),
    lines: &mut Vec<Line<'static>>,
) {
    let (symbol, style) = match finding.trouble {
        Trouble::SinglePoint => (Symbol::Danger, theme.danger()),
        _ => (Symbol::Flag, theme.attention()),
    };
    let head = format!("{} {at} of {of}: {}", theme.symbol(symbol), finding.trouble.name());
    lines.push(Line::styled(head, style));
    let text = wrapped(&finding.text, width).into_iter().take(most - 1);
    lines.extend(text.map(|line| Line::styled(line, theme.text())));
}

/// Facts in a row, in no more lines than that: what does not fit is left out from the end, whole.
fn whole(facts: &[String], (width, most): (usize, usize), theme: &Theme) -> Vec<String> {
    let dot = format!(" {} ", theme.symbol(Symbol::Dot));
    let kept = |count: usize| {
        let more = if count < facts.len() { theme.symbol(Symbol::More) } else { "" };
        wrapped(format!("{} {more}", facts[..count].join(&dot)).trim(), width)
    };
    let fits = (1..=facts.len()).rev().map(kept).find(|lines| lines.len() <= most);
    fits.unwrap_or_default()
}

/// A component and what it answers for, then its connections: those that fit, each with all that was agreed.
fn component(desk: &Desk, id: &str, theme: &Theme, room: (usize, usize), lines: &mut Vec<Line<'static>>) {
    let (width, most) = room;
    let records = &desk.session.records;
    let Some(row) = records.components.by_id(id) else { return };
    let mut facts: Vec<String> = Vec::new();
    facts.push(row.owner.id().map_or_else(|| "no owner".to_owned(), |team| records.title(team)));
    facts.extend(row.side.map(|side| side.label().to_lowercase()));
    if row.critical == Some(true) {
        facts.push("critical path".to_owned());
    }
    if row.store == Some(true) {
        facts.push("keeps data".to_owned());
    }
    facts.extend(row.lifecycle.filter(|l| *l != Lifecycle::Exists).map(|life| life.label().to_lowercase()));
    let rest = whole(&facts, (width.saturating_sub(row.name.width() + 2).max(8), 1), theme).join("");
    lines.push(Line::from(vec![
        Span::styled(row.name.clone(), theme.accent()),
        Span::styled(format!("  {rest}"), theme.text()),
    ]));
    let mut left = most - 1;
    let all = Canvas::of(records).around(id);
    let purpose = wrapped(&row.responsibility, width);
    if !row.responsibility.is_empty() && purpose.len() + usize::from(!all.is_empty()) <= left {
        left -= purpose.len();
        lines.extend(purpose.into_iter().map(|line| Line::styled(line, theme.text())));
    }
    let full: Vec<Vec<String>> = all.iter().map(|row| said(desk, row, Some(id), width, theme)).collect();
    let every = full.iter().map(Vec::len).sum::<usize>() <= left;
    let mut shown = 0;
    for text in full {
        // The last line says that there are more, and how to come to them.
        let keep = usize::from(!every);
        if text.len() + keep > left {
            break;
        }
        left -= text.len();
        shown += 1;
        lines.extend(text.into_iter().map(|line| Line::styled(line, theme.dim())));
    }
    if shown < all.len() {
        let (count, word) = (all.len() - shown, if shown == 0 { "" } else { "more " });
        let plural = if count == 1 { "" } else { "s" };
        lines.push(Line::styled(format!("{count} {word}connection{plural}"), theme.dim()));
    }
}

/// A connection with everything that two components agreed on about it.
fn wire(
    desk: &Desk,
    row: &Row<Connection>,
    focus: Option<&str>,
    theme: &Theme,
    (width, most): (usize, usize),
    lines: &mut Vec<Line<'static>>,
) {
    let records = &desk.session.records;
    let title = |id: Option<&str>| id.map_or_else(|| "?".to_owned(), |id| records.title(id));
    let ends = format!("{} {} {}", title(row.from.id()), arrow(row, theme), title(row.to.id()));
    let around = focus.map(|id| Canvas::of(records).around(id)).unwrap_or_default();
    let at = around.iter().position(|known| known.id == row.id);
    let place = at.map_or_else(String::new, |at| format!("   {} of {}", at + 1, around.len()));
    let room = most - 1;
    lines.push(Line::from(vec![
        Span::styled(
            fit(&ends, width.saturating_sub(place.width()), theme.symbol(Symbol::More)),
            theme.accent(),
        ),
        Span::styled(place, theme.dim()),
    ]));
    let facts = agreed(row, true);
    lines
        .extend(whole(&facts, (width, room), theme).into_iter().map(|line| Line::styled(line, theme.text())));
}

/// A connection as it is told beside one of its ends.
fn said(desk: &Desk, row: &Row<Connection>, focus: Option<&str>, width: usize, theme: &Theme) -> Vec<String> {
    let title = |id: Option<&str>| id.map_or_else(String::new, |id| desk.session.records.title(id));
    let ends = if row.from.id() == focus {
        format!("{} {}", arrow(row, theme), title(row.to.id()))
    } else {
        format!("{} {} {}", title(row.from.id()), arrow(row, theme), title(row.to.id()))
    };
    let dot = format!(" {} ", theme.symbol(Symbol::Dot));
    wrapped(&format!("{ends}: {}", agreed(row, false).join(&dot)), width)
}

fn arrow(connection: &Connection, theme: &Theme) -> &'static str {
    match (connection.mode, theme.ascii) {
        (Some(Mode::Async), false) => "┄▸",
        (_, false) => "─▸",
        (Some(Mode::Async), true) => "..>",
        (_, true) => "-->",
    }
}

/// What two components agreed on, the most telling first; named in full where there is room for one only.
fn agreed(connection: &Connection, full: bool) -> Vec<String> {
    let named = |name: &str, text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| if full { format!("{name} {text}") } else { text.to_owned() })
    };
    let purpose = connection.purpose.trim();
    let waits = connection.mode.filter(|_| full).map(|mode| match mode {
        Mode::Sync => "the caller waits",
        Mode::Async => "nobody waits",
    });
    let hard = connection.hardness.map(|hardness| match (hardness, full) {
        (Hardness::Hard, true) => "hard: the caller fails with it",
        (Hardness::Soft, true) => "soft: the caller goes on without it",
        (Hardness::Hard, false) => "hard",
        (Hardness::Soft, false) => "soft",
    });
    let facts = [
        (!purpose.is_empty()).then(|| purpose.to_owned()),
        named("by", &connection.protocol),
        waits.map(str::to_owned),
        hard.map(str::to_owned),
        named("proof:", &connection.authentication)
            .or_else(|| full.then(|| "no authentication yet".to_owned())),
        named("data:", &connection.carries).or_else(|| full.then(|| "data not said yet".to_owned())),
        named("may:", &connection.authorization).filter(|_| full),
        named("on failure:", &connection.on_failure).filter(|_| full),
    ];
    facts.into_iter().flatten().collect()
}

/// The line that ends the drawing, with what the signs in it mean: those that are drawn, as many as fit.
pub fn rule(sketch: &Sketch, theme: &Theme, width: usize) -> Line<'static> {
    let (waits, told, critical, outside) = if theme.ascii {
        ("---v", "...v", "#===#", "+...+")
    } else {
        ("──▾", "┄┄▾", "┏━┓", "┌╌┐")
    };
    let arrow = theme.symbol(Symbol::Arrow);
    let drawn = |mode: Mode| {
        let mut wires = sketch.layout.routes.iter().map(|route| sketch.wires[route.link].row.mode);
        wires.any(|known| (known == Some(Mode::Async)) == (mode == Mode::Async))
    };
    let any = |has: fn(&Card) -> bool| sketch.cards.iter().any(has);
    let found = |single: bool| {
        let mut troubles = sketch.cards.iter().filter_map(|card| card.trouble);
        troubles.any(|trouble| (trouble == Trouble::SinglePoint) == single)
    };
    let counted = any(|card| card.counts.is_some_and(|(arrive, leave)| arrive + leave > 0));
    let entries = [
        drawn(Mode::Sync).then(|| format!("{waits} waits")),
        drawn(Mode::Async).then(|| format!("{told} does not wait")),
        any(|card| card.row.critical == Some(true)).then(|| format!("{critical} critical")),
        counted.then(|| format!("{arrow}2 arrive  3{arrow} leave")),
        found(true).then(|| format!("{} single point", theme.symbol(Symbol::Danger))),
        found(false).then(|| format!("{} found", theme.symbol(Symbol::Flag))),
        any(|card| card.row.side == Some(Side::External)).then(|| format!("{outside} external")),
    ];
    let mut text = String::new();
    for entry in entries.into_iter().flatten() {
        if text.width() + 3 + entry.width() + 6 > width {
            continue;
        }
        text.push_str(if text.is_empty() { "  " } else { "   " });
        text.push_str(&entry);
    }
    if !text.is_empty() {
        text.push_str("  ");
    }
    let rule = theme.symbol(Symbol::Rule);
    let before = width.saturating_sub(text.width() + 2);
    Line::from(vec![
        Span::styled(rule.repeat(before), theme.line()),
        Span::styled(text, theme.dim()),
        Span::styled(rule.repeat(width.min(2)), theme.line()),
    ])
}
