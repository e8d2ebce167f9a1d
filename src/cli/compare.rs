//! `underpin compare`: what differs between two sessions, or between a day and now.

use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write as _;

use super::Answer;
use super::failure::{Failure, partly};
use underpin::journal::Opened;
use underpin::workshop::compare::{Difference, How, compare as differences};
use underpin::workshop::session::Session;

/// A difference as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    how: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Reads<'a>>,
}

#[derive(Serialize)]
struct Reads<'a> {
    field: &'static str,
    was: &'a str,
    now: &'a str,
}

/// What a session is compared with.
pub(super) enum With<'a> {
    /// Another session, which counts as the later one.
    Session(&'a Opened),
    /// Itself, as it was in the evening of a day.
    Evening(Date),
}

/// Says what differs, kind by kind.
pub(super) fn compare(opened: &Opened, with: &With<'_>, json: bool) -> Result<Answer, Failure> {
    let (before, after) = match with {
        With::Session(other) => (opened.session.clone(), &other.session),
        With::Evening(day) => (evening(opened, *day), &opened.session),
    };
    let found = differences(&before, after);
    let text = if json { as_json(&found)? } else { page(&found, opened, with) };
    let damaged = match with {
        With::Session(other) => partly(opened).or_else(|| partly(other)),
        With::Evening(_) => partly(opened),
    };
    Ok(Answer { warning: damaged, ..Answer::ok(text) })
}

/// The session as it was in the evening of a day, where the user is.
fn evening(opened: &Opened, day: Date) -> Session {
    let zone = Zoned::now().time_zone().clone();
    let until = opened.entries.iter().take_while(|entry| entry.at.to_zoned(zone.clone()).date() <= day);
    let mut before = Session::replay(until);
    // On a day before the first there was nothing, of this session.
    before.id.clone_from(&opened.session.id);
    before
}

fn as_json(found: &[Difference]) -> Result<String, Failure> {
    let rows: Vec<Row<'_>> = found
        .iter()
        .map(|difference| {
            let (how, fields) = match &difference.how {
                How::Added => ("added", &[][..]),
                How::Removed => ("removed", &[][..]),
                How::Changed(fields) => ("changed", fields.as_slice()),
            };
            let fields = fields.iter().map(|it| Reads { field: it.field.key, was: &it.was, now: &it.now });
            Row {
                kind: difference.kind.spec().key,
                title: &difference.title,
                id: difference.id.as_deref(),
                how,
                fields: fields.collect(),
            }
        })
        .collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

fn page(found: &[Difference], opened: &Opened, with: &With<'_>) -> String {
    let title = opened.session.title();
    let mut text = match with {
        With::Session(other) => format!("From “{title}” to “{}”\n", other.session.title()),
        With::Evening(day) => format!("“{title}” since the evening of {day}\n"),
    };
    if found.is_empty() {
        text.push_str("\nNo answer is different.\n");
    }
    let mut kind = None;
    for difference in found {
        if kind != Some(difference.kind) {
            kind = Some(difference.kind);
            let spec = difference.kind.spec();
            let _ = write!(text, "\n{}\n", if spec.form { spec.singular } else { spec.plural });
        }
        let lines = difference.told();
        // The heading has named a form.
        let from = usize::from(difference.kind.spec().form && lines.len() > 1);
        for (at, line) in lines.into_iter().enumerate().skip(from) {
            let indent = if at == 0 || from > 0 { "  " } else { "      " };
            let _ = writeln!(text, "{indent}{line}");
        }
    }
    text
}
