//! What happened, one line an entry, for the review and the welcome back.

use crate::catalogue::Catalogue;
use crate::workshop::event::{ActivityState, SessionEvent};
use crate::workshop::fields::Fields;
use crate::workshop::records::{Kind, Records};
use crate::workshop::session::Session;
use crate::workshop::value::Value;
use crate::workshop::words;

/// A line for an event, with the record it is about. Bookkeeping has no line.
pub fn line(
    session: &Session,
    catalogue: &Catalogue,
    event: &SessionEvent,
) -> Option<(String, Option<String>)> {
    let records = &session.records;
    let title = |id: &str| {
        let activity = catalogue.activities.iter().find(|known| known.id == id);
        activity.map_or_else(|| id.to_owned(), |known| known.title.clone())
    };
    Some(match event {
        SessionEvent::SessionStarted { .. } => ("The session began".into(), None),
        SessionEvent::FieldSet { id, field, was, now } => {
            let kind = Kind::of_id(id)?.spec();
            let spec = kind.field(field)?;
            let shown = |value: &Value| shorten(&records.display(spec, value));
            let what = format!("{}: {}", name(records, id), spec.term);
            let text = match (was.is_none(), now.is_none()) {
                (true, _) => format!("{what} is {}", shown(now)),
                (false, true) => format!("{what} cleared, was {}", shown(was)),
                (false, false) => format!("{what} changed from {} to {}", shown(was), shown(now)),
            };
            (text, Some(id.clone()))
        }
        SessionEvent::RecordAdded { id, fields, .. } => {
            let kind = Kind::of_id(id)?.spec();
            let known = records.title(id);
            let title = if known.is_empty() {
                fields.get(kind.title[0]).map(Value::plain).unwrap_or_default()
            } else {
                known
            };
            (format!("{} added: {}", kind.singular, shorten(&title)), Some(id.clone()))
        }
        SessionEvent::RecordRemoved { id, fields, .. } => {
            let kind = Kind::of_id(id)?.spec();
            let title = fields.get(kind.title[0]).map(Value::plain).unwrap_or_default();
            (format!("{} removed: {}", kind.singular, shorten(&title)), None)
        }
        SessionEvent::RecordMoved { id, to, .. } => {
            (format!("{} moved to line {}", name(records, id), to + 1), Some(id.clone()))
        }
        SessionEvent::StatusSet { id, now, .. } => {
            let status = now.as_ref().map_or("no longer marked", |mark| mark.status.name());
            (format!("{}: {status}", name(records, id)), Some(id.clone()))
        }
        SessionEvent::FlagAccepted { flag, now, .. } => {
            let subject = flag.split_once(':').map(|(_, id)| id.to_owned());
            let rule = flag.split(':').next().unwrap_or(flag);
            let about =
                subject.as_deref().map_or_else(String::new, |id| format!(" about {}", name(records, id)));
            let text = match now {
                Some(known) => format!(
                    "Flag {rule}{about} accepted by {}: {}",
                    session.person_name(&known.by),
                    shorten(&known.reason)
                ),
                None => format!("Flag {rule}{about} no longer accepted"),
            };
            (text, subject)
        }
        SessionEvent::ActivityMarked { activity, now, .. } => {
            let state = match now {
                ActivityState::Done => "done",
                ActivityState::Skipped => "passed over",
                ActivityState::Open => "open again",
            };
            (format!("“{}”: {state}", title(activity)), None)
        }
        SessionEvent::NoteSet { activity, .. } => (format!("Notes on “{}”", title(activity)), None),
        SessionEvent::RoundOpened { about, .. } => {
            let what = if about == "readiness" { "Silent scoring" } else { "Dot voting" };
            (format!("{what} began"), None)
        }
        SessionEvent::RoundRevealed { .. } => ("The result was revealed".into(), None),
        SessionEvent::Undone { .. } => ("A change was undone".into(), None),
        SessionEvent::Redone { .. } => ("A change was done again".into(), None),
        // Who gave which score stays private; time and place are bookkeeping.
        SessionEvent::ScoreGiven { .. }
        | SessionEvent::ScoreBacked { .. }
        | SessionEvent::VoteCast { .. }
        | SessionEvent::TimeSpent { .. }
        | SessionEvent::PlaceLeft { .. } => return None,
    })
}

/// What an event is about, in a few words, for whoever takes it back.
pub fn named(session: &Session, catalogue: &Catalogue, event: &SessionEvent) -> String {
    let records = &session.records;
    let activity = |id: &str| {
        let known = catalogue.activities.iter().find(|known| known.id == id);
        known.map_or_else(|| id.to_owned(), |known| known.title.clone())
    };
    let record = |id: &str, fields: Option<&Fields>| {
        let Some(spec) = Kind::of_id(id).map(Kind::spec) else { return id.to_owned() };
        let title = match records.title(id) {
            known if !known.is_empty() => known,
            _ => fields.and_then(|fields| fields.get(spec.title[0])).map(Value::plain).unwrap_or_default(),
        };
        match (spec.form, title.is_empty()) {
            (true, _) => format!("the {}", words::in_text(spec.singular)),
            (_, true) => format!("a {}", words::in_text(spec.singular)),
            _ => format!("“{}”", shorten(&title)),
        }
    };
    match event {
        SessionEvent::FieldSet { id, field, .. } => {
            let term =
                Kind::of_id(id).and_then(|kind| kind.spec().field(field)).map_or("a field", |it| it.term);
            format!("{term} of {}", record(id, None))
        }
        SessionEvent::RecordAdded { id, fields, .. } => format!("{} added", record(id, Some(fields))),
        SessionEvent::RecordRemoved { id, fields, .. } => format!("{} removed", record(id, Some(fields))),
        SessionEvent::RecordMoved { id, .. } => format!("{} moved", record(id, None)),
        SessionEvent::StatusSet { id, .. } => format!("how sure {} is", record(id, None)),
        SessionEvent::ActivityMarked { activity: id, now, .. } => {
            let state = match now {
                ActivityState::Done => "done",
                ActivityState::Skipped => "passed over",
                ActivityState::Open => "open again",
            };
            format!("“{}” {state}", activity(id))
        }
        SessionEvent::NoteSet { activity: id, .. } => format!("the notes on “{}”", activity(id)),
        SessionEvent::ScoreGiven { .. } | SessionEvent::ScoreBacked { .. } => "a score".to_owned(),
        SessionEvent::VoteCast { .. } => "a vote".to_owned(),
        other => line(session, catalogue, other).map_or_else(|| "a step".to_owned(), |(text, _)| text),
    }
}

fn name(records: &Records, id: &str) -> String {
    let title = records.title(id);
    if title.is_empty() { id.to_owned() } else { format!("“{}”", shorten(&title)) }
}

fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return line.to_owned();
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}
