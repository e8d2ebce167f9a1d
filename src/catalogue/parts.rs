//! The other parts of the content, and reading all of them from their files.

use super::Catalogue;
use super::activity::{self, Activity};
use super::capabilities::{self, KnownCapability};
use super::front::{self, At, line_of};
use super::page::Page;
use super::problem::{Problem, Report, meant};
use super::source::{FOLDERS, Files};
use crate::workshop::records::{Aspect, Level};
use crate::workshop::value::ChoiceSet;

/// A stage of the workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its place, counted from 1.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// What the team leaves it with.
    pub leaves: String,
    /// What it is there for, by id.
    pub covers: Vec<String>,
}

/// An insight of somebody who has built platforms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    /// Its id, `P1` to `P6`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whose insight it is.
    pub person: String,
    /// What it is there for, by id.
    pub covers: Vec<String>,
    /// The insight.
    pub insight: String,
    /// What to try now.
    pub tries: Vec<String>,
}

/// A mistake or hazard that flags warn of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Its id, `M1` to `M5` and `H1` to `H7`: that of the flag.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is there for, by id.
    pub covers: Vec<String>,
    /// What is wrong.
    pub wrong: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub remedy: String,
    /// What the adoption guide advises.
    pub do_: String,
    /// What the adoption guide advises against.
    pub dont: String,
}

/// What the levels of an aspect of readiness mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectLevels {
    /// The aspect.
    pub aspect: Aspect,
    /// What is asked.
    pub question: String,
    /// Where the levels come from.
    pub source: String,
    /// What is true at each level, lowest first.
    pub levels: [String; 4],
    /// What brings a team from each level to the next.
    pub next: [String; 3],
}

/// A part with the places in its file that checks across files need.
pub(super) struct Found<T> {
    pub part: T,
    pub file: String,
    pub id: String,
    pub id_line: usize,
    pub covers: Vec<(String, usize)>,
    pub stage: Option<(String, usize)>,
    pub principle: Option<(String, usize)>,
}

impl Found<()> {
    pub fn new(file: &str, id: &At<String>, covers: &[At<String>]) -> Self {
        Self {
            part: (),
            file: file.to_owned(),
            id: id.value.clone(),
            id_line: line_of(id),
            covers: covers.iter().map(|one| (one.value.clone(), line_of(one))).collect(),
            stage: None,
            principle: None,
        }
    }

    pub fn with<T>(self, part: T) -> Found<T> {
        let Self { file, id, id_line, covers, stage, principle, .. } = self;
        Found { part, file, id, id_line, covers, stage, principle }
    }
}

/// All parts that could be read.
#[derive(Default)]
pub(super) struct Parts {
    pub pack: Option<(front::Pack, String)>,
    pub stages: Vec<Found<Stage>>,
    pub activities: Vec<Found<Activity>>,
    pub principles: Vec<Found<Principle>>,
    pub mistakes: Vec<Found<Mistake>>,
    pub levels: Vec<Found<AspectLevels>>,
    pub capabilities: Vec<KnownCapability>,
}

impl Parts {
    /// The catalogue; `None` without a pack.
    pub fn catalogue(self) -> Option<Catalogue> {
        fn parts<T>(found: Vec<Found<T>>) -> Vec<T> {
            found.into_iter().map(|one| one.part).collect()
        }
        let (pack, about) = self.pack?;
        let mut stages = parts(self.stages);
        stages.sort_by_key(|stage| stage.number);
        let mut mistakes = parts(self.mistakes);
        mistakes.sort_by_key(|mistake| (mistake.id.starts_with('H'), mistake.id.clone()));
        let mut levels = parts(self.levels);
        levels.sort_by_key(|levels| levels.aspect);
        let mut principles = parts(self.principles);
        principles.sort_by(|one, other| one.id.cmp(&other.id));
        Some(Catalogue {
            id: pack.id,
            version: pack.version,
            title: pack.title,
            about,
            stages,
            activities: parts(self.activities),
            principles,
            mistakes,
            levels,
            capabilities: self.capabilities,
        })
    }
}

