//! A session as a set of files: which formats there are, and what each adds to the set.
//!
//! A format is one row of [`FORMATS`]: its name, what it is good for, and the pure function that makes its files
//! from the same [`Set`]. What writing them would change is found out by a [`Plan`], which alone puts them on disk.

mod difference;
mod manifest;
mod plan;
mod write;

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::actions::actions;
use super::adoption_guide::adoption_guide;
use super::api_specification::api_specification;
use super::backstage;
use super::blueprint::{blueprint, further_charts};
use super::contracts::contract;
use super::data;
use super::decision_records::decision_records;
use super::document::{Body, Document};
use super::docx;
use super::html::Pages;
use super::ownership::ownership;
use super::sources::Sources;
use super::tables::tables;
use super::template::Templates;
use super::{markdown, mermaid, svg, typst};
use crate::catalogue::Catalogue;
use crate::workshop::session::Session;

pub use difference::{DiffLine, Side, difference};
pub use manifest::{MANIFEST, Manifest};
pub use plan::{Change, Fate, Plan, Report, Yes};
pub use write::{ExportError, write_set};

/// The form in which a part of the set leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The documents and decision records as Markdown.
    Markdown,
    /// A machine-readable description of each API.
    Contracts,
    /// A page for each document and decision record, and one that holds them all.
    Html,
    /// The documents for Word and its like.
    Docx,
    /// The documents as PDF.
    Pdf,
    /// The documents as source for typst, which sets them as PDF.
    Typst,
    /// Every drawing and chart as SVG, with its Mermaid source.
    Diagrams,
    /// Entities for Backstage's software catalogue.
    Backstage,
    /// Who answers for what.
    Ownership,
    /// What somebody has to do.
    Actions,
    /// Each kind of record as CSV.
    Tables,
    /// The whole session as JSON, with its schema.
    Session,
}

/// What can be said of a format, and how its files are made.
pub struct FormatSpec {
    /// Which one.
    pub format: Format,
    /// Its name on the command line and in the export place.
    pub name: &'static str,
    /// What it is good for, in a few words.
    pub about: &'static str,
    make: fn(&Set<'_>) -> Vec<File>,
}

/// Every format, in the order its files are listed.
pub const FORMATS: &[FormatSpec] = &[
    FormatSpec {
        format: Format::Markdown,
        name: "markdown",
        about: "Documents and decision records, for a repository",
        make: as_markdown,
    },
    FormatSpec {
        format: Format::Contracts,
        name: "contracts",
        about: "OpenAPI, AsyncAPI, protobuf and GraphQL, one for each API",
        make: as_contracts,
    },
    FormatSpec {
        format: Format::Html,
        name: "html",
        about: "A page for each document, and one with all of them and a search",
        make: as_html,
    },
    FormatSpec {
        format: Format::Docx,
        name: "docx",
        about: "The documents for Word, LibreOffice and Google Docs",
        make: as_docx,
    },
    FormatSpec {
        format: Format::Pdf,
        name: "pdf",
        about: "The documents as PDF; needs a program called typst, unless it was built in",
        // Other programs and long work are not for here: see `typesetting`.
        make: |_| Vec::new(),
    },
    FormatSpec {
        format: Format::Typst,
        name: "typst",
        about: "The documents as source for typst, with a template to change",
        make: as_typst,
    },
    FormatSpec {
        format: Format::Diagrams,
        name: "diagrams",
        about: "Every drawing and chart as SVG, with its Mermaid source",
        make: as_diagrams,
    },
    FormatSpec {
        format: Format::Backstage,
        name: "backstage",
        about: "catalog-info.yaml, for Backstage's software catalogue",
        make: as_backstage,
    },
    FormatSpec {
        format: Format::Ownership,
        name: "ownership",
        about: "OWNERS.md, and CODEOWNERS for each repository",
        make: as_ownership,
    },
    FormatSpec {
        format: Format::Actions,
        name: "actions",
        about: "What somebody has to do: a checklist, and CSV for Jira and GitHub",
        make: as_actions,
    },
    FormatSpec {
        format: Format::Tables,
        name: "tables",
        about: "A CSV file for each kind of record, for spreadsheets",
        make: as_tables,
    },
    FormatSpec {
        format: Format::Session,
        name: "session",
        about: "The whole session as JSON with its schema, for programs",
        make: as_session,
    },
];

/// The names of all formats, as a person reads or types them.
pub fn names() -> String {
    FORMATS.iter().map(|spec| spec.name).collect::<Vec<_>>().join(", ")
}

impl Format {
    /// All of them.
    pub fn all() -> Vec<Self> {
        FORMATS.iter().map(|spec| spec.format).collect()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|spec| spec.format == self).map_or("", |spec| spec.name)
    }
}

/// The word names no format.
#[derive(Debug, thiserror::Error)]
#[error("there is no format {0:?}; choose from {known}", known = names())]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let known = FORMATS.iter().find(|spec| spec.name.eq_ignore_ascii_case(word.trim()));
        known.map(|spec| spec.format).ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// One file of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the chosen folder, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub content: Vec<u8>,
}

impl File {
    /// A file of text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: text.into().into_bytes() }
    }
}

/// A file, and the name of the format it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The format.
    pub format: &'static str,
    /// The file.
    pub file: File,
}

/// What every format is made from, found once.
pub struct Set<'a> {
    /// The answers and what follows from them.
    pub sources: Sources<'a>,
    /// Blueprint, API specification and adoption guide; those with nothing to say are not among them.
    pub documents: Vec<Document>,
}

