//! A document over the whole window: which one, and where in it.

use crate::app::documents::DOCUMENTS;

/// The place where documents are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The document, as its place in [`DOCUMENTS`].
    pub at: usize,
    /// The first line in view of each; none until it was shown, and then it begins at the section the activity feeds.
    tops: [Option<usize>; DOCUMENTS.len()],
    /// The marks that were brought into view.
    seen: [u64; DOCUMENTS.len()],
}

impl Reader {
    /// Opens a document.
    pub fn new(at: usize) -> Self {
        let at = at.min(DOCUMENTS.len() - 1);
        Self { at, tops: [None; DOCUMENTS.len()], seen: [0; DOCUMENTS.len()] }
    }

    /// The first line in view, once it was shown.
    pub fn top(&self) -> Option<usize> {
        self.tops[self.at]
    }

    /// Goes to a line.
    pub fn go_to(&mut self, top: usize) {
        self.tops[self.at] = Some(top);
    }

    /// Goes back to the section the activity feeds.
    pub fn go_home(&mut self) {
        self.tops[self.at] = None;
    }

    /// Turns to another document.
    pub fn turn(&mut self, to: usize) {
        self.at = to % DOCUMENTS.len();
    }

    /// True while marks have come that were not brought into view yet.
    pub fn is_news(&self, marks: u64) -> bool {
        self.seen[self.at] != marks
    }

    /// Where the drawing put the view.
    pub fn shown(&mut self, at: usize, top: usize, marks: u64) {
        if at < DOCUMENTS.len() {
            (self.tops[at], self.seen[at]) = (Some(top), marks);
        }
    }
}
