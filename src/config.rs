//! The configuration file: TOML, read strictly, so that a misspelt name is not passed over.
//!
//! Holds what the user wrote. What a theme or a key means is for the parts that use them to say.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What the user configured. Everything may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The folder of the sessions.
    pub sessions: Option<PathBuf>,
    /// A folder with the team's own questions.
    pub content: Option<PathBuf>,
    /// Where documents are written unless somewhere else is named.
    pub documents: Option<PathBuf>,
    /// A folder with the organisation's own shape for the documents.
    pub templates: Option<PathBuf>,
    /// The name that goes into the journal with what is typed.
    pub name: Option<String>,
    /// The name of a theme.
    pub theme: Option<String>,
    /// True to draw with ASCII only.
    pub ascii: Option<bool>,
    /// Keys by the name of the command.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("could not read the configuration {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It says something that nobody understands.
    #[error("{}:{line}: {text}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        text: String,
    },
}

impl Config {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Io { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text).map_err(|error| ConfigError::Parse {
            path: path.to_owned(),
            line: error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
            text: error.message().lines().collect::<Vec<_>>().join(" "),
        })?;
        // Folders are meant as seen from the file that names them.
        let folder = path.parent().unwrap_or(Path::new(""));
        let places =
            [&mut config.sessions, &mut config.content, &mut config.documents, &mut config.templates];
        for place in places.into_iter().flatten() {
            *place = folder.join(&*place);
        }
        Ok(config)
    }

    /// Reads a file that need not be there.
    pub fn read_if_there(path: &Path) -> Result<Self, ConfigError> {
        match Self::read(path) {
            Err(ConfigError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            read => read,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        Config::read(&path)
            .map_err(|error| error.to_string().rsplit_once("config.toml").unwrap().1.to_owned())
    }

    #[test]
    fn everything_may_be_left_out() {
        assert_eq!(read("").unwrap(), Config::default());
        let nowhere = Path::new("/nowhere/at/all.toml");
        assert_eq!(Config::read_if_there(nowhere).unwrap(), Config::default());
        assert!(Config::read(nowhere).is_err());
    }

    #[test]
    fn folders_are_seen_from_the_file() {
        let config =
            read("sessions = \"ours\"\nname = \"Ada Byron\"\n[keys]\nundo = [\"u\", \"ctrl-z\"]\n").unwrap();
        assert!(config.sessions.as_ref().unwrap().is_absolute());
        assert!(config.sessions.unwrap().ends_with("ours"));
        assert_eq!(config.keys["undo"], ["u", "ctrl-z"]);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        assert!(
            read("name = \"Ada\"\nthem = \"dark\"\n").unwrap_err().starts_with(":2: unknown field `them`")
        );
        assert!(read("name = 5\n").unwrap_err().starts_with(":1: invalid type"));
        assert!(read("ascii = true\n[keys\n").unwrap_err().starts_with(":2: "));
    }
}
