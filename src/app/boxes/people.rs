//! The people: who is in the room, who speaks, who comes and goes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Said, held, move_cursor};
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::input;
use crate::workshop::records::Kind;
use crate::workshop::session::Session;
use crate::workshop::value::Value;

/// What is typed for somebody new, in this order.
pub const COLUMNS: [&str; 4] = ["name", "role", "team", "contact"];

/// The list of people.
#[derive(Debug)]
pub struct PeopleBox {
    /// The selected person.
    pub cursor: usize,
    /// The line in which somebody new is typed.
    pub adding: Option<TextField>,
}

impl PeopleBox {
    /// A list with the cursor on somebody; ready to type when nobody is in it yet.
    pub fn new(cursor: usize, empty: bool) -> Self {
        Self { cursor, adding: empty.then(|| TextField::new("", false)) }
    }

    /// Takes a key. `turn` is who speaks now.
    pub fn key(&mut self, key: KeyEvent, session: &Session, turn: Option<&str>) -> Said {
        if self.adding.is_some() {
            return self.type_key(key);
        }
        if held(key) {
            return Said::Stay;
        }
        let people = &session.records.people;
        let key = match key.code {
            KeyCode::Char('j') => KeyEvent::new(KeyCode::Down, key.modifiers),
            KeyCode::Char('k') => KeyEvent::new(KeyCode::Up, key.modifiers),
            _ => key,
        };
        self.cursor = self.cursor.min(people.len().saturating_sub(1));
        if move_cursor(&mut self.cursor, people.len(), key) {
            return Said::Stay;
        }
        let here = people.get(self.cursor);
        match (key.code, here) {
            (KeyCode::Esc | KeyCode::Char('q' | '@'), _) => return Said::Close,
            (KeyCode::Char('a'), _) => self.adding = Some(TextField::new("", false)),
            (KeyCode::Char('y' | 'n'), _) => return Said::NextSpeaker,
            (KeyCode::Enter, Some(person)) => {
                let speaks = turn == Some(person.id.as_str());
                return Said::Floor((!speaks).then(|| person.id.clone()));
            }
            (KeyCode::Char(' '), Some(person)) => {
                let there = person.is_here();
                return Said::ChangeAndStay(vec![Command::Put {
                    id: person.id.clone(),
                    field: "attends".to_owned(),
                    value: Value::Flag(!there),
                }]);
            }
            (KeyCode::Char('d') | KeyCode::Delete, Some(person)) => {
                return Said::ChangeAndStay(vec![Command::Remove { id: person.id.clone() }]);
            }
            (KeyCode::Char('u'), _) => return Said::ChangeAndStay(vec![Command::Undo]),
            _ => {}
        }
        Said::Stay
    }

    fn type_key(&mut self, key: KeyEvent) -> Said {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let Some(line) = &mut self.adding else { return Said::Stay };
        match key.code {
            KeyCode::Char('c') if control => self.adding = None,
            KeyCode::Esc => self.adding = None,
            KeyCode::Tab => line.insert(" | "),
            KeyCode::Enter => {
                let typed = line.text().to_owned();
                if typed.trim().is_empty() {
                    self.adding = None;
                    return Said::Stay;
                }
                return Self::add(&typed);
            }
            _ => {
                line.key(key);
            }
        }
        Said::Stay
    }

    /// Takes pasted text: one line goes on where the cursor is, several are several people.
    pub fn paste(&mut self, text: &str) -> Said {
        match &mut self.adding {
            Some(line) if !text.trim().contains('\n') => {
                line.insert(text);
                Said::Stay
            }
            _ => Self::add(text),
        }
    }

    /// Adds who was typed or pasted. A line that is refused stays, to be mended.
    fn add(text: &str) -> Said {
        let mut rows = input::rows_of_block(Kind::Person.spec(), &COLUMNS, text);
        if rows.is_empty() {
            return Said::Stay;
        }
        for row in &mut rows {
            if !row.iter().any(|(key, _)| key == "attends") {
                row.push(("attends".to_owned(), "yes".to_owned()));
            }
        }
        Said::ChangeAndStay(vec![Command::AddMany { kind: Kind::Person, rows }])
    }

    /// Notes that people came: the cursor goes to the last, and the line is free for the next.
    pub fn came(&mut self, people: usize) {
        self.cursor = people.saturating_sub(1);
        if self.adding.is_some() {
            self.adding = Some(TextField::new("", false));
        }
    }
}
