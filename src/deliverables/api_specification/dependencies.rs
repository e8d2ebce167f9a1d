//! What an API needs and what needs it, and how APIs depend on each other. The names are the blueprint's.

use std::collections::BTreeSet;

use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{Column, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;
use crate::workshop::records::{ApiStyle, Component, Connection, Hardness, Mode, Row};
use crate::workshop::value::{ChoiceSet, Ref};

fn columns(first: &[&str]) -> Table {
    let first = first.iter().map(|label| Column::required(*label));
    Table::new(first.chain([
        Column::required("Purpose"),
        Column::required("Protocol"),
        Column::required("Dependency"),
        Column::optional("Timeout"),
        Column::optional("When it is down"),
    ]))
}

/// What the caller experiences: purpose, protocol, hard or soft, timeout and what it does then.
fn edge(src: &Sources, connection: &Row<Connection>) -> [Text; 5] {
    let said = |field| src.cell(&connection.id, field);
    let mode = match connection.mode {
        Some(Mode::Async) => ", async",
        _ => "",
    };
    let hard = connection.hardness.map(|hard| Text::from(format!("{}{mode}", hard.label())));
    let hard = src.with_doubt(&connection.id, Some("hardness"), hard.into());
    // Who does not wait has no timeout to keep.
    let timeout = if connection.mode == Some(Mode::Async) && connection.timeout.is_none() {
        Text::from("does not wait")
    } else {
        said("timeout")
    };
    [said("purpose"), said("protocol"), hard, timeout, said("on_failure")]
}

/// True when a connection of an API's component is on record.
pub fn are_known(src: &Sources, sheet: &Sheet) -> bool {
    let component = sheet.component().map(|component| component.id.as_str());
    let joins =
        |connection: &Row<Connection>| [connection.from.id(), connection.to.id()].contains(&component);
    component.is_some() && src.records.connections.iter().any(joins)
}

/// Upstream and downstream of one API, from the connections of its component.
pub fn of_api(part: &mut Section, src: &Sources, sheet: &Sheet) {
    let Some(component) = sheet.component() else { return };
    let earlier = src
        .sheets
        .iter()
        .take_while(|other| other.api.id != sheet.api.id)
        .find(|other| other.api.component.id() == Some(component.id.as_str()));
    if !are_known(src, sheet) {
        return;
    }
    let canvas = Canvas::of(src.records);
    let upstream: Vec<_> = canvas.outgoing(&component.id).collect();
    let downstream: Vec<_> = canvas.incoming(&component.id).collect();
    if let Some(earlier) = earlier {
        let text = Text::from(format!("{} serves this API too; its connections stand with ", component.name));
        part.paragraph(text.then(super::link(earlier)).then("."));
        return;
    }
    let same = |other: &&Sheet| {
        other.api.id != sheet.api.id && other.api.component.id() == Some(component.id.as_str())
    };
    let sharing: Vec<&Sheet> = src.sheets.iter().filter(same).collect();
    if !sharing.is_empty() {
        let text = Text::from(format!("These are the connections of {}, which also serves ", component.name));
        part.paragraph(text.then(super::links(sharing)).then("."));
    }
    // What feeds a broker without waiting is a producer, what the broker feeds a consumer.
    let events = sheet.style() == Some(ApiStyle::Events);
    let feeds = |one: &Row<Connection>| events && one.mode == Some(Mode::Async);
    let up = |one: &Row<Connection>| if feeds(one) { "Consumer" } else { "Upstream" };
    let down = |one: &Row<Connection>| match (feeds(one), reads(one)) {
        (true, true) => "Consumer",
        (true, false) => "Producer",
        (false, _) => "Downstream",
    };
    let mut table = columns(&["Direction", "Component"]);
    let ways = upstream.iter().map(|one| (up(one), one, &one.to));
    for (way, connection, other) in ways.chain(downstream.iter().map(|one| (down(one), one, &one.from))) {
        let [purpose, protocol, hard, timeout, down] = edge(src, connection);
        let cells = [Text::from(way), src.title(other).into(), purpose, protocol, hard, timeout, down];
        table.row(Some(&connection.id), cells);
    }
    part.paragraph(told(src, component, &upstream, &downstream));
    if events {
        part.paragraph(format!(
            "{} carries other events too; the table has all its connections.",
            component.name
        ));
    }
    part.table(table);
}

/// True when whoever opened a connection did so to read: its purpose begins with such a word.
fn reads(connection: &Connection) -> bool {
    let first = connection.purpose.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["read", "consume", "receive", "subscribe", "listen", "follow", "get", "fetch", "poll", "index"]
        .iter()
        .any(|verb| first.starts_with(verb))
}

/// What stops with what, as far as connections are hard.
fn told(
    src: &Sources,
    component: &Row<Component>,
    outgoing: &[&Row<Connection>],
    incoming: &[&Row<Connection>],
) -> String {
    let hard = |connection: &&&Row<Connection>| connection.hardness == Some(Hardness::Hard);
    let needs: Vec<String> =
        outgoing.iter().filter(hard).map(|connection| src.title(&connection.to)).collect();
    let needed: Vec<String> =
        incoming.iter().filter(hard).map(|connection| src.title(&connection.from)).collect();
    let name = &component.name;
    match (needs.as_slice(), needed.as_slice()) {
        ([], []) => format!("No connection of {name} is hard."),
        (needs, []) => {
            format!("{name} stops with {}; nothing stops with it.", crate::workshop::words::or(needs))
        }
        ([], needed) => format!(
            "{name} needs nothing to go on; {} {} when it does.",
            phrases::series(needed),
            by_number(needed.len(), "stops", "stop")
        ),
        (needs, needed) => format!(
            "{name} stops with {}, and {} {} with it.",
            crate::workshop::words::or(needs),
            phrases::series(needed),
            by_number(needed.len(), "stops", "stop")
        ),
    }
}

/// Which team calls what.
fn callers(part: &mut Section, src: &Sources) {
    let mut table =
        Table::new([Column::required("Team"), Column::required("Calls"), Column::required("APIs").right()]);
    for team in &src.records.teams {
        let called: Vec<&Sheet> =
            src.sheets.iter().filter(|sheet| sheet.api.consumers.ids().contains(&team.id)).collect();
        if !called.is_empty() {
            let number = called.len().to_string();
            table.row(Some(&team.id), [src.cell(&team.id, "name"), super::links(called), number.into()]);
        }
    }
    if !table.rows.is_empty() {
        let called = src.sheets.iter().filter(|sheet| !sheet.consumers().is_empty()).count();
        let which = if called == src.sheets.len() {
            format!("the {}", count(called, "API", "APIs"))
        } else {
            format!("{called} of the {}", count(src.sheets.len(), "API", "APIs"))
        };
        part.paragraph(format!("The consumers of {which} are {}.", count(table.rows.len(), "team", "teams")));
    }
    part.table(table);
}

/// Which APIs need which, and which teams call them.
pub fn across(section: &mut Section, src: &Sources) {
    joined(section, src);
    section.part("callers", "Who calls what", |part| callers(part, src));
}

fn joined(section: &mut Section, src: &Sources) {
    let serving = |component: &Ref<Component>| -> Vec<&Sheet> {
        let id = component.id();
        src.sheets.iter().filter(|sheet| id.is_some() && sheet.api.component.id() == id).collect()
    };
    let canvas = Canvas::of(src.records);
    let mut table = columns(&["Caller", "Needs"]);
    let mut hard = 0;
    for connection in &src.records.connections {
        // Who is handed events needs what hands them out.
        let (caller, needed) = if canvas.hands_out(connection) {
            (&connection.to, &connection.from)
        } else {
            (&connection.from, &connection.to)
        };
        let (from, to) = (serving(caller), serving(needed));
        if from.is_empty() || to.is_empty() {
            continue;
        }
        hard += usize::from(connection.hardness == Some(Hardness::Hard));
        let [purpose, protocol, dependency, timeout, down] = edge(src, connection);
        let named = |component: &Ref<Component>, sheets: Vec<&Sheet>| {
            Text::from(src.title(component)).then(" (").then(super::links(sheets)).then(")")
        };
        let cells = [named(caller, from), named(needed, to), purpose, protocol, dependency, timeout, down];
        table.row(Some(&connection.id), cells);
    }
    let components: BTreeSet<&str> = src.sheets.iter().filter_map(|sheet| sheet.api.component.id()).collect();
    if components.is_empty() || src.records.connections.is_empty() {
        return;
    }
    let edges = table.rows.len();
    let served = format!(
        "{} the {}",
        count(components.len(), "component serves", "components serve"),
        count(src.sheets.len(), "API", "APIs")
    );
    let joined =
        format!("{} {} them", count(edges, "connection", "connections"), by_number(edges, "joins", "join"));
    section.paragraph(match (edges, hard) {
        (0, _) => format!("{served}. None of them calls or feeds another."),
        (_, 0) => format!("{served}, and {joined}, none of them hard."),
        (_, hard) => {
            format!("{served}, and {joined}, {hard} of them hard: there the caller fails with what it calls.")
        }
    });
    section.table(table);
    cycles(section, src, &components);
    let target =
        Target::Document { slug: "blueprint", heading: "Dependencies, ownership and versions".to_owned() };
    section.paragraph(
        Text::from("All other connections, single points of failure among them, are in the ")
            .link("blueprint", target)
            .then("."),
    );
}

fn cycles(section: &mut Section, src: &Sources, serving: &BTreeSet<&str>) {
    let canvas = Canvas::of(src.records);
    let circles = canvas.cycles().into_iter().filter(|cycle| cycle.iter().any(|id| serving.contains(id)));
    let circles: Vec<Text> = circles
        .map(|cycle| {
            let mut names: Vec<String> = cycle.iter().map(|id| src.records.title(id)).collect();
            names.extend(names.first().cloned());
            Text::from(format!("{}.", names.join(" → ")))
        })
        .collect();
    if !circles.is_empty() {
        section.paragraph(by_number(
            circles.len(),
            "One circle runs through them:",
            "Circles run through them:",
        ));
        section.list(ListKind::Bullets, circles);
    }
}
