//! Several short fields at once: a new session, accepting a flag, how sure an answer is.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::path::PathBuf;

use super::{Said, held};
use crate::app::text::TextField;

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormPurpose {
    /// Start a session: title, organisation, your name, people, minutes.
    NewSession,
    /// Give a session another title.
    Rename(PathBuf),
    /// Accept a flag: reason, name, until.
    Accept(String),
    /// How sure an answer is: status, who settles it, by when, remark.
    Status {
        /// The record.
        id: String,
        /// The field, or the whole record.
        field: Option<String>,
    },
    /// How many minutes there are.
    Agenda,
    /// Take in an API description from a file.
    Import,
    /// Write the session to another folder, because its own cannot be written.
    SaveElsewhere,
}

/// One field of a form.
#[derive(Debug)]
pub struct FormField {
    /// Its name.
    pub label: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// The text.
    pub field: TextField,
    /// Words to choose from, with the left and right keys, if the field has a fixed set.
    pub choices: &'static [&'static str],
}

impl FormField {
    /// A field of free text.
    pub fn text(label: &'static str, hint: &'static str, text: impl Into<String>) -> Self {
        Self { label, hint, field: TextField::selected(text), choices: &[] }
    }

    /// A field with a fixed set of words.
    pub fn choice(
        label: &'static str,
        hint: &'static str,
        text: &str,
        choices: &'static [&'static str],
    ) -> Self {
        Self { label, hint, field: TextField::new(text, false), choices }
    }
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What it is for.
    pub purpose: FormPurpose,
    /// The heading.
    pub title: String,
    /// One line of explanation.
    pub intro: String,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// The field with the cursor.
    pub at: usize,
    /// Why it was not taken.
    pub error: Option<String>,
}

impl Form {
    /// A form with those fields.
    pub fn new(
        purpose: FormPurpose,
        title: impl Into<String>,
        intro: impl Into<String>,
        fields: Vec<FormField>,
    ) -> Self {
        Self { purpose, title: title.into(), intro: intro.into(), fields, at: 0, error: None }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Said {
        let last = self.fields.len().saturating_sub(1);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        self.error = None;
        match key.code {
            KeyCode::Esc => return Said::Close,
            KeyCode::Char('c') if control => return Said::Close,
            KeyCode::Char('s') if control => return self.submit(),
            KeyCode::Enter if self.at == last => return self.submit(),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => self.at = (self.at + 1).min(last),
            KeyCode::BackTab | KeyCode::Up => self.at = self.at.saturating_sub(1),
            _ => {
                let field = &mut self.fields[self.at];
                if field.choices.is_empty() {
                    field.field.key(key);
                } else {
                    choose(field, key);
                }
            }
        }
        Said::Stay
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.at).filter(|field| field.choices.is_empty()) {
            field.field.insert(text);
        }
    }

    fn submit(&self) -> Said {
        let texts = self.fields.iter().map(|field| field.field.text().trim().to_owned()).collect();
        Said::Submit(self.purpose.clone(), texts)
    }
}

fn choose(field: &mut FormField, key: KeyEvent) {
    let here = field.choices.iter().position(|choice| *choice == field.field.text());
    let len = field.choices.len();
    let to = match (key.code, here) {
        // An arrow stops at the end of what is seen; the space bar goes round.
        (KeyCode::Char(' '), Some(at)) => (at + 1) % len,
        (KeyCode::Right, Some(at)) => (at + 1).min(len - 1),
        (KeyCode::Left, Some(at)) => at.saturating_sub(1),
        (KeyCode::Right | KeyCode::Left | KeyCode::Char(' '), None) => 0,
        (KeyCode::Char(letter), _) if !held(key) => {
            let wanted = letter.to_lowercase().to_string();
            match field.choices.iter().position(|choice| choice.starts_with(&wanted)) {
                Some(at) => at,
                None => return,
            }
        }
        _ => return,
    };
    field.field = TextField::new(field.choices[to], false);
}
