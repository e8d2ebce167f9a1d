//! Where lines meet borders and where they pass rows.
//!
//! A line leaves or reaches a box at a *port* on its border, and passes a row in a *lane* between boxes. Both
//! are pins of the channel they open into. No two nets ever have a pin in the same column of one channel, on
//! whichever side: so the upright parts of different nets cannot lie on each other.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Placed;
use super::{Link, Plan};

/// The border of a box that a line meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

/// A place on a border where a net leaves a box (`out`) or reaches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    /// The box.
    pub item: usize,
    /// The border.
    pub side: Side,
    /// The net.
    pub net: usize,
    /// True where the net leaves the box.
    pub out: bool,
}

/// All pins, by column.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The columns of ports.
    pub ports: BTreeMap<Port, usize>,
    /// The columns of lanes, by net and row.
    pub lanes: BTreeMap<(usize, usize), usize>,
}

/// The border at which a link leaves and the one at which it arrives. Within a row, both below.
pub fn sides(placed: &Placed, link: Link) -> (Side, Side) {
    match placed.row_of[link.from].cmp(&placed.row_of[link.to]) {
        std::cmp::Ordering::Less => (Side::Bottom, Side::Top),
        std::cmp::Ordering::Greater => (Side::Top, Side::Bottom),
        std::cmp::Ordering::Equal => (Side::Bottom, Side::Bottom),
    }
}

/// The two ports of a link.
pub fn ports(placed: &Placed, link: Link) -> (Port, Port) {
    let (leaves, arrives) = sides(placed, link);
    let out = Port { item: link.from, side: leaves, net: link.net, out: true };
    (out, Port { item: link.to, side: arrives, net: link.net, out: false })
}

/// Pins already given: by channel, then by column, the net on either side. Every column is asked for again and
/// again, so it is a place in a list and not a key.
#[derive(Debug)]
struct Taken {
    pins: Vec<Vec<[Option<usize>; 2]>>,
}

/// The side of a channel: 0 above, under the row before; 1 below, over the row behind.
const ABOVE: usize = 0;
const BELOW: usize = 1;

impl Taken {
    fn new(channels: usize) -> Self {
        Self { pins: vec![Vec::new(); channels] }
    }

    fn is_free(&self, channel: usize, side: usize, column: usize, net: usize) -> bool {
        let pins = self.pins[channel].get(column).copied().unwrap_or_default();
        pins[side].is_none() && pins[1 - side].is_none_or(|other| other == net)
    }

    /// True when a line already runs right beside that column on the same side.
    fn is_beside(&self, channel: usize, side: usize, column: usize) -> bool {
        let at = |column: usize| self.pins[channel].get(column).is_some_and(|pins| pins[side].is_some());
        at(column + 1) || column > 0 && at(column - 1)
    }

    fn take(&mut self, channel: usize, side: usize, column: usize, net: usize) {
        let pins = &mut self.pins[channel];
        if pins.len() <= column {
            pins.resize(column + 1, [None; 2]);
        }
        pins[column][side] = Some(net);
    }
}

/// Finds a pin for everything, making boxes wider where a border is too short.
pub fn ways(mut placed: Placed, plan: &Plan, links: &[Link]) -> (Placed, Ways) {
    let drawn: Vec<Link> = links.iter().copied().filter(|link| link.drawn).collect();
    let mut needed: BTreeMap<(usize, Side), BTreeSet<Port>> = BTreeMap::new();
    for link in &drawn {
        let (out, into) = ports(&placed, *link);
        for port in [out, into] {
            needed.entry((port.item, port.side)).or_default().insert(port);
        }
    }
    for ((item, _), ports) in &needed {
        placed.widths[*item] = placed.widths[*item].max(ports.len() + 2);
    }
    placed.settle(plan, links);
    loop {
        match attempt(&placed, plan, &drawn) {
            Ok(ways) => return (placed, ways),
            // Ends: a box wider than all pins of its channels has a free column.
            Err(short) => {
                placed.widths[short] += 4;
                placed.settle(plan, links);
            }
        }
    }
}

/// The end that all links of a net share.
fn hub(links: &[Link]) -> usize {
    if links.iter().all(|link| link.to == links[0].to) { links[0].to } else { links[0].from }
}

/// One try; the box whose border is too short otherwise.
fn attempt(placed: &Placed, plan: &Plan, drawn: &[Link]) -> Result<Ways, usize> {
    let mut nets: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    for link in drawn {
        nets.entry(link.net).or_default().push(*link);
    }
    let mut nets: Vec<Vec<Link>> = nets.into_values().collect();
    // Short ways first: they have fewest places to go.
    nets.sort_by_key(|links| -> usize {
        links.iter().map(|link| placed.row_of[link.from].abs_diff(placed.row_of[link.to])).sum()
    });
    let mut ways = Ways::default();
    let mut taken = Taken::new(placed.rows.len() + 1);
    for links in &nets {
        pass_rows(placed, plan, links, &mut taken, &mut ways);
    }
    // The shared end first, so that the others can stand straight above or below it.
    for at_hub in [true, false] {
        let mut wishes: Vec<(usize, Side, usize, Port)> = Vec::new();
        for links in &nets {
            let hub = hub(links);
            let both = links.iter().map(|link| ports(placed, *link)).flat_map(|(a, b)| [(a, b), (b, a)]);
            let mut seen = BTreeSet::new();
            for (port, other) in both.filter(|(port, _)| (port.item == hub) == at_hub) {
                if seen.insert(port) {
                    wishes.push((port.item, port.side, wish(placed, &ways, links, port, other), port));
                }
            }
        }
        wishes.sort_unstable();
        for (item, _, wish, port) in wishes {
            let column = open(placed, &taken, port, wish).ok_or(item)?;
            let (channel, side) = mouth(placed, port);
            taken.take(channel, side, column, port.net);
            ways.ports.insert(port, column);
        }
    }
    Ok(ways)
}

