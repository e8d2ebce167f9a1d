//! What an export left in a folder: the hash of each file as it was written, in a file beside them. By it the
//! next export tells its own files from those a person changed or brought.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::ExportError;

/// The name of the file, in the folder of the documents.
pub const MANIFEST: &str = ".underpin-export.json";

/// What was written into a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Says to whoever opens the file what it is.
    #[serde(default)]
    pub about: String,
    /// The session whose documents these are: its id. Those of another session are nobody's to overwrite.
    pub session: String,
    /// Each file by its path, with `/` between the parts.
    pub files: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The format it belongs to, by its name.
    pub format: String,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// The SHA-256 of a file's content, in hexadecimal.
pub fn hash(content: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(content) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Manifest {
    /// An empty one for a session.
    pub fn of(session: &str) -> Self {
        Self {
            about:
                "Underpin wrote these files. By their hashes it sees which of them a person changed since, \
                    and leaves those alone."
                    .to_owned(),
            session: session.to_owned(),
            files: BTreeMap::new(),
        }
    }

    /// What the folder says of itself. Without the file, or with one of another session, nothing there counts
    /// as ours; a file that cannot be read as one is a failure, for guessing would lose somebody's work.
    pub fn read(folder: &Path, session: &str) -> Result<Self, ExportError> {
        let path = folder.join(MANIFEST);
        let failed = |source| ExportError::Read { path: path.clone(), source };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Self::of(session));
            }
            Err(error) => return Err(failed(error)),
        };
        let mut known: Self = serde_json::from_str(&text).map_err(|error| failed(error.into()))?;
        if known.session != session {
            return Ok(Self::of(session));
        }
        // The folder may have come from elsewhere: a path that leads out of it is not followed.
        known.files.retain(|path, _| {
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) && !path.is_empty()
        });
        known.about = Self::of(session).about;
        Ok(known)
    }

    /// The file's content.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;

    #[test]
    fn only_what_this_session_wrote_below_the_folder_counts() {
        let root = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::of("one");
        for path in ["a.md", "b/c.md", "../out.md", "/etc/out.md"] {
            manifest.files.insert(path.into(), Written { format: "markdown".into(), sha256: hash(b"text") });
        }
        fs::write(root.path().join(MANIFEST), manifest.text()).unwrap();
        let read = Manifest::read(root.path(), "one").unwrap();
        assert_eq!(read.files.keys().collect::<Vec<_>>(), ["a.md", "b/c.md"]);
        assert_eq!(Manifest::read(root.path(), "two").unwrap(), Manifest::of("two"));
        fs::write(root.path().join(MANIFEST), "{").unwrap();
        let refused = Manifest::read(root.path(), "one").unwrap_err().to_string();
        assert!(refused.contains(MANIFEST), "{refused}");
    }

    #[test]
    fn a_hash_is_the_one_other_programs_find() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
