//! The content that is built in is whole, and content that is broken is explained.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use underpin::catalogue::{AGENDAS, Catalogue, Problems, embedded, load};
use underpin::workshop::records::{Aspect, Kind};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the content that may be broken.
fn copied() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&content(), folder.path());
    folder
}

/// What is said about content in which one text of a file is replaced by another.
fn complaints(file: &str, from: &str, to: &str) -> Vec<String> {
    let folder = copied();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    said(load(folder.path()))
}

fn said(loaded: Result<Catalogue, Problems>) -> Vec<String> {
    loaded.map_or_else(|problems| problems.0.iter().map(ToString::to_string).collect(), |_| Vec::new())
}

#[test]
fn the_built_in_content_is_whole() {
    let catalogue = embedded().unwrap_or_else(|problems| panic!("\n{problems}"));
    assert_eq!((catalogue.id.as_str(), catalogue.version.as_str()), ("underpin", "1"));
    let stages: Vec<_> = catalogue.stages.iter().map(|stage| stage.id.as_str()).collect();
    assert_eq!(stages, ["understand", "assess", "leverage", "adoption"]);
    assert!(!catalogue.about.is_empty());
    let ids: Vec<_> = catalogue.mistakes.iter().map(|mistake| mistake.id.as_str()).collect();
    assert_eq!(ids, ["M1", "M2", "M3", "M4", "M5", "H1", "H2", "H3", "H4", "H5", "H6", "H7"]);
    let people: Vec<_> =
        catalogue.principles.iter().map(|one| (one.id.as_str(), one.person.as_str())).collect();
    assert_eq!(
        people,
        [
            ("P1", "Daniel Lereya"),
            ("P2", "Daniel Lereya"),
            ("P3", "Asha Sharma"),
            ("P4", "Ivan Zhao"),
            ("P5", "Eli Schwartz"),
            ("P6", "Vijay"),
        ]
    );
}

#[test]
fn a_folder_reads_like_the_program() {
    assert_eq!(load(&content()), embedded());
}

#[test]
fn an_activity_has_all_its_parts() {
    let catalogue = embedded().unwrap();
    let limits = catalogue.activity("limits").unwrap();
    assert_eq!(limits.feeds_section(), ("blueprint", "doomsday"));
    assert_eq!((limits.timebox[&60], limits.timebox[&210], limits.principle.as_deref()), (6, 12, Some("P4")));
    assert!(limits.question.ends_with('?') && !limits.why.contains('\n'));
    assert!(limits.follow_ups.len() > 2 && limits.follow_ups.iter().all(|one| !one.contains('\n')));
    assert!(limits.example.starts_with("- `") && limits.example.lines().count() > 2);
    assert_eq!(limits.captures[1].kind(), Kind::Measurement);
    assert_eq!(limits.captures[1].fields().len(), Kind::Measurement.spec().fields.len());
    assert_eq!(catalogue.asks(Kind::Limit, Some("at_100x")).unwrap().id, "hundredfold");
    assert_eq!(catalogue.asks(Kind::Limit, None).unwrap().id, "limits");
    for aspect in [Aspect::Adoption, Aspect::Governance] {
        let levels = catalogue.levels_of(aspect).unwrap();
        assert!(levels.levels.iter().chain(&levels.next).all(|text| text.len() > 20), "{levels:?}");
    }
}

#[test]
fn every_activity_reads_well_and_every_agenda_fits() {
    let catalogue = embedded().unwrap();
    for activity in &catalogue.activities {
        let id = &activity.id;
        assert!(activity.question.ends_with('?'), "{id}");
        assert!((2..=8).contains(&activity.follow_ups.len()), "{id}");
        assert!((2..=8).contains(&activity.notes.len()), "{id}");
        assert!(!activity.why.is_empty() && !activity.example.is_empty(), "{id}");
    }
    for agenda in AGENDAS {
        let planned: u32 = catalogue.activities.iter().filter_map(|one| one.timebox.get(&agenda)).sum();
        assert!(planned <= agenda, "the agenda of {agenda} minutes takes {planned}");
        for stage in &catalogue.stages {
            let shown = catalogue.activities_of(&stage.id).filter(|one| one.in_agenda(agenda)).count();
            assert!(shown > 0, "nothing of {} in {agenda} minutes", stage.id);
        }
    }
}