/// The channel a port opens into, and from which side.
fn mouth(placed: &Placed, port: Port) -> (usize, usize) {
    let row = placed.row_of[port.item];
    if port.side == Side::Top { (row, BELOW) } else { (row + 1, ABOVE) }
}

/// The free column of a border that is best for a port.
fn open(placed: &Placed, taken: &Taken, port: Port, wish: usize) -> Option<usize> {
    let (channel, side) = mouth(placed, port);
    let first = placed.x[port.item] + 1;
    let columns = first..first + placed.widths[port.item] - 2;
    let free = columns.filter(|column| taken.is_free(channel, side, *column, port.net));
    free.min_by_key(|column| {
        2 * column.abs_diff(wish) + 3 * usize::from(taken.is_beside(channel, side, *column))
    })
}

/// Where a port would best be: straight towards where its lines go next.
fn wish(placed: &Placed, ways: &Ways, links: &[Link], port: Port, other: Port) -> usize {
    let row = placed.row_of[port.item];
    let beyond = if port.side == Side::Top { row.checked_sub(1) } else { Some(row + 1) };
    if let Some(lane) = beyond.and_then(|row| ways.lanes.get(&(port.net, row))) {
        return *lane;
    }
    if let Some(column) = ways.ports.get(&other) {
        return *column;
    }
    let own = links.iter().filter(|link| ports(placed, **link).0 == port || ports(placed, **link).1 == port);
    let ends: Vec<usize> =
        own.map(|link| placed.centre(if port.out { link.to } else { link.from })).collect();
    let mean = ends.iter().sum::<usize>() / ends.len().max(1);
    // Half-way between the middles, so that both ends can meet there.
    usize::midpoint(mean, placed.centre(port.item))
}

/// Finds a net one lane through each row between its ends, from the far end towards the shared one.
fn pass_rows(placed: &Placed, plan: &Plan, links: &[Link], taken: &mut Taken, ways: &mut Ways) {
    let hub = hub(links);
    let home = placed.row_of[hub];
    let far = |link: &Link| if link.from == hub { link.to } else { link.from };
    let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links {
        ends.entry(placed.row_of[far(link)]).or_default().push(placed.centre(far(link)));
    }
    let net = links[0].net;
    let first = ends.keys().next().copied().unwrap_or(home);
    let last = ends.keys().next_back().copied().unwrap_or(home);
    let down: Vec<usize> = (first.min(home)..home).collect();
    let up: Vec<usize> = ((home + 1)..=last.max(home)).rev().collect();
    for rows in [down, up] {
        let mut before: Option<usize> = None;
        for (step, row) in rows.iter().enumerate() {
            if step > 0 {
                let lane = lane(placed, plan, taken, net, *row, before.unwrap_or(0), placed.centre(hub));
                taken.take(*row, BELOW, lane, net);
                taken.take(*row + 1, ABOVE, lane, net);
                ways.lanes.insert((net, *row), lane);
                before = Some(lane);
            }
            if let Some(ends) = ends.get(row) {
                let mean = ends.iter().sum::<usize>() / ends.len();
                before = Some(before.map_or(mean, |before| usize::midpoint(before, mean)));
            }
        }
    }
}

/// The free column of a row that is nearest to where the net comes from, then to where it goes.
fn lane(
    placed: &Placed,
    plan: &Plan,
    taken: &Taken,
    net: usize,
    row: usize,
    from: usize,
    to: usize,
) -> usize {
    let boxes = &placed.rows[row];
    // How bad a column is; none when it is not free.
    let cost = |column: usize| {
        let after = boxes.partition_point(|item| placed.x[*item] + placed.widths[*item] <= column);
        let inside = boxes.get(after).is_some_and(|item| placed.x[*item] <= column);
        let free = taken.is_free(row, BELOW, column, net) && taken.is_free(row + 1, ABOVE, column, net);
        if inside || !free {
            return None;
        }
        let starts = boxes.get(after).is_some_and(|item| placed.x[*item] == column + 1);
        let ended = after > 0 && placed.x[boxes[after - 1]] + placed.widths[boxes[after - 1]] == column;
        let tight = usize::from(starts || ended || taken.is_beside(row, BELOW, column));
        Some(2 * column.abs_diff(from) + column.abs_diff(to) + 4 * tight)
    };
    let mut best: Option<(usize, usize)> = None;
    let mut away = 0;
    // What is farther away than the best costs more than it.
    while best.is_none_or(|(cost, _)| 2 * away <= cost) {
        let left = from.checked_sub(away).filter(|column| *column >= plan.margin);
        for column in left.into_iter().chain([from + away]) {
            if let Some(cost) = cost(column)
                && best.is_none_or(|known| (cost, column) < known)
            {
                best = Some((cost, column));
            }
        }
        away += 1;
    }
    best.map_or(from, |(_, column)| column)
}
