//! The protocol of a connection, written on its line where there is room for the whole of it: never over a
//! box, another line or a crossing, and never on a part of the way that several connections share with
//! different protocols. What finds no room is not written; the foot of the drawing says it.

use std::collections::BTreeMap;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::ink::Ink;
use crate::deliverables::layout::{Frame, Point, Route};

/// A line of the drawing with what is said about it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its way.
    pub route: &'a Route,
    /// The protocol.
    pub text: &'a str,
    /// The protocol as a number, as the ink knows it.
    pub protocol: usize,
    /// Its colour.
    pub style: Style,
}

/// A text and where it begins. On a line that runs across, a blank stands before and behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The cell of its first sign.
    pub at: Point,
    /// The text, blanks included.
    pub text: String,
    /// Its colour.
    pub style: Style,
}

/// What is written, and the cells that are taken by it.
struct Sheet<'i> {
    ink: &'i Ink,
    boxes: Vec<Frame>,
    window: Frame,
    /// The net and protocol each taken cell belongs to.
    taken: BTreeMap<Point, (usize, usize)>,
}

/// Finds a place for every label that has one; what comes first is served first.
pub fn place(said: &[Said], ink: &Ink, frames: &[Frame], window: Frame) -> Vec<Label> {
    let meets = |frame: &&Frame| {
        frame.x < window.right()
            && window.x < frame.right()
            && frame.y < window.bottom()
            && window.y < frame.bottom()
    };
    let boxes = frames.iter().filter(meets).copied().collect();
    let mut sheet = Sheet { ink, boxes, window, taken: BTreeMap::new() };
    said.iter().filter_map(|said| sheet.label(said)).collect()
}

