//! One text being written: a field, a new row on one line, or a note.

mod ahead;

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Said;
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::input;
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::sketch;
use crate::workshop::value::Shape;
use crate::workshop::words;

/// What the text is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A field of a record.
    Field {
        /// The record.
        id: String,
        /// The field.
        field: &'static FieldSpec,
    },
    /// A new row, typed on one line.
    NewRow {
        /// Its kind.
        kind: Kind,
        /// The fields in the order in which they are typed.
        columns: Vec<&'static FieldSpec>,
        /// True when the box stays open for the next row.
        again: bool,
    },
    /// The facilitator's notes on an activity.
    Note {
        /// The activity.
        activity: String,
    },
}

/// Text being written for a target.
#[derive(Debug)]
pub struct LineBox {
    /// What it is for.
    pub target: Target,
    /// The heading.
    pub title: String,
    /// What to write.
    pub hint: String,
    /// The text.
    pub field: TextField,
    /// Why the text was not taken.
    pub error: Option<String>,
    /// What the part under the cursor could be completed to, best first.
    pub suggestions: Vec<String>,
    /// How many more completions there are.
    pub unseen: usize,
    /// What the part under the cursor would add, because nothing is called so.
    pub fresh: Option<String>,
    /// What a whole operation said in one line would make, a line each.
    pub made: Vec<String>,
    /// What cannot be understood of it yet.
    pub unclear: Option<String>,
    /// What would deviate from the API rules, and what to do about it.
    pub deviates: Vec<String>,
    /// The API at hand: of the row under the cursor, or of the operation kept before.
    pub near: Option<String>,
    /// How many rows were added since the box was opened.
    pub added: usize,
    /// Rows of a paste that could not be read, with the reason: each comes back when the one before it is done with.
    waiting: VecDeque<(String, String)>,
    /// True after it was said that leaving drops them.
    warned: bool,
    original: String,
}

impl LineBox {
    /// A box for a field holding that text.
    pub fn for_field(id: &str, field: &'static FieldSpec, record: &str, text: String) -> Self {
        let multiline = matches!(field.shape, Shape::Prose | Shape::Lines);
        let keep = if multiline { "; one a line, Ctrl-S keeps" } else { "" };
        let keep = if matches!(field.shape, Shape::Prose) { "; Ctrl-S keeps" } else { keep };
        let title = format!("{record}: {}", field.term);
        let hint = format!("{}{keep}", field.hint);
        Self::new(Target::Field { id: id.to_owned(), field }, title, hint, TextField::new(text, multiline))
    }

    /// A box for a new row.
    pub fn for_row(kind: Kind, columns: Vec<&'static FieldSpec>, again: bool) -> Self {
        let title = format!("New: {}", words::in_text(kind.spec().singular));
        let hint = match kind {
            Kind::Operation => "With several APIs, its own in front: Accounts: GET /users -> 200 User[]",
            Kind::Payload | Kind::PayloadField | Kind::Parameter | Kind::ApiError => {
                "Or a whole operation: Accounts: GET /users/{id} -> 200 User {id!: uuid}"
            }
            _ => "",
        };
        let target = Target::NewRow { kind, columns, again };
        Self::new(target, title, hint.to_owned(), TextField::new("", false))
    }

    /// A box for notes.
    pub fn for_note(activity: &str, title: &str, text: String) -> Self {
        let hint = "For the facilitator; not shown in the presenter view. Ctrl-S keeps".to_owned();
        let target = Target::Note { activity: activity.to_owned() };
        Self::new(target, format!("Notes: {title}"), hint, TextField::new(text, true))
    }

    fn new(target: Target, title: String, hint: String, field: TextField) -> Self {
        Self {
            target,
            title,
            hint,
            original: field.text().to_owned(),
            field,
            error: None,
            suggestions: Vec::new(),
            unseen: 0,
            fresh: None,
            made: Vec::new(),
            unclear: None,
            deviates: Vec::new(),
            near: None,
            added: 0,
            waiting: VecDeque::new(),
            warned: false,
        }
    }

