//! The drawing of layers, the components in it, and how they talk.

use std::collections::BTreeMap;

use crate::deliverables::diagram::{Diagram, Edge, Group, Look, Node};
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::{Sources, columns};
use crate::workshop::canvas::Canvas;
use crate::workshop::records::{Component, Connection, Kind, Lifecycle, Mode, Row, Side};
use crate::workshop::value::ChoiceSet;

/// More boxes than this nobody can take in at once.
pub const MOST_NODES: usize = 40;

/// The diagram with what it shows and leaves out.
pub fn layers(section: &mut Section, src: &Sources) {
    let components = &src.records.components;
    let shown = chosen(src);
    let diagram = draw(src, &shown);
    if diagram.is_empty() {
        return;
    }
    section.paragraph(reading(src));
    let looks: Vec<Look> = diagram.nodes().map(|node| node.look).collect();
    // Before the drawing: it takes a page, and two lines behind it would take another.
    section.paragraph(legend(src, &looks));
    if shown.len() < components.len() {
        section.paragraph(format!(
            "{} of {} components are drawn: those on the critical path and those of the platform. The table below \
             lists all of them.",
            shown.len(),
            components.len()
        ));
    }
    section.diagram(diagram);
}

/// All components; beyond what one can take in, only critical ones and the platform's.
fn chosen<'a>(src: &Sources<'a>) -> Vec<&'a Row<Component>> {
    let all: Vec<&Row<Component>> = src.records.components.iter().collect();
    if all.len() <= MOST_NODES {
        return all;
    }
    let mut kept: Vec<&Row<Component>> = all
        .into_iter()
        .filter(|component| component.critical == Some(true) || component.side == Some(Side::Platform))
        .collect();
    // Stable, so that the team's order holds within each half.
    kept.sort_by_key(|component| component.critical != Some(true));
    kept.truncate(MOST_NODES);
    kept
}

fn draw(src: &Sources, shown: &[&Row<Component>]) -> Diagram {
    let is_shown = |id: &str| shown.iter().any(|component| component.id == id);
    let canvas = Canvas::of(src.records);
    let group = |id: &str, label: &str, components: &[&Row<Component>]| Group {
        id: format!("layer-{id}"),
        label: label.to_owned(),
        border: false,
        nodes: components
            .iter()
            .filter(|component| is_shown(&component.id))
            .map(|component| node(src, component))
            .collect(),
    };
    let mut groups: Vec<Group> = canvas
        .layers()
        .iter()
        .map(|(layer, components)| group(layer.key(), layer.label(), components))
        .collect();
    let unplaced: Vec<&Row<Component>> =
        src.records.components.iter().filter(|component| component.layer.is_none()).collect();
    groups.push(group("unplaced", "Layer not yet agreed", &unplaced));
    groups.retain(|group| !group.nodes.is_empty());
    let edges = src
        .records
        .connections
        .iter()
        .filter_map(|connection| edge(src, connection))
        .filter(|edge| is_shown(&edge.from) && is_shown(&edge.to))
        .collect();
    Diagram {
        name: "layers".into(),
        title: title(src, "Infrastructure layers"),
        beside: false,
        groups,
        edges,
    }
}

/// What a drawing shows, of which platform, and whether that is today's state or the target.
pub fn title(src: &Sources, what: &str) -> String {
    let platform = src.short_name();
    let state = if changes(src) { "target" } else { "today" };
    if platform.is_empty() { format!("{what}, {state}") } else { format!("{what} of {platform}, {state}") }
}

/// True when the components are not simply what runs today.
fn changes(src: &Sources) -> bool {
    let mut lifecycles = src.records.components.iter().filter_map(|component| component.lifecycle);
    lifecycles.any(|lifecycle| lifecycle != Lifecycle::Exists)
}

/// The box of a component, with its owner.
pub fn node(src: &Sources, component: &Row<Component>) -> Node {
    let look = match (component.side, component.lifecycle) {
        (Some(Side::External), _) => Look::External,
        (_, Some(Lifecycle::Build)) => Look::Build,
        (_, Some(Lifecycle::Buy)) => Look::Buy,
        (_, Some(Lifecycle::Retire)) => Look::Retire,
        (_, Some(Lifecycle::Exists) | None) => Look::Exists,
    };
    Node {
        id: component.id.clone(),
        label: component.name.trim().to_owned(),
        note: src.title(&component.owner),
        inside: component.side == Some(Side::Platform),
        look,
    }
}

