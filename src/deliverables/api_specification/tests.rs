//! What the specification says of callers, dates and what is not there yet.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::api_specification;
use crate::catalogue;
use crate::deliverables::adoption_guide::adoption_guide;
use crate::deliverables::document::Document;
use crate::deliverables::markdown;
use crate::deliverables::sources::Sources;
use crate::workshop::testkit::{Room, TODAY};

fn of(room: &Room, build: fn(&Sources) -> Document) -> String {
    let catalogue = catalogue::embedded().unwrap();
    let document = build(&Sources::of(room.session(), &catalogue, TODAY));
    markdown::render(&document).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text has what it is to have, and lacks what would be wrong.
fn says(text: &str, has: &[&str], lacks: &[&str]) {
    for words in has {
        assert!(text.contains(words), "“{words}” is missing: {text}");
    }
    for words in lacks {
        assert!(!text.contains(words), "“{words}” is there: {text}");
    }
}

fn api(room: &mut Room, name: &str, component: &str, more: &[(&str, &str)]) {
    let address = format!("https://api.example/{}/v1", name.to_lowercase());
    let fields = [("name", name), ("component", component), ("server", &address), ("version", "1.0.0")];
    room.add("api", &[&fields[..], more].concat());
}

#[test]
fn what_is_still_to_be_built_does_not_answer_whatever_its_lifecycle_says() {
    let mut room = Room::new();
    room.add("component", &[("name", "Exporter"), ("lifecycle", "build")]);
    api(&mut room, "Export", "Exporter", &[("style", "rest"), ("lifecycle", "beta")]);
    room.set("golden-path", "first_call", "curl https://api.example/export/v1/files");
    room.add("migration", &[("team", "Billing"), ("to", "Exporter"), ("starts", "2027-01-11")]);
    let note =
        "Exporter, which serves Export, is still to be built: nothing answers at its address before that.";
    says(&of(&room, api_specification), &[note], &[]);
    let guide = "The call works once Exporter is there. The first team moves onto it on 2027-01-11; until then nothing";
    says(&of(&room, adoption_guide), &[guide], &[]);
    room.set("component-1", "lifecycle", "exists");
    says(&of(&room, api_specification), &[], &["still to be built"]);
    says(&of(&room, adoption_guide), &["curl https"], &["The call works once"]);
}

#[test]
fn all_that_tie_have_the_most_consumers_and_none_when_most_tie() {
    let mut room = Room::new();
    for (name, consumers) in
        [("Export", "A, B, C"), ("Rights", "A, B, C"), ("Mail", "A"), ("Find", "B"), ("Bill", "")]
    {
        api(&mut room, name, "", &[("consumers", consumers), ("style", "rest")]);
    }
    let text = of(&room, api_specification);
    says(
        &text,
        &[
            "[Export](#export) and [Rights](#rights) have the most consumers, 3 teams each.",
            "The consumers of 4 of the 5 APIs are 3 teams.",
        ],
        &[],
    );
    room.set("api-1", "consumers", "A");
    room.set("api-2", "consumers", "A, B");
    for id in ["api-3", "api-4", "api-5"] {
        room.set(id, "consumers", "A, B");
    }
    says(&of(&room, api_specification), &[], &["the most consumers"]);
}

#[test]
fn an_exception_to_a_rule_is_not_hidden_behind_no_deviation() {
    let mut room = Room::new();
    room.add("component", &[("name", "Reports"), ("lifecycle", "exists")]);
    api(&mut room, "Files", "Reports", &[("style", "rest"), ("idempotency", "None; look for the first")]);
    api(&mut room, "Query", "Reports", &[("style", "graphql")]);
    room.add(
        "operation",
        &[("api", "Files"), ("method", "post"), ("path", "/files"), ("name", "Make a file")],
    );
    let has = [
        "[Files](#files) takes a POST without an `Idempotency-Key`.",
        "[Query](#query) has a major version in its address",
    ];
    says(&of(&room, api_specification), &has, &["No contract deviates"]);
}

#[test]
fn an_api_stands_on_what_its_component_cannot_go_on_without() {
    let mut room = Room::new();
    room.add("component", &[("name", "Desk")]);
    room.add("component", &[("name", "Ledger")]);
    let call = [("from", "Desk"), ("to", "Ledger"), ("mode", "sync"), ("hardness", "hard")];
    let call = room.add("connection", &call);
    api(&mut room, "Payouts", "Desk", &[("style", "rest")]);
    room.add(
        "limit",
        &[
            ("name", "Postings"),
            ("today", "100 ops"),
            ("hard", "200 ops"),
            ("growth", "5 ops/month"),
            ("measured", "2026-09-01"),
            ("lead", "3 months"),
            ("component", "Ledger"),
        ],
    );
    let next = "the last day to start on Postings, which [Payouts](#payouts) stands on.";
    says(&of(&room, api_specification), &[next, "| What runs out | Postings on "], &[]);
    room.set("limit-1", "lead", "30 months");
    let past = "The last day to start on Postings has passed (2025-11-01); [Payouts](#payouts) stands on it.";
    says(&of(&room, api_specification), &[past], &[next]);
    room.set(&call, "hardness", "soft");
    says(&of(&room, api_specification), &[], &["stands on"]);
}

#[test]
fn the_changelog_holds_what_has_changed_and_deprecation_what_will() {
    let mut room = Room::new();
    let leaves = [("lifecycle", "deprecated"), ("deprecated_on", "2026-08-01"), ("sunset_on", "2027-05-31")];
    api(&mut room, "Files", "", &leaves);
    api(&mut room, "Export", "", &[("lifecycle", "stable")]);
    let text = of(&room, api_specification);
    let has = [
        "| 2026-08-01 | [Files](#files) | 1.0.0 deprecated |",
        "[Files](#files) 1.0.0 stops answering on 2027-05-31.",
    ];
    says(&text, &has, &["in this edition |", "| 2027-05-31 |"]);
}

#[test]
fn a_first_call_is_promised_only_as_far_as_it_has_been_seen() {
    let mut room = Room::new();
    room.set("golden-path", "first_success", "45 min");
    says(
        &of(&room, adoption_guide),
        &["A team that starts here has its first working call after 45 min."],
        &[],
    );
    room.add(
        "quality",
        &[
            ("name", "A quick start"),
            ("indicator", "Minutes to the first call"),
            ("today", "960 min, two joiners"),
        ],
    );
    let told = "is to have its first working call after 45 min; today it takes 960 min.";
    says(&of(&room, adoption_guide), &[told], &["has its first"]);
    room.set("quality-1", "today", "45 min");
    says(&of(&room, adoption_guide), &["has its first working call"], &["today it takes"]);
}

#[test]
fn what_is_only_planned_is_not_promised() {
    let mut room = Room::new();
    room.set("finding", "catalogue", "the portal");
    room.set("golden-path", "gives", "Rights that are checked");
    room.add("capability", &[("name", "Portal"), ("domain", "portals"), ("offer", "offered")]);
    says(&of(&room, adoption_guide), &["Everything is listed in the portal."], &["not there yet"]);
    room.set("capability-1", "offer", "planned");
    room.set("support", "channel", "#help");
    for (name, lifecycle) in [("Rights service", "build"), ("Old table", "exists"), ("Portal", "buy")] {
        room.add("component", &[("name", name), ("lifecycle", lifecycle), ("side", "platform")]);
    }
    room.add("migration", &[("team", "Billing"), ("to", "Rights service"), ("starts", "2027-03-01")]);
    let has = [
        "Everything is to be listed in the portal. That is planned and not there yet; until then, ask in #help.",
        "moves onto it: Rights service (2027-03-01) and Portal (no day yet). What rests on one of them comes with it.",
    ];
    says(&of(&room, adoption_guide), &has, &["Old table ("]);
}

#[test]
fn producers_and_consumers_of_events_are_called_so() {
    let mut room = Room::new();
    for (from, to, purpose) in [
        ("Orders", "Bus", "Publish orders"),
        ("Relay", "Bus", "Read events to deliver"),
        ("Bus", "Search", "Feed the index"),
    ] {
        room.add("connection", &[("from", from), ("to", to), ("mode", "async"), ("purpose", purpose)]);
    }
    api(&mut room, "Order events", "Bus", &[("style", "events")]);
    let has = ["| Producer | Orders |", "| Consumer | Relay |", "| Consumer | Search |"];
    says(&of(&room, api_specification), &has, &["| Upstream |", "stops with nothing else"]);
}
