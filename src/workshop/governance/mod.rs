//! What in the APIs deviates from the rules the team gave itself.
//!
//! Pure rules in one table, [`RULES`], read against a [`Profile`] that is derived from the API rules and the
//! standards; what nobody decided has a usual value, and a finding says which of the two it goes by. Findings
//! are never stored. Each is about one record, so that one row can be looked at while it is typed.

mod calls;
mod naming;
mod profile;
mod promises;
mod typed;

pub use profile::{Case, Decided, Profile};
pub use typed::{of_field, of_row};

use super::records::{Api, ApiError, ApiStyle, Kind, Operation, Payload, PayloadField, Records, Row};

/// A deviation from a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule: `G1` …
    pub rule: &'static str,
    /// The record it is about.
    pub subject: String,
    /// The field to look at.
    pub field: &'static str,
    /// What deviates, with the names as they stand there.
    pub text: String,
    /// What to do about it.
    pub remedy: String,
}

/// A rule: what it asks, why, and how it is checked.
pub struct RuleSpec {
    /// Its id.
    pub id: &'static str,
    /// What it asks for, in a few words.
    pub title: &'static str,
    /// Why, in a sentence.
    pub why: &'static str,
    /// True when callers are hurt once the API is in use, so that it counts towards flag H4.
    pub breaks: bool,
    /// The kind of record it is about.
    pub about: Kind,
    check: Check,
}

type Check = fn(&Facts, &str) -> Vec<Finding>;

const fn rule(
    id: &'static str,
    title: &'static str,
    why: &'static str,
    breaks: bool,
    about: Kind,
    check: Check,
) -> RuleSpec {
    RuleSpec { id, title, why, breaks, about, check }
}

/// Every rule there is, in the order in which a reader meets their subjects.
pub static RULES: &[RuleSpec] = &[
    rule(
        "G1",
        "The version is MAJOR.MINOR.PATCH",
        "Only the first of three numbers tells a caller that something may break.",
        true,
        Kind::Api,
        promises::version,
    ),
    rule(
        "G2",
        "The major version stands in one place",
        "Callers, gateways and logs look for it where the rules say.",
        true,
        Kind::Operation,
        promises::version_place,
    ),
    rule(
        "G3",
        "What is deprecated has a sunset, its notice, and a successor",
        "Without a day and somewhere to go, callers stay, and it can never be switched off.",
        true,
        Kind::Api,
        promises::leaving,
    ),
    rule(
        "G4",
        "A POST can be repeated safely",
        "After a timeout nobody knows whether it was done; without a rule, repeating does it twice.",
        true,
        Kind::Operation,
        promises::repeats,
    ),
    rule(
        "G5",
        "Every operation names its scope",
        "Without it, whoever may call one thing may call everything, and taking that back breaks callers.",
        true,
        Kind::Operation,
        calls::scope,
    ),
    rule(
        "G6",
        "A list comes in pages",
        "A list only grows; turning it into pages later breaks everyone who reads it whole.",
        true,
        Kind::Operation,
        calls::pages,
    ),
    rule(
        "G7",
        "Paths name things, in one case",
        "A caller who knows one path can guess the next; the method already says what is done.",
        false,
        Kind::Operation,
        naming::path,
    ),
    rule(
        "G8",
        "Topics, procedures and fields are named as their format has it",
        "Generated code and the tools of each format expect its own convention.",
        false,
        Kind::Operation,
        naming::target,
    ),
    rule(
        "G9",
        "Operation ids are in camelCase",
        "Ids become the names of functions in generated clients.",
        false,
        Kind::Operation,
        naming::id,
    ),
    rule(
        "G10",
        "Status and body fit the method",
        "Caches, proxies and client libraries act on the method and the status alone.",
        false,
        Kind::Operation,
        calls::status,
    ),
    rule(
        "G11",
        "Payloads are nouns in PascalCase",
        "Their names become types in every language that callers use.",
        false,
        Kind::Payload,
        naming::payload,
    ),
    rule(
        "G12",
        "Fields are in one case",
        "Two cases in one API mean that every caller looks up every name.",
        false,
        Kind::PayloadField,
        naming::field,
    ),
    rule(
        "G13",
        "Errors are problem details (RFC 9457)",
        "One shape for every error lets a caller handle them in one place.",
        false,
        Kind::Payload,
        calls::own_errors,
    ),
    rule(
        "G14",
        "An error has its status, and its caller knows what to do",
        "An error that says neither is handled by repeating, which is often the worst answer.",
        false,
        Kind::ApiError,
        calls::errors,
    ),
];

