//! Answers that nobody foresaw, put into any text field: the contracts stay well formed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use proptest::prelude::*;
use serde_json::Value as Parsed;

use crate::workshop::fields::{Fields, Key};
use crate::workshop::session::Session;
use crate::workshop::value::Value;

use super::{contracts, fixture, leave_for_a_look};

const ODD: &[&str] = &[
    "",
    " ",
    "TBD",
    "#",
    "a: b",
    "- x",
    "\"quoted\"",
    "it's",
    "null",
    "true",
    "1.10",
    "0x1F",
    "{}",
    "{x}",
    "[x]",
    "`tick`",
    "*/ // /*",
    "\\",
    "${HOME}",
    "<b>",
    "🎉",
    "日本語",
    "line\nbreak",
    "\ttab",
    "a\u{7}b",
    "\u{feff}bom",
    "/",
    "//",
    "/{",
    "/{a}/{a}",
    "/a/:b?c=d&e",
    "a(b: [ID!]!, c",
    "Any.Service/Call",
    "/x.y.v1.S/C",
    "enum(a,,b,a)",
    "enum(true, 2nd, x y)",
    "string[][]",
    "Invoice",
    "\"\"\"",
    "type",
    "id",
    "items",
    "__proto",
    "end of \"",
    "https://",
    "https://x y",
    "kafka://b:9",
    "mTLS or OAuth https://i.example/token",
    "2026-13-45",
    "@",
    "%",
    "| > ?",
    "very long very long very long very long very long very long very long very long very long very long very long",
];

/// The shop with odd answers in some of its text fields.
fn odd_shop(changes: &[(usize, usize, usize)]) -> Session {
    let text = include_str!("fixtures/shop.txt");
    let mut rows: Vec<(String, Fields)> = text
        .lines()
        .map(|line| {
            let (id, fields) = line.split_once(' ').unwrap();
            (id.to_owned(), serde_json::from_str(fields).unwrap())
        })
        .collect();
    for (row, field, odd) in changes {
        let row = row % rows.len();
        let (id, fields) = &mut rows[row];
        // References and choices can only hold what exists; those the program never writes otherwise.
        let texts: Vec<Key> = fields
            .iter()
            .filter(|(key, value)| {
                matches!(value, Value::Text(_))
                    && !["style", "lifecycle", "method", "api", "payload"].contains(&&***key)
            })
            .map(|(key, _)| key.clone())
            .collect();
        if !texts.is_empty() && !id.starts_with("team") {
            let key = &texts[field % texts.len()];
            fields.insert(key.clone(), Value::Text(ODD[odd % ODD.len()].to_owned()));
        }
    }
    fixture::of_rows(rows)
}

fn references_resolve(document: &Parsed, value: &Parsed) {
    match value {
        Parsed::Object(fields) => {
            if let Some(Parsed::String(reference)) = fields.get("$ref") {
                assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
            }
            fields.values().for_each(|value| references_resolve(document, value));
        }
        Parsed::Array(items) => items.iter().for_each(|value| references_resolve(document, value)),
        _ => {}
    }
}

fn balanced(text: &str, open: char, close: char) -> bool {
    text.chars().filter(|c| *c == open).count() == text.chars().filter(|c| *c == close).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn odd_answers_leave_contracts_well_formed(
        changes in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..60),
        number in any::<u32>(),
    ) {
        let session = odd_shop(&changes);
        for mut contract in contracts(&session) {
            if contract.path.contains(".openapi.") || contract.path.contains(".asyncapi.") {
                let document: Parsed = serde_saphyr::from_str(&contract.text).unwrap();
                references_resolve(&document, &document);
                if contract.path.contains(".openapi.") {
                    oas3::from_json(document.to_string()).unwrap();
                }
            } else {
                let code: Vec<&str> = contract
                    .text
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.starts_with("//") && !line.starts_with('"'))
                    .collect();
                let free_text = contract.path.contains(".graphql");
                prop_assert!(free_text || balanced(&code.join("\n"), '{', '}'), "{}", contract.text);
            }
            contract.path = format!("{number}/{}", contract.path);
            leave_for_a_look(&session, &contract);
        }
    }
}
