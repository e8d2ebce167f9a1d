//! The export place: how ready the documents are, what is written where, and what that would change.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::text::TextField;
use crate::deliverables::export::{Change, DiffLine, FORMATS, Format, Plan, Report};
use crate::deliverables::musts::{Miss, Readiness};

/// A page of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExportTab {
    /// How ready each document is.
    #[default]
    Documents,
    /// Formats and folder.
    Formats,
    /// What would become of each file.
    Files,
}

impl ExportTab {
    /// All pages in order.
    pub const ALL: [Self; 3] = [Self::Documents, Self::Formats, Self::Files];

    /// The page's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Formats => "Formats and folder",
            Self::Files => "What would change",
        }
    }
}

/// A line of the page of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentRow {
    /// A document.
    Head(usize),
    /// Something that it lacks: the document, the demand, and which of its misses.
    Miss(usize, usize, usize),
}

/// The lines that would change in a file; `None` while they are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The file's place in the plan.
    pub at: usize,
    /// The lines; none when it is no text.
    pub lines: Option<Vec<DiffLine>>,
}

/// The place.
#[derive(Debug)]
pub struct ExportPlace {
    /// The page shown.
    pub tab: ExportTab,
    cursors: [usize; 3],
    /// How ready the documents are.
    pub readiness: Vec<Readiness>,
    /// Where the files go. Empty until it is known.
    pub folder: PathBuf,
    /// The wanted formats; `None` until it is known.
    pub formats: Option<Vec<Format>>,
    /// The folder while it is edited.
    pub editing: Option<TextField>,
    /// What would be done.
    pub plan: Option<Arc<Plan>>,
    /// Files that may be overwritten all the same: path and the hash that was seen.
    pub yes: BTreeMap<String, String>,
    /// The difference of the file under the cursor.
    pub comparison: Option<Comparison>,
    /// True while the difference takes the whole box, on a narrow screen.
    pub reading: bool,
    /// The first line of the difference in view.
    pub scroll: usize,
    /// What is being done.
    pub busy: Option<String>,
    /// What the last export did.
    pub report: Option<Report>,
    /// What did not work.
    pub trouble: Option<String>,
    /// Why there is no PDF where one is wanted.
    pub no_pdf: Option<String>,
    /// The question that was asked last: answers to older ones are out of date.
    pub ticket: u64,
    /// True when something changed while the disk was being looked at.
    pub stale: bool,
}

impl ExportPlace {
    /// An empty place, until the disk has answered.
    pub fn new() -> Self {
        Self {
            tab: ExportTab::Documents,
            cursors: [0; 3],
            readiness: Vec::new(),
            folder: PathBuf::new(),
            formats: None,
            editing: None,
            plan: None,
            yes: BTreeMap::new(),
            comparison: None,
            reading: false,
            scroll: 0,
            busy: None,
            report: None,
            trouble: None,
            no_pdf: None,
            ticket: 0,
            stale: false,
        }
    }

    /// The lines of the page of documents.
    pub fn document_rows(&self) -> Vec<DocumentRow> {
        let mut rows = Vec::new();
        for (at, document) in self.readiness.iter().enumerate() {
            rows.push(DocumentRow::Head(at));
            for (of, verdict) in document.verdicts.iter().enumerate() {
                rows.extend((0..verdict.misses.len()).map(|miss| DocumentRow::Miss(at, of, miss)));
            }
        }
        rows
    }

    /// How many lines the page has.
    pub fn len(&self) -> usize {
        match self.tab {
            ExportTab::Documents => self.document_rows().len(),
            ExportTab::Formats => FORMATS.len() + 1,
            ExportTab::Files => self.plan.as_ref().map_or(0, |plan| plan.changes.len()),
        }
    }

    /// True while the page has no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected line.
    pub fn cursor(&self) -> usize {
        self.cursors[self.tab as usize].min(self.len().saturating_sub(1))
    }

    /// Selects a line.
    pub fn set_cursor(&mut self, to: usize) {
        self.cursors[self.tab as usize] = to.min(self.len().saturating_sub(1));
        self.scroll = 0;
    }

    /// Moves over the lines, or through the difference that is being read.
    pub fn step(&mut self, by: isize) {
        if self.reading {
            let end = self.comparison.as_ref().and_then(|it| it.lines.as_ref()).map_or(0, Vec::len);
            self.scroll = self.scroll.saturating_add_signed(by).min(end.saturating_sub(1));
        } else {
            self.set_cursor(self.cursor().saturating_add_signed(by));
        }
    }

    /// Turns to another page.
    pub fn turn(&mut self, tab: ExportTab) {
        self.tab = tab;
        self.reading = false;
        self.scroll = 0;
    }

    /// The page after, or before.
    pub fn turn_by(&mut self, by: usize) {
        self.turn(ExportTab::ALL[(self.tab as usize + by) % ExportTab::ALL.len()]);
    }

    /// True when a format is wanted.
    pub fn wants(&self, format: Format) -> bool {
        self.formats.as_ref().is_none_or(|formats| formats.contains(&format))
    }

    /// Wants a format, or no longer.
    pub fn tick(&mut self, format: Format) {
        let mut formats = self.formats.take().unwrap_or_else(Format::all);
        match formats.iter().position(|known| *known == format) {
            Some(at) => drop(formats.remove(at)),
            None => formats.push(format),
        }
        self.formats = Some(formats);
    }

    /// The file under the cursor, on the page of files.
    pub fn change(&self) -> Option<&Change> {
        let at = (self.tab == ExportTab::Files).then(|| self.cursor())?;
        self.plan.as_ref()?.changes.get(at)
    }

    /// The difference of the file under the cursor, if it is there.
    pub fn compared(&self) -> Option<&Comparison> {
        self.comparison.as_ref().filter(|known| self.tab == ExportTab::Files && known.at == self.cursor())
    }

    /// What the line under the cursor lacks: that of a document is its first.
    pub fn miss(&self) -> Option<&Miss> {
        let row = *self.document_rows().get(self.cursor())?;
        match row {
            DocumentRow::Head(at) => {
                self.readiness[at].verdicts.iter().find_map(|verdict| verdict.misses.first())
            }
            DocumentRow::Miss(at, of, miss) => self.readiness[at].verdicts[of].misses.get(miss),
        }
    }

    /// The document the line under the cursor belongs to.
    pub fn document(&self) -> Option<&Readiness> {
        let (DocumentRow::Head(at) | DocumentRow::Miss(at, ..)) = *self.document_rows().get(self.cursor())?;
        self.readiness.get(at)
    }

    /// Says yes to overwriting the file under the cursor, or takes that back; false when it needs no yes.
    pub fn toggle_yes(&mut self) -> bool {
        let Some(change) = self.change().filter(|change| change.fate.guarded()) else { return false };
        let (path, seen) = (change.path.clone(), change.seen());
        if self.yes.remove(&path).is_none() {
            self.yes.insert(path, seen);
        }
        true
    }
}

impl Default for ExportPlace {
    fn default() -> Self {
        Self::new()
    }
}
