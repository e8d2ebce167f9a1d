//! The options for a capability side by side, in the documents.

use super::is_chosen;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{Capability, Row, Sourcing};
use crate::workshop::sourcing::{Compared, Comparison, Criterion, Price, Turn, compare, weighed};
use crate::workshop::value::ChoiceSet;

/// A price as a reader sees it: in money, else in person-months.
pub fn price(src: &Sources, price: Price) -> String {
    match price.total {
        Some(total) => phrases::money(total, &src.records.charter.currency),
        None => format!("{} person-months", phrases::tenths(price.work)),
    }
}

/// The options for a capability: a table, what counts how much, and what would change the answer.
pub fn comparison(part: &mut Section, src: &Sources, capability: &str) {
    let Some(comparison) = compare(src.records, capability) else { return };
    let head = |criterion: Criterion| Column::optional(criterion.label()).right();
    let mut table = Table::new([
        Column::required("Option"),
        Column::required("Way"),
        head(Criterion::Cost),
        head(Criterion::Speed),
        head(Criterion::Fit),
        head(Criterion::WayBack),
        head(Criterion::Independence),
        Column::required("Score").right(),
    ]);
    for option in &comparison.options {
        let id = option.row.id.as_str();
        let score = option.score.map_or_else(
            || format!("lacks {}", phrases::series(&option.lacks()).to_lowercase()),
            |score| format!("{score:.1}"),
        );
        let cells: [Text; 8] = [
            src.cell(id, "name"),
            src.cell(id, "way"),
            option.price.map(|found| price(src, found)).into(),
            first_use(src, option),
            grade(option, 2),
            grade(option, 3),
            grade(option, 4),
            score.into(),
        ];
        table.row(Some(id), cells);
    }
    part.table(table);
    part.paragraph(format!("{}{}", counting(&comparison), changing(src, &comparison)));
    let conditions = comparison.options.iter().filter(|option| !src.answer(&option.row.condition).is_empty());
    let decision = src.records.decisions.iter().find(|decision| decision.capability.id() == Some(capability));
    let chosen = |option: &Compared| decision.is_some_and(|it| is_chosen(&option.row.name, &it.chosen));
    let conditions = conditions.map(|option| {
        let name = Text::new().strong(phrases::clause(&option.row.name));
        let when = if chosen(option) { "holds while this is so" } else { "becomes the answer when" };
        name.then(format!(" {when}: {}", phrases::sentence(src.answer(&option.row.condition))))
    });
    part.list(crate::deliverables::document::ListKind::Bullets, conditions);
}

/// When teams first use it; waiting has no such day.
fn first_use(src: &Sources, option: &Compared) -> Text {
    match (option.row.first_use, option.row.way) {
        (None, Some(Sourcing::NotNow)) => Text::from("never"),
        _ => src.cell(&option.row.id, "first_use"),
    }
}

fn grade(option: &Compared, at: usize) -> Text {
    option.points[at].map(|points| format!("{points} of 5")).into()
}

/// What counts how much.
fn counting(comparison: &Comparison) -> String {
    let weights = Criterion::ALL.into_iter().zip(comparison.weights);
    let own: Vec<String> = weights
        .filter(|(_, weight)| (weight - 1.0).abs() > f64::EPSILON)
        .map(|(criterion, weight)| format!("{} {} times", criterion.in_text(), phrases::amount(weight)))
        .collect();
    let counted = if own.is_empty() {
        "All criteria count the same".to_owned()
    } else {
        format!("All criteria count once, but {}", phrases::series(&own))
    };
    format!("{counted}; cost and time are scaled so that the best option has 5 points and the worst 1.")
}

