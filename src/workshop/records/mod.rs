//! Every kind of record a session holds, declared once.
//!
//! A declaration gives each field its term, type, hint and whether the documents need it. From that one
//! place come the typed struct, the table editor, one-line entry, paste, completion, search, CSV, JSON
//! Schema and the journal's form. Adding a field is one line; adding a kind is one `record!` and one line
//! in [`kinds`](self). *Forms* have exactly one record, *tables* any number.

mod apis;
mod architecture;
mod delivery;
mod frame;
mod leverage;
mod people;
mod readiness;
mod understand;

pub use apis::*;
pub use architecture::*;
pub use delivery::*;
pub use frame::*;
pub use leverage::*;
pub use people::*;
pub use readiness::*;
pub use understand::*;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::value::{Kinded, Ref, Refs, Shape, Value};

/// Whether the documents can do without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A missing answer is an open question in the documents.
    Required,
    /// A missing answer leaves nothing out that a reader must have.
    Optional,
}

/// One field of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldSpec {
    /// The stable key in the journal.
    pub key: &'static str,
    /// The column heading.
    pub term: &'static str,
    /// What to write there, in a few words.
    pub hint: &'static str,
    /// Whether the documents need it.
    pub need: Need,
    /// What it takes.
    pub shape: Shape,
}

/// A kind of record.
#[derive(Debug)]
pub struct KindSpec {
    /// The stable key, and the beginning of each record's id.
    pub key: &'static str,
    /// The singular, as a person reads it.
    pub singular: &'static str,
    /// The plural.
    pub plural: &'static str,
    /// True when there is exactly one record of this kind.
    pub form: bool,
    /// The fields whose values name a record.
    pub title: &'static [&'static str],
    /// All fields, in the order in which they are asked.
    pub fields: &'static [FieldSpec],
}

impl KindSpec {
    /// The field with that key.
    pub fn field(&self, key: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The singular within a sentence: `component`, but `API`.
    pub fn singular_in_text(&self) -> String {
        super::words::in_text(self.singular)
    }
}

/// A record seen through its declaration.
pub trait AnyRecord {
    /// Its kind.
    fn kind(&self) -> Kind;
    /// The value of a field; nothing for an unknown key.
    fn get(&self, key: &str) -> Value;
    /// Sets a field; an unknown key is passed over.
    fn put(&mut self, key: &str, value: &Value);
}

/// A record in a table: its id, which never changes, and its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<R> {
    /// The id, such as `pain-3`.
    pub id: String,
    /// The record.
    pub data: R,
}

impl<R> std::ops::Deref for Row<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.data
    }
}

/// All records of one kind, in the order the team keeps them.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<R> {
    rows: Vec<Row<R>>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<R> std::ops::Deref for Table<R> {
    type Target = [Row<R>];
    fn deref(&self) -> &[Row<R>] {
        &self.rows
    }
}

impl<'a, R> IntoIterator for &'a Table<R> {
    type Item = &'a Row<R>;
    type IntoIter = std::slice::Iter<'a, Row<R>>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<R> Table<R> {
    /// The record with that id.
    pub fn by_id(&self, id: &str) -> Option<&Row<R>> {
        self.rows.get(self.place_of(id)?)
    }
    /// Rows mostly stand in the order of their numbers, so the search begins where the number says.
    fn place_of(&self, id: &str) -> Option<usize> {
        let guess = (number_of(id) as usize).min(self.rows.len());
        let (before, after) = self.rows.split_at(guess);
        let found = before.iter().rposition(|row| row.id == id);
        found.or_else(|| after.iter().position(|row| row.id == id).map(|at| guess + at))
    }
    /// The record a reference points to.
    pub fn get_ref(&self, reference: &Ref<R>) -> Option<&Row<R>> {
        self.by_id(reference.id()?)
    }
    /// The records that references point to, in their order.
    pub fn get_refs<'a>(&'a self, references: &'a Refs<R>) -> impl Iterator<Item = &'a Row<R>> {
        references.ids().iter().filter_map(|id| self.by_id(id))
    }
}

/// A table or form seen through its declaration.
trait AnyTable {
    fn ids(&self) -> Vec<&str>;
    fn count(&self) -> usize;
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)>;
    fn place(&self, id: &str) -> Option<usize>;
    fn record(&self, id: &str) -> Option<&dyn AnyRecord>;
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord>;
    fn insert(&mut self, at: usize, id: &str, fields: &BTreeMap<String, Value>);
    fn remove(&mut self, id: &str);
    fn shift(&mut self, id: &str, to: usize);
}

