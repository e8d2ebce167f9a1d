//! From what somebody wants to what happens: commands, and the events or the rejection they lead to.
//!
//! All validation is here. A rejection is a sentence for the person at the keyboard.

mod along;
mod batch;
mod command;
mod resolve;

pub use along::Along;
pub use command::{Command, NewRecord};

use std::collections::BTreeMap;

use super::event::SessionEvent;
use super::records::{FieldSpec, Kind};
use super::session::{Place, Session};
use super::value::{Shape, Value};
use batch::Batch;

/// Why a command was not carried out, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Rejection(pub String);

impl Rejection {
    fn new<T>(text: impl Into<String>) -> Result<T, Self> {
        Err(Self(text.into()))
    }
}

impl Session {
    /// The events a command leads to, or why it cannot be done. No events: nothing would change.
    #[expect(clippy::too_many_lines, reason = "one arm a command; each is read on its own")]
    pub fn decide(
        &self,
        command: &Command,
        today: jiff::civil::Date,
    ) -> Result<Vec<SessionEvent>, Rejection> {
        match command {
            Command::Add { kind, fields, at } => {
                let mut batch = Batch::new(self, today);
                batch.add(*kind, fields, *at)?;
                Ok(batch.events)
            }
            Command::AddMany { kind, rows } => {
                let mut batch = Batch::new(self, today);
                for (number, fields) in rows.iter().enumerate() {
                    batch.add(*kind, fields, None).map_err(|Rejection(why)| {
                        Rejection(if rows.len() == 1 { why } else { format!("row {}: {why}", number + 1) })
                    })?;
                }
                Ok(batch.events)
            }
            Command::Bring { records } => Ok(self.bring(records)),
            Command::Set { id, field, text } => {
                let spec = self.field_of(id, field)?;
                let mut batch = Batch::new(self, today);
                batch.type_in(id, spec, text)?;
                Ok(batch.events)
            }
            Command::Put { id, field, value } => {
                let spec = self.field_of(id, field)?;
                let mut batch = Batch::new(self, today);
                batch.put(id, spec, value.clone());
                Ok(batch.events)
            }
            Command::Remove { id } => self.remove(id, today),
            Command::Move { id, to } => {
                let Some(from) = self.records.position(id) else {
                    return Rejection::new("there is no such row");
                };
                let last = Kind::of_id(id).map_or(0, |kind| self.records.count(kind)).saturating_sub(1);
                let to = (*to).min(last);
                if from == to {
                    return Ok(Vec::new());
                }
                Ok(vec![SessionEvent::RecordMoved { id: id.clone(), from, to }])
            }
            Command::Mark { id, field, mark } => {
                if self.records.record(id).is_none() {
                    return Rejection::new("there is no such row");
                }
                let was = self.marks.get(id, field.as_deref()).cloned();
                Ok(changed(was, mark.clone(), |was, now| SessionEvent::StatusSet {
                    id: id.clone(),
                    field: field.clone(),
                    was: was.map(Box::new),
                    now: now.map(Box::new),
                }))
            }
            Command::Accept { flag, acceptance } => {
                if let Some(acceptance) = acceptance
                    && (acceptance.reason.trim().is_empty() || acceptance.by.trim().is_empty())
                {
                    return Rejection::new("accepting a flag needs a reason and a name");
                }
                let was = self.accepted.get(flag).cloned();
                Ok(changed(was, acceptance.clone(), |was, now| SessionEvent::FlagAccepted {
                    flag: flag.clone(),
                    was: was.map(Box::new),
                    now: now.map(Box::new),
                }))
            }
            Command::Activity { activity, state } => {
                let was = self.activities.get(activity).copied().unwrap_or_default();
                Ok(changed(was, *state, |was, now| SessionEvent::ActivityMarked {
                    activity: activity.clone(),
                    was,
                    now,
                }))
            }
            Command::Note { activity, text } => {
                let was = Value::text(self.notes.get(activity).cloned().unwrap_or_default());
                Ok(changed(was, Value::text(text.trim_end()), |was, now| SessionEvent::NoteSet {
                    activity: activity.clone(),
                    was,
                    now,
                }))
            }
            Command::OpenRound { about } => {
                Ok(vec![SessionEvent::RoundOpened { round: self.next_round(), about: about.clone() }])
            }
            Command::Score { round, person, item, score } => {
                if *score > 4 {
                    return Rejection::new("a score is a level from 1 to 4");
                }
                let (was, now) = self.round_mark(round, person, item, *score)?;
                Ok(changed(was, now, |was, now| SessionEvent::ScoreGiven {
                    round: round.clone(),
                    person: person.clone(),
                    item: item.clone(),
                    was,
                    now,
                }))
            }
            Command::Back { round, person, item, text } => {
                // A reason is as private as its score, and closed with it.
                self.round_mark(round, person, item, 0)?;
                let known = self.rounds.iter().find(|known| known.id == *round);
                let was = known.and_then(|known| known.reasons.get(&(person.clone(), item.clone())));
                let was = Value::text(was.cloned().unwrap_or_default());
                Ok(changed(was, Value::text(text.trim()), |was, now| SessionEvent::ScoreBacked {
                    round: round.clone(),
                    person: person.clone(),
                    item: item.clone(),
                    was,
                    now,
                }))
            }
            Command::Vote { round, person, item, dots } => {
                let (was, now) = self.round_mark(round, person, item, *dots)?;
                let spent = self.dots_spent(round, person) - was.unwrap_or(0) + dots;
                let allowed = self.dots_allowed(round);
                if spent > allowed {
                    return Rejection::new(format!("all {allowed} dots are given; take one back first"));
                }
                Ok(changed(was, now, |was, now| SessionEvent::VoteCast {
                    round: round.clone(),
                    person: person.clone(),
                    item: item.clone(),
                    was,
                    now,
                }))
            }
            Command::Reveal { round } => match self.rounds.iter().find(|known| known.id == *round) {
                Some(known) if known.revealed => Rejection::new("this round is already revealed"),
                Some(known) if known.marks.is_empty() => Rejection::new("nobody has answered yet"),
                Some(_) => Ok(vec![SessionEvent::RoundRevealed { round: round.clone() }]),
                None => Rejection::new("no round is open"),
            },
            Command::Spend { activity, seconds } => Ok(if *seconds == 0 {
                Vec::new()
            } else {
                vec![SessionEvent::TimeSpent { activity: activity.clone(), seconds: *seconds }]
            }),
            Command::Leave(place) => Ok(if self.place.as_ref() == Some(place) {
                Vec::new()
            } else {
                let Place { activity, record, field } = place.clone();
                vec![SessionEvent::PlaceLeft { activity, record, field }]
            }),
            Command::Undo => match self.undoable() {
                Some(step) => Ok(vec![SessionEvent::Undone { step: step.seq }]),
                None => Rejection::new("nothing to undo"),
            },
            Command::Redo => match self.redoable() {
                Some(step) => Ok(vec![SessionEvent::Redone { step: step.seq }]),
                None => Rejection::new("nothing to redo"),
            },
        }
    }

