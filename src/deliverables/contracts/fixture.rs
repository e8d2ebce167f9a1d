//! Small sessions for tests, written as one line of JSON a record.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a fixture that is wrong may stop the test"
)]

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::workshop::event::{ENTRY_VERSION, Entry, SessionEvent};
use crate::workshop::fields::{Fields, Key};
use crate::workshop::records::Kind;
use crate::workshop::session::Session;
use crate::workshop::value::Value;

/// A session from lines such as `team-1 {"name": "Billing"}`; forms have no number.
pub fn session(lines: &str) -> Session {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows = lines.map(|line| {
        let (id, fields) = line.split_once(' ').unwrap();
        let fields = serde_json::from_str(fields).unwrap_or_else(|error| panic!("{line}: {error}"));
        (id.to_owned(), fields)
    });
    of_rows(rows.collect())
}

/// A session from records with their fields.
pub fn of_rows(rows: Vec<(String, Fields)>) -> Session {
    let at: Timestamp = "2026-09-03T07:00:00Z".parse().unwrap();
    let mut events = vec![SessionEvent::SessionStarted {
        session: "0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a17".into(),
        content: "underpin".into(),
        content_version: "1".into(),
    }];
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for (id, fields) in rows {
        let kind = Kind::of_id(&id).unwrap_or_else(|| panic!("no kind for {id}"));
        for key in fields.keys() {
            assert!(kind.spec().field(key).is_some(), "{id} has no field {key}");
        }
        if kind.spec().form {
            let set = |(field, now): (Key, Value)| SessionEvent::FieldSet {
                id: id.clone(),
                field,
                was: Value::None,
                now,
            };
            events.extend(fields.into_iter().map(set));
        } else {
            let at = counts.entry(kind).or_default();
            events.push(SessionEvent::RecordAdded { id, at: *at, fields });
            *at += 1;
        }
    }
    let entries = events.into_iter().zip(1..).map(|(event, seq)| Entry {
        v: ENTRY_VERSION,
        seq,
        at,
        by: "Ada Okafor".into(),
        step: None,
        event: event.into(),
    });
    let entries: Vec<Entry> = entries.collect();
    Session::replay(&entries)
}

/// One API of each style, with answers throughout.
pub fn shop() -> Session {
    session(include_str!("fixtures/shop.txt"))
}

/// The awkward answers that an unfinished session has.
pub fn awkward() -> Session {
    session(include_str!("fixtures/awkward.txt"))
}
