//! Context and scope: whom the platform serves, what hurts, what is there, what binds and what is left out.

use super::drawings;
use crate::deliverables::adoption_guide::MIGRATION;
use crate::deliverables::document::{Column, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::{Sources, columns};
use crate::workshop::cost::{self, Cost};
use crate::workshop::records::{
    Audience, Concern, Criticality, Fate, Kind, Pain, Row, Side, Start, Strength, System,
};
use crate::workshop::words::in_text;

/// The section.
pub fn context(section: &mut Section, src: &Sources) {
    // What it is for opens the summary above, and is not said twice.
    let purpose = &src.records.purpose;
    section.paragraph_of("purpose", whom(purpose.audience, purpose.start));
    section.diagram(drawings::context(src));
    section.part("users", "Users", |part| users(part, src));
    section.part("pains", "What hurts today", |part| pains(part, src));
    section.part("domains", "Business domains", |part| domains(part, src));
    section.part("systems", "What exists today", |part| systems(part, src));
    section.part("external", "External systems", |part| external(part, src));
    section.part("standards", "Standards", |part| standards(part, src));
    section.part("constraints", "Constraints", |part| constraints(part, src));
    section.part("out-of-scope", "Out of scope", |part| out_of_scope(part, src));
}

fn whom(audience: Option<Audience>, start: Option<Start>) -> String {
    let whom = audience.map(|audience| match audience {
        Audience::Internal => "The platform is made for people inside the organisation",
        Audience::External => "The platform is made for partners outside the organisation",
        Audience::Both => "The platform is made for people inside the organisation and for partners outside",
    });
    match (whom, start) {
        (Some(whom), Some(Start::Evolving)) => format!("{whom}, and it grows out of what already runs."),
        (Some(whom), Some(Start::Scratch)) => format!("{whom}, and it starts from scratch."),
        (Some(whom), None) => format!("{whom}."),
        (None, Some(Start::Evolving)) => "The platform grows out of what already runs.".into(),
        (None, Some(Start::Scratch)) => "The platform starts from scratch.".into(),
        (None, None) => String::new(),
    }
}

fn users(part: &mut Section, src: &Sources) {
    let groups: Vec<_> =
        src.records.user_groups.iter().filter(|group| group.excluded != Some(true)).collect();
    let people: f64 = groups.iter().filter_map(|group| group.size).sum();
    if groups.len() > 1 && groups.iter().all(|group| group.size.is_some()) {
        part.paragraph(format!(
            "The platform serves {}, {} people in all.",
            count(groups.len(), "group", "groups"),
            phrases::amount(people)
        ));
    }
    let ids = groups.iter().map(|group| group.id.as_str());
    part.table(src.grid(Kind::UserGroup, ids, &["name", "size", "goal", "today"]));
}

fn pains(part: &mut Section, src: &Sources) {
    let ranked = cost::ranked(src.records);
    let charter = &src.records.charter;
    let currency = charter.currency.trim();
    if let Some(total) = total(src) {
        part.paragraph(worth(&total, &ranked, currency));
    }
    let mut heads = columns(Kind::Pain, &["name", "group", "people", "minutes", "frequency"]);
    heads.push(Column::required("Hours a week").right());
    if charter.hourly_cost.is_some() {
        let label = if currency.is_empty() { "Cost a year".into() } else { format!("{currency} a year") };
        heads.push(Column::required(label).right());
    }
    heads.push(Column::optional("Evidence"));
    let mut table = Table::new(heads);
    for (pain, cost) in ranked.iter().filter(|(_, cost)| cost.is_some()) {
        let mut cells: Vec<Text> = ["name", "group", "people", "minutes", "frequency"]
            .iter()
            .map(|f| src.cell(&pain.id, f))
            .collect();
        cells.push(cost.map(|cost| phrases::tenths(cost.hours_week)).into());
        if charter.hourly_cost.is_some() {
            cells.push(cost.and_then(|cost| cost.money_year).map(|money| phrases::money(money, "")).into());
        }
        cells.push(src.cell(&pain.id, "evidence"));
        table.row(Some(&pain.id), cells);
    }
    part.table(table);
    if ranked.iter().any(|(_, cost)| cost.is_some()) {
        let rate = charter
            .hourly_cost
            .map(|rate| format!(" An hour is counted at {}.", phrases::money(rate, currency)));
        part.paragraph(format!(
            "Hours are people × time lost × times a week.{} Five working days of eight hours to a week and 52 weeks \
             to a year are defaults of this document; nobody discussed them.",
            rate.unwrap_or_default()
        ));
    }
    let uncosted: Vec<&str> =
        ranked.iter().filter(|(_, cost)| cost.is_none()).map(|(pain, _)| pain.id.as_str()).collect();
    if !uncosted.is_empty() && uncosted.len() < ranked.len() {
        part.paragraph(format!(
            "{} cannot be costed yet; what is missing stands among the open questions.",
            phrases::opening(uncosted.len(), "pain", "pains")
        ));
    }
    let fields = ["name", "group", "people", "minutes", "frequency", "evidence"];
    part.table(src.grid(Kind::Pain, uncosted, &fields));
}

/// What all pains cost together: the sum of what the table shows, so that a reader can add it up.
pub fn total(src: &Sources) -> Option<Cost> {
    let costs: Vec<Cost> = cost::ranked(src.records).into_iter().filter_map(|(_, cost)| cost).collect();
    if costs.is_empty() {
        return None;
    }
    let hours: f64 = costs.iter().map(|cost| (cost.hours_week * 10.0).round() / 10.0).sum();
    let money: Option<f64> = costs.iter().map(|cost| cost.money_year.map(f64::round)).sum();
    Some(Cost { hours_week: hours, full_time: hours / cost::HOURS_A_WEEK, money_year: money })
}

fn worth(total: &Cost, ranked: &[(&Row<Pain>, Option<Cost>)], currency: &str) -> String {
    let costed = ranked.iter().filter(|(_, cost)| cost.is_some()).count();
    let costs = match (costed, ranked.len()) {
        (1, _) => "This costs".to_owned(),
        (some, all) if some < all => format!("{some} of {all} pains can be costed; together they cost"),
        (all, _) => format!("Together these {all} pains cost"),
    };
    let mut text = format!(
        "{costs} {} hours a week, the working time of {} people",
        phrases::tenths(total.hours_week),
        phrases::tenths(total.full_time),
    );
    if let Some(money) = total.money_year {
        text.push_str(&format!(", or {} a year", phrases::money(money, currency)));
    }
    text.push('.');
    if let Some((first, Some(cost))) = ranked.first()
        && costed > 1
    {
        text.push_str(&format!(
            " “{}” alone takes {} of those hours, {} of the whole.",
            phrases::clause(&first.name),
            phrases::tenths(cost.hours_week),
            phrases::percent(cost.hours_week, total.hours_week)
        ));
    }
    // Of four pains or more the dearest three say where to begin.
    let hours: Vec<f64> = ranked.iter().filter_map(|(_, cost)| Some(cost.as_ref()?.hours_week)).collect();
    if let Some((top, [_, ..])) = hours.split_at_checked(3) {
        let top: f64 = top.iter().map(|hours| (hours * 10.0).round() / 10.0).sum();
        text.push_str(&format!(
            " The dearest three add up to {} hours a week, {} of the whole.",
            phrases::tenths(top),
            phrases::percent(top, total.hours_week)
        ));
    }
    text
}

fn domains(part: &mut Section, src: &Sources) {
    let critical: Vec<&str> = src
        .records
        .domains
        .iter()
        .filter(|domain| domain.criticality == Some(Criticality::Critical))
        .map(|domain| domain.name.as_str())
        .collect();
    if !critical.is_empty() {
        part.paragraph(match critical.as_slice() {
            [one] => format!("The business stops when {one} does."),
            many => format!(
                "The business stops when any of these {} does: {}.",
                many.len(),
                phrases::titles(many)
            ),
        });
    }
    part.table(src.grid_of(Kind::Domain, &["name", "services", "owner", "criticality"]));
}

fn systems(part: &mut Section, src: &Sources) {
    let of = |fate: Fate| src.records.systems.iter().filter(move |system| system.fate == Some(fate));
    // Whoever names a successor, or moves off it onto something, has one.
    let succeeded = |system: &&Row<System>| {
        let id = Some(system.id.as_str());
        system.replaced_by.is_some()
            || src.records.components.iter().any(|component| component.replaces.id() == id)
            || src.records.migrations.iter().any(|row| row.from.id() == id && row.to.is_some())
    };
    let retired = of(Fate::Retire).filter(succeeded).count();
    let going = [
        (of(Fate::Replace).count(), "is replaced", "are replaced"),
        (of(Fate::Improve).count(), "is improved where it stands", "are improved where they stand"),
        (
            retired,
            "is switched off once its users have moved",
            "are switched off once their users have moved",
        ),
        (
            of(Fate::Retire).count() - retired,
            "is switched off without a successor",
            "are switched off without a successor",
        ),
    ];
    let said: Vec<String> = going
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| format!("{number} {}", by_number(*number, one, many)))
        .collect();
    if !said.is_empty() {
        let all = src.records.systems.len();
        part.paragraph(format!(
            "Of {} that {} today, {}.",
            count(all, "system", "systems"),
            by_number(all, "runs", "run"),
            phrases::series(&said)
        ));
    }
    part.table(src.grid_of(Kind::System, &["name", "does", "owner", "fate", "replaced_by", "used_by"]));
    if !src.records.migrations.is_empty() {
        let target = Target::Document { slug: "adoption-guide", heading: MIGRATION.to_owned() };
        let text = Text::from("Who moves when, and at what cost, is in the ").link("adoption guide", target);
        part.paragraph(text.then("."));
    }
}

