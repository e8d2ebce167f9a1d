//! Whole ways through the program: keys in, screen and journal out, through the real loop.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod canvas;
mod room;
#[path = "../support/mod.rs"]
mod support;
mod thinking;
mod typing;

use support::Stage;
use underpin::app::runtime::Start;
use underpin::workshop::records::Kind;

/// Home, a new session, the first question.
fn begun() -> Stage {
    let mut stage = Stage::home(120, 40);
    stage.sees("None yet").press("n").sees("New session");
    stage.press("Rails<enter>Acme Freight<enter>Ada Byron<enter>Bo Chen, Cy Duarte<enter><enter>");
    stage.sees("What are we planning").sees("saved");
    stage
}

#[test]
fn a_newcomer_begins_and_lands_on_the_first_question() {
    let stage = begun();
    let session = &stage.desk().session;
    assert_eq!(session.title(), "Rails");
    assert_eq!(session.records.charter.organisation, "Acme Freight");
    let people: Vec<_> = session.records.people.iter().map(|person| person.name.clone()).collect();
    assert_eq!(people, ["Ada Byron", "Bo Chen", "Cy Duarte"]);
    assert_eq!(stage.journal().lines().count() as u64, session.seq);
}

#[test]
fn help_lies_over_a_box_and_gives_it_back() {
    let mut stage = Stage::example("northlight", 120, 40);
    stage.press("S").sees("this person answers").press("?").sees("In a round: who answers next");
    stage.sees("asks once more").press("<esc>").sees("this person answers").press("<enter>");
    stage
        .sees("which level is true today")
        .press("<f1>")
        .sees("In a round: scoring in private")
        .press("<esc>");
    // Where letters are typed, ? is one of them.
    stage.sees("which level is true today").press("e?").sees("What could a visitor see").sees("?");
    stage
        .press("<esc><esc><esc>@?")
        .sees("In the list of people")
        .press("q")
        .sees("give floor")
        .press("<esc>");
    // The palette knows what can be done in a box, and opens it.
    stage.press(":reveal").sees("S, then r").press("<enter>").sees("this person answers").press("<esc>");
}

#[test]
fn who_began_a_session_is_known_the_next_time() {
    let stage = begun();
    let who = stage.runner.app.settings.who.clone();
    let (root, _folder) = stage.cut();
    assert_eq!(underpin::journal::Library::at(&root).author(), Some(who));
}

#[test]
fn quick_capture_works_from_anywhere() {
    let mut stage = begun();
    stage.press("DOne sign-in for staff | two systems today | keep both; merge them | merge them<enter>");
    stage.sees("Decision kept: One sign-in for staff");
    stage.press("AOrder the disks | Bo Chen | next friday<enter>").press("PWho pays | Ada Byron<enter>");
    stage.press("RThe vendor leaves | risk | low | high<enter>");
    let records = &stage.desk().session.records;
    assert_eq!(records.decisions[0].options, ["keep both", "merge them"]);
    assert_eq!(records.actions[0].due.unwrap().to_string(), "2026-11-27");
    assert_eq!((records.parked.len(), records.risks.len()), (1, 1));
}

#[test]
fn a_power_cut_loses_nothing_not_even_half_a_line() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<enter>Flaky te");
    let (root, _folder) = stage.cut();
    let folder = underpin::journal::Library::at(&root).list().unwrap().remove(0).path;
    let mut again = Stage::at(&root, Start::Open { path: folder, read_only: false }, 120, 40);
    again.sees("The text you were writing is back").sees("Flaky te").sees("Slow builds");
    again.press("sts | 25 | 1 h | 2/week<enter><esc>").sees("Flaky tests");
}

#[test]
fn a_power_cut_keeps_the_rows_of_a_paste_that_still_wait() {
    let mut stage = begun();
    stage.press("/what hurts<enter>a").paste("One | 2 | soon\nThree | | later\n").sees("one more row waits");
    let (root, _folder) = stage.cut();
    let folder = underpin::journal::Library::at(&root).list().unwrap().remove(0).path;
    let mut again = Stage::at(&root, Start::Open { path: folder, read_only: false }, 120, 40);
    again.sees("One | 2 | soon").press("<ctrl-a><ctrl-k>One<enter>").sees("Three |  | later");
}

#[test]
fn a_power_cut_keeps_the_place() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<enter>Flaky tests | 25<enter><esc>");
    stage.press("<up><right>");
    let place = stage.desk().place();
    let (root, _folder) = stage.cut();
    let folder = underpin::journal::Library::at(&root).list().unwrap().remove(0).path;
    let again = Stage::at(&root, Start::Open { path: folder, read_only: false }, 120, 40);
    assert_eq!(again.desk().place(), place);
    assert!(again.runner.app.overlay.is_none());
}

#[test]
fn the_session_opens_where_it_was_left() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<enter>Flaky tests | 25<enter><esc>");
    stage.press("<up><right><right>");
    let place = stage.desk().place();
    stage.press("q").sees("Your sessions").sees("Rails");
    stage.press("<enter>").sees("annoyance");
    assert_eq!(stage.desk().place(), place);
    stage.press("u").sees("Took back: “Flaky tests” added");
    assert_eq!(stage.desk().session.records.pains.len(), 1);
    stage.press("Q");
    assert!(stage.ended);
}

#[test]
fn every_size_draws_and_the_smallest_says_what_it_needs() {
    let mut stage = begun();
    for (width, height) in
        [(80, 24), (60, 18), (59, 17), (1, 1), (278, 2), (2, 100), (200, 60), (100, 30), (140, 40)]
    {
        stage.resize(width, height);
        for keys in [
            "f", "f", "w", "w", "i", "i", "v", "<esc>", "<tab>", "<tab>", "<tab>", "?", "<esc>", ":",
            "<esc>", "r", "<esc>",
        ] {
            stage.press(keys);
        }
        stage.press("n");
    }
    stage.resize(40, 10).sees("Underpin needs 60 columns");
    stage.resize(80, 24).sees("Agenda");
}
