//! H2, H3 and H6: standards, owners, and work that is done twice or waits.

use std::collections::BTreeMap;

use super::{Evidence, Facts, Flag};
use crate::workshop::records::{ConstraintKind, Interaction, Kind, Offer, RiskKind, Sourcing, Strength};
use crate::workshop::value::{ChoiceSet, Value};
use crate::workshop::words::{and, said};

/// Working minutes that an approval may take: five working days.
const APPROVAL_MINUTES: f64 = 5.0 * 8.0 * 60.0;
/// How people name an approval queue.
const QUEUE_WORDS: &[&str] =
    &["queue", "approv", "sign-off", "sign off", "signoff", "ticket", "waiting for", "wait for", "backlog"];

/// H2: a mandate without a paved road, or a duty that no mandated standard carries.
pub(super) fn standards(facts: &Facts) -> Vec<Flag> {
    let standards = &facts.records.standards;
    let mut flags = Vec::new();
    for standard in standards {
        if standard.strength != Some(Strength::Mandated) || said(&standard.paved_road) {
            continue;
        }
        let name = facts.quoted(&standard.id);
        let text =
            format!("The standard for {name} is mandated, and nothing makes following it the easy way.");
        let remedy = format!(
            "Build the paved road for {name} (a template, a library, a default) before enforcing it, or recommend \
             it only."
        );
        let evidence = ["strength", "paved_road"].map(|field| facts.field(&standard.id, field));
        flags.push(Flag::about("H2", &standard.id, text, remedy).shown_by(evidence));
    }
    for constraint in &facts.records.constraints {
        let binding = matches!(
            constraint.kind,
            Some(ConstraintKind::Compliance | ConstraintKind::Security | ConstraintKind::Residency)
        );
        let mandated = |concern| {
            standards
                .iter()
                .any(|s| s.concern.choice() == Some(concern) && s.strength == Some(Strength::Mandated))
        };
        let loose: Vec<_> = constraint.concerns.iter().filter(|concern| !mandated(**concern)).collect();
        if !binding || loose.is_empty() {
            continue;
        }
        let labels: Vec<_> = loose.iter().map(|concern| concern.label().to_lowercase()).collect();
        let name = facts.quoted(&constraint.id);
        let text = format!("{name} touches {}, where no standard is mandated.", and(&labels));
        let remedy = format!(
            "Mandate one standard for {}, with a paved road and a way to an exception.",
            and(&labels)
        );
        let of_concern = |concern| standards.iter().filter(move |s| s.concern.choice() == Some(concern));
        let evidence = loose.iter().flat_map(|concern| of_concern(**concern));
        let evidence: Vec<_> = evidence.map(|s| facts.field(&s.id, "strength")).collect();
        let flag = Flag::about("H2", &constraint.id, text, remedy).danger(true);
        flags.push(flag.shown_by([facts.field(&constraint.id, "concerns")]).shown_by(evidence));
    }
    flags
}

/// H3: components, APIs, limits, risks and measures without an owner, escalation that ends at its first line,
/// and dependencies with nobody to call.
pub(super) fn unowned(facts: &Facts) -> Vec<Flag> {
    let owned = [
        (Kind::Component, "team", "its users will call"),
        (Kind::Api, "team", "its callers can ask"),
        (Kind::Limit, "person", "watches it and starts the fix"),
        (Kind::Risk, "person", "sees to the mitigation"),
        (Kind::Measure, "person", "reads it and answers for it"),
    ];
    let mut flags = Vec::new();
    for (kind, who, what) in owned {
        for id in facts.records.ids(kind) {
            if !facts.begun(id) || !facts.records.value(id, "owner").is_none() {
                continue;
            }
            let name = facts.quoted(id);
            let text = format!("The {} {name} has no owner.", kind.spec().singular_in_text());
            let remedy = match who {
                "team" => format!("Name the one team for {name} that {what}."),
                _ => format!("Name the one person for {name} who {what}."),
            };
            flags.push(Flag::about("H3", id, text, remedy).shown_by([facts.field(id, "owner")]));
        }
    }
    for line in &facts.records.escalations {
        let same = line.first.is_some() && line.first == line.second;
        if !facts.begun(&line.id) || (line.second.is_some() && !same) {
            continue;
        }
        let name = facts.quoted(&line.id);
        let first = line.first.id().map(|id| facts.records.title(id)).filter(|first| !first.is_empty());
        let text = match first {
            Some(first) if same => format!("Escalation of {name} goes from {first} to {first} again."),
            Some(first) => format!("Escalation of {name} ends at the first line, {first}."),
            None => format!("Escalation of {name} has no second line."),
        };
        let remedy = format!("Name who is called for {name} when the first line does not answer.");
        let evidence = ["first", "second"].map(|field| facts.field(&line.id, field));
        flags.push(Flag::about("H3", &line.id, text, remedy).shown_by(evidence));
    }
    flags.extend(super::crosschecks::nobody_to_call(facts));
    flags
}

/// H6: things built or owned twice, queues, slow approvals, and collaborations that never end.
pub(super) fn inefficiency(facts: &Facts) -> Vec<Flag> {
    let mut flags = duplicated(facts);
    flags.extend(owned_twice(facts));
    flags.extend(queues(facts));
    flags.extend(endless(facts));
    flags
}

