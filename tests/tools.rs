//! What other tools take in: data with its schema, tables, a catalogue, code owners and tasks.
//!
//! Held for the worked examples, and for every beginning of them: a half-done session gives honest data too.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use underpin::catalogue::{self, Catalogue};
use underpin::deliverables::data;
use underpin::deliverables::export::{self, Format};
use underpin::workshop::event::Entry;
use underpin::workshop::records::Kind;
use underpin::workshop::session::Session;

const EXAMPLES: [&str; 2] = ["northlight", "castellan-pay"];

fn journal(name: &str) -> Vec<Entry> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).join("journal.jsonl");
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files of a format by path.
fn files(session: &Session, catalogue: &Catalogue, format: Format) -> BTreeMap<String, String> {
    let files = export::files(session, catalogue, export::as_of(session), &[format]);
    files.into_iter().map(|file| (file.path, String::from_utf8(file.content).unwrap())).collect()
}

fn example(name: &str, format: Format) -> BTreeMap<String, String> {
    files(&Session::replay(&journal(name)), &catalogue::embedded().unwrap(), format)
}

fn validator() -> jsonschema::Validator {
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    options.build(&data::schema()).unwrap()
}

fn faults(data: &Json) -> Vec<String> {
    validator().iter_errors(data).map(|error| format!("{} {error}", error.instance_path())).collect()
}

fn session_of(files: &BTreeMap<String, String>) -> Json {
    serde_json::from_str(&files["session.json"]).unwrap()
}

/// Every `$ref` below a value.
fn references(value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::Object(map) => {
            found.extend(map.get("$ref").and_then(Json::as_str).map(str::to_owned));
            map.values().for_each(|value| references(value, found));
        }
        Json::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_schema_is_one_and_uses_all_it_defines() {
    let schema = data::schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let mut used = BTreeSet::new();
    references(&schema, &mut used);
    let defined = schema["$defs"].as_object().unwrap().keys().map(|name| format!("#/$defs/{name}"));
    assert_eq!(used, defined.collect());
}

#[test]
fn the_schema_tells_what_every_field_means() {
    let schema = data::schema();
    for kind in Kind::ALL {
        let spec = kind.spec();
        let record = &schema["$defs"][format!("record-{}", spec.key)];
        for field in spec.fields {
            let told = &record["properties"]["fields"]["properties"][field.key];
            assert_eq!(told["title"], field.term);
            let description = told["description"].as_str().unwrap();
            assert!(description.starts_with(field.hint.trim_end_matches('.')), "{}: {told}", field.key);
        }
    }
}

#[test]
fn the_published_schema_is_the_one_in_the_docs() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/session.schema.json");
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == data::published_schema(),
        "stale; write it with: cargo run -q -- schema > docs/session.schema.json"
    );
}

#[test]
fn the_examples_fit_the_schema() {
    for name in EXAMPLES {
        let files = example(name, Format::Session);
        let session = session_of(&files);
        assert_eq!(faults(&session), Vec::<String>::new(), "{name}");
        assert!(files.contains_key(session["$schema"].as_str().unwrap()), "the schema is where it is said");
    }
}

#[test]
fn data_that_does_not_fit_is_refused() {
    let good = session_of(&example("northlight", Format::Session));
    let spoilt: [(&str, Json); 14] = [
        ("/records/limit/0/fields/hard", json!("4 TB")),
        ("/records/limit/0/fields/hard/amount", json!("4")),
        ("/records/limit/0/fields/growth", json!({ "percent": 6, "per": "fortnight" })),
        ("/records/limit/0/fields/owner", json!("team-1")),
        ("/records/limit/0/fields/measured", json!("last spring")),
        ("/records/limit/0/id", json!("limit-0")),
        ("/records/component/0/fields/layer", json!("Experience")),
        ("/records/component/0/fields/critical", json!("yes")),
        ("/records/charter", json!([])),
        ("/records/pain", json!({})),
        ("/flags/0/severity", json!("fatal")),
        ("/forecasts/0/run_out", json!(20)),
        ("/scores/readiness/0/level", json!(5)),
        ("/format", json!(2)),
    ];
    for (at, value) in spoilt {
        let mut bad = good.clone();
        *bad.pointer_mut(at).unwrap_or_else(|| panic!("there is no {at}")) = value;
        assert!(!faults(&bad).is_empty(), "{at} may not be that");
    }
    for at in ["/records/pain/0", "/records/pain/0/fields", "/records", "", "/forecasts/0", "/questions/0"] {
        let mut bad = good.clone();
        let object = bad.pointer_mut(at).unwrap().as_object_mut().unwrap();
        object.insert("unheard_of".into(), json!(1));
        assert!(!faults(&bad).is_empty(), "{at:?} takes no field of that name");
    }
}

