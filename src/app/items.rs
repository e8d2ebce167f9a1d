//! What the cursor can stand on in an activity: the fields of forms, the rows of tables, the place to add.

use crate::catalogue::{Activity, Capture};
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::session::Session;

/// One stop of the cursor, or a heading between stops.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A field of a form or of an opened record.
    Field {
        /// The record.
        id: String,
        /// The field.
        field: &'static FieldSpec,
    },
    /// The head of a table, with its columns.
    Head {
        /// Which capture of the activity.
        capture: usize,
    },
    /// A row of a table.
    Row {
        /// Which capture of the activity.
        capture: usize,
        /// The record.
        id: String,
    },
    /// The line under a table where a new row is typed.
    Add {
        /// Which capture of the activity.
        capture: usize,
    },
}

impl Item {
    /// True when the cursor can stand here.
    pub fn is_stop(&self) -> bool {
        !matches!(self, Self::Head { .. })
    }

    /// The record it shows, if it shows one.
    pub fn record(&self) -> Option<&str> {
        match self {
            Self::Field { id, .. } | Self::Row { id, .. } => Some(id),
            Self::Head { .. } | Self::Add { .. } => None,
        }
    }
}

/// The items of an activity, top to bottom.
pub fn of_activity(session: &Session, activity: &Activity) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, capture) in activity.captures.iter().enumerate() {
        match capture {
            Capture::Form { kind, fields } => {
                let id = kind.spec().key;
                items.extend(fields.iter().map(|field| Item::Field { id: id.to_owned(), field }));
            }
            Capture::Table { kind, .. } => {
                items.push(Item::Head { capture: at });
                let rows = session.records.ids(*kind).into_iter();
                items.extend(rows.map(|id| Item::Row { capture: at, id: id.to_owned() }));
                items.push(Item::Add { capture: at });
            }
        }
    }
    items
}

/// One item of an activity, without making the others: the same as `of_activity(…)[at]`.
pub fn nth_of_activity(session: &Session, activity: &Activity, at: usize) -> Option<Item> {
    let mut before = 0;
    for (number, capture) in activity.captures.iter().enumerate() {
        match capture {
            Capture::Form { kind, fields } => {
                if let Some(field) = fields.get(at - before) {
                    return Some(Item::Field { id: kind.spec().key.to_owned(), field });
                }
                before += fields.len();
            }
            Capture::Table { kind, .. } => {
                let rows = session.records.count(*kind);
                match at - before {
                    0 => return Some(Item::Head { capture: number }),
                    row if row <= rows => {
                        let (id, _) = session.records.nth(*kind, row - 1)?;
                        return Some(Item::Row { capture: number, id: id.to_owned() });
                    }
                    row if row == rows + 1 => return Some(Item::Add { capture: number }),
                    _ => before += rows + 2,
                }
            }
        }
    }
    None
}

/// The first item of an activity that the cursor can stand on: a table opens with its head.
pub fn first_stop(activity: &Activity) -> usize {
    let captures = activity.captures.iter().filter(|capture| !capture.fields().is_empty());
    captures.take(1).filter(|capture| matches!(capture, Capture::Table { .. })).count()
}

/// The items of one opened record: all its fields.
pub fn of_record(id: &str) -> Vec<Item> {
    let fields = Kind::of_id(id).map_or(&[] as &[FieldSpec], |kind| kind.spec().fields);
    fields.iter().map(|field| Item::Field { id: id.to_owned(), field }).collect()
}

/// The kind and columns of a table capture.
pub fn table_of(activity: &Activity, capture: usize) -> Option<(Kind, &[&'static FieldSpec])> {
    match activity.captures.get(capture)? {
        Capture::Table { kind, fields } => Some((*kind, fields)),
        Capture::Form { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use crate::catalogue::embedded;
    use crate::journal::examples;

    #[test]
    fn one_item_is_the_same_as_that_item_of_all() {
        let catalogue = embedded().unwrap();
        for session in [Session::default(), examples()[0].session()] {
            for activity in &catalogue.activities {
                let all = of_activity(&session, activity);
                for at in 0..all.len() + 3 {
                    let one = nth_of_activity(&session, activity, at);
                    assert_eq!(one.as_ref(), all.get(at), "{} {at}", activity.id);
                }
                assert_eq!(first_stop(activity), all.iter().position(Item::is_stop).unwrap_or(0));
            }
        }
    }
}
