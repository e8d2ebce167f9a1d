//! Moving off the old systems, with totals that add up, and the measures that show whether it helped.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::deliverables::document::{Column, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::{Sources, columns};
use crate::workshop::records::{Captured, Kind, MeasureKind, Migration, Row};

/// Hours in a day of effort.
const HOURS_A_DAY: f64 = 8.0;

/// All moves by wave and start.
fn ordered<'a>(src: &Sources<'a>) -> Vec<&'a Row<Migration>> {
    let mut moves: Vec<&Row<Migration>> = src.records.migrations.iter().collect();
    moves.sort_by(|a, b| {
        let wave = |migration: &Migration| migration.wave.unwrap_or(f64::INFINITY);
        let start = |migration: &Migration| (migration.starts.is_none(), migration.starts);
        wave(a).total_cmp(&wave(b)).then_with(|| start(a).cmp(&start(b)))
    });
    moves
}

/// The effort of all moves in person-days, once one of them says what it takes.
pub fn total_effort(src: &Sources) -> Option<f64> {
    let efforts: Vec<f64> = src.records.migrations.iter().filter_map(|migration| migration.effort).collect();
    (!efforts.is_empty()).then(|| efforts.iter().sum())
}

/// The first move that is still to start.
pub fn next_start<'a>(src: &Sources<'a>) -> Option<(Date, &'a Row<Migration>)> {
    let starts = src.records.migrations.iter().filter_map(|migration| Some((migration.starts?, migration)));
    starts.filter(|(date, _)| *date >= src.as_of).min_by_key(|(date, _)| *date)
}

/// The section.
pub fn migration(section: &mut Section, src: &Sources) {
    let moves = ordered(src);
    if moves.is_empty() {
        return;
    }
    section.paragraph(cost(src, &moves));
    let waves = waves(&moves);
    if waves.rows.len() > 2 {
        section.table(waves);
    }
    let fields = ["wave", "team", "from", "to", "effort", "starts", "ends", "owner"];
    let mut heads = columns(Kind::Migration, &fields);
    "Person-days".clone_into(&mut heads[4].label);
    let mut table = Table::new(heads);
    for migration in &moves {
        table.row(Some(&migration.id), fields.iter().map(|field| src.cell(&migration.id, field)));
    }
    section.part("moves", "Each move", |part| part.table(table));
    let ids = moves.iter().map(|migration| migration.id.as_str());
    let reasons =
        src.grid(Kind::Migration, ids, &["team", "from", "to", "incentive", "way_back", "off_date"]);
    section.part("reasons", "Why each team moves, and its way back", |part| part.table(reasons));
    section.paragraph(switched_off(src, &moves));
}

fn cost(src: &Sources, moves: &[&Row<Migration>]) -> String {
    let mut teams: Vec<&str> = moves.iter().filter_map(|migration| migration.team.id()).collect();
    teams.sort_unstable();
    teams.dedup();
    let mut text = format!(
        "{} {} {}",
        count(teams.len(), "team", "teams"),
        by_number(teams.len(), "makes", "make"),
        count(moves.len(), "move", "moves")
    );
    let Some(total) = total_effort(src) else { return format!("{text}.") };
    text.push_str(&format!(", {} person-days in all", phrases::amount(total)));
    let charter = &src.records.charter;
    match charter.hourly_cost {
        Some(rate) => text.push_str(&format!(
            ". At {} an hour and eight hours to a day (a default nobody discussed) that is {}.",
            phrases::money(rate, &charter.currency),
            phrases::money(total * HOURS_A_DAY * rate, &charter.currency)
        )),
        None => text.push('.'),
    }
    let unknown = moves.iter().filter(|migration| migration.effort.is_none()).count();
    if unknown > 0 {
        text.push_str(&format!(" The effort of {} is not known yet.", count(unknown, "move", "moves")));
    }
    text
}

/// One row a wave, and the total.
fn waves(moves: &[&Row<Migration>]) -> Table {
    let mut waves: BTreeMap<u32, Vec<&Row<Migration>>> = BTreeMap::new();
    for migration in moves {
        if let Some(wave) = migration.wave {
            waves.entry(wave as u32).or_default().push(migration);
        }
    }
    let mut table = Table::new([
        Column::required("Wave"),
        Column::required("Moves").right(),
        Column::required("Person-days").right(),
        Column::required("Starts"),
        Column::required("Ends"),
    ]);
    let effort =
        |moves: &[&Row<Migration>]| moves.iter().filter_map(|migration| migration.effort).sum::<f64>();
    let row = |label: String, moves: &[&Row<Migration>]| {
        let starts = moves.iter().filter_map(|migration| migration.starts).min();
        let ends = moves.iter().filter_map(|migration| migration.ends).max();
        [
            Text::from(label),
            Text::from(moves.len().to_string()),
            Text::from(phrases::amount(effort(moves))),
            Text::from(phrases::date(starts)),
            Text::from(phrases::date(ends)),
        ]
    };
    for (wave, moves) in &waves {
        table.row(None, row(format!("Wave {wave}"), moves));
    }
    let placed: Vec<&Row<Migration>> = waves.values().flatten().copied().collect();
    if placed.len() < moves.len() {
        let rest: Vec<&Row<Migration>> =
            moves.iter().filter(|migration| migration.wave.is_none()).copied().collect();
        table.row(None, row("Not in a wave yet".into(), &rest));
    }
    table.row(None, row("Total".into(), moves));
    table
}