#[test]
fn what_the_team_keeps_back_is_not_in_the_data() {
    let entries = journal("northlight");
    let session = Session::replay(&entries);
    let text = &example("northlight", Format::Session)["session.json"];
    for note in session.notes.values() {
        let line = serde_json::to_string(note).unwrap();
        assert!(!text.contains(line.trim_matches('"')), "{note}");
    }
    // A round stays hidden until it is revealed.
    let revealed = entries.iter().position(|entry| format!("{:?}", entry.event).starts_with("RoundRevealed"));
    let before = Session::replay(&entries[..revealed.unwrap()]);
    assert!(before.rounds.iter().any(|round| !round.marks.is_empty()), "somebody has scored");
    let data = session_of(&files(&before, &catalogue::embedded().unwrap(), Format::Session));
    assert_eq!(data["rounds"], json!([]));
}

#[test]
fn every_table_has_all_its_records_in_equal_columns() {
    for name in EXAMPLES {
        let session = Session::replay(&journal(name));
        let tables = example(name, Format::Tables);
        for kind in Kind::ALL {
            let ids = session.records.ids(*kind);
            let Some(text) = tables.get(&format!("tables/{}.csv", kind.spec().key)) else {
                assert!(ids.is_empty() || kind.spec().form, "{name}: {} has no table", kind.spec().key);
                continue;
            };
            // The reader refuses rows of another length.
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            let first: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
            assert_eq!(first, ids, "{name}");
        }
    }
}

/// The entities of a catalogue by their reference.
fn entities(yaml: &str) -> BTreeMap<String, Json> {
    let all: Vec<Json> = serde_saphyr::from_multiple(yaml).unwrap();
    let count = all.len();
    let referred = |entity: &Json| {
        let kind = entity["kind"].as_str().unwrap().to_lowercase();
        format!("{kind}:{}", entity["metadata"]["name"].as_str().unwrap())
    };
    let found: BTreeMap<_, _> = all.into_iter().map(|entity| (referred(&entity), entity)).collect();
    assert_eq!(found.len(), count, "no kind has a name twice");
    found
}

/// Every reference of an entity, whole.
fn relations(entity: &Json) -> Vec<String> {
    let fields = [
        ("owner", "group"),
        ("system", "system"),
        ("parent", "group"),
        ("memberOf", "group"),
        ("providesApis", "api"),
        ("consumesApis", "api"),
        ("dependsOn", "component"),
    ];
    let mut found = Vec::new();
    for (field, kind) in fields {
        let value = &entity["spec"][field];
        let list = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for name in list.iter().filter_map(Json::as_str) {
            found.push(if name.contains(':') { name.to_owned() } else { format!("{kind}:{name}") });
        }
    }
    found
}

/// What Backstage asks of every catalogue, whatever the session holds.
fn check_catalogue(yaml: &str) {
    let entities = entities(yaml);
    for (reference, entity) in &entities {
        let name = entity["metadata"]["name"].as_str().unwrap();
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(name.chars().all(good) && name.len() <= 63 && !name.ends_with('-'), "{name}");
        for target in relations(entity) {
            assert!(entities.contains_key(&target), "{reference} leads to {target}, which is not there");
            assert!(target != *reference, "{reference} leads to itself");
        }
        for tag in entity["metadata"]["tags"].as_array().into_iter().flatten() {
            let tag = tag.as_str().unwrap();
            assert!(!tag.is_empty() && tag.chars().all(good), "{tag}");
        }
        if let "Component" | "Resource" | "API" | "System" = entity["kind"].as_str().unwrap() {
            assert!(entity["spec"]["owner"].is_string(), "{reference} has no owner");
        }
    }
}

