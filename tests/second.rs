//! Two terminals on one session: the second follows the first, takes over when it may, and an audience's
//! screen shows what the room should see and nothing else.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use support::Stage;
use underpin::app::runtime::Start;

/// A session that one window has open, and another that opened it second.
fn two() -> (Stage, Stage) {
    let first = Stage::example("northlight", 120, 40);
    let second = beside(&first);
    (first, second)
}

/// One more window on the session that a first one has open.
fn beside(first: &Stage) -> Stage {
    let start = Start::Open { path: first.desk().path.clone(), read_only: false };
    Stage::at(&first.root, start, 120, 40)
}

/// Goes to an activity by name.
fn go(stage: &mut Stage, activity: &str) {
    let known = &stage.desk().catalogue.activities;
    let at = known.iter().position(|known| known.id == activity).unwrap();
    stage.runner.app.desk.as_mut().unwrap().go_to(at);
    stage.press("<home>");
}

/// Turns the second window until it has everything the first one wrote.
fn catch_up(second: &mut Stage, first: &Stage) {
    let seq = first.desk().session.seq;
    second.until(|app| app.desk.as_ref().is_some_and(|desk| desk.session.seq == seq));
    assert_eq!(second.desk().session, first.desk().session);
    assert_eq!(second.desk().entries, first.desk().entries);
}

#[test]
fn what_the_first_writes_the_second_shows() {
    let (mut first, mut second) = two();
    second.sees("read only").sees("Ada Byron");
    go(&mut second, "pains");
    second.misses("Nobody knows who is on call");
    go(&mut first, "pains");
    first.press("aNobody knows who is on call | 30 | 15 min | 4/day<enter><esc>");
    catch_up(&mut second, &first);
    second.press("<end>").sees("Nobody knows who is on call");
    first.press("u");
    catch_up(&mut second, &first);
    second.misses("Nobody knows who is on call");
    // Nothing can be written beside the first.
    let written = first.journal();
    second
        .press("a")
        .sees("open for reading only")
        .press("E")
        .sees("somebody else still has this session open");
    assert_eq!(first.journal(), written);
}

#[test]
fn the_viewer_stays_on_the_answer_they_look_at() {
    let (mut first, mut second) = two();
    go(&mut first, "pains");
    go(&mut second, "pains");
    second.press("<down><down><right>");
    let (place, activity) = (second.desk().place(), second.desk().activity);
    assert!(place.record.is_some());
    // A row above goes away, another is moved, and the writer walks off.
    first.press("<home>dJn");
    catch_up(&mut second, &first);
    assert_eq!((second.desk().place(), second.desk().activity), (place, activity));
    // The row under the viewer's cursor goes away: the cursor stays in the table.
    let id = second.desk().item().unwrap().record().unwrap().to_owned();
    first.press("p");
    assert!(first.runner.app.desk.as_mut().unwrap().jump(&id, Some("name")));
    first.press("d");
    catch_up(&mut second, &first);
    assert!(second.desk().item().unwrap().is_stop());
    second.press("o<esc>");
}

#[test]
fn when_the_first_leaves_the_second_takes_over() {
    let (mut first, mut second) = two();
    go(&mut second, "pains");
    second.press("<down><down><right>f");
    let place = second.desk().place();
    first.press("DOne sign-in<enter>").press("q").sees("Your sessions");
    second.until(|app| app.desk.as_ref().unwrap().follow.as_ref().unwrap().writer.is_none());
    second.sees("Ada Byron has closed the session; E takes it over").sees("E take over");
    second.press("E").sees("✓ saved").misses("read only").sees("The session is yours now");
    assert_eq!(second.desk().place(), place);
    second.press("DOne way out<enter>").sees("✓ saved");
    let names: Vec<_> =
        second.desk().session.records.decisions.iter().rev().take(2).map(|row| row.title.clone()).collect();
    assert_eq!(names, ["One way out", "One sign-in"]);
    // Now the first one looks on.
    first.press("<enter>").sees("read only");
    second.press("DOne more<enter>");
    catch_up(&mut first, &second);
    second.press("E").sees("yours to write already");
}