/// Until when two systems are paid for.
fn switched_off(src: &Sources, moves: &[&Row<Migration>]) -> String {
    let mut last: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    for migration in moves {
        if let Some(system) = migration.from.id() {
            let off = last.entry(system).or_default();
            *off = (*off).max(migration.off_date);
        }
    }
    let Some((system, off)) =
        last.iter().filter_map(|(system, off)| Some((*system, (*off)?))).max_by_key(|(_, off)| *off)
    else {
        return String::new();
    };
    let open: Vec<String> =
        last.iter().filter(|(_, off)| off.is_none()).map(|(system, _)| src.records.title(system)).collect();
    let mut text = format!(
        "An old system and its successor are both run and paid for until the old one stops; the last to stop is {}, \
         on {off}.",
        src.records.title(system)
    );
    if !open.is_empty() {
        text.push_str(&format!(" No day is set for {}.", phrases::series(&open)));
    }
    text
}

/// How far the events behind the measures can be trusted.
fn recorded(src: &Sources) -> Text {
    let events = &src.records.tracked_events;
    if events.is_empty() {
        return Text::new();
    }
    let client: Vec<&str> = events
        .iter()
        .filter(|event| event.captured == Some(Captured::Client))
        .map(|event| event.name.as_str())
        .collect();
    let on_server = |captured| matches!(captured, Some(Captured::Server | Captured::Both));
    let server = events.iter().filter(|event| on_server(event.captured)).count();
    let target = Target::Document { slug: "api-specification", heading: String::new() };
    let mut text =
        Text::from(format!("{server} of {} ", count(events.len(), "tracked event", "tracked events")))
            .link("listed in the API specification", target)
            .then(format!(" {} recorded on the server", by_number(server, "is", "are")));
    if client.is_empty() {
        return text.then(".");
    }
    text = text.then("; ");
    for (at, name) in client.iter().enumerate() {
        let joined = if at == 0 {
            ""
        } else if at + 1 == client.len() {
            " and "
        } else {
            ", "
        };
        text = text.then(joined).code(*name);
    }
    let (are, them) = (by_number(client.len(), "is", "are"), by_number(client.len(), "it", "them"));
    text.then(format!(" {are} on the client only, and no measure should rest on {them}."))
}

/// The measure that says most: an outcome, else the first that is no mere count.
pub fn headline<'a>(src: &Sources<'a>) -> Option<&'a Row<crate::workshop::records::Measure>> {
    let measures = &src.records.measures;
    let told = |kind| {
        measures.iter().find(|m| m.kind == Some(kind) && !m.baseline.is_empty() && !m.target.is_empty())
    };
    told(MeasureKind::Outcome).or_else(|| told(MeasureKind::Adoption)).or_else(|| told(MeasureKind::Delivery))
}

/// The section.
pub fn measures(section: &mut Section, src: &Sources) {
    let measures = &src.records.measures;
    if measures.is_empty() {
        return;
    }
    let outcomes = measures.iter().filter(|measure| measure.kind == Some(MeasureKind::Outcome)).count();
    let mandated: Vec<&str> = measures
        .iter()
        .filter(|measure| measure.mandated == Some(true))
        .map(|measure| phrases::clause(&measure.name))
        .collect();
    let vanity: Vec<&str> = measures
        .iter()
        .filter(|measure| measure.kind == Some(MeasureKind::Vanity) && measure.mandated != Some(true))
        .map(|measure| phrases::clause(&measure.name))
        .collect();
    let mut text = if outcomes == 0 {
        format!(
            "{} {} kept; none is an outcome.",
            count(measures.len(), "measure", "measures"),
            by_number(measures.len(), "is", "are")
        )
    } else {
        format!(
            "{} {} kept, {outcomes} of them {}.",
            count(measures.len(), "measure", "measures"),
            by_number(measures.len(), "is", "are"),
            by_number(outcomes, "an outcome", "outcomes")
        )
    };
    if !mandated.is_empty() {
        text.push_str(&format!(
            " {} {} whether a rule is kept, not whether people like what it asks for.",
            phrases::quoted(&mandated),
            by_number(mandated.len(), "shows", "show")
        ));
    }
    if !vanity.is_empty() {
        text.push_str(&format!(
            " {} only {} activity.",
            phrases::quoted(&vanity),
            by_number(vanity.len(), "counts", "count")
        ));
    }
    section.paragraph(text);
    section
        .table(src.grid_of(Kind::Measure, &["name", "kind", "baseline", "target", "due", "source", "owner"]));
    section.paragraph(recorded(src));
}
