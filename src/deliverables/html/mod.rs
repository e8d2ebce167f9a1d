//! Documents as HTML: a page for each, and all of them in one file with a search.
//!
//! Each file stands alone: style, script and drawings are inside, and nothing is fetched. It reads on a phone, in
//! the dark, on paper and aloud. Every statement that was written from a record carries the record's id.

mod blocks;
#[cfg(test)]
mod tests;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::blocks::{Place, Writer};
use super::document::{Body, Document};
use super::sources::Sources;
use super::svg;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const SEARCH: &str = include_str!("search.js");

/// The set that pages are made of and lead to.
pub struct Pages<'a> {
    /// The answers, for how sure each is.
    pub src: &'a Sources<'a>,
    /// Blueprint, API specification and adoption guide, as far as there are any.
    pub documents: &'a [Document],
    /// The decision records, each with the path of its Markdown.
    pub records: &'a [(String, Document)],
}

/// What differs between the files.
struct Parts<'a> {
    /// For the window and for bookmarks.
    title: &'a str,
    /// The other documents, as a list of links.
    others: Markup,
    /// Everything above the contents.
    head: Markup,
    /// The search, if there is one.
    find: Markup,
    /// The list of contents.
    contents: Markup,
    body: Markup,
    /// A script beyond the usual one.
    script: &'static str,
}

/// A decision record's page and its name inside the bundle, by the path of its Markdown.
fn decision_page(path: &str) -> Option<(String, String)> {
    let name = path.strip_prefix("decisions/")?.strip_suffix(".md")?;
    let number = name.split('-').next().unwrap_or(name);
    Some((format!("decisions/{name}.html"), format!("decision-{number}")))
}

impl Pages<'_> {
    /// All files: path and content.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        if self.documents.is_empty() {
            return files;
        }
        files.push(("index.html".to_owned(), self.bundle()));
        for document in self.documents {
            files.push((format!("{}.html", document.slug), self.page(document, &document.slug, "")));
        }
        for (path, record) in self.records {
            if let Some((page, name)) = decision_page(path) {
                files.push((page, self.page(record, &name, "../")));
            }
        }
        files
    }

    /// One document in a file of its own.
    fn page(&self, document: &Document, name: &str, up: &'static str) -> String {
        let writer = Writer::new(self.src, document, name, Place::Page { up });
        let title = html! {
            (self.logo(Some(document)))
            h1 { (document.title) }
            (control(document))
        };
        let others = html! {
            ul {
                @for other in self.documents {
                    @let current = (other.slug == document.slug).then_some("page");
                    li { a href=(format!("{up}{}.html", other.slug)) aria-current=[current] { (short(other)) } }
                }
                li { a href=(format!("{up}index.html")) { "All in one, with search" } }
            }
        };
        let body = html! { article.body { (writer.blocks(&document.blocks)) (last_line(document)) } };
        self.frame(&Parts {
            title: &document.title,
            others,
            head: title,
            find: html! {},
            contents: contents(document, &writer, true),
            body,
            script: "",
        })
    }

    /// Everything in one file.
    fn bundle(&self) -> String {
        let name = self.src.short_name();
        let name = if name.is_empty() { "Platform plan" } else { name };
        let title = html! {
            (self.logo(self.documents.iter().find(|document| document.logo.is_some())))
            h1 { (name) ": all documents" }
            p { (self.says()) }
        };
        let others = html! {
            ul { @for other in self.documents { li { a href=(format!("#{}", other.slug)) { (short(other)) } } } }
        };
        let writers: Vec<(&Document, String, Writer)> = self
            .documents
            .iter()
            .map(|document| (document, document.slug.clone()))
            .chain(self.records.iter().filter_map(|(path, record)| Some((record, decision_page(path)?.1))))
            .map(|(document, name)| {
                let writer = Writer::new(self.src, document, &name, Place::Bundle);
                (document, name, writer)
            })
            .collect();
        let (documents, records) = writers.split_at(self.documents.len());
        let find = html! {
            search hidden {
                label for="query" { "Search in all documents" }
                input #query type="search" autocomplete="off" aria-describedby="found";
                p #found role="status" {}
                ol #results {}
            }
        };
        let nav = html! {
            ul {
                @for (document, name, writer) in documents {
                    li {
                        a.document href=(format!("#{name}")) { (short(document)) }
                        (contents(document, writer, false))
                    }
                }
                @if !records.is_empty() {
                    li {
                        a.document href="#decision-records" { "Decision records" }
                        ul { @for (record, name, _) in records { li { a href=(format!("#{name}")) { (record.title) } } } }
                    }
                }
            }
        };
        let article = |(document, name, writer): &(&Document, String, Writer)| {
            html! {
                article.body aria-labelledby=(name) data-document=(short(document)) {
                    h2.document id=(name) { (document.title) }
                    (control(document))
                    (writer.blocks(&document.blocks))
                    (last_line(document))
                }
            }
        };
        let body = html! {
            div.body {
                @for document in documents { (article(document)) }
                @if !records.is_empty() { h2.document id="decision-records" { "Decision records" } }
                @for (record, name, writer) in records {
                    article.body.record aria-labelledby=(name) data-document="Decision records" {
                        h3 id=(name) { (record.title) }
                        (control(record))
                        (writer.blocks(&record.blocks))
                    }
                }
            }
        };
        let named = format!("{name}: all documents");
        self.frame(&Parts { title: &named, others, head: title, find, contents: nav, body, script: SEARCH })
    }

    /// What the bundle holds, in a sentence.
    fn says(&self) -> String {
        let names: Vec<String> = self.documents.iter().map(|document| short(document).to_owned()).collect();
        let mut text = format!("As of {}: {}", self.src.as_of, super::phrases::series(&names));
        match self.records.len() {
            0 => {}
            1 => text.push_str(", with one decision record"),
            many => text.push_str(&format!(", with {many} decision records")),
        }
        text + "."
    }

    /// What every file has around its content.
    fn frame(&self, parts: &Parts<'_>) -> String {
        let Parts { title, others, head, find, contents, body, script } = parts;
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content="Underpin";
                    title { (title) }
                    style { (PreEscaped(svg::page_style())) (PreEscaped(STYLE)) (PreEscaped(widths())) }
                }
                body {
                    a.skip href="#content" { "Skip to the content" }
                    header.top {
                        nav aria-label="Documents" { (others) }
                    }
                    main #content tabindex="-1" {
                        div.head { (head) }
                        div.side {
                            (find)
                            label.sources {
                                input #show-sources type="checkbox";
                                " Show where each statement comes from"
                            }
                            nav.contents aria-label="Contents" {
                                details open { summary { "Contents" } (contents) }
                            }
                        }
                        (body)
                    }
                    footer {
                        p { "Written from session " (self.src.session.id) ", as of " (self.src.as_of) "." }
                    }
                    script { (PreEscaped(SCRIPT)) (PreEscaped(script)) }
                }
            }
        };
        page.into_string() + "\n"
    }

    /// The organisation's picture, within the page itself.
    fn logo(&self, document: Option<&Document>) -> Markup {
        let Some(logo) = document.and_then(|document| document.logo.as_ref()) else { return html! {} };
        let kind = match logo.path.rsplit_once('.').map_or("", |(_, end)| end) {
            end if end.eq_ignore_ascii_case("svg") => "svg+xml",
            end if end.eq_ignore_ascii_case("png") => "png",
            _ => "jpeg",
        };
        let data = format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(&logo.content));
        let whose = self.src.records.charter.organisation.trim();
        html! { img.logo alt=(if whose.is_empty() { "Logo" } else { whose }) src=(data); }
    }
}

