//! What each pain costs, as bars, dearest first.

use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::bars::{self, Bar};
use super::super::widgets::wrap::wrapped;
use super::thousands;
use crate::app::desk::Desk;
use crate::workshop::cost::{self, Cost};
use crate::workshop::value::format_number;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let records = &desk.session.records;
    let currency = &records.charter.currency;
    let ranked: Vec<_> =
        cost::ranked(records).into_iter().filter_map(|(pain, cost)| Some((&pain.name, cost?))).collect();
    if ranked.is_empty() {
        let hint = "Say each pain as 40 people, 20 minutes, three times a day, and its cost shows here.";
        return wrapped(hint, width).into_iter().map(|line| Line::styled(line, theme.dim())).collect();
    }
    let top = cost::top_three(records);
    // Person-years are told where there is room for them.
    let years = width >= 96;
    let dearest = ranked.iter().map(|(_, cost)| money(cost, currency, "").width()).max().unwrap_or(0);
    let longest = ranked.iter().map(|(_, cost)| tenths(cost.full_time).width()).max().unwrap_or(0);
    let bars: Vec<Bar> = ranked
        .iter()
        .enumerate()
        .map(|(place, (name, cost))| {
            let years = if years {
                format!("  {:>longest$} person-years", tenths(cost.full_time))
            } else {
                String::new()
            };
            let money = match money(cost, currency, "") {
                none if none.is_empty() => none,
                money => format!("  {money:>dearest$} a year"),
            };
            Bar {
                label: (*name).clone(),
                amount: cost.hours_week,
                value: format!("{:>5} h/week{years}{money}", thousands(cost.hours_week)),
                style: if top.is_some_and(|top| place < top.count) { theme.attention() } else { theme.dim() },
            }
        })
        .collect();
    let title = Line::styled("What it costs, dearest first", theme.heading());
    let told = told(desk, theme, width, ranked.len());
    let room = (width, height.saturating_sub(told.len() + 1));
    let (full, more) = (theme.symbol(Symbol::BarFull), theme.symbol(Symbol::More));
    let bars = bars::lines(&bars, room, full, more, theme.text());
    std::iter::once(title).chain(bars).chain(told).collect()
}

/// What it comes to: the dearest, all, and how many are not counted.
fn told(desk: &Desk, theme: &Theme, width: usize, counted: usize) -> Vec<Line<'static>> {
    let records = &desk.session.records;
    let currency = &records.charter.currency;
    let mut lines = Vec::new();
    if let Some(top) = cost::top_three(records) {
        let text = format!(
            "The top three: {} hours a week, {:.0} % of the whole. A year: {} person-years{}",
            thousands(top.cost.hours_week),
            top.share * 100.0,
            tenths(top.cost.full_time),
            money(&top.cost, currency, ", ")
        );
        lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.attention())));
    }
    if let Some(total) = cost::total(records) {
        let text = format!(
            "Together {} hours a week. A year: {} person-years{}",
            thousands(total.hours_week),
            tenths(total.full_time),
            money(&total, currency, ", ")
        );
        lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.heading())));
    }
    let open = records.pains.len() - counted;
    if open > 0 {
        let text = format!("{open} not counted yet: people, time lost or how often is missing");
        lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.dim())));
    }
    lines
}

fn money(cost: &Cost, currency: &str, before: &str) -> String {
    cost.money_year.map_or_else(String::new, |money| format!("{before}{currency} {}", thousands(money)))
}

fn tenths(number: f64) -> String {
    format_number((number * 10.0).round() / 10.0)
}