/// What would put another option first.
fn changing(src: &Sources, comparison: &Comparison) -> String {
    let Some(best) = comparison.best().map(|best| phrases::clause(&best.row.name).to_owned()) else {
        return String::new();
    };
    let name = |id: &str| format!("“{}”", phrases::clause(&src.records.title(id)));
    let turns: Vec<String> = comparison
        .turns(src.records)
        .into_iter()
        .map(|turn| match turn {
            Turn::Weight { criterion, now, beyond, until, first } => {
                let more = if beyond > now { "more" } else { "less" };
                let (label, beyond) = (criterion.in_text(), phrases::tenths(beyond));
                match until.map(phrases::tenths) {
                    None => format!("{} if {label} weighed {more} than {beyond}", name(&first)),
                    Some(until) if until == beyond => {
                        format!("{} if {label} weighed about {beyond}", name(&first))
                    }
                    Some(until) if more == "more" => {
                        format!("{} if {label} weighed between {beyond} and {until}", name(&first))
                    }
                    Some(until) => {
                        format!("{} if {label} weighed between {until} and {beyond}", name(&first))
                    }
                }
            }
            Turn::Overrun { first } => format!("{} if “{best}” took twice the work", name(&first)),
        })
        .collect();
    if turns.is_empty() {
        format!(
            " No other weight of one criterion, nor twice the work, would put another option before “{best}”."
        )
    } else {
        format!(" First would come {}.", phrases::series(&turns))
    }
}

/// Comparisons that no decision has settled yet.
pub fn open(section: &mut Section, src: &Sources) {
    let settled =
        |id: &str| src.records.decisions.iter().any(|decision| decision.capability.id() == Some(id));
    for capability in weighed(src.records).into_iter().filter(|id| !settled(id)) {
        let row = src.records.capabilities.by_id(capability);
        let reason = row.map_or("", |row| src.answer(&row.reason));
        let title = format!("{}: options without a decision", src.records.title(capability));
        section.part(&format!("options-{capability}"), &title, |part| {
            if let Some(row) = row {
                part.paragraph_of(capability, held(src, row));
            }
            if !reason.is_empty() {
                let why = Text::new().strong("Why:");
                part.paragraph(why.then(format!(" {}", phrases::sentence(reason))));
            }
            comparison(part, src, capability);
        });
    }
}

/// What holds as long as nobody has decided: the way, who answers for it, and what would change it.
fn held(src: &Sources, row: &Row<Capability>) -> String {
    let owner = src.person(&row.owner);
    let until = phrases::clause(src.answer(&row.condition)).to_owned();
    let mut text = "No decision is on record".to_owned();
    if let Some(way) = row.sourcing {
        text.push_str(&format!("; until there is one, the answer is “{}”", way.label()));
    }
    text.push('.');
    match (owner.is_empty(), until.is_empty()) {
        (false, false) => text.push_str(&format!(" {owner} looks again when: {until}.")),
        (false, true) => text.push_str(&format!(" {owner} answers for it.")),
        (true, false) => text.push_str(&format!(" Look again when: {until}.")),
        (true, true) => {}
    }
    text
}

/// A clause behind “because”: with a small letter where its first word allows it, else behind a colon.
pub fn because(line: &str) -> String {
    let small = phrases::inner(line);
    if line.starts_with(small.as_str()) { format!("because: {small}.") } else { format!("because {small}.") }
}

/// What speaks for an option and what against it, as clauses of the forms that MADR gives: good or bad,
/// “because …”. What speaks neither for nor against it is left to the table of the blueprint.
pub fn pros_and_cons(src: &Sources, option: &Compared) -> Vec<String> {
    let row = &option.row;
    let mut told = Vec::new();
    if let Some(found) = option.price {
        let price = price(src, found);
        match option.points[0] {
            Some(5.0) => told.push(format!("Good, because it costs least over three years: {price}.")),
            Some(1.0) => told.push(format!("Bad, because it costs most over three years: {price}.")),
            _ => {}
        }
    }
    if let Some(span) = row.first_use {
        match option.points[1] {
            Some(5.0) => told.push(format!("Good, because teams work with it first: after {span}.")),
            Some(1.0) => told.push(format!("Bad, because teams work with it last: after {span}.")),
            _ => {}
        }
    }
    let graded = [
        (2, "it meets the need", "it meets little of the need"),
        (3, "going back is easy", "going back is hard"),
        (4, "no supplier holds us", "it ties us to one supplier"),
    ];
    for (at, well, badly) in graded {
        match option.points[at] {
            Some(points) if points >= 4.0 => told.push(format!("Good, because {well}.")),
            Some(points) if points <= 2.0 => told.push(format!("Bad, because {badly}.")),
            _ => {}
        }
    }
    let own = [("Good", &row.pros), ("Bad", &row.cons)];
    for (verdict, lines) in own {
        let lines = lines.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty());
        told.extend(lines.map(|line| format!("{verdict}, {}", because(line))));
    }
    told
}
