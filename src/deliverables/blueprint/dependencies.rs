//! Dependencies, owners and versions; regions, tenancy and hosting.

use std::collections::{BTreeMap, BTreeSet};

use super::drawings;
use crate::deliverables::document::{Column, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count, opening};
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;
use crate::workshop::records::{
    Api, ApiLifecycle, ApiStyle, Component, Hardness, Hosting, Interaction, Kind, Mode, Row, VersionPlace,
};
use crate::workshop::words::said;

/// The section.
pub fn dependencies(section: &mut Section, src: &Sources) {
    let canvas = Canvas::of(src.records);
    section.part("graph", "What depends on what", |part| graph(part, src, &canvas));
    section.part("single-points", "Single points of failure", |part| single_points(part, src, &canvas));
    section.part("single-people", "Single people", |part| single_people(part, src));
    section.part("teams", "Teams and their components", |part| teams(part, src));
    section.part("versions", "Versions", |part| versions(part, src));
}

fn graph(part: &mut Section, src: &Sources, canvas: &Canvas) {
    if src.records.connections.is_empty() {
        return;
    }
    let name = |id: &str| src.records.title(id);
    let cycles = canvas.cycles();
    if cycles.is_empty() {
        part.paragraph(
            "No component waits for itself through others: the graph of waiting calls has no cycle.",
        );
    } else {
        let paths: Vec<Text> = cycles
            .iter()
            .map(|cycle| {
                let mut names: Vec<String> = cycle.iter().map(|id| name(id)).collect();
                names.extend(names.first().cloned());
                Text::from(names.join(" → "))
            })
            .collect();
        part.paragraph(format!(
            "{} of waiting calls {} to be broken: what stands in {} waits for itself through the others.",
            opening(cycles.len(), "cycle", "cycles"),
            by_number(cycles.len(), "has", "have"),
            by_number(cycles.len(), "it", "one of them")
        ));
        part.list(ListKind::Bullets, paths);
    }
    part.diagram(drawings::dependencies(src, canvas));
    let callers = canvas.fan_in();
    if let Some((id, most)) = callers.first().filter(|(_, most)| *most > 1) {
        let busiest: Vec<&str> =
            callers.iter().filter(|(_, number)| number == most).map(|(id, _)| *id).collect();
        let names: Vec<String> = busiest.iter().map(|id| name(id)).collect();
        let each = by_number(names.len(), "it", "each");
        part.paragraph_of(
            id,
            format!(
                "Most callers wait for {}: {most} components call {each}. {}",
                phrases::series(&names),
                stuck(src, canvas, &busiest)
            ),
        );
    }
    for shared in canvas.shared_stores() {
        let owner = src.records.components.by_id(&shared.store).and_then(|store| store.owner.id());
        let owner = owner.unwrap_or_default();
        let theirs = shared.owners.iter().any(|one| one == owner);
        let others = shared.owners.iter().filter(|one| *one != owner);
        let others: Vec<String> = others.map(|owner| name(owner)).collect();
        part.paragraph_of(
            &shared.store,
            format!(
                "Components of {} reach straight into {}{}, so {} can change it alone.",
                phrases::series(&others),
                name(&shared.store),
                if theirs { format!(", which belongs to {}", name(owner)) } else { String::new() },
                if shared.owners.len() == 2 { "neither team" } else { "none of these teams" }
            ),
        );
    }
}

/// How many of those who wait for a component cannot go on without it.
fn stuck(src: &Sources, canvas: &Canvas, busiest: &[&str]) -> String {
    let hard = |id: &str| {
        let hard = canvas
            .incoming(id)
            .filter(|it| it.mode == Some(Mode::Sync) && it.hardness == Some(Hardness::Hard));
        hard.filter_map(|it| it.from.id()).filter(|from| *from != id).collect::<BTreeSet<_>>().len()
    };
    let told: Vec<String> = busiest
        .iter()
        .filter(|id| hard(id) > 0)
        .enumerate()
        .map(|(at, id)| {
            let cannot = if at == 0 { " of them cannot go on" } else { "" };
            format!("without {} {}{cannot}", src.records.title(id), phrases::number(hard(id)))
        })
        .collect();
    match (told.as_slice(), busiest) {
        ([], [_]) => "All of them have a way to go on without it.".to_owned(),
        ([], _) => "All callers have a way to go on without them.".to_owned(),
        (_, [one]) => {
            format!("{} of them cannot go on without it.", phrases::first_large(&phrases::number(hard(one))))
        }
        (told, _) => phrases::sentence(&phrases::series(told)),
    }
}

