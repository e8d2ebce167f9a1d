//! The drawings beside that of the layers: who is around the platform, what rests on what, where it runs, and how
//! ready the organisation is. Each says only what was answered.

use std::collections::{BTreeMap, BTreeSet};

use super::architecture::{edge, node, title};
use crate::deliverables::diagram::{Chart, Diagram, Edge, Form, Group, Line, Look, Node, Role};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;
use crate::workshop::maturity::{Profile, level_number};
use crate::workshop::records::{Component, Mode, Row, Side};
use crate::workshop::value::ChoiceSet;

/// Users above, the platform in the middle, systems of others below. Nothing while either side is unknown.
pub fn context(src: &Sources) -> Diagram {
    const PLATFORM: &str = "platform";
    let users: Vec<_> = src.records.user_groups.iter().filter(|group| group.excluded != Some(true)).collect();
    let outside: Vec<&Row<Component>> =
        src.records.components.iter().filter(|component| component.side == Some(Side::External)).collect();
    if users.is_empty() || src.short_name().is_empty() {
        return Diagram::default();
    }
    let mut edges: Vec<Edge> = users
        .iter()
        .map(|group| Edge {
            from: group.id.clone(),
            to: PLATFORM.to_owned(),
            label: phrases::clause(src.answer(&group.goal)).to_owned(),
            waits_not: false,
        })
        .collect();
    let is_outside = |id: &str| outside.iter().any(|component| component.id == id);
    for connection in src.records.connections.iter().filter_map(|connection| edge(src, connection)) {
        let (from, to) = (is_outside(&connection.from), is_outside(&connection.to));
        if from != to {
            let end = |id: String, outside: bool| if outside { id } else { PLATFORM.to_owned() };
            edges.push(Edge { from: end(connection.from, from), to: end(connection.to, to), ..connection });
        }
    }
    // Users whose goal nobody has said would have an arrow without words.
    edges.retain(|edge| !edge.label.is_empty());
    let all = src.records.components.len();
    let parts =
        src.records.components.iter().filter(|component| component.side == Some(Side::Platform)).count();
    let people =
        |size: Option<f64>| size.map_or_else(String::new, |size| format!("{} people", phrases::amount(size)));
    let platform = Node {
        id: PLATFORM.to_owned(),
        label: src.short_name().to_owned(),
        note: match parts {
            0 => String::new(),
            parts if parts == all => count(parts, "component", "components"),
            parts => format!("{parts} of {}", count(all, "component", "components")),
        },
        inside: true,
        look: Look::Exists,
    };
    let person = |group: &&Row<_>| user(group, people);
    let bare = |component: &&Row<Component>| Node { note: String::new(), ..node(src, component) };
    Diagram {
        name: "context".into(),
        title: title(src, "Context"),
        beside: false,
        groups: vec![
            group("users", "Users", users.iter().map(person).collect()),
            Group { border: true, ..group("boundary", "The platform", vec![platform]) },
            group("outside", "Systems of others", outside.iter().map(bare).collect()),
        ],
        edges,
    }
}

fn group(id: &str, label: &str, nodes: Vec<Node>) -> Group {
    Group { id: id.into(), label: label.into(), border: false, nodes }
}

fn user(group: &Row<crate::workshop::records::UserGroup>, people: impl Fn(Option<f64>) -> String) -> Node {
    Node {
        id: group.id.clone(),
        label: group.name.trim().to_owned(),
        note: people(group.size),
        inside: false,
        look: Look::People,
    }
}

/// What waits for what, each above what it rests on, with what is critical and has nothing to take over.
pub fn dependencies(src: &Sources, canvas: &Canvas) -> Diagram {
    let waiting: Vec<(&str, &str)> = src
        .records
        .connections
        .iter()
        .filter(|connection| connection.mode != Some(Mode::Async))
        .filter_map(|connection| Some((connection.from.id()?, connection.to.id()?)))
        .filter(|(from, to)| {
            let known = |id: &str| src.records.components.by_id(id).is_some();
            from != to && known(from) && known(to)
        })
        .collect();
    let drawn: BTreeSet<&str> = waiting.iter().flat_map(|(from, to)| [*from, *to]).collect();
    if drawn.len() < 3 || drawn.len() > super::architecture::MOST_NODES {
        return Diagram::default();
    }
    let depth = depths(&drawn, &waiting);
    let deepest = depth.values().copied().max().unwrap_or(0);
    let alone: BTreeSet<&str> = canvas.single_points().into_iter().collect();
    let groups = (0..=deepest).map(|level| Group {
        id: format!("depth-{level}"),
        label: match level {
            0 => "Nothing waits for these".to_owned(),
            _ if level == deepest => "Everything rests on these".to_owned(),
            _ => String::new(),
        },
        border: false,
        nodes: src
            .records
            .components
            .iter()
            .filter(|component| depth.get(component.id.as_str()) == Some(&level))
            .map(|component| {
                let mut node = node(src, component);
                if alone.contains(component.id.as_str()) {
                    "critical, and nothing takes over".clone_into(&mut node.note);
                }
                node
            })
            .collect(),
    });
    let mut seen = BTreeSet::new();
    let edges = waiting.iter().filter(|pair| seen.insert(**pair)).map(|(from, to)| Edge {
        from: (*from).to_owned(),
        to: (*to).to_owned(),
        label: String::new(),
        waits_not: false,
    });
    Diagram {
        name: "dependencies".into(),
        title: title(src, "Dependencies"),
        beside: true,
        groups: groups.collect(),
        edges: edges.collect(),
    }
}

