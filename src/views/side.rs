//! The side pane: guidance, flags, or the document this activity feeds.

mod flags;
mod guide;

use super::widgets::ink;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use std::sync::Arc;

use super::preview::{self, Mark, Room, Sheet};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::wrapped;
use super::{Geometry, Hit};
use crate::app::App;
use crate::app::desk::{Desk, Pane, Side};
use crate::app::documents::Page;

/// All that decides what the side pane shows.
#[derive(Debug, Clone, PartialEq)]
struct Cause {
    area: Rect,
    theme: Theme,
    session: (String, u64),
    today: Date,
    activity: usize,
    side: Side,
    flag: usize,
    scroll: usize,
    /// The document's marks, and whether they are still to be brought into view.
    marks: (u64, bool),
    focused: bool,
}

/// The side pane as it was drawn. While the cursor moves among the answers beside it nothing in it changes, and
/// reading and wrapping all its words would be most of the work of a frame.
#[derive(Debug, Clone)]
pub struct Shown {
    cause: Cause,
    cells: Arc<Buffer>,
    hits: Vec<(Rect, Hit)>,
    end: usize,
    top: Option<(usize, u64)>,
}

/// Draws the side pane.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let area = area.intersection(frame.area());
    let page = (desk.side == Side::Preview).then(|| desk.page(desk.fed())).flatten();
    let marks = page.map_or(0, |page| page.marks);
    let mut cause = Cause {
        area,
        theme: *theme,
        session: (desk.path.display().to_string(), page.map_or(desk.session.seq, |page| page.seq)),
        today: app.today(),
        activity: desk.activity,
        side: desk.side,
        flag: desk.flag,
        scroll: desk.scroll,
        marks: (marks, page.is_some() && marks != desk.marks_seen),
        focused: desk.pane == Pane::Side,
    };
    let shown = app.geometry.side.as_ref().filter(|shown| shown.cause == cause).cloned();
    let shown = shown.unwrap_or_else(|| {
        let before = geometry.hits.len();
        anew(app, desk, page, theme, frame, area, geometry);
        let hits = geometry.hits.split_off(before);
        let mut cells = Buffer::empty(area);
        copy(frame.buffer_mut(), &mut cells, area);
        let top = geometry.side_top;
        if let Some((first, marks)) = top {
            // The next frame begins there, and shows the same.
            (cause.scroll, cause.marks) = (first, (marks, false));
        }
        Shown { cause, cells: Arc::new(cells), hits, end: geometry.side_end, top }
    });
    copy(&shown.cells, frame.buffer_mut(), area);
    geometry.hits.extend_from_slice(&shown.hits);
    geometry.side_end = shown.end;
    geometry.side_top = shown.top;
    if desk.pane == Pane::Side {
        geometry.page = usize::from(area.height).saturating_sub(4);
    }
    geometry.side = Some(shown);
}

/// Copies the cells of an area that both buffers hold.
fn copy(from: &Buffer, to: &mut Buffer, area: Rect) {
    for y in area.top()..area.bottom() {
        let (source, target) = (from.index_of(area.x, y), to.index_of(area.x, y));
        let width = usize::from(area.width);
        to.content[target..target + width].clone_from_slice(&from.content[source..source + width]);
    }
}

fn anew(
    app: &App,
    desk: &Desk,
    page: Option<&Page>,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    geometry: &mut Geometry,
) {
    geometry.note(area, Hit::Pane(Pane::Side));
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    tabs(app, desk, theme, frame, Rect { height: 1, ..inner }, geometry);
    let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let width = usize::from(body.width);
    let mut goes_on = false;
    let (lines, first) = match desk.side {
        Side::Guide => {
            let (lines, more) = guide::guide(desk, theme, width, desk.scroll + usize::from(body.height));
            goes_on = more;
            (lines, desk.scroll)
        }
        Side::Flags => {
            let (lines, starts) = flags::flags(app, desk, theme, width);
            let here = starts.get(desk.flag).copied().unwrap_or(0);
            let first = here.saturating_sub(usize::from(body.height) / 3);
            for (at, start) in starts.iter().enumerate() {
                let end = starts.get(at + 1).copied().unwrap_or(lines.len());
                for line in *start..end {
                    if let Some(row) = line.checked_sub(first).filter(|row| *row < usize::from(body.height)) {
                        let rect = Rect { y: body.y + u16::try_from(row).unwrap_or(0), height: 1, ..body };
                        geometry.note(rect, Hit::Flag(at));
                    }
                }
            }
            (lines, first)
        }
        Side::Preview => return document(desk, page, theme, frame, area, geometry),
    };
    let end = lines.len().saturating_sub(usize::from(body.height));
    geometry.side_end = if goes_on { usize::MAX } else { end };
    for (row, line) in lines.into_iter().skip(first.min(end)).take(usize::from(body.height)).enumerate() {
        ink::paint(frame, line, Rect { y: body.y + u16::try_from(row).unwrap_or(0), height: 1, ..body });
    }
}

