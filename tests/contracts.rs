//! The API specification and the contracts beside it say the same: versions, operations, payloads, examples.
//!
//! Read from the outside, as a reader would compare them: the document's blocks on one side, the files on
//! the other.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use underpin::catalogue;
use underpin::deliverables::api_specification::api_specification;
use underpin::deliverables::document::{Block, Body, Document, Inline, Table, Target, Text};
use underpin::deliverables::export;
use underpin::deliverables::sources::Sources;
use underpin::workshop::event::Entry;
use underpin::workshop::session::Session;

const EXAMPLES: [&str; 2] = ["northlight", "castellan-pay"];

fn journal(name: &str) -> Vec<Entry> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).join("journal.jsonl");
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The specification of a session and all files of its set.
fn set(session: &Session) -> (Document, BTreeMap<String, String>) {
    let catalogue = catalogue::embedded().unwrap();
    let as_of = export::as_of(session);
    let files = export::files(session, &catalogue, as_of, &[export::Format::Contracts]);
    let files = files.into_iter().map(|file| (file.path, String::from_utf8(file.content).unwrap())).collect();
    (api_specification(&Sources::of(session, &catalogue, as_of)), files)
}

/// The blocks of one API, by its record.
fn part<'d>(document: &'d Document, api: &str) -> Vec<&'d Block> {
    let level_3 = |block: &&Block| matches!(&block.body, Body::Heading { level, .. } if *level <= 3);
    let starts = |block: &Block| matches!(&block.body, Body::Heading { key, .. } if key == api);
    let from = document.blocks.iter().position(starts).unwrap();
    let rest = &document.blocks[from + 1..];
    let to = rest.iter().position(|block| level_3(&block)).unwrap_or(rest.len());
    rest[..to].iter().collect()
}

fn tables<'d>(blocks: &[&'d Block]) -> Vec<&'d Table> {
    let table = |block: &&'d Block| match &block.body {
        Body::Table(table) => Some(table),
        _ => None,
    };
    blocks.iter().filter_map(table).collect()
}

/// What stands in a column of the first table that has all these columns.
fn column(blocks: &[&Block], among: &[&str], wanted: &str) -> Vec<String> {
    let has =
        |table: &&Table| among.iter().all(|label| table.columns.iter().any(|column| column.label == *label));
    let Some(table) = tables(blocks).into_iter().find(has) else { return Vec::new() };
    let at = table.columns.iter().position(|column| column.label == wanted).unwrap();
    table.rows.iter().map(|row| row.cells[at].plain()).collect()
}

fn fact(blocks: &[&Block], label: &str) -> String {
    let facts = tables(blocks).into_iter().find(|table| table.columns[0].label == "Fact").unwrap();
    let row = facts.rows.iter().find(|row| row.cells[0].plain() == label);
    row.map(|row| row.cells[1].plain()).unwrap_or_default()
}

fn file_of(text: &Text) -> Option<String> {
    text.0.iter().find_map(|inline| match inline {
        Inline::Link { target: Target::File(path), .. } => Some(path.clone()),
        _ => None,
    })
}

/// The contract of each API, by the API's record, as the catalogue links it.
fn linked(document: &Document) -> Vec<(String, String)> {
    let catalogue: Vec<&Block> =
        document.blocks.iter().filter(|block| block.section == "catalogue").collect();
    let table = tables(&catalogue)[0];
    let linked = table.rows.iter().filter_map(|row| Some((row.record.clone()?, file_of(row.cells.last()?)?)));
    linked.collect()
}

fn set_of(items: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    items.into_iter().collect()
}

fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap()
}

