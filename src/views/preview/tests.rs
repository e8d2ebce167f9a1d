#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use proptest::prelude::*;

use super::*;
use crate::deliverables::blueprint::blueprint;
use crate::deliverables::document::{Column, Section, Table, Text};
use crate::deliverables::export;
use crate::deliverables::sources::Sources;
use crate::journal::Library;
use crate::views::theme::ThemeName;
use crate::workshop::session::Session;

fn theme() -> Theme {
    Theme::new(ThemeName::Dark, true, false)
}

fn document(fill: impl FnOnce(&mut Section)) -> Document {
    let mut document = Document::new("blueprint", "Blueprint");
    document.section("context", "Context", fill);
    document
}

/// The words of each line, and its mark.
fn rows(before: &Document, after: &Document, room: Room) -> Vec<(String, Option<Mark>)> {
    let changes = Changes::between(before, after);
    let theme = theme();
    let mut sheet = Sheet::new(&theme, &changes, room);
    assert!(sheet.fill(after, 0, |_, _| true));
    let words = |row: &Row| row.line.spans.iter().map(|span| span.content.as_ref()).collect::<String>();
    sheet.rows.iter().map(|row| (words(row), row.mark)).collect()
}

#[test]
fn the_line_of_a_paragraph_on_which_words_came_is_marked_and_no_other() {
    let make = |word: &str| {
        document(|section| section.paragraph(format!("One two three four five. Six {word} eight nine ten.")))
    };
    let rows = rows(&make("seven"), &make("SEVEN"), Room::pane(25));
    let marked: Vec<_> = rows.iter().filter(|(_, mark)| mark.is_some()).collect();
    assert_eq!(marked, [&("Six SEVEN eight nine ten.".to_owned(), Some(Mark::Fresh))]);
}

#[test]
fn where_a_paragraph_went_the_gap_is_marked() {
    let make = |texts: &[&str]| document(|section| texts.iter().for_each(|text| section.paragraph(*text)));
    let rows = rows(&make(&["One.", "Two.", "Three."]), &make(&["One.", "Three."]), Room::pane(40));
    let three = rows.iter().position(|(words, _)| words == "Three.").expect("it is there");
    assert_eq!(rows[three - 1], (String::new(), Some(Mark::Gone)));
    assert_eq!(rows.iter().filter(|(_, mark)| mark.is_some()).count(), 1);
}

#[test]
fn a_cell_that_changed_marks_its_row_in_a_grid_and_its_line_in_a_list() {
    let make = |count: &str| {
        let mut table = Table::new(["Pain", "Why it is one", "Hours a week"].map(Column::required));
        table.row(Some("pain-1"), ["Builds wait", "One runner for all", count].map(Text::from));
        table.row(Some("pain-2"), ["Tests flake", "Shared data", "2"].map(Text::from));
        document(|section| section.table(table))
    };
    let (before, after) = (make("4"), make("5"));
    let marked = |room: Room| {
        let rows = rows(&before, &after, room).into_iter().filter(|(_, mark)| *mark == Some(Mark::Fresh));
        rows.map(|(words, _)| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(marked(Room::pane(80)), ["Builds wait One runner for all 5"]);
    assert_eq!(marked(Room::pane(30)), ["Hours a week: 5"]);
}

#[test]
fn amounts_stand_to_the_right_and_long_cells_take_several_lines() {
    let mut table = Table::new([Column::required("What"), Column::required("Hours").right()]);
    let long =
        "What takes long is waiting for a runner that is free and has the right tools on it, every day";
    table.row(None, [Text::from(long), Text::from("4")]);
    let document = document(|section| section.table(table));
    let rows = rows(&document, &document, Room::pane(80));
    let first = rows.iter().find(|(words, _)| words.starts_with("What takes")).expect("a row");
    assert!(first.0.ends_with("     4"), "{first:?}");
    assert!(rows.iter().any(|(words, _)| words.trim_end() == "tools on it, every day"), "{rows:?}");
}

/// The blueprint after so many entries of the worked example.
fn blueprint_at(entries: usize) -> Document {
    let folder = tempfile::tempdir().expect("a folder");
    let now = "2026-11-20T09:00:00Z".parse().expect("a time");
    let opened = Library::at(folder.path()).copy_example("northlight", "Ada Byron", now).expect("an example");
    let session = Session::replay(opened.entries.iter().take(entries));
    let catalogue = crate::catalogue::embedded_later();
    blueprint(&Sources::of(&session, &catalogue, export::as_of(&session)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_line_without_a_mark_was_there_before_and_in_that_order(entries in 40_usize..700, more in 1_usize..6) {
        let (before, after) = (blueprint_at(entries), blueprint_at(entries + more));
        // Where nothing is wrapped; how wide a column is, and the number of an entry, are no words of anybody.
        let words = |(words, mark): &(String, Option<Mark>)| {
            let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
            (mark != &Some(Mark::Fresh) && !plain.is_empty()).then_some(plain)
        };
        let room = Room::pane(100_000);
        let known: Vec<String> = rows(&before, &before, room).iter().filter_map(words).collect();
        let mut left = known.iter();
        for line in rows(&before, &after, room).iter().filter_map(words) {
            prop_assert!(left.any(|known| *known == line), "not marked, and not there before: {line}");
        }
    }

    #[test]
    fn an_unchanged_document_has_no_marks_at_any_width(entries in 40_usize..700, width in 20_usize..200) {
        let document = blueprint_at(entries);
        let room = Room { total: width + 20, text: width.min(96), table: width };
        let rows = rows(&document, &document, room);
        prop_assert!(rows.iter().all(|(_, mark)| mark.is_none()));
        prop_assert!(rows.iter().all(|(words, _)| words.width() <= width));
    }
}
