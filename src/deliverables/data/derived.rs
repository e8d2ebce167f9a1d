//! The part of the schema that no declaration knows: what follows from the answers.

use serde_json::{Map, Value as Json, json};

use super::shape;
use crate::workshop::event::Status;
use crate::workshop::flags::RULES;
use crate::workshop::records::Aspect;
use crate::workshop::value::ChoiceSet;

/// A schema with a description in front.
pub fn told(told: &str, schema: Json) -> Json {
    let mut whole = Map::from_iter([("description".to_owned(), Json::from(told))]);
    if let Json::Object(schema) = schema {
        whole.extend(schema);
    }
    Json::Object(whole)
}

fn text(words: &str) -> Json {
    told(words, json!({ "type": "string" }))
}

/// A calendar date.
pub fn date() -> Json {
    json!({ "type": "string", "format": "date" })
}

fn count(words: &str) -> Json {
    told(words, json!({ "type": "integer", "minimum": 0 }))
}

fn amount(words: &str) -> Json {
    told(words, json!({ "type": "number" }))
}

fn level(words: &str) -> Json {
    told(words, json!({ "type": "integer", "minimum": 1, "maximum": 4 }))
}

/// A list of one of the [`parts`].
pub fn list(words: &str, part: &str) -> Json {
    told(words, json!({ "type": "array", "items": { "$ref": format!("#/$defs/{part}") } }))
}

/// An object of which all properties are there, save those named.
fn object(words: &str, properties: Json, optional: &[&str]) -> Json {
    let Json::Object(properties) = properties else { return Json::Null };
    let required: Vec<&String> = properties.keys().filter(|key| !optional.contains(&key.as_str())).collect();
    json!({
        "description": words, "type": "object", "required": required,
        "properties": properties, "additionalProperties": false
    })
}

/// Which session it is.
pub fn about() -> Json {
    let moment = |words: &str| told(words, json!({ "type": "string", "format": "date-time" }));
    object(
        "Which session this is.",
        json!({
            "id": text("A UUID of version 7."),
            "title": text("What it is called."),
            "started_at": moment("When the first entry was written, UTC."),
            "changed_at": moment("When the last entry was written, UTC."),
            "entries": count("How many entries its journal has."),
            "content": object(
                "The questions that were asked.",
                json!({ "id": text("Their id."), "version": text("Their version.") }),
                &[],
            )
        }),
        &[],
    )
}

/// What the answers add up to.
pub fn scores() -> Json {
    object(
        "What the answers add up to.",
        json!({
            "readiness": list("The six aspects of readiness, in their order.", "readiness"),
            "capabilities": list("Shared capabilities, the most worth building first.", "capability"),
            "pains": list("What each pain costs, the dearest first; those without numbers are left out.", "pain")
        }),
        &[],
    )
}

