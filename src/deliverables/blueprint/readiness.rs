//! How ready the organisation is, who treats the platform as a product, and the qualities nobody asks for.

use super::drawings;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions;
use crate::deliverables::sources::Sources;
use crate::workshop::maturity::{self, Profile, level_number};
use crate::workshop::records::{Kind, Research, Roadmap};
use crate::workshop::value::ChoiceSet;

/// The section.
pub fn readiness(section: &mut Section, src: &Sources) {
    let profile = maturity::profile(src.session);
    if profile.iter().any(|aspect| aspect.level.is_some()) {
        section.paragraph(lowest(&profile));
    }
    let disputed: Vec<&str> = profile.iter().filter(|p| p.disagrees()).map(|p| p.aspect.label()).collect();
    if !disputed.is_empty() {
        section.paragraph(format!(
            "The private scores for {} were two levels apart or more.",
            phrases::series(&disputed).to_lowercase()
        ));
    }
    section.chart(None, drawings::readiness(src, &profile));
    section.table(table(src, &profile));
    if profile.iter().any(|aspect| aspect.level.is_some()) {
        section.paragraph(
            "Aspects and levels follow the CNCF Platform Engineering Maturity Model, with governance added. Each \
             aspect stands for itself: an average would hide the weakest.",
        );
    }
    section.part("product", "The platform as a product", |part| product(part, src));
}

fn lowest(profile: &[Profile]) -> String {
    let levels: Vec<u8> = profile.iter().filter_map(|aspect| aspect.level).map(level_number).collect();
    let Some(low) = levels.iter().min() else { return String::new() };
    let at_lowest: Vec<String> = profile
        .iter()
        .filter(|aspect| aspect.level.map(level_number) == Some(*low))
        .map(|aspect| aspect.aspect.label().to_lowercase())
        .collect();
    let moving = profile
        .iter()
        .filter(|aspect| aspect.target.zip(aspect.level).is_some_and(|(target, level)| target > level))
        .count();
    let mut text = if at_lowest.len() == profile.len() {
        format!("All {} aspects stand at level {low}.", profile.len())
    } else {
        format!(
            "The weakest {} {}, at level {low}.",
            by_number(at_lowest.len(), "aspect is", "aspects are"),
            phrases::series(&at_lowest)
        )
    };
    if moving > 0 {
        text.push_str(&if moving == profile.len() {
            format!(" All {moving} aspects are to move up a level.")
        } else {
            format!(" {} to move up.", count(moving, "aspect is", "aspects are"))
        });
    }
    text
}

fn table(src: &Sources, profile: &[Profile]) -> Table {
    let mut table = Table::new([
        Column::required("Aspect"),
        Column::required("Today"),
        Column::required("Target"),
        Column::optional("Scores"),
        Column::required("Evidence"),
        Column::required("Next step"),
        Column::required("Owner"),
        Column::required("By"),
    ]);
    for aspect in profile {
        let record = aspect.record.as_deref().unwrap_or_default();
        let scores = aspect
            .spread
            .map(|(low, high)| if low == high { format!("all {low}") } else { format!("{low} to {high}") });
        let level = |field: &str| src.cell(record, field);
        let row = [
            Text::from(aspect.aspect.label()),
            level("level"),
            level("target"),
            scores.into(),
            level("evidence"),
            level("next_step"),
            level("owner"),
            level("due"),
        ];
        if row[1..].iter().any(|cell| !cell.is_blank()) {
            table.row(aspect.record.as_deref(), row);
        }
    }
    table
}

fn product(part: &mut Section, src: &Sources) {
    let ownership = &src.records.ownership;
    let owner = src.person(&ownership.product_owner);
    let mut said: Vec<String> = Vec::new();
    if !owner.is_empty() {
        said.push(match ownership.accountable {
            Some(true) => format!("{owner} owns the platform as a product and answers for its adoption."),
            Some(false) => {
                format!("{owner} owns the platform as a product, but does not answer for its adoption.")
            }
            None => format!("{owner} owns the platform as a product."),
        });
    }
    let sponsor = src.person(&ownership.sponsor);
    if !sponsor.is_empty() {
        said.push(format!("{sponsor} pays for it and defends it."));
    }
    said.extend(ownership.roadmap.map(|roadmap| {
        match roadmap {
            Roadmap::Nowhere => "There is no roadmap.",
            Roadmap::Private => "A roadmap exists, but only the platform team sees it.",
            Roadmap::Published => "The roadmap is published to its users.",
        }
        .to_owned()
    }));
    said.extend(ownership.research.map(|research| {
        match research {
            Research::Nothing => "Nobody asks the users what they need.",
            Research::AdHoc => "Users are heard when they complain.",
            Research::Regular => "Users are interviewed or surveyed regularly.",
        }
        .to_owned()
    }));
    part.paragraph_of("ownership", said.join(" "));
}

/// Targets for what users only notice when it fails.
pub fn quality(section: &mut Section, src: &Sources) {
    let qualities = &src.records.qualities;
    if qualities.is_empty() {
        return;
    }
    let mut text = if qualities.len() == 1 {
        "This target covers something users notice only when it fails.".to_owned()
    } else {
        format!(
            "{} targets cover what users notice only when it fails.",
            phrases::first_large(&phrases::number(qualities.len()))
        )
    };
    let missing: Vec<String> =
        questions::missing_qualities(src).iter().map(|kind| kind.label().to_lowercase()).collect();
    if !missing.is_empty() {
        text.push_str(&format!(" None of them is about {} yet.", phrases::or(&missing)));
    }
    section.paragraph(text);
    section.table(
        src.grid_of(Kind::Quality, &["name", "kind", "indicator", "target", "window", "today", "owner"]),
    );
    section.part("scenarios", "When something changes", |part| {
        let told = qualities.iter().filter(|quality| !src.answer(&quality.scenario).is_empty());
        let told: Vec<&str> = told.map(|quality| quality.id.as_str()).collect();
        part.table(src.grid(Kind::Quality, told, &["name", "scenario"]));
    });
}
