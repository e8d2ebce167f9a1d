//! What a document is before it has a format: a title, control data and a run of typed blocks.
//!
//! Every block knows the section it stands in, so a preview can scroll to it, and may know the record it
//! was written from. Sections are filled through [`Section`], which lets a heading, a list or a table
//! without content vanish: a document cannot have an empty heading. Formats are not decided here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{Chart, Diagram};
pub use super::table::{Column, Table, TableRow};
use super::text::collapse;
pub use super::text::{Inline, Target, Text};

/// A document, ready for any renderer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The one heading of the first level.
    pub title: String,
    /// The stable name of the document, and of its file: `blueprint`.
    pub slug: String,
    /// Who owns it, its status, its date and the like, in order.
    pub control: Vec<Control>,
    /// Everything below the title, in order.
    pub blocks: Vec<Block>,
    /// Headings of sections that nobody has said anything for yet.
    pub left_out: Vec<String>,
    /// A picture below the title.
    pub logo: Option<Logo>,
    /// The last line.
    pub footer: Option<String>,
}

/// A picture below the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Where it stands beside the document.
    pub path: String,
    /// The picture.
    pub content: Vec<u8>,
}

/// One line of control data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The key in front matter: `next_review`.
    pub key: Cow<'static, str>,
    /// The words a reader sees: `Next review`.
    pub label: Cow<'static, str>,
    /// The value.
    pub value: String,
}

/// A block and where it belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The section it stands in, such as `context`.
    pub section: String,
    /// The record it was written from, if it was one.
    pub record: Option<String>,
    /// What it is.
    pub body: Body,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A heading below the title: level 2 for a section, 3 and deeper inside one.
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// The words.
        text: String,
        /// The name that links use; unique in the document.
        key: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List {
        /// Bullets, numbers or boxes.
        kind: ListKind,
        /// The entries.
        items: Vec<Item>,
    },
    /// A table with at least one row.
    Table(Table),
    /// Text to copy as it stands.
    Code {
        /// The language, such as `sh` or `http`; `text` when there is none.
        lang: String,
        /// The text.
        text: String,
    },
    /// A remark that must not be overlooked.
    Callout {
        /// How grave it is.
        kind: CalloutKind,
        /// The remark.
        text: Text,
    },
    /// A drawing of nodes and edges.
    Diagram(Diagram),
    /// Lines over time.
    Chart(Chart),
}

/// The look of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// The order does not matter.
    Bullets,
    /// The order matters.
    Numbers,
    /// Things to tick off.
    Boxes,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The words.
    pub text: Text,
    /// Ticked, in a list of boxes.
    pub done: bool,
    /// The record it was written from.
    pub record: Option<String>,
}

/// How grave a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutKind {
    /// Good to know.
    Note,
    /// Must be known to succeed.
    Important,
    /// Needs attention soon.
    Warning,
    /// Something is already wrong.
    Caution,
}

impl Document {
    /// A document without content yet.
    pub fn new(slug: impl Into<String>, title: impl Into<String>) -> Self {
        Self { title: title.into(), slug: slug.into(), ..Self::default() }
    }

    /// Adds a line of control data, unless there is nothing to say.
    pub fn control(&mut self, key: &'static str, label: &'static str, value: impl Into<String>) {
        let value = collapse(value.into().trim());
        if !value.is_empty() {
            self.control.push(Control { key: Cow::Borrowed(key), label: Cow::Borrowed(label), value });
        }
    }

    /// Adds a section. Without content its heading does not appear either.
    pub fn section(&mut self, id: &str, heading: &str, fill: impl FnOnce(&mut Section)) {
        let before = self.blocks.len();
        self.also(id, id, heading, fill);
        if self.blocks.len() == before {
            self.left_out.push(heading.to_owned());
        }
    }

    /// Puts a remark before everything else.
    pub fn remark(&mut self, kind: CalloutKind, text: impl Into<Text>) {
        let body = Body::Callout { kind, text: text.into() };
        self.blocks.insert(0, Block { section: "remark".to_owned(), record: None, body });
    }

    /// Adds a second heading to a section: previews that look for the section find the first one.
    pub fn also(&mut self, id: &str, key: &str, heading: &str, fill: impl FnOnce(&mut Section)) {
        let mut section = Section { id: id.to_owned(), level: 2, blocks: Vec::new(), record: None };
        fill(&mut section);
        if !section.blocks.is_empty() {
            self.blocks.push(section.heading(heading, key));
            self.blocks.append(&mut section.blocks);
        }
    }

    /// The words of the heading with that key, if the document has it.
    pub fn heading(&self, wanted: &str) -> Option<&str> {
        self.blocks.iter().find_map(|block| match &block.body {
            Body::Heading { text, key, .. } if key == wanted => Some(text.as_str()),
            _ => None,
        })
    }

    /// The anchor of each heading by its key, made the way GitHub makes them.
    pub fn anchors(&self) -> BTreeMap<&str, String> {
        let mut taken = BTreeSet::from([anchor(&self.title)]);
        let mut anchors = BTreeMap::new();
        for block in &self.blocks {
            let Body::Heading { text, key, .. } = &block.body else { continue };
            let plain = anchor(text);
            let mut unique = plain.clone();
            let mut number = 0;
            while taken.contains(&unique) {
                number += 1;
                unique = format!("{plain}-{number}");
            }
            taken.insert(unique.clone());
            anchors.insert(key.as_str(), unique);
        }
        anchors
    }
}

