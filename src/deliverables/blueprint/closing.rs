//! What happens next, and the words the document uses.

use jiff::civil::Date;

use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::phrases::{self, by_number};
use crate::deliverables::sources::Sources;
use crate::workshop::doomsday::needed_sooner;
use crate::workshop::records::MeasureKind;

/// Something somebody does on a day.
struct Step {
    due: Option<Date>,
    record: String,
    what: Text,
    who: String,
    why: String,
}

/// Dated and named steps in the order of their days, and the people set free for the core problem.
pub fn next(section: &mut Section, src: &Sources) {
    dedicated(section, src);
    let mut steps = steps(src);
    steps.sort_by_key(|step| (step.due.is_none(), step.due));
    let overdue = steps.iter().filter(|step| step.due.is_some_and(|due| due < src.as_of)).count();
    if overdue > 0 {
        section.paragraph(format!(
            "{} of {} {} overdue.",
            if overdue == 1 { "One".to_owned() } else { overdue.to_string() },
            phrases::count(steps.len(), "step", "steps"),
            by_number(overdue, "is", "are")
        ));
    }
    let mut table = Table::new([
        Column::required("By"),
        Column::required("What"),
        Column::required("Who"),
        Column::optional("Because"),
    ]);
    for step in steps {
        let due = phrases::date(step.due);
        table.row(Some(&step.record), [due.into(), step.what, step.who.into(), step.why.into()]);
    }
    section.table(table);
    let done: Vec<&str> = src
        .records
        .actions
        .iter()
        .filter(|action| action.done == Some(true))
        .map(|action| phrases::clause(&action.what))
        .collect();
    if !done.is_empty() {
        section.paragraph(format!("Done already: {}.", done.join("; ")));
    }
}

fn steps(src: &Sources) -> Vec<Step> {
    let records = src.records;
    let mut steps: Vec<Step> = records
        .actions
        .iter()
        .filter(|action| action.done != Some(true))
        .map(|action| Step {
            due: action.due,
            record: action.id.clone(),
            what: src.cell(&action.id, "what"),
            who: src.person(&action.owner),
            why: phrases::clause(src.answer(&action.why)).to_owned(),
        })
        .collect();
    for (limit, outcome) in &src.forecasts {
        let Ok(forecast) = outcome else { continue };
        let fix = phrases::clause(src.answer(&limit.mitigation));
        if fix.is_empty() {
            continue;
        }
        let needed = needed_sooner(records, limit, forecast);
        let start = needed.map_or(forecast.last_start, |needed| needed.start);
        let first =
            needed.map(|needed| format!("; {} moves onto it on {}", src.title(&needed.by.team), needed.on));
        steps.push(Step {
            due: Some(start),
            record: limit.id.clone(),
            what: Text::from(format!("Start at the latest: {fix}")),
            who: src.person(&limit.owner),
            why: format!(
                "{}: run-out on {}{}{}",
                phrases::clause(&limit.name),
                forecast.run_out,
                first.unwrap_or_default(),
                if start < src.as_of { "; this day has passed" } else { "" }
            ),
        });
    }
    if let Some(review) = records.charter.next_review {
        steps.push(Step {
            due: Some(review),
            record: "charter".into(),
            what: Text::from("Look at these documents again"),
            who: src.person(&records.charter.document_owner),
            why: "Next review".into(),
        });
    }
    steps
}

