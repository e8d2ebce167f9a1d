//! What a document must have before it is published, and what of it the answers do not give yet.
//!
//! One row of [`MUSTS`] for each demand that depends on answers; what the builders see to by themselves (no
//! placeholder, no empty heading, every link resolves) needs none. A demand is missed by the open questions
//! about its kinds of record, and by a section that has nothing to say.

use super::document::Document;
use super::questions::{Which, missing_qualities};
use super::sources::Sources;
use crate::workshop::gaps::Question;
use crate::workshop::records::{FieldSpec, Kind, Need};

/// What else a demand asks of the answers: what is missing, and the record or kind where it is answered.
type Also = fn(&Sources<'_>) -> Option<(String, String)>;

/// A demand on a document.
#[derive(Debug, Clone, Copy)]
pub struct Must {
    /// Its short name, such as `B8`.
    pub id: &'static str,
    /// What it demands, in a few words.
    pub title: &'static str,
    /// The documents it is made on.
    of: &'static [Which],
    /// The kinds of record it rests on; with fields, only on those.
    rests_on: &'static [(Kind, &'static [&'static str])],
    /// The section without which it is missed.
    section: &'static str,
    /// The kind of record to begin with when that section has nothing to say.
    begin: Kind,
    /// What else it demands: what is missing, and where it is answered.
    also: Option<Also>,
}

/// Something that is missing, and where it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What is asked, or what is wrong.
    pub text: String,
    /// The record it is about, or the kind of which records are missing.
    pub about: String,
    /// The field.
    pub field: Option<&'static str>,
}

/// A demand and what is missing for it; nothing when it holds.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The demand.
    pub must: &'static Must,
    /// What is missing.
    pub misses: Vec<Miss>,
}

/// How ready a document is.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Which document: its slug.
    pub slug: &'static str,
    /// Its title.
    pub title: String,
    /// Every demand on it, in order.
    pub verdicts: Vec<Verdict>,
}

impl Readiness {
    /// How many demands hold.
    pub fn hold(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.misses.is_empty()).count()
    }
}

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
        &[(Kind::Capability, &[]), (Kind::Weights, &[])],
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
        &[(Kind::Limit, &[]), (Kind::Measurement, &[]), (Kind::StepChange, &[])],
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

/// How ready each document is.
pub fn readiness(src: &Sources<'_>, documents: &[Document]) -> Vec<Readiness> {
    let known = [
        (Which::Blueprint, "blueprint", "Platform Architecture Blueprint"),
        (Which::Apis, "api-specification", "Internal API Specification"),
        (Which::Guide, "adoption-guide", "Platform Adoption Guide"),
    ];
    known
        .into_iter()
        .map(|(which, slug, title)| {
            let document = documents.iter().find(|document| document.slug == slug);
            Readiness { slug, title: title.to_owned(), verdicts: verdicts(src, which, document) }
        })
        .collect()
}

fn verdicts(src: &Sources<'_>, which: Which, document: Option<&Document>) -> Vec<Verdict> {
    let rows = MUSTS.iter().filter(|must| must.of.contains(&which));
    let mut verdicts: Vec<Verdict> = rows.map(|must| Verdict { must, misses: Vec::new() }).collect();
    for question in src.questions.iter().filter(|question| counts(question)) {
        let kind = kind_of(question);
        let claims = |field: &str| {
            verdicts.iter().position(|verdict| {
                verdict
                    .must
                    .rests_on
                    .iter()
                    .any(|(of, fields)| *of == kind && (fields.is_empty() || fields.contains(&field)))
            })
        };
        // One question may name the fields of several demands.
        let fields = if question.fields.is_empty() { vec![""] } else { question.fields.clone() };
        let claimed: Vec<(usize, &'static str)> =
            fields.into_iter().filter_map(|field| Some((claims(field)?, field))).collect();
        for (at, field) in claimed {
            let misses = &mut verdicts[at].misses;
            if misses.iter().all(|known| known.about != question.about || known.text != question.text) {
                misses.push(Miss {
                    text: question.text.clone(),
                    about: question.about.clone(),
                    field: (!field.is_empty()).then_some(field),
                });
            }
        }
    }
    for Verdict { must, misses } in &mut verdicts {
        let said = |section: &str| {
            document.is_some_and(|document| document.blocks.iter().any(|block| block.section == section))
        };
        if misses.is_empty() && !must.section.is_empty() && !said(must.section) {
            let plural = must.begin.spec().plural;
            let text = format!("Nothing is said yet; {plural} would fill it");
            misses.push(Miss { text, about: must.begin.spec().key.to_owned(), field: None });
        }
        if let Some((text, about)) = must.also.and_then(|also| also(src)) {
            misses.push(Miss { text, about, field: None });
        }
    }
    // Those of every document first, each group by its number.
    verdicts.sort_by_key(|verdict| {
        let (letter, number) = verdict.must.id.split_at(1);
        (letter != "C", number.parse::<u32>().unwrap_or(u32::MAX))
    });
    verdicts
}

/// What a question is about. Who decided on a capability is asked of the capability, and answered by a decision.
fn kind_of(question: &Question) -> Kind {
    let kind = Kind::of_id(&question.about).unwrap_or(Kind::Charter);
    match kind {
        Kind::Capability if question.waits == "Decisions" => Kind::Decision,
        Kind::System if question.waits.starts_with("Migration") => Kind::Migration,
        Kind::Api if question.waits == "API contracts" => Kind::Operation,
        Kind::Api if question.waits == "API error model" => Kind::ApiError,
        kind => kind,
    }
}

/// A field that the team marked as unknown is missing only when the documents cannot do without it.
fn counts(question: &Question) -> bool {
    let spec = |field: &str| Kind::of_id(&question.about)?.spec().field(field);
    let required = |field: &FieldSpec| field.need == Need::Required;
    !question.marked || question.field.and_then(spec).is_none_or(required)
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
