//! PDF from the sources of an export: set in the program itself, where that was built in (the cargo feature `pdf`),
//! or else by the `typst` of this machine.

use std::collections::BTreeMap;
#[cfg(not(feature = "pdf"))]
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};

use crate::deliverables::export::{File, Format, Piece, Set};
use crate::deliverables::typst::{FOLDER, TEMPLATE_PATH};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NoPdf {
    /// Neither was it built in nor is the program there.
    #[error("PDF needs the program “typst”, which is not here")]
    NoProgram,
    /// It is there and could not begin.
    #[error("PDF cannot be made: {0}")]
    NoPlace(String),
    /// It was there, and did not do it.
    #[error("PDF cannot be made: typst refuses {document}: {said}")]
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
            Self::NoPlace(_) => "see to it, and export again",
            Self::Refused { .. } if cfg!(feature = "pdf") => "export the format typst and look at the source",
            Self::Refused { .. } => "typst 0.15 is known to set these documents; typst --version tells yours",
        }
    }
}

/// The program that sets PDF, as it is found on the PATH.
pub const PROGRAM: &str = "typst";

/// Sets documents, and keeps what it set: what did not change is not set again.
#[derive(Debug)]
pub struct Typesetter {
    /// Asked where it was not built in.
    #[cfg_attr(feature = "pdf", expect(dead_code, reason = "it was built in"))]
    program: String,
    /// By the path of its source: the hash of all that it is made of, and the document.
    kept: BTreeMap<String, ([u8; 32], File)>,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::with(PROGRAM)
    }
}

impl Typesetter {
    /// Sets with that program, where that was not built in.
    pub fn with(program: &str) -> Self {
        Self { program: program.to_owned(), kept: BTreeMap::new() }
    }

    /// Forgets what was set.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// The documents among the files of an export, set as PDF. Before one is set, `begins` hears its name.
    pub fn pdfs(&mut self, files: &[File], mut begins: impl FnMut(&str)) -> Result<Vec<File>, NoPdf> {
        let ours = format!("{FOLDER}/");
        let sources: Vec<&File> = files.iter().filter(|file| file.path.starts_with(&ours)).collect();
        let mains: Vec<&File> = sources.iter().copied().filter(|file| is_main(&file.path)).collect();
        self.kept.retain(|path, _| mains.iter().any(|main| main.path == *path));
        let mut desk = None;
        let mut done = Vec::new();
        for main in mains {
            let parts = parts(main, &sources);
            let hash = hash(&parts);
            let kept = self.kept.get(&main.path).filter(|(of, _)| *of == hash);
            if let Some((_, pdf)) = kept {
                done.push(pdf.clone());
                continue;
            }
            begins(name(&main.path));
            if desk.is_none() {
                desk = Some(self.desk()?);
            }
            let Some(desk) = &desk else { continue };
            let content = desk
                .set(main, &parts)
                .map_err(|said| NoPdf::Refused { document: name(&main.path).to_owned(), said })?;
            let pdf = File { path: format!("{}.pdf", name(&main.path)), content };
            self.kept.insert(main.path.clone(), (hash, pdf.clone()));
            done.push(pdf);
        }
        Ok(done)
    }

    /// The pieces of a set, PDF among them; before a format is made, `begins` hears its name, and for PDF that of each
    /// document too. Where PDF is wanted and cannot be made, it is wanted no more, so that one made before stays where
    /// it is; why is said.
    pub fn pieces(
        &mut self,
        set: &Set<'_>,
        wanted: &mut Vec<Format>,
        mut begins: impl FnMut(&'static str, Option<&str>),
    ) -> (Vec<Piece>, Option<NoPdf>) {
        let format = Format::Pdf.name();
        let others: Vec<Format> = wanted.iter().copied().filter(|one| *one != Format::Pdf).collect();
        let mut pieces = set.pieces(&others, |format| begins(format, None));
        if others.len() == wanted.len() {
            return (pieces, None);
        }
        begins(format, None);
        match self.pdfs(&set.files(&[Format::Typst]), |document| begins(format, Some(document))) {
            Ok(files) => {
                pieces.extend(files.into_iter().map(|file| Piece { format, file }));
                (pieces, None)
            }
            Err(why) => {
                *wanted = others;
                (pieces, Some(why))
            }
        }
    }
}

#[cfg(feature = "pdf")]
impl Typesetter {
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "a program may be missing")]
    fn desk(&self) -> Result<Desk, NoPdf> {
        Ok(Desk)
    }
}

#[cfg(not(feature = "pdf"))]
impl Typesetter {
    fn desk(&self) -> Result<Desk, NoPdf> {
        let probe = Command::new(&self.program).arg("--version").stdin(Stdio::null()).output();
        probe.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => NoPdf::NoProgram,
            _ => NoPdf::NoPlace(error.to_string()),
        })?;
        let folder = tempfile::tempdir().map_err(|error| NoPdf::NoPlace(error.to_string()))?;
        Ok(Desk { program: self.program.clone(), folder })
    }
}

/// True for the source of a document.
fn is_main(path: &str) -> bool {
    path.strip_suffix(".typ").is_some() && path != TEMPLATE_PATH
}

/// What a document is set from: its source, the template, and the pictures it names.
fn parts<'a>(main: &'a File, sources: &[&'a File]) -> Vec<&'a File> {
    let text = String::from_utf8_lossy(&main.content);
    let named = |file: &&File| {
        let path = file.path.strip_prefix(FOLDER).map(|path| path.trim_start_matches('/'));
        file.path == TEMPLATE_PATH || path.is_some_and(|path| !is_main(path) && text.contains(path))
    };
    std::iter::once(main).chain(sources.iter().copied().filter(named)).collect()
}

fn hash(parts: &[&File]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        for bytes in [part.path.as_bytes(), &part.content] {
            hash.update(bytes.len().to_be_bytes());
            hash.update(bytes);
        }
    }
    hash.finalize().into()
}

/// `typst/blueprint.typ` is the source of `blueprint`.
fn name(main: &str) -> &str {
    main.trim_start_matches(FOLDER).trim_start_matches('/').trim_end_matches(".typ")
}

/// What sets documents, as long as there are some to set.
#[cfg(feature = "pdf")]
struct Desk;

#[cfg(feature = "pdf")]
impl Desk {
    #[expect(clippy::unused_self, reason = "what is kept is dropped with it")]
    fn set(&self, main: &File, parts: &[&File]) -> Result<Vec<u8>, String> {
        crate::deliverables::pdf::compile(parts, &main.path).map_err(|unset| unset.why)
    }
}

#[cfg(feature = "pdf")]
impl Drop for Desk {
    fn drop(&mut self) {
        crate::deliverables::pdf::forget();
    }
}

/// A folder in which the program of this machine works.
#[cfg(not(feature = "pdf"))]
struct Desk {
    program: String,
    folder: tempfile::TempDir,
}

#[cfg(not(feature = "pdf"))]
impl Desk {
    fn set(&self, main: &File, parts: &[&File]) -> Result<Vec<u8>, String> {
        let copies: Vec<File> = parts.iter().map(|file| (*file).clone()).collect();
        crate::deliverables::export::write_set(self.folder.path(), &copies)
            .map_err(|error| error.to_string())?;
        let done = "done.pdf";
        let ran = Command::new(&self.program)
            .args(["compile", "--ignore-system-fonts", &main.path, done])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .map_err(|error| error.to_string())?;
        if !ran.status.success() {
            return Err(String::from_utf8_lossy(&ran.stderr).trim().to_owned());
        }
        std::fs::read(self.folder.path().join(done)).map_err(|error| error.to_string())
    }
}
