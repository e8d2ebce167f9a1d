//! What one has to know about an API, in one table: authentication and authorization apart, limits, service
//! level, data.

use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{Column, Table, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;
use crate::workshop::doomsday::needed_sooner;
use crate::workshop::records::{ApiStyle, Limit};
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::in_text;

/// The table.
pub fn facts(src: &Sources, sheet: &Sheet) -> Table {
    let id = sheet.api.id.as_str();
    let said = |field| src.cell(id, field);
    let mut table = Table::new([Column::required("Fact"), Column::required("Answer")]);
    let mut line = |label: &str, answer: Text| {
        if !answer.is_blank() {
            table.row(Some(id), [Text::from(label), answer]);
        }
    };
    line("Version", src.with_doubt(id, Some("version"), version(sheet)));
    line("Contract", super::contract(src, sheet));
    line("Owner", said("owner"));
    line("Contact", said("contact"));
    line("Served by", said("component"));
    line("Address", address(src, sheet));
    line("Authentication", said("authentication"));
    line("Issuer", said("issuer"));
    line("Credential lifetime", said("token_life"));
    line("Authorization", scopes(sheet));
    line("Rate limit", src.with_doubt(id, Some("rate_limit"), sheet.rate_limit_told().into()));
    line("Retries", said("idempotency"));
    line("Service level", said("availability"));
    line("Data class", said("data_class"));
    line("Personal data", said("personal_data"));
    line("Retention", said("retention"));
    line("What runs out", limits(src, sheet));
    table
}

fn version(sheet: &Sheet) -> Text {
    let life = sheet.api.lifecycle.map(|life| format!(", {}", in_text(life.label()))).unwrap_or_default();
    let text = Text::from(format!("{}{life}", sheet.version.text));
    if sheet.version.given { text } else { super::by_default(text) }
}

/// The addresses that calls go to; of a REST API those in its contract.
fn address(src: &Sources, sheet: &Sheet) -> Text {
    let bases = if sheet.style() == Some(ApiStyle::Rest) { sheet.bases() } else { sheet.addresses() };
    let several = bases.len() > 1;
    let mut words = Text::new();
    for (at, base) in bases.into_iter().enumerate() {
        words = words.then(if at > 0 { "; " } else { "" }).code(base.text);
        if let Some(region) = base.region.filter(|_| several) {
            words = words.then(format!(" for {region}"));
        }
    }
    src.with_doubt(&sheet.api.id, Some("server"), words)
}

/// Every scope that an operation asks for.
fn scopes(sheet: &Sheet) -> Text {
    let mut scopes: Vec<&str> = Vec::new();
    for scope in sheet.calls.iter().flat_map(|call| &call.scopes) {
        if !scopes.contains(&scope.as_str()) {
            scopes.push(scope);
        }
    }
    if scopes.is_empty() {
        return Text::new();
    }
    Text::from("By scope: ").then(Text::join(scopes.into_iter().map(|scope| Text::new().code(scope)), ", "))
}

/// Limits of the component behind it, and of what that cannot go on without, with the last day to start on each.
fn limits(src: &Sources, sheet: &Sheet) -> Text {
    let Some(component) = sheet.component() else { return Text::new() };
    let canvas = Canvas::of(src.records);
    let stops_with = |limit: &Limit| {
        limit.component.id().is_some_and(|id| canvas.waiting_for(id).0.contains(&component.id.as_str()))
    };
    let here = src.forecasts.iter().filter(|(limit, _)| stops_with(limit));
    let dated = here.filter_map(|(limit, outcome)| {
        let forecast = outcome.as_ref().ok()?;
        let name = phrases::clause(&limit.name);
        let owner = src.person(&limit.owner);
        let start = needed_sooner(src.records, limit, forecast).map_or(forecast.last_start, |by| by.start);
        let last = match (start < src.as_of, owner.is_empty()) {
            (true, true) => format!("the last day to start on it was {start}"),
            (true, false) => format!("the last day for {owner} to start on it was {start}"),
            (false, true) => format!("the last day to start on it is {start}"),
            (false, false) => format!("{owner} starts on it by {start}"),
        };
        Some(Text::from(format!("{name} on {}; {last}", forecast.run_out)))
    });
    Text::join(dated, ". ")
}
