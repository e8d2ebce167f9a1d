//! A session is what its journal adds up to: at every prefix, after every undo, whatever was typed.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod examples;

use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;
use underpin::journal::{Reading, examples};
use underpin::workshop::decide::Command;
use underpin::workshop::event::{Acceptance, ActivityState, Entry, Mark, SessionEvent, Status};
use underpin::workshop::records::{Kind, Records};
use underpin::workshop::session::{Place, Round, Session};
use underpin::workshop::value::{Shape, Value};

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + i64::try_from(seconds).unwrap()).unwrap()
}

/// What undo and redo are about: everything the team said.
fn answers(session: &Session) -> (Records, Vec<String>, Vec<Round>) {
    let Session { records, marks, accepted, activities, notes, rounds, .. } = session;
    let said =
        vec![format!("{marks:?}"), format!("{accepted:?}"), format!("{activities:?}"), format!("{notes:?}")];
    (records.clone(), said, rounds.clone())
}

/// A session together with the journal it would leave.
#[derive(Default)]
struct Desk {
    session: Session,
    lines: String,
    /// Every id that a command ever gave out.
    given: BTreeSet<String>,
}

impl Desk {
    fn begin() -> Self {
        let mut desk = Self::default();
        desk.take(vec![SessionEvent::SessionStarted {
            session: "01997a2e-0000-7000-8000-000000000000".to_owned(),
            content: "underpin".to_owned(),
            content_version: "1".to_owned(),
        }]);
        desk
    }

    fn take(&mut self, events: Vec<SessionEvent>) {
        for event in &events {
            if let SessionEvent::RecordAdded { id, .. } = event {
                assert!(self.given.insert(id.clone()), "{id} was given out twice");
            }
        }
        for entry in self.session.entries(events, "Ada Byron", at(self.session.seq)) {
            self.lines += &serde_json::to_string(&entry).unwrap();
            self.lines.push('\n');
            self.session.apply(&entry);
        }
    }

    /// Carries a command out; a rejected one changes nothing.
    fn run(&mut self, command: &Command) -> bool {
        match self.session.decide(command, today()) {
            Ok(events) => {
                let changed = !events.is_empty();
                self.take(events);
                changed
            }
            Err(_) => false,
        }
    }

    fn reading(&self) -> Reading {
        let reading = Reading::of(self.lines.as_bytes());
        assert_eq!((&reading.damage, reading.torn.len(), reading.unterminated), (&None, 0, false));
        reading
    }
}

/// A command still without the session it will meet: places are filled in from what is there then.
#[derive(Debug, Clone)]
enum Wish {
    Add { kind: Index, fields: Vec<(Index, Index)>, at: Option<Index> },
    AddMany { kind: Index, rows: Vec<Index> },
    Set { record: Index, field: Index, text: Index },
    Put { record: Index, field: Index, text: Index },
    Remove { record: Index },
    Move { record: Index, to: usize },
    Mark { record: Index, field: Option<Index>, status: Option<usize> },
    Accept { flag: usize, reason: Option<usize> },
    Activity { activity: usize, state: ActivityState },
    Note { activity: usize, text: usize },
    OpenRound { votes: bool },
    Score { person: usize, item: usize, score: u8 },
    Vote { person: usize, item: usize, dots: u8 },
    Reveal,
    Spend { seconds: u64 },
    Leave { record: Index },
    Undo,
    Redo,
}

fn wish() -> impl Strategy<Value = Wish> {
    let index = any::<Index>;
    let state = select(vec![ActivityState::Open, ActivityState::Done, ActivityState::Skipped]);
    prop_oneof![
        4 => (index(), prop::collection::vec((index(), index()), 1..4), prop::option::of(index()))
            .prop_map(|(kind, fields, at)| Wish::Add { kind, fields, at }),
        1 => (index(), prop::collection::vec(index(), 1..4)).prop_map(|(kind, rows)| Wish::AddMany { kind, rows }),
        4 => (index(), index(), index()).prop_map(|(record, field, text)| Wish::Set { record, field, text }),
        1 => (index(), index(), index()).prop_map(|(record, field, text)| Wish::Put { record, field, text }),
        2 => index().prop_map(|record| Wish::Remove { record }),
        1 => (index(), 0..5_usize).prop_map(|(record, to)| Wish::Move { record, to }),
        1 => (index(), prop::option::of(index()), prop::option::of(0..4_usize))
            .prop_map(|(record, field, status)| Wish::Mark { record, field, status }),
        1 => (0..3_usize, prop::option::of(0..2_usize)).prop_map(|(flag, reason)| Wish::Accept { flag, reason }),
        1 => (0..3_usize, state).prop_map(|(activity, state)| Wish::Activity { activity, state }),
        1 => (0..3_usize, 0..3_usize).prop_map(|(activity, text)| Wish::Note { activity, text }),
        1 => any::<bool>().prop_map(|votes| Wish::OpenRound { votes }),
        1 => (0..2_usize, 0..2_usize, 0..6_u8).prop_map(|(person, item, score)| Wish::Score { person, item, score }),
        1 => (0..2_usize, 0..2_usize, 0..3_u8).prop_map(|(person, item, dots)| Wish::Vote { person, item, dots }),
        1 => Just(Wish::Reveal),
        1 => (0..90_u64).prop_map(|seconds| Wish::Spend { seconds }),
        1 => index().prop_map(|record| Wish::Leave { record }),
        3 => Just(Wish::Undo),
        2 => Just(Wish::Redo),
    ]
}

