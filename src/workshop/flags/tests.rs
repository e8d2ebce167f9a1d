#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use std::collections::BTreeSet;

use jiff::ToSpan;

use super::*;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;
use crate::workshop::testkit::{Room, TODAY};

/// A flag's key, words its text must hold, answers that raise it, and the change that clears it.
type Case = (&'static str, &'static [&'static str], fn(&mut Room), fn(&mut Room));

const LIMIT: &[(&str, &str)] = &[
    ("name", "Storage"),
    ("today", "2.1 TB"),
    ("hard", "4 TB"),
    ("growth", "6 %/month"),
    ("measured", "2026-09-01"),
    ("owner", "Ada Obi"),
    ("watch", "storage alert to the on-call"),
];

fn limit(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = LIMIT.to_vec();
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("limit", &fields);
}

fn connect(room: &mut Room, from: &str, to: &str) -> String {
    room.add("connection", &[("from", from), ("to", to), ("mode", "sync")])
}

fn components(room: &mut Room, names: &[(&str, &str)]) {
    for (name, owner) in names {
        room.add("component", &[("name", name), ("owner", owner)]);
    }
}

/// An API with nothing to complain about, and rules for it.
fn api(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("name", "Billing"),
        ("version", "1.2.0"),
        ("authentication", "OIDC access token"),
        ("consumers", "Alpha"),
        ("owner", "Beta"),
    ];
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("api", &fields);
    room.set("api-rules", "notice_months", "6");
    room.set("api-rules", "version_place", "path");
}

fn measure(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("name", "Lead time"),
        ("kind", "outcome"),
        ("baseline", "9 days"),
        ("target", "2 days"),
        ("due", "2027-03-31"),
        ("source", "CI database"),
    ];
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("measure", &fields);
}

