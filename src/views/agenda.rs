//! The agenda: every activity by stage, how far it is, its timebox, and what will not fit.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{pad, wrapped};
use super::{Geometry, Hit};
use crate::app::App;
use crate::app::desk::{Desk, Pane};
use crate::app::schedule::{Schedule, Timebox, duration};
use crate::workshop::agenda::Planned;
use crate::workshop::event::ActivityState;
use crate::workshop::progress::Answered;

/// Draws the agenda.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    geometry.note(area, Hit::Pane(Pane::Agenda));
    let focused = desk.pane == Pane::Agenda;
    let width = usize::from(area.width).saturating_sub(2);
    let schedule = desk.schedule(app.now);
    let area = summary(desk, &schedule, theme, frame, area);
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
        for (at, _) in desk.catalogue.activities.iter().enumerate().filter(|(_, a)| a.stage == stage.id) {
            lines.push((entry(desk, theme, at, schedule.activities[at], width, focused), Some(at)));
        }
    }
    let here = lines.iter().position(|(_, at)| *at == Some(desk.activity)).unwrap_or(0);
    let height = usize::from(area.height);
    let first = here.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (row, (line, at)) in lines.into_iter().skip(first).take(height).enumerate() {
        let rect = Rect { y: area.y + u16::try_from(row).unwrap_or(0), height: 1, ..area };
        ink::paint(frame, line, rect);
        if let Some(at) = at {
            geometry.note(rect, Hit::Activity(at));
        }
    }
    if focused {
        geometry.page = height.saturating_sub(2);
    }
}

/// Below the list, once the time no longer fits: what is left, and what will not fit. Gives the room above.
fn summary(desk: &Desk, schedule: &Schedule, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let gone = schedule.without_room();
    if gone.is_empty() {
        return area;
    }
    let titles: Vec<_> =
        gone.iter().filter_map(|at| desk.catalogue.activities.get(*at)).map(|a| a.title.as_str()).collect();
    let text = format!(
        "{} {} left for {}. Will not fit: {}",
        theme.symbol(Symbol::Flag),
        duration(schedule.left()),
        count(schedule.open(), "activity", "activities"),
        titles.join("; ")
    );
    let lines = wrapped(&text, usize::from(area.width).saturating_sub(2));
    let most = usize::from(area.height / 3);
    let more = theme.symbol(Symbol::More);
    let height = u16::try_from(lines.len().min(most)).unwrap_or(0);
    let top = area.bottom() - height;
    for (row, line) in lines.iter().take(most).enumerate() {
        let cut = row + 1 == most && lines.len() > most;
        let line = if cut { format!("{line} {more}") } else { line.clone() };
        let y = top + u16::try_from(row).unwrap_or(0);
        let rect = Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 };
        ink::paint(frame, Line::styled(line, theme.attention()), rect);
    }
    Rect { height: area.height - height, ..area }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The minutes of an activity: what is laid out for it, what it took beyond that, what it was cut to,
/// or that it does not fit.
fn minutes(timebox: Option<Timebox>, theme: &Theme) -> (String, bool) {
    let Some(Timebox { laid_out, planned, spent }) = timebox else { return (String::new(), false) };
    let sign = theme.symbol(Symbol::Flag);
    match planned {
        Planned::Minutes(_) if spent > u64::from(laid_out) * 60 => {
            (format!("{sign} {} of {laid_out}'", spent / 60), true)
        }
        Planned::Minutes(now) if now < laid_out => {
            (format!("{laid_out}{}{now}'", theme.symbol(Symbol::Arrow)), true)
        }
        Planned::Minutes(_) | Planned::Settled => (format!("{laid_out}'"), false),
        Planned::NoRoom => (format!("{sign} no room"), true),
    }
}

fn entry(
    desk: &Desk,
    theme: &Theme,
    at: usize,
    timebox: Option<Timebox>,
    width: usize,
    focused: bool,
) -> Line<'static> {
    let activity = &desk.catalogue.activities[at];
    let answered = desk.derived.answered.get(at).copied().unwrap_or(Answered::Empty);
    let (symbol, style) = match (desk.state(activity), answered) {
        (ActivityState::Done, _) => (Symbol::Done, theme.done()),
        (ActivityState::Skipped, _) => (Symbol::Skipped, theme.dim()),
        (ActivityState::Open, Answered::Empty) => (Symbol::Empty, theme.dim()),
        (ActivityState::Open, _) => (Symbol::Partly, theme.attention()),
    };
    let here = at == desk.activity;
    let in_agenda = timebox.is_some();
    let (minutes, changed) = minutes(timebox, theme);
    let room = width.saturating_sub(5 + minutes.width().max(3));
    let title = pad(&activity.title, room, theme.symbol(Symbol::More));
    let text = match (here, in_agenda) {
        (true, _) => theme.heading(),
        (false, true) => theme.text(),
        (false, false) => theme.dim(),
    };
    let (marker, look) = theme.marker(here, focused);
    let line = Line::from(vec![
        Span::styled(marker, look),
        Span::styled(format!(" {} ", theme.symbol(symbol)), style),
        Span::styled(title, text),
        Span::styled(format!(" {minutes:>3}"), if changed { theme.attention() } else { theme.dim() }),
    ]);
    match (here, focused) {
        (true, true) => line.style(theme.selected()),
        (true, false) => line.style(theme.selected_away()),
        _ => line,
    }
}
