//! What a room sees: one question, large, and the answers to it with space around them.
//!
//! No notes, no guidance, no flags, no hint of what to type. Scores show once they are revealed.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use tui_big_text::{BigText, PixelSize};

use super::answers::Answers;
use super::pictures::Shown;
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{balanced, fit, wrapped};
use super::{Geometry, activity, agenda, answers, pictures, round};
use crate::app::App;
use crate::app::boxes::RoundBox;
use crate::app::desk::{Desk, Pane};
use crate::journal::Scene;

/// Lines longer than this are hard to read across a room.
const READABLE: u16 = 120;
/// The cells of one large letter, and the rows of one large line with the space below it.
const LETTER: (u16, u16) = (4, 5);

/// Draws the room's view of the activity: on the facilitator's own screen they go on typing in it.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let area = middle(area, area.width.saturating_sub(2));
    if app.audience.is_none() {
        let most = if desk.on_canvas() { 0 } else { area.height * 3 / 10 };
        let body = question(desk, theme, frame, area, most);
        return activity::body(app, desk, theme, frame, middle(body, readable(desk)), geometry);
    }
    if desk.pane == Pane::Agenda {
        return agenda::draw(app, desk, theme, frame, middle(area, 64), geometry);
    }
    let live = app.audience.is_some_and(|audience| audience.attached);
    let scene = desk.follow.as_ref().filter(|_| live).map(crate::app::Follow::scene).unwrap_or_default();
    if let Some(state) = scored(desk, &scene) {
        return round::room(app, &state, &desk.session, theme, frame, middle(area, READABLE));
    }
    // The question may take what the answers leave; where they are cut it is no larger than they are.
    let width = usize::from(READABLE.min(area.width));
    let shown = answers::lines(desk, theme, width, usize::from(area.height));
    let rows = u16::try_from(shown.lines.len()).unwrap_or(u16::MAX);
    let whole = shown.above.is_empty() && shown.below.is_empty();
    let left = if whole { area.height.saturating_sub(rows.saturating_add(3)) } else { 0 };
    let in_picture = desk.picture && desk.card.is_none();
    let most = match (desk.on_canvas(), in_picture) {
        // Only a drawing needs all the room there is.
        (true, _) => 0,
        (false, true) => area.height * 45 / 100,
        (false, false) => left,
    };
    let body = middle(question(desk, theme, frame, area, most), readable(desk));
    let written = if live { written(desk, theme, usize::from(body.width)) } else { Vec::new() };
    let height = u16::try_from(written.len()).unwrap_or(0).min(body.height / 2);
    let (shown, below) =
        (Rect { height: body.height - height, ..body }, Rect { y: body.bottom() - height, height, ..body });
    if in_picture {
        let page = Shown::Page(desk.picture_page);
        geometry.picture_pages = pictures::draw(app, desk, theme, frame, shown, page, geometry);
    } else {
        answers(app, desk, theme, frame, shown, geometry);
    }
    put(frame, below, written);
}

/// The answers, and the picture below them when there is room for both.
fn answers(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let Answers { lines, focus, above, below } =
        answers::lines(desk, theme, usize::from(area.width), usize::from(area.height));
    let note = |sign: &str, words: &str, y: u16, frame: &mut Frame| {
        let words = fit(&format!("{sign}{words}"), usize::from(area.width), theme.symbol(Symbol::More));
        ink::paint(frame, Line::styled(words, theme.dim()), Rect { y, height: 1, ..area });
    };
    let mut area = area;
    if !above.is_empty() && area.height > 6 {
        note("Above: ", &above, area.y, frame);
        area = Rect { y: area.y + 2, height: area.height - 2, ..area };
    }
    if !below.is_empty() && area.height > 6 {
        area.height -= 2;
        note("Below: ", &below, area.bottom() + 1, frame);
    }
    let needs = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let picture = pictures::height_beside(desk, app.today(), area.height.saturating_sub(needs + 2));
    let height = needs.min(area.height - picture);
    let middle = usize::midpoint(focus.start, focus.end);
    let first = middle.saturating_sub(usize::from(height) / 2);
    let first = first.min(lines.len().saturating_sub(usize::from(height))).min(focus.start);
    geometry.page = usize::from(height).saturating_sub(2);
    put(frame, Rect { height, ..area }, lines.into_iter().skip(first).collect());
    if picture > 0 {
        let y = area.y + height + 1;
        let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        pictures::draw(app, desk, theme, frame, below, Shown::Beside, geometry);
    }
}

