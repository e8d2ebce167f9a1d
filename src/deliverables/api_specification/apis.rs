//! One part for each API, in the team's order.

use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{CalloutKind, Column, Section, Table, Text};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::sources::Sources;
use crate::workshop::records::{ApiLifecycle, ApiStyle, Lifecycle};

use super::{calls, dependencies, facts, operations};

/// The section.
pub fn apis(section: &mut Section, src: &Sources) {
    if src.sheets.iter().any(|sheet| dependencies::are_known(src, sheet)) {
        section.paragraph(
            "Upstream of an API stands what its component connects to, downstream what connects to it. A \
             dependency is hard when the one that connects stops with the other. For events, \
             the table names producers and consumers.",
        );
    }
    for sheet in &src.sheets {
        section.part_of(&sheet.api.id, &sheet.name, |part| api(part, src, sheet));
    }
}

fn api(part: &mut Section, src: &Sources, sheet: &Sheet) {
    let id = sheet.api.id.as_str();
    let key = |name: &str| format!("{id}-{name}");
    let purpose = sentence(src.answer(&sheet.api.purpose.0));
    if !purpose.is_empty() {
        part.paragraph_of(id, Text::new().strong("Purpose:").then(" ").then(purpose));
    }
    part.paragraph(served(src, sheet));
    if let Some(text) = leaving(src, sheet) {
        part.callout(CalloutKind::Warning, text);
    } else if sheet.api.lifecycle == Some(ApiLifecycle::Proposed) {
        part.callout(
            CalloutKind::Note,
            format!("{} is proposed: nothing answers at its address yet.", sheet.name),
        );
    } else if let Some(component) = sheet.still_to_come() {
        let how = if component.lifecycle == Some(Lifecycle::Buy) { "bought" } else { "built" };
        part.callout(
            CalloutKind::Note,
            format!(
                "{}, which serves {}, is still to be {how}: nothing answers at its address before that.",
                component.name, sheet.name
            ),
        );
    }
    part.table(facts::facts(src, sheet));
    let heading = match sheet.style() {
        Some(ApiStyle::Events) => "Channels",
        Some(ApiStyle::Grpc) => "Procedures",
        Some(ApiStyle::Graphql) => "Queries and mutations",
        _ => "Operations",
    };
    part.part(&key("operations"), heading, |part| operations::table(part, src, sheet));
    part.part(&key("payloads"), "Payloads", |part| operations::payloads(part, src, sheet));
    part.part(&key("errors"), "Problems and what the client does", |part| errors(part, src, sheet));
    part.part(&key("dependencies"), "Upstream and downstream", |part| dependencies::of_api(part, src, sheet));
    part.part(&key("call"), "A call to copy", |part| calls::example(part, sheet));
}

/// Each line as a sentence of its own, in one paragraph.
fn sentence(text: &str) -> String {
    text.lines().map(phrases::sentence).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The business function and the consumers, by name.
fn served(src: &Sources, sheet: &Sheet) -> Text {
    let function = src.answer(&sheet.api.function);
    let consumers: Vec<&str> = sheet.consumers().iter().map(|team| team.name.as_str()).collect();
    let mut text = Text::new();
    if !function.is_empty() {
        text = text.strong("Business function:").then(format!(" {}.", phrases::clause(function)));
    }
    if !consumers.is_empty() {
        text = if function.is_empty() { text } else { text.then(" ") };
        text = text.strong("Consumers:").then(format!(" {}.", phrases::series(&consumers)));
    }
    text
}

fn leaving(src: &Sources, sheet: &Sheet) -> Option<Text> {
    if !sheet.is_deprecated() {
        return None;
    }
    let told = sheet
        .api
        .deprecated_on
        .map_or_else(|| "is deprecated".to_owned(), |day| format!("has been deprecated since {day}"));
    let stops = sheet.sunset().map(|day| format!(" and stops answering on {day}")).unwrap_or_default();
    let text = Text::from(format!("{} {told}{stops}.", sheet.name));
    let next = sheet.successor().and_then(|next| src.sheets.iter().find(|other| other.api.id == next.id));
    let consumers = sheet.consumers();
    Some(match next {
        Some(next) => {
            let who = match consumers.len() {
                0 => "Callers move".to_owned(),
                1 => "The team that calls it moves".to_owned(),
                number => format!("The {} that call it move", count(number, "team", "teams")),
            };
            text.then(format!(" {who} to ")).then(super::link(next)).then(".")
        }
        None => text,
    })
}

fn errors(part: &mut Section, src: &Sources, sheet: &Sheet) {
    let mut table = Table::new([
        Column::required("Problem"),
        Column::required("Code"),
        Column::required("What the client does"),
    ]);
    for trouble in &sheet.errors {
        let id = trouble.row.id.as_str();
        table.row(Some(id), [src.cell(id, "title"), src.cell(id, "code"), src.cell(id, "client_does")]);
    }
    part.table(table);
}
