//! The JSON Schema (draft 2020-12) of `session.json`, from the declarations of the records.
//!
//! A new field or kind is in the schema without anything being done here. Only what follows from the
//! answers, which no declaration knows, is described by hand in `derived`.

use serde_json::{Map, Value as Json, json};

use super::derived::{about, date, list, parts, scores, told};
use super::{FORMAT, shape};
use crate::workshop::records::{FieldSpec, Kind, KindSpec, Need};
use crate::workshop::value::Shape;

/// The whole schema.
pub fn schema() -> Json {
    let kinds = Kind::ALL.iter().map(|kind| kind.spec());
    let mut defs: Map<String, Json> =
        kinds.clone().map(|spec| (format!("record-{}", spec.key), record(spec))).collect();
    defs.extend(shape::amounts().map(|(name, schema)| (name.to_owned(), schema)));
    defs.extend(parts().map(|(name, schema)| (name.to_owned(), schema)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:underpin:session:{FORMAT}"),
        "title": "Underpin session",
        "description": "A planning session as data: its answers by kind of record, how sure they are, and what follows from \
            them. An answer that is missing is left out. Kept back are the facilitator's notes and the scores of rounds that \
            the group has not seen.",
        "type": "object",
        "properties": {
            "$schema": told("Where this schema stands.", json!({ "type": "string" })),
            "format": told("The version of this form.", json!({ "const": FORMAT })),
            "as_of": told("The day of the last change; forecasts, flags and questions are those of that day.", date()),
            "session": about(),
            "records": {
                "description": "Every kind of record by its key: a form as one record, a table as a list in the team's order.",
                "type": "object",
                "properties": kinds.clone().map(|spec| (spec.key.to_owned(), of_kind(spec))).collect::<Map<_, _>>(),
                "required": kinds.map(|spec| spec.key).collect::<Vec<_>>(),
                "additionalProperties": false
            },
            "activities": {
                "description": "How far the activities have come, by their id; those that are open are left out.",
                "type": "object",
                "additionalProperties": { "type": "string", "enum": ["done", "skipped"] }
            },
            "rounds": list("Rounds of silent scoring and dot voting that the group has seen, oldest first.", "round"),
            "scores": scores(),
            "flags": list("Known mistakes that the answers show, the open ones first.", "flag"),
            "forecasts": list("When each limit runs out, most urgent first.", "forecast"),
            "questions": list("What nobody has answered yet, in the order in which the workshop asks.", "question")
        },
        "required": [
            "$schema", "format", "as_of", "session", "records", "activities", "rounds", "scores", "flags", "forecasts",
            "questions"
        ],
        "additionalProperties": false,
        "$defs": defs
    })
}

fn of_kind(spec: &KindSpec) -> Json {
    let one = json!({ "$ref": format!("#/$defs/record-{}", spec.key) });
    if spec.form { one } else { json!({ "type": "array", "items": one }) }
}

fn record(spec: &KindSpec) -> Json {
    let id = if spec.form { json!({ "const": spec.key }) } else { shape::id(spec.key) };
    let keys: Vec<&str> = spec.fields.iter().map(|field| field.key).collect();
    let fields: Map<String, Json> =
        spec.fields.iter().map(|field| (field.key.to_owned(), answer(field))).collect();
    json!({
        "title": spec.singular,
        "description": if spec.form {
            format!("{}: exactly one a session.", spec.singular)
        } else {
            format!("One of: {}.", spec.plural)
        },
        "type": "object",
        "properties": {
            "id": told("Never changes, and is never used twice.", id),
            "title": told("What a person calls it.", json!({ "type": "string" })),
            "fields": {
                "description": "The answers.",
                "type": "object",
                "properties": fields,
                "additionalProperties": false
            },
            "mark": told("How sure the record as a whole is.", json!({ "$ref": "#/$defs/mark" })),
            "marks": {
                "description": "How sure single answers are, by field.",
                "type": "object",
                "propertyNames": { "enum": keys },
                "additionalProperties": { "$ref": "#/$defs/mark" }
            }
        },
        "required": ["id", "title", "fields"],
        "additionalProperties": false
    })
}

/// A field: its term, what to write there, what form that has, and whether the documents ask for it.
fn answer(field: &FieldSpec) -> Json {
    let mut told = field.hint.trim_end_matches('.').to_owned();
    told.push('.');
    match field.shape {
        Shape::Ref(kind) => told.push_str(&format!(" The id of a record of kind “{}”.", kind.spec().key)),
        Shape::Either(kind, other) => {
            let (kind, other) = (kind.spec().key, other.spec().key);
            told.push_str(&format!(" The id of a record of kind “{kind}” or “{other}”."));
        }
        Shape::Refs(kind) => told.push_str(&format!(" Ids of records of kind “{}”.", kind.spec().key)),
        Shape::Date => told.push_str(" A calendar date."),
        _ => {}
    }
    if field.need == Need::Required {
        told.push_str(" The documents need it.");
    }
    let mut schema = json!({ "title": field.term, "description": told });
    if let (Json::Object(schema), Json::Object(shape)) = (&mut schema, shape::schema(field.shape)) {
        schema.extend(shape);
    }
    schema
}
