#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::workshop::decide::Command;
use crate::workshop::event::Mark;
use crate::workshop::records::Need;
use crate::workshop::testkit::{Room, TODAY};

fn asked(room: &Room) -> Vec<Question> {
    questions(room.session(), TODAY)
}

fn about(room: &Room, id: &str) -> Vec<Question> {
    asked(room).into_iter().filter(|question| question.about == id).collect()
}

fn texts(room: &Room, id: &str) -> Vec<String> {
    about(room, id).into_iter().map(|question| question.text).collect()
}

fn unknown(room: &mut Room, id: &str, field: Option<&str>, owner: Option<&str>, due: Option<Date>) {
    let owner = owner.map(str::to_owned);
    let mark = Mark { status: Status::Unknown, owner, due, note: None };
    room.run(&Command::Mark { id: id.into(), field: field.map(str::to_owned), mark: Some(mark) });
}

#[test]
fn an_empty_session_asks_for_every_kind_the_documents_need() {
    let room = Room::new();
    let asked = asked(&room);
    let limits: Vec<_> = asked.iter().filter(|question| question.about == "limit").collect();
    assert_eq!(limits.len(), 1);
    assert_eq!(limits[0].text, "Which resources run out first?");
    assert_eq!(limits[0].waits, "Doomsday clock");
    assert_eq!((limits[0].field, limits[0].marked), (None, false));
    assert_eq!(limits[0].who, "the facilitator");
    // Two weeks after 3 September.
    assert_eq!(limits[0].due, date(2026, 9, 17));
    // Every form the documents need asks once, in words of its own.
    let needed = |kind: &&Kind| kind.spec().fields.iter().any(|field| field.need == Need::Required);
    for kind in Kind::ALL.iter().filter(|kind| kind.spec().form).filter(needed) {
        assert_eq!(about(&room, kind.spec().key).len(), 1, "{kind:?}");
    }
    let all: BTreeSet<_> = asked.iter().map(|question| &question.text).collect();
    assert_eq!(all.len(), asked.len(), "no question twice");
}

#[test]
fn every_kind_has_its_place() {
    let order: BTreeSet<_> = ORDER.iter().collect();
    assert_eq!(order.len(), ORDER.len());
    assert_eq!(order.len(), Kind::ALL.len());
}

#[test]
fn one_question_names_all_that_a_record_lacks() {
    let mut room = Room::new();
    let fields =
        [("name", "Primary storage"), ("today", "2 TB"), ("hard", "4 TB"), ("measured", "2026-09-01")];
    let limit = room.add("limit", &fields);
    let question = about(&room, &limit).swap_remove(0);
    assert_eq!(question.text, "What are the growth, lead time, owner and mitigation of “Primary storage”?");
    assert_eq!(question.fields, ["growth", "lead", "owner", "mitigation"]);
    assert_eq!(question.field, Some("growth"));
    for (field, text) in [("lead", "4 months"), ("owner", "Ada Obi"), ("mitigation", "shard it")] {
        room.set(&limit, field, text);
    }
    assert_eq!(texts(&room, &limit), ["What is the growth of “Primary storage”?"]);
    room.set(&limit, "growth", "6 %/month");
    assert!(about(&room, &limit).is_empty());
}

#[test]
fn a_long_list_is_asked_whole_for_who_reads_it_on_paper() {
    let mut room = Room::new();
    let api = room.add("api", &[("name", "Billing"), ("style", "REST")]);
    let question = about(&room, &api).swap_remove(0);
    assert_eq!(
        question.text,
        "What are the component, category, business function, purpose, version, lifecycle, owner, consumers, \
         authentication, credential issuer, credential lifetime, rate limit, rate window, scope of the rate limit, rule \
         for retries, service level, data class, personal data, retention and server address of “Billing”?"
    );
    assert_eq!(question.fields.len(), 20);
}

