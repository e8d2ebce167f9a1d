//! Governance of APIs, and what changed.

use jiff::civil::Date;

use crate::deliverables::blueprint::{accepted_table, open_table};
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{Column, ListKind, Section, Table, Text};
use crate::deliverables::phrases::{self, count};
use crate::deliverables::questions::Which;
use crate::deliverables::sources::Sources;
use crate::workshop::flags::Flag;
use crate::workshop::governance::{self, Finding};
use crate::workshop::records::{ApiStyle, Concern, Kind, Method};

/// Who approves, within what time, what is checked, and how an exception ends.
pub fn governance(section: &mut Section, src: &Sources) {
    let rules = &src.records.api_rules;
    let id = "api-rules";
    let approver = src.person(&rules.approver);
    let told = match (approver.is_empty(), rules.approval_time) {
        (false, Some(time)) => {
            format!("{approver} approves each new or changed contract and answers within {time}.")
        }
        (false, None) => format!("{approver} approves each new or changed contract."),
        (true, _) => String::new(),
    };
    section.paragraph_of(id, src.with_doubt(id, Some("approver"), told.into()));
    let mut table = Table::new([Column::required("Matter"), Column::required("Rule")]);
    let mut line = |label: &str, text: Text| {
        if !text.is_blank() {
            table.row(Some(id), [Text::from(label), text]);
        }
    };
    line("Checked in CI", src.cell(id, "lint"));
    let exceptions = rules.exception_life.map(|life| {
        let by = if approver.is_empty() { String::new() } else { format!(" by {approver}") };
        format!("Granted in writing{by}; each ends by itself after {life}")
    });
    line("Exceptions", src.with_doubt(id, Some("exception_life"), exceptions.into()));
    let notice = rules.notice_months.map(|months| phrases::count(months as usize, "month", "months"));
    line("Notice before a version stops", src.with_doubt(id, Some("notice_months"), notice.into()));
    line("Use is measured by", src.cell(id, "use_measured"));
    line("Catalogue kept true by", src.cell("finding", "fresh"));
    section.table(table);
    section.part("deviations", "Deviations from the rules", |part| deviations(part, src));
    section.part("standards", "Standards that bind APIs", |part| standards(part, src));
    section.part("warnings", "Warnings about APIs", |part| warnings(part, src));
}

/// What deviates from the rules, API by API, with the reason for each rule.
fn deviations(part: &mut Section, src: &Sources) {
    if src.records.operations.is_empty() {
        return;
    }
    let findings = governance::findings(src.records);
    let unlike = unlike(src);
    if findings.is_empty() {
        part.paragraph(if unlike.is_empty() {
            "No deviation was found in names, versions, lists, errors and the way out. Limits and the time a key is \
             kept are not compared."
        } else {
            "Names, lists, errors and the way out keep the rules, but these differ from one:"
        });
        return part.list(ListKind::Bullets, unlike);
    }
    part.paragraph(format!(
        "{} from the rules for names, versions, lists, errors and the way out. Each is mended, or ends like any exception.",
        count(findings.len(), "deviation", "deviations").replacen("1 deviation", "One deviation", 1)
    ));
    let mut groups: Vec<(Option<String>, &str, Vec<&Finding>)> = Vec::new();
    for finding in &findings {
        let api = governance::api_of(src.records, &finding.subject);
        match groups.iter_mut().find(|(known, rule, _)| *known == api && *rule == finding.rule) {
            Some((.., found)) => found.push(finding),
            None => groups.push((api, finding.rule, vec![finding])),
        }
    }
    let mut table = Table::new(["API", "Rule", "What deviates", "What to do"].map(Column::required));
    for (api, rule, found) in &groups {
        let sheet = src.sheets.iter().find(|sheet| Some(&sheet.api.id) == api.as_ref());
        let (texts, remedies) = (told(found, |one| &one.text), told(found, |one| &one.remedy));
        let name = sheet.map(super::link).unwrap_or_default();
        table.row(api.as_deref(), [name, Text::from(*rule), texts.into(), remedies.into()]);
    }
    part.table(table);
    if !unlike.is_empty() {
        part.paragraph("These differ from a rule for retries or versions:");
        part.list(ListKind::Bullets, unlike);
    }
    part.paragraph("The rules they deviate from:");
    let broken = governance::RULES.iter().filter(|rule| groups.iter().any(|(_, known, _)| *known == rule.id));
    part.list(
        ListKind::Bullets,
        broken
            .map(|rule| Text::new().strong(format!("{} {}.", rule.id, rule.title)).then(" ").then(rule.why)),
    );
}

