#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use serde_json::{Value, json};

use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::contracts::{contracts, fixture, leave_for_a_look};
use crate::workshop::session::Session;

fn rest(session: &Session) -> Vec<(String, Value)> {
    let all = contracts(session).into_iter().filter(|contract| contract.path.contains(".openapi."));
    all.map(|contract| {
        leave_for_a_look(session, &contract);
        (contract.api, serde_saphyr::from_str(&contract.text).unwrap())
    })
    .collect()
}

/// Every media type, parameter and header below a value, with what it is called.
fn with_examples<'v>(value: &'v Value, place: &str, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("schema")
                && (fields.contains_key("example") || fields.contains_key("examples"))
            {
                found.push((place.to_owned(), value));
            }
            for (key, value) in fields {
                with_examples(value, &format!("{place}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                with_examples(value, &format!("{place}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn resolve<'v>(document: &'v Value, value: &'v Value) -> &'v Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn check(document: &Value, schema: &Value, example: &Value, place: &str) {
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(example).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{place}: {errors:?}\n{example}");
}

#[test]
fn contracts_are_read_back_by_a_reader_of_openapi() {
    for session in [fixture::shop(), fixture::awkward()] {
        for (api, document) in rest(&session) {
            let spec = oas3::from_json(document.to_string()).unwrap();
            assert_eq!(spec.openapi, "3.1.0", "{api}");
            let known = Sheet::all(&session).into_iter().find(|sheet| sheet.api.id == api).unwrap();
            let ids: Vec<String> =
                spec.operations().filter_map(|(_, _, op)| op.operation_id.clone()).collect();
            assert_eq!(ids.len(), known.calls.len(), "{api}");
            assert!(known.calls.iter().all(|call| ids.contains(&call.id)), "{api}");
        }
    }
}

#[test]
fn every_example_fits_its_schema() {
    for session in [fixture::shop(), fixture::awkward()] {
        for (api, document) in rest(&session) {
            let mut found = Vec::new();
            with_examples(&document, &api, &mut found);
            assert!(!found.is_empty());
            for (place, value) in found {
                let schema = &value["schema"];
                if let Some(example) = value.get("example") {
                    check(&document, schema, example, &place);
                }
                for (name, example) in value.get("examples").and_then(Value::as_object).into_iter().flatten()
                {
                    let example = &resolve(&document, example)["value"];
                    check(&document, schema, example, &format!("{place}/{name}"));
                }
            }
        }
    }
}

#[test]
fn nothing_shared_is_unused_and_nothing_used_is_missing() {
    for session in [fixture::shop(), fixture::awkward()] {
        for (api, document) in rest(&session) {
            let text = document.to_string();
            for part in ["parameters", "headers", "responses", "examples", "schemas"] {
                for name in
                    document["components"][part].as_object().into_iter().flatten().map(|(name, _)| name)
                {
                    let reference = format!("\"#/components/{part}/{name}\"");
                    assert!(text.contains(&reference), "{api}: {reference} is not used");
                }
            }
            for reference in text.split("\"$ref\":\"#").skip(1) {
                let pointer = reference.split('"').next().unwrap();
                assert!(document.pointer(pointer).is_some(), "{api}: {pointer} is missing");
            }
        }
    }
}

#[test]
fn a_post_can_be_repeated_and_a_list_comes_in_pages() {
    let session = fixture::shop();
    let (_, billing) = rest(&session).remove(0);
    let post = &billing["paths"]["/invoices"]["post"];
    assert_eq!(post["parameters"][0]["$ref"], "#/components/parameters/IdempotencyKey");
    let key = &billing["components"]["parameters"]["IdempotencyKey"];
    assert!(key["description"].as_str().unwrap().ends_with("Kept for 1 day."));
    assert_eq!(post["responses"]["409"]["$ref"], "#/components/responses/ConflictOnPost");
    assert_eq!(post["security"], json!([{"bearerToken": []}]));
    assert_eq!(post["x-required-scopes"], json!(["billing:write"]));
    let list = &billing["paths"]["/invoices"]["get"]["responses"]["200"]["content"]["application/json"];
    assert_eq!(list["schema"]["$ref"], "#/components/schemas/InvoicePage");
    let limit = &billing["components"]["headers"]["RateLimitPolicy"]["example"];
    assert_eq!(limit, "\"default\";q=600;w=60");
    // Two names of one parameter are one path.
    assert!(billing["paths"]["/invoices/{invoice_id}"]["patch"].is_object());
}

#[test]
fn a_deprecated_api_says_when_it_goes() {
    let session = fixture::shop();
    let (_, export) = rest(&session).remove(1);
    let get = &export["paths"]["/exports/{month}"]["get"];
    assert_eq!(get["deprecated"], true);
    assert_eq!(get["x-sunset"], "2026-12-31");
    assert_eq!(export["components"]["headers"]["Deprecation"]["example"], "@1782777600");
    assert_eq!(export["components"]["headers"]["Sunset"]["example"], "Thu, 31 Dec 2026 00:00:00 GMT");
    assert_eq!(export["components"]["securitySchemes"]["mutualTls"]["type"], "mutualTLS");
    // The rules want the version in the path, and the address does not have it.
    assert_eq!(export["servers"][0]["url"], "https://export.greenlane.example/v1");
}

#[test]
fn what_a_contract_cannot_hold_becomes_a_question() {
    let session = fixture::awkward();
    let sheets = Sheet::all(&session);
    let doubts: Vec<&str> =
        sheets.iter().flat_map(|sheet| &sheet.doubts).map(|doubt| doubt.question.as_str()).collect();
    for part in [
        "RPC does not belong to a REST API",
        "differ on the wire? Both are GET /things/{thing-id}",
        "“Unheard” is neither",
        "“maybe” is not of the type boolean",
        "cannot be read as one",
        "send or return “Node” and “ProblemPage”?",
    ] {
        assert!(doubts.iter().any(|doubt| doubt.contains(part)), "{part} in {doubts:#?}");
    }
    assert_eq!(sheets[0].stem, "grosse-zeug-api");
}

/// A deprecated API with a successor, in two regions.
const LEAVING: &str = r#"
    deployment {"regions": ["eu-1 (Frankfurt)", "us-1"], "region_rule": "Names stay in Europe"}
    api-1 {"name": "Old", "style": "rest", "version": "1.2.0", "server": "https://old.{region}.shop.example", "authentication": "OIDC access token", "lifecycle": "deprecated", "deprecated_on": "2026-10-01", "sunset_on": "2027-04-01", "successor": "api-2"}
    api-2 {"name": "New", "style": "rest", "version": "2.0.0", "server": "https://new.eu-1.shop.example or https://spare.shop.example"}
    operation-1 {"name": "listOrders", "api": "api-1", "method": "GET", "path": "/orders"}
    operation-2 {"name": "listOrders", "api": "api-2", "method": "GET", "path": "/orders"}
    api-error-1 {"title": "Token not valid", "api": "api-1", "code": "401", "client_does": "Asks for a new one"}
"#;

#[test]
fn an_api_has_a_server_in_each_region() {
    let documents: Vec<Value> = rest(&fixture::session(LEAVING)).into_iter().map(|(_, d)| d).collect();
    let servers = |document: &Value| -> Vec<(String, String)> {
        let text = |server: &Value, key: &str| server[key].as_str().unwrap().to_owned();
        let all = document["servers"].as_array().unwrap().iter();
        all.map(|server| (text(server, "url"), text(server, "description"))).collect()
    };
    let old = servers(&documents[0]);
    assert_eq!(old[0].0, "https://old.eu-1.shop.example");
    assert!(old[0].1.ends_with("in eu-1 (Frankfurt)"), "{old:?}");
    assert_eq!(old[1].0, "https://old.us-1.shop.example");
    let new = servers(&documents[1]);
    assert!(new[0].1.ends_with("in eu-1 (Frankfurt)"), "an address may name its region: {new:?}");
    assert_eq!(new[1].0, "https://spare.shop.example");
    let told = documents[0]["info"]["description"].as_str().unwrap();
    assert!(
        told.contains("Regions of the platform: eu-1 (Frankfurt); us-1. Names stay in Europe."),
        "{told}"
    );
}

#[test]
fn callers_are_led_on_and_told_how_to_prove_who_they_are() {
    let (_, document) = rest(&fixture::session(LEAVING)).remove(0);
    let responses = &document["paths"]["/orders"]["get"]["responses"];
    let header = |status: &str, name: &str| {
        let response = resolve(&document, &responses[status]);
        resolve(&document, &response["headers"][name])["example"].clone()
    };
    assert_eq!(header("204", "Link"), "<https://new.eu-1.shop.example>; rel=\"successor-version\"");
    assert_eq!(header("204", "Deprecation"), "@1790812800");
    assert_eq!(header("204", "Sunset"), "Thu, 01 Apr 2027 00:00:00 GMT");
    assert_eq!(header("401", "WWW-Authenticate"), "Bearer error=\"invalid_token\"");
}
