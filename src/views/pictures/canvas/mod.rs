//! The architecture on the terminal: layers from the user down, components as boxes, connections as lines.
//!
//! Where everything goes is decided by [`layout`](crate::deliverables::layout); what of it is drawn by
//! [`sketch`]; here it meets the cells. Lines that cannot be told apart are not drawn: then only those of the
//! component in focus are, and the boxes say how many there are.

mod boxes;
mod foot;
mod ink;
mod labels;
mod sketch;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::canvas::Seen;
use crate::app::desk::Desk;
use crate::deliverables::layout::{Frame, Layout, Point};
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::wrap::{fit, wrapped};
use crate::views::{Geometry, Hit};
use crate::workshop::canvas::Finding;
use crate::workshop::records::{Layer, Mode};
use crate::workshop::value::ChoiceSet;
use sketch::{Sketch, Weight};

/// The part of the drawing that is on the screen.
pub struct Window<'f> {
    /// The cells of the screen.
    buffer: &'f mut ratatui::buffer::Buffer,
    /// Where on the screen it is.
    area: Rect,
    /// The column and line of the drawing in its upper left corner.
    pan: (usize, usize),
}

impl Window<'_> {
    /// The place of a cell of the drawing on the screen, if it is there.
    fn place(&self, x: usize, y: usize) -> Option<(u16, u16)> {
        let x = u16::try_from(x.checked_sub(self.pan.0)?).ok().filter(|x| *x < self.area.width)?;
        let y = u16::try_from(y.checked_sub(self.pan.1)?).ok().filter(|y| *y < self.area.height)?;
        Some((self.area.x + x, self.area.y + y))
    }

    /// Draws one narrow sign.
    fn put(&mut self, x: usize, y: usize, sign: &str, style: Style) {
        if let Some(place) = self.place(x, y)
            && let Some(cell) = self.buffer.cell_mut(place)
        {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// Draws text; a wide letter that would be cut by the edge is left out.
    fn text(&mut self, x: usize, y: usize, text: &str, style: Style) {
        let mut x = x;
        for letter in text.graphemes(true) {
            let width = letter.width();
            let fits = width < 2 || self.place(x + 1, y).is_some();
            if fits && let Some(place) = self.place(x, y) {
                self.buffer.set_stringn(place.0, place.1, letter, width, style);
            }
            x += width;
        }
    }

    /// The part of the screen that a frame of the drawing takes.
    fn on_screen(&self, frame: Frame) -> Rect {
        let low = |at: usize, pan: usize, size: u16| at.saturating_sub(pan).min(usize::from(size));
        let (x, right) =
            (low(frame.x, self.pan.0, self.area.width), low(frame.right(), self.pan.0, self.area.width));
        let (y, end) =
            (low(frame.y, self.pan.1, self.area.height), low(frame.bottom(), self.pan.1, self.area.height));
        let short = |size: usize| u16::try_from(size).unwrap_or(0);
        Rect::new(self.area.x + short(x), self.area.y + short(y), short(right - x), short(end - y))
    }
}

/// Draws the architecture, and notes what lies where.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut ratatui::Frame, area: Rect, geometry: &mut Geometry) {
    let records = &desk.session.records;
    if records.components.is_empty() {
        let hint = "Add components (a), and the drawing grows here.";
        super::put(frame, area, vec![Line::styled(hint, theme.dim())]);
        return;
    }
    let (findings, at) = desk.findings();
    let at = at.filter(|_| desk.picture);
    let followed = at.map(|at| &findings[at]);
    let focus = desk.in_focus();
    let gutter = gutter(desk);
    let connection = desk.connection_in_focus().filter(|_| at.is_none());
    let (focus_id, connection) = (focus.as_deref(), connection.as_deref());
    let about = foot::About { focus: focus_id, connection, findings: (&findings, at) };
    let foot = foot::lines(desk, about, theme, area);
    let foot_height = u16::try_from(foot.len() + 1).unwrap_or(0).min(area.height / 2);
    let body = Rect {
        x: area.x + gutter,
        y: area.y + 1,
        width: area.width.saturating_sub(gutter),
        height: area.height.saturating_sub(1 + foot_height),
    };
    let window = (usize::from(body.width), usize::from(body.height));
    // What is written below changes with the focus; the layout must not.
    let steady = usize::from(area.height.saturating_sub(1 + foot::most(area).min(area.height / 2)));
    let sketch = sketch::sketch(desk, (focus_id, connection), followed, &findings, (window.0, steady));
    let pan = pan(desk, &sketch, focus_id, followed, window);
    let size = (sketch.layout.width, sketch.layout.height);
    super::put(
        frame,
        Rect { height: 1, ..area },
        vec![title(desk, &sketch, pan, window, &findings, theme, area)],
    );
    names(&sketch.layout, theme, frame, Rect { width: gutter, x: area.x, ..body }, pan.1);
    let mut shown = Window { buffer: frame.buffer_mut(), area: body, pan };
    lines(&sketch, theme, &mut shown, window);
    let mut seen = Seen { boxes: Vec::new(), pan, window, size, all_lines: sketch.all_lines };
    for (at, (card, frame)) in sketch.cards.iter().zip(&sketch.layout.frames).enumerate() {
        boxes::draw(card, *frame, theme, &mut shown);
        let place = shown.on_screen(*frame);
        if desk.picture && !place.is_empty() {
            geometry.note(place, Hit::Component(at));
        }
        seen.boxes.push((card.row.id.clone(), *frame));
    }
    geometry.canvas = seen;
    let rule = foot::rule(&sketch, theme, usize::from(area.width));
    let foot = std::iter::once(rule).chain(foot).collect();
    super::put(frame, Rect { y: body.bottom(), height: foot_height, ..area }, foot);
}