/// The arrow of a connection, with its purpose and protocol.
pub fn edge(src: &Sources, connection: &Row<Connection>) -> Option<Edge> {
    let (from, to) = (connection.from.id()?.to_owned(), connection.to.id()?.to_owned());
    let (purpose, protocol) = (src.answer(&connection.purpose), src.answer(&connection.protocol));
    let label = match (phrases::clause(purpose), protocol) {
        ("", protocol) => protocol.to_owned(),
        (purpose, "") => purpose.to_owned(),
        (purpose, protocol) => format!("{purpose} ({protocol})"),
    };
    Some(Edge { from, to, label, waits_not: connection.mode == Some(Mode::Async) })
}

fn reading(src: &Sources) -> String {
    let components = &src.records.components;
    let of = |lifecycle| components.iter().filter(|component| component.lifecycle == Some(lifecycle)).count();
    let parts: Vec<String> = [
        (of(Lifecycle::Exists), "runs today", "run today"),
        (of(Lifecycle::Build), "is to be built", "are to be built"),
        (of(Lifecycle::Buy), "is to be bought", "are to be bought"),
        (of(Lifecycle::Retire), "goes away", "go away"),
    ]
    .iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| format!("{number} {}", by_number(*number, one, many)))
    .collect();
    if parts.is_empty() {
        return String::new();
    }
    if changes(src) {
        format!(
            "The diagram shows the target. Of {}, {}.",
            count(components.len(), "component", "components"),
            phrases::series(&parts)
        )
    } else if of(Lifecycle::Exists) < components.len() {
        format!(
            "The diagram shows what is named so far. Of {}, {}; of the others nobody has said it yet.",
            count(components.len(), "component", "components"),
            phrases::series(&parts)
        )
    } else {
        "The diagram shows what runs today; nothing is planned to be added or taken away.".to_owned()
    }
}

fn legend(src: &Sources, looks: &[Look]) -> String {
    let mut parts = Vec::new();
    let modes: Vec<Mode> = src.records.connections.iter().filter_map(|connection| connection.mode).collect();
    if modes.contains(&Mode::Sync) && modes.contains(&Mode::Async) {
        parts.push("A solid arrow waits for its answer, a dotted one does not");
    }
    let borders: Vec<&str> = [
        (Look::Build, "thick to be built"),
        (Look::Buy, "dashed to be bought"),
        (Look::Retire, "dotted and grey to be retired"),
    ]
    .iter()
    .filter(|(look, _)| looks.contains(look))
    .map(|(_, words)| *words)
    .collect();
    let borders = format!("a border tells what is to come: {}", borders.join(", "));
    if looks.iter().any(|look| matches!(look, Look::Build | Look::Buy | Look::Retire)) {
        parts.push(&borders);
    }
    if looks.contains(&Look::External) {
        parts.push("a rounded box belongs to somebody outside");
    }
    if parts.is_empty() { String::new() } else { phrases::sentence(&parts.join("; ")) }
}

/// The table of components.
pub fn components(section: &mut Section, src: &Sources) {
    section.paragraph(owners(src));
    let fields = ["name", "layer", "responsibility", "owner", "accountable", "lifecycle", "technology"];
    let mut heads = columns(Kind::Component, &fields);
    heads.push(Column::optional("Depends on"));
    let mut table = Table::new(heads);
    let canvas = Canvas::of(src.records);
    let linked = !src.records.connections.is_empty();
    let unplaced = src.records.components.iter().filter(|component| component.layer.is_none());
    let placed = canvas.layers().into_iter().flat_map(|(_, components)| components);
    for component in placed.chain(unplaced) {
        let on = canvas.depends_on(&component.id);
        let names: Vec<&str> = on.iter().map(|component| component.name.as_str()).collect();
        let on = match names.as_slice() {
            [] if linked => "nothing".to_owned(),
            names => names.join(", "),
        };
        let cells = fields.iter().map(|field| src.cell(&component.id, field));
        table.row(Some(&component.id), cells.chain([Text::from(on)]));
    }
    section.table(table);
    let replacing: Vec<String> =
        src.records.components.iter().filter_map(|one| takes_over(src, one)).collect();
    if !replacing.is_empty() {
        section.paragraph(format!(
            "{} {} over from what runs today: {}.",
            phrases::opening(replacing.len(), "component", "components"),
            by_number(replacing.len(), "takes", "take"),
            replacing.join("; ")
        ));
    }
}

/// The systems whose work a component takes over: the one it replaces, and those that teams leave for it.
fn takes_over(src: &Sources, component: &Row<Component>) -> Option<String> {
    let moves = src.records.migrations.iter().filter(|row| row.to.id() == Some(component.id.as_str()));
    let left = [&component.replaces].into_iter().chain(moves.map(|row| &row.from));
    let mut systems: Vec<String> = Vec::new();
    for system in left.filter_map(|system| src.records.systems.get_ref(system)) {
        if !systems.contains(&system.name) {
            systems.push(system.name.clone());
        }
    }
    (!systems.is_empty()).then(|| format!("{} from {}", component.name, phrases::series(&systems)))
}

