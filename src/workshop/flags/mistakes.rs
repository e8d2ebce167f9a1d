//! M1 to M5: the mistakes that practitioners warn of.

use super::{Facts, Flag};
use crate::workshop::doomsday::{Forecast, Outlook, Unforecast};
use crate::workshop::leverage;
use crate::workshop::records::{Captured, Demand, Fate, Limit, Migration, Research, Roadmap, Row};
use crate::workshop::value::{ChoiceSet, grouped_number};
use crate::workshop::words::{and, count, said, sentence};

/// M1: a capability with only expected demand, or with no pain, nobody waiting and no repetition behind it.
pub(super) fn abstract_future(facts: &Facts) -> Vec<Flag> {
    let capabilities = facts.records.capabilities.iter();
    let candidates = capabilities.filter(|row| facts.begun(&row.id) && leverage::invested_in(row));
    candidates
        .filter_map(|row| {
            let name = facts.quoted(&row.id);
            let nobody = row.pains.is_empty() && row.waiting.is_empty() && row.built_by.len() < 2;
            let expected = row.demand == Some(Demand::Expected);
            let text = match (expected, nobody) {
                (true, true) => format!(
                    "Demand for {name} is only expected: it removes no recorded pain, no team waits for it and \
                     fewer than two have built it."
                ),
                (true, false) => format!("Demand for {name} is only expected; nobody has measured it or asked."),
                (false, true) => format!(
                    "{name} has nobody behind it: it removes no recorded pain, no team waits for it and fewer \
                     than two have built it."
                ),
                (false, false) => return None,
            };
            let remedy = format!(
                "Find two teams that would use {name} this quarter and the pain it removes for them, or decide \
                 to stay manual until they turn up."
            );
            let mut fields = vec!["demand"];
            if nobody {
                fields.extend(["pains", "waiting", "built_by"]);
            }
            let evidence = fields.into_iter().map(|field| facts.field(&row.id, field));
            Some(Flag::about("M1", &row.id, text, remedy).shown_by(evidence))
        })
        .collect()
}

/// M2: no product owner, or one not accountable for adoption; no roadmap, no user research.
pub(super) fn no_product_owner(facts: &Facts) -> Vec<Flag> {
    let ownership = &facts.records.ownership;
    let answered = !facts.records.fields("ownership").is_empty();
    // Before the team plans what to build, nobody has had the chance to say who owns it.
    let planned = !facts.records.capabilities.is_empty() || !facts.records.components.is_empty();
    let owner = facts.records.people.get_ref(&ownership.product_owner);
    let mut wrong = Vec::new();
    let mut todo = Vec::new();
    let mut fields = Vec::new();
    match owner {
        None if answered || planned => {
            wrong.push("nobody is its product owner".to_owned());
            todo.push("name one person who owns it as a product");
            fields.push("product_owner");
        }
        Some(owner) if ownership.accountable == Some(false) => {
            wrong.push(format!("{} owns it but is not accountable for adoption", owner.name));
            todo.push("make adoption the owner's own target");
            fields.push("accountable");
        }
        _ => {}
    }
    if ownership.roadmap == Some(Roadmap::Nowhere) {
        wrong.push("there is no roadmap".to_owned());
        todo.push("publish a roadmap its users can see");
        fields.push("roadmap");
    }
    if ownership.research == Some(Research::Nothing) {
        wrong.push("nobody asks its users".to_owned());
        todo.push("talk to three of its users every month");
        fields.push("research");
    }
    if wrong.is_empty() {
        return Vec::new();
    }
    let text = format!("The platform is not run as a product: {}.", and(&wrong));
    let remedy = sentence(&and(&todo));
    let evidence = fields.into_iter().map(|field| facts.field("ownership", field));
    vec![Flag::overall("M2", text, remedy).danger(owner.is_none()).shown_by(evidence)]
}

