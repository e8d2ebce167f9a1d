//! What two answers say that cannot both be true, or what one leaves open that another relies on.
//!
//! The three documents read the same answers from three sides; these checks are for what only shows when they
//! are laid beside each other. Each belongs to the rule whose mistake it is: H3, H4 or M5.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::{Evidence, Facts, Flag};
use crate::workshop::records::{
    Api, ApiLifecycle, Fate, Hardness, Layer, Lifecycle, Migration, Records, Row,
};
use crate::workshop::sourcing::usable;
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::and;

/// What is wrong, what to do about it, and the answers that show it.
type Finding = (String, String, Vec<Evidence>);

/// One flag of all that was found about a record.
fn flag(rule: &'static str, id: &str, found: Vec<Finding>) -> Option<Flag> {
    if found.is_empty() {
        return None;
    }
    let (mut text, mut remedy, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for (wrong, todo, evidence) in found {
        text.push(wrong);
        remedy.push(todo);
        shown.extend(evidence);
    }
    Some(Flag::about(rule, id, text.join(" "), remedy.join(" ")).shown_by(shown))
}

/// H4: an API that no component in the drawing serves, that outlives its component, or that leaves before the
/// notice is over or for something that leaves too.
pub(super) fn apis(facts: &Facts) -> Vec<Flag> {
    let begun = facts.records.apis.iter().filter(|api| facts.begun(&api.id));
    begun.filter_map(|api| flag("H4", &api.id, [served(facts, api), leaving(facts, api)].concat())).collect()
}

fn served(facts: &Facts, api: &Row<Api>) -> Vec<Finding> {
    let components = &facts.records.components;
    let name = facts.quoted(&api.id);
    let shown = |of: &str, field| vec![facts.field(&api.id, "component"), facts.field(of, field)];
    match components.get_ref(&api.component) {
        // Before anything is drawn there is no canvas it could be missing from.
        None if components.is_empty() => Vec::new(),
        None => vec![(
            format!("No component in the drawing serves the API {name}."),
            format!("Say which component serves {name}, or add it to the canvas."),
            vec![facts.field(&api.id, "component")],
        )],
        Some(component) if component.layer.is_none() => {
            let serves = facts.quoted(&component.id);
            vec![(
                format!("The API {name} is served by {serves}, which stands in no layer of the canvas."),
                format!("Put {serves} in its layer, or name the component that does serve {name}."),
                shown(&component.id, "layer"),
            )]
        }
        Some(component) if component.lifecycle == Some(Lifecycle::Retire) => {
            if api.lifecycle == Some(ApiLifecycle::Deprecated) {
                return Vec::new();
            }
            let serves = facts.quoted(&component.id);
            vec![(
                format!("The API {name} stays, and {serves}, which serves it, is to be retired."),
                format!("Deprecate {name} with a day and a successor, or move it to another component."),
                shown(&component.id, "lifecycle"),
            )]
        }
        Some(_) => Vec::new(),
    }
}

fn leaving(facts: &Facts, api: &Row<Api>) -> Vec<Finding> {
    let name = facts.quoted(&api.id);
    let mut found = Vec::new();
    let notice = facts.records.api_rules.notice_months.filter(|months| *months > 0.0);
    if let (Some(from), Some(until), Some(months)) = (api.deprecated_on, api.sunset_on, notice)
        && let Ok(earliest) = from.checked_add((months.ceil() as i32).months())
        && until < earliest
    {
        found.push((
            format!(
                "The API {name} stops on {until}, before the notice its callers were promised is over on {earliest}."
            ),
            format!("Let {name} answer until {earliest}, or agree on the earlier day with every caller."),
            vec![facts.field(&api.id, "sunset_on"), facts.field("api-rules", "notice_months")],
        ));
    }
    if let Some(next) = facts.records.apis.get_ref(&api.successor)
        && (next.id == api.id || next.lifecycle == Some(ApiLifecycle::Deprecated))
    {
        let to = facts.quoted(&next.id);
        let text = if next.id == api.id {
            format!("The API {name} is named as its own successor.")
        } else {
            format!("Callers of the API {name} are to move to {to}, which is deprecated itself.")
        };
        let shown = vec![facts.field(&api.id, "successor"), facts.field(&next.id, "lifecycle")];
        found.push((text, format!("Name a successor for {name} that stays."), shown));
    }
    found
}

/// H4: callers on record whose components no line of the canvas joins to the one that serves the API, neither straight
/// nor across the edge. One warning for all of them: they are drawn in one go, or left out for one reason.
pub(super) fn undrawn(facts: &Facts) -> Option<Flag> {
    let apis: Vec<(&Row<Api>, Vec<&str>)> = facts
        .records
        .apis
        .iter()
        .map(|api| (api, apart(facts.records, api)))
        .filter(|(_, apart)| !apart.is_empty())
        .collect();
    let first = apis.first()?;
    let of = |(api, teams): &(&Row<Api>, Vec<&str>)| {
        let names: Vec<_> = teams.iter().map(|team| facts.records.title(team)).collect();
        (and(&names), facts.quoted(&api.id))
    };
    let text = if apis.len() == 1 {
        let (names, name) = of(first);
        let call = if first.1.len() == 1 { "calls" } else { "call" };
        format!("{names} {call} the API {name}, and no connection in the drawing shows it.")
    } else {
        let told: Vec<_> = apis.iter().map(of).map(|(names, name)| format!("{name} by {names}")).collect();
        format!(
            "{} APIs are called where no connection in the drawing shows it: {}.",
            apis.len(),
            told.join("; ")
        )
    };
    let remedy =
        "Draw these calls, or take off the consumers who does not call; a failure spreads along both.";
    let evidence = apis.iter().map(|(api, _)| facts.field(&api.id, "consumers"));
    Some(Flag::overall("H4", text, remedy).shown_by(evidence))
}

/// The teams that call an API and have parts on the canvas, none of which is joined to the one that serves it.
fn apart<'a>(records: &'a Records, api: &'a Api) -> Vec<&'a str> {
    let Some(serves) = records.components.get_ref(&api.component) else { return Vec::new() };
    let joined = |one: &str, other: &str| {
        records.connections.iter().any(|connection| {
            let ends = (connection.from.id(), connection.to.id());
            // Events come from where a request would go to.
            ends == (Some(one), Some(other)) || ends == (Some(other), Some(one))
        })
    };
    let across = |one: &str| {
        let mut gates = records.components.iter().filter(|gate| gate.layer == Some(Layer::Edge));
        gates.any(|gate| joined(one, &gate.id) && joined(&gate.id, &serves.id))
    };
    let apart = |team: &&str| {
        let mut own = records.components.iter().filter(|own| own.owner.id() == Some(*team)).peekable();
        // A team without a part on the canvas may call from anywhere.
        own.peek().is_some()
            && !own.any(|own| own.id == serves.id || joined(&own.id, &serves.id) || across(&own.id))
    };
    if records.connections.is_empty() {
        return Vec::new();
    }
    api.consumers.ids().iter().map(String::as_str).filter(apart).collect()
}

/// H3: something others cannot work without, and nobody to call when it fails.
pub(super) fn nobody_to_call(facts: &Facts) -> Vec<Flag> {
    let records = facts.records;
    let mut callers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut shown: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    for connection in records.connections.iter().filter(|c| c.hardness == Some(Hardness::Hard)) {
        let ends =
            records.components.get_ref(&connection.from).zip(records.components.get_ref(&connection.to));
        let Some((from, to)) = ends.filter(|(from, to)| from.id != to.id) else { continue };
        let lead = records.teams.get_ref(&to.owner).is_some_and(|team| team.lead.is_some());
        if to.accountable.is_none() && !lead {
            let callers = callers.entry(&to.id).or_default();
            if !callers.contains(&from.id.as_str()) {
                callers.push(&from.id);
            }
            shown.entry(&to.id).or_default().push(facts.field(&connection.id, "hardness"));
        }
    }
    callers
        .into_iter()
        .map(|(id, callers)| {
            let name = facts.quoted(id);
            let names: Vec<_> = callers.iter().map(|caller| facts.quoted(caller)).collect();
            let stop = if names.len() == 1 { "stops" } else { "stop" };
            let text = format!("{} {stop} when {name} does, and nobody is named to call then.", and(&names));
            let remedy =
                format!("Name the person accountable for {name}, or the lead of the team that owns it.");
            let evidence = shown.remove(id).unwrap_or_default();
            let flag = Flag::about("H3", id, text, remedy).shown_by([facts.field(id, "accountable")]);
            flag.shown_by(evidence)
        })
        .collect()
}

/// M5: a move off something the landscape does not know or wants to keep, onto something that goes or is not there
/// yet, or with dates that cannot be kept.
pub(super) fn migrations(facts: &Facts) -> Vec<Flag> {
    let begun = facts.records.migrations.iter().filter(|m| facts.records.fields(&m.id).len() > 1);
    begun
        .filter_map(|m| flag("M5", &m.id, [ends(facts, m), dates(facts, m), too_soon(facts, m)].concat()))
        .collect()
}

fn ends(facts: &Facts, migration: &Row<Migration>) -> Vec<Finding> {
    let name = facts.quoted(&migration.id);
    let mut found = Vec::new();
    match facts.records.systems.get_ref(&migration.from) {
        None => found.push((
            format!("The move {name} does not say which existing system it leaves."),
            format!("Name the system that {name} moves off, as it stands in the landscape."),
            vec![facts.field(&migration.id, "from")],
        )),
        Some(system) if !facts.begun(&system.id) => {
            let from = facts.quoted(&system.id);
            found.push((
                format!("The move {name} leaves {from}, of which the landscape holds no more than its name."),
                format!("Say what {from} does, who runs it and what becomes of it."),
                vec![facts.field(&migration.id, "from"), facts.field(&system.id, "does")],
            ));
        }
        Some(system) => {
            // What is improved may well lose some of its users, but then it is not switched off.
            let stays = match system.fate {
                Some(Fate::Keep) => true,
                Some(Fate::Improve) => migration.off_date.is_some(),
                _ => false,
            };
            if let Some(fate) = system.fate.filter(|_| stays) {
                let from = facts.quoted(&system.id);
                found.push((
                    format!("The move {name} leaves {from}, which is to stay (“{}”).", fate.label()),
                    format!("Decide whether {from} goes, or say in {name} what alone moves off it."),
                    vec![facts.field(&migration.id, "from"), facts.field(&system.id, "fate")],
                ));
            }
        }
    }
    let target = facts.records.components.get_ref(&migration.to);
    if let Some(to) = target.filter(|to| to.lifecycle == Some(Lifecycle::Retire)) {
        let to_name = facts.quoted(&to.id);
        found.push((
            format!("The move {name} leads to {to_name}, which is to be retired."),
            format!("Let {name} lead to what stays."),
            vec![facts.field(&migration.id, "to"), facts.field(&to.id, "lifecycle")],
        ));
    }
    found
}

fn dates(facts: &Facts, migration: &Row<Migration>) -> Vec<Finding> {
    let name = facts.quoted(&migration.id);
    let shown = |fields: [&str; 2]| fields.map(|field| facts.field(&migration.id, field)).to_vec();
    let mut found = Vec::new();
    if let (Some(starts), Some(ends)) = (migration.starts, migration.ends)
        && ends < starts
    {
        found.push((
            format!("The move {name} ends on {ends}, before it starts on {starts}."),
            format!("Agree on the dates of {name} again."),
            shown(["starts", "ends"]),
        ));
    }
    if let (Some(ends), Some(off)) = (migration.ends, migration.off_date)
        && off < ends
    {
        found.push((
            format!("The old system of {name} is switched off on {off}, before the move ends on {ends}."),
            format!("Keep the old system until {ends}, or move {name} forward."),
            shown(["ends", "off_date"]),
        ));
    }
    found
}

/// A move onto a component that, by the option chosen for it, no team can use by then.
fn too_soon(facts: &Facts, migration: &Row<Migration>) -> Vec<Finding> {
    let target = facts.records.components.get_ref(&migration.to);
    let usable = target.and_then(|component| usable(facts.records, component));
    let (Some(starts), Some(usable)) = (migration.starts, usable) else { return Vec::new() };
    if starts >= usable.from {
        return Vec::new();
    }
    let (name, to) = (facts.quoted(&migration.id), facts.quoted(&usable.component.id));
    let (decided, from) = (usable.decided, usable.from);
    vec![(
        format!(
            "The move {name} starts on {starts}, but {to} was decided on {decided} and takes {} until first use: teams \
             have it from {from}.",
            usable.takes
        ),
        format!("Let {name} start on {from} or later, or find what brings {to} sooner."),
        vec![
            facts.field(&migration.id, "starts"),
            facts.field(&usable.option.id, "first_use"),
            facts.field(&usable.decision.id, "date"),
        ],
    )]
}
