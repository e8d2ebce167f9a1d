//! How far an activity, or the session, has come, judged by the answers.
//!
//! Knows nothing of the catalogue: an activity is given as what it captures.

use super::event::Status;
use super::gaps;
use super::records::{FieldSpec, Kind};
use super::session::Session;

/// How much of what an activity asks is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// Nothing.
    Empty,
    /// Something.
    Partly,
    /// Everything the documents need.
    Full,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Progress {
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// The share that is done, 0 to 1; what is partly answered counts half. 0 when there are none.
    pub ratio: f64,
}

impl Progress {
    /// The progress over some activities.
    pub fn of(answered: impl IntoIterator<Item = Answered>) -> Self {
        let (mut done, mut partly, mut total) = (0_usize, 0_usize, 0_usize);
        for one in answered {
            total += 1;
            done += usize::from(one == Answered::Full);
            partly += usize::from(one == Answered::Partly);
        }
        let ratio = if total == 0 { 0.0 } else { (done as f64 + partly as f64 / 2.0) / total as f64 };
        Self { done, total, ratio }
    }
}

/// How much of some captures is answered: each a kind and the fields that are asked, all of them when none
/// is listed. A table is full when it has a row and each row has what is required of those fields; a field
/// that the team marked unknown is answered, because somebody has to find out.
pub fn answered(session: &Session, captures: &[(Kind, Vec<&'static str>)]) -> Answered {
    let each: Vec<Answered> = captures.iter().map(|(kind, fields)| capture(session, *kind, fields)).collect();
    match (each.iter().min(), each.iter().max()) {
        (Some(Answered::Full), _) => Answered::Full,
        (_, None | Some(Answered::Empty)) => Answered::Empty,
        _ => Answered::Partly,
    }
}

fn capture(session: &Session, kind: Kind, fields: &[&'static str]) -> Answered {
    let spec = kind.spec();
    let asked = spec.fields.iter().filter(|field| fields.is_empty() || fields.contains(&field.key));
    let asked: Vec<_> = asked.collect();
    let ids = session.records.ids(kind);
    if ids.is_empty() {
        return Answered::Empty;
    }
    let known = |id: &str, field: &FieldSpec| {
        let unknown = || session.mark(id, Some(field.key)).is_some_and(|mark| mark.status == Status::Unknown);
        gaps::answered(&session.records, id, field) || unknown()
    };
    let any = |id: &&str| asked.iter().any(|field| known(id, field));
    let all = |id: &&str| {
        let needed = asked.iter().filter(|field| gaps::needed(&session.records, id, field));
        let mut needed = needed.peekable();
        let some = needed.peek().is_some();
        needed.all(|field| known(id, field)) && (some || any(id))
    };
    if ids.iter().all(all) {
        Answered::Full
    } else if !spec.form || ids.iter().any(any) {
        Answered::Partly
    } else {
        Answered::Empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::event::Mark;
    use crate::workshop::testkit::Room;

    #[test]
    fn a_form_is_empty_then_partly_then_full() {
        let mut room = Room::new();
        let asked = [(Kind::Purpose, vec!["audience", "mission"])];
        assert_eq!(answered(room.session(), &asked), Answered::Empty);
        room.set("purpose", "out_of_scope", "payments");
        assert_eq!(answered(room.session(), &asked), Answered::Empty, "a field that is not asked");
        room.set("purpose", "audience", "both");
        assert_eq!(answered(room.session(), &asked), Answered::Partly);
        room.set("purpose", "mission", "New services in a day");
        assert_eq!(answered(room.session(), &asked), Answered::Full);
        assert_eq!(
            answered(room.session(), &[(Kind::Purpose, vec![])]),
            Answered::Partly,
            "all fields are asked"
        );
    }

    #[test]
    fn a_table_is_full_when_each_row_is() {
        let mut room = Room::new();
        let asked = [(Kind::UserGroup, vec!["name", "size"])];
        assert_eq!(answered(room.session(), &asked), Answered::Empty);
        let group = room.add("user-group", &[("name", "Engineers"), ("size", "40")]);
        assert_eq!(answered(room.session(), &asked), Answered::Full);
        room.set(&group, "size", "");
        assert_eq!(answered(room.session(), &asked), Answered::Partly);
        let mark = Mark { status: Status::Unknown, owner: None, due: None, note: None };
        room.run(&Command::Mark { id: group, field: Some("size".into()), mark: Some(mark) });
        assert_eq!(answered(room.session(), &asked), Answered::Full, "unknown is an answer");
    }

    #[test]
    fn several_captures_are_full_only_together() {
        let mut room = Room::new();
        let asked = [(Kind::Limit, vec!["name"]), (Kind::StepChange, vec!["name"])];
        room.add("limit", &[("name", "Storage")]);
        assert_eq!(answered(room.session(), &asked), Answered::Partly);
        room.add("step-change", &[("name", "Launch")]);
        assert_eq!(answered(room.session(), &asked), Answered::Full);
        assert_eq!(answered(room.session(), &[]), Answered::Empty);
    }

    #[test]
    fn half_answered_counts_half() {
        let progress = Progress::of([Answered::Full, Answered::Partly, Answered::Empty, Answered::Empty]);
        assert_eq!((progress.done, progress.total), (1, 4));
        assert!((progress.ratio - 0.375).abs() < 1e-12);
        assert_eq!(Progress::of([]), Progress::default());
    }
}
