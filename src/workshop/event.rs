//! What can happen in a session, and the journal entry that records it.
//!
//! Few events, stable for years. Each one that changes an answer also says what was there before, so that
//! its inverse can be read off and undo works after a restart.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::fields::{Fields, Key};
use super::value::Value;

/// The version of the entry format that this program writes.
pub const ENTRY_VERSION: u32 = 1;

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The version of the format.
    pub v: u32,
    /// 1, 2, 3 … without gaps.
    pub seq: u64,
    /// When it happened, UTC.
    pub at: Timestamp,
    /// Who was at the keyboard.
    pub by: Arc<str>,
    /// The first entry of the step this one belongs to; left out by an entry that stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
    /// What happened. Shared with the step that undo would take back: a long session holds thousands.
    pub event: Arc<SessionEvent>,
}

impl Entry {
    /// The step it belongs to: entries of one step are undone together.
    pub fn step(&self) -> u64 {
        self.step.unwrap_or(self.seq)
    }
}

/// Something that happened in a session. What is rare and large lies elsewhere: all of them take the room of the
/// largest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SessionEvent {
    /// A session began, with the content that asked its questions.
    SessionStarted {
        /// The session's id (UUID version 7).
        session: String,
        /// The content's id.
        content: String,
        /// The content's version.
        content_version: String,
    },
    /// A field got another value.
    FieldSet {
        /// The record.
        id: String,
        /// The field's key.
        field: Key,
        /// What it was.
        was: Value,
        /// What it is now.
        now: Value,
    },
    /// A record was added.
    RecordAdded {
        /// Its id.
        id: String,
        /// Its place in the table.
        at: usize,
        /// Its answered fields.
        fields: Fields,
    },
    /// A record was removed.
    RecordRemoved {
        /// Its id.
        id: String,
        /// Its place in the table.
        at: usize,
        /// What it held.
        fields: Fields,
    },
    /// A record moved within its table.
    RecordMoved {
        /// Its id.
        id: String,
        /// Its old place.
        from: usize,
        /// Its new place.
        to: usize,
    },
    /// How sure the team is of an answer.
    StatusSet {
        /// The record.
        id: String,
        /// The field, or the whole record.
        field: Option<String>,
        /// What was said before.
        was: Option<Box<Mark>>,
        /// What is said now.
        now: Option<Box<Mark>>,
    },
    /// A flag was accepted, or its acceptance withdrawn.
    FlagAccepted {
        /// The flag's key.
        flag: String,
        /// The acceptance before.
        was: Option<Box<Acceptance>>,
        /// The acceptance now.
        now: Option<Box<Acceptance>>,
    },
    /// An activity was opened again, done or skipped.
    ActivityMarked {
        /// The activity.
        activity: String,
        /// Its state before.
        was: ActivityState,
        /// Its state now.
        now: ActivityState,
    },
    /// The facilitator's notes on an activity.
    NoteSet {
        /// The activity.
        activity: String,
        /// The notes before.
        was: Value,
        /// The notes now.
        now: Value,
    },
    /// A round of silent scoring or voting began.
    RoundOpened {
        /// The round.
        round: String,
        /// `readiness` for scores, or the kind of record that is voted on.
        about: String,
    },
    /// One person scored one item in private.
    ScoreGiven {
        /// The round.
        round: String,
        /// Who scored.
        person: String,
        /// What was scored.
        item: String,
        /// The score before.
        was: Option<u8>,
        /// The score now.
        now: Option<u8>,
    },
    /// One person said in private what their score rests on.
    ScoreBacked {
        /// The round.
        round: String,
        /// Who scored.
        person: String,
        /// What was scored.
        item: String,
        /// What they said before.
        was: Value,
        /// What they say now.
        now: Value,
    },
    /// One person put dots on one item.
    VoteCast {
        /// The round.
        round: String,
        /// Who voted.
        person: String,
        /// What was voted for.
        item: String,
        /// The dots before.
        was: Option<u8>,
        /// The dots now.
        now: Option<u8>,
    },
    /// The group saw the result of a round.
    RoundRevealed {
        /// The round.
        round: String,
    },
    /// Time went into an activity.
    TimeSpent {
        /// The activity.
        activity: String,
        /// Seconds on the clock.
        seconds: u64,
    },
    /// Where the session was left.
    PlaceLeft {
        /// The activity.
        activity: String,
        /// The record in focus.
        record: Option<String>,
        /// The field in focus.
        field: Option<String>,
    },
    /// A step was undone.
    Undone {
        /// The first entry of the step.
        step: u64,
    },
    /// A step was done again.
    Redone {
        /// The first entry of the step.
        step: u64,
    },
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody looked it up.
    Fact,
    /// Somebody who knows the field said so.
    Estimate,
    /// Taken as true until shown otherwise.
    Assumption,
    /// Nobody in the room knows.
    Unknown,
}

impl Status {
    /// All four, surest first.
    pub const ALL: [Self; 4] = [Self::Fact, Self::Estimate, Self::Assumption, Self::Unknown];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Estimate => "estimate",
            Self::Assumption => "assumption",
            Self::Unknown => "unknown",
        }
    }
}

/// The status of an answer, with who will settle it and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How sure it is.
    pub status: Status,
    /// The person who answers for it: a person's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when it is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A flag the team lives with, knowingly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Why.
    pub reason: String,
    /// The person who accepts it: a person's id.
    pub by: String,
    /// Until when, if not for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// How far an activity has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// Not finished.
    #[default]
    Open,
    /// The team is content with it.
    Done,
    /// The team passes over it.
    Skipped,
}

impl SessionEvent {
    /// True when undo can take it back.
    pub fn undoable(&self) -> bool {
        matches!(
            self,
            Self::FieldSet { .. }
                | Self::RecordAdded { .. }
                | Self::RecordRemoved { .. }
                | Self::RecordMoved { .. }
                | Self::StatusSet { .. }
                | Self::FlagAccepted { .. }
                | Self::ActivityMarked { .. }
                | Self::NoteSet { .. }
                | Self::ScoreGiven { .. }
                | Self::ScoreBacked { .. }
                | Self::VoteCast { .. }
        )
    }

    /// The event that takes this one back. Only meaningful for undoable events.
    pub(super) fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::FieldSet { was, now, .. }
            | Self::NoteSet { was, now, .. }
            | Self::ScoreBacked { was, now, .. } => std::mem::swap(was, now),
            Self::StatusSet { was, now, .. } => std::mem::swap(was, now),
            Self::FlagAccepted { was, now, .. } => std::mem::swap(was, now),
            Self::ActivityMarked { was, now, .. } => std::mem::swap(was, now),
            Self::ScoreGiven { was, now, .. } | Self::VoteCast { was, now, .. } => std::mem::swap(was, now),
            Self::RecordMoved { from, to, .. } => std::mem::swap(from, to),
            Self::RecordAdded { id, at, fields } => {
                return Self::RecordRemoved { id: id.clone(), at: *at, fields: std::mem::take(fields) };
            }
            Self::RecordRemoved { id, at, fields } => {
                return Self::RecordAdded { id: id.clone(), at: *at, fields: std::mem::take(fields) };
            }
            _ => {}
        }
        inverse
    }
}
