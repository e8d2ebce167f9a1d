//! `underpin import`: an API description from a file into a session.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use super::failure::Failure;
use super::{Answer, screen};
use underpin::interchange::{Imported, openapi};
use underpin::journal::{JournalError, Library, holder, open};
use underpin::workshop::decide::Command;
use underpin::workshop::records::Kind;

/// What was taken in, for other programs.
#[derive(Serialize)]
struct Taken<'a> {
    api: &'a str,
    operations: usize,
    parameters: usize,
    payloads: usize,
    fields: usize,
    errors: usize,
    left_out: Vec<Left<'a>>,
}

#[derive(Serialize)]
struct Left<'a> {
    pointer: &'a str,
    text: &'a str,
}

/// Takes the description in as one step, under somebody's name.
pub(super) fn import(file: &Path, folder: &Path, who: &str, json: bool) -> Result<Answer, Failure> {
    let text =
        std::fs::read_to_string(file).map_err(|source| Failure::Unread { path: file.to_owned(), source })?;
    let now = Timestamp::now();
    let mut opened = open(folder, who, now)?;
    let not_written = |why: String| Failure::NotWritten { folder: folder.to_owned(), why };
    let Some(journal) = &mut opened.journal else {
        return Err(match holder(folder) {
            Some(holder) => JournalError::Locked { folder: folder.to_owned(), holder }.into(),
            None => not_written("the session can only be read".into()),
        });
    };
    let names: Vec<String> = opened.session.records.apis.iter().map(|api| api.name.clone()).collect();
    let imported =
        openapi::read(&text, &names).map_err(|why| Failure::Import { path: file.to_owned(), why })?;
    let command = Command::Bring { records: imported.records.clone() };
    let today = jiff::Zoned::now().date();
    let events = opened.session.decide(&command, today).map_err(|why| not_written(why.to_string()))?;
    let entries = opened.session.entries(events, who, now);
    journal.append(&entries).map_err(|why| not_written(why.to_string()))?;
    let text = if json { serde_json::to_string_pretty(&taken(&imported))? + "\n" } else { page(&imported) };
    Ok(Answer::ok(text))
}

/// Who takes it in: as given, else as configured, else as the system knows the user.
pub(super) fn who(given: Option<String>, configured: Option<String>, library: &Library) -> String {
    let named = |name: &String| !name.trim().is_empty();
    let who = given.filter(named).or(configured.filter(named));
    let who = who.or_else(|| library.author()).or_else(screen::user_name);
    who.unwrap_or_else(|| "Facilitator".to_owned())
}

fn taken(imported: &Imported) -> Taken<'_> {
    Taken {
        api: &imported.title,
        operations: imported.count(Kind::Operation),
        parameters: imported.count(Kind::Parameter),
        payloads: imported.count(Kind::Payload),
        fields: imported.count(Kind::PayloadField),
        errors: imported.count(Kind::ApiError),
        left_out: imported
            .left_out
            .iter()
            .map(|left| Left { pointer: &left.pointer, text: &left.text })
            .collect(),
    }
}

fn page(imported: &Imported) -> String {
    let mut text = format!("Taken in: {}\n", imported.told());
    let report = imported.report();
    if report.is_empty() {
        return text;
    }
    text.push_str("What has no place here, each with where it stands first:\n");
    for line in report {
        let _ = writeln!(text, "  {line}");
    }
    text
}
