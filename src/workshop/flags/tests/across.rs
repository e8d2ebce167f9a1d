//! The same for what shows only when two answers are laid beside each other.

use super::cases::{Case, api, components, connect, limit, measure};
use crate::workshop::testkit::Room;

/// A connection whose sender cannot do without the receiver.
fn depend(room: &mut Room, from: &str, to: &str) {
    let connection = connect(room, from, to);
    room.set(&connection, "hardness", "hard");
}

/// A move with nothing to complain about.
fn migration(room: &mut Room, more: &[(&str, &str)]) {
    let system = [("name", "Old billing"), ("does", "writes invoices"), ("fate", "replace")];
    room.add("system", &system);
    room.add("component", &[("name", "Billing"), ("layer", "product"), ("owner", "Beta")]);
    let mut fields = vec![
        ("team", "Alpha"),
        ("from", "Old billing"),
        ("to", "Billing"),
        ("effort", "12"),
        ("incentive", "no more nightly reconciliation"),
    ];
    fields.retain(|(key, _)| !more.iter().any(|(changed, _)| changed == key));
    fields.extend(more.iter().filter(|(_, text)| !text.is_empty()));
    room.add("migration", &fields);
}

pub const CASES: &[Case] = &[
    (
        "H4",
        &["Gamma calls the API “Billing”", "no connection in the drawing shows it"],
        |room| {
            api(room, &[("consumers", "Gamma")]);
            components(room, &[("Shop", "Gamma"), ("Store", "Beta")]);
            connect(room, "Shop", "Store");
        },
        |room| {
            // Across the edge counts as well.
            room.add("component", &[("name", "Gate"), ("layer", "edge"), ("owner", "Beta")]);
            connect(room, "Shop", "Gate");
            connect(room, "Gate", "Invoice desk");
        },
    ),
    (
        "H4",
        &["2 APIs are called where", "“Billing” by Gamma; “Refunds” by Gamma"],
        |room| {
            api(room, &[("consumers", "Gamma")]);
            room.add(
                "api",
                &[
                    ("name", "Refunds"),
                    ("version", "1.0.0"),
                    ("authentication", "mTLS"),
                    ("consumers", "Gamma"),
                    ("component", "Invoice desk"),
                ],
            );
            components(room, &[("Shop", "Gamma"), ("Store", "Beta")]);
            connect(room, "Shop", "Store");
        },
        // The one who serves an API may come to the caller, as events do.
        |room| {
            connect(room, "Invoice desk", "Shop");
        },
    ),
    (
        "M3:limit-1",
        &["The alert on “Storage” stands at 3.5 TB, after the last day to start the fix"],
        |room| limit(room, &[("lead", "3 months"), ("watch", "Grafana alert at 3.5 TB, pages the on-call")]),
        |room| room.set("limit-1", "watch", "Grafana alert at 3.2 TB, pages the on-call"),
    ),
    (
        "H1:component-2",
        &["Components of Reporting reach directly into “Postgres”, which belongs to Infra."],
        |room| {
            room.add("component", &[("name", "Pooler"), ("owner", "Infra")]);
            room.add("component", &[("name", "Postgres"), ("owner", "Infra"), ("store", "yes")]);
            room.add("component", &[("name", "Reports"), ("owner", "Reporting")]);
            connect(room, "Pooler", "Postgres");
            connect(room, "Reports", "Postgres");
        },
        |room| room.set("component-3", "owner", "Infra"),
    ),
    (
        "H3:measure-1",
        &["measure “Lead time” has no owner"],
        |room| measure(room, &[("owner", "")]),
        |room| room.set("measure-1", "owner", "Ada Obi"),
    ),
    (
        "H3:component-1",
        &["“Orders” stops when “Vault” does, and nobody is named to call"],
        |room| {
            room.add("component", &[("name", "Vault"), ("owner", "Alpha")]);
            depend(room, "Orders", "Vault");
        },
        |room| room.set("component-1", "accountable", "Ada Obi"),
    ),
    (
        "H3:component-1",
        &["“Orders” and “Billing” stop when “Vault” does"],
        |room| {
            room.add("component", &[("name", "Vault"), ("owner", "Alpha")]);
            depend(room, "Orders", "Vault");
            depend(room, "Billing", "Vault");
        },
        |room| room.set("team-1", "lead", "Ada Obi"),
    ),
    (
        "H4:api-1",
        &["No component in the drawing serves the API “Billing”"],
        |room| api(room, &[("component", "")]),
        |room| room.set("api-1", "component", "Invoice desk"),
    ),
    (
        "H4:api-1",
        &["served by “Ledger”, which stands in no layer"],
        |room| api(room, &[("component", "Ledger")]),
        |room| room.set("component-2", "layer", "data"),
    ),
    (
        "H4:api-1",
        &["stays, and “Invoice desk”, which serves it, is to be retired"],
        |room| {
            api(room, &[]);
            room.set("component-1", "lifecycle", "retire");
        },
        |room| room.set("component-1", "lifecycle", "exists"),
    ),
    (
        "H4:api-1",
        &["stops on 2027-01-31", "is over on 2027-03-01"],
        |room| {
            let dates = [("deprecated_on", "2026-09-01"), ("sunset_on", "2027-01-31")];
            api(room, &[&[("lifecycle", "deprecated")], &dates[..]].concat());
            api(room, &[("name", "Payouts")]);
            room.set("api-1", "successor", "Payouts");
        },
        |room| room.set("api-1", "sunset_on", "2027-03-01"),
    ),
    (
        "H4:api-1",
        &["move to “Payouts”, which is deprecated itself"],
        |room| {
            api(room, &[]);
            let next = [("name", "Payouts"), ("lifecycle", "deprecated"), ("sunset_on", "2027-06-30")];
            api(room, &next);
            room.set("api-1", "successor", "Payouts");
        },
        |room| room.set("api-2", "lifecycle", "stable"),
    ),
    (
        "M5:migration-1",
        &["does not say which existing system it leaves"],
        |room| migration(room, &[("from", "")]),
        |room| room.set("migration-1", "from", "Old billing"),
    ),
    (
        "M5:migration-1",
        &["leaves “Tape robot”, of which the landscape holds no more than its name"],
        |room| migration(room, &[("from", "Tape robot")]),
        |room| room.set("system-2", "does", "keeps the nightly copies"),
    ),
    (
        "M5:migration-1",
        &["leaves “Old billing”, which is to stay (“Keep”)"],
        |room| {
            migration(room, &[]);
            room.set("system-1", "fate", "keep");
        },
        |room| room.set("system-1", "fate", "retire"),
    ),
    (
        "M5:migration-1",
        &["leads to “Billing”, which is to be retired"],
        |room| {
            migration(room, &[]);
            room.set("component-1", "lifecycle", "retire");
        },
        |room| room.set("component-1", "lifecycle", "build"),
    ),
    (
        "M5:migration-1",
        &["ends on 2026-12-01, before it starts on 2027-01-15"],
        |room| migration(room, &[("starts", "2027-01-15"), ("ends", "2026-12-01")]),
        |room| room.set("migration-1", "ends", "2027-03-01"),
    ),
    (
        "M5:migration-1",
        &["switched off on 2027-02-01, before the move ends on 2027-03-01"],
        |room| migration(room, &[("ends", "2027-03-01"), ("off_date", "2027-02-01")]),
        |room| room.set("migration-1", "off_date", "2027-03-31"),
    ),
    (
        "M5:migration-1",
        &["was decided on 2026-10-01 and takes 6 months until first use: teams have it from 2027-04-01"],
        |room| {
            migration(room, &[("starts", "2027-03-01")]);
            room.add("capability", &[("name", "Invoices")]);
            room.set("component-1", "capability", "Invoices");
            room.set("component-1", "lifecycle", "build");
            room.add("option", &[("name", "Our own"), ("capability", "Invoices"), ("first_use", "6 months")]);
            let decision = [("title", "Invoices"), ("chosen", "our own."), ("capability", "Invoices")];
            let decision = room.add("decision", &decision);
            room.set(&decision, "date", "2026-10-01");
        },
        |room| room.set("option-1", "first_use", "3 months"),
    ),
];
