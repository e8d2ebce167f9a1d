//! A session: what all its events add up to.
//!
//! [`Session::apply`] is total. Whatever stands in the journal is taken as it is; what makes no sense (a
//! field of a record that does not exist) changes nothing. Validation happens in `decide`, before.

use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::event::{Acceptance, ActivityState, Entry, Mark, SessionEvent};
use super::marks::Marks;
use super::records::{Kind, Records, number_of};
use super::value::Value;

/// Where the session was left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The activity.
    pub activity: String,
    /// The record in focus.
    pub record: Option<String>,
    /// The field in focus.
    pub field: Option<String>,
}

/// A round of silent scoring or dot voting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: String,
    /// `readiness`, or the kind of record voted on.
    pub about: String,
    /// Score or dots by person and item.
    pub marks: BTreeMap<(String, String), u8>,
    /// What a score rests on, by person and item.
    pub reasons: BTreeMap<(String, String), String>,
    /// True once the group has seen the result.
    pub revealed: bool,
}

/// One undoable step: what it changed, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The first entry of the step.
    pub seq: u64,
    changes: Vec<Arc<SessionEvent>>,
}

impl Step {
    /// What it changed, in order.
    pub fn changes(&self) -> &[Arc<SessionEvent>] {
        &self.changes
    }
}

/// The state of a session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Session {
    /// The session's id.
    pub id: String,
    /// The content's id and version.
    pub content: (String, String),
    /// All answers.
    pub records: Records,
    /// Status and owner of answers, by record and field (no field: the whole record).
    pub marks: Marks,
    /// Accepted flags by key.
    pub accepted: BTreeMap<String, Acceptance>,
    /// Activities that are done or skipped.
    pub activities: BTreeMap<String, ActivityState>,
    /// The facilitator's notes by activity.
    pub notes: BTreeMap<String, String>,
    /// Seconds spent by activity.
    pub time: BTreeMap<String, u64>,
    /// Rounds of scoring and voting, oldest first.
    pub rounds: Vec<Round>,
    /// Where the session was left.
    pub place: Option<Place>,
    /// The number of the last entry.
    pub seq: u64,
    /// When the first entry was written.
    pub started_at: Timestamp,
    /// When the last entry was written.
    pub changed_at: Timestamp,
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The highest number ever given to a record of a kind: ids are never used twice.
    numbers: BTreeMap<Kind, u32>,
}

