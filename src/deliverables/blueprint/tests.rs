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
    assert!(text.contains("> [!CAUTION] > The fix for Storage is late: the last day to start was"), "{text}");
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
    let ends =
        [("A", "X", "hard"), ("B", "X", "soft"), ("A", "Y", "hard"), ("B", "Y", "hard"), ("A", "Z", "hard")];
    for (from, to, hardness) in ends {
        room.add("connection", &[("from", from), ("to", to), ("mode", "sync"), ("hardness", hardness)]);
    }
    let text = text(&room);
    let has = "Most callers wait for X and Y: 2 components call each. Without X one of them cannot go on and without \
               Y 2.";
    says(&text, &[has], &[]);
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

/// A text has what it is to have, and lacks what would be wrong.
fn says(text: &str, has: &[&str], lacks: &[&str]) {
    for words in has {
        assert!(text.contains(words), "“{words}” is missing: {text}");
    }
    for words in lacks {
        assert!(!text.contains(words), "“{words}” is there: {text}");
    }
}

#[test]
fn a_system_with_a_successor_is_not_switched_off_without_one() {
    let mut room = Room::new();
    room.add("component", &[("name", "Payouts"), ("lifecycle", "build")]);
    room.add("system", &[("name", "Drop"), ("fate", "retire"), ("replaced_by", "Payouts")]);
    let with = "1 is switched off once its users have moved";
    says(&text(&room), &[with], &["without a successor"]);
    room.add("system", &[("name", "Fax"), ("fate", "retire")]);
    says(&text(&room), &[with, "1 is switched off without a successor"], &[]);
    room.add("migration", &[("team", "Ops"), ("from", "Fax"), ("to", "Payouts")]);
    says(&text(&room), &["2 are switched off once their users have moved"], &["without a successor"]);
}

#[test]
fn a_fix_that_a_team_moves_onto_starts_in_time_for_the_move() {
    let mut room = Room::new();
    limit(&mut room, "Sending", "2 weeks", "");
    room.add("component", &[("name", "Sender"), ("lifecycle", "build")]);
    room.set("limit-1", "component", "Sender");
    room.add("migration", &[("team", "Billing"), ("to", "Sender"), ("starts", "2026-11-02")]);
    let clock =
        "Billing moves onto it on 2026-11-02. With a lead time of 2 weeks that work starts by 2026-10-19.";
    says(&text(&room), &[clock, "| 2026-10-19 | Start at the latest: shard by tenant |"], &["which is past"]);
    room.set("component-1", "lifecycle", "exists");
    says(&text(&room), &["Start at the latest"], &["moves onto it", "2026-10-19"]);
}

#[test]
fn the_usable_limit_is_drawn_where_the_clock_runs_out() {
    let mut room = Room::new();
    limit(&mut room, "Storage", "1 month", "");
    let lines = |room: &Room| {
        let document = document(room);
        let chart = document.blocks.iter().find_map(|block| match &block.body {
            Body::Chart(chart) => Some(chart.clone()),
            _ => None,
        });
        let chart = chart.unwrap();
        (chart.title, chart.lines.into_iter().map(|line| line.name).collect::<Vec<_>>())
    };
    let (title, names) = lines(&room);
    assert!(title.ends_with("against the hard limit of 4 TB") && names.len() == 2, "{title} {names:?}");
    room.set("limit-1", "margin", "10");
    let (title, names) = lines(&room);
    assert!(title.ends_with("against the usable 3.6 TB of 4 TB"), "{title}");
    assert_eq!(names, ["projected use", "hard limit", "usable limit"]);
    assert!(text(&room).contains("| Resource | Measured on | Usable | Alert at |"));
}

#[test]
fn what_is_compared_and_not_decided_says_so_and_who_holds_it() {
    let mut room = Room::new();
    let fields =
        [("name", "Instalments"), ("sourcing", "not now"), ("owner", "Ines"), ("condition", "Two sign")];
    room.add("capability", &fields);
    room.add("option", &[("name", "Wait"), ("capability", "Instalments"), ("way", "not now")]);
    let says_so = [
        "### Instalments: options without a decision",
        "No decision is on record; until there is one, the answer is “Not now”. Ines looks again when: Two sign.",
    ];
    says(&text(&room), &says_so, &["Not now: Instalments"]);
}

#[test]
fn what_is_offered_is_no_quick_win_and_the_cut_is_told() {
    let mut room = Room::new();
    for (name, reach, effort, offer) in [
        ("Logs", "40", "1", "offered"),
        ("Flags", "30", "1", "planned"),
        ("Jobs", "5", "4", "planned"),
        ("Maps", "4", "5", ""),
    ] {
        let fields = [
            ("name", name),
            ("reach", reach),
            ("impact", "medium"),
            ("confidence", "100"),
            ("effort", effort),
            ("offer", offer),
        ];
        room.add("capability", &fields);
    }
    let quick = "- **Quick wins** (more benefit than most for less effort): Flags.";
    let cut = "half of the capabilities reach 17.5 or more, and half take 2.5 person-months or less. What is offered";
    says(&text(&room), &[quick, cut], &["more impact than most"]);
}

#[test]
fn a_topic_set_aside_is_no_open_question() {
    let mut room = Room::new();
    room.add("parked", &[("topic", "An API for partners")]);
    says(
        &text(&room),
        &["## Set aside", "| An API for partners |"],
        &["One question is open", "a topic set aside"],
    );
}

#[test]
fn codes_and_abbreviations_are_in_the_glossary() {
    let mut room = Room::new();
    room.add("api", &[("name", "Users"), ("authentication", "mTLS")]);
    room.add("tracked-event", &[("name", "order_left"), ("captured", "client")]);
    says(
        &text(&room),
        &["| M1 to M5, H1 to H7 |", "| mTLS |"],
        &["| SCIM |", "| WSJF |", "first among them M"],
    );
}

