//! Risks, debt and inefficiencies: what the team wrote down, and the warnings its answers raise.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::doomsday::start_of;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::event::Acceptance;
use crate::workshop::flags::{self, Flag, Severity};
use crate::workshop::gaps;
use crate::workshop::records::{Grade, Risk, Row};

/// Likelihood times impact, 1 to 9; 0 while one of them is missing.
pub fn priority(risk: &Risk) -> u8 {
    let worth = |grade: Option<Grade>| match grade {
        Some(Grade::Low) => 1,
        Some(Grade::Medium) => 2,
        Some(Grade::High) => 3,
        None => 0,
    };
    worth(risk.likelihood) * worth(risk.impact)
}

/// All risks, the gravest first; among equals the one that is due first.
pub fn ranked<'a>(src: &Sources<'a>) -> Vec<&'a Row<Risk>> {
    let mut all: Vec<&Row<Risk>> = src.records.risks.iter().collect();
    all.sort_by_key(|risk| (Reverse(priority(risk)), risk.due.is_none(), risk.due));
    all
}

/// The section.
pub fn risks(section: &mut Section, src: &Sources) {
    section.part("risk-list", "By priority", |part| listed(part, src));
    section.part("open-warnings", "Open warnings", |part| open(part, src));
    section.part("accepted-warnings", "Accepted warnings", |part| accepted(part, src));
}

fn listed(part: &mut Section, src: &Sources) {
    let ranked = ranked(src);
    let Some(first) = ranked.first() else { return };
    let top = ranked.iter().filter(|risk| priority(risk) >= 6).count();
    if ranked.len() > 1 {
        part.paragraph(format!(
            "{} {} written down; {} at 6 or more of 9, likelihood times impact, with “{}” at the head.",
            count(ranked.len(), "risk", "risks"),
            by_number(ranked.len(), "is", "are"),
            if top == 0 {
                "none stands".to_owned()
            } else {
                format!("{top} {}", by_number(top, "stands", "stand"))
            },
            phrases::clause(&first.name)
        ));
    }
    let mut table = Table::new([
        Column::required("Risk"),
        Column::required("Kind"),
        Column::required("Likelihood"),
        Column::required("Impact"),
        Column::required("Priority").right(),
        Column::required("Mitigation"),
        Column::required("Owner"),
        Column::required("By"),
        Column::optional("Where it sits"),
    ]);
    for risk in ranked {
        let said = |field| src.cell(&risk.id, field);
        let priority = Some(priority(risk)).filter(|priority| *priority > 0);
        table.row(
            Some(&risk.id),
            [
                said("name"),
                said("kind"),
                said("likelihood"),
                said("impact"),
                priority.map(|priority| priority.to_string()).into(),
                said("mitigation"),
                said("owner"),
                said("due"),
                said("component"),
            ],
        );
    }
    part.table(table);
}

/// A warning's short name: `M3 Avoiding optimisation until it is too late`.
fn named(flag: &Flag) -> String {
    let title = flags::rule(flag.rule).map_or("", |rule| rule.title);
    format!("{} {title}", flag.rule)
}

/// The record a warning is about, or the first that shows it.
fn about(flag: &Flag) -> &str {
    let first = flag.evidence.first().map(|evidence| evidence.id.as_str());
    flag.subject.as_deref().or(first).unwrap_or("charter")
}

/// Open warnings, the gravest first.
pub fn gravest<'s>(src: &'s Sources) -> Vec<&'s Flag> {
    let mut all: Vec<&Flag> = src.open.iter().collect();
    all.sort_by_key(|flag| Reverse(flag.severity));
    all
}

fn open(part: &mut Section, src: &Sources) {
    let flags = gravest(src);
    if flags.is_empty() {
        return;
    }
    let grave = flags.iter().filter(|flag| flag.severity == Severity::Danger).count();
    let mut text = format!(
        "The answers show {} that nobody has accepted",
        count(flags.len(), "known mistake or hazard", "known mistakes and hazards")
    );
    if grave > 0 {
        text.push_str(&if flags.len() == 1 {
            "; it is graded a danger".to_owned()
        } else {
            let few = phrases::number(grave);
            format!("; {few} of them {} graded", by_number(grave, "is", "are"))
                + by_number(grave, " a danger", " dangers")
        });
    }
    part.paragraph(format!(
        "{text}. Owner and date are those of the answer concerned, else the document owner and the next review \
         (default)."
    ));
    part.table(open_table(src, flags));
}

/// Open warnings with what to do, an owner and a date.
pub fn open_table<'f>(src: &Sources, flags: impl IntoIterator<Item = &'f Flag>) -> Table {
    let mut table = Table::new([
        Column::required("Warning"),
        Column::required("Grade"),
        Column::required("What the answers show"),
        Column::required("What to do"),
        Column::required("Owner"),
        Column::required("By"),
    ]);
    for flag in flags {
        let about = about(flag);
        table.row(
            flag.subject.as_deref(),
            [
                Text::from(named(flag)),
                Text::from(if flag.severity == Severity::Danger { "danger" } else { "warning" }),
                Text::from(&flag.text),
                Text::from(&flag.remedy),
                Text::from(gaps::who(src.session, about, None)),
                Text::from(by(src, about).to_string()),
            ],
        );
    }
    table
}

/// By when a warning is dealt with; one about a limit before the last day on which its fix can begin.
fn by(src: &Sources, about: &str) -> Date {
    let due = gaps::due(src.session, about, None, src.as_of);
    let mut limits = src.forecasts.iter().filter(|(limit, _)| limit.id == about);
    let start = limits.find_map(|(limit, outcome)| Some(start_of(src, limit, outcome.as_ref().ok()?)));
    start.filter(|start| *start >= src.as_of).map_or(due, |start| start.min(due))
}

fn accepted(part: &mut Section, src: &Sources) {
    if src.accepted.is_empty() {
        return;
    }
    part.paragraph(format!(
        "{} knowingly left as {}, each in somebody's name.",
        count(src.accepted.len(), "warning is", "warnings are"),
        by_number(src.accepted.len(), "it is", "they are")
    ));
    part.table(accepted_table(src, src.accepted.iter().map(|(flag, acceptance)| (flag, *acceptance))));
}

/// Accepted warnings with reason, name and end.
pub fn accepted_table<'f>(
    src: &Sources,
    accepted: impl IntoIterator<Item = (&'f Flag, &'f Acceptance)>,
) -> Table {
    let mut table = Table::new([
        Column::required("Warning"),
        Column::required("What the answers show"),
        Column::required("Reason for living with it"),
        Column::required("Accepted by"),
        Column::required("Until"),
    ]);
    for (flag, acceptance) in accepted {
        let until = acceptance.until.map_or_else(|| "no end set".to_owned(), |until| until.to_string());
        table.row(
            flag.subject.as_deref(),
            [
                Text::from(named(flag)),
                Text::from(&flag.text),
                Text::from(phrases::sentence(&acceptance.reason)),
                Text::from(src.session.person_name(&acceptance.by)),
                Text::from(until),
            ],
        );
    }
    table
}