/// The name of a layer, counted as in the layout.
fn layer_name(layer: usize) -> &'static str {
    Layer::ALL.get(layer).map_or("No layer yet", |layer| layer.label())
}

/// The columns for the names of the layers: no word of them is broken.
fn gutter(desk: &Desk) -> u16 {
    let used = |layer: &usize| {
        let components = &desk.session.records.components;
        components.iter().any(|row| row.layer == Layer::ALL.get(*layer).copied())
    };
    let words = (0..=Layer::ALL.len()).filter(used).flat_map(|layer| layer_name(layer).split(' '));
    words.map(|word| u16::try_from(word.width()).unwrap_or(0)).max().unwrap_or(0) + 2
}

/// The names of the layers beside them; those of a layer that is cut off stay in view as long as it is.
fn names(layout: &Layout, theme: &Theme, frame: &mut ratatui::Frame, area: Rect, pan: usize) {
    for band in &layout.bands {
        let label = layer_name(band.layer);
        let (top, end) = (band.y.max(pan), (band.y + band.height).min(pan + usize::from(area.height)));
        for y in top..end {
            let line = u16::try_from(y - pan).unwrap_or(0) + area.y;
            let bar = Span::styled(theme.symbol(Symbol::Divider), theme.line());
            frame.render_widget(bar, Rect { x: area.right() - 1, y: line, width: 1, height: 1 });
        }
        let words = wrapped(label, usize::from(area.width).saturating_sub(2));
        for (word, y) in words.into_iter().zip(top..end) {
            let line = u16::try_from(y - pan).unwrap_or(0) + area.y;
            let place = Rect { y: line, height: 1, width: area.width - 1, ..area };
            frame.render_widget(Line::styled(word, theme.heading()), place);
        }
    }
}

/// Where the window stands: as it was left, moved just as far as the focus needs to be in it.
fn pan(
    desk: &Desk,
    sketch: &Sketch,
    focus: Option<&str>,
    followed: Option<&Finding>,
    window: (usize, usize),
) -> (usize, usize) {
    let look = &desk.look;
    let start = if desk.picture { look.pan } else { (0, 0) };
    let size = (sketch.layout.width, sketch.layout.height);
    let ends = (size.0.saturating_sub(window.0), size.1.saturating_sub(window.1));
    let kept = (start.0.min(ends.0), start.1.min(ends.1));
    if look.loose && desk.picture {
        return kept;
    }
    let at = |id: &str| sketch.cards.iter().position(|card| card.row.id == id);
    let Some(frame) = focus.and_then(at).map(|at| sketch.layout.frames[at]) else { return kept };
    // With the focus, as much as fits of what it talks to, or of the path: the nearest first.
    let mut view = frame;
    let mut others: Vec<Frame> = sketch
        .cards
        .iter()
        .zip(&sketch.layout.frames)
        .filter(|(card, _)| followed.map_or(card.near, |finding| finding.components.contains(&card.row.id)))
        .map(|(_, frame)| *frame)
        .collect();
    others.sort_by_key(|other| (other.y.abs_diff(frame.y), other.x.abs_diff(frame.x)));
    for other in others {
        let (x, y) = (view.x.min(other.x), view.y.min(other.y));
        let wider = Frame {
            x,
            y,
            width: view.right().max(other.right()) - x,
            height: view.bottom().max(other.bottom()) - y,
        };
        if wider.width <= window.0 && wider.height <= window.1 {
            view = wider;
        }
    }
    let moved = |kept: usize, first: usize, last: usize, window: usize, end: usize| {
        let kept = if last > kept + window { last - window } else { kept };
        kept.min(first).min(end)
    };
    (
        moved(kept.0, view.x, view.right(), window.0, ends.0),
        moved(kept.1, view.y, view.bottom(), window.1, ends.1),
    )
}

