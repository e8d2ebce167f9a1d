use proptest::prelude::*;

use super::*;
use crate::deliverables::document::{Column, ListKind, Section, Table, Text};

fn document(fill: impl FnOnce(&mut Section)) -> Document {
    let mut document = Document::new("blueprint", "Blueprint");
    document.section("context", "Context", fill);
    document
}

fn words(changes: &Changes) -> Vec<(usize, usize, usize, Range<usize>)> {
    changes.fresh.iter().map(|(spot, range)| (spot.block, spot.part, spot.cell, range.clone())).collect()
}

#[test]
fn only_the_words_that_came_are_new() {
    let before = document(|section| section.paragraph("Exports time out."));
    let after = document(|section| section.paragraph("Exports often time out."));
    let changes = Changes::between(&before, &after);
    assert_eq!(words(&changes), [(2, 0, 0, 8..14)]);
    let back = Changes::between(&after, &before);
    assert_eq!(words(&back), [(2, 0, 0, 8..8)], "where words went there is a place and no words");
}

#[test]
fn an_entry_that_is_gone_leaves_a_place_and_one_that_came_is_new() {
    let list = |entries: &[&str]| {
        let entries: Vec<Text> = entries.iter().map(|entry| Text::from(*entry)).collect();
        document(|section| section.list(ListKind::Bullets, entries))
    };
    let changes = Changes::between(&list(&["one", "two", "three"]), &list(&["one", "three"]));
    assert!(words(&changes).is_empty());
    assert!(changes.gone(2, 1));
    let changes = Changes::between(&list(&["one", "three"]), &list(&["one", "two", "three"]));
    assert_eq!(words(&changes), [(2, 1, 0, 0..3)]);
    let changes = Changes::between(&list(&["one", "two"]), &list(&["one"]));
    assert!(changes.gone(3, 0), "the last entry is missed where the list ends");
}

#[test]
fn in_a_row_the_cells_that_changed_are_new_and_a_new_column_alone_is_not() {
    let table = |cells: [[&str; 2]; 2], labels: [&str; 2]| {
        let mut table = Table::new(labels.map(Column::required));
        for (at, row) in cells.iter().enumerate() {
            table.row(Some(&format!("pain-{at}")), row.iter().map(|cell| Text::from(*cell)));
        }
        document(|section| section.table(table))
    };
    let before = table([["a", "1"], ["b", "2"]], ["Name", "Count"]);
    let after = table([["a", "1"], ["b", "20"]], ["Name", "Count"]);
    assert_eq!(words(&Changes::between(&before, &after)), [(2, 2, 1, 1..2)]);
    let other = table([["a", "x"], ["b", "2"]], ["Name", "Owner"]);
    let changes = Changes::between(&before, &other);
    assert!(changes.fresh(Spot { block: 2, part: 1, cell: 1 }).is_some());
}

proptest! {
    #[test]
    fn nothing_changed_marks_nothing(texts in prop::collection::vec("[a-c ]{0,8}", 0..12)) {
        let make = || document(|section| section.prose("pain-1", &texts.join("\n")));
        prop_assert!(Changes::between(&make(), &make()).is_empty());
    }

    #[test]
    fn what_is_not_marked_was_there_before_in_the_same_order(
        old in prop::collection::vec("[a-c]{1,3}", 0..12),
        new in prop::collection::vec("[a-c]{1,3}", 0..12),
    ) {
        let make = |texts: &[String]| document(|section| {
            section.paragraph("Always here.");
            section.prose("pain-1", &texts.join("\n"));
        });
        let changes = Changes::between(&make(&old), &make(&new));
        let kept = new.iter().enumerate().filter(|(at, _)| changes.fresh(Spot::new(at + 3, 0)).is_none());
        let mut left = old.iter();
        for (_, text) in kept {
            prop_assert!(left.any(|known| known == text), "{text:?} is not marked and was not there");
        }
        let marked = changes.fresh.len();
        prop_assert!(old == new || !changes.is_empty());
        prop_assert!(new.len() < old.len() || marked >= new.len() - old.len());
    }

    #[test]
    fn what_differs_lies_between_a_common_beginning_and_a_common_end(was in "[äb]{0,6}", text in "[äb]{0,6}") {
        let range = differs(&was, &text);
        let (front, back) = (&text[..range.start], &text[range.end..]);
        prop_assert!(was.starts_with(front) && was.ends_with(back) && was.len() >= front.len() + back.len());
    }
}
