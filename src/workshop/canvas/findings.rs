//! What the graph of components shows: the troubles an architecture can have, each with the components and
//! connections that make it up, so that it can be pointed at.

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Canvas;
use crate::workshop::records::{Component, Connection, Hardness, Layer, Mode, Records, Row};
use crate::workshop::words::{and, count, placeholder, said};

/// How many synchronous callers make a component one that everyone calls.
pub const MANY_CALLERS: usize = 5;
/// How many components behind a single way in make that way a single point of failure.
pub const MANY_BEHIND: usize = 3;

/// A kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Components wait for each other in a circle.
    Cycle,
    /// Many wait for one.
    ManyCallers,
    /// A caller waits across the boundary for somebody who waits across it again.
    Chain,
    /// Components of several owners reach into one store.
    SharedStore,
    /// A caller does not say who it is.
    NoAuthentication,
    /// Users cannot work without it, and nothing takes over.
    SinglePoint,
    /// Nothing takes over for the only way to several others, though nobody calls it critical.
    OnlyWay,
}

impl Trouble {
    /// Two or three words for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cycle => "circle of calls",
            Self::ManyCallers => "many callers",
            Self::Chain => "chain across the boundary",
            Self::SharedStore => "shared store",
            Self::NoAuthentication => "no authentication",
            Self::SinglePoint => "single point of failure",
            Self::OnlyWay => "only way through",
        }
    }
}

/// One trouble, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub trouble: Trouble,
    /// The component or connection it is told about.
    pub subject: String,
    /// The components on its path, in order where there is one.
    pub components: Vec<String>,
    /// The connections on its path, in order where there is one.
    pub connections: Vec<String>,
    /// It in a sentence, naming the components.
    pub text: String,
}

impl Finding {
    /// True when a record is on its path.
    pub fn touches(&self, id: &str) -> bool {
        self.components.iter().chain(&self.connections).any(|known| known == id)
    }
}

fn quoted(records: &Records, id: &str) -> String {
    format!("“{}”", records.title(id))
}

fn owned<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}

/// A caller that waits and cannot do without the answer. Where that was not asked yet, it is assumed.
fn holds_up(connection: &Connection) -> bool {
    connection.mode == Some(Mode::Sync) && connection.hardness != Some(Hardness::Soft)
}

