//! `underpin list`: the sessions of a library.

use jiff::tz::TimeZone;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::Answer;
use super::failure::Failure;
use underpin::journal::{Holder, Library, Listed};

/// A session as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    slug: &'a str,
    title: &'a str,
    organisation: &'a str,
    path: &'a std::path::Path,
    changed_at: jiff::Timestamp,
    entries: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    open_by: Option<&'a Holder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<Broken>,
}

#[derive(Serialize)]
struct Broken {
    line: usize,
    text: String,
}

/// Lists the sessions, or the archived ones.
pub(super) fn list(library: &Library, archived: bool, json: bool) -> Result<Answer, Failure> {
    let listed = if archived { library.archived()? } else { library.list()? };
    if json {
        let rows: Vec<_> = listed.iter().map(row).collect();
        return Ok(Answer::ok(serde_json::to_string_pretty(&rows)? + "\n"));
    }
    if listed.is_empty() {
        let what = if archived { "archived session" } else { "session" };
        return Ok(Answer::ok(format!("There is no {what} in {} yet.\n", library.root().display())));
    }
    Ok(Answer::ok(table(&listed)))
}

fn row(one: &Listed) -> Row<'_> {
    Row {
        slug: &one.slug,
        title: &one.title,
        organisation: &one.organisation,
        path: &one.path,
        changed_at: one.changed_at,
        entries: one.entries,
        open_by: one.locked.as_ref(),
        damage: one.damage.as_ref().map(|(line, damage)| Broken { line: *line, text: damage.to_string() }),
    }
}

fn table(listed: &[Listed]) -> String {
    let heading = ["NAME", "TITLE", "ORGANISATION", "CHANGED", "ENTRIES", ""].map(str::to_owned);
    let zone = TimeZone::system();
    let rows = listed.iter().map(|one| {
        let changed = one.changed_at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let note = match (&one.damage, &one.locked) {
            (Some((line, _)), _) => format!("damaged at line {line}"),
            (None, Some(holder)) => format!("open by {holder}"),
            (None, None) => String::new(),
        };
        [
            one.slug.clone(),
            one.title.clone(),
            one.organisation.clone(),
            changed,
            one.entries.to_string(),
            note,
        ]
    });
    aligned(&std::iter::once(heading).chain(rows).collect::<Vec<_>>())
}

/// Columns side by side, as wide as their widest cell.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or_default());
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
