//! Home: the sessions on disk and the worked examples.

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::civil::Date;

use super::desk::is_accepted;
use super::history;
use crate::catalogue::Catalogue;
use crate::journal::Listed;
use crate::workshop::event::{ActivityState, Entry as JournalEntry};
use crate::workshop::session::Session;
use crate::workshop::{flags, gaps};

/// How far a session has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Activities done or skipped, and all of them, by stage.
    pub stages: Vec<(usize, usize)>,
    /// Open flags.
    pub flags: usize,
    /// Open questions.
    pub questions: usize,
    /// What was done last.
    pub last: String,
}

/// A worked example, as Home shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleCard {
    /// Its folder's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whose platform it plans.
    pub organisation: String,
    /// How many changes it took.
    pub entries: usize,
}

/// What stands on one line of Home.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A session of the library.
    Session(&'a Listed),
    /// A worked example.
    Example(&'a ExampleCard),
}

/// The state of Home.
#[derive(Debug, Default)]
pub struct Home {
    /// The sessions, last touched first.
    pub sessions: Vec<Listed>,
    /// Sessions that were put away.
    pub put_away: Vec<Listed>,
    /// The worked examples.
    pub examples: Vec<ExampleCard>,
    /// True once the library has been read.
    pub read: bool,
    /// What is known of each session beyond its title.
    pub summaries: HashMap<PathBuf, Summary>,
    /// The selected line.
    pub cursor: usize,
    /// True when archived sessions are shown.
    pub archived: bool,
}

impl Home {
    /// The lines of Home: sessions, then examples.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let sessions = if self.archived { &self.put_away } else { &self.sessions };
        let sessions = sessions.iter().map(Entry::Session);
        let examples = self.examples.iter().filter(|_| !self.archived).map(Entry::Example);
        sessions.chain(examples).collect()
    }

    /// The selected line.
    pub fn selected(&self) -> Option<Entry<'_>> {
        self.entries().get(self.cursor).copied()
    }

    /// The selected session.
    pub fn session(&self) -> Option<&Listed> {
        match self.selected()? {
            Entry::Session(listed) => Some(listed),
            Entry::Example(_) => None,
        }
    }

    /// The example to explore: the selected one, else the first.
    pub fn example(&self) -> Option<&ExampleCard> {
        match self.selected() {
            Some(Entry::Example(example)) => Some(example),
            _ => self.examples.first(),
        }
    }

    /// Takes in the library.
    pub fn take(&mut self, sessions: Vec<Listed>, put_away: Vec<Listed>, examples: Vec<ExampleCard>) {
        self.sessions = sessions;
        self.put_away = put_away;
        self.examples = examples;
        self.read = true;
        self.archived &= !self.put_away.is_empty();
        self.cursor = self.cursor.min(self.entries().len().saturating_sub(1));
    }
}

/// How far a session has come.
pub fn summarise(session: &Session, entries: &[JournalEntry], catalogue: &Catalogue, today: Date) -> Summary {
    let stages = catalogue.stages.iter().map(|stage| {
        let activities = || catalogue.activities.iter().filter(|activity| activity.stage == stage.id);
        let count = |state| activities().filter(|a| session.activities.get(&a.id) == Some(&state)).count();
        (count(ActivityState::Done), activities().count() - count(ActivityState::Skipped))
    });
    let flags = flags::raise(session, today);
    let last = entries.iter().rev().find_map(|entry| {
        let (text, _) = history::line(session, catalogue, &entry.event)?;
        Some(format!("Last: {text} ({})", entry.by))
    });
    Summary {
        stages: stages.collect(),
        flags: flags.iter().filter(|flag| !is_accepted(session, flag, today)).count(),
        questions: gaps::questions(session, today).len(),
        last: last.unwrap_or_default(),
    }
}
