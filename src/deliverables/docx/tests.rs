#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::io::Read;

use proptest::prelude::*;
use resvg::usvg::roxmltree;
use zip::ZipArchive;

use super::super::document::{CalloutKind, Column, ListKind, Logo, Section, Table, Target, Text};
use super::super::raster;
use super::*;

fn document(fill: impl FnOnce(&mut Section)) -> Document {
    let mut document = Document::new("blueprint", "Blueprint");
    document.control("owner", "Owner", "Ada Byron");
    document.control("date", "Date", "2026-11-12");
    document.section("context", "Context", fill);
    document
}

fn part(document: &Document, path: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(render(document).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    // Every part is XML that can be read.
    roxmltree::Document::parse(&text).unwrap();
    text
}

fn body(document: &Document) -> String {
    part(document, "word/document.xml")
}

/// The words of each paragraph with that style.
fn styled(xml: &str, style: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let paragraphs = tree.descendants().filter(|node| node.has_tag_name((WORD, "p")));
    let of = |node: &roxmltree::Node<'_, '_>| {
        let found = node.descendants().find(|node| node.has_tag_name((WORD, "pStyle")));
        found.and_then(|node| node.attribute((WORD, "val"))).unwrap_or_default().to_owned()
    };
    let words = |node: roxmltree::Node<'_, '_>| {
        let texts = node.descendants().filter(|node| node.has_tag_name((WORD, "t")));
        texts.filter_map(|node| node.text()).collect::<String>()
    };
    paragraphs.filter(|node| of(node) == style).map(words).collect()
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[test]
fn headings_lists_and_tables_are_what_they_are() {
    let document = document(|section| {
        section.part("part", "A part", |part| part.paragraph("Text."));
        section.list(ListKind::Numbers, [Text::from("one"), Text::from("two")]);
        section.list(ListKind::Numbers, [Text::from("one")]);
        section.list(ListKind::Boxes, [Text::from("to do")]);
        section.callout(CalloutKind::Warning, "Mind this.");
        section.code("sh", "a <b>\n  c");
        let mut table = Table::new([Column::required("Name"), Column::required("Cost").right()]);
        table.row(None, [Text::from("a"), Text::from("3")]);
        section.table(table);
    });
    let xml = body(&document);
    assert_eq!(styled(&xml, "Heading1"), ["Context"]);
    assert_eq!(styled(&xml, "Heading2"), ["A part"]);
    assert_eq!(styled(&xml, "TOC1"), ["Context"]);
    assert_eq!(styled(&xml, "Callout"), ["Warning. Mind this."]);
    assert_eq!(styled(&xml, "CodeBlock"), ["a <b>  c"]);
    // One for the control data. Each has a head that comes again.
    assert_eq!(xml.matches("<w:tbl>").count(), 2);
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2);
    // Each numbered list begins at one.
    assert!(xml.contains("<w:numId w:val=\"4\"/>") && xml.contains("<w:numId w:val=\"5\"/>"));
    let numbering = part(&document, "word/numbering.xml");
    assert_eq!(numbering.matches("<w:startOverride w:val=\"1\"/>").count(), 2);
    let properties = part(&document, "docProps/core.xml");
    assert!(properties.contains("<dc:creator>Ada Byron</dc:creator>"), "{properties}");
    assert_eq!(render(&document), render(&document), "the same document gives the same bytes");
}

#[test]
fn links_lead_to_bookmarks_that_are_there_or_outside() {
    let long = "A heading with many more words than the name of a bookmark may have letters";
    let document = document(|section| {
        section.part("long", long, |part| part.paragraph("Text."));
        let text = Text::new()
            .link("there", Target::Heading("long".into()))
            .link("nowhere", Target::Heading("gone".into()))
            .link("the guide", Target::Document { slug: "adoption-guide", heading: long.into() })
            .then(" https://a.example/?a=1&b=2");
        section.paragraph(text);
    });
    let xml = body(&document);
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let named = |tag: &str, name: &str| -> BTreeSet<String> {
        let nodes = tree.descendants().filter(|node| node.has_tag_name((WORD, tag)));
        nodes.filter_map(|node| node.attribute((WORD, name))).map(str::to_owned).collect()
    };
    let (marks, links) = (named("bookmarkStart", "name"), named("hyperlink", "anchor"));
    assert_eq!(marks, links);
    assert!(marks.iter().all(|mark| mark.len() <= 40), "{marks:?}");
    let outside = part(&document, "word/_rels/document.xml.rels");
    assert!(outside.contains("Target=\"adoption-guide.docx\" TargetMode=\"External\""), "{outside}");
    assert!(outside.contains("Target=\"https://a.example/?a=1&amp;b=2\""), "{outside}");
}

#[test]
fn a_logo_stands_first_and_an_organisations_words_last() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='64'><path d='M0 0h9v9z'/></svg>"
        .to_vec();
    let png = raster::sharp(&svg, 32.0).map(|picture| picture.png);
    let jpeg = [
        &b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"[..],
        b"\xff\xc0\x00\x11\x08\x00\x40\x02\x80\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9",
    ];
    for (path, content, kinds) in [
        ("mark.svg", svg, &["image1.svg", "image1.png"][..]),
        ("marks/Mark.PNG", png.unwrap(), &["image1.png"]),
        ("mark.jpg", jpeg.concat(), &["image1.jpeg"]),
    ] {
        let mut document = document(|section| section.paragraph("Text."));
        document.control("organisation", "Organisation", "Byron & Co");
        document.logo = Some(Logo { path: path.to_owned(), content });
        document.footer = Some("Internal: https://a.example".to_owned());
        let xml = body(&document);
        assert!(xml.find("<w:pStyle w:val=\"Logo\"/>") < xml.find("<w:pStyle w:val=\"Title\"/>"), "{path}");
        assert!(xml.contains("name=\"Logo\" descr=\"Byron &amp; Co\""), "{xml}");
        // Ten times as wide as high, and as wide as a letterhead lets it be.
        assert!(xml.contains("<wp:extent cx=\"2743200\" cy=\"274320\"/>"), "{path}: {xml}");
        assert_eq!(styled(&xml, "LastLine"), ["Internal: https://a.example"]);
        assert!(xml.rfind("LastLine") > xml.rfind("Text."));
        let links = part(&document, "word/_rels/document.xml.rels");
        let mut archive = ZipArchive::new(Cursor::new(render(&document).unwrap())).unwrap();
        for kind in kinds {
            assert!(links.contains(&format!("Target=\"media/{kind}\"")), "{path}: {links}");
            assert!(archive.by_name(&format!("word/media/{kind}")).is_ok(), "{path}: {kind}");
        }
    }
}

