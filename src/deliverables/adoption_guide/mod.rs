//! The platform adoption guide: how a product team gets on the platform, lives there and leaves it.
//!
//! Only the order of the sections is decided here; each group of them has its own file.

mod consumers;
mod duties;
mod manners;
mod moves;
mod start;
mod summary;

use super::credits;
use super::document::Document;
use super::questions::{self, Which};
use super::sources::Sources;

/// The heading of the migration plan, for links from other documents.
pub const MIGRATION: &str = "Migration";

/// The adoption guide of a session.
pub fn adoption_guide(src: &Sources) -> Document {
    let mut document = src.document("adoption-guide", "Platform Adoption Guide");
    document.section("summary", "Executive summary", |s| summary::summary(s, src));
    document.section("audience", "Who this guide is for", |s| start::audience(s, src));
    document.section("checklist", "Onboarding checklist", |s| start::checklist(s, src));
    document.section("first-call", "First call", |s| start::first_call(s, src));
    document.section("golden-path", "Golden path", |s| start::golden_path(s, src));
    document.section("who-does-what", "Who does what", |s| duties::who_does_what(s, src));
    document.section("dos-and-donts", "Dos and don'ts", |s| manners::dos_and_donts(s, src));
    document.section("ownership", "Ownership", |s| duties::ownership(s, src));
    document.section("escalation", "Escalation", |s| duties::escalation(s, src));
    document.section("support", "Support", |s| duties::support(s, src));
    document.section("migration", MIGRATION, |s| moves::migration(s, src));
    document.section("measures", "Measures of adoption", |s| moves::measures(s, src));
    document.section("scaling", "Scaling and quotas", |s| consumers::scaling(s, src));
    document.section("rules", "Rules for using APIs", |s| consumers::rules(s, src));
    document.section("find", "Find an API or capability", |s| consumers::find(s, src));
    document.section("problems", "Common problems", |s| consumers::problems(s, src));
    document.section("feedback", "Requests, contributions and roadmap", |s| consumers::feedback(s, src));
    document.section("leaving", "Leaving the platform", |s| consumers::leaving(s, src));
    document.section("questions", "Open questions", |s| questions::fill(s, src, Which::Guide));
    document.also("questions", "assumptions", "Estimates and assumptions", |s| {
        questions::assumptions(s, src, Which::Guide);
    });
    credits::fill(&mut document, src, Which::Guide, "questions");
    questions::lacks(&mut document, src, Which::Guide);
    document
}
