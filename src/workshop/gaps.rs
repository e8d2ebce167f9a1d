//! What has not been answered yet, as questions with a person, a day and what waits for the answer.
//!
//! Asked are: answers the team marked unknown; required fields that are empty, or hold a placeholder; kinds
//! of record the documents cannot do without; and what a record or a kind needs beyond its own fields (an
//! API its operations, each tension its trade-off). Which of that the documents really need is in `needs`,
//! the wording in `wording`, who and when in `whom`.

mod coverage;
mod needs;
mod phrases;
mod whom;
mod wording;

pub use needs::{answered, needed};
pub use whom::{due, proposed, who};

use jiff::civil::Date;
use std::collections::BTreeMap;

use super::event::Status;
use super::records::{FieldSpec, Kind};
use super::session::Session;

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The record it is about; for a kind of which rows are missing, the kind's key.
    pub about: String,
    /// The field to answer; the first, when several are missing.
    pub field: Option<&'static str>,
    /// All fields that are missing.
    pub fields: Vec<&'static str>,
    /// The question.
    pub text: String,
    /// What waits for the answer.
    pub waits: String,
    /// Who should answer: a name.
    pub who: String,
    /// By when.
    pub due: Date,
    /// True when nobody has promised this answer for that day: person or day follow from what else is known.
    pub proposed: bool,
    /// True when the team said that it does not know; false when nobody has answered yet.
    pub marked: bool,
}

/// Every open question, in the order in which the workshop asks.
pub fn questions(session: &Session, today: Date) -> Vec<Question> {
    let asking = Asking { session, today };
    let mut questions = Vec::new();
    for kind in ORDER {
        let ids = session.records.ids(*kind);
        // What a payload's fields lack is one question: eleven that differ in a name are not read.
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for id in &ids {
            let part = matches!(kind, Kind::PayloadField | Kind::Parameter);
            if let Some(whole) = part.then(|| wording::within(&session.records, id)).flatten() {
                groups.entry(whole).or_default().push(id);
            }
        }
        for id in ids {
            asking.marked(*kind, id, &mut questions);
            let group = groups.values().find(|group| group.contains(&id));
            match group {
                Some(group) if group[0] == id => questions.extend(asking.missing_of(*kind, group)),
                Some(_) => {}
                None => questions.extend(asking.missing(*kind, id)),
            }
            let more = coverage::of_record(&session.records, *kind, id);
            questions
                .extend(more.into_iter().map(|more| asking.question(id, more.field, more.waits, &more.text)));
        }
        let key = kind.spec().key;
        let more = coverage::of_kind(&session.records, *kind);
        questions.extend(more.map(|more| asking.question(key, more.field, more.waits, &more.text)));
    }
    questions
}

/// Kinds in the order in which the workshop comes to them.
const ORDER: &[Kind] = &[
    Kind::Charter,
    Kind::Person,
    Kind::Team,
    Kind::Purpose,
    Kind::UserGroup,
    Kind::Pain,
    Kind::Domain,
    Kind::System,
    Kind::Standard,
    Kind::Constraint,
    Kind::Ownership,
    Kind::Readiness,
    Kind::Limit,
    Kind::Measurement,
    Kind::StepChange,
    Kind::Quality,
    Kind::Risk,
    Kind::Capability,
    Kind::Weights,
    Kind::SourcingOption,
    Kind::Criteria,
    Kind::Component,
    Kind::Connection,
    Kind::Deployment,
    Kind::TradeOff,
    Kind::Api,
    Kind::Operation,
    Kind::Parameter,
    Kind::Payload,
    Kind::PayloadField,
    Kind::ApiError,
    Kind::ApiRules,
    Kind::TrackedEvent,
    Kind::Decision,
    Kind::Measure,
    Kind::GoldenPath,
    Kind::OnboardingStep,
    Kind::Migration,
    Kind::Rule,
    Kind::Responsibility,
    Kind::Escalation,
    Kind::Support,
    Kind::Problem,
    Kind::Finding,
    Kind::Action,
    Kind::Parked,
    Kind::Term,
];

struct Asking<'a> {
    session: &'a Session,
    today: Date,
}

impl Asking<'_> {
    fn question(&self, about: &str, field: Option<&'static str>, waits: &str, text: &str) -> Question {
        Question {
            about: about.to_owned(),
            field,
            fields: field.into_iter().collect(),
            // A name that is a question itself ends this one.
            text: text.replace("?”?", "?”"),
            waits: waits.to_owned(),
            who: whom::who(self.session, about, field),
            due: whom::due(self.session, about, field, self.today),
            proposed: whom::proposed(self.session, about, field),
            marked: false,
        }
    }

    fn is_unknown(&self, id: &str, field: Option<&str>) -> bool {
        self.session.mark(id, field).is_some_and(|mark| mark.status == Status::Unknown)
    }

    /// A question for each answer that was marked unknown, or one for the record when all of it was.
    fn marked(&self, kind: Kind, id: &str, questions: &mut Vec<Question>) {
        let records = &self.session.records;
        let whole = self.is_unknown(id, None);
        let own = |field: &FieldSpec| self.session.marks.get(id, Some(field.key)).is_some();
        let fields =
            kind.spec().fields.iter().filter(|field| own(field) && self.is_unknown(id, Some(field.key)));
        let whole = whole.then(|| (None, wording::whole(records, id)));
        let fields = fields.map(|field| (Some(field.key), wording::unknown(records, id, field)));
        questions.extend(whole.into_iter().chain(fields).map(|(field, text)| Question {
            marked: true,
            ..self.question(id, field, wording::waits(kind), &text)
        }));
    }

    /// The needed fields of a record that are empty and not marked.
    fn lacks(&self, kind: Kind, id: &str) -> Vec<&'static FieldSpec> {
        let records = &self.session.records;
        let fields = kind.spec().fields.iter();
        fields
            .filter(|field| !answered(records, id, field) && needed(records, id, field))
            .filter(|field| !self.is_unknown(id, Some(field.key)))
            .collect()
    }

    /// One question for what several records lack that belong to the same one.
    fn missing_of(&self, kind: Kind, group: &[&str]) -> Option<Question> {
        let lacking: Vec<&str> =
            group.iter().filter(|id| !self.lacks(kind, id).is_empty()).copied().collect();
        let question = self.missing(kind, lacking.first()?)?;
        if lacking.len() == 1 {
            return Some(question);
        }
        let lacks: Vec<_> = lacking.iter().map(|id| self.lacks(kind, id)).collect();
        let fields = kind.spec().fields.iter();
        let fields: Vec<_> = fields.filter(|field| lacks.iter().flatten().any(|one| one == field)).collect();
        let text = wording::missing_of(&self.session.records, kind, &lacking, &fields);
        Some(Question { text, ..question })
    }

    /// One question for all needed fields of a record that are empty and not marked.
    fn missing(&self, kind: Kind, id: &str) -> Option<Question> {
        let records = &self.session.records;
        let fields = self.lacks(kind, id);
        let first = *fields.first()?;
        let text = wording::missing(records, id, &fields);
        let question = self.question(id, Some(first.key), wording::waits(kind), &text);
        Some(Question { fields: fields.iter().map(|field| field.key).collect(), ..question })
    }
}

#[cfg(test)]
mod tests;
