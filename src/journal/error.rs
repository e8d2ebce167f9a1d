//! What can go wrong with sessions on disk, and what the person at the keyboard can do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::lock::Holder;
use super::read::Damage;

/// Why a session could not be found, opened, written or put away.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// No session has that name.
    #[error("no session is called “{name}” in {}", root.display())]
    NotFound {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        root: PathBuf,
        /// Names that look like it.
        near: Vec<String>,
    },
    /// Several sessions begin with that name.
    #[error("“{name}” can mean {} sessions: {}", matches.len(), matches.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The slugs it fits.
        matches: Vec<String>,
    },
    /// A path was given, and no session is there.
    #[error("there is no session at {}", .0.display())]
    NoSession(PathBuf),
    /// Somebody has the session open.
    #[error("{holder} has the session open ({})", folder.display())]
    Locked {
        /// The session's folder.
        folder: PathBuf,
        /// Who has it.
        holder: Holder,
    },
    /// Nothing of the journal can be read.
    #[error("{}, line {line}: {damage}", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        damage: Damage,
    },
    /// The journal holds nothing at all.
    #[error("the journal {} is empty", .0.display())]
    Empty(PathBuf),
    /// A session of that name is there already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// No worked example has that name.
    #[error("no worked example is called “{0}”")]
    NoExample(String),
    /// The session refused the change.
    #[error("{0}")]
    Refused(#[from] crate::workshop::decide::Rejection),
    /// The change is not on the disk.
    #[error(transparent)]
    Append(#[from] super::write::AppendError),
    /// The disk refused.
    #[error("could not {doing} {}: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl JournalError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::NotFound { near, .. } if near.is_empty() => {
                "`underpin list` shows what is there, `underpin new` begins a session".to_owned()
            }
            Self::NotFound { near, .. } => format!("did you mean {}?", near.join(" or ")),
            Self::Ambiguous { .. } => "type more of the name, or give the folder's path".to_owned(),
            Self::NoSession(_) => {
                "a session is a folder with a file journal.jsonl; give the path of either".to_owned()
            }
            Self::Locked { .. } => {
                "read it with `underpin open --read-only`, which follows it, or close it there first"
                    .to_owned()
            }
            Self::Damaged { damage: Damage::Newer(_), .. } => {
                "update Underpin to open this session".to_owned()
            }
            Self::Damaged { .. } | Self::Empty(_) => {
                "bring the file back from a backup or from version control".to_owned()
            }
            Self::Exists(_) => "choose another name".to_owned(),
            Self::NoExample(_) => "the examples are listed on the home screen".to_owned(),
            Self::Refused(_) => "type something else".to_owned(),
            Self::Append(error) => error.hint().to_owned(),
            Self::Io { source, .. } => io_hint(source).to_owned(),
        }
    }
}

pub(super) fn io_hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "check who may write there; reading still works with --read-only",
        io::ErrorKind::StorageFull => "free some space and try again",
        io::ErrorKind::NotFound => "check that the folder is still there",
        _ => "check the disk, or give another place with --sessions",
    }
}
