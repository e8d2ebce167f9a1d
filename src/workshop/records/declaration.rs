//! What a declaration of a kind of record says, and the macro that declares one.

use super::Kind;
use crate::workshop::value::{Shape, Value};

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
        crate::workshop::words::in_text(self.singular)
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
