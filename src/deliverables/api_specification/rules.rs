//! The rules for every API: versions, deprecation, errors. What nobody discussed is marked as a default.

use crate::deliverables::contracts::leaving::{deprecation_header, earliest_sunset, sunset_header};
use crate::deliverables::contracts::problems::{self, USUAL};
use crate::deliverables::contracts::{proto, sheet::Sheet};
use crate::deliverables::document::{Column, ListKind, Section, Table, Text};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::sources::Sources;
use crate::workshop::records::{ApiStyle, VersionPlace};

use super::{rule_by_default, rules_on_calls};

/// The section.
pub fn rules(section: &mut Section, src: &Sources) {
    if src.sheets.is_empty() {
        return;
    }
    section.paragraph(
        Text::from("Every API keeps these rules. What is marked as ")
            .emphasis("default")
            .then(" was not discussed; it holds until the team says otherwise."),
    );
    section.part("versions", "Versions", |part| versions(part, src));
    section.part("deprecation", "Deprecation", |part| deprecation(part, src));
    section.part("errors", "Errors", |part| errors(part, src));
    section.part("limits", "Rate limits", |part| rules_on_calls::limits(part, src));
    section.part("repeats", "Retries and duplicates", |part| rules_on_calls::repeats(part, src));
    section.part("lists", "Lists", |part| rules_on_calls::lists(part, src));
    section.part("names", "Names", |part| rules_on_calls::names(part, src));
}

/// The first API of a style that has a contract.
pub fn first<'s, 'a>(src: &'s Sources<'a>, style: ApiStyle) -> Option<&'s Sheet<'a>> {
    src.sheets.iter().find(|sheet| sheet.style() == Some(style) && sheet.has_contract())
}

fn versions(part: &mut Section, src: &Sources) {
    let rules = &src.records.api_rules;
    let id = "api-rules";
    let rest = first(src, ApiStyle::Rest);
    let major = rest.map_or(1, |sheet| sheet.version.major);
    let place = match rules.version_place {
        Some(VersionPlace::Path) => {
            let text = Text::from("The major version stands in the path");
            match rest.map(Sheet::base).filter(|base| base.contains("://")) {
                Some(base) => text.then(": ").code(base).then("."),
                None => text.then(", as ").code(format!("/v{major}")).then("."),
            }
        }
        Some(VersionPlace::MediaType) => Text::from("The major version stands in the media type: ")
            .code(format!("Accept: application/json;version={major}"))
            .then("."),
        Some(VersionPlace::Header) => Text::from("The major version stands in a request header: ")
            .code(format!("API-Version: {major}"))
            .then("."),
        None => Text::new(),
    };
    part.paragraph_of(id, src.with_doubt(id, Some("version_place"), place));
    part.paragraph(rule_by_default(
        "A contract is versioned MAJOR.MINOR.PATCH: a breaking change raises the first number, an addition the \
         second, a correction the third",
    ));
    let mut others: Vec<Text> = Vec::new();
    if let Some(sheet) = first(src, ApiStyle::Grpc) {
        let package = proto::package(sheet).join(".");
        others.push(rule_by_default(
            Text::from("gRPC carries the major version in the package, as protobuf wants it: ").code(package),
        ));
    }
    if first(src, ApiStyle::Events).is_some() {
        others.push(rule_by_default(
            "A breaking change to an event takes a new topic; the old one is deprecated",
        ));
    }
    if first(src, ApiStyle::Graphql).is_some() {
        others.push(rule_by_default(
            Text::from("GraphQL has one schema without a major version; a field that goes is marked ")
                .code("@deprecated"),
        ));
    }
    part.list(ListKind::Bullets, others);
    let breaking: Vec<&str> =
        rules.breaking.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty()).collect();
    if !breaking.is_empty() {
        part.paragraph_of(id, src.with_doubt(id, Some("breaking"), "What counts as breaking:".into()));
        part.list(ListKind::Bullets, breaking.iter().map(|line| Text::from(phrases::sentence(line))));
    }
}