/// Kinds that refer to each other, a form, and one whose title is made of references.
const KINDS: [Kind; 8] = [
    Kind::Person,
    Kind::Team,
    Kind::Pain,
    Kind::Limit,
    Kind::Capability,
    Kind::Component,
    Kind::Connection,
    Kind::Measurement,
];

/// What people type into a field of that shape, some of it wrong.
fn typed(shape: Shape, pick: Index) -> String {
    let options;
    let known: &[&str] = match shape {
        Shape::Text => &["Exports", "  Slow   builds ", "🐢 “quotes” \\ and \u{2028}", ""],
        Shape::Prose => &["One line", "Two\nlines", "\u{feff}odd\tblanks", ""],
        Shape::Lines => &["a; b; c", "- one\n- two", ""],
        Shape::Number => &["40", "1,234.5678", "0.1", "1e3", "many", "12.300000000000001", "-3"],
        Shape::Quantity => &["2.1 TB", "15k rps", "7", "lots"],
        Shape::Growth => &["6%/month", "40 GB/month", "fast"],
        Shape::Span => &["3 weeks", "20 min", "1h30", "soon"],
        Shape::Frequency => &["3/day", "twice a week", "often"],
        Shape::Date => &["2026-11-03", "next friday", "end of march", "never"],
        Shape::YesNo => &["yes", "no", "perhaps"],
        Shape::Choice(choices) | Shape::OrOwn(choices) | Shape::Many(choices) => {
            options = choices.iter().map(|choice| choice.key).chain(["nonsense", ""]).collect::<Vec<_>>();
            &options
        }
        Shape::Ref(_) | Shape::Either(..) | Shape::Refs(_) => {
            &["Exports", "Billing", "Billing, Data", "person-1", "team-1", "component-1", "nobody", ""]
        }
    };
    known[pick.index(known.len())].to_owned()
}

fn pick_id(session: &Session, pick: Index) -> String {
    let mut ids: Vec<_> = KINDS.iter().flat_map(|kind| session.records.ids(*kind)).collect();
    ids.extend(["charter", "ownership", "pain-999"]);
    ids[pick.index(ids.len())].to_owned()
}

fn fields_of(kind: Kind, picks: &[(Index, Index)]) -> Vec<(String, String)> {
    let fields = kind.spec().fields;
    picks
        .iter()
        .map(|(at, _)| &fields[at.index(fields.len())])
        .zip(picks)
        .map(|(field, (_, text))| (field.key.to_owned(), typed(field.shape, *text)))
        .collect()
}

fn command(session: &Session, wish: &Wish) -> Command {
    let activity = |at: usize| ["pains", "limits", "apis"][at].to_owned();
    let person = |at: usize| ["person-1", "person-2"][at].to_owned();
    let round = || session.rounds.last().map_or_else(|| "round-1".to_owned(), |round| round.id.clone());
    let field_of = |id: &str, pick: &Index| {
        let fields = Kind::of_id(id).unwrap().spec().fields;
        &fields[pick.index(fields.len())]
    };
    match wish {
        Wish::Add { kind, fields, at } => {
            let kind = KINDS[kind.index(KINDS.len())];
            let at = at.as_ref().map(|at| at.index(session.records.count(kind) + 1));
            Command::Add { kind, fields: fields_of(kind, fields), at }
        }
        Wish::AddMany { kind, rows } => {
            let kind = KINDS[kind.index(KINDS.len())];
            let rows = rows.iter().map(|row| fields_of(kind, &[(*row, *row)])).collect();
            Command::AddMany { kind, rows }
        }
        Wish::Set { record, field, text } => {
            let id = pick_id(session, *record);
            let field = field_of(&id, field);
            Command::Set { field: field.key.to_owned(), text: typed(field.shape, *text), id }
        }
        Wish::Put { record, field, text } => {
            let id = pick_id(session, *record);
            let field = field_of(&id, field);
            let value = match field.shape {
                Shape::Choice(options) => Value::text(options[text.index(options.len())].key),
                Shape::YesNo => Value::Flag(text.index(2) == 0),
                Shape::Number => Value::Number(0.1 * text.index(1000) as f64),
                _ => Value::None,
            };
            Command::Put { field: field.key.to_owned(), value, id }
        }
        Wish::Remove { record } => Command::Remove { id: pick_id(session, *record) },
        Wish::Move { record, to } => Command::Move { id: pick_id(session, *record), to: *to },
        Wish::Mark { record, field, status } => {
            let id = pick_id(session, *record);
            let field = field.as_ref().map(|field| field_of(&id, field).key.to_owned());
            let mark = status.map(|status| Mark {
                status: Status::ALL[status],
                owner: (status == 3).then(|| person(0)),
                due: (status == 3).then(today),
                note: None,
            });
            Command::Mark { id, field, mark }
        }
        Wish::Accept { flag, reason } => Command::Accept {
            flag: ["M2", "M1:capability-1", "H3:limit-1"][*flag].to_owned(),
            acceptance: reason.map(|reason| Acceptance {
                reason: ["We know", ""][reason].to_owned(),
                by: person(0),
                until: Some(today()),
            }),
        },
        Wish::Activity { activity: at, state } => {
            Command::Activity { activity: activity(*at), state: *state }
        }
        Wish::Note { activity: at, text } => Command::Note {
            activity: activity(*at),
            text: ["Ask again", "Two\nlines ", ""][*text].to_owned(),
        },
        Wish::OpenRound { votes } => {
            Command::OpenRound { about: if *votes { "capability" } else { "readiness" }.to_owned() }
        }
        Wish::Score { person: who, item, score } => Command::Score {
            round: round(),
            person: person(*who),
            item: ["investment", "adoption"][*item].to_owned(),
            score: *score,
        },
        Wish::Vote { person: who, item, dots } => Command::Vote {
            round: round(),
            person: person(*who),
            item: ["capability-1", "capability-2"][*item].to_owned(),
            dots: *dots,
        },
        Wish::Reveal => Command::Reveal { round: round() },
        Wish::Spend { seconds } => Command::Spend { activity: activity(0), seconds: *seconds },
        Wish::Leave { record } => Command::Leave(Place {
            activity: activity(1),
            record: Some(pick_id(session, *record)),
            field: None,
        }),
        Wish::Undo => Command::Undo,
        Wish::Redo => Command::Redo,
    }
}