fn external(part: &mut Section, src: &Sources) {
    let outside = src.records.components.iter().filter(|component| component.side == Some(Side::External));
    let ids: Vec<&str> = outside.map(|component| component.id.as_str()).collect();
    let mut table = Table::new([
        Column::required("System"),
        Column::required("Responsibility"),
        Column::required("Our contact for it"),
    ]);
    for id in &ids {
        table.row(
            Some(id),
            [src.cell(id, "name"), src.cell(id, "responsibility"), src.cell(id, "accountable")],
        );
    }
    part.table(table);
}

fn standards(part: &mut Section, src: &Sources) {
    let of = |strength: Strength| -> Vec<String> {
        let standards = src.records.standards.iter().filter(|standard| standard.strength == Some(strength));
        standards
            .filter(|standard| standard.concern.choice() != Some(Concern::Other))
            .map(|standard| in_text(standard.concern.label()))
            .filter(|concern| !concern.is_empty())
            .collect()
    };
    let (mandated, free) = (of(Strength::Mandated), of(Strength::Free));
    let mut text = String::new();
    if !mandated.is_empty() {
        // A comma between two would set the second apart.
        let concerns = match mandated.as_slice() {
            [one, other] if other.contains(" and ") => format!("{one} as well as {other}"),
            all => phrases::series(all),
        };
        text = format!("One standard is mandated for {concerns}");
        text.push_str(&if free.is_empty() {
            ".".to_owned()
        } else {
            format!(". For {} each team chooses its own.", phrases::series(&free))
        });
    }
    part.paragraph(text);
    let fields = ["concern", "choice", "strength", "paved_road", "exception", "owner"];
    part.table(src.grid_of(Kind::Standard, &fields));
}

