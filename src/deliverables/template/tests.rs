#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use super::*;
use crate::catalogue::{DOCUMENTS, embedded};
use crate::deliverables::document::{Body, Text};
use crate::deliverables::export::Set;
use crate::deliverables::markdown;
use crate::deliverables::text::Target;
use crate::workshop::event::Entry;
use crate::workshop::session::Session;
use crate::workshop::testkit::Room;
use std::fs;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(root.path().join(name), text).unwrap();
    }
    root
}

fn documents() -> Vec<Document> {
    let mut blueprint = Document::new("blueprint", "Keel: Platform Architecture Blueprint");
    blueprint.control("owner", "Owner", "Ada Byron");
    blueprint.control("version", "Version", "0.3");
    for (id, heading) in
        [("summary", "Executive summary"), ("doomsday", "Doomsday clock"), ("risks", "Risks")]
    {
        blueprint.section(id, heading, |s| {
            s.paragraph(Text::from("A product team waits. See ").link("it", Target::Heading("risks".into())));
        });
    }
    let mut guide = Document::new("adoption-guide", "Keel: Platform Adoption Guide");
    guide.section("scaling", "Scaling", |s| {
        let target = |heading: &str| Target::Document { slug: "blueprint", heading: heading.to_owned() };
        let text = Text::new().link("clock", target("Doomsday clock")).then(" and ");
        s.paragraph(text.link("risks", target("Risks")));
    });
    vec![blueprint, guide]
}

fn shaped(files: &[(&str, &str)]) -> Vec<String> {
    let root = folder(files);
    let mut documents = documents();
    Templates::read(root.path()).unwrap().apply(&Records::default(), &mut documents);
    documents.iter().map(markdown::render).collect()
}

#[test]
fn without_a_word_nothing_changes() {
    let plain: Vec<_> = documents().iter().map(markdown::render).collect();
    assert_eq!(shaped(&[]), plain);
    assert_eq!(shaped(&STARTING_SET), plain, "the starting set is all comments");
}

#[test]
fn words_order_and_omissions_are_followed_and_so_are_links() {
    let texts = shaped(&[
        (COMMON, "footer = \"Internal\"\n[phrases]\n\"product team\" = \"squad\"\n\"risk\" = \"peril\"\n"),
        (
            "blueprint.toml",
            "title = \"Plan\"\norder = [\"doomsday\"]\nomit = [\"risks\"]\n[headings]\ndoomsday = \"When we run out\"\n\
             [front_matter]\ndepartment = \"Keel\"\nversion = \"\"\n[front_matter_keys]\nowner = \"steward\"\n",
        ),
    ]);
    let blueprint = &texts[0];
    assert!(blueprint.contains("# Keel: Plan\n"), "{blueprint}");
    assert!(blueprint.contains("steward: \"Ada Byron\"\ndepartment: \"Keel\"\n"), "{blueprint}");
    assert!(!blueprint.contains("version"), "{blueprint}");
    let (clock, summary) = (blueprint.find("## When we run out"), blueprint.find("## Executive summary"));
    assert!(clock.is_some() && clock < summary, "{blueprint}");
    assert!(blueprint.contains("A squad waits. See it"), "a link to what is gone is only words: {blueprint}");
    assert!(blueprint.trim_end().ends_with("Internal"), "{blueprint}");
    let guide = &texts[1];
    assert!(guide.contains("[clock](blueprint.md#when-we-run-out)"), "{guide}");
    assert!(guide.contains("[risks](blueprint.md)"), "{guide}");
}

#[test]
fn phrases_are_whole_words_and_keep_their_capital() {
    let mut documents = vec![Document::new("blueprint", "Blueprint")];
    documents[0].section("risks", "Risk and risks", |s| {
        s.paragraph(
            Text::from("Risk of a risky `risk`: one risk.")
                .link("risk", Target::Url("https://a.b/risk".into())),
        );
    });
    let root = folder(&[(COMMON, "[phrases]\nrisk = \"peril\"\n")]);
    Templates::read(root.path()).unwrap().apply(&Records::default(), &mut documents);
    let Body::Heading { text, .. } = &documents[0].blocks[0].body else { panic!("a heading") };
    assert_eq!(text, "Peril and risks");
    let Body::Paragraph(text) = &documents[0].blocks[1].body else { panic!("a paragraph") };
    assert_eq!(text.plain(), "Peril of a risky risk: one peril.risk");
}

