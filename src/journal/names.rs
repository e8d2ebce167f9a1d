//! What sessions are called on the disk, and which one a person means.

use std::path::{Path, PathBuf};

use super::listing::Listed;
use super::{JOURNAL_FILE, JournalError};
use crate::workshop::near::nearest;

/// Sessions that were put away stand in this folder of the library.
pub(super) const ARCHIVE: &str = "archive";

const LONGEST: usize = 60;

/// A title as a folder's name: letters and digits in lower case, joined by hyphens.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(letter, '\'' | '’') {
            slug.push('-');
        }
        if slug.chars().count() == LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "session".to_owned() } else { slug.to_owned() }
}

/// The first of `name`, `name-2`, `name-3` … that is not taken in a folder.
pub(super) fn free(folder: &Path, name: &str) -> PathBuf {
    let mut path = folder.join(name);
    let mut number = 2;
    // The archive's name is taken even before there is an archive.
    while path.exists() || path.file_name().is_some_and(|name| name == ARCHIVE) {
        path = folder.join(format!("{name}-{number}"));
        number += 1;
    }
    path
}

/// The session's folder that a path stands for: the folder itself, or the journal in it.
pub(super) fn folder_at(path: &Path) -> Option<PathBuf> {
    if path.join(JOURNAL_FILE).is_file() {
        Some(path.to_owned())
    } else if path.is_file() && path.file_name().is_some_and(|name| name == JOURNAL_FILE) {
        Some(
            path.parent()
                .filter(|parent| !parent.as_os_str().is_empty())
                .unwrap_or(Path::new("."))
                .to_owned(),
        )
    } else {
        None
    }
}

/// True for what can only be meant as a path.
pub(super) fn looks_like_path(name: &str) -> bool {
    name.starts_with('.')
        || name.contains(['/', '\\'])
        || Path::new(name).extension().is_some_and(|end| end == "jsonl")
}

/// The session that is meant: by slug, else by title, else by the beginning of either.
pub(super) fn choose<'a>(listed: &'a [Listed], name: &str, root: &Path) -> Result<&'a Listed, JournalError> {
    let wanted = name.trim().to_lowercase();
    let tests: [&dyn Fn(&Listed) -> bool; 3] =
        [&|one| one.slug.to_lowercase() == wanted, &|one| one.title.to_lowercase() == wanted, &|one| {
            one.slug.to_lowercase().starts_with(&wanted) || one.title.to_lowercase().starts_with(&wanted)
        }];
    for test in tests {
        let found: Vec<_> = listed.iter().filter(|one| !wanted.is_empty() && test(one)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => {
                let matches = several.iter().map(|one| one.slug.clone()).collect();
                return Err(JournalError::Ambiguous { name: name.to_owned(), matches });
            }
        }
    }
    let names = listed.iter().flat_map(|one| [one.slug.as_str(), one.title.as_str()]);
    let near = nearest(&wanted, names).map(str::to_owned).into_iter().collect();
    Err(JournalError::NotFound { name: name.to_owned(), root: root.to_owned(), near })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_folder_names() {
        assert_eq!(slug("Tidepool Identity: the next year!"), "tidepool-identity-the-next-year");
        assert_eq!(slug("  Müller’s  Plattform "), "müllers-plattform");
        assert_eq!(slug("?!"), "session");
        assert_eq!(slug(&"long ".repeat(40)).chars().count(), 59);
    }

    #[test]
    fn paths_are_told_from_names() {
        assert!(looks_like_path("./billing") && looks_like_path("a/b") && looks_like_path("journal.jsonl"));
        assert!(!looks_like_path("billing") && !looks_like_path("Billing platform"));
    }
}
