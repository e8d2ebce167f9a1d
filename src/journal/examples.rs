//! The worked examples that come with the program: finished sessions to admire, to copy and to learn from.

use include_dir::{Dir, include_dir};

use super::JOURNAL_FILE;
use super::read::Reading;
use crate::workshop::session::Session;

static SESSIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sessions");

/// A worked example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its folder's name.
    pub slug: String,
    /// Its journal, as it stands in the repository.
    pub journal: &'static [u8],
}

impl Example {
    /// Its entries. A journal that cannot be read to its end is the repository's fault; the tests see to it.
    pub fn reading(&self) -> Reading {
        Reading::of(self.journal)
    }

    /// What it adds up to.
    pub fn session(&self) -> Session {
        Session::replay(&self.reading().entries)
    }
}

/// All worked examples, by name.
pub fn examples() -> Vec<Example> {
    let mut found: Vec<_> = SESSIONS
        .dirs()
        .filter_map(|folder| {
            let journal = folder.get_file(folder.path().join(JOURNAL_FILE))?.contents();
            Some(Example { slug: folder.path().file_name()?.to_string_lossy().into_owned(), journal })
        })
        .collect();
    found.sort_by(|one, other| one.slug.cmp(&other.slug));
    found
}