impl Sheet<'_> {
    fn label(&mut self, said: &Said) -> Option<Label> {
        let width = said.text.width();
        let legs: Vec<(Point, Point)> = said.route.points.windows(2).map(|pair| (pair[0], pair[1])).collect();
        // What already stands on a shared part of the way is said for this one too.
        let key = (said.route.net, said.protocol);
        if width == 0 || legs.iter().any(|leg| self.cells(*leg).any(|at| self.taken.get(&at) == Some(&key))) {
            return None;
        }
        let across = legs.iter().filter(|(a, b)| a.y == b.y).filter_map(|leg| self.on(said, *leg, width + 2));
        let best = across.max_by_key(|(run, start)| (*run, std::cmp::Reverse(*start)));
        let (at, text, line) = if let Some((_, start)) = best {
            (start, format!(" {} ", said.text), start)
        } else {
            let mut upright = legs.iter().filter(|(a, b)| a.x == b.x).flat_map(|leg| self.cells(*leg));
            let (line, start) = upright.find_map(|at| Some((at, self.beside(said, at, width)?)))?;
            (start, said.text.to_owned(), line)
        };
        let marks = (0..text.width()).map(|by| Point { x: at.x + by, y: at.y }).chain([line]);
        let marks: Vec<Point> = marks.collect();
        self.taken.extend(marks.into_iter().map(|at| (at, key)));
        Some(Label { at, text, style: said.style })
    }

    /// The cells of a leg that are in the window.
    fn cells(&self, (a, b): (Point, Point)) -> impl Iterator<Item = Point> + use<> {
        let window = self.window;
        let xs = a.x.min(b.x).max(window.x)..=a.x.max(b.x).min(window.right().saturating_sub(1));
        let ys = a.y.min(b.y).max(window.y)..=a.y.max(b.y).min(window.bottom().saturating_sub(1));
        ys.flat_map(move |y| xs.clone().map(move |x| Point { x, y }))
    }

    /// The longest undisturbed part of a leg that runs across, when that many cells fit on it and the line
    /// still shows on both sides of them: its length, and where they begin.
    fn on(&self, said: &Said, leg: (Point, Point), needs: usize) -> Option<(usize, Point)> {
        let clear = |at: Point| {
            self.ink.is_across(at, said.route.net, said.protocol) && !self.taken.contains_key(&at)
        };
        let mut best: Option<(usize, Point)> = None;
        let mut run: Option<(usize, Point)> = None;
        for at in self.cells(leg) {
            run = clear(at).then(|| run.map_or((1, at), |(length, start)| (length + 1, start)));
            if run.map(|(length, _)| length) > best.map(|(length, _)| length) {
                best = run;
            }
        }
        let (length, start) = best.filter(|(length, _)| *length >= needs + 2)?;
        Some((length, Point { x: start.x + (length - needs) / 2, y: start.y }))
    }

    /// Where a text beside an upright line begins: behind it, or before it where that is free.
    fn beside(&self, said: &Said, at: Point, width: usize) -> Option<Point> {
        if !self.ink.is_upright(at, said.route.net, said.protocol) || self.taken.contains_key(&at) {
            return None;
        }
        let free = |from: usize, to: usize| (from..to).all(|x| self.is_free(Point { x, y: at.y }));
        // Nothing else may be as near to it as its own line.
        let behind = free(at.x + 1, at.x + width + 4).then_some(at.x + 2);
        let before = || {
            let start = at.x.checked_sub(width + 1)?;
            (start > 1 && free(start - 2, at.x)).then_some(start)
        };
        let x = behind.or_else(before)?;
        Some(Point { x, y: at.y })
    }

    /// True for a cell in the window on which nothing is drawn.
    fn is_free(&self, at: Point) -> bool {
        let within = |frame: &Frame| {
            frame.x <= at.x && at.x < frame.right() && frame.y <= at.y && at.y < frame.bottom()
        };
        within(&self.window)
            && self.ink.is_blank(at)
            && !self.taken.contains_key(&at)
            && !self.boxes.iter().any(within)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ink::Look;
    use super::super::sketch::Weight;
    use super::*;
    use crate::deliverables::layout::{Item, Layout, Link, Plan, layout};
    use proptest::prelude::*;

    const PROTOCOLS: [&str; 3] = ["REST", "HTTPS, OpenSearch query", ""];

    /// Boxes in three layers and lines between them, each with its protocol.
    fn drawn(items: usize, ends: &[(usize, usize, usize)], window: Frame) -> (Layout, Vec<Label>, Ink) {
        let boxes = (0..items).map(|at| Item { layer: at * 3 / items, width: 16, height: 3 });
        let links = ends.iter().map(|(from, to, _)| Link {
            from: from % items,
            to: to % items,
            net: to % items,
            drawn: true,
        });
        let plan =
            Plan { items: boxes.collect(), links: links.collect(), width: 90, margin: 1, gap: 4, channel: 2 };
        let drawn = layout(&plan);
        let mut ink = Ink::default();
        let mut said = Vec::new();
        for route in &drawn.routes {
            let protocol = ends[route.link].2 % PROTOCOLS.len();
            let style = Style::new();
            let look = Look { net: route.net, protocol, dashed: false, weight: Weight::Plain, style };
            ink.line(route, drawn.frames[plan.links[route.link].from], look, window);
            said.push(Said { route, text: PROTOCOLS[protocol], protocol, style });
        }
        let labels = place(&said, &ink, &drawn.frames, window);
        drop(said);
        (drawn, labels, ink)
    }

    #[test]
    fn a_lone_line_says_what_it_speaks() {
        let window = Frame { x: 0, y: 0, width: 90, height: 40 };
        let (_, labels, _) = drawn(3, &[(0, 1, 0)], window);
        assert_eq!(labels.iter().map(|label| label.text.trim()).collect::<Vec<_>>(), ["REST"]);
        // In a window that is too small for the whole of it, nothing is written.
        let narrow = Frame { width: 6, ..window };
        assert!(drawn(3, &[(0, 1, 1)], narrow).1.is_empty());
    }

    proptest! {
        #[test]
        fn labels_are_whole_and_cover_nothing(
            items in 3_usize..14,
            ends in prop::collection::vec((0_usize..14, 0_usize..14, 0_usize..3), 1..24),
            pan in (0_usize..30, 0_usize..12),
        ) {
            let window = Frame { x: pan.0, y: pan.1, width: 60, height: 20 };
            let (layout, labels, ink) = drawn(items, &ends, window);
            let mut seen = std::collections::BTreeSet::new();
            for label in &labels {
                prop_assert!(PROTOCOLS.contains(&label.text.trim()));
                let on_line = label.text.starts_with(' ');
                for by in 0..label.text.width() {
                    let at = Point { x: label.at.x + by, y: label.at.y };
                    prop_assert!(at.x >= window.x && at.x < window.right(), "in the window");
                    prop_assert!(at.y >= window.y && at.y < window.bottom(), "in the window");
                    let covered = layout.frames.iter().any(|f| {
                        f.x <= at.x && at.x < f.right() && f.y <= at.y && at.y < f.bottom()
                    });
                    prop_assert!(!covered, "no box is written over");
                    prop_assert!(seen.insert(at), "no label is written over another");
                    let across = (0..items).any(|net| (0..3).any(|known| ink.is_across(at, net, known)));
                    prop_assert!(if on_line { across } else { ink.is_blank(at) }, "no other line is broken");
                }
            }
        }
    }
}
