//! Pictures of the answers: costs, clocks, profile, ranking, architecture. Live, from the same data as the
//! documents.

mod canvas;
mod clock;
mod costs;
mod profile;
mod ranking;
mod repetition;
mod sourcing;
mod tensions;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Geometry;
use super::theme::{Symbol, Theme};
use crate::app::App;
use crate::app::desk::Desk;
use crate::catalogue::{Activity, Capture};
use crate::workshop::records::Kind;
use crate::workshop::{cost, leverage};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Costs,
    Clocks,
    Profile,
    Repetition,
    Ranking,
    Sourcing,
    Tensions,
    Diagram,
}

fn picture_of(activity: &Activity) -> Option<Picture> {
    let captures = |kind| activity.captures.iter().any(|capture| capture.kind() == kind);
    if captures(Kind::SourcingOption) {
        return Some(Picture::Sourcing);
    }
    activity.captures.iter().find_map(|capture| match capture {
        Capture::Table { kind: Kind::Pain, .. } => Some(Picture::Costs),
        Capture::Table { kind: Kind::Limit, .. } => Some(Picture::Clocks),
        Capture::Table { kind: Kind::Readiness, .. } => Some(Picture::Profile),
        // Who has built it already is another question than what would be worth most.
        Capture::Table { kind: Kind::Capability, fields } => {
            let asks = |key: &str| fields.iter().any(|field| field.key == key);
            match (asks("reach"), asks("built_by")) {
                (true, _) => Some(Picture::Ranking),
                (false, true) => Some(Picture::Repetition),
                // A ranking says nothing where no part of a score is asked for.
                (false, false) => None,
            }
        }
        Capture::Table { kind: Kind::TradeOff, .. } => Some(Picture::Tensions),
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
        Some(Picture::Costs) if cost::total(records).is_some() => (4, records.pains.len() + 7),
        Some(Picture::Clocks) if !records.limits.is_empty() => (10, 18),
        Some(Picture::Profile) if !records.readiness.is_empty() => (8, 22),
        Some(Picture::Ranking) if leverage::ranked(&desk.session).iter().any(|row| row.rice.is_some()) => {
            (6, records.capabilities.len() + 2)
        }
        Some(Picture::Repetition) if records.capabilities.iter().any(|row| !row.built_by.is_empty()) => {
            (6, records.capabilities.len() + 4)
        }
        Some(Picture::Sourcing) if !records.options.is_empty() => (12, 18),
        Some(Picture::Tensions) if !records.trade_offs.is_empty() => (5, 33),
        Some(Picture::Diagram) if !records.components.is_empty() => (14, 60),
        _ => return 0,
    };
    let _ = today;
    if room < least { 0 } else { u16::try_from(best).unwrap_or(room).min(room) }
}

/// How a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Below the table, as far as there is room.
    Beside,
    /// In the table's place: this page of it, from 0.
    Page(usize),
}

impl Shown {
    fn page(self) -> usize {
        match self {
            Self::Beside => 0,
            Self::Page(page) => page,
        }
    }
}

/// Draws the picture of the activity in hand; gives how many pages it has.
pub fn draw(
    app: &App,
    desk: &Desk,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    shown: Shown,
    geometry: &mut Geometry,
) -> usize {
    let width = usize::from(area.width);
    let lines = match picture_of(desk.current_activity()) {
        Some(Picture::Costs) => costs::lines(desk, theme, width, usize::from(area.height)),
        Some(Picture::Profile) => profile::lines(desk, theme, width, usize::from(area.height)),
        Some(Picture::Repetition) => repetition::lines(desk, theme, width, usize::from(area.height)),
        Some(Picture::Tensions) => tensions::lines(desk, theme, width, usize::from(area.height)),
        Some(Picture::Ranking) => return ranking::draw(desk, theme, frame, area, shown),
        Some(Picture::Sourcing) => return sourcing::draw(desk, theme, frame, area, shown),
        Some(Picture::Clocks) => {
            clock::draw(app, desk, theme, frame, area);
            return 1;
        }
        Some(Picture::Diagram) => {
            canvas::draw(desk, theme, frame, area, geometry);
            return 1;
        }
        None => return 0,
    };
    put(frame, area, lines);
    1
}

/// The record the cursor is on.
fn selected(desk: &Desk) -> Option<String> {
    desk.target().map(|(id, _)| id)
}

/// As many rows as there is room for, the selected one among them, and how many are left out. Beside a table
/// they are always the first ones: what the picture says of the whole must be seen in it.
fn window(
    rows: Vec<Line<'static>>,
    selected: Option<usize>,
    room: usize,
    desk: &Desk,
    theme: &Theme,
) -> Vec<Line<'static>> {
    if rows.len() <= room {
        return rows;
    }
    let shows = room.saturating_sub(1);
    if !desk.picture {
        let words = format!("    {} {} more", theme.symbol(Symbol::More), rows.len() - shows);
        let more = Line::styled(words, theme.dim());
        return rows.into_iter().take(shows).chain([more]).collect();
    }
    let first = selected.unwrap_or(0).saturating_sub(shows / 2).min(rows.len() - shows);
    let left = rows.len() - shows;
    let mut kept: Vec<_> = rows.into_iter().skip(first).take(shows).collect();
    let words = format!("    {} {left} more; up and down move through them", theme.symbol(Symbol::More));
    kept.push(Line::styled(words, theme.dim()));
    kept
}

/// What the page mark takes from the first line of a page.
const PAGE_MARK: usize = " 1 of 3 ".len() + 1;

/// Says in the corner which page is shown, and that there are more.
fn page_number(frame: &mut Frame, area: Rect, theme: &Theme, page: usize, pages: usize) {
    let words = format!(" {} of {pages} ", page + 1);
    let width = u16::try_from(words.len()).unwrap_or(0).min(area.width);
    frame.render_widget(
        Line::styled(words, theme.accent()),
        Rect { x: area.right() - width, width, height: 1, ..area },
    );
}

/// Draws lines; gives how many there was room for.
fn put_and_count(frame: &mut Frame, area: Rect, lines: Vec<Line<'static>>) -> u16 {
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    put(frame, area, lines);
    count
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
