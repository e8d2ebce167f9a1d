//! Paths, topics and rpc names in the one form that text and contract share.
//!
//! Only their writing is mended (`:id` becomes `{id}`, a slash too many goes); what they name is the
//! team's business. Two operations that a contract could not tell apart raise a question.

use std::collections::BTreeMap;

use crate::workshop::records::{ApiStyle, VersionPlace};
use crate::workshop::value::ChoiceSet;

use super::addresses::Address;
use super::names::Taken;
use super::sheet::{Call, Sheet};

/// The paths of all operations in one form; operations that clash are left out.
pub(super) fn settle(sheet: &mut Sheet) {
    let rest = sheet.style() == Some(ApiStyle::Rest);
    let graphql = sheet.style() == Some(ApiStyle::Graphql);
    let server_version = version_in(&sheet.api.server).map(str::to_owned);
    let mut calls = std::mem::take(&mut sheet.calls);
    let mut templates: BTreeMap<String, String> = BTreeMap::new();
    let mut first: BTreeMap<(String, &'static str), String> = BTreeMap::new();
    let mut ids = Taken::default();
    calls.retain_mut(|call| {
        if rest {
            tidy(call, server_version.as_deref());
            // `/invoices/{id}` and `/invoices/{invoice_id}` are one path; its first name stays.
            let template = blank_parameters(&call.path);
            call.path = templates.entry(template).or_insert_with(|| call.path.clone()).clone();
        }
        let place = if graphql { call.path.split('(').next().unwrap_or_default().trim() } else { &call.path };
        let key = (place.to_owned(), call.method.key());
        if let Some(other) = first.get(&key) {
            let (method, path) = (call.method.label(), &call.path);
            let (this, api) = (sheet.records.title(&call.row.id), &sheet.name);
            let question = format!(
                "How do “{other}” and “{this}” of “{api}” differ on the wire? Both are {method} {path}, so the contract holds only the first."
            );
            sheet.doubt(&call.row.id, question);
            return false;
        }
        first.insert(key, sheet.records.title(&call.row.id));
        call.id = ids.unique(&call.id, "");
        true
    });
    sheet.calls = calls;
    ask_about_version(sheet);
}

/// One leading slash, none at the end, `{name}` for each parameter, no query.
fn tidy(call: &mut Call, server_version: Option<&str>) {
    let text = call.path.clone();
    let text = text.split_once(' ').filter(|(word, _)| word.chars().all(|c| c.is_ascii_uppercase())).map_or(
        text.as_str(),
        // “GET /invoices” says the method twice.
        |(_, path)| path.trim(),
    );
    let text = text.split_once("://").map_or(text, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let query = query.trim_matches(['{', '}', '[', ']']).split(['&', ',']);
    call.query = query
        .filter_map(|pair| pair.split('=').next().map(|name| parameter(name.trim())))
        .filter(|name| !name.is_empty())
        .collect();
    let mut taken = Taken::default();
    let mut segments: Vec<String> = Vec::new();
    for segment in text.split('/').map(str::trim).filter(|segment| !segment.is_empty()) {
        segments.push(tidy_segment(segment, &mut taken));
    }
    // The version that stands in the server's address is not said again.
    if segments.len() > 1 && segments.first().map(String::as_str) == server_version {
        segments.remove(0);
    }
    call.path = format!("/{}", segments.join("/"));
}

fn tidy_segment(segment: &str, taken: &mut Taken) -> String {
    let angled = segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(name) = segment.strip_prefix(':').or(angled) {
        return format!("{{{}}}", path_parameter(name, taken));
    }
    let mut tidied = String::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        tidied.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        tidied.extend(["{", &path_parameter(name, taken), "}"]);
        rest = after;
    }
    tidied.push_str(rest);
    tidied
}

/// The name of a parameter of a path, which must have one.
fn path_parameter(name: &str, taken: &mut Taken) -> String {
    let name = parameter(name);
    taken.unique(if name.is_empty() { "id" } else { &name }, "_")
}

/// A parameter's name without anything that a template cannot hold.
fn parameter(name: &str) -> String {
    let name: String = name
        .trim()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "_-.[]".contains(c) { c } else { '_' })
        .collect();
    name.trim_matches('_').to_owned()
}

/// The path with all parameters alike.
fn blank_parameters(path: &str) -> String {
    let mut inside = false;
    let kept = path.chars().filter(|c| {
        inside = (*c == '{') || (inside && *c != '}');
        !inside || *c == '{'
    });
    kept.collect()
}

/// The names of the parameters in a path, in order.
pub fn parameters(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The segment of a path or address that is a major version, such as `v1`.
pub fn version_in(path: &str) -> Option<&str> {
    let path =
        path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.split('/').find(|segment| {
        segment
            .strip_prefix('v')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

impl Sheet<'_> {
    /// The first address that the paths of a REST or GraphQL API start from, with its major version where the
    /// rules want it in the path. A lone slash when nobody gave an address.
    pub fn base(&self) -> String {
        self.bases().into_iter().next().map_or_else(|| "/".to_owned(), |base| base.text)
    }

    /// All of them.
    pub fn bases(&self) -> Vec<Address> {
        let versioned = self.calls.iter().any(|call| version_in(&call.path).is_some());
        let wanted = self.version_place() == Some(VersionPlace::Path) && self.style() == Some(ApiStyle::Rest);
        let base = |address: Address| {
            let text = address.text;
            let text = if text.contains("://") { text } else { format!("https://{text}") };
            let text = if wanted && !versioned && version_in(&text).is_none() {
                format!("{text}/v{}", self.version.major)
            } else {
                text
            };
            Address { text, ..address }
        };
        self.addresses().into_iter().map(base).collect()
    }
}

/// Asks when the address or a path names another major version than the API has, or names one although the
/// rules want it elsewhere.
fn ask_about_version(sheet: &mut Sheet) {
    if sheet.style() != Some(ApiStyle::Rest) || !sheet.version.given {
        return;
    }
    let places =
        std::iter::once(sheet.api.server.as_str()).chain(sheet.calls.iter().map(|call| call.path.as_str()));
    let said: Vec<String> = places.filter_map(version_in).map(str::to_owned).collect();
    let (name, about) = (&sheet.name, sheet.api.id.clone());
    let question = match (sheet.version_place(), said.first()) {
        (Some(place @ (VersionPlace::MediaType | VersionPlace::Header)), Some(said)) => format!(
            "Where does the major version of “{name}” stand? The rule says {}, its address says {said}.",
            crate::workshop::words::in_text(place.label())
        ),
        _ => match said.iter().find(|said| said[1..].parse() != Ok(sheet.version.major)) {
            Some(said) => format!(
                "Which major version has “{name}”? Its address says {said}, its version is {}.",
                sheet.version.text
            ),
            None => return,
        },
    };
    sheet.doubt(&about, question);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_addresses_and_paths() {
        assert_eq!(version_in("https://billing.example/v2"), Some("v2"));
        assert_eq!(version_in("/v10/invoices"), Some("v10"));
        assert_eq!(version_in("https://v1.example.com/vat"), None);
        assert_eq!(version_in("/invoices/version"), None);
    }

    #[test]
    fn parameters_are_found_and_blanked() {
        assert_eq!(parameters("/a/{b_id}/c/{d}"), ["b_id", "d"]);
        assert_eq!(blank_parameters("/a/{b_id}/c/{d}"), blank_parameters("/a/{x}/c/{y}"));
        assert_ne!(blank_parameters("/a/{b}"), blank_parameters("/a/{b}/c"));
    }
}
