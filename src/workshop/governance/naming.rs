//! G7 to G9, G11 and G12: names.

use super::{Case, Decided, Facts, Finding, found, style};
use crate::workshop::names;
use crate::workshop::nouns;
use crate::workshop::records::{ApiStyle, Method};
use crate::workshop::sketch::is_http;

/// The segments of a path that are no parameters and no version.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    path.split('/').filter(|part| !part.is_empty() && !part.contains(['{', ':', '<']) && !is_version(part))
}

pub(super) fn is_version(segment: &str) -> bool {
    segment.strip_prefix(['v', 'V']).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
    })
}

/// G7: a path in another case, with a verb, or with a collection that is not plural.
pub(super) fn path(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    if style(row, api) != Some(ApiStyle::Rest) || !row.method.is_none_or(is_http) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let (case, decided) = facts.profile.paths;
    for segment in segments(&row.path) {
        let words = names::words(segment);
        // `PATCH /x/cancel` is a verb as well, but one that many houses allow as the last resort on a POST.
        let verb = words.first().filter(|word| nouns::is_verb(word));
        let action = words.len() == 1 && row.method == Some(Method::Post) && row.path.contains('{');
        if let Some(verb) = verb.filter(|_| !action) {
            let thing = Case::Kebab.of(&words[1..].join(" "));
            let instead = if words.len() > 1 { format!(", such as /{thing}") } else { String::new() };
            let text = format!("The path {} says what is done: “{verb}”.", row.path);
            findings.push(found(
                "G7",
                id,
                "path",
                text,
                format!("Name the thing instead{instead}; the method says the rest."),
            ));
        } else if !case.fits(segment) {
            let text = format!("“{segment}” in {} is not in {}, {}.", row.path, case.name(), decided.told());
            findings.push(found("G7", id, "path", text, format!("Write /{}.", case.of(segment))));
        }
    }
    findings.extend(not_plural(facts, id, &row.path));
    findings
}

/// A segment before a parameter is a collection.
fn not_plural(facts: &Facts, id: &str, path: &str) -> Option<Finding> {
    let (true, decided) = facts.profile.plural else { return None };
    let parts: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let pair = parts.windows(2).find(|pair| {
        let last = names::words(pair[0]).pop().unwrap_or_default();
        let counted = !last.is_empty() && !pair[0].contains('{') && !is_version(pair[0]);
        // `/v2/me/{id}` and `/search/{id}` aside: only nouns that have a plural are asked for it.
        pair[1].starts_with('{') && counted && !nouns::is_plural(&last) && !nouns::is_verb(&last)
    })?;
    let text = format!("The collection “{}” in {path} is not plural, {}.", pair[0], decided.told());
    Some(found("G7", id, "path", text, "Name a collection by the plural of what it holds."))
}

/// G8: a topic, procedure or field that is not named as its format wants it.
pub(super) fn target(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    let path = row.path.trim();
    if path.is_empty() {
        return Vec::new();
    }
    let one = |text: String, remedy: String| vec![found("G8", id, "path", text, remedy)];
    match style(row, api) {
        Some(ApiStyle::Grpc) if !Case::Pascal.fits(path.rsplit(['.', '/']).next().unwrap_or(path)) => one(
            format!("The procedure “{path}” is not in PascalCase, as protobuf has it."),
            format!("Call it {}.", Case::Pascal.of(path)),
        ),
        Some(ApiStyle::Graphql) => {
            let name = path.split(['(', ':', '{']).next().unwrap_or_default().trim();
            if Case::Camel.fits(name) {
                return Vec::new();
            }
            let remedy = format!("Call it {}.", Case::Camel.of(name));
            one(format!("The field “{name}” is not in camelCase, as GraphQL has it."), remedy)
        }
        Some(ApiStyle::Events) => topic(facts, id, path, row.method),
        _ => Vec::new(),
    }
}

fn topic(facts: &Facts, id: &str, path: &str, method: Option<Method>) -> Vec<Finding> {
    let small =
        |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '/' | '{' | '}');
    if !path.chars().all(small) {
        let parts: Vec<String> = path.split('.').map(|part| Case::Kebab.of(part)).collect();
        let text = format!("The topic “{path}” has capital letters or spaces.");
        return vec![found("G8", id, "path", text, format!("Call it {}.", parts.join(".")))];
    }
    let (true, decided) = facts.profile.past_tense else { return Vec::new() };
    let last = path.rsplit(['.', '/']).find(|part| !part.contains('{')).unwrap_or(path);
    if method == Some(Method::Publish) && !names::words(last).iter().any(|word| is_past(word)) {
        let text = format!("The topic “{path}” does not end with what happened, {}.", decided.told());
        return vec![found("G8", id, "path", text, "Let it end in the past tense, such as invoice.paid.")];
    }
    Vec::new()
}

fn is_past(word: &str) -> bool {
    const ODD: [&str; 27] = [
        "sent",
        "paid",
        "made",
        "built",
        "sold",
        "bought",
        "lost",
        "found",
        "left",
        "met",
        "held",
        "kept",
        "won",
        "begun",
        "written",
        "taken",
        "given",
        "broken",
        "chosen",
        "drawn",
        "known",
        "shown",
        "withdrawn",
        "set",
        "put",
        "read",
        "split",
    ];
    word.ends_with("ed") || ODD.contains(&word)
}

/// G9: an operation's id that is not in camelCase.
pub(super) fn id(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, _)) = facts.operation(id) else { return Vec::new() };
    let name = row.name.trim();
    if name.is_empty() || Case::Camel.fits(name) {
        return Vec::new();
    }
    let text = format!("The operation “{name}” is not in camelCase.");
    vec![found("G9", id, "name", text, format!("Call it {}.", Case::Camel.of(name)))]
}

/// G11: a payload that is not in `PascalCase`, or begins with a verb.
pub(super) fn payload(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, _)) = facts.payload(id) else { return Vec::new() };
    let name = row.name.trim();
    if name.is_empty() || Case::Pascal.fits(name) {
        return Vec::new();
    }
    let text = format!("The payload “{name}” is not in PascalCase.");
    vec![found("G11", id, "name", text, format!("Call it {}.", Case::Pascal.of(name)))]
}

/// G12: a field in another case than the rules, or its format, have it.
pub(super) fn field(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.payload_field(id) else { return Vec::new() };
    let name = row.name.trim();
    let (case, why) = match api.and_then(|api| api.style) {
        Some(ApiStyle::Grpc) => (Case::Snake, "as protobuf has it"),
        // GraphQL's own custom gives way to a rule of the team.
        Some(ApiStyle::Graphql) if facts.profile.fields.1 == Decided::Usual => {
            (Case::Camel, "as GraphQL has it")
        }
        _ => (facts.profile.fields.0, facts.profile.fields.1.told()),
    };
    if name.is_empty() || case.fits(name) {
        return Vec::new();
    }
    let text = format!("The field “{name}” is not in {}, {why}.", case.name());
    vec![found("G12", id, "name", text, format!("Call it {}.", case.of(name)))]
}
