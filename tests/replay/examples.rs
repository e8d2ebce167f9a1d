//! The worked examples: every entry replays, and says what was there before.

use super::*;

#[test]
fn the_worked_examples_replay_at_every_entry() {
    assert_eq!(examples().len(), 2);
    for example in examples() {
        let reading = example.reading();
        assert_eq!(reading.damage, None, "{}", example.slug);
        assert!(reading.torn.is_empty() && !reading.unterminated, "{}", example.slug);
        let mut grown = Session::default();
        for entry in &reading.entries {
            grown.apply(entry);
            assert_eq!(grown.seq, entry.seq);
        }
        // Adding up the first half and then the second is adding up all.
        for part in [1, reading.entries.len() / 2, reading.entries.len()] {
            let mut session = Session::replay(&reading.entries[..part]);
            for entry in &reading.entries[part..] {
                session.apply(entry);
            }
            assert_eq!(session, grown, "{} from entry {part}", example.slug);
        }
    }
}

#[test]
fn the_worked_examples_are_written_as_the_program_writes() {
    for example in examples() {
        let text = std::str::from_utf8(example.journal).unwrap();
        for (line, entry) in text.lines().zip(&example.reading().entries) {
            assert_eq!(serde_json::to_string(entry).unwrap(), line, "{} entry {}", example.slug, entry.seq);
        }
    }
}

#[test]
fn every_change_of_the_worked_examples_says_what_was_there_before() {
    for example in examples() {
        let mut session = Session::default();
        for entry in &example.reading().entries {
            let wrong = mismatch(&session, &entry.event);
            assert_eq!(wrong, None, "{} entry {}", example.slug, entry.seq);
            session.apply(entry);
            let holds = arrived(&session, &entry.event);
            assert_eq!(holds, None, "{} entry {}", example.slug, entry.seq);
        }
    }
}

/// What an event says was there, if something else was.
fn mismatch(session: &Session, event: &SessionEvent) -> Option<String> {
    let differs = |was: String, is: String| (was != is).then(|| format!("was {was}, is {is}"));
    match event {
        SessionEvent::FieldSet { id, field, was, .. } => {
            differs(format!("{was:?}"), format!("{:?}", session.records.value(id, field)))
        }
        SessionEvent::RecordAdded { id, at, .. } => {
            let kind = Kind::of_id(id)?;
            if *at > session.records.count(kind) {
                return Some(format!("{id} is added at {at} of {}", session.records.count(kind)));
            }
            differs(id.clone(), session.next_id(kind))
        }
        SessionEvent::RecordRemoved { id, at, fields } => {
            differs(format!("{:?}", Some(at)), format!("{:?}", session.records.position(id).as_ref()))
                .or_else(|| differs(format!("{fields:?}"), format!("{:?}", session.records.fields(id))))
        }
        SessionEvent::RecordMoved { id, from, .. } => {
            differs(format!("{:?}", Some(from)), format!("{:?}", session.records.position(id).as_ref()))
        }
        SessionEvent::StatusSet { id, field, was, .. } => {
            let is = session.marks.get(id, field.as_deref());
            differs(format!("{:?}", was.as_ref()), format!("{is:?}"))
        }
        SessionEvent::FlagAccepted { flag, was, .. } => {
            differs(format!("{:?}", was.as_ref()), format!("{:?}", session.accepted.get(flag)))
        }
        SessionEvent::ActivityMarked { activity, was, .. } => differs(
            format!("{was:?}"),
            format!("{:?}", session.activities.get(activity).copied().unwrap_or_default()),
        ),
        SessionEvent::NoteSet { activity, was, .. } => {
            differs(was.plain(), session.notes.get(activity).cloned().unwrap_or_default())
        }
        SessionEvent::ScoreGiven { round, person, item, was, .. }
        | SessionEvent::VoteCast { round, person, item, was, .. } => {
            let Some(round) = session.rounds.iter().find(|known| known.id == *round) else {
                return Some(format!("{round} was never opened"));
            };
            let is = round.marks.get(&(person.clone(), item.clone())).copied();
            if session.records.people.by_id(person).is_none() {
                return Some(format!("{person} is nobody"));
            }
            differs(format!("{was:?}"), format!("{is:?}"))
        }
        SessionEvent::ScoreBacked { round, person, item, was, .. } => {
            let Some(round) = session.rounds.iter().find(|known| known.id == *round) else {
                return Some(format!("{round} was never opened"));
            };
            let is = round.reasons.get(&(person.clone(), item.clone())).cloned();
            differs(was.plain(), is.unwrap_or_default())
        }
        SessionEvent::RoundOpened { round, .. } => {
            differs(round.clone(), format!("round-{}", session.rounds.len() + 1))
        }
        SessionEvent::RoundRevealed { round } => {
            (!session.rounds.iter().any(|known| known.id == *round && !known.revealed))
                .then(|| format!("{round} cannot be revealed"))
        }
        SessionEvent::Undone { step } => {
            differs(format!("{:?}", Some(step)), format!("{:?}", session.undoable().map(|step| &step.seq)))
        }
        SessionEvent::Redone { step } => {
            differs(format!("{:?}", Some(step)), format!("{:?}", session.redoable().map(|step| &step.seq)))
        }
        SessionEvent::SessionStarted { .. }
        | SessionEvent::TimeSpent { .. }
        | SessionEvent::PlaceLeft { .. } => None,
    }
}

/// What of an event's values did not arrive: a value that does not fit its field, or a link to nothing.
fn arrived(session: &Session, event: &SessionEvent) -> Option<String> {
    let check = |id: &str, field: &str, now: &Value| {
        let Some(spec) = Kind::of_id(id).and_then(|kind| kind.spec().field(field)) else {
            return Some(format!("{id} has no field {field}"));
        };
        let is = session.records.value(id, field);
        if is != *now {
            return Some(format!("{id}.{field}: {now:?} is kept as {is:?}"));
        }
        let linked: Vec<&String> = match (spec.shape, &is) {
            (Shape::Ref(_), Value::Text(to)) => vec![to],
            (Shape::Refs(_), Value::List(to)) => to.iter().collect(),
            _ => Vec::new(),
        };
        let lost = linked.into_iter().find(|to| session.records.record(to).is_none());
        lost.map(|to| format!("{id}.{field} refers to {to}, which is not there"))
    };
    match event {
        SessionEvent::FieldSet { id, field, now, .. } => check(id, field, now),
        SessionEvent::RecordAdded { id, fields, .. } => {
            fields.iter().find_map(|(field, now)| check(id, field, now))
        }
        _ => None,
    }
}