#[test]
fn who_takes_over_after_a_crash_gets_the_text_that_was_being_written() {
    let (mut first, mut second) = two();
    go(&mut first, "pains");
    first.press("aNobody knows who is on call | 30");
    let (_, _folder) = first.cut();
    second.until(|app| app.desk.as_ref().unwrap().follow.as_ref().unwrap().writer.is_none());
    second.press("E").sees("The text you were writing is back").sees("Nobody knows who is on call | 30");
    second.press("<enter><esc>").sees("✓ saved").sees("Nobody knows who is on call");
}

#[test]
fn whoever_comes_first_has_it_and_the_other_goes_on_following() {
    let (mut first, mut second) = two();
    let mut third = beside(&first);
    first.press("Q");
    assert!(first.ended);
    let (_, _folder) = first.cut();
    let free =
        |app: &underpin::app::App| app.desk.as_ref().unwrap().follow.as_ref().unwrap().writer.is_none();
    second.until(free);
    third.until(free);
    second.press("E").sees("✓ saved");
    // The third presses the key before it has heard of that.
    third.press("E").sees("read only");
    second.press("DOne way out<enter>");
    catch_up(&mut third, &second);
}

#[test]
fn a_session_opened_to_look_only_is_followed_too() {
    let (mut first, second) = two();
    drop(second);
    let start = Start::Open { path: first.desk().path.clone(), read_only: true };
    let mut looker = Stage::at(&first.root, start, 120, 40);
    first.press("DOne sign-in<enter>");
    catch_up(&mut looker, &first);
}

#[test]
fn a_damaged_session_is_neither_followed_nor_taken_over() {
    let first = Stage::example("northlight", 120, 40);
    let path = first.desk().path.clone();
    let (root, _folder) = first.cut();
    let journal = path.join("journal.jsonl");
    let mut text = fs::read_to_string(&journal).unwrap();
    text.push_str("nonsense\n");
    fs::write(&journal, text).unwrap();
    let mut second = Stage::at(&root, Start::Open { path, read_only: false }, 120, 40);
    second.sees("read only");
    assert!(second.desk().follow.is_none());
    second.press("E").sees("this session can only be read");
}

#[test]
fn damage_while_it_is_followed_ends_that_and_says_why() {
    use std::io::Write;
    let (mut first, mut second) = two();
    first.press("DOne sign-in<enter>");
    let journal = first.desk().path.join("journal.jsonl");
    let mut file = fs::OpenOptions::new().append(true).open(&journal).unwrap();
    file.write_all(b"nonsense\n").unwrap();
    second.until(|app| app.desk.as_ref().unwrap().follow.is_none());
    second.sees("cannot be trusted");
    // What stands before the damage is there.
    assert_eq!(second.desk().session, first.desk().session);
    second.press("E").sees("this session can only be read");
}

#[test]
fn a_write_that_was_taken_back_is_forgotten() {
    let (mut first, mut second) = two();
    let journal = first.desk().path.join("journal.jsonl");
    let before = fs::read(&journal).unwrap();
    let seq = first.desk().session.seq;
    first.press("DOne sign-in<enter>");
    catch_up(&mut second, &first);
    fs::write(&journal, before).unwrap();
    second.until(|app| app.desk.as_ref().unwrap().session.seq == seq);
    assert!(second.desk().session.records.decisions.iter().all(|row| row.title != "One sign-in"));
}

/// The audience's screen of the session that a first window has open.
fn audience(first: &Stage) -> Stage {
    let start = Start::Present { path: first.desk().path.clone() };
    let mut stage = Stage::at(&first.root, start, 120, 40);
    stage.until(|app| app.desk.is_some());
    stage
}

/// Turns the audience's screen until it shows the drawing as the facilitator does.
fn follow_look(audience: &mut Stage, first: &Stage) {
    let wanted = first.desk().shown_look();
    audience.until(|app| app.desk.as_ref().unwrap().shown_look() == wanted);
}

/// Turns the audience's screen until it stands where the facilitator does.
fn arrive(audience: &mut Stage, first: &Stage) {
    let (place, picture) = (first.desk().place(), first.desk().picture);
    audience.until(|app| {
        let desk = app.desk.as_ref().unwrap();
        desk.place() == place && desk.picture == picture
    });
}

