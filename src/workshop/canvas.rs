//! The architecture as a graph: layers, cycles, callers, stores that are shared, single points of failure.
//!
//! Reads components and connections; decides nothing about whether a finding is a mistake (`flags` does).
//! Only connections whose two ends exist are in the graph.

mod findings;

pub use findings::{Finding, MANY_BEHIND, MANY_CALLERS, Trouble};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::records::{Api, ApiStyle, Component, Connection, Layer, Mode, Records, Row};
use super::value::ChoiceSet;
use super::words::said;

/// A store that components of several owners reach into directly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedStore {
    /// The component that keeps the data.
    pub store: String,
    /// The teams whose components reach it, in the order of the connections.
    pub owners: Vec<String>,
    /// The connections through which they do.
    pub connections: Vec<String>,
}

/// Components and how they talk.
#[derive(Debug)]
pub struct Canvas<'a> {
    records: &'a Records,
    graph: DiGraph<&'a Row<Component>, &'a Row<Connection>>,
    index: BTreeMap<&'a str, NodeIndex>,
}

impl<'a> Canvas<'a> {
    /// The graph of a session's components and connections.
    pub fn of(records: &'a Records) -> Self {
        let mut graph = DiGraph::new();
        let mut index = BTreeMap::new();
        for component in &records.components {
            index.insert(component.id.as_str(), graph.add_node(component));
        }
        let node = |id: Option<&str>| index.get(id?).copied();
        for connection in &records.connections {
            if let (Some(from), Some(to)) = (node(connection.from.id()), node(connection.to.id())) {
                graph.add_edge(from, to, connection);
            }
        }
        Self { records, graph, index }
    }

    /// The layers that hold components, from the user down, each in the team's order.
    pub fn layers(&self) -> Vec<(Layer, Vec<&'a Row<Component>>)> {
        let on = |layer: Layer| self.records.components.iter().filter(move |c| c.layer == Some(layer));
        let all = Layer::ALL.iter().map(|layer| (*layer, on(*layer).collect::<Vec<_>>()));
        all.filter(|(_, components)| !components.is_empty()).collect()
    }

