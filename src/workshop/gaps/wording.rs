//! How open questions read.

use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::value::{Shape, Value};
use crate::workshop::words::{and, in_text};

use super::phrases;

/// The part of the documents that waits for answers of a kind.
pub(super) fn waits(kind: Kind) -> &'static str {
    match kind {
        Kind::Charter | Kind::Person | Kind::Parked => "Control data of all documents",
        Kind::Purpose | Kind::UserGroup | Kind::Domain | Kind::System | Kind::Constraint => {
            "Context and scope"
        }
        Kind::Pain => "Executive summary and pain table",
        Kind::Standard => "Standards",
        Kind::Ownership => "Product ownership and what happens next",
        Kind::Readiness => "Readiness profile",
        Kind::Limit | Kind::Measurement | Kind::StepChange => "Doomsday clock",
        Kind::Quality => "Quality targets",
        Kind::Risk => "Risks, debt and inefficiencies",
        Kind::Capability | Kind::Weights => "Reusable core services and boundaries",
        Kind::TradeOff => "Trade-offs",
        Kind::Component => "Layer diagram and component table",
        Kind::Connection => "How services communicate",
        Kind::Deployment => "Regions and tenancy",
        Kind::Api => "API catalogue",
        Kind::Operation | Kind::Parameter | Kind::Payload | Kind::PayloadField => "API contracts",
        Kind::ApiError => "API error model",
        Kind::ApiRules => "API governance",
        Kind::TrackedEvent => "Event table",
        Kind::Measure => "Measures of adoption",
        Kind::OnboardingStep => "Onboarding checklist",
        Kind::GoldenPath => "Golden path and first call",
        Kind::Migration => "Migration plan",
        Kind::Rule => "Dos and don'ts",
        Kind::Responsibility => "Who does what",
        Kind::Team => "Ownership matrix",
        Kind::Escalation => "Escalation",
        Kind::Support => "Support and scaling",
        Kind::Problem => "Common problems",
        Kind::Finding => "Finding an API or capability",
        Kind::Decision | Kind::SourcingOption | Kind::Criteria => "Decisions",
        Kind::Action => "What happens next",
        Kind::Term => "Glossary",
    }
}

/// A field as a noun within a question.
fn noun(kind: Kind, field: &FieldSpec) -> String {
    let own = phrases::NOUNS.iter().find(|(of, key, _)| *of == kind.spec().key && *key == field.key);
    own.map_or_else(|| in_text(field.term), |(.., noun)| (*noun).to_owned())
}

/// A record's title in quotation marks; kind and number of one that has none yet.
pub(super) fn quoted(records: &Records, id: &str) -> String {
    let title = records.title(id);
    let named = records
        .record(id)
        .is_some_and(|record| record.kind().spec().title.iter().any(|key| !record.get(key).is_none()));
    // A title may be a question itself.
    let title = title.trim_end_matches('?');
    if named && !title.is_empty() { format!("“{title}”") } else { in_text(title) }
}

/// What a record is called within a question.
fn called(records: &Records, id: &str) -> String {
    match Kind::of_id(id) {
        Some(Kind::Charter) => "this session".to_owned(),
        Some(Kind::Purpose | Kind::Ownership | Kind::Deployment) => "the platform".to_owned(),
        Some(Kind::ApiRules) => "all internal APIs".to_owned(),
        Some(Kind::GoldenPath) => "the golden path".to_owned(),
        Some(Kind::Support) => "the platform's support".to_owned(),
        Some(Kind::Finding) => "the catalogue".to_owned(),
        _ => placed(records, id),
    }
}

/// The record that another is a part of: the payload of a field, the operation of a parameter, the API of both.
pub(super) fn within(records: &Records, id: &str) -> Option<String> {
    let part = [Kind::PayloadField, Kind::Parameter, Kind::Payload, Kind::Operation, Kind::ApiError];
    let kind = Kind::of_id(id).filter(|kind| part.contains(kind))?;
    let field = kind.spec().fields.iter().find(|field| matches!(field.shape, Shape::Ref(_)))?;
    match records.value(id, field.key) {
        Value::Text(whole) if records.record(&whole).is_some() => Some(whole),
        _ => None,
    }
}

