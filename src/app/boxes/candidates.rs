//! Candidates for the list of capabilities: what teams seem to have built more than once, what platforms
//! commonly share, and whatever is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::HashSet;

use super::{Said, move_cursor};
use crate::app::fuzzy;
use crate::app::text::TextField;
use crate::catalogue::KnownCapability;
use crate::workshop::leverage::candidates;
use crate::workshop::records::{Kind, Records};
use crate::workshop::value::ChoiceSet;

/// One candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it is called.
    pub name: String,
    /// The domain's key.
    pub domain: &'static str,
    /// The domain's name.
    pub domain_name: &'static str,
    /// What it is, in one line.
    pub what: String,
    /// What one sees where it is missing.
    pub symptom: String,
    /// Ids of the teams that own something like it.
    pub teams: Vec<String>,
    /// What speaks for it: the systems found, with their owners.
    pub evidence: String,
    /// The capability of the list that is the same thing.
    pub known: Option<String>,
}

impl Candidate {
    /// True when several teams own something like it.
    pub fn repeats(&self) -> bool {
        self.teams.len() >= 2
    }
}

/// The list, narrowed by typing, with what is chosen from it.
#[derive(Debug)]
pub struct Candidates {
    /// What has been typed.
    pub filter: TextField,
    /// All candidates: what repeats first, then domain by domain; what is in the list already comes last.
    pub all: Vec<Candidate>,
    /// The chosen ones, as indices.
    pub chosen: Vec<usize>,
    /// The selected line among the visible ones.
    pub cursor: usize,
}

impl Candidates {
    /// The candidates of a session.
    pub fn of(records: &Records, known: &[KnownCapability]) -> Self {
        let mut all: Vec<Candidate> = known.iter().map(|one| candidate(records, one)).collect();
        all.sort_by_key(|one| {
            (one.known.is_some(), std::cmp::Reverse(if one.repeats() { one.teams.len() } else { 0 }))
        });
        Self { filter: TextField::new("", false), all, chosen: Vec::new(), cursor: 0 }
    }

    /// The indices of the candidates that match what is typed, best first.
    pub fn visible(&self) -> Vec<usize> {
        let typed = self.filter.text();
        let by_name = fuzzy::rank(typed, self.all.iter().map(|one| one.name.as_str()));
        let texts = self.all.iter().enumerate();
        let by_words = texts.filter(|(_, one)| {
            let words = [one.domain_name, &one.what, &one.symptom, &one.evidence].join(" ");
            fuzzy::has_words(typed, &words)
        });
        let mut seen = HashSet::new();
        by_name.into_iter().chain(by_words.map(|(at, _)| at)).filter(|at| seen.insert(*at)).collect()
    }

    /// The text that would become a capability of its own, if any.
    pub fn fresh(&self) -> Option<&str> {
        let typed = self.filter.text().trim();
        let known = self.all.iter().any(|one| one.name.eq_ignore_ascii_case(typed));
        (!typed.is_empty() && !known).then_some(typed)
    }

    /// The candidate under the cursor; none on the line for a new name.
    pub fn here(&self) -> Option<&Candidate> {
        self.visible().get(self.cursor).map(|at| &self.all[*at])
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Said {
        let visible = self.visible();
        let lines = visible.len() + usize::from(self.fresh().is_some());
        if move_cursor(&mut self.cursor, lines, key) {
            return Said::Stay;
        }
        match key.code {
            KeyCode::Esc => Said::Close,
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Said::Close,
            KeyCode::Tab => self.toggle(&visible),
            KeyCode::Char(' ') if self.filter.text().is_empty() => self.toggle(&visible),
            KeyCode::Enter => self.take(&visible),
            _ => {
                if self.filter.key(key) {
                    self.cursor = 0;
                }
                Said::Stay
            }
        }
    }

    fn toggle(&mut self, visible: &[usize]) -> Said {
        if let Some(at) = visible.get(self.cursor).filter(|at| self.all[**at].known.is_none()) {
            match self.chosen.iter().position(|chosen| chosen == at) {
                Some(place) => drop(self.chosen.remove(place)),
                None => self.chosen.push(*at),
            }
        }
        Said::Stay
    }

    /// The chosen ones, else the one under the cursor, else what is typed.
    fn take(&self, visible: &[usize]) -> Said {
        let here = visible.get(self.cursor).copied();
        let rows: Vec<Vec<(String, String)>> = if !self.chosen.is_empty() {
            self.chosen.iter().map(|at| row(&self.all[*at])).collect()
        } else if let Some(at) = here {
            if let Some(id) = &self.all[at].known {
                return Said::Jump { id: id.clone(), field: None };
            }
            vec![row(&self.all[at])]
        } else if let Some(name) = self.fresh() {
            vec![vec![("name".to_owned(), name.to_owned())]]
        } else {
            return Said::Stay;
        };
        Said::AddRows { kind: Kind::Capability, rows }
    }
}

fn candidate(records: &Records, known: &KnownCapability) -> Candidate {
    let signs = candidates::signs(records, &known.words);
    let owner = |id: &String| {
        let owner = records.value(id, "owner").plain();
        if owner.is_empty() { String::new() } else { format!(" ({})", records.title(&owner)) }
    };
    let found = signs.found.iter().map(|id| format!("{}{}", records.title(id), owner(id)));
    Candidate {
        name: known.name.clone(),
        domain: known.domain.key(),
        domain_name: known.domain.label(),
        what: known.what.clone(),
        symptom: known.symptom.clone(),
        evidence: found.collect::<Vec<_>>().join(", "),
        teams: signs.teams,
        known: candidates::known(records, &known.name, known.domain, &known.words).map(str::to_owned),
    }
}

/// The row a candidate becomes. Teams only come along when there are several: one system is no repetition.
fn row(candidate: &Candidate) -> Vec<(String, String)> {
    let mut row =
        vec![("name".to_owned(), candidate.name.clone()), ("domain".to_owned(), candidate.domain.to_owned())];
    if candidate.repeats() {
        row.push(("built_by".to_owned(), candidate.teams.join("\n")));
    }
    row
}