fn single_points(part: &mut Section, src: &Sources, canvas: &Canvas) {
    let critical: Vec<&Row<Component>> =
        src.records.components.iter().filter(|component| component.critical == Some(true)).collect();
    if critical.is_empty() {
        return;
    }
    let alone: Vec<String> = canvas.single_points().iter().map(|id| src.records.title(id)).collect();
    let on_path = count(critical.len(), "component is", "components are");
    part.paragraph(match alone.as_slice() {
        [] => format!("{on_path} on the critical path, and something takes over for each of them."),
        alone => {
            format!("{on_path} on the critical path. Nothing takes over when {} fails.", phrases::or(alone))
        }
    });
    let mut table = Table::new([
        Column::required("Critical component"),
        Column::required("Owner"),
        Column::required("What takes over"),
    ]);
    for component in &critical {
        let takes_over = if said(&component.redundancy) {
            src.cell(&component.id, "redundancy")
        } else {
            Text::from("nothing")
        };
        table.row(
            Some(&component.id),
            [src.cell(&component.id, "name"), src.cell(&component.id, "owner"), takes_over],
        );
    }
    part.table(table);
}

/// So many critical components in one person's hands are many.
const MUCH: usize = 3;

/// People who answer for much that is critical.
fn single_people(part: &mut Section, src: &Sources) {
    let critical: Vec<&Row<Component>> =
        src.records.components.iter().filter(|component| component.critical == Some(true)).collect();
    let mut load: BTreeMap<&str, Vec<&Row<Component>>> = BTreeMap::new();
    for component in &critical {
        if let Some(person) = component.accountable.id() {
            load.entry(person).or_default().push(component);
        }
    }
    if load.is_empty() {
        return;
    }
    let mut load: Vec<_> = load.into_iter().collect();
    load.sort_by_key(|(_, components)| std::cmp::Reverse(components.len()));
    let without: Vec<&str> = critical
        .iter()
        .filter(|component| component.backup.is_none() || component.backup.id() == component.accountable.id())
        .map(|component| component.name.as_str())
        .collect();
    let backed = if without.is_empty() {
        "Each has a backup who is somebody else.".to_owned()
    } else {
        format!("Nobody else can stand in for {}.", phrases::series(&without))
    };
    let all = count(critical.len(), "critical component", "critical components");
    // Whoever answers for three or more; else for the most, as long as that is not one each.
    let bar = load[0].1.len().clamp(2, MUCH);
    load.retain(|(_, components)| components.len() >= bar);
    let burden = |components: &[&Row<Component>]| {
        let names: Vec<&str> = components.iter().map(|component| component.name.as_str()).collect();
        format!("{}: {}", components.len(), phrases::series(&names))
    };
    match load.as_slice() {
        [] => part.paragraph(format!("Nobody answers for more than one of the {all}. {backed}")),
        [(person, components)] => part.paragraph(format!(
            "{} answers for {} of the {all}: {}. {backed}",
            src.records.title(person),
            components.len(),
            phrases::series(&components.iter().map(|component| component.name.as_str()).collect::<Vec<_>>())
        )),
        several => {
            part.paragraph(format!(
                "{} people answer for {bar} or more of the {all}. {backed}",
                several.len()
            ));
            let items = several.iter().map(|(person, components)| {
                Text::from(format!("{}, {}", src.records.title(person), burden(components)))
            });
            part.list(ListKind::Bullets, items);
        }
    }
}

fn teams(part: &mut Section, src: &Sources) {
    let mut table = Table::new([
        Column::required("Team"),
        Column::optional("Kind"),
        Column::optional("People").right(),
        Column::optional("Lead"),
        Column::required("Components"),
        Column::optional("Works with the platform by"),
        Column::optional("Until"),
    ]);
    for team in &src.records.teams {
        let owned = src.records.components.iter().filter(|component| component.owner.id() == Some(&team.id));
        let names: Vec<&str> = owned.map(|component| component.name.as_str()).collect();
        let owned = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let mut cells: Vec<Text> =
            ["name", "kind", "size", "lead"].iter().map(|f| src.cell(&team.id, f)).collect();
        cells.push(owned.into());
        cells.extend(["interaction", "interaction_ends"].iter().map(|f| src.cell(&team.id, f)));
        table.row(Some(&team.id), cells);
    }
    if !src.records.components.is_empty() {
        part.table(table);
        part.paragraph(together(src));
    }
}

