//! What holds for the contracts of all styles.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use serde_json::Value;

use super::sheet::Sheet;
use super::{Contract, contracts, fixture, leave_for_a_look};

fn of_style<'c>(all: &'c [Contract], part: &str) -> &'c Contract {
    all.iter().find(|contract| contract.path.contains(part)).unwrap()
}

#[test]
fn every_api_that_can_do_something_has_a_contract_of_its_own() {
    let session = fixture::shop();
    let all = contracts(&session);
    for contract in &all {
        leave_for_a_look(&session, contract);
    }
    let paths: Vec<&str> = all.iter().map(|contract| contract.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "contracts/billing-api.openapi.yaml",
            "contracts/greenlane/ledger/v2/ledger.proto",
            "contracts/billing-events.asyncapi.yaml",
            "contracts/catalogue-graph.graphql",
            "contracts/invoice-export.openapi.yaml",
        ]
    );
    let session = fixture::awkward();
    for contract in contracts(&session) {
        leave_for_a_look(&session, &contract);
    }
}

#[test]
fn every_version_and_operation_of_a_sheet_stands_in_its_contract() {
    for session in [fixture::shop(), fixture::awkward()] {
        let all = contracts(&session);
        for sheet in Sheet::all(&session).iter().filter(|sheet| sheet.has_contract()) {
            let contract = all.iter().find(|contract| contract.api == sheet.api.id).unwrap();
            assert!(contract.text.contains(&sheet.version.text), "{}", sheet.name);
            for call in &sheet.calls {
                let name = call.path.split('(').next().unwrap().rsplit('/').find(|part| !part.is_empty());
                let name = name.unwrap_or("/").to_lowercase();
                assert!(contract.text.to_lowercase().contains(&name), "{}: {}", sheet.name, call.path);
            }
        }
    }
}

#[test]
fn an_answer_that_is_none_stands_in_no_contract() {
    for contract in contracts(&fixture::awkward()) {
        for word in ["TBD", "TODO", "TBC", "n/a", "to be defined"] {
            assert!(!contract.text.contains(word), "{word} in {}", contract.path);
        }
    }
}

#[test]
fn events_fit_their_schemas() {
    for session in [fixture::shop(), fixture::awkward()] {
        let all = contracts(&session);
        let document: Value = serde_saphyr::from_str(&of_style(&all, ".asyncapi.").text).unwrap();
        for (name, message) in document["components"]["messages"].as_object().unwrap() {
            for part in ["payload", "headers"] {
                let Some(schema) = message.get(part) else { continue };
                let mut schema = schema.clone();
                schema["components"] = document["components"].clone();
                let validator =
                    jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap();
                let example = &message["examples"][0][part];
                assert!(validator.is_valid(example), "{name}: {example}");
            }
        }
        for (name, operation) in document["operations"].as_object().unwrap() {
            for reference in [&operation["channel"], &operation["messages"][0]] {
                let pointer = reference["$ref"].as_str().unwrap().trim_start_matches('#');
                assert!(document.pointer(pointer).is_some(), "{name}: {pointer}");
            }
        }
    }
}

#[test]
fn what_the_owner_publishes_is_sent_and_what_it_subscribes_to_is_received() {
    let all = contracts(&fixture::awkward());
    let document: Value = serde_saphyr::from_str(&of_style(&all, ".asyncapi.").text).unwrap();
    assert_eq!(document["operations"]["told"]["action"], "send");
    assert_eq!(document["operations"]["hears"]["action"], "receive");
    // One address is one channel, whoever uses it.
    assert_eq!(document["channels"].as_object().unwrap().len(), 1);
}

#[test]
fn each_rpc_has_messages_of_its_own_and_fields_keep_their_numbers() {
    let session = fixture::shop();
    let all = contracts(&session);
    let proto = &of_style(&all, ".proto").text;
    for line in [
        "package greenlane.ledger.v2;",
        "  rpc PostEntry(PostEntryRequest) returns (PostEntryResponse);",
        "  rpc ListEntries(ListEntriesRequest) returns (ListEntriesResponse);",
        "  repeated Entry entries = 1;",
        "    SIDE_CREDIT = 2;",
        "  Side side = 3;",
        "  optional string note = 15;",
    ] {
        assert!(proto.contains(line), "{line} in\n{proto}");
    }
    let sheets = Sheet::all(&session);
    let ledger = sheets.iter().find(|sheet| sheet.name == "Ledger").unwrap();
    let rpcs = super::proto::rpcs(ledger);
    assert_eq!(rpcs[0].request.example(ledger).compact(), r#"{"amount_minor":11900,"currency":"EUR"}"#);
    let page = rpcs[1].response.example(ledger).compact();
    assert!(
        page.starts_with(r#"{"entries":[{"entry_id":"#) && page.contains(r#""side":"SIDE_DEBIT""#),
        "{page}"
    );
}

#[test]
fn a_graph_names_its_scopes_pages_and_inputs() {
    let all = contracts(&fixture::shop());
    let graph = &of_style(&all, ".graphql").text;
    for line in [
        "  products(input: ProductFilter!, pageSize: Int, pageToken: String): ProductPage! @requiresScopes(scopes: [\"catalogue:read\"])",
        "  hideProduct(sku: String!): Product @requiresScopes(scopes: [\"catalogue:write\"])",
        "input ProductFilter {",
        "  addedAt: DateTime!",
        "  in_stock",
    ] {
        assert!(graph.contains(line), "{line} in\n{graph}");
    }
    // GraphQL knows no schema without a query.
    let all = contracts(&fixture::awkward());
    assert!(of_style(&all, ".graphql").text.contains("  contractVersion: String!"));
}
