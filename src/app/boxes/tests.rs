//! No box takes a key that the command table does not know, and none of the table's keys does nothing.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Debug;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Candidates, Finder, FinderRow, Form, FormField, FormPurpose, Found, LineBox, PeopleBox, Phase, Picker,
    Review, ReviewRow, RoundBox, Said, scroll_or_close,
};
use crate::app::commands::{Act, Area, COMMANDS};
use crate::app::keymap::{parse, plain};
use crate::app::text::TextField;
use crate::workshop::decide::Command;
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::session::Session;
use crate::workshop::testkit::Room;

/// Every key there is to press, as far as a terminal can tell them apart.
fn keyboard() -> Vec<KeyEvent> {
    let letters = (' '..='~').map(KeyCode::Char);
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::F(1),
        KeyCode::F(5),
    ];
    let bare = letters.chain(named).map(|code| KeyEvent::new(code, KeyModifiers::NONE));
    let held = ('a'..='z').map(KeyCode::Char).chain(named).flat_map(|code| {
        [KeyModifiers::CONTROL, KeyModifiers::ALT].map(|modifiers| KeyEvent::new(code, modifiers))
    });
    bare.chain(held).collect()
}

fn declared(area: Area) -> Vec<KeyEvent> {
    let known: Vec<_> = COMMANDS.iter().filter(|command| command.area == area).collect();
    let wanted: Vec<_> =
        known.iter().flat_map(|command| command.keys).map(|key| parse(key).unwrap()).collect();
    keyboard().into_iter().filter(|key| wanted.contains(&plain(*key))).collect()
}

/// A box as it stands, to be given one key at a time: whether that key did something.
struct Case {
    area: Area,
    /// True when letters are typed into it.
    text: bool,
    press: Box<dyn Fn(KeyEvent) -> bool>,
}

fn case<B: Debug + 'static>(
    area: Area,
    text: bool,
    make: impl Fn() -> B + 'static,
    key: impl Fn(&mut B, KeyEvent) -> Said + 'static,
) -> Case {
    let press = move |pressed| {
        let mut state = make();
        let before = format!("{state:?}");
        let said = key(&mut state, pressed);
        said != Said::Stay || format!("{state:?}") != before
    };
    Case { area, text, press: Box::new(press) }
}

/// A room with people, capabilities, and an aspect that was talked about.
fn session() -> Session {
    let mut room = Room::new();
    for name in ["Ada Byron", "Bo Chen", "Chi Adeyemi"] {
        room.add("person", &[("name", name)]);
    }
    for name in ["Export", "Permissions", "Search"] {
        room.add("capability", &[("name", name)]);
    }
    room.add("readiness", &[("aspect", "investment"), ("level", "2"), ("target", "2")]);
    room.add("readiness", &[("aspect", "adoption"), ("level", "2"), ("target", "2")]);
    room.run(&Command::OpenRound { about: "readiness".into() });
    let (round, person) = ("round-1".to_owned(), "person-1".to_owned());
    room.run(&Command::Score { round, person, item: "adoption".into(), score: 3 });
    room.run(&Command::OpenRound { about: "capability".into() });
    let (round, person) = ("round-2".to_owned(), "person-1".to_owned());
    room.run(&Command::Vote { round, person, item: "capability-2".into(), dots: 1 });
    room.session().clone()
}

fn round(about: &'static str, phase: Phase) -> RoundBox {
    let id = if about == "readiness" { "round-1" } else { "round-2" };
    let mut state = RoundBox::of(&session(), about, id.to_owned()).unwrap();
    state.steps = vec![["Do this".into(), "Do that".into(), "Do more".into()]; state.items.len()];
    // In the middle of everything, so that there is a way to go both up and down.
    (state.phase, state.cursor, state.person) = (phase, 1, 1);
    if phase == Phase::Answer {
        state.person = 0;
    }
    state
}

fn field(kind: Kind, key: &str) -> &'static FieldSpec {
    kind.spec().field(key).unwrap()
}

fn picker(kind: &str, key: &str) -> Picker {
    let mut room = Room::new();
    for name in ["Alpha", "Beta", "Gamma"] {
        room.add("team", &[("name", name)]);
    }
    let id = room.add(kind, &[("name", "Export")]);
    let kind = Kind::of_id(&id).unwrap();
    let mut picker = Picker::new(room.records(), &id, field(kind, key)).unwrap();
    picker.cursor = 1;
    picker
}

fn form(at: usize) -> Form {
    let fields = vec![
        FormField::text("One", "", "one"),
        FormField::choice("Two", "", "b", &["a", "b", "c"]),
        FormField::text("Three", "", "three"),
    ];
    let mut form = Form::new(FormPurpose::Agenda, "", "", fields);
    form.at = at;
    form
}

fn review() -> Review {
    let row = ReviewRow { text: "?".into(), target: Some(("pain-1".into(), None)), ..ReviewRow::default() };
    Review {
        points: vec!["a day".into(); 3],
        since: 1,
        rows: [const { Vec::new() }; 5].map(|_: Vec<ReviewRow>| vec![row.clone(); 3]),
        cursor: 1,
        ..Review::default()
    }
}

fn finder() -> Finder {
    let row = FinderRow::new("Add", "", Found::Act(Act::Add));
    let mut finder = Finder::new("", vec![row; 3]);
    finder.cursor = 1;
    finder
}

fn candidates() -> Candidates {
    let known = crate::catalogue::embedded().unwrap().capabilities;
    let mut candidates = Candidates::of(Room::new().records(), &known);
    candidates.cursor = 1;
    candidates
}

