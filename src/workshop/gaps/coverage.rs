//! What records and kinds need beyond their own fields: rows of other kinds, and a row for each of a set.

use crate::workshop::records::{
    Aspect, Axis, CapabilityDomain, Fate, Kind, MeasureKind, QualityKind, Records, Sourcing, Start,
};
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::{and, in_text};

use super::wording::{quoted, waits};

/// A question, without who and when.
pub(super) struct More {
    pub(super) field: Option<&'static str>,
    pub(super) waits: &'static str,
    pub(super) text: String,
}

/// The severities that an escalation distinguishes at least.
const SEVERITIES: usize = 3;

/// What one record lacks.
pub(super) fn of_record(records: &Records, kind: Kind, id: &str) -> Vec<More> {
    let name = quoted(records, id);
    let ask = |of: Kind, text: String| More { field: None, waits: waits(of), text };
    let mut more = Vec::new();
    match kind {
        Kind::Api => {
            if !records.operations.iter().any(|operation| operation.api.id() == Some(id)) {
                more.push(ask(Kind::Operation, format!("Which operations or channels does {name} offer?")));
            }
            if !records.api_errors.iter().any(|error| error.api.id() == Some(id)) {
                let text = format!("Which problems can {name} report, and what does its caller do then?");
                more.push(ask(Kind::ApiError, text));
            }
        }
        Kind::Payload if !records.payload_fields.iter().any(|field| field.payload.id() == Some(id)) => {
            more.push(ask(Kind::Payload, format!("Which fields does the payload {name} have?")));
        }
        Kind::Decision if records.decisions.by_id(id).is_some_and(|decision| decision.options.len() == 1) => {
            let text = format!("Which other option was on the table for {name}?");
            more.push(More { field: Some("options"), waits: waits(kind), text });
        }
        Kind::Capability => {
            let sourcing = records.capabilities.by_id(id).and_then(|capability| capability.sourcing);
            let settled = records.decisions.iter().any(|decision| decision.capability.id() == Some(id));
            let choice = match sourcing {
                Some(Sourcing::Build) => "to build",
                Some(Sourcing::Buy) => "to buy",
                Some(Sourcing::Manual) => "to stay manual for",
                Some(Sourcing::NotNow) | None => return more,
            };
            if !settled {
                let text = format!("Who decided {choice} {name}, when, and over which other option?");
                more.push(ask(Kind::Decision, text));
            }
        }
        Kind::System => {
            let fate = records.systems.by_id(id).and_then(|system| system.fate);
            let leaves = matches!(fate, Some(Fate::Replace | Fate::Retire));
            let moved = records.migrations.iter().any(|migration| migration.from.id() == Some(id));
            if leaves && !moved {
                let text = format!("Which teams move off {name}, when and with what effort?");
                more.push(ask(Kind::Migration, text));
            }
        }
        _ => {}
    }
    more
}

/// What the rows of a kind leave out, taken together.
pub(super) fn of_kind(records: &Records, kind: Kind) -> Option<More> {
    let text = if kind.spec().form || records.count(kind) > 0 {
        partly(records, kind)
    } else {
        absent(records, kind)
    };
    text.map(|text| More { field: None, waits: waits(kind), text })
}

