//! The worked examples that come with the program: finished sessions to admire, to copy and to learn from.

use include_dir::{Dir, include_dir};

use super::JOURNAL_FILE;
use super::line::read_line;
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

    /// How many entries it has: one a line.
    pub fn entries(&self) -> usize {
        self.journal.split_inclusive(|byte| *byte == b'\n').count()
    }

    /// The title and the organisation, read without the rest: Home shows them before anybody opens anything.
    pub fn names(&self) -> (String, String) {
        let mut session = Session::default();
        let lines = std::str::from_utf8(self.journal).unwrap_or_default().lines();
        for line in lines.filter(|line| line.contains(r#""id":"charter""#)) {
            if let Ok(entry) = read_line(line.as_bytes()) {
                session.apply(&entry);
            }
        }
        (session.title().to_owned(), session.records.charter.organisation.clone())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_length_are_those_of_the_whole() {
        for example in examples() {
            let (reading, session) = (example.reading(), example.session());
            assert_eq!(example.entries(), reading.entries.len());
            let organisation = session.records.charter.organisation.clone();
            assert_eq!(example.names(), (session.title().to_owned(), organisation));
        }
    }
}
