//! Blocks as HTML: headings, prose, lists, tables, code, remarks and drawings, with where each statement comes from.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use crate::deliverables::columns::{self, PAGE};
use crate::deliverables::document::{
    Block, Body, CalloutKind, Document, Inline, Item, ListKind, Table, TableRow, Target, Text, anchor,
};
use crate::deliverables::paper::{self, Paper};
use crate::deliverables::sources::Sources;
use crate::deliverables::svg::{self, Drawn};
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
        let drawings: BTreeMap<usize, Drawn> = blocks
            .iter()
            .enumerate()
            .filter_map(|(at, block)| Some((at, svg::drawn(&block.body)?)))
            .collect();
        // On paper, what leads up to a large drawing goes along to its page, and so does what is said of it then.
        let mut sheets: BTreeMap<usize, (Paper, usize)> = BTreeMap::new();
        for (at, drawn) in &drawings {
            if let Some(own) = paper::place(drawn.size).own {
                let (lead, tail) = paper::around(blocks, *at);
                sheets.insert(at - lead, (own, at + tail));
            }
        }
        let mut said = Said::default();
        let mut parts: Vec<Markup> = Vec::new();
        let mut at = 0;
        while at < blocks.len() {
            let sheet = sheets.get(&at);
            let last = sheet.map_or(at, |(_, last)| *last);
            let inner: Vec<Markup> =
                (at..=last).map(|at| self.one(&blocks[at], drawings.get(&at), &mut said)).collect();
            parts.push(html! {
                @if let Some((own, _)) = sheet {
                    div class=(sheet_class(*own)) { @for one in inner { (one) } }
                } @else {
                    @for one in inner { (one) }
                }
            });
            at = last + 1;
        }
        html! { @for part in parts { (part) } }
    }

    fn one<'b>(&self, block: &'b Block, drawn: Option<&Drawn>, said: &mut Said<'b>) -> Markup {
        let record = block.record.as_deref();
        if let Body::Heading { level, text, key } = &block.body {
            *said = Said { record, under: text };
            return self.heading(*level, key, text, record);
        }
        let record = record.filter(|record| said.record != Some(*record));
        match drawn {
            Some(drawn) => self.figure(drawn, block.record.as_deref()),
            None => self.block(block, record, said.under),
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
            Body::Heading { .. } | Body::Diagram(_) | Body::Chart(_) => html! {},
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
        }
    }

    fn figure(&self, drawn: &Drawn, record: Option<&str>) -> Markup {
        let Drawn { title, marks, .. } = drawn;
        html! {
            figure data-record=[record] {
                div.scroll role="group" tabindex="0" aria-label=(title) { (marks) }
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
        let shares = columns::shape(table, PAGE).widths.map(|widths| percentages(&widths));
        html! {
            div.scroll role="group" tabindex="0" aria-label=(format!("Table: {under}")) {
                table class=(classes(table, shares.is_some())) {
                    @if let Some(shares) = shares {
                        colgroup { @for share in shares { col class=(format!("w{share}")); } }
                    }
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
        // On a small screen each cell says under which head it stands.
        let cards = table.columns.len() >= CARDS;
        // What a row is about stands behind its number, if it has one.
        let head = table.columns.iter().position(|column| !column.right).unwrap_or(0);
        html! {
            tr data-record=[record] {
                @for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                    @if at == head && table.columns.len() > 1 && !column.right && !cell.is_blank() {
                        th scope="row" { (self.text(cell)) (self.source(record)) }
                    } @else {
                        td class=[column.right.then_some("amount")] data-label=[cards.then_some(&column.label)] {
                            (self.text(cell))
                            @if at == head { (self.source(record)) }
                        }
                    }
                }
            }
        }
    }

    /// The record that something was written from, how sure its answers are, and who settles by when what is not;
    /// shown when asked for.
    fn source(&self, record: Option<&str>) -> Markup {
        let Some(id) = record else { return html! {} };
        let Some(kind) = Kind::of_id(id) else { return html! {} };
        let spec = kind.spec();
        let number = id.rsplit('-').next().filter(|_| !spec.form).unwrap_or_default();
        let marks = self.src.session.marks.of(id).map(|(field, mark)| {
            let term = field.and_then(|field| spec.field(field));
            let term = term.map(|field| format!("{}: ", field.term)).unwrap_or_default();
            let owner = mark.owner.as_deref().map(|id| self.src.session.person_name(id)).unwrap_or_default();
            let settles = match (owner.as_str(), mark.due) {
                ("", None) => String::new(),
                ("", Some(due)) => format!(", settled by {due}"),
                (owner, None) => format!(", {owner} settles it"),
                (owner, Some(due)) => format!(", {owner} settles it by {due}"),
            };
            format!("{term}{}{settles}", mark.status.name())
        });
        let name = format!("{} {number}", spec.singular).trim_end().to_owned();
        let said: Vec<String> = std::iter::once(name).chain(marks).collect();
        html! { " " small.source { (said.join(" · ")) } }
    }

    /// Running text.
    pub fn text(&self, text: &Text) -> Markup {
        html! {
            @for part in &text.0 {
                @match part {
                    Inline::Plain(text) => (words(text)),
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
        // A name without a space is one of a file or a channel.
        let name = !label.contains(' ');
        html! {
            a href=(address.replace(' ', "%20")) { @if name { (breakable(label)) } @else { (label) } }
        }
    }
}

/// What the last heading said, which is not said again below it.
#[derive(Default)]
struct Said<'a> {
    record: Option<&'a str>,
    /// Its words.
    under: &'a str,
}

/// On which paper the parts of a sheet are printed.
fn sheet_class(paper: Paper) -> &'static str {
    match paper {
        Paper::Lying => "sheet lying",
        Paper::Large => "sheet large",
    }
}

/// From that many columns on, each row of a table is a card on a small screen.
const CARDS: usize = 3;

fn classes(table: &Table, set: bool) -> String {
    let mut classes = format!("columns-{}", table.columns.len().min(9));
    if set {
        classes.push_str(" set");
    }
    if table.columns.len() >= CARDS {
        classes.push_str(" cards");
    }
    classes
}

/// The shares of columns in the whole, in per cent.
fn percentages(widths: &[f64]) -> Vec<u32> {
    let whole: f64 = widths.iter().sum();
    widths.iter().map(|width| (width * 100.0 / whole).round().clamp(1.0, 99.0) as u32).collect()
}

/// Words in which the name of a channel, such as #ask-platform, stays on one line, and each day is known as one.
fn words(text: &str) -> Markup {
    let channel = |word: &str| word.len() > 1 && word.starts_with('#') && word.contains('-');
    html! {
        @for word in text.split_inclusive(' ') {
            @if channel(word) { span.whole { (word.trim_end()) } @if word.ends_with(' ') { " " } }
            @else { (with_dates(word)) }
        }
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

/// Code that may break where a path or name has a joint, so that no column is wider than it must be.
fn breakable(code: &str) -> Markup {
    const LONG: usize = 9;
    if code.chars().count() <= LONG {
        return html! { (code) };
    }
    let mut out = String::new();
    let mut before = ' ';
    for c in code.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push_str("<wbr>");
        }
        maud::Render::render_to(&c, &mut out);
        if matches!(c, '/' | '.' | '_' | ',' | ':') {
            out.push_str("<wbr>");
        }
        before = c;
    }
    PreEscaped(out)
}
