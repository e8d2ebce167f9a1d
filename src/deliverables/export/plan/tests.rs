#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use super::super::File;
use super::*;
use proptest::prelude::*;

fn piece(format: &'static str, path: &str, text: &str) -> Piece {
    Piece { format, file: File::text(path, text) }
}

fn plan(folder: &Path, pieces: &[(&'static str, &str, &str)]) -> Plan {
    let pieces = pieces.iter().map(|(format, path, text)| piece(format, path, text)).collect();
    Plan::of(folder, "session", pieces, &[Format::Markdown]).unwrap()
}

fn fates(plan: &Plan) -> Vec<(&str, Fate)> {
    plan.changes.iter().map(|change| (change.path.as_str(), change.fate)).collect()
}

/// A folder to which `a.md`, `b.md`, `old/c.md` and a table were written.
fn written() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let first = [
        ("markdown", "a.md", "a"),
        ("markdown", "b.md", "b"),
        ("markdown", "old/c.md", "c"),
        ("tables", "tables/t.csv", "t"),
    ];
    let report = plan(root.path(), &first).carry_out(&Yes::none()).unwrap();
    assert_eq!(report.written, ["a.md", "b.md", "old/c.md", "tables/t.csv"]);
    root
}

#[test]
fn each_file_has_the_fate_it_deserves() {
    let root = written();
    fs::write(root.path().join("b.md"), "b, and what Ada added").unwrap();
    fs::write(root.path().join("notes.md"), "Ada's own").unwrap();
    let next = [
        ("markdown", "a.md", "a changed"),
        ("markdown", "b.md", "b changed"),
        ("markdown", "d.md", "d"),
        ("markdown", "notes.md", "ours"),
    ];
    let planned = plan(root.path(), &next);
    assert_eq!(
        fates(&planned),
        [
            ("b.md", Fate::Edited),
            ("notes.md", Fate::Foreign),
            ("a.md", Fate::Changed),
            ("d.md", Fate::New),
            ("old/c.md", Fate::Removed),
        ]
    );
    let report = planned.carry_out(&Yes::none()).unwrap();
    assert_eq!(report.written, ["a.md", "d.md"]);
    assert_eq!(report.kept, ["b.md", "notes.md"]);
    assert_eq!(report.removed, ["old/c.md"]);
    assert!(!root.path().join("old").exists(), "an empty folder does not stay behind");
    let read = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert_eq!((read("b.md").as_str(), read("notes.md").as_str()), ("b, and what Ada added", "Ada's own"));
    assert_eq!(read("tables/t.csv"), "t", "another format's files are left alone");
    let again = plan(root.path(), &next);
    assert_eq!(again.count(Fate::Edited), 1, "what was kept stays marked");
}

#[test]
fn a_yes_holds_for_the_content_that_was_seen() {
    let root = written();
    let path = root.path().join("a.md");
    let next = [("markdown", "a.md", "ours"), ("markdown", "b.md", "b"), ("markdown", "old/c.md", "c")];
    fs::write(&path, "first edit").unwrap();
    let planned = plan(root.path(), &next);
    let yes = Yes::To(planned.guarded().map(|change| (change.path.clone(), change.seen())).collect());
    fs::write(&path, "second edit").unwrap();
    let report = plan(root.path(), &next).carry_out(&yes).unwrap();
    assert_eq!((report.kept.as_slice(), report.written.len()), (["a.md".to_owned()].as_slice(), 0));
    fs::write(&path, "first edit").unwrap();
    let report = plan(root.path(), &next).carry_out(&yes).unwrap();
    assert_eq!(report.written, ["a.md"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "ours");
}

#[test]
fn what_is_no_longer_needed_goes_only_when_nobody_touched_it() {
    let root = written();
    fs::write(root.path().join("old/c.md"), "c, edited").unwrap();
    let planned = plan(root.path(), &[("markdown", "a.md", "a")]);
    assert_eq!(
        fates(&planned),
        [("old/c.md", Fate::Orphaned), ("b.md", Fate::Removed), ("a.md", Fate::Unchanged)]
    );
    let report = planned.carry_out(&Yes::none()).unwrap();
    assert_eq!((report.kept, report.removed), (vec!["old/c.md".to_owned()], vec!["b.md".to_owned()]));
    assert!(root.path().join("old/c.md").exists());
}

#[test]
fn the_files_of_another_session_are_not_ours() {
    let root = written();
    let pieces = vec![piece("markdown", "a.md", "another's a"), piece("markdown", "b.md", "b")];
    let planned = Plan::of(root.path(), "another", pieces, &[Format::Markdown]).unwrap();
    assert_eq!(fates(&planned), [("a.md", Fate::Foreign), ("b.md", Fate::Unchanged)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever was there and whatever a person did: the second export of the same set has nothing to do, and
    /// no file that a person wrote is ever touched.
    #[test]
    fn writing_twice_writes_nothing_and_edits_survive(
        first in prop::collection::btree_map("[a-d]\\.md", "[xyz\n]{0,6}", 0..4),
        // A text that the program may have written itself is no edit.
        edits in prop::collection::btree_map("[a-e]\\.md", "E[XYZ\n]{0,5}", 0..3),
        second in prop::collection::btree_map("[a-d]\\.md", "[xyz\n]{0,6}", 0..4),
    ) {
        let root = tempfile::tempdir().unwrap();
        let set = |files: &BTreeMap<String, String>| {
            let pieces = files.iter().map(|(path, text)| piece("markdown", path, text)).collect();
            Plan::of(root.path(), "session", pieces, &[Format::Markdown]).unwrap()
        };
        set(&first).carry_out(&Yes::none()).unwrap();
        for (path, text) in &edits {
            fs::write(root.path().join(path), text).unwrap();
        }
        set(&second).carry_out(&Yes::none()).unwrap();
        for (path, text) in &edits {
            prop_assert_eq!(&fs::read_to_string(root.path().join(path)).unwrap(), text);
        }
        let known = fs::read(root.path().join(MANIFEST)).ok();
        let report = set(&second).carry_out(&Yes::none()).unwrap();
        prop_assert!(report.written.is_empty() && report.removed.is_empty(), "{:?}", report);
        prop_assert_eq!(fs::read(root.path().join(MANIFEST)).ok(), known);
        for (path, text) in second.iter().filter(|(path, _)| !edits.contains_key(*path)) {
            prop_assert_eq!(&fs::read_to_string(root.path().join(path)).unwrap(), text);
        }
    }
}
