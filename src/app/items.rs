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
