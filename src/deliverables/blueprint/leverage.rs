//! What is worth sharing first: both scores, the field of effort and impact, and how far the order holds.

use crate::deliverables::document::{Column, ListKind, Section, Table, Text};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::sources::{Sources, columns};
use crate::workshop::leverage::field::{Quarter, Spot, field};
use crate::workshop::leverage::sensitivity::{above_the_line, below_the_line, sensitivity};
use crate::workshop::leverage::{Ranked, cost_of_delay, ranked, scoring};
use crate::workshop::records::{Kind, Offer, Scoring, Weights};
use crate::workshop::value::ChoiceSet;

/// The part.
pub fn ranking(part: &mut Section, src: &Sources) {
    let ranked = ranked(src.session);
    let scoring = scoring(src.records);
    let Some(first) = ranked.iter().find(|ranked| ranked.score(scoring).is_some()) else { return };
    let mut text = format!(
        "“{}” comes first with a {} score of {} and {}",
        phrases::clause(&first.row.name),
        scoring.label(),
        score(first.score(scoring)),
        count(
            first.consumers,
            "team that has built it or waits for it",
            "teams that have built it or wait for it"
        ),
    );
    match first.gate.as_slice() {
        [] => text.push('.'),
        lacks => text.push_str(&format!("; it still lacks {}.", phrases::series(lacks))),
    }
    part.paragraph_of(&first.row.id, text);
    let (rice, wsjf) = (ranked.iter().any(|r| r.rice.is_some()), ranked.iter().any(|r| r.wsjf.is_some()));
    if rice {
        by_rice(part, src, &ranked);
    }
    if wsjf {
        by_wsjf(part, src, &ranked);
    }
    quarters(part, src);
    part.part("order-holds", "Whether the order would hold", |part| trust(part, src, scoring));
}

fn score(score: Option<f64>) -> String {
    score.map(phrases::tenths).unwrap_or_default()
}

fn by_rice(part: &mut Section, src: &Sources, ranked: &[Ranked]) {
    let fields = ["name", "demand", "reach", "impact", "confidence", "effort"];
    let mut heads = columns(Kind::Capability, &fields);
    heads.push(Column::required("RICE").right());
    heads.push(Column::optional("Dots").right());
    heads.push(Column::optional("Still lacks"));
    let mut table = Table::new(heads);
    let voted = ranked.iter().any(|ranked| ranked.dots > 0);
    let lacking = ranked.iter().any(|ranked| !ranked.gate.is_empty());
    for ranked in ranked {
        let cells = fields.iter().map(|field| src.cell(&ranked.row.id, field));
        let dots = voted.then(|| ranked.dots.to_string());
        let lacks = match ranked.gate.as_slice() {
            [] if lacking => "nothing".to_owned(),
            lacks => phrases::series(lacks),
        };
        let more = [score(ranked.rice).into(), dots.into(), lacks.into()];
        table.row(Some(&ranked.row.id), cells.chain::<[Text; 3]>(more));
    }
    part.table(table);
    part.paragraph(
        "RICE is reach × impact × confidence ÷ effort in person-months, for one quarter. A capability is ready to be \
         shared when it has two consumers, an idea of its contract and a way for today's versions to move over.",
    );
}

fn by_wsjf(part: &mut Section, src: &Sources, ranked: &[Ranked]) {
    let fields = ["name", "value", "urgency", "enables", "size"];
    let mut heads = columns(Kind::Capability, &fields);
    heads.iter_mut().skip(1).for_each(|head| *head = head.clone().right());
    heads.push(Column::required("Cost of delay").right());
    heads.push(Column::required("WSJF").right());
    let mut table = Table::new(heads);
    let mut rows: Vec<&Ranked> = ranked.iter().filter(|ranked| ranked.wsjf.is_some()).collect();
    rows.sort_by(|a, b| b.wsjf.unwrap_or(0.0).total_cmp(&a.wsjf.unwrap_or(0.0)));
    for ranked in rows {
        let cells = fields.iter().map(|field| src.cell(&ranked.row.id, field));
        let delay = cost_of_delay(ranked.row, &src.records.weights);
        table.row(
            Some(&ranked.row.id),
            cells.chain::<[Text; 2]>([score(delay).into(), score(ranked.wsjf).into()]),
        );
    }
    part.table(table);
    part.paragraph(format!(
        "WSJF is Donald Reinertsen's rule, cost of delay ÷ job size, in relative points as SAFe counts them: the cost \
         of delay is value + time criticality + risk and opportunity{}.",
        weighted(&src.records.weights)
    ));
}