impl<'a> Canvas<'a> {
    /// Every trouble the graph shows, kind by kind.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = self.circles();
        found.extend(self.crowded());
        found.extend(self.chains());
        found.extend(self.stores());
        found.extend(self.unproven());
        found.extend(self.alone());
        found.extend(self.only_ways());
        found
    }

    fn circles(&self) -> Vec<Finding> {
        let tangles = self.tangles();
        let cycles = self.cycles();
        let found = tangles.iter().zip(&cycles).map(|(tangle, cycle)| {
            let legs = cycle.iter().zip(cycle.iter().cycle().skip(1));
            let connections = legs.filter_map(|(from, to)| {
                let leg = |c: &&Row<Connection>| c.to.id() == Some(to) && c.mode != Some(Mode::Async);
                self.outgoing(from).find(leg).map(|connection| connection.id.clone())
            });
            let connections: Vec<String> = connections.collect();
            let mut names: Vec<String> = cycle.iter().map(|id| self.records.title(id)).collect();
            names.extend(names.first().cloned());
            let others: Vec<String> =
                tangle.iter().filter(|id| !cycle.contains(id)).map(|id| quoted(self.records, id)).collect();
            let circle = match cycle.as_slice() {
                [alone] => format!("{} waits for itself.", quoted(self.records, alone)),
                _ => format!("A circle of calls that wait for each other: {}.", names.join(" → ")),
            };
            let text = match others.as_slice() {
                [] => circle,
                [one] => format!("{circle} {one} is caught in it too."),
                more => format!("{circle} {} are caught in it too.", and(more)),
            };
            Finding {
                trouble: Trouble::Cycle,
                subject: cycle[0].to_owned(),
                components: owned(cycle.iter().copied()),
                connections,
                text,
            }
        });
        found.collect()
    }

    fn crowded(&self) -> Vec<Finding> {
        let crowded = self.fan_in().into_iter().filter(|(_, callers)| *callers >= MANY_CALLERS);
        let found = crowded.map(|(id, callers)| {
            let sync = self.incoming(id).filter(|c| c.mode == Some(Mode::Sync) && c.from.id() != Some(id));
            let connections: Vec<&Row<Connection>> = sync.collect();
            let mut components = vec![id.to_owned()];
            for from in connections.iter().filter_map(|c| c.from.id()) {
                if !components.iter().any(|known| known == from) {
                    components.push(from.to_owned());
                }
            }
            Finding {
                trouble: Trouble::ManyCallers,
                subject: id.to_owned(),
                components,
                connections: connections.iter().map(|c| c.id.clone()).collect(),
                text: format!(
                    "{callers} components wait for {} in the middle of their own work.",
                    quoted(self.records, id)
                ),
            }
        });
        found.collect()
    }

    /// Waits that cross the boundary between platform, products and others twice in a row. A request has to
    /// come in somewhere, so what stands on the experience and edge layers does not begin one.
    fn chains(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for middle in self.graph.node_indices() {
            let first = self.graph.edges_directed(middle, petgraph::Direction::Incoming);
            let first = first.filter(|e| self.crosses(e.source(), e.target(), e.weight()));
            let inside =
                |node: NodeIndex| !matches!(self.graph[node].layer, Some(Layer::Experience | Layer::Edge));
            // Edges come last one first; the team's order is the other way round.
            let Some(first) = first.filter(|e| inside(e.source())).min_by_key(EdgeRef::id) else { continue };
            let Some(rest) = self.out_again(middle) else { continue };
            let connections: Vec<&Row<Connection>> = std::iter::once(*first.weight()).chain(rest).collect();
            let mut path = vec![self.id(first.source())];
            path.extend(connections.iter().filter_map(|c| c.to.id()).filter_map(|id| self.known(id)));
            let names: Vec<String> = path.iter().map(|id| self.records.title(id)).collect();
            found.push(Finding {
                trouble: Trouble::Chain,
                subject: self.id(middle).to_owned(),
                components: owned(path),
                connections: connections.iter().map(|c| c.id.clone()).collect(),
                text: format!(
                    "A wait across the boundary for somebody who waits across it again: {}.",
                    names.join(" → ")
                ),
            });
        }
        found
    }

    fn crosses(&self, from: NodeIndex, to: NodeIndex, connection: &Connection) -> bool {
        let (from, to) = (self.graph[from].side, self.graph[to].side);
        holds_up(connection) && from.is_some() && to.is_some() && from != to
    }

    /// The shortest way from a component out over the boundary, through its own side.
    fn out_again(&self, start: NodeIndex) -> Option<Vec<&'a Row<Connection>>> {
        let mut came_by: BTreeMap<NodeIndex, Option<(NodeIndex, &'a Row<Connection>)>> =
            BTreeMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let mut edges: Vec<_> = self.graph.edges(node).filter(|e| holds_up(e.weight())).collect();
            edges.sort_by_key(EdgeRef::id);
            for edge in edges {
                if self.crosses(node, edge.target(), edge.weight()) {
                    let mut path = vec![*edge.weight()];
                    let mut at = node;
                    while let Some(Some((before, connection))) = came_by.get(&at) {
                        path.push(connection);
                        at = *before;
                    }
                    path.reverse();
                    return Some(path);
                }
                let same = self.graph[node].side == self.graph[edge.target()].side;
                if same && !came_by.contains_key(&edge.target()) {
                    came_by.insert(edge.target(), Some((node, edge.weight())));
                    queue.push_back(edge.target());
                }
            }
        }
        None
    }

    fn known(&self, id: &str) -> Option<&'a str> {
        self.index.get_key_value(id).map(|(id, _)| *id)
    }

    fn stores(&self) -> Vec<Finding> {
        let shared = self.shared_stores().into_iter().map(|shared| {
            let owner = self.records.components.by_id(&shared.store).and_then(|store| store.owner.id());
            let title = |team: &String| self.records.title(team);
            let others: Vec<_> =
                shared.owners.iter().filter(|team| Some(team.as_str()) != owner).map(title).collect();
            let whose = owner.map(|team| format!(", which belongs to {}", self.records.title(team)));
            let callers = shared.connections.iter().filter_map(|id| {
                let connection = self.records.connections.by_id(id)?;
                connection.from.id().map(str::to_owned)
            });
            let mut components = vec![shared.store.clone()];
            for caller in callers {
                if !components.contains(&caller) {
                    components.push(caller);
                }
            }
            Finding {
                trouble: Trouble::SharedStore,
                components,
                text: format!(
                    "Components of {} reach directly into {}{}.",
                    and(&others),
                    quoted(self.records, &shared.store),
                    whose.unwrap_or_default()
                ),
                subject: shared.store,
                connections: shared.connections,
            }
        });
        shared.collect()
    }

    /// Connections that say there is no authentication, or are described in full but for it.
    fn unproven(&self) -> Vec<Finding> {
        let open = self.graph.edge_references().filter(|edge| {
            let connection = edge.weight();
            let none = !placeholder(&connection.authentication) && !said(&connection.authentication);
            let described = said(&connection.protocol) && said(&connection.authorization);
            none || described && placeholder(&connection.authentication)
        });
        let found = open.map(|edge| {
            let connection = edge.weight();
            let [from, to] = [edge.source(), edge.target()].map(|node| self.id(node));
            Finding {
                trouble: Trouble::NoAuthentication,
                subject: connection.id.clone(),
                components: if from == to { owned([from]) } else { owned([from, to]) },
                connections: vec![connection.id.clone()],
                text: format!(
                    "{} does not prove who it is when it calls {}.",
                    quoted(self.records, from),
                    quoted(self.records, to)
                ),
            }
        });
        found.collect()
    }

    fn alone(&self) -> Vec<Finding> {
        let found = self.single_points().into_iter().map(|id| {
            let (components, connections) = self.waiting_for(id);
            let behind = match components.len() {
                0 | 1 => String::new(),
                many => format!(" {} cannot go on without it.", count(many - 1, "other component")),
            };
            Finding {
                trouble: Trouble::SinglePoint,
                subject: id.to_owned(),
                components: owned(components),
                connections,
                text: format!(
                    "Users stop working without {}, and nothing is recorded that takes over from it.{behind}",
                    quoted(self.records, id)
                ),
            }
        });
        found.collect()
    }

    /// A component and everything that cannot go on without it, directly or through others; and by which
    /// connections.
    pub fn waiting_for(&self, id: &'a str) -> (Vec<&'a str>, Vec<String>) {
        let Some(start) = self.index.get(id).copied() else { return (Vec::new(), Vec::new()) };
        let mut reached = BTreeSet::from([start]);
        let mut order = vec![id];
        let mut connections = Vec::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let incoming = self.graph.edges_directed(node, petgraph::Direction::Incoming);
            let mut incoming: Vec<_> = incoming.filter(|edge| holds_up(edge.weight())).collect();
            incoming.sort_by_key(EdgeRef::id);
            for edge in incoming {
                connections.push(edge.weight().id.clone());
                if reached.insert(edge.source()) {
                    order.push(self.id(edge.source()));
                    queue.push_back(edge.source());
                }
            }
        }
        (order, connections)
    }

    /// Components through which every waiting call from the users to at least [`MANY_BEHIND`] others goes
    /// (dominators: Cooper, Harvey and Kennedy, 2001), with nothing that takes over and not called critical.
    fn only_ways(&self) -> Vec<Finding> {
        let mut graph: DiGraph<(), ()> = self.graph.map(|_, _| (), |_, _| ());
        graph.retain_edges(|graph, edge| {
            let _ = graph;
            holds_up(self.graph[edge])
        });
        let users = graph.add_node(());
        for node in self.graph.node_indices() {
            if self.graph[node].layer == Some(Layer::Experience) {
                graph.add_edge(users, node, ());
            }
        }
        let dominators = simple_fast(&graph, users);
        let mut behind: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
        for node in self.graph.node_indices() {
            for above in dominators.strict_dominators(node).into_iter().flatten() {
                behind.entry(above).or_default().push(node);
            }
        }
        behind.remove(&users);
        let open = |row: &Row<Component>| {
            row.critical != Some(true) && !said(&row.redundancy) && row.layer != Some(Layer::Experience)
        };
        let ways = behind
            .into_iter()
            .filter(|(node, behind)| behind.len() >= MANY_BEHIND && open(self.graph[*node]));
        let found = ways.map(|(node, behind)| {
            let path: BTreeSet<NodeIndex> = behind.iter().copied().chain([node]).collect();
            let inside = self.graph.edge_references().filter(|edge| {
                holds_up(edge.weight()) && path.contains(&edge.source()) && path.contains(&edge.target())
            });
            Finding {
                trouble: Trouble::OnlyWay,
                subject: self.id(node).to_owned(),
                connections: inside.map(|edge| edge.weight().id.clone()).collect(),
                components: owned(std::iter::once(node).chain(behind.iter().copied()).map(|n| self.id(n))),
                text: format!(
                    "Users reach {} only through {}, and nothing is recorded that takes over from it.",
                    count(behind.len(), "component"),
                    quoted(self.records, self.id(node))
                ),
            }
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests;
