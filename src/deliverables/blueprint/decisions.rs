//! Decisions with what they turned down, and where the team stands in the four tensions.

use std::cmp::Reverse;

use super::sourcing;
use crate::deliverables::decision_records;
use crate::deliverables::document::{Column, Item, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::leverage;
use crate::workshop::records::{Axis, Capability, Decision, Position, Row, Sourcing};
use crate::workshop::value::ChoiceSet;

/// The section.
pub fn decisions(section: &mut Section, src: &Sources) {
    let all = &src.records.decisions;
    if all.is_empty() {
        sourcing::open(section, src);
        return;
    }
    section.paragraph(taken(src));
    if all.len() > 1 {
        let mut table = Table::new([
            Column::required("Decision"),
            Column::required("Chosen"),
            Column::required("Decided by"),
            Column::required("Date"),
            Column::required("Record"),
        ]);
        for decision in all {
            let title = Text::new().link(
                phrases::clause(&src.records.title(&decision.id)),
                Target::Heading(decision.id.clone()),
            );
            table.row(
                Some(&decision.id),
                [
                    src.with_doubt(&decision.id, None, title),
                    src.cell(&decision.id, "chosen"),
                    src.cell(&decision.id, "decider"),
                    src.cell(&decision.id, "date"),
                    decision_records::path(decision).map(record_link).into(),
                ],
            );
        }
        section.table(table);
    }
    for decision in all {
        section.part_of(&decision.id, &src.records.title(&decision.id), |part| one(part, src, decision));
    }
    sourcing::open(section, src);
}

/// The number of a decision, leading to its record.
fn record_link(path: String) -> Text {
    let number = path.trim_start_matches("decisions/").split('-').next().unwrap_or_default().to_owned();
    Text::new().link(number, Target::File(path))
}

/// How many there are, from when, and what they settle.
fn taken(src: &Sources) -> String {
    let all = &src.records.decisions;
    let dates = || all.iter().filter_map(|decision| decision.date);
    let mut text = format!(
        "{} {} on record",
        phrases::count(all.len(), "decision", "decisions"),
        phrases::by_number(all.len(), "is", "are")
    );
    match dates().min().zip(dates().max()) {
        Some((first, last)) if first == last => text.push_str(&format!(", made on {first}")),
        Some((first, last)) => text.push_str(&format!(", made between {first} and {last}")),
        None => {}
    }
    let settled: Vec<&Row<Capability>> = src
        .records
        .capabilities
        .iter()
        .filter(|capability| all.iter().any(|decision| decision.capability.id() == Some(&capability.id)))
        .filter(|capability| capability.sourcing.is_some())
        .collect();
    let sourcing = |wanted: Sourcing| settled.iter().filter(|c| c.sourcing == Some(wanted)).count();
    let parts: Vec<String> = [
        (sourcing(Sourcing::Build), "to build"),
        (sourcing(Sourcing::Buy), "to buy"),
        (sourcing(Sourcing::Manual), "to stay manual"),
        (sourcing(Sourcing::NotNow), "to leave for now"),
    ]
    .iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, words)| format!("{number} {words}"))
    .collect();
    if !parts.is_empty() {
        let settled = phrases::count(settled.len(), "capability", "capabilities");
        text.push_str(&format!(". They settle {settled}: {}", phrases::series(&parts)));
    }
    text.push('.');
    text
}

fn one(part: &mut Section, src: &Sources, decision: &Row<Decision>) {
    part.prose(&decision.id, &phrases::sentence(src.answer(&decision.context.0)));
    if !decision.options.is_empty() {
        part.paragraph_of(&decision.id, Text::new().strong("Options:"));
    }
    let options =
        decision.options.iter().map(|option| src.answer(option)).filter(|option| !option.is_empty());
    part.items(
        ListKind::Bullets,
        options.map(|option| {
            let chosen = same(option, &decision.chosen);
            let text = if chosen {
                Text::new().strong(phrases::clause(option)).then(" (chosen)")
            } else {
                Text::from(phrases::clause(option))
            };
            Item { text, record: Some(decision.id.clone()), ..Item::default() }
        }),
    );
    if let Some(capability) = decision.capability.id() {
        sourcing::comparison(part, src, capability);
    }
    let capability = src.title(&decision.capability);
    let mut made = made(src, decision);
    if !capability.is_empty() && !made.is_empty() {
        made.push_str(&format!("; settles “{}”", phrases::clause(&capability)));
    }
    let told = [
        ("Why", src.answer(&decision.reason.0)),
        ("Price", src.answer(&decision.price.0)),
        ("Look again when", src.answer(&decision.revisit)),
        ("Decider", made.as_str()),
    ];
    for (label, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
        let said = text.lines().map(phrases::sentence).collect::<Vec<_>>().join(" ");
        part.paragraph_of(&decision.id, Text::new().strong(format!("{label}:")).then(" ").then(said));
    }
}

/// Who made it, and when.
fn made(src: &Sources, decision: &Row<Decision>) -> String {
    let decider = src.person(&decision.decider);
    match (decider.is_empty(), decision.date) {
        (false, Some(date)) => format!("{decider}, {date}"),
        (false, None) => decider,
        (true, Some(date)) => format!("nobody named, {date}"),
        (true, None) => String::new(),
    }
}

