//! A round of silent scoring or dot voting: the keyboard goes round, nobody sees a result before all do.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Said, held};
use crate::app::commands::Area;
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::maturity;
use crate::workshop::records::{Aspect, Kind, Readiness, Row};
use crate::workshop::session::Session;
use crate::workshop::value::ChoiceSet as _;

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
    /// What would move each item up from levels 1, 2 and 3, for scores.
    pub steps: Vec<[String; 3]>,
    /// What a score rests on, while it is being written.
    pub writing: Option<TextField>,
    /// True once a reveal was asked for before everybody had answered.
    pub early: bool,
}

impl RoundBox {
    /// A round: the people in the room and what they score or vote on. None when there is nothing to score.
    pub fn of(session: &Session, about: &'static str, round: String) -> Option<Self> {
        let revealed = session.rounds.iter().any(|known| known.id == round && known.revealed);
        let records = &session.records;
        let attending = records.people.iter().filter(|person| person.is_here());
        let people = attending.map(|person| (person.id.clone(), person.name.clone())).collect();
        let votes = about != "readiness";
        let items: Vec<(String, String)> = if votes {
            records.capabilities.iter().map(|row| (row.id.clone(), row.name.clone())).collect()
        } else {
            Aspect::ALL.iter().map(|aspect| (aspect.key().to_owned(), aspect.label().to_owned())).collect()
        };
        (!items.is_empty()).then_some(Self {
            round,
            about,
            votes,
            people,
            items,
            person: 0,
            cursor: 0,
            phase: if revealed { Phase::Reveal } else { Phase::Hand },
            steps: Vec::new(),
            writing: None,
            early: false,
        })
    }

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

    /// Where its keys are declared.
    pub fn area(&self) -> Area {
        match self.phase {
            Phase::Hand => Area::Turns,
            Phase::Answer if self.writing.is_some() => Area::Editing,
            Phase::Answer if self.votes => Area::Voting,
            Phase::Answer => Area::Scoring,
            Phase::Reveal => Area::Revealed,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, session: &Session) -> Said {
        if held(key) && self.writing.is_none() {
            return Said::Stay;
        }
        match self.phase {
            Phase::Hand => self.hand(key, session),
            Phase::Answer => self.answer(key, session),
            Phase::Reveal => self.agree(key, session),
        }
    }

    /// Shows the result, beginning with what the room is furthest apart on.
    pub fn show(&mut self, session: Option<&Session>) {
        self.phase = Phase::Reveal;
        self.cursor = 0;
        let Some(session) = session.filter(|_| !self.votes) else { return };
        let apart = |item: &str| {
            let marks = || self.people.iter().filter_map(|(person, _)| self.mark(session, person, item));
            marks().max().unwrap_or(0) - marks().min().unwrap_or(0)
        };
        let widest = self.items.iter().map(|(item, _)| apart(item)).max();
        self.cursor = self.items.iter().position(|(item, _)| Some(apart(item)) == widest).unwrap_or(0);
    }

    /// What a person's score rests on.
    pub fn reason<'a>(&self, session: &'a Session, person: &str, item: &str) -> Option<&'a str> {
        let round = session.rounds.iter().find(|round| round.id == self.round)?;
        round.reasons.get(&(person.to_owned(), item.to_owned())).map(String::as_str)
    }

    /// The readiness record of the item under the cursor.
    pub fn record<'a>(&self, session: &'a Session) -> Option<&'a Row<Readiness>> {
        let aspect = Aspect::from_key(&self.items.get(self.cursor)?.0)?;
        maturity::record_of(&session.records, aspect)
    }

    /// The step that would move the item under the cursor up from the level agreed.
    pub fn step(&self, session: &Session) -> Option<&str> {
        let level = maturity::level_number(self.record(session)?.level?);
        let step = self.steps.get(self.cursor)?.get(usize::from(level).checked_sub(1)?)?;
        (!step.is_empty()).then_some(step)
    }

    /// After the reveal: what the group agrees on, aspect by aspect.
    fn agree(&mut self, key: KeyEvent, session: &Session) -> Said {
        let last = self.items.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => return Said::Close,
            KeyCode::Down | KeyCode::Char('j') => self.cursor = (self.cursor + 1).min(last),
            KeyCode::Up | KeyCode::Char('k') => self.cursor = self.cursor.saturating_sub(1),
            _ if self.votes => {}
            KeyCode::Char(digit @ '1'..='4') => return self.put(session, "level", &digit.to_string()),
            KeyCode::Left | KeyCode::Right | KeyCode::Char('+' | '-') => {
                let Some(record) = self.record(session) else { return Said::Stay };
                let now = record.target.or(record.level).map_or(1, maturity::level_number);
                let up = matches!(key.code, KeyCode::Right | KeyCode::Char('+'));
                let target = if up { now + 1 } else { now.saturating_sub(1) }.clamp(1, 4);
                return self.put(session, "target", &target.to_string());
            }
            KeyCode::Char('n') => {
                let free = self.record(session).is_some_and(|record| record.next_step.is_empty());
                if let Some(step) = self.step(session).filter(|_| free) {
                    return self.put(session, "next_step", step);
                }
            }
            _ => {}
        }
        Said::Stay
    }

    /// Sets a field of the aspect's record, which is made when there is none.
    fn put(&self, session: &Session, field: &str, text: &str) -> Said {
        let Some((aspect, _)) = self.items.get(self.cursor) else { return Said::Stay };
        let (field, text) = (field.to_owned(), text.to_owned());
        Said::ChangeAndStay(vec![match self.record(session) {
            Some(record) => Command::Set { id: record.id.clone(), field, text },
            None => Command::Add {
                kind: Kind::Readiness,
                fields: vec![("aspect".to_owned(), aspect.clone()), (field, text)],
                at: None,
            },
        }])
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
        if let Some(writing) = &mut self.writing {
            match key.code {
                KeyCode::Enter => {
                    let text = writing.text().to_owned();
                    self.writing = None;
                    let nothing = text.trim().is_empty();
                    return self.marked(Command::Back { round, person, item, text }, nothing, session);
                }
                KeyCode::Esc => self.writing = None,
                _ => {
                    writing.key(key);
                }
            }
            return Said::Stay;
        }
        let dots = self.mark(session, &person, &item).unwrap_or(0);
        let vote = |dots| {
            let command =
                Command::Vote { round: round.clone(), person: person.clone(), item: item.clone(), dots };
            self.marked(command, dots == 0, session)
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
                return self.marked(Command::Score { round, person, item, score }, score == 0, session);
            }
            KeyCode::Char('e') if !self.votes => {
                let text = self.reason(session, &person, &item).unwrap_or_default().to_owned();
                self.writing = Some(TextField::new(text, false));
            }
            KeyCode::Enter | KeyCode::Esc => {
                self.phase = Phase::Hand;
                self.person = (self.person + 1).min(self.people.len().saturating_sub(1));
            }
            _ => {}
        }
        Said::Stay
    }

    /// A mark or its reason, after the round it opens when it is the first. Taking back what was never given
    /// opens nothing.
    fn marked(&self, mark: Command, nothing: bool, session: &Session) -> Said {
        let open = session.rounds.iter().any(|round| round.id == self.round);
        Said::ChangeAndStay(match (open, nothing) {
            (true, _) => vec![mark],
            (false, true) => Vec::new(),
            (false, false) => vec![Command::OpenRound { about: self.about.to_owned() }, mark],
        })
    }
}
