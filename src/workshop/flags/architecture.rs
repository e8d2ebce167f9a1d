//! H1, H4 and H5: what the graph of components shows. The graph finds; here it is told what to do about it.

use std::collections::BTreeMap;

use super::{Evidence, Facts, Flag};
use crate::workshop::canvas::{Finding, Trouble};
use crate::workshop::words::and;

/// For how many critical things one person may answer before that is a risk by itself.
const MANY_DUTIES: usize = 4;

/// The rule under which a trouble of the graph is raised.
pub fn rule_of(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Cycle | Trouble::ManyCallers | Trouble::Chain | Trouble::SharedStore => "H1",
        Trouble::NoAuthentication => "H4",
        Trouble::SinglePoint | Trouble::OnlyWay => "H5",
    }
}

/// H1: cycles, components everyone waits for, chains of waiting, stores that several owners reach into.
pub(super) fn tight_coupling(facts: &Facts) -> Vec<Flag> {
    found(facts, "H1").collect()
}

/// H4: connections on which the caller does not prove who it is.
pub(super) fn unproven(facts: &Facts) -> Vec<Flag> {
    found(facts, "H4").collect()
}

/// The troubles of the graph that belong to a rule, as flags.
fn found<'f>(facts: &'f Facts, rule: &'static str) -> impl Iterator<Item = Flag> + 'f {
    let found = facts.findings.iter().filter(move |finding| rule_of(finding.trouble) == rule);
    found.map(move |finding| {
        let flag = Flag::about(rule, &finding.subject, &finding.text, remedy(facts, finding));
        flag.danger(finding.trouble == Trouble::SinglePoint).shown_by(evidence(facts, finding))
    })
}

fn remedy(facts: &Facts, finding: &Finding) -> String {
    let name = facts.quoted(&finding.subject);
    match finding.trouble {
        Trouble::Cycle => {
            let last = finding.connections.last().map(|id| facts.quoted(id)).unwrap_or_default();
            format!(
                "Break the circle at one place: turn {last} into an event nobody waits for, or move what both \
                 sides need into a component of its own."
            )
        }
        Trouble::ManyCallers => format!(
            "Let callers of {name} work from a cached copy or an event, and agree what each does when it does \
             not answer."
        ),
        Trouble::Chain => format!(
            "Let {name} answer from what it already knows, or turn one of these calls into an event, so that \
             one failure stays on its side of the boundary."
        ),
        Trouble::SharedStore => {
            let owner = facts.records.components.by_id(&finding.subject).map(|store| &store.owner);
            match owner.and_then(|owner| facts.records.teams.get_ref(owner)) {
                Some(team) => format!(
                    "Let them ask an API of {} instead of {name}; its tables are then free to change.",
                    team.name
                ),
                None => format!(
                    "Give {name} one owner and let the others ask that owner's API; its tables are then free to \
                     change."
                ),
            }
        }
        Trouble::NoAuthentication => {
            let end = |at: Option<&String>| at.map(|id| facts.quoted(id)).unwrap_or_default();
            let [from, to] = [finding.components.first(), finding.components.last()].map(end);
            format!("Give {from} a credential of its own for {to}: a certificate, a token or a key.")
        }
        Trouble::SinglePoint => {
            format!("Say what takes over when {name} fails and try it out, or decide how long users wait.")
        }
        Trouble::OnlyWay => {
            format!("Put {name} on the critical path and say what takes over, or open a second way.")
        }
    }
}

fn evidence(facts: &Facts, finding: &Finding) -> Vec<Evidence> {
    let connections = finding.connections.iter();
    match finding.trouble {
        Trouble::SinglePoint | Trouble::OnlyWay => {
            ["critical", "redundancy"].map(|field| facts.field(&finding.subject, field)).to_vec()
        }
        Trouble::NoAuthentication => vec![facts.field(&finding.subject, "authentication")],
        Trouble::ManyCallers => connections.map(|id| facts.field(id, "mode")).collect(),
        Trouble::Cycle | Trouble::Chain | Trouble::SharedStore => {
            connections.map(|id| facts.record(id)).collect()
        }
    }
}

/// H5: critical components with nothing to take over, without a second person, and people with too much.
pub(super) fn single_points(facts: &Facts) -> Vec<Flag> {
    let mut flags: Vec<Flag> = found(facts, "H5").collect();
    flags.extend(alone(facts));
    flags.extend(overloaded(facts));
    flags
}

fn alone(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for component in &facts.records.components {
        let Some(person) = facts.records.people.get_ref(&component.accountable) else { continue };
        let name = facts.quoted(&component.id);
        let text = match component.backup.id() {
            Some(backup) if backup == person.id => {
                format!("{} is both accountable for {name} and the backup.", person.name)
            }
            None if component.critical == Some(true) => {
                format!("{} answers alone for {name}, which users cannot work without.", person.name)
            }
            _ => continue,
        };
        let remedy =
            format!("Name a backup for {name} who is somebody else, and let them run it for a week.");
        let evidence = ["accountable", "backup"].map(|field| facts.field(&component.id, field));
        flags.push(Flag::about("H5", &component.id, text, remedy).shown_by(evidence));
    }
    flags
}

/// What is critical and somebody answers for alone: critical components, limits, and duties that come back
/// again and again. A risk is not held but owned for a while, and often says the same once more.
fn overloaded(facts: &Facts) -> Vec<Flag> {
    let records = facts.records;
    let mut duties: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    let critical = records.components.iter().filter(|c| c.critical == Some(true));
    let held = critical
        .map(|c| (&c.accountable, &c.id, "accountable"))
        .chain(records.limits.iter().map(|limit| (&limit.owner, &limit.id, "owner")))
        .chain(records.responsibilities.iter().map(|duty| (&duty.accountable, &duty.id, "accountable")));
    for (person, id, field) in held {
        if let Some(person) = person.id() {
            duties.entry(person).or_default().push(facts.field(id, field));
        }
    }
    let people =
        records.people.iter().filter_map(|person| Some((person, duties.remove(person.id.as_str())?)));
    let loaded = people.filter(|(_, duties)| duties.len() >= MANY_DUTIES);
    loaded
        .map(|(person, duties)| {
            let titles: Vec<_> = duties.iter().map(|duty| facts.quoted(&duty.id)).collect();
            let number = duties.len();
            let text = format!(
                "{} answers for {number} critical components, limits and duties: {}.",
                person.name,
                and(&titles)
            );
            let most = MANY_DUTIES - 1;
            let remedy =
                format!("Share them out until nobody holds more than {most}, starting with {}.", titles[0]);
            Flag::about("H5", &person.id, text, remedy).shown_by(duties)
        })
        .collect()
}
