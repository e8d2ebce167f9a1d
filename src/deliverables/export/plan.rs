//! What an export would do to a folder, file by file, before anything is written.
//!
//! The rule: a file that Underpin did not write, or that a person changed since, is never overwritten or
//! removed unless somebody says yes to that very file as it stands.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::difference::{DiffLine, difference};
use super::manifest::{MANIFEST, Manifest, Written, hash};
use super::write::{Step, carry_out};
use super::{ExportError, FORMATS, Format, Piece};

/// What would become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// A person changed it since it was written, and it would be different now: kept.
    Edited,
    /// Underpin did not write the file that stands in its place: kept.
    Foreign,
    /// No longer part of the set, but a person changed it: kept.
    Orphaned,
    /// It would be different.
    Changed,
    /// It would be there for the first time.
    New,
    /// It was written before, is no longer part of the set, and goes.
    Removed,
    /// It is as it should be.
    Unchanged,
}

impl Fate {
    /// All of them, those that want attention first.
    pub const ALL: [Self; 7] = [
        Self::Edited,
        Self::Foreign,
        Self::Orphaned,
        Self::Changed,
        Self::New,
        Self::Removed,
        Self::Unchanged,
    ];

    /// In a word or two.
    pub fn told(self) -> &'static str {
        match self {
            Self::Edited => "edited by hand",
            Self::Foreign => "not written by Underpin",
            Self::Orphaned => "edited, no longer needed",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Removed => "removed",
            Self::Unchanged => "unchanged",
        }
    }

    /// True when somebody has to say yes before it is touched.
    pub fn guarded(self) -> bool {
        matches!(self, Self::Edited | Self::Foreign | Self::Orphaned)
    }
}

/// One file: as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path below the folder, with `/` between the parts.
    pub path: String,
    /// The name of the format it belongs to.
    pub format: String,
    /// What would become of it.
    pub fate: Fate,
    /// What is on disk.
    pub before: Option<Vec<u8>>,
    /// What would be written; nothing when it goes.
    pub after: Option<Vec<u8>>,
}

impl Change {
    /// The lines that would change; `None` when it is no text.
    pub fn difference(&self) -> Option<Vec<DiffLine>> {
        difference(self.before.as_deref().unwrap_or_default(), self.after.as_deref().unwrap_or_default())
    }

    /// The hash of what is on disk: a yes holds for this content and no other.
    pub fn seen(&self) -> String {
        self.before.as_deref().map(hash).unwrap_or_default()
    }
}

/// Which guarded files may be overwritten or removed all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yes {
    /// All of them.
    All,
    /// Those with that path, as long as their content still has that hash.
    To(BTreeMap<String, String>),
}

impl Yes {
    /// To none of them.
    pub fn none() -> Self {
        Self::To(BTreeMap::new())
    }

    fn holds(&self, change: &Change) -> bool {
        match self {
            Self::All => true,
            Self::To(these) => these.get(&change.path).is_some_and(|seen| *seen == change.seen()),
        }
    }
}

/// What an export would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder.
    pub folder: PathBuf,
    /// Every file, those that want attention first, each group in the order of the formats.
    pub changes: Vec<Change>,
    manifest: Manifest,
}

/// What an export did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Files that were written, in order.
    pub written: Vec<String>,
    /// Files that were removed.
    pub removed: Vec<String>,
    /// Files that were left as a person has them.
    pub kept: Vec<String>,
    /// How many already were as they should be.
    pub unchanged: usize,
}

impl Plan {
    /// Compares a set with a folder. Of files written before only those of the wanted formats can be out of
    /// date: an export of the tables leaves the documents alone.
    pub fn of(
        folder: &Path,
        session: &str,
        pieces: Vec<Piece>,
        wanted: &[Format],
    ) -> Result<Self, ExportError> {
        let manifest = Manifest::read(folder, session)?;
        let mut changes = Vec::with_capacity(pieces.len());
        for Piece { format, file } in pieces {
            let before = content(&folder.join(&file.path))?;
            let known = manifest.files.get(&file.path);
            let fate = match &before {
                None => Fate::New,
                Some(before) if *before == file.content => Fate::Unchanged,
                Some(before) => match known {
                    Some(known) if known.sha256 == hash(before) => Fate::Changed,
                    Some(_) => Fate::Edited,
                    None => Fate::Foreign,
                },
            };
            let format = format.to_owned();
            changes.push(Change { path: file.path, format, fate, before, after: Some(file.content) });
        }
        let wanted: Vec<&str> =
            FORMATS.iter().filter(|spec| wanted.contains(&spec.format)).map(|spec| spec.name).collect();
        for (path, known) in &manifest.files {
            if !wanted.contains(&known.format.as_str()) || changes.iter().any(|change| change.path == *path) {
                continue;
            }
            let Some(before) = content(&folder.join(path))? else { continue };
            let fate = if hash(&before) == known.sha256 { Fate::Removed } else { Fate::Orphaned };
            let format = known.format.clone();
            changes.push(Change { path: path.clone(), format, fate, before: Some(before), after: None });
        }
        let place = |change: &Change| FORMATS.iter().position(|spec| spec.name == change.format);
        changes.sort_by(|a, b| (a.fate, place(a), &a.path).cmp(&(b.fate, place(b), &b.path)));
        Ok(Self { folder: folder.to_owned(), changes, manifest })
    }

    /// How many files have a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.changes.iter().filter(|change| change.fate == fate).count()
    }

    /// The files that are only touched when somebody says yes.
    pub fn guarded(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.fate.guarded())
    }

    /// Does it: all of it, or nothing.
    pub fn carry_out(self, yes: &Yes) -> Result<Report, ExportError> {
        let Self { folder, changes, manifest: before } = self;
        let mut after = before.clone();
        let (mut report, mut steps) = (Report::default(), Vec::new());
        // What was written before and is gone needs no memory.
        after.files.retain(|path, _| folder.join(path).exists());
        for change in changes {
            if change.fate == Fate::Unchanged {
                report.unchanged += 1;
            } else if change.fate.guarded() && !yes.holds(&change) {
                report.kept.push(change.path);
                continue;
            }
            let Change { path, format, fate, before, after: content } = change;
            match &content {
                Some(content) => {
                    after.files.insert(path.clone(), Written { format, sha256: hash(content) });
                }
                None => {
                    after.files.remove(&path);
                }
            }
            if fate == Fate::Unchanged {
                continue;
            }
            let told = if content.is_some() { &mut report.written } else { &mut report.removed };
            told.push(path.clone());
            steps.push(Step { path: folder.join(&path), before, after: content });
        }
        report.written.sort();
        let text = after.text().into_bytes();
        let known = content(&folder.join(MANIFEST))?;
        if known.as_ref() != Some(&text) && !(known.is_none() && after.files.is_empty()) {
            steps.push(Step { path: folder.join(MANIFEST), before: known, after: Some(text) });
        }
        carry_out(&folder, steps)?;
        Ok(report)
    }
}

/// What is in a file; `None` when there is none.
fn content(path: &Path) -> Result<Option<Vec<u8>>, ExportError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        // A file where a folder is wanted is told when the folder is made.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(source) => Err(ExportError::Read { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests;