#[test]
fn a_logo_stands_below_the_title_and_beside_the_documents() {
    let root = folder(&[("template.toml", "logo = \"keel.svg\"\n"), ("keel.svg", "<svg/>")]);
    let templates = Templates::read(root.path()).unwrap();
    assert_eq!(templates.files(), [File::text("keel.svg", "<svg/>")]);
    let mut documents = documents();
    templates.apply(&Records::default(), &mut documents);
    let text = markdown::render(&documents[0]);
    assert!(text.contains("Blueprint\n\n![Logo](keel.svg)\n"), "{text}");
}

#[test]
fn every_mistake_is_told_with_its_file_and_line() {
    let table = [
        ("template.toml", "ordr = []\n", "template.toml:1: there is no key “ordr” (did you mean “order”?)"),
        (
            "template.toml",
            "\n\nfooter = 5\n",
            "template.toml:3: text is wanted here, not integer (put it in quotation marks)",
        ),
        ("template.toml", "footer = \"a\n", "template.toml:1: "),
        ("template.toml", "title = \"One\"\n", "template.toml:1: three documents cannot have one title"),
        (
            "blueprint.toml",
            "omit = [\n  \"glosary\",\n]\n",
            "blueprint.toml:2: there is no section “glosary” (did you mean “glossary”?)",
        ),
        ("blueprint.toml", "omit = [\"checklist\"]\n", "blueprint.toml:1: there is no section “checklist”"),
        (
            "blueprint.toml",
            "omit = \"risks\"\n",
            "blueprint.toml:1: a list of sections is wanted here, not string",
        ),
        ("blueprint.toml", "order = [\"risks\", \"risks\"]\n", "blueprint.toml:1: “risks” is named twice"),
        (
            "blueprint.toml",
            "omit = [\"risks\"]\norder = [\"risks\"]\n",
            "blueprint.toml:2: “risks” is ordered and left out",
        ),
        (
            "blueprint.toml",
            "[headings]\nriks = \"Perils\"\n",
            "blueprint.toml:2: there is no section “riks” (did you mean “risks”?)",
        ),
        ("blueprint.toml", "[headings]\nrisks = \"\"\n", "blueprint.toml:2: the heading of “risks” is empty"),
        (
            "template.toml",
            "[front_matter]\n\"a b\" = \"c\"\n",
            "template.toml:2: “a b” cannot be a key of front matter",
        ),
        ("template.toml", "[front_matter]\ntitle = \"c\"\n", "template.toml:2: “title” is taken"),
        ("template.toml", "logo = \"gone.svg\"\n", "template.toml:1: the logo gone.svg cannot be read"),
        (
            "template.toml",
            "logo = \"../a.svg\"\n",
            "template.toml:1: the logo ../a.svg is not in this folder",
        ),
        ("template.toml", "logo = \"a.pdf\"\n", "template.toml:1: a.pdf is no picture"),
        (
            "blueprint.toml",
            "\ntitle = \" \"\n",
            "blueprint.toml:2: the title is empty (to keep the document's own, leave the line out)",
        ),
        (
            "template.toml",
            "footer = \"TBD\"\n",
            "template.toml:1: the last line only says “TBD” (leave it out",
        ),
        (
            "adoption-guide.toml",
            "[headings]\nsupport = \"todo\"\n",
            "adoption-guide.toml:2: the heading of “support” only says “todo”",
        ),
        ("template.toml", "[front_matter]\nunit = \"n/a\"\n", "template.toml:2: “unit” only says “n/a”"),
        (
            "blueprint.toml",
            "[headings]\nnext = \"Plan\"\nrisks = \"executive summary\"\n",
            "blueprint.toml:3: “risks” and “summary” have the same heading, “executive summary” (give one",
        ),
        (
            "template.toml",
            "[headings]\nescalation = \"Help\"\nsupport = \"Help\"\n",
            "template.toml:2: “escalation” and “support” have the same heading, “Help”",
        ),
        ("blueprnt.toml", "", "blueprnt.toml:1: no document has this name (did you mean blueprint.toml?)"),
    ];
    for (name, text, told) in table {
        let root = folder(&[(name, text)]);
        let problems = Templates::read(root.path()).unwrap_err().to_string();
        assert!(problems.starts_with(told), "{text:?}: {problems}");
    }
    assert!(Templates::read(Path::new("/nowhere")).is_err());
}