/// Which team answers for how much of it.
fn owners(src: &Sources) -> String {
    let mut owned: BTreeMap<&str, usize> = BTreeMap::new();
    for owner in src.records.components.iter().filter_map(|component| component.owner.id()) {
        *owned.entry(owner).or_default() += 1;
    }
    let mut owned: Vec<(String, usize)> =
        owned.into_iter().map(|(id, number)| (src.records.title(id), number)).collect();
    owned.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let all = src.records.components.len();
    match owned.as_slice() {
        [(team, _)] if all > 1 => format!("One team, {team}, answers for every component that has an owner."),
        [] | [_] => String::new(),
        [(first, most), rest @ ..] => {
            let others: Vec<String> =
                rest.iter().map(|(team, number)| format!("{team} ({number})")).collect();
            format!(
                "{first} answers for {most} of the {all} components; the others belong to {}.",
                phrases::series(&others)
            )
        }
    }
}

/// The table of connections, and what happens when a call fails.
pub fn communication(section: &mut Section, src: &Sources) {
    let connections: Vec<&Row<Connection>> = src
        .records
        .connections
        .iter()
        .filter(|c| !src.title(&c.from).is_empty() && !src.title(&c.to).is_empty())
        .collect();
    section.paragraph(talk(&connections));
    let ids = || connections.iter().map(|connection| connection.id.as_str());
    let fields = ["from", "to", "purpose", "protocol", "mode", "authentication", "authorization", "hardness"];
    section.table(src.grid(Kind::Connection, ids(), &fields));
    section.part("on-failure", "When a call fails", |part| {
        let told = connections.iter().filter(|c| {
            c.timeout.is_some() || !src.answer(&c.retry).is_empty() || !src.answer(&c.on_failure).is_empty()
        });
        let told: Vec<&str> = told.map(|connection| connection.id.as_str()).collect();
        let hard = connections.iter().filter(|c| c.hardness.is_some_and(|h| h.key() == "hard")).count();
        if hard > 0 && !told.is_empty() {
            part.paragraph(format!(
                "{} of {} connections {} hard: the caller fails with the callee unless the table says what it does \
                 instead.",
                hard,
                connections.len(),
                by_number(hard, "is", "are")
            ));
        }
        let fields = ["from", "to", "timeout", "retry", "on_failure"];
        let mut table = src.grid(Kind::Connection, told, &fields);
        for row in &mut table.rows {
            let connection = row.record.as_deref().and_then(|id| src.records.connections.by_id(id));
            if row.cells[2].is_blank() && connection.is_some_and(|c| c.mode == Some(Mode::Async)) {
                row.cells[2] = Text::from("does not wait");
            }
        }
        part.table(table);
    });
    let told = connections.iter().filter(|connection| !src.answer(&connection.carries).is_empty());
    let told: Vec<&str> = told.map(|connection| connection.id.as_str()).collect();
    if !told.is_empty() {
        section.part("data-between", "What travels", |part| {
            part.table(src.grid(
                Kind::Connection,
                told,
                &["from", "to", "carries", "protocol", "authentication"],
            ));
        });
    }
}

fn talk(connections: &[&Row<Connection>]) -> String {
    if connections.is_empty() {
        return String::new();
    }
    let waiting = connections.iter().filter(|connection| connection.mode == Some(Mode::Sync)).count();
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    for way in
        connections.iter().map(|connection| connection.authentication.trim()).filter(|way| !way.is_empty())
    {
        *ways.entry(way).or_default() += 1;
    }
    let mut ways: Vec<(&str, usize)> = ways.into_iter().filter(|(_, number)| *number > 1).collect();
    ways.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut text = format!(
        "{} {} the components; on {} of them the caller waits for an answer.",
        count(connections.len(), "connection", "connections"),
        by_number(connections.len(), "joins", "join"),
        waiting
    );
    match ways.as_slice() {
        [(way, number), rest @ ..] if rest.first().is_none_or(|(_, next)| next < number) => {
            text.push_str(&format!(" The most usual proof of who calls, on {number} of them, is “{way}”."));
        }
        [(way, number), (other, _), rest @ ..] if rest.first().is_none_or(|(_, next)| next < number) => {
            text.push_str(&format!(
                " The most usual proofs of who calls, on {number} of them each, are “{way}” and “{other}”."
            ));
        }
        // Three that are equally usual say nothing.
        _ => {}
    }
    text
}
