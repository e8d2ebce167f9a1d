//! Boxes that lie over the screen and take the keys first. Each holds its own state, turns keys into
//! something [`Said`], and knows nothing of the screen or the disk.

mod candidates;
mod export;
mod finder;
mod form;
mod line;
mod people;
mod picker;
mod reader;
mod review;
mod round;

#[cfg(test)]
mod tests;

pub use candidates::{Candidate, Candidates};
pub use export::{Comparison, DocumentRow, ExportPlace, ExportTab};
pub use finder::{Finder, FinderRow, Found};
pub use form::{Form, FormField, FormPurpose};
pub use line::{LineBox, Target};
pub use people::{COLUMNS as PERSON_COLUMNS, PeopleBox};
pub use picker::{PickOption, Picker};
pub use reader::Reader;
pub use review::{Review, ReviewRow, ReviewTab, Sign};
pub use round::{Phase, RoundBox};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::App;
use super::canvas::Filter;
use super::commands::{Act, Area};
use super::effects::Effect;
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
    /// Keep a cell, if it was changed, and open the one behind or before it.
    Next {
        /// What keeps it.
        command: Option<Command>,
        /// Behind it, not before.
        forward: bool,
    },
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
    /// Compare with another point in time.
    Since(usize),
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
        /// The box it was asked for in, which comes back.
        beneath: Option<Box<Overlay>>,
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
    /// A document over the whole window.
    Reader(Reader),
    /// The export place.
    Export(Box<ExportPlace>),
}

impl Overlay {
    /// Where its keys are declared.
    pub fn area(&self) -> Area {
        match self {
            Self::Line(_) => Area::Editing,
            Self::Form(_) => Area::Form,
            Self::People(people) if people.adding.is_some() => Area::Editing,
            Self::People(_) => Area::People,
            Self::Round(round) => round.area(),
            Self::Review(_) => Area::Review,
            Self::Export(place) if place.editing.is_some() => Area::Editing,
            Self::Export(_) => Area::Export,
            Self::Reader(_) => Area::Reader,
            Self::Help { beneath: Some(beneath), .. } => beneath.area(),
            _ => Area::Overlay,
        }
    }

    /// The box itself, or the one that lies beneath its help.
    pub fn beneath(&self) -> &Self {
        match self {
            Self::Help { beneath: Some(beneath), .. } => beneath,
            other => other,
        }
    }

    /// True when it has nothing to explain, or a text that must not get lost.
    fn helps_itself(&self) -> bool {
        matches!(
            self,
            Self::Help { .. } | Self::Line(_) | Self::Form(_) | Self::Confirm { .. } | Self::Report { .. }
        ) || matches!(self, Self::Export(place) if place.editing.is_some())
    }
}

impl App {
    /// A key for the box on top. Help may lie over it and gives it back.
    pub(super) fn box_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if self.wants_help(key) {
            let beneath = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::Help { scroll: 0, beneath });
            return Vec::new();
        }
        let beneath = match &mut self.overlay {
            Some(Overlay::Help { beneath, .. }) => beneath.take(),
            _ => None,
        };
        let effects = self.overlay_key(key);
        match &mut self.overlay {
            None => self.overlay = beneath.map(|beneath| *beneath),
            Some(Overlay::Help { beneath: place, .. }) => *place = beneath,
            Some(_) => {}
        }
        effects
    }

    /// True for the key that shows the help, unless it is a letter of what is typed.
    fn wants_help(&self, key: KeyEvent) -> bool {
        let Some(overlay) = self.overlay.as_ref().filter(|overlay| !overlay.helps_itself()) else {
            return false;
        };
        let typed =
            matches!(key.code, KeyCode::Char(_)) && matches!(overlay.area(), Area::Editing | Area::Overlay);
        !typed && self.settings.keymap.resolve(Area::Anywhere, key) == Some(Act::Help)
    }
}

/// What a confirmed question does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// Delete the session in that folder.
    Delete(std::path::PathBuf),
}

/// True when Control or Alt is held: what is a letter without is then none.
fn held(key: KeyEvent) -> bool {
    key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Moves a cursor in a list; false when the key is for something else.
pub fn move_cursor(cursor: &mut usize, len: usize, key: KeyEvent) -> bool {
    let last = len.saturating_sub(1);
    if held(key) {
        return false;
    }
    *cursor = match key.code {
        KeyCode::Up => cursor.saturating_sub(1),
        KeyCode::Down => (*cursor + 1).min(last),
        KeyCode::PageUp => cursor.saturating_sub(10),
        KeyCode::PageDown => (*cursor + 10).min(last),
        _ => return false,
    };
    true
}

/// Scrolls a text of which so many lines are in view; any other key puts it away. Drawing keeps the line within it.
pub fn scroll_or_close(scroll: &mut usize, lines: usize, key: KeyEvent) -> Said {
    // A line that was read already leads over to the next page.
    let page = lines.saturating_sub(1).max(1);
    *scroll = match key.code {
        KeyCode::Down | KeyCode::Char('j') => scroll.saturating_add(1),
        KeyCode::Up | KeyCode::Char('k') => scroll.saturating_sub(1),
        KeyCode::PageDown | KeyCode::Char(' ') => scroll.saturating_add(page),
        KeyCode::PageUp => scroll.saturating_sub(page),
        KeyCode::Home | KeyCode::Char('g') => 0,
        KeyCode::End | KeyCode::Char('G') => usize::MAX,
        _ => return Said::Close,
    };
    Said::Stay
}