/// Draws the connections, and on them what they speak.
fn lines(sketch: &Sketch, theme: &Theme, shown: &mut Window, size: (usize, usize)) {
    let window = Frame { x: shown.pan.0, y: shown.pan.1, width: size.0, height: size.1 };
    let mut ink = ink::Ink::default();
    let frames = &sketch.layout.frames;
    let at = |id: Option<&str>| sketch.cards.iter().position(|card| Some(card.row.id.as_str()) == id);
    let mut protocols: Vec<&str> = Vec::new();
    let mut said: Vec<(Weight, labels::Said)> = Vec::new();
    for route in &sketch.layout.routes {
        let wire = &sketch.wires[route.link];
        let Some(from) = at(wire.row.from.id()) else { continue };
        let style = match wire.weight {
            Weight::Plain => theme.dim(),
            Weight::Focus => theme.accent(),
            Weight::Path => theme.attention(),
        };
        let text = wire.row.protocol.trim();
        let known = protocols.iter().position(|known| *known == text);
        let protocol = known.unwrap_or_else(|| {
            protocols.push(text);
            protocols.len() - 1
        });
        let dashed = wire.row.mode == Some(Mode::Async);
        let look = ink::Look { net: route.net, protocol, dashed, weight: wire.weight, style };
        ink.line(route, frames[from], look, window);
        said.push((wire.weight, labels::Said { route, text, protocol, style }));
    }
    let below = |at: Point| frames.iter().any(|f| f.y == at.y + 1 && f.x <= at.x && at.x < f.right());
    let glyphs: Vec<_> = ink.glyphs(theme.ascii, below).collect();
    for (at, glyph, style) in glyphs {
        shown.put(at.x, at.y, glyph, style);
    }
    // What stands out finds its place first.
    said.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let said: Vec<labels::Said> = said.into_iter().map(|(_, said)| said).collect();
    for label in labels::place(&said, &ink, frames, window) {
        shown.text(label.at.x, label.at.y, &label.text, label.style);
    }
}

/// What is drawn, what it is narrowed to, and where there is more.
fn title(
    desk: &Desk,
    sketch: &Sketch,
    pan: (usize, usize),
    window: (usize, usize),
    findings: &[Finding],
    theme: &Theme,
    area: Rect,
) -> Line<'static> {
    let records = &desk.session.records;
    let dot = format!(" {} ", theme.symbol(Symbol::Dot));
    let (all, drawn) = (records.components.len(), sketch.cards.len());
    let part = if drawn < all { format!("{drawn} of {all} components") } else { format!("{all} components") };
    let lines = sketch.layout.routes.len();
    let total = records.connections.len();
    let mut words = vec![part];
    words.push(if lines < total {
        format!("{lines} of {total} connections")
    } else {
        format!("{total} connections")
    });
    if desk.picture {
        if desk.look.near {
            words.push("neighbours only".to_owned());
        }
        if let Some(filter) = &desk.look.filter {
            let (by, what) = filter.words(records);
            words.push(format!("{by} {what} only"));
        }
    }
    if !findings.is_empty() {
        words.push(format!("{} found", findings.len()));
    }
    let (right, low) = (pan.0 + window.0 < sketch.layout.width, pan.1 + window.1 < sketch.layout.height);
    let ways = [(pan.1 > 0, "above"), (low, "below"), (pan.0 > 0, "left"), (right, "right")];
    let ways: Vec<&str> = ways.into_iter().filter(|(more, _)| *more).map(|(_, word)| word).collect();
    let more = if ways.is_empty() { String::new() } else { format!("more {}", ways.join(", ")) };
    let room = usize::from(area.width).saturating_sub(more.width() + 2);
    let left = fit(&words.join(&dot), room, theme.symbol(Symbol::More));
    let between = " ".repeat((room + 2).saturating_sub(left.width()));
    Line::from(vec![
        Span::styled(left, theme.dim()),
        Span::raw(between),
        Span::styled(more, theme.attention()),
    ])
}
