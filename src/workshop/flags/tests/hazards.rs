//! The same for the hazards of the organisation, the canvas and the contracts.

use super::cases::{Case, api, components, connect, limit, measure};

pub const CASES: &[Case] = &[
    (
        // Run-out is 3 August 2027 (see the tests of the clock); a year earlier is 31 days before today.
        "M3:limit-1",
        &["“Storage” reaches its limit of 4 TB on 2027-08-03", "takes 1 year", "2026-08-03, 31 days ago"],
        |room| limit(room, &[("lead", "1 year")]),
        |room| room.set("limit-1", "lead", "4 months"),
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
        "H1:component-2",
        &["across the boundary", "Orders → Accounts → Bank"],
        |room| {
            for (name, side) in [("Orders", "product"), ("Accounts", "platform"), ("Bank", "external")] {
                room.add("component", &[("name", name), ("side", side)]);
            }
            connect(room, "Orders", "Accounts");
            connect(room, "Accounts", "Bank");
        },
        |room| room.set("connection-1", "hardness", "soft"),
    ),
    (
        "H4:connection-1",
        &["“Orders” does not prove who it is when it calls “Billing”"],
        |room| {
            connect(room, "Orders", "Billing");
            room.set("connection-1", "authentication", "none");
        },
        |room| room.set("connection-1", "authentication", "mTLS"),
    ),
    (
        "H5:component-2",
        &["Users reach 3 components only through “Gateway”"],
        |room| {
            room.add("component", &[("name", "Web"), ("layer", "experience")]);
            room.add("component", &[("name", "Gateway"), ("layer", "edge")]);
            connect(room, "Web", "Gateway");
            for behind in ["Orders", "Billing", "Reports"] {
                connect(room, "Gateway", behind);
            }
        },
        |room| room.set("component-2", "redundancy", "a second one in another zone"),
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
        |room| api(room, &[("lifecycle", "deprecated"), ("deprecated_on", "2026-09-01")]),
        |room| {
            room.set("api-1", "sunset_on", "2027-06-30");
            room.set("api-1", "successor", "Billing 2");
        },
    ),
    (
        "H4:api-1",
        &["“Billing”", "“postInvoice” does not say what its caller must be allowed"],
        |room| {
            api(room, &[("idempotency", "Idempotency-Key, kept 24 h")]);
            room.add(
                "operation",
                &[("name", "Billing: POST /invoices {amount!: decimal} -> Invoice as postInvoice")],
            );
        },
        |room| room.set("operation-1", "scope", "invoices:write"),
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
        &["Ada Obi answers for 4 critical components, limits and duties", "“Storage”", "“On-call rota”"],
        |room| {
            limit(room, &[]);
            limit(room, &[("name", "Connections")]);
            room.add("limit", &[("name", "Licences"), ("owner", "Ada Obi")]);
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
