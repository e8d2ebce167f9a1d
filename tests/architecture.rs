//! The rooms of the house keep to themselves: who may use whom is read from the sources.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may use, and what it may take from outside (`None`: anything not barred below).
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    crates: Option<&'static [&'static str]>,
}

const ROOMS: [Room; 7] = [
    Room {
        name: "workshop",
        rooms: &[],
        crates: Some(&["serde", "jiff", "thiserror", "csv", "petgraph", "litemap"]),
    },
    Room {
        name: "catalogue",
        rooms: &["workshop"],
        crates: Some(&["serde", "serde_saphyr", "pulldown_cmark", "include_dir", "thiserror"]),
    },
    Room {
        name: "journal",
        rooms: &["workshop"],
        crates: Some(&["serde", "serde_json", "jiff", "thiserror", "tempfile", "include_dir", "uuid"]),
    },
    Room { name: "deliverables", rooms: &["workshop", "catalogue"], crates: None },
    // Descriptions from elsewhere: YAML and JSON as values, and nothing of how ours are written.
    Room {
        name: "interchange",
        rooms: &["workshop"],
        crates: Some(&["serde_json", "serde_saphyr", "thiserror"]),
    },
    Room {
        name: "app",
        rooms: &[
            "workshop",
            "catalogue",
            "journal",
            "deliverables",
            "interchange",
            "views",
            "places",
            "typesetting",
        ],
        crates: None,
    },
    Room { name: "views", rooms: &["workshop", "catalogue", "journal", "deliverables", "app"], crates: None },
];

/// Words that a room must not have, and why.
const BARRED: &[(&str, &[&str], &str)] = &[
    (
        "workshop",
        &["std::fs", "std::io", "std::net", "std::env", "std::process", "std::thread"],
        "the domain touches nothing",
    ),
    ("workshop", &["::now(", "SystemTime", "Instant"], "time is passed in"),
    ("catalogue", &["::now(", "SystemTime", "Instant"], "time is passed in"),
    ("journal", &["::now(", "SystemTime", "Instant"], "time is passed in"),
    (
        "interchange",
        &["::now(", "SystemTime", "std::fs", "std::io", "std::net", "std::env", "ratatui"],
        "reading a description is pure",
    ),
    ("deliverables", &["::now(", "SystemTime", "Instant"], "time is passed in"),
    ("deliverables", &["ratatui", "crossterm", "tokio"], "documents know no terminal"),
    (
        "views",
        &["std::fs", "std::io", "std::net", "std::env", "std::process", "std::thread"],
        "drawing is pure",
    ),
    ("views", &["::now(", "SystemTime", "Instant::"], "drawing knows no clock"),
];

/// Only here does anything run beside anything else.
const RUNTIME: &str = "app/runtime";

struct Source {
    /// Below `src`, with forward slashes.
    path: String,
    /// The code, without comments and without the tests at the end.
    code: String,
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<Source>) {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.ends_with("tests") || path.ends_with("tests.rs") {
                // Tests may use what they like.
            } else if path.is_dir() {
                walk(&path, root, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path: name, code: code_of(&fs::read_to_string(&path).unwrap()) });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found
}

fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The room a source belongs to.
fn room_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or_default();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many modules deep a file stands below `src`.
fn depth(path: &str) -> usize {
    let folders = path.matches('/').count();
    if path.ends_with("/mod.rs") { folders } else { folders + 1 }
}

