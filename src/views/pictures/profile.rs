//! Readiness: today's level and the target of each aspect, and how far scores lie apart.

use ratatui::text::{Line, Span};

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::pad;
use crate::app::desk::Desk;
use crate::workshop::maturity;
use crate::workshop::value::ChoiceSet;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled("Today and target, each aspect on its own", theme.heading())];
    let cell = (width.saturating_sub(16 + 14) / 4).clamp(5, 18);
    let head = maturity_names().map(|name| pad(name, cell, theme.symbol(Symbol::More))).collect::<String>();
    lines.push(Line::styled(format!("{}{head}", pad("", 15, "")), theme.dim()));
    for aspect in maturity::profile(&desk.session) {
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
        let spread = aspect.spread.filter(|(low, high)| high > low);
        let spread = spread.map_or_else(String::new, |(low, high)| format!(" scores {low} to {high}"));
        spans.push(Span::styled(spread, theme.attention()));
        lines.push(Line::from(spans));
    }
    lines
}

fn maturity_names() -> impl Iterator<Item = &'static str> {
    crate::workshop::records::Level::ALL.iter().map(|level| level.label())
}
