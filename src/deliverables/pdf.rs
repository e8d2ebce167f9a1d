//! Sources for typst set as PDF, in the program itself: sources in, bytes out.
//!
//! Only with the cargo feature `pdf`. Fonts are those that come with typst, so that a document looks the same
//! everywhere; nothing is read from a disk or a network.

use std::collections::HashMap;
use std::sync::LazyLock;

use ::typst::diag::{FileError, FileResult};
use ::typst::foundations::{Bytes, Datetime, Duration, Smart};
use ::typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use ::typst::text::{Font, FontBook};
use ::typst::utils::LazyHash;
use ::typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::export::File;

/// A source that cannot be set.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be set: {why}")]
pub struct Unset {
    /// The source.
    pub path: String,
    /// What typst says.
    pub why: String,
}

/// Sets one of the sources.
pub fn compile(sources: &[&File], main: &str) -> Result<Vec<u8>, Unset> {
    let failed = |why: String| Unset { path: main.to_owned(), why };
    let desk = Desk::of(sources, main).ok_or_else(|| failed("it is not among the sources".to_owned()))?;
    let said = |problems: &[::typst::diag::SourceDiagnostic]| {
        let words: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        failed(words.join("; "))
    };
    let document = ::typst::compile::<PagedDocument>(&desk).output.map_err(|problems| said(&problems))?;
    let creator = Smart::Custom(Some(format!("Underpin {}", env!("CARGO_PKG_VERSION"))));
    let options = PdfOptions { creator, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|problems| said(&problems))
}

/// Forgets what was kept to set the next document sooner.
pub fn forget() {
    ::typst::comemo::evict(0);
}

/// The fonts, read once.
static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    let mut book = FontBook::new();
    for font in &fonts {
        book.push(font.info().clone());
    }
    (LazyHash::new(book), fonts)
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// All that typst may look at.
struct Desk {
    main: FileId,
    /// What is markup.
    sources: HashMap<FileId, Source>,
    /// Pictures.
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    fn of(files: &[&File], main: &str) -> Option<Self> {
        let id = |path: &str| {
            let path = VirtualPath::new(path).ok()?;
            Some(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let mut desk = Self { main: id(main)?, sources: HashMap::new(), files: HashMap::new() };
        for file in files {
            let Some(id) = id(&file.path) else { continue };
            if file.path.strip_suffix(".typ").is_some() {
                let text = String::from_utf8_lossy(&file.content).into_owned();
                desk.sources.insert(id, Source::new(id, text));
            } else {
                desk.files.insert(id, Bytes::new(file.content.clone()));
            }
        }
        desk.sources.contains_key(&desk.main).then_some(desk)
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.0
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.1.get(index).cloned()
    }

    /// A document says itself which day it speaks of.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
