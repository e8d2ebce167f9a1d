//! What the app asks of the outside world, and what it hears back.

use std::path::PathBuf;

use super::home::{ExampleCard, Summary};
use crate::journal::{Draft, Listed, Opened};
use crate::workshop::event::Entry;

/// Something only the runtime can do.
#[derive(Debug)]
pub enum Effect {
    /// Leave the program, once everything is on disk.
    Quit,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Write entries to the open journal.
    Append(Vec<Entry>),
    /// Keep, or forget, text that is being written.
    Draft(Option<Draft>),
    /// Read the library again.
    List,
    /// Open a session.
    Open {
        /// Its folder.
        path: PathBuf,
        /// True to look only.
        read_only: bool,
    },
    /// Start a session with that title.
    Create {
        /// Its title.
        title: String,
    },
    /// Copy a worked example into the library and open it.
    Explore {
        /// The example.
        slug: String,
    },
    /// Close the open journal.
    Close,
    /// Give a session another title.
    Rename {
        /// Its folder.
        path: PathBuf,
        /// The title.
        title: String,
        /// Who did it.
        by: String,
    },
    /// Copy a session.
    Duplicate(PathBuf),
    /// Put a session away.
    Archive(PathBuf),
    /// Bring a session back.
    Restore(PathBuf),
    /// Delete a session for good.
    Delete(PathBuf),
    /// Write files into a folder.
    Export {
        /// The folder.
        folder: PathBuf,
        /// Relative path and content of each file.
        files: Vec<(String, String)>,
    },
    /// Read an API description.
    Import(PathBuf),
    /// Write the whole session to another folder and go on there.
    SaveElsewhere {
        /// The folder.
        folder: PathBuf,
        /// All entries.
        entries: Vec<Entry>,
    },
    /// Open text in the user's own editor.
    External(String),
}

/// What came of an effect.
#[derive(Debug)]
pub enum Outcome {
    /// The disk has everything up to this entry.
    Saved(u64),
    /// The disk did not take it.
    NotSaved(String),
    /// The library.
    Listed {
        /// Sessions, last touched first.
        sessions: Vec<Listed>,
        /// Sessions that were put away.
        archived: Vec<Listed>,
        /// The worked examples.
        examples: Vec<ExampleCard>,
    },
    /// Progress and flags of a session in the library.
    Summarised(PathBuf, Summary),
    /// A session was opened.
    Opened {
        /// The session.
        opened: Box<Opened>,
        /// True when it was just made.
        fresh: bool,
        /// True when changes can be written.
        writable: bool,
        /// Text that was left unfinished.
        draft: Option<Draft>,
    },
    /// The whole session was written to another folder and goes on there.
    Moved {
        /// The folder.
        folder: PathBuf,
        /// The last entry that is there.
        last: u64,
    },
    /// Nothing to report.
    Closed,
    /// Files were written.
    Exported {
        /// The folder.
        folder: PathBuf,
        /// What was written.
        files: Vec<String>,
    },
    /// An API description was read; the session takes it in.
    Imported {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// Text came back from the user's own editor.
    Edited(String),
    /// Something went well.
    Done(String),
    /// Something went wrong.
    Failed(String),
}