/// The question for a kind of record that has none; `None` for kinds the documents can do without.
fn absent(records: &Records, kind: Kind) -> Option<String> {
    let text = match kind {
        Kind::Team => "Which teams run the platform, and which use it?",
        Kind::UserGroup => "Who are the platform's users, and what are they trying to do today?",
        Kind::Pain => "Which pain costs developers the most time, and how much?",
        Kind::Domain => "Which business domains and services does the platform carry?",
        Kind::System if records.purpose.start != Some(Start::Scratch) => {
            "Which systems exist today, and what becomes of each?"
        }
        Kind::Standard => "What should be the same in every team: authentication, logging, monitoring?",
        Kind::Constraint => "Which laws, contracts and security rules bind the platform?",
        Kind::Readiness => "How ready is the organisation in each of the six aspects, and what proves it?",
        Kind::Limit => "Which resources run out first?",
        Kind::Quality => "Which targets hold for performance, reliability, privacy and safety?",
        Kind::Risk => "Which risks and debts could stop the plan?",
        Kind::Capability => "What has more than one team built for itself?",
        Kind::Component => "Which components make up the platform?",
        Kind::Connection if records.components.len() > 1 => "How do the components talk to each other?",
        Kind::TradeOff => "Where does the team stand in each of the four tensions, and what does that cost?",
        Kind::Api => "Which internal APIs does the platform offer?",
        Kind::TrackedEvent => "Which events are tracked, and where is each recorded?",
        Kind::Decision => "Which choices are made, by whom, and what was turned down?",
        Kind::Measure => "How will anyone see that the platform is used and helps?",
        Kind::OnboardingStep => "Which steps take a new team to its first success?",
        Kind::Rule => "What should teams do, and not do, with the platform?",
        Kind::Responsibility => "What does the platform team do, and what stays with product teams?",
        Kind::Escalation => "Who is called when the platform fails, and who is next?",
        Kind::Problem => "Which problems do users meet most often, and what helps?",
        Kind::Action => "Who does what next, and by when?",
        _ => return None,
    };
    Some(text.to_owned())
}

fn partly(records: &Records, kind: Kind) -> Option<String> {
    match kind {
        Kind::Readiness => {
            let open =
                left_out(Aspect::ALL, |aspect| records.readiness.iter().any(|r| r.aspect == Some(aspect)))?;
            Some(format!("How ready is the organisation in {open}?"))
        }
        Kind::Quality => {
            let wanted = [
                QualityKind::Performance,
                QualityKind::Reliability,
                QualityKind::Privacy,
                QualityKind::Safety,
            ];
            let mut open = wanted.to_vec();
            open.retain(|kind| !records.qualities.iter().any(|quality| quality.kind == Some(*kind)));
            let open: Vec<_> = open.iter().map(|kind| kind.key()).collect();
            if open.is_empty() {
                return None;
            }
            let open = and(&open);
            Some(format!("Which target holds for {open}?"))
        }
        Kind::TradeOff => {
            let open = left_out(Axis::ALL, |axis| records.trade_offs.iter().any(|t| t.axis == Some(axis)))?;
            Some(format!("Where does the team stand between {open}?"))
        }
        Kind::Capability => {
            let domains: Vec<_> =
                CapabilityDomain::ALL.iter().copied().filter(|d| *d != CapabilityDomain::Product).collect();
            let open = left_out(&domains, |domain| {
                records.capabilities.iter().any(|c| c.domain.choice() == Some(domain))
            })?;
            Some(format!(
                "Of these, what does the platform offer or plan, and what is left to the teams: {open}?"
            ))
        }
        Kind::Measure => {
            let outcome = records.measures.iter().any(|measure| measure.kind == Some(MeasureKind::Outcome));
            (!outcome).then(|| "Which outcome shows that the platform helps, beyond being used?".to_owned())
        }
        Kind::Escalation => {
            let known: Vec<_> = records.escalations.iter().map(|line| quoted(records, &line.id)).collect();
            (known.len() < SEVERITIES).then(|| {
                format!("Which severities are there besides {}, and who is called for them?", and(&known))
            })
        }
        _ => None,
    }
}

/// The labels of a set's members that no row is about, as a list; `None` when there is one for each.
fn left_out<C: ChoiceSet>(all: &[C], has: impl Fn(C) -> bool) -> Option<String> {
    let open: Vec<_> = all.iter().filter(|one| !has(**one)).map(|one| in_text(one.label())).collect();
    // “a and b and c and d” cannot be taken apart again.
    let joined = if open.iter().any(|label| label.contains(" and ")) { open.join("; ") } else { and(&open) };
    (!open.is_empty()).then_some(joined)
}
