//! Appending to a journal so that what is reported as written is on the disk.

use jiff::Timestamp;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::io_hint;
use super::line::write_line;
use super::lock::Lock;
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::event::Entry;

/// Why entries are not on the disk. They may be appended again: nothing of them was left behind.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else wrote to the file, moved it or removed it.
    #[error("{} was changed by another program", .0.display())]
    Changed(PathBuf),
    /// The entries do not follow what is in the journal.
    #[error("entry {found} cannot follow entry {last} in {}", path.display())]
    Sequence {
        /// The journal.
        path: PathBuf,
        /// The number of its last entry.
        last: u64,
        /// The number that was to follow.
        found: u64,
    },
    /// The disk refused.
    #[error("could not write to {}: {source}", path.display())]
    Io {
        /// The journal.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl AppendError {
    /// What to do about it, as a sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Changed(_) => "save what is on screen elsewhere, then open the session again and compare",
            Self::Sequence { .. } => "open the session again",
            Self::Io { source, .. } => io_hint(source),
        }
    }
}

/// A journal open for writing, locked for everybody else until it is dropped.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Bytes that are known to be whole entries on the disk.
    length: u64,
    /// The number of the last entry on the disk.
    last: u64,
    _lock: Option<Lock>,
}

impl Journal {
    /// Begins a journal in a folder that has none: the way to create a session, and to save one elsewhere.
    pub fn create(folder: &Path, entries: &[Entry], who: &str, at: Timestamp) -> Result<Self, JournalError> {
        let path = folder.join(JOURNAL_FILE);
        std::fs::create_dir_all(folder).map_err(|source| JournalError::io("create", folder, source))?;
        let lock = Lock::acquire(folder, who, at)?;
        let lines = lines(entries).map_err(|source| JournalError::io("write", &path, source))?;
        // The journal appears whole or not at all: a name without content would be a session that lost all.
        let fail = |source| JournalError::io("write", &path, source);
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
        file.write_all(&lines).map_err(fail)?;
        file.as_file().sync_all().map_err(fail)?;
        file.persist_noclobber(&path).map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => JournalError::Exists(path.clone()),
            _ => fail(refused.error),
        })?;
        sync_folder(folder).map_err(fail)?;
        if let Some(parent) = folder.parent() {
            sync_folder(parent).map_err(fail)?;
        }
        let last = entries.last().map_or(0, |entry| entry.seq);
        Self::continued(path, lines.len() as u64, last, lock)
    }

    /// Takes over a journal that was read and found in order.
    pub(super) fn continued(
        path: PathBuf,
        length: u64,
        last: u64,
        lock: Option<Lock>,
    ) -> Result<Self, JournalError> {
        let file = OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(|source| JournalError::io("open for writing", &path, source))?;
        Ok(Self { path, file, length, last, _lock: lock })
    }

    /// The journal's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the last entry on the disk.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Appends entries: one write, and only when the disk has them does it return. After an error the
    /// journal is as it was before, and the same entries can be appended again.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), AppendError> {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
        if first.seq != self.last + 1 {
            return Err(AppendError::Sequence { path: self.path.clone(), last: self.last, found: first.seq });
        }
        let io = |path: &Path, source| AppendError::Io { path: path.to_owned(), source };
        let lines = lines(entries).map_err(|source| io(&self.path, source))?;
        self.check()?;
        let written = self.file.write_all(&lines).and_then(|()| self.file.sync_data());
        if let Err(source) = written {
            // Half a line would make the next append unreadable. If this fails too, `check` sees to it.
            let _ = self.file.set_len(self.length);
            return Err(io(&self.path, source));
        }
        self.length += lines.len() as u64;
        self.last = last.seq;
        Ok(())
    }

    /// The file under the journal's name must be the one that was left: an editor, a sync service or a
    /// checkout may have replaced it, and writing on would lose what either side wrote.
    fn check(&self) -> Result<(), AppendError> {
        let found = std::fs::metadata(&self.path).map(|file| file.len());
        let ours = self.file.metadata().map(|file| file.len());
        match (found, ours) {
            (Ok(found), Ok(ours)) if found == self.length && ours == self.length => Ok(()),
            (Err(source), _) if source.kind() != io::ErrorKind::NotFound => {
                Err(AppendError::Io { path: self.path.clone(), source })
            }
            _ => Err(AppendError::Changed(self.path.clone())),
        }
    }
}

fn lines(entries: &[Entry]) -> io::Result<Vec<u8>> {
    let mut lines = Vec::with_capacity(entries.len() * 256);
    for entry in entries {
        write_line(entry, &mut lines)?;
    }
    Ok(lines)
}

/// Makes a new name in a folder durable. Windows keeps folders in order by itself and cannot open them.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { File::open(folder)?.sync_all() }
}