const CASES: &[Case] = &[
    (
        "M1:capability-1",
        &["“Export”", "only expected"],
        |room| {
            room.add("capability", &[("name", "Export"), ("demand", "expected"), ("waiting", "Alpha")]);
        },
        |room| room.set("capability-1", "demand", "asked"),
    ),
    (
        "M1:capability-1",
        &["“Export”", "nobody behind it"],
        |room| {
            room.add("capability", &[("name", "Export"), ("built_by", "Alpha")]);
        },
        |room| room.set("capability-1", "waiting", "Beta"),
    ),
    (
        "M1:capability-1",
        &["“Export”"],
        |room| {
            room.add("capability", &[("name", "Export"), ("demand", "expected")]);
        },
        |room| room.set("capability-1", "sourcing", "manual"),
    ),
    (
        "M2",
        &["nobody is its product owner"],
        |room| {
            room.add("team", &[("name", "Alpha")]);
        },
        |room| room.set("ownership", "product_owner", "Ada Obi"),
    ),
    (
        "M2",
        &["Ada Obi", "not accountable for adoption"],
        |room| {
            room.set("ownership", "product_owner", "Ada Obi");
            room.set("ownership", "accountable", "no");
        },
        |room| room.set("ownership", "accountable", "yes"),
    ),
    (
        "M2",
        &["there is no roadmap and nobody asks its users"],
        |room| {
            room.set("ownership", "product_owner", "Ada Obi");
            room.set("ownership", "roadmap", "none");
            room.set("ownership", "research", "none");
        },
        |room| {
            room.set("ownership", "roadmap", "published");
            room.set("ownership", "research", "regular");
        },
    ),
    (
        "M3:limit-1",
        &["Nothing watches “Storage”"],
        |room| limit(room, &[("watch", "nobody")]),
        |room| room.set("limit-1", "watch", "storage alert to the on-call"),
    ),
    (
        // Run-out is 3 August 2027 (see the tests of the clock); a year earlier is 31 days before today.
        "M3:limit-1",
        &["“Storage” reaches 4 TB on 2027-08-03", "takes 1 year", "2026-08-03, 31 days ago"],
        |room| limit(room, &[("lead", "1 year")]),
        |room| room.set("limit-1", "lead", "4 months"),
    ),
    (
        "M3:limit-1",
        &["“Storage” is at 4.5 TB", "4 TB"],
        |room| limit(room, &[("today", "4.5 TB")]),
        |room| room.set("limit-1", "hard", "9 TB"),
    ),
    (
        "M4:tracked-event-1",
        &["“Order placed”", "client only"],
        |room| {
            room.add("tracked-event", &[("name", "Order placed"), ("captured", "client")]);
        },
        |room| room.set("tracked-event-1", "captured", "server"),
    ),
    (
        "M5:system-1",
        &["“Old billing”", "“Replace”"],
        |room| {
            room.add("system", &[("name", "Old billing"), ("fate", "replace")]);
        },
        |room| {
            let fields = [
                ("team", "Alpha"),
                ("from", "Old billing"),
                ("to", "Billing"),
                ("effort", "12"),
                ("incentive", "no more nightly reconciliation"),
            ];
            room.add("migration", &fields);
        },
    ),
    (
        "M5:system-1",
        &["“Billing” takes over from “Old billing”"],
        |room| {
            room.add("component", &[("name", "Billing"), ("replaces", "Old billing")]);
        },
        |room| room.set("component-1", "replaces", ""),
    ),
    (
        "M5:migration-1",
        &["Alpha → Old billing", "no effort and no incentive"],
        |room| {
            room.add("migration", &[("team", "Alpha"), ("from", "Old billing")]);
        },
        |room| {
            room.set("migration-1", "effort", "12");
            room.set("migration-1", "incentive", "no more nightly reconciliation");
        },
    ),
    (
        "H1:component-1",
        &["Orders → Billing → Orders"],
        |room| {
            connect(room, "Orders", "Billing");
            connect(room, "Billing", "Orders");
        },
        |room| room.set("connection-2", "mode", "async"),
    ),
    (
        "H1:component-1",
        &["“Identity”", "5 components wait"],
        |room| {
            room.add("component", &[("name", "Identity")]);
            for caller in ["A", "B", "C", "D", "E"] {
                connect(room, caller, "Identity");
            }
        },
        |room| room.set("connection-5", "mode", "async"),
    ),
    (
        "H1:component-3",
        &["Alpha and Beta", "“Database”"],
        |room| {
            components(room, &[("Orders", "Alpha"), ("Billing", "Beta")]);
            room.add("component", &[("name", "Database"), ("store", "yes")]);
            connect(room, "Orders", "Database");
            connect(room, "Billing", "Database");
        },
        |room| room.set("connection-2", "to", "Orders"),
    ),
    (
        "H2:standard-1",
        &["“Logging”", "mandated"],
        |room| {
            room.add("standard", &[("concern", "logging"), ("strength", "mandated")]);
        },
        |room| room.set("standard-1", "paved_road", "the service template sets it up"),
    ),
    (
        "H2:constraint-1",
        &["“GDPR”", "logging and data storage and retention"],
        |room| {
            let fields = [("name", "GDPR"), ("kind", "compliance"), ("concerns", "logging, data")];
            room.add("constraint", &fields);
            room.add("standard", &[("concern", "logging"), ("strength", "recommended")]);
        },
        |room| {
            room.set("standard-1", "strength", "mandated");
            room.add("standard", &[("concern", "data"), ("strength", "mandated")]);
        },
    ),
    (
        "H3:component-1",
        &["component “Gateway” has no owner"],
        |room| {
            room.add("component", &[("name", "Gateway"), ("layer", "edge")]);
        },
        |room| room.set("component-1", "owner", "Alpha"),
    ),
    (
        "H3:api-1",
        &["API “Billing” has no owner"],
        |room| api(room, &[("owner", "")]),
        |room| room.set("api-1", "owner", "Alpha"),
    ),
    (
        "H3:limit-1",
        &["limit “Storage” has no owner"],
        |room| limit(room, &[("owner", "")]),
        |room| room.set("limit-1", "owner", "Ada Obi"),
    ),
    (
        "H3:risk-1",
        &["risk “Vendor leaves” has no owner"],
        |room| {
            room.add("risk", &[("name", "Vendor leaves"), ("impact", "high")]);
        },
        |room| room.set("risk-1", "owner", "Ada Obi"),
    ),
    (
        "H3:escalation-1",
        &["“SEV1”", "ends at the first line, Ada Obi"],
        |room| {
            room.add("escalation", &[("severity", "SEV1"), ("first", "Ada Obi")]);
        },
        |room| room.set("escalation-1", "second", "Lin Park"),
    ),
    (
        "H3:escalation-1",
        &["from Ada Obi to Ada Obi again"],
        |room| {
            let fields = [("severity", "SEV1"), ("first", "Ada Obi"), ("second", "Ada Obi")];
            room.add("escalation", &fields);
        },
        |room| room.set("escalation-1", "second", "Lin Park"),
    ),
    (
        "H4:api-1",
        &["“Billing”", "no version, no authentication and no consumers"],
        |room| api(room, &[("version", ""), ("authentication", "none"), ("consumers", "")]),
        |room| {
            room.set("api-1", "version", "0.1.0");
            room.set("api-1", "authentication", "mTLS");
            room.set("api-1", "consumers", "Alpha");
        },
    ),
    (
        "H4:api-1",
        &["no day on which it stops"],
        |room| api(room, &[("lifecycle", "deprecated")]),
        |room| room.set("api-1", "sunset_on", "2027-06-30"),
    ),
    (
        "H4:api-rules",
        &["“Billing”", "warned before a version ends"],
        |room| {
            api(room, &[]);
            room.set("api-rules", "notice_months", "");
        },
        |room| room.set("api-rules", "notice_months", "6"),
    ),
    (
        "H4:api-rules",
        &["“Billing”", "where the major version stands"],
        |room| {
            api(room, &[]);
            room.set("api-rules", "version_place", "");
        },
        |room| room.set("api-rules", "version_place", "header"),
    ),
    (
        "H5:component-1",
        &["“Gateway”", "takes over"],
        |room| {
            room.add("component", &[("name", "Gateway"), ("critical", "yes")]);
        },
        |room| room.set("component-1", "redundancy", "a second one in another zone"),
    ),
    (
        "H5:component-1",
        &["Ada Obi answers alone for “Gateway”"],
        |room| {
            let fields = [
                ("name", "Gateway"),
                ("critical", "yes"),
                ("redundancy", "two zones"),
                ("accountable", "Ada Obi"),
            ];
            room.add("component", &fields);
        },
        |room| room.set("component-1", "backup", "Lin Park"),
    ),
    (
        "H5:component-1",
        &["Ada Obi is both accountable for “Gateway” and the backup"],
        |room| {
            room.add("component", &[("name", "Gateway"), ("accountable", "Ada Obi"), ("backup", "Ada Obi")]);
        },
        |room| room.set("component-1", "backup", "Lin Park"),
    ),
    (
        "H5:person-1",
        &["Ada Obi alone answers for 4 critical things", "“Storage”", "“On-call rota”"],
        |room| {
            limit(room, &[]);
            limit(room, &[("name", "Connections")]);
            room.add("risk", &[("name", "Vendor leaves"), ("impact", "high"), ("owner", "Ada Obi")]);
            room.add("responsibility", &[("activity", "On-call rota"), ("accountable", "Ada Obi")]);
        },
        |room| room.set("limit-2", "owner", "Lin Park"),
    ),
    (
        "H6:capability-1",
        &["Alpha and Beta have each built “Export”"],
        |room| {
            room.add("capability", &[("name", "Export"), ("built_by", "Alpha, Beta")]);
        },
        |room| room.set("capability-1", "offer", "planned"),
    ),
    (
        "H6:system-1",
        &["“Feature flags” is recorded more than once", "Alpha and Beta"],
        |room| {
            room.add("system", &[("name", "Feature flags"), ("owner", "Alpha")]);
            room.add("system", &[("name", "feature-flags"), ("owner", "Beta")]);
        },
        |room| room.set("system-2", "owner", "Alpha"),
    ),
    (
        "H6:domain-1",
        &["“Invoicing” is listed under Alpha and Beta"],
        |room| {
            room.add(
                "domain",
                &[("name", "Billing"), ("services", "Invoicing, Dunning"), ("owner", "Alpha")],
            );
            room.add("domain", &[("name", "Sales"), ("services", "Quotes, Invoicing"), ("owner", "Beta")]);
        },
        |room| room.set("domain-2", "services", "Quotes"),
    ),
    (
        "H6:risk-1",
        &["“Approval queue for schema changes”"],
        |room| {
            let fields = [("name", "Approval queue for schema changes"), ("kind", "inefficiency")];
            room.add("risk", &fields);
        },
        |room| {
            room.set("risk-1", "mitigation", "checks in CI approve additive changes");
            room.set("risk-1", "owner", "Ada Obi");
            room.set("risk-1", "due", "2026-12-01");
        },
    ),
    (
        "H6:api-rules",
        &["2 weeks"],
        |room| room.set("api-rules", "approval_time", "2 weeks"),
        |room| room.set("api-rules", "approval_time", "5 days"),
    ),
    (
        "H6:team-1",
        &["“Alpha”", "no end in sight"],
        |room| {
            room.add("team", &[("name", "Alpha"), ("interaction", "collaboration")]);
        },
        |room| room.set("team-1", "interaction_ends", "the end of the pilot, 2027-01-31"),
    ),
    (
        "H7:measure-1",
        &["“Lead time”", "no baseline, target, date or source"],
        |room| {
            room.add("measure", &[("name", "Lead time"), ("kind", "outcome")]);
        },
        |room| {
            for (field, text) in [
                ("baseline", "9 days"),
                ("target", "2 days"),
                ("due", "2027-03-31"),
                ("source", "CI database"),
            ] {
                room.set("measure-1", field, text);
            }
        },
    ),
    (
        "H7",
        &["“Log-ins” and “Services moved”"],
        |room| {
            measure(room, &[("name", "Log-ins"), ("kind", "activity")]);
            measure(room, &[("name", "Services moved"), ("kind", "adoption"), ("mandated", "yes")]);
        },
        |room| measure(room, &[]),
    ),
];

fn found(room: &Room, key: &str) -> Option<Flag> {
    raise(room.session(), TODAY).into_iter().find(|flag| flag.key() == key)
}

#[test]
fn each_flag_rises_with_its_answers_and_clears_with_their_change() {
    for (key, words, raised, cleared) in CASES {
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
    let covered: BTreeSet<&str> = CASES.iter().map(|(key, ..)| key.split(':').next().unwrap()).collect();
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
    for (_, _, raised, _) in CASES {
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
