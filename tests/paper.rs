//! The worked examples as PDF, set in the program itself.
#![cfg(feature = "pdf")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

use underpin::deliverables::document::Logo;
use underpin::deliverables::export::{self, File, Format, Set};
use underpin::typesetting::Typesetter;
use underpin::workshop::session::Session;

const ALL: [&str; 3] = ["blueprint", "api-specification", "adoption-guide"];

fn sources(name: &str, change: impl FnOnce(&mut Set<'_>)) -> Vec<File> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).join("journal.jsonl");
    let journal: Vec<_> =
        fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let session = Session::replay(&journal);
    let catalogue = underpin::catalogue::embedded().unwrap();
    let mut set = Set::of(&session, &catalogue, export::as_of(&session));
    change(&mut set);
    set.files(&[Format::Typst])
}

/// The documents, and the names of those that were set for it.
fn set(typesetter: &mut Typesetter, sources: &[File]) -> (Vec<File>, Vec<String>) {
    let mut begun = Vec::new();
    let done = typesetter.pdfs(sources, |document| begun.push(document.to_owned())).unwrap();
    (done, begun)
}

#[test]
fn every_document_is_set_always_the_same_and_only_when_it_changed() {
    let mut sources = sources("northlight", |_| {});
    let mut typesetter = Typesetter::default();
    let (done, begun) = set(&mut typesetter, &sources);
    assert_eq!(begun, ALL);
    let names: Vec<&str> = done.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ALL.map(|name| format!("{name}.pdf")));
    assert!(done.iter().all(|file| file.content.starts_with(b"%PDF-")));
    assert!(set(&mut Typesetter::default(), &sources).0 == done);

    let again = set(&mut typesetter, &sources);
    assert!(again.0 == done && again.1.is_empty(), "nothing changed, and {:?} was set", again.1);
    let guide = sources.iter_mut().find(|file| file.path.ends_with("adoption-guide.typ")).unwrap();
    guide.content.extend_from_slice(b"\nOne more word.\n");
    assert_eq!(set(&mut typesetter, &sources).1, ["adoption-guide"]);
    let drawing = sources.iter_mut().find(|file| file.path.ends_with("/context.svg")).unwrap();
    drawing.content.extend_from_slice(b"<!-- new -->");
    assert_eq!(set(&mut typesetter, &sources).1, ["blueprint"]);
}

#[test]
fn a_source_that_cannot_be_set_is_named() {
    let mut sources = sources("castellan-pay", |_| {});
    let blueprint = sources.iter_mut().find(|file| file.path.ends_with("blueprint.typ")).unwrap();
    blueprint.content.extend_from_slice(b"\n#no-such-thing\n");
    let said = Typesetter::default().pdfs(&sources, |_| {}).unwrap_err().to_string();
    assert!(said.contains("blueprint") && said.contains("no-such-thing"), "{said}");
}

#[test]
fn an_organisations_logo_and_last_line_are_set_too() {
    let svg =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='400' height='40'><path d='M0 0h400v40z'/></svg>";
    let logo = |path: &str, content: &[u8]| Some(Logo { path: path.into(), content: content.into() });
    let guide = |change: fn(&mut Set<'_>)| {
        sources("northlight", |set| {
            set.documents.retain(|document| document.slug == "adoption-guide");
            change(set);
        })
    };
    let plain = set(&mut Typesetter::default(), &guide(|_| {})).0;
    let mut whole = sources("northlight", |set| {
        set.documents.retain(|document| document.slug == "adoption-guide");
        set.documents[0].logo = logo("Our marks/logo one.SVG", svg);
        set.documents[0].footer = Some("Internal — #not for *others*".into());
    });
    let (done, begun) = set(&mut Typesetter::default(), &whole);
    assert_eq!(begun, ["adoption-guide"]);
    assert_ne!(done, plain);
    // Another logo makes another document.
    let mut typesetter = Typesetter::default();
    set(&mut typesetter, &whole);
    let picture = whole.iter_mut().find(|file| file.path == "typst/logo/Our marks/logo one.SVG").unwrap();
    picture.content = svg.map(|byte| if byte == b'4' { b'3' } else { byte }).to_vec();
    assert_eq!(set(&mut typesetter, &whole).1, ["adoption-guide"]);
}

#[test]
fn without_sources_there_is_nothing_to_set() {
    assert!(Typesetter::default().pdfs(&[], |_| {}).unwrap().is_empty());
}
