//! Living with the platform: scaling, rules, finding things, common problems, wishes, and leaving.

use crate::deliverables::blueprint::DOOMSDAY;
use crate::deliverables::coming;
use crate::deliverables::document::{Column, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::records::{ApiLifecycle, Kind, Offer, VersionPlace};

/// What a team gets without asking, how it gets more, and what runs out for everyone.
pub fn scaling(section: &mut Section, src: &Sources) {
    let support = &src.records.support;
    let id = "support";
    let mut table = Table::new([Column::required("Matter"), Column::required("Answer")]);
    for (label, field) in
        [("Default quota", "quota"), ("Asking for more", "more"), ("How long ahead", "ahead")]
    {
        let cell = src.cell(id, field);
        if !cell.is_blank() {
            table.row(Some(id), [Text::from(label), cell]);
        }
    }
    section.table(table);
    let dated: Vec<_> =
        src.forecasts.iter().filter_map(|(limit, outcome)| Some((*limit, outcome.as_ref().ok()?))).collect();
    let Some((limit, first)) = dated.iter().min_by_key(|(_, forecast)| forecast.run_out) else { return };
    let target = Target::Document { slug: "blueprint", heading: DOOMSDAY.to_owned() };
    let mut text = format!(
        "The platform has limits of its own. The first to run out is {}, on {}.",
        phrases::clause(&limit.name),
        first.run_out
    );
    for (late_on, late) in dated.iter().filter(|(_, forecast)| forecast.slack_days < 0) {
        if late_on.id == limit.id {
            text.push_str(&format!(" Its fix is late: it had to begin by {}.", late.last_start));
            continue;
        }
        text.push_str(&format!(
            " {} runs out on {2}, and its fix is late: it had to begin by {1}.",
            phrases::clause(&late_on.name),
            late.last_start,
            late.run_out
        ));
    }
    if let Some(ahead) = support.ahead {
        text.push_str(&format!(" Announce a launch or a large customer {ahead} ahead."));
    }
    let text = Text::from(text + " The ").link("doomsday clock of the blueprint", target).then(format!(
        " shows {}.",
        count(dated.len(), "resource with its date", "resources with their dates")
    ));
    section.paragraph_of(&limit.id, text);
}

/// What consumers of APIs can rely on, and what is expected of them.
pub fn rules(section: &mut Section, src: &Sources) {
    let rules = &src.records.api_rules;
    let id = "api-rules";
    let mut table = Table::new([Column::required("Matter"), Column::required("Rule")]);
    let mut line = |label: &str, text: Text| {
        if !text.is_blank() {
            table.row(Some(id), [Text::from(label), text]);
        }
    };
    let place = rules.version_place.map(|place| match place {
        VersionPlace::Path => "The major version stands in the path; call the one you were built for",
        VersionPlace::MediaType => {
            "The major version stands in the media type; ask for the one you were built for"
        }
        VersionPlace::Header => {
            "The major version stands in a request header; send the one you were built for"
        }
    });
    line("Versions", src.with_doubt(id, Some("version_place"), place.into()));
    let notice = rules.notice_months.map(|months| {
        format!(
            "{} from the Deprecation header to the Sunset date",
            count(months as usize, "month", "months")
        )
    });
    line("Notice", src.with_doubt(id, Some("notice_months"), notice.into()));
    let kept = rules
        .key_kept
        .map(|kept| format!("Send an Idempotency-Key with each POST; it is recognised for {kept}"));
    line("Repeating a call", src.with_doubt(id, Some("key_kept"), kept.into()));
    line("How use is measured", src.cell(id, "use_measured"));
    let approver = src.person(&rules.approver);
    let approval = match (approver.is_empty(), rules.approval_time) {
        (false, Some(time)) => format!("{approver} answers within {time}"),
        (false, None) => approver,
        (true, _) => String::new(),
    };
    line("New or changed contract", src.with_doubt(id, Some("approver"), approval.into()));
    let exceptions = rules.exception_life.map(|life| format!("Granted in writing, and over after {life}"));
    line("Exceptions", src.with_doubt(id, Some("exception_life"), exceptions.into()));
    section.table(table);
    section.part("breaking", "What counts as breaking", |part| {
        let lines = rules.breaking.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty());
        part.list(ListKind::Bullets, lines.map(|line| Text::from(phrases::sentence(line))));
    });
    if !src.records.apis.is_empty() {
        let target = Target::Document { slug: "api-specification", heading: String::new() };
        section.paragraph(
            Text::from("Errors, rate limits and the contract of each API are in the ")
                .link("internal API specification", target)
                .then("."),
        );
    }
}

