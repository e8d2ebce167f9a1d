//! What somebody may want of a session.

use crate::workshop::event::{Acceptance, ActivityState, Mark};
use crate::workshop::fields::Fields;
use crate::workshop::records::Kind;
use crate::workshop::session::Place;
use crate::workshop::value::Value;

/// A record that was made elsewhere, with its answered fields.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// Its kind, one with a table.
    pub kind: Kind,
    /// Its fields by key.
    pub fields: Fields,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Add a record; fields as they were typed.
    Add {
        /// Its kind.
        kind: Kind,
        /// Field keys with the text typed for each.
        fields: Vec<(String, String)>,
        /// Where in the table; at the end when `None`.
        at: Option<usize>,
    },
    /// Add several records of a kind at once, as one step.
    AddMany {
        /// Their kind.
        kind: Kind,
        /// For each record, field keys with the text typed.
        rows: Vec<Vec<(String, String)>>,
    },
    /// Add records that were made elsewhere, as one step. A reference to another of them is `#` and its place
    /// among them, from 0.
    Bring {
        /// The records, in the order of their tables.
        records: Vec<NewRecord>,
    },
    /// Set a field from the text typed; empty text clears it.
    Set {
        /// The record.
        id: String,
        /// The field's key.
        field: String,
        /// What was typed.
        text: String,
    },
    /// Set a field to a value that is already typed (a choice taken from a list).
    Put {
        /// The record.
        id: String,
        /// The field's key.
        field: String,
        /// The value.
        value: Value,
    },
    /// Remove a record and clear what refers to it.
    Remove {
        /// The record.
        id: String,
    },
    /// Move a record within its table.
    Move {
        /// The record.
        id: String,
        /// Its new place.
        to: usize,
    },
    /// Say how sure an answer is.
    Mark {
        /// The record.
        id: String,
        /// The field, or the whole record.
        field: Option<String>,
        /// The status, or none.
        mark: Option<Mark>,
    },
    /// Accept a flag, or withdraw that.
    Accept {
        /// The flag's key.
        flag: String,
        /// The acceptance, or none.
        acceptance: Option<Acceptance>,
    },
    /// Open, finish or skip an activity.
    Activity {
        /// The activity.
        activity: String,
        /// Its new state.
        state: ActivityState,
    },
    /// Set the facilitator's notes on an activity.
    Note {
        /// The activity.
        activity: String,
        /// The notes.
        text: String,
    },
    /// Begin a round of silent scoring (`readiness`) or voting (a kind's key).
    OpenRound {
        /// What it is about.
        about: String,
    },
    /// Score an item in private, 1 to 4; 0 takes the score back.
    Score {
        /// The round.
        round: String,
        /// A person's id.
        person: String,
        /// The aspect's key.
        item: String,
        /// The score.
        score: u8,
    },
    /// Say in private what a score rests on; empty text takes it back.
    Back {
        /// The round.
        round: String,
        /// A person's id.
        person: String,
        /// The aspect's key.
        item: String,
        /// What a visitor could see.
        text: String,
    },
    /// Put dots on an item in private.
    Vote {
        /// The round.
        round: String,
        /// A person's id.
        person: String,
        /// The record voted for.
        item: String,
        /// How many dots; 0 takes them back.
        dots: u8,
    },
    /// Show the result of a round.
    Reveal {
        /// The round.
        round: String,
    },
    /// Note time that went into an activity.
    Spend {
        /// The activity.
        activity: String,
        /// Seconds on the clock.
        seconds: u64,
    },
    /// Note where the session is left.
    Leave(Place),
    /// Take the last step back.
    Undo,
    /// Bring the last undone step back.
    Redo,
}
