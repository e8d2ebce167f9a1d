//! The cursor: where it stands in an activity, how it moves, and how it gets to an answer elsewhere.

use super::{Desk, Pane};
use crate::app::items::{self, Item};
use crate::catalogue::{Activity, Capture};
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::session::Place;

/// Where the cursor stands in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The item.
    pub item: usize,
    /// The column, in a table.
    pub column: usize,
}

impl Desk {
    /// The items the cursor moves over.
    pub fn items(&self) -> Vec<Item> {
        match &self.card {
            Some((id, _)) => items::of_record(id),
            None => items::of_activity(&self.session, self.current_activity()),
        }
    }

    /// The cursor.
    pub fn cursor(&self) -> Cursor {
        match &self.card {
            Some((_, item)) => Cursor { item: *item, column: 0 },
            None => self
                .cursors
                .get(&self.activity)
                .copied()
                .unwrap_or_else(|| Cursor { item: self.first_stop(), column: 0 }),
        }
    }

    /// Puts the cursor somewhere.
    pub fn set_cursor(&mut self, cursor: Cursor) {
        match &mut self.card {
            Some((_, item)) => *item = cursor.item,
            None => {
                self.cursors.insert(self.activity, cursor);
            }
        }
    }

    fn first_stop(&self) -> usize {
        items::first_stop(self.current_activity())
    }

    /// The item under the cursor.
    pub fn item(&self) -> Option<Item> {
        let at = self.cursor().item;
        match &self.card {
            Some((id, _)) => items::of_record(id).into_iter().nth(at),
            None => items::nth_of_activity(&self.session, self.current_activity(), at),
        }
    }

    /// Moves the cursor over stops.
    pub fn step(&mut self, by: isize) {
        let items = self.items();
        let stops: Vec<usize> = (0..items.len()).filter(|at| items[*at].is_stop()).collect();
        let cursor = self.cursor();
        let here = stops.iter().position(|at| *at >= cursor.item).unwrap_or(stops.len().saturating_sub(1));
        let to = here.saturating_add_signed(by).min(stops.len().saturating_sub(1));
        if let Some(item) = stops.get(to) {
            self.set_cursor(Cursor { item: *item, ..cursor });
        }
    }

    /// Moves the cursor over columns; false at the edge.
    pub fn step_column(&mut self, by: isize) -> bool {
        let Some(Item::Row { capture, .. }) = self.item() else { return false };
        let columns = items::table_of(self.current_activity(), capture).map_or(0, |(_, fields)| fields.len());
        let cursor = self.cursor();
        match cursor.column.checked_add_signed(by).filter(|to| *to < columns) {
            Some(column) => {
                self.set_cursor(Cursor { column, ..cursor });
                true
            }
            None => false,
        }
    }

    /// The record and field under the cursor.
    pub fn target(&self) -> Option<(String, &'static FieldSpec)> {
        match self.item()? {
            Item::Field { id, field } => Some((id, field)),
            Item::Row { capture, id } => {
                let (_, fields) = items::table_of(self.current_activity(), capture)?;
                let column = self.cursor().column.min(fields.len().saturating_sub(1));
                Some((id, fields.get(column)?))
            }
            Item::Head { .. } | Item::Add { .. } => None,
        }
    }

    /// Goes to another activity.
    pub fn go_to(&mut self, activity: usize) {
        self.activity = activity.min(self.catalogue.activities.len().saturating_sub(1));
        self.card = None;
        self.scroll = 0;
        self.picture = false;
        let items = self.items();
        let cursor = self.cursor();
        if !items.get(cursor.item).is_some_and(Item::is_stop) {
            let item = self.first_stop();
            self.set_cursor(Cursor { item, column: 0 });
        }
        self.measure();
    }

    /// Goes to an answer: the activity that asks for it, its row and its column. False when none does.
    pub fn jump(&mut self, id: &str, field: Option<&str>) -> bool {
        let Some(kind) = Kind::of_id(id) else { return false };
        let asks = |activity: &Activity, strict: bool| {
            activity.captures.iter().any(|capture| {
                let (Capture::Form { kind: known, fields } | Capture::Table { kind: known, fields }) =
                    capture;
                let has = field.is_none_or(|field| fields.iter().any(|known| known.key == field));
                *known == kind && (has || !strict)
            })
        };
        let find = |strict| self.catalogue.activities.iter().position(|activity| asks(activity, strict));
        let Some(at) = find(true).or_else(|| find(false)) else { return false };
        self.go_to(at);
        self.pane = Pane::Activity;
        self.restore(&Place {
            activity: self.current_activity().id.clone(),
            record: Some(id.to_owned()),
            field: field.map(str::to_owned),
        });
        let shown = self.target().is_some_and(|(at, known)| at == id && field.is_none_or(|f| f == known.key));
        if !shown && let Some(field) = field {
            let fields = kind.spec().fields;
            let item = fields.iter().position(|known| known.key == field).unwrap_or(0);
            self.card = Some((id.to_owned(), item));
        }
        true
    }

    /// Where the person is, as it is kept for the next time.
    pub fn place(&self) -> Place {
        let target = self.target();
        Place {
            activity: self.current_activity().id.clone(),
            record: target.as_ref().map(|(id, _)| id.clone()),
            field: target.map(|(_, field)| field.key.to_owned()),
        }
    }

    /// Goes to a place, as far as it still exists.
    pub fn restore(&mut self, place: &Place) {
        if let Some(at) = self.catalogue.activities.iter().position(|known| known.id == place.activity) {
            self.activity = at;
        }
        let item = self.items().iter().position(|item| match item {
            Item::Field { id, field } => {
                Some(id) == place.record.as_ref() && Some(field.key) == place.field.as_deref()
            }
            Item::Row { id, .. } => Some(id) == place.record.as_ref(),
            _ => false,
        });
        let column = self.column_of(place.field.as_deref());
        let item = item.unwrap_or_else(|| self.first_stop());
        self.set_cursor(Cursor { item, column });
    }

    fn column_of(&self, field: Option<&str>) -> usize {
        let columns = self.current_activity().captures.iter().find_map(|capture| match capture {
            Capture::Table { fields, .. } => fields.iter().position(|known| Some(known.key) == field),
            Capture::Form { .. } => None,
        });
        columns.unwrap_or(0)
    }
}
