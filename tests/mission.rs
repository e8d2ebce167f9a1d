//! What the workshop promises is in it, each promise in one place.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use underpin::catalogue::{Activity, Capture, Catalogue, document_sections, embedded};
use underpin::deliverables::adoption_guide::adoption_guide;
use underpin::deliverables::api_specification::api_specification;
use underpin::deliverables::blueprint::blueprint;
use underpin::deliverables::export::{Format, as_of, files};
use underpin::deliverables::sources::Sources;
use underpin::journal::examples;
use underpin::workshop::flags::RULES;
use underpin::workshop::value::Shape;

/// Every promise: four stages, six insights, five opening questions, seven framing questions, five mistakes,
/// seven hazards, three documents.
fn promises() -> Vec<String> {
    let families = [("ST", 4), ("P", 6), ("Q", 5), ("F", 7), ("M", 5), ("H", 7), ("D", 3)];
    families.iter().flat_map(|(family, count)| (1..=*count).map(move |n| format!("{family}{n}"))).collect()
}

/// What covers each promise.
fn covers(catalogue: &Catalogue) -> BTreeMap<&str, Vec<String>> {
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let stages = catalogue.stages.iter().map(|one| (format!("stage {}", one.id), &one.covers));
    let activities = catalogue.activities.iter().map(|one| (format!("activity {}", one.id), &one.covers));
    let principles = catalogue.principles.iter().map(|one| (format!("principle {}", one.id), &one.covers));
    let mistakes = catalogue.mistakes.iter().map(|one| (format!("mistake {}", one.id), &one.covers));
    for (who, covered) in stages.chain(activities).chain(principles).chain(mistakes) {
        for id in covered {
            found.entry(id).or_default().push(who.clone());
        }
    }
    found
}

fn activity_for<'a>(catalogue: &'a Catalogue, id: &str) -> &'a Activity {
    let found = catalogue.activities.iter().find(|one| one.covers.iter().any(|covered| covered == id));
    found.unwrap_or_else(|| panic!("no activity covers {id}"))
}

#[test]
fn every_promise_is_kept_in_exactly_one_place() {
    let catalogue = embedded().unwrap();
    let covers = covers(&catalogue);
    let promised = promises();
    for id in &promised {
        assert_eq!(covers.get(id.as_str()).map_or(0, Vec::len), 1, "{id}: {:?}", covers.get(id.as_str()));
    }
    assert_eq!(covers.len(), promised.len(), "{covers:?}");
}

#[test]
fn each_kind_of_promise_is_kept_by_the_right_kind_of_page() {
    let catalogue = embedded().unwrap();
    let covers = covers(&catalogue);
    for id in promises() {
        let who = match id.trim_end_matches(char::is_numeric) {
            "ST" => "stage ",
            "P" => "principle ",
            "M" | "H" => "mistake ",
            _ => "activity ",
        };
        assert!(covers[id.as_str()][0].starts_with(who), "{id} is covered by {}", covers[id.as_str()][0]);
    }
}

#[test]
fn every_opening_and_framing_question_captures_answers_that_can_be_worked_with() {
    let catalogue = embedded().unwrap();
    let questions = promises().into_iter().filter(|id| id.starts_with('Q') || id.starts_with('F'));
    for id in questions {
        let activity = activity_for(&catalogue, &id);
        assert!(!activity.captures.is_empty(), "{id}: {} captures nothing", activity.id);
        let fields = activity.captures.iter().flat_map(Capture::fields);
        let prose_only = fields.clone().all(|field| matches!(field.shape, Shape::Prose));
        assert!(!prose_only, "{id}: {} is one big text box", activity.id);
        assert!(fields.count() > 1, "{id}: {} asks for one thing only", activity.id);
    }
}

#[test]
fn every_principle_drives_an_activity() {
    let catalogue = embedded().unwrap();
    for principle in &catalogue.principles {
        let driven = catalogue.activities.iter().any(|one| one.principle.as_ref() == Some(&principle.id));
        assert!(driven, "{} ({}) drives nothing", principle.id, principle.title);
    }
}

#[test]
fn every_flag_has_a_rule_a_page_and_an_activity_that_can_raise_it() {
    let catalogue = embedded().unwrap();
    let rules: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    let pages: Vec<_> = catalogue.mistakes.iter().map(|mistake| mistake.id.as_str()).collect();
    let mut sorted = rules.clone();
    sorted.sort_by_key(|id| (id.starts_with('H'), *id));
    assert_eq!(sorted, pages);
    for rule in rules {
        let raised = catalogue.activities.iter().any(|one| one.flags.iter().any(|flag| flag == rule));
        assert!(raised, "no activity warns of {rule}");
    }
}

/// The sections that the worked examples fill, as `document#section`.
fn filled(catalogue: &Catalogue) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for example in examples() {
        let session = example.session();
        let src = Sources::of(&session, catalogue, as_of(&session));
        for document in [blueprint(&src), api_specification(&src), adoption_guide(&src)] {
            let slug = &document.slug;
            found.extend(document.blocks.iter().map(|block| format!("{slug}#{}", block.section)));
        }
    }
    found
}

#[test]
fn what_an_activity_feeds_is_a_section_that_answers_fill() {
    let catalogue = embedded().unwrap();
    let filled = filled(&catalogue);
    for activity in &catalogue.activities {
        assert!(filled.contains(&activity.feeds), "{} feeds {}\n{filled:?}", activity.id, activity.feeds);
    }
}

#[test]
fn the_documents_have_the_sections_that_content_may_name() {
    let catalogue = embedded().unwrap();
    for section in filled(&catalogue) {
        let (document, section) = section.split_once('#').unwrap();
        let known = document_sections(document).unwrap_or_else(|| panic!("content knows no {document}"));
        assert!(known.contains(&section), "content knows no section {section} of {document}");
    }
}

/// D1, D2 and D3: each worked example gives all three documents, and the activity that promises one feeds it.
#[test]
fn every_document_is_written() {
    let catalogue = embedded().unwrap();
    for (promise, document) in [("D1", "blueprint"), ("D2", "api-specification"), ("D3", "adoption-guide")] {
        assert_eq!(activity_for(&catalogue, promise).feeds_section().0, document);
        for example in examples() {
            let session = example.session();
            let set = files(&session, &catalogue, as_of(&session), &[Format::Markdown]);
            let written = set.iter().find(|file| file.path == format!("{document}.md"));
            let lines = written.map_or(0, |file| String::from_utf8_lossy(&file.content).lines().count());
            assert!(lines > 100, "{}: {document} has {lines} lines", example.slug);
        }
    }
}

#[test]
fn every_document_is_fed() {
    let catalogue = embedded().unwrap();
    for (document, _) in underpin::catalogue::DOCUMENTS {
        let fed = catalogue.activities.iter().filter(|one| one.feeds_section().0 == document).count();
        assert!(fed > 0, "nothing feeds {document}");
    }
}
