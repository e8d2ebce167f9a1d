//! Open questions and assumptions: what a document does not know, once, with a person and a day.

use jiff::civil::Date;

use super::document::{CalloutKind, Column, Document, Section, Table, Text};
use super::phrases::{self, by_number, opening};
use super::sources::Sources;
use crate::workshop::event::Status;
use crate::workshop::gaps::{self, Question};
use crate::workshop::records::{CapabilityDomain, DocumentStatus, Kind, QualityKind};
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::in_text;

/// One of the three documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The platform architecture blueprint.
    Blueprint,
    /// The internal API specification.
    Apis,
    /// The platform adoption guide.
    Guide,
}

impl Which {
    /// True when answers of a kind stand in this document.
    pub fn holds(self, kind: Kind) -> bool {
        let home = match kind {
            Kind::Charter => return true,
            Kind::Api
            | Kind::Payload
            | Kind::PayloadField
            | Kind::Operation
            | Kind::ApiError
            | Kind::Parameter
            | Kind::ApiRules
            | Kind::TrackedEvent => Self::Apis,
            Kind::Measure
            | Kind::OnboardingStep
            | Kind::GoldenPath
            | Kind::Migration
            | Kind::Rule
            | Kind::Responsibility
            | Kind::Team
            | Kind::Escalation
            | Kind::Support
            | Kind::Problem
            | Kind::Finding => Self::Guide,
            _ => Self::Blueprint,
        };
        self == home
    }
}

/// A question as the table shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The record it is about, if one exists.
    pub record: Option<String>,
    /// The question.
    pub text: String,
    /// What waits for the answer.
    pub waits: String,
    /// Who answers.
    pub who: String,
    /// By when.
    pub due: Date,
    /// True when nobody has promised it: person or day follow from what else is known.
    pub proposed: bool,
}

impl Open {
    /// The day, and whether anybody has promised it; where nobody has promised anything that is said once.
    fn by(&self, mixed: bool) -> String {
        by(self.due, self.proposed && mixed)
    }
}

/// A day, and that nobody has promised it.
fn by(due: Date, proposed: bool) -> String {
    if proposed { format!("{due} (proposed)") } else { due.to_string() }
}

/// Every question that is open in a document, the most pressing first.
pub fn open(src: &Sources, which: Which) -> Vec<Open> {
    let mut all: Vec<Open> = src
        .questions
        .iter()
        .filter(|question| which.holds(home(question)))
        .map(|question| Open {
            record: src.records.record(&question.about).map(|_| question.about.clone()),
            text: question.text.clone(),
            waits: question.waits.clone(),
            who: question.who.clone(),
            due: question.due,
            proposed: question.proposed,
        })
        .collect();
    match which {
        Which::Apis => all.extend(misfits(src)),
        Which::Blueprint | Which::Guide => {}
    }
    // Stable: within a day the order of the stages holds.
    all.sort_by_key(|question| question.due);
    all
}

/// What does not fit together in an API, so that its contract leaves it out or takes a default.
fn misfits(src: &Sources) -> Vec<Open> {
    let doubts = src.sheets.iter().flat_map(|sheet| sheet.doubts.iter().map(move |doubt| (sheet, doubt)));
    doubts
        .map(|(sheet, doubt)| Open {
            record: Some(doubt.about.clone()),
            text: doubt.question.clone(),
            waits: format!("Contract of {}", sheet.name),
            who: gaps::who(src.session, &doubt.about, None),
            due: gaps::due(src.session, &doubt.about, None, src.as_of),
            proposed: gaps::proposed(src.session, &doubt.about, None),
        })
        .collect()
}

/// Capability domains that no capability answers yet.
pub fn missing_domains(src: &Sources) -> Vec<CapabilityDomain> {
    let answered =
        |domain| src.records.capabilities.iter().any(|capability| capability.domain.choice() == Some(domain));
    let all = CapabilityDomain::ALL.iter().copied();
    all.filter(|domain| *domain != CapabilityDomain::Product && !answered(*domain)).collect()
}

/// The four kinds of quality a platform cannot do without a target for.
const INVISIBLE: [QualityKind; 4] =
    [QualityKind::Performance, QualityKind::Reliability, QualityKind::Privacy, QualityKind::Safety];

/// Which of them have no target yet.
pub fn missing_qualities(src: &Sources) -> Vec<QualityKind> {
    let set = |kind| src.records.qualities.iter().any(|quality| quality.kind == Some(kind));
    INVISIBLE.into_iter().filter(|kind| !set(*kind)).collect()
}

/// Topics that were set aside: nothing waits for them yet, so they are no open questions.
pub fn set_aside(part: &mut Section, src: &Sources) {
    let mut table = Table::new(["Topic", "Who takes it up", "By"].map(Column::required));
    let mut topics = parked(src);
    topics.sort_by_key(|topic| topic.due);
    for topic in topics {
        let day = topic.by(true);
        let cells = [Text::from(topic.text), Text::from(topic.who), Text::from(day)];
        table.row(topic.record.as_deref(), cells);
    }
    part.table(table);
}

fn parked(src: &Sources) -> Vec<Open> {
    let topics = src.records.parked.iter().filter(|parked| !src.answer(&parked.topic).is_empty());
    topics
        .map(|parked| {
            let text = phrases::clause(&parked.topic).to_owned();
            let owner = src.person(&parked.owner);
            Open {
                record: Some(parked.id.clone()),
                text,
                waits: String::new(),
                who: if owner.is_empty() { gaps::who(src.session, &parked.id, None) } else { owner },
                due: parked.due.unwrap_or_else(|| gaps::due(src.session, &parked.id, None, src.as_of)),
                proposed: parked.owner.is_none() || parked.due.is_none(),
            }
        })
        .collect()
}