fn duplicated(facts: &Facts) -> Vec<Flag> {
    let repeated = crate::workshop::leverage::repetition(facts.records);
    let unplanned = repeated.into_iter().filter(|(row, _)| {
        let offered = matches!(row.offer, Some(Offer::Offered | Offer::Planned | Offer::Bought));
        !offered && !matches!(row.sourcing, Some(Sourcing::Build | Sourcing::Buy))
    });
    unplanned
        .map(|(row, _)| {
            let name = facts.quoted(&row.id);
            let teams: Vec<_> =
                facts.records.teams.get_refs(&row.built_by).map(|team| team.name.as_str()).collect();
            let text = format!("{} have each built {name}, and nothing is planned to share it.", and(&teams));
            let remedy = format!(
                "Plan or buy {name} once for all of them, or write down why each keeps its own and accept this."
            );
            let evidence = ["built_by", "offer"].map(|field| facts.field(&row.id, field));
            Flag::about("H6", &row.id, text, remedy).shown_by(evidence)
        })
        .collect()
}

/// Letters and digits only, so that `Feature-Flags` and `feature flags` are the same thing.
fn same_name(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn owned_twice(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for kind in [Kind::System, Kind::Capability, Kind::Component] {
        let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for id in facts.records.ids(kind) {
            by_name.entry(same_name(&facts.records.title(id))).or_default().push(id);
        }
        for ids in by_name.into_values() {
            flags.extend(two_owners(facts, kind, &ids));
        }
    }
    let mut services: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
    for domain in &facts.records.domains {
        for service in &domain.services {
            services.entry(same_name(service)).or_default().push((service, &domain.id));
        }
    }
    for found in services.into_values() {
        let ids: Vec<&str> = found.iter().map(|(_, domain)| *domain).collect();
        let owners = owners(facts, &ids);
        if owners.len() > 1 {
            let service = found[0].0;
            let text = format!("“{service}” is listed under {}.", and(&owners));
            let remedy =
                format!("Decide which team answers for “{service}”, and list it under that domain only.");
            let evidence = ids.iter().map(|id| facts.field(id, "services"));
            flags.push(Flag::about("H6", ids[0], text, remedy).shown_by(evidence));
        }
    }
    flags
}

fn two_owners(facts: &Facts, kind: Kind, ids: &[&str]) -> Option<Flag> {
    let owners = owners(facts, ids);
    if owners.len() < 2 {
        return None;
    }
    let name = facts.quoted(ids[0]);
    let text = format!(
        "The {} {name} is recorded more than once, with {} as owners.",
        kind.spec().singular_in_text(),
        and(&owners)
    );
    let remedy =
        format!("Decide who owns {name} and keep one row, or give the rows names that tell them apart.");
    let evidence: Vec<Evidence> = ids.iter().map(|id| facts.field(id, "owner")).collect();
    Some(Flag::about("H6", ids[0], text, remedy).shown_by(evidence))
}

/// The names of the different owners of some records.
fn owners(facts: &Facts, ids: &[&str]) -> Vec<String> {
    let mut owners: Vec<String> = Vec::new();
    for id in ids {
        if let Value::Text(owner) = facts.records.value(id, "owner") {
            let owner = facts.records.title(&owner);
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
    }
    owners
}

fn queues(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for risk in &facts.records.risks {
        let name = risk.name.to_lowercase();
        let waits = QUEUE_WORDS.iter().any(|word| name.contains(word));
        // An inefficiency with a plan, a person and a day is a risk like any other.
        let planned = said(&risk.mitigation) && risk.owner.is_some() && risk.due.is_some();
        if risk.kind == Some(RiskKind::Inefficiency) && waits && !planned {
            let name = facts.quoted(&risk.id);
            let text = format!("Work waits in line: {name}, and no plan with a person and a date ends it.");
            let remedy = format!(
                "Replace the approval behind {name} with a check that runs by itself, and say who does it by when."
            );
            let evidence = ["name", "mitigation"].map(|field| facts.field(&risk.id, field));
            flags.push(Flag::about("H6", &risk.id, text, remedy).shown_by(evidence));
        }
    }
    if let Some(time) = facts.records.api_rules.approval_time
        && time.working_minutes() > APPROVAL_MINUTES
    {
        let text = format!("A new or changed API contract waits up to {time} for approval.");
        let remedy = "Let the lint in CI approve what follows the rules, and keep people for the exceptions: \
                      five working days at most.";
        let evidence = [facts.field("api-rules", "approval_time")];
        flags.push(Flag::about("H6", "api-rules", text, remedy).shown_by(evidence));
    }
    flags
}

fn endless(facts: &Facts) -> Vec<Flag> {
    let teams = facts.records.teams.iter();
    let endless = teams
        .filter(|team| team.interaction == Some(Interaction::Collaboration) && !said(&team.interaction_ends));
    endless
        .map(|team| {
            let name = facts.quoted(&team.id);
            let text = format!("{name} and the platform team work closely together with no end in sight.");
            let remedy = format!(
                "Say what the collaboration with {name} should find out and when it ends; after that, the \
                 platform is a service to them."
            );
            let evidence = ["interaction", "interaction_ends"].map(|field| facts.field(&team.id, field));
            Flag::about("H6", &team.id, text, remedy).shown_by(evidence)
        })
        .collect()
}
