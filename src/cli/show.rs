//! `underpin show`: how far a session has come, on one page.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::fmt::Write as _;

use super::Answer;
use super::dates::{Dated, next_dates};
use super::failure::{Failure, partly};
use underpin::catalogue::Catalogue;
use underpin::journal::Opened;
use underpin::workshop::event::ActivityState;
use underpin::workshop::flags::{self, Severity};
use underpin::workshop::gaps;
use underpin::workshop::records::Kind;
use underpin::workshop::session::Session;

/// How many dates are worth a line each.
const DATES: usize = 8;

/// How wide a line of counts gets.
const WIDTH: usize = 90;

/// A session in short; other programs read it as it is.
#[derive(Serialize)]
struct Summary<'a> {
    title: &'a str,
    organisation: &'a str,
    path: &'a std::path::Path,
    changed_at: jiff::Timestamp,
    changed_by: &'a str,
    entries: usize,
    content: Content<'a>,
    on: Date,
    stages: Vec<Stage<'a>>,
    answers: Vec<Count>,
    flags: Flags<'a>,
    dates: Vec<Dated>,
    open_questions: usize,
}

#[derive(Serialize)]
struct Content<'a> {
    id: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Stage<'a> {
    id: &'a str,
    title: &'a str,
    done: usize,
    skipped: usize,
    of: usize,
}

#[derive(Serialize)]
struct Count {
    kind: &'static str,
    #[serde(skip)]
    term: &'static str,
    rows: usize,
}

#[derive(Serialize)]
struct Flags<'a> {
    open: Vec<Flag<'a>>,
    accepted: Vec<Flag<'a>>,
}

#[derive(Serialize)]
struct Flag<'a> {
    key: String,
    severity: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Shows a session as it looks on a day, today unless another is given.
pub(super) fn show(
    opened: &Opened,
    catalogue: &Catalogue,
    on: Option<Date>,
    json: bool,
) -> Result<Answer, Failure> {
    let on = on.unwrap_or_else(|| Zoned::now().date());
    let summary = summary(opened, catalogue, on);
    let text = if json { serde_json::to_string_pretty(&summary)? + "\n" } else { page(&summary, catalogue) };
    Ok(Answer { warning: partly(opened), ..Answer::ok(text) })
}

fn summary<'a>(opened: &'a Opened, catalogue: &'a Catalogue, on: Date) -> Summary<'a> {
    let session = &opened.session;
    let stages = catalogue.stages.iter().map(|stage| {
        let count = |state| {
            let marked = |id: &str| session.activities.get(id).copied() == Some(state);
            catalogue.activities_of(&stage.id).filter(|activity| marked(&activity.id)).count()
        };
        Stage {
            id: &stage.id,
            title: &stage.title,
            done: count(ActivityState::Done),
            skipped: count(ActivityState::Skipped),
            of: catalogue.activities_of(&stage.id).count(),
        }
    });
    let tables = Kind::ALL.iter().filter(|kind| !kind.spec().form);
    let counts = tables.map(|kind| {
        let spec = kind.spec();
        Count { kind: spec.key, term: spec.plural, rows: session.records.count(*kind) }
    });
    Summary {
        title: session.title(),
        organisation: &session.records.charter.organisation,
        path: &opened.folder,
        changed_at: session.changed_at,
        changed_by: opened.entries.last().map_or("", |entry| &entry.by),
        entries: opened.entries.len(),
        content: Content { id: &session.content.0, version: &session.content.1 },
        on,
        stages: stages.collect(),
        answers: counts.filter(|count| count.rows > 0).collect(),
        flags: flags_of(session, on),
        dates: next_dates(session, on),
        open_questions: gaps::questions(session, on).len(),
    }
}

fn flags_of(session: &Session, on: Date) -> Flags<'_> {
    let mut sorted = Flags { open: Vec::new(), accepted: Vec::new() };
    for flag in flags::raise(session, on) {
        let accepted = flags::acceptance(session, &flag, on);
        let severity = match flag.severity {
            Severity::Danger => "danger",
            Severity::Warning => "warning",
        };
        let reason = accepted.map(|acceptance| acceptance.reason.as_str());
        let list = if accepted.is_some() { &mut sorted.accepted } else { &mut sorted.open };
        list.push(Flag { key: flag.key(), severity, text: flag.text, reason });
    }
    sorted.open.sort_by_key(|flag| flag.severity);
    sorted
}

fn page(summary: &Summary<'_>, catalogue: &Catalogue) -> String {
    let mut text = String::new();
    let changed = summary.changed_at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M");
    let dash = if summary.organisation.is_empty() { "" } else { " · " };
    let _ = writeln!(text, "{}{dash}{}", summary.title, summary.organisation);
    let _ = writeln!(text, "{}", summary.path.display());
    let _ = writeln!(text, "{} entries, the last by {} on {changed}", summary.entries, summary.changed_by);
    let Content { id, version } = summary.content;
    if (id, version) != (catalogue.id.as_str(), catalogue.version.as_str()) {
        let _ = writeln!(
            text,
            "asked with the questions {id} {version}; shown with {} {}",
            catalogue.id, catalogue.version
        );
    }
    text.push_str("\nStages\n");
    let width = summary.stages.iter().map(|stage| stage.title.chars().count()).max().unwrap_or_default();
    for Stage { title, done, skipped, of, .. } in &summary.stages {
        let skipped = if *skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
        let _ = writeln!(text, "  {title:width$}  {done:>2} of {of} activities done{skipped}");
    }
    let answers = summary.answers.iter().map(|count| format!("{} {}", count.term, count.rows));
    section(&mut text, "Answers", &wrapped(answers));
    let open = summary
        .flags
        .open
        .iter()
        .map(|flag| format!("{:7}  {:4}  {}", flag.severity, rule(&flag.key), flag.text));
    let title =
        format!("Flags: {} open, {} accepted", summary.flags.open.len(), summary.flags.accepted.len());
    section(&mut text, &title, &open.collect::<Vec<_>>());
    let dates = summary.dates.iter().take(DATES).map(ToString::to_string);
    section(&mut text, "Next dates", &dates.collect::<Vec<_>>());
    let _ = writeln!(text, "\nOpen questions: {}", summary.open_questions);
    text
}

/// The rule of a flag's key.
fn rule(key: &str) -> &str {
    key.split(':').next().unwrap_or(key)
}

/// Items joined to lines of a readable width, none of them broken.
fn wrapped(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if line.chars().count() + item.chars().count() < WIDTH => {
                line.push_str(" · ");
                line.push_str(&item);
            }
            _ => lines.push(item),
        }
    }
    lines
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    let _ = writeln!(text, "\n{title}");
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let _ = writeln!(text, "  {line}");
    }
    if lines.iter().all(String::is_empty) {
        let _ = writeln!(text, "  none");
    }
}
