//! The head of a session: title, saved or not, the clock, and the four stages.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::fit;
use super::{Geometry, Hit};
use crate::app::App;
use crate::app::desk::Desk;
use crate::app::schedule::{IN_MINUTES, duration, hours};

/// Draws the head.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let first = Rect { height: 1, ..area };
    let right = status(app, desk, theme, area.width);
    let right_width: usize = right.iter().map(|span| span.content.width()).sum();
    let organisation = &desk.session.records.charter.organisation;
    let title = if organisation.is_empty() || desk.session.title().contains(organisation.as_str()) {
        desk.session.title().to_owned()
    } else {
        format!("{} {} {organisation}", desk.session.title(), theme.symbol(Symbol::Dot))
    };
    let room = usize::from(area.width).saturating_sub(right_width + 3);
    let title = fit(&title, room, theme.symbol(Symbol::More));
    ink::paint(frame, Line::from(vec![Span::raw(" "), Span::styled(title, theme.heading())]), first);
    ink::paint(frame, Line::from(right).right_aligned(), first);
    stages(desk, theme, frame, Rect { y: area.y + 1, height: 1, ..area }, geometry);
    rule(desk, theme, frame, Rect { y: area.y + 2, height: 1, ..area });
}

/// The line below the head, with the activity's place in its stage and its title.
fn rule(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let activity = desk.current_activity();
    let before = &desk.catalogue.activities[..desk.activity];
    let number = before.iter().filter(|known| known.stage == activity.stage).count() + 1;
    let all = desk.catalogue.activities.iter().filter(|known| known.stage == activity.stage).count();
    let dash = theme.symbol(Symbol::Rule);
    let words = format!(" {number} of {all} {} {} ", theme.symbol(Symbol::Dot), activity.title);
    let room = usize::from(area.width).saturating_sub(words.width() + 2);
    let turn = turn(desk, theme, room.saturating_sub(4));
    let rest = room.saturating_sub(turn.width() + if turn.is_empty() { 0 } else { 2 });
    let mut line = Line::from(vec![
        Span::styled(dash.repeat(2), theme.line()),
        Span::styled(words, theme.dim()),
        Span::styled(dash.repeat(rest), theme.line()),
    ]);
    if !turn.is_empty() {
        line.push_span(Span::styled(turn, theme.accent()));
        line.push_span(Span::styled(dash.repeat(2), theme.line()));
    }
    ink::paint(frame, line, area);
}

/// Whose turn it is, and who comes next if there is room for that; nothing while nobody has the floor.
fn turn(desk: &Desk, theme: &Theme, room: usize) -> String {
    let Some(speaker) = desk.speaker() else { return String::new() };
    let now = format!(" {} {} speaks ", theme.symbol(Symbol::Cursor), speaker.name);
    let both = desk.next_speaker().map(|next| format!("{}then {} ", now, next.name));
    let both = both.filter(|both| both.width() <= room);
    both.unwrap_or_else(|| fit(&now, room, theme.symbol(Symbol::More)))
}

fn status(app: &App, desk: &Desk, theme: &Theme, width: u16) -> Vec<Span<'static>> {
    let mut spans = clocks(app, desk, theme, width);
    let saved = if app.audience.is_some() {
        return spans;
    } else if desk.read_only.is_some() {
        Span::styled("read only", theme.attention())
    } else if desk.unsaved.is_some() {
        Span::styled("not saved", theme.danger())
    } else if desk.is_saved() {
        Span::styled(format!("{} saved", theme.symbol(Symbol::Done)), theme.done())
    } else {
        Span::styled(format!("{} saving", theme.symbol(Symbol::More)), theme.dim())
    };
    spans.push(saved);
    spans.push(Span::raw(" "));
    spans
}

