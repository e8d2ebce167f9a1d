//! What a field can hold, as it stands in the journal and as the domain uses it.
//!
//! On disk every field is a [`Value`]: plain JSON that a person can read in a diff. In the domain it is a
//! typed field of a record struct. [`FieldValue`] is the bridge, and the only one. Reading a value never
//! fails: what does not fit is left empty, because validation happened when the value was decided.

mod own;
mod reference;

pub use own::OrOwn;
pub use reference::{Kinded, Ref, Refs};

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

use super::measures::{Frequency, Growth, Quantity, Span};
use super::records::Kind;

/// A field's value as it is written in the journal.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing was answered.
    #[default]
    None,
    /// Yes or no.
    Flag(bool),
    /// A bare number.
    Number(f64),
    /// Text, or the canonical text of a quantity, date, choice or reference.
    Text(String),
    /// Several lines, choices or references, in order.
    List(Vec<String>),
}

/// Written out because a derived reader of an untagged enum buffers each value before it tries the variants,
/// and a journal holds thousands of values.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false, a list of texts, or null")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(0));
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
}

impl Value {
    /// True when nothing was answered.
    pub fn is_none(&self) -> bool {
        match self {
            Self::None => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Flag(_) | Self::Number(_) => false,
        }
    }

    /// The value as one text, items separated by commas. References stay ids: see `Records::display`.
    pub fn plain(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Flag(true) => "yes".into(),
            Self::Flag(false) => "no".into(),
            Self::Number(number) => format_number(*number),
            Self::Text(text) => text.clone(),
            Self::List(items) => items.join(", "),
        }
    }

    /// A text value; empty text is no answer.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::None } else { Self::Text(text) }
    }

    /// A list value; an empty list is no answer.
    pub fn list(items: Vec<String>) -> Self {
        if items.is_empty() { Self::None } else { Self::List(items) }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

/// A number without needless decimals: `40`, `2.5`.
pub fn format_number(number: f64) -> String {
    let rounded = (number * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

/// The same with thousands apart: `1,240`, `12.5`.
pub fn grouped_number(number: f64) -> String {
    let plain = format_number(number);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match decimals {
        Some(decimals) => format!("{sign}{grouped}.{decimals}"),
        None => format!("{sign}{grouped}"),
    }
}

/// One option of a choice: the stable key that is stored, and the words that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The stable key in the journal.
    pub key: &'static str,
    /// What a person reads.
    pub label: &'static str,
}

/// What kind of value a field takes. Editors, completion, paste, CSV and JSON Schema are driven by this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// One line of text.
    Text,
    /// Several lines of text.
    Prose,
    /// A list of short lines.
    Lines,
    /// A bare number.
    Number,
    /// An amount with a unit, such as `2.1 TB` or `15k rps`.
    Quantity,
    /// A growth rate, such as `6 %/month` or `40 GB/month`.
    Growth,
    /// A length of time, such as `3 weeks` or `20 min`.
    Span,
    /// How often something happens, such as `3/day`.
    Frequency,
    /// A calendar date.
    Date,
    /// Yes or no.
    YesNo,
    /// One of a fixed set.
    Choice(&'static [Choice]),
    /// One of a set, or a word of one's own.
    OrOwn(&'static [Choice]),
    /// Several of a fixed set.
    Many(&'static [Choice]),
    /// Another record.
    Ref(Kind),
    /// Another record of one of two kinds; a new one is of the first.
    Either(Kind, Kind),
    /// Several other records of one kind.
    Refs(Kind),
}

impl Shape {
    /// The kinds of record it refers to.
    pub fn kinds(self) -> Vec<Kind> {
        match self {
            Self::Ref(kind) | Self::Refs(kind) => vec![kind],
            Self::Either(kind, other) => vec![kind, other],
            _ => Vec::new(),
        }
    }
}

/// The bridge between a typed field and its [`Value`].
pub trait FieldValue: Default {
    /// What the field takes.
    const SHAPE: Shape;
    /// The value as it is stored.
    fn get(&self) -> Value;
    /// Takes a stored value; anything that does not fit leaves the field empty.
    fn put(&mut self, value: &Value);
}

/// Several lines of free text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose(pub String);

/// A set of choices with stable keys.
pub trait ChoiceSet: Copy + PartialEq + 'static {
    /// All options in the order they are offered.
    const OPTIONS: &'static [Choice];
    /// All values, in the same order.
    const ALL: &'static [Self];
    /// The position in [`Self::ALL`].
    fn index(self) -> usize;
    /// The stable key.
    fn key(self) -> &'static str {
        Self::OPTIONS[self.index()].key
    }
    /// What a person reads.
    fn label(self) -> &'static str {
        Self::OPTIONS[self.index()].label
    }
    /// Reads a stable key.
    fn from_key(key: &str) -> Option<Self> {
        let at = Self::OPTIONS.iter().position(|option| option.key == key)?;
        Some(Self::ALL[at])
    }
}

/// Declares an enum of choices: variant, stable key, label.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $key:literal $label:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $label] $variant),+ }
        impl $crate::workshop::value::ChoiceSet for $name {
            const OPTIONS: &'static [$crate::workshop::value::Choice] =
                &[$($crate::workshop::value::Choice { key: $key, label: $label }),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn index(self) -> usize { self as usize }
        }
    };
}