/// The catalogue, and each API and capability with its contract and owner.
pub fn find(section: &mut Section, src: &Sources) {
    let finding = &src.records.finding;
    let id = "finding";
    let mut told = Text::new();
    let catalogue = src.answer(&finding.catalogue);
    if !catalogue.is_empty() {
        told = if coming::catalogue(src) {
            let ask = phrases::clause(src.answer(&src.records.support.channel));
            told.then("Everything is to be listed in ")
                .then(phrases::clause(catalogue))
                .then(". That is planned and not there yet")
                .then(if ask.is_empty() { String::new() } else { format!("; until then, ask in {ask}") })
                .then(".")
        } else {
            told.then("Everything is listed in ").then(phrases::clause(catalogue)).then(".")
        };
    }
    for text in [src.answer(&finding.search), src.answer(&finding.related)] {
        if !text.is_empty() {
            told = told.then(" ").then(phrases::sentence(text));
        }
    }
    let fresh = src.person(&finding.fresh);
    if !fresh.is_empty() {
        told = told.then(format!(" {fresh} keeps it true."));
    }
    section.paragraph_of(id, told);
    let categories: Vec<&str> = finding.categories.iter().map(|category| phrases::clause(category)).collect();
    if !categories.is_empty() {
        section.paragraph_of(
            id,
            format!(
                "It has {}: {}.",
                count(categories.len(), "shelf", "shelves"),
                phrases::series(&categories)
            ),
        );
    }
    let sitemap = src.answer(&finding.sitemap);
    if !sitemap.is_empty() {
        section.paragraph_of(id, format!("Public sitemap: {}", phrases::sentence(&phrases::inner(sitemap))));
    }
    section.part("apis", "APIs", |part| apis(part, src));
    section.part("capabilities-to-use", "Capabilities", |part| capabilities(part, src));
}

fn apis(part: &mut Section, src: &Sources) {
    let mut rows: Vec<_> = src.records.apis.iter().collect();
    rows.sort_by_key(|api| api.category.to_lowercase());
    let mut table = Table::new([
        Column::required("API"),
        Column::required("Category"),
        Column::required("Use it for"),
        Column::required("Lifecycle"),
        Column::required("Owner"),
        Column::required("Channel"),
        Column::required("Contract"),
    ]);
    for api in &rows {
        let said = |field| src.cell(&api.id, field);
        let contract = src.contract_of(&api.id).map(|path| {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            Text::new().link(name, Target::File(path))
        });
        table.row(
            Some(&api.id),
            [
                said("name"),
                said("category"),
                said("function"),
                said("lifecycle"),
                said("owner"),
                src.cell(api.owner.id().unwrap_or_default(), "channel"),
                contract.into(),
            ],
        );
    }
    part.table(table);
    let leaving: Vec<String> = rows
        .iter()
        .filter(|api| api.lifecycle == Some(ApiLifecycle::Deprecated))
        .map(|api| {
            let successor = src.title(&api.successor);
            if successor.is_empty() { api.name.clone() } else { format!("{} (take {successor})", api.name) }
        })
        .collect();
    if !leaving.is_empty() {
        part.paragraph(format!(
            "Start nothing new on {}: {} deprecated.",
            phrases::series(&leaving),
            by_number(leaving.len(), "it is", "they are")
        ));
    }
}

fn capabilities(part: &mut Section, src: &Sources) {
    let usable = src.records.capabilities.iter().filter(|capability| {
        matches!(capability.offer, Some(Offer::Offered | Offer::Bought | Offer::Planned))
            && !src.answer(&capability.contract).is_empty()
    });
    let mut table = Table::new([
        Column::required("Capability"),
        Column::required("Offer"),
        Column::required("How it is called"),
        Column::required("Owner"),
    ]);
    for capability in usable {
        let said = |field| src.cell(&capability.id, field);
        table.row(Some(&capability.id), [said("name"), said("offer"), said("contract"), said("owner")]);
    }
    part.table(table);
}

/// Symptom, cause and cure.
pub fn problems(section: &mut Section, src: &Sources) {
    section.table(src.grid_of(Kind::Problem, &["symptom", "cause", "cure"]));
}

/// Where wishes, changes and the roadmap are.
pub fn feedback(section: &mut Section, src: &Sources) {
    let id = "support";
    let owner = src.person(&src.records.ownership.product_owner);
    if !owner.is_empty() {
        section.paragraph_of(
            "ownership",
            format!("{owner} owns the platform as a product and decides what comes next."),
        );
    }
    let mut table = Table::new([Column::required("You want to"), Column::required("Where and how")]);
    for (label, field) in [
        ("Request something new", "requests"),
        ("Contribute a change", "contribute"),
        ("See the roadmap", "roadmap"),
    ] {
        let cell = src.cell(id, field);
        if !cell.is_blank() {
            table.row(Some(id), [Text::from(label), cell]);
        }
    }
    section.table(table);
}

/// How a team moves off, and what it takes along.
pub fn leaving(section: &mut Section, src: &Sources) {
    section.prose("support", &phrases::sentence(src.answer(&src.records.support.leaving.0)));
}
