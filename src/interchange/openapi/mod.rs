//! An `OpenAPI` 3.0 or 3.1 description as an API of the session.
//!
//! The description is walked as JSON values rather than read into types: what no type of ours has a place for
//! must still be seen, so that it can be told.

mod about;
mod calls;
mod schemas;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value as Json;

use super::{Imported, LeftOut, Unreadable};
use crate::workshop::decide::NewRecord;
use crate::workshop::names;
use crate::workshop::records::Kind;
use crate::workshop::value::Value;

/// Reads a description. `taken` holds the names of the APIs there are.
pub fn read(text: &str, taken: &[String]) -> Result<Imported, Unreadable> {
    let document = parse(text)?;
    let version = document.get("openapi").map(plain).unwrap_or_default();
    if document.get("swagger").is_some() {
        return Err(Unreadable::Other("this is Swagger 2.0; convert it to OpenAPI 3 first".into()));
    }
    if !(version.starts_with("3.0") || version.starts_with("3.1")) {
        let said =
            if version.is_empty() { "it says nothing".to_owned() } else { format!("it says {version}") };
        return Err(Unreadable::Other(format!(
            "this is no OpenAPI 3.0 or 3.1 description: under “openapi” {said}"
        )));
    }
    let mut reader = Reader::new(&document);
    let title = reader.about(taken);
    reader.calls();
    if !reader.records.iter().any(|record| record.kind == Kind::Operation) {
        let elsewhere = reader.left_out.iter().any(|left| left.text == ELSEWHERE);
        let why = if elsewhere {
            "its operations stand in other files; bundle the description into one file first"
        } else {
            "it describes no operation"
        };
        return Err(Unreadable::Other(why.into()));
    }
    reader.unused();
    Ok(Imported { title, records: reader.records, left_out: reader.left_out })
}

const ELSEWHERE: &str = "This stands in another file, which is not read.";

fn parse(text: &str) -> Result<Json, Unreadable> {
    // JSON is read as such: it is quicker, and its errors speak of JSON.
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| Unreadable::Syntax(error.to_string()));
    }
    let read: Result<Json, _> = serde_saphyr::from_str(text);
    let document = read.map_err(|error| Unreadable::Syntax(error.to_string()))?;
    if document.is_object() { Ok(document) } else { Err(Unreadable::Syntax("it holds no fields".into())) }
}

/// A payload whose fields are still to be read: its record, its name, and the schemas it is put together from,
/// each with where it stands.
type Waiting<'a> = (usize, String, Vec<(String, &'a Json)>);

/// The walk through a description.
struct Reader<'a> {
    document: &'a Json,
    records: Vec<NewRecord>,
    left_out: Vec<LeftOut>,
    told: HashSet<(String, String)>,
    /// The record of the API.
    api: usize,
    /// Payloads by where their schema stands, with their names.
    payloads: BTreeMap<String, (usize, String)>,
    /// Names of payloads, in small letters.
    named: BTreeSet<String>,
    /// Schemas of the components that were reached.
    reached: BTreeSet<String>,
    /// Those whose fields were written into others.
    merged: BTreeSet<String>,
    /// Aliases being followed, so that a circle ends.
    following: Vec<String>,
    /// Schemas whose fields are still to be read.
    waiting: Vec<Waiting<'a>>,
    /// The security schemes that hold for the whole API.
    security: Vec<String>,
    /// True once a call was seen that takes an idempotency key.
    takes_key: bool,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Json) -> Self {
        Self {
            document,
            records: Vec::new(),
            left_out: Vec::new(),
            told: HashSet::new(),
            api: 0,
            payloads: BTreeMap::new(),
            named: BTreeSet::new(),
            reached: BTreeSet::new(),
            merged: BTreeSet::new(),
            following: Vec::new(),
            waiting: Vec::new(),
            security: Vec::new(),
            takes_key: false,
        }
    }

    fn leave(&mut self, pointer: impl Into<String>, text: impl Into<String>) {
        let left = LeftOut { pointer: pointer.into(), text: text.into() };
        // What several operations share is told once.
        if self.told.insert((left.pointer.clone(), left.text.clone())) {
            self.left_out.push(left);
        }
    }

    /// Notes which of some keys an object has, each of which has no place here.
    fn leave_keys(&mut self, pointer: &str, object: &Json, keys: &[(&str, &str)]) {
        for (key, text) in keys {
            if object.get(key).is_some_and(|value| !is_empty(value)) {
                self.leave(format!("{pointer}/{}", escaped(key)), *text);
            }
        }
    }

    fn add<const N: usize>(&mut self, kind: Kind, fields: [(&str, Value); N]) -> usize {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_none());
        let fields = fields.map(|(key, value)| (key.into(), value)).collect();
        self.records.push(NewRecord { kind, fields });
        self.records.len() - 1
    }

    fn set(&mut self, record: usize, key: &str, value: Value) {
        if !value.is_none()
            && let Some(record) = self.records.get_mut(record)
        {
            record.fields.insert(key.into(), value);
        }
    }

    /// What a reference leads to, and where that stands; the object itself when it is none.
    fn resolve(&mut self, pointer: &str, object: &'a Json) -> Option<(String, &'a Json)> {
        let (mut pointer, mut object) = (pointer.to_owned(), object);
        for _ in 0..20 {
            let Some(reference) = object.get("$ref").and_then(Json::as_str) else {
                return Some((pointer, object));
            };
            let Some(inner) = reference.strip_prefix('#') else {
                self.leave(pointer, ELSEWHERE);
                return None;
            };
            let Some(target) = self.document.pointer(inner) else {
                self.leave(pointer, "This refers to something that is not there.");
                return None;
            };
            (pointer, object) = (inner.to_owned(), target);
        }
        self.leave(pointer, "This refers to itself.");
        None
    }

    /// Schemas of the components that nothing taken in sends or returns.
    fn unused(&mut self) {
        let Some(schemas) = self.document.pointer("/components/schemas").and_then(Json::as_object) else {
            return;
        };
        let idle = schemas.keys().filter(|name| !self.reached.contains(*name));
        let (merged, idle): (Vec<&String>, Vec<&String>) = idle.partition(|name| self.merged.contains(*name));
        for (names, told) in [
            (merged, "The fields of these schemas are written into those that are put together from them"),
            (idle, "No body that was taken in holds these schemas"),
        ] {
            let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
            if !names.is_empty() {
                self.leave("/components/schemas", format!("{told}: {}.", names.join(", ")));
            }
        }
    }
}

/// The schema of the components that a pointer leads to.
fn component(pointer: &str) -> Option<String> {
    let name = pointer.strip_prefix("/components/schemas/").filter(|name| !name.contains('/'))?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// A reference to a record of the same step.
fn to(record: usize) -> Value {
    Value::Text(format!("#{record}"))
}

/// A key as part of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A value as text: a string as it is, the rest as JSON.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(map) => map.is_empty(),
        Json::String(text) => text.is_empty(),
        _ => false,
    }
}

/// The text under a key, on one line.
fn text(object: &Json, key: &str) -> String {
    let text = object.get(key).and_then(Json::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first paragraph under a key, on one line.
fn opening(object: &Json, key: &str) -> String {
    let text = object.get(key).and_then(Json::as_str).unwrap_or_default().trim();
    let first = text.split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a schema or operation that can stand in code, in `PascalCase` where it could not.
fn pascal(name: &str) -> String {
    names::capitalised(&names::as_is_or(name, |name| names::pascal(name, "Body")))
}

#[cfg(test)]
mod tests;
