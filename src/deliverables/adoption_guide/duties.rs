//! Who does what, who owns a component, whom to call and what support covers.

use crate::deliverables::document::{Column, ListKind, Section, Table, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{Kind, Offer};

/// Shared responsibility, by activity and by capability.
pub fn who_does_what(section: &mut Section, src: &Sources) {
    let told = src
        .records
        .responsibilities
        .iter()
        .filter(|row| !src.answer(&row.platform).is_empty() || !src.answer(&row.product).is_empty());
    let told = told.map(|row| row.id.as_str());
    section.table(src.grid(Kind::Responsibility, told, &["activity", "platform", "product"]));
    section.part("capabilities", "For each capability", |part| {
        let offered = src.records.capabilities.iter().filter(|capability| {
            matches!(capability.offer, Some(Offer::Offered | Offer::Planned | Offer::Bought))
                && !src.answer(&capability.team_does).is_empty()
        });
        let mut table = Table::new([
            Column::required("Capability"),
            Column::required("Your team"),
            Column::required("The platform"),
            Column::required("Neither may"),
            Column::required("Offer"),
        ]);
        for capability in offered {
            let said = |field| src.cell(&capability.id, field);
            table.row(
                Some(&capability.id),
                [said("name"), said("team_does"), said("platform_does"), said("neither"), said("offer")],
            );
        }
        part.table(table);
    });
}

/// Who answers for each component, and who is responsible, accountable, consulted and informed.
pub fn ownership(section: &mut Section, src: &Sources) {
    let components = &src.records.components;
    let mut table = Table::new([
        Column::required("Component"),
        Column::required("Team"),
        Column::required("Accountable"),
        Column::required("Backup"),
        Column::required("Channel"),
        Column::required("Hours"),
    ]);
    for component in components {
        let team = component.owner.id().unwrap_or_default();
        let said = |field| src.cell(&component.id, field);
        table.row(
            Some(&component.id),
            [
                said("name"),
                said("owner"),
                said("accountable"),
                said("backup"),
                src.cell(team, "channel"),
                src.cell(team, "hours"),
            ],
        );
    }
    let covered =
        components.iter().filter(|c| c.backup.is_some() && c.backup.id() != c.accountable.id()).count();
    if components.len() > 1 && covered > 0 {
        section.paragraph(if covered == components.len() {
            format!("Each of the {covered} components has one accountable person and a backup who is somebody else.")
        } else {
            format!("{covered} of {} components have a backup who is somebody else.", components.len())
        });
    }
    section.table(table);
    section.part("raci", "Responsible and accountable", |part| {
        let fields = ["activity", "responsible", "accountable", "consulted", "informed"];
        part.table(src.grid_of(Kind::Responsibility, &fields));
    });
}

/// Whom to call, and how fast they answer.
pub fn escalation(section: &mut Section, src: &Sources) {
    let severities = &src.records.escalations;
    if let Some(worst) = severities.first()
        && let Some(response) = worst.response
    {
        let lines: Vec<String> = [&worst.first, &worst.second, &worst.third]
            .iter()
            .map(|line| match (Kind::of_id(line.id().unwrap_or_default()), src.title(line)) {
                // “By Platform team first” lacks an article.
                (Some(Kind::Team), name) if name.ends_with(" team") => format!("the {name}"),
                (_, name) => name,
            })
            .filter(|name| !name.is_empty())
            .collect();
        let effect = phrases::clause(src.answer(&worst.effect));
        let mut text = format!("{} is answered within {response}", src.answer(&worst.severity));
        if lines.len() > 1 {
            text.push_str(&format!(", by {} first, then by {}", lines[0], phrases::series(&lines[1..])));
        }
        if !effect.is_empty() {
            text.push_str(&format!(". It means: {effect}"));
        }
        section.paragraph_of(&worst.id, format!("{text}."));
    }
    section.table(src.grid_of(
        Kind::Escalation,
        &["severity", "effect", "first", "second", "third", "response", "channel"],
    ));
}

/// Where to ask, when, and for what.
pub fn support(section: &mut Section, src: &Sources) {
    let support = &src.records.support;
    let id = "support";
    let (channel, hours) = (src.answer(&support.channel), src.answer(&support.hours));
    let mut text = Text::new();
    if !channel.is_empty() {
        text = text.then("Ask in ").then(phrases::clause(channel)).then(".");
    }
    if !hours.is_empty() {
        text = text.then(format!(" Hours: {}", phrases::sentence(&phrases::inner(hours))));
    }
    section.paragraph_of(id, text);
    let list = |lines: &[String]| -> Vec<Text> {
        let answered = lines.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty());
        answered.map(|line| Text::from(phrases::sentence(line))).collect()
    };
    section.part("supported", "Supported", |part| part.list(ListKind::Bullets, list(&support.covered)));
    section.part("not-supported", "Not supported", |part| {
        part.list(ListKind::Bullets, list(&support.not_covered));
    });
}