#[test]
fn headings_may_change_places_or_take_that_of_what_is_left_out() {
    let root = folder(&[
        ("blueprint.toml", "[headings]\nrisks = \"Decisions\"\ndecisions = \"Risks\"\n"),
        ("adoption-guide.toml", "omit = [\"support\"]\n[headings]\nescalation = \"Support\"\n"),
        // The same section of two documents, and an empty last line, are no mistake.
        (COMMON, "footer = \"\"\n[headings]\nrules = \"House rules\"\n"),
    ]);
    assert_eq!(Templates::read(root.path()).map(|_| ()).map_err(|problems| problems.to_string()), Ok(()));
}

fn northlight() -> Session {
    let path = format!("{}/sessions/northlight/journal.jsonl", env!("CARGO_MANIFEST_DIR"));
    let entries: Vec<Entry> =
        fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Session::replay(&entries)
}

#[test]
fn the_usual_headings_are_those_of_the_documents() {
    let (session, catalogue) = (northlight(), embedded().unwrap());
    let set = Set::of(&session, &catalogue, crate::deliverables::export::as_of(&session));
    for document in &set.documents {
        let heads = document.blocks.iter().filter_map(|block| match &block.body {
            Body::Heading { level: 2, text, key } => Some((key.as_str(), text.as_str())),
            _ => None,
        });
        let usual: BTreeMap<&str, &str> = headings::of(Some(&document.slug)).collect();
        let sections = DOCUMENTS.iter().find(|(slug, _)| *slug == document.slug).unwrap().1;
        assert!(sections.iter().all(|section| usual.contains_key(section)), "{}", document.slug);
        for (key, text) in heads.filter(|(key, _)| sections.contains(key)) {
            assert_eq!(usual.get(key), Some(&text), "{}", document.slug);
        }
    }
}

#[test]
fn what_the_team_said_stays_as_it_was_said() {
    let mut room = Room::new();
    room.add("risk", &[("name", "The product team waits for a vendor")]);
    room.add("pain", &[("name", "A quiet hour"), ("evidence", "One product team counted it")]);
    room.add("term", &[("term", "team")]);
    let phrases = [("product team".to_owned(), "squad".to_owned()), ("team".to_owned(), "crew".to_owned())];
    let phrases = phrases.into_iter().collect();
    let said = said::Phrases::of(&phrases, room.records());
    let table = [
        (
            "A product team asks: “The product team waits for a vendor”.",
            "A squad asks: “The product team waits for a vendor”.",
        ),
        // A sentence may give an answer another first letter.
        (
            "It is said that one product team counted it, and a team agrees.",
            "It is said that one product team counted it, and a crew agrees.",
        ),
        // One ordinary word belongs to everybody.
        ("Team by team, teams", "Crew by crew, teams"),
    ];
    for (words, shaped) in table {
        assert_eq!(said.replaced(words), shaped);
    }
}

#[test]
fn nobody_is_sent_to_questions_that_are_left_out() {
    let (session, catalogue) = (northlight(), embedded().unwrap());
    let as_of = crate::deliverables::export::as_of(&session);
    let root = folder(&[("blueprint.toml", "omit = [\"questions\"]\n")]);
    let templates = Templates::read(root.path()).unwrap();
    let text = |templates: &Templates| {
        let set = Set::shaped(&session, &catalogue, as_of, templates);
        markdown::render(&set.documents[0])
    };
    let (whole, short) = (text(&Templates::default()), text(&templates));
    assert!(
        whole.contains("questions are still open and [listed at the end](#open-questions), with"),
        "{whole}"
    );
    assert!(short.contains("questions are still open.\n") && !short.contains("listed at the end"), "{short}");
}
