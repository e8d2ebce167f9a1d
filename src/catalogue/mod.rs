//! The workshop's content, read from Markdown files: stages, activities, principles, mistakes, levels.
//!
//! ```text
//! files → page (front matter │ headed sections) → typed parts → checks across all → Catalogue
//! ```
//!
//! A file is a YAML front matter, which serde reads strictly, and a body, which is split at its headings.
//! Texts stay Markdown, unwrapped to one line a paragraph; how they look is the business of whoever shows
//! them. Every problem in any file is reported with its file and line, and broken content never panics. This
//! module opens files only to read them and knows nothing of a session.

mod activity;
mod capabilities;
mod check;
mod documents;
mod front;
mod page;
mod parts;
mod problem;
mod source;

pub use activity::{AGENDAS, Activity, Capture};
pub use capabilities::KnownCapability;
pub use documents::{DOCUMENTS, document_sections};
pub use parts::{AspectLevels, Mistake, Principle, Stage};
pub use problem::{Problem, Problems};

use std::path::Path;
use std::sync::LazyLock;

use crate::workshop::records::{Aspect, Kind};
use source::Files;

/// The content of a workshop.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// The content's id; sessions record it.
    pub id: String,
    /// Its version; sessions record it.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// The stages in their order.
    pub stages: Vec<Stage>,
    /// The activities in their order.
    pub activities: Vec<Activity>,
    /// The principles by id.
    pub principles: Vec<Principle>,
    /// The mistakes and hazards by id, M before H.
    pub mistakes: Vec<Mistake>,
    /// What each level of each aspect of readiness means.
    pub levels: Vec<AspectLevels>,
    /// Capabilities that platforms commonly share, to start a list from.
    pub capabilities: Vec<KnownCapability>,
}

/// The content that is built into the program.
pub fn embedded() -> Result<Catalogue, Problems> {
    read(&source::embedded())
}

/// A catalogue that is read when somebody first asks, so that the screen need not wait for it.
pub type Questions = LazyLock<Catalogue, Box<dyn FnOnce() -> Catalogue + Send>>;

/// The built-in content, read when it is first needed.
///
/// # Panics
///
/// On first use, when the program was built with broken content; a test keeps that from happening.
pub fn embedded_later() -> Questions {
    LazyLock::new(Box::new(|| embedded().unwrap_or_else(|problems| panic!("broken content: {problems}"))))
}

/// A catalogue that has been read already.
pub fn questions(catalogue: Catalogue) -> Questions {
    LazyLock::new(Box::new(move || catalogue))
}

/// The content in a folder, for a team that asks its own questions.
pub fn load(folder: &Path) -> Result<Catalogue, Problems> {
    read(&source::folder(folder)?)
}

fn read(files: &Files) -> Result<Catalogue, Problems> {
    let mut problems = Vec::new();
    let read = parts::read(files, &mut problems);
    check::check(&read, &mut problems);
    match read.catalogue() {
        Some(catalogue) if problems.is_empty() => Ok(catalogue),
        _ => Err(Problems::sorted(problems)),
    }
}

impl Catalogue {
    /// The stage with that id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The activity with that id.
    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id == id)
    }

    /// The activities of a stage, in their order.
    pub fn activities_of(&self, stage: &str) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(move |activity| activity.stage == stage)
    }

    /// The principle with that id.
    pub fn principle(&self, id: &str) -> Option<&Principle> {
        self.principles.iter().find(|principle| principle.id == id)
    }

    /// The mistake or hazard with that id.
    pub fn mistake(&self, id: &str) -> Option<&Mistake> {
        self.mistakes.iter().find(|mistake| mistake.id == id)
    }

    /// What the levels of an aspect mean.
    pub fn levels_of(&self, aspect: Aspect) -> Option<&AspectLevels> {
        self.levels.iter().find(|levels| levels.aspect == aspect)
    }

    /// The first activity that asks for a field of a kind, else for the kind: where to jump from evidence.
    pub fn asks(&self, kind: Kind, field: Option<&str>) -> Option<&Activity> {
        let asked = |activity: &&Activity| {
            activity.captures.iter().any(|capture| {
                capture.kind() == kind
                    && field.is_none_or(|field| capture.fields().iter().any(|known| known.key == field))
            })
        };
        self.activities.iter().find(asked).or_else(|| {
            self.activities.iter().find(|one| one.captures.iter().any(|capture| capture.kind() == kind))
        })
    }
}
