//! Reusable core services: what repeats, what is worth sharing, what is done about it, and where the line runs.

use super::leverage;
use crate::deliverables::document::{Column, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions;
use crate::deliverables::sources::{Sources, columns};
use crate::workshop::cost;
use crate::workshop::leverage as found;
use crate::workshop::records::{Capability, Kind, Offer, Pain, Row, number_of};
use crate::workshop::sourcing::usable;
use crate::workshop::value::ChoiceSet;

/// The section.
pub fn core_services(section: &mut Section, src: &Sources) {
    section.paragraph(offers(src));
    section.paragraph(relief(src));
    section.paragraph(burden(src));
    let mut rows: Vec<&Row<Capability>> = src.records.capabilities.iter().collect();
    rows.sort_by_key(|capability| capability.domain.choice().map_or(usize::MAX, ChoiceSet::index));
    let fields = ["domain", "name", "offer", "sourcing", "reason", "condition", "owner"];
    let mut heads = columns(Kind::Capability, &fields);
    heads.push(Column::optional("Decision"));
    let mut table = Table::new(heads);
    let undecided =
        |c: &Row<Capability>| c.offer.is_none() && c.sourcing.is_none() && src.answer(&c.reason).is_empty();
    let open: Vec<&str> = rows.iter().filter(|c| undecided(c)).map(|c| phrases::clause(&c.name)).collect();
    if open.len() < rows.len() {
        rows.retain(|c| !undecided(c));
    }
    for capability in rows {
        let decisions = src.records.decisions.iter().filter(|d| d.capability.id() == Some(&capability.id));
        let links = decisions.map(|decision| {
            let number = number_of(&decision.id).to_string();
            Text::new().link(format!("No. {number}"), Target::Heading(decision.id.clone()))
        });
        let cells = fields.iter().map(|field| src.cell(&capability.id, field));
        table.row(Some(&capability.id), cells.chain([Text::join(links, ", ")]));
    }
    section.table(table);
    if !open.is_empty() && !section.is_empty() {
        section.paragraph(format!("Not decided yet: {}.", phrases::series(&open)));
    }
    section.part("arrivals", "When each can be used", |part| arrivals(part, src));
    section.part("repetition", "What teams keep building", |part| repetition(part, src));
    section.part("ranking", "What is worth sharing first", |part| leverage::ranking(part, src));
}

/// What all of it takes, by the estimates: to make it, and to move onto it.
fn burden(src: &Sources) -> String {
    let wanted = |c: &&Row<Capability>| matches!(c.offer, Some(Offer::Planned | Offer::Bought));
    let wanted: Vec<_> = src.records.capabilities.iter().filter(wanted).collect();
    let efforts: Vec<f64> = wanted.iter().filter_map(|capability| capability.effort).collect();
    if efforts.len() < 2 {
        return String::new();
    }
    let known = if efforts.len() == wanted.len() {
        "What is planned or bought takes".to_owned()
    } else {
        format!("{} of {} that are planned or bought are estimated; they take", efforts.len(), wanted.len())
    };
    let mut text = format!("{known} {} person-months in all", phrases::tenths(efforts.iter().sum()));
    let days: f64 = src.records.migrations.iter().filter_map(|row| row.effort).sum();
    if days > 0.0 {
        text.push_str(&format!(", and the teams another {} person-days to move", phrases::tenths(days)));
    }
    text.push('.');
    text
}

/// From when teams can use what is to be built or bought, beside the day on which the first of them moves.
fn arrivals(part: &mut Section, src: &Sources) {
    let mut table = Table::new([
        Column::required("Capability"),
        Column::required("Component"),
        Column::required("Decided"),
        Column::required("First use after"),
        Column::required("Can be used from"),
        Column::optional("First team moves"),
    ]);
    let mut coming: Vec<_> =
        src.records.components.iter().filter_map(|one| usable(src.records, one)).collect();
    coming.sort_by_key(|usable| usable.from);
    for usable in coming {
        let id = &usable.component.id;
        let moves = src.records.migrations.iter().filter(|row| row.to.id() == Some(id.as_str()));
        let first = moves.filter_map(|row| Some((row.starts?, row))).min_by_key(|(starts, _)| *starts);
        let first = first.map(|(starts, row)| format!("{starts} ({})", src.title(&row.team)));
        table.row(
            Some(id),
            [
                src.title(&usable.component.capability).into(),
                src.cell(id, "name"),
                usable.decided.to_string().into(),
                src.cell(&usable.option.id, "first_use"),
                usable.from.to_string().into(),
                first.into(),
            ],
        );
    }
    part.table(table);
}

/// What all of it does about the pains: the hours it takes away, and the pains it leaves.
fn relief(src: &Sources) -> String {
    let removed = |pain: &str| {
        let mut invested = src.records.capabilities.iter().filter(|c| c.offer != Some(Offer::Teams));
        invested.any(|capability| capability.pains.ids().iter().any(|id| id == pain))
    };
    let costed: Vec<(&Row<Pain>, f64)> = cost::ranked(src.records)
        .into_iter()
        .filter_map(|(pain, cost)| Some((pain, (cost?.hours_week * 10.0).round() / 10.0)))
        .collect();
    let (eased, left): (Vec<_>, Vec<_>) = costed.iter().partition(|(pain, _)| removed(&pain.id));
    if eased.is_empty() {
        return String::new();
    }
    let hours = |pains: &[&(&Row<Pain>, f64)]| pains.iter().map(|(_, hours)| hours).sum::<f64>();
    let all = hours(&eased) + hours(&left);
    if left.is_empty() {
        return format!(
            "Each of the {} hours lost a week belongs to a pain that one of them removes or eases.",
            phrases::tenths(all)
        );
    }
    let names: Vec<&str> = left.iter().map(|(pain, _)| phrases::clause(&pain.name)).collect();
    format!(
        "They remove or ease pains that cost {} of the {} hours lost a week. Nothing here touches {}.",
        phrases::tenths(hours(&eased)),
        phrases::tenths(all),
        phrases::quoted(&names)
    )
}

fn offers(src: &Sources) -> String {
    let all = &src.records.capabilities;
    let of = |offer: Offer| -> Vec<&str> {
        all.iter().filter(|c| c.offer == Some(offer)).map(|c| c.name.as_str()).collect()
    };
    let (offered, planned, bought) = (of(Offer::Offered), of(Offer::Planned), of(Offer::Bought));
    let (manual, teams) = (of(Offer::Manual), of(Offer::Teams));
    let answered =
        [&offered, &planned, &bought, &manual, &teams].iter().map(|names| names.len()).sum::<usize>();
    if answered == 0 {
        return String::new();
    }
    let mut parts: Vec<String> = [
        (&offered, "offered today"),
        (&planned, "planned"),
        (&bought, "bought"),
        (&manual, "done by hand for now"),
        (&teams, "left to the teams"),
    ]
    .iter()
    .filter(|(names, _)| !names.is_empty())
    .map(|(names, words)| format!("{} {words}", names.len()))
    .collect();
    if answered < all.len() {
        parts.push(format!("{} not decided yet", all.len() - answered));
    }
    let mut text = format!("Of {}, {}.", count(all.len(), "capability", "capabilities"), are(&parts));
    if answered == all.len() && questions::missing_domains(src).is_empty() {
        text.push_str(
            " They cover all 13 capability domains of the CNCF Platforms White Paper, feature flags and \
             configuration.",
        );
    }
    text
}

/// `3 are offered today, 2 planned and 1 bought`.
fn are(parts: &[String]) -> String {
    let Some((first, rest)) = parts.split_first() else { return String::new() };
    let (number, words) = first.split_once(' ').unwrap_or((first, ""));
    let verb = if number == "1" { "is" } else { "are" };
    let first = format!("{number} {verb} {words}");
    phrases::series(&std::iter::once(first).chain(rest.iter().cloned()).collect::<Vec<_>>())
}

fn repetition(part: &mut Section, src: &Sources) {
    let repeated = found::repetition(src.records);
    let Some((top, times)) = repeated.first() else { return };
    let teams = src.titles(&top.built_by);
    let still = phrases::clause(src.answer(&top.still_to_write));
    let mut text = format!(
        "“{}” has been built {times} times, by {}.",
        phrases::clause(&top.name),
        phrases::series(&teams)
    );
    if !still.is_empty() {
        text.push_str(&format!(" Once it is shared, a new feature still has to write: {still}."));
    }
    part.paragraph_of(&top.id, text);
    let ids = repeated.iter().map(|(capability, _)| capability.id.as_str());
    part.table(src.grid(Kind::Capability, ids, &["name", "built_by", "waiting", "pains", "still_to_write"]));
}

/// Where the line between platform and product teams runs.
pub fn boundaries(section: &mut Section, src: &Sources) {
    let drawn: Vec<&Row<Capability>> = src
        .records
        .capabilities
        .iter()
        .filter(|c| {
            [&c.platform_does, &c.team_does, &c.neither].iter().any(|text| !src.answer(text).is_empty())
        })
        .collect();
    if drawn.is_empty() {
        return;
    }
    let all = src.records.capabilities.len();
    let whole = drawn.len() == all;
    section.paragraph(if whole && all > 1 {
        format!("The line is drawn for all {all} capabilities.")
    } else {
        format!("The line is drawn for {} of {}.", drawn.len(), count(all, "capability", "capabilities"))
    });
    let ids = || drawn.iter().map(|capability| capability.id.as_str());
    section.table(src.grid(Kind::Capability, ids(), &["name", "platform_does", "team_does", "neither"]));
    section.part("crossing", "How teams call a capability and move to it", |part| {
        let told =
            drawn.iter().filter(|c| !src.answer(&c.contract).is_empty() || !src.answer(&c.path).is_empty());
        let told: Vec<&str> = told.map(|capability| capability.id.as_str()).collect();
        let missing = drawn.len() - told.len();
        if missing > 0 && !told.is_empty() {
            part.paragraph(format!(
                "{} {} neither a contract idea nor a migration path yet.",
                phrases::opening(missing, "capability", "capabilities"),
                by_number(missing, "has", "have")
            ));
        }
        part.table(src.grid(Kind::Capability, told, &["name", "contract", "path"]));
    });
}
