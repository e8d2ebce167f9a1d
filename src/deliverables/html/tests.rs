//! What holds for every page: links and ids, what a person typed, and the same anchors as in Markdown.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Document as Tree;

use super::*;
use crate::catalogue::embedded;
use crate::deliverables::decision_records::decision_records;
use crate::deliverables::document::{Column, ListKind, Table, Target, Text};
use crate::deliverables::export::Set;
use crate::workshop::event::Entry;
use crate::workshop::session::Session;

fn session(name: &str) -> Session {
    let path = format!("{}/sessions/{name}/journal.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let entries: Vec<Entry> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Session::replay(&entries)
}

/// The body of a page, made into XML: the few tags that stand alone are closed.
fn body(page: &str) -> String {
    let body = &page[page.find("<body>").unwrap()..page.find("<script>").unwrap()];
    let mut out = format!("{body}</body>");
    for tag in ["<wbr>", "<input ", "<col "] {
        let mut closed = String::new();
        for (at, piece) in out.split(tag).enumerate() {
            if at == 0 {
                closed.push_str(piece);
            } else if tag == "<wbr>" {
                closed.push_str("<wbr/>");
                closed.push_str(piece);
            } else {
                closed.push_str(tag);
                closed.push_str(&piece.replacen('>', "/>", 1));
            }
        }
        out = closed;
    }
    out.replace(" hidden>", " hidden=\"\">").replace(" open>", " open=\"\">")
}

fn ids(page: &str) -> BTreeSet<String> {
    let body = body(page);
    let tree = Tree::parse(&body).unwrap_or_else(|error| panic!("{error}"));
    let all: Vec<String> =
        tree.descendants().filter_map(|element| element.attribute("id").map(str::to_owned)).collect();
    let unique: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(all.len(), unique.len(), "an id stands twice");
    unique
}

#[test]
fn every_link_of_the_examples_leads_somewhere() {
    for name in ["northlight", "castellan-pay"] {
        let (session, catalogue) = (session(name), embedded().unwrap());
        let set = Set::of(&session, &catalogue, crate::deliverables::export::as_of(&session));
        let all = set.files(&crate::deliverables::export::Format::all());
        let paths: BTreeSet<&str> = all.iter().map(|file| file.path.as_str()).collect();
        let records = decision_records(&set.sources);
        let pages = Pages { src: &set.sources, documents: &set.documents, records: &records };
        let files: BTreeMap<String, String> = pages.files().into_iter().collect();
        assert_eq!(files.len(), 1 + set.documents.len() + records.len());
        let known: BTreeMap<&str, BTreeSet<String>> =
            files.iter().map(|(path, page)| (path.as_str(), ids(page))).collect();
        for (path, page) in &files {
            let body = body(page);
            let tree = Tree::parse(&body).unwrap();
            for address in tree.descendants().filter_map(|element| element.attribute("href")) {
                if address.contains(':') {
                    continue;
                }
                let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
                let file = match file {
                    "" => path.clone(),
                    file => match file.strip_prefix("../") {
                        Some(file) => file.to_owned(),
                        None => file.to_owned(),
                    },
                };
                assert!(paths.contains(file.as_str()), "{path}: {address}");
                let lands =
                    anchor.is_empty() || known.get(file.as_str()).is_some_and(|ids| ids.contains(anchor));
                assert!(lands, "{path}: {address}");
            }
            assert!(!page.contains("src=\"http") && !page.contains("@import"), "{path} fetches something");
        }
        for document in &set.documents {
            let ids = &known[format!("{}.html", document.slug).as_str()];
            assert!(document.anchors().values().all(|anchor| ids.contains(anchor)), "anchors as in Markdown");
            let bundle = &known["index.html"];
            let inside = |anchor: &String| bundle.contains(&format!("{}-{anchor}", document.slug));
            assert!(document.anchors().values().all(inside));
        }
    }
}

fn written(fill: impl FnOnce(&mut crate::deliverables::document::Section)) -> String {
    let session = Session::default();
    let catalogue = embedded().unwrap();
    let src = Sources::of(&session, &catalogue, "2026-11-22".parse().unwrap());
    let mut document = Document::new("blueprint", "Keel: Blueprint");
    document.control("owner", "Owner", "Ada <ada@keel.example>");
    document.section("context", "Context & scope", fill);
    let documents = [document];
    let pages = Pages { src: &src, documents: &documents, records: &[] };
    let page = pages.files().into_iter().find(|(path, _)| path == "blueprint.html").unwrap().1;
    ids(&page);
    page
}

#[test]
fn what_people_type_is_never_markup() {
    let page = written(|section| {
        section.paragraph("a < b & </p><script>alert(1)</script>");
        section.code("html", "<b>\"x\"</b>");
        section.paragraph(Text::new().link("see", Target::Url("https://x.example/?a=1&b=\"2\"".into())));
    });
    assert!(page.contains("a &lt; b &amp; &lt;/p&gt;&lt;script&gt;"), "{page}");
    assert!(page.contains("&lt;b&gt;"), "{page}");
    assert!(page.contains("href=\"https://x.example/?a=1&amp;b=&quot;2&quot;\""), "{page}");
    assert!(page.contains("<h2 id=\"context--scope\">Context &amp; scope"), "{page}");
}

#[test]
fn a_statement_carries_its_record() {
    let page = written(|section| {
        section.paragraph_of("limit-1", "It runs out.");
        let mut table = Table::new([Column::required("Name"), Column::required("Cost").right()]);
        table.row(Some("pain-2"), [Text::from("Builds"), Text::from("3")]);
        section.table(table);
        section.list(ListKind::Boxes, [Text::from("Tick this")]);
    });
    assert!(
        page.contains("<p data-record=\"limit-1\">It runs out. <small class=\"source\">Limit 1</small></p>")
    );
    assert!(page.contains("<tr data-record=\"pain-2\"><th scope=\"row\">Builds <small"), "{page}");
    assert!(page.contains("<td class=\"amount\">3</td>"), "{page}");
    assert!(page.contains("<span class=\"unseen\">To do: </span>Tick this"), "{page}");
}

#[test]
fn a_logo_stands_once_on_each_page_within_it_and_says_whose_it_is() {
    let (session, catalogue) = (session("northlight"), embedded().unwrap());
    let mut set = Set::of(&session, &catalogue, crate::deliverables::export::as_of(&session));
    let logo = crate::deliverables::document::Logo { path: "keel.SVG".into(), content: b"<svg/>".to_vec() };
    for document in &mut set.documents {
        document.logo = Some(logo.clone());
    }
    let pages = Pages { src: &set.sources, documents: &set.documents, records: &[] };
    let whose = &set.sources.records.charter.organisation;
    for (path, page) in pages.files() {
        let tag = format!("<img class=\"logo\" alt=\"{whose}\" src=\"data:image/svg+xml;base64,PHN2Zy8+\">");
        assert_eq!(page.matches(&tag).count(), 1, "{path}");
        assert!(page.find(&tag) < page.find("<h1>"), "{path}: above the title");
    }
}

#[test]
fn a_row_is_a_card_on_a_phone_and_each_cell_says_its_head() {
    let words = "quite some words on what has to be said here and now, for all to read ".repeat(2);
    let page = written(|section| {
        let columns = ["Risk", "Mitigation", "Owner", "By", "Then", "Else"];
        let mut table = Table::new(columns.map(Column::required));
        for _ in 0..2 {
            table.row(None, ["Fire", words.as_str(), "Ada", "2026-11-22", "more", "less"].map(Text::from));
        }
        section.table(table);
        let mut pairs = Table::new(["Term", "Meaning"].map(Column::required));
        pairs.row(None, ["RICE", "A score"].map(Text::from));
        section.table(pairs);
    });
    assert!(page.contains("<td data-label=\"Owner\">Ada</td>"), "{page}");
    assert!(page.contains("class=\"columns-6 set cards\"") && page.contains("class=\"columns-2\""), "{page}");
    // The longest text has the widest column.
    let group = page.split_once("<colgroup>").unwrap().1.split_once("</colgroup>").unwrap().0;
    let shares: Vec<u32> = group
        .split("<col class=\"w")
        .skip(1)
        .map(|piece| piece.split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(shares.len(), 6);
    assert!(shares.iter().all(|share| *share <= shares[1]) && shares[1] > 30, "{shares:?}");
    assert!((97..=103).contains(&shares.iter().sum::<u32>()), "{shares:?}");
}

#[test]
fn a_large_drawing_is_printed_on_a_sheet_of_its_own_with_what_leads_up_to_it() {
    let (session, catalogue) = (session("northlight"), embedded().unwrap());
    let set = Set::of(&session, &catalogue, crate::deliverables::export::as_of(&session));
    let pages = Pages { src: &set.sources, documents: &set.documents, records: &[] };
    let page = pages.files().into_iter().find(|(path, _)| path == "blueprint.html").unwrap().1;
    let sheet = page.split_once("<div class=\"sheet large\">").unwrap().1;
    assert!(sheet.starts_with("<h2 id=\"infrastructure-layers\""), "{}", &sheet[..200]);
    let end = sheet.find("</figure>").unwrap();
    assert_eq!(sheet[..end].matches("<h2").count(), 1);
    assert!(sheet[..end].contains("A solid arrow waits for its answer"), "how it is read stands above it");
}

#[test]
fn an_answer_that_is_no_fact_says_who_settles_it_by_when() {
    let (session, catalogue) = (session("northlight"), embedded().unwrap());
    let set = Set::of(&session, &catalogue, crate::deliverables::export::as_of(&session));
    let pages = Pages { src: &set.sources, documents: &set.documents, records: &[] };
    let (_, page) = pages.files().into_iter().find(|(path, _)| path == "blueprint.html").unwrap();
    let sources: Vec<&str> = page.split("<small class=\"source\">").skip(1).collect();
    let sources: Vec<&str> = sources.iter().map(|piece| piece.split('<').next().unwrap()).collect();
    assert!(
        sources.iter().any(|said| said.contains("assumption, Adaeze Okonkwo settles it by 2026-12-15")),
        "{sources:?}"
    );
    assert!(sources.iter().all(|said| said.starts_with(char::is_uppercase)), "{sources:?}");
}