/// Undoes everything that can be undone; gives how many steps that were.
fn undo_all(desk: &mut Desk) -> usize {
    let mut steps = 0;
    while desk.session.undoable().is_some() {
        assert!(desk.run(&Command::Undo));
        steps += 1;
    }
    steps
}

/// Enough for every run; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_journal_adds_up_to_the_session(wishes in prop::collection::vec(wish(), 1..60)) {
        let mut desk = Desk::begin();
        for wish in &wishes {
            let before = desk.session.clone();
            let changed = desk.run(&command(&before, wish));
            if !changed {
                prop_assert!(answers(&desk.session) == answers(&before), "a command that does nothing");
            }
            // Every new step can be taken back and brought back at once.
            if changed && desk.session.undoable().is_some_and(|step| step.seq > before.seq) {
                let after = answers(&desk.session);
                prop_assert!(desk.run(&Command::Undo));
                prop_assert!(answers(&desk.session) == answers(&before), "undo leaves something behind");
                prop_assert!(desk.run(&Command::Redo));
                prop_assert!(answers(&desk.session) == after, "redo forgets something");
            }
        }
        prop_assert!(Session::replay(&desk.reading().entries) == desk.session, "replay differs");
    }

    #[test]
    fn undoing_all_and_redoing_all_changes_nothing(wishes in prop::collection::vec(wish(), 1..60)) {
        let mut desk = Desk::begin();
        for wish in &wishes {
            let command = command(&desk.session, wish);
            desk.run(&command);
        }
        // What was undone already comes back first, so that all of the history is walked.
        while desk.run(&Command::Redo) {}
        let full = answers(&desk.session);
        let steps = undo_all(&mut desk);
        prop_assert!(desk.session.records == Records::default(), "something is left");
        prop_assert_eq!((desk.session.marks.iter().count(), desk.session.accepted.len(), desk.session.notes.len()), (0, 0, 0));
        let mut redone = 0;
        while desk.run(&Command::Redo) {
            redone += 1;
        }
        prop_assert_eq!(redone, steps);
        prop_assert!(answers(&desk.session) == full, "redo forgets something");
        prop_assert!(Session::replay(&desk.reading().entries) == desk.session, "replay differs");
    }
}

#[test]
fn entries_of_a_step_are_undone_together() {
    let mut desk = Desk::begin();
    let add = |name: &str, lead: &str| Command::Add {
        kind: Kind::Team,
        fields: vec![("name".to_owned(), name.to_owned()), ("lead".to_owned(), lead.to_owned())],
        at: None,
    };
    assert!(desk.run(&add("Billing", "Ada Byron")));
    let entries: Vec<Entry> = desk.reading().entries;
    assert_eq!((entries[1].step, entries[2].step), (None, Some(2)), "a person and the team they lead");
    assert!(desk.run(&Command::Undo));
    assert_eq!(desk.session.records, Records::default());
    assert!(desk.run(&Command::Redo));
    assert_eq!(desk.session.records.title("team-1"), "Billing");
    assert!(desk.run(&Command::Remove { id: "person-1".to_owned() }));
    assert!(desk.session.records.teams[0].lead.is_none());
    assert!(desk.run(&add("Data", "Grace Hopper")));
    assert_eq!(desk.session.records.people[0].id, "person-2", "a number is given once");
}
