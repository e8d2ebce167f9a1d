//! `underpin export`: the documents and contracts of a session as files.

use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Answer;
use super::failure::{Failure, partly};
use underpin::catalogue::Catalogue;
use underpin::deliverables::export::{self, Change, FORMATS, Fate, Format, Plan, Set, Yes, as_of};
use underpin::deliverables::template::Templates;
use underpin::journal::Opened;
use underpin::typesetting::Typesetter;

/// How the export is asked for.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct How {
    /// Overwrite and remove also what a person wrote or changed.
    pub force: bool,
    /// Write nothing.
    pub dry_run: bool,
    /// Print what changes in each file of text.
    pub diff: bool,
    /// Answer as JSON.
    pub json: bool,
}

/// What was written, or would be, for other programs.
#[derive(Serialize)]
struct Told<'a> {
    title: &'a str,
    as_of: jiff::civil::Date,
    folder: &'a Path,
    /// True when nothing was written.
    dry_run: bool,
    files: Vec<File>,
    /// Why there is no PDF, where one was wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_pdf: Option<String>,
}

#[derive(Serialize)]
struct File {
    path: String,
    format: String,
    /// What became of it: `new`, `changed`, `unchanged`, `removed`, `edited`, `foreign` or `orphaned`.
    state: Fate,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
}

/// Writes what a session has to give below a folder. Without `force`, files that Underpin did not write or
/// that were edited since stop the whole export before anything is written.
pub(super) fn export(
    opened: &Opened,
    (catalogue, templates): (&Catalogue, &Templates),
    to: &Path,
    formats: &[Format],
    how: How,
) -> Result<Answer, Failure> {
    let day = as_of(&opened.session);
    let mut wanted = if formats.is_empty() { Format::all() } else { formats.to_vec() };
    let set = Set::shaped(&opened.session, catalogue, day, templates);
    let (pieces, no_pdf) = Typesetter::default().pieces(&set, &mut wanted, |_, _| {});
    let plan = Plan::of(to, &opened.session.id, pieces, &wanted)?;
    let mut told = Told {
        title: opened.session.title(),
        as_of: day,
        folder: to,
        dry_run: how.dry_run,
        files: plan.changes.iter().map(|change| file(change, how.diff)).collect(),
        no_pdf: no_pdf.as_ref().map(|why| format!("{why}; {}", why.remedy())),
    };
    told.files.sort_by_key(|file| (file.state == Fate::Unchanged, place(&file.format)));
    if !how.dry_run && !how.force && plan.guarded().next().is_some() {
        let files = plan.guarded().map(|change| (change.path.clone(), change.fate)).collect();
        return Err(Failure::Guarded { folder: to.to_owned(), files });
    }
    if !how.dry_run {
        plan.carry_out(&Yes::All)?;
    }
    let text = if how.json { serde_json::to_string_pretty(&told)? + "\n" } else { page(&told) };
    // Who asked for it by name did not get what was asked for.
    let missed = no_pdf.filter(|_| formats.contains(&Format::Pdf)).map(Failure::NoPdf);
    Ok(Answer { warning: partly(opened).or(missed), ..Answer::ok(text) })
}

/// The place of a format in the table.
fn place(format: &str) -> usize {
    FORMATS.iter().position(|spec| spec.name == format).unwrap_or(FORMATS.len())
}

fn file(change: &Change, diff: bool) -> File {
    let content = change.after.as_ref().or(change.before.as_ref());
    let differs = diff && !matches!(change.fate, Fate::Unchanged);
    File {
        path: change.path.clone(),
        format: change.format.clone(),
        state: change.fate,
        bytes: content.map_or(0, Vec::len),
        diff: if differs { unified(change) } else { None },
    }
}

/// The difference as `patch` reads it.
fn unified(change: &Change) -> Option<String> {
    let lines = change.difference()?;
    let name = |side: &str, there: bool| {
        if there { format!("{side}/{}", change.path) } else { "/dev/null".to_owned() }
    };
    let mut text =
        format!("--- {}\n+++ {}\n", name("a", change.before.is_some()), name("b", change.after.is_some()));
    for line in lines {
        text.push_str(&line.printed());
        text.push('\n');
    }
    Some(text)
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

fn page(told: &Told<'_>) -> String {
    let Told { title, as_of, folder, dry_run, files, no_pdf } = told;
    if files.is_empty() {
        return match no_pdf {
            Some(why) => format!("{why}\n"),
            None => format!("There is nothing to write of {title} yet.\n"),
        };
    }
    let in_place = files.iter().filter(|file| file.state != Fate::Removed).count();
    let counts = Fate::ALL.into_iter().filter_map(|fate| {
        let count = files.iter().filter(|file| file.state == fate).count();
        (count > 0).then(|| format!("{count} {}", fate.told()))
    });
    let counts: Vec<_> = counts.collect();
    let would = if *dry_run { "would be " } else { "" };
    let mut text = format!(
        "{title}, as of {as_of}: {would}{in_place} files in {} ({})\n",
        folder.display(),
        counts.join(", ")
    );
    for file in files {
        match file.state {
            Fate::New if !dry_run => drop(writeln!(text, "  {}", file.path)),
            state => drop(writeln!(text, "  {}  ({})", file.path, state.told())),
        }
    }
    if let Some(why) = no_pdf {
        text.push_str(why);
        text.push('\n');
    }
    for diff in files.iter().filter_map(|file| file.diff.as_ref()) {
        text.push('\n');
        text.push_str(diff);
    }
    text
}
