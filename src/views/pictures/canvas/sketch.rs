//! What of the architecture is drawn, and how it is laid out: the part that is looked at, the text of each
//! box, and which lines can be told apart in the room there is.

use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

use crate::app::canvas::Lines;
use crate::app::desk::Desk;
use crate::deliverables::layout::{Item, Layout, Link, Plan, layout};
use crate::views::widgets::wrap::wrapped;
use crate::workshop::canvas::{Finding, Trouble};
use crate::workshop::records::{Component, Connection, Layer, Lifecycle, Mode, Row, Side};
use crate::workshop::value::ChoiceSet;

/// More lines beside each other between two rows than this are mud.
const TRACKS: usize = 7;
/// So many lines are mud at any size of the window.
const MANY: usize = 60;
/// From this height of the window on, owners stand in the boxes.
const ROOMY: usize = 22;

/// A component as it is drawn.
#[derive(Debug)]
pub struct Card<'a> {
    /// The component.
    pub row: &'a Row<Component>,
    /// Its name in lines.
    pub name: Vec<String>,
    /// Its owner in lines; none where there is no room.
    pub owner: Vec<String>,
    /// Which side of the boundary it is on.
    pub side: &'static str,
    /// To be built, bought or retired.
    pub life: &'static str,
    /// How many connections arrive and leave; none when all of them are drawn.
    pub counts: Option<(usize, usize)>,
    /// True when it is in focus.
    pub focus: bool,
    /// True when it talks to the one in focus, or is on the path that is followed.
    pub near: bool,
    /// True when it is only the other end of what was asked for.
    pub aside: bool,
    /// What was found about it; the worst of it.
    pub trouble: Option<Trouble>,
}

/// How much a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// One of many.
    Plain,
    /// It belongs to the component in focus.
    Focus,
    /// It is on the path that is followed.
    Path,
}

/// A connection as it is drawn.
#[derive(Debug)]
pub struct Wire<'a> {
    /// The connection.
    pub row: &'a Row<Connection>,
    /// How much it stands out.
    pub weight: Weight,
}

/// Everything to be drawn, and where.
#[derive(Debug)]
pub struct Sketch<'a> {
    /// The components.
    pub cards: Vec<Card<'a>>,
    /// The connections between them, drawn or not.
    pub wires: Vec<Wire<'a>>,
    /// Where they go.
    pub layout: Layout,
    /// True when every connection is drawn.
    pub all_lines: bool,
}

/// A connection between two drawn boxes.
struct Between<'a> {
    row: &'a Row<Connection>,
    from: usize,
    to: usize,
}

/// Chooses and lays out what is looked at, for a window of that many columns and lines.
pub fn sketch<'a>(
    desk: &'a Desk,
    (focus, connection): (Option<&str>, Option<&str>),
    followed: Option<&Finding>,
    findings: &[Finding],
    window: (usize, usize),
) -> Sketch<'a> {
    let records = &desk.session.records;
    let look = &desk.look;
    let narrowed = desk.picture;
    let filter = look.filter.as_ref().filter(|_| narrowed);
    let near_only = look.near && narrowed;
    let ends = |c: &'a Row<Connection>| Some((c.from.id()?, c.to.id()?));
    let wanted = records.connections.iter().filter(|c| match (ends(c), filter) {
        (None, _) => false,
        (Some((from, to)), _) if near_only => focus == Some(from) || focus == Some(to),
        (Some(_), Some(filter)) => filter.takes_connection(records, c),
        (Some(_), None) => true,
    });
    let wanted: Vec<&Row<Connection>> = wanted.collect();
    let linked = |id: &str| wanted.iter().any(|c| c.from.id() == Some(id) || c.to.id() == Some(id));
    let shown: Vec<&Row<Component>> = records
        .components
        .iter()
        .filter(|row| {
            let asked = filter.is_none_or(|filter| filter.takes(records, &row.id)) && !near_only;
            asked || linked(&row.id) || focus == Some(&row.id) && near_only
        })
        .collect();
    let index: BTreeMap<&str, usize> =
        shown.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect();
    let between = wanted.iter().filter_map(|row| {
        let (from, to) = ends(row)?;
        Some(Between { row, from: *index.get(from)?, to: *index.get(to)? })
    });
    let between: Vec<Between> = between.collect();
    let weight = |wire: &Between| match followed {
        Some(finding) if finding.connections.contains(&wire.row.id) => Weight::Path,
        None if connection == Some(&*wire.row.id) => Weight::Path,
        None if wire.row.from.id() == focus || wire.row.to.id() == focus => Weight::Focus,
        _ => Weight::Plain,
    };
    let heavy: Vec<bool> = between.iter().map(|wire| weight(wire) > Weight::Plain).collect();
    let mut cards: Vec<Card> = shown
        .iter()
        .map(|row| {
            let mut card = card(desk, row, window, findings);
            card.focus = focus == Some(&row.id);
            card.aside = filter.is_some_and(|filter| !filter.takes(records, &row.id));
            card.near = match followed {
                Some(finding) => finding.components.contains(&row.id),
                None => between.iter().any(|wire| {
                    let at = index[row.id.as_str()];
                    let other = if wire.from == at { wire.to } else { wire.from };
                    (wire.from == at || wire.to == at) && focus == Some(&*shown[other].id)
                }),
            };
            card
        })
        .collect();
    let all = || layout(&plan(&cards, &between, None, window));
    let chosen = || layout(&plan(&cards, &between, Some(&heavy), window));
    // Of so many no window shows enough, so they need not be laid out to see that.
    let hopeless = look.lines == Lines::Readable && between.len() > MANY;
    let (layout, all_lines) = if near_only || narrowed && look.lines == Lines::All {
        (all(), true)
    } else if hopeless || narrowed && look.lines == Lines::Focus {
        (chosen(), false)
    } else {
        let drawn = all();
        let few = between.len() <= 12 || drawn.height <= window.1 * 5 / 2;
        let clear = few && drawn.tracks <= TRACKS && drawn.width <= window.0;
        if clear { (drawn, true) } else { (chosen(), false) }
    };
    if !all_lines || near_only {
        count(desk, &mut cards);
    }
    let wires = between.iter().map(|wire| Wire { row: wire.row, weight: weight(wire) }).collect();
    Sketch { cards, wires, layout, all_lines }
}

