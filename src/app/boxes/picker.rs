//! Choosing one or several from a list by typing or moving, with a new one where the list may grow.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Said, move_cursor};
use crate::app::fuzzy;
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::records::{FieldSpec, Records};
use crate::workshop::value::{Shape, Value};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickOption {
    /// The key or id that is stored.
    pub key: String,
    /// What is shown.
    pub label: String,
    /// Other words by which it is found.
    pub words: &'static [&'static str],
}

/// A list to choose from, for one field.
#[derive(Debug)]
pub struct Picker {
    /// The record.
    pub id: String,
    /// The field.
    pub field: &'static FieldSpec,
    /// The heading.
    pub title: String,
    /// What has been typed to narrow the list.
    pub filter: TextField,
    /// All options.
    pub options: Vec<PickOption>,
    /// Chosen keys, in the order they were chosen.
    pub chosen: Vec<String>,
    /// The selected line among the visible ones.
    pub cursor: usize,
    /// True when several can be chosen.
    pub many: bool,
    /// True when a text that is not in the list becomes a new record.
    pub grows: bool,
    /// True once the selected line was moved.
    moved: bool,
}

impl Picker {
    /// A list for that field; `None` when the field's shape has no list.
    pub fn new(records: &Records, id: &str, field: &'static FieldSpec) -> Option<Self> {
        let of_choices = |options: &'static [crate::workshop::value::Choice]| {
            let option = |o: &crate::workshop::value::Choice| PickOption {
                key: o.key.into(),
                label: o.label.into(),
                words: o.other_words(),
            };
            options.iter().map(option).collect::<Vec<_>>()
        };
        let (options, many, grows) = match field.shape {
            Shape::Choice(options) => (of_choices(options), false, false),
            Shape::OrOwn(options) => (of_choices(options), false, true),
            Shape::Many(options) => (of_choices(options), true, false),
            Shape::Ref(kind) | Shape::Either(kind, _) | Shape::Refs(kind) => {
                let ids = field.shape.kinds().into_iter().flat_map(|kind| records.ids(kind));
                let options = ids.filter(|known| *known != id).map(|id| PickOption {
                    key: id.to_owned(),
                    label: records.title(id),
                    words: &[],
                });
                let grows = kind.spec().title.len() == 1
                    && kind
                        .spec()
                        .field(kind.spec().title[0])
                        .is_some_and(|first| first.shape == Shape::Text);
                (options.collect(), matches!(field.shape, Shape::Refs(_)), grows)
            }
            Shape::YesNo => (
                vec![
                    PickOption { key: "yes".into(), label: "Yes".into(), words: &[] },
                    PickOption { key: "no".into(), label: "No".into(), words: &[] },
                ],
                false,
                false,
            ),
            _ => return None,
        };
        let chosen = match records.value(id, field.key) {
            Value::Text(key) => vec![key],
            Value::List(keys) => keys,
            Value::Flag(flag) => vec![if flag { "yes" } else { "no" }.to_owned()],
            _ => Vec::new(),
        };
        let cursor = chosen.first().and_then(|key| options.iter().position(|o| o.key == *key)).unwrap_or(0);
        Some(Self {
            title: format!("{}: {}", field.term, records.title(id)),
            id: id.to_owned(),
            field,
            filter: TextField::new("", false),
            options,
            chosen,
            cursor,
            many,
            grows,
            moved: false,
        })
    }

    /// The options that match what is typed, best first.
    pub fn visible(&self) -> Vec<&PickOption> {
        let labels = self.options.iter().map(|option| option.label.as_str());
        let mut ranked = fuzzy::rank(self.filter.text(), labels);
        let words = self.options.iter().map(|option| option.words);
        fuzzy::add_by_other_words(&mut ranked, self.filter.text(), words);
        ranked.into_iter().map(|at| &self.options[at]).collect()
    }

    /// The text that would become a new record, if any.
    pub fn fresh(&self) -> Option<&str> {
        let typed = self.filter.text().trim();
        let known = self.options.iter().any(|option| option.label.eq_ignore_ascii_case(typed));
        (self.grows && !typed.is_empty() && !known).then_some(typed)
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Said {
        let lines = self.visible().len() + usize::from(self.fresh().is_some());
        if move_cursor(&mut self.cursor, lines, key) {
            self.moved = true;
            return Said::Stay;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => Said::Close,
            KeyCode::Enter if control && self.many => self.take(),
            KeyCode::Esc if self.many => self.put(),
            KeyCode::Esc => Said::Close,
            KeyCode::Char(' ') if self.many && self.filter.text().is_empty() => {
                self.toggle();
                Said::Stay
            }
            KeyCode::Tab if self.many && !self.filter.text().is_empty() => {
                self.toggle();
                Said::Stay
            }
            KeyCode::Tab | KeyCode::BackTab => self.go_on(key.code == KeyCode::Tab),
            KeyCode::Enter => self.take(),
            KeyCode::Backspace | KeyCode::Delete if self.filter.text().is_empty() && !self.many => {
                Said::Change(Command::Put {
                    id: self.id.clone(),
                    field: self.field.key.to_owned(),
                    value: Value::None,
                })
            }
            _ => {
                if self.filter.key(key) {
                    self.cursor = 0;
                }
                Said::Stay
            }
        }
    }

    /// Keeps what was chosen and goes on to the neighbouring cell. A list nobody touched chooses nothing.
    fn go_on(&mut self, forward: bool) -> Said {
        let typed = !self.filter.text().is_empty();
        let said = match (self.many, typed || self.moved) {
            (true, _) if !typed => self.put(),
            (false, false) => return Said::Next { command: None, forward },
            _ => self.take(),
        };
        match said {
            Said::Change(command) => Said::Next { command: Some(command), forward },
            other => other,
        }
    }

    fn toggle(&mut self) {
        let Some(key) = self.visible().get(self.cursor).map(|option| option.key.clone()) else { return };
        match self.chosen.iter().position(|known| *known == key) {
            Some(at) => {
                self.chosen.remove(at);
            }
            None => self.chosen.push(key),
        }
        self.filter = TextField::new("", false);
    }

    fn take(&mut self) -> Said {
        let picked = self.visible().get(self.cursor).map(|option| option.key.clone());
        match (picked, self.fresh()) {
            (Some(key), _) if self.many => {
                if !self.filter.text().is_empty() && !self.chosen.contains(&key) {
                    self.chosen.push(key);
                }
                self.put()
            }
            (Some(key), _) => {
                self.chosen = vec![key];
                self.put()
            }
            (None, Some(fresh)) => {
                // Titles and ids mix freely: the decision resolves both.
                let mut titles = if self.many { self.chosen.clone() } else { Vec::new() };
                // Seen beside all that is there, it is meant to be new.
                titles.push(format!("+{fresh}"));
                Said::Change(Command::Set {
                    id: self.id.clone(),
                    field: self.field.key.to_owned(),
                    text: titles.join("\n"),
                })
            }
            (None, None) => Said::Stay,
        }
    }

    fn put(&self) -> Said {
        let value = match self.field.shape {
            Shape::YesNo => Value::Flag(self.chosen.first().is_some_and(|key| key == "yes")),
            Shape::Many(_) | Shape::Refs(_) => Value::list(self.chosen.clone()),
            _ => self.chosen.first().cloned().map_or(Value::None, Value::Text),
        };
        Said::Change(Command::Put { id: self.id.clone(), field: self.field.key.to_owned(), value })
    }
}
