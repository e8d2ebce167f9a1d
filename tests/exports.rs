//! The documents of the worked examples, as they are exported.
//!
//! The golden files under `tests/golden` are what a reader would get. After a change that is meant, write them
//! anew with `UPDATE_GOLDEN=1 cargo test --test exports` and read the difference.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};

use underpin::deliverables::{data, export, typst};
use underpin::workshop::event::Entry;
use underpin::workshop::session::Session;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn journal(name: &str) -> Vec<Entry> {
    let text = fs::read_to_string(root().join("sessions").join(name).join("journal.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn check(name: &str) {
    let session = Session::replay(&journal(name));
    let catalogue = underpin::catalogue::embedded().unwrap();
    // Pages say in half a megabyte of markup what the Markdown says, and have tests of their own.
    let mut formats = export::Format::all();
    formats.retain(|format| !matches!(format, export::Format::Html | export::Format::Docx));
    let files = export::files(&session, &catalogue, export::as_of(&session), &formats);
    // The schema is the same for all, and kept in docs/; so is the template. Drawings are there once already.
    let kept = |file: &export::File| {
        file.path != data::SCHEMA_PATH
            && file.path != typst::TEMPLATE_PATH
            && !file.path.starts_with("typst/diagrams/")
    };
    let files: Vec<_> = files.into_iter().filter(kept).collect();
    let golden = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&golden);
        export::write_set(&golden, &files).unwrap();
    }
    for file in &files {
        let path = golden.join(&file.path);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let content = std::str::from_utf8(&file.content).unwrap();
        assert!(kept == content, "{}", difference(&path, &kept, content));
    }
    let written: Vec<PathBuf> = files.iter().map(|file| golden.join(&file.path)).collect();
    for path in below(&golden) {
        assert!(written.contains(&path), "{} is no longer exported", path.display());
    }
}

/// Every file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn difference(path: &Path, kept: &str, content: &str) -> String {
    let line = kept.lines().zip(content.lines()).position(|(a, b)| a != b).unwrap_or_default();
    format!(
        "{}:{}: differs\n  kept: {}\n  now:  {}",
        path.display(),
        line + 1,
        kept.lines().nth(line).unwrap_or_default(),
        content.lines().nth(line).unwrap_or_default()
    )
}

#[test]
fn northlight() {
    check("northlight");
}

#[test]
fn castellan_pay() {
    check("castellan-pay");
}
