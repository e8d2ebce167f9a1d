//! Finding and opening the session that a command is about.

use std::path::PathBuf;

use underpin::journal::{JournalError, Library, Opened, holder, open_read_only};

use super::failure::Failure;

/// The session's folder, if nobody else is writing in it. The screen shows such a session for reading only;
/// who asks for it by name should know before, and may ask for that.
pub(super) fn free_to_write(folder: PathBuf) -> Result<PathBuf, Failure> {
    match holder(&folder) {
        Some(holder) => Err(JournalError::Locked { folder, holder }.into()),
        None => Ok(folder),
    }
}

/// Opens a session to read it. Somebody else may be writing to it.
pub(super) fn open_to_read(library: &Library, name: &str) -> Result<Opened, Failure> {
    Ok(open_read_only(&library.find(name)?)?)
}

/// The folder of the session that a room is to see: the one that was asked for, else the one that somebody has
/// open, else the one that was changed last.
pub(super) fn to_present(library: &Library, name: Option<&str>) -> Result<PathBuf, Failure> {
    if let Some(name) = name {
        return Ok(library.find(name)?);
    }
    let sessions: Vec<_> = library.list()?.into_iter().filter(|one| one.entries > 0).collect();
    let open = sessions.iter().find(|one| one.locked.is_some());
    open.or(sessions.first()).map(|one| one.path.clone()).ok_or(Failure::NothingToPresent)
}
