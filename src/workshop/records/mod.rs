//! Every kind of record a session holds, declared once.
//!
//! A declaration gives each field its term, type, hint and whether the documents need it. From that one
//! place come the typed struct, the table editor, one-line entry, paste, completion, search, CSV, JSON
//! Schema and the journal's form. Adding a field is one line; adding a kind is one `record!` and one line
//! in [`Kind`]'s list. *Forms* have exactly one record, *tables* any number.

mod apis;
mod architecture;
mod declaration;
mod delivery;
mod frame;
mod kinds;
mod leverage;
mod people;
mod readiness;
mod tables;
mod understand;

pub use apis::*;
pub use architecture::*;
pub(crate) use declaration::record;
pub use declaration::{AnyRecord, FieldSpec, KindSpec, Need};
pub use delivery::*;
pub use frame::*;
pub use kinds::{Kind, Records};
pub use leverage::*;
pub use people::*;
pub use readiness::*;
pub use tables::{Form, Row, Table, number_of};
pub use understand::*;

use super::value::{Shape, Value};
use crate::workshop::fields::Fields;

impl Records {
    /// The ids of all records of a kind, in order.
    pub fn ids(&self, kind: Kind) -> Vec<&str> {
        self.table(kind).ids()
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.table(kind).count()
    }

    /// The record at a place in its table, with its id.
    pub fn nth(&self, kind: Kind, at: usize) -> Option<(&str, &dyn AnyRecord)> {
        self.table(kind).nth(at)
    }

    /// The record with that id.
    pub fn record(&self, id: &str) -> Option<&dyn AnyRecord> {
        self.table(Kind::of_id(id)?).record(id)
    }

    /// The value of a record's field.
    pub fn value(&self, id: &str, key: &str) -> Value {
        self.record(id).map_or(Value::None, |record| record.get(key))
    }

    /// The position of a record in its table.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.table(Kind::of_id(id)?).place(id)
    }

    /// All answered fields of a record.
    pub fn fields(&self, id: &str) -> Fields {
        let Some(record) = self.record(id) else { return Fields::default() };
        let keys = record.kind().spec().fields.iter();
        keys.map(|field| (field.key.into(), record.get(field.key))).filter(|(_, v)| !v.is_none()).collect()
    }

    /// What a record is called: the values of its title fields, references resolved.
    pub fn title(&self, id: &str) -> String {
        let Some(record) = self.record(id) else { return String::new() };
        let spec = record.kind().spec();
        if spec.form {
            return spec.singular.to_owned();
        }
        let parts =
            spec.title.iter().filter_map(|key| Some(self.display(spec.field(key)?, &record.get(key))));
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { format!("{} {}", spec.singular, number_of(id)) } else { parts.join(" → ") }
    }

    /// A value as a person reads it: choices by label, references by title.
    pub fn display(&self, field: &FieldSpec, value: &Value) -> String {
        let label = |options: &'static [super::value::Choice], key: &str| {
            options.iter().find(|o| o.key == key).map_or_else(|| key.to_owned(), |o| o.label.to_owned())
        };
        match (field.shape, value) {
            (Shape::Choice(options) | Shape::OrOwn(options), Value::Text(key)) => label(options, key),
            (Shape::Many(options), Value::List(keys)) => {
                keys.iter().map(|key| label(options, key)).collect::<Vec<_>>().join(", ")
            }
            (Shape::Ref(_) | Shape::Either(..), Value::Text(id)) => self.title(id),
            (Shape::Refs(_), Value::List(ids)) => {
                ids.iter().map(|id| self.title(id)).collect::<Vec<_>>().join(", ")
            }
            _ => value.plain(),
        }
    }

    /// The record of a kind whose title is that text, letter case aside.
    pub fn find(&self, kind: Kind, title: &str) -> Option<&str> {
        let wanted = title.trim().to_lowercase();
        self.table(kind).ids().into_iter().find(|id| self.title(id).to_lowercase() == wanted)
    }

    /// Every field that refers to a record: the referring record's id and the field.
    pub fn referrers(&self, id: &str) -> Vec<(String, &'static FieldSpec)> {
        let Some(target) = Kind::of_id(id) else { return Vec::new() };
        let mut found = Vec::new();
        for kind in Kind::ALL {
            for field in kind.spec().fields {
                if !field.shape.kinds().contains(&target) {
                    continue;
                }
                for from in self.ids(*kind) {
                    let refers = match self.value(from, field.key) {
                        Value::Text(to) => to == id,
                        Value::List(to) => to.iter().any(|to| to == id),
                        _ => false,
                    };
                    if refers {
                        found.push((from.to_owned(), field));
                    }
                }
            }
        }
        found
    }

    pub(super) fn insert(&mut self, at: usize, id: &str, fields: &Fields) {
        if let Some(kind) = Kind::of_id(id) {
            self.table_mut(kind).insert(at, id, fields);
        }
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Some(kind) = Kind::of_id(id) {
            self.table_mut(kind).remove(id);
        }
    }

    pub(super) fn shift(&mut self, id: &str, to: usize) {
        if let Some(kind) = Kind::of_id(id) {
            self.table_mut(kind).shift(id, to);
        }
    }

    pub(super) fn put(&mut self, id: &str, key: &str, value: &Value) {
        if let Some(record) = Kind::of_id(id).and_then(|kind| self.table_mut(kind).record_mut(id)) {
            record.put(key, value);
        }
    }
}