impl<'a> Set<'a> {
    /// Builds the documents of a session.
    pub fn of(session: &'a Session, catalogue: &'a Catalogue, as_of: Date) -> Self {
        Self::shaped(session, catalogue, as_of, &Templates::default())
    }

    /// Builds the documents of a session in an organisation's own shape.
    pub fn shaped(
        session: &'a Session,
        catalogue: &'a Catalogue,
        as_of: Date,
        templates: &Templates,
    ) -> Self {
        let sources = Sources::of(session, catalogue, as_of);
        let mut documents = vec![blueprint(&sources), api_specification(&sources), adoption_guide(&sources)];
        templates.apply(sources.records, &mut documents);
        documents.retain(|document| !document.blocks.is_empty());
        Self { sources, documents }
    }

    /// The files of the wanted formats.
    pub fn files(&self, wanted: &[Format]) -> Vec<File> {
        self.pieces(wanted, |_| {}).into_iter().map(|piece| piece.file).collect()
    }

    /// The same, each with its format. Before a format is made, `begins` hears its name.
    pub fn pieces(&self, wanted: &[Format], mut begins: impl FnMut(&'static str)) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for spec in FORMATS.iter().filter(|spec| wanted.contains(&spec.format)) {
            begins(spec.name);
            let files = (spec.make)(self).into_iter();
            pieces.extend(files.map(|file| Piece { format: spec.name, file }));
        }
        pieces
    }
}

/// The day a session's documents speak of: that of its last change, so that the same session always gives
/// the same documents.
pub fn as_of(session: &Session) -> Date {
    session.changed_at.to_zoned(TimeZone::UTC).date()
}

/// The files of a session in the wanted formats.
pub fn files(session: &Session, catalogue: &Catalogue, as_of: Date, wanted: &[Format]) -> Vec<File> {
    Set::of(session, catalogue, as_of).files(wanted)
}

fn as_markdown(set: &Set<'_>) -> Vec<File> {
    let documents = set
        .documents
        .iter()
        .map(|document| File::text(format!("{}.md", document.slug), markdown::render(document)));
    let records = decision_records(&set.sources).into_iter();
    let logos = set.documents.iter().filter_map(|document| document.logo.as_ref());
    let logos: BTreeMap<_, _> = logos.map(|logo| (logo.path.clone(), logo.content.clone())).collect();
    let logos = logos.into_iter().map(|(path, content)| File { path, content });
    documents
        .chain(logos)
        .chain(records.map(|(path, document)| File::text(path, markdown::render_plain(&document))))
        .collect()
}

fn as_docx(set: &Set<'_>) -> Vec<File> {
    let file = |document: &Document| {
        Some(File { path: format!("{}.docx", document.slug), content: docx::render(document)? })
    };
    // Pictures take the longest, so that the documents are made side by side.
    std::thread::scope(|scope| {
        let making: Vec<_> =
            set.documents.iter().map(|document| scope.spawn(move || file(document))).collect();
        making.into_iter().filter_map(|made| made.join().ok().flatten()).collect()
    })
}

fn as_typst(set: &Set<'_>) -> Vec<File> {
    typst::files(&set.documents)
}

fn as_contracts(set: &Set<'_>) -> Vec<File> {
    let contracts = set.sources.sheets.iter().filter_map(contract);
    contracts.map(|contract| File::text(contract.path, contract.text)).collect()
}

fn as_html(set: &Set<'_>) -> Vec<File> {
    let records = decision_records(&set.sources);
    let pages = Pages { src: &set.sources, documents: &set.documents, records: &records };
    pages.files().into_iter().map(|(path, page)| File::text(path, page)).collect()
}

fn as_diagrams(set: &Set<'_>) -> Vec<File> {
    let mut files = Vec::new();
    for block in set.documents.iter().flat_map(|document| &document.blocks) {
        let (name, drawn, source) = match &block.body {
            Body::Diagram(it) => (&it.name, svg::diagram_file(it), mermaid::flowchart(it)),
            Body::Chart(it) => (&it.name, svg::chart_file(it), mermaid::chart(it)),
            _ => continue,
        };
        files.push(File::text(format!("diagrams/{name}.svg"), drawn));
        files.push(File::text(format!("diagrams/{name}.mmd"), source));
    }
    let clock = set.documents.iter().any(|document| document.heading("doomsday").is_some());
    for chart in further_charts(&set.sources).iter().filter(|_| clock) {
        files.push(File::text(format!("diagrams/{}.svg", chart.name), svg::chart_file(chart)));
        files.push(File::text(format!("diagrams/{}.mmd", chart.name), mermaid::chart(chart)));
    }
    files
}

fn as_backstage(set: &Set<'_>) -> Vec<File> {
    backstage::catalogue(&set.sources).map(|text| File::text(backstage::PATH, text)).into_iter().collect()
}

fn as_ownership(set: &Set<'_>) -> Vec<File> {
    ownership(&set.sources).into_iter().map(|(path, text)| File::text(path, text)).collect()
}

fn as_actions(set: &Set<'_>) -> Vec<File> {
    actions(&set.sources).into_iter().map(|(path, text)| File::text(path, text)).collect()
}

fn as_tables(set: &Set<'_>) -> Vec<File> {
    tables(&set.sources).into_iter().map(|(path, text)| File::text(path, text)).collect()
}

fn as_session(set: &Set<'_>) -> Vec<File> {
    vec![
        File::text(data::PATH, data::session(&set.sources)),
        File::text(data::SCHEMA_PATH, data::published_schema()),
    ]
}
