//! Checks across files: what refers to what, what is there twice, what is nowhere.

use std::collections::BTreeMap;

use super::parts::{Found, Parts};
use super::problem::{Problem, meant};
use crate::workshop::flags::RULES;
use crate::workshop::records::{Aspect, Kind, Need};
use crate::workshop::value::ChoiceSet;

/// What the workshop promises to cover: stages, principles, opening questions, framing questions, mistakes,
/// hazards and deliverables, each with how many there are.
const PROMISES: [(&str, u32); 7] = [("ST", 4), ("P", 6), ("Q", 5), ("F", 7), ("M", 5), ("H", 7), ("D", 3)];

/// The content that is built in keeps every promise. A team's own pack may leave things out.
const COMPLETE: &str = "underpin";

const PACK: &str = "pack.md";

/// Reports what does not fit together.
pub(super) fn check(parts: &Parts, problems: &mut Vec<Problem>) {
    let mut add = |file: &str, line: usize, text: String, hint: String| {
        problems.push(Problem { file: file.to_owned(), line, text, hint });
    };
    unique(&parts.stages, "stage", &mut add);
    unique(&parts.activities, "activity", &mut add);
    unique(&parts.principles, "principle", &mut add);
    unique(&parts.mistakes, "mistake", &mut add);
    unique(&parts.levels, "aspect", &mut add);
    references(parts, &mut add);
    covers(parts, &mut add);
    match &parts.pack {
        None => {
            if !problems.iter().any(|problem| problem.file == PACK) {
                problems.push(Problem {
                    file: PACK.to_owned(),
                    line: 1,
                    text: "the content has no pack.md".to_owned(),
                    hint: "give it one with id, version and title".to_owned(),
                });
            }
        }
        Some(_) if parts.stages.is_empty() || parts.activities.is_empty() => {
            // Pages that could not be read are reported already.
            if problems.is_empty() {
                problems.push(Problem {
                    file: PACK.to_owned(),
                    line: 1,
                    text: "the content asks nothing".to_owned(),
                    hint: "it needs a page in stages/ and one in activities/ at least".to_owned(),
                });
            }
        }
        // What is missing may only be missing because its page has a mistake.
        Some((pack, _)) if pack.id == COMPLETE && problems.is_empty() => {
            complete(parts, problems);
            super::capabilities::complete(&parts.capabilities, problems);
        }
        Some(_) => {}
    }
}

fn unique<T>(found: &[Found<T>], what: &str, add: &mut impl FnMut(&str, usize, String, String)) {
    let mut first: BTreeMap<&str, &Found<T>> = BTreeMap::new();
    for one in found {
        match first.get(one.id.as_str()) {
            Some(other) => add(
                &one.file,
                one.id_line,
                format!("the {what} “{}” is there twice", one.id),
                format!("the other is in {}", other.file),
            ),
            None => {
                first.insert(&one.id, one);
            }
        }
    }
}

fn references(parts: &Parts, add: &mut impl FnMut(&str, usize, String, String)) {
    for activity in &parts.activities {
        if let Some((stage, line)) = &activity.stage
            && !parts.stages.iter().any(|known| known.id == *stage)
        {
            let hint = meant(stage, parts.stages.iter().map(|known| known.id.as_str()));
            add(&activity.file, *line, format!("there is no stage “{stage}”"), hint);
        }
        if let Some((principle, line)) = &activity.principle
            && !parts.principles.iter().any(|known| known.id == *principle)
        {
            let hint = meant(principle, parts.principles.iter().map(|known| known.id.as_str()));
            add(&activity.file, *line, format!("there is no principle “{principle}”"), hint);
        }
    }
    for mistake in &parts.mistakes {
        if !RULES.iter().any(|rule| rule.id == mistake.id) {
            let hint = meant(&mistake.id, RULES.iter().map(|rule| rule.id));
            add(&mistake.file, mistake.id_line, format!("no flag warns of “{}”", mistake.id), hint);
        }
    }
    let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
    for stage in &parts.stages {
        if let Some(other) = numbers.insert(stage.part.number, &stage.file) {
            let text = format!("two stages have the number {}", stage.part.number);
            add(&stage.file, stage.id_line, text, format!("the other is in {other}"));
        }
    }
}

fn covers(parts: &Parts, add: &mut impl FnMut(&str, usize, String, String)) {
    let known = promises();
    let mut covered: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, id, line) in all_covers(parts) {
        if !known.iter().any(|known| known == id) {
            let families = PROMISES.iter().map(|(family, count)| format!("{family}1–{family}{count}"));
            let hint = format!("known: {}", families.collect::<Vec<_>>().join(", "));
            add(file, line, format!("there is nothing called “{id}” to cover"), hint);
        } else if let Some(other) = covered.insert(id, file) {
            add(file, line, format!("“{id}” is covered twice"), format!("the other is in {other}"));
        }
    }
}

/// Every promise by id.
fn promises() -> Vec<String> {
    PROMISES.iter().flat_map(|(family, count)| (1..=*count).map(move |n| format!("{family}{n}"))).collect()
}

fn all_covers(parts: &Parts) -> impl Iterator<Item = (&str, &str, usize)> {
    fn of<T>(found: &[Found<T>]) -> impl Iterator<Item = (&str, &str, usize)> {
        found
            .iter()
            .flat_map(|one| one.covers.iter().map(|(id, line)| (one.file.as_str(), id.as_str(), *line)))
    }
    of(&parts.stages).chain(of(&parts.activities)).chain(of(&parts.principles)).chain(of(&parts.mistakes))
}

/// What the built-in content must have.
fn complete(parts: &Parts, problems: &mut Vec<Problem>) {
    let mut missing = |text: String, hint: String| {
        problems.push(Problem { file: PACK.to_owned(), line: 1, text, hint });
    };
    for id in promises() {
        if !all_covers(parts).any(|(_, covered, _)| covered == id) {
            missing(
                format!("nothing covers “{id}”"),
                "add it to the “covers” of the page that does".to_owned(),
            );
        }
    }
    let captures = || parts.activities.iter().flat_map(|activity| &activity.part.captures);
    for kind in Kind::ALL {
        let spec = kind.spec();
        if !captures().any(|capture| capture.kind() == *kind) {
            missing(
                format!("no activity captures “{}”", spec.key),
                "add it to the “captures” of one".to_owned(),
            );
            continue;
        }
        for field in spec.fields.iter().filter(|field| field.need == Need::Required) {
            let asked =
                captures().any(|capture| capture.kind() == *kind && capture.keys().contains(&field.key));
            if !asked {
                missing(
                    format!(
                        "no activity asks for “{}” of “{}”, which the documents need",
                        field.key, spec.key
                    ),
                    "add it to the “fields” of a capture".to_owned(),
                );
            }
        }
    }
    for rule in RULES.iter().filter(|rule| !parts.mistakes.iter().any(|mistake| mistake.id == rule.id)) {
        missing(format!("no page explains the flag “{}”", rule.id), "add one to mistakes/".to_owned());
    }
    for aspect in Aspect::ALL {
        if !parts.levels.iter().any(|levels| levels.part.aspect == *aspect) {
            missing(
                format!("no page explains the levels of “{}”", aspect.key()),
                "add one to levels/".to_owned(),
            );
        }
    }
}
