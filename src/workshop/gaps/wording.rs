//! How open questions read.

use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::value::Shape;
use crate::workshop::words::{and, in_text};

/// The part of the documents that waits for answers of a kind.
pub(super) fn waits(kind: Kind) -> &'static str {
    match kind {
        Kind::Charter | Kind::Person | Kind::Parked => "Control data of all documents",
        Kind::Purpose | Kind::UserGroup | Kind::Domain | Kind::System | Kind::Constraint => {
            "Context and scope"
        }
        Kind::Pain => "Executive summary and pain table",
        Kind::Standard => "Rules for every API",
        Kind::Ownership => "Product ownership and what happens next",
        Kind::Readiness => "Readiness profile",
        Kind::Limit | Kind::Measurement | Kind::StepChange => "Doomsday clock",
        Kind::Quality => "Quality targets",
        Kind::Risk => "Risks, debt and inefficiencies",
        Kind::Capability => "Reusable core services and boundaries",
        Kind::TradeOff => "Trade-offs",
        Kind::Component => "Layer diagram and component table",
        Kind::Connection => "How services communicate",
        Kind::Deployment => "Regions and tenancy",
        Kind::Api => "API catalogue",
        Kind::Operation | Kind::Payload | Kind::PayloadField => "API contracts",
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
        Kind::Decision => "Decisions",
        Kind::Action => "What happens next",
        Kind::Term => "Glossary",
    }
}

/// The question for a kind of record that has none; `None` for kinds the documents can do without.
pub(super) fn absent(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::UserGroup => "Who are the platform's users, and what are they trying to do?",
        Kind::Limit => "Which resources run out first?",
        _ => return None,
    })
}

/// A field as a noun within a question.
fn noun(_kind: Kind, field: &FieldSpec) -> String {
    in_text(field.term)
}

/// What a record is called within a question.
fn called(records: &Records, id: &str) -> String {
    format!("“{}”", records.title(id))
}

/// The question for an answer that was marked unknown.
pub(super) fn unknown(records: &Records, id: &str, field: Option<&FieldSpec>) -> String {
    match field {
        Some(field) => missing(records, id, &[field]),
        None => format!("What do we know for certain about {}?", called(records, id)),
    }
}

/// The question for fields that are missing.
pub(super) fn missing(records: &Records, id: &str, fields: &[&FieldSpec]) -> String {
    let kind = Kind::of_id(id).unwrap_or(Kind::Charter);
    let nouns: Vec<_> = fields.iter().map(|field| noun(kind, field)).collect();
    let of = called(records, id);
    match fields {
        [one] if matches!(one.shape, Shape::Ref(Kind::Person)) => format!("Who is the {} of {of}?", nouns[0]),
        [_] => format!("What is the {} of {of}?", nouns[0]),
        _ => format!("What are the {} of {of}?", and(&nouns)),
    }
}