    /// True when there is text that is not yet kept.
    pub fn is_dirty(&self) -> bool {
        self.field.text() != self.original || !self.waiting.is_empty()
    }

    /// All text that is not yet kept, a row a line.
    pub fn unkept(&self) -> String {
        let waiting = self.waiting.iter().map(|(row, _)| row.as_str());
        std::iter::once(self.field.text()).chain(waiting).collect::<Vec<_>>().join("\n")
    }

    /// Takes text back that was not yet kept.
    pub fn restore(&mut self, text: &str, records: &Records) {
        if !matches!(self.target, Target::NewRow { .. }) {
            self.field.replace(text);
            return self.suggest(records);
        }
        let mut rows = text.split('\n').map(str::to_owned);
        self.field.replace(rows.next().unwrap_or_default());
        self.waiting = rows.map(|row| (row, "it could not be read when it was pasted".to_owned())).collect();
        self.suggest(records);
    }

    /// How many rows of a paste wait behind the one in the line.
    pub fn waits(&self) -> usize {
        self.waiting.len()
    }

    /// In a new row: which field the cursor is in.
    pub fn column(&self) -> usize {
        if !self.made.is_empty() {
            return 0;
        }
        self.field.text()[..self.field.cursor()].matches('|').count()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, records: &Records) -> Said {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let long = self.field.is_multiline();
        let leaves = key.code == KeyCode::Esc || control && key.code == KeyCode::Char('c');
        if leaves && !self.waiting.is_empty() && !std::mem::replace(&mut self.warned, true) {
            self.error = Some(match self.waits() {
                1 => "one more row of the paste waits; the same key again drops both".to_owned(),
                more => format!("{more} more rows of the paste wait; the same key again drops them all"),
            });
            return Said::Stay;
        }
        self.warned = false;
        match key.code {
            KeyCode::Char('c') if control => return Said::Close,
            KeyCode::Char('e') if control => return Said::External(self.field.text().to_owned()),
            KeyCode::Char('s') if control => return self.submit(),
            KeyCode::Enter if !long || control => return self.submit(),
            // A line that was refused can always be left.
            KeyCode::Esc if self.error.is_some() => return Said::Close,
            KeyCode::Esc => return if self.is_dirty() { self.submit_and_leave() } else { Said::Close },
            KeyCode::Tab | KeyCode::BackTab => match &self.target {
                Target::NewRow { .. } if key.code == KeyCode::Tab => self.next_field(records),
                Target::NewRow { .. } => self.previous_field(),
                Target::Field { .. } => return self.go_on(key.code == KeyCode::Tab),
                // Notes are one text: there is no field to go on to.
                Target::Note { .. } => return Said::Stay,
            },
            _ => {
                self.field.key(key);
            }
        }
        self.error = None;
        self.suggest(records);
        Said::Stay
    }

    /// Takes pasted text. Several lines become rows at once.
    pub fn paste(&mut self, text: &str, records: &Records) -> Said {
        if let Target::NewRow { kind, columns, .. } = &self.target
            && text.trim().contains('\n')
        {
            let keys: Vec<_> = columns.iter().map(|field| field.key).collect();
            let mut rows = input::rows_of_block(kind.spec(), &keys, text);
            sketch::stay_near(*kind, &mut rows, self.near.clone());
            return Said::AddRows { kind: *kind, rows };
        }
        self.field.insert(text);
        self.error = None;
        self.suggest(records);
        Said::Stay
    }

    /// Notes that rows were taken from a paste. What stands in the line stays, unless rows are handed back: the first
    /// into the line, and the next when that is done with.
    pub fn pasted(&mut self, count: usize, refused: Vec<(String, String)>) {
        self.added += count;
        self.error = None;
        let written = self.field.text().trim().to_owned();
        if !refused.is_empty() && !written.is_empty() {
            self.waiting.push_front((written, "this was being written when rows were pasted".to_owned()));
        }
        refused.into_iter().rev().for_each(|row| self.waiting.push_front(row));
        self.hand_back();
    }

