//! What differs between two sessions, or between two points in time of one: what came, what went, and which answers
//! read otherwise. Not the way from one to the other, which is the history.

use super::records::{FieldSpec, Kind};
use super::session::Session;

/// A record that is not the same in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its kind.
    pub kind: Kind,
    /// What it is called: afterwards, where it is still there.
    pub title: String,
    /// Its id afterwards, if it is still there.
    pub id: Option<String>,
    /// How it differs.
    pub how: How,
}

/// How a record differs.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// Only the later one has it.
    Added,
    /// Only the earlier one has it.
    Removed,
    /// Both have it, with other answers in these fields.
    Changed(Vec<Changed>),
}

/// A field with another answer; an empty text is no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The field.
    pub field: &'static FieldSpec,
    /// What was answered before.
    pub was: String,
    /// What is answered now.
    pub now: String,
}

/// All records that differ, by kind and in the order of the later session. In one session a record is known by its
/// id, so that another name is a change; in two, records of the same name are the same.
pub fn compare(before: &Session, after: &Session) -> Vec<Difference> {
    let (old, new) = (&before.records, &after.records);
    let same = before.id == after.id;
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let spec = kind.spec();
        let mut left = old.ids(*kind);
        for id in new.ids(*kind) {
            let title = new.title(id);
            let known = left.iter().position(|old_id| {
                if same || spec.form { *old_id == id } else { old.title(old_id).eq_ignore_ascii_case(&title) }
            });
            let how = match known.map(|at| left.remove(at)) {
                None => How::Added,
                Some(old_id) => {
                    let shown = |records: &super::records::Records, id: &str, field: &'static FieldSpec| {
                        records.display(field, &records.value(id, field.key))
                    };
                    let fields = spec.fields.iter().map(|field| Changed {
                        field,
                        was: shown(old, old_id, field),
                        now: shown(new, id, field),
                    });
                    let fields: Vec<_> = fields.filter(|field| field.was != field.now).collect();
                    if fields.is_empty() {
                        continue;
                    }
                    How::Changed(fields)
                }
            };
            found.push(Difference { kind: *kind, title, id: Some(id.to_owned()), how });
        }
        found.extend(left.into_iter().map(|id| Difference {
            kind: *kind,
            title: old.title(id),
            id: None,
            how: How::Removed,
        }));
    }
    found
}

impl Difference {
    /// What came, went, or is different about it, a line each: for one field the line names the record, for several
    /// its name stands above them.
    pub fn told(&self) -> Vec<String> {
        match &self.how {
            How::Added => vec![format!("new: {}", self.title)],
            How::Removed => vec![format!("gone: {}", self.title)],
            How::Changed(fields) => match fields.as_slice() {
                [one] => vec![format!("{}, {}", self.title, one.told())],
                many => std::iter::once(self.title.clone()).chain(many.iter().map(Changed::told)).collect(),
            },
        }
    }
}

impl Changed {
    /// The field, and what was and is answered, as far as it differs.
    fn told(&self) -> String {
        let Self { field, was, now } = self;
        let shared = shared(was, now);
        let (was, now) = (short(was, shared), short(now, shared));
        match (was.is_empty(), now.is_empty()) {
            (true, _) => format!("{}: {now}", field.term),
            (_, true) => format!("{}: cleared, was {was}", field.term),
            _ => format!("{}: {was} → {now}", field.term),
        }
    }
}

/// The most letters of an answer that are shown.
const LONGEST: usize = 80;

/// How many bytes of two long answers say the same before the words that differ.
fn shared(was: &str, now: &str) -> usize {
    if was.chars().count().max(now.chars().count()) <= LONGEST {
        return 0;
    }
    let same = was.char_indices().zip(now.chars()).find(|((_, was), now)| was != now);
    let same = same.map_or(was.len().min(now.len()), |((at, _), _)| at);
    // A few words before the difference say where it is.
    was[..same].rmatch_indices(' ').nth(3).map_or(0, |(at, _)| at + 1)
}

/// The part of an answer that is enough to know it again.
fn short(text: &str, from: usize) -> String {
    let before = if from > 0 { "…" } else { "" };
    let rest = text[from..].replace('\n', " ");
    if rest.chars().count() <= LONGEST {
        return format!("{before}{rest}");
    }
    let start: String = rest.chars().take(LONGEST - 1).collect();
    format!("{before}{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::testkit::Room;

    fn told(before: &Session, after: &Session) -> Vec<String> {
        compare(before, after).iter().map(|it| it.told().join("; ")).collect()
    }

    #[test]
    fn two_points_in_time_differ_by_what_came_went_and_changed() {
        let mut room = Room::new();
        let billing = room.add("team", &[("name", "Billing")]);
        let search = room.add("team", &[("name", "Search")]);
        let before = room.session().clone();
        assert!(compare(&before, &before).is_empty());
        room.add("team", &[("name", "Reporting")]);
        room.run(&Command::Remove { id: search });
        let set = |field: &str, text: &str| Command::Set {
            id: billing.clone(),
            field: field.into(),
            text: text.into(),
        };
        room.run(&set("name", "Billing and dunning"));
        room.run(&set("size", "9"));
        let after = room.session().clone();
        let expected = [
            "Billing and dunning; Team: Billing → Billing and dunning; People: 9",
            "new: Reporting",
            "gone: Search",
        ];
        assert_eq!(told(&before, &after), expected);
        // The other way round everything is the other way round.
        let back = told(&after, &before);
        assert!(
            back.contains(&"new: Search".to_owned()) && back.contains(&"gone: Reporting".to_owned()),
            "{back:?}"
        );
        room.run(&Command::Undo);
        room.run(&Command::Undo);
        room.run(&Command::Undo);
        room.run(&Command::Undo);
        assert!(compare(&before, room.session()).is_empty());
    }

    #[test]
    fn of_long_answers_the_part_that_differs_is_told() {
        let long =
            "Services without state, the event bus and the directory grow by adding machines; ".repeat(2);
        let (was, now) = (format!("{long}the rest waits"), format!("{long}the rest was moved"));
        let from = shared(&was, &now);
        assert!(
            short(&was, from).ends_with("the rest waits")
                && short(&now, from).ends_with("the rest was moved")
        );
        assert!(short(&now, from).starts_with('…'), "{}", short(&now, from));
        assert_eq!(shared("a short one", "a short other"), 0);
        assert_eq!(shared("", &now), 0);
    }

    #[test]
    fn in_two_sessions_the_same_name_is_the_same_record() {
        let session = |id: &str, first: &str, people: &str| {
            let mut room = Room::new();
            room.add("team", &[("name", first)]);
            let at = room.add("team", &[("name", "Billing")]);
            room.run(&Command::Set { id: at, field: "size".into(), text: people.into() });
            let mut session = room.session().clone();
            id.clone_into(&mut session.id);
            session
        };
        let (one, other) = (session("one", "Search", "5"), session("other", "Reporting", "9"));
        assert_eq!(told(&one, &other), ["new: Reporting", "Billing, People: 5 → 9", "gone: Search"]);
        let found = compare(&one, &other);
        assert_eq!(found.iter().find(|it| it.title == "Billing").unwrap().id.as_deref(), Some("team-2"));
    }
}
