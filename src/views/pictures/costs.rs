//! What each pain costs, as bars, dearest first.

use ratatui::text::Line;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::bars::{self, Bar};
use super::super::widgets::wrap::wrapped;
use super::thousands;
use crate::app::desk::Desk;
use crate::workshop::cost;
use crate::workshop::value::format_number;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let records = &desk.session.records;
    let ranked = cost::ranked(records);
    let currency = &records.charter.currency;
    let bars: Vec<Bar> = ranked
        .iter()
        .filter_map(|(pain, cost)| {
            let cost = cost.as_ref()?;
            let money = cost
                .money_year
                .map_or_else(String::new, |money| format!("  {currency} {} a year", thousands(money)));
            Some(Bar {
                label: pain.name.clone(),
                amount: cost.hours_week,
                value: format!("{} h/week{money}", thousands(cost.hours_week)),
                style: theme.attention(),
            })
        })
        .collect();
    if bars.is_empty() {
        return vec![Line::styled(
            "Give people, time lost and how often, and the cost of each pain shows here.",
            theme.dim(),
        )];
    }
    let mut lines = vec![Line::styled("What it costs", theme.heading())];
    lines.extend(bars::lines(
        &bars,
        width,
        theme.symbol(Symbol::BarFull),
        theme.symbol(Symbol::More),
        theme.text(),
    ));
    if let Some(total) = cost::total(records) {
        let money = total
            .money_year
            .map_or_else(String::new, |money| format!(", {currency} {} a year", thousands(money)));
        let text = format!(
            "Together {} hours a week: {} people full time{money}",
            thousands(total.hours_week),
            format_number((total.full_time * 10.0).round() / 10.0)
        );
        lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.heading())));
    }
    lines
}
