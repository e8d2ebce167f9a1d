//! The demands, a row each.

use super::super::questions::{Which, missing_qualities};
use super::super::sources::Sources;
use super::Must;
use crate::workshop::records::Kind;

const ALL: &[Which] = &[Which::Blueprint, Which::Apis, Which::Guide];
const BLUEPRINT: &[Which] = &[Which::Blueprint];
const APIS: &[Which] = &[Which::Apis];
const GUIDE: &[Which] = &[Which::Guide];

const fn must(
    id: &'static str,
    title: &'static str,
    of: &'static [Which],
    (section, begin): (&'static str, Kind),
    rests_on: &'static [(Kind, &'static [&'static str])],
) -> Must {
    Must { id, title, of, rests_on, section, begin, also: None }
}

/// Every demand that depends on answers. Rows that name fields come before those that take the rest of a kind:
/// a question counts for the first row of its document that it fits.
pub static MUSTS: &[Must] = &[
    must("C1", "A named owner, a status and a date", ALL, ("", Kind::Charter), &[(Kind::Charter, &[])]),
    must("C5", "An executive summary with numbers", ALL, ("summary", Kind::Charter), &[]),
    must(
        "B1",
        "Context: users, systems, what is out of scope",
        BLUEPRINT,
        ("context", Kind::Purpose),
        &[
            (Kind::Purpose, &[]),
            (Kind::UserGroup, &[]),
            (Kind::Pain, &[]),
            (Kind::Domain, &[]),
            (Kind::System, &[]),
            (Kind::Constraint, &[]),
        ],
    ),
    Must {
        also: Some(too_many_boxes),
        ..must("B2", "A layer diagram of at most 40 boxes", BLUEPRINT, ("layers", Kind::Component), &[])
    },
    must(
        "B4",
        "Each component: responsibility, owner, lifecycle",
        BLUEPRINT,
        ("components", Kind::Component),
        &[(Kind::Component, &[])],
    ),
    must(
        "B5",
        "Each connection: protocol, authentication, authorization",
        BLUEPRINT,
        ("communication", Kind::Connection),
        &[(Kind::Connection, &[])],
    ),
    must(
        "B7",
        "Boundaries: what platform, teams and neither do",
        BLUEPRINT,
        ("boundaries", Kind::Capability),
        &[(Kind::Capability, &["platform_does", "team_does", "neither"])],
    ),
    must(
        "B10",
        "Decisions with options, reason, price, name and date",
        BLUEPRINT,
        ("decisions", Kind::Decision),
        &[(Kind::Decision, &[]), (Kind::SourcingOption, &[]), (Kind::Criteria, &[])],
    ),
    must(
        "B6",
        "Each capability domain: offered or not, and why",
        BLUEPRINT,
        ("core-services", Kind::Capability),
        // What it would take to build is for the order of the work; the line is drawn without it.
        &[(Kind::Capability, &["name", "domain", "demand", "offer", "sourcing", "reason", "owner"])],
    ),
    Must {
        also: Some(quality_without_target),
        ..must(
            "B8",
            "Quality targets with number, window and owner",
            BLUEPRINT,
            ("quality", Kind::Quality),
            &[(Kind::Quality, &[])],
        )
    },
    must(
        "B9",
        "Doomsday clock: limit, growth, last responsible day",
        BLUEPRINT,
        ("doomsday", Kind::Limit),
        // A step whose size nobody knows yet is an open question beside a clock that runs.
        &[(Kind::Limit, &[]), (Kind::Measurement, &[])],
    ),
    must(
        "B11",
        "A position on each of the four tensions",
        BLUEPRINT,
        ("trade-offs", Kind::TradeOff),
        &[(Kind::TradeOff, &[])],
    ),
    must("B12", "Risks with owner and date", BLUEPRINT, ("risks", Kind::Risk), &[(Kind::Risk, &[])]),
    must(
        "B13",
        "Dependencies and ownership",
        BLUEPRINT,
        ("dependencies", Kind::Component),
        &[(Kind::Ownership, &["product_owner", "accountable"])],
    ),
    must("C6", "Every action has a person and a date", BLUEPRINT, ("", Kind::Action), &[(Kind::Action, &[])]),
    must(
        "A2",
        "Each API: purpose, business function, consumers",
        APIS,
        ("apis", Kind::Api),
        &[(Kind::Api, &["purpose", "function", "consumers"])],
    ),
    must(
        "A5",
        "Payloads with an example each",
        APIS,
        ("", Kind::Payload),
        &[(Kind::Payload, &[]), (Kind::PayloadField, &[])],
    ),
    must(
        "A6",
        "An error model: for each problem, what the caller does",
        APIS,
        ("", Kind::ApiError),
        &[(Kind::ApiError, &[])],
    ),
    must(
        "A7",
        "Authentication, and a scope for each operation",
        APIS,
        ("", Kind::Api),
        &[(Kind::Api, &["authentication", "issuer", "token_life"]), (Kind::Operation, &["scope"])],
    ),
    Must {
        also: Some(contract_in_doubt),
        ..must(
            "A3",
            "A contract that fits, with every operation",
            APIS,
            ("apis", Kind::Operation),
            &[(Kind::Operation, &[]), (Kind::Parameter, &[])],
        )
    },
    must(
        "A8",
        "One rule for versions and breaking changes",
        APIS,
        ("rules", Kind::ApiRules),
        &[(Kind::Api, &["version"]), (Kind::ApiRules, &["version_place", "breaking"])],
    ),
    must(
        "A9",
        "Notice before something is switched off",
        APIS,
        ("", Kind::ApiRules),
        &[(Kind::ApiRules, &["notice_months", "use_measured"])],
    ),
    must(
        "A10",
        "Rate limits with window and scope",
        APIS,
        ("", Kind::Api),
        &[(Kind::Api, &["rate_limit", "rate_window", "rate_scope"])],
    ),
    must(
        "A11",
        "How a caller repeats safely",
        APIS,
        ("", Kind::ApiRules),
        &[(Kind::Api, &["idempotency"]), (Kind::ApiRules, &["key_kept", "dead_letters"])],
    ),
    must("A13", "A service level with its window", APIS, ("", Kind::Api), &[(Kind::Api, &["availability"])]),
    must(
        "A14",
        "Data class, personal data, retention",
        APIS,
        ("", Kind::Api),
        &[(Kind::Api, &["data_class", "personal_data", "retention"])],
    ),
    must("A1", "A catalogue of the APIs", APIS, ("catalogue", Kind::Api), &[(Kind::Api, &[])]),
    must(
        "A15",
        "Events: where captured, identity, owner",
        APIS,
        ("events", Kind::TrackedEvent),
        &[(Kind::TrackedEvent, &[])],
    ),
    must(
        "A16",
        "Governance: approver, time, checks, exceptions",
        APIS,
        ("governance", Kind::ApiRules),
        &[(Kind::ApiRules, &[])],
    ),
    must(
        "G3",
        "A first call to copy, with its answer",
        GUIDE,
        ("first-call", Kind::GoldenPath),
        &[(Kind::GoldenPath, &["first_call", "first_answer", "first_failure"])],
    ),
    must(
        "G1",
        "Whom it is for, and the time to first success",
        GUIDE,
        ("audience", Kind::GoldenPath),
        &[(Kind::GoldenPath, &["serves", "not_for", "first_success"])],
    ),
    must(
        "G2",
        "An onboarding checklist",
        GUIDE,
        ("checklist", Kind::OnboardingStep),
        &[(Kind::OnboardingStep, &[])],
    ),
    must(
        "G4",
        "The golden path, and what leaving it costs",
        GUIDE,
        ("golden-path", Kind::GoldenPath),
        &[(Kind::GoldenPath, &[])],
    ),
    must(
        "G5",
        "Who does what, with one accountable each",
        GUIDE,
        ("who-does-what", Kind::Responsibility),
        &[(Kind::Responsibility, &[])],
    ),
    must(
        "G6",
        "Dos and don'ts with their reasons",
        GUIDE,
        ("dos-and-donts", Kind::Rule),
        &[(Kind::Rule, &[])],
    ),
    must(
        "G7",
        "Owners, and a backup who is someone else",
        GUIDE,
        ("ownership", Kind::Component),
        &[(Kind::Team, &[])],
    ),
    must(
        "G8",
        "Escalation in three severities or more",
        GUIDE,
        ("escalation", Kind::Escalation),
        &[(Kind::Escalation, &[])],
    ),
    must(
        "G12",
        "Quotas, and how to ask for more",
        GUIDE,
        ("scaling", Kind::Support),
        &[(Kind::Support, &["quota", "more", "ahead"])],
    ),
    must(
        "G9",
        "Support: hours, what is covered, what is not",
        GUIDE,
        ("support", Kind::Support),
        &[(Kind::Support, &[])],
    ),
    must(
        "G10",
        "Migration waves with effort, dates and owner",
        GUIDE,
        ("", Kind::Migration),
        &[(Kind::Migration, &[])],
    ),
    must(
        "G11",
        "Measures with baseline, target, date and owner",
        GUIDE,
        ("measures", Kind::Measure),
        &[(Kind::Measure, &[])],
    ),
    must("G13", "Rules for those who call", GUIDE, ("rules", Kind::ApiRules), &[]),
    must("G14", "How to find an API or capability", GUIDE, ("find", Kind::Finding), &[(Kind::Finding, &[])]),
];

/// A layer diagram of more boxes than these cannot be read.
const BOXES: usize = 40;

fn too_many_boxes(src: &Sources<'_>) -> Option<(String, String)> {
    let boxes = src.records.components.len();
    let text = format!("Which of the {boxes} components can be drawn as one? At most {BOXES} can be read");
    (boxes > BOXES).then(|| (text, Kind::Component.spec().key.to_owned()))
}

fn quality_without_target(src: &Sources<'_>) -> Option<(String, String)> {
    let kind = Kind::Quality.spec().key;
    // Asked once already, when there are targets at all.
    let asked = src.questions.iter().any(|question| question.about == kind);
    let missing = missing_qualities(src).len();
    (missing > 0 && !asked)
        .then(|| ("Which target holds for what users do not see?".to_owned(), kind.to_owned()))
}

fn contract_in_doubt(src: &Sources<'_>) -> Option<(String, String)> {
    let doubt = src.sheets.iter().find_map(|sheet| sheet.doubts.first())?;
    Some((doubt.question.clone(), doubt.about.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_fields_and_sections_that_exist() {
        for must in MUSTS {
            for (kind, fields) in must.rests_on {
                for field in *fields {
                    assert!(kind.spec().field(field).is_some(), "{}: {kind:?} has no field {field}", must.id);
                }
            }
            for which in must.of {
                let slug = match which {
                    Which::Blueprint => "blueprint",
                    Which::Apis => "api-specification",
                    Which::Guide => "adoption-guide",
                };
                let sections = crate::catalogue::document_sections(slug).unwrap_or_default();
                assert!(
                    must.section.is_empty() || sections.contains(&must.section),
                    "{}: {slug} has no section {}",
                    must.id,
                    must.section
                );
            }
        }
    }
}
