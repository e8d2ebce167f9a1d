//! Where everything of a layered drawing stands, in pixels: bands, boxes, the words on arrows, and the arrows.
//!
//! The words of an arrow are a small box of their own, laid out between the rows like any other. So they cannot
//! lie on another box, on other words or on a line, whatever the graph: the layout keeps boxes apart.

use std::collections::BTreeMap;

use super::measure::{widest, wrap};
use crate::deliverables::diagram::{Diagram, Edge, Look, Node};
use crate::deliverables::layout::{self, Item, Layout, Link, Plan};

/// The pixels of a column and of a line of the layout.
pub const UNIT: f64 = 8.0;
/// The font sizes: of a box, of the note below it, of the words on an arrow, of a band.
pub const LABEL: f64 = 13.0;
/// See [`LABEL`].
pub const NOTE: f64 = 11.0;
/// See [`LABEL`].
pub const WORDS: f64 = 11.0;
/// See [`LABEL`].
pub const BAND: f64 = 12.0;
/// The height of a line of a font, as a multiple of its size.
pub const LEADING: f64 = 1.3;
/// Between words and the border around them.
pub const PAD: f64 = 8.0;

/// The columns of the widest drawing: what a sheet of paper shows at a readable size.
const COLUMNS: usize = 140;
/// The columns on the left for the names of bands.
const MARGIN: usize = 14;
/// The columns between two boxes: room for a line that does not touch either.
const GAP: usize = 3;
/// The pixels of the longest line in a box, and on an arrow.
const LABEL_ROOM: f64 = 150.0;
const WORDS_ROOM: f64 = 138.0;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left border.
    pub x: f64,
    /// Its upper border.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// The stretch from left to right that a group of boxes stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Stripe {
    /// Where it is.
    pub area: Area,
    /// Its name, in lines.
    pub label: Vec<String>,
    /// True when it is drawn as a border.
    pub border: bool,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Where it is.
    pub area: Area,
    /// What is in it, in lines.
    pub label: Vec<String>,
    /// The smaller words below, in lines.
    pub note: Vec<String>,
    /// How it is drawn.
    pub look: Look,
    /// Marked as part of the platform.
    pub inside: bool,
}

/// The words of an arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Where they are.
    pub area: Area,
    /// The words, in lines.
    pub label: Vec<String>,
}

/// A line, or one half of it on either side of its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    /// Its corners, from border to border.
    pub points: Vec<(f64, f64)>,
    /// True when the sender does not wait.
    pub waits_not: bool,
    /// True when an arrow's head is at its end.
    pub head: bool,
}

/// A drawing with every place known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
    /// The bands.
    pub stripes: Vec<Stripe>,
    /// The boxes, in the order of the diagram.
    pub cards: Vec<Card>,
    /// The words on arrows.
    pub tags: Vec<Tag>,
    /// The lines.
    pub wires: Vec<Wire>,
}

/// The number of a box, and that of its band.
type Place = (usize, usize);

/// The name of a band in lines, and whether it is a border.
type Name = (Vec<String>, bool);

/// What a box of the layout stands for.
enum Part<'a> {
    Box(&'a Node, Vec<String>, Vec<String>),
    Words(Vec<String>),
}

/// Lays a diagram out.
pub fn scene(diagram: &Diagram) -> Scene {
    let groups: Vec<_> = diagram.groups.iter().filter(|group| !group.nodes.is_empty()).collect();
    let room = MARGIN as f64 * UNIT - 2.0 * PAD;
    let bands: Vec<Name> =
        groups.iter().map(|group| (wrap(&group.label, BAND, true, room), group.border)).collect();
    let mut parts = Vec::new();
    let mut items = Vec::new();
    let mut place: BTreeMap<&str, Place> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for node in &group.nodes {
            place.insert(&node.id, (parts.len(), at));
            let label = wrap(&node.label, LABEL, true, LABEL_ROOM);
            let note = wrap(&node.note, NOTE, false, LABEL_ROOM);
            let width = widest(&label, LABEL, true).max(widest(&note, NOTE, false)) + 2.0 * PAD + 6.0;
            let height = text_height(&label, LABEL) + text_height(&note, NOTE) + 2.0 * PAD;
            let band = text_height(&bands[at].0, BAND) + PAD;
            items.push(Item { layer: 2 * at, width: units(width), height: units(height.max(band)) });
            parts.push(Part::Box(node, label, note));
        }
    }
    let mut links = Vec::new();
    let mut heads = Vec::new();
    let mut nets = Nets::default();
    let edges: Vec<_> = diagram
        .edges
        .iter()
        .filter_map(|edge| Some((edge, *place.get(edge.from.as_str())?, *place.get(edge.to.as_str())?)))
        .collect();
    let gaps = gaps(&edges);
    for ((edge, (from, _), (to, _)), gap) in edges.iter().zip(gaps) {
        let soft = edge.waits_not;
        if edge.label.trim().is_empty() {
            links.push(Link { from: *from, to: *to, net: nets.of(*to, soft, true), drawn: true });
            heads.push((soft, true));
            continue;
        }
        let words = wrap(&edge.label, WORDS, false, WORDS_ROOM);
        let middle = parts.len();
        let width = widest(&words, WORDS, false) + 2.0 * PAD;
        items.push(Item { layer: gap, width: units(width), height: units(text_height(&words, WORDS) + PAD) });
        parts.push(Part::Words(words));
        links.push(Link { from: *from, to: middle, net: nets.of(*from, soft, false), drawn: true });
        links.push(Link { from: middle, to: *to, net: nets.of(*to, soft, true), drawn: true });
        heads.extend([(soft, false), (soft, true)]);
    }
    let width = MARGIN + (longest(&items) + GAP).min(COLUMNS - MARGIN);
    let plan = Plan { items, links, width, margin: MARGIN, gap: GAP, channel: 3 };
    let layout = layout::layout(&plan);
    assemble(&layout, parts, &plan.links, &heads, &bands)
}

