//! What happened, one line an entry, for the review and the welcome back.

use crate::catalogue::Catalogue;
use crate::workshop::event::{ActivityState, SessionEvent};
use crate::workshop::records::{Kind, Records};
use crate::workshop::session::Session;
use crate::workshop::value::Value;

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
