//! Readiness: today's level and the target of each aspect, and how far scores lie apart.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use crate::app::desk::Desk;
use crate::workshop::maturity::{self, Profile};
use crate::workshop::records::Level;
use crate::workshop::value::ChoiceSet;

/// The lines of the picture: the profile, and under it the one next step of each aspect where there is room.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let profile = maturity::profile(&desk.session);
    let mut lines = vec![Line::styled("Today and target, each aspect on its own", theme.heading())];
    let beside = profile.iter().map(|aspect| spread(aspect).width()).max().unwrap_or(0);
    let cell = (width.saturating_sub(15 + beside) / 4).clamp(5, 18);
    let labels = Level::ALL.iter().map(|level| level.label());
    let whole = labels.clone().all(|label| label.width() < cell);
    // Where a level's name has no room over its column its number stands there, and what it means below.
    let heads = Level::ALL.iter().enumerate().map(|(at, level)| {
        pad(&if whole { level.label().to_owned() } else { (at + 1).to_string() }, cell, more)
    });
    lines.push(Line::styled(format!("{}{}", pad("", 15, ""), heads.collect::<String>()), theme.dim()));
    lines.extend(profile.iter().map(|aspect| bar(aspect, theme, cell)));
    if !whole {
        let key = format!("Levels: {}", labels.collect::<Vec<_>>().join(", "));
        lines.push(Line::styled(fit(&key, width, more), theme.dim()));
    }
    let steps: Vec<Line> = profile.iter().flat_map(|aspect| step(desk, aspect, theme, width)).collect();
    if lines.len() + 2 + steps.len() <= height {
        lines.push(Line::default());
        lines.push(Line::styled("What moves each up a level", theme.heading()));
        lines.extend(steps);
    }
    lines
}

/// Today's level filled, the way to the target shaded, and how far the private scores lie apart.
fn bar(aspect: &Profile, theme: &Theme, cell: usize) -> Line<'static> {
    let level = aspect.level.map_or(0, maturity::level_number);
    let target = aspect.target.map_or(0, maturity::level_number);
    let mut spans = vec![Span::styled(pad(aspect.aspect.label(), 15, ""), theme.text())];
    for number in 1..=4 {
        let (text, style) = if number <= level {
            (theme.symbol(Symbol::BarFull), theme.stage(2))
        } else if number <= target {
            (theme.symbol(Symbol::BarEmpty), theme.done())
        } else {
            (" ", theme.dim())
        };
        spans.push(Span::styled(format!("{} ", text.repeat(cell.saturating_sub(1))), style));
    }
    spans
        .push(Span::styled(spread(aspect), if aspect.disagrees() { theme.attention() } else { theme.dim() }));
    Line::from(spans)
}

/// How far the private scores lie apart.
fn spread(aspect: &Profile) -> String {
    let spread = aspect.spread.filter(|(low, high)| high > low);
    spread.map_or_else(String::new, |(low, high)| format!(" scores {low} to {high}"))
}

/// The step of one aspect with its owner and day; what the levels suggest when the team has none yet.
fn step(desk: &Desk, aspect: &Profile, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let records = &desk.session.records;
    let record = aspect.record.as_deref().and_then(|id| records.readiness.by_id(id));
    let (text, style) = if let Some(record) = record.filter(|record| !record.next_step.is_empty()) {
        let owner = records.people.get_ref(&record.owner).map_or("nobody yet", |person| person.name.as_str());
        let due = record.due.map_or_else(|| "no date yet".to_owned(), |due| due.to_string());
        let dot = theme.symbol(Symbol::Dot);
        (format!("{} {dot} {owner}, {due}", record.next_step), theme.text())
    } else {
        let at = aspect.level.map(maturity::level_number);
        let at = at.and_then(|level| usize::from(level).checked_sub(1));
        let levels = desk.catalogue.levels.iter().find(|known| known.aspect == aspect.aspect);
        let Some(next) = levels.zip(at).and_then(|(levels, at)| levels.next.get(at)) else {
            return Vec::new();
        };
        (format!("Not decided; for instance: {next}"), theme.dim())
    };
    let rows = wrapped(&text, width.saturating_sub(15));
    let label = |row: usize| if row == 0 { pad(aspect.aspect.label(), 15, "") } else { pad("", 15, "") };
    let rows = rows.into_iter().enumerate();
    rows.map(|(row, words)| {
        Line::from(vec![Span::styled(label(row), theme.text()), Span::styled(words, style)])
    })
    .collect()
}