    /// The next row that waits, in the line.
    fn hand_back(&mut self) {
        if let Some((row, why)) = self.waiting.pop_front() {
            self.field.replace(row);
            self.error = Some(why);
        }
    }

    /// Notes that a row was taken, and makes room for the next.
    pub fn next_row(&mut self, count: usize) {
        self.added += count;
        self.field = TextField::new("", false);
        self.suggestions.clear();
        self.fresh = None;
        self.made.clear();
        self.unclear = None;
        self.deviates.clear();
        self.error = None;
        self.hand_back();
    }

    fn submit_and_leave(&mut self) -> Said {
        if let Target::NewRow { again, .. } = &mut self.target {
            *again = false;
        }
        self.submit()
    }

    /// Keeps the field, if it was changed, and goes on to the neighbouring one.
    fn go_on(&mut self, forward: bool) -> Said {
        let command = match self.submit() {
            Said::Change(command) if self.is_dirty() => Some(command),
            _ => None,
        };
        Said::Next { command, forward }
    }

    /// In a new row: takes the suggestion for what was typed, and goes on to the next field.
    fn next_field(&mut self, records: &Records) {
        let Target::NewRow { columns, .. } = &self.target else { return };
        if !self.made.is_empty() {
            // A whole operation has one field; where it goes is what may be asked.
            if let Some(line) = sketch::elsewhere(self.field.text(), records, self.near.as_deref()) {
                self.field.replace(line);
            }
            return;
        }
        let last = self.column() + 1 >= columns.len();
        if self.offer().is_some() {
            self.complete();
        }
        let behind =
            self.field.text()[self.field.cursor()..].find('|').map(|at| self.field.cursor() + at + 1);
        match behind {
            // Past the next field's text, where one would go on writing.
            Some(start) => {
                let rest = &self.field.text()[start..];
                let end = start + rest.find('|').unwrap_or(rest.len());
                let words = self.field.text()[start..end].trim_end().len();
                self.field.set_cursor((start + words.max(usize::from(rest.starts_with(' ')))).min(end));
            }
            None if last => {}
            None => {
                self.field.set_cursor(self.field.text().len());
                let space =
                    if self.field.text().ends_with(' ') || self.field.text().is_empty() { "" } else { " " };
                self.field.insert(&format!("{space}| "));
            }
        }
    }

    /// In a new row: goes back behind the text of the field before.
    fn previous_field(&mut self) {
        let before = &self.field.text()[..self.field.cursor()];
        if let Some(bar) = before.rfind('|') {
            self.field.set_cursor(before[..bar].trim_end().len());
        }
    }

    fn submit(&mut self) -> Said {
        let text = self.field.text();
        match &self.target {
            Target::Field { id, field } => Said::Change(Command::Set {
                id: id.clone(),
                field: field.key.to_owned(),
                text: text.to_owned(),
            }),
            Target::NewRow { kind, columns, .. } => {
                if text.trim().is_empty() {
                    if self.waiting.is_empty() {
                        return Said::Close;
                    }
                    self.hand_back();
                    return Said::Stay;
                }
                let cells = input::row_cells(*kind, text);
                if cells.len() > columns.len() {
                    let (typed, room) = (cells.len(), columns.len());
                    self.error =
                        Some(format!("{typed} fields were typed, there are {room}; nothing was kept"));
                    return Said::Stay;
                }
                let fields = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
                let mut fields: Vec<_> = fields.map(|(field, cell)| (field.key.to_owned(), cell)).collect();
                if let Some(near) = self.near.as_ref().filter(|_| sketch::is_told_in(*kind, text)) {
                    fields.push((sketch::NEAR.to_owned(), near.clone()));
                }
                Said::Change(Command::Add { kind: *kind, fields, at: None })
            }
            Target::Note { activity } => {
                Said::Change(Command::Note { activity: activity.clone(), text: text.to_owned() })
            }
        }
    }
}
