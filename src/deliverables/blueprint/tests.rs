//! What the blueprint says about rooms that are hard to speak about.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::blueprint;
use crate::catalogue;
use crate::deliverables::document::{Body, Document};
use crate::deliverables::markdown;
use crate::deliverables::sources::Sources;
use crate::workshop::testkit::{Room, TODAY};

fn document(room: &Room) -> Document {
    let catalogue = catalogue::embedded().unwrap();
    blueprint(&Sources::of(room.session(), &catalogue, TODAY))
}

fn text(room: &Room) -> String {
    // One space for each line end: sentences are looked for, not lines.
    markdown::render(&document(room)).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn limit(room: &mut Room, name: &str, lead: &str, buffer: &str) {
    room.add(
        "limit",
        &[
            ("name", name),
            ("today", "2 TB"),
            ("hard", "4 TB"),
            ("growth", "10%/month"),
            ("measured", "2026-09-01"),
            ("lead", lead),
            ("buffer", buffer),
            ("mitigation", "shard by tenant"),
        ],
    );
}

#[test]
fn a_limit_that_is_too_late_is_said_plainly() {
    let mut room = Room::new();
    limit(&mut room, "Storage", "9 months", "");
    let text = text(&room);
    assert!(text.contains("> [!CAUTION] > Late on Storage: the last day to start was"), "{text}");
    assert!(text.contains("before a fix that takes 9 months can be ready."), "{text}");
    assert!(text.contains("The last day to start has already passed for Storage"), "{text}");
}

#[test]
fn a_buffer_that_is_being_used_up_is_not_too_late() {
    let mut room = Room::new();
    limit(&mut room, "Storage", "5 months", "4 months");
    let text = text(&room);
    assert!(text.contains("a start today still makes it, with less in reserve than planned"), "{text}");
}

#[test]
fn a_limit_without_a_date_says_why() {
    let mut room = Room::new();
    room.add("limit", &[("name", "Seats"), ("today", "40"), ("hard", "100"), ("lead", "1 month")]);
    let text = text(&room);
    assert!(text.contains("Seats has no date: “Growth” is missing"), "{text}");
    assert!(!text.contains("xychart"), "nothing to draw");
}

#[test]
fn beyond_forty_boxes_the_diagram_says_what_it_leaves_out() {
    let mut room = Room::new();
    for number in 1..=45 {
        let critical = if number <= 12 { "yes" } else { "no" };
        let name = format!("Service {number}");
        let fields =
            [("name", name.as_str()), ("layer", "product"), ("side", "product"), ("critical", critical)];
        room.add("component", &fields);
    }
    let document = document(&room);
    let drawn = document.blocks.iter().find_map(|block| match &block.body {
        Body::Diagram(diagram) => Some(diagram.nodes().count()),
        _ => None,
    });
    assert_eq!(drawn, Some(12));
    let text = markdown::render(&document);
    assert!(text.contains("12 of 45 components are drawn"), "{text}");
    assert!(text.contains("| Service 45 |"), "the table still lists all");
}

#[test]
fn pains_that_cannot_be_costed_do_not_spoil_the_sum() {
    let mut room = Room::new();
    room.set("charter", "hourly_cost", "100");
    room.set("charter", "currency", "EUR");
    room.add("pain", &[("name", "Builds"), ("people", "40"), ("minutes", "20 min"), ("frequency", "3/day")]);
    room.add("pain", &[("name", "Access"), ("people", "10"), ("minutes", "1 h"), ("frequency", "1/week")]);
    room.add("pain", &[("name", "Docs"), ("minutes", "5 min")]);
    let text = text(&room);
    assert!(text.contains("2 of 3 pains can be costed; together they cost 210 hours a week"), "{text}");
    assert!(text.contains("1,092,000 EUR a year"), "{text}");
    assert!(text.contains("One pain cannot be costed yet"), "{text}");
}

#[test]
fn an_answer_still_to_come_is_a_question_and_not_a_word_in_a_table() {
    let mut room = Room::new();
    room.add("person", &[("name", "Ada Obi")]);
    room.set("charter", "document_owner", "Ada Obi");
    room.add(
        "quality",
        &[("name", "Fast lists"), ("kind", "performance"), ("indicator", "p95"), ("target", "TBD")],
    );
    let text = text(&room);
    assert!(!text.contains("TBD"), "{text}");
    assert!(text.contains("| Ada Obi |"), "{text}");
}

#[test]
fn a_cycle_is_drawn_out() {
    let mut room = Room::new();
    for (from, to) in [("A", "B"), ("B", "A")] {
        room.add("connection", &[("from", from), ("to", to), ("mode", "sync"), ("protocol", "gRPC")]);
    }
    let text = text(&room);
    assert!(text.contains("One cycle of waiting calls has to be broken"), "{text}");
    assert!(text.contains("- A → B → A"), "{text}");
    assert!(!text.contains("run today"), "nobody said so: {text}");
}

#[test]
fn components_with_equally_many_callers_are_named_together() {
    let mut room = Room::new();
    for (from, to) in [("A", "X"), ("B", "X"), ("A", "Y"), ("B", "Y"), ("A", "Z")] {
        room.add("connection", &[("from", from), ("to", to), ("mode", "sync")]);
    }
    let text = text(&room);
    assert!(text.contains("Most callers wait for X and Y: 2 components need the answer of each"), "{text}");
}

#[test]
fn a_draft_says_what_it_lacks() {
    let mut room = Room::new();
    room.set("charter", "title", "Keel");
    let draft = document(&room);
    let Some(Body::Callout { text, .. }) = draft.blocks.first().map(|block| &block.body) else {
        panic!("no remark at the front");
    };
    assert!(text.plain().starts_with("A draft of 2026-09-03. It says nothing yet on Context and scope; "));
}

#[test]
fn names_with_marks_of_their_own_stay_names() {
    let mut room = Room::new();
    room.add(
        "component",
        &[("name", "Core | *new* [v2] <beta>"), ("layer", "platform"), ("lifecycle", "build")],
    );
    let text = markdown::render(&document(&room));
    assert!(text.contains("| Core \\| \\*new\\* \\[v2\\] \\<beta> |"), "{text}");
    assert!(text.contains("component_1[\"Core | *new* [v2] #lt;beta#gt;\"]:::build"), "{text}");
}
