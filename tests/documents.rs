//! What holds for every document of every session: what a program can check of a publishable text.
//!
//! The worked examples are checked whole, and from any point of their making on: a document of a half-done
//! session is an honest draft, never a form with blanks.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use underpin::catalogue::{self, Catalogue};
use underpin::deliverables::adoption_guide::adoption_guide;
use underpin::deliverables::api_specification::api_specification;
use underpin::deliverables::blueprint::blueprint;
use underpin::deliverables::document::{Block, Body, Document, Inline, Target, Text};
use underpin::deliverables::export;
use underpin::deliverables::sources::Sources;
use underpin::workshop::event::Entry;
use underpin::workshop::session::Session;

const EXAMPLES: [&str; 2] = ["northlight", "castellan-pay"];

fn journal(name: &str) -> Vec<Entry> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).join("journal.jsonl");
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn documents(session: &Session, catalogue: &Catalogue) -> Vec<Document> {
    let src = Sources::of(session, catalogue, export::as_of(session));
    vec![blueprint(&src), api_specification(&src), adoption_guide(&src)]
}

fn examples() -> Vec<(String, Document)> {
    let catalogue = catalogue::embedded().unwrap();
    let whole = |name: &str| documents(&Session::replay(&journal(name)), &catalogue);
    let all = EXAMPLES.iter().flat_map(|name| whole(name).into_iter().map(move |document| (name, document)));
    all.map(|(name, document)| (format!("{name}/{}", document.slug), document)).collect()
}

/// Every text of a block.
fn texts(block: &Block) -> Vec<&Text> {
    match &block.body {
        Body::Paragraph(text) | Body::Callout { text, .. } => vec![text],
        Body::List { items, .. } => items.iter().map(|item| &item.text).collect(),
        Body::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
        Body::Heading { .. } | Body::Code { .. } | Body::Diagram(_) | Body::Chart(_) => Vec::new(),
    }
}

fn prose(block: &Block) -> Vec<&Text> {
    if matches!(block.body, Body::Table(_)) { Vec::new() } else { texts(block) }
}