/// Reads every file.
pub(super) fn read(files: &Files, problems: &mut Vec<Problem>) -> Parts {
    let mut parts = Parts::default();
    for (file, bytes) in files {
        let report = &mut Report { file, problems };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
                report.add(line, "the page is not UTF-8", "save it as UTF-8");
                continue;
            }
        };
        let Some(page) = Page::of(text, report) else { continue };
        match file.split_once('/').map_or(("", file.as_str()), |(folder, name)| (folder, name)) {
            ("", "pack.md") => {
                parts.pack =
                    front::read::<front::Pack>(page.front, report).map(|pack| (pack, page.intro.text()));
            }
            ("", capabilities::PAGE) => parts.capabilities = capabilities::read(&page, report),
            ("stages", _) => parts.stages.extend(stage(&page, report)),
            ("activities", _) => parts.activities.extend(activity::read(&page, report)),
            ("principles", _) => parts.principles.extend(principle(&page, report)),
            ("mistakes", _) => parts.mistakes.extend(mistake(&page, report)),
            ("levels", _) => parts.levels.extend(levels(&page, report)),
            _ => report.add(
                1,
                "the page is not read by anything",
                format!("content is pack.md, {} and the folders {}", capabilities::PAGE, FOLDERS.join(", ")),
            ),
        }
    }
    parts
}

fn values(list: Vec<At<String>>) -> Vec<String> {
    list.into_iter().map(|one| one.value).collect()
}

fn stage(page: &Page<'_>, report: &mut Report<'_>) -> Option<Found<Stage>> {
    if page.intro.is_empty() {
        report.add(page.lines, "the text is missing", "say what the team leaves the stage with");
    }
    let front: front::Stage = front::read(page.front, report)?;
    Some(Found::new(report.file, &front.id, &front.covers).with(Stage {
        id: front.id.value,
        number: front.number.value,
        title: front.title,
        leaves: page.intro.text(),
        covers: values(front.covers),
    }))
}

fn principle(page: &Page<'_>, report: &mut Report<'_>) -> Option<Found<Principle>> {
    page.only(&["Try"], report);
    if page.intro.is_empty() {
        report.add(page.lines, "the text is missing", "say what the insight is, before “## Try”");
    }
    let tries = page.section("Try", report).map(|section| section.list(report));
    let front: front::Principle = front::read(page.front, report)?;
    Some(Found::new(report.file, &front.id, &front.covers).with(Principle {
        id: front.id.value,
        title: front.title,
        person: front.person,
        covers: values(front.covers),
        insight: page.intro.text(),
        tries: tries.unwrap_or_default(),
    }))
}

const MISTAKE: [&str; 5] = ["What is wrong", "Why it matters", "What to do", "Do", "Don't"];

fn mistake(page: &Page<'_>, report: &mut Report<'_>) -> Option<Found<Mistake>> {
    page.only(&MISTAKE, report);
    let [wrong, why, remedy, do_, dont] =
        MISTAKE.map(|title| page.section(title, report).map(super::page::Section::text).unwrap_or_default());
    let front: front::Mistake = front::read(page.front, report)?;
    Some(Found::new(report.file, &front.id, &front.covers).with(Mistake {
        id: front.id.value,
        title: front.title,
        covers: values(front.covers),
        wrong,
        why,
        remedy,
        do_,
        dont,
    }))
}

const NEXT: &str = "Next";

fn levels(page: &Page<'_>, report: &mut Report<'_>) -> Option<Found<AspectLevels>> {
    let titles: [&str; 4] = std::array::from_fn(|at| Level::OPTIONS[at].label);
    page.only(&[titles[0], titles[1], titles[2], titles[3], NEXT], report);
    let levels =
        titles.map(|title| page.section(title, report).map(super::page::Section::text).unwrap_or_default());
    let next = page.section(NEXT, report);
    let steps = next.map(|section| section.list(report)).unwrap_or_default();
    let next = [1, 2, 3].map(|level| {
        let start = format!("{level} to {}:", level + 1);
        let step = steps.iter().find_map(|step| step.strip_prefix(&start));
        if step.is_none() {
            let line = next.map_or(page.lines, |section| section.line);
            report.add(
                line,
                format!("the step from {level} to {} is missing", level + 1),
                format!("add “- {start} …”"),
            );
        }
        step.unwrap_or_default().trim().to_owned()
    });
    let front: front::Levels = front::read(page.front, report)?;
    let Some(aspect) = Aspect::from_key(&front.id.value) else {
        let hint = meant(&front.id.value, Aspect::OPTIONS.iter().map(|option| option.key));
        report.add(line_of(&front.id), format!("there is no aspect “{}”", front.id.value), hint);
        return None;
    };
    if front.title != aspect.label() {
        report.add(1, format!("the aspect is called “{}” everywhere else", aspect.label()), "use that title");
    }
    Some(Found::new(report.file, &front.id, &[]).with(AspectLevels {
        aspect,
        question: front.question,
        source: page.intro.text(),
        levels,
        next,
    }))
}