/// M3: a limit that nobody watches, or whose fix should have begun.
pub(super) fn too_late(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (limit, outcome) in &facts.forecasts {
        match outcome {
            Ok(forecast) if forecast.outlook == Outlook::Late => flags.push(overdue(facts, limit, forecast)),
            Err(Unforecast::AlreadyOver { today, hard, .. }) => {
                let name = facts.quoted(&limit.id);
                let text = format!("{name} is at {today} and its hard limit is {hard}: it has run out.");
                let evidence = ["today", "hard"].map(|field| facts.field(&limit.id, field));
                flags.push(
                    Flag::about("M3", &limit.id, text, start_now(limit)).danger(true).shown_by(evidence),
                );
            }
            _ => {}
        }
        if let Ok(forecast) = outcome
            && let Some(at) = watched_at(&limit.watch, &forecast.unit).filter(|at| *at > forecast.alert())
        {
            let name = facts.quoted(&limit.id);
            let [at, alert] = [at, forecast.alert()].map(|value| amount(value, &forecast.unit));
            let text = format!("The alert on {name} stands at {at}, after the last day to start the fix.");
            let remedy = format!("Set the alert on {name} at {alert}.");
            flags
                .push(Flag::about("M3", &limit.id, text, remedy).shown_by([facts.field(&limit.id, "watch")]));
        }
        if facts.begun(&limit.id) && !said(&limit.watch) {
            let name = facts.quoted(&limit.id);
            let at = outcome.as_ref().ok().map(|f| amount(f.alert(), &f.unit));
            let remedy = match at {
                Some(at) => format!("Set an alert on {name} at {at}, and name who gets it."),
                None => format!("Set an alert on {name} well below its limit, and name who gets it."),
            };
            let text = format!("Nothing watches {name}, so nobody will hear when it fills up.");
            flags
                .push(Flag::about("M3", &limit.id, text, remedy).shown_by([facts.field(&limit.id, "watch")]));
        }
    }
    flags
}

/// The amount an alert is set at, as its description says it: the first number before the limit's unit.
fn watched_at(watch: &str, unit: &str) -> Option<f64> {
    let unit = unit.split(['/', ' ']).next().filter(|unit| !unit.is_empty())?.to_lowercase();
    let words: Vec<&str> = watch.split_whitespace().collect();
    let alone = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let number = |word: &str| word.trim_start_matches('(').replace(',', "").parse::<f64>().ok();
    words.windows(2).find_map(|pair| number(pair[0]).filter(|_| alone(pair[1]) == unit))
}

fn overdue(facts: &Facts, limit: &Row<Limit>, forecast: &Forecast) -> Flag {
    let name = facts.quoted(&limit.id);
    let usable = amount(forecast.usable, &forecast.unit);
    let margin = if forecast.usable < forecast.hard { " usable" } else { "" };
    let reached = format!("{name} reaches its{margin} limit of {usable} on {}", forecast.run_out);
    let lead = limit.lead.map(|lead| lead.to_string()).unwrap_or_default();
    let buffer = limit.buffer.map(|buffer| format!(" with a buffer of {buffer}")).unwrap_or_default();
    let text = match forecast.days_late() {
        Some(0) => format!("{reached}; the fix takes {lead}{buffer}, so today is the last day to start it."),
        late => format!(
            "{reached}; the fix takes {lead}{buffer}, so work had to begin on {}, {} ago.",
            forecast.last_start,
            count(late.map_or(0, |days| days.unsigned_abs() as usize), "day")
        ),
    };
    let fields = ["today", "hard", "growth", "lead"];
    let evidence = fields.into_iter().map(|field| facts.field(&limit.id, field));
    Flag::about("M3", &limit.id, text, start_now(limit)).danger(true).shown_by(evidence)
}

fn start_now(limit: &Limit) -> String {
    if said(&limit.mitigation) {
        format!("Stop feature work for it and start now: {}.", limit.mitigation.trim_end_matches('.'))
    } else {
        "Agree on the fix, name who leads it and stop feature work for it now.".to_owned()
    }
}

