//! The open session's documents as they are read on screen, and what the last change altered in them.
//!
//! A document is made when it is looked at and something changed since; the same holds for its marks. They tell what
//! the last change did, be it an undo or somebody else's, until there is another one or the activity is left.

use super::desk::{Desk, Side};
use crate::deliverables::adoption_guide::adoption_guide;
use crate::deliverables::api_specification::api_specification;
use crate::deliverables::blueprint::blueprint;
use crate::deliverables::changes::Changes;
use crate::deliverables::document::Document;
use crate::deliverables::export;
use crate::deliverables::sources::Sources;
use crate::workshop::event::SessionEvent;
use crate::workshop::session::Session;

/// The documents by slug, each with a name that fits a tab.
pub const DOCUMENTS: [(&str, &str); 3] = [
    ("blueprint", "Blueprint"),
    ("api-specification", "API specification"),
    ("adoption-guide", "Adoption guide"),
];

/// A document as it was made last.
#[derive(Debug)]
pub struct Page {
    /// The last entry of the session that is in it.
    pub seq: u64,
    /// The document.
    pub document: Document,
    /// What the last change altered in it.
    pub changes: Changes,
    /// Rises whenever the marks are others: whoever has shown them knows by it.
    pub marks: u64,
}

/// The documents that have been looked at.
#[derive(Debug, Default)]
pub struct Shelf {
    pages: [Option<Page>; 3],
    /// The last entry before the last change; nothing while no change is to be marked.
    since: Option<u64>,
    /// The last entry that was looked at for a change.
    noted: u64,
    activity: usize,
    marks: u64,
}

impl Shelf {
    /// A shelf for a session that was opened just now: what was written before is no change.
    pub fn of(session: &Session) -> Self {
        Self { noted: session.seq, ..Self::default() }
    }

    fn forget_marks(&mut self) {
        self.since = None;
        for page in self.pages.iter_mut().flatten().filter(|page| !page.changes.is_empty()) {
            self.marks += 1;
            (page.changes, page.marks) = (Changes::default(), self.marks);
        }
    }
}

impl Desk {
    /// The document that the activity feeds, as its place in [`DOCUMENTS`].
    pub fn fed(&self) -> usize {
        let (slug, _) = self.current_activity().feeds_section();
        DOCUMENTS.iter().position(|(known, _)| *known == slug).unwrap_or(0)
    }

    /// A document, once it was looked at.
    pub fn page(&self, at: usize) -> Option<&Page> {
        self.shelf.pages.get(at)?.as_ref()
    }

    /// Brings what is looked at up to date: the document beside the answers, and the one that is read. Without a
    /// change since the last time it does nothing.
    pub fn keep_documents(&mut self, reading: Option<usize>) {
        if self.activity != self.shelf.activity {
            self.shelf.activity = self.activity;
            self.shelf.forget_marks();
        }
        self.note_change();
        let beside = (self.side == Side::Preview).then(|| self.fed());
        for at in [beside, reading].into_iter().flatten() {
            self.lay_open(at);
        }
    }

    /// All that one key or one look at the disk brought is one change.
    fn note_change(&mut self) {
        let (seq, noted) = (self.session.seq, self.shelf.noted);
        if seq < noted {
            // Another history took this one's place.
            self.shelf =
                Shelf { activity: self.activity, marks: self.shelf.marks, ..Shelf::of(&self.session) };
        }
        let newest = self.entries.iter().rev().take_while(|entry| entry.seq > noted);
        if seq > noted && newest.into_iter().any(|entry| tells(&entry.event)) {
            self.shelf.since = Some(noted);
        }
        self.shelf.noted = seq;
    }

    fn lay_open(&mut self, at: usize) {
        let seq = self.session.seq;
        let Some((slug, _)) = DOCUMENTS.get(at) else { return };
        if self.page(at).is_some_and(|page| page.seq == seq) {
            return;
        }
        let document = self.document(slug, &self.session);
        let old = self.shelf.pages[at].take();
        let changes = match (self.shelf.since, old) {
            (None, _) => Changes::default(),
            (Some(since), Some(old)) if old.seq == since => Changes::between(&old.document, &document),
            (Some(since), Some(old)) if old.seq > since && old.document == document => {
                self.shelf.pages[at] = Some(Page { seq, ..old });
                return;
            }
            (Some(since), _) => {
                // Nobody looked at it before the change: as it was then follows from the journal.
                let then = Session::replay(self.entries.iter().take_while(|entry| entry.seq <= since));
                Changes::between(&self.document(slug, &then), &document)
            }
        };
        self.shelf.marks += 1;
        let marks = self.shelf.marks;
        self.shelf.pages[at] = Some(Page { seq, document, changes, marks });
    }

    /// The document with that slug, as of the same day as the export, so that the two cannot differ.
    fn document(&self, slug: &str, session: &Session) -> Document {
        let sources = Sources::of(session, &self.catalogue, export::as_of(session));
        let mut document = match slug {
            "adoption-guide" => adoption_guide(&sources),
            "api-specification" => api_specification(&sources),
            _ => blueprint(&sources),
        };
        self.templates.apply(&session.records, std::slice::from_mut(&mut document));
        document
    }
}

/// False for what goes by without anybody having said something: it leaves the marks of the last change.
fn tells(event: &SessionEvent) -> bool {
    !matches!(
        event,
        SessionEvent::PlaceLeft { .. }
            | SessionEvent::TimeSpent { .. }
            | SessionEvent::ActivityMarked { .. }
            | SessionEvent::NoteSet { .. }
    )
}
