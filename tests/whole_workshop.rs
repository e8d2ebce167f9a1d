//! A whole workshop by keys alone: Home, every activity answered as its own example says, the documents,
//! and the session opened again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use support::Stage;
use underpin::app::items::Item;
use underpin::app::runtime::Start;
use underpin::catalogue::{Activity, Capture};
use underpin::workshop::decide::Command;
use underpin::workshop::input;
use underpin::workshop::records::{FieldSpec, Kind};
use underpin::workshop::session::Session;

/// Types text as it stands, whatever signs it holds.
fn type_text(stage: &mut Stage, text: &str) {
    let key = |letter| Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
    stage.events(text.chars().map(key));
}

/// The bullets of an activity's example.
fn bullets(activity: &Activity) -> Vec<String> {
    activity.example.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect()
}

/// Whether a line can be taken as a row of a table.
fn fits(session: &Session, kind: Kind, fields: &[&'static FieldSpec], line: &str) -> bool {
    let cells = input::split_row(line);
    if cells.len() > fields.len() || (cells.len() < 2 && fields.len() > 1) {
        return false;
    }
    let fields = fields.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let fields = fields.map(|(field, cell)| (field.key.to_owned(), cell)).collect();
    session.decide(&Command::Add { kind, fields, at: None }, "2026-11-22".parse().unwrap()).is_ok()
}

/// Moves the cursor down to an item.
fn move_to(stage: &mut Stage, wanted: impl Fn(&Item) -> bool) {
    stage.press("<home>");
    for _ in 0..400 {
        if stage.desk().item().is_some_and(|item| wanted(&item)) {
            return;
        }
        stage.press("<down>");
    }
    panic!("the cursor never got there:\n{}", stage.screen());
}

/// Answers one activity with its own example; gives how many answers were taken.
fn answer(stage: &mut Stage, activity: &Activity) -> usize {
    let mut taken = 0;
    // Examples follow the order of the tables.
    let mut last = None;
    for bullet in bullets(activity) {
        let row = bullet.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
        if let Some(row) = row {
            let captures = activity.captures.iter().enumerate();
            let fitting = captures.filter_map(|(at, capture)| match capture {
                Capture::Table { kind, fields } if fits(&stage.desk().session, *kind, fields, row) => {
                    Some(at)
                }
                _ => None,
            });
            let fitting: Vec<usize> = fitting.collect();
            let next = fitting.iter().find(|at| last.is_none_or(|last| **at > last));
            let Some(&table) = next.or(fitting.first()) else { continue };
            last = Some(table);
            move_to(stage, |item| matches!(item, Item::Add { capture } if *capture == table));
            stage.press("<enter>");
            type_text(stage, row);
            stage.press("<enter>");
            assert!(!stage.screen().contains("▲ "), "{row} was refused:\n{}", stage.screen());
            stage.press("<esc>");
            taken += 1;
            continue;
        }
        for part in bullet.split("; ") {
            let Some((term, value)) = part.split_once(": ") else { continue };
            let field = activity.captures.iter().find_map(|capture| match capture {
                Capture::Form { fields, .. } => fields.iter().find(|field| field.term == term).copied(),
                Capture::Table { .. } => None,
            });
            let Some(field) = field else { continue };
            move_to(stage, |item| matches!(item, Item::Field { field: known, .. } if *known == field));
            stage.press("<enter>");
            type_text(stage, value);
            stage.event(Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::CONTROL)));
            if stage.runner.app.overlay.is_some() {
                stage.press("<ctrl-c>");
                continue;
            }
            taken += 1;
        }
    }
    taken
}

#[test]
fn a_whole_workshop_by_keys_alone() {
    let mut stage = Stage::home(140, 44);
    stage
        .press("n")
        .press("Harbourline core platform<enter>Harbourline<enter>Ines Albrecht<enter><enter><enter>");
    let activities = stage.desk().catalogue.activities.clone();
    let mut answers = 0;
    for (at, activity) in activities.iter().enumerate() {
        assert_eq!(stage.desk().activity, at);
        let first_words: String = activity.question.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
        stage.sees(&first_words);
        answers += answer(&mut stage, activity);
        stage.press("mn");
    }
    assert!(answers > 80, "only {answers} answers were taken");
    assert!(stage.runner.app.overlay.is_none());
    let empty: Vec<_> = Kind::ALL
        .iter()
        .filter(|kind| !kind.spec().form && stage.desk().session.records.count(**kind) == 0)
        .collect();
    assert!(empty.is_empty(), "no activity led to any of {empty:?}");

    // The documents, without leaving the screen.
    stage.press("ew").sees("Wrote ").press("<tab><tab>").sees("blueprint.md").press("<esc>");
    let slug = stage.desk().path.file_name().unwrap().to_string_lossy().into_owned();
    let folder = stage.root.parent().unwrap().join(format!("{slug}-documents"));
    for name in ["blueprint.md", "api-specification.md", "adoption-guide.md"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.contains("Harbourline"), "{name} does not speak of Harbourline");
    }

    assert!(std::fs::read_dir(folder.join("contracts")).unwrap().count() > 0);

    // Tomorrow.
    let before = stage.desk().session.clone();
    let path = stage.desk().path.clone();
    let place = stage.desk().place();
    stage.press("Q");
    assert!(stage.ended);
    let (root, _folder) = stage.cut();
    let again = Stage::at(&root, Start::Open { path, read_only: false }, 140, 44);
    assert_eq!(again.desk().place(), place);
    assert_eq!(again.desk().session.records, before.records);
    assert_eq!(again.desk().session.activities.len(), activities.len());
}