#[test]
fn a_placeholder_is_no_answer_and_none_is_one() {
    let mut room = Room::new();
    let term = room.add("term", &[("term", "SLO"), ("meaning", "TBD")]);
    assert_eq!(texts(&room, &term), ["What does “SLO” mean?"]);
    room.set(&term, "meaning", "none");
    assert!(about(&room, &term).is_empty());
}

#[test]
fn what_is_marked_unknown_is_asked_by_itself() {
    let mut room = Room::new();
    let limit = room.add("limit", &[("name", "Storage"), ("hard", "4 TB")]);
    let ada = room.add("person", &[("name", "Ada Obi")]);
    unknown(&mut room, &limit, Some("growth"), Some(&ada), Some(date(2026, 10, 1)));
    unknown(&mut room, &limit, Some("hard"), None, None);
    let asked = about(&room, &limit);
    // Marked answers come first, in the order of the fields; a value that is there is put in doubt.
    assert_eq!(asked[0].text, "Is the hard limit of “Storage” really “4 TB”?");
    assert_eq!(asked[1].text, "What is the growth of “Storage”?");
    assert_eq!((asked[1].who.as_str(), asked[1].due, asked[1].marked), ("Ada Obi", date(2026, 10, 1), true));
    assert!(!asked[2].fields.contains(&"growth") && !asked[2].fields.contains(&"hard"));
    // The record as a whole: one question instead of all.
    let risk = room.add("risk", &[("name", "Vendor leaves")]);
    unknown(&mut room, &risk, None, None, None);
    assert_eq!(texts(&room, &risk), ["What do we know for certain about “Vendor leaves”?"]);
}

#[test]
fn whoever_is_closest_is_asked() {
    let mut room = Room::new();
    let who = |room: &Room, id: &str| about(room, id)[0].who.clone();
    room.add("team", &[("name", "Alpha"), ("lead", "Lin Park")]);
    let component = room.add("component", &[("name", "Gateway")]);
    room.add("api", &[("name", "Billing"), ("component", "Gateway")]);
    let payload = room.add("payload", &[("name", "Invoice"), ("api", "Billing")]);
    let field = room.add("payload-field", &[("name", "total"), ("payload", "Invoice")]);
    assert_eq!(who(&room, &field), "the facilitator");
    room.set("charter", "facilitator", "Fay Ito");
    assert_eq!(who(&room, &field), "Fay Ito");
    room.set("ownership", "product_owner", "Pat Cole");
    assert_eq!(who(&room, &field), "Pat Cole");
    room.set("charter", "document_owner", "Dee Roy");
    assert_eq!(who(&room, &field), "Dee Roy");
    // The field belongs to a payload, that to an API, that to a component, and that to a team with a lead.
    room.set(&component, "owner", "Alpha");
    assert_eq!(who(&room, &field), "Lin Park");
    assert_eq!(who(&room, &payload), "Lin Park");
    room.set(&component, "accountable", "Ada Obi");
    assert_eq!(who(&room, &field), "Ada Obi");
    assert_eq!(who(&room, &component), "Ada Obi");
}

#[test]
fn the_next_review_is_the_day_unless_it_is_past() {
    let mut room = Room::new();
    let term = room.add("term", &[("term", "SLO")]);
    room.set("charter", "next_review", "2026-12-01");
    assert_eq!(about(&room, &term)[0].due, date(2026, 12, 1));
    room.set("charter", "next_review", "2026-09-01");
    assert_eq!(about(&room, &term)[0].due, date(2026, 9, 17));
}