/// The section.
pub fn fill(section: &mut Section, src: &Sources, which: Which) {
    let open = open(src, which);
    if let Some(first) = open.first() {
        let overdue = open.iter().filter(|question| question.due < src.as_of).count();
        let promised = open.iter().filter(|question| !question.proposed).count();
        let mut text = format!(
            "{} {} open. {} on {} from {}.",
            opening(open.len(), "question", "questions"),
            by_number(open.len(), "is", "are"),
            by_number(open.len(), "The answer is due", "The first answer is due"),
            first.due,
            first.who
        );
        if overdue > 0 {
            let late = if overdue == 1 { "One".to_owned() } else { overdue.to_string() };
            text.push_str(&format!(" {late} {} overdue.", by_number(overdue, "is", "are")));
        }
        let odd = if which == Which::Apis { misfits(src).len() } else { 0 };
        if odd > 0 && odd < open.len() {
            let them = opening(odd, "of them is", "of them are");
            text.push_str(&format!(" {them} about what does not fit together in a contract."));
        }
        let proposals = open.len() - promised;
        if proposals > 0 {
            let told = match (proposals, promised) {
                (1, 0) => "Person and day are proposed; nobody has promised them yet.",
                (_, 0) => "Persons and days are proposed; nobody has promised them yet.",
                _ => "Where it says “proposed”, nobody has promised person and day yet.",
            };
            text.push_str(&format!(" {told}"));
        }
        section.paragraph(text);
        let mut table = Table::new([
            Column::required("Question"),
            Column::required("Waits for it"),
            Column::required("Who answers"),
            Column::required("By"),
        ]);
        for question in &open {
            table.row(
                question.record.as_deref(),
                [
                    Text::from(&question.text),
                    Text::from(&question.waits),
                    Text::from(&question.who),
                    Text::from(question.by(promised > 0)),
                ],
            );
        }
        section.table(table);
    } else {
        section.paragraph("No question is open.");
    }
}

/// Says of a document that is a draft, or has gaps, what it lacks.
pub fn lacks(document: &mut Document, src: &Sources, which: Which) {
    let aids = ["Executive summary", "Glossary", "Changelog"];
    let silent: Vec<&str> =
        document.left_out.iter().map(String::as_str).filter(|heading| !aids.contains(heading)).collect();
    let draft = src.records.charter.status.unwrap_or(DocumentStatus::Draft) == DocumentStatus::Draft;
    if !draft && silent.is_empty() {
        return;
    }
    let mut text = if draft { format!("A draft of {}.", src.as_of) } else { "Not complete.".to_owned() };
    if !silent.is_empty() {
        text.push_str(&format!(" It says nothing yet on {}.", silent.join("; ")));
    }
    let open = open(src, which).len();
    if open > 0 {
        text.push_str(&format!(
            " {} {} open and {} at the end.",
            opening(open, "question", "questions"),
            by_number(open, "is", "are"),
            by_number(open, "stands", "stand")
        ));
    }
    document.remark(CalloutKind::Important, text);
}

/// The kind of record that an answer would complete. Who moves off a system is asked about the system, and
/// answered by a migration.
fn home(question: &Question) -> Kind {
    let about = Kind::of_id(&question.about).unwrap_or(Kind::Charter);
    if about == Kind::System && question.waits.starts_with("Migration") { Kind::Migration } else { about }
}

/// The unit of answers that are bare numbers.
fn unit_of(kind: Kind, field: &str) -> &'static str {
    match (kind, field) {
        (Kind::Capability, "effort") => " person-months",
        (Kind::Migration, "effort") => " person-days",
        _ => "",
    }
}

/// What was taken as true without being looked up.
pub fn assumptions(part: &mut Section, src: &Sources, which: Which) {
    let mut table = Table::new([
        Column::required("Answer"),
        Column::required("Status"),
        Column::required("Settled by"),
        Column::required("By"),
        Column::optional("Remark"),
    ]);
    let mut proposals = false;
    for (id, field, mark) in src.session.marks.iter() {
        let Some(kind) = Kind::of_id(id).filter(|kind| which.holds(*kind)) else { continue };
        if !matches!(mark.status, Status::Estimate | Status::Assumption) || src.records.record(id).is_none() {
            continue;
        }
        let title = src.records.title(id);
        let answer = match field.and_then(|key| kind.spec().field(key)) {
            Some(spec) => {
                let value = src.shown(spec, &src.records.value(id, spec.key));
                format!("{title}, {}: {value}{}", in_text(spec.term), unit_of(kind, spec.key))
            }
            None => title,
        };
        let proposed = gaps::proposed(src.session, id, field);
        proposals |= proposed;
        table.row(
            Some(id),
            [
                Text::from(answer),
                Text::from(mark.status.name()),
                Text::from(gaps::who(src.session, id, field)),
                Text::from(by(gaps::due(src.session, id, field, src.as_of), proposed)),
                Text::from(mark.note.as_ref()),
            ],
        );
    }
    if !table.rows.is_empty() {
        let mut text = format!(
            "{} here {} by somebody who knows the field, or taken as true until shown otherwise.",
            opening(table.rows.len(), "answer", "answers"),
            by_number(table.rows.len(), "was estimated", "were estimated")
        );
        if proposals {
            text.push_str(" A proposed day is nobody's promise yet.");
        }
        part.paragraph(text);
    }
    part.table(table);
}
