//! Following a session that somebody else is writing, for a second screen.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::line::read_line;
use super::open::Opened;
use super::read::Damage;
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::event::Entry;

/// A reader that waits for more at the end of a journal.
#[derive(Debug)]
pub struct Follower {
    path: PathBuf,
    /// Bytes that were read: always whole lines.
    offset: u64,
    last: u64,
    lines: usize,
}

impl Follower {
    /// Goes on after what was read on opening.
    pub fn after(opened: &Opened) -> Result<Self, JournalError> {
        let mut follower = Self { path: opened.folder.join(JOURNAL_FILE), offset: 0, last: 0, lines: 0 };
        // What was written in between is left for the first poll.
        follower.read(Some(opened.session.seq))?;
        Ok(follower)
    }

    /// The journal's file, to watch.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The entries that were written since the last time. A line still being written is waited for.
    pub fn poll(&mut self) -> Result<Vec<Entry>, JournalError> {
        self.read(None)
    }

    fn read(&mut self, until: Option<u64>) -> Result<Vec<Entry>, JournalError> {
        let fail = |path: &Path, source| JournalError::Io { doing: "read", path: path.to_owned(), source };
        let mut bytes = Vec::new();
        File::open(&self.path)
            .and_then(|mut file| {
                if file.metadata()?.len() < self.offset {
                    // A write that failed half way was taken back after it had been seen.
                    return Err(io::Error::other("it is shorter than it was"));
                }
                file.seek(SeekFrom::Start(self.offset))?;
                file.read_to_end(&mut bytes)
            })
            .map_err(|source| fail(&self.path, source))?;
        let mut entries = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n').take_while(|line| line.ends_with(b"\n")) {
            if until.is_some_and(|until| self.last >= until) {
                break;
            }
            self.offset += line.len() as u64;
            self.lines += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let damaged =
                |damage| JournalError::Damaged { path: self.path.clone(), line: self.lines, damage };
            let entry = read_line(line).map_err(damaged)?;
            if entry.seq != self.last + 1 {
                return Err(damaged(Damage::Sequence { wanted: self.last + 1, found: entry.seq }));
            }
            self.last = entry.seq;
            entries.push(entry);
        }
        Ok(entries)
    }
}