/// How many steps each is below what nothing waits for; the members of a cycle as few as the first of them.
fn depths<'a>(drawn: &BTreeSet<&'a str>, waiting: &[(&'a str, &'a str)]) -> BTreeMap<&'a str, usize> {
    let mut depth: BTreeMap<&str, usize> = drawn.iter().map(|id| (*id, 0)).collect();
    // The longest way from the top, looked for no longer than a way without a cycle can be.
    let reaches = |from: &str, to: &str| {
        let (mut known, mut next) = (BTreeSet::from([from]), vec![from]);
        while let Some(at) = next.pop() {
            let behind = waiting.iter().filter(|(caller, _)| *caller == at).map(|(_, callee)| *callee);
            next.extend(behind.filter(|callee| known.insert(*callee)));
        }
        known.contains(to)
    };
    let onward: Vec<_> = waiting.iter().filter(|(from, to)| !reaches(to, from)).collect();
    for _ in 0..drawn.len() {
        for (from, to) in &onward {
            let below = depth[from] + 1;
            if depth[to] < below {
                depth.insert(*to, below);
            }
        }
    }
    depth
}

/// Who shares it, where it runs, and what must stay where.
pub fn deployment(src: &Sources) -> Diagram {
    let deployment = &src.records.deployment;
    let regions =
        deployment.regions.iter().map(|region| src.answer(region)).filter(|region| !region.is_empty());
    let box_of = |id: String, label: &str, note: &str, look| Node {
        id,
        label: phrases::clause(label).to_owned(),
        note: note.to_owned(),
        inside: false,
        look,
    };
    let regions: Vec<Node> = regions
        .enumerate()
        .map(|(at, region)| {
            let (name, rest) = region.split_once(", ").unwrap_or((region, ""));
            box_of(format!("region-{}", at + 1), name, rest, Look::Exists)
        })
        .collect();
    if regions.is_empty() {
        return Diagram::default();
    }
    let hosting = deployment.hosting.map(|hosting| format!(": {}", phrases::first_small(hosting.label())));
    let hosting = hosting.unwrap_or_default();
    let tenancy = deployment.tenancy.map(|tenancy| {
        let (name, rest) = tenancy.label().split_once(": ").unwrap_or((tenancy.label(), ""));
        box_of("tenancy".into(), name, rest, Look::People)
    });
    let rule = Some(src.answer(&deployment.region_rule)).filter(|rule| !rule.is_empty());
    let rule = rule.map(|rule| box_of("rule".into(), "", rule, Look::Exists));
    Diagram {
        name: "deployment".into(),
        title: title(src, "Regions and hosting"),
        beside: true,
        groups: vec![
            group("tenants", "Customers", tenancy.into_iter().collect()),
            group("regions", &format!("Regions{hosting}"), regions),
            group("rules", "What must stay where", rule.into_iter().collect()),
        ],
        edges: Vec::new(),
    }
}

/// Where each aspect stands and is to be.
pub fn readiness(src: &Sources, profile: &[Profile]) -> Chart {
    let known: Vec<&Profile> = profile.iter().filter(|aspect| aspect.level.is_some()).collect();
    let value = |level: Option<_>| level.map(|level| f64::from(level_number(level)));
    let today = known.iter().filter_map(|aspect| value(aspect.level));
    let target = known.iter().filter_map(|aspect| value(aspect.target.or(aspect.level)));
    let name = src.records.charter.organisation.trim();
    Chart {
        name: "readiness".into(),
        form: Form::Levels,
        title: if name.is_empty() {
            "Readiness, today and target".into()
        } else {
            format!("Readiness of {name}, today and target")
        },
        ticks: known.iter().map(|aspect| aspect.aspect.label().to_owned()).collect(),
        unit: String::new(),
        lines: vec![
            Line { name: "today".into(), role: Role::Main, values: today.collect() },
            Line { name: "target".into(), role: Role::Main, values: target.collect() },
        ],
        moments: Vec::new(),
    }
}
