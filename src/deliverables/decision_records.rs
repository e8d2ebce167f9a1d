//! One file for each decision, in the form of MADR 4 (Markdown Architectural Decision Records).
//!
//! Teams keep such files beside their code. The number in a file's name is that of the decision in the
//! session, which never changes, so a record keeps its name when others come and go.

use super::blueprint::is_chosen;
use super::contracts::names;
use super::document::{Document, ListKind, Text};
use super::phrases;
use super::sources::Sources;
use crate::workshop::records::{Decision, Row, number_of};

/// File names are not cut before this many characters.
const LONGEST_NAME: usize = 100;

/// The path of a decision's record below the folder of the documents; none while it has no title.
pub fn path(decision: &Row<Decision>) -> Option<String> {
    let mut name = String::new();
    for word in names::words(&decision.title.to_lowercase()) {
        if name.len() + word.len() > LONGEST_NAME {
            break;
        }
        name.push_str(if name.is_empty() { "" } else { "-" });
        name.push_str(&word);
    }
    if name.is_empty() {
        "decision".clone_into(&mut name);
    }
    (!decision.title.trim().is_empty()).then(|| format!("decisions/{:04}-{name}.md", number_of(&decision.id)))
}

/// All records: path and document.
pub fn decision_records(src: &Sources) -> Vec<(String, Document)> {
    let decisions = src.records.decisions.iter();
    decisions.filter_map(|decision| Some((path(decision)?, record(src, decision)))).collect()
}

fn record(src: &Sources, decision: &Row<Decision>) -> Document {
    let mut document = Document::new("decision", phrases::clause(&decision.title));
    let settled = !src.answer(&decision.chosen).is_empty();
    document.control("status", "Status", if settled { "accepted" } else { "proposed" });
    document.control("date", "Date", phrases::date(decision.date));
    document.control("decision-makers", "Decided by", src.person(&decision.decider));
    let id = decision.id.as_str();
    document.section("context", "Context and Problem Statement", |s| {
        s.prose(id, src.answer(&decision.context.0));
        if s.is_empty() {
            s.paragraph_of(id, problem(src, decision));
        }
    });
    let options: Vec<&str> = decision
        .options
        .iter()
        .map(|option| src.answer(option))
        .filter(|option| !option.is_empty())
        .collect();
    document.section("options", "Considered Options", |s| {
        s.list(ListKind::Bullets, options.iter().map(|option| Text::from(phrases::clause(option))));
    });
    document.section("outcome", "Decision Outcome", |s| {
        let chosen = options
            .iter()
            .find(|option| is_chosen(option, &decision.chosen))
            .map_or_else(|| phrases::clause(src.answer(&decision.chosen)), |option| phrases::clause(option));
        if chosen.is_empty() {
            return;
        }
        let reason = one_line(src.answer(&decision.reason.0));
        s.paragraph_of(
            id,
            if reason.is_empty() {
                format!("Chosen option: \"{chosen}\".")
            } else {
                format!("Chosen option: \"{chosen}\", because {}", after_because(&reason))
            },
        );
        s.part("consequences", "Consequences", |part| {
            let price = one_line(src.answer(&decision.price.0));
            if !price.is_empty() {
                let text = Text::from(format!("Bad, because of the price: {}.", phrases::inner(&price)));
                part.list(ListKind::Bullets, [text]);
            }
        });
    });
    document.section("more", "More Information", |s| {
        let capability = src.title(&decision.capability);
        if !capability.is_empty() {
            s.paragraph_of(id, format!("It settles the capability “{}”.", phrases::clause(&capability)));
        }
        let revisit = src.answer(&decision.revisit);
        if !revisit.is_empty() {
            s.paragraph_of(id, format!("Look again when: {}", phrases::sentence(revisit)));
        }
    });
    document
}

/// A reason behind “because”: with a small letter where its first word allows it, else introduced.
fn after_because(reason: &str) -> String {
    let small = phrases::inner(reason);
    if reason.starts_with(small.as_str()) { format!("of this: {reason}") } else { format!("{small}.") }
}

fn one_line(text: &str) -> String {
    text.lines().map(phrases::sentence).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What the choice was about.
fn problem(src: &Sources, decision: &Row<Decision>) -> String {
    match src.records.capabilities.get_ref(&decision.capability) {
        Some(capability) => format!("How should teams get “{}”?", phrases::clause(&capability.name)),
        None if decision.options.len() > 1 => {
            format!("Which of {} options should hold from now on?", decision.options.len())
        }
        None => String::new(),
    }
}