impl<R: AnyRecord + Default> AnyTable for Table<R> {
    fn ids(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.id.as_str()).collect()
    }
    fn count(&self) -> usize {
        self.rows.len()
    }
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)> {
        self.rows.get(at).map(|row| (row.id.as_str(), &row.data as &dyn AnyRecord))
    }
    fn place(&self, id: &str) -> Option<usize> {
        self.place_of(id)
    }
    fn record(&self, id: &str) -> Option<&dyn AnyRecord> {
        self.by_id(id).map(|row| &row.data as &dyn AnyRecord)
    }
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord> {
        let at = self.place_of(id)?;
        self.rows.get_mut(at).map(|row| &mut row.data as &mut dyn AnyRecord)
    }
    fn insert(&mut self, at: usize, id: &str, fields: &BTreeMap<String, Value>) {
        if self.by_id(id).is_some() {
            return;
        }
        let mut data = R::default();
        for (key, value) in fields {
            data.put(key, value);
        }
        self.rows.insert(at.min(self.rows.len()), Row { id: id.to_owned(), data });
    }
    fn remove(&mut self, id: &str) {
        self.rows.retain(|row| row.id != id);
    }
    fn shift(&mut self, id: &str, to: usize) {
        if let Some(from) = self.place_of(id) {
            let row = self.rows.remove(from);
            self.rows.insert(to.min(self.rows.len()), row);
        }
    }
}

/// The one record of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form<R>(R);

impl<R> std::ops::Deref for Form<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<R: AnyRecord + Kinded> AnyTable for Form<R> {
    fn ids(&self) -> Vec<&str> {
        vec![R::KIND.spec().key]
    }
    fn count(&self) -> usize {
        1
    }
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)> {
        (at == 0).then_some((R::KIND.spec().key, &self.0 as &dyn AnyRecord))
    }
    fn place(&self, id: &str) -> Option<usize> {
        (id == R::KIND.spec().key).then_some(0)
    }
    fn record(&self, id: &str) -> Option<&dyn AnyRecord> {
        (id == R::KIND.spec().key).then_some(&self.0 as &dyn AnyRecord)
    }
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord> {
        if id == R::KIND.spec().key { Some(&mut self.0) } else { None }
    }
    fn insert(&mut self, _: usize, _: &str, _: &BTreeMap<String, Value>) {}
    fn remove(&mut self, _: &str) {}
    fn shift(&mut self, _: &str, _: usize) {}
}

