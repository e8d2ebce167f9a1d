//! Sessions on a real disk: what is written comes back, what a crash leaves is mended, and two people do
//! not write at once.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod damage;
mod sessions;

use jiff::Timestamp;
use proptest::prelude::*;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;
use underpin::journal::*;
use underpin::workshop::decide::Command;
use underpin::workshop::event::Entry;
use underpin::workshop::records::Kind;

const CONTENT: (&str, &str) = ("underpin", "1");

const ADA: &str = "Ada Byron";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

fn library() -> (TempDir, Library) {
    let folder = TempDir::new().unwrap();
    let library = Library::at(folder.path().join("sessions"));
    (folder, library)
}

fn add_pain(opened: &mut Opened, title: &str, seconds: i64) -> Vec<Entry> {
    let command =
        Command::Add { kind: Kind::Pain, fields: vec![("name".to_owned(), title.to_owned())], at: None };
    let events = opened.session.decide(&command, "2026-11-22".parse().unwrap()).unwrap();
    let entries = opened.session.entries(events, ADA, at(seconds));
    opened.journal.as_mut().unwrap().append(&entries).unwrap();
    for entry in &entries {
        opened.session.apply(entry);
    }
    entries
}

/// A library with one session of three entries: started, titled, one pain.
fn one_session() -> (TempDir, Library, std::path::PathBuf) {
    let (folder, library) = library();
    let mut opened = library.create("Billing platform", CONTENT, ADA, at(0)).unwrap();
    add_pain(&mut opened, "Slow builds", 1);
    let path = opened.folder.clone();
    (folder, library, path)
}

fn journal_of(folder: &Path) -> std::path::PathBuf {
    folder.join(JOURNAL_FILE)
}

fn append_raw(folder: &Path, bytes: &[u8]) {
    OpenOptions::new().append(true).open(journal_of(folder)).unwrap().write_all(bytes).unwrap();
}

fn edit(folder: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(journal_of(folder)).unwrap();
    fs::write(journal_of(folder), change(&text)).unwrap();
}

fn drop_line(text: &str, drop: usize) -> String {
    text.lines().enumerate().filter(|(at, _)| *at != drop).flat_map(|(_, line)| [line, "\n"]).collect()
}

#[test]
fn what_is_appended_comes_back() {
    let (_keep, _, folder) = one_session();
    let opened = open(&folder, ADA, at(10)).unwrap();
    assert_eq!(opened.session.title(), "Billing platform");
    assert_eq!(opened.session.records.pains[0].name, "Slow builds");
    assert_eq!(opened.entries.len(), 3);
    assert_eq!(opened.notices, []);
    assert_eq!(opened.session.content, ("underpin".to_owned(), "1".to_owned()));
    assert_eq!(opened.journal.unwrap().last(), 3);
}