#[test]
fn fields_that_other_answers_make_needless_are_not_asked() {
    let mut room = Room::new();
    let lacks = |room: &Room, id: &str, field: &str| {
        about(room, id).iter().any(|question| !question.marked && question.fields.contains(&field))
    };
    let capability = room.add("capability", &[("name", "Portals")]);
    assert!(lacks(&room, &capability, "effort") && lacks(&room, &capability, "sourcing"));
    room.set(&capability, "offer", "teams");
    assert!(!lacks(&room, &capability, "effort") && !lacks(&room, &capability, "sourcing"));
    assert!(lacks(&room, &capability, "reason"));

    let limit = room.add("limit", &[("name", "Storage"), ("hard", "4 TB")]);
    assert!(lacks(&room, &limit, "growth"));
    for (day, value) in [("2026-06-01", "1 TB"), ("2026-07-01", "1.1 TB"), ("2026-08-01", "1.2 TB")] {
        room.add("measurement", &[("limit", "Storage"), ("date", day), ("value", value)]);
    }
    assert!(!lacks(&room, &limit, "growth"), "three readings make a rate");

    room.add("system", &[("name", "Old"), ("fate", "retire")]);
    let migration = room.add("migration", &[("team", "Alpha"), ("from", "Old")]);
    assert!(!lacks(&room, &migration, "to"), "what retires has no successor");
    assert!(!lacks(&room, "team-1", "channel"));
    room.add("component", &[("name", "Gateway"), ("owner", "Alpha")]);
    assert!(lacks(&room, "team-1", "channel"), "an owner has to be reached");
}

#[test]
fn sets_are_asked_for_what_they_leave_out() {
    let mut room = Room::new();
    for aspect in ["investment", "adoption", "interfaces", "operations"] {
        room.add("readiness", &[("aspect", aspect)]);
    }
    assert_eq!(texts(&room, "readiness"), ["How ready is the organisation in measurement and governance?"]);
    room.add("quality", &[("name", "Export speed"), ("kind", "performance")]);
    assert_eq!(texts(&room, "quality"), ["Which target holds for reliability, privacy and safety?"]);
    room.add("trade-off", &[("axis", "coupling")]);
    room.add("trade-off", &[("axis", "standards")]);
    assert_eq!(
        texts(&room, "trade-off"),
        ["Where does the team stand between abstraction and control; today's needs and future growth?"]
    );
    room.add("measure", &[("name", "Log-ins"), ("kind", "activity")]);
    assert_eq!(texts(&room, "measure"), ["Which outcome shows that the platform helps, beyond being used?"]);
    room.add("escalation", &[("severity", "SEV1")]);
    assert_eq!(
        texts(&room, "escalation"),
        ["Which severities are there besides “SEV1”, and who is called for them?"]
    );
}

#[test]
fn records_are_asked_for_what_hangs_on_them() {
    let mut room = Room::new();
    let holds = |room: &Room, id: &str, text: &str| texts(room, id).iter().any(|known| known == text);
    let api = room.add("api", &[("name", "Billing")]);
    assert!(holds(&room, &api, "Which operations or channels does “Billing” offer?"));
    room.add("operation", &[("name", "createInvoice"), ("api", "Billing")]);
    assert!(!holds(&room, &api, "Which operations or channels does “Billing” offer?"));

    let export = room.add("capability", &[("name", "Export"), ("sourcing", "build")]);
    let settle = "Who decided to build “Export”, when, and over which other option?";
    assert!(holds(&room, &export, settle));
    let decision = room.add(
        "decision",
        &[("title", "Build export once"), ("capability", "Export"), ("options", "build it once")],
    );
    assert!(!holds(&room, &export, settle));
    let other = "Which other option was on the table for “Build export once”?";
    assert!(holds(&room, &decision, other));
    room.set(&decision, "options", "build it once; leave it to teams");
    assert!(!holds(&room, &decision, other));

    let old = room.add("system", &[("name", "Old billing"), ("fate", "replace")]);
    let moves = "Which teams move off “Old billing”, when and with what effort?";
    assert!(holds(&room, &old, moves));
    room.add("migration", &[("team", "Alpha"), ("from", "Old billing")]);
    assert!(!holds(&room, &old, moves));
}

#[test]
fn a_platform_from_scratch_has_no_inventory() {
    let mut room = Room::new();
    assert_eq!(about(&room, "system").len(), 1);
    room.set("purpose", "start", "scratch");
    assert!(about(&room, "system").is_empty());
}