/// Declares one kind of record.
macro_rules! record {
    (@need) => { $crate::workshop::records::Need::Optional };
    (@need required) => { $crate::workshop::records::Need::Required };
    (
        $(#[$meta:meta])*
        $name:ident $kind:ident $key:literal, $singular:literal, $plural:literal, $form:literal
        $(titled [$($title:ident),+])? {
            $($field:ident : $type:ty = $term:literal, $hint:literal $(, $need:ident)?;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        #[allow(clippy::doc_markdown, reason = "hints are read in the terminal, where back-ticks are noise")]
        pub struct $name { $(#[doc = $hint] pub $field: $type,)+ }

        impl $name {
            /// What the kind and its fields are called and take.
            pub const SPEC: $crate::workshop::records::KindSpec = $crate::workshop::records::KindSpec {
                key: $key,
                singular: $singular,
                plural: $plural,
                form: $form,
                title: {
                    const NAMED: &[&str] = &[$($(stringify!($title)),+)?];
                    const FIELDS: &[&str] = &[$(stringify!($field)),+];
                    if NAMED.is_empty() { FIELDS.first_chunk::<1>().unwrap() } else { NAMED }
                },
                fields: &[$($crate::workshop::records::FieldSpec {
                    key: stringify!($field),
                    term: $term,
                    hint: $hint,
                    need: record!(@need $($need)?),
                    shape: <$type as $crate::workshop::value::FieldValue>::SHAPE,
                }),+],
            };
        }

        impl $crate::workshop::value::Kinded for $name {
            const KIND: $crate::workshop::records::Kind = $crate::workshop::records::Kind::$kind;
        }

        impl $crate::workshop::records::AnyRecord for $name {
            fn kind(&self) -> $crate::workshop::records::Kind {
                $crate::workshop::records::Kind::$kind
            }
            fn get(&self, key: &str) -> $crate::workshop::value::Value {
                match key {
                    $(stringify!($field) => $crate::workshop::value::FieldValue::get(&self.$field),)+
                    _ => $crate::workshop::value::Value::None,
                }
            }
            fn put(&mut self, key: &str, value: &$crate::workshop::value::Value) {
                match key {
                    $(stringify!($field) => $crate::workshop::value::FieldValue::put(&mut self.$field, value),)+
                    _ => {}
                }
            }
        }
    };
}
pub(crate) use record;

macro_rules! kinds {
    (forms { $($form:ident: $form_type:ident,)+ } tables { $($table:ident: $table_type:ident,)+ }) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = "The form of that name."] $form_type,)+
            $(#[doc = "The table of that name."] $table_type,)+
        }

        impl Kind {
            /// Every kind, forms first.
            pub const ALL: &'static [Self] = &[$(Self::$form_type,)+ $(Self::$table_type,)+];

            /// Its declaration.
            pub fn spec(self) -> &'static KindSpec {
                match self {
                    $(Self::$form_type => const { &$form_type::SPEC },)+
                    $(Self::$table_type => const { &$table_type::SPEC },)+
                }
            }
        }

        /// All records of a session.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Records {
            $(#[doc = "The form of that name."] pub $form: Form<$form_type>,)+
            $(#[doc = "The table of that name."] pub $table: Table<$table_type>,)+
        }

        impl Records {
            fn table(&self, kind: Kind) -> &dyn AnyTable {
                match kind {
                    $(Kind::$form_type => &self.$form,)+
                    $(Kind::$table_type => &self.$table,)+
                }
            }
            fn table_mut(&mut self, kind: Kind) -> &mut dyn AnyTable {
                match kind {
                    $(Kind::$form_type => &mut self.$form,)+
                    $(Kind::$table_type => &mut self.$table,)+
                }
            }
        }
    };
}

kinds! {
    forms {
        charter: Charter,
        weights: Weights,
        purpose: Purpose,
        ownership: Ownership,
        deployment: Deployment,
        api_rules: ApiRules,
        golden_path: GoldenPath,
        support: Support,
        finding: Finding,
    }
    tables {
        people: Person,
        teams: Team,
        user_groups: UserGroup,
        pains: Pain,
        domains: Domain,
        systems: System,
        standards: Standard,
        constraints: Constraint,
        readiness: Readiness,
        limits: Limit,
        measurements: Measurement,
        step_changes: StepChange,
        qualities: Quality,
        risks: Risk,
        capabilities: Capability,
        options: SourcingOption,
        criteria: Criteria,
        components: Component,
        connections: Connection,
        apis: Api,
        payloads: Payload,
        payload_fields: PayloadField,
        operations: Operation,
        parameters: Parameter,
        api_errors: ApiError,
        tracked_events: TrackedEvent,
        measures: Measure,
        onboarding: OnboardingStep,
        migrations: Migration,
        rules: Rule,
        responsibilities: Responsibility,
        escalations: Escalation,
        problems: Problem,
        decisions: Decision,
        trade_offs: TradeOff,
        actions: Action,
        parked: Parked,
        terms: Term,
    }
}

impl Kind {
    /// The kind with that stable key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.spec().key == key)
    }

    /// The kind of the record with that id (`pain-3`, or the key of a form).
    pub fn of_id(id: &str) -> Option<Self> {
        let key = match id.rsplit_once('-') {
            Some((key, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => key,
            _ => id,
        };
        Self::from_key(key)
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.spec().key)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown kind of record “{key}”")))
    }
}

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
    pub fn fields(&self, id: &str) -> BTreeMap<String, Value> {
        let Some(record) = self.record(id) else { return BTreeMap::new() };
        let keys = record.kind().spec().fields.iter();
        keys.map(|field| (field.key.to_owned(), record.get(field.key)))
            .filter(|(_, v)| !v.is_none())
            .collect()
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
            (Shape::Choice(options), Value::Text(key)) => label(options, key),
            (Shape::Many(options), Value::List(keys)) => {
                keys.iter().map(|key| label(options, key)).collect::<Vec<_>>().join(", ")
            }
            (Shape::Ref(_), Value::Text(id)) => self.title(id),
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
                if !matches!(field.shape, Shape::Ref(k) | Shape::Refs(k) if k == target) {
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

    pub(super) fn insert(&mut self, at: usize, id: &str, fields: &BTreeMap<String, Value>) {
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

/// The number at the end of a record's id; 0 for a form.
pub fn number_of(id: &str) -> u32 {
    id.rsplit_once('-').and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}
