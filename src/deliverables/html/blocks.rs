//! Blocks as HTML: headings, prose, lists, tables, code, remarks and drawings, with where each statement comes from.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use crate::deliverables::document::{
    Block, Body, CalloutKind, Document, Inline, Item, ListKind, Table, TableRow, Target, Text, anchor,
};
use crate::deliverables::sources::Sources;
use crate::deliverables::svg;
use crate::workshop::records::Kind;

/// Where a document is put, which decides where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own, so many folders deep.
    Page {
        /// What leads back to the folder of the documents: nothing or `../`.
        up: &'static str,
    },
    /// In one file with all others.
    Bundle,
}

/// A document on its way to HTML.
pub struct Writer<'a> {
    src: &'a Sources<'a>,
    anchors: BTreeMap<&'a str, String>,
    place: Place,
    /// What stands before each anchor, so that those of several documents stay apart.
    prefix: String,
}

impl<'a> Writer<'a> {
    /// For a document with that name among the others.
    pub fn new(src: &'a Sources<'a>, document: &'a Document, name: &str, place: Place) -> Self {
        let prefix = if place == Place::Bundle { format!("{name}-") } else { String::new() };
        Self { src, anchors: document.anchors(), place, prefix }
    }

    /// The name of a heading in this file.
    pub fn id(&self, key: &str) -> String {
        format!("{}{}", self.prefix, self.anchors.get(key).map_or(key, String::as_str))
    }

    /// How much deeper headings stand than in the document.
    fn shift(&self) -> u8 {
        u8::from(self.place == Place::Bundle)
    }

    /// All blocks of a document.
    pub fn blocks(&self, blocks: &[Block]) -> Markup {
        // What the last heading already said of its record is not said again below it.
        let mut known: Option<&str> = None;
        let mut under = String::new();
        html! {
            @for block in blocks {
                @if let Body::Heading { level, text, key } = &block.body {
                    @let () = known = block.record.as_deref();
                    @let () = text.clone_into(&mut under);
                    (self.heading(*level, key, text, known))
                } @else {
                    @let record = block.record.as_deref();
                    (self.block(block, record.filter(|record| known != Some(*record)), &under))
                }
            }
        }
    }

    fn heading(&self, level: u8, key: &str, text: &str, record: Option<&str>) -> Markup {
        let id = self.id(key);
        let inner = html! { (text) (self.source(record)) };
        match level + self.shift() {
            0..=2 => html! { h2 id=(id) data-record=[record] { (inner) } },
            3 => html! { h3 id=(id) data-record=[record] { (inner) } },
            4 => html! { h4 id=(id) data-record=[record] { (inner) } },
            _ => html! { h5 id=(id) data-record=[record] { (inner) } },
        }
    }

    fn block(&self, block: &Block, record: Option<&str>, under: &str) -> Markup {
        let of = block.record.as_deref();
        match &block.body {
            Body::Heading { .. } => html! {},
            Body::Paragraph(text) => {
                html! { p data-record=[of] { (self.text(text)) (self.source(record)) } }
            }
            Body::List { kind, items } => self.list(*kind, items),
            Body::Table(table) => self.table(table, under),
            Body::Code { lang, text } => html! {
                div.scroll role="group" tabindex="0" aria-label=(format!("Text to copy: {under}")) {
                    pre data-record=[of] { code class=(format!("language-{lang}")) { (text) } }
                }
            },
            Body::Callout { kind, text } => {
                let (class, name) = match kind {
                    CalloutKind::Note => ("note", "Note"),
                    CalloutKind::Important => ("important", "Important"),
                    CalloutKind::Warning => ("warning", "Warning"),
                    CalloutKind::Caution => ("caution", "Act now"),
                };
                html! {
                    div class=(format!("callout {class}")) role="note" data-record=[of] {
                        p { strong.kind { (name) } " " (self.text(text)) (self.source(record)) }
                    }
                }
            }
            Body::Diagram(diagram) => self.figure(&diagram.title, of, &svg::diagram(diagram)),
            Body::Chart(chart) => self.figure(&chart.title, of, &svg::chart(chart)),
        }
    }

    fn figure(&self, title: &str, record: Option<&str>, drawn: &Markup) -> Markup {
        html! {
            figure data-record=[record] {
                div.scroll role="group" tabindex="0" aria-label=(title) { (drawn) }
                figcaption { (title) (self.source(record)) }
            }
        }
    }

    fn list(&self, kind: ListKind, items: &[Item]) -> Markup {
        let entries = html! {
            @for item in items {
                li.done[item.done] data-record=[item.record.as_deref()] {
                    @if kind == ListKind::Boxes {
                        span.unseen { (if item.done { "Done: " } else { "To do: " }) }
                    }
                    (self.text(&item.text)) (self.source(item.record.as_deref()))
                }
            }
        };
        match kind {
            ListKind::Bullets => html! { ul { (entries) } },
            ListKind::Boxes => html! { ul.boxes { (entries) } },
            ListKind::Numbers => html! { ol { (entries) } },
        }
    }

