//! The open session: header, panes by width, footer.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::theme::{Symbol, Theme};
use super::{Geometry, Hit, activity, agenda, footer, footer_height, header, room, side};
use crate::app::App;
use crate::app::desk::{Desk, Pane};

/// From this width on all three panes stand side by side.
const THREE: u16 = 140;
/// From this width on two panes stand side by side.
const TWO: u16 = 100;

/// Draws the session.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, geometry: &mut Geometry) {
    let area = frame.area();
    let layout = Layout::vertical([
        Constraint::Length(3),
        Constraint::Fill(1),
        Constraint::Length(footer_height(app)),
    ]);
    let [top, body, bottom] = area.layout(&layout);
    header::draw(app, desk, theme, frame, top, geometry);
    if desk.presenter || app.audience.is_some() {
        room::draw(app, desk, theme, frame, body, geometry);
    } else {
        panes(app, desk, theme, frame, body, geometry);
    }
    footer(app, theme, frame, bottom, geometry.picture_pages);
}

/// As many panes as there is width for.
fn panes(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, body: Rect, geometry: &mut Geometry) {
    let area = frame.area();
    // The drawing takes the whole width; the side pane stands beside it when it is asked for.
    if desk.on_canvas() && desk.pane == Pane::Activity && area.width >= TWO {
        activity::draw(app, desk, theme, frame, body, geometry);
    } else if area.width >= THREE && !(desk.on_canvas() && desk.pane == Pane::Side) {
        let side_width = (area.width * 32 / 100).clamp(46, 72);
        let agenda_width = (area.width * 28 / 100).clamp(38, 44);
        let widths = [Constraint::Length(agenda_width), Constraint::Fill(1), Constraint::Length(side_width)];
        let layout = Layout::horizontal(widths);
        let [left, middle, right] = body.layout(&layout);
        agenda::draw(app, desk, theme, frame, left, geometry);
        divide(theme, frame, middle);
        activity::draw(app, desk, theme, frame, inside(middle), geometry);
        divide(theme, frame, right);
        side::draw(app, desk, theme, frame, inside(right), geometry);
    } else if area.width >= TWO {
        let left_width = if desk.pane == Pane::Agenda { 36 } else { area.width * 60 / 100 };
        let layout = Layout::horizontal([Constraint::Length(left_width), Constraint::Fill(1)]);
        let [left, right] = body.layout(&layout);
        divide(theme, frame, right);
        if desk.pane == Pane::Agenda {
            agenda::draw(app, desk, theme, frame, left, geometry);
            activity::draw(app, desk, theme, frame, inside(right), geometry);
        } else {
            activity::draw(app, desk, theme, frame, left, geometry);
            side::draw(app, desk, theme, frame, inside(right), geometry);
        }
    } else {
        let layout = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]);
        let [tabs, pane] = body.layout(&layout);
        tab_strip(app, desk, theme, frame, tabs, geometry);
        match desk.pane {
            Pane::Agenda => agenda::draw(app, desk, theme, frame, pane, geometry),
            Pane::Activity => activity::draw(app, desk, theme, frame, pane, geometry),
            Pane::Side => side::draw(app, desk, theme, frame, pane, geometry),
        }
    }
}

/// A thin line on the left edge of a pane.
fn divide(theme: &Theme, frame: &mut Frame, area: Rect) {
    for y in area.top()..area.bottom() {
        if let Some(cell) = frame.buffer_mut().cell_mut((area.x, y)) {
            cell.set_symbol(theme.symbol(Symbol::Divider)).set_style(theme.line());
        }
    }
}

fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }
}

fn tab_strip(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let flags = desk.open_flags(app.today());
    let side = match desk.side {
        crate::app::desk::Side::Flags => format!("Flags {flags}"),
        other => other.title().to_owned(),
    };
    let tabs =
        [(Pane::Agenda, "Agenda".to_owned()), (Pane::Activity, "Activity".to_owned()), (Pane::Side, side)];
    let mut x = area.x + 1;
    let mut spans = vec![Span::raw(" ")];
    for (pane, title) in tabs {
        let style = if pane == desk.pane { theme.accent() } else { theme.dim() };
        let marker = if pane == desk.pane { theme.symbol(Symbol::Cursor) } else { " " };
        let text = format!("{marker}{title}   ");
        let width = u16::try_from(text.chars().count()).unwrap_or(0);
        geometry.note(Rect { x, y: area.y, width, height: 1 }, Hit::Pane(pane));
        x += width;
        spans.push(Span::styled(text, style));
    }
    let flags_hint = match flags {
        0 => String::new(),
        1 => "1 flag (f)".into(),
        many => format!("{many} flags (f)"),
    };
    ink::paint(frame, Line::from(spans), area);
    if desk.side != crate::app::desk::Side::Flags || desk.pane != Pane::Side {
        let text = Line::styled(format!("{flags_hint} "), theme.attention()).right_aligned();
        ink::paint(frame, text, area);
    }
}
