//! `underpin export`: the documents and contracts of a session as files.

use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Answer;
use super::failure::{Failure, partly};
use underpin::catalogue::Catalogue;
use underpin::deliverables::export::{self, FORMATS, Format, as_of, write_set};
use underpin::journal::Opened;
use underpin::typesetting;

/// What was written, for other programs.
#[derive(Serialize)]
struct Written<'a> {
    title: &'a str,
    as_of: jiff::civil::Date,
    folder: &'a Path,
    files: Vec<File<'a>>,
    /// Why there is no PDF, where one was wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_pdf: Option<String>,
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
    let set = export::Set::of(&opened.session, catalogue, day);
    let mut files = set.files(&wanted);
    let pdf = if wanted.contains(&Format::Pdf) {
        typesetting::pdfs(&set.files(&[Format::Typst]))
    } else {
        Ok(Vec::new())
    };
    let no_pdf = match pdf {
        Ok(pdfs) => {
            files.extend(pdfs);
            None
        }
        Err(why) => Some(why),
    };
    write_set(to, &files)?;
    let written = Written {
        title: opened.session.title(),
        as_of: day,
        folder: to,
        files: files.iter().map(|file| File { path: &file.path, bytes: file.content.len() }).collect(),
        no_pdf: no_pdf.as_ref().map(|why| format!("{why}; {}", why.remedy())),
    };
    let text = if json { serde_json::to_string_pretty(&written)? + "\n" } else { page(&written) };
    // Who asked for it by name did not get what was asked for.
    let missed = no_pdf.filter(|_| formats.contains(&Format::Pdf)).map(Failure::NoPdf);
    Ok(Answer { warning: partly(opened).or(missed), ..Answer::ok(text) })
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
    let Written { title, as_of, folder, files, no_pdf } = written;
    if files.is_empty() && no_pdf.is_none() {
        return format!("There is nothing to write of {title} yet.\n");
    }
    let mut text = format!("{title}, as of {as_of}: {} files in {}\n", files.len(), folder.display());
    for file in files {
        let _ = writeln!(text, "  {}", file.path);
    }
    if let Some(why) = no_pdf {
        let _ = writeln!(text, "{why}");
    }
    text
}
