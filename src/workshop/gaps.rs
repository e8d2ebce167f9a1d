//! What has not been answered yet, as questions with a person, a day and what waits for the answer.
//!
//! Three sources: answers marked unknown, required fields that are empty in records that exist, and kinds
//! of record the documents cannot do without. Wording is in `wording`, who and when in `whom`.

mod whom;
mod wording;

use jiff::civil::Date;

use super::event::Status;
use super::records::{Kind, Need};
use super::session::Session;

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The record it is about; for a kind without records, the kind's key.
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
    /// True when the team said that it does not know; false when nobody has answered yet.
    pub marked: bool,
}

/// Every open question, stage by stage: first what the team marked unknown, then what is missing.
pub fn questions(session: &Session, today: Date) -> Vec<Question> {
    let mut questions = marked(session, today);
    for kind in Kind::ALL {
        for id in session.records.ids(*kind) {
            questions.extend(missing(session, *kind, id, today));
        }
        questions.extend(absent(session, *kind, today));
    }
    questions
}

fn marked(session: &Session, today: Date) -> Vec<Question> {
    let unknown = session.marks.iter().filter(|(_, mark)| mark.status == Status::Unknown);
    unknown
        .filter_map(|((id, field), _)| {
            let kind = session.records.record(id)?.kind();
            let field = match field {
                Some(key) => Some(kind.spec().field(key)?),
                None => None,
            };
            let key = field.map(|field| field.key);
            Some(Question {
                about: id.clone(),
                field: key,
                fields: key.into_iter().collect(),
                text: wording::unknown(&session.records, id, field),
                waits: wording::waits(kind).to_owned(),
                who: whom::who(session, id, key),
                due: whom::due(session, id, key, today),
                marked: true,
            })
        })
        .collect()
}

/// One question for all required fields of a record that are empty and not marked.
fn missing(session: &Session, kind: Kind, id: &str, today: Date) -> Option<Question> {
    let unknown = |key| session.mark(id, Some(key)).is_some_and(|mark| mark.status == Status::Unknown);
    let required = kind.spec().fields.iter().filter(|field| field.need == Need::Required);
    let fields: Vec<_> = required
        .filter(|field| session.records.value(id, field.key).is_none() && !unknown(field.key))
        .collect();
    let first = *fields.first()?;
    Some(Question {
        about: id.to_owned(),
        field: Some(first.key),
        fields: fields.iter().map(|field| field.key).collect(),
        text: wording::missing(&session.records, id, &fields),
        waits: wording::waits(kind).to_owned(),
        who: whom::who(session, id, Some(first.key)),
        due: whom::due(session, id, Some(first.key), today),
        marked: false,
    })
}

/// The question for a kind of record that the documents need and that has none.
fn absent(session: &Session, kind: Kind, today: Date) -> Option<Question> {
    if session.records.count(kind) > 0 {
        return None;
    }
    let text = wording::absent(kind)?;
    let key = kind.spec().key;
    Some(Question {
        about: key.to_owned(),
        field: None,
        fields: Vec::new(),
        text: text.to_owned(),
        waits: wording::waits(kind).to_owned(),
        who: whom::who(session, key, None),
        due: whom::due(session, key, None, today),
        marked: false,
    })
}