/// The few who leave feature work.
fn dedicated(section: &mut Section, src: &Sources) {
    let ownership = &src.records.ownership;
    let people = src.titles(&ownership.core_team);
    let problem = src.answer(&ownership.core_problem.0);
    if people.is_empty() {
        if !problem.is_empty() {
            section.paragraph_of(
                "ownership",
                format!(
                    "The core problem has no people yet: {}",
                    phrases::sentence(phrases::clause(problem))
                ),
            );
        }
        return;
    }
    let mut text = match (ownership.core_from, ownership.core_until) {
        (Some(from), Some(until)) => format!(
            "From {from} until {until}, {} {} feature work",
            phrases::series(&people),
            by_number(people.len(), "leaves", "leave")
        ),
        (Some(from), None) => format!(
            "From {from}, {} {} feature work",
            phrases::series(&people),
            by_number(people.len(), "leaves", "leave")
        ),
        (None, _) => format!(
            "{} {} feature work",
            phrases::series(&people),
            by_number(people.len(), "leaves", "leave")
        ),
    };
    text.push_str(&if problem.is_empty() {
        ".".to_owned()
    } else {
        format!(" for one problem: {}", phrases::sentence(problem))
    });
    section.paragraph_of("ownership", text);
}

/// The team's terms and those the document brings along.
pub fn glossary(section: &mut Section, src: &Sources) {
    let mut terms: Vec<(String, String, Option<&str>)> = src
        .records
        .terms
        .iter()
        .filter(|term| !src.answer(&term.meaning).is_empty())
        .map(|term| (term.term.trim().to_owned(), phrases::sentence(&term.meaning), Some(term.id.as_str())))
        .collect();
    let known: Vec<String> = terms.iter().map(|(term, ..)| term.to_lowercase()).collect();
    // Abbreviations as the answers about authentication, standards and APIs use them.
    let spoken = src
        .records
        .apis
        .iter()
        .flat_map(|api| [api.name.as_str(), &api.authentication])
        .chain(src.records.connections.iter().map(|row| row.authentication.as_str()))
        .chain(src.records.standards.iter().map(|row| row.choice.as_str()))
        .chain(src.records.capabilities.iter().flat_map(|row| [row.name.as_str(), &row.contract]))
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let uses =
        |word: &str| spoken.split(|c: char| !c.is_alphanumeric()).any(|spoken| spoken.starts_with(word));
    for (used, term, meaning) in [
        (
            !src.forecasts.is_empty(),
            "Last day to start",
            "The day a limit is reached, less the time its fix takes and the buffer.",
        ),
        (
            src.records.capabilities.iter().any(|c| c.reach.is_some()),
            "RICE",
            "A score for ranking: reach × impact × confidence ÷ effort.",
        ),
        (
            src.records.components.iter().any(|c| c.critical == Some(true)),
            "Critical path",
            "The components without which users stop working.",
        ),
        (
            src.records.capabilities.iter().any(|c| c.size.is_some()),
            "WSJF",
            "Weighted shortest job first, a score for ranking: cost of delay ÷ job size.",
        ),
        (
            !src.open.is_empty() || !src.accepted.is_empty(),
            "M1 to M5, H1 to H7",
            "The known mistakes and hazards that the answers are checked for; those found stand among the risks.",
        ),
        (uses("mtls"), "mTLS", "TLS in which the caller proves who it is with a certificate as well."),
        (uses("oidc"), "OIDC", "OpenID Connect: sign-in with tokens from one issuer."),
        (
            uses("oauth"),
            "OAuth",
            "A framework for tokens that let a caller act within named limits (RFC 6749).",
        ),
        (uses("scim"), "SCIM", "A standard API to create and remove users (RFC 7644)."),
        (
            src.records.measures.iter().any(|measure| measure.kind == Some(MeasureKind::Delivery)),
            "Delivery measure",
            "How often and how safely changes reach users, as in the four DORA metrics of software delivery.",
        ),
    ] {
        if used && !known.contains(&term.to_lowercase()) {
            terms.push((term.to_owned(), meaning.to_owned(), None));
        }
    }
    terms.sort_by_key(|(term, ..)| term.to_lowercase());
    let mut table = Table::new([Column::required("Term"), Column::required("Meaning")]);
    for (term, meaning, record) in terms {
        table.row(record, [Text::from(term), Text::from(meaning)]);
    }
    section.table(table);
}
