//! A whole journal into entries: how far it can be trusted, and what is wrong where.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::line::read_line;
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::event::{ENTRY_VERSION, Entry, SessionEvent};

/// What is wrong with a line of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The line is not JSON.
    Json(String),
    /// The line is JSON, but no entry that this program knows.
    Entry(String),
    /// The line was written in a newer format.
    Newer(u32),
    /// The line's number does not follow the one before.
    Sequence {
        /// The number that should stand there.
        wanted: u64,
        /// The number that does.
        found: u64,
    },
    /// The journal does not begin with the start of a session.
    NoStart,
    /// The disk does not give the journal away.
    Unreadable(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(why) => write!(f, "it is not JSON ({why})"),
            Self::Entry(why) => write!(f, "it is no known entry ({why})"),
            Self::Newer(version) => write!(
                f,
                "it is in format {version}, and this Underpin reads up to format {ENTRY_VERSION}; a newer one wrote it"
            ),
            Self::Sequence { wanted, found } if found < wanted => {
                write!(f, "entry {found} stands where entry {wanted} should; it is repeated or out of order")
            }
            Self::Sequence { wanted, found } => {
                write!(f, "entry {found} stands where entry {wanted} should; entries are missing")
            }
            Self::Unreadable(why) => write!(f, "it cannot be read ({why})"),
            Self::NoStart => f.write_str("a journal begins with an entry “session_started”"),
        }
    }
}

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The entries up to the end or to the damage.
    pub entries: Vec<Entry>,
    /// The first line that cannot be trusted, counted from 1, and why. Nothing after it is read.
    pub damage: Option<(usize, Damage)>,
    /// Bytes of a last line that was never finished.
    pub torn: Vec<u8>,
    /// True when the last entry is whole but its line end is missing.
    pub unterminated: bool,
    /// Bytes up to the end of the last whole line.
    pub whole: u64,
    /// Bytes in the file.
    pub bytes: u64,
}

impl Reading {
    /// Reads the bytes of a journal.
    pub fn of(bytes: &[u8]) -> Self {
        // One piece of memory, for it is kept as long as the session is open. An entry has a hundred bytes and more.
        let lines = bytes.split(|byte| *byte == b'\n').count().min(bytes.len() / 64);
        let entries = Vec::with_capacity(lines);
        let mut reading = Self { entries, bytes: bytes.len() as u64, ..Self::default() };
        for (at, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let ended = line.ends_with(b"\n");
            if !line.trim_ascii().is_empty() {
                match reading.next(line) {
                    Ok(entry) => reading.entries.push(entry),
                    // Only a line that was never ended can be the trace of a crash. Whether it is JSON in part
                    // does not matter; that it was written in a newer format or out of order does.
                    Err(Damage::Json(_)) if !ended => {
                        reading.torn = line.to_vec();
                        break;
                    }
                    Err(damage) => {
                        reading.damage = Some((at + 1, damage));
                        break;
                    }
                }
                reading.unterminated = !ended;
            }
            reading.whole += line.len() as u64;
        }
        reading
    }

    fn next(&self, line: &[u8]) -> Result<Entry, Damage> {
        let mut entry = read_line(line)?;
        let last = self.entries.last();
        let wanted = last.map_or(1, |last| last.seq + 1);
        if entry.seq != wanted {
            return Err(Damage::Sequence { wanted, found: entry.seq });
        }
        if self.entries.is_empty() && !matches!(*entry.event, SessionEvent::SessionStarted { .. }) {
            return Err(Damage::NoStart);
        }
        if let Some(last) = last.filter(|last| last.by == entry.by) {
            entry.by = Arc::clone(&last.by);
        }
        Ok(entry)
    }
}

/// Reads the journal of a session's folder, without touching anything.
pub fn read(folder: &Path) -> Result<Reading, JournalError> {
    let path = folder.join(JOURNAL_FILE);
    let bytes = std::fs::read(&path).map_err(|source| JournalError::io("read", &path, source))?;
    Ok(Reading::of(&bytes))
}
