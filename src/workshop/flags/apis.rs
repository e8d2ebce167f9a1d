//! H4: contracts that will break.

use super::{Facts, Flag};
use crate::workshop::governance::{self, Finding};
use crate::workshop::records::{Api, ApiLifecycle, Row};
use crate::workshop::words::{and, said};

/// H4: an API without version, authentication or consumers, or on its way out without an end; APIs without
/// a rule for how they change; deviations from those rules that hurt callers.
pub(super) fn breakable(facts: &Facts) -> Vec<Flag> {
    let mut flags: Vec<_> = facts.records.apis.iter().filter_map(|api| of_api(facts, api)).collect();
    flags.extend(of_rules(facts));
    flags.extend(of_deviations(facts));
    flags.extend(super::crosschecks::apis(facts));
    flags.extend(super::crosschecks::undrawn(facts));
    flags
}

/// Deviations from the API rules that hurt callers once an API is in use, told in one flag for each API.
fn of_deviations(facts: &Facts) -> Vec<Flag> {
    let hurts = |finding: &Finding| governance::rule_of(finding.rule).is_some_and(|rule| rule.breaks);
    // The day on which an API stops is asked for above.
    let told = |finding: &Finding| finding.rule == "G3" && finding.field == "sunset_on";
    let findings = governance::findings(facts.records).into_iter();
    let findings = findings.filter(|found| hurts(found) && !told(found) && facts.begun(&found.subject));
    let mut by_api: Vec<(String, Vec<Finding>)> = Vec::new();
    for finding in findings {
        let Some(api) = governance::api_of(facts.records, &finding.subject) else { continue };
        match by_api.iter_mut().find(|(known, _)| *known == api) {
            Some((_, found)) => found.push(finding),
            None => by_api.push((api, vec![finding])),
        }
    }
    let flag = |(api, found): (String, Vec<Finding>)| {
        let name = facts.quoted(&api);
        let mut rules: Vec<(&str, usize, &Finding)> = Vec::new();
        for finding in &found {
            match rules.iter_mut().find(|(rule, ..)| *rule == finding.rule) {
                Some((_, times, _)) => *times += 1,
                None => rules.push((finding.rule, 1, finding)),
            }
        }
        let texts = rules.iter().map(|(rule, times, first)| {
            let title = governance::rule_of(rule).map_or("", |rule| rule.title);
            match times {
                1 => first.text.clone(),
                times => format!("{times} deviations from “{title}”."),
            }
        });
        let remedies = rules.iter().map(|(.., first)| first.remedy.clone());
        let (texts, remedies): (Vec<_>, Vec<_>) = (texts.collect(), remedies.collect());
        let text = format!("The contract of {name} deviates where it hurts callers: {}", texts.join(" "));
        let evidence = found.iter().map(|finding| facts.field(&finding.subject, finding.field));
        Flag::about("H4", &api, text, remedies.join(" ")).shown_by(evidence)
    };
    by_api.into_iter().map(flag).collect()
}

fn of_api(facts: &Facts, api: &Row<Api>) -> Option<Flag> {
    if !facts.begun(&api.id) {
        return None;
    }
    let leaving = api.lifecycle == Some(ApiLifecycle::Deprecated) && api.sunset_on.is_none();
    let checks = [
        (!said(&api.version), "version", "no version", "give it a MAJOR.MINOR.PATCH version"),
        (
            !said(&api.authentication),
            "authentication",
            "no authentication",
            "say how a caller proves who it is",
        ),
        (
            api.consumers.is_empty(),
            "consumers",
            "no consumers",
            "name the teams that call it, or do not build it",
        ),
        (leaving, "sunset_on", "no day on which it stops", "say when it stops and what to move to"),
    ];
    let lacks: Vec<_> = checks.into_iter().filter(|(lacks, ..)| *lacks).collect();
    if lacks.is_empty() {
        return None;
    }
    let name = facts.quoted(&api.id);
    let what: Vec<_> = lacks.iter().map(|(_, _, what, _)| *what).collect();
    let todo: Vec<_> = lacks.iter().map(|(.., todo)| *todo).collect();
    let open = lacks.iter().any(|(_, field, ..)| *field == "authentication");
    let evidence = lacks.iter().map(|(_, field, ..)| facts.field(&api.id, field));
    let flag = Flag::about(
        "H4",
        &api.id,
        format!("The API {name} has {}.", and(&what)),
        format!("For {name}: {}.", and(&todo)),
    );
    Some(flag.danger(open).shown_by(evidence))
}

fn of_rules(facts: &Facts) -> Option<Flag> {
    let apis = &facts.records.apis;
    if apis.is_empty() {
        return None;
    }
    let rules = &facts.records.api_rules;
    let checks = [
        (
            rules.notice_months.is_none_or(|months| months <= 0.0),
            "notice_months",
            "how long callers are warned before a version ends",
            "agree on a notice period in months",
        ),
        (
            rules.version_place.is_none(),
            "version_place",
            "where the major version stands",
            "choose one place for the major version (either is fine, none is not)",
        ),
    ];
    let lacks: Vec<_> = checks.into_iter().filter(|(lacks, ..)| *lacks).collect();
    if lacks.is_empty() {
        return None;
    }
    let what: Vec<_> = lacks.iter().map(|(_, _, what, _)| *what).collect();
    let todo: Vec<_> = lacks.iter().map(|(.., todo)| *todo).collect();
    let whose = match apis.as_ref() {
        [api] => format!("the callers of {}", facts.quoted(&api.id)),
        more => format!("the callers of {} APIs", more.len()),
    };
    let text = format!("No rule says {}, though {whose} depend on it.", and(&what));
    let remedy = format!("Together with the callers, {}.", and(&todo));
    let evidence = lacks.iter().map(|(_, field, ..)| facts.field("api-rules", field));
    Some(Flag::about("H4", "api-rules", text, remedy).shown_by(evidence))
}