/// The rule with that id.
pub fn rule_of(id: &str) -> Option<&'static RuleSpec> {
    RULES.iter().find(|rule| rule.id == id)
}

/// What every rule reads.
pub struct Facts<'a> {
    /// All answers.
    pub records: &'a Records,
    /// The rules the team gave itself, with what is usual where it did not.
    pub profile: Profile,
}

impl<'a> Facts<'a> {
    /// The facts of these answers.
    pub fn of(records: &'a Records) -> Self {
        Self { records, profile: Profile::of(records) }
    }

    /// What deviates in one record.
    pub fn check(&self, id: &str) -> Vec<Finding> {
        let kind = Kind::of_id(id);
        RULES.iter().filter(|rule| Some(rule.about) == kind).flat_map(|rule| (rule.check)(self, id)).collect()
    }

    fn operation(&self, id: &str) -> Option<(&'a Row<Operation>, Option<&'a Row<Api>>)> {
        let row = self.records.operations.by_id(id)?;
        Some((row, self.records.apis.get_ref(&row.api)))
    }

    fn payload(&self, id: &str) -> Option<(&'a Row<Payload>, Option<&'a Row<Api>>)> {
        let row = self.records.payloads.by_id(id)?;
        Some((row, self.records.apis.get_ref(&row.api)))
    }

    fn payload_field(&self, id: &str) -> Option<(&'a Row<PayloadField>, Option<&'a Row<Api>>)> {
        let row = self.records.payload_fields.by_id(id)?;
        let payload = self.records.payloads.get_ref(&row.payload)?;
        Some((row, self.records.apis.get_ref(&payload.api)))
    }

    fn api_error(&self, id: &str) -> Option<(&'a Row<ApiError>, Option<&'a Row<Api>>)> {
        let row = self.records.api_errors.by_id(id)?;
        Some((row, self.records.apis.get_ref(&row.api)))
    }
}

/// The style of an operation: its API's, else the one its method belongs to.
fn style(row: &Operation, api: Option<&Row<Api>>) -> Option<ApiStyle> {
    api.and_then(|api| api.style).or_else(|| row.method.map(super::sketch::style_of))
}

fn found(
    rule: &'static str,
    subject: &str,
    field: &'static str,
    text: impl Into<String>,
    remedy: impl Into<String>,
) -> Finding {
    Finding { rule, subject: subject.to_owned(), field, text: text.into(), remedy: remedy.into() }
}

/// Every deviation there is, API by API and within one as its records stand.
pub fn findings(records: &Records) -> Vec<Finding> {
    let facts = Facts::of(records);
    let kinds = [Kind::Api, Kind::Operation, Kind::Payload, Kind::PayloadField, Kind::ApiError];
    let all = kinds.into_iter().flat_map(|kind| records.ids(kind)).flat_map(|id| facts.check(id));
    let mut all: Vec<Finding> = all.collect();
    let place = |finding: &Finding| {
        let api = api_of(records, &finding.subject);
        api.and_then(|api| records.position(&api)).unwrap_or(usize::MAX)
    };
    all.sort_by_key(place);
    all
}

/// What deviates in one record.
pub fn findings_of(records: &Records, id: &str) -> Vec<Finding> {
    // Reading the rules the team gave itself is not worth it for a record that no rule is about.
    let kind = Kind::of_id(id);
    let ruled = RULES.iter().any(|rule| Some(rule.about) == kind);
    if ruled { Facts::of(records).check(id) } else { Vec::new() }
}

/// The API that a record belongs to.
pub fn api_of(records: &Records, id: &str) -> Option<String> {
    let facts = |api: Option<&Row<Api>>| api.map(|api| api.id.clone());
    match Kind::of_id(id)? {
        Kind::Api => Some(id.to_owned()),
        Kind::Operation => facts(records.apis.get_ref(&records.operations.by_id(id)?.api)),
        Kind::Payload => facts(records.apis.get_ref(&records.payloads.by_id(id)?.api)),
        Kind::PayloadField => {
            let payload = records.payloads.get_ref(&records.payload_fields.by_id(id)?.payload)?;
            facts(records.apis.get_ref(&payload.api))
        }
        Kind::ApiError => facts(records.apis.get_ref(&records.api_errors.by_id(id)?.api)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