    /// Components that stand in no layer yet.
    pub fn unplaced(&self) -> Vec<&'a Row<Component>> {
        self.records.components.iter().filter(|component| component.layer.is_none()).collect()
    }

    /// Groups of components that wait for each other: strongly connected components of more than one node
    /// (Tarjan, 1972), and components that wait for themselves. Asynchronous connections are left out: a
    /// sender that does not wait is not held up by its receiver.
    pub fn tangles(&self) -> Vec<Vec<&'a str>> {
        let waiting = self
            .graph
            .filter_map(|_, node| Some(*node), |_, edge| (edge.mode != Some(Mode::Async)).then_some(*edge));
        let mut tangles: Vec<Vec<NodeIndex>> = tarjan_scc(&waiting);
        tangles.retain(|nodes| nodes.len() > 1 || nodes.iter().any(|n| waiting.contains_edge(*n, *n)));
        for nodes in &mut tangles {
            nodes.sort_unstable();
        }
        tangles.sort_unstable();
        tangles.iter().map(|nodes| nodes.iter().map(|node| self.id(*node)).collect()).collect()
    }

    /// One shortest cycle from each tangle, as a path: each waits for the next, and the last for the first.
    pub fn cycles(&self) -> Vec<Vec<&'a str>> {
        self.tangles().iter().filter_map(|tangle| self.shortest_cycle(tangle)).collect()
    }

    fn shortest_cycle(&self, tangle: &[&'a str]) -> Option<Vec<&'a str>> {
        let inside: BTreeSet<NodeIndex> =
            tangle.iter().filter_map(|id| self.index.get(id).copied()).collect();
        let cycles = inside.iter().filter_map(|start| self.cycle_through(*start, &inside));
        let shortest = cycles.min_by_key(Vec::len)?;
        Some(shortest.into_iter().map(|node| self.id(node)).collect())
    }

    /// Breadth first from a node back to itself.
    fn cycle_through(&self, start: NodeIndex, inside: &BTreeSet<NodeIndex>) -> Option<Vec<NodeIndex>> {
        let mut came_from: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self.waits_for(node).filter(|n| inside.contains(n)).collect();
            next.sort_unstable();
            for to in next {
                if to == start {
                    let mut path = vec![node];
                    while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                        path.push(*before);
                    }
                    path.reverse();
                    return Some(path);
                }
                if let std::collections::btree_map::Entry::Vacant(entry) = came_from.entry(to) {
                    entry.insert(node);
                    queue.push_back(to);
                }
            }
        }
        None
    }

    fn waits_for(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let edges = self.graph.edges(node);
        edges.filter(|edge| edge.weight().mode != Some(Mode::Async)).map(|edge| edge.target())
    }

    fn id(&self, node: NodeIndex) -> &'a str {
        self.graph[node].id.as_str()
    }

    /// How many other components call each component synchronously, most called first; none left out at zero.
    pub fn fan_in(&self) -> Vec<(&'a str, usize)> {
        let callers = |id: &str| {
            let sync = self.incoming(id).filter(|connection| connection.mode == Some(Mode::Sync));
            let callers: BTreeSet<_> = sync.filter_map(|c| c.from.id()).filter(|from| *from != id).collect();
            callers.len()
        };
        let components = self.records.components.iter();
        let mut all: Vec<_> =
            components.map(|c| (c.id.as_str(), callers(&c.id))).filter(|(_, n)| *n > 0).collect();
        all.sort_by_key(|(_, callers)| std::cmp::Reverse(*callers));
        all
    }

    /// Critical components that nothing takes over for.
    pub fn single_points(&self) -> Vec<&'a str> {
        let components = self.records.components.iter();
        let alone = components.filter(|c| c.critical == Some(true) && !said(&c.redundancy));
        alone.map(|component| component.id.as_str()).collect()
    }

    /// Stores that components of two owners or more reach directly. A queue that teams only send to or
    /// receive from asynchronously is meant to be shared, and is not among them.
    pub fn shared_stores(&self) -> Vec<SharedStore> {
        let stores = self.records.components.iter().filter(|component| component.store == Some(true));
        let reached = stores.map(|store| {
            let mut shared =
                SharedStore { store: store.id.clone(), owners: Vec::new(), connections: Vec::new() };
            for connection in self.incoming(&store.id).filter(|c| c.mode != Some(Mode::Async)) {
                let caller = self.records.components.get_ref(&connection.from);
                let Some(owner) = caller.and_then(|caller| caller.owner.id()) else { continue };
                shared.connections.push(connection.id.clone());
                if !shared.owners.iter().any(|known| known == owner) {
                    shared.owners.push(owner.to_owned());
                }
            }
            shared
        });
        reached.filter(|shared| shared.owners.len() > 1).collect()
    }

    /// Connections that leave a component, in the team's order.
    pub fn outgoing<'s>(&'s self, id: &str) -> impl Iterator<Item = &'a Row<Connection>> + use<'s, 'a> {
        let node = self.index.get(id).copied();
        self.in_graph(move |from, _| Some(from) == node)
    }

    /// Connections that arrive at a component, in the team's order.
    pub fn incoming<'s>(&'s self, id: &str) -> impl Iterator<Item = &'a Row<Connection>> + use<'s, 'a> {
        let node = self.index.get(id).copied();
        self.in_graph(move |_, to| Some(to) == node)
    }

    /// The connections of a component: those that leave it, then those that arrive.
    pub fn around(&self, id: &str) -> Vec<&'a Row<Connection>> {
        let arriving = self.incoming(id).filter(|connection| connection.from.id() != Some(id));
        self.outgoing(id).chain(arriving).collect()
    }

    fn in_graph<'s>(
        &'s self,
        wanted: impl Fn(NodeIndex, NodeIndex) -> bool + 's,
    ) -> impl Iterator<Item = &'a Row<Connection>> + 's {
        // Edges are added in the order of the table, and none is ever removed, so this is the team's order.
        self.graph.edge_references().filter(move |e| wanted(e.source(), e.target())).map(|e| *e.weight())
    }

    /// Whether a connection hands out events: what serves them needs none of its readers, and they need it.
    pub fn hands_out(&self, connection: &Connection) -> bool {
        let serves = |api: &Api| api.style == Some(ApiStyle::Events) && api.component == connection.from;
        connection.mode == Some(Mode::Async) && self.records.apis.iter().any(|api| serves(api))
    }

    /// The components it calls or feeds, and those whose events it is handed, each once.
    pub fn depends_on(&self, id: &str) -> Vec<&'a Row<Component>> {
        let outgoing = self.outgoing(id).filter(|connection| !self.hands_out(connection));
        let handed = self.incoming(id).filter(|connection| self.hands_out(connection));
        self.ends(outgoing.map(|connection| &connection.to).chain(handed.map(|connection| &connection.from)))
    }

    /// The components that call or feed it, each once.
    pub fn used_by(&self, id: &str) -> Vec<&'a Row<Component>> {
        self.ends(self.incoming(id).map(|connection| &connection.from))
    }

    fn ends<'r>(
        &self,
        ends: impl Iterator<Item = &'r super::value::Ref<Component>>,
    ) -> Vec<&'a Row<Component>> {
        let mut found: Vec<&'a Row<Component>> = Vec::new();
        for component in ends.filter_map(|end| self.records.components.get_ref(end)) {
            if !found.iter().any(|known| known.id == component.id) {
                found.push(component);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;
    use crate::workshop::testkit::Room;
    use petgraph::algo::is_cyclic_directed;
    use proptest::prelude::*;

    /// Components `c1` … and connections between them, each with its mode.
    fn drawn(components: usize, connections: &[(usize, usize, &str)]) -> Room {
        let mut room = Room::new();
        for number in 1..=components {
            room.add("component", &[("name", &format!("c{number}"))]);
        }
        for (from, to, mode) in connections {
            let (from, to) = (format!("c{from}"), format!("c{to}"));
            room.add("connection", &[("from", &from), ("to", &to), ("mode", mode)]);
        }
        room
    }

    fn cycles(room: &Room) -> Vec<Vec<String>> {
        let cycles = Canvas::of(room.records()).cycles();
        cycles.iter().map(|cycle| cycle.iter().map(|id| room.records().title(id)).collect()).collect()
    }

    #[test]
    fn a_broker_needs_none_of_those_it_hands_events_to() {
        let mut room = Room::new();
        room.add("connection", &[("from", "Orders"), ("to", "Bus"), ("mode", "async")]);
        room.add("connection", &[("from", "Bus"), ("to", "Mailer"), ("mode", "async")]);
        let on = |room: &Room, name: &str| -> Vec<String> {
            let component =
                room.records().components.iter().find(|component| component.name == name).unwrap();
            Canvas::of(room.records()).depends_on(&component.id).iter().map(|row| row.name.clone()).collect()
        };
        // Nothing says yet that the bus serves events: it may be a caller that does not wait.
        assert_eq!((on(&room, "Bus"), on(&room, "Mailer")), (vec!["Mailer".to_owned()], vec![]));
        room.add("api", &[("name", "Order events"), ("style", "events"), ("component", "Bus")]);
        assert_eq!((on(&room, "Bus"), on(&room, "Mailer")), (vec![], vec!["Bus".to_owned()]));
        assert_eq!(on(&room, "Orders"), ["Bus"]);
    }

    #[test]
    fn cycles_are_paths_and_the_shortest_of_their_tangle() {
        assert!(cycles(&drawn(3, &[(1, 2, "sync"), (2, 3, "sync")])).is_empty());
        assert_eq!(cycles(&drawn(3, &[(1, 2, "sync"), (2, 3, ""), (3, 1, "sync")])), [["c1", "c2", "c3"]]);
        assert_eq!(cycles(&drawn(2, &[(2, 2, "sync")])), [["c2"]]);
        // Two circles that share c2: the shorter one is told, and the tangle holds all four.
        let two = drawn(4, &[(1, 2, ""), (2, 3, ""), (3, 1, ""), (2, 4, ""), (4, 2, "")]);
        assert_eq!(cycles(&two), [["c2", "c4"]]);
        assert_eq!(Canvas::of(two.records()).tangles()[0].len(), 4);
        // Two circles apart from each other are two findings.
        let apart = drawn(4, &[(4, 3, ""), (3, 4, ""), (1, 2, ""), (2, 1, "")]);
        assert_eq!(cycles(&apart), [["c1", "c2"], ["c3", "c4"]]);
    }

    #[test]
    fn an_asynchronous_leg_opens_a_circle() {
        assert!(cycles(&drawn(2, &[(1, 2, "sync"), (2, 1, "async")])).is_empty());
    }

    #[test]
    fn callers_are_counted_once_and_only_when_they_wait() {
        let room = drawn(
            4,
            &[(1, 4, "sync"), (1, 4, "sync"), (2, 4, "sync"), (3, 4, "async"), (4, 4, "sync"), (1, 2, "")],
        );
        assert_eq!(Canvas::of(room.records()).fan_in(), [("component-4", 2)]);
    }

    #[test]
    fn stores_are_shared_when_components_of_two_owners_reach_them() {
        let mut room = Room::new();
        for (name, owner) in [("Orders", "Alpha"), ("Invoices", "Beta"), ("Reports", "Beta"), ("Odd", "")] {
            room.add("component", &[("name", name), ("owner", owner)]);
        }
        let store = room.add("component", &[("name", "Database"), ("store", "yes")]);
        room.add("connection", &[("from", "Invoices"), ("to", "Database"), ("mode", "sync")]);
        room.add("connection", &[("from", "Reports"), ("to", "Database"), ("mode", "sync")]);
        room.add("connection", &[("from", "Odd"), ("to", "Database"), ("mode", "sync")]);
        assert!(Canvas::of(room.records()).shared_stores().is_empty(), "one owner, twice");
        let orders = room.add("connection", &[("from", "Orders"), ("to", "Database"), ("mode", "sync")]);
        let shared = Canvas::of(room.records()).shared_stores();
        assert_eq!(shared[0].store, store);
        assert_eq!(shared[0].owners, ["team-2", "team-1"]);
        assert_eq!(shared[0].connections, ["connection-1", "connection-2", "connection-4"]);
        room.set(&orders, "mode", "async");
        assert!(Canvas::of(room.records()).shared_stores().is_empty(), "a queue is meant to be shared");
    }

    #[test]
    fn a_critical_component_needs_more_than_the_word_none() {
        let mut room = Room::new();
        let gateway = room.add("component", &[("name", "Gateway"), ("critical", "yes")]);
        assert_eq!(Canvas::of(room.records()).single_points(), ["component-1"]);
        room.set(&gateway, "redundancy", "none yet");
        assert_eq!(Canvas::of(room.records()).single_points(), ["component-1"]);
        room.set(&gateway, "redundancy", "a second one in another zone");
        assert!(Canvas::of(room.records()).single_points().is_empty());
    }

    #[test]
    fn layers_and_neighbours_follow_the_tables() {
        let mut room = drawn(3, &[(1, 2, "sync"), (1, 2, "async"), (3, 2, ""), (1, 3, "")]);
        for (id, layer) in [("component-1", "edge"), ("component-2", "data"), ("component-3", "data")] {
            room.set(id, "layer", layer);
        }
        room.add("component", &[("name", "Nowhere")]);
        let canvas = Canvas::of(room.records());
        let names = |rows: &[&Row<Component>]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        let layers = canvas.layers();
        assert_eq!(layers.iter().map(|(layer, _)| *layer).collect::<Vec<_>>(), [Layer::Edge, Layer::Data]);
        assert_eq!(names(&layers[1].1), ["c2", "c3"]);
        assert_eq!(names(&canvas.unplaced()), ["Nowhere"]);
        assert_eq!(names(&canvas.depends_on("component-1")), ["c2", "c3"]);
        assert_eq!(names(&canvas.used_by("component-2")), ["c1", "c3"]);
        assert!(canvas.used_by("component-9").is_empty());
    }

    proptest! {
        #[test]
        fn cycles_agree_with_petgraph(
            nodes in 1_usize..9,
            edges in prop::collection::vec((0_usize..9, 0_usize..9, 0_usize..3), 0..24),
        ) {
            let modes = ["sync", "async", ""];
            let edges: Vec<_> = edges
                .into_iter()
                .map(|(from, to, mode)| (from % nodes + 1, to % nodes + 1, modes[mode]))
                .collect();
            let room = drawn(nodes, &edges);
            let mut graph = DiGraph::<(), ()>::new();
            let index: Vec<_> = (0..nodes).map(|_| graph.add_node(())).collect();
            for (from, to, mode) in &edges {
                if *mode != "async" {
                    graph.add_edge(index[from - 1], index[to - 1], ());
                }
            }
            let canvas = Canvas::of(room.records());
            let cycles = canvas.cycles();
            prop_assert_eq!(!cycles.is_empty(), is_cyclic_directed(&graph));
            let tangled = tarjan_scc(&graph);
            let tangled = tangled.iter().filter(|c| c.len() > 1 || graph.contains_edge(c[0], c[0]));
            prop_assert_eq!(cycles.len(), tangled.count());
            prop_assert_eq!(cycles.len(), canvas.tangles().len());
            let number = |id: &str| id.rsplit_once('-').unwrap().1.parse::<usize>().unwrap();
            for cycle in &cycles {
                let next = cycle.iter().cycle().skip(1);
                for (from, to) in cycle.iter().zip(next) {
                    prop_assert!(graph.contains_edge(index[number(from) - 1], index[number(to) - 1]));
                }
                let mut once = cycle.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), cycle.len(), "no component twice");
            }
        }
    }
}
