//! G1 to G4: versions, the way out, and repeating.

use jiff::ToSpan;

use super::{Facts, Finding, found, naming, style};
use crate::workshop::records::{ApiLifecycle, ApiStyle, Method, VersionPlace};
use crate::workshop::words::{and, placeholder, said};

/// G1: a version that is not three numbers.
pub(super) fn version(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some(api) = facts.records.apis.by_id(id).filter(|api| said(&api.version)) else { return Vec::new() };
    let numbers = api.version.trim().split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<&str> = numbers.split('.').collect();
    if parts.len() == 3 && parts.iter().all(|part| part.parse::<u64>().is_ok()) {
        return Vec::new();
    }
    let text = format!("The version “{}” of “{}” is not MAJOR.MINOR.PATCH.", api.version, api.name);
    vec![found("G1", id, "version", text, "Write three numbers, such as 1.0.0.")]
}

/// G2: a path that names a major version where the rules do not want it, or another than the API has.
pub(super) fn version_place(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    if style(row, api) != Some(ApiStyle::Rest) {
        return Vec::new();
    }
    let Some(said) = row.path.split(['/', '?']).find(|part| naming::is_version(part)) else {
        return Vec::new();
    };
    let major: Option<u64> = api.and_then(|api| api.version.trim().split('.').next()?.parse().ok());
    let named: Option<u64> = said[1..].split('.').next().and_then(|number| number.parse().ok());
    match facts.profile.version_place {
        Some(place @ (VersionPlace::MediaType | VersionPlace::Header)) => {
            let place = if place == VersionPlace::Header { "a request header" } else { "the media type" };
            let text = format!(
                "The path {} names {said}, but the rules put the major version into {place}.",
                row.path
            );
            vec![found("G2", id, "path", text, format!("Leave /{said} out."))]
        }
        _ if major.is_some() && named.is_some() && major != named => {
            let version = api.map(|api| api.version.as_str()).unwrap_or_default();
            let text = format!("The path {} names {said}, the API has version {version}.", row.path);
            vec![found("G2", id, "path", text, "Let both name the same major version.")]
        }
        _ => Vec::new(),
    }
}

/// G3: a deprecated API without its day, its notice or its successor.
pub(super) fn leaving(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some(api) = facts.records.apis.by_id(id) else { return Vec::new() };
    let going = api.lifecycle == Some(ApiLifecycle::Deprecated)
        || api.deprecated_on.is_some()
        || api.sunset_on.is_some();
    if !going {
        return Vec::new();
    }
    let checks = [
        (api.deprecated_on.is_none(), "deprecated_on", "the day callers were told"),
        (api.sunset_on.is_none(), "sunset_on", "the day it stops answering"),
        (api.successor.is_none(), "successor", "what callers move to"),
    ];
    let lacks: Vec<_> = checks.iter().filter(|(lacks, ..)| *lacks).collect();
    let mut findings = Vec::new();
    if let Some((_, field, _)) = lacks.first() {
        let what: Vec<_> = lacks.iter().map(|(.., what)| *what).collect();
        let text = format!("“{}” is on its way out, and nobody says {}.", api.name, and(&what));
        findings.push(found(
            "G3",
            id,
            field,
            text,
            "Fill it in on the card of the API, and tell the callers.",
        ));
    }
    if let (Some(told), Some(ends), Some(months)) =
        (api.deprecated_on, api.sunset_on, facts.profile.notice_months)
    {
        let earliest = told.checked_add((months.ceil() as i32).months()).ok();
        if earliest.is_some_and(|earliest| ends < earliest) {
            let text = format!("“{}” stops on {ends}, less than {months} months after {told}.", api.name);
            let day = earliest.map(|day| day.to_string()).unwrap_or_default();
            findings.push(found("G3", id, "sunset_on", text, format!("Move the sunset to {day} or later.")));
        }
    }
    findings
}

/// G4: a POST of an API that does not say how to repeat.
pub(super) fn repeats(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    let Some(api) = api.filter(|_| row.method == Some(Method::Post) && !placeholder(&row.name)) else {
        return Vec::new();
    };
    if said(&api.idempotency) {
        return Vec::new();
    }
    let text = format!("“{}” is a POST, and “{}” does not say how to repeat one safely.", row.name, api.name);
    let remedy = format!("Fill in “Retries” of “{}”: an Idempotency-Key, and how long it is kept.", api.name);
    vec![found("G4", id, "method", text, remedy)]
}
