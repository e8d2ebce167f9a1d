//! Each kind of record as a table: `tables/KIND.csv`, from the declarations alone.
//!
//! The first column is the id, which never changes. A field is headed by its term; one that refers to other
//! records shows their titles, and has a second column with their ids. What follows from the answers comes next: when
//! a limit runs out, what a pain costs, how a capability scores. The last columns say how sure the
//! record as a whole is and who settles it, and which single answers have a status of their own; one that is blank in
//! every row is left out. Cells are protected as `rows` says. Kinds without records have no table.

mod computed;

use super::rows;
use super::sources::Sources;
use crate::workshop::event::Mark;
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::value::{Shape, Value};

/// Headings of what is known about answers, rather than answered.
const STATUS: [&str; 5] =
    ["Answer status", "Answer settled by", "Answer settled until", "Answer remark", "Single answers"];

/// All tables that have a row: path and text.
pub fn tables(src: &Sources) -> Vec<(String, String)> {
    Kind::ALL.iter().filter_map(|kind| table(src, *kind)).collect()
}

fn table(src: &Sources, kind: Kind) -> Option<(String, String)> {
    let spec = kind.spec();
    let mut ids = src.records.ids(kind);
    // A form is always there, but may be blank.
    ids.retain(|id| !spec.form || !src.records.fields(id).is_empty());
    if ids.is_empty() {
        return None;
    }
    let mut headings = headings(kind);
    let mut rows: Vec<Vec<String>> = ids.into_iter().map(|id| row(src, kind, id)).collect();
    for at in (headings.len() - STATUS.len()..headings.len()).rev() {
        if rows.iter().all(|row| row.get(at).is_none_or(String::is_empty)) {
            headings.remove(at);
            rows.iter_mut().filter(|row| at < row.len()).for_each(|row| drop(row.remove(at)));
        }
    }
    Some((format!("tables/{}.csv", spec.key), rows::csv(&headings, rows)))
}

/// The headings of a kind's table.
fn headings(kind: Kind) -> Vec<String> {
    let mut headings = vec!["Id".to_owned()];
    for field in kind.spec().fields {
        headings.push(field.term.to_owned());
        if let Some(ids) = ids_heading(field) {
            headings.push(ids);
        }
    }
    headings.extend(computed::headings(kind).iter().map(|heading| (*heading).to_owned()));
    headings.extend(STATUS.map(str::to_owned));
    headings
}

fn ids_heading(field: &FieldSpec) -> Option<String> {
    match field.shape {
        Shape::Ref(_) | Shape::Either(..) => Some(format!("{} (id)", field.term)),
        Shape::Refs(_) => Some(format!("{} (ids)", field.term)),
        _ => None,
    }
}

fn row(src: &Sources, kind: Kind, id: &str) -> Vec<String> {
    let mut row = vec![id.to_owned()];
    for field in kind.spec().fields {
        let value = src.records.value(id, field.key);
        row.push(cell(src, field, &value));
        match (field.shape, &value) {
            (Shape::Refs(_), Value::List(ids)) => row.push(ids.join("; ")),
            (Shape::Ref(_) | Shape::Either(..) | Shape::Refs(_), value) => row.push(value.plain()),
            _ => {}
        }
    }
    row.extend(computed::cells(src, kind, id));
    let whole = src.session.marks.get(id, None);
    row.extend(whole.map(|mark| told(src, mark)).unwrap_or_default());
    row.push(single(src, kind, id));
    row
}

