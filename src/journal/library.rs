//! The library: all sessions under one folder.

use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

use super::examples::examples;
use super::listing::{Listed, list_one};
use super::lock::Lock;
use super::names::{ARCHIVE, choose, folder_at, free, looks_like_path, slug};
use super::open::{Notice, Opened, open, open_read_only};
use super::write::{Journal, sync_folder};
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::decide::Command;
use crate::workshop::event::{Entry, SessionEvent};
use crate::workshop::session::Session;

/// Where the name of who began a session last is kept.
const AUTHOR_FILE: &str = ".author";

/// All sessions under one folder. Nothing is created on the disk before the first session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    root: PathBuf,
}

impl Library {
    /// The library in a folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The library's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps the name under which a session was begun, for the next time. A habit of this machine: nothing is lost
    /// without it.
    pub fn keep_author(&self, name: &str) {
        let kept = || -> std::io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(&self.root)?;
            file.write_all(name.as_bytes())?;
            file.persist(self.root.join(AUTHOR_FILE)).map_err(|refused| refused.error)?;
            Ok(())
        };
        if let Err(error) = kept() {
            tracing::warn!(%error, "the name was not kept");
        }
    }

    /// The name under which a session was begun last.
    pub fn author(&self) -> Option<String> {
        let name = std::fs::read_to_string(self.root.join(AUTHOR_FILE)).ok()?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// All sessions, the one that changed last first.
    pub fn list(&self) -> Result<Vec<Listed>, JournalError> {
        list_folder(&self.root)
    }

    /// All sessions that were put away, the one that changed last first.
    pub fn archived(&self) -> Result<Vec<Listed>, JournalError> {
        list_folder(&self.root.join(ARCHIVE))
    }

    /// The session that was touched last, for going on with it.
    pub fn last_touched(&self) -> Result<Option<Listed>, JournalError> {
        Ok(self.list()?.into_iter().find(|one| one.entries > 0))
    }

    /// The folder of the session that a name or a path stands for. A name is a slug or a title, letter
    /// case aside, or the beginning of one, if it fits one session only.
    pub fn find(&self, name: &str) -> Result<PathBuf, JournalError> {
        let path = Path::new(name);
        if looks_like_path(name) {
            return folder_at(path).ok_or_else(|| JournalError::NoSession(path.to_owned()));
        }
        // Most names are those of folders, and then no journal has to be read to find the session.
        let own = self.root.join(name);
        if !name.starts_with('.') && own.join(JOURNAL_FILE).is_file() {
            return Ok(own);
        }
        match choose(&self.list()?, name, &self.root) {
            Ok(one) => Ok(one.path.clone()),
            Err(error @ JournalError::NotFound { .. }) => folder_at(path).ok_or(error),
            Err(error) => Err(error),
        }
    }

    /// Begins a session.
    pub fn create(
        &self,
        title: &str,
        content: (&str, &str),
        by: &str,
        at: Timestamp,
    ) -> Result<Opened, JournalError> {
        let mut session = Session::default();
        let started = SessionEvent::SessionStarted {
            session: new_id(at),
            content: content.0.to_owned(),
            content_version: content.1.to_owned(),
        };
        let mut entries = take(&mut session, vec![started], by, at);
        entries.extend(entitle(&mut session, title, by, at)?);
        self.add(title, session, entries, by, at)
    }

    /// Copies a session, with its whole history, under a new title. Of a damaged one, what is intact.
    pub fn duplicate(&self, folder: &Path, by: &str, at: Timestamp) -> Result<Opened, JournalError> {
        let Opened { session, entries, .. } = open_read_only(folder)?;
        let title = format!("{} (copy)", session.title());
        self.copy(entries, Some(&title), by, at)
    }

    /// Copies a worked example into the library.
    pub fn copy_example(&self, slug: &str, by: &str, at: Timestamp) -> Result<Opened, JournalError> {
        let Some(example) = examples().into_iter().find(|example| example.slug == slug) else {
            return Err(JournalError::NoExample(slug.to_owned()));
        };
        self.copy(example.reading().entries, None, by, at)
    }

    /// Gives a session another title. Its folder keeps its name, so that links to it hold.
    pub fn rename(&self, folder: &Path, title: &str, by: &str, at: Timestamp) -> Result<(), JournalError> {
        let Opened { mut session, journal, notices, .. } = open(folder, by, at)?;
        let entries = entitle(&mut session, title, by, at)?;
        match journal {
            Some(mut journal) => Ok(journal.append(&entries)?),
            None => Err(damaged(folder, notices)),
        }
    }

    /// Puts a session of this library away; gives its new place.
    pub fn archive(&self, folder: &Path, who: &str, at: Timestamp) -> Result<PathBuf, JournalError> {
        self.shift(folder, &self.root.join(ARCHIVE), who, at)
    }

    /// Takes a session out of the archive; gives its new place.
    pub fn restore(&self, folder: &Path, who: &str, at: Timestamp) -> Result<PathBuf, JournalError> {
        self.shift(folder, &self.root, who, at)
    }

    /// Deletes a session of this library or its archive for good, drafts and all.
    pub fn delete(&self, folder: &Path, who: &str, at: Timestamp) -> Result<(), JournalError> {
        let fail = |source| JournalError::io("delete", folder, source);
        // Out of the library first, so that a deletion that breaks off leaves no half a session behind.
        let bin = tempfile::Builder::new().prefix(".deleted-").tempdir_in(&self.root).map_err(fail)?;
        self.shift(folder, bin.path(), who, at)?;
        bin.close().map_err(fail)
    }

    fn copy(
        &self,
        mut entries: Vec<Entry>,
        title: Option<&str>,
        by: &str,
        at: Timestamp,
    ) -> Result<Opened, JournalError> {
        if let Some(SessionEvent::SessionStarted { session, .. }) =
            entries.first_mut().map(|first| Arc::make_mut(&mut first.event))
        {
            *session = new_id(at);
        }
        let mut session = Session::replay(&entries);
        if let Some(title) = title {
            entries.extend(entitle(&mut session, title, by, at)?);
        }
        let title = session.title().to_owned();
        self.add(&title, session, entries, by, at)
    }

    fn add(
        &self,
        title: &str,
        session: Session,
        entries: Vec<Entry>,
        by: &str,
        at: Timestamp,
    ) -> Result<Opened, JournalError> {
        std::fs::create_dir_all(&self.root)
            .map_err(|source| JournalError::io("create", &self.root, source))?;
        let folder = free(&self.root, &slug(title));
        let journal = Journal::create(&folder, &entries, by, at)?;
        Ok(Opened { folder, session, entries, journal: Some(journal), notices: Vec::new() })
    }

    /// Moves a session's folder; only of this library or its archive, never from elsewhere.
    fn shift(&self, folder: &Path, to: &Path, who: &str, at: Timestamp) -> Result<PathBuf, JournalError> {
        let fail = |source| JournalError::io("move", folder, source);
        let home = |place: &Path| folder.parent().is_some_and(|parent| same_folder(parent, place));
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if !folder.join(JOURNAL_FILE).is_file() || !(home(&self.root) || home(&self.root.join(ARCHIVE))) {
            return Err(JournalError::NotFound {
                name: name.into_owned(),
                root: self.root.clone(),
                near: Vec::new(),
            });
        }
        // Somebody who has it open would go on writing into nothing. Windows moves no folder with an open
        // file in it, so there the lock is given back before.
        let lock = Lock::acquire(folder, who, at)?.filter(|_| !cfg!(windows));
        std::fs::create_dir_all(to).map_err(fail)?;
        let place = free(to, &name);
        std::fs::rename(folder, &place).map_err(fail)?;
        drop(lock);
        sync_folder(to).and_then(|()| sync_folder(&self.root)).map_err(fail)?;
        Ok(place)
    }
}

