//! Pictures of the answers: costs, clocks, profile, ranking, architecture. Live, from the same data as the
//! documents.

mod clock;
mod diagram;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::theme::{Symbol, Theme};
use super::widgets::bars::{self, Bar};
use super::widgets::wrap::{fit, pad, wrapped};
use crate::app::App;
use crate::app::desk::Desk;
use crate::catalogue::{Activity, Capture};
use crate::workshop::records::Kind;
use crate::workshop::value::{ChoiceSet, format_number};
use crate::workshop::{cost, leverage, maturity};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Costs,
    Clocks,
    Profile,
    Ranking,
    Diagram,
}

fn picture_of(activity: &Activity) -> Option<Picture> {
    activity.captures.iter().find_map(|capture| match capture {
        Capture::Table { kind: Kind::Pain, .. } => Some(Picture::Costs),
        Capture::Table { kind: Kind::Limit, .. } => Some(Picture::Clocks),
        Capture::Table { kind: Kind::Readiness, .. } => Some(Picture::Profile),
        Capture::Table { kind: Kind::Capability, .. } => Some(Picture::Ranking),
        Capture::Table { kind: Kind::Component | Kind::Connection, .. } => Some(Picture::Diagram),
        _ => None,
    })
}

/// Whether an activity's answers can be shown as a picture.
pub fn has_picture(activity: &Activity) -> bool {
    picture_of(activity).is_some()
}

/// How many lines the picture takes beside the table: none when there is nothing to show or too little room.
pub fn height_beside(desk: &Desk, today: Date, room: u16) -> u16 {
    if desk.card.is_some() {
        return 0;
    }
    let records = &desk.session.records;
    let (least, best) = match picture_of(desk.current_activity()) {
        Some(Picture::Costs) if cost::total(records).is_some() => (4, records.pains.len() + 4),
        Some(Picture::Clocks) if !records.limits.is_empty() => (10, 18),
        Some(Picture::Profile) if !records.readiness.is_empty() => (8, 8),
        Some(Picture::Ranking) if leverage::ranked(&desk.session).iter().any(|row| row.rice.is_some()) => {
            (5, records.capabilities.len() + 2)
        }
        Some(Picture::Diagram) if !records.components.is_empty() => (14, 60),
        _ => return 0,
    };
    let _ = today;
    if room < least { 0 } else { u16::try_from(best).unwrap_or(room).min(room) }
}

/// Draws the picture of the activity in hand.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let lines = match picture_of(desk.current_activity()) {
        Some(Picture::Costs) => costs(desk, theme, width),
        Some(Picture::Profile) => profile(desk, theme, width),
        Some(Picture::Ranking) => ranking(desk, theme, width),
        Some(Picture::Clocks) => return clock::draw(app, desk, theme, frame, area),
        Some(Picture::Diagram) => return diagram::draw(desk, theme, frame, area),
        None => return,
    };
    put(frame, area, lines);
}

fn put(frame: &mut Frame, area: Rect, lines: Vec<Line<'static>>) {
    for (row, line) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        frame.render_widget(line, Rect { y: area.y + u16::try_from(row).unwrap_or(0), height: 1, ..area });
    }
}

/// A number as it is read aloud: `1,250`.
pub(super) fn thousands(number: f64) -> String {
    let whole = format!("{:.0}", number.abs());
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number <= -0.5 { format!("-{text}") } else { text }
}

fn costs(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
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

fn profile(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
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

fn ranking(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let ranked = leverage::ranked(&desk.session);
    let bars: Vec<Bar> = ranked
        .iter()
        .filter_map(|row| {
            let rice = row.rice?;
            let dots = if row.dots > 0 { format!("  {} dots", row.dots) } else { String::new() };
            let gate =
                if row.gate.is_empty() { String::new() } else { format!("  lacks {}", row.gate.join(", ")) };
            Some(Bar {
                label: row.row.name.clone(),
                amount: rice,
                value: fit(
                    &format!("{}{dots}{gate}", format_number((rice * 10.0).round() / 10.0)),
                    width / 2,
                    theme.symbol(Symbol::More),
                ),
                style: if row.gate.is_empty() { theme.done() } else { theme.stage(3) },
            })
        })
        .collect();
    if bars.is_empty() {
        return vec![Line::styled(
            "Give reach, impact, confidence and effort, and the ranking shows here.",
            theme.dim(),
        )];
    }
    let mut lines =
        vec![Line::styled("Ranked by reach x impact x confidence / effort (RICE)", theme.heading())];
    lines.extend(bars::lines(
        &bars,
        width,
        theme.symbol(Symbol::BarFull),
        theme.symbol(Symbol::More),
        theme.text(),
    ));
    lines
}