    /// The id of the round that is opened next.
    pub fn next_round(&self) -> String {
        format!("round-{}", self.rounds.len() + 1)
    }

    /// How many dots each person has in a round: a third of the items, at least three.
    pub fn dots_allowed(&self, round: &str) -> u8 {
        let about = self.rounds.iter().find(|known| known.id == round).map(|round| round.about.as_str());
        self.dots_for(about.unwrap_or_default())
    }

    /// How many dots each person has in a round about a kind of record, also before it is opened.
    pub fn dots_for(&self, about: &str) -> u8 {
        let items = Kind::from_key(about).map_or(0, |kind| self.records.count(kind));
        u8::try_from(items.div_ceil(3)).unwrap_or(u8::MAX).max(3)
    }

    /// How many dots a person has given in a round.
    pub fn dots_spent(&self, round: &str, person: &str) -> u8 {
        let Some(round) = self.rounds.iter().find(|known| known.id == round) else { return 0 };
        round.marks.iter().filter(|((who, _), _)| who == person).map(|(_, dots)| dots).sum()
    }

    fn bring(&self, records: &[NewRecord]) -> Vec<SessionEvent> {
        let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
        let places: Vec<(String, usize)> = records
            .iter()
            .map(|record| {
                let count = counts.entry(record.kind).or_default();
                let place =
                    (self.nth_id(record.kind, *count), self.records.count(record.kind) + *count as usize);
                *count += 1;
                place
            })
            .collect();
        let resolved = |text: &str| {
            let place = text.strip_prefix('#').and_then(|place| places.get(place.parse::<usize>().ok()?));
            place.map_or_else(|| text.to_owned(), |(id, _)| id.clone())
        };
        let events = records.iter().zip(&places).map(|(record, (id, at))| {
            let spec = record.kind.spec();
            let fields = record.fields.iter().filter_map(|(key, value)| {
                let value = match (spec.field(key)?.shape, value) {
                    (Shape::Ref(_) | Shape::Either(..), Value::Text(text)) => Value::Text(resolved(text)),
                    (Shape::Refs(_), Value::List(texts)) => {
                        Value::List(texts.iter().map(|text| resolved(text)).collect())
                    }
                    (_, value) => value.clone(),
                };
                Some((key.clone(), value))
            });
            SessionEvent::RecordAdded { id: id.clone(), at: *at, fields: fields.collect() }
        });
        events.collect()
    }

