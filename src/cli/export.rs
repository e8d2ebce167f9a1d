//! `underpin export`: the documents and contracts of a session as files.

use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Answer;
use super::failure::{Failure, partly};
use underpin::catalogue::Catalogue;
use underpin::deliverables::export::{self, FORMATS, Format, as_of, write_set};
use underpin::journal::Opened;

/// What was written, for other programs.
#[derive(Serialize)]
struct Written<'a> {
    title: &'a str,
    as_of: jiff::civil::Date,
    folder: &'a Path,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    bytes: usize,
}

/// Writes everything a session has to give below a folder.
pub(super) fn export(
    opened: &Opened,
    catalogue: &Catalogue,
    to: &Path,
    formats: &[Format],
    json: bool,
) -> Result<Answer, Failure> {
    let day = as_of(&opened.session);
    let wanted = if formats.is_empty() { Format::all() } else { formats.to_vec() };
    let set = export::files(&opened.session, catalogue, day, &wanted);
    write_set(to, &set)?;
    let written = Written {
        title: opened.session.title(),
        as_of: day,
        folder: to,
        files: set.iter().map(|file| File { path: &file.path, bytes: file.content.len() }).collect(),
    };
    let text = if json { serde_json::to_string_pretty(&written)? + "\n" } else { page(&written) };
    Ok(Answer { warning: partly(opened), ..Answer::ok(text) })
}

/// Where documents go when no folder is named: into one of the session's own, if a place is configured.
pub(super) fn folder(
    to: Option<PathBuf>,
    configured: Option<PathBuf>,
    opened: &Opened,
) -> Result<PathBuf, Failure> {
    let own = opened.folder.file_name().map(PathBuf::from).unwrap_or_default();
    to.or_else(|| Some(configured?.join(own))).ok_or(Failure::NoFolder)
}

/// What may be asked for, for the help.
pub(super) fn formats_help() -> String {
    format!("Only these, separated by commas: {}; without it, all of them", export::names())
}

/// Each format with what it is good for, for the long help.
pub(super) fn formats_told() -> String {
    let rows = FORMATS.iter().map(|spec| format!("  {:<12}{}", spec.name, spec.about));
    format!("Formats:\n{}", rows.collect::<Vec<_>>().join("\n"))
}

fn page(written: &Written<'_>) -> String {
    let Written { title, as_of, folder, files } = written;
    if files.is_empty() {
        return format!("There is nothing to write of {title} yet.\n");
    }
    let mut text = format!("{title}, as of {as_of}: {} files in {}\n", files.len(), folder.display());
    for file in files {
        let _ = writeln!(text, "  {}", file.path);
    }
    text
}