impl Session {
    /// The state that a journal adds up to.
    pub fn replay<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut session = Self::default();
        for entry in entries {
            session.apply(entry);
        }
        session
    }

    /// Takes in one entry.
    pub fn apply(&mut self, entry: &Entry) {
        if self.seq == 0 {
            self.started_at = entry.at;
        }
        self.seq = entry.seq;
        self.changed_at = entry.at;
        match &*entry.event {
            SessionEvent::Undone { step } => {
                if let Some(at) = self.undo.iter().rposition(|known| known.seq == *step) {
                    let step = self.undo.remove(at);
                    for change in step.changes.iter().rev() {
                        self.change(&change.inverse());
                    }
                    self.redo.push(step);
                }
            }
            SessionEvent::Redone { step } => {
                if let Some(at) = self.redo.iter().rposition(|known| known.seq == *step) {
                    let step = self.redo.remove(at);
                    for change in &step.changes {
                        self.change(change);
                    }
                    self.undo.push(step);
                }
            }
            event => {
                self.change(event);
                if event.undoable() {
                    let event = Arc::clone(&entry.event);
                    self.redo.clear();
                    match self.undo.last_mut() {
                        Some(step) if step.seq == entry.step() => step.changes.push(event),
                        _ => self.undo.push(Step { seq: entry.step(), changes: vec![event] }),
                    }
                }
            }
        }
    }

    fn change(&mut self, event: &SessionEvent) {
        match event {
            SessionEvent::SessionStarted { session, content, content_version } => {
                self.id.clone_from(session);
                self.content = (content.clone(), content_version.clone());
            }
            SessionEvent::FieldSet { id, field, now, .. } => self.records.put(id, field, now),
            SessionEvent::RecordAdded { id, at, fields } => {
                if let Some(kind) = Kind::of_id(id) {
                    let highest = self.numbers.entry(kind).or_default();
                    *highest = number_of(id).max(*highest);
                }
                self.records.insert(*at, id, fields);
            }
            SessionEvent::RecordRemoved { id, .. } => self.records.remove(id),
            SessionEvent::RecordMoved { id, to, .. } => self.records.shift(id, *to),
            SessionEvent::StatusSet { id, field, now, .. } => {
                self.marks.set(id, field.as_deref(), now.as_deref().cloned());
            }
            SessionEvent::FlagAccepted { flag, now, .. } => {
                set_or_clear(&mut self.accepted, flag.clone(), now.as_deref().cloned());
            }
            SessionEvent::ActivityMarked { activity, now, .. } => {
                let now = (*now != ActivityState::Open).then_some(*now);
                set_or_clear(&mut self.activities, activity.clone(), now);
            }
            SessionEvent::NoteSet { activity, now, .. } => {
                let now = (!now.is_none()).then(|| now.plain());
                set_or_clear(&mut self.notes, activity.clone(), now);
            }
            SessionEvent::RoundOpened { round, about } => self.rounds.push(Round {
                id: round.clone(),
                about: about.clone(),
                marks: BTreeMap::new(),
                reasons: BTreeMap::new(),
                revealed: false,
            }),
            SessionEvent::ScoreGiven { round, person, item, now, .. }
            | SessionEvent::VoteCast { round, person, item, now, .. } => {
                if let Some(round) = self.rounds.iter_mut().find(|known| known.id == *round) {
                    set_or_clear(&mut round.marks, (person.clone(), item.clone()), *now);
                }
            }
            SessionEvent::ScoreBacked { round, person, item, now, .. } => {
                if let Some(round) = self.rounds.iter_mut().find(|known| known.id == *round) {
                    let now = (!now.is_none()).then(|| now.plain());
                    set_or_clear(&mut round.reasons, (person.clone(), item.clone()), now);
                }
            }
            SessionEvent::RoundRevealed { round } => {
                if let Some(round) = self.rounds.iter_mut().find(|known| known.id == *round) {
                    round.revealed = true;
                }
            }
            SessionEvent::TimeSpent { activity, seconds } => {
                *self.time.entry(activity.clone()).or_default() += seconds;
            }
            SessionEvent::PlaceLeft { activity, record, field } => {
                self.place =
                    Some(Place { activity: activity.clone(), record: record.clone(), field: field.clone() });
            }
            SessionEvent::Undone { .. } | SessionEvent::Redone { .. } => {}
        }
    }

    /// The step that undo would take back.
    pub fn undoable(&self) -> Option<&Step> {
        self.undo.last()
    }

    /// The step that redo would bring back.
    pub fn redoable(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// The id the next record of a kind gets.
    pub fn next_id(&self, kind: Kind) -> String {
        self.nth_id(kind, 0)
    }

    /// The id that the record after `skip` further ones gets.
    pub(super) fn nth_id(&self, kind: Kind, skip: u32) -> String {
        let last = self.numbers.get(&kind).copied().unwrap_or(0);
        format!("{}-{}", kind.spec().key, last + 1 + skip)
    }

    /// The status of an answer: its own, else that of its record.
    pub fn mark(&self, id: &str, field: Option<&str>) -> Option<&Mark> {
        self.marks.get(id, field).or_else(|| self.marks.get(id, None))
    }

    /// What the session is called.
    pub fn title(&self) -> &str {
        if self.records.charter.title.is_empty() { "Untitled session" } else { &self.records.charter.title }
    }

    /// A person's name by id; an id that is no person's is taken as a name.
    pub fn person_name(&self, id: &str) -> String {
        self.records.people.by_id(id).map_or_else(|| id.to_owned(), |person| person.name.clone())
    }

    /// Ids of all records that exist, for links from evidence.
    pub fn all_ids(&self) -> BTreeSet<String> {
        Kind::ALL.iter().flat_map(|kind| self.records.ids(*kind)).map(str::to_owned).collect()
    }

    /// The value of a field.
    pub fn value(&self, id: &str, field: &str) -> Value {
        self.records.value(id, field)
    }
}

fn set_or_clear<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => {
            map.insert(key, value);
        }
        None => {
            map.remove(&key);
        }
    }
}