fn constraints(part: &mut Section, src: &Sources) {
    let mut coming: Vec<_> =
        src.records.constraints.iter().filter(|c| c.due.is_some_and(|due| due >= src.as_of)).collect();
    coming.sort_by_key(|constraint| constraint.due);
    if let Some(next) = coming.first() {
        // All of them: the column with the days goes when most constraints have none.
        let days: Vec<String> = coming
            .iter()
            .map(|c| format!("“{}” from {}", phrases::clause(&c.name), phrases::date(c.due)))
            .collect();
        part.paragraph_of(&next.id, format!("Still to come into force: {}.", phrases::series(&days)));
    }
    part.table(src.grid_of(Kind::Constraint, &["name", "kind", "demands", "concerns", "due", "owner"]));
}

fn out_of_scope(part: &mut Section, src: &Sources) {
    let excluded = src.records.user_groups.iter().filter(|group| group.excluded == Some(true));
    let names: Vec<&str> = excluded.map(|group| group.name.as_str()).collect();
    if !names.is_empty() {
        part.paragraph(format!("The platform does not serve {}.", phrases::or(&names)));
    }
    let lines = src.records.purpose.out_of_scope.iter().map(|line| src.answer(line));
    part.list(ListKind::Bullets, lines.map(|line| Text::from(phrases::sentence(line))));
}