/// Working together is for a while: with whom, and until when.
fn together(src: &Sources) -> String {
    let close: Vec<String> = src
        .records
        .teams
        .iter()
        .filter(|team| team.interaction == Some(Interaction::Collaboration))
        .map(|team| match src.answer(&team.interaction_ends) {
            "" => format!("{} (no end set)", team.name),
            ends => format!("{} (until {})", team.name, phrases::clause(ends)),
        })
        .collect();
    if close.is_empty() {
        return String::new();
    }
    format!("The platform team works closely with {}.", phrases::series(&close))
}

fn versions(part: &mut Section, src: &Sources) {
    let rules = &src.records.api_rules;
    let mut text = String::new();
    if let Some(place) = rules.version_place {
        let place = match place {
            VersionPlace::Path => "path",
            VersionPlace::MediaType => "media type",
            VersionPlace::Header => "request header",
        };
        // The place is one of HTTP; a schema, a package or a topic has its own.
        let rest = src.records.apis.iter().all(|api| api.style.is_none_or(|style| style == ApiStyle::Rest));
        let every = if rest { "Every API" } else { "Every REST API" };
        text.push_str(&format!("{every} carries its major version in the {place}."));
    }
    if let Some(months) = rules.notice_months {
        text.push_str(&format!(
            " Callers get {} of notice before an old one stops answering.",
            count(months as usize, "month", "months")
        ));
    }
    let mut text = Text::from(text.trim_start());
    let apis: Vec<&Row<Api>> = src.records.apis.iter().collect();
    if !text.is_blank() && !apis.is_empty() {
        let target = Target::Document { slug: "api-specification", heading: String::new() };
        text =
            text.then(" The ").link("internal API specification", target).then(" holds the rules in full.");
    }
    part.paragraph(text);
    let leaving: Vec<&str> = apis
        .iter()
        .filter(|api| api.lifecycle == Some(ApiLifecycle::Deprecated))
        .map(|api| api.name.as_str())
        .collect();
    if !leaving.is_empty() {
        part.paragraph(format!(
            "{} {} deprecated.",
            phrases::series(&leaving),
            by_number(leaving.len(), "is", "are")
        ));
    }
    let ids = apis.iter().map(|api| api.id.as_str());
    part.table(src.grid(
        Kind::Api,
        ids,
        &["name", "version", "lifecycle", "component", "owner", "consumers"],
    ));
}

/// Regions, tenancy and hosting.
pub fn deployment(section: &mut Section, src: &Sources) {
    let deployment = &src.records.deployment;
    let id = "deployment";
    let mut table = Table::new([Column::required("Question"), Column::required("Answer")]);
    for (label, field) in [
        ("Regions", "regions"),
        ("What must stay where", "region_rule"),
        ("How customers share it", "tenancy"),
        ("Hosting", "hosting"),
        ("Look again when", "revisit"),
    ] {
        let cell = src.cell(id, field);
        if !cell.is_blank() {
            table.row(Some(id), [Text::from(label), cell]);
        }
    }
    let regions: Vec<&str> = deployment.regions.iter().map(String::as_str).collect();
    let hosted = deployment.hosting.map(|hosting| match hosting {
        Hosting::OneCloud => "on one cloud",
        Hosting::MultiCloud => "on several clouds",
        Hosting::Hybrid => "on a cloud and in data centres of its own",
        Hosting::OwnDataCentre => "in data centres of its own",
    });
    section.paragraph_of(
        id,
        match (regions.as_slice(), hosted) {
            ([], _) => String::new(),
            ([one], Some(hosted)) => format!("The platform runs in one region, {one}, {hosted}."),
            ([one], None) => format!("The platform runs in one region, {one}."),
            (many, Some(hosted)) => format!("The platform runs in {} regions, {hosted}.", many.len()),
            (many, None) => format!("The platform runs in {} regions.", many.len()),
        },
    );
    section.diagram(drawings::deployment(src));
    section.table(table);
    section.prose(id, src.answer(&deployment.notes.0));
}
