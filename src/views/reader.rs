//! A document over the whole window: where one is, the text in a measure that can be read, what just changed.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::preview::{Mark, Room, Row, Sheet, start_of, to_show};
use super::theme::{Symbol, Theme};
use super::widgets::ink;
use super::widgets::wrap::fit;
use super::{Geometry, Hit, footer, footer_height};
use crate::app::App;
use crate::app::boxes::Reader;
use crate::app::desk::Desk;
use crate::app::documents::{DOCUMENTS, Page};
use crate::deliverables::document::{Body, Document};

/// The longest line of running text.
const MEASURE: usize = 96;
/// The widest a table gets.
const WIDEST: usize = 146;
/// Room for the marks on the left, and as much on the right.
const MARGIN: u16 = 2;

/// What a layout was made from.
#[derive(Debug, Clone, PartialEq)]
struct Cause {
    session: (String, u64),
    at: usize,
    marks: u64,
    room: Room,
    theme: Theme,
}

/// A heading: its line, its level and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Heading {
    row: usize,
    level: u8,
    text: String,
}

/// A document laid out as a whole. It is kept from frame to frame, so that scrolling is only painting.
#[derive(Debug)]
struct Laid {
    cause: Cause,
    rows: Vec<Row>,
    headings: Vec<Heading>,
    /// The first line of each run of marked lines.
    marks: Vec<usize>,
}

/// What is read, and where it was put.
#[derive(Debug, Clone)]
pub struct Reading {
    laid: Arc<Laid>,
    /// The document, as its place in [`DOCUMENTS`].
    pub at: usize,
    /// The first line in view.
    pub top: usize,
    /// The marks that are shown.
    pub marks: u64,
    height: usize,
    end: usize,
}

impl Reading {
    /// The line of the next heading.
    pub fn heading_after(&self) -> Option<usize> {
        let mut rows = self.laid.headings.iter().map(|heading| heading.row);
        rows.find(|row| *row > self.top && self.top < self.end)
    }

    /// The line of the heading before; the beginning when there is none.
    pub fn heading_before(&self) -> Option<usize> {
        let rows = self.laid.headings.iter().rev().map(|heading| heading.row);
        rows.into_iter().find(|row| *row < self.top).or(Some(0))
    }

    /// The line from which the next change can be seen that is not in view, and after the last the first again.
    pub fn mark_after(&self) -> Option<usize> {
        let mut marks = self.laid.marks.iter();
        let below = marks.clone().find(|mark| **mark >= self.top + self.height);
        let next = below.or_else(|| marks.next().filter(|mark| **mark < self.top));
        next.map(|mark| mark.saturating_sub(ABOVE).min(self.end))
    }
}

/// How many lines stay in view above a change that is gone to.
const ABOVE: usize = 3;

/// Draws the document that is read.
pub fn draw(app: &App, desk: &Desk, reader: &Reader, theme: &Theme, frame: &mut Frame) -> Geometry {
    // What lies beneath comes back as it was.
    let mut geometry = Geometry { hits: Vec::new(), side_top: None, reading: None, ..app.geometry.clone() };
    let area = frame.area();
    let foot = footer_height(app);
    let body = Rect { y: area.y + 3, height: area.height.saturating_sub(3 + foot), ..area };
    geometry.page = usize::from(body.height);
    footer(app, theme, frame, Rect { y: area.bottom() - foot, height: foot, ..area }, 0);
    tabs(reader, theme, frame, Rect { height: 1, ..area }, &mut geometry);
    let Some(page) = desk.page(reader.at) else { return geometry };
    let total = usize::from(area.width.saturating_sub(2 * MARGIN));
    let room = Room { total, text: MEASURE.min(total), table: WIDEST.min(total) };
    let session = (desk.path.display().to_string(), page.seq);
    let cause = Cause { session, at: reader.at, marks: page.marks, room, theme: *theme };
    let old = app.geometry.reading.as_ref().filter(|old| old.at == reader.at);
    let laid = match old.filter(|old| old.laid.cause == cause) {
        Some(old) => Arc::clone(&old.laid),
        None => Arc::new(lay(page, cause, theme)),
    };
    let (_, section) = desk.current_activity().feeds_section();
    let height = usize::from(body.height);
    let end = laid.rows.len().saturating_sub(height);
    let top = first_line(page, reader, &laid, old, section, height).min(end);
    for (at, row) in laid.rows.iter().skip(top).take(height).enumerate() {
        let y = body.y + u16::try_from(at).unwrap_or(0);
        let left = body.x + MARGIN + u16::try_from(row.left).unwrap_or(0);
        if let Some(mark) = row.mark {
            let sign = Rect { x: left - MARGIN, y, width: 1, height: 1 };
            ink::paint(frame, Line::from(mark.sign(theme)), sign);
        }
        let width = body.right().saturating_sub(left);
        ink::paint(frame, row.line.clone(), Rect { x: left, y, width, height: 1 });
    }
    let view = View { top, height, end };
    place(desk, page, reader, &laid, &view, theme, frame, Rect { y: area.y + 1, height: 1, ..area });
    changed(&laid, &view, theme, frame, Rect { height: 1, ..area });
    geometry.reading = Some(Reading { laid, at: reader.at, top, marks: page.marks, height, end });
    geometry
}

/// What of a document is in view.
struct View {
    top: usize,
    height: usize,
    end: usize,
}

