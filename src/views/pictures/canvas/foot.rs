//! Under the drawing: the finding that is followed, or the component in focus with everything it talks to.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::desk::Desk;
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::wrap::{fit, wrapped};
use crate::workshop::canvas::{Canvas, Finding, Trouble};
use crate::workshop::records::{Connection, Hardness, Lifecycle, Mode, Row};
use crate::workshop::value::ChoiceSet;

/// From this height on there is room to say what the signs mean.
const LEGEND: u16 = 34;

/// How many lines there are under the drawing. What is in focus does not matter: the drawing stands still.
pub fn height(area: Rect) -> usize {
    match area.height {
        0..22 => 4,
        22..LEGEND => 6,
        LEGEND..44 => 8,
        _ => 11,
    }
}

/// The lines under the drawing.
pub fn lines(
    desk: &Desk,
    focus: Option<&str>,
    findings: &[Finding],
    followed: Option<usize>,
    theme: &Theme,
    area: Rect,
) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let most = height(area) - usize::from(area.height >= LEGEND) - 1;
    let mut lines = vec![Line::styled(theme.symbol(Symbol::Rule).repeat(width), theme.line())];
    match followed.map(|at| (at, &findings[at])) {
        Some((at, finding)) => found(finding, (at + 1, findings.len()), theme, (width, most), &mut lines),
        None => {
            if let Some(id) = focus {
                component(desk, id, theme, (width, most), &mut lines);
            }
        }
    }
    if area.height >= LEGEND {
        lines.resize(most + 1, Line::default());
        lines.push(legend(theme, width));
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

/// A component in a line, then its connections, as many as there is room for.
fn component(
    desk: &Desk,
    id: &str,
    theme: &Theme,
    (width, most): (usize, usize),
    lines: &mut Vec<Line<'static>>,
) {
    let records = &desk.session.records;
    let Some(row) = records.components.by_id(id) else { return };
    let dot = format!(" {} ", theme.symbol(Symbol::Dot));
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
    let name = row.name.clone();
    let more = theme.symbol(Symbol::More);
    let rest = fit(&format!("  {}", facts.join(&dot)), width.saturating_sub(name.chars().count()), more);
    lines.push(Line::from(vec![Span::styled(name, theme.accent()), Span::styled(rest, theme.text())]));
    let canvas = Canvas::of(records);
    let title = |id: Option<&str>| id.map_or_else(String::new, |id| records.title(id));
    let out = canvas.outgoing(id).map(|c| (c, format!("{} {}", arrow(c, theme), title(c.to.id()))));
    let into = canvas.incoming(id).filter(|c| c.from.id() != Some(id));
    let into = into.map(|c| (c, format!("{} {} from {}", arrow(c, theme), row.name, title(c.from.id()))));
    let all: Vec<(&Row<Connection>, String)> = out.chain(into).collect();
    let room = most - 1;
    // As many as there is room for, each in full if that leaves a line for every one.
    let texts: Vec<String> =
        all.iter().map(|(connection, ends)| format!("{ends}: {}", terms(connection, &dot))).collect();
    let full: Vec<Vec<String>> = texts.iter().map(|text| wrapped(text, width)).collect();
    if full.iter().map(Vec::len).sum::<usize>() <= room {
        lines.extend(full.into_iter().flatten().map(|line| Line::styled(line, theme.dim())));
        return;
    }
    let shown = if all.len() > room { room.saturating_sub(1) } else { all.len() };
    for text in texts.iter().take(shown) {
        lines.push(Line::styled(fit(text, width, more), theme.dim()));
    }
    if shown < all.len() {
        let text = format!("{more} and {} more connections", all.len() - shown);
        lines.push(Line::styled(text, theme.dim()));
    }
}

fn arrow(connection: &Connection, theme: &Theme) -> &'static str {
    match (connection.mode, theme.ascii) {
        (Some(Mode::Async), false) => "┄▸",
        (_, false) => "─▸",
        (Some(Mode::Async), true) => "..>",
        (_, true) => "-->",
    }
}

/// What two components agreed on, the most telling first.
fn terms(connection: &Connection, dot: &str) -> String {
    let mut terms: Vec<String> = Vec::new();
    let mut say = |text: &str| {
        if !text.is_empty() {
            terms.push(text.to_owned());
        }
    };
    say(&connection.purpose);
    say(&connection.protocol);
    say(match connection.hardness {
        Some(Hardness::Hard) => "hard",
        Some(Hardness::Soft) => "soft",
        None => "",
    });
    say(&connection.authentication);
    say(&connection.carries);
    terms.join(dot)
}

fn legend(theme: &Theme, width: usize) -> Line<'static> {
    let (waits, told, critical, outside) = if theme.ascii {
        ("---v", "...v", "#===#", "+...+")
    } else {
        ("──▾", "┄┄▾", "┏━┓", "┌╌┐")
    };
    let arrow = theme.symbol(Symbol::Arrow);
    let text = format!(
        "{waits} waits   {told} does not wait   {critical} critical   {outside} external   \
         {arrow}2 arrive   3{arrow} leave   found {}",
        theme.symbol(Symbol::Flag)
    );
    Line::styled(fit(&text, width, theme.symbol(Symbol::More)), Style::new().patch(theme.dim()))
}
