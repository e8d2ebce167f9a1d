//! Activities: a question for the room, and the answers it captures.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{DOCUMENTS, document_sections};
use super::front::{self, At, line_of};
use super::page::Page;
use super::parts::Found;
use super::problem::{Report, meant};
use crate::workshop::flags::RULES;
use crate::workshop::records::{FieldSpec, Kind};

/// The lengths of a sitting, in minutes, for which an agenda is laid out.
pub const AGENDAS: [u32; 3] = [60, 90, 210];

/// A question for the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Its id; sessions record it.
    pub id: String,
    /// Its stage's id.
    pub stage: String,
    /// What it is called.
    pub title: String,
    /// Other words by which people look for it.
    pub words: String,
    /// How long it takes when there is time.
    pub minutes: u32,
    /// How long it takes in each agenda it belongs to.
    pub timebox: BTreeMap<u32, u32>,
    /// What it is there for, by id.
    pub covers: Vec<String>,
    /// The principle that drives it, by id.
    pub principle: Option<String>,
    /// The mistakes it can uncover, by id.
    pub flags: Vec<String>,
    /// The section of a document it feeds, such as `blueprint#context`.
    pub feeds: String,
    /// Which answers it captures.
    pub captures: Vec<Capture>,
    /// The question in plain words.
    pub question: String,
    /// Why it matters.
    pub why: String,
    /// Questions that probe.
    pub follow_ups: Vec<String>,
    /// What a good answer looks like, as Markdown.
    pub example: String,
    /// Notes for the facilitator only.
    pub notes: Vec<String>,
}

/// Answers that an activity captures: a form's fields, or a table's rows with these fields as columns.
#[derive(Debug, Clone)]
pub enum Capture {
    /// A form.
    Form {
        /// Its kind.
        kind: Kind,
        /// The fields that are asked, in this order.
        fields: Vec<&'static FieldSpec>,
    },
    /// A table.
    Table {
        /// Its kind.
        kind: Kind,
        /// The columns, in this order.
        fields: Vec<&'static FieldSpec>,
    },
}

impl Capture {
    /// The kind of record that is captured.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Form { kind, .. } | Self::Table { kind, .. } => *kind,
        }
    }

    /// The fields that are asked.
    pub fn fields(&self) -> &[&'static FieldSpec] {
        match self {
            Self::Form { fields, .. } | Self::Table { fields, .. } => fields,
        }
    }

    /// The keys of the fields that are asked.
    pub fn keys(&self) -> Vec<&'static str> {
        self.fields().iter().map(|field| field.key).collect()
    }
}

impl PartialEq for Capture {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.keys() == other.keys()
    }
}

impl Activity {
    /// True when an agenda of that many minutes has it.
    pub fn in_agenda(&self, minutes: u32) -> bool {
        self.timebox.contains_key(&minutes)
    }

    /// The document and the section it feeds.
    pub fn feeds_section(&self) -> (&str, &str) {
        self.feeds.split_once('#').unwrap_or((&self.feeds, ""))
    }

    /// What it captures, as kinds and keys of fields.
    pub fn captured(&self) -> Vec<(Kind, Vec<&'static str>)> {
        self.captures.iter().map(|capture| (capture.kind(), capture.keys())).collect()
    }
}

const WHY: &str = "Why it matters";
const FOLLOW_UPS: &str = "Follow-ups";
const EXAMPLE: &str = "A good answer";
const NOTES: &str = "Facilitator notes";

/// Reads an activity's page.
pub(super) fn read(page: &Page<'_>, report: &mut Report<'_>) -> Option<Found<Activity>> {
    let front: Option<front::Activity> = front::read(page.front, report);
    page.only(&[WHY, FOLLOW_UPS, EXAMPLE, NOTES], report);
    let question = page.sections.iter().find(|section| section.level == 1);
    if question.is_none() {
        report.add(page.lines, "the question is missing", "add “# …?” after the front matter");
    }
    let why = page.section(WHY, report).map(super::page::Section::text);
    let follow_ups = page.section(FOLLOW_UPS, report).map(|section| section.list(report));
    let example = page.section(EXAMPLE, report).map(super::page::Section::raw);
    let notes = page.section(NOTES, report).map(|section| section.list(report));
    let front = front?;
    agendas(&front, report);
    feeds(&front.feeds, report);
    for flag in front.flags.iter().filter(|flag| !RULES.iter().any(|rule| rule.id == flag.value)) {
        let hint = meant(&flag.value, RULES.iter().map(|rule| rule.id));
        report.add(line_of(flag), format!("there is no flag “{}”", flag.value), hint);
    }
    if front.captures.value.is_empty() {
        report.add(
            line_of(&front.captures),
            "the activity captures nothing",
            "add “- table: …” or “- form: …”",
        );
    }
    let captures =
        front.captures.value.iter().filter_map(|one| capture(&one.value, line_of(one), report)).collect();
    let mut found = Found::new(report.file, &front.id, &front.covers);
    found.stage = Some((front.stage.value.clone(), line_of(&front.stage)));
    found.principle = front.principle.as_ref().map(|id| (id.value.clone(), line_of(id)));
    let values = |list: Vec<At<String>>| list.into_iter().map(|one| one.value).collect();
    Some(found.with(Activity {
        id: front.id.value,
        stage: front.stage.value,
        title: front.title,
        words: front.words,
        minutes: front.minutes.value,
        timebox: front.timebox.value.into_iter().map(|(length, minutes)| (length.0, minutes)).collect(),
        covers: values(front.covers),
        principle: front.principle.map(|id| id.value),
        flags: values(front.flags),
        feeds: front.feeds.value,
        captures,
        question: question.map(|section| section.title.to_owned()).unwrap_or_default(),
        why: why.unwrap_or_default(),
        follow_ups: follow_ups.unwrap_or_default(),
        example: example.unwrap_or_default(),
        notes: notes.unwrap_or_default(),
    }))
}