    fn round_mark(
        &self,
        round: &str,
        person: &str,
        item: &str,
        now: u8,
    ) -> Result<(Option<u8>, Option<u8>), Rejection> {
        let Some(round) = self.rounds.iter().find(|known| known.id == round) else {
            return Rejection::new("no round is open");
        };
        if round.revealed {
            return Rejection::new("this round is revealed; open another to score again");
        }
        let was = round.marks.get(&(person.to_owned(), item.to_owned())).copied();
        Ok((was, (now > 0).then_some(now)))
    }

    fn field_of(&self, id: &str, field: &str) -> Result<&'static FieldSpec, Rejection> {
        let Some(record) = self.records.record(id) else { return Rejection::new("there is no such row") };
        let spec = record.kind().spec();
        spec.field(field).ok_or_else(|| Rejection(format!("{} has no field “{field}”", spec.singular)))
    }

    fn remove(&self, id: &str, today: jiff::civil::Date) -> Result<Vec<SessionEvent>, Rejection> {
        let Some(at) = self.records.position(id) else { return Rejection::new("there is no such row") };
        if Kind::of_id(id).is_some_and(|kind| kind.spec().form) {
            return Rejection::new("a form cannot be removed; clear its fields instead");
        }
        let mut batch = Batch::new(self, today);
        for (from, field) in self.records.referrers(id) {
            let left = match self.records.value(&from, field.key) {
                Value::List(ids) => Value::list(ids.into_iter().filter(|known| known != id).collect()),
                _ => Value::None,
            };
            batch.set(&from, field, left);
        }
        for (field, mark) in self.marks.of(id) {
            batch.events.push(SessionEvent::StatusSet {
                id: id.to_owned(),
                field: field.map(str::to_owned),
                was: Some(Box::new(mark.clone())),
                now: None,
            });
        }
        batch.events.push(SessionEvent::RecordRemoved {
            id: id.to_owned(),
            at,
            fields: self.records.fields(id),
        });
        Ok(batch.events)
    }
}

fn changed<T: PartialEq>(was: T, now: T, event: impl FnOnce(T, T) -> SessionEvent) -> Vec<SessionEvent> {
    if was == now { Vec::new() } else { vec![event(was, now)] }
}
