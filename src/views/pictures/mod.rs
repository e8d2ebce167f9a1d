//! Pictures of the answers: costs, clocks, profile, ranking, architecture. Live, from the same data as the
//! documents.

mod canvas;
mod clock;
mod costs;
mod profile;
mod ranking;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Geometry;
use super::theme::Theme;
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
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let width = usize::from(area.width);
    let lines = match picture_of(desk.current_activity()) {
        Some(Picture::Costs) => costs::lines(desk, theme, width),
        Some(Picture::Profile) => profile::lines(desk, theme, width),
        Some(Picture::Ranking) => ranking::lines(desk, theme, width),
        Some(Picture::Clocks) => return clock::draw(app, desk, theme, frame, area),
        Some(Picture::Diagram) => return canvas::draw(desk, theme, frame, area, geometry),
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