/// What the contract lets a caller do, in the words of the text.
fn offered(path: &str, text: &str) -> BTreeSet<String> {
    let lines = |begin: &str, end: char| -> BTreeSet<String> {
        let found = text.lines().filter_map(|line| line.trim().strip_prefix(begin));
        set_of(found.map(|rest| rest.split(end).next().unwrap().trim().to_owned()))
    };
    if ending(path) == "proto" {
        return lines("rpc ", '(');
    }
    if ending(path) == "graphql" {
        let roots = text
            .split("\ntype ")
            .filter(|part| part.starts_with("Query {") || part.starts_with("Mutation {"));
        let fields = roots.flat_map(|part| part.split("\n}").next().unwrap().lines().skip(1));
        let fields = fields.map(str::trim).filter(|line| !line.starts_with('"'));
        return set_of(fields.map(|line| line.split(['(', ':']).next().unwrap().to_owned()));
    }
    let document: Value = serde_saphyr::from_str(text).unwrap();
    if path.ends_with(".asyncapi.yaml") {
        let channels = document["channels"].as_object().unwrap().values();
        return set_of(channels.map(|channel| channel["address"].as_str().unwrap().to_owned()));
    }
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

fn check(session: &Session, place: &str) {
    let (document, files) = set(session);
    if !document.blocks.iter().any(|block| block.section == "catalogue") {
        return;
    }
    for (api, path) in linked(&document) {
        let place = format!("{place}: {path}");
        let text = files.get(&path).unwrap_or_else(|| panic!("{place} is linked and not written"));
        let part = part(&document, &api);
        let version = fact(&part, "Version");
        let version = version.split([',', ' ']).next().unwrap();
        assert!(text.contains(version), "{place}: {version}");
        let said: Vec<String> = ["Call", "Procedure", "Channel", "Field"]
            .iter()
            .map(|label| column(&part, &["What it does", label], label))
            .chain([column(&part, &["What it tells", "Channel"], "Channel")])
            .find(|found| !found.is_empty())
            .unwrap_or_default();
        let said = set_of(said.into_iter().map(|words| match words.rsplit_once('/') {
            Some((_, rpc)) if ending(&path) == "proto" => rpc.to_owned(),
            _ => words,
        }));
        assert_eq!(said, offered(&path, text), "{place}");
        for scope in column(&part, &["Scope"], "Scope") {
            let known = scope.split(", ").all(|scope| text.contains(scope));
            assert!(known, "{place}: {scope}");
        }
        check_examples(&part, &path, text, &place);
    }
}

/// Each payload of the text that has a schema of its name in the contract: its example fits.
fn check_examples(part: &[&Block], path: &str, text: &str, place: &str) {
    if ending(path) != "yaml" {
        return;
    }
    let document: Value = serde_saphyr::from_str(text).unwrap();
    let mut payload = None;
    for block in part {
        match &block.body {
            Body::Heading { level: 5, text, .. } => payload = Some(text.clone()),
            Body::Heading { .. } => payload = None,
            Body::Code { lang, text } if lang == "json" => {
                let Some(name) = &payload else { continue };
                let mut schema = document["components"]["schemas"][name].clone();
                if schema.is_null() {
                    continue;
                }
                schema["components"] = document["components"].clone();
                let options = jsonschema::draft202012::options().should_validate_formats(true);
                let errors: Vec<String> = options
                    .build(&schema)
                    .unwrap()
                    .iter_errors(&serde_json::from_str(text).unwrap())
                    .map(|error| error.to_string())
                    .collect();
                assert!(errors.is_empty(), "{place}, {name}: {errors:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn text_and_contracts_say_the_same() {
    for name in EXAMPLES {
        let session = Session::replay(&journal(name));
        check(&session, name);
        let (document, files) = set(&session);
        let contracts = files.keys().filter(|path| path.starts_with("contracts/")).count();
        assert_eq!(linked(&document).len(), contracts, "{name}: every contract is linked once");
        assert_eq!(contracts, session.records.apis.len(), "{name}: every API has a contract");
    }
}

#[test]
fn they_do_so_at_any_point_of_the_making() {
    for name in EXAMPLES {
        let entries = journal(name);
        for length in (0..entries.len()).step_by(entries.len() / 24) {
            check(&Session::replay(&entries[..length]), &format!("{name} after {length} entries"));
        }
    }
}
