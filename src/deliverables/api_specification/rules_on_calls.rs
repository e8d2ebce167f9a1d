//! The rules on single calls: limits, repeats, lists and names.

use crate::deliverables::contracts::problems::USUAL;
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::contracts::types::Base;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{ApiStyle, Method};

use super::rules::first;
use super::{lead_by_default, rule_by_default};

/// What happens above a limit.
pub fn limits(part: &mut Section, src: &Sources) {
    if !src.sheets.iter().any(|sheet| sheet.rate_limit_told().is_some()) {
        return;
    }
    let mut text = Text::from(
        "Each API states its limit as a number, a window and what is counted. Above it an HTTP API answers 429 with ",
    )
    .code("Retry-After")
    .then(", the seconds to wait");
    if first(src, ApiStyle::Grpc).is_some() {
        text = text.then("; a gRPC API returns ").code("RESOURCE_EXHAUSTED").then(" with ").code("RetryInfo");
    }
    part.paragraph(text.then("."));
    let http = |sheet: &&Sheet| sheet.style() == Some(ApiStyle::Rest);
    let Some(sheet) = src.sheets.iter().filter(http).find(|sheet| sheet.rate_limit_told().is_some()) else {
        return;
    };
    let (policy, _) = sheet.rate_limit_fields().unwrap_or_default();
    let wait = sheet.rate_window_seconds().unwrap_or(60).min(3600);
    part.paragraph(rule_by_default(
        Text::from("What is left stands in ")
            .code("RateLimit")
            .then(" and ")
            .code("RateLimit-Policy")
            .then(
                ". Both follow an IETF draft (draft-ietf-httpapi-ratelimit-headers) and may still change, so a client \
                 takes them as a hint",
            ),
    ));
    part.paragraph(Text::from("A refused call to ").then(super::link(sheet)).then(":"));
    part.code(
        "http",
        &format!(
            "HTTP/1.1 429 Too Many Requests\nContent-Type: application/problem+json\nRetry-After: {wait}\n\
             RateLimit-Policy: {policy}\nRateLimit: \"default\";r=0;t={wait}"
        ),
    );
}

/// How a call is repeated safely, and how events are.
pub fn repeats(part: &mut Section, src: &Sources) {
    let keyless = |sheet: &&Sheet| {
        sheet.style() == Some(ApiStyle::Rest)
            && sheet.calls.iter().any(|call| call.method == Method::Post && !sheet.takes_key(call))
    };
    let without: Vec<&Sheet> = src.sheets.iter().filter(keyless).collect();
    let keyed: Vec<_> =
        src.sheets.iter().filter(|sheet| sheet.calls.iter().any(|call| sheet.takes_key(call))).collect();
    if !keyed.is_empty() {
        let text = Text::from("A POST carries an ")
            .code("Idempotency-Key")
            .then(if without.is_empty() {
                " of the caller's choice (IETF draft)"
            } else {
                " of the caller's choice (IETF draft), with the exceptions below"
            })
            .then(". With the same key a repeat changes nothing and returns the first answer.");
        part.paragraph(match src.records.api_rules.key_kept {
            Some(kept) => src.with_doubt(
                "api-rules",
                Some("key_kept"),
                text.then(format!(" A key is kept for {kept} unless an API says otherwise.")),
            ),
            None => text,
        });
        let mut table = Table::new([
            Column::required("Problem with a key"),
            Column::required("HTTP status"),
            Column::required("What the client does"),
        ]);
        for usual in USUAL.iter().filter(|usual| usual.is_of_key()) {
            table.row(
                None,
                [Text::from(usual.title), Text::from(usual.status.to_string()), Text::from(usual.client)],
            );
        }
        part.table(table);
    }
    for sheet in without {
        let said = src.answer(&sheet.api.idempotency);
        let said = if said.trim_end_matches('.').eq_ignore_ascii_case("none") { "" } else { said };
        let exception = super::link(sheet).then(" is an exception and knows no keys.");
        part.paragraph_of(
            &sheet.api.id,
            if said.is_empty() { exception } else { exception.then(" ").then(phrases::sentence(said)) },
        );
    }
    if first(src, ApiStyle::Events).is_some() {
        part.paragraph(rule_by_default(
            "An event may arrive twice: a consumer drops the duplicate by its id. Order holds only within the \
             ordering key that the API names",
        ));
    }
}

/// How lists come.
pub fn lists(part: &mut Section, src: &Sources) {
    let lists = src.sheets.iter().find_map(|sheet| {
        let listed = sheet.calls.iter().filter(|call| call.list).filter_map(|call| call.response);
        Some((sheet, listed.into_iter().find(|id| !sheet.is_page(id))?))
    });
    let Some((sheet, payload)) = lists else { return };
    let name = sheet.body(payload).map(|body| body.name.clone()).unwrap_or_default();
    let (size, token) = (sheet.in_case("page_size"), sheet.in_case("page_token"));
    part.paragraph(lead_by_default(
        Text::from("A list comes in pages. The caller sends ")
            .code(size)
            .then(" and, from the second page on, ")
            .code(token)
            .then("; the last page names no next one. A page of ")
            .code(name)
            .then(" has this form"),
    ));
    part.code("json", &sheet.page_example(payload).pretty());
}

/// How things are called, and that lists of words stay open.
pub fn names(part: &mut Section, src: &Sources) {
    let naming = src.answer(&src.records.api_rules.naming);
    let text = Text::from(phrases::sentence(naming));
    part.paragraph_of("api-rules", src.with_doubt("api-rules", Some("naming"), text));
    let fields = || src.sheets.iter().flat_map(|sheet| sheet.bodies.iter().flat_map(|body| &body.fields));
    let words = fields().any(|field| matches!(&field.kind.base, Base::Enum(options) if !options.is_empty()));
    if words && !naming.to_lowercase().contains("enum") {
        part.paragraph(rule_by_default(
            "Lists of words are open: a reader accepts one it does not know and treats it as “other”",
        ));
    }
}
