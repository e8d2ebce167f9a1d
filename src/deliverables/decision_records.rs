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

/// The path of a decision's record below the folder of the documents; none while it has no title.
pub fn path(decision: &Row<Decision>) -> Option<String> {
    let words: Vec<String> = names::words(&decision.title.to_lowercase()).into_iter().take(8).collect();
    let name = if words.is_empty() { "decision".to_owned() } else { words.join("-") };
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
                format!("Chosen option: \"{chosen}\", because of this: {reason}")
            },
        );
        s.part("consequences", "Consequences", |part| {
            let price = one_line(src.answer(&decision.price.0));
            if !price.is_empty() {
                let text = Text::from(format!("Bad, because this is the price: {price}"));
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
            s.paragraph_of(id, format!("Look again when this happens: {}", phrases::sentence(revisit)));
        }
    });
    document
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
