//! The guide's executive summary: how long it takes to get in, what moving costs, what success looks like.

use std::cmp::Reverse;

use super::{moves, start};
use crate::deliverables::blueprint::largest_risk;
use crate::deliverables::document::{Section, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions::{self, Which};
use crate::deliverables::sources::Sources;
use crate::workshop::leverage;
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
            let are = by_number(open, "is", "are");
            let open = phrases::opening(open, "question", "questions");
            let text = Text::from(format!("{open} {are} still open and "))
                .link("listed at the end", Target::Heading("questions".into()));
            section.paragraph(text.then(", with the person who answers."));
        }
    }
}

fn way_in(src: &Sources) -> String {
    let path = &src.records.golden_path;
    let mut text = String::new();
    if let Some(span) = path.first_success {
        let today = start::first_call_today(src, span);
        let has = if today.is_some() { "is to have" } else { "has" };
        text = format!("A product team {has} its first working call after {span}");
        let name = phrases::clause(src.answer(&path.name));
        if !name.is_empty() {
            text.push_str(&format!(" on the golden path, “{name}”"));
        }
        text.push_str(&today.map(|today| format!("; today it takes {today}")).unwrap_or_default());
        text.push('.');
    }
    if let Some(way) = start::way_in(src) {
        text.push_str(&format!(" The whole way in has {}.", way.told()));
    }
    text.trim_start().to_owned()
}

/// Decisions that change something for product teams: those on the capabilities that most of them have built
/// or wait for.
fn decided(src: &Sources) -> Text {
    let ranked = leverage::ranked(src.session);
    let reached = |decision: &Row<Decision>| {
        let capability = decision.capability.id();
        let settled = ranked.iter().find(|ranked| capability == Some(ranked.row.id.as_str()));
        settled.map_or(0, |ranked| ranked.consumers)
    };
    let mut chosen: Vec<&Row<Decision>> = src.records.decisions.iter().collect();
    chosen.retain(|decision| !src.answer(&decision.title).is_empty() && reached(decision) > 0);
    chosen.sort_by_key(|decision| Reverse(reached(decision)));
    chosen.truncate(4);
    if chosen.is_empty() {
        return Text::new();
    }
    let mut text = Text::from(by_number(
        chosen.len(),
        "The decision that reaches most teams: ",
        "The decisions that reach most teams: ",
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
                " For product teams the next date that forces action is {date}, when {team} starts to move from \
                 {from} to {to}."
            ));
        } else {
            text.push_str(&format!(
                " For product teams the next date that forces action is {date}, when the next move starts."
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
    format!("The largest risk is “{name}”{whose}")
}