fn lay(page: &Page, cause: Cause, theme: &Theme) -> Laid {
    let mut sheet = Sheet::new(theme, &page.changes, cause.room);
    sheet.fill(&page.document, 0, |_, _| true);
    let rows = sheet.rows;
    let mut headings = Vec::new();
    let mut marks = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &rows[before]);
        if before.is_none_or(|before| before.block != row.block)
            && let Some(block) = row.block.checked_sub(1).and_then(|block| page.document.blocks.get(block))
            && let Body::Heading { level, text, .. } = &block.body
        {
            headings.push(Heading { row: at, level: *level, text: text.clone() });
        }
        if row.mark.is_some() && before.is_none_or(|before| before.mark.is_none()) {
            marks.push(at);
        }
    }
    Laid { cause, rows, headings, marks }
}

/// The first line in view: where the reader is, or the section of the activity; and then far enough that what
/// changed nearby is seen.
fn first_line(
    page: &Page,
    reader: &Reader,
    laid: &Laid,
    old: Option<&Reading>,
    section: &str,
    height: usize,
) -> usize {
    let row_of = |block: usize| laid.rows.iter().position(|row| row.block >= block).unwrap_or(0);
    let home = start_of(&page.document, section).map_or(0, row_of);
    let top = match (reader.top(), old) {
        (None, _) => home,
        // Another width breaks lines elsewhere: the same words stay at the top.
        (Some(top), Some(old)) if old.laid.cause.room != laid.cause.room => {
            let block = old.laid.rows.get(top).map_or(0, |row| row.block);
            let into = old.laid.rows[..top.min(old.laid.rows.len())].iter().rev();
            let into = into.take_while(|row| row.block == block).count();
            let long = laid.rows.iter().filter(|row| row.block == block).count();
            row_of(block) + into.min(long.saturating_sub(1))
        }
        (Some(top), _) => top,
    };
    let last = laid.rows.len().saturating_sub(height);
    let top = top.min(last);
    if !reader.is_news(page.marks) {
        return top;
    }
    let section_of = |row: usize| {
        let block = laid.rows.get(row)?.block.checked_sub(1)?;
        page.document.blocks.get(block).map(|block| block.section.as_str())
    };
    // What changed in the section that is read goes before what stands close by.
    let here = if reader.top().is_none() { Some(section) } else { section_of(top) };
    let inside = |at: usize| section_of(at) == here;
    let some = laid.rows.iter().enumerate().any(|(at, row)| row.mark.is_some() && inside(at));
    let near = |at: usize| if some { inside(at) } else { at.abs_diff(top) < 2 * height };
    to_show(&laid.rows, top..top + height, near).map_or(top, |at| at.saturating_sub(height / 3))
}

fn tabs(reader: &Reader, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let mut spans = vec![Span::raw(" ")];
    let mut x = area.x + 1;
    for (at, (_, title)) in DOCUMENTS.iter().enumerate() {
        let here = at == reader.at;
        let sign = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let text = format!("{sign}{} {title}", at + 1);
        let width = u16::try_from(text.width()).unwrap_or(0);
        geometry.note(Rect { x, width, ..area }, Hit::Document(at));
        let style = if here { theme.accent().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
        spans.extend([Span::styled(text, style), Span::raw("  ")]);
        x += width + 2;
    }
    ink::paint(frame, Line::from(spans), area);
}

/// On the right of the first line: how many places changed.
fn changed(laid: &Laid, view: &View, theme: &Theme, frame: &mut Frame, area: Rect) {
    let inside = |mark: &&usize| (view.top..view.top + view.height).contains(*mark);
    let (all, here) = (laid.marks.len(), laid.marks.iter().filter(inside).count());
    let words = match (all, all - here) {
        (0, _) => return,
        (1, 0) => "1 change".to_owned(),
        (many, 0) => format!("{many} changes"),
        (1, _) => "1 change elsewhere".to_owned(),
        (many, away) if away == many => format!("{many} changes elsewhere"),
        (many, away) => format!("{many} changes, {away} elsewhere"),
    };
    let line = Line::from(vec![Mark::Fresh.sign(theme), Span::styled(format!(" {words} "), theme.changed())]);
    ink::paint(frame, line.right_aligned(), area);
}

/// The second line: which heading one is under, and how far.
#[expect(clippy::too_many_arguments, reason = "a line about all of them")]
fn place(
    desk: &Desk,
    page: &Page,
    reader: &Reader,
    laid: &Laid,
    view: &View,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let all = laid.rows.len();
    let last = (view.top + view.height).min(all);
    let percent = (view.top * 100).checked_div(view.end).unwrap_or(100);
    let far = format!("{percent}%  {} to {last} of {all} lines ", view.top + 1);
    let room = usize::from(area.width).saturating_sub(far.width() + 4);
    let words = fit(&under(desk, page, reader, laid, view, theme), room, theme.symbol(Symbol::More));
    ink::paint(frame, Line::from(Span::styled(format!("  {words}"), theme.heading())), area);
    ink::paint(frame, Line::from(Span::styled(far, theme.dim())).right_aligned(), area);
}

/// The headings that stand above the first line in view, or on it.
fn under(desk: &Desk, page: &Page, reader: &Reader, laid: &Laid, view: &View, theme: &Theme) -> String {
    let (_, section) = desk.current_activity().feeds_section();
    let home = reader.at == desk.fed();
    if home && view.top == 0 && start_of(&page.document, section).is_none() {
        return format!("{}: what this activity feeds is not written yet", short(&page.document));
    }
    // The blank line before a heading belongs to it for who reads.
    let above = laid.headings.iter().take_while(|heading| heading.row <= view.top + 1);
    let mut path: Vec<&Heading> = Vec::new();
    for heading in above {
        path.retain(|known| known.level < heading.level);
        path.push(heading);
    }
    if path.is_empty() {
        return short(&page.document).to_owned();
    }
    let dot = format!(" {} ", theme.symbol(Symbol::Arrow));
    path.iter().map(|heading| heading.text.as_str()).collect::<Vec<_>>().join(&dot)
}

fn short(document: &Document) -> &str {
    &document.title
}
