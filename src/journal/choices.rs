//! What was chosen for a session's documents the last time: where they go and in which formats. It lies beside
//! the journal, for it is a habit of this machine and no part of the session.

use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

const CHOICES_FILE: &str = "export.json";

/// Where documents go and in which formats.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// The folder.
    pub folder: PathBuf,
    /// The formats by their names.
    pub formats: Vec<String>,
}

/// Keeps the choices. Those before stay until the new ones are whole.
pub fn save_choices(folder: &Path, choices: &Choices) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(serde_json::to_string(choices)?.as_bytes())?;
    file.as_file().sync_data()?;
    file.persist(folder.join(CHOICES_FILE)).map_err(|refused| refused.error)?;
    Ok(())
}

/// The choices that were kept, if there are any.
pub fn load_choices(folder: &Path) -> io::Result<Option<Choices>> {
    match std::fs::read(folder.join(CHOICES_FILE)) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
