//! The agenda: every activity by stage, how far it is, and its timebox.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::pad;
use super::{Geometry, Hit};
use crate::app::App;
use crate::app::desk::{Desk, Pane};
use crate::catalogue::Activity;
use crate::workshop::event::ActivityState;
use crate::workshop::progress::Answered;

/// The minutes an activity has in the agenda that was chosen.
pub fn timebox(desk: &Desk, activity: &Activity) -> u32 {
    let agenda = agenda_of(desk);
    activity.timebox.get(&agenda).copied().unwrap_or(activity.minutes)
}

/// The agenda that fits the time available best.
fn agenda_of(desk: &Desk) -> u32 {
    match desk.session.records.charter.minutes {
        Some(minutes) if minutes <= 75.0 => 60,
        Some(minutes) if minutes <= 150.0 => 90,
        Some(_) => 210,
        None => 90,
    }
}

/// Draws the agenda.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    geometry.note(area, Hit::Pane(Pane::Agenda));
    let focused = desk.pane == Pane::Agenda;
    let width = usize::from(area.width).saturating_sub(2);
    let agenda = agenda_of(desk);
    let mut lines: Vec<(Line, Option<usize>)> = Vec::new();
    for (number, stage) in desk.catalogue.stages.iter().enumerate() {
        if number > 0 {
            lines.push((Line::default(), None));
        }
        let title = format!("{} {}", number + 1, stage.title);
        let style = theme.stage(number + 1).add_modifier(ratatui::style::Modifier::BOLD);
        lines.push((
            Line::styled(format!(" {}", pad(&title, width, theme.symbol(Symbol::More))), style),
            None,
        ));
        for (at, activity) in
            desk.catalogue.activities.iter().enumerate().filter(|(_, a)| a.stage == stage.id)
        {
            lines.push((entry(desk, theme, at, activity, agenda, width, focused), Some(at)));
        }
    }
    let here = lines.iter().position(|(_, at)| *at == Some(desk.activity)).unwrap_or(0);
    let height = usize::from(area.height);
    let first = here.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (row, (line, at)) in lines.into_iter().skip(first).take(height).enumerate() {
        let rect = Rect { y: area.y + u16::try_from(row).unwrap_or(0), height: 1, ..area };
        frame.render_widget(line, rect);
        if let Some(at) = at {
            geometry.note(rect, Hit::Activity(at));
        }
    }
    if focused {
        geometry.page = height.saturating_sub(2);
    }
    let _ = app;
}

fn entry(
    desk: &Desk,
    theme: &Theme,
    at: usize,
    activity: &Activity,
    agenda: u32,
    width: usize,
    focused: bool,
) -> Line<'static> {
    let answered = desk.derived.answered.get(at).copied().unwrap_or(Answered::Empty);
    let (symbol, style) = match (desk.state(activity), answered) {
        (ActivityState::Done, _) => (Symbol::Done, theme.done()),
        (ActivityState::Skipped, _) => (Symbol::Skipped, theme.dim()),
        (ActivityState::Open, Answered::Empty) => (Symbol::Empty, theme.dim()),
        (ActivityState::Open, _) => (Symbol::Partly, theme.attention()),
    };
    let here = at == desk.activity;
    let in_agenda = activity.timebox.contains_key(&agenda);
    let minutes = if in_agenda { format!("{}'", timebox(desk, activity)) } else { String::new() };
    let room = width.saturating_sub(5 + minutes.width().max(3));
    let title = pad(&activity.title, room, theme.symbol(Symbol::More));
    let text = match (here, in_agenda) {
        (true, _) => theme.heading(),
        (false, true) => theme.text(),
        (false, false) => theme.dim(),
    };
    let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
    let line = Line::from(vec![
        Span::styled(marker, theme.accent()),
        Span::styled(format!(" {} ", theme.symbol(symbol)), style),
        Span::styled(title, text),
        Span::styled(format!(" {minutes:>3}"), theme.dim()),
    ]);
    match (here, focused) {
        (true, true) => line.style(theme.selected()),
        (true, false) => line.style(theme.selected_away()),
        _ => line,
    }
}