/// The weights that are not 1, as the end of a sentence.
fn weighted(weights: &Weights) -> String {
    let all = [
        ("value", weights.value),
        ("time criticality", weights.urgency),
        ("risk and opportunity", weights.enables),
    ];
    let own: Vec<String> = all
        .into_iter()
        .filter_map(|(name, weight)| {
            weight.filter(|weight| (weight - 1.0).abs() > f64::EPSILON).map(|w| (name, w))
        })
        .map(|(name, weight)| format!("{name} {} times", phrases::tenths(weight.max(0.0))))
        .collect();
    if own.is_empty() { String::new() } else { format!(", with {} counted", phrases::series(&own)) }
}

/// What lies in each quarter of the field.
fn quarters(part: &mut Section, src: &Sources) {
    let field = field(src.session);
    // Two points always lie in opposite quarters: that says nothing.
    if field.spots.len() < 4 {
        return;
    }
    // What teams have already is no win to come, and no bet.
    let to_come = |spot: &&Spot| spot.row.offer != Some(Offer::Offered);
    let (gives, takes) = match scoring(src.records) {
        Scoring::Rice => ("Benefit is reach × impact × confidence", "person-months"),
        Scoring::Wsjf => ("Benefit is the cost of delay", "points of job size"),
    };
    let offered = field.spots.iter().filter(|spot| !to_come(spot)).count();
    let mut text = format!(
        "{gives}; half of the capabilities reach {} or more, and half take {} {takes} or less.",
        phrases::tenths(field.impact),
        phrases::tenths(field.effort)
    );
    if offered > 0 {
        text.push_str(" What is offered today is left out of the four groups.");
    }
    part.paragraph(text);
    let told = [
        (Quarter::QuickWin, "more benefit than most for less effort"),
        (Quarter::BigBet, "more benefit than most for more effort"),
        (Quarter::FillIn, "less benefit than most for less effort"),
        (Quarter::ThinkTwice, "less benefit than most for more effort"),
    ];
    part.list(
        ListKind::Bullets,
        told.into_iter().map(|(quarter, words)| {
            let spots = field.spots.iter().filter(|spot| spot.quarter == quarter).filter(to_come);
            let names: Vec<&str> = spots.map(|spot| phrases::clause(&spot.row.name)).collect();
            if names.is_empty() {
                return Text::new();
            }
            Text::new().strong(quarter.name()).then(format!(" ({words}): {}.", phrases::titles(&names)))
        }),
    );
}

/// Which places would change if one estimate were off by half or by double.
fn trust(part: &mut Section, src: &Sources, scoring: Scoring) {
    let swings = sensitivity(src.session);
    if swings.len() < 2 {
        return;
    }
    let above = above_the_line(scoring).to_lowercase();
    let below = below_the_line(scoring).to_lowercase();
    let rising: Vec<&str> = swings
        .iter()
        .filter(|swing| swing.place > 1 && swing.range().0 == 1)
        .map(|swing| phrases::clause(&swing.row.name))
        .collect();
    let first = if rising.is_empty() {
        "Nothing would take the first place.".to_owned()
    } else {
        format!("The first place could go to {}.", phrases::quoted(&rising))
    };
    part.paragraph(format!(
        "Suppose one estimate of one capability is wrong: its {above} or its {below} is half or double of what is \
         written above, and all else is right. {first}"
    ));
    let mut table = Table::new([
        Column::required("Capability"),
        Column::required("Place").right(),
        Column::required(format!("Half the {above}")).right(),
        Column::required(format!("Double the {above}")).right(),
        Column::required(format!("Half the {below}")).right(),
        Column::required(format!("Double the {below}")).right(),
    ]);
    for swing in &swings {
        let places = [swing.place, swing.above[0], swing.above[1], swing.below[0], swing.below[1]];
        let cells = places.into_iter().map(|place| Text::from(place.to_string()));
        table.row(Some(&swing.row.id), std::iter::once(src.cell(&swing.row.id, "name")).chain(cells));
    }
    part.table(table);
}
