//! For every way a flag can rise: the answers that raise it, and the change that clears it. Here the mistakes (M);
//! the hazards (H) are in `hazards`, and what shows only between two answers in `across`.

use crate::workshop::testkit::Room;

/// A flag's key, words its text must hold, answers that raise it, and the change that clears it.
pub type Case = (&'static str, &'static [&'static str], fn(&mut Room), fn(&mut Room));

const LIMIT: &[(&str, &str)] = &[
    ("name", "Storage"),
    ("today", "2.1 TB"),
    ("hard", "4 TB"),
    ("growth", "6 %/month"),
    ("measured", "2026-09-01"),
    ("owner", "Ada Obi"),
    ("watch", "storage alert to the on-call"),
];

pub fn limit(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = LIMIT.to_vec();
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("limit", &fields);
}

pub fn connect(room: &mut Room, from: &str, to: &str) -> String {
    room.add("connection", &[("from", from), ("to", to), ("mode", "sync")])
}

pub fn components(room: &mut Room, names: &[(&str, &str)]) {
    for (name, owner) in names {
        room.add("component", &[("name", name), ("owner", owner)]);
    }
}

/// An API with nothing to complain about, and rules for it.
pub fn api(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("name", "Billing"),
        ("version", "1.2.0"),
        ("authentication", "OIDC access token"),
        ("consumers", "Alpha"),
        ("owner", "Beta"),
        ("component", "Invoice desk"),
    ];
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("component", &[("name", "Invoice desk"), ("layer", "product"), ("owner", "Beta")]);
    room.add("api", &fields);
    room.set("api-rules", "notice_months", "6");
    room.set("api-rules", "version_place", "path");
}

pub fn measure(room: &mut Room, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("name", "Lead time"),
        ("kind", "outcome"),
        ("baseline", "9 days"),
        ("target", "2 days"),
        ("due", "2027-03-31"),
        ("source", "CI database"),
        ("owner", "Ada Obi"),
    ];
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more);
    room.add("measure", &fields);
}

pub const CASES: &[Case] = &[
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
            room.add("component", &[("name", "Gateway")]);
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
            room.add("system", &[("name", "Old billing"), ("owner", "Beta")]);
            room.add("migration", &[("team", "Alpha"), ("from", "Old billing")]);
        },
        |room| {
            room.set("migration-1", "effort", "12");
            room.set("migration-1", "incentive", "no more nightly reconciliation");
        },
    ),
];
