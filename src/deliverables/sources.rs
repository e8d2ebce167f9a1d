//! What every document is written from: the answers, and what follows from them, found once.
//!
//! Also the one place where an answer becomes a cell: choices by their words, references by their titles,
//! estimates and assumptions marked as such, and “TBD” treated as the blank it is.

use jiff::civil::Date;

use super::contracts::sheet::Sheet;
use super::document::{Column, Document, Table, Text};
use super::phrases;
use crate::catalogue::Catalogue;
use crate::workshop::doomsday::{self, Forecast, Unforecast};
use crate::workshop::event::{Acceptance, Status};
use crate::workshop::flags::{self, Flag};
use crate::workshop::gaps::{self, Question};
use crate::workshop::measures::Span;
use crate::workshop::records::{DocumentStatus, FieldSpec, Kind, Limit, Need, Person, Records, Row};
use crate::workshop::session::Session;
use crate::workshop::value::{ChoiceSet, Ref, Refs, Shape, Value};
use crate::workshop::words;

/// Answers and findings.
pub struct Sources<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its answers.
    pub records: &'a Records,
    /// The workshop's content, for the words of its mistakes.
    pub catalogue: &'a Catalogue,
    /// The day the documents speak of.
    pub as_of: Date,
    /// Warnings that nobody has accepted.
    pub open: Vec<Flag>,
    /// Warnings the team lives with, knowingly.
    pub accepted: Vec<(Flag, &'a Acceptance)>,
    /// Limits with their run-out, most urgent first.
    pub forecasts: Vec<(&'a Row<Limit>, Result<Forecast, Unforecast>)>,
    /// What is unanswered.
    pub questions: Vec<Question>,
    /// The APIs with all that belongs to them.
    pub sheets: Vec<Sheet<'a>>,
}

impl<'a> Sources<'a> {
    /// Finds everything the documents need.
    pub fn of(session: &'a Session, catalogue: &'a Catalogue, as_of: Date) -> Self {
        let mut open = Vec::new();
        let mut accepted = Vec::new();
        for flag in flags::raise(session, as_of) {
            match flags::acceptance(session, &flag, as_of) {
                Some(acceptance) => accepted.push((flag, acceptance)),
                None => open.push(flag),
            }
        }
        Self {
            session,
            records: &session.records,
            catalogue,
            as_of,
            open,
            accepted,
            forecasts: doomsday::forecasts(&session.records, as_of),
            questions: gaps::questions(session, as_of),
            sheets: Sheet::all(session),
        }
    }

    /// Where the contract of an API stands, below the folder of the documents.
    pub fn contract_of(&self, api: &str) -> Option<String> {
        self.sheets.iter().find(|sheet| sheet.api.id == api)?.contract_path()
    }

    /// What the session is about, for headings; the organisation when it has no title.
    pub fn platform(&self) -> &str {
        let charter = &self.records.charter;
        if charter.title.trim().is_empty() { charter.organisation.trim() } else { charter.title.trim() }
    }

    /// The name people use: of “Keel: the shared platform under Northlight” only “Keel”.
    pub fn short_name(&self) -> &str {
        let whole = self.platform();
        let short = whole.split_once(": ").map_or(whole, |(short, _)| short);
        if short.trim().is_empty() { whole } else { short.trim() }
    }

    /// A document with its title and control data.
    pub fn document(&self, slug: &str, name: &str) -> Document {
        let short = self.short_name();
        let title = if short.is_empty() { name.to_owned() } else { format!("{short}: {name}") };
        let mut document = Document::new(slug, title);
        let charter = &self.records.charter;
        let ownership = &self.records.ownership;
        let owner = [&charter.document_owner, &ownership.product_owner, &charter.facilitator]
            .into_iter()
            .map(|person| self.person(person))
            .find(|name| !name.is_empty());
        let mut line = |key, label, value: String| document.control(key, label, value);
        line("platform", "Platform", self.platform().to_owned());
        line("organisation", "Organisation", charter.organisation.clone());
        line("owner", "Document owner", owner.unwrap_or_default());
        line("product_owner", "Product owner", self.person(&ownership.product_owner));
        line("status", "Status", charter.status.unwrap_or(DocumentStatus::Draft).label().to_owned());
        line("version", "Version", charter.version.clone());
        line("date", "Date", self.as_of.to_string());
        line("next_review", "Next review", phrases::date(charter.next_review));
        line("facilitator", "Facilitator", self.person(&charter.facilitator));
        let attending = self.records.people.iter().filter(|person| person.is_here());
        let names: Vec<&str> = attending.map(|person| person.name.as_str()).collect();
        line("participants", "In the room", names.join(", "));
        line("session", "Session", self.session.id.clone());
        document
    }

    /// A person's name; empty when nobody is named.
    pub fn person(&self, person: &Ref<Person>) -> String {
        self.title(person)
    }

    /// The title of what is referred to; empty when nothing is.
    pub fn title<K>(&self, reference: &Ref<K>) -> String {
        let title = reference.id().filter(|id| self.records.record(id).is_some());
        title.map(|id| self.records.title(id)).unwrap_or_default()
    }

    /// The titles of what is referred to.
    pub fn titles<K>(&self, references: &Refs<K>) -> Vec<String> {
        let known = references.ids().iter().filter(|id| self.records.record(id).is_some());
        known.map(|id| self.records.title(id)).collect()
    }

    /// A text answer; empty when it only says that there is none yet.
    pub fn answer<'t>(&self, text: &'t str) -> &'t str {
        if words::placeholder(text) { "" } else { text.trim() }
    }

    /// How sure an answer is, if it is not a fact: of the field, or of the whole record.
    pub fn doubt(&self, id: &str, field: Option<&str>) -> Option<Status> {
        let mark = self.session.marks.get(id, field)?;
        (mark.status != Status::Fact).then_some(mark.status)
    }

    /// Words with a remark on how sure they are.
    pub fn with_doubt(&self, id: &str, field: Option<&str>, words: Text) -> Text {
        match self.doubt(id, field) {
            Some(status) if !words.is_blank() => words.then(" (").emphasis(status.name()).then(")"),
            _ => words,
        }
    }

    /// An answer as a cell. The field that names a record also shows how sure the whole record is.
    pub fn cell(&self, id: &str, field: &str) -> Text {
        let Some(kind) = Kind::of_id(id) else { return Text::new() };
        let Some(spec) = kind.spec().field(field) else { return Text::new() };
        let words = Text::from(self.shown(spec, &self.records.value(id, field)));
        let whole = (kind.spec().title.first() == Some(&field)).then_some(None);
        let words = self.with_doubt(id, Some(field), words);
        match whole {
            Some(field) => self.with_doubt(id, field, words),
            None => words,
        }
    }

    /// A value as a reader sees it.
    pub fn shown(&self, spec: &FieldSpec, value: &Value) -> String {
        match (spec.shape, value) {
            (_, Value::None) => String::new(),
            (_, Value::Number(number)) => phrases::amount(*number),
            (Shape::Quantity, Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), |quantity| phrases::quantity(&quantity))
            }
            (Shape::Growth, Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), |growth| phrases::growth(&growth))
            }
            (Shape::Frequency, Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), phrases::frequency)
            }
            (Shape::Lines, Value::List(lines)) => {
                let lines: Vec<&str> = lines.iter().map(|line| phrases::clause(line)).collect();
                lines.join("; ")
            }
            (Shape::Ref(_) | Shape::Either(..), Value::Text(id)) if self.records.record(id).is_none() => {
                String::new()
            }
            (Shape::Refs(_), Value::List(ids)) => {
                let known = ids.iter().filter(|id| self.records.record(id).is_some());
                phrases::titles(&known.map(|id| self.records.title(id)).collect::<Vec<_>>())
            }
            (Shape::Span, Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), |span: Span| span.to_string())
            }
            // “Something else” names nothing beside other names.
            (Shape::Choice(_) | Shape::OrOwn(_) | Shape::Many(_), value) => {
                self.records.display(spec, value).replace("Something else", "Other matters")
            }
            _ => self.answer(&self.records.display(spec, value)).to_owned(),
        }
    }

    /// A table of records: one column a field, headed by its term, needed when the field is.
    pub fn grid<'i>(&self, kind: Kind, ids: impl IntoIterator<Item = &'i str>, fields: &[&str]) -> Table {
        let spec = kind.spec();
        let mut table = Table::new(fields.iter().filter_map(|key| spec.field(key)).map(column));
        for id in ids {
            table.row(Some(id), fields.iter().map(|field| self.cell(id, field)));
        }
        table
    }

    /// A table of all records of a kind.
    pub fn grid_of(&self, kind: Kind, fields: &[&str]) -> Table {
        self.grid(kind, self.records.ids(kind), fields)
    }
}

/// The column of a field.
pub fn column(field: &FieldSpec) -> Column {
    let column = match field.need {
        Need::Required => Column::required(field.term),
        Need::Optional => Column::optional(field.term),
    };
    if matches!(field.shape, Shape::Number | Shape::Quantity) { column.right() } else { column }
}

/// The columns of some fields of a kind.
pub fn columns(kind: Kind, fields: &[&str]) -> Vec<Column> {
    fields.iter().filter_map(|key| kind.spec().field(key)).map(column).collect()
}