#[test]
fn the_journal_reads_well_in_a_diff() {
    let (_keep, _, folder) = one_session();
    let text = fs::read_to_string(journal_of(&folder)).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with(r#"{"v":1,"seq":1,"at":"2026-09-21T"#), "{}", lines[0]);
    assert!(lines[0].contains(r#""by":"Ada Byron","event":{"type":"session_started","session":""#));
    assert!(
        lines[2].ends_with(
            r#""event":{"type":"record_added","id":"pain-1","at":0,"fields":{"name":"Slow builds"}}}"#
        ),
        "{}",
        lines[2]
    );
    assert!(text.ends_with('\n'));
}

#[test]
fn a_second_writer_is_told_who_has_the_session_and_may_read() {
    let (_keep, library, folder) = one_session();
    let mut first = open(&folder, ADA, at(20)).unwrap();
    let refused = open(&folder, "Grace Hopper", at(30)).unwrap_err();
    let JournalError::Locked { holder, .. } = &refused else { panic!("{refused}") };
    assert_eq!((holder.who.as_str(), holder.since, holder.pid), (ADA, at(20), std::process::id()));
    assert!(refused.to_string().contains("Ada Byron (process"), "{refused}");
    assert!(refused.hint().contains("--read-only"));

    add_pain(&mut first, "Flaky tests", 21);
    let second = open_read_only(&folder).unwrap();
    assert!(second.journal.is_none());
    assert_eq!(second.session.records.pains.len(), 2, "a reader sees what is on the disk");
    assert!(matches!(second.notices.as_slice(), [Notice::ReadOnly { holder }] if holder.who == ADA));
    assert_eq!(library.list().unwrap()[0].locked.as_ref().map(|holder| holder.who.as_str()), Some(ADA));
    assert!(matches!(library.archive(&folder, ADA, at(40)).unwrap_err(), JournalError::Locked { .. }));
    assert!(matches!(library.delete(&folder, ADA, at(40)).unwrap_err(), JournalError::Locked { .. }));

    drop(first);
    assert_eq!(library.list().unwrap()[0].locked, None);
    assert!(open(&folder, "Grace Hopper", at(50)).unwrap().journal.is_some());
}

#[test]
fn a_lock_left_by_a_crash_locks_nobody_out() {
    let (_keep, library, folder) = one_session();
    fs::write(folder.join("lock"), r#"{"pid":4,"who":"Gone","since":"2026-09-03T07:02:11Z"}"#).unwrap();
    assert_eq!(library.list().unwrap()[0].locked, None);
    assert!(open(&folder, ADA, at(20)).unwrap().journal.is_some());
}

#[test]
fn a_journal_changed_by_somebody_else_is_not_written_over() {
    let (_keep, _, folder) = one_session();
    let mut opened = open(&folder, ADA, at(20)).unwrap();
    let kept = fs::read(journal_of(&folder)).unwrap();
    edit(&folder, |text| drop_line(text, 2));
    let events =
        vec![underpin::workshop::event::SessionEvent::TimeSpent { activity: "pains".to_owned(), seconds: 5 }];
    let entries = opened.session.entries(events, ADA, at(21));
    let journal = opened.journal.as_mut().unwrap();
    let refused = journal.append(&entries).unwrap_err();
    assert!(matches!(refused, AppendError::Changed(_)), "{refused}");
    fs::remove_file(journal_of(&folder)).unwrap();
    assert!(matches!(journal.append(&entries).unwrap_err(), AppendError::Changed(_)));
    // What is in memory can be saved elsewhere, with the change.
    let all: Vec<_> = opened.entries.iter().chain(&entries).cloned().collect();
    let elsewhere = folder.parent().unwrap().join("rescued");
    let mut rescued = Journal::create(&elsewhere, &all, ADA, at(22)).unwrap();
    rescued.append(&opened.session.entries(vec![], ADA, at(23))).unwrap();
    drop(rescued);
    assert_eq!(open(&elsewhere, ADA, at(24)).unwrap().entries.len(), 4);
    assert!(fs::read(journal_of(&elsewhere)).unwrap().starts_with(&kept));
    assert!(matches!(Journal::create(&elsewhere, &all, ADA, at(25)).unwrap_err(), JournalError::Exists(_)));
}

#[test]
fn entries_out_of_sequence_are_refused() {
    let (_keep, _, folder) = one_session();
    let mut opened = open(&folder, ADA, at(20)).unwrap();
    let written = add_pain(&mut opened, "Flaky tests", 21);
    let refused = opened.journal.as_mut().unwrap().append(&written).unwrap_err();
    assert!(matches!(refused, AppendError::Sequence { last: 4, found: 4, .. }), "{refused}");
}

#[test]
fn a_draft_survives_and_is_forgotten() {
    let (_keep, _, folder) = one_session();
    assert_eq!(load_draft(&folder).unwrap(), None);
    let draft = Draft {
        activity: "pains".to_owned(),
        record: Some("pain-1".to_owned()),
        field: Some("title".to_owned()),
        text: "Slow builds, “even” on\nMonday 🐢".to_owned(),
        scene: Scene {
            picture: true,
            clock: Some(("pains".to_owned(), at(20))),
            round: Some(ShownRound { id: "round-1".to_owned(), votes: true, item: 2 }),
            ..Scene::default()
        },
    };
    save_draft(&folder, &Draft::default()).unwrap();
    save_draft(&folder, &draft).unwrap();
    assert_eq!(load_draft(&folder).unwrap(), Some(draft));
    clear_draft(&folder).unwrap();
    clear_draft(&folder).unwrap();
    assert_eq!(load_draft(&folder).unwrap(), None);
    fs::write(folder.join("draft.json"), "{").unwrap();
    assert!(load_draft(&folder).is_err());
}

#[test]
fn a_second_screen_follows_what_is_written() {
    let (_keep, _, folder) = one_session();
    let mut writer = open(&folder, ADA, at(20)).unwrap();
    let mut reader = open_read_only(&folder).unwrap();
    let first = add_pain(&mut writer, "Flaky tests", 21);
    let mut follower = Follower::after(&reader).unwrap();
    assert_eq!(follower.poll().unwrap(), first);
    assert_eq!(follower.poll().unwrap(), []);
    let second = add_pain(&mut writer, "Lost alerts", 22);
    let third = add_pain(&mut writer, "Stale docs", 23);
    for entry in first.iter().chain(&follower.poll().unwrap()) {
        reader.session.apply(entry);
    }
    assert_eq!(reader.session, writer.session);
    assert_eq!((second.len(), third.len()), (1, 1));
    drop(writer);
    // Half a line is waited for, and read once it is whole.
    append_raw(&folder, br#"{"v":1,"seq":7,"at":"2026-09-21T14:13:50Z","by":"Ada Byron","#);
    assert_eq!(follower.poll().unwrap(), []);
    append_raw(&folder, b"\"event\":{\"type\":\"time_spent\",\"activity\":\"pains\",\"seconds\":9}}\n");
    assert_eq!(follower.poll().unwrap()[0].seq, 7);
    append_raw(&folder, b"nonsense\n");
    assert!(matches!(follower.poll().unwrap_err(), JournalError::Damaged { line: 8, .. }));
}

/// The first lines of a worked example.
fn some_journal() -> &'static [u8] {
    let journal = examples()[0].journal;
    let ends = journal.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    &journal[..=ends.map(|(at, _)| at).nth(39).unwrap()]
}

/// A journal cut off at any byte, as a crash may leave it, loses nothing but the line that was being written.
#[test]
fn a_journal_cut_anywhere_is_whole_up_to_its_last_whole_line() {
    let journal = some_journal();
    let whole = Reading::of(journal);
    for cut in 0..=journal.len() {
        let reading = Reading::of(&journal[..cut]);
        assert_eq!(reading.damage, None, "cut at {cut}");
        assert_eq!(reading.entries, whole.entries[..reading.entries.len()], "cut at {cut}");
        let lines = journal[..cut].split(|byte| *byte == b'\n').count() - 1;
        assert_eq!(reading.entries.len(), lines + usize::from(reading.unterminated), "cut at {cut}");
        assert_eq!(reading.whole + reading.torn.len() as u64, cut as u64);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is scribbled over a journal, what stands before it is read as it was written.
    #[test]
    fn a_scribbled_journal_never_panics(
        place in any::<prop::sample::Index>(),
        scribble in prop::collection::vec(any::<u8>(), 1..6),
    ) {
        let journal = some_journal();
        let mut bytes = journal.to_vec();
        let start = place.index(bytes.len() - scribble.len());
        bytes[start..start + scribble.len()].copy_from_slice(&scribble);
        let reading = Reading::of(&bytes);
        let line = journal[..start].split(|byte| *byte == b'\n').count() - 1;
        prop_assert!(reading.entries.len() >= line);
        prop_assert!(reading.entries[..line] == Reading::of(journal).entries[..line]);
        if let Some((found, _)) = reading.damage {
            prop_assert!(found > line);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_refuses_is_reported_with_a_way_out() {
    use std::os::unix::fs::PermissionsExt;
    let (_keep, library, folder) = one_session();
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    fs::remove_file(folder.join("lock")).unwrap();
    mode(0o555);
    let refused = open(&folder, ADA, at(20));
    let shown = open_read_only(&folder);
    mode(0o755);
    assert_eq!(shown.unwrap().entries.len(), 3);
    fs::set_permissions(journal_of(&folder), fs::Permissions::from_mode(0o000)).unwrap();
    library.create("Data platform", CONTENT, ADA, at(30)).unwrap();
    let listed = library.list().unwrap();
    assert_eq!(listed.len(), 2, "a session that cannot be read does not hide the others");
    // A superuser is refused nothing.
    if fs::read(journal_of(&folder)).is_err() {
        assert!(matches!(listed[1].damage, Some((1, Damage::Unreadable(_)))));
    }
    if let Err(error) = refused {
        assert!(error.to_string().starts_with("could not open the lock"), "{error}");
        assert!(error.hint().contains("--read-only"));
    }
}