fn amount(value: f64, unit: &str) -> String {
    let number = grouped_number(value);
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// M4: events that are recorded on the client only.
pub(super) fn client_side_tracking(facts: &Facts) -> Vec<Flag> {
    let events = facts.records.tracked_events.iter();
    let events = events.filter(|event| event.captured == Some(Captured::Client));
    events
        .map(|event| {
            let name = facts.quoted(&event.id);
            let text = format!("{name} is recorded on the client only.");
            let remedy = format!(
                "Record {name} on the server where it happens, with the user's id, and keep the client's copy for \
                 detail only."
            );
            let evidence = [facts.field(&event.id, "captured")];
            Flag::about("M4", &event.id, text, remedy).shown_by(evidence)
        })
        .collect()
}

/// M5: something goes away and nothing says who moves off it, at what cost and why they would.
pub(super) fn migration_cost(facts: &Facts) -> Vec<Flag> {
    let mut flags = Vec::new();
    for system in &facts.records.systems {
        let successor = facts.records.components.iter().find(|c| c.replaces.id() == Some(&system.id));
        let leaves = system.fate.filter(|fate| matches!(fate, Fate::Replace | Fate::Retire));
        let moved = facts.records.migrations.iter().any(|m| m.from.id() == Some(&system.id));
        if moved || (leaves.is_none() && successor.is_none()) {
            continue;
        }
        let name = facts.quoted(&system.id);
        let users =
            if system.used_by.is_empty() { "the teams that use it".to_owned() } else { and(&system.used_by) };
        let (text, evidence) = match (leaves, successor) {
            (Some(fate), _) => (
                format!(
                    "{name} is to go (“{}”), and no migration says which team moves off it, with what effort.",
                    fate.label()
                ),
                facts.field(&system.id, "fate"),
            ),
            (None, Some(component)) => (
                format!(
                    "{} takes over from {name}, and no migration says which team moves, with what effort.",
                    facts.quoted(&component.id)
                ),
                facts.field(&component.id, "replaces"),
            ),
            (None, None) => continue,
        };
        let remedy =
            format!("Add a migration from {name} for {users}: effort, dates and why they would want to.");
        flags.push(Flag::about("M5", &system.id, text, remedy).shown_by([evidence]));
    }
    flags.extend(facts.records.migrations.iter().filter_map(|migration| half_planned(facts, migration)));
    flags.extend(super::crosschecks::migrations(facts));
    flags
}

fn half_planned(facts: &Facts, migration: &Row<Migration>) -> Option<Flag> {
    if facts.records.fields(&migration.id).len() < 2 {
        return None;
    }
    let team = facts.records.teams.get_ref(&migration.team).map_or("the team", |team| team.name.as_str());
    let lacks = [
        (migration.team.is_none(), "team", "name the team that moves".to_owned()),
        (
            migration.effort.is_none_or(|days| days <= 0.0),
            "effort",
            format!("ask {team} how many person-days the move takes"),
        ),
        (
            !said(&migration.incentive),
            "incentive",
            format!("say what {team} gains by moving, beyond being told to"),
        ),
    ];
    let lacks: Vec<_> = lacks.into_iter().filter(|(lacks, ..)| *lacks).collect();
    if lacks.is_empty() {
        return None;
    }
    let names: Vec<_> = lacks.iter().map(|(_, name, _)| format!("no {name}")).collect();
    let text = format!("The move {} has {} recorded.", facts.quoted(&migration.id), and(&names));
    let todo: Vec<_> = lacks.iter().map(|(.., todo)| todo.as_str()).collect();
    let remedy = sentence(&and(&todo));
    let evidence = lacks.iter().map(|(_, field, _)| facts.field(&migration.id, field));
    Some(Flag::about("M5", &migration.id, text, remedy).shown_by(evidence))
}