/// What the rest is made of, by name.
pub fn parts() -> [(&'static str, Json); 9] {
    [
        ("mark", mark()),
        ("round", round()),
        ("readiness", readiness()),
        ("capability", capability()),
        ("pain", pain()),
        ("flag", flag()),
        ("forecast", forecast()),
        ("question", question()),
        ("rule", rule()),
    ]
}

fn mark() -> Json {
    object(
        "How sure an answer is, with who settles it and by when.",
        json!({
            "status": told("From looked up to not known in the room.", json!({ "type": "string", "enum": Status::ALL.map(Status::name) })),
            "owner": text("The id of the person who answers for it."),
            "due": told("By when it is settled.", date()),
            "note": text("A remark.")
        }),
        &["owner", "due", "note"],
    )
}

fn round() -> Json {
    let given = object(
        "What one person gave one item.",
        json!({
            "person": text("The person's id."),
            "item": text("The aspect that was scored, or the id of the record voted for."),
            "value": told("A level from 1 to 4, or a number of dots.", json!({ "type": "integer", "minimum": 0, "maximum": 255 })),
            "reason": text("What a score rests on.")
        }),
        &["reason"],
    );
    object(
        "A round whose result the group has seen.",
        json!({
            "id": text("Its id."),
            "about": text("`readiness`, or the kind of record voted on."),
            "marks": told("Scores or dots, by person and item.", json!({ "type": "array", "items": given }))
        }),
        &[],
    )
}

fn readiness() -> Json {
    let aspects: Vec<&str> = Aspect::ALL.iter().map(|aspect| aspect.key()).collect();
    object(
        "How ready the organisation is in one aspect. Levels are those of the CNCF Platform Engineering Maturity Model.",
        json!({
            "aspect": told("The aspect.", json!({ "type": "string", "enum": aspects })),
            "record": text("The record that holds level, target and evidence."),
            "level": level("The level the team agreed on."),
            "target": level("The level it wants next."),
            "lowest": level("The lowest score of the last round that was revealed."),
            "highest": level("The highest score of that round.")
        }),
        &["record", "level", "target", "lowest", "highest"],
    )
}

fn capability() -> Json {
    object(
        "A shared capability and its place in the order.",
        json!({
            "record": text("The capability's id."),
            "place": count("Its place, 1 first."),
            "rice": amount("Reach × impact × confidence ÷ effort."),
            "wsjf": amount("Cost of delay ÷ job size."),
            "consumers": count("Teams that have built it already or wait for it."),
            "dots": count("Dots of the rounds that were revealed."),
            "lacks": told("What it should have before it is built.", json!({ "type": "array", "items": { "type": "string" } }))
        }),
        &["rice", "wsjf"],
    )
}

fn pain() -> Json {
    object(
        "What a pain costs: people × time × frequency.",
        json!({
            "record": text("The pain's id."),
            "hours_week": amount("Working hours lost a week, over all people it hurts."),
            "full_time": amount("How many people working full time that is, at 40 hours a week."),
            "money_year": amount("Money a year in the charter's currency, when the cost of an hour is known.")
        }),
        &["money_year"],
    )
}

fn flag() -> Json {
    let evidence = object(
        "An answer that shows the mistake.",
        json!({
            "record": text("The record's id."),
            "field": text("The field to look at."),
            "text": text("What stands there, in words.")
        }),
        &["field"],
    );
    let accepted = object(
        "That the team lives with it, knowingly.",
        json!({
            "reason": text("Why."),
            "by": text("The id of the person who accepts it."),
            "until": told("Until when, if not for good.", date())
        }),
        &["until"],
    );
    object(
        "A known mistake that the answers show.",
        json!({
            "key": text("The rule, and the record it is about, such as `M1:capability-4`."),
            "rule": told("The rule that raised it.", json!({ "$ref": "#/$defs/rule" })),
            "subject": text("The id of the record it is about, if it is about one."),
            "severity": told("`danger` when it costs something already or leaves no way back.", json!({ "type": "string", "enum": ["warning", "danger"] })),
            "text": text("What is wrong."),
            "remedy": text("What to do about it."),
            "evidence": told("The answers that show it.", json!({ "type": "array", "items": evidence })),
            "accepted": accepted
        }),
        &["subject", "accepted"],
    )
}

fn question() -> Json {
    object(
        "Something that nobody has answered yet.",
        json!({
            "about": text("The id of the record, or a kind of which records are missing."),
            "fields": told("The fields to answer; none when it is about a whole record or kind.", json!({ "type": "array", "items": { "type": "string" } })),
            "text": text("The question."),
            "waits": text("What waits for the answer."),
            "who": text("The name of the person who should answer."),
            "due": told("By when.", date()),
            "marked": told("True when the team said that it does not know.", json!({ "type": "boolean" }))
        }),
        &[],
    )
}

fn rule() -> Json {
    let all =
        RULES.iter().map(|rule| json!({ "const": rule.id, "title": rule.title, "description": rule.why }));
    let all: Vec<Json> = all.collect();
    json!({ "description": "The rules that raise flags.", "type": "string", "oneOf": all })
}

fn forecast() -> Json {
    let limit = told("The limit's id.", shape::id("limit"));
    let dated = object(
        "A limit that runs out.",
        json!({
            "limit": limit,
            "unit": text("The unit of every amount here."),
            "today": amount("What was used on the day of measurement."),
            "hard": amount("Where it breaks."),
            "usable": amount("The hard limit less the safety margin: where the clock runs out."),
            "measured": told("The day the projection starts from.", date()),
            "growth": told("The growth used.", json!({ "$ref": "#/$defs/growth" })),
            "growth_fitted": told("True when it was fitted to readings, and not said.", json!({ "type": "boolean" })),
            "run_out": told("The day the usable limit is reached.", date()),
            "earliest": told("That day when growth is at its fastest.", date()),
            "latest": told("That day when growth is at its slowest; left out when it then never comes.", date()),
            "last_start": told("The last responsible day to start the fix: run-out less lead time and buffer.", date()),
            "sure_start": told("The last day that is early enough even at the fastest growth and the longest lead time.", date()),
            "alert_at": amount("The value to set an alert on."),
            "slack_days": told("Days left until the last responsible day; negative when it has passed.", json!({ "type": "integer" })),
            "outlook": told("`late` when the day has come or passed, `soon` within 90 days.", json!({ "type": "string", "enum": ["safe", "soon", "late"] }))
        }),
        &["latest"],
    );
    let unknown = object(
        "A limit of which nobody can say when.",
        json!({ "limit": limit, "reason": text("Why.") }),
        &[],
    );
    json!({ "description": "When a limit runs out, or why that cannot be said.", "oneOf": [dated, unknown] })
}
