//! How sure the answers are, and who settles them.

use std::collections::BTreeMap;

use super::event::Mark;

/// The marks of a session, by record and field. Looked up for every cell of every frame, so by borrowed names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marks(BTreeMap<String, Vec<(Option<String>, Mark)>>);

impl Marks {
    /// The mark of a field, or without a field that of the whole record.
    pub fn get(&self, id: &str, field: Option<&str>) -> Option<&Mark> {
        self.of(id).find(|(known, _)| *known == field).map(|(_, mark)| mark)
    }

    /// The marks of a record: its own first, then those of its fields by key.
    pub fn of(&self, id: &str) -> impl Iterator<Item = (Option<&str>, &Mark)> {
        self.0.get(id).into_iter().flatten().map(|(field, mark)| (field.as_deref(), mark))
    }

    /// All marks by record and field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>, &Mark)> {
        self.0.iter().flat_map(|(id, marks)| {
            marks.iter().map(move |(field, mark)| (id.as_str(), field.as_deref(), mark))
        })
    }

    /// True when no answer has a mark.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a mark, or takes it away.
    pub fn set(&mut self, id: &str, field: Option<&str>, mark: Option<Mark>) {
        let marks = self.0.entry(id.to_owned()).or_default();
        let at = marks.binary_search_by(|(known, _)| known.as_deref().cmp(&field));
        match (at, mark) {
            (Ok(at), Some(mark)) => marks[at].1 = mark,
            (Ok(at), None) => _ = marks.remove(at),
            (Err(at), Some(mark)) => marks.insert(at, (field.map(str::to_owned), mark)),
            (Err(_), None) => {}
        }
        // A record whose last mark went is as one that never had any.
        if marks.is_empty() {
            self.0.remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::event::Status;

    #[test]
    fn what_is_set_is_found_and_what_is_taken_away_leaves_nothing() {
        let mark = |status| Some(Mark { status, owner: None, due: None, note: None });
        let mut marks = Marks::default();
        marks.set("pain-2", Some("size"), mark(Status::Estimate));
        marks.set("pain-2", None, mark(Status::Assumption));
        marks.set("pain-1", Some("name"), mark(Status::Unknown));
        let all: Vec<_> = marks.iter().map(|(id, field, mark)| (id, field, mark.status)).collect();
        let whole = ("pain-2", None, Status::Assumption);
        let sized = ("pain-2", Some("size"), Status::Estimate);
        assert_eq!(all, [("pain-1", Some("name"), Status::Unknown), whole, sized]);
        assert_eq!(marks.get("pain-2", None).map(|mark| mark.status), Some(Status::Assumption));
        assert_eq!(marks.get("pain-2", Some("name")), None);
        marks.set("pain-2", Some("size"), mark(Status::Fact));
        assert_eq!(marks.get("pain-2", Some("size")).map(|mark| mark.status), Some(Status::Fact));
        marks.set("pain-1", Some("name"), None);
        assert_eq!(marks.of("pain-1").count(), 0);
        marks.set("pain-2", Some("size"), None);
        marks.set("pain-2", None, None);
        marks.set("pain-3", None, None);
        assert_eq!(marks, Marks::default());
    }
}