fn words_of<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    let texts = blocks.into_iter().flat_map(|block| match &block.body {
        Body::Heading { text, .. } => vec![text.clone()],
        _ => texts(block).into_iter().map(Text::plain).collect(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Headings that have neither content nor a deeper heading below them.
fn empty_headings(document: &Document) -> Vec<String> {
    let mut empty = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let Body::Heading { level, text, .. } = &block.body else { continue };
        let filled = match document.blocks.get(at + 1).map(|next| &next.body) {
            Some(Body::Heading { level: next, .. }) => next > level,
            Some(_) => true,
            None => false,
        };
        if !filled {
            empty.push(text.clone());
        }
    }
    empty
}

/// Tables without rows, of uneven rows, or more than a quarter blank.
fn poor_tables(document: &Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(|block| match &block.body {
        Body::Table(table) => Some((block, table)),
        _ => None,
    });
    tables
        .filter(|(_, table)| {
            let cells: Vec<&Text> = table.rows.iter().flat_map(|row| &row.cells).collect();
            let blank = cells.iter().filter(|cell| cell.is_blank()).count();
            let even = table.rows.iter().all(|row| row.cells.len() == table.columns.len());
            table.rows.is_empty() || !even || blank * 4 > cells.len()
        })
        .map(|(block, _)| block.section.clone())
        .collect()
}

fn placeholders(document: &Document) -> Vec<String> {
    let words = words_of(&document.blocks);
    let known = ["tbd", "tbc", "todo", "fixme", "not provided", "to be defined", "lorem"];
    let lines = words.lines().filter(|line| {
        let line = line.to_lowercase();
        let mut parts = line.split(|c: char| !c.is_alphanumeric());
        let whole = |word: &&&str| parts.any(|part| part == **word);
        known.iter().filter(|word| !word.contains(' ')).find(whole).is_some()
            || known.iter().any(|word| word.contains(' ') && line.contains(word))
    });
    lines.map(str::to_owned).collect()
}

/// Links to headings of the same document that are not there.
fn loose_links(document: &Document) -> Vec<String> {
    let anchors = document.anchors();
    let inlines = document.blocks.iter().flat_map(texts).flat_map(|text| &text.0);
    let loose = inlines.filter_map(|inline| match inline {
        Inline::Link { target: Target::Heading(key), .. } if !anchors.contains_key(key.as_str()) => {
            Some(key.clone())
        }
        _ => None,
    });
    loose.collect()
}

fn skipped_levels(document: &Document) -> Vec<String> {
    let mut level = 1;
    let mut skipped = Vec::new();
    for block in &document.blocks {
        if let Body::Heading { level: next, text, .. } = &block.body {
            if *next > level + 1 {
                skipped.push(text.clone());
            }
            level = *next;
        }
    }
    skipped
}

#[test]
fn nothing_is_empty_loose_or_left_to_fill_in() {
    for (name, document) in examples() {
        assert_eq!(empty_headings(&document), [""; 0], "{name}");
        assert_eq!(poor_tables(&document), [""; 0], "{name}");
        assert_eq!(placeholders(&document), [""; 0], "{name}");
        assert_eq!(loose_links(&document), [""; 0], "{name}");
        assert_eq!(skipped_levels(&document), [""; 0], "{name}");
    }
}

#[test]
fn keys_of_headings_are_unique() {
    for (name, document) in examples() {
        let keys: Vec<&str> = document
            .blocks
            .iter()
            .filter_map(|block| match &block.body {
                Body::Heading { key, .. } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{name}");
    }
}

fn numbers(text: &str) -> BTreeSet<String> {
    let joined: String = text.chars().filter(|c| *c != ',').collect();
    joined
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
        .map(|part| part.trim_matches(['.', '-']).to_owned())
        .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_number_of_the_summary_stands_again_in_the_body() {
    for (name, document) in examples() {
        let (summary, body): (Vec<&Block>, Vec<&Block>) =
            document.blocks.iter().partition(|block| block.section == "summary");
        let summary = words_of(summary);
        let found = numbers(&summary);
        let body = words_of(body);
        // A title may spell out a date that the body writes as 2027-09-30.
        let known = &numbers(&body) | &numbers(&body.replace('-', " "));
        let missing: Vec<&String> = found.difference(&known).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        assert!(found.len() >= 3, "{name}: {found:?}");
        let words = summary.split_whitespace().count();
        assert!((40..=320).contains(&words), "{name}: {words} words");
    }
}

#[test]
fn no_sentence_stands_three_times() {
    for (name, document) in examples() {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for text in document.blocks.iter().flat_map(prose) {
            for sentence in text.plain().split(". ") {
                let sentence = sentence.trim().trim_end_matches('.').to_lowercase();
                if sentence.split(' ').count() >= 5 {
                    *seen.entry(sentence).or_default() += 1;
                }
            }
        }
        let often: Vec<_> = seen.iter().filter(|(_, times)| **times >= 3).collect();
        assert!(often.is_empty(), "{name}: {often:?}");
    }
}

#[test]
fn every_document_says_where_its_sections_come_from() {
    for (name, document) in examples() {
        let key = |document: &str| match document {
            "blueprint" => "blueprint",
            "api-specification" => "api-specification",
            _ => "adoption-guide",
        };
        let known = catalogue::document_sections(key(&document.slug)).unwrap();
        for block in &document.blocks {
            assert!(known.contains(&block.section.as_str()), "{name}: {}", block.section);
        }
    }
}

/// What must hold for a draft, too.
fn honest(name: &str, length: usize, documents: &[Document]) {
    for document in documents {
        let place = format!("{name}/{} after {length} entries", document.slug);
        assert_eq!(empty_headings(document), [""; 0], "{place}");
        assert_eq!(poor_tables(document), [""; 0], "{place}");
        assert_eq!(loose_links(document), [""; 0], "{place}");
        assert_eq!(skipped_levels(document), [""; 0], "{place}");
    }
}

#[test]
fn an_empty_session_has_no_blueprint_to_speak_of() {
    let catalogue = catalogue::embedded().unwrap();
    honest("empty", 0, &documents(&Session::default(), &catalogue));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_beginning_of_a_session_is_an_honest_draft(part in 0.0f64..1.0) {
        let catalogue = catalogue::embedded().unwrap();
        for name in EXAMPLES {
            let entries = journal(name);
            let length = (entries.len() as f64 * part) as usize;
            let session = Session::replay(&entries[..length]);
            honest(name, length, &documents(&session, &catalogue));
        }
    }
}
