//! One text being written: a field, a new row on one line, or a note.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Said;
use crate::app::fuzzy;
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::governance;
use crate::workshop::input;
use crate::workshop::names;
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::sketch::{self, Plan};
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
    /// What the part under the cursor would add, because nothing is called so.
    pub fresh: Option<String>,
    /// What a whole operation said in one line would make, a line each.
    pub made: Vec<String>,
    /// What cannot be understood of it yet.
    pub unclear: Option<String>,
    /// What would deviate from the API rules, and what to do about it.
    pub deviates: Vec<String>,
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
        Self {
            title: format!("{record}: {}", field.term),
            hint: format!("{}{keep}", field.hint),
            target: Target::Field { id: id.to_owned(), field },
            original: text.clone(),
            field: TextField::new(text, multiline),
            error: None,
            suggestions: Vec::new(),
            fresh: None,
            made: Vec::new(),
            unclear: None,
            deviates: Vec::new(),
            added: 0,
            waiting: VecDeque::new(),
            warned: false,
        }
    }

    /// A box for a new row.
    pub fn for_row(kind: Kind, columns: Vec<&'static FieldSpec>, again: bool) -> Self {
        Self {
            title: format!("New: {}", words::in_text(kind.spec().singular)),
            hint: String::new(),
            target: Target::NewRow { kind, columns, again },
            field: TextField::new("", false),
            error: None,
            suggestions: Vec::new(),
            fresh: None,
            made: Vec::new(),
            unclear: None,
            deviates: Vec::new(),
            added: 0,
            waiting: VecDeque::new(),
            warned: false,
            original: String::new(),
        }
    }

    /// A box for notes.
    pub fn for_note(activity: &str, title: &str, text: String) -> Self {
        Self {
            title: format!("Notes: {title}"),
            hint: "For the facilitator; not shown in the presenter view. Ctrl-S keeps".into(),
            target: Target::Note { activity: activity.to_owned() },
            original: text.clone(),
            field: TextField::new(text, true),
            error: None,
            suggestions: Vec::new(),
            fresh: None,
            made: Vec::new(),
            unclear: None,
            deviates: Vec::new(),
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
    pub fn restore(&mut self, text: &str) {
        if !matches!(self.target, Target::NewRow { .. }) {
            self.field.replace(text);
            return;
        }
        let mut rows = text.split('\n').map(str::to_owned);
        self.field.replace(rows.next().unwrap_or_default());
        self.waiting = rows.map(|row| (row, "it could not be read when it was pasted".to_owned())).collect();
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
                Target::NewRow { .. } if key.code == KeyCode::Tab => self.next_field(),
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
            let rows = input::rows_of_block(kind.spec(), &keys, text);
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
    fn next_field(&mut self) {
        let Target::NewRow { columns, .. } = &self.target else { return };
        if !self.made.is_empty() {
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

    /// What Tab would make of the text in this field: the first suggestion, if the text stands at the beginning of
    /// it or of one of its words. Any letters in that order are too little where a new name may be meant.
    pub fn offer(&self) -> Option<&str> {
        let typed = self.typed().to_lowercase();
        let best = self.suggestions.first().filter(|_| !typed.is_empty())?;
        let closed = match &self.target {
            Target::NewRow { columns, .. } => columns
                .get(self.column())
                .is_some_and(|field| !matches!(field.shape, Shape::Ref(_) | Shape::Refs(_))),
            _ => false,
        };
        (closed || names::begins_a_word(best, &typed)).then_some(best)
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
                let fields = fields.map(|(field, cell)| (field.key.to_owned(), cell)).collect();
                Said::Change(Command::Add { kind: *kind, fields, at: None })
            }
            Target::Note { activity } => {
                Said::Change(Command::Note { activity: activity.clone(), text: text.to_owned() })
            }
        }
    }

    /// The bytes of the part under the cursor: between bars, and after the last comma of a list.
    fn part(&self, list: bool) -> std::ops::Range<usize> {
        let text = self.field.text();
        let before = &text[..self.field.cursor()];
        let start = before.rfind(|c| c == '|' || (list && matches!(c, ',' | ';'))).map_or(0, |at| at + 1);
        let end = text[self.field.cursor()..].find('|').map_or(text.len(), |at| self.field.cursor() + at);
        start..end
    }

    /// What was typed of the field under the cursor.
    fn typed(&self) -> &str {
        let Target::NewRow { columns, .. } = &self.target else { return "" };
        let list = columns
            .get(self.column())
            .is_some_and(|field| matches!(field.shape, Shape::Refs(_) | Shape::Many(_)));
        self.field.text()[self.part(list)].trim()
    }

    fn suggest(&mut self, records: &Records) {
        self.suggestions.clear();
        self.fresh = None;
        self.foresee(records);
        self.govern(records);
        if !self.made.is_empty() {
            return;
        }
        let Target::NewRow { columns, .. } = &self.target else { return };
        let Some(field) = columns.get(self.column()) else { return };
        let typed = self.typed().to_owned();
        let known: Vec<String> = match field.shape {
            Shape::Choice(options) | Shape::Many(options) => {
                options.iter().map(|o| o.label.to_owned()).collect()
            }
            Shape::Ref(kind) | Shape::Refs(kind) => {
                records.ids(kind).iter().map(|id| records.title(id)).collect()
            }
            Shape::YesNo => vec!["yes".into(), "no".into()],
            _ => return,
        };
        if let Shape::Ref(kind) | Shape::Refs(kind) = field.shape {
            let exact = known.iter().any(|title| title.eq_ignore_ascii_case(&typed));
            let meant = known.iter().any(|title| names::begins_a_word(title, &typed));
            let fresh = !typed.is_empty() && !exact && !meant;
            self.fresh = fresh.then(|| format!("new {}: {typed}", words::in_text(kind.spec().singular)));
        }
        let ranked = fuzzy::rank(&typed, known.iter().map(String::as_str));
        self.suggestions = ranked.into_iter().take(12).map(|at| known[at].clone()).collect();
        if self.suggestions.first().is_some_and(|first| first.eq_ignore_ascii_case(&typed)) {
            self.suggestions.clear();
        }
    }

    /// What the line would make, when it says a whole operation.
    fn foresee(&mut self, records: &Records) {
        self.made.clear();
        self.unclear = None;
        let text = self.field.text();
        if !matches!(self.target, Target::NewRow { kind: Kind::Operation, .. }) || !sketch::is_sketch(text) {
            return;
        }
        let (sketch, trouble) = sketch::read(text);
        if let Some(plan) = Plan::of(&sketch, records) {
            self.made = plan.lines();
        }
        self.unclear = trouble.map(|trouble| trouble.to_string());
    }

    /// What the text would deviate from. A text that was not touched is left in peace.
    fn govern(&mut self, records: &Records) {
        let text = self.field.text();
        let findings = match &self.target {
            Target::Field { id, field } if self.is_dirty() => governance::of_field(records, id, field, text),
            Target::NewRow { kind, columns, .. } => governance::of_row(records, *kind, columns, text),
            _ => Vec::new(),
        };
        let told =
            findings.into_iter().map(|found| format!("{}: {} {}", found.rule, found.text, found.remedy));
        self.deviates = told.collect();
    }

    fn complete(&mut self) {
        let Some(best) = self.suggestions.first().cloned() else { return };
        let Target::NewRow { columns, .. } = &self.target else { return };
        let list = columns
            .get(self.column())
            .is_some_and(|field| matches!(field.shape, Shape::Refs(_) | Shape::Many(_)));
        let part = self.part(list);
        let text = self.field.text();
        let space = if part.start == 0 { "" } else { " " };
        let rest = text[part.end..].trim_start();
        let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
        let before = format!("{}{space}{best}", &text[..part.start]);
        self.field.replace(format!("{before}{rest}"));
        self.field.set_cursor(before.len());
    }
}
