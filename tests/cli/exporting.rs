//! `underpin export`.

use super::*;

/// All files below a folder with their content.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(
                tree(&entry.path())
                    .into_iter()
                    .map(|(path, bytes)| (Path::new(&entry.file_name()).join(path), bytes)),
            );
        } else {
            found.push((PathBuf::from(entry.file_name()), fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_worked_example_is_exported_where_it_stands_and_always_the_same() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let example = example.to_str().unwrap();
    let first = place.run(&["export", example, "--to", "one"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.contains(" files in one ("), "{}", first.out);
    assert!(first.out.contains(" new)\n  adoption-guide.md\n"), "{}", first.out);
    let second = place.run(&["export", example, "--to", "two/deeper", "--json"]);
    let written: Value = serde_json::from_str(&second.out).unwrap();
    let files = written["files"].as_array().unwrap();
    let (one, two) = (tree(&place.path().join("one")), tree(&place.path().join("two/deeper")));
    assert_eq!(one, two);
    assert_eq!(files.len() + 1, one.len(), "the files, and what remembers them");
    for file in files {
        let found = one.iter().find(|(path, _)| path.to_str() == file["path"].as_str());
        assert_eq!(found.unwrap().1.len() as u64, file["bytes"].as_u64().unwrap());
    }
    assert!(!Path::new(example).join("lock").exists(), "reading leaves nothing behind");
}

#[test]
fn an_export_never_overwrites_what_somebody_wrote() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let export = |more: &[&str]| {
        let to = ["export", example.to_str().unwrap(), "--to", "docs", "--formats", "markdown,ownership"];
        place.run(&[&to[..], more].concat())
    };
    let docs = place.path().join("docs");
    fs::create_dir(&docs).unwrap();
    fs::write(docs.join("OWNERS.md"), "Ours.\n").unwrap();
    let planned = export(&["--dry-run", "--json"]);
    assert_eq!(planned.code, 0, "{}", planned.err);
    let told: Value = serde_json::from_str(&planned.out).unwrap();
    let state = |told: &Value, path: &str| {
        let files = told["files"].as_array().unwrap();
        let file = files.iter().find(|file| file["path"] == path).unwrap();
        file["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state(&told, "OWNERS.md"), state(&told, "blueprint.md")), ("foreign".into(), "new".into()));
    assert_eq!(fs::read_dir(&docs).unwrap().count(), 1, "a dry run writes nothing");

    let refused = export(&[]);
    assert_eq!((refused.code, refused.out.as_str()), (6, ""));
    assert!(refused.err.contains("  OWNERS.md  (not written by Underpin)\n"), "{}", refused.err);
    assert!(refused.err.contains("hint: look with --dry-run --diff; --force"), "{}", refused.err);
    assert_eq!(fs::read_dir(&docs).unwrap().count(), 1, "nothing was written");

    assert_eq!(export(&["--force"]).code, 0);
    assert_ne!(fs::read_to_string(docs.join("OWNERS.md")).unwrap(), "Ours.\n");
    let again = export(&[]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains(" unchanged)\n") && !again.out.contains(" new"), "{}", again.out);

    let guide = docs.join("adoption-guide.md");
    let text = fs::read_to_string(&guide).unwrap();
    fs::write(&guide, format!("{text}\nAda's own line.\n")).unwrap();
    let edited = export(&["--dry-run", "--diff"]);
    assert!(edited.out.contains("adoption-guide.md  (edited by hand)\n"), "{}", edited.out);
    assert!(edited.out.contains("--- a/adoption-guide.md\n+++ b/adoption-guide.md\n@@ "), "{}", edited.out);
    assert!(edited.out.contains("\n-Ada's own line.\n"), "{}", edited.out);
    assert_eq!(export(&[]).code, 6);
    assert!(fs::read_to_string(&guide).unwrap().ends_with("Ada's own line.\n"));
}

#[test]
fn templates_shape_the_export_and_their_mistakes_stop_it() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let begun = place.run(&["templates", "init", "ours"]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    assert_eq!(place.run(&["templates", "check", "ours"]).out, "ours: in order\n");
    let blueprint = place.path().join("ours/blueprint.toml");
    fs::write(&blueprint, "omit = [\"glossary\", \"risks\"]\n").unwrap();
    let falls = "ours: in order\nblueprint: left out, so it falls: B12 Risks with owner and date\n";
    assert_eq!(place.run(&["templates", "check", "ours"]).out, falls);
    fs::write(&blueprint, "[headings]\ndoomsday = \"When we run out\"\n").unwrap();
    assert!(place.run(&["templates", "init", "ours"]).out.contains("blueprint.toml: there already"));
    let export = [
        "export",
        example.to_str().unwrap(),
        "--to",
        "docs",
        "--templates",
        "ours",
        "--formats",
        "markdown,html",
    ];
    let written = place.run(&export);
    assert_eq!(written.code, 0, "{}", written.err);
    let text = fs::read_to_string(place.path().join("docs/blueprint.md")).unwrap();
    assert!(text.contains("\n## When we run out\n") && !text.contains("\n## Doomsday clock\n"));
    let page = fs::read_to_string(place.path().join("docs/blueprint.html")).unwrap();
    assert!(page.contains("When we run out"));
    let guide = fs::read_to_string(place.path().join("docs/adoption-guide.md")).unwrap();
    assert!(guide.contains("blueprint.md#when-we-run-out"), "links follow the heading");
    fs::write(&blueprint, "\n[heading]\n").unwrap();
    let refused = place.run(&export);
    assert_eq!((refused.code, refused.out.as_str()), (5, ""));
    let told = "error: the templates have 1 problem\nours/blueprint.toml:2: there is no key “heading” (did you mean “headings”?)";
    assert!(refused.err.starts_with(told), "{}", refused.err);
    assert_eq!(place.run(&["templates", "check", "ours"]).code, 5);
}

#[test]
fn documents_go_where_the_configuration_says_or_are_told_they_have_no_place() {
    let place = Place::new();
    place.session("Billing platform", "2026-11-20");
    let lost = place.run(&["export", "billing"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("say where with --to DIR"), "{}", lost.err);
    fs::write(place.path().join("mine.toml"), "documents = \"papers\"\n").unwrap();
    let written = place.run(&["export", "billing", "--config", "mine.toml"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(written.out.contains("papers/billing-platform"), "{}", written.out);
    assert!(place.path().join("papers/billing-platform").read_dir().unwrap().count() > 0);
    fs::write(place.path().join("taken"), "a file").unwrap();
    let refused = place.run(&["export", "billing", "--to", "taken"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("hint: give another folder with --to DIR"), "{}", refused.err);
}
