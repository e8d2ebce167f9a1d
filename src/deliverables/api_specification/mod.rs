//! The internal API specification: what each API is for, what it promises, and how to call it.
//!
//! Operations, payloads, versions and examples come from the same sheets as the contracts, so the text says
//! neither more nor less than they do. Only the order of the sections is decided here.

mod apis;
mod calls;
mod catalogue;
mod closing;
mod dependencies;
mod events;
mod facts;
mod operations;
mod rules;
mod rules_on_calls;
mod summary;

use super::contracts::sheet::Sheet;
use super::credits;
use super::document::{Document, Target, Text};
use super::questions::{self, Which};
use super::sources::Sources;

/// The API specification of a session.
pub fn api_specification(src: &Sources) -> Document {
    let mut document = src.document("api-specification", "Internal API Specification");
    document.section("summary", "Executive summary", |s| summary::summary(s, src));
    document.section("catalogue", "API catalogue", |s| catalogue::catalogue(s, src));
    document.section("rules", "Rules for every API", |s| rules::rules(s, src));
    document.section("apis", "APIs", |s| apis::apis(s, src));
    document.section("events", "Tracked events", |s| events::events(s, src));
    document.section("dependencies", "Dependencies across APIs", |s| dependencies::across(s, src));
    document.section("governance", "Governance", |s| closing::governance(s, src));
    document.section("questions", "Open questions", |s| questions::fill(s, src, Which::Apis));
    document.also("questions", "assumptions", "Estimates and assumptions", |s| {
        questions::assumptions(s, src, Which::Apis);
    });
    document.section("changelog", "Changelog", |s| closing::changelog(s, src));
    credits::fill(&mut document, src, Which::Apis, "changelog");
    questions::lacks(&mut document, src, Which::Apis);
    document
}

/// The name of an API, leading to its part.
fn link(sheet: &Sheet) -> Text {
    Text::new().link(sheet.name.as_str(), Target::Heading(sheet.api.id.clone()))
}

/// Names of APIs, each leading to its part.
fn links<'s, 'a: 's>(sheets: impl IntoIterator<Item = &'s Sheet<'a>>) -> Text {
    Text::join(sheets.into_iter().map(link), ", ")
}

/// The contract of an API by its file's name, leading to the file.
fn contract(src: &Sources, sheet: &Sheet) -> Text {
    src.contract_of(&sheet.api.id).map_or_else(Text::new, |path| {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        Text::new().link(name, Target::File(path))
    })
}

/// Words that nobody discussed: they hold until somebody says otherwise.
fn by_default(words: impl Into<Text>) -> Text {
    words.into().then(" (").emphasis("default").then(")")
}

/// The same as a sentence.
fn rule_by_default(words: impl Into<Text>) -> Text {
    by_default(words).then(".")
}

/// The same before an example.
fn lead_by_default(words: impl Into<Text>) -> Text {
    by_default(words).then(":")
}

#[cfg(test)]
mod tests;