#[test]
fn the_audience_goes_along_with_the_facilitator() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "pains");
    let mut room = audience(&first);
    arrive(&mut room, &first);
    room.sees("Follows Ada Byron").sees("What hurts").misses("Guide").misses("Flags").misses("+ add");
    first.press("n");
    arrive(&mut room, &first);
    first.press("p<down><down><right>");
    arrive(&mut room, &first);
    first.press("v");
    arrive(&mut room, &first);
    room.sees("What it costs");
    first.press("<esc>o<down>");
    arrive(&mut room, &first);
    assert_eq!(room.desk().card, first.desk().card);
    // Words show as they come, and the answer when it is given.
    first.press("<esc>aNobody knows who is on call | 30");
    room.until(|app| {
        let live = app.desk.as_ref().unwrap().follow.as_ref().unwrap().live.as_ref();
        live.is_some_and(|live| live.text.ends_with("| 30"))
    });
    room.sees("▸ Nobody knows who is on call | 30");
    first.press(" | 15 min<enter><esc>");
    catch_up(&mut room, &first);
    // The facilitator leaves: the last picture stays.
    first.press("q");
    room.until(|app| app.desk.as_ref().unwrap().follow.as_ref().unwrap().writer.is_none());
    room.sees("Nobody has this session open just now")
        .sees("What hurts")
        .misses("take over")
        .misses("takes it over");
    first.press("<enter>");
    room.until(|app| app.desk.as_ref().unwrap().follow.as_ref().unwrap().writer.is_some());
}

#[test]
fn the_audience_sees_the_drawing_around_the_same_component() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "components");
    let mut room = audience(&first);
    first.press("v<right><down>z");
    let focus = first.desk().look.focus.clone();
    assert!(focus.is_some());
    room.until(|app| {
        let look = &app.desk.as_ref().unwrap().look;
        look.focus == focus && look.near
    });
    room.sees("Follows Ada Byron").sees(&first.desk().current_activity().question.clone());
    // What it is narrowed to, the path of a finding, and which lines are drawn come along too.
    first.press("zOkafka connect<enter>");
    follow_look(&mut room, &first);
    room.sees("protocol Kafka Connect only").sees("2 of 20 components");
    first.press("]");
    follow_look(&mut room, &first);
    room.sees("1 of 2: ").misses("Kafka Connect only");
    first.press("<esc>b");
    follow_look(&mut room, &first);
    room.sees("of 30 connections").misses("1 of 2: ");
    // A flag that is selected beside the drawing draws its path as well.
    first.press("f<end>");
    let chosen = first.desk().findings();
    let chosen = &chosen.0[chosen.1.unwrap()];
    room.until(|app| {
        let look = &app.desk.as_ref().unwrap().look;
        look.finding.as_ref() == Some(&(chosen.trouble, chosen.subject.clone()))
    });
    room.sees(" of 2: ");
    first.press("fbl");
    follow_look(&mut room, &first);
    let focus = first.desk().look.focus.clone();
    room.press("<left>").sees("Looking elsewhere").press("<esc>").sees("Follows Ada Byron");
    assert_eq!(room.desk().look.focus, focus);
}

#[test]
fn the_audience_looks_elsewhere_and_comes_back() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "pains");
    let mut room = audience(&first);
    arrive(&mut room, &first);
    room.press("n").sees("Looking elsewhere; Esc follows Ada Byron again");
    let elsewhere = room.desk().activity;
    first.press("ppDOne sign-in<enter>");
    catch_up(&mut room, &first);
    assert_eq!(room.desk().activity, elsewhere);
    room.press("<esc>").sees("Follows Ada Byron");
    arrive(&mut room, &first);
    // The agenda is another way to look around.
    room.press("<tab>").sees("The doomsday clock").sees("Looking elsewhere").press("<down><enter>");
    assert_ne!(room.desk().activity, first.desk().activity);
    room.press("<esc>");
    arrive(&mut room, &first);
    room.press("t").sees("Theme: light").sees("t colours");
    assert!(room.runner.app.audience.unwrap().attached);
    room.press("q");
    assert!(room.ended);
}