/// How many connections there are at each box, drawn or not.
fn count(desk: &Desk, cards: &mut [Card]) {
    for card in cards {
        let connections = &desk.session.records.connections;
        let arrive = connections.iter().filter(|c| c.to.id() == Some(&card.row.id)).count();
        let leave = connections.iter().filter(|c| c.from.id() == Some(&card.row.id)).count();
        card.counts = Some((arrive, leave));
    }
}

fn card<'a>(desk: &Desk, row: &'a Row<Component>, window: (usize, usize), findings: &[Finding]) -> Card<'a> {
    let most = if window.0 < 100 { 16 } else { 20 };
    let lines = |text: &str| {
        let word = text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
        wrapped(text, most.max(word.min(28)))
    };
    let name = if row.name.is_empty() { vec!["?".to_owned()] } else { lines(&row.name) };
    let owner = row.owner.id().filter(|_| window.1 >= ROOMY);
    let owner = owner.map_or_else(Vec::new, |team| lines(&desk.session.records.title(team)));
    let side = match row.side {
        Some(Side::Platform) => "platform",
        Some(Side::Product) => "product",
        Some(Side::External) => "external",
        None => "",
    };
    let life = match row.lifecycle {
        Some(Lifecycle::Build) => "build",
        Some(Lifecycle::Buy) => "buy",
        Some(Lifecycle::Retire) => "retire",
        Some(Lifecycle::Exists) | None => "",
    };
    // A crowd of callers or a chain is told about the one in its middle; a single point is worse.
    let of_it = findings.iter().filter(|finding| {
        finding.subject == row.id || finding.trouble == Trouble::Cycle && finding.components.contains(&row.id)
    });
    let trouble = of_it.map(|finding| finding.trouble).max_by_key(|t| *t == Trouble::SinglePoint);
    Card { row, name, owner, side, life, counts: None, focus: false, near: false, aside: false, trouble }
}

/// The plan of a drawing: with every line, or only with the chosen ones.
fn plan(cards: &[Card], between: &[Between], chosen: Option<&[bool]>, window: (usize, usize)) -> Plan {
    let items = cards.iter().map(|card| {
        let text = card.name.iter().chain(&card.owner).map(|line| line.width() + 4).max().unwrap_or(4);
        let top = card.side.len() + 7;
        let low = card.life.len() + if chosen.is_some() { 12 } else { 5 };
        let layer = Layer::ALL.iter().position(|layer| card.row.layer == Some(*layer));
        Item {
            layer: layer.unwrap_or(Layer::ALL.len()),
            width: text.max(top).max(low),
            height: card.name.len() + card.owner.len() + 2,
        }
    });
    let drawn = |at: usize| chosen.is_none_or(|chosen| chosen[at]);
    let waits = |wire: &Between| usize::from(wire.row.mode == Some(Mode::Async));
    // Lines share their way with those of the busier end, so that a crowd becomes one line with many ends.
    let mut busy: BTreeMap<(usize, bool, usize), usize> = BTreeMap::new();
    for (_, wire) in between.iter().enumerate().filter(|(at, _)| drawn(*at)) {
        *busy.entry((wire.from, true, waits(wire))).or_default() += 1;
        *busy.entry((wire.to, false, waits(wire))).or_default() += 1;
    }
    let load = |end: usize, out: bool, mode: usize| busy.get(&(end, out, mode)).copied().unwrap_or(0);
    let links = between.iter().enumerate().map(|(at, wire)| {
        let mode = waits(wire);
        let out = load(wire.from, true, mode) > load(wire.to, false, mode);
        let hub = if out { wire.from } else { wire.to };
        Link { from: wire.from, to: wire.to, net: hub * 4 + usize::from(out) * 2 + mode, drawn: drawn(at) }
    });
    let (gap, channel) = match chosen {
        None => (4, 2),
        Some(_) if window.1 < ROOMY => (3, 2),
        Some(_) => (3, 3),
    };
    Plan { items: items.collect(), links: links.collect(), width: window.0, margin: 1, gap, channel }
}
