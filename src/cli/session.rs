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
