//! A whole operation said in one line: `POST /users {email!: string} -> 201 User`.
//!
//! [`read`] takes the line apart, its `Display` writes it again, and [`Plan`] says which rows it would make.
//! Nothing is made here: that is [`super::decide`]'s.

mod home;
mod plan;
mod read;
mod whole;
mod write;

pub use home::{Home, api_of, elsewhere};
pub use plan::{Plan, PlannedField, PlannedPayload, style_of};
pub use read::read;
pub use whole::{is_sketch, is_told_in, stay_near};

use super::records::Method;

/// What stands for the API at hand beside a whole operation: its id, or its name where it may not be there yet. Said in
/// the line itself, another counts.
pub const NEAR: &str = "api";

/// An operation as it was said. What nobody said is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {
    /// The API it belongs to, if it was said: `Billing: POST /invoices`, or before or behind it with a bar.
    pub api: Option<String>,
    /// What it is called with.
    pub method: Option<Method>,
    /// The path with its query, the topic, or the name of the procedure or field.
    pub target: String,
    /// What is sent.
    pub request: Option<Body>,
    /// What comes back.
    pub answer: Option<Answer>,
    /// Its id, if it was said: `as createUser`.
    pub name: Option<String>,
    /// What the caller must be allowed: `@ users:write`.
    pub scopes: Vec<String>,
    /// What it does, in quotation marks at the end.
    pub summary: Option<String>,
}

/// A message: a payload by its name, its fields, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its name, in `PascalCase`.
    pub name: Option<String>,
    /// Its fields, as far as they were said.
    pub fields: Vec<Field>,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The status code of a success, 200 to 299.
    pub status: Option<u16>,
    /// The body.
    pub body: Option<Body>,
    /// True when it holds many: `User[]`.
    pub list: bool,
}

/// A field of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// True when it is always there: `email!`.
    pub required: bool,
    /// What it holds.
    pub holds: Holds,
    /// True for a list of that: `string[]`.
    pub list: bool,
    /// A realistic value.
    pub example: Option<String>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// A type or a payload, by its word.
    Word(String),
    /// One of several words.
    Enum(Vec<String>),
    /// A message of its own.
    Body(Body),
}

impl Default for Holds {
    fn default() -> Self {
        Self::Word("string".into())
    }
}

/// Why a line cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {text}")]
pub struct Trouble {
    /// The character at which it stops making sense, from 1.
    pub column: usize,
    /// What is wrong, as a clause.
    pub text: String,
}

/// True for methods of HTTP.
pub fn is_http(method: Method) -> bool {
    matches!(method, Method::Get | Method::Post | Method::Put | Method::Patch | Method::Delete)
}

#[cfg(test)]
mod tests;
