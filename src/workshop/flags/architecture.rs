//! H1 and H5: what the graph of components shows.

use std::collections::BTreeMap;

use super::{Evidence, Facts, Flag};
use crate::workshop::records::{Grade, Mode};
use crate::workshop::words::{and, count};

/// How many synchronous callers make a component one that everyone calls.
const MANY_CALLERS: usize = 5;
/// For how many critical things one person may answer before that is a risk by itself.
const MANY_DUTIES: usize = 4;

/// H1: cycles, components everyone waits for, stores that several owners reach into.
pub(super) fn tight_coupling(facts: &Facts) -> Vec<Flag> {
    let mut flags = cycles(facts);
    flags.extend(crowded(facts));
    flags.extend(shared(facts));
    flags
}

fn cycles(facts: &Facts) -> Vec<Flag> {
    let tangles = facts.canvas.tangles();
    let cycles = facts.canvas.cycles();
    let found = tangles.iter().zip(&cycles).map(|(tangle, cycle)| {
        let mut names: Vec<String> = cycle.iter().map(|id| facts.records.title(id)).collect();
        names.extend(names.first().cloned());
        let others: Vec<String> =
            tangle.iter().filter(|id| !cycle.contains(id)).map(|id| facts.quoted(id)).collect();
        let circle = match cycle.as_slice() {
            [alone] => format!("{} waits for itself.", facts.quoted(alone)),
            _ => format!("A circle of calls that wait for each other: {}.", names.join(" → ")),
        };
        let text = match others.as_slice() {
            [] => circle,
            [one] => format!("{circle} {one} is caught in it too."),
            more => format!("{circle} {} are caught in it too.", and(more)),
        };
        let legs = cycle.iter().zip(cycle.iter().cycle().skip(1));
        let connections: Vec<_> = legs
            .filter_map(|(from, to)| {
                let leaving = facts.canvas.outgoing(from);
                leaving.into_iter().find(|c| c.to.id() == Some(to) && c.mode != Some(Mode::Async))
            })
            .collect();
        let last = connections.last().map(|c| facts.quoted(&c.id)).unwrap_or_default();
        let remedy = format!(
            "Break the circle at one place: turn {last} into an event nobody waits for, or move what both sides \
             need into a component of its own."
        );
        let evidence = connections.iter().map(|c| facts.record(&c.id));
        Flag::about("H1", cycle[0], text, remedy).shown_by(evidence)
    });
    found.collect()
}

fn crowded(facts: &Facts) -> Vec<Flag> {
    let crowded = facts.canvas.fan_in().into_iter().filter(|(_, callers)| *callers >= MANY_CALLERS);
    crowded
        .map(|(id, callers)| {
            let name = facts.quoted(id);
            let text = format!("{callers} components wait for {name} in the middle of their own work.");
            let remedy = format!(
                "Let callers of {name} work from a cached copy or an event, and agree what each does when it \
                 does not answer."
            );
            let sync = facts.canvas.incoming(id).filter(|c| c.mode == Some(Mode::Sync));
            let evidence = sync.map(|c| facts.field(&c.id, "mode"));
            Flag::about("H1", id, text, remedy).shown_by(evidence)
        })
        .collect()
}

fn shared(facts: &Facts) -> Vec<Flag> {
    let stores = facts.canvas.shared_stores();
    stores
        .iter()
        .map(|shared| {
            let name = facts.quoted(&shared.store);
            let owners: Vec<_> = shared.owners.iter().map(|team| facts.records.title(team)).collect();
            let text = format!("Components of {} reach directly into {name}.", and(&owners));
            let remedy = format!(
                "Give {name} one owner and let the others ask that owner's API; its tables are then free to change."
            );
            let evidence = shared.connections.iter().map(|id| facts.record(id));
            Flag::about("H1", &shared.store, text, remedy).shown_by(evidence)
        })
        .collect()
}

/// H5: critical components with nothing to take over, without a second person, and people with too much.
pub(super) fn single_points(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for id in facts.canvas.single_points() {
        let name = facts.quoted(id);
        let text =
            format!("Users stop working without {name}, and nothing is recorded that takes over from it.");
        let remedy =
            format!("Say what takes over when {name} fails and try it out, or decide how long users wait.");
        let evidence = [facts.field(id, "critical"), facts.field(id, "redundancy")];
        flags.push(Flag::about("H5", id, text, remedy).danger(true).shown_by(evidence));
    }
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

/// Everything critical somebody answers for alone: critical components, limits, high risks, and duties that
/// come back again and again.
fn overloaded(facts: &Facts) -> Vec<Flag> {
    let records = facts.records;
    let mut duties: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    let critical = records.components.iter().filter(|c| c.critical == Some(true));
    let held = critical
        .map(|c| (&c.accountable, &c.id, "accountable"))
        .chain(records.limits.iter().map(|limit| (&limit.owner, &limit.id, "owner")))
        .chain(
            records
                .risks
                .iter()
                .filter(|risk| risk.impact == Some(Grade::High))
                .map(|risk| (&risk.owner, &risk.id, "owner")),
        )
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
            let what = count(duties.len(), "critical thing");
            let text = format!("{} answers for {what}: {}.", person.name, and(&titles));
            let most = MANY_DUTIES - 1;
            let remedy =
                format!("Share them out until nobody holds more than {most}, starting with {}.", titles[0]);
            Flag::about("H5", &person.id, text, remedy).shown_by(duties)
        })
        .collect()
}