/// A value as a person reads it. Items are parted by semicolons, because their texts have commas.
fn cell(src: &Sources, field: &FieldSpec, value: &Value) -> String {
    match value {
        Value::List(items) => {
            let shown = items.iter().map(|item| match field.shape {
                Shape::Refs(_) => src.records.title(item),
                _ => src.records.display(field, &Value::List(vec![item.clone()])),
            });
            shown.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Value::Text(id) if matches!(field.shape, Shape::Ref(_) | Shape::Either(..)) => src.records.title(id),
        value => src.records.display(field, value),
    }
}

/// Status, who settles it, by when, and the remark.
fn told(src: &Sources, mark: &Mark) -> [String; 4] {
    let owner = mark.owner.as_deref().map(|id| src.session.person_name(id));
    let due = mark.due.map(|due| due.to_string());
    [
        mark.status.name().to_owned(),
        owner.unwrap_or_default(),
        due.unwrap_or_default(),
        mark.note.clone().unwrap_or_default(),
    ]
}

/// `Growth: estimate, Nadia Haddad, 2026-11-27; …` for the answers that have a status of their own.
fn single(src: &Sources, kind: Kind, id: &str) -> String {
    let marked = kind.spec().fields.iter().filter_map(|field| {
        let mark = src.session.marks.get(id, Some(field.key))?;
        let told: Vec<String> = told(src, mark).into_iter().filter(|part| !part.is_empty()).collect();
        Some(format!("{}: {}", field.term, told.join(", ")))
    });
    marked.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::event::Status;
    use crate::workshop::session::Session;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_columns_of_a_table_share_a_heading() {
        for kind in Kind::ALL {
            let headings = headings(*kind);
            let distinct: BTreeSet<String> = headings.iter().map(|one| one.to_lowercase()).collect();
            assert_eq!(distinct.len(), headings.len(), "{}: {headings:?}", kind.spec().key);
        }
    }

    #[test]
    fn what_is_computed_has_a_cell_for_each_heading_and_is_blank_until_it_can_be() {
        let catalogue = crate::catalogue::embedded().unwrap();
        let mut room = crate::workshop::testkit::Room::new();
        room.add("pain", &[("name", "Waiting")]);
        room.add(
            "pain",
            &[("name", "Mending"), ("people", "30"), ("minutes", "10 min"), ("frequency", "1/week")],
        );
        room.add("limit", &[("name", "Disk")]);
        room.add("capability", &[("name", "Search")]);
        let session = room.session();
        let src = Sources::of(session, &catalogue, jiff::civil::date(2027, 1, 1));
        for (kind, id) in
            [(Kind::Pain, "pain-1"), (Kind::Limit, "limit-1"), (Kind::Capability, "capability-1")]
        {
            let cells = computed::cells(&src, kind, id);
            assert_eq!(cells.len(), computed::headings(kind).len());
            assert!(cells.iter().all(String::is_empty), "{cells:?}");
        }
        assert_eq!(computed::cells(&src, Kind::Pain, "pain-2"), ["5", ""]);
    }

    #[test]
    fn what_nobody_doubts_has_no_columns_for_doubt() {
        let catalogue = crate::catalogue::embedded().unwrap();
        let mut room = crate::workshop::testkit::Room::new();
        room.add("team", &[("name", "Ops")]);
        room.add("pain", &[("name", "Waiting"), ("people", "30")]);
        room.add("pain", &[("name", "Mending")]);
        let mark = Mark { status: Status::Estimate, owner: None, due: None, note: None };
        room.run(&Command::Mark { id: "pain-1".into(), field: Some("people".into()), mark: Some(mark) });
        let src = Sources::of(room.session(), &catalogue, jiff::civil::date(2027, 1, 1));
        let all = tables(&src);
        let head = |path: &str| {
            all.iter().find(|(name, _)| name == path).unwrap().1.lines().next().unwrap().to_owned()
        };
        assert!(!head("tables/team.csv").contains("Answer"), "{}", head("tables/team.csv"));
        let pain = head("tables/pain.csv");
        assert!(pain.ends_with(",Single answers") && !pain.contains("Answer remark"), "{pain}");
        let rows = &all.iter().find(|(name, _)| name == "tables/pain.csv").unwrap().1;
        let cells: Vec<usize> = rows.lines().map(|row| row.split(',').count()).collect();
        assert!(cells.iter().all(|count| *count == cells[0]), "{rows}");
    }

    #[test]
    fn an_empty_session_has_no_tables() {
        let catalogue = crate::catalogue::embedded().unwrap();
        let session = Session::default();
        let src = Sources::of(&session, &catalogue, jiff::civil::date(2027, 1, 1));
        assert!(tables(&src).is_empty());
    }
}