#[test]
fn a_record_of_a_decision_leaves_out_what_speaks_neither_for_nor_against() {
    let mut room = Room::new();
    room.set("charter", "hourly_cost", "100");
    room.add("pain", &[("name", "Nobody knows who may see what")]);
    room.add("team", &[("name", "Billing")]);
    room.add("team", &[("name", "Data and Reports")]);
    let fields = [("name", "Rights"), ("pains", "Nobody knows who may see what"), ("waiting", "Billing")];
    let rights = room.add("capability", &fields);
    room.set(&rights, "built_by", "Data and Reports");
    for (name, work, weeks, fit) in
        [("Own", "9", "20 weeks", "5"), ("Hosted", "4", "10 weeks", "3"), ("Library", "1", "2 weeks", "2")]
    {
        let fields = [
            ("name", name),
            ("capability", "Rights"),
            ("way", "build"),
            ("work_once", work),
            ("first_use", weeks),
            ("fit", fit),
        ];
        room.add("option", &fields);
    }
    let fields = [
        ("title", "Build it"),
        ("capability", "Rights"),
        ("chosen", "Own"),
        ("price", "nine months"),
        ("reason", "Crews change hourly. Roles do not fit"),
    ];
    room.add("decision", &fields);
    let catalogue = catalogue::embedded().unwrap();
    let src = Sources::of(room.session(), &catalogue, TODAY);
    let records = crate::deliverables::decision_records::decision_records(&src);
    let text = markdown::render(&records[0].1).split_whitespace().collect::<Vec<_>>().join(" ");
    let has = [
        "is to remove or ease “Nobody knows who may see what”. Data and Reports has built its own. Billing waits for it.",
        "Chosen option: \"Own\", because: Crews change hourly. Roles do not fit.",
        "Bad, because of the price: Nine months.",
        "Bad, because teams work with it last: after 20 weeks.",
        "Good, because teams work with it first: after 2 weeks.",
    ];
    says(&text, &has, &["Neutral", "because of this", "10 weeks"]);
}

#[test]
fn a_record_of_a_decision_says_between_what_it_lay() {
    let context = |options: &str| {
        let mut room = Room::new();
        room.add("decision", &[("title", "Versions"), ("options", options)]);
        let catalogue = catalogue::embedded().unwrap();
        let src = Sources::of(room.session(), &catalogue, TODAY);
        markdown::render(&crate::deliverables::decision_records::decision_records(&src)[0].1)
    };
    let three = "Which of these should hold from now on: “Path”, “Header” or “Media type”?";
    assert!(context("Path\nHeader\nMedia type").contains(three));
    assert!(context("Path\nHeader").contains("The choice lay between “Path” and “Header”."));
    assert!(!context("Path").contains("## Context"));
}

#[test]
fn what_is_to_be_built_has_the_day_from_which_it_can_be_used() {
    let mut room = Room::new();
    room.add("capability", &[("name", "Rights")]);
    room.add("component", &[("name", "Rights service"), ("lifecycle", "build"), ("capability", "Rights")]);
    room.add("option", &[("name", "Own"), ("capability", "Rights"), ("first_use", "7 months")]);
    let decision = [("title", "Rights"), ("chosen", "Own"), ("capability", "Rights"), ("date", "2026-10-08")];
    room.add("decision", &decision);
    let row = "| Rights | Rights service | 2026-10-08 | 7 months | 2027-05-08 |";
    says(&text(&room), &["### When each can be used", row], &["First team moves"]);
    room.add("migration", &[("team", "Billing"), ("to", "Rights service"), ("starts", "2027-06-01")]);
    says(&text(&room), &["2027-05-08 | 2027-06-01 (Billing) |"], &[]);
    room.set("component-1", "lifecycle", "exists");
    says(&text(&room), &[], &["When each can be used"]);
}

#[test]
fn whoever_is_not_away_is_in_the_room() {
    let mut room = Room::new();
    room.add("person", &[("name", "Ada"), ("attends", "yes")]);
    room.add("person", &[("name", "Ben")]);
    room.add("person", &[("name", "Cy"), ("attends", "no")]);
    says(&text(&room), &["| In the room | Ada, Ben |"], &[]);
}

#[test]
fn two_concerns_are_taken_apart_when_one_has_an_and_of_its_own() {
    let mut room = Room::new();
    room.add("standard", &[("concern", "logging"), ("strength", "mandated")]);
    room.add("standard", &[("concern", "api_style"), ("strength", "mandated")]);
    let has = "One standard is mandated for logging as well as API style and description.";
    says(&text(&room), &[has], &[]);
}

#[test]
fn proofs_that_are_equally_usual_are_named_together() {
    let connected = |proofs: &[&str]| {
        let mut room = Room::new();
        for (at, proof) in proofs.iter().enumerate() {
            let (from, to) = (format!("A{at}"), format!("B{at}"));
            room.add("connection", &[("from", &from), ("to", &to), ("authentication", proof)]);
        }
        text(&room)
    };
    assert!(
        connected(&["OIDC", "OIDC", "mTLS"])
            .contains("The most usual proof of who calls, on 2 of them, is “OIDC”.")
    );
    let two = "The most usual proofs of who calls, on 2 of them each, are “OIDC” and “mTLS”.";
    assert!(connected(&["OIDC", "OIDC", "mTLS", "mTLS", "Key"]).contains(two));
    assert!(!connected(&["OIDC", "OIDC", "mTLS", "mTLS", "Key", "Key"]).contains("most usual"));
}
