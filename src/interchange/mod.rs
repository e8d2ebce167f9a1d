//! Descriptions from elsewhere, as records of a session.
//!
//! Pure: a text comes in, [`NewRecord`]s and a report of what could not be taken in go out. Reading the file
//! and adding the records are done by the caller.

pub mod openapi;

use crate::workshop::decide::NewRecord;

/// What became of a description.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The API's name.
    pub title: String,
    /// The records to add, in one step.
    pub records: Vec<NewRecord>,
    /// What could not be taken in, in the order of the description.
    pub left_out: Vec<LeftOut>,
}

/// Something that could not be taken in as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What is different now, as a sentence.
    pub text: String,
}

/// Why a text cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is neither YAML nor JSON.
    #[error("this is neither YAML nor JSON: {0}")]
    Syntax(String),
    /// It is something else than an `OpenAPI` 3 description.
    #[error("{0}")]
    Other(String),
}

impl Imported {
    /// How many records of a kind there are.
    pub fn count(&self, kind: crate::workshop::records::Kind) -> usize {
        self.records.iter().filter(|record| record.kind == kind).count()
    }

    /// What was taken in, in a sentence.
    pub fn told(&self) -> String {
        use crate::workshop::records::Kind;
        use crate::workshop::words::count;
        format!(
            "{}: {}, {}, {} with {}, {}",
            self.title,
            count(self.count(Kind::Operation), "operation"),
            count(self.count(Kind::Parameter), "parameter"),
            count(self.count(Kind::Payload), "payload"),
            count(self.count(Kind::PayloadField), "field"),
            count(self.count(Kind::ApiError), "error"),
        )
    }

    /// What could not be taken in: each sentence once, with where it holds first and how often.
    pub fn report(&self) -> Vec<String> {
        let mut grouped: Vec<(&str, &str, usize)> = Vec::new();
        let mut at: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
        for left in &self.left_out {
            let here = *at.entry(&left.text).or_insert_with(|| {
                grouped.push((&left.text, &left.pointer, 0));
                grouped.len() - 1
            });
            grouped[here].2 += 1;
        }
        let lines = grouped.into_iter().map(|(text, pointer, times)| match times {
            1 => format!("{pointer}: {text}"),
            times => format!("{pointer} and {} more: {text}", times - 1),
        });
        lines.collect()
    }
}
