#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod across;
mod cases;
mod hazards;

use std::collections::BTreeSet;

use jiff::ToSpan;
use proptest::prelude::*;

use self::cases::{Case, api, components, connect, limit, measure};
use super::*;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;
use crate::workshop::testkit::{Room, TODAY};

/// Every case there is.
fn cases() -> Vec<&'static Case> {
    cases::CASES.iter().chain(hazards::CASES).chain(across::CASES).collect()
}

fn found(room: &Room, key: &str) -> Option<Flag> {
    raise(room.session(), TODAY).into_iter().find(|flag| flag.key() == key)
}

#[test]
fn each_flag_rises_with_its_answers_and_clears_with_their_change() {
    for (key, words, raised, cleared) in cases() {
        let mut room = Room::new();
        raised(&mut room);
        let flag = found(&room, key).unwrap_or_else(|| panic!("{key} {words:?} did not rise"));
        for word in *words {
            assert!(flag.text.contains(word), "{key}: {} lacks {word}", flag.text);
        }
        assert!(
            flag.text.ends_with('.') && flag.remedy.ends_with('.'),
            "{key}: {} {}",
            flag.text,
            flag.remedy
        );
        assert!(!flag.evidence.is_empty(), "{key} shows no evidence");
        for evidence in &flag.evidence {
            let record = room.records().record(&evidence.id);
            let record = record.unwrap_or_else(|| panic!("{key}: no record {}", evidence.id));
            let spec = record.kind().spec();
            assert!(evidence.field.is_none_or(|field| spec.field(field).is_some()), "{evidence:?}");
            assert!(!evidence.text.is_empty());
        }
        cleared(&mut room);
        assert_eq!(found(&room, key), None, "{key} {words:?} did not clear");
    }
    let covered: BTreeSet<&str> =
        cases().into_iter().map(|(key, ..)| key.split(':').next().unwrap()).collect();
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(covered, rules, "every rule has a case");
}

#[test]
fn an_empty_session_raises_nothing() {
    let mut room = Room::new();
    assert_eq!(raise(room.session(), TODAY), []);
    let id = room.add("component", &[("name", "Gateway")]);
    assert!(raise(room.session(), TODAY).iter().all(|flag| flag.rule == "M2"));
    room.remove(&id);
    assert_eq!(raise(room.session(), TODAY), []);
}

#[test]
fn a_row_with_a_name_only_is_still_being_written() {
    let mut room = Room::new();
    room.set("ownership", "product_owner", "Ada Obi");
    for kind in Kind::ALL.iter().filter(|kind| !kind.spec().form) {
        let spec = kind.spec();
        if spec.title.len() == 1
            && spec.field(spec.title[0]).unwrap().shape == crate::workshop::value::Shape::Text
        {
            room.add(spec.key, &[(spec.title[0], "Something")]);
        }
    }
    let flags = raise(room.session(), TODAY);
    // An API at all is what asks for rules.
    assert_eq!(flags.iter().map(Flag::key).collect::<Vec<_>>(), ["H4:api-rules"], "{flags:#?}");
}

#[test]
fn good_answers_raise_nothing() {
    let mut room = Room::new();
    room.set("ownership", "product_owner", "Ada Obi");
    room.set("ownership", "accountable", "yes");
    limit(&mut room, &[("lead", "4 months")]);
    api(&mut room, &[]);
    measure(&mut room, &[]);
    components(&mut room, &[("Orders", "Alpha"), ("Billing", "Beta")]);
    connect(&mut room, "Orders", "Billing");
    connect(&mut room, "Orders", "Invoice desk");
    assert_eq!(raise(room.session(), TODAY), []);
}

#[test]
fn two_findings_about_one_record_are_one_flag() {
    let mut room = Room::new();
    limit(&mut room, &[("lead", "1 year"), ("watch", "")]);
    let flags = raise(room.session(), TODAY);
    let about: Vec<_> = flags.iter().filter(|flag| flag.key() == "M3:limit-1").collect();
    assert_eq!(about.len(), 1);
    assert!(about[0].text.contains("31 days ago") && about[0].text.contains("Nothing watches"));
    assert_eq!(about[0].severity, Severity::Danger);

    // All cases at once: still no key twice.
    let mut room = Room::new();
    for (_, _, raised, _) in cases() {
        raised(&mut room);
    }
    let keys: Vec<_> = raise(room.session(), TODAY).iter().map(Flag::key).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
}

