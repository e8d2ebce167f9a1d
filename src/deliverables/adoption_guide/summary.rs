//! The guide's executive summary: how long it takes to get in, what moving costs, what success looks like.

use super::{moves, start};
use crate::deliverables::blueprint::largest_risk;
use crate::deliverables::document::{Section, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions::{self, Which};
use crate::deliverables::sources::Sources;
use crate::workshop::records::{Decision, Row};

/// The section.
pub fn summary(section: &mut Section, src: &Sources) {
    section.paragraph(way_in(src));
    section.paragraph(decided(src));
    section.paragraph(moving(src));
    section.paragraph(success(src));
    section.paragraph(risk(src));
    if !section.is_empty() {
        let open = questions::open(src, Which::Guide).len();
        if open > 0 {
            section.paragraph(format!(
                "{} at the end still {} an answer.",
                count(open, "question", "questions"),
                by_number(open, "waits for", "wait for")
            ));
        }
    }
}

fn way_in(src: &Sources) -> String {
    let path = &src.records.golden_path;
    let mut text = String::new();
    if let Some(span) = path.first_success {
        text = format!("A product team has its first working call after {span}");
        let name = phrases::clause(src.answer(&path.name));
        if !name.is_empty() {
            text.push_str(&format!(" on the golden path, “{name}”"));
        }
        text.push('.');
    }
    if let Some(way) = start::way_in(src) {
        text.push_str(&format!(" The whole way in has {}.", way.told()));
    }
    text.trim_start().to_owned()
}

/// Decisions that change something for product teams: those that settle a capability teams wait for.
fn decided(src: &Sources) -> Text {
    let matters = |decision: &&Row<Decision>| {
        let capability = src.records.capabilities.get_ref(&decision.capability);
        capability.is_some_and(|capability| !capability.waiting.is_empty())
    };
    let all = &src.records.decisions;
    let mut chosen: Vec<&Row<Decision>> = all.iter().filter(matters).take(4).collect();
    if chosen.is_empty() {
        chosen = all.iter().take(4).collect();
    }
    chosen.retain(|decision| !decision.title.trim().is_empty());
    if chosen.is_empty() {
        return Text::new();
    }
    let mut text = Text::from(by_number(
        chosen.len(),
        "The decision that changes most for product teams: ",
        "The decisions that change most for product teams: ",
    ));
    let last = chosen.len() - 1;
    for (at, decision) in chosen.iter().enumerate() {
        let title = phrases::clause(&decision.title);
        let target = Target::Document { slug: "blueprint", heading: title.to_owned() };
        text = text.link(title, target).then(if at == last { "." } else { "; " });
    }
    text
}

fn moving(src: &Sources) -> String {
    let moves = src.records.migrations.len();
    if moves == 0 {
        return String::new();
    }
    let mut text = format!("Moving off the old systems takes {}", count(moves, "move", "moves"));
    if let Some(total) = moves::total_effort(src) {
        text.push_str(&format!(" and {} person-days", phrases::amount(total)));
    }
    text.push('.');
    if let Some((date, next)) = moves::next_start(src) {
        let team = src.title(&next.team);
        let (from, to) = (src.title(&next.from), src.title(&next.to));
        if !team.is_empty() && !from.is_empty() && !to.is_empty() {
            text.push_str(&format!(
                " The next date that forces action is {date}, when {team} starts to move from {from} to {to}."
            ));
        } else {
            text.push_str(&format!(
                " The next date that forces action is {date}, when the next move starts."
            ));
        }
    }
    text
}

fn success(src: &Sources) -> String {
    let Some(measure) = moves::headline(src) else { return String::new() };
    let by = measure.due.map(|due| format!(" by {due}")).unwrap_or_default();
    format!(
        "Success is read from “{}”: from {} to {}{by}.",
        phrases::clause(&measure.name),
        phrases::clause(src.answer(&measure.baseline)),
        phrases::clause(src.answer(&measure.target))
    )
}

fn risk(src: &Sources) -> String {
    let Some((name, owner)) = largest_risk(src) else { return String::new() };
    let whose = if owner.is_empty() { ".".to_owned() } else { format!(", in the hands of {owner}.") };
    format!("The largest risk to all of it is “{name}”{whose}")
}