#[test]
fn mistakes_in_a_page_are_named_with_their_line() {
    let limits = "activities/13-limits.md";
    let text = fs::read_to_string(content().join(limits)).unwrap();
    for (from, to, expected) in [
        ("stage: assess", "stage: asess", "there is no stage “asess” (did you mean “assess”?)"),
        ("principle: P4", "principle: P9", "there is no principle “P9” (known: P1, P2, P3, P4, P5, P6)"),
        ("flags: [M3,", "flags: [M9,", "there is no flag “M9” (known: M1, M2,"),
        ("#doomsday", "#domesday", "“blueprint” has no section “domesday” (did you mean “doomsday”?)"),
        (
            "blueprint#",
            "blue#",
            "there is no document “blue” (known: blueprint, api-specification, adoption-guide)",
        ),
        (
            "blueprint#doomsday",
            "doomsday",
            "“doomsday” names no section of a document (write DOCUMENT#SECTION, such as blueprint#context)",
        ),
        ("table: limit", "table: limits", "there is no kind of record “limits” (did you mean “limit”?)"),
        ("table: limit", "form: limit", "“limit” is a table (write “table: limit”)"),
        ("hard, growth", "hrad, growth", "“limit” has no field “hrad” (did you mean “hard”?)"),
        ("hard, growth", "name, growth", "“name” is asked twice (keep one)"),
        ("agendas: [60", "agendas: [75, 60", "there is no agenda of 75 minutes (known: 60, 90, 210)"),
        ("60: 6, ", "", "there is no timebox for the agenda of 60 minutes (add “60: …”)"),
        (
            "agendas: [60, ",
            "agendas: [",
            "there is a timebox for 60 minutes, and the activity is not in that agenda (add 60 to the agendas, or remove the timebox)",
        ),
        ("minutes: 12", "minuets: 12", "there is no field “minuets” (did you mean “minutes”?)"),
        (
            "## Follow-ups",
            "## Follow ups",
            "the section “Follow ups” is not shown anywhere (did you mean “Follow-ups”?)",
        ),
        (
            "covers: [Q5]",
            "covers: [Q6]",
            "there is nothing called “Q6” to cover (known: ST1–ST4, P1–P6, Q1–Q5, F1–F7, M1–M5, H1–H7, D1–D3)",
        ),
        ("covers: [Q5]", "covers: [Q4]", "“Q4” is covered twice (the other is in"),
        (
            "id: limits",
            "id: frame",
            "the activity “frame” is there twice (the other is in activities/01-frame.md)",
        ),
    ] {
        let found = complaints(limits, from, to);
        let at = if expected.contains("timebox") { "timebox:" } else { from };
        let line = text.split(at).next().unwrap().lines().count()
            + usize::from(text.split(at).next().unwrap().ends_with('\n'));
        let wanted = format!("{limits}:{line}: {expected}");
        let elsewhere =
            |one: &String| one.starts_with("activities/19-sourcing.md:") && expected.contains("twice");
        assert!(found.iter().any(|one| one.starts_with(&wanted) || elsewhere(one)), "{wanted}\n{found:#?}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let limits = "activities/13-limits.md";
    for (file, from, to, expected) in [
        (limits, "# What will", "What will", "the question is missing (add “# …?” after the front matter)"),
        (
            limits,
            "## Why it matters",
            "### Why it matters",
            "the section “Why it matters” is missing (add “## Why it matters”)",
        ),
        (limits, "title: The doomsday clock\n", "", "the field “title” is missing (add “title: …”)"),
        (limits, "---\nid", "id", "1: the page has no front matter"),
        (limits, "minutes: 12", "minutes: a while", ":5: invalid u32"),
        (limits, "flags: [M3", "flags: [[M3", ": "),
        (
            "levels/adoption.md",
            "- 1 to 2:",
            "- 1 to two:",
            "the step from 1 to 2 is missing (add “- 1 to 2: …”)",
        ),
        (
            "levels/adoption.md",
            "## 3 Scalable",
            "## 3 Scalabel",
            "the section “3 Scalabel” is not shown anywhere (did you mean “3 Scalable”?)",
        ),
        (
            "levels/adoption.md",
            "id: adoption",
            "id: adaption",
            "2: there is no aspect “adaption” (did you mean “adoption”?)",
        ),
        ("mistakes/m1-abstract-future.md", "id: M1", "id: M7", "2: no flag warns of “M7” (known: M1,"),
        ("stages/understand.md", "number: 1", "number: 2", "two stages have the number 2"),
        (
            "principles/p1-share-what-repeats.md",
            "- Name a part",
            "Name a part",
            "only a list belongs under “Try”",
        ),
        ("pack.md", "id: underpin", "idd: underpin", "2: there is no field “idd” (did you mean “id”?)"),
    ] {
        let found = complaints(file, from, to);
        assert!(
            found.iter().any(|one| one.starts_with(file) && one.contains(expected)),
            "{expected}\n{found:#?}"
        );
    }
}

#[test]
fn what_the_built_in_content_promises_is_kept_and_a_teams_own_may_be_shorter() {
    let folder = copied();
    fs::remove_file(folder.path().join("activities/04-pains.md")).unwrap();
    let found = said(load(folder.path()));
    assert_eq!(
        found[..2],
        [
            "pack.md:1: no activity captures “pain” (add it to the “captures” of one)",
            "pack.md:1: nothing covers “Q2” (add it to the “covers” of the page that does)",
        ],
        "{found:#?}"
    );
    let pack = folder.path().join("pack.md");
    let text = fs::read_to_string(&pack).unwrap();
    fs::write(&pack, text.replace("id: underpin", "id: ours")).unwrap();
    assert_eq!(load(folder.path()).unwrap().id, "ours");
}

#[test]
fn all_problems_are_reported_at_once() {
    let folder = copied();
    for (file, from, to) in [
        ("activities/13-limits.md", "stage: assess", "stage: asess"),
        ("activities/04-pains.md", "table: pain", "table: pian"),
        ("mistakes/m3-too-late.md", "## Do\n", "## Did\n"),
    ] {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace(from, to)).unwrap();
    }
    let found = said(load(folder.path()));
    let files: Vec<_> = found.iter().map(|one| one.split(':').next().unwrap()).collect();
    assert_eq!(
        files,
        [
            "activities/04-pains.md",
            "activities/13-limits.md",
            "mistakes/m3-too-late.md",
            "mistakes/m3-too-late.md"
        ]
    );
}

#[test]
fn a_folder_that_is_no_content_says_what_content_is() {
    let folder = TempDir::new().unwrap();
    let found = said(load(&folder.path().join("nowhere")));
    assert!(
        found[0].contains("content is a folder with pack.md and the folders stages, activities"),
        "{found:#?}"
    );
    assert_eq!(
        said(load(folder.path())),
        ["pack.md:1: the content has no pack.md (give it one with id, version and title)"]
    );
    let pack = "---\nid: ours\nversion: \"1\"\ntitle: Ours\n---\n";
    fs::write(folder.path().join("pack.md"), pack).unwrap();
    assert_eq!(
        said(load(folder.path())),
        ["pack.md:1: the content asks nothing (it needs a page in stages/ and one in activities/ at least)"]
    );
    fs::create_dir(folder.path().join("stages")).unwrap();
    fs::write(folder.path().join("stages/one.md"), b"---\nid: \xff\n---\n").unwrap();
    fs::write(folder.path().join("notes.md"), "---\n---\n").unwrap();
    fs::write(folder.path().join("README.md"), "For the authors.").unwrap();
    let found = said(load(folder.path()));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("notes.md:1: the page is not read by anything"));
    assert!(found[1].starts_with("stages/one.md:2: the page is not UTF-8"));
}

fn pages() -> Vec<(String, String)> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                walk(&entry.path(), root, found);
            } else {
                let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&content(), &content(), &mut found);
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is cut out of a page or put into it, the answer is a catalogue or a list of problems.
    #[test]
    fn broken_pages_never_panic(
        page in any::<prop::sample::Index>(),
        cut in any::<(prop::sample::Index, prop::sample::Index)>(),
        put in "[-#:\\[\\]{}&*!|>'\"%@`a-z0-9 \n\t]{0,12}",
    ) {
        let folder = copied();
        let pages = pages();
        let (file, text) = &pages[page.index(pages.len())];
        let mut ends = [cut.0.index(text.len() + 1), cut.1.index(text.len() + 1)].map(|at| text.floor_char_boundary(at));
        ends.sort_unstable();
        let broken = format!("{}{put}{}", &text[..ends[0]], &text[ends[1]..]);
        fs::write(folder.path().join(file), broken).unwrap();
        for problem in load(folder.path()).err().map(|problems| problems.0).unwrap_or_default() {
            prop_assert!(problem.line > 0 && !problem.text.is_empty(), "{problem}");
        }
    }
}