/// A title with that of the record it is a part of, if it is of one: several payloads have an `id`, and several
/// APIs a payload of the same name.
fn placed(records: &Records, id: &str) -> String {
    match within(records, id) {
        Some(whole) => format!("{} of {}", quoted(records, id), placed(records, &whole)),
        None => quoted(records, id),
    }
}

/// The question for a record that was marked unknown as a whole.
pub(super) fn whole(records: &Records, id: &str) -> String {
    format!("What do we know for certain about {}?", called(records, id))
}

/// The question for an answer that was marked unknown: what it is, or whether it is what somebody said.
pub(super) fn unknown(records: &Records, id: &str, field: &'static FieldSpec) -> String {
    let value = records.value(id, field.key);
    if value.is_none() {
        return missing(records, id, &[field]);
    }
    let kind = Kind::of_id(id).unwrap_or(Kind::Charter);
    let shown = records.display(field, &value);
    let shown = shown.trim_end_matches(['.', '?']);
    format!("Is the {} of {} really “{shown}”?", noun(kind, field), called(records, id))
}

/// The question for fields that are missing. It names all of them: who reads it on paper cannot look them up.
pub(super) fn missing(records: &Records, id: &str, fields: &[&'static FieldSpec]) -> String {
    let kind = Kind::of_id(id).unwrap_or(Kind::Charter);
    if kind.spec().form && records.fields(id).is_empty() {
        return untouched(kind).to_owned();
    }
    let of = called(records, id);
    let nouns: Vec<_> = fields.iter().map(|field| noun(kind, field)).collect();
    match fields {
        [one] => alone(kind, one, &nouns[0], &of),
        _ => format!("What are the {} of {of}?", and(&nouns)),
    }
}

/// The question for what several fields of one payload, or parameters of one operation, lack.
pub(super) fn missing_of(
    records: &Records,
    kind: Kind,
    ids: &[&str],
    fields: &[&'static FieldSpec],
) -> String {
    let names: Vec<_> = ids.iter().map(|id| quoted(records, id)).collect();
    let nouns: Vec<_> = fields.iter().map(|field| noun(kind, field)).collect();
    let of = ids.first().and_then(|id| within(records, id)).map(|whole| placed(records, &whole));
    let of = of.unwrap_or_default();
    let (be, plural) = if nouns.len() == 1 { ("is", "each of ") } else { ("are", "") };
    format!("What {be} the {} of {plural}{}, all of {of}?", and(&nouns), and(&names))
}

/// The question for the one field that is missing.
fn alone(kind: Kind, field: &FieldSpec, noun: &str, of: &str) -> String {
    let own =
        phrases::QUESTIONS.iter().find(|(known, key, _)| *known == kind.spec().key && *key == field.key);
    if let Some((.., question)) = own {
        return question.replace("{of}", of);
    }
    match (field.shape, field.key) {
        (Shape::Text, key) if kind.spec().title == [key] => format!("What is {of} called?"),
        (Shape::Ref(Kind::Person), "owner") => format!("Who owns {of}?"),
        (Shape::Ref(Kind::Team), "owner") => format!("Which team owns {of}?"),
        (Shape::Ref(Kind::Team), "responsible") => format!("Which team is responsible for {of}?"),
        (Shape::Ref(Kind::Person) | Shape::Either(..), _) => format!("Who is the {noun} of {of}?"),
        (Shape::Lines | Shape::Refs(_) | Shape::Many(_), _) => format!("What are the {noun} of {of}?"),
        _ => format!("What is the {noun} of {of}?"),
    }
}

/// The question for a form in which nothing is answered.
fn untouched(kind: Kind) -> &'static str {
    match kind {
        Kind::Purpose => "Whom does the platform serve, what gets better for them, and what is out of scope?",
        Kind::Ownership => "Who owns the platform as a product, and how do they learn what its users need?",
        Kind::Deployment => "In which regions does the platform run, for how many tenants, and hosted where?",
        Kind::ApiRules => "How are internal APIs versioned, approved and retired?",
        Kind::GoldenPath => {
            "What is the supported way from an idea to running software, and what does leaving it cost?"
        }
        Kind::Support => "Where do users get help, at what hours, and for what?",
        Kind::Finding => "How does a newcomer find the right API or capability?",
        _ => "What is this session called, for which organisation, and who keeps its documents true?",
    }
}
