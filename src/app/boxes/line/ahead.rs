//! What a text will become, told while it is written: completions, what it would make, what would deviate.

use super::{LineBox, Target};
use crate::app::fuzzy;
use crate::workshop::governance;
use crate::workshop::mistaken;
use crate::workshop::names;
use crate::workshop::records::Records;
use crate::workshop::sketch::{self, Plan};
use crate::workshop::value::{Choice, Shape};

/// The most completions that are shown at once.
const MOST: usize = 16;

impl LineBox {
    /// What Tab would make of the text in this field: the first suggestion, if the text stands at the beginning of
    /// it or of one of its words. Any letters in that order are too little where a new name may be meant.
    pub fn offer(&self) -> Option<&str> {
        let typed = self.typed().to_lowercase();
        let best = self.suggestions.first().filter(|_| !typed.is_empty())?;
        let closed = match &self.target {
            Target::NewRow { columns, .. } => columns.get(self.column()).is_some_and(|field| {
                field.shape.kinds().is_empty() && !matches!(field.shape, Shape::OrOwn(_))
            }),
            _ => false,
        };
        (closed || names::begins_a_word(best, &typed)).then_some(best)
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

    pub(super) fn suggest(&mut self, records: &Records) {
        self.suggestions.clear();
        self.unseen = 0;
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
            Shape::Choice(options) | Shape::OrOwn(options) | Shape::Many(options) => {
                options.iter().map(|o| o.label.to_owned()).collect()
            }
            Shape::Ref(_) | Shape::Either(..) | Shape::Refs(_) => {
                let ids = field.shape.kinds().into_iter().flat_map(|kind| records.ids(kind));
                ids.map(|id| records.title(id)).collect()
            }
            Shape::YesNo => vec!["yes".into(), "no".into()],
            _ => return,
        };
        if let Some(kind) = field.shape.kinds().first() {
            let exact = known.iter().any(|title| title.eq_ignore_ascii_case(&typed));
            let meant = known.iter().any(|title| names::begins_a_word(title, &typed));
            if !typed.is_empty() && !exact && !meant {
                self.fresh = Some(mistaken::told(records, *kind, &typed));
            }
        }
        if let Shape::OrOwn(_) = field.shape
            && !typed.is_empty()
            && !known.iter().any(|label| names::begins_a_word(label, &typed))
        {
            self.fresh = Some(format!("a word of your own: {typed}"));
        }
        let mut ranked = fuzzy::rank(&typed, known.iter().map(String::as_str));
        if let Shape::Choice(options) | Shape::OrOwn(options) | Shape::Many(options) = field.shape {
            fuzzy::add_by_other_words(&mut ranked, &typed, options.iter().map(Choice::other_words));
        }
        self.unseen = ranked.len().saturating_sub(MOST);
        self.suggestions = ranked.into_iter().take(MOST).map(|at| known[at].clone()).collect();
        if self.suggestions.first().is_some_and(|first| first.eq_ignore_ascii_case(&typed)) {
            self.suggestions.clear();
        }
    }

    /// What the line would make, when it says a whole operation.
    fn foresee(&mut self, records: &Records) {
        self.made.clear();
        self.unclear = None;
        let (text, near) = (self.field.text(), self.near.as_deref());
        let Target::NewRow { kind, .. } = self.target else { return };
        if !sketch::is_told_in(kind, text) {
            return;
        }
        let (sketch, trouble) = sketch::read(text);
        let Some(plan) = Plan::of(&sketch, records, near) else { return };
        self.made = plan.lines();
        let question = plan.api.question(text);
        if let (Some(first), None, Some(other)) =
            (self.made.first_mut(), &question, sketch::elsewhere(text, records, near))
        {
            let other = other.split(": ").next().unwrap_or_default();
            *first = format!("{first} (Tab: of {other})");
        }
        let question = question.map(|question| format!("{question} Tab does"));
        self.unclear = trouble.map(|trouble| trouble.to_string()).or(question);
    }

    /// What the text would deviate from. A text that was not touched is left in peace.
    fn govern(&mut self, records: &Records) {
        let text = self.field.text();
        let findings = match &self.target {
            Target::Field { id, field } if self.is_dirty() => governance::of_field(records, id, field, text),
            Target::NewRow { kind, columns, .. } => {
                governance::of_row(records, *kind, columns, text, self.near.as_deref())
            }
            _ => Vec::new(),
        };
        let told =
            findings.into_iter().map(|found| format!("{}: {} {}", found.rule, found.text, found.remedy));
        self.deviates = told.collect();
    }

    pub(super) fn complete(&mut self) {
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
