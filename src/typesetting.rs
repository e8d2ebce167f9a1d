//! PDF from the sources of an export: set in the program itself, where that was built in (the cargo feature `pdf`),
//! or else by the `typst` of this machine.

use crate::deliverables::export::{File, Format, Piece, Set};
use crate::deliverables::typst::{FOLDER, TEMPLATE_PATH};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NoPdf {
    /// Neither was it built in nor is the program there.
    #[error("no PDF was made: there is no program “typst” here")]
    NoProgram,
    /// It was there, and did not do it.
    #[error("no PDF was made: typst refused {document}: {said}")]
    Refused {
        /// Which document.
        document: String,
        /// What typst says.
        said: String,
    },
}

impl NoPdf {
    /// What a person can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoProgram => {
                "install it (https://typst.app/open-source) and export again, or set the sources elsewhere: \
                 typst compile typst/blueprint.typ blueprint.pdf"
            }
            Self::Refused { .. } => "typst 0.15 is known to set these documents; typst --version tells yours",
        }
    }
}

/// The documents among the files of an export, set as PDF.
pub fn pdfs(files: &[File]) -> Result<Vec<File>, NoPdf> {
    let ours = format!("{FOLDER}/");
    let sources: Vec<&File> = files.iter().filter(|file| file.path.starts_with(&ours)).collect();
    let mains: Vec<&str> = sources
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| path.strip_suffix(".typ").is_some() && *path != TEMPLATE_PATH)
        .collect();
    if mains.is_empty() { Ok(Vec::new()) } else { set(&sources, &mains) }
}

/// The pieces of a set, PDF among them. Where it is wanted and cannot be made, it is wanted no more, so that one made
/// before stays where it is; why is said.
pub fn pieces(
    set: &Set<'_>,
    wanted: &mut Vec<Format>,
    begins: impl FnMut(&'static str),
) -> (Vec<Piece>, Option<NoPdf>) {
    let mut pieces = set.pieces(wanted, begins);
    if !wanted.contains(&Format::Pdf) {
        return (pieces, None);
    }
    match pdfs(&set.files(&[Format::Typst])) {
        Ok(files) => {
            pieces.extend(files.into_iter().map(|file| Piece { format: Format::Pdf.name(), file }));
            (pieces, None)
        }
        Err(why) => {
            wanted.retain(|format| *format != Format::Pdf);
            (pieces, Some(why))
        }
    }
}

/// `typst/blueprint.typ` is the source of `blueprint`.
fn name(main: &str) -> &str {
    main.trim_start_matches(FOLDER).trim_start_matches('/').trim_end_matches(".typ")
}

#[cfg(feature = "pdf")]
fn set(sources: &[&File], mains: &[&str]) -> Result<Vec<File>, NoPdf> {
    use crate::deliverables::pdf;

    let text = |file: &&File| String::from_utf8_lossy(&file.content).into_owned();
    let sources: Vec<(&str, String)> = sources.iter().map(|file| (file.path.as_str(), text(file))).collect();
    let sources: Vec<(&str, &str)> = sources.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let done = mains.iter().map(|main| match pdf::compile(&sources, main) {
        Ok(content) => Ok(File { path: format!("{}.pdf", name(main)), content }),
        Err(unset) => Err(NoPdf::Refused { document: name(main).to_owned(), said: unset.why }),
    });
    let done = done.collect();
    pdf::forget();
    done
}

#[cfg(not(feature = "pdf"))]
fn set(sources: &[&File], mains: &[&str]) -> Result<Vec<File>, NoPdf> {
    use std::io::ErrorKind;
    use std::process::{Command, Stdio};

    let refused = |main: &str, said: String| NoPdf::Refused { document: name(main).to_owned(), said };
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => NoPdf::NoProgram,
        _ => refused(mains[0], error.to_string()),
    };
    let probe = Command::new("typst").arg("--version").stdin(Stdio::null()).output();
    probe.map_err(failed)?;
    let desk = tempfile::tempdir().map_err(failed)?;
    let copies: Vec<File> = sources.iter().map(|file| (*file).clone()).collect();
    crate::deliverables::export::write_set(desk.path(), &copies)
        .map_err(|error| refused(mains[0], error.to_string()))?;
    let mut done = Vec::new();
    for main in mains {
        let path = format!("{}.pdf", name(main));
        let ran = Command::new("typst")
            .args(["compile", "--ignore-system-fonts", main, &path])
            .current_dir(desk.path())
            .stdin(Stdio::null())
            .output()
            .map_err(failed)?;
        if !ran.status.success() {
            let said = String::from_utf8_lossy(&ran.stderr).trim().to_owned();
            return Err(refused(main, said));
        }
        let content = std::fs::read(desk.path().join(&path)).map_err(failed)?;
        done.push(File { path, content });
    }
    Ok(done)
}