fn line(multiline: bool) -> LineBox {
    let (kind, key) = if multiline { (Kind::TradeOff, "reason") } else { (Kind::Pain, "name") };
    let id = format!("{}-1", kind.spec().key);
    let text = if multiline { "some words\nand more" } else { "some words and more" };
    let mut line = LineBox::for_field(&id, field(kind, key), "It", text.into());
    // Something to undo and something to redo, and text on both sides of the cursor.
    line.field.insert(" or less");
    line.field.insert(" still");
    for code in [KeyCode::Char('z'), KeyCode::Left] {
        line.field.key(KeyEvent::new(code, KeyModifiers::CONTROL));
    }
    line
}

fn cases() -> Vec<Case> {
    let in_round = |about, phase, area| {
        case(area, false, move || round(about, phase), |state: &mut RoundBox, key| state.key(key, &session()))
    };
    let people = |adding: bool| {
        let area = if adding { Area::Editing } else { Area::People };
        let make = move || PeopleBox::new(1, adding);
        case(area, adding, make, |state: &mut PeopleBox, key| state.key(key, &session(), None))
    };
    let writing = || {
        let mut state = round("readiness", Phase::Answer);
        state.writing = Some(TextField::new("seen twice", false));
        state
    };
    let record = Room::new();
    let none = record.session().clone();
    let typed = move |multiline: bool| {
        let none = none.clone();
        case(
            Area::Editing,
            true,
            move || line(multiline),
            move |state: &mut LineBox, key| state.key(key, &none.records),
        )
    };
    vec![
        in_round("readiness", Phase::Hand, Area::Turns),
        in_round("readiness", Phase::Answer, Area::Scoring),
        in_round("capability", Phase::Answer, Area::Voting),
        in_round("readiness", Phase::Reveal, Area::Revealed),
        in_round("capability", Phase::Reveal, Area::Revealed),
        case(Area::Editing, true, writing, |state: &mut RoundBox, key| state.key(key, &session())),
        people(false),
        people(true),
        case(Area::Review, false, review, Review::key),
        case(Area::Overlay, true, finder, Finder::key),
        case(Area::Overlay, true, candidates, Candidates::key),
        case(Area::Overlay, true, || picker("component", "owner"), Picker::key),
        case(Area::Overlay, true, || picker("capability", "built_by"), Picker::key),
        case(Area::Form, true, || form(1), Form::key),
        case(Area::Form, true, || form(2), Form::key),
        typed(false),
        typed(true),
    ]
}

/// True for a key that writes, moves or deletes in any text.
fn in_text(key: KeyEvent) -> bool {
    [false, true].into_iter().any(|multiline| {
        let mut field = TextField::new("some words\nand more", multiline);
        field.key(key)
    })
}

/// True when a key is among those, or is one of them with another key held: an arrow stays an arrow.
fn among(known: &[KeyEvent], key: KeyEvent) -> bool {
    let bare = KeyEvent::new(key.code, KeyModifiers::NONE);
    known.contains(&key) || !matches!(key.code, KeyCode::Char(_)) && known.contains(&bare)
}

#[test]
fn no_box_takes_a_key_that_the_table_does_not_know() {
    for (at, case) in cases().into_iter().enumerate() {
        let known = declared(case.area);
        for key in keyboard() {
            let expected = among(&known, key) || case.text && in_text(key);
            assert!(expected || !(case.press)(key), "{:?} (case {at}) takes {key:?}", case.area);
        }
    }
}

#[test]
fn every_key_of_the_table_does_something_in_its_box() {
    let cases = cases();
    // What lies over every box, and what a question is answered with, is not the box's own.
    let elsewhere = [KeyCode::F(1), KeyCode::Char('y')];
    for area in Area::ALL.into_iter().filter(|area| area.within() == [*area] && *area != Area::Anywhere) {
        let own: Vec<_> = cases.iter().filter(|case| case.area == area).collect();
        let apart = |key: &KeyEvent| area == Area::Overlay && elsewhere.contains(&key.code);
        for key in declared(area).into_iter().filter(|key| !apart(key)) {
            assert!(own.iter().any(|case| (case.press)(key)), "{key:?} does nothing in {area:?}");
        }
    }
}

#[test]
fn every_key_of_a_text_is_in_the_table() {
    let known = declared(Area::Editing);
    let letter = |key: &KeyEvent| matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty();
    for key in keyboard().into_iter().filter(|key| !letter(key) && in_text(*key)) {
        assert!(among(&known, key), "{key:?} is not in the table");
    }
}

#[test]
fn a_held_key_is_not_the_letter() {
    // Ctrl-D moves down a page elsewhere; here it must not remove anybody.
    let held = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
    let session = session();
    assert_eq!(PeopleBox::new(1, false).key(held('d'), &session, None), Said::Stay);
    assert_eq!(round("readiness", Phase::Answer).key(held('e'), &session), Said::Stay);
}

#[test]
fn a_long_text_is_turned_by_what_is_in_view() {
    let mut at = 0;
    let mut press = |code| {
        let said = scroll_or_close(&mut at, 34, KeyEvent::new(code, KeyModifiers::NONE));
        (matches!(said, Said::Stay), at)
    };
    assert_eq!(press(KeyCode::PageDown), (true, 33));
    assert_eq!(press(KeyCode::Char(' ')), (true, 66));
    assert_eq!(press(KeyCode::PageUp), (true, 33));
    assert_eq!(press(KeyCode::Home), (true, 0));
    assert_eq!(press(KeyCode::Esc), (false, 0));
    assert_eq!(press(KeyCode::End), (true, usize::MAX));
}
