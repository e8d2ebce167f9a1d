//! G5, G6, G10, G13 and G14: what is asked and answered.

use super::{Facts, Finding, found, naming, style};
use crate::workshop::names;
use crate::workshop::nouns;
use crate::workshop::records::{ApiStyle, Method};
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::{placeholder, said};

/// G5: an operation without a scope.
pub(super) fn scope(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, _)) = facts.operation(id) else { return Vec::new() };
    if !placeholder(&row.scope) {
        return Vec::new();
    }
    let noun = names::words(row.path.split('?').next().unwrap_or_default());
    let noun =
        noun.iter().rev().find(|word| nouns::is_plural(word)).cloned().unwrap_or_else(|| "things".into());
    let right = if matches!(row.method, Some(Method::Get | Method::Query | Method::Subscribe)) {
        "read"
    } else {
        "write"
    };
    let text = format!("“{}” does not say what its caller must be allowed.", facts.records.title(id));
    vec![found(
        "G5",
        id,
        "scope",
        text,
        format!("Name a scope such as {noun}:{right}, or “none” when everyone may."),
    )]
}

/// G6: a list that is returned whole.
pub(super) fn pages(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    if row.list == Some(true) || row.response.is_none() {
        return Vec::new();
    }
    let listed = match style(row, api) {
        Some(ApiStyle::Rest) => row.method == Some(Method::Get) && is_collection(&row.path),
        Some(ApiStyle::Grpc | ApiStyle::Graphql) => {
            names::words(&row.path).first().is_some_and(|word| word == "list")
        }
        _ => false,
    };
    // A payload that is itself a page, with the entries and where the next begin, is one way to page.
    let fields = facts.records.payload_fields.iter().filter(|field| field.payload.id() == row.response.id());
    let pages = fields.into_iter().any(|field| {
        let words = names::words(&field.name);
        words
            .iter()
            .any(|word| matches!(word.as_str(), "next" | "cursor" | "page" | "token" | "links" | "offset"))
            || words == ["has", "more"]
    });
    if !listed || pages {
        return Vec::new();
    }
    let text = format!("“{}” reads like a list, and would return it whole.", facts.records.title(id));
    vec![found("G6", id, "list", text, "Say yes under “Returns a list”, so that it comes in pages.")]
}

/// True when a path ends with the plural of something.
fn is_collection(path: &str) -> bool {
    let last = path
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let counted = |word: &String| word.ends_with('s') || nouns::singular(word) != *word;
    !last.contains(['{', ':'])
        && names::words(last).last().is_some_and(|word| nouns::is_plural(word) && counted(word))
        && !naming::is_version(last)
}

/// G10: a status or a body that does not fit the method.
pub(super) fn status(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.operation(id) else { return Vec::new() };
    let (Some(method), Some(ApiStyle::Rest)) = (row.method, style(row, api)) else { return Vec::new() };
    let one = |field, text: String, remedy: &str| vec![found("G10", id, field, text, remedy)];
    match (method, row.success) {
        (_, Some(code)) if !(200.0..300.0).contains(&code) => one(
            "success",
            format!("{code} is no status of a success."),
            "Take 200, 201, 202 or 204; errors have their own table.",
        ),
        (_, Some(204.0)) if !row.response.is_none() => one(
            "success",
            "After 204 no body can follow, yet one is returned.".into(),
            "Take 200, or return nothing.",
        ),
        (Method::Get, Some(code @ (201.0 | 202.0))) => {
            one("success", format!("A GET makes nothing, so {code} says the wrong thing."), "Take 200.")
        }
        (Method::Delete, _) if !row.request.is_none() => one(
            "request",
            "A DELETE is sent with a body, which proxies may drop.".into(),
            "Say it in the path or the query.",
        ),
        _ if api.is_some_and(|api| api.style == Some(ApiStyle::Rest))
            && !crate::workshop::sketch::is_http(method) =>
        {
            one(
                "method",
                format!("{} is no method of HTTP.", method.label()),
                "Take GET, POST, PUT, PATCH or DELETE.",
            )
        }
        _ => Vec::new(),
    }
}

/// G13: a REST API with a payload of its own for errors.
pub(super) fn own_errors(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.payload(id) else { return Vec::new() };
    if api.and_then(|api| api.style) != Some(ApiStyle::Rest) {
        return Vec::new();
    }
    let words = names::words(&row.name);
    let is_error =
        words.last().is_some_and(|word| matches!(word.as_str(), "error" | "errors" | "fault" | "exception"))
            || (words.iter().any(|word| word == "error")
                && words.iter().any(|word| matches!(word.as_str(), "response" | "body")));
    let fields: Vec<&str> = facts
        .records
        .payload_fields
        .iter()
        .filter(|field| field.payload.id() == Some(id))
        .map(|field| field.name.as_str())
        .collect();
    let is_problem = fields.contains(&"type") && fields.contains(&"title");
    if !is_error || is_problem {
        return Vec::new();
    }
    let text = format!("“{}” is a body of its own for errors.", row.name);
    let remedy = "Report errors as problem details with type, title, status, detail and instance; add your own members beside them.";
    vec![found("G13", id, "name", text, remedy)]
}

/// G14: an error without a status that its format has, or without advice.
pub(super) fn errors(facts: &Facts, id: &str) -> Vec<Finding> {
    let Some((row, api)) = facts.api_error(id) else { return Vec::new() };
    let name = facts.records.title(id);
    let mut findings = Vec::new();
    let status = row.code.split(|c: char| !c.is_ascii_digit()).find_map(|word| word.parse::<u16>().ok());
    if api.and_then(|api| api.style) == Some(ApiStyle::Rest)
        && said(&row.code)
        && !status.is_some_and(|status| (400..600).contains(&status))
    {
        let text = format!("The code “{}” of “{name}” is no HTTP status of an error.", row.code);
        findings.push(found("G14", id, "code", text, "Give it a status from 400 to 599."));
    }
    if said(&row.code) && placeholder(&row.client_does) {
        let text = format!("Nobody says what a caller does after “{name}”.");
        findings.push(found(
            "G14",
            id,
            "client_does",
            text,
            "Say whether it repeats, corrects, waits or stops.",
        ));
    }
    findings
}