/// Each use of another module: the line and the first name on its path, `crate` and the way up resolved.
fn uses(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in source.code.lines().enumerate() {
        let name_at = |start: usize| {
            line[start..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        };
        for marker in ["crate::", "underpin::"] {
            for (start, _) in line.match_indices(marker) {
                found.push((at + 1, name_at(start + marker.len())));
            }
        }
        // `super::super::x` reaches another room only when it climbs out of this one.
        let mut rest = line;
        let mut start = 0;
        while let Some(first) = rest.find("super::") {
            let climb = &rest[first..];
            let ups = climb.split("::").take_while(|part| *part == "super").count();
            start += first + ups * "super::".len();
            if ups >= depth(&source.path) {
                found.push((at + 1, name_at(start)));
            }
            rest = &line[start..];
        }
    }
    found
}

/// The crates that a source takes from outside, by its `use` lines.
fn crates(source: &Source) -> Vec<(usize, String)> {
    let lines = source.code.lines().enumerate().filter_map(|(at, line)| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let path = line.strip_prefix("use ")?;
        let name = path.split(|c: char| !(c.is_alphanumeric() || c == '_')).next()?;
        Some((at + 1, name.to_owned()))
    });
    lines.filter(|(_, name)| !matches!(name.as_str(), "std" | "core" | "crate" | "super" | "self")).collect()
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let mut wrong = Vec::new();
    let names: Vec<_> = ROOMS.iter().map(|room| room.name).chain(["places"]).collect();
    for source in sources() {
        let Some(room) = ROOMS.iter().find(|room| room.name == room_of(&source.path)) else { continue };
        for (line, used) in uses(&source) {
            let other = names.contains(&used.as_str()) && used != room.name;
            if other && !room.rooms.contains(&used.as_str()) {
                wrong.push(format!("src/{}:{line}: {} must not use {used}", source.path, room.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_lower_rooms_take_little_from_outside() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(room) = ROOMS.iter().find(|room| room.name == room_of(&source.path)) else { continue };
        let Some(allowed) = room.crates else { continue };
        let modules = module_names(&source);
        for (line, name) in crates(&source) {
            if !allowed.contains(&name.as_str()) && !modules.contains(&name) {
                wrong
                    .push(format!("src/{}:{line}: {} must not use the crate {name}", source.path, room.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Modules that a source declares itself, which its `use` lines may name without `self::`.
fn module_names(source: &Source) -> Vec<String> {
    let declared = source.code.lines().filter_map(|line| {
        let line = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        Some(line.strip_prefix("mod ")?.trim_end_matches([';', '{', ' ']).to_owned())
    });
    declared.collect()
}

#[test]
fn the_domain_and_the_views_are_pure() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (room, words, why) in BARRED.iter().filter(|(room, ..)| *room == room_of(&source.path)) {
            for (at, line) in source.code.lines().enumerate() {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    wrong.push(format!("src/{}:{}: {room} must not use {word}: {why}", source.path, at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_runtime_runs_things_beside_each_other() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with(RUNTIME)) {
        for (at, line) in source.code.lines().enumerate() {
            if line.contains("tokio::") || line.contains("tokio;") {
                wrong.push(format!("src/{}:{}: only {RUNTIME} uses tokio", source.path, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_owns_and_stays_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).unwrap();
        if !text.starts_with("//! ") {
            wrong.push(format!("src/{} does not open with //!", source.path));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("src/{} has {lines} lines; split it", source.path));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Beyond that, a file holds more than one thing.
const LONGEST: usize = 650;

#[test]
fn the_rules_see_what_they_forbid() {
    let source = |path: &str, code: &str| Source { path: path.to_owned(), code: code_of(code) };
    let inner = source(
        "workshop/records/mod.rs",
        "use super::super::super::app::x;\nuse super::value::y;\n// use crate::app",
    );
    assert_eq!(uses(&inner), [(1, "app".to_owned())]);
    let leaf =
        source("views/home.rs", "use super::super::journal::x; use crate::app::y;\nuse super::widgets;");
    let found: Vec<_> = uses(&leaf).into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["app", "journal"]);
    assert_eq!(
        crates(&source("workshop/a.rs", "use std::fs;\npub use tokio::x;")),
        [(2, "tokio".to_owned())]
    );
    assert_eq!(room_of("places.rs"), "places");
    assert!(!code_of("let a = 1;\n#[cfg(test)]\nmod tests { use std::fs; }").contains("std::fs"));
}