/// The question in large letters, as far as it takes no more than `most` lines; gives what is left below.
fn question(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, most: u16) -> Rect {
    let text = activity::question_of(desk);
    let activity = desk.current_activity();
    let stage = desk.catalogue.stages.iter().position(|stage| stage.id == activity.stage).unwrap_or(0);
    let style = theme.stage(stage + 1).add_modifier(Modifier::BOLD);
    let top = area.y + u16::from(area.height > 20);
    let large = balanced(&text, usize::from(area.width / LETTER.0));
    let rows = u16::try_from(large.len()).unwrap_or(u16::MAX);
    // The letters are drawn for ASCII only, out of signs that are not.
    let height = if !theme.ascii && text.is_ascii() && rows.saturating_mul(LETTER.1) <= most {
        for (row, line) in large.into_iter().enumerate() {
            let letters = BigText::builder()
                .pixel_size(PixelSize::Quadrant)
                .alignment(Alignment::Center)
                .style(style.remove_modifier(Modifier::BOLD))
                .lines([Line::from(line)])
                .build();
            let y = top + u16::try_from(row).unwrap_or(0) * LETTER.1;
            frame.render_widget(letters, Rect { y, height: LETTER.1 - 1, ..area }.intersection(area));
        }
        rows * LETTER.1
    } else {
        let width = READABLE.min(area.width);
        let lines = balanced(&text, usize::from(width));
        let height = u16::try_from(lines.len()).unwrap_or(1).min(area.height / 3);
        let lines = lines.into_iter().map(|line| Line::styled(line, style).centered()).collect();
        put(frame, Rect { y: top, height, ..middle(area, width) }, lines);
        height + 1
    };
    let y = (top + height + u16::from(area.height > 30)).min(area.bottom());
    Rect { y, height: area.bottom() - y, ..area }
}

/// The round that is on the facilitator's screen.
fn scored(desk: &Desk, scene: &Scene) -> Option<RoundBox> {
    let shown = scene.round.as_ref()?;
    let about = if shown.votes { "capability" } else { "readiness" };
    let state = RoundBox::of(&desk.session, about, shown.id.clone())?;
    Some(RoundBox { cursor: shown.item, ..state })
}

/// What the facilitator is writing just now. A note of theirs is not shown.
fn written(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let live = desk.follow.as_ref().and_then(|follow| follow.live.as_ref());
    let Some(live) = live.filter(|live| !live.text.is_empty() && live.field.as_deref() != Some("note"))
    else {
        return Vec::new();
    };
    let rule = Line::styled(theme.symbol(Symbol::Rule).repeat(width), theme.line());
    let marker = theme.symbol(Symbol::Cursor);
    let text = wrapped(&live.text, width.saturating_sub(2));
    // The end is where the words come.
    let from = text.len().saturating_sub(4);
    let text = text.into_iter().skip(from).enumerate().map(|(row, line)| {
        let marker = if row == 0 { marker } else { " " };
        Line::from(vec![Span::styled(format!("{marker} "), theme.accent()), Span::styled(line, theme.text())])
    });
    std::iter::once(rule).chain(text).collect()
}

/// What an audience's screen says of itself: whom it follows, or how to do so again.
pub fn status(app: &App, desk: &Desk, theme: &Theme) -> (Style, String) {
    let Some(follow) = &desk.follow else {
        return (theme.attention(), desk.read_only.clone().unwrap_or_default());
    };
    let attached = app.audience.is_some_and(|audience| audience.attached);
    match (&follow.trouble, &follow.writer) {
        (Some(trouble), _) => (theme.attention(), trouble.clone()),
        (None, Some(writer)) if attached => (theme.done(), format!("Follows {writer}")),
        (None, Some(writer)) => (theme.attention(), format!("Looking elsewhere; Esc follows {writer} again")),
        (None, None) if attached => (theme.dim(), "Nobody has this session open just now".to_owned()),
        (None, None) => {
            (theme.attention(), "Looking elsewhere; Esc goes back to where it was left".to_owned())
        }
    }
}

/// Says why there is nothing to show.
pub fn nothing(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let text = app.message.as_ref().map_or("There is nothing to show.", |(_, text)| text);
    let text = fit(text, usize::from(area.width), theme.symbol(Symbol::More));
    let line = Line::styled(text, theme.attention()).centered();
    ink::paint(frame, line, Rect { y: area.y + area.height / 3, height: 1, ..area }.intersection(area));
}

/// How wide what stands below the question may be: text as far as it is easy to read, a drawing without end.
fn readable(desk: &Desk) -> u16 {
    if desk.on_canvas() { u16::MAX } else { READABLE }
}

fn middle(area: Rect, width: u16) -> Rect {
    let width = width.min(area.width);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// Draws lines from the top of an area, as far as it goes.
pub fn put(frame: &mut Frame, area: Rect, lines: Vec<Line<'static>>) {
    for (row, line) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        ink::paint(frame, line, Rect { y: area.y + u16::try_from(row).unwrap_or(0), height: 1, ..area });
    }
}