    fn table(&self, table: &Table, under: &str) -> Markup {
        let count = table.columns.len();
        html! {
            div.scroll role="group" tabindex="0" aria-label=(format!("Table: {under}")) {
                table class=(format!("columns-{}", count.min(9))) {
                    thead {
                        tr {
                            @for column in &table.columns {
                                th scope="col" class=[column.right.then_some("amount")] { (column.label) }
                            }
                        }
                    }
                    tbody { @for row in &table.rows { (self.row(table, row)) } }
                }
            }
        }
    }

    fn row(&self, table: &Table, row: &TableRow) -> Markup {
        let record = row.record.as_deref();
        html! {
            tr data-record=[record] {
                @for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                    @if at == 0 && table.columns.len() > 1 && !column.right && !cell.is_blank() {
                        th scope="row" { (self.text(cell)) (self.source(record)) }
                    } @else {
                        td class=[column.right.then_some("amount")] {
                            (self.text(cell))
                            @if at == 0 { (self.source(record)) }
                        }
                    }
                }
            }
        }
    }

    /// The record that something was written from, and how sure its answers are; shown when asked for.
    fn source(&self, record: Option<&str>) -> Markup {
        let Some(id) = record.filter(|id| Kind::of_id(id).is_some()) else { return html! {} };
        let marks = self.src.session.marks.of(id).map(|(field, mark)| {
            let term = field.and_then(|field| Kind::of_id(id)?.spec().field(field));
            match term {
                Some(field) => format!("{}: {}", field.term, mark.status.name()),
                None => mark.status.name().to_owned(),
            }
        });
        let said: Vec<String> = std::iter::once(id.to_owned()).chain(marks).collect();
        html! { " " small.source { (said.join(" · ")) } }
    }

    /// Running text.
    pub fn text(&self, text: &Text) -> Markup {
        html! {
            @for part in &text.0 {
                @match part {
                    Inline::Plain(words) => (with_dates(words)),
                    Inline::Strong(words) => strong { (words) },
                    Inline::Emphasis(words) => em { (words) },
                    Inline::Code(words) => code { (breakable(words)) },
                    Inline::Link { label, target } => (self.link(label, target)),
                }
            }
        }
    }

    fn link(&self, label: &str, target: &Target) -> Markup {
        let address = match (target, self.place) {
            (Target::Url(url), _) => url.clone(),
            (Target::Heading(key), _) if !self.anchors.contains_key(key.as_str()) => return html! { (label) },
            (Target::Heading(key), _) => format!("#{}", self.id(key)),
            (Target::Document { slug, heading }, Place::Page { up }) if heading.is_empty() => {
                format!("{up}{slug}.html")
            }
            (Target::Document { slug, heading }, Place::Page { up }) => {
                format!("{up}{slug}.html#{}", anchor(heading))
            }
            (Target::Document { slug, heading }, Place::Bundle) if heading.is_empty() => format!("#{slug}"),
            (Target::Document { slug, heading }, Place::Bundle) => format!("#{slug}-{}", anchor(heading)),
            (Target::File(path), place) => match (super::decision_page(path), place) {
                (Some((_, name)), Place::Bundle) => format!("#{name}"),
                (Some((page, _)), Place::Page { up }) => format!("{up}{page}"),
                (None, Place::Bundle) => path.clone(),
                (None, Place::Page { up }) => format!("{up}{path}"),
            },
        };
        html! { a href=(address.replace(' ', "%20")) { (label) } }
    }
}

/// Words in which each day, such as 2026-11-22, stays on one line and is known as one.
fn with_dates(words: &str) -> Markup {
    let bytes = words.as_bytes();
    let is_day = |at: usize| {
        let shape = b"0000-00-00";
        bytes.get(at..at + shape.len()).is_some_and(|piece| {
            piece.iter().zip(shape).all(|(c, s)| if *s == b'0' { c.is_ascii_digit() } else { c == s })
        }) && !bytes.get(at + shape.len()).is_some_and(u8::is_ascii_alphanumeric)
            && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric())
    };
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    let (mut done, mut at) = (0, 0);
    while at < bytes.len() {
        if is_day(at) && words[at..at + 10].parse::<jiff::civil::Date>().is_ok() {
            pieces.push((&words[done..at], &words[at..at + 10]));
            at += 10;
            done = at;
        } else {
            at += 1;
        }
    }
    html! {
        @for (before, day) in pieces { (before) time datetime=(day) { (day) } }
        (words[done..])
    }
}

/// Code that may break where a long path or name has a joint, so that no column is wider than it must be.
fn breakable(code: &str) -> Markup {
    const LONG: usize = 24;
    if code.chars().count() <= LONG {
        return html! { (code) };
    }
    let mut out = String::new();
    for c in code.chars() {
        maud::Render::render_to(&c, &mut out);
        if matches!(c, '/' | '.' | '_' | ',' | ':') {
            out.push_str("<wbr>");
        }
    }
    PreEscaped(out)
}