/// The clock of the activity against its timebox, and of the whole against the time there is. What ran over
/// says so and carries a sign. Nothing before any clock was started.
fn clocks(app: &App, desk: &Desk, theme: &Theme, width: u16) -> Vec<Span<'static>> {
    let (schedule, minutes) = desk.clocks(desk.activity, app.now);
    let running = desk.running.as_ref().map(|running| running.activity.as_str());
    if schedule.used == 0 && running.is_none() {
        return Vec::new();
    }
    let sign = theme.symbol(Symbol::Flag);
    let mut spans = Vec::new();
    let mut clock = |text: String, over: bool| {
        let (text, style) =
            if over { (format!("{sign} {text}"), theme.attention()) } else { (text, theme.text()) };
        spans.push(Span::styled(text, style));
        spans.push(Span::raw("  "));
    };
    let activity = desk.current_activity();
    let spent = desk.seconds(&activity.id, app.now);
    let here = running == Some(activity.id.as_str());
    if spent > 0 || here {
        let over = spent.saturating_sub(u64::from(minutes) * 60);
        let state = if here { "" } else { ", paused" };
        let text = match over {
            0 if minutes <= IN_MINUTES => format!("{} of {minutes} min{state}", time(spent)),
            0 => format!("{}{state}", used(spent, minutes)),
            _ => format!("{} over {}{state}", time(over), duration(u64::from(minutes) * 60)),
        };
        clock(text, over > 0);
    }
    let all = match (width >= WIDE, schedule.over()) {
        (true, 0) => format!("whole {}", used(schedule.used, schedule.minutes)),
        (true, over) => format!("whole {}, {} over", used(schedule.used, schedule.minutes), time(over)),
        (false, _) => used(schedule.used, schedule.minutes),
    };
    clock(all, schedule.over() > 0);
    let gone = schedule.without_room().len();
    if gone > 0 && width >= WIDE {
        clock(format!("{gone} will not fit"), true);
    }
    spans
}

/// From this width on the head has room for words beside its numbers.
const WIDE: u16 = 100;

/// A time on a clock: minutes and seconds, or hours where minutes would say little.
fn time(seconds: u64) -> String {
    if seconds <= u64::from(IN_MINUTES) * 60 {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    } else {
        duration(seconds)
    }
}

/// The time used of what there is, both in the same unit.
fn used(seconds: u64, minutes: u32) -> String {
    if minutes <= IN_MINUTES && seconds / 60 <= u64::from(IN_MINUTES) {
        format!("{} of {minutes} min", seconds / 60)
    } else {
        format!("{} of {} h", hours(seconds), hours(u64::from(minutes) * 60))
    }
}

fn stages(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let here = &desk.current_activity().stage;
    let wide = area.width >= 100;
    let mut spans = vec![Span::raw(" ")];
    let mut x = area.x + 1;
    for (at, stage) in desk.catalogue.stages.iter().enumerate() {
        let (done, total) = desk.stage_progress(&stage.id);
        let mut style = theme.stage(at + 1);
        if stage.id == *here {
            style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        }
        let title = stage.title.split(':').next().unwrap_or(&stage.title);
        let word = title.split_whitespace().next().unwrap_or(title).trim_end_matches(',');
        let name = format!("{} {word}", at + 1);
        let count = if done == total && total > 0 {
            format!(" {} ", theme.symbol(Symbol::Done))
        } else {
            format!(" {done}/{total} ")
        };
        let cells = 6;
        let full = (done * cells).checked_div(total).unwrap_or(0);
        let bar = format!(
            "{}{}",
            theme.symbol(Symbol::BarFull).repeat(full),
            theme.symbol(Symbol::BarEmpty).repeat(cells - full)
        );
        let width = name.width() + count.width() + if wide { cells } else { 0 };
        let rect = Rect { x, y: area.y, width: u16::try_from(width).unwrap_or(0), height: 1 };
        geometry.note(rect, Hit::Stage(at));
        spans.push(Span::styled(name, style));
        spans.push(Span::styled(count, theme.dim()));
        if wide {
            spans.push(Span::styled(bar, theme.stage(at + 1)));
        }
        let gap = if wide { "    " } else { "  " };
        spans.push(Span::raw(gap));
        x += u16::try_from(width + gap.len()).unwrap_or(0);
    }
    ink::paint(frame, Line::from(spans), area);
}
