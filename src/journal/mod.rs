//! Sessions on disk: one folder each, with an append-only journal that is the truth.
//!
//! ```text
//! <library>/<slug>/journal.jsonl   one entry a line, never rewritten (undo is an entry too)
//!                  draft.json      unfinished text of the field being edited
//!                  lock            held while somebody has the session open for writing
//!                  torn-<time>.txt what was cut off a line that power loss left half written
//! <library>/archive/<slug>/        sessions put away
//! ```
//!
//! This module owns reading, appending, mending, locking and the library of sessions. It decides nothing
//! about a session's content, and has no clock: the time and the person are passed in.

mod choices;
mod draft;
mod error;
mod examples;
mod follow;
mod library;
mod line;
mod listing;
mod lock;
mod names;
mod open;
mod read;
mod write;

pub use choices::{Choices, load_choices, save_choices};
pub use draft::{Draft, Scene, ShownFilter, ShownRound, clear_draft, load_draft, save_draft};
pub use error::JournalError;
pub use examples::{Example, examples};
pub use follow::Follower;
pub use library::Library;
pub use listing::Listed;
pub use lock::{Holder, holder};
pub use open::{Notice, Opened, open, open_read_only};
pub use read::{Damage, Reading, read};
pub use write::{AppendError, Journal};

/// The name of the journal in a session's folder.
pub const JOURNAL_FILE: &str = "journal.jsonl";