#[test]
fn phrases_belong_to_fields_that_exist() {
    for (kind, field, text) in phrases::QUESTIONS {
        let spec = Kind::from_key(kind).unwrap().spec();
        let field = spec.field(field).unwrap_or_else(|| panic!("{kind} has no field {field}"));
        assert!(text.ends_with('?'));
        assert_eq!(text.contains("{of}"), !spec.form, "{kind}.{}: {text}", field.key);
    }
    let optional = Kind::ALL.iter().flat_map(|kind| {
        kind.spec()
            .fields
            .iter()
            .filter(|field| field.need == Need::Optional)
            .map(|field| (kind.spec().key, field))
    });
    for (kind, field) in optional.filter(|(kind, field)| (*kind, field.key) != ("team", "lead")) {
        let known = phrases::QUESTIONS.iter().any(|(of, key, _)| *of == kind && *key == field.key);
        assert!(known, "{kind}.{} has no question of its own", field.key);
    }
    for (kind, field, _) in phrases::NOUNS {
        assert!(Kind::from_key(kind).unwrap().spec().field(field).is_some(), "{kind}.{field}");
    }
}

#[test]
fn a_record_without_a_name_is_asked_for_it() {
    let mut room = Room::new();
    let id = room.add("term", &[("meaning", "a promise about service")]);
    assert_eq!(texts(&room, &id), ["What is term 1 called?"]);
    let id = room.add("standard", &[("strength", "free"), ("choice", "any"), ("owner", "Ada Obi")]);
    assert_eq!(texts(&room, &id), ["What is the concern of standard 1?"]);
}

#[test]
fn what_the_fields_of_a_payload_lack_is_asked_once() {
    let mut room = Room::new();
    room.add("payload", &[("name", "Tray")]);
    room.add("payload", &[("name", "Scan")]);
    let names = ["id", "room", "size", "owner", "lot", "sterile_until", "weight"];
    let of_tray: Vec<_> =
        names.iter().map(|name| room.add("payload-field", &[("name", name), ("payload", "Tray")])).collect();
    let of_scan = room.add("payload-field", &[("name", "id"), ("payload", "Scan")]);
    let asked: Vec<_> =
        asked(&room).into_iter().filter(|one| one.about.starts_with("payload-field")).collect();
    let about: Vec<_> = asked.iter().map(|one| one.about.as_str()).collect();
    assert_eq!(about, [of_tray[0].as_str(), of_scan.as_str()]);
    assert!(
        asked[0].text.ends_with(
            "of “id”, “room”, “size”, “owner”, “lot”, “sterile_until” and “weight”, all of “Tray”?"
        ),
        "{}",
        asked[0].text
    );
    assert!(asked[1].text.ends_with("of “id” of “Scan”?"), "{}", asked[1].text);
    // One that lacks nothing is not named.
    let needed: Vec<_> = asked[1].fields.clone();
    for id in &of_tray[2..] {
        for field in &needed {
            room.set(
                id,
                field,
                if *field == "kind" {
                    "string"
                } else if *field == "required" {
                    "yes"
                } else {
                    "x"
                },
            );
        }
    }
    let asked = about_payload(&room);
    assert!(asked.iter().any(|text| text.ends_with("of “id” and “room”, all of “Tray”?")), "{asked:?}");
}

#[test]
fn payloads_of_the_same_name_are_told_apart_by_their_api() {
    let mut room = Room::new();
    for api in ["Stock", "Trays"] {
        room.add("api", &[("name", api)]);
        let payload = room.add("payload", &[("name", "Error")]);
        room.set(&payload, "api", api);
        for field in ["code", "text"] {
            let field = room.add("payload-field", &[("name", field)]);
            room.set(&field, "payload", &payload);
        }
    }
    let asked = about_payload(&room);
    assert_eq!(asked.len(), 2, "{asked:?}");
    for (text, api) in asked.iter().zip(["Stock", "Trays"]) {
        let end = format!("of “code” and “text”, all of “Error” of “{api}”?");
        assert!(text.ends_with(&end), "{text}");
    }
}

fn about_payload(room: &Room) -> Vec<String> {
    asked(room).into_iter().filter(|one| one.about.starts_with("payload-field")).map(|one| one.text).collect()
}