#[test]
fn what_is_left_to_teams_is_no_bet_on_the_future() {
    let mut room = Room::new();
    let id = room.add("capability", &[("name", "Portals"), ("offer", "teams")]);
    assert_eq!(found(&room, "M1:capability-1"), None);
    room.set(&id, "offer", "offered");
    assert_eq!(found(&room, "M1:capability-1"), None);
    room.set(&id, "sourcing", "build");
    assert_eq!(found(&room, "M1:capability-1"), None, "it is there already");
    room.set(&id, "offer", "planned");
    assert!(found(&room, "M1:capability-1").is_some());
}

#[test]
fn an_acceptance_counts_until_its_day_is_past() {
    let mut room = Room::new();
    room.add("tracked-event", &[("name", "Order placed"), ("captured", "client")]);
    let flag = found(&room, "M4:tracked-event-1").unwrap();
    assert_eq!(acceptance(room.session(), &flag, TODAY), None);
    assert_eq!(open(room.session(), TODAY).len(), 1);
    let accepted = Acceptance { reason: "trial".into(), by: "person-1".into(), until: Some(TODAY) };
    room.run(&Command::Accept { flag: flag.key(), acceptance: Some(accepted.clone()) });
    assert_eq!(acceptance(room.session(), &flag, TODAY), Some(&accepted));
    assert!(open(room.session(), TODAY).is_empty());
    let tomorrow = TODAY.checked_add(1.day()).unwrap();
    assert_eq!(acceptance(room.session(), &flag, tomorrow), None);
    assert_eq!(open(room.session(), tomorrow).len(), 1);
}

#[test]
fn a_circle_tells_who_else_is_caught() {
    let mut room = Room::new();
    for (from, to) in [("A", "B"), ("B", "A"), ("B", "C"), ("C", "D"), ("D", "B")] {
        connect(&mut room, from, to);
    }
    let text = found(&room, "H1:component-1").unwrap().text;
    assert!(text.contains("A → B → A.") && text.contains("“C” and “D” are caught in it too."), "{text}");
    let mut room = Room::new();
    connect(&mut room, "A", "A");
    assert_eq!(found(&room, "H1:component-1").unwrap().text, "“A” waits for itself.");
}

#[test]
fn an_alert_is_rounded_down_to_three_digits() {
    let mut room = Room::new();
    limit(&mut room, &[("lead", "4 months"), ("watch", ""), ("margin", "10")]);
    // The clock's tests give 3.6 / 1.06^4 = 2.851538 TB for a margin of a tenth.
    let flag = found(&room, "M3:limit-1").unwrap();
    assert_eq!(flag.remedy, "Set an alert on “Storage” at 2.85 TB, and name who gets it.");
    room.set("limit-1", "lead", "1 year");
    let flag = found(&room, "M3:limit-1").unwrap();
    assert!(flag.text.contains("reaches its usable limit of 3.6 TB on 2027-06-09"), "{}", flag.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is said, and whatever of it is taken back, the flags hold together.
    #[test]
    fn flags_hold_together_in_any_session(steps in prop::collection::vec((0..cases().len(), any::<bool>()), 0..12)) {
        let mut room = Room::new();
        for (at, clear) in steps {
            let (_, _, raised, cleared) = cases()[at];
            raised(&mut room);
            if clear {
                cleared(&mut room);
            }
        }
        let flags = raise(room.session(), TODAY);
        let keys: BTreeSet<_> = flags.iter().map(Flag::key).collect();
        prop_assert_eq!(keys.len(), flags.len(), "no key twice");
        for flag in &flags {
            prop_assert!(flag.subject.as_deref().is_none_or(|id| room.records().record(id).is_some()));
            prop_assert!(flag.evidence.iter().all(|shown| room.records().record(&shown.id).is_some()));
        }
        prop_assert_eq!(flags, raise(room.session(), TODAY), "the same answers raise the same flags");
    }
}