fn deprecation(part: &mut Section, src: &Sources) {
    let rules = &src.records.api_rules;
    let id = "api-rules";
    part.list(ListKind::Bullets, coming(src));
    let Some(months) = rules.notice_months else { return };
    let notice = format!(
        "From the day callers are told to the day a version stops answering, {} pass at least.",
        count(months as usize, "month", "months")
    );
    part.paragraph_of(id, src.with_doubt(id, Some("notice_months"), notice.into()));
    let measured = src.answer(&rules.use_measured);
    if !measured.is_empty() {
        let text = Text::new().strong("Use is measured by:").then(" ").then(phrases::sentence(measured));
        part.paragraph_of(id, src.with_doubt(id, Some("use_measured"), text));
    }
    part.paragraph(rule_by_default(
        "No version is switched off while somebody calls it who has not agreed to the date",
    ));
    part.paragraph(rule_by_default(
        Text::from("Each answer of a deprecated version says so. ")
            .code("Deprecation")
            .then(" (RFC 9745) is the day callers were told, in seconds since 1970; ")
            .code("Sunset")
            .then(
                " (RFC 8594) is the day it stops, as an HTTP date, and never earlier than the notice allows",
            ),
    ));
    let leaving = |sheet: &'_ Sheet<'_>| Some((sheet.api.deprecated_on?, sheet.sunset()?));
    let sheet = src.sheets.iter().find(|sheet| leaving(sheet).is_some());
    let dates = sheet.map_or_else(|| Some((src.as_of, earliest_sunset(src.as_of, months)?)), leaving);
    let Some((told, sunset)) = dates else { return };
    let lead = match sheet {
        Some(sheet) => super::link(sheet).then(format!(" was deprecated on {told} and sends:")),
        None => Text::from(format!("A version that is deprecated on {told} sends:")),
    };
    let next = sheet.and_then(Sheet::successor);
    let next = next.and_then(|next| src.sheets.iter().find(|other| other.api.id == next.id));
    part.paragraph(lead);
    let link =
        next.map(|next| format!("\nLink: <{}>; rel=\"successor-version\"", next.base())).unwrap_or_default();
    part.code(
        "http",
        &format!("Deprecation: {}\nSunset: {}{link}", deprecation_header(told), sunset_header(sunset)),
    );
}

/// The versions that are told to stop, the first to go first.
fn coming(src: &Sources) -> Vec<Text> {
    let days = src.sheets.iter().filter_map(|sheet| Some((sheet.sunset()?, sheet)));
    let mut days: Vec<_> = days.filter(|(day, _)| *day >= src.as_of).collect();
    days.sort_by_key(|(day, _)| *day);
    let told = days.into_iter().map(|(day, sheet)| {
        super::link(sheet).then(format!(" {} stops answering on {day}.", sheet.version.text))
    });
    told.collect()
}

fn errors(part: &mut Section, src: &Sources) {
    let has = |style| first(src, style).is_some();
    if let Some(sheet) = first(src, ApiStyle::Rest) {
        part.paragraph(
            Text::from("An HTTP API answers a problem with ")
                .code("application/problem+json")
                .then(" (RFC 9457). A caller tells problems apart by ")
                .code("type")
                .then(", which stays the same, and quotes ")
                .code("instance")
                .then(" when it asks for help."),
        );
        let told =
            sheet.calls.iter().flat_map(|call| problems::of_call(sheet, call)).flat_map(|(_, group)| group);
        if let Some(problem) = told.into_iter().find(|problem| problem.detail.is_some()) {
            part.code("json", &problem.body(sheet).pretty());
        }
    }
    if has(ApiStyle::Grpc) {
        part.paragraph(rule_by_default(
            Text::from("A gRPC API returns ")
                .code("google.rpc.Status")
                .then(" with a code of ")
                .code("google.rpc.Code")
                .then(", the reason in ")
                .code("ErrorInfo")
                .then(" and the time to wait in ")
                .code("RetryInfo"),
        ));
    }
    if has(ApiStyle::Graphql) {
        part.paragraph(rule_by_default(
            Text::from("A GraphQL API lists problems in ")
                .code("errors")
                .then(", each with a code in ")
                .code("extensions.code")
                .then("; data beside them is valid"),
        ));
    }
    let dead_letters = src.answer(&src.records.api_rules.dead_letters);
    if !dead_letters.is_empty() {
        let text = Text::new()
            .strong("Events that nobody can process:")
            .then(" ")
            .then(phrases::sentence(dead_letters));
        part.paragraph_of("api-rules", src.with_doubt("api-rules", Some("dead_letters"), text));
    }
    if !has(ApiStyle::Rest) && !has(ApiStyle::Grpc) {
        return;
    }
    part.paragraph(rule_by_default(
        "These problems can come from any operation. An API that says more about one of them lists it in its own part",
    ));
    let grpc = has(ApiStyle::Grpc);
    let mut columns = vec![Column::required("Problem"), Column::required("HTTP status")];
    if grpc {
        columns.push(Column::required("gRPC code"));
    }
    columns.push(Column::required("What the client does"));
    let mut table = Table::new(columns);
    for usual in USUAL.iter().filter(|usual| !usual.is_of_key()) {
        let mut cells = vec![Text::from(usual.title), Text::from(usual.status.to_string())];
        if grpc {
            cells.push(Text::new().code(usual.grpc));
        }
        cells.push(Text::from(usual.client));
        table.row(None, cells);
    }
    part.table(table);
}
