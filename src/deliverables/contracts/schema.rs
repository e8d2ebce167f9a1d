//! JSON Schemas of payloads (draft 2020-12), as `OpenAPI` and `AsyncAPI` both take them.

use super::names::answer;
use serde::Serialize;

use super::bodies::{Body, Field};
use super::ordered::{Json, Ordered};
use super::sheet::Sheet;
use super::types::{Base, FieldType};
use crate::deliverables::phrases::sentence;

/// A schema, or a reference to one with words of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Schema {
    /// Where the schema stands.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// `object`, `array`, `string` …
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// `date-time`, `uuid` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// A regular expression that text matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'static str>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The only words allowed.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Json>,
    /// The words known today; more may come.
    #[serde(rename = "x-extensible-enum", skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
    /// The lowest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    /// The highest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    /// What holds when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
    /// What each item of a list is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// What each value of a map is.
    #[serde(rename = "additionalProperties", skip_serializing_if = "Option::is_none")]
    pub values: Option<Box<Schema>>,
    /// Fields that are always there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// The fields.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub properties: Ordered<Schema>,
    /// Values that fit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Json>,
}

impl Schema {
    /// A schema of that type.
    pub fn of(kind: &'static str) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// A reference to the schema of that name among the components.
    pub fn named(name: &str) -> Self {
        Self { reference: Some(format!("#/components/schemas/{name}")), ..Self::default() }
    }

    /// The same with a description, unless that is blank.
    #[must_use]
    pub fn told(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into()).filter(|told| !told.trim().is_empty());
        self
    }

    /// The same with an example.
    #[must_use]
    pub fn such_as(mut self, example: impl Into<Json>) -> Self {
        self.examples.push(example.into());
        self
    }

    /// The schema of a single value of that type, without description and example.
    fn of_base(sheet: &Sheet, base: &Base) -> Self {
        let text = |format| Self { format: Some(format), ..Self::of("string") };
        match base {
            Base::Text | Base::Unknown(_) => Self::of("string"),
            Base::Integer => Self { format: Some("int64"), ..Self::of("integer") },
            Base::Number => Self { format: Some("double"), ..Self::of("number") },
            Base::Decimal => Self { pattern: Some(r"^-?\d+(\.\d+)?$"), ..Self::of("string") },
            Base::Boolean => Self::of("boolean"),
            Base::Date => text("date"),
            Base::DateTime => text("date-time"),
            Base::Duration => text("duration"),
            Base::Uuid => text("uuid"),
            Base::Uri => text("uri"),
            Base::Email => text("email"),
            Base::Enum(options) => Self { known: options.clone(), ..Self::of("string") },
            Base::Binary => text("binary"),
            Base::Object => Self::of("object"),
            Base::Map(of) => Self { values: Some(Box::new(Self::of_type(sheet, of))), ..Self::of("object") },
            Base::Payload(id) => match sheet.body(id) {
                Some(body) => Self::named(&body.name),
                None => Self::of("object"),
            },
        }
    }

    /// The schema of a value of that type, without description and example.
    pub fn of_type(sheet: &Sheet, kind: &FieldType) -> Self {
        let one = Self::of_base(sheet, &kind.base);
        if kind.list { Self { items: Some(Box::new(one)), ..Self::of("array") } } else { one }
    }

    fn of_field(sheet: &Sheet, field: &Field) -> Self {
        let mut schema = Self::of_type(sheet, &field.kind).told(field_told(field));
        if !matches!(field.kind.base, Base::Payload(_)) {
            schema.examples.push(field.example.clone());
        }
        schema
    }

    /// The schema of a payload.
    pub fn of_body(sheet: &Sheet, body: &Body) -> Self {
        let required = body.fields.iter().filter(|field| field.required).map(|field| field.name.clone());
        let mut properties = Ordered::default();
        for field in &body.fields {
            properties.set(&field.name, Self::of_field(sheet, field));
        }
        Self { required: required.collect(), properties, ..Self::of("object") }.told(body_told(body))
    }
}

/// What a payload stands for; its own name in words when nobody said.
pub fn body_told(body: &Body) -> String {
    let told = answer(&body.row.description);
    if told.is_empty() { sentence(&super::names::words(&body.name).join(" ")) } else { sentence(told) }
}

/// What a field means; its name in words when nobody said.
pub fn plain_told(field: &Field) -> String {
    let told = answer(&field.row.description);
    if told.is_empty() { sentence(&super::names::words(&field.name).join(" ")) } else { sentence(told) }
}

/// What a field means, with the promise that a list of words stays open.
pub fn field_told(field: &Field) -> String {
    match &field.kind.base {
        Base::Enum(options) if !options.is_empty() => {
            format!("{} Open list, today: {}.", plain_told(field), options.join(", "))
        }
        _ => plain_told(field),
    }
}
