//! Opening a session: read its journal, mend what a crash left behind, and take the pen if it is free.

use jiff::Timestamp;
use std::fmt;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::lock::{Holder, Lock, holder};
use super::read::{Damage, Reading, read};
use super::write::{Journal, sync_folder};
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::event::Entry;
use crate::workshop::session::Session;

/// A session and the journal behind it.
#[derive(Debug)]
pub struct Opened {
    /// The session's folder.
    pub folder: PathBuf,
    /// What the entries add up to.
    pub session: Session,
    /// All entries that could be read, oldest first.
    pub entries: Vec<Entry>,
    /// Where changes go; `None` when the session is open for reading only.
    pub journal: Option<Journal>,
    /// What the person at the keyboard should know.
    pub notices: Vec<Notice>,
}

impl Opened {
    /// Who has the session open for writing, as it was found.
    pub fn held_by(&self) -> Option<&Holder> {
        self.notices.iter().find_map(|notice| match notice {
            Notice::ReadOnly { holder } => Some(holder),
            _ => None,
        })
    }

    /// True when somebody else may go on writing what is read here: nothing was opened for writing, and the
    /// journal is whole.
    pub fn can_be_followed(&self) -> bool {
        self.journal.is_none() && !self.notices.iter().any(|notice| matches!(notice, Notice::Damaged { .. }))
    }
}

/// Something that was found on opening a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The last line was half written; it was cut off and kept aside.
    Repaired {
        /// How many bytes were cut off.
        bytes: usize,
        /// Where they are kept.
        kept: PathBuf,
    },
    /// The last line is half written; opening for writing will cut it off.
    Torn {
        /// How many bytes it has.
        bytes: usize,
    },
    /// A line cannot be trusted; the session is shown as it was before it, for reading only.
    Damaged {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        damage: Damage,
    },
    /// Somebody else has the session open for writing.
    ReadOnly {
        /// Who.
        holder: Holder,
    },
    /// The file system knows no locks, so nothing keeps two people from writing at once.
    Unlocked,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repaired { bytes, kept } => write!(
                f,
                "The last entry was never written to its end. Everything before it is intact; its {bytes} bytes are kept in {}.",
                kept.display()
            ),
            Self::Torn { bytes } => write!(
                f,
                "The last entry was never written to its end ({bytes} bytes). Everything before it is intact."
            ),
            Self::Damaged { line, damage: damage @ Damage::Newer(_) } => {
                write!(
                    f,
                    "Line {line} of the journal cannot be read: {damage}. Shown as it was before, for reading only."
                )
            }
            Self::Damaged { line, damage } => write!(
                f,
                "Line {line} of the journal cannot be trusted: {damage}. Shown as it was before, for reading only; duplicate the session to go on from there."
            ),
            Self::ReadOnly { holder } => write!(f, "{holder} has this session open. Shown for reading only."),
            Self::Unlocked => f.write_str(
                "This disk cannot lock files: take care that only one person has the session open.",
            ),
        }
    }
}

/// Opens the session in a folder for writing. A damaged journal is opened for reading only, with a notice;
/// one that somebody else has open is an error that names them.
pub fn open(folder: &Path, who: &str, at: Timestamp) -> Result<Opened, JournalError> {
    let path = folder.join(JOURNAL_FILE);
    if !path.is_file() {
        return Err(JournalError::NoSession(folder.to_owned()));
    }
    let lock = Lock::acquire(folder, who, at)?;
    let reading = read(folder)?;
    let mut notices = Vec::new();
    if lock.is_none() {
        notices.push(Notice::Unlocked);
    }
    if reading.damage.is_some() || reading.entries.is_empty() {
        return opened(folder, reading, None, notices);
    }
    let mut length = reading.bytes;
    if !reading.torn.is_empty() {
        let kept = keep_aside(folder, &reading.torn, at)?;
        cut(&path, reading.whole)?;
        length = reading.whole;
        notices.push(Notice::Repaired { bytes: reading.torn.len(), kept });
    } else if reading.unterminated {
        end_line(&path)?;
        length += 1;
    }
    let last = reading.entries.last().map_or(0, |entry| entry.seq);
    let journal = Journal::continued(path, length, last, lock)?;
    opened(folder, reading, Some(journal), notices)
}

/// Opens the session in a folder for reading only; nothing on the disk is touched.
pub fn open_read_only(folder: &Path) -> Result<Opened, JournalError> {
    if !folder.join(JOURNAL_FILE).is_file() {
        return Err(JournalError::NoSession(folder.to_owned()));
    }
    let reading = read(folder)?;
    let mut notices = Vec::new();
    // While somebody writes, an unfinished last line is only a line being written.
    match holder(folder) {
        Some(holder) => notices.push(Notice::ReadOnly { holder }),
        None if !reading.torn.is_empty() => notices.push(Notice::Torn { bytes: reading.torn.len() }),
        None => {}
    }
    opened(folder, reading, None, notices)
}

fn opened(
    folder: &Path,
    reading: Reading,
    journal: Option<Journal>,
    mut notices: Vec<Notice>,
) -> Result<Opened, JournalError> {
    let Reading { entries, damage, .. } = reading;
    if entries.is_empty() {
        let path = folder.join(JOURNAL_FILE);
        return Err(match damage {
            Some((line, damage)) => JournalError::Damaged { path, line, damage },
            None => JournalError::Empty(path),
        });
    }
    if let Some((line, damage)) = damage {
        notices.push(Notice::Damaged { line, damage });
    }
    let session = Session::replay(&entries);
    Ok(Opened { folder: folder.to_owned(), session, entries, journal, notices })
}

fn keep_aside(folder: &Path, torn: &[u8], at: Timestamp) -> Result<PathBuf, JournalError> {
    let time = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut number = 1;
    loop {
        let again = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("torn-{time}{again}.txt"));
        let fail = |source| JournalError::io("write", &path, source);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(torn).and_then(|()| file.sync_all()).map_err(fail)?;
                sync_folder(folder).map_err(fail)?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(source) => return Err(fail(source)),
        }
    }
}

fn cut(path: &Path, length: u64) -> Result<(), JournalError> {
    let cut = OpenOptions::new().write(true).open(path).and_then(|file| {
        file.set_len(length)?;
        file.sync_all()
    });
    cut.map_err(|source| JournalError::io("mend", path, source))
}

fn end_line(path: &Path) -> Result<(), JournalError> {
    let ended = OpenOptions::new().append(true).open(path).and_then(|mut file| {
        file.write_all(b"\n")?;
        file.sync_data()
    });
    ended.map_err(|source| JournalError::io("mend", path, source))
}
