//! Boxes that lie over the screen and take the keys first. Each holds its own state, turns keys into
//! something [`Said`], and knows nothing of the screen or the disk.

mod candidates;
mod export;
mod finder;
mod form;
mod line;
mod people;
mod picker;
mod review;
mod round;

pub use candidates::{Candidate, Candidates};
pub use export::{Comparison, DocumentRow, ExportPlace, ExportTab};
pub use finder::{Finder, FinderRow, Found};
pub use form::{Form, FormField, FormPurpose};
pub use line::{LineBox, Target};
pub use people::{COLUMNS as PERSON_COLUMNS, PeopleBox};
pub use picker::{PickOption, Picker};
pub use review::{Review, ReviewRow, ReviewTab};
pub use round::{Phase, RoundBox};

use crossterm::event::{KeyCode, KeyEvent};

use super::canvas::Filter;
use super::commands::Act;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;

/// What a box wants done after a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Nothing; the box stays.
    Stay,
    /// The box closes.
    Close,
    /// A change to the session; the box closes when it is accepted.
    Change(Command),
    /// Changes to the session, one after the other; the box stays.
    ChangeAndStay(Vec<Command>),
    /// Pasted rows: those that can be read are taken, the first that cannot comes back to be mended.
    AddRows {
        /// Their kind.
        kind: Kind,
        /// Field keys and texts of each row.
        rows: Vec<Vec<(String, String)>>,
    },
    /// A command of the table.
    Run(Act),
    /// Go to an answer.
    Jump {
        /// The record.
        id: String,
        /// The field.
        field: Option<String>,
    },
    /// Go to an activity.
    GoTo(usize),
    /// Narrow the drawing of the architecture, or show everything.
    Filter(Option<Filter>),
    /// A filled form.
    Submit(FormPurpose, Vec<String>),
    /// Go on with this text in the user's own editor.
    External(String),
    /// Give the floor to a person, or to nobody.
    Floor(Option<String>),
    /// Give the floor to the next person.
    NextSpeaker,
    /// The user said yes.
    Confirmed,
}

/// The box on top of the screen.
#[derive(Debug)]
pub enum Overlay {
    /// All keys.
    Help {
        /// The first line shown.
        scroll: usize,
    },
    /// Commands or answers by fuzzy text.
    Finder(Finder),
    /// Capabilities to think of.
    Candidates(Candidates),
    /// One or several of a list.
    Picker(Picker),
    /// Text for a field, a new row or a note.
    Line(LineBox),
    /// Several fields at once.
    Form(Form),
    /// Who is in the room, and who speaks.
    People(PeopleBox),
    /// Silent scoring or dot voting.
    Round(RoundBox),
    /// Gaps, flags, progress and history.
    Review(Review),
    /// A question before something that cannot be undone.
    Confirm {
        /// The question.
        question: String,
        /// What yes does.
        yes: Confirmed,
    },
    /// What an import took in, and what it could not.
    Report {
        /// What was taken in.
        title: String,
        /// What was not, a sentence a line.
        lines: Vec<String>,
        /// The first line shown.
        scroll: usize,
    },
    /// The export place.
    Export(Box<ExportPlace>),
}

/// What a confirmed question does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// Delete the session in that folder.
    Delete(std::path::PathBuf),
}

/// Moves a cursor in a list; false when the key is for something else.
pub fn move_cursor(cursor: &mut usize, len: usize, key: KeyEvent) -> bool {
    let last = len.saturating_sub(1);
    *cursor = match key.code {
        KeyCode::Up => cursor.saturating_sub(1),
        KeyCode::Down => (*cursor + 1).min(last),
        KeyCode::PageUp => cursor.saturating_sub(10),
        KeyCode::PageDown => (*cursor + 10).min(last),
        _ => return false,
    };
    true
}

/// Scrolls a page of text; any other key puts it away. Drawing keeps the line within the text.
pub fn scroll_or_close(scroll: &mut usize, key: KeyEvent) -> Said {
    *scroll = match key.code {
        KeyCode::Down | KeyCode::Char('j') => scroll.saturating_add(1),
        KeyCode::Up | KeyCode::Char('k') => scroll.saturating_sub(1),
        KeyCode::PageDown | KeyCode::Char(' ') => scroll.saturating_add(10),
        KeyCode::PageUp => scroll.saturating_sub(10),
        _ => return Said::Close,
    };
    Said::Stay
}
