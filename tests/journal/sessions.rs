//! The library: sessions that are listed, found, copied, put away and deleted.

use super::*;

#[test]
fn an_empty_library_is_created_by_its_first_session_only() {
    let (_keep, library) = library();
    assert_eq!(library.list().unwrap(), []);
    assert!(library.last_touched().unwrap().is_none());
    assert!(!library.root().exists());
    library.create("Billing platform", CONTENT, ADA, at(0)).unwrap();
    assert!(library.root().exists());
}

#[test]
fn the_list_is_sorted_by_the_last_change_and_names_the_damaged() {
    let (_keep, library) = library();
    let first = library.create("Billing platform", CONTENT, ADA, at(0)).unwrap().folder;
    let second = library.create("Identity platform", CONTENT, ADA, at(10)).unwrap().folder;
    let third = library.create("Data platform", CONTENT, ADA, at(20)).unwrap().folder;
    add_pain(&mut open(&first, ADA, at(30)).unwrap(), "Slow builds", 31);
    library.rename(&second, "Who is who", ADA, at(12)).unwrap();
    edit(&third, |text| text.replace("\"seq\":2", "\"seq\":5"));
    fs::create_dir(library.root().join("not-a-session")).unwrap();

    let listed = library.list().unwrap();
    let names: Vec<_> = listed.iter().map(|one| (one.title.as_str(), one.entries)).collect();
    // The damaged one is shown under its folder's name, as of its last good entry.
    assert_eq!(names, [("Billing platform", 3), ("data-platform", 1), ("Who is who", 3)]);
    assert_eq!(listed[1].damage, Some((2, Damage::Sequence { wanted: 2, found: 5 })));
    assert_eq!(listed[0].changed_at, at(31));
    assert_eq!(library.last_touched().unwrap().unwrap().slug, "billing-platform");
}

#[test]
fn the_list_agrees_with_the_session_after_undo_and_redo() {
    let (_keep, library, folder) = one_session();
    library.rename(&folder, "Invoices", ADA, at(12)).unwrap();
    let mut opened = open(&folder, ADA, at(20)).unwrap();
    for command in [Command::Undo, Command::Undo, Command::Redo, Command::Redo, Command::Undo] {
        let events = opened.session.decide(&command, "2026-11-22".parse().unwrap()).unwrap();
        let entries = opened.session.entries(events, ADA, at(21));
        opened.journal.as_mut().unwrap().append(&entries).unwrap();
        opened.session.apply(&entries[0]);
        assert_eq!(library.list().unwrap()[0].title, opened.session.title());
    }
    assert_eq!(opened.session.title(), "Billing platform");
}

#[test]
fn slugs_are_unique_and_never_the_archive() {
    let (_keep, library) = library();
    let names: Vec<_> = ["Billing", "Billing", "Archive", "billing!"]
        .iter()
        .map(|title| library.create(title, CONTENT, ADA, at(0)).unwrap().folder)
        .map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["billing", "billing-2", "archive-2", "billing-3"]);
}

#[test]
fn a_session_is_found_by_name_beginning_or_path() {
    let (keep, library) = library();
    let billing = library.create("Billing platform", CONTENT, ADA, at(0)).unwrap().folder;
    let data = library.create("Data platform", CONTENT, ADA, at(0)).unwrap().folder;
    let mesh = library.create("Data mesh", CONTENT, ADA, at(0)).unwrap().folder;
    library.rename(&mesh, "Products of data", ADA, at(1)).unwrap();
    let find = |name: &str| library.find(name);
    assert_eq!(find("billing-platform").unwrap(), billing);
    assert_eq!(find("BILLING PLATFORM").unwrap(), billing);
    assert_eq!(find("bil").unwrap(), billing);
    assert_eq!(find("Products of data").unwrap(), mesh);
    assert_eq!(find("data-p").unwrap(), data);
    assert_eq!(find(&billing.to_string_lossy()).unwrap(), billing);
    assert_eq!(find(&journal_of(&billing).to_string_lossy()).unwrap(), billing);
    let JournalError::Ambiguous { matches, .. } = find("data").unwrap_err() else {
        panic!("data is ambiguous")
    };
    assert_eq!(matches.len(), 2);
    let JournalError::NotFound { near, .. } = find("biling-platform").unwrap_err() else { panic!("a slip") };
    assert_eq!(near, ["billing-platform"]);
    assert!(matches!(find("").unwrap_err(), JournalError::NotFound { .. }));
    let nowhere = keep.path().join("nowhere").to_string_lossy().into_owned();
    assert!(matches!(find(&nowhere).unwrap_err(), JournalError::NoSession(_)));
}

