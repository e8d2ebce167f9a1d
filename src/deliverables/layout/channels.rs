//! The space between rows: which line each net takes across it, how high it must be for that, and the finished
//! layout with every corner of every line.

use std::collections::BTreeMap;

use super::lanes::{Port, Side, Ways, ports};
use super::place::Placed;
use super::{Band, Frame, Layout, Link, Plan, Point, Route};

/// What runs in one channel.
#[derive(Debug, Clone, Default)]
struct Channel {
    /// The columns each net has here, on either side.
    pins: BTreeMap<usize, Vec<usize>>,
    /// True when an arrow ends at its upper edge, in the line under the boxes above.
    up: bool,
    /// True when an arrow ends at its lower edge.
    down: bool,
    /// The line of each net that runs across.
    tracks: BTreeMap<usize, usize>,
    /// How many such lines there are.
    count: usize,
    /// Its first line.
    y: usize,
    /// Its lines.
    height: usize,
}

impl Channel {
    /// Gives each net that runs across the first line on which it touches no other (left edge algorithm,
    /// Hashimoto and Stevens, 1971).
    fn run_across(&mut self) {
        let spans = self.pins.iter().filter_map(|(net, columns)| {
            let (first, last) = (columns.iter().min()?, columns.iter().max()?);
            (first < last).then_some((*first, *last, *net))
        });
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        let mut ends: Vec<usize> = Vec::new();
        for (first, last, net) in spans {
            // One column apart, or two lines would read as one.
            let track = ends.iter().position(|end| end + 1 < first).unwrap_or(ends.len());
            if track == ends.len() {
                ends.push(last);
            } else {
                ends[track] = last;
            }
            self.tracks.insert(net, track);
        }
        self.count = ends.len();
    }

    /// The line on which a net runs across; its first line when the net only goes straight through.
    fn line(&self, net: usize) -> usize {
        self.y + usize::from(self.up) + self.tracks.get(&net).copied().unwrap_or(0)
    }
}

/// The finished layout.
pub fn assemble(plan: &Plan, placed: &Placed, ways: &Ways, links: &[Link]) -> Layout {
    let mut channels = vec![Channel::default(); placed.rows.len() + 1];
    for (port, column) in &ways.ports {
        let row = placed.row_of[port.item];
        let channel = &mut channels[row + usize::from(port.side == Side::Bottom)];
        channel.pins.entry(port.net).or_default().push(*column);
        channel.up |= !port.out && port.side == Side::Bottom;
        channel.down |= !port.out && port.side == Side::Top;
    }
    for ((net, row), column) in &ways.lanes {
        for channel in [*row, row + 1] {
            channels[channel].pins.entry(*net).or_default().push(*column);
        }
    }
    let mut frames = vec![Frame::default(); plan.items.len()];
    let mut bands: Vec<Band> = Vec::new();
    let mut y = 0;
    for (at, channel) in channels.iter_mut().enumerate() {
        channel.run_across();
        channel.y = y;
        let inner = at > 0 && at < placed.rows.len();
        let needed = channel.count + usize::from(channel.up) + usize::from(channel.down);
        channel.height = needed.max(if inner { plan.channel } else { 0 });
        y += channel.height;
        let Some(row) = placed.rows.get(at) else { continue };
        let height = row.iter().map(|item| plan.items[*item].height).max().unwrap_or(0);
        for item in row {
            frames[*item] = Frame { x: placed.x[*item], y, width: placed.widths[*item], height };
        }
        let layer = row.first().map_or(0, |item| plan.items[*item].layer);
        match bands.last_mut().filter(|band| band.layer == layer) {
            Some(band) => band.height = y + height - band.y,
            None => bands.push(Band { layer, y, height }),
        }
        y += height;
    }
    let drawn = links.iter().enumerate().filter(|(_, link)| link.drawn);
    let routes: Vec<Route> = drawn
        .filter_map(|(at, link)| {
            Some(Route { link: at, net: link.net, points: route(placed, ways, &channels, *link)? })
        })
        .collect();
    let drawn_to = routes.iter().flat_map(|route| &route.points).map(|point| point.x + 1);
    let boxes = frames.iter().map(|frame| frame.right());
    Layout {
        width: drawn_to.chain(boxes).max().unwrap_or(0),
        height: y,
        frames,
        bands,
        routes,
        tracks: channels.iter().map(|channel| channel.count).max().unwrap_or(0),
    }
}

/// The corners of a link's line.
fn route(placed: &Placed, ways: &Ways, channels: &[Channel], link: Link) -> Option<Vec<Point>> {
    let (out, into) = ports(placed, link);
    let channel_of = |port: Port| placed.row_of[port.item] + usize::from(port.side == Side::Bottom);
    let (start, end) = (*ways.ports.get(&out)?, *ways.ports.get(&into)?);
    let (first, last) = (channel_of(out), channel_of(into));
    let edge = |port: Port, channel: &Channel| match port.side {
        Side::Bottom => channel.y,
        Side::Top => channel.y + channel.height - 1,
    };
    let mut points = vec![Point { x: start, y: edge(out, &channels[first]) }];
    let mut column = start;
    let mut at = first;
    loop {
        // The next row on the way, whose lane leads on; none in the channel where the line ends.
        let next = match at.cmp(&last) {
            std::cmp::Ordering::Less => *ways.lanes.get(&(link.net, at))?,
            std::cmp::Ordering::Greater => *ways.lanes.get(&(link.net, at - 1))?,
            std::cmp::Ordering::Equal => end,
        };
        if next != column {
            let y = channels[at].line(link.net);
            points.extend([Point { x: column, y }, Point { x: next, y }]);
        }
        column = next;
        match at.cmp(&last) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => at -= 1,
            std::cmp::Ordering::Equal => break,
        }
    }
    points.push(Point { x: end, y: edge(into, &channels[last]) });
    Some(corners(points))
}

/// Without points that are doubled or lie on a straight line between their neighbours.
fn corners(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..]
            && (before.x == last.x && last.x == point.x || before.y == last.y && last.y == point.y)
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}