#[test]
fn the_catalogue_holds_every_component_and_api_with_its_contract() {
    for name in EXAMPLES {
        let session = Session::replay(&journal(name));
        let yaml = &example(name, Format::Backstage)["catalog-info.yaml"];
        check_catalogue(yaml);
        let entities = entities(yaml);
        let listed: BTreeSet<&str> = entities
            .values()
            .filter_map(|entity| entity["metadata"]["annotations"]["underpin/record"].as_str())
            .collect();
        for kind in [Kind::Component, Kind::Api, Kind::Team] {
            for id in session.records.ids(kind) {
                assert!(listed.contains(id), "{name}: {id} is not listed");
            }
        }
        let contracts = example(name, Format::Contracts);
        for entity in entities.values().filter(|entity| entity["kind"] == "API") {
            let path = entity["spec"]["definition"]["$text"].as_str().unwrap();
            assert!(contracts.contains_key(path.trim_start_matches("./")), "{name}: {path}");
        }
        assert!(!entities.contains_key("group:unowned"), "{name}: everything has an owner");
    }
}

#[test]
fn a_broker_is_not_said_to_depend_on_its_readers() {
    let yaml = &example("northlight", Format::Backstage)["catalog-info.yaml"];
    let entities = entities(yaml);
    let depends = |on: &str, what: &str| relations(&entities[on]).contains(&what.to_owned());
    assert!(depends("component:notification-service", "component:event-bus"));
    assert!(!depends("component:event-bus", "component:notification-service"));
    assert!(depends("component:notification-service", "api:work-order-events"));
    assert!(depends("component:work-order-service", "component:event-bus"), "it publishes there");
    assert!(!depends("component:work-order-service", "api:work-order-events"), "but it does not read");
}

#[test]
fn code_owners_are_teams_where_they_have_a_handle_and_people_elsewhere() {
    let files = example("northlight", Format::Ownership);
    assert!(files["codeowners/northlight/keel/CODEOWNERS"].contains("\n/export/ @northlight/platform\n"));
    let mobile = &files["codeowners/northlight/technician-app/CODEOWNERS"];
    assert!(
        mobile.contains("\n* linnea.forsberg@northlight.example camille.aubert@northlight.example\n"),
        "{mobile}"
    );
}

#[test]
fn trackers_get_all_that_is_open_and_nothing_that_is_done() {
    for name in EXAMPLES {
        let files = example(name, Format::Actions);
        let list = &files["actions.md"];
        let open = list.matches("\n- [ ] ").count();
        assert!(list.contains("\n- [x] "), "{name}: what is done stays in the checklist");
        for (path, day) in [("actions.csv", "Due date"), ("actions-github.csv", "body")] {
            let mut reader = csv::Reader::from_reader(files[path].as_bytes());
            let headings = reader.headers().unwrap().clone();
            let at = headings.iter().position(|heading| heading == day).unwrap();
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            assert_eq!(rows.len(), open, "{name}: {path}");
            for row in rows {
                let day = row[at].trim_start_matches("Due: ").lines().next().unwrap().to_owned();
                assert!(day.parse::<jiff::civil::Date>().is_ok(), "{name}: {row:?}");
            }
        }
    }
}

fn beginning() -> impl Strategy<Value = (&'static str, usize)> {
    (prop::sample::select(&EXAMPLES[..]), 0..1500_usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_beginning_of_a_session_gives_good_data((name, entries) in beginning()) {
        let session = Session::replay(journal(name).iter().take(entries));
        let catalogue = catalogue::embedded().unwrap();
        prop_assert_eq!(faults(&session_of(&files(&session, &catalogue, Format::Session))), Vec::<String>::new());
        for (_, yaml) in files(&session, &catalogue, Format::Backstage) {
            check_catalogue(&yaml);
        }
        for (path, text) in files(&session, &catalogue, Format::Tables) {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            prop_assert!(reader.records().all(|row| row.is_ok()), "{}", path);
        }
    }
}