#[test]
fn a_copy_has_its_own_identity_and_the_whole_history() {
    let (_keep, library, folder) = one_session();
    let original = open_read_only(&folder).unwrap();
    let copy = library.duplicate(&folder, "Grace Hopper", at(50)).unwrap();
    assert_eq!(copy.session.title(), "Billing platform (copy)");
    assert_ne!(copy.session.id, original.session.id);
    assert_eq!(copy.entries[1..3], original.entries[1..3]);
    assert_eq!(&*copy.entries[3].by, "Grace Hopper");
    let path = copy.folder.clone();
    drop(copy);
    assert_eq!(open(&path, ADA, at(60)).unwrap().session.records, {
        let mut expected = original.session.clone();
        let title = Command::Set {
            id: "charter".to_owned(),
            field: "title".to_owned(),
            text: "Billing platform (copy)".to_owned(),
        };
        let events = expected.decide(&title, "2026-11-22".parse().unwrap()).unwrap();
        for entry in expected.entries(events, ADA, at(50)) {
            expected.apply(&entry);
        }
        expected.records
    });
}

#[test]
fn a_damaged_session_can_be_duplicated_to_go_on() {
    let (_keep, library, folder) = one_session();
    append_raw(&folder, b"nonsense\n");
    assert!(matches!(
        library.rename(&folder, "New", ADA, at(9)).unwrap_err(),
        JournalError::Damaged { line: 4, .. }
    ));
    let copy = library.duplicate(&folder, ADA, at(10)).unwrap();
    assert!(copy.journal.is_some());
    assert_eq!(copy.session.records.pains.len(), 1);
}

#[test]
fn archived_sessions_leave_the_list_and_come_back() {
    let (_keep, library, folder) = one_session();
    let away = library.archive(&folder, ADA, at(10)).unwrap();
    assert_eq!(library.list().unwrap(), []);
    assert_eq!(library.archived().unwrap()[0].path, away);
    assert!(matches!(library.find("billing").unwrap_err(), JournalError::NotFound { .. }));
    // Its name was taken in the meantime.
    library.create("Billing platform", CONTENT, ADA, at(11)).unwrap();
    let back = library.restore(&away, ADA, at(12)).unwrap();
    assert_eq!(back, library.root().join("billing-platform-2"));
    assert_eq!(library.list().unwrap().len(), 2);
    assert_eq!(open(&back, ADA, at(13)).unwrap().session.records.pains.len(), 1);
}

#[test]
fn deleting_removes_one_session_of_the_library_and_nothing_else() {
    let (keep, library, folder) = one_session();
    let other = library.create("Data platform", CONTENT, ADA, at(2)).unwrap().folder;
    let foreign = keep.path().join("elsewhere");
    fs::create_dir(&foreign).unwrap();
    fs::copy(journal_of(&folder), journal_of(&foreign)).unwrap();
    assert!(matches!(library.delete(&foreign, ADA, at(3)).unwrap_err(), JournalError::NotFound { .. }));
    assert!(matches!(library.delete(library.root(), ADA, at(3)).unwrap_err(), JournalError::NotFound { .. }));
    library.delete(&folder, ADA, at(3)).unwrap();
    assert!(foreign.exists() && other.exists() && !folder.exists());
    let left: Vec<_> = fs::read_dir(library.root()).unwrap().map(|one| one.unwrap().path()).collect();
    assert_eq!(left, [other]);
}
