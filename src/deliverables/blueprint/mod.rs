//! The platform architecture blueprint: what is built, why, by whom, and until when it holds.
//!
//! Only the order of the sections is decided here; each group of them has its own file.

mod architecture;
mod closing;
mod context;
mod decisions;
mod dependencies;
mod doomsday;
mod drawings;
mod leverage;
mod readiness;
mod risks;
mod services;
pub(in crate::deliverables) mod sourcing;
mod summary;
#[cfg(test)]
mod tests;

use super::credits;
use super::document::Document;
use super::questions::{self, Which};
use super::sources::Sources;

/// The blueprint of a session.
pub fn blueprint(src: &Sources) -> Document {
    let mut document = src.document("blueprint", "Platform Architecture Blueprint");
    document.section("summary", "Executive summary", |s| summary::summary(s, src));
    document.section("context", "Context and scope", |s| context::context(s, src));
    document.section("layers", "Infrastructure layers", |s| architecture::layers(s, src));
    document.section("components", "Components", |s| architecture::components(s, src));
    document.section("communication", "How services communicate and authenticate", |s| {
        architecture::communication(s, src);
    });
    document.section("core-services", "Reusable core services", |s| services::core_services(s, src));
    document.section("boundaries", "Boundaries between platform and product teams", |s| {
        services::boundaries(s, src);
    });
    document.section("dependencies", "Dependencies, ownership and versions", |s| {
        dependencies::dependencies(s, src);
    });
    document.section("deployment", "Regions, tenancy and hosting", |s| dependencies::deployment(s, src));
    document.section("readiness", "Organisational readiness", |s| readiness::readiness(s, src));
    document.section("quality", "Quality targets", |s| readiness::quality(s, src));
    document.section("doomsday", DOOMSDAY, |s| doomsday::clock(s, src));
    document.section("decisions", "Decisions", |s| decisions::decisions(s, src));
    document.section("trade-offs", "Trade-offs", |s| decisions::trade_offs(s, src));
    document.section("risks", "Risks, debt and inefficiencies", |s| risks::risks(s, src));
    document.section("next", "What happens next", |s| closing::next(s, src));
    document.section("questions", "Open questions", |s| questions::fill(s, src, Which::Blueprint));
    document.also("questions", "set-aside", "Set aside", |s| questions::set_aside(s, src));
    document.also("questions", "assumptions", "Estimates and assumptions", |s| {
        questions::assumptions(s, src, Which::Blueprint);
    });
    document.section("glossary", "Glossary", |s| closing::glossary(s, src));
    credits::fill(&mut document, src, Which::Blueprint, "glossary");
    questions::lacks(&mut document, src, Which::Blueprint);
    document
}

/// The largest risk and its owner, for the summaries of other documents.
pub fn largest_risk(src: &Sources) -> Option<(String, String)> {
    let risk = *risks::ranked(src).first()?;
    Some((super::phrases::clause(&risk.name).to_owned(), src.person(&risk.owner)))
}

pub use doomsday::further_charts;
pub use risks::{accepted_table, open_table};

/// True when an option is the one that was chosen.
pub fn is_chosen(option: &str, chosen: &str) -> bool {
    decisions::same(option, chosen)
}

/// The heading of the doomsday clock, for links from other documents.
pub const DOOMSDAY: &str = "Doomsday clock";
