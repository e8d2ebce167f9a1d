//! Finding by typing: commands in the palette, answers in the search.

use std::collections::{HashMap, HashSet};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Said, move_cursor};
use crate::app::canvas::Filter;
use crate::app::commands::Act;
use crate::app::fuzzy;
use crate::app::text::TextField;
use crate::workshop::names;

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
    /// Other words by which it is found, and that are not shown.
    pub words: String,
    /// The record it belongs to, where several lines are about one: the record's own line comes first.
    pub group: Option<usize>,
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

impl FinderRow {
    /// A line that leads there.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, found: Found) -> Self {
        Self {
            label: label.into(),
            more: String::new(),
            words: String::new(),
            group: None,
            detail: detail.into(),
            unavailable: None,
            found,
        }
    }
}

impl Finder {
    /// A finder over those rows.
    pub fn new(title: &'static str, rows: Vec<FinderRow>) -> Self {
        Self { title, filter: TextField::new("", false), rows, cursor: 0 }
    }

    /// The rows that match, best first.
    pub fn visible(&self) -> Vec<&FinderRow> {
        let typed = self.filter.text();
        let by_label = fuzzy::rank(typed, self.rows.iter().map(|row| row.label.as_str()));
        let by_words = fuzzy::rank(typed, self.rows.iter().map(|row| row.words.as_str()));
        let by_more = fuzzy::rank(typed, self.rows.iter().map(|row| row.more.as_str()));
        let mut seen = HashSet::new();
        let found = by_label.into_iter().chain(by_words).chain(by_more).filter(|at| seen.insert(*at));
        // Names go before questions, the beginning of a word before its middle, and the very words before letters
        // that happen to follow each other.
        let mut found: Vec<(u8, usize)> = found
            .map(|at| {
                let row = &self.rows[at];
                let has = |text: &str| fuzzy::has_words(typed, text);
                let begins =
                    |text: &str| typed.split_whitespace().all(|word| names::begins_a_word(text, word));
                let answer = matches!(row.found, Found::Answer { field: Some(_), .. });
                let place = match (begins(&row.label), begins(&row.words)) {
                    // What is called so comes before what only says so.
                    _ if answer && has(&row.label) => 3,
                    _ if answer => 4,
                    (true, _) => 0,
                    (_, true) => 1,
                    _ if has(&row.label) => 2,
                    _ if has(&row.more) => 3,
                    _ => 4,
                };
                (place, at)
            })
            .collect();
        found.sort_by_key(|(place, _)| *place);
        self.gathered(&found)
    }

    /// The lines that were found, those of one record together: once its own, then its answers with the very words.
    fn gathered(&self, found: &[(u8, usize)]) -> Vec<&FinderRow> {
        const LETTERS_ONLY: u8 = 4;
        let answer = |row: &FinderRow| matches!(row.found, Found::Answer { field: Some(_), .. });
        let typed = !self.filter.text().trim().is_empty();
        let mut answers: HashMap<usize, Vec<&FinderRow>> = HashMap::new();
        for (place, at) in found.iter().filter(|_| typed) {
            let row = &self.rows[*at];
            if let Some(group) = row.group.filter(|_| answer(row) && *place < LETTERS_ONLY) {
                answers.entry(group).or_default().push(row);
            }
        }
        let heads: HashMap<usize, &FinderRow> =
            self.rows.iter().filter(|row| !answer(row)).filter_map(|row| Some((row.group?, row))).collect();
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for (_, at) in found {
            let row = &self.rows[*at];
            let Some(group) = row.group else {
                rows.push(row);
                continue;
            };
            let wanted = !answer(row) || answers.get(&group).is_some_and(|known| !known.is_empty());
            if wanted && seen.insert(group) {
                rows.extend(heads.get(&group));
                rows.extend(answers.remove(&group).unwrap_or_default());
            }
        }
        rows
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
