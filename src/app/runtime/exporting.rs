//! Exports, on the disk's thread: what one would do, doing it, and what differs in a file.

use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr as _;
use std::sync::Arc;

use super::super::effects::{Asked, Outcome, Planned};
use crate::catalogue::Catalogue;
use crate::deliverables::export::{Format, Plan, Set, Yes, as_of};
use crate::deliverables::musts;
use crate::deliverables::template::Templates;
use crate::journal::{Choices, load_choices, save_choices};
use crate::typesetting::{NoPdf, Typesetter};

/// What an export would do, and how ready the documents are. Each format is told before it is made.
pub(super) fn plan(
    asked: Asked,
    catalogue: &Catalogue,
    templates: &Templates,
    typesetter: &mut Typesetter,
    tell: impl FnMut(String),
) -> Outcome {
    let asked = with_choices(asked);
    let session = &asked.session;
    let set = Set::shaped(session, catalogue, as_of(session), templates);
    let readiness = musts::readiness(&set.sources, &set.documents);
    let (plan, no_pdf) = planned(&asked, &set, typesetter, tell);
    Outcome::Planned(Box::new(Planned {
        ticket: asked.ticket,
        folder: asked.folder.unwrap_or(asked.fallback),
        formats: asked.formats.unwrap_or_else(Format::all),
        readiness,
        plan: plan.map(Arc::new),
        no_pdf: no_pdf.map(|why| format!("{why}; {}", why.remedy())),
    }))
}

/// Writes what was asked for. What was chosen is kept for the next time, when the session is ours to write.
pub(super) fn write(
    asked: &Asked,
    yes: &Yes,
    (catalogue, templates): (&Catalogue, &Templates),
    ours: bool,
    typesetter: &mut Typesetter,
    mut tell: impl FnMut(String),
) -> Outcome {
    let session = &asked.session;
    let set = Set::shaped(session, catalogue, as_of(session), templates);
    let (plan, _) = planned(asked, &set, typesetter, &mut tell);
    let report = plan.and_then(|plan| {
        tell("writing".to_owned());
        plan.carry_out(yes).map_err(|error| error.to_string())
    });
    let choices = asked.folder.clone().zip(asked.formats.as_ref()).map(|(folder, formats)| Choices {
        folder,
        formats: formats.iter().map(|format| format.name().to_owned()).collect(),
    });
    if let Some(choices) = choices.filter(|_| ours && report.is_ok())
        && let Err(error) = save_choices(&asked.home, &choices)
    {
        tracing::warn!("choices: {error}");
    }
    Outcome::Exported(report)
}

fn planned(
    asked: &Asked,
    set: &Set<'_>,
    typesetter: &mut Typesetter,
    mut tell: impl FnMut(String),
) -> (Result<Plan, String>, Option<NoPdf>) {
    let mut wanted = asked.formats.clone().unwrap_or_else(Format::all);
    let (mut at, of) = (0, wanted.len());
    let (pieces, no_pdf) = typesetter.pieces(set, &mut wanted, |format, document| {
        at += usize::from(document.is_none());
        let document = document.map(|document| format!(", {document}")).unwrap_or_default();
        tell(format!("{format}, {at} of {of}{document}"));
    });
    let folder = asked.folder.as_ref().unwrap_or(&asked.fallback);
    let plan = Plan::of(folder, &asked.session.id, pieces, &wanted).map_err(|error| error.to_string());
    (plan, no_pdf)
}

/// What was not said is as it was the last time.
fn with_choices(asked: Asked) -> Asked {
    if asked.folder.is_some() && asked.formats.is_some() {
        return asked;
    }
    let known = load_choices(&asked.home).unwrap_or_else(|error| {
        tracing::warn!("choices: {error}");
        None
    });
    let Some(known) = known else { return asked };
    let formats = known.formats.iter().filter_map(|name| Format::from_str(name).ok()).collect();
    Asked { folder: asked.folder.or(Some(known.folder)), formats: asked.formats.or(Some(formats)), ..asked }
}

/// The system's own program that opens files and folders.
pub const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens a file or folder with that program, which goes on by itself.
pub(super) fn show(opener: &str, path: &Path) -> Result<(), String> {
    let started = Command::new(opener)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Somebody has to hear that it ended, or the system keeps it for ever.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) => Err(format!("{opener} cannot be started here ({error}); it is {}", path.display())),
    }
}
