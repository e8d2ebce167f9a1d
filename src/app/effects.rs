//! What the app asks of the outside world, and what it hears back.

use std::path::PathBuf;
use std::sync::Arc;

use super::home::{ExampleCard, Summary};
use crate::deliverables::export::{DiffLine, Format, Plan, Report, Yes};
use crate::deliverables::musts::Readiness;
use crate::journal::{Draft, Holder, Listed, Opened};
use crate::workshop::event::Entry;
use crate::workshop::session::Session;

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
    Draft(Option<Box<Draft>>),
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
    /// Find out what an export would do.
    Plan(Box<Asked>),
    /// Write the documents.
    Export {
        /// Which, and where.
        asked: Box<Asked>,
        /// Which files of a person may be overwritten.
        yes: Yes,
    },
    /// Find the lines that an export would change in a file.
    Compare {
        /// What the export would do.
        plan: Arc<Plan>,
        /// The file's place in it.
        at: usize,
    },
    /// Open a file or folder with the system's own program.
    Show(PathBuf),
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

/// Documents that are wanted.
#[derive(Debug)]
pub struct Asked {
    /// Comes back with the answer.
    pub ticket: u64,
    /// The session's own folder, which knows what was chosen the last time.
    pub home: PathBuf,
    /// The session.
    pub session: Session,
    /// Where the files go, if that was never said.
    pub fallback: PathBuf,
    /// Where the files go; none: where they went the last time.
    pub folder: Option<PathBuf>,
    /// In which formats; none: in those of the last time, or all.
    pub formats: Option<Vec<Format>>,
}

/// What an export would do.
#[derive(Debug)]
pub struct Planned {
    /// The ticket of the question.
    pub ticket: u64,
    /// Where the files go.
    pub folder: PathBuf,
    /// In which formats.
    pub formats: Vec<Format>,
    /// How ready the documents are.
    pub readiness: Vec<Readiness>,
    /// File by file, or why that cannot be said.
    pub plan: Result<Arc<Plan>, String>,
    /// Why there is no PDF where one is wanted, and what can be done about it.
    pub no_pdf: Option<String>,
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
    /// Somebody else went on with the session that is open for reading.
    Followed(News),
    /// The whole session was written to another folder and goes on there.
    Moved {
        /// The folder.
        folder: PathBuf,
        /// The last entry that is there.
        last: u64,
    },
    /// Nothing to report.
    Closed,
    /// What an export would do.
    Planned(Box<Planned>),
    /// How far a plan or an export has come.
    Progress(String),
    /// Files were written, or why not.
    Exported(Result<Report, String>),
    /// The lines that an export would change in a file; none when it is no text.
    Compared {
        /// What the export would do.
        plan: Arc<Plan>,
        /// The file's place in it.
        at: usize,
        /// The lines.
        lines: Option<Vec<DiffLine>>,
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

/// What is new in a session that somebody else writes.
#[derive(Debug, Default)]
pub struct News {
    /// Entries that were written.
    pub entries: Vec<Entry>,
    /// True when these are all entries, not only the new ones.
    pub whole: bool,
    /// Who can write now, when that changed; nobody: anybody may take over.
    pub holder: Option<Option<Holder>>,
    /// Where the writer is and what they see, when that changed; none: where the journal says.
    pub draft: Option<Option<Draft>>,
    /// Why it cannot be followed just now, when that changed; none: it can.
    pub trouble: Option<Option<String>>,
    /// True when it will not be looked at again.
    pub over: bool,
}

impl News {
    /// True when nothing is new.
    pub fn is_empty(&self) -> bool {
        let Self { entries, whole, holder, draft, trouble, over } = self;
        entries.is_empty() && !whole && holder.is_none() && draft.is_none() && trouble.is_none() && !over
    }
}
