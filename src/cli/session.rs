//! Finding and opening the session that a command is about.

use underpin::journal::{Library, Opened, open_read_only};

use super::failure::Failure;

/// Opens a session to read it. Somebody else may be writing to it.
pub(super) fn open_to_read(library: &Library, name: &str) -> Result<Opened, Failure> {
    Ok(open_read_only(&library.find(name)?)?)
}
