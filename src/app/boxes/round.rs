//! A round of silent scoring or dot voting: the keyboard goes round, nobody sees a result before all do.

use crossterm::event::{KeyCode, KeyEvent};

use super::Said;
use crate::workshop::decide::Command;
use crate::workshop::session::Session;

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The keyboard is handed to the next person.
    Hand,
    /// One person answers in private.
    Answer,
    /// The group sees the result.
    Reveal,
}

/// A round in progress.
#[derive(Debug)]
pub struct RoundBox {
    /// The round's id. The round itself begins with its first mark.
    pub round: String,
    /// What it is about, as the journal names it.
    pub about: &'static str,
    /// True for dots, false for scores from 1 to 4.
    pub votes: bool,
    /// The people who take part: id and name.
    pub people: Vec<(String, String)>,
    /// What is scored or voted on: key and label.
    pub items: Vec<(String, String)>,
    /// Whose turn it is.
    pub person: usize,
    /// The selected item.
    pub cursor: usize,
    /// Where the round stands.
    pub phase: Phase,
    /// True once a reveal was asked for before everybody had answered.
    pub early: bool,
}

impl RoundBox {
    /// Whether a person has answered anything.
    pub fn has_answered(&self, session: &Session, person: &str) -> bool {
        let round = session.rounds.iter().find(|round| round.id == self.round);
        round.is_some_and(|round| round.marks.keys().any(|(who, _)| who == person))
    }

    /// What a person said about an item.
    pub fn mark(&self, session: &Session, person: &str, item: &str) -> Option<u8> {
        let round = session.rounds.iter().find(|round| round.id == self.round)?;
        round.marks.get(&(person.to_owned(), item.to_owned())).copied()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, session: &Session) -> Said {
        match self.phase {
            Phase::Hand => self.hand(key, session),
            Phase::Answer => self.answer(key, session),
            Phase::Reveal => match key.code {
                KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => Said::Close,
                _ => Said::Stay,
            },
        }
    }

    fn hand(&mut self, key: KeyEvent, session: &Session) -> Said {
        let last = self.people.len().saturating_sub(1);
        match key.code {
            KeyCode::Enter => {
                self.phase = Phase::Answer;
                self.cursor = 0;
            }
            KeyCode::Down | KeyCode::Char('j') => self.person = (self.person + 1).min(last),
            KeyCode::Up | KeyCode::Char('k') => self.person = self.person.saturating_sub(1),
            KeyCode::Char('r') => {
                let done = self.people.iter().filter(|(id, _)| self.has_answered(session, id)).count();
                let asked = std::mem::replace(&mut self.early, true);
                if done == 0 || (done < self.people.len() && !asked) {
                    return Said::Stay;
                }
                return Said::ChangeAndStay(vec![Command::Reveal { round: self.round.clone() }]);
            }
            KeyCode::Esc => return Said::Close,
            _ => {}
        }
        Said::Stay
    }

    fn answer(&mut self, key: KeyEvent, session: &Session) -> Said {
        let last = self.items.len().saturating_sub(1);
        let (Some((person, _)), Some((item, _))) =
            (self.people.get(self.person), self.items.get(self.cursor))
        else {
            return Said::Close;
        };
        let (round, person, item) = (self.round.clone(), person.clone(), item.clone());
        let dots = self.mark(session, &person, &item).unwrap_or(0);
        let vote = |dots| {
            let command =
                Command::Vote { round: round.clone(), person: person.clone(), item: item.clone(), dots };
            self.marked(command, dots, session)
        };
        match key.code {
            KeyCode::Down | KeyCode::Char('j') => self.cursor = (self.cursor + 1).min(last),
            KeyCode::Up | KeyCode::Char('k') => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Char('+' | '=' | ' ') | KeyCode::Right if self.votes => {
                return vote(dots.saturating_add(1));
            }
            KeyCode::Char('-') | KeyCode::Left | KeyCode::Backspace if self.votes => {
                return vote(dots.saturating_sub(1));
            }
            KeyCode::Char(digit @ '0'..='4') if !self.votes => {
                self.cursor = (self.cursor + 1).min(last);
                let score = digit as u8 - b'0';
                return self.marked(Command::Score { round, person, item, score }, score, session);
            }
            KeyCode::Enter | KeyCode::Esc => {
                self.phase = Phase::Hand;
                self.person = (self.person + 1).min(self.people.len().saturating_sub(1));
            }
            _ => {}
        }
        Said::Stay
    }

    /// A mark, after the round it opens when it is the first. Taking back what was never given opens nothing.
    fn marked(&self, mark: Command, given: u8, session: &Session) -> Said {
        let open = session.rounds.iter().any(|round| round.id == self.round);
        Said::ChangeAndStay(match (open, given) {
            (true, _) => vec![mark],
            (false, 0) => Vec::new(),
            (false, _) => vec![Command::OpenRound { about: self.about.to_owned() }, mark],
        })
    }
}