/// The widths that columns may have, in per cent.
fn widths() -> String {
    let rules: Vec<String> = (1..100).map(|share| format!(".w{share}{{width:{share}%}}")).collect();
    rules.concat()
}

/// A document's name without that of the platform.
fn short(document: &Document) -> &str {
    document.title.rsplit_once(": ").map_or(document.title.as_str(), |(_, name)| name)
}

/// The last line of a document.
fn last_line(document: &Document) -> Markup {
    html! { @if let Some(footer) = &document.footer { p { small { (footer) } } } }
}

fn control(document: &Document) -> Markup {
    html! {
        @if !document.control.is_empty() {
            dl.control {
                @for line in &document.control {
                    div.long[line.value.len() > 60] { dt { (line.label) } dd { (line.value) } }
                }
            }
        }
    }
}

/// A section's words and name, with those of its parts.
type Entry<'a> = (&'a str, String, Vec<(&'a str, String)>);

/// The sections of a document as links, with their parts if wanted.
fn contents(document: &Document, writer: &Writer, parts: bool) -> Markup {
    let mut sections: Vec<Entry> = Vec::new();
    for block in &document.blocks {
        let Body::Heading { level, text, key } = &block.body else { continue };
        match (level, sections.last_mut()) {
            (2, _) => sections.push((text, writer.id(key), Vec::new())),
            (3, Some((.., below))) if parts => below.push((text, writer.id(key))),
            _ => {}
        }
    }
    html! {
        ul {
            @for (text, id, parts) in &sections {
                li {
                    a href=(format!("#{id}")) { (text) }
                    @if !parts.is_empty() {
                        ul { @for (text, id) in parts { li { a href=(format!("#{id}")) { (text) } } } }
                    }
                }
            }
        }
    }
}
