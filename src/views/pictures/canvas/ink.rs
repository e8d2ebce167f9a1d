//! Lines on cells: every line is walked cell by cell, then each cell gets the one character that shows all
//! ways out of it.

use std::collections::HashMap;

use ratatui::style::Style;

use super::sketch::Weight;
use crate::deliverables::layout::{Frame, Point, Route};

const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Its net: lines of one net join, others cross.
    pub net: usize,
    /// What it speaks, as a number.
    pub protocol: usize,
    /// True when the sender does not wait.
    pub dashed: bool,
    /// How much it stands out.
    pub weight: Weight,
    /// Its colour.
    pub style: Style,
}

/// The lines through one cell.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    ways: u8,
    look: Look,
    head: bool,
    /// True when connections that speak differently share this part of the way.
    mixed: bool,
}

/// Lines on a window of cells.
#[derive(Debug, Default)]
pub struct Ink {
    cells: HashMap<Point, Vec<Stroke>>,
}

impl Ink {
    /// Draws the part of a line that lies in a window of the drawing. `from` is the box it leaves.
    pub fn line(&mut self, route: &Route, from: Frame, look: Look, window: Frame) {
        let Some((first, last)) = route.points.first().zip(route.points.last()) else { return };
        // The first cell is joined with the border it leaves.
        self.add(*first, if first.y < from.y { DOWN } else { UP }, look, window);
        for pair in route.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if a.y == b.y {
                let (low, high) = (a.x.min(b.x), a.x.max(b.x));
                for x in low.max(window.x)..=high.min(window.right()) {
                    let ways = if x > low { LEFT } else { 0 } | if x < high { RIGHT } else { 0 };
                    self.add(Point { x, y: a.y }, ways, look, window);
                }
            } else {
                let (low, high) = (a.y.min(b.y), a.y.max(b.y));
                for y in low.max(window.y)..=high.min(window.bottom()) {
                    let ways = if y > low { UP } else { 0 } | if y < high { DOWN } else { 0 };
                    self.add(Point { x: a.x, y }, ways, look, window);
                }
            }
        }
        if let Some(stroke) = self.stroke(*last, look.net) {
            stroke.head = true;
        }
    }

    fn stroke(&mut self, at: Point, net: usize) -> Option<&mut Stroke> {
        self.cells.get_mut(&at)?.iter_mut().find(|stroke| stroke.look.net == net)
    }

    fn add(&mut self, at: Point, ways: u8, look: Look, window: Frame) {
        let inside = at.x >= window.x && at.x < window.right() && at.y >= window.y && at.y < window.bottom();
        if !inside {
            return;
        }
        let strokes = self.cells.entry(at).or_default();
        match strokes.iter_mut().find(|stroke| stroke.look.net == look.net) {
            Some(stroke) => {
                stroke.ways |= ways;
                stroke.mixed |= stroke.look.protocol != look.protocol;
                if look.weight > stroke.look.weight {
                    stroke.look = look;
                }
            }
            None => strokes.push(Stroke { ways, look, head: false, mixed: false }),
        }
    }

    /// True when nothing is drawn on a cell.
    pub fn is_blank(&self, at: Point) -> bool {
        !self.cells.contains_key(&at)
    }

    /// True when nothing but a line across of that net and protocol is drawn on a cell.
    pub fn is_across(&self, at: Point, net: usize, protocol: usize) -> bool {
        self.is_only(at, net, protocol, LEFT | RIGHT)
    }

    /// True when nothing but an upright line of that net and protocol is drawn on a cell.
    pub fn is_upright(&self, at: Point, net: usize, protocol: usize) -> bool {
        self.is_only(at, net, protocol, UP | DOWN)
    }

    fn is_only(&self, at: Point, net: usize, protocol: usize, ways: u8) -> bool {
        self.cells.get(&at).is_some_and(|strokes| match strokes.as_slice() {
            [only] => {
                only.ways == ways
                    && !only.head
                    && !only.mixed
                    && (only.look.net, only.look.protocol) == (net, protocol)
            }
            _ => false,
        })
    }

    /// The cells with their characters. `below` says whether an arrow that ends in a cell points down.
    pub fn glyphs(
        &self,
        ascii: bool,
        below: impl Fn(Point) -> bool,
    ) -> impl Iterator<Item = (Point, &'static str, Style)> {
        self.cells.iter().filter_map(move |(at, strokes)| {
            // What stands out most is drawn; of equals, the crossing of both.
            let top = strokes.iter().max_by_key(|stroke| stroke.look.weight)?;
            let equals = strokes.iter().filter(|stroke| stroke.look.weight == top.look.weight).count();
            let glyph = match strokes.iter().find(|stroke| stroke.head) {
                Some(_) => head(below(*at), ascii),
                None if equals > 1 => crossing(top.look.weight, ascii),
                None => glyph(top.ways, top.look.dashed, top.look.weight > Weight::Plain, ascii),
            };
            Some((*at, glyph, top.look.style))
        })
    }
}

/// Small ones: the large triangle is the sign of something found.
fn head(down: bool, ascii: bool) -> &'static str {
    match (down, ascii) {
        (true, false) => "▾",
        (false, false) => "▴",
        (true, true) => "v",
        (false, true) => "^",
    }
}

/// Where two lines cross, the upright one goes on: in ASCII a plus would read as a corner.
fn crossing(weight: Weight, ascii: bool) -> &'static str {
    match (weight, ascii) {
        (_, true) => "|",
        (Weight::Plain, false) => "┼",
        (_, false) => "╋",
    }
}

/// The character with those ways out.
fn glyph(ways: u8, dashed: bool, heavy: bool, ascii: bool) -> &'static str {
    const ACROSS: u8 = LEFT | RIGHT;
    const UPRIGHT: u8 = UP | DOWN;
    let across = ways & UPRIGHT == 0;
    let upright = ways & ACROSS == 0;
    if ascii {
        return match (across, upright) {
            (true, _) => {
                if dashed {
                    "."
                } else if heavy {
                    "="
                } else {
                    "-"
                }
            }
            (_, true) => {
                if dashed {
                    ":"
                } else if heavy {
                    "#"
                } else {
                    "|"
                }
            }
            _ => {
                if heavy {
                    "#"
                } else {
                    "+"
                }
            }
        };
    }
    if across {
        return [["─", "┄"], ["━", "┅"]][usize::from(heavy)][usize::from(dashed)];
    }
    if upright {
        return [["│", "┆"], ["┃", "┇"]][usize::from(heavy)][usize::from(dashed)];
    }
    // Square corners wait, round ones do not.
    let forms = match ways {
        w if w == DOWN | RIGHT => ["┌", "╭", "┏"],
        w if w == DOWN | LEFT => ["┐", "╮", "┓"],
        w if w == UP | RIGHT => ["└", "╰", "┗"],
        w if w == UP | LEFT => ["┘", "╯", "┛"],
        w if w == UPRIGHT | RIGHT => ["├", "├", "┣"],
        w if w == UPRIGHT | LEFT => ["┤", "┤", "┫"],
        w if w == ACROSS | DOWN => ["┬", "┬", "┳"],
        w if w == ACROSS | UP => ["┴", "┴", "┻"],
        _ => ["┼", "┼", "╋"],
    };
    forms[if heavy { 2 } else { usize::from(dashed) }]
}
