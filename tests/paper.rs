//! The worked examples as PDF, set in the program itself.
#![cfg(feature = "pdf")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

use underpin::deliverables::export::{self, Format};
use underpin::typesetting;
use underpin::workshop::session::Session;

fn sources(name: &str) -> Vec<export::File> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).join("journal.jsonl");
    let journal: Vec<_> =
        fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let session = Session::replay(&journal);
    let catalogue = underpin::catalogue::embedded().unwrap();
    export::files(&session, &catalogue, export::as_of(&session), &[Format::Typst])
}

#[test]
fn every_document_is_set_and_always_the_same() {
    let sources = sources("northlight");
    let set = typesetting::pdfs(&sources).unwrap();
    let names: Vec<&str> = set.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["blueprint.pdf", "api-specification.pdf", "adoption-guide.pdf"]);
    assert!(set.iter().all(|file| file.content.starts_with(b"%PDF-")));
    assert!(typesetting::pdfs(&sources).unwrap() == set);
}

#[test]
fn a_source_that_cannot_be_set_is_named() {
    let mut sources = sources("castellan-pay");
    let blueprint = sources.iter_mut().find(|file| file.path.ends_with("blueprint.typ")).unwrap();
    blueprint.content.extend_from_slice(b"\n#no-such-thing\n");
    let said = typesetting::pdfs(&sources).unwrap_err().to_string();
    assert!(said.contains("blueprint") && said.contains("no-such-thing"), "{said}");
}

#[test]
fn without_sources_there_is_nothing_to_set() {
    assert!(typesetting::pdfs(&[]).unwrap().is_empty());
}
