//! When the disk does not take a change: the screen says so until it does, nothing is lost, another folder
//! can be named, and leaving asks first.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::PathBuf;

use support::Stage;
use underpin::app::runtime::Start;
use underpin::journal;

/// A session whose journal was replaced by another program, as a sync service does, and a change after that.
/// (A folder without the right to write would do as well, but not for a test that runs as root.)
fn broken() -> (Stage, PathBuf) {
    let mut stage = Stage::home(120, 40);
    stage.press("nRails<ctrl-s>").sees("✓ saved").misses("Not saved");
    let journal = stage.desk().path.join("journal.jsonl");
    let kept = fs::read_to_string(&journal).unwrap();
    fs::remove_file(&journal).unwrap();
    fs::write(&journal, format!("{kept}\n")).unwrap();
    stage.press("PWho pays<enter>");
    (stage, journal)
}

#[test]
fn the_banner_stays_and_the_change_is_kept() {
    let (mut stage, journal) = broken();
    stage
        .sees("not saved")
        .sees("Not saved; Ctrl-S tries again, W saves elsewhere")
        .sees("changed by another program");
    assert_eq!(stage.desk().session.records.parked.len(), 1);
    assert!(!fs::read_to_string(journal).unwrap().contains("Who pays"));
    // Keys, messages, boxes and other screens do not take it away.
    for keys in ["j", "n", "?", "<esc>", "f", "w", "F", "F", "r", "<esc>", "<ctrl-t>", "xyz"] {
        stage.press(keys).sees("Not saved; Ctrl-S tries again, W saves elsewhere");
    }
    stage.resize(80, 24).sees("Not saved; Ctrl-S tries again, W saves elsewhere");
    stage.resize(60, 18).sees("Not saved; Ctrl-S tries again, W saves elsewhere");
    // Work goes on.
    stage.press("PWho decides<enter>").sees("Parked topic kept: Who decides");
    assert_eq!(stage.desk().session.records.parked.len(), 2);
}

#[test]
fn a_key_tries_again() {
    let mut stage = Stage::home(120, 40);
    stage.press("nRails<ctrl-s>").sees("✓ saved");
    stage.press("<ctrl-s>").sees("everything is saved").misses("▲ everything");
    let journal = stage.desk().path.join("journal.jsonl");
    let away = journal.with_extension("away");
    fs::rename(&journal, &away).unwrap();
    stage.press("PWho pays<enter>PWho decides<enter>").sees("Not saved; Ctrl-S tries again");
    stage.press("<ctrl-s>").sees("The disk still does not take it").sees("Not saved; Ctrl-S tries again");
    fs::rename(&away, &journal).unwrap();
    stage.press("<ctrl-s>").sees("Saved now; nothing is missing").sees("✓ saved").misses("Not saved");
    let written = fs::read_to_string(&journal).unwrap();
    assert!(written.contains("Who pays") && written.contains("Who decides"));
    assert_eq!(written.lines().count() as u64, stage.desk().session.seq);
    stage.press("Q");
    assert!(stage.ended, "nothing is left to ask about");
}

#[test]
fn the_session_goes_on_in_another_folder() {
    let (mut stage, _) = broken();
    let elsewhere = stage.root.join("../elsewhere");
    stage.press("W").sees("Save elsewhere");
    stage.paste(&elsewhere.to_string_lossy()).press("<enter>");
    stage.misses("Not saved").sees("Saved; the session goes on in").sees("✓ saved");
    stage.press("PWho decides<enter>").sees("✓ saved");
    assert_eq!(fs::canonicalize(&stage.desk().path).unwrap(), fs::canonicalize(&elsewhere).unwrap());
    let live = stage.desk().session.clone();
    stage.press("q").sees("Your sessions");
    let opened = journal::open_read_only(&elsewhere).unwrap();
    assert_eq!(opened.session.records.parked.len(), 2);
    assert_eq!(opened.session.records, live.records);
    assert!(opened.notices.is_empty());
}

#[test]
fn a_folder_that_has_a_session_is_not_overwritten() {
    let (mut stage, _) = broken();
    let taken = stage.root.join("taken");
    fs::create_dir_all(&taken).unwrap();
    fs::write(taken.join("journal.jsonl"), "mine\n").unwrap();
    stage.press("W").paste(&taken.to_string_lossy()).press("<enter>");
    stage.sees("Not saved; Ctrl-S tries again, W saves elsewhere").sees("already");
    assert_eq!(fs::read_to_string(taken.join("journal.jsonl")).unwrap(), "mine\n");
    // A second, better answer is taken.
    let free = stage.root.join("free");
    stage.press("W").paste(&free.to_string_lossy()).press("<enter>");
    stage.misses("Not saved").sees("✓ saved");
}

#[test]
fn leaving_asks_first() {
    for key in ["Q", "q", "<ctrl-c>"] {
        let (mut stage, _) = broken();
        stage.press(key).sees("One change is not on disk. The same key again leaves").sees("Not saved");
        assert!(!stage.ended);
        assert!(stage.runner.app.desk.is_some());
        // A further change is one that nobody was asked about.
        stage.press("PWho decides<enter>").press(key).sees("2 changes are not on disk");
        stage.press(key);
        assert!(stage.ended || stage.runner.app.desk.is_none());
    }
}

#[test]
fn after_saving_elsewhere_leaving_does_not_ask() {
    let (mut stage, _) = broken();
    stage.press("Q").sees("not on disk").press("W");
    let elsewhere = stage.root.join("elsewhere");
    stage.paste(&elsewhere.to_string_lossy()).press("<enter>").sees("✓ saved");
    stage.press("Q");
    assert!(stage.ended);
    let mut again = Stage::at(&stage.root, Start::Open { path: elsewhere, read_only: false }, 120, 40);
    again.press("/Who pays<enter>").sees("Who pays");
}

#[test]
fn a_read_only_session_can_go_on_elsewhere() {
    let stage = Stage::example("northlight", 120, 40);
    let path = stage.desk().path.clone();
    let mut second = Stage::at(&stage.root, Start::Open { path, read_only: false }, 120, 40);
    second.sees("read only").sees("Ada Byron");
    second.press("D").sees("read only");
    second.press("W").paste(&stage.root.join("copy").to_string_lossy()).press("<enter>").sees("✓ saved");
    second.press("DOne sign-in<enter>").sees("✓ saved").sees("One sign-in");
}