fn agendas(front: &front::Activity, report: &mut Report<'_>) {
    let line = line_of(&front.agendas);
    for agenda in front.agendas.value.iter().filter(|agenda| !AGENDAS.contains(agenda)) {
        let known = AGENDAS.map(|minutes| minutes.to_string()).join(", ");
        report.add(line, format!("there is no agenda of {agenda} minutes"), format!("known: {known}"));
    }
    let listed: BTreeSet<u32> = front.agendas.value.iter().copied().collect();
    let timed: BTreeSet<u32> = front.timebox.value.keys().map(|length| length.0).collect();
    for agenda in listed.difference(&timed) {
        report.add(
            line_of(&front.timebox),
            format!("there is no timebox for the agenda of {agenda} minutes"),
            format!("add “{agenda}: …”"),
        );
    }
    for agenda in timed.difference(&listed) {
        report.add(
            line_of(&front.timebox),
            format!("there is a timebox for {agenda} minutes, and the activity is not in that agenda"),
            format!("add {agenda} to the agendas, or remove the timebox"),
        );
    }
    if front.minutes.value == 0 || front.timebox.value.values().any(|minutes| *minutes == 0) {
        report.add(line_of(&front.minutes), "an activity takes at least a minute", "");
    }
}

fn feeds(feeds: &At<String>, report: &mut Report<'_>) {
    let Some((document, section)) = feeds.value.split_once('#') else {
        let text = format!("“{}” names no section of a document", feeds.value);
        return report.add(line_of(feeds), text, "write DOCUMENT#SECTION, such as blueprint#context");
    };
    match document_sections(document) {
        None => {
            let hint = meant(document, DOCUMENTS.iter().map(|(name, _)| *name));
            report.add(line_of(feeds), format!("there is no document “{document}”"), hint);
        }
        Some(sections) if !sections.contains(&section) => {
            let hint = meant(section, sections.iter().copied());
            report.add(line_of(feeds), format!("“{document}” has no section “{section}”"), hint);
        }
        Some(_) => {}
    }
}

fn capture(front: &front::Capture, line: usize, report: &mut Report<'_>) -> Option<Capture> {
    let (key, form) = match (&front.form, &front.table) {
        (Some(key), None) => (key, true),
        (None, Some(key)) => (key, false),
        _ => {
            report.add(line, "a capture is either a table or a form", "write “table: KIND” or “form: KIND”");
            return None;
        }
    };
    let Some(kind) = Kind::from_key(&key.value) else {
        let hint = meant(&key.value, Kind::ALL.iter().map(|kind| kind.spec().key));
        report.add(line_of(key), format!("there is no kind of record “{}”", key.value), hint);
        return None;
    };
    let spec = kind.spec();
    if spec.form != form {
        let is = if spec.form { "form" } else { "table" };
        report.add(
            line_of(key),
            format!("“{}” is a {is}", key.value),
            format!("write “{is}: {}”", key.value),
        );
    }
    let mut fields: Vec<&'static FieldSpec> = Vec::new();
    for name in front.fields.iter().flatten() {
        match spec.field(&name.value) {
            Some(field) if fields.iter().any(|known| known.key == field.key) => {
                report.add(line_of(name), format!("“{}” is asked twice", field.key), "keep one");
            }
            Some(field) => fields.push(field),
            None => {
                let hint = meant(&name.value, spec.fields.iter().map(|field| field.key));
                report.add(line_of(name), format!("“{}” has no field “{}”", key.value, name.value), hint);
            }
        }
    }
    if front.fields.as_ref().is_some_and(Vec::is_empty) {
        report.add(line, "the capture asks for no field", "leave “fields” out to ask for all");
    }
    if front.fields.is_none() {
        fields = spec.fields.iter().collect();
    }
    Some(if spec.form { Capture::Form { kind, fields } } else { Capture::Table { kind, fields } })
}