/// A number for each bundle of lines that may share their way.
#[derive(Default)]
struct Nets(BTreeMap<(usize, bool, bool), usize>);

impl Nets {
    fn of(&mut self, end: usize, soft: bool, arrives: bool) -> usize {
        let next = self.0.len();
        *self.0.entry((end, soft, arrives)).or_insert(next)
    }
}

/// The layer for the words of each arrow: between its ends, where fewest others stand.
fn gaps(edges: &[(&Edge, Place, Place)]) -> Vec<usize> {
    let choices = |from: usize, to: usize| match from.cmp(&to) {
        std::cmp::Ordering::Less => from..to,
        std::cmp::Ordering::Greater => to..from,
        std::cmp::Ordering::Equal => from.saturating_sub(1)..from + 1,
    };
    let mut order: Vec<usize> = (0..edges.len()).collect();
    // Those with little choice first.
    order.sort_by_key(|at| choices(edges[*at].1.1, edges[*at].2.1).len());
    let mut load: BTreeMap<usize, usize> = BTreeMap::new();
    let mut gaps = vec![0; edges.len()];
    for at in order {
        let (edge, (_, from), (_, to)) = edges[at];
        let size = edge.label.chars().count();
        // Near the receiver, where several arrows meet; of equal ones the nearest.
        let gap = choices(from, to).min_by_key(|gap| (load.get(gap).copied().unwrap_or(0), gap.abs_diff(to)));
        let gap = gap.unwrap_or(from);
        *load.entry(gap).or_default() += size;
        gaps[at] = 2 * gap + 1;
    }
    gaps
}

fn longest(items: &[Item]) -> usize {
    let mut long: BTreeMap<usize, usize> = BTreeMap::new();
    for item in items {
        *long.entry(item.layer).or_default() += item.width + GAP;
    }
    long.into_values().max().unwrap_or(0)
}

fn assemble(
    layout: &Layout,
    parts: Vec<Part>,
    links: &[Link],
    heads: &[(bool, bool)],
    bands: &[Name],
) -> Scene {
    let px = |units: usize| units as f64 * UNIT;
    // A band goes a little beyond its boxes, also above the first.
    let py = |units: usize| px(units) + PAD;
    let mut scene =
        Scene { width: px(layout.width + 2), height: py(layout.height) + PAD, ..Scene::default() };
    for band in &layout.bands {
        let Some((label, border)) = bands.get(band.layer / 2).filter(|_| band.layer % 2 == 0) else {
            continue;
        };
        let area =
            Area { x: 0.0, y: py(band.y) - PAD, width: scene.width, height: px(band.height) + 2.0 * PAD };
        scene.stripes.push(Stripe { area, label: label.clone(), border: *border });
    }
    let mut areas = Vec::new();
    for (frame, part) in layout.frames.iter().zip(parts) {
        let mut area =
            Area { x: px(frame.x), y: py(frame.y), width: px(frame.width), height: px(frame.height) };
        match part {
            Part::Box(it, label, note) => {
                scene.cards.push(Card { area, label, note, look: it.look, inside: it.inside });
            }
            Part::Words(label) => {
                // A row is as high as its highest; words take only what they need, and lines go on to them.
                let height = text_height(&label, WORDS) + PAD;
                area.y += (area.height - height) / 2.0;
                area.height = height;
                scene.tags.push(Tag { area, label });
            }
        }
        areas.push(area);
    }
    for route in &layout.routes {
        let Link { from, to, .. } = links[route.link];
        let (waits_not, head) = heads[route.link];
        let middle = |units: usize| px(units) + UNIT / 2.0;
        let mut points: Vec<(f64, f64)> =
            route.points.iter().map(|point| (middle(point.x), middle(point.y) + PAD)).collect();
        // From the middle of the first and last cell on to the border of the box.
        let border = |point: &layout::Point, item: usize| {
            let (area, below) = (areas[item], point.y >= layout.frames[item].bottom());
            (middle(point.x), if below { area.y + area.height } else { area.y })
        };
        if let (Some(first), Some(last)) = (route.points.first(), route.points.last()) {
            points.insert(0, border(first, from));
            points.push(border(last, to));
        }
        scene.wires.push(Wire { points: corners(points), waits_not, head });
    }
    scene
}

/// Without points on a straight line between their neighbours.
fn corners(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    let same = |a: f64, b: f64| (a - b).abs() < 0.01;
    for point in points {
        if let [.., before, last] = kept[..]
            && (same(before.0, last.0) && same(last.0, point.0)
                || same(before.1, last.1) && same(last.1, point.1))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// Lines of words one below the other.
pub fn text_height(lines: &[String], size: f64) -> f64 {
    lines.len() as f64 * size * LEADING
}

fn units(pixels: f64) -> usize {
    (pixels / UNIT).ceil() as usize
}
