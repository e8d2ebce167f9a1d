//! One value of an answer as data, and the schema of such a value: side by side, so that they stay together.

use serde_json::{Value as Json, json};

use super::number;
use crate::workshop::measures::{Frequency, Growth, Period, Quantity, Span, SpanUnit};
use crate::workshop::value::{Choice, Shape, Value};

/// A value as data; none when nothing was answered.
pub fn data(shape: Shape, value: &Value) -> Option<Json> {
    match (shape, value) {
        (_, value) if value.is_none() => None,
        (Shape::Quantity, Value::Text(text)) => text.parse::<Quantity>().ok().map(|said| quantity(&said)),
        (Shape::Growth, Value::Text(text)) => text.parse::<Growth>().ok().map(|said| growth(&said)),
        (Shape::Span, Value::Text(text)) => {
            let span = text.parse::<Span>().ok()?;
            Some(json!({ "count": number(span.count), "unit": span_unit(span.unit) }))
        }
        (Shape::Frequency, Value::Text(text)) => {
            let said = text.parse::<Frequency>().ok()?;
            Some(json!({ "times": number(said.times), "per": said.per.name() }))
        }
        (_, Value::Number(amount)) => Some(number(*amount)),
        (_, value) => serde_json::to_value(value).ok(),
    }
}

fn quantity(said: &Quantity) -> Json {
    json!({ "amount": number(said.amount), "unit": said.unit })
}

/// A growth rate: a share that compounds, or an amount.
pub fn growth(said: &Growth) -> Json {
    match said {
        Growth::Compound { percent, per } => json!({ "percent": number(*percent), "per": per.name() }),
        Growth::Linear { amount, per } => {
            json!({ "amount": number(amount.amount), "unit": amount.unit, "per": per.name() })
        }
    }
}

fn span_unit(unit: SpanUnit) -> &'static str {
    match unit {
        SpanUnit::Seconds => "seconds",
        SpanUnit::Minutes => "minutes",
        SpanUnit::Days => "days",
        SpanUnit::Weeks => "weeks",
        SpanUnit::Months => "months",
        SpanUnit::Years => "years",
    }
}

/// The schema of a value, to be met when there is an answer.
pub fn schema(shape: Shape) -> Json {
    match shape {
        Shape::Text | Shape::Prose => json!({ "type": "string", "minLength": 1 }),
        Shape::Lines => json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Quantity => json!({ "$ref": "#/$defs/quantity" }),
        Shape::Growth => json!({ "$ref": "#/$defs/growth" }),
        Shape::Span => json!({ "$ref": "#/$defs/span" }),
        Shape::Frequency => json!({ "$ref": "#/$defs/frequency" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::YesNo => json!({ "type": "boolean" }),
        Shape::Choice(options) => choice(options),
        Shape::OrOwn(options) => {
            json!({ "anyOf": [choice(options), { "type": "string", "minLength": 1, "title": "A word of one's own" }] })
        }
        Shape::Many(options) => json!({ "type": "array", "items": choice(options), "minItems": 1 }),
        Shape::Ref(kind) => id(kind.spec().key),
        Shape::Either(kind, other) => id(&format!("({}|{})", kind.spec().key, other.spec().key)),
        Shape::Refs(kind) => json!({ "type": "array", "items": id(kind.spec().key), "minItems": 1 }),
    }
}

/// The id of a record of a table.
pub fn id(kind: &str) -> Json {
    json!({ "type": "string", "pattern": format!("^{kind}-[1-9][0-9]*$") })
}

fn choice(options: &[Choice]) -> Json {
    let options: Vec<Json> =
        options.iter().map(|option| json!({ "const": option.key, "title": option.label })).collect();
    json!({ "type": "string", "oneOf": options })
}

/// Schemas of the amounts that fields share, by name.
pub fn amounts() -> [(&'static str, Json); 4] {
    let periods: Vec<&str> =
        [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year].map(Period::name).to_vec();
    let per = |told: &str| json!({ "type": "string", "enum": periods, "description": told });
    let unit = json!({ "type": "string", "description": "As it was said, such as TB or rps; empty for a bare count." });
    let amount = json!({ "type": "number", "description": "How much, in the unit." });
    let object = |told: &str, properties: Json, required: &[&str]| {
        json!({
            "type": "object", "description": told, "properties": properties, "required": required,
            "additionalProperties": false
        })
    };
    [
        (
            "quantity",
            object(
                "An amount with its unit.",
                json!({ "amount": amount, "unit": unit }),
                &["amount", "unit"],
            ),
        ),
        (
            "growth",
            json!({
                "description": "How fast something grows.",
                "oneOf": [
                    object(
                        "By a share of what is there, compounding each period.",
                        json!({
                            "percent": { "type": "number", "description": "Per cent a period." },
                            "per": per("The period.")
                        }),
                        &["percent", "per"],
                    ),
                    object(
                        "By the same amount each period.",
                        json!({ "amount": amount, "unit": unit, "per": per("The period.") }),
                        &["amount", "unit", "per"],
                    )
                ]
            }),
        ),
        (
            "span",
            object(
                "A length of time as it was said.",
                json!({
                    "count": { "type": "number", "minimum": 0, "description": "How many." },
                    "unit": {
                        "type": "string",
                        "enum": ["seconds", "minutes", "days", "weeks", "months", "years"],
                        "description": "Of what; days and longer are calendar time."
                    }
                }),
                &["count", "unit"],
            ),
        ),
        (
            "frequency",
            object(
                "How often something happens to one person.",
                json!({
                    "times": { "type": "number", "description": "How many times a period." },
                    "per": per("The period; a day means a working day.")
                }),
                &["times", "per"],
            ),
        ),
    ]
}