#[test]
fn the_audience_cannot_change_anything() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "pains");
    let mut room = audience(&first);
    arrive(&mut room, &first);
    let written = first.journal();
    room.press("admsuJxSVtDARPNTFreWOo<enter>").paste("One | 2\nTwo | 3\n").press("<esc>");
    assert!(room.runner.app.overlay.is_none());
    for row in 0..40 {
        for _ in 0..2 {
            room.event(crossterm::event::Event::Mouse(crossterm::event::MouseEvent {
                kind: crossterm::event::MouseEventKind::Down(crossterm::event::MouseButton::Left),
                column: 20,
                row,
                modifiers: crossterm::event::KeyModifiers::NONE,
            }));
        }
    }
    room.press(":park<enter>").press("<esc>");
    assert_eq!(first.journal(), written);
    assert_eq!(room.desk().session, first.desk().session);
}

#[test]
fn the_room_never_sees_notes_or_guidance() {
    let mut first = Stage::example("northlight", 120, 40);
    let mut room = audience(&first);
    let activities = first.desk().catalogue.activities.len();
    first.press("1NTheir budget is a zebra<ctrl-s>NAnd so is this, half typed");
    let typed = |app: &underpin::app::App| {
        let live = app.desk.as_ref().unwrap().follow.as_ref().unwrap().live.as_ref();
        live.is_some_and(|live| live.text.contains("half typed"))
    };
    room.until(typed);
    room.misses("half typed").misses("zebra");
    first.press("<ctrl-c>");
    catch_up(&mut room, &first);
    for (width, height) in [(80, 24), (200, 60)] {
        room.resize(width, height).press(&"p".repeat(activities));
        for at in 0..activities {
            let activity = &room.desk().catalogue.activities[at];
            let private: Vec<_> =
                activity.follow_ups.iter().chain(&activity.notes).chain([&activity.why]).cloned().collect();
            assert_eq!(room.desk().activity, at);
            let words = room.screen().split_whitespace().collect::<Vec<_>>().join(" ");
            for text in &private {
                let start: String = text.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
                assert!(!words.contains(&start), "“{start}” is on the screen:\n{}", room.screen());
            }
            room.misses("half typed").misses("zebra").press("n");
        }
    }
}

#[test]
fn scores_show_only_once_they_are_revealed() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "readiness");
    let mut room = audience(&first);
    first.press("S<enter>111111<enter><enter>444444<enter>");
    catch_up(&mut room, &first);
    let round = |app: &underpin::app::App| app.desk.as_ref().unwrap().follow.as_ref().unwrap().scene().round;
    room.until(|app| round(app).is_some());
    room.sees("Silent scoring").sees("2 of").sees("have answered").misses("speak first");
    let hidden = room.screen();
    first.press("rr").sees("speak first");
    catch_up(&mut room, &first);
    room.sees("speak first:").misses("have answered").misses("esc goes back");
    // What people had said could not be told from the screen before.
    let told: Vec<_> = hidden.lines().skip(3).filter(|line| line.contains(['1', '4', '•'])).collect();
    assert_eq!(told.len(), 1, "only how many of 14 have answered: {told:?}");
    first.press("<esc>");
    room.until(|app| round(app).is_none());
    first.press("v");
    arrive(&mut room, &first);
    room.sees("scores 1 to 4");
}

#[test]
fn the_clock_of_the_facilitator_runs_on_the_audience_s_screen() {
    let mut first = Stage::example("northlight", 120, 40);
    go(&mut first, "frame");
    let mut room = audience(&first);
    first.press("t");
    room.until(underpin::app::App::ticks);
    first.pass(90).press("<down>");
    arrive(&mut room, &first);
    let shown = first.desk().seconds("frame", first.runner.app.now);
    room.pass(90).press("<f12>");
    assert_eq!(room.desk().seconds("frame", room.runner.app.now), shown);
    first.press("t");
    room.until(|app| !app.ticks());
}

#[test]
fn a_question_nobody_has_answered_fills_the_screen() {
    let mut first = Stage::home(120, 40);
    first.press("nRails<ctrl-s>").sees("What are we planning");
    first.press("n");
    let mut room = audience(&first);
    room.until(|app| app.desk.as_ref().unwrap().activity == 1);
    // Drawn in letters of four by four cells, out of quarter blocks.
    room.sees("▐").misses(&first.desk().current_activity().question.clone());
    room.resize(80, 24).sees("Follows Ada Byron");
    room.resize(60, 18).resize(40, 10).sees("Underpin needs 60 columns");
}
