//! Contracts that were exported are taken in again and exported once more: nothing that callers see may be lost
//! on the way, however the description was written.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use underpin::deliverables::contracts::contracts;
use underpin::interchange::openapi;
use underpin::workshop::decide::Command;
use underpin::workshop::session::Session;

fn goldens() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folders = std::fs::read_dir(root).unwrap().map(|one| one.unwrap().path().join("contracts"));
    let files = folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let files = files.map(|one| one.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.to_string_lossy().ends_with(".openapi.yaml")).collect();
    files.sort();
    files
}

/// A session that holds nothing but what was taken in.
fn taken_in(text: &str) -> (Session, Vec<String>) {
    let imported = openapi::read(text, &[]).unwrap();
    let report = imported.report();
    let mut session = Session::default();
    let today = jiff::civil::date(2026, 9, 3);
    let events = session.decide(&Command::Bring { records: imported.records }, today).unwrap();
    for entry in session.entries(events, "Ada Byron", jiff::Timestamp::UNIX_EPOCH) {
        session.apply(&entry);
    }
    (session, report)
}

fn exported(session: &Session) -> Json {
    let contract = contracts(session).into_iter().next().unwrap();
    serde_saphyr::from_str(&contract.text).unwrap()
}

fn target<'a>(document: &'a Json, mut part: &'a Json) -> &'a Json {
    while let Some(reference) = part.get("$ref").and_then(Json::as_str) {
        part = document.pointer(reference.trim_start_matches('#')).unwrap();
    }
    part
}

/// Each call with its id, the parameters it takes, and what it answers with.
fn calls(document: &Json) -> BTreeMap<String, (String, BTreeSet<String>, Vec<String>)> {
    let mut found = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(key, _)| *key != "parameters") {
            let both = [item.get("parameters"), operation.get("parameters")];
            let parameters = both.into_iter().flatten().filter_map(Json::as_array).flatten();
            let parameters = parameters.map(|one| {
                let one = target(document, one);
                format!("{} {}", one["in"], one["name"])
            });
            let statuses = operation["responses"].as_object().unwrap().keys();
            let good = statuses.filter(|status| status.starts_with('2')).cloned().collect();
            let id = operation["operationId"].to_string();
            found.insert(format!("{method} {path}"), (id, parameters.collect(), good));
        }
    }
    found
}

/// Each schema with its fields.
fn schemas(document: &Json) -> BTreeMap<String, BTreeSet<String>> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let fields = |schema: &Json| {
        let properties = schema.get("properties").and_then(Json::as_object);
        properties.into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    schemas.iter().map(|(name, schema)| (name.clone(), fields(schema))).collect()
}

#[test]
fn what_was_exported_comes_back_whole() {
    let goldens = goldens();
    assert!(goldens.len() >= 7, "{goldens:?}");
    for path in goldens {
        let text = std::fs::read_to_string(&path).unwrap();
        let before: Json = serde_saphyr::from_str(&text).unwrap();
        let (session, report) = taken_in(&text);
        let after = exported(&session);
        assert_eq!(calls(&before), calls(&after), "{}", path.display());
        let (before_schemas, after_schemas) = (schemas(&before), schemas(&after));
        for (name, fields) in &before_schemas {
            // Errors have a schema of their own, and what is left out is named.
            let told = report.iter().any(|line| line.contains(name.as_str()));
            assert!(
                told || after_schemas.get(name) == Some(fields),
                "{}: {name} in {report:#?}",
                path.display()
            );
        }
        let names = |document: &Json| -> BTreeSet<String> {
            document["components"]["securitySchemes"].as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(names(&before), names(&after), "{}", path.display());
        // A second time nothing changes any more.
        let again = exported(&taken_in(&serde_json::to_string(&after).unwrap()).0);
        assert_eq!(calls(&after), calls(&again), "{}", path.display());
        assert_eq!(schemas(&after), schemas(&again), "{}", path.display());
    }
}
