//! What a component reaches: other components, and the APIs it calls.
//!
//! A connection leads from the caller to what it needs. Only what a store sends on by itself, such as events of a
//! broker, leads the other way: it is the receiver that needs the store.

use super::named::Named;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{Api, ApiStyle, Component, Connection, Mode, Row};

/// What it depends on, each once, in the team's order.
pub fn depends_on(src: &Sources, names: &Named, id: &str) -> Vec<String> {
    let targets = needs(src, id).map(|(_, target)| target).filter(|target| *target != id);
    once(targets.filter_map(|target| names.target(target)))
}

/// The APIs it serves.
pub fn provides(src: &Sources, names: &Named, id: &str) -> Vec<String> {
    let served = src.records.apis.iter().filter(|api| api.component.id() == Some(id));
    served.filter_map(|api| names.api(&api.id)).map(str::to_owned).collect()
}

/// The APIs it calls.
pub fn consumes(src: &Sources, names: &Named, component: &Row<Component>) -> Vec<String> {
    let Some(team) = component.owner.id() else { return Vec::new() };
    let asks = |connection: &Connection, target: &str, api: &Api| {
        api.component.id() == Some(target)
            && target != component.id
            && api.consumers.ids().iter().any(|consumer| consumer == team)
            && speaks(&connection.protocol, api.style)
            && (api.style != Some(ApiStyle::Events) || receives(connection, target))
    };
    let found = needs(src, &component.id).flat_map(|(connection, target)| {
        src.records.apis.iter().filter(move |api| asks(connection, target, api))
    });
    once(found.filter_map(|api| names.api(&api.id)).map(str::to_owned))
}

/// True when events come out of a connection: the broker sends them, or the words say that they are read.
fn receives(connection: &Connection, broker: &str) -> bool {
    let words = format!("{} {}", connection.purpose, connection.authorization).to_lowercase();
    let reads = ["read", "consum", "subscri", "receiv"].iter().any(|word| words.contains(word));
    connection.from.id() == Some(broker) || reads
}

/// What a component needs, by which connection.
fn needs<'a>(src: &Sources<'a>, id: &str) -> impl Iterator<Item = (&'a Row<Connection>, &'a str)> {
    let components = &src.records.components;
    src.records.connections.iter().filter_map(move |connection| {
        let (from, to) = (connection.from.id()?, connection.to.id()?);
        let sends = components.by_id(from).is_some_and(|from| from.store == Some(true));
        let (who, what) = if sends && connection.mode == Some(Mode::Async) { (to, from) } else { (from, to) };
        (who == id).then_some((connection, what))
    })
}

fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// True when a protocol is one of a style. Events travel over many; what is none of the others may be one.
fn speaks(protocol: &str, style: Option<ApiStyle>) -> bool {
    let protocol = protocol.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| protocol.contains(word));
    let (grpc, graphql, rest) = (has(&["grpc"]), has(&["graphql"]), has(&["rest", "http"]));
    match style {
        Some(ApiStyle::Grpc) => grpc,
        Some(ApiStyle::Graphql) => graphql,
        Some(ApiStyle::Rest) => rest,
        Some(ApiStyle::Events) => !grpc && !graphql && !rest,
        None => false,
    }
}