/// True when an option is the one that was chosen, letter case and full stop aside.
pub fn same(option: &str, chosen: &str) -> bool {
    phrases::clause(option).to_lowercase() == phrases::clause(chosen).to_lowercase()
}

/// Where a team stands between the two ends, in words.
fn stands(axis: Axis, position: Position) -> String {
    let (left, right) = axis.ends();
    match position {
        Position::FarLeft => format!("1 of 5: all for {left}"),
        Position::Left => format!("2 of 5: nearer to {left}"),
        Position::Middle => format!("3 of 5: between {left} and {right}"),
        Position::Right => format!("4 of 5: nearer to {right}"),
        Position::FarRight => format!("5 of 5: all for {right}"),
    }
}

/// Where the team leans, over all four.
fn leaning(src: &Sources) -> String {
    let mut leans = Vec::new();
    let mut between = Vec::new();
    for trade in &src.records.trade_offs {
        let (Some(axis), Some(position)) = (trade.axis, trade.position) else { continue };
        let (left, right) = axis.ends();
        match position {
            Position::FarLeft | Position::Left => leans.push(left),
            Position::Middle => between.push(format!("{left} and {right}")),
            Position::Right | Position::FarRight => leans.push(right),
        }
    }
    match (leans.as_slice(), between.as_slice()) {
        ([], []) => String::new(),
        (leans, []) => format!("The team leans towards {}.", phrases::series(leans)),
        ([], between) => format!("The team stays in the middle between {}.", between.join("; between ")),
        (leans, between) => format!(
            "The team leans towards {}, and stays in the middle between {}.",
            phrases::series(leans),
            between.join("; between ")
        ),
    }
}

/// The positions at a glance: one end, five places, the other end.
fn sliders(src: &Sources) -> Table {
    let mut table = Table::new([
        Column::required("One end"),
        Column::required("Position"),
        Column::required("Other end"),
    ]);
    for axis in Axis::ALL {
        let taken = src.records.trade_offs.iter().rfind(|trade| trade.axis == Some(*axis));
        let Some((trade, position)) = taken.and_then(|trade| Some((trade, trade.position?))) else {
            continue;
        };
        let places = Position::ALL.iter().map(|place| if *place == position { "●" } else { "○" });
        let (left, right) = axis.ends();
        let cells = [left.to_owned(), places.collect::<Vec<_>>().join(" "), right.to_owned()];
        table.row(Some(&trade.id), cells.map(|cell| Text::from(phrases::first_large(&cell))));
    }
    table
}

/// The four tensions.
pub fn trade_offs(section: &mut Section, src: &Sources) {
    let all = &src.records.trade_offs;
    if all.is_empty() {
        return;
    }
    let taken = Axis::ALL.iter().filter(|axis| all.iter().any(|trade| trade.axis == Some(**axis))).count();
    section.paragraph(leaning(src));
    if taken < Axis::ALL.len() {
        section.paragraph(format!("A position is taken on {taken} of the 4 tensions."));
    }
    section.table(sliders(src));
    let mut table = Table::new([
        Column::required("Tension"),
        Column::required("Position"),
        Column::required("Why"),
        Column::required("Given up"),
        Column::required("Look again when"),
        Column::optional("Owner"),
    ]);
    for trade in all {
        let position = match (trade.axis, trade.position) {
            (Some(axis), Some(position)) => stands(axis, position),
            _ => String::new(),
        };
        table.row(
            Some(&trade.id),
            [
                src.cell(&trade.id, "axis"),
                src.with_doubt(&trade.id, Some("position"), Text::from(position)),
                src.cell(&trade.id, "reason"),
                src.cell(&trade.id, "gives_up"),
                src.cell(&trade.id, "revisit"),
                src.cell(&trade.id, "owner"),
            ],
        );
    }
    section.table(table);
}

/// The decisions a summary names, in the team's order: half of them those that settle the capabilities with
/// the most dots, half those that settle no capability but the whole.
pub fn weightiest<'a>(src: &Sources<'a>, most: usize) -> Vec<&'a Row<Decision>> {
    let titled = |decision: &&Row<Decision>| !src.answer(&decision.title).is_empty();
    let all: Vec<&Row<Decision>> = src.records.decisions.iter().filter(titled).collect();
    let ranked = leverage::ranked(src.session);
    let dots = |decision: &Row<Decision>| {
        let capability = decision.capability.id();
        ranked
            .iter()
            .find(|ranked| capability == Some(ranked.row.id.as_str()))
            .map_or(0, |ranked| ranked.dots)
    };
    let (mut settling, mut whole): (Vec<_>, Vec<_>) =
        all.iter().copied().partition(|decision| decision.capability.id().is_some());
    settling.sort_by_key(|decision| Reverse(dots(decision)));
    whole.truncate((most / 2).max(most.saturating_sub(settling.len())));
    settling.truncate(most - whole.len());
    let named = |decision: &&Row<Decision>| settling.iter().chain(&whole).any(|d| d.id == decision.id);
    all.iter().copied().filter(named).collect()
}
