//! The catalogue of APIs by category, and how one finds the right one.

use std::collections::BTreeSet;

use crate::deliverables::coming;
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;

/// The section.
pub fn catalogue(section: &mut Section, src: &Sources) {
    let mut table = Table::new([
        Column::required("API"),
        Column::required("Business function"),
        Column::required("Category"),
        Column::required("Style"),
        Column::required("Version"),
        Column::required("Lifecycle"),
        Column::required("Owner"),
        Column::required("Contract"),
    ]);
    for sheet in by_shelf(src) {
        let id = sheet.api.id.as_str();
        let said = |field| src.cell(id, field);
        let version = if sheet.version.given {
            src.with_doubt(id, Some("version"), Text::from(sheet.version.text.as_str()))
        } else {
            super::by_default(sheet.version.text.as_str())
        };
        let name = src.with_doubt(id, None, super::link(sheet));
        table.row(
            Some(id),
            [
                name,
                said("function"),
                said("category"),
                said("style"),
                version,
                said("lifecycle"),
                said("owner"),
                super::contract(src, sheet),
            ],
        );
    }
    let contracts = src.sheets.iter().filter(|sheet| sheet.has_contract()).count();
    if contracts > 0 {
        let told = if contracts == src.sheets.len() {
            "Each API has a contract beside this document; where the two differ, the contract is right."
                .to_owned()
        } else {
            format!(
                "{} beside this document: {} of {} APIs.",
                phrases::by_number(contracts, "A contract stands", "Contracts stand"),
                contracts,
                src.sheets.len()
            )
        };
        section.paragraph(told);
    }
    section.table(table);
    section.part("find", "Find an API", |part| find(part, src));
}

/// The APIs shelf by shelf: shelves in the order the team named them, then as they come.
fn by_shelf<'s, 'a>(src: &'s Sources<'a>) -> Vec<&'s Sheet<'a>> {
    let shelves = shelves(src);
    let mut sheets: Vec<&Sheet> = src.sheets.iter().collect();
    sheets.sort_by_key(|sheet| shelves.iter().position(|shelf| same(shelf, sheet.category())));
    sheets
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn shelves<'s>(src: &'s Sources) -> Vec<&'s str> {
    let named = src.records.finding.categories.iter().map(String::as_str);
    let mut shelves: Vec<&str> = Vec::new();
    for shelf in named.chain(src.sheets.iter().map(Sheet::category)) {
        if !src.answer(shelf).is_empty() && !shelves.iter().any(|known| same(known, shelf)) {
            shelves.push(shelf);
        }
    }
    shelves
}

fn find(part: &mut Section, src: &Sources) {
    if src.sheets.is_empty() {
        return;
    }
    let finding = &src.records.finding;
    let mut told: Vec<String> = Vec::new();
    let used: BTreeSet<String> = src
        .sheets
        .iter()
        .map(|sheet| sheet.category().trim().to_lowercase())
        .filter(|shelf| !shelf.is_empty())
        .collect();
    if used.len() > 1 {
        told.push(format!("{} APIs stand in {} categories.", src.sheets.len(), used.len()));
    }
    let catalogue = src.answer(&finding.catalogue);
    if !catalogue.is_empty() {
        let (is, end) = if coming::catalogue(src) { ("is to be", ", which is planned") } else { ("is", "") };
        told.push(format!("The living catalogue {is} {}{end}.", phrases::clause(catalogue)));
    }
    told.extend(
        [&finding.search, &finding.related]
            .map(|text| src.answer(text))
            .iter()
            .filter(|t| !t.is_empty())
            .map(|t| phrases::sentence(t)),
    );
    let fresh = src.person(&finding.fresh);
    if !fresh.is_empty() {
        told.push(format!("{fresh} keeps it true."));
    }
    part.paragraph_of("finding", told.join(" "));
    let mut table = Table::new([
        Column::required("Category"),
        Column::required("APIs"),
        Column::required("What the business does with them"),
        Column::required("Related, on other shelves"),
    ]);
    for shelf in shelves(src) {
        let on: Vec<&Sheet> = src.sheets.iter().filter(|sheet| same(sheet.category(), shelf)).collect();
        if on.is_empty() {
            continue;
        }
        let functions: Vec<&str> =
            on.iter().map(|sheet| src.answer(&sheet.api.function)).filter(|f| !f.is_empty()).collect();
        table.row(
            None,
            [
                Text::from(shelf),
                super::links(on.iter().copied()),
                Text::from(functions.join("; ")),
                super::links(related(src, &on)),
            ],
        );
    }
    part.table(table);
    let empty: Vec<&str> = shelves(src)
        .into_iter()
        .filter(|shelf| !src.sheets.iter().any(|sheet| same(sheet.category(), shelf)))
        .collect();
    if !empty.is_empty() {
        part.paragraph(format!(
            "{} still {} an API: {}.",
            count(empty.len(), "shelf", "shelves"),
            phrases::by_number(empty.len(), "lacks", "lack"),
            phrases::series(&empty)
        ));
    }
    let sitemap = src.answer(&finding.sitemap);
    if !sitemap.is_empty() {
        let text = Text::new().strong("Public surface:").then(" ").then(phrases::sentence(sitemap));
        part.paragraph_of("finding", text);
    }
}

/// APIs elsewhere that call or feed those of a shelf, are called or fed by them, or succeed them.
fn related<'s, 'a>(src: &'s Sources<'a>, on: &[&'s Sheet<'a>]) -> Vec<&'s Sheet<'a>> {
    let canvas = Canvas::of(src.records);
    let mut found: Vec<&Sheet> = Vec::new();
    for sheet in on {
        let component = sheet.api.component.id().unwrap_or_default();
        let near: Vec<&str> = canvas
            .depends_on(component)
            .iter()
            .chain(&canvas.used_by(component))
            .map(|row| row.id.as_str())
            .chain([component])
            .collect();
        for other in &src.sheets {
            let elsewhere = !on.iter().any(|known| known.api.id == other.api.id);
            let close = other.api.component.id().is_some_and(|id| near.contains(&id));
            let follows = sheet.api.successor.id() == Some(other.api.id.as_str());
            if elsewhere && (close || follows) && !found.iter().any(|known| known.api.id == other.api.id) {
                found.push(other);
            }
        }
    }
    found
}
