//! Journals that a crash or a hand has touched: what is mended, and what is only named.

use super::*;

#[test]
fn a_torn_last_line_is_cut_off_and_kept() {
    let torn: [&[u8]; 3] = [br#"{"v":1,"seq":4,"at":"2026-09-"#, b"\0\0\0\0\0\0", b"{\"v\":1,\xff"];
    for torn in torn {
        let (_keep, _, folder) = one_session();
        let whole = fs::read(journal_of(&folder)).unwrap();
        append_raw(&folder, torn);

        let shown = open_read_only(&folder).unwrap();
        assert_eq!(shown.notices, [Notice::Torn { bytes: torn.len() }]);
        assert_eq!(
            fs::read(journal_of(&folder)).unwrap().len(),
            whole.len() + torn.len(),
            "reading changes nothing"
        );

        let mut opened = open(&folder, ADA, at(20)).unwrap();
        let [Notice::Repaired { bytes, kept }] = opened.notices.as_slice() else {
            panic!("{:?}", opened.notices)
        };
        assert_eq!(*bytes, torn.len());
        assert_eq!(fs::read(kept).unwrap(), torn);
        assert_eq!(fs::read(journal_of(&folder)).unwrap(), whole);
        assert_eq!(opened.entries.len(), 3);

        add_pain(&mut opened, "Flaky tests", 30);
        drop(opened);
        let again = open(&folder, ADA, at(40)).unwrap();
        assert_eq!(again.notices, []);
        assert_eq!(again.session.records.pains.len(), 2);
    }
}

#[test]
fn a_second_torn_line_in_the_same_second_is_kept_too() {
    let (_keep, _, folder) = one_session();
    for torn in ["{\"v\"", "{\"seq\""] {
        append_raw(&folder, torn.as_bytes());
        drop(open(&folder, ADA, at(20)).unwrap());
    }
    let mut kept: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("torn-"))
        .collect();
    kept.sort();
    assert_eq!(kept, ["torn-20260921T141340Z-2.txt", "torn-20260921T141340Z.txt"]);
}

#[test]
fn a_whole_last_entry_without_its_line_end_is_kept() {
    let (_keep, _, folder) = one_session();
    edit(&folder, |text| text.trim_end().to_owned());
    let mut opened = open(&folder, ADA, at(20)).unwrap();
    assert_eq!((opened.entries.len(), opened.notices.len()), (3, 0));
    add_pain(&mut opened, "Flaky tests", 30);
    drop(opened);
    assert_eq!(open(&folder, ADA, at(40)).unwrap().session.records.pains.len(), 2);
}

#[test]
fn windows_line_ends_are_read() {
    let (_keep, _, folder) = one_session();
    edit(&folder, |text| text.replace('\n', "\r\n"));
    let mut opened = open(&folder, ADA, at(20)).unwrap();
    assert_eq!((opened.entries.len(), opened.notices.len()), (3, 0));
    add_pain(&mut opened, "Flaky tests", 30);
    drop(opened);
    assert_eq!(open(&folder, ADA, at(40)).unwrap().entries.len(), 4);
}

/// What is made of a journal in which a line was changed: the line and the complaint.
fn complaint(change: impl Fn(&str) -> String) -> (usize, String) {
    let (_keep, _, folder) = one_session();
    let mut opened = open(&folder, ADA, at(5)).unwrap();
    add_pain(&mut opened, "Flaky tests", 6);
    drop(opened);
    edit(&folder, change);
    let before = fs::read(journal_of(&folder)).unwrap();
    let opened = open(&folder, ADA, at(20)).unwrap();
    assert!(opened.journal.is_none(), "a damaged session is for reading only");
    assert_eq!(fs::read(journal_of(&folder)).unwrap(), before, "a damaged journal is left as it is");
    let [Notice::Damaged { line, damage }] = opened.notices.as_slice() else {
        panic!("{:?}", opened.notices)
    };
    assert_eq!(opened.entries.len(), line - 1);
    (*line, damage.to_string())
}

#[test]
fn damage_inside_is_named_by_line_and_left_alone() {
    assert_eq!(complaint(|text| text.replace("Slow builds\"}", "Slow builds\"")).0, 3);
    assert_eq!(
        complaint(|text| drop_line(text, 2)),
        (3, "entry 4 stands where entry 3 should; entries are missing".to_owned())
    );
    let repeat = |text: &str| {
        let lines: Vec<_> = text.lines().collect();
        [&lines[..2], &lines[1..]].concat().join("\n") + "\n"
    };
    assert_eq!(
        complaint(repeat),
        (3, "entry 2 stands where entry 3 should; it is repeated or out of order".to_owned())
    );
    let (line, why) = complaint(|text| text.replace("\"v\":1,\"seq\":3", "\"v\":9,\"seq\":3"));
    assert_eq!(line, 3);
    assert_eq!(why, "it is in format 9, and this Underpin reads up to format 1; a newer one wrote it");
    let (line, why) = complaint(|text| text.replace("record_added", "record_teleported"));
    assert_eq!(line, 3);
    assert!(why.contains("unknown variant `record_teleported`"), "{why}");
    let (line, why) = complaint(|text| text.replace("\"seq\":4", "\"sequence\":4"));
    assert_eq!((line, why.starts_with("it is no known entry (missing field `seq`")), (4, true), "{why}");
}

#[test]
fn a_last_line_that_is_ended_but_wrong_is_damage_and_not_a_crash() {
    let (_keep, _, folder) = one_session();
    append_raw(&folder, b"{\"v\":1,\n");
    let opened = open(&folder, ADA, at(20)).unwrap();
    assert!(matches!(opened.notices.as_slice(), [Notice::Damaged { line: 4, damage: Damage::Json(_) }]));
}

#[test]
fn a_journal_without_a_start_is_not_opened() {
    let (_keep, _, folder) = one_session();
    edit(&folder, |text| drop_line(text, 0));
    let error = open(&folder, ADA, at(20)).unwrap_err();
    assert!(matches!(error, JournalError::Damaged { line: 1, .. }), "{error}");
    fs::write(journal_of(&folder), "").unwrap();
    assert!(matches!(open(&folder, ADA, at(20)).unwrap_err(), JournalError::Empty(_)));
    fs::write(journal_of(&folder), "{\"v\":").unwrap();
    assert!(matches!(open(&folder, ADA, at(20)).unwrap_err(), JournalError::Empty(_)));
    assert_eq!(
        fs::read_to_string(journal_of(&folder)).unwrap(),
        "{\"v\":",
        "nothing is cut off a journal that holds nothing else"
    );
    fs::remove_file(journal_of(&folder)).unwrap();
    assert!(matches!(open(&folder, ADA, at(20)).unwrap_err(), JournalError::NoSession(_)));
}
