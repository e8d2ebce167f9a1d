//! Finding by typing: commands in the palette, answers in the search.

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Said, move_cursor};
use crate::app::canvas::Filter;
use crate::app::commands::Act;
use crate::app::fuzzy;
use crate::app::text::TextField;

/// What a line leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A command.
    Act(Act),
    /// An answer.
    Answer {
        /// The record.
        id: String,
        /// The field.
        field: Option<String>,
    },
    /// An activity, as an index.
    Activity(usize),
    /// What the drawing of the architecture is narrowed to; nothing shows everything.
    Filter(Option<Filter>),
}

/// One line that can be found.
#[derive(Debug, Clone)]
pub struct FinderRow {
    /// What is matched first, and shown.
    pub label: String,
    /// What is matched when the label is not, and shown behind it.
    pub more: String,
    /// What stands beside it: a key, or where an answer is.
    pub detail: String,
    /// Why it cannot be taken now.
    pub unavailable: Option<&'static str>,
    /// What it leads to.
    pub found: Found,
}

/// A list narrowed by typing.
#[derive(Debug)]
pub struct Finder {
    /// The heading.
    pub title: &'static str,
    /// What has been typed.
    pub filter: TextField,
    /// Everything that can be found.
    pub rows: Vec<FinderRow>,
    /// The selected line among the visible ones.
    pub cursor: usize,
}

impl Finder {
    /// A finder over those rows.
    pub fn new(title: &'static str, rows: Vec<FinderRow>) -> Self {
        Self { title, filter: TextField::new("", false), rows, cursor: 0 }
    }

    /// The rows that match, best first.
    pub fn visible(&self) -> Vec<&FinderRow> {
        let by_label = fuzzy::rank(self.filter.text(), self.rows.iter().map(|row| row.label.as_str()));
        let by_more = fuzzy::rank(self.filter.text(), self.rows.iter().map(|row| row.more.as_str()));
        let mut seen = HashSet::new();
        let found = by_label.into_iter().chain(by_more).filter(|at| seen.insert(*at));
        let mut found: Vec<&FinderRow> = found.map(|at| &self.rows[at]).collect();
        // The very words go before letters that happen to follow each other.
        found.sort_by_key(|row| {
            let has = |text: &str| fuzzy::has_words(self.filter.text(), text);
            if has(&row.label) { 0 } else { 2 - u8::from(has(&row.more)) }
        });
        found
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Said {
        let len = self.visible().len();
        if move_cursor(&mut self.cursor, len, key) {
            return Said::Stay;
        }
        match key.code {
            KeyCode::Esc => Said::Close,
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Said::Close,
            KeyCode::Enter => match self.visible().get(self.cursor).map(|row| row.found.clone()) {
                Some(Found::Act(act)) => Said::Run(act),
                Some(Found::Answer { id, field }) => Said::Jump { id, field },
                Some(Found::Activity(at)) => Said::GoTo(at),
                Some(Found::Filter(filter)) => Said::Filter(filter),
                None => Said::Stay,
            },
            _ => {
                if self.filter.key(key) {
                    self.cursor = 0;
                }
                Said::Stay
            }
        }
    }
}
