//! The architecture as a graph: layers, cycles, callers, stores that are shared, single points of failure.
//!
//! Reads components and connections; decides nothing about whether a finding is a mistake (`flags` does).
//! Only connections whose two ends exist are in the graph.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::records::{Component, Connection, Layer, Mode, Records, Row};
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

    fn in_graph<'s>(
        &'s self,
        wanted: impl Fn(NodeIndex, NodeIndex) -> bool + 's,
    ) -> impl Iterator<Item = &'a Row<Connection>> + 's {
        // Edges are added in the order of the table, and none is ever removed, so this is the team's order.
        self.graph.edge_references().filter(move |e| wanted(e.source(), e.target())).map(|e| *e.weight())
    }

    /// The components it calls or feeds, each once.
    pub fn depends_on(&self, id: &str) -> Vec<&'a Row<Component>> {
        self.ends(self.outgoing(id).map(|connection| &connection.to))
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