/// The anchor GitHub gives to a heading with these words.
pub fn anchor(words: &str) -> String {
    let kept = words.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A section while it is being filled.
#[derive(Debug)]
pub struct Section {
    id: String,
    level: u8,
    blocks: Vec<Block>,
    record: Option<String>,
}

impl Section {
    fn heading(&self, text: &str, key: &str) -> Block {
        let text = collapse(text.trim()).trim_end_matches(['.', ',', ';', ':', '!']).to_owned();
        let body = Body::Heading { level: self.level, text, key: key.to_owned() };
        Block { section: self.id.clone(), record: self.record.clone(), body }
    }

    /// Adds a block of any kind. Empty ones do not count as content: prefer the other methods.
    pub fn push(&mut self, record: Option<&str>, body: Body) {
        let record = record.map(str::to_owned).or_else(|| self.record.clone());
        self.blocks.push(Block { section: self.id.clone(), record, body });
    }

    /// True as long as nothing was added.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Adds a paragraph, unless it is blank.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_blank() {
            self.push(None, Body::Paragraph(text));
        }
    }

    /// Adds a paragraph written from a record, unless it is blank.
    pub fn paragraph_of(&mut self, record: &str, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_blank() {
            self.push(Some(record), Body::Paragraph(text));
        }
    }

    /// Adds what somebody wrote in several lines: a paragraph for each.
    pub fn prose(&mut self, record: &str, text: &str) {
        for line in text.lines() {
            self.paragraph_of(record, line.trim());
        }
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, kind: ListKind, items: impl IntoIterator<Item = Text>) {
        self.items(kind, items.into_iter().map(|text| Item { text, ..Item::default() }));
    }

    /// Adds a list whose entries know their record, unless it is empty.
    pub fn items(&mut self, kind: ListKind, items: impl IntoIterator<Item = Item>) {
        let items: Vec<Item> = items.into_iter().filter(|item| !item.text.is_blank()).collect();
        if !items.is_empty() {
            self.push(None, Body::List { kind, items });
        }
    }

    /// Adds a table without its blank parts, unless nothing is left of it.
    pub fn table(&mut self, mut table: Table) {
        table.tidy();
        if !table.rows.is_empty() && !table.columns.is_empty() {
            self.push(None, Body::Table(table));
        }
    }

    /// Adds text to copy, unless it is blank.
    pub fn code(&mut self, lang: &str, text: &str) {
        let text = text.trim_matches('\n').trim_end();
        if !text.trim().is_empty() {
            self.push(None, Body::Code { lang: lang.to_owned(), text: text.replace('\t', "    ") });
        }
    }

    /// Adds a remark that must not be overlooked, unless it is blank.
    pub fn callout(&mut self, kind: CalloutKind, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_blank() {
            self.push(None, Body::Callout { kind, text });
        }
    }

    /// Adds a drawing, unless it has no nodes.
    pub fn diagram(&mut self, diagram: Diagram) {
        if !diagram.is_empty() {
            self.push(None, Body::Diagram(diagram));
        }
    }

    /// Adds a chart, written from a record or from several, unless it has no line.
    pub fn chart(&mut self, record: Option<&str>, chart: Chart) {
        if !chart.is_empty() {
            self.push(record, Body::Chart(chart));
        }
    }

    /// Adds a part with its own heading, unless it stays empty. The key is what links use.
    pub fn part(&mut self, key: &str, heading: &str, fill: impl FnOnce(&mut Self)) {
        self.part_with(None, key, heading, fill);
    }

    /// Adds a part written from a record, unless it stays empty. The record's id is its key.
    pub fn part_of(&mut self, record: &str, heading: &str, fill: impl FnOnce(&mut Self)) {
        self.part_with(Some(record), record, heading, fill);
    }

    fn part_with(&mut self, record: Option<&str>, key: &str, heading: &str, fill: impl FnOnce(&mut Self)) {
        let record = record.map(str::to_owned).or_else(|| self.record.clone());
        let mut part = Self { id: self.id.clone(), level: self.level + 1, blocks: Vec::new(), record };
        fill(&mut part);
        if !part.blocks.is_empty() {
            self.blocks.push(part.heading(heading, key));
            self.blocks.append(&mut part.blocks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_without_content_does_not_appear() {
        let mut document = Document::new("blueprint", "Blueprint");
        document.section("context", "Context", |section| {
            section.paragraph("   ");
            section.list(ListKind::Bullets, [Text::new()]);
            section.table(Table::new([Column::required("Name")]));
            section.part("context-users", "Users", |part| part.code("sh", " \n "));
            section.diagram(Diagram::default());
        });
        document.section("risks", "Risks.", |section| section.paragraph("One risk is open."));
        let headings: Vec<_> = document
            .blocks
            .iter()
            .filter_map(|block| match &block.body {
                Body::Heading { level, text, key } => Some((*level, text.as_str(), key.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(headings, [(2, "Risks", "risks")]);
    }

    #[test]
    fn blocks_know_their_section_and_record() {
        let mut document = Document::new("api-specification", "APIs");
        document.section("apis", "APIs", |section| {
            section.part_of("api-1", "Billing API", |part| part.paragraph("It bills."));
        });
        let traces: Vec<_> =
            document.blocks.iter().map(|block| (block.section.as_str(), block.record.as_deref())).collect();
        assert_eq!(traces, [("apis", None), ("apis", Some("api-1")), ("apis", Some("api-1"))]);
    }

    #[test]
    fn equal_headings_get_their_own_anchors() {
        let mut document = Document::new("x", "Risks");
        for key in ["a", "b"] {
            document.section(key, "Risks & debt", |section| section.paragraph("Text."));
        }
        document.section("c", "Risks", |section| section.paragraph("Text."));
        let anchors = document.anchors();
        assert_eq!(anchors["a"], "risks--debt");
        assert_eq!(anchors["b"], "risks--debt-1");
        assert_eq!(anchors["c"], "risks-1");
    }
}