#[test]
fn a_logo_that_is_no_picture_is_left_out() {
    for path in ["mark.svg", "mark.png"] {
        let mut document = document(|section| section.paragraph("Text."));
        document.logo = Some(Logo { path: path.to_owned(), content: b"no picture".to_vec() });
        assert!(!body(&document).contains("<w:drawing>"));
    }
}

proptest! {
    #[test]
    fn any_words_arrive(words in "\\PC{1,40}") {
        let document = document(|section| {
            section.paragraph("Text.");
            section.list(ListKind::Bullets, [Text::from(words.as_str())]);
        });
        let kept = |text: &str| -> String { text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect() };
        let found = styled(&body(&document), "ListParagraph").concat();
        let expected = Text::from(words.as_str());
        prop_assert_eq!(found, if expected.is_blank() { String::new() } else { kept(&expected.plain()) });
    }
}

#[test]
fn between_two_wide_tables_there_is_no_page_and_one_that_fits_the_margins_turns_none() {
    let table = |columns: usize| {
        let mut table = Table::new((0..columns).map(|at| Column::required(format!("Considerable{at}"))));
        (0..9).for_each(|_| table.row(None, (0..columns).map(|_| Text::from("considerable"))));
        table
    };
    let sections = |columns: usize, count: usize| {
        let xml = part(
            &document(|section| (0..count).for_each(|_| section.table(table(columns)))),
            "word/document.xml",
        );
        (
            xml.matches("<w:sectPr>").count(),
            xml.matches("w:orient=\"landscape\"").count(),
            xml.matches("<w:tblInd").count(),
        )
    };
    // What stands before them, and each of the two.
    assert_eq!(sections(12, 2), (3, 2, 0));
    assert_eq!(sections(7, 2), (1, 0, 2));
}

#[test]
fn a_short_list_stays_on_one_page() {
    let items = |count: usize| {
        let document =
            document(|section| section.list(ListKind::Bullets, (0..count).map(|_| Text::from("One."))));
        part(&document, "word/document.xml").matches("<w:keepNext/><w:numPr>").count()
    };
    assert_eq!((items(4), items(9)), (3, 0));
}