/// What differs from the rules for retries and versions above, which no single field breaks.
fn unlike(src: &Sources) -> Vec<Text> {
    let mut found = Vec::new();
    for sheet in &src.sheets {
        let style = sheet.style();
        if style == Some(ApiStyle::Rest)
            && sheet.calls.iter().any(|call| call.method == Method::Post && !sheet.takes_key(call))
        {
            found
                .push(super::link(sheet).then(" takes a POST without an ").code("Idempotency-Key").then("."));
        }
        let major = |part: &str| {
            part.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
        };
        if style == Some(ApiStyle::Graphql) && sheet.api.server.split('/').any(major) {
            let text = super::link(sheet).then(" has a major version in its address, ");
            found.push(text.code(sheet.api.server.trim()).then("; its schema has none."));
        }
    }
    found
}

/// The first few, each once, and how many more there are.
fn told(found: &[&Finding], of: impl Fn(&Finding) -> &str) -> String {
    const SHOWN: usize = 5;
    let mut texts: Vec<&str> = Vec::new();
    for text in found.iter().map(|one| of(one)) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let more = texts.len().saturating_sub(SHOWN);
    texts.truncate(SHOWN);
    let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
    texts.join(" ") + &more
}

fn standards(part: &mut Section, src: &Sources) {
    let binding = src.records.standards.iter().filter(|standard| {
        matches!(
            standard.concern.choice(),
            Some(Concern::ApiStyle | Concern::Authentication | Concern::Authorization | Concern::Messaging)
        )
    });
    let ids: Vec<&str> = binding.map(|standard| standard.id.as_str()).collect();
    part.table(src.grid(
        Kind::Standard,
        ids,
        &["concern", "choice", "strength", "paved_road", "exception", "owner"],
    ));
}

/// Warnings about what this document holds: open ones, and those the team lives with.
fn warnings(part: &mut Section, src: &Sources) {
    part.table(open_table(src, src.open.iter().filter(|flag| is_here(flag))));
    let accepted: Vec<_> = src.accepted.iter().filter(|(flag, _)| is_here(flag)).collect();
    if !part.is_empty() && !accepted.is_empty() {
        part.paragraph("The team has accepted:");
    }
    let accepted = accepted.into_iter();
    part.table(accepted_table(src, accepted.map(|(flag, acceptance)| (flag, *acceptance))));
}

fn is_here(flag: &Flag) -> bool {
    flag.subject.as_deref().and_then(Kind::of_id).is_some_and(|kind| Which::Apis.holds(kind))
}

/// What changed for callers up to this edition. What is to come stands under deprecation.
pub fn changelog(section: &mut Section, src: &Sources) {
    let mut rows: Vec<(Date, &Sheet, Text)> = Vec::new();
    for sheet in &src.sheets {
        let next = sheet.successor().and_then(|next| src.sheets.iter().find(|other| other.api.id == next.id));
        if let Some(day) = sheet.api.deprecated_on.filter(|day| *day <= src.as_of) {
            let text = Text::from(format!("{} deprecated", sheet.version.text));
            let text = match next {
                Some(next) => text.then("; callers move to ").then(super::link(next)),
                None => text,
            };
            rows.push((day, sheet, text));
        }
        if let Some(day) = sheet.sunset().filter(|day| *day < src.as_of) {
            rows.push((day, sheet, Text::from(format!("{} stopped answering", sheet.version.text))));
        }
    }
    if rows.is_empty() && !src.sheets.is_empty() {
        section.paragraph(
            "No change to a published version is on record. The catalogue has the version of each API.",
        );
    }
    // Newest last, as things happened; within a day as the team keeps them.
    rows.sort_by_key(|(day, ..)| *day);
    let mut table =
        Table::new([Column::required("Date"), Column::required("API"), Column::required("Change")]);
    for (day, sheet, change) in rows {
        table.row(Some(&sheet.api.id), [Text::from(day.to_string()), super::link(sheet), change]);
    }
    section.table(table);
}