/// The document from the section on that the activity feeds, with what changed marked in the margin.
fn document(
    desk: &Desk,
    page: Option<&Page>,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    geometry: &mut Geometry,
) {
    let Some(Page { document, changes, marks, .. }) = page else { return };
    let body = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let height = usize::from(body.height);
    let (_, section) = desk.current_activity().feeds_section();
    let begin = preview::start_of(document, section);
    let of_section = |block: usize| document.blocks.get(block - 1).is_some_and(|it| it.section == section);
    let news = *marks != desk.marks_seen && !changes.is_empty();
    let mut sheet = Sheet::new(theme, changes, Room::pane(usize::from(body.width)));
    let whole = sheet.fill(document, begin.unwrap_or(0), |rows, block| {
        rows.len() < desk.scroll + height || news && of_section(block)
    });
    let end = sheet.rows.len().saturating_sub(height);
    let mut first = desk.scroll.min(end);
    if news {
        let near = |at: usize| at < first + 2 * height || of_section(sheet.rows[at].block.max(1));
        if let Some(at) = preview::to_show(&sheet.rows, first..first + height, near) {
            first = at.saturating_sub(height / 3).min(end);
        }
    }
    if *marks != desk.marks_seen {
        geometry.side_top = Some((first, *marks));
    }
    geometry.side_end = if whole { end } else { usize::MAX };
    if !changes.is_empty() {
        let (mut here, mut elsewhere) = (0, 0);
        for block in changes.blocks() {
            *(if block > 0 && of_section(block) { &mut here } else { &mut elsewhere }) += 1;
        }
        let words = match (here, elsewhere) {
            (0, many) => format!(" {many} changed elsewhere in it"),
            (many, 0) => format!(" {many} changed here"),
            (many, away) => format!(" {many} changed here, {away} elsewhere"),
        };
        let line = vec![Mark::Fresh.sign(theme), Span::styled(words, theme.changed())];
        ink::paint(frame, Line::from(line), Rect { y: area.y + 1, height: 1, ..area });
    }
    for (at, row) in sheet.rows.into_iter().skip(first).take(height).enumerate() {
        let y = body.y + u16::try_from(at).unwrap_or(0);
        if let Some(mark) = row.mark {
            ink::paint(frame, Line::from(mark.sign(theme)), Rect { x: area.x, y, width: 1, height: 1 });
        }
        ink::paint(frame, row.line, Rect { y, height: 1, ..body });
    }
}

fn tabs(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let mut spans = Vec::new();
    let mut x = area.x;
    let focused = desk.pane == Pane::Side;
    let open = desk.open_flags(app.today());
    for side in Side::ALL {
        let title = match side {
            Side::Flags if open > 0 => format!("Flags {open}"),
            other => other.title().to_owned(),
        };
        // The pane in hand is marked by more than a colour.
        let marker = if focused && side == desk.side { theme.symbol(Symbol::Cursor) } else { " " };
        spans.push(Span::styled(marker, theme.accent()));
        let width = u16::try_from(title.chars().count()).unwrap_or(0);
        geometry.note(Rect { x, width, ..area }, Hit::Tab(side));
        let style = match (side == desk.side, desk.pane == Pane::Side) {
            (true, true) => theme.accent().add_modifier(Modifier::UNDERLINED),
            (true, false) => theme.heading().add_modifier(Modifier::UNDERLINED),
            (false, _) if side == Side::Flags && open > 0 => theme.attention(),
            _ => theme.dim(),
        };
        spans.push(Span::styled(title, style));
        spans.push(Span::raw("  "));
        x += width + 3;
    }
    let from = Rect { x: area.x.saturating_sub(1), width: area.width + 1, ..area };
    ink::paint(frame, Line::from(spans), from);
}

fn push(lines: &mut Vec<Line<'static>>, text: &str, width: usize, style: Style) {
    lines.extend(wrapped(text, width).into_iter().map(|line| Line::styled(line, style)));
}

fn push_items<'a>(
    lines: &mut Vec<Line<'static>>,
    items: impl IntoIterator<Item = &'a String>,
    width: usize,
    bullet: &str,
    style: Style,
) {
    for item in items {
        for (row, line) in wrapped(item, width.saturating_sub(2)).into_iter().enumerate() {
            let start = if row == 0 { bullet } else { " " };
            lines.push(Line::styled(format!("{start} {line}"), style));
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]
    use std::sync::Arc;

    use crossterm::event::{Event, KeyCode, KeyEvent};
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::buffer::Buffer;

    use crate::app::effects::Outcome;
    use crate::app::{App, Settings};
    use crate::catalogue::embedded_later;
    use crate::journal::Library;
    use crate::views;

    fn drawn(app: &mut App) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(150, 40)).expect("a test's screen is always there");
        terminal
            .draw(|frame| app.geometry = views::draw(app, frame))
            .expect("a test's screen can be drawn on");
        terminal.backend().buffer().clone()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn what_was_kept_is_what_would_be_drawn(
            keys in prop::collection::vec(prop::sample::select("jjkkhlnpnp\tgfdbvxuTm]Jwww ".chars().collect::<Vec<_>>()), 1..40),
        ) {
            let folder = tempfile::tempdir()?;
            let now = "2026-11-20T09:00:00Z".parse().expect("a time");
            let library = Library::at(folder.path());
            let opened = Box::new(library.copy_example("northlight", "Ada Byron", now)?);
            let mut app = App::new(Settings::default(), Arc::new(embedded_later()), now, (150, 40));
            app.hear(Outcome::Opened { opened, fresh: false, writable: true, draft: None }, now);
            drawn(&mut app);
            for key in keys {
                let code = if key == '\t' { KeyCode::Tab } else { KeyCode::Char(key) };
                app.handle(Event::Key(KeyEvent::from(code)), now);
                let kept = drawn(&mut app);
                app.geometry.side = None;
                let fresh = drawn(&mut app);
                prop_assert_eq!(kept, fresh, "after {:?}", key);
            }
        }
    }
}
