//! Where the records of a kind are kept: a table, or a form with its one record.

use super::AnyRecord;
use crate::workshop::fields::Fields;
use crate::workshop::value::{Kinded, Ref, Refs};

/// A record in a table: its id, which never changes, and its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<R> {
    /// The id, such as `pain-3`.
    pub id: String,
    /// The record.
    pub data: R,
}

impl<R> std::ops::Deref for Row<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.data
    }
}

/// All records of one kind, in the order the team keeps them.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<R> {
    rows: Vec<Row<R>>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<R> std::ops::Deref for Table<R> {
    type Target = [Row<R>];
    fn deref(&self) -> &[Row<R>] {
        &self.rows
    }
}

impl<'a, R> IntoIterator for &'a Table<R> {
    type Item = &'a Row<R>;
    type IntoIter = std::slice::Iter<'a, Row<R>>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<R> Table<R> {
    /// The record with that id.
    pub fn by_id(&self, id: &str) -> Option<&Row<R>> {
        self.rows.get(self.place_of(id)?)
    }
    /// Rows mostly stand in the order of their numbers, so the search begins where the number says.
    fn place_of(&self, id: &str) -> Option<usize> {
        let guess = (number_of(id) as usize).min(self.rows.len());
        let (before, after) = self.rows.split_at(guess);
        let found = before.iter().rposition(|row| row.id == id);
        found.or_else(|| after.iter().position(|row| row.id == id).map(|at| guess + at))
    }
    /// The record a reference points to.
    pub fn get_ref(&self, reference: &Ref<R>) -> Option<&Row<R>> {
        self.by_id(reference.id()?)
    }
    /// The records that references point to, in their order.
    pub fn get_refs<'a>(&'a self, references: &'a Refs<R>) -> impl Iterator<Item = &'a Row<R>> {
        references.ids().iter().filter_map(|id| self.by_id(id))
    }
}

/// A table or form seen through its declaration.
pub(super) trait AnyTable {
    fn ids(&self) -> Vec<&str>;
    fn count(&self) -> usize;
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)>;
    fn place(&self, id: &str) -> Option<usize>;
    fn record(&self, id: &str) -> Option<&dyn AnyRecord>;
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord>;
    fn insert(&mut self, at: usize, id: &str, fields: &Fields);
    fn remove(&mut self, id: &str);
    fn shift(&mut self, id: &str, to: usize);
}

impl<R: AnyRecord + Default> AnyTable for Table<R> {
    fn ids(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.id.as_str()).collect()
    }
    fn count(&self) -> usize {
        self.rows.len()
    }
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)> {
        self.rows.get(at).map(|row| (row.id.as_str(), &row.data as &dyn AnyRecord))
    }
    fn place(&self, id: &str) -> Option<usize> {
        self.place_of(id)
    }
    fn record(&self, id: &str) -> Option<&dyn AnyRecord> {
        self.by_id(id).map(|row| &row.data as &dyn AnyRecord)
    }
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord> {
        let at = self.place_of(id)?;
        self.rows.get_mut(at).map(|row| &mut row.data as &mut dyn AnyRecord)
    }
    fn insert(&mut self, at: usize, id: &str, fields: &Fields) {
        if self.by_id(id).is_some() {
            return;
        }
        let mut data = R::default();
        for (key, value) in fields.iter() {
            data.put(key, value);
        }
        self.rows.insert(at.min(self.rows.len()), Row { id: id.to_owned(), data });
    }
    fn remove(&mut self, id: &str) {
        self.rows.retain(|row| row.id != id);
    }
    fn shift(&mut self, id: &str, to: usize) {
        if let Some(from) = self.place_of(id) {
            let row = self.rows.remove(from);
            self.rows.insert(to.min(self.rows.len()), row);
        }
    }
}

/// The one record of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form<R>(R);

impl<R> std::ops::Deref for Form<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<R: AnyRecord + Kinded> AnyTable for Form<R> {
    fn ids(&self) -> Vec<&str> {
        vec![R::KIND.spec().key]
    }
    fn count(&self) -> usize {
        1
    }
    fn nth(&self, at: usize) -> Option<(&str, &dyn AnyRecord)> {
        (at == 0).then_some((R::KIND.spec().key, &self.0 as &dyn AnyRecord))
    }
    fn place(&self, id: &str) -> Option<usize> {
        (id == R::KIND.spec().key).then_some(0)
    }
    fn record(&self, id: &str) -> Option<&dyn AnyRecord> {
        (id == R::KIND.spec().key).then_some(&self.0 as &dyn AnyRecord)
    }
    fn record_mut(&mut self, id: &str) -> Option<&mut dyn AnyRecord> {
        if id == R::KIND.spec().key { Some(&mut self.0) } else { None }
    }
    fn insert(&mut self, _: usize, _: &str, _: &Fields) {}
    fn remove(&mut self, _: &str) {}
    fn shift(&mut self, _: &str, _: usize) {}
}

/// The number at the end of a record's id; 0 for a form.
pub fn number_of(id: &str) -> u32 {
    id.rsplit_once('-').and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}