fn same_folder(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().ok().is_some_and(|one| other.canonicalize().ok() == Some(one))
}

/// Why a session that was opened has no journal to write to.
fn damaged(folder: &Path, notices: Vec<Notice>) -> JournalError {
    let path = folder.join(JOURNAL_FILE);
    let damage = notices.into_iter().find_map(|notice| match notice {
        Notice::Damaged { line, damage } => Some((line, damage)),
        _ => None,
    });
    match damage {
        Some((line, damage)) => JournalError::Damaged { path, line, damage },
        None => JournalError::Empty(path),
    }
}

fn list_folder(folder: &Path) -> Result<Vec<Listed>, JournalError> {
    let fail = |source| JournalError::io("read", folder, source);
    let found = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found.map_err(fail)?,
    };
    let mut listed = Vec::new();
    for one in found {
        let one = one.map_err(fail)?;
        let name = one.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && one.path().join(JOURNAL_FILE).is_file() {
            listed.push(list_one(&one.path(), &name));
        }
    }
    listed.sort_by(|one, other| (other.changed_at, &one.slug).cmp(&(one.changed_at, &other.slug)));
    Ok(listed)
}

/// Applies events to a session and gives their entries.
fn take(session: &mut Session, events: Vec<SessionEvent>, by: &str, at: Timestamp) -> Vec<Entry> {
    let entries = session.entries(events, by, at);
    for entry in &entries {
        session.apply(entry);
    }
    entries
}

fn entitle(session: &mut Session, title: &str, by: &str, at: Timestamp) -> Result<Vec<Entry>, JournalError> {
    let command =
        Command::Set { id: "charter".to_owned(), field: "title".to_owned(), text: title.to_owned() };
    let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let events = session.decide(&command, today)?;
    Ok(take(session, events, by, at))
}

/// A new id; version 7 sorts by time.
fn new_id(at: Timestamp) -> String {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos)).to_string()
}
