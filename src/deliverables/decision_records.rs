//! One file for each decision, in the form of MADR 4 (Markdown Architectural Decision Records).
//!
//! Teams keep such files beside their code. The number in a file's name is that of the decision in the
//! session, which never changes, so a record keeps its name when others come and go.

use super::blueprint::is_chosen;
use super::blueprint::sourcing::{because, pros_and_cons};
use super::contracts::names;
use super::document::{Document, ListKind, Text};
use super::phrases::{self, by_number};
use super::sources::Sources;
use crate::workshop::records::{Decision, Row, number_of};
use crate::workshop::sourcing::{Compared, compare};
use crate::workshop::words::or;

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
    let compared = decision.capability.id().and_then(|capability| compare(src.records, capability));
    let compared = compared.map(|comparison| comparison.options).unwrap_or_default();
    let options = considered(src, decision, &compared);
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
                format!("Chosen option: \"{chosen}\", {}", because(phrases::clause(&reason)))
            },
        );
        s.part("consequences", "Consequences", |part| {
            let price = one_line(src.answer(&decision.price.0));
            if !price.is_empty() {
                let text = Text::from(format!("Bad, because of the price: {}", phrases::first_large(&price)));
                part.list(ListKind::Bullets, [text]);
            }
        });
    });
    // What was compared by numbers has its pros and cons.
    document.section("pros-and-cons", "Pros and Cons of the Options", |s| {
        for option in options.iter().filter_map(|option| compared.iter().find(|one| same(one, option))) {
            let told = pros_and_cons(src, option).into_iter().map(Text::from);
            s.part(&option.row.id, phrases::clause(&option.row.name), |part| {
                part.list(ListKind::Bullets, told);
            });
        }
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

/// The options on the table: those of the decision, and those that were compared beside them.
fn considered<'a>(src: &Sources<'a>, decision: &'a Decision, compared: &[Compared<'a>]) -> Vec<&'a str> {
    let named = decision.options.iter().map(|option| src.answer(option)).filter(|option| !option.is_empty());
    let mut options: Vec<&str> = named.collect();
    for row in compared.iter().map(|option| option.row) {
        if !options.iter().any(|option| is_chosen(option, &row.name)) {
            options.push(&row.name);
        }
    }
    options
}

fn same(option: &Compared, name: &str) -> bool {
    is_chosen(name, &option.row.name)
}

fn one_line(text: &str) -> String {
    text.lines().map(phrases::sentence).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What the choice was about: what the capability is for and who asks for it, else the options between which it lay.
fn problem(src: &Sources, decision: &Row<Decision>) -> String {
    let Some(capability) = src.records.capabilities.get_ref(&decision.capability) else {
        let options = decision.options.iter().map(|option| phrases::clause(src.answer(option)));
        let options: Vec<&str> = options.filter(|option| !option.is_empty()).collect();
        return match options.as_slice() {
            [] | [_] => String::new(),
            [one, other] => format!("The choice lay between “{one}” and “{other}”."),
            more => format!("Which of these should hold from now on: {}?", or(&marked(more))),
        };
    };
    let name = phrases::clause(&capability.name);
    let pains = src.titles(&capability.pains);
    let pains: Vec<&str> = pains.iter().map(|pain| phrases::clause(pain)).collect();
    let mut told = Vec::new();
    if !pains.is_empty() {
        told.push(format!("“{name}” is to remove or ease {}.", phrases::quoted(&pains)));
    }
    let (built, waiting) = (src.titles(&capability.built_by), src.titles(&capability.waiting));
    // Named once: by the pains, else by who has built it, else by who waits for it.
    let own = if told.is_empty() { format!("own “{name}”") } else { "own".to_owned() };
    match built.as_slice() {
        [] => {}
        [team] => told.push(format!("{team} has built its {own}.")),
        teams => told.push(format!("{} have each built their {own}.", phrases::series(teams))),
    }
    if !waiting.is_empty() {
        let waits = by_number(waiting.len(), "waits", "wait");
        let it = if told.is_empty() { format!("“{name}”") } else { "it".to_owned() };
        told.push(format!("{} {waits} for {it}.", phrases::series(&waiting)));
    }
    if told.is_empty() { format!("How should teams get “{name}”?") } else { told.join(" ") }
}

/// Each in quotation marks.
fn marked(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("“{name}”")).collect()
}
