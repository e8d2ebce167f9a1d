//! An organisation's own shape for the documents: words, order, omissions, front matter, a logo and a last line.
//!
//! Declarative and small: a folder with a `template.toml` for all documents, and one named after a document
//! for what is only its own. Applied to the documents as data, so every format and the preview follow. What
//! cannot be understood is a problem with its file and line, and nothing is written then.

mod apply;
mod headings;
mod read;
mod said;

use std::collections::BTreeMap;
use std::path::Path;

use super::document::Document;
use super::export::File;
use super::musts;
use crate::catalogue::Problems;
use crate::workshop::records::Records;

/// The file for all documents.
pub const COMMON: &str = "template.toml";

/// An organisation's own shape for each document. Without any, documents are as the builders make them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates {
    own: BTreeMap<&'static str, Template>,
    /// Files that the documents show: logos.
    files: Vec<File>,
}

/// The shape of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Template {
    /// What the document is called, after the platform's name.
    title: Option<String>,
    /// Sections that come first, in this order.
    order: Vec<String>,
    /// Sections that are left out.
    omit: Vec<String>,
    /// Own words over sections.
    headings: BTreeMap<String, String>,
    /// Words and what stands in their place.
    phrases: BTreeMap<String, String>,
    /// Front matter to set; with an empty value, to leave out.
    front: BTreeMap<String, String>,
    /// Front matter under another key.
    keys: BTreeMap<String, String>,
    /// The picture below the title, by its path in the folder.
    logo: Option<String>,
    /// The last line.
    footer: Option<String>,
}

impl Templates {
    /// Reads a folder; every problem in it is told, not only the first.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        read::folder(folder)
    }

    /// Gives documents their shape. Links go along with the headings they lead to, and what the team itself said
    /// stays as it was said.
    pub fn apply(&self, records: &Records, documents: &mut [Document]) {
        apply::all(&self.own, &self.files, records, documents);
    }

    /// What is left out of the documents that a document must have to be published, a line for each demand.
    pub fn shortcomings(&self) -> Vec<String> {
        let each = self.own.iter().flat_map(|(slug, template)| {
            let falling = musts::falling(slug, &template.omit).into_iter();
            falling.map(move |must| format!("{slug}: left out, so it falls: {} {}", must.id, must.title))
        });
        each.collect()
    }

    /// Files that belong beside the documents.
    pub fn files(&self) -> &[File] {
        &self.files
    }
}

/// A commented set to begin with: each file's name and its text.
pub const STARTING_SET: [(&str, &str); 4] = [
    (COMMON, include_str!("start/template.toml")),
    ("blueprint.toml", include_str!("start/blueprint.toml")),
    ("api-specification.toml", include_str!("start/api-specification.toml")),
    ("adoption-guide.toml", include_str!("start/adoption-guide.toml")),
];

#[cfg(test)]
mod tests;
