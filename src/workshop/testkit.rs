//! For tests: a session that is filled in as a person would, through commands.
//!
//! Everything goes through `decide` and `apply`, so that a test cannot hold a session no user could make.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use super::decide::Command;
use super::event::{ENTRY_VERSION, Entry, SessionEvent};
use super::records::{Kind, Records};
use super::session::Session;

/// A day for tests: a Thursday.
pub const TODAY: Date = date(2026, 9, 3);

/// A session and the clock on its wall.
pub struct Room {
    session: Session,
    at: Timestamp,
}

impl Room {
    /// An empty session, started on [`TODAY`].
    pub fn new() -> Self {
        let mut room = Self { session: Session::default(), at: "2026-09-03T09:00:00Z".parse().unwrap() };
        room.take(vec![SessionEvent::SessionStarted {
            session: "test".into(),
            content: "underpin".into(),
            content_version: "1".into(),
        }]);
        room
    }

    /// The session so far.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Its records.
    pub fn records(&self) -> &Records {
        &self.session.records
    }

    /// Carries out a command; a rejection fails the test.
    pub fn run(&mut self, command: &Command) {
        let events = self.session.decide(command, TODAY).unwrap_or_else(|why| panic!("{command:?}: {why}"));
        self.take(events);
    }

    fn take(&mut self, events: Vec<SessionEvent>) {
        let first = self.session.seq + 1;
        for event in events {
            self.at = self.at.checked_add(1.second()).unwrap();
            let seq = self.session.seq + 1;
            let step = (seq != first).then_some(first);
            self.session.apply(&Entry {
                v: ENTRY_VERSION,
                seq,
                at: self.at,
                by: "Ada Obi".into(),
                step,
                event: event.into(),
            });
        }
    }

    /// Adds a record of the kind with that key, fields as typed; gives its id.
    pub fn add(&mut self, kind: &str, fields: &[(&str, &str)]) -> String {
        let kind = Kind::from_key(kind).unwrap_or_else(|| panic!("no kind {kind}"));
        let id = self.session.next_id(kind);
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        self.run(&Command::Add { kind, fields, at: None });
        id
    }

    /// Sets a field from typed text.
    pub fn set(&mut self, id: &str, field: &str, text: &str) {
        self.run(&Command::Set { id: id.into(), field: field.into(), text: text.into() });
    }

    /// Removes a record.
    pub fn remove(&mut self, id: &str) {
        self.run(&Command::Remove { id: id.into() });
    }
}