impl FieldValue for String {
    const SHAPE: Shape = Shape::Text;
    fn get(&self) -> Value {
        Value::text(self.as_str())
    }
    fn put(&mut self, value: &Value) {
        *self = value.plain();
    }
}

impl FieldValue for Prose {
    const SHAPE: Shape = Shape::Prose;
    fn get(&self) -> Value {
        Value::text(self.0.as_str())
    }
    fn put(&mut self, value: &Value) {
        self.0 = value.plain();
    }
}

impl FieldValue for Vec<String> {
    const SHAPE: Shape = Shape::Lines;
    fn get(&self) -> Value {
        Value::list(self.clone())
    }
    fn put(&mut self, value: &Value) {
        *self = lines_of(value);
    }
}

fn lines_of(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.clone(),
        Value::Text(text) if !text.is_empty() => vec![text.clone()],
        _ => Vec::new(),
    }
}

impl FieldValue for Option<f64> {
    const SHAPE: Shape = Shape::Number;
    fn get(&self) -> Value {
        self.map_or(Value::None, Value::Number)
    }
    fn put(&mut self, value: &Value) {
        *self = match value {
            Value::Number(number) => Some(*number),
            _ => None,
        };
    }
}

impl FieldValue for Option<bool> {
    const SHAPE: Shape = Shape::YesNo;
    fn get(&self) -> Value {
        self.map_or(Value::None, Value::Flag)
    }
    fn put(&mut self, value: &Value) {
        *self = match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        };
    }
}

impl<C: ChoiceSet> FieldValue for Option<C> {
    const SHAPE: Shape = Shape::Choice(C::OPTIONS);
    fn get(&self) -> Value {
        self.map_or(Value::None, |choice| Value::text(choice.key()))
    }
    fn put(&mut self, value: &Value) {
        *self = C::from_key(value.as_str());
    }
}

impl<C: ChoiceSet> FieldValue for Vec<C> {
    const SHAPE: Shape = Shape::Many(C::OPTIONS);
    fn get(&self) -> Value {
        Value::list(self.iter().map(|choice| choice.key().to_owned()).collect())
    }
    fn put(&mut self, value: &Value) {
        *self = lines_of(value).iter().filter_map(|key| C::from_key(key)).collect();
    }
}

/// Fields that are stored as one canonical text and read back with `FromStr`.
macro_rules! canonical {
    ($($type:ty => $shape:ident),+ $(,)?) => {$(
        impl FieldValue for Option<$type> {
            const SHAPE: Shape = Shape::$shape;
            fn get(&self) -> Value {
                self.as_ref().map_or(Value::None, |value| Value::Text(value.to_string()))
            }
            fn put(&mut self, value: &Value) {
                *self = value.as_str().parse().ok();
            }
        }
    )+};
}
canonical!(Quantity => Quantity, Growth => Growth, Span => Span, Frequency => Frequency, jiff::civil::Date => Date);
