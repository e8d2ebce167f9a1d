//! The whole session as data: `session.json`, and the schema that says what stands in it.
//!
//! For programs that want to go on with the answers: every record with typed values, how sure each answer
//! is, and what follows from them. What the team did not share stays out: the facilitator's notes, scores
//! of a round that is not revealed, and the history, which is the journal's.

mod derived;
mod findings;
mod schema;
mod shape;

use serde::Serialize;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

use super::sources::Sources;
use crate::workshop::event::{ActivityState, Mark};
use crate::workshop::records::Kind;
use crate::workshop::session::Session;
use crate::workshop::value::format_number;

pub use schema::schema;

/// Where the data stands below the folder of the documents.
pub const PATH: &str = "session.json";
/// Where its schema stands.
pub const SCHEMA_PATH: &str = "schema/session.schema.json";
/// The version of this form. It grows when a reader of the one before could go wrong.
pub const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Data<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    format: u32,
    as_of: jiff::civil::Date,
    session: About<'a>,
    records: Map<String, Json>,
    activities: &'a BTreeMap<String, ActivityState>,
    rounds: Vec<findings::Round<'a>>,
    scores: findings::Scores<'a>,
    flags: Vec<findings::Flag<'a>>,
    forecasts: Vec<findings::Forecast<'a>>,
    questions: Vec<findings::Question<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    title: &'a str,
    started_at: jiff::Timestamp,
    changed_at: jiff::Timestamp,
    entries: u64,
    content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    id: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    title: String,
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a Mark>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    marks: BTreeMap<&'a str, &'a Mark>,
}

/// The session as JSON, with its schema named by a relative path.
pub fn session(src: &Sources) -> String {
    let session = src.session;
    let data = Data {
        schema: SCHEMA_PATH,
        format: FORMAT,
        as_of: src.as_of,
        session: About {
            id: &session.id,
            title: session.title(),
            started_at: session.started_at,
            changed_at: session.changed_at,
            entries: session.seq,
            content: Content { id: &session.content.0, version: &session.content.1 },
        },
        records: records(session),
        activities: &session.activities,
        rounds: findings::rounds(session),
        scores: findings::scores(session),
        flags: findings::flags(src),
        forecasts: findings::forecasts(src),
        questions: findings::questions(src),
    };
    pretty(&data)
}

/// The schema as it is published.
pub fn published_schema() -> String {
    pretty(&schema())
}

/// Indented JSON with a line end behind it.
fn pretty(data: &impl Serialize) -> String {
    serde_json::to_string_pretty(data).unwrap_or_default() + "\n"
}

/// Every kind under its key: a form as one record, a table as a list in the team's order.
fn records(session: &Session) -> Map<String, Json> {
    let of_kind = |kind: &Kind| {
        let spec = kind.spec();
        let mut all = session.records.ids(*kind).into_iter().map(|id| record(session, *kind, id));
        let value = if spec.form { all.next().unwrap_or_default() } else { all.collect() };
        (spec.key.to_owned(), value)
    };
    Kind::ALL.iter().map(of_kind).collect()
}

fn record(session: &Session, kind: Kind, id: &str) -> Json {
    let values = kind.spec().fields.iter().filter_map(|field| {
        let value = shape::data(field.shape, &session.records.value(id, field.key))?;
        Some((field.key.to_owned(), value))
    });
    let marks = kind.spec().fields.iter().filter_map(|field| {
        let mark = session.marks.get(id, Some(field.key))?;
        Some((field.key, mark))
    });
    let record = Record {
        id,
        title: session.records.title(id),
        fields: values.collect(),
        mark: session.marks.get(id, None),
        marks: marks.collect(),
    };
    serde_json::to_value(record).unwrap_or_default()
}

/// A number as people would write it: no `.0`, and no digits that only arithmetic left over.
fn number(number: f64) -> Json {
    format_number(number).parse::<serde_json::Number>().map_or(Json::Null, Json::Number)
}
