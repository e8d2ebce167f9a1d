//! What a typed row does with names: who is meant, and what makes nobody.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::Stage;
use underpin::app::desk::Cursor;
use underpin::app::items::Item;
use underpin::app::runtime::Start;
use underpin::deliverables::export::as_of;
use underpin::deliverables::sources::Sources;
use underpin::deliverables::{adoption_guide, markdown};
use underpin::workshop::records::Kind;

/// A new session on its first question.
fn begun() -> Stage {
    let mut stage = Stage::home(120, 40);
    stage.press("nRails<enter>Acme Freight<enter>Ada Byron<enter>Bo Chen, Cy Duarte<enter><enter>");
    stage.sees("What are we planning");
    stage
}

/// Puts the cursor on the line where a row of that kind is added.
fn stand(stage: &mut Stage, kind: Kind) {
    let desk = stage.runner.app.desk.as_mut().unwrap();
    let capture = desk.current_activity().captures.iter().position(|capture| capture.kind() == kind);
    let add = desk
        .items()
        .iter()
        .position(|item| matches!(item, Item::Add { capture: here } if Some(*here) == capture));
    desk.set_cursor(Cursor { item: add.unwrap(), column: 0 });
}

#[test]
fn a_name_that_belongs_elsewhere_makes_nobody() {
    let mut stage = begun();
    stage.press(":what already exists<enter>aLedger | Books | Platform team<enter><esc>");
    stage.press(
        ":parts and their owners<enter>aScanner app | experience | scans trays | Ward systems<enter><esc>",
    );
    // Who is called may be a team, and the document says so.
    stage.press(":Who does what<enter>");
    stand(&mut stage, Kind::Escalation);
    stage.press("aSev 1 | nothing works | Platform team | Bo<enter>").sees("“Bo” is Bo Chen");
    stage.press("<esc>").sees("Platform team");
    let desk = stage.desk();
    let sources = Sources::of(&desk.session, &desk.catalogue, as_of(&desk.session));
    let document = markdown::render(&adoption_guide::adoption_guide(&sources));
    assert!(document.contains("| Sev 1 | nothing works | Platform team | Bo Chen |"), "{document}");
    // Elsewhere a person is wanted, and a sentence is none.
    stage.press("ASort it out | Platform team<enter>").sees("Platform team is a team: name a person");
    stage
        .press("<ctrl-a><ctrl-k>Sort it out | no more phone calls")
        .sees("does not read like the name of a person");
    stage.press("<enter>").sees("or +no more phone calls for a new one").press("<ctrl-c>");
    // Callers named as they stand in the drawing are the teams that own them.
    stage.press(":The internal APIs<enter>");
    let columns = stage.desk().columns_of(Kind::Api);
    let consumers = columns.iter().position(|field| field.key == "consumers").unwrap();
    stage.press(&format!("aTrays{}Scanner app<enter>", " |".repeat(consumers)));
    stage.sees("“Scanner app” belongs to Ward systems, which is meant").press("<esc>");
    let records = &stage.desk().session.records;
    assert_eq!((records.people.len(), records.teams.len()), (3, 2));
    assert_eq!(records.apis[0].consumers.len(), 1);
}

#[test]
fn who_settles_an_answer_is_found_by_a_part_of_the_name() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<enter><esc>");
    stage.press("<home>s<tab>Bo<ctrl-s>");
    let marks: Vec<_> =
        stage.desk().session.marks.iter().filter_map(|(.., mark)| mark.owner.clone()).collect();
    assert_eq!(marks, ["person-2"]);
}

#[test]
fn a_kind_of_ones_own_is_taken_and_other_words_for_a_kind_are_known() {
    let mut stage = begun();
    stage
        .press(":keeps rebuilding<enter>aTray tracing | Sterile goods cycle")
        .sees("a word of your own: Sterile");
    stage.press("<enter>Scan events | messag").sees("Tab takes Messaging and event services");
    stage.press("<tab>").press("<enter><esc>").sees("Capability area").sees("Sterile goods cycle");
    // In the list of a cell as well.
    stage.press("<home><right><enter>Clinical safety").sees("+ new: Clinical safety").press("<enter>");
    assert_eq!(stage.desk().session.records.capabilities[0].domain.label(), "Clinical safety");
    stage.press(":build, buy<enter><home>");
    stage.runner.app.desk.as_mut().unwrap().jump("capability-1", Some("sourcing"));
    stage.press("<enter>wait").sees("Not now").press("<enter>");
    stage.press("RTwo scans for one tray | waste<enter>");
    let records = &stage.desk().session.records;
    assert_eq!(records.value("capability-1", "sourcing").plain(), "not_now");
    assert_eq!(records.value("risk-1", "kind").plain(), "inefficiency");
}

#[test]
fn what_may_be_chosen_is_not_cut_without_a_word() {
    let mut stage = begun();
    stage.resize(80, 24).press(":how alike<enter>aLogg").sees("Logging").press("<ctrl-a><ctrl-k>");
    // The list is longer than the room: it says so, or is there whole.
    stage.press("L | Mandatory and more<enter>");
    let screen = stage.screen();
    assert!(screen.contains("Mandated") && screen.contains("decides"), "{screen}");
    stage.press("<ctrl-c>:keeps rebuilding<enter>aTrays | ").sees("Shared product building blocks");
}

#[test]
fn people_come_with_their_roles_and_who_leads_comes_once() {
    let mut stage = Stage::home(120, 40);
    stage.press("nRails<enter>Acme<enter>Ines Okafor (platform product)<enter>");
    stage.press("ines okafor (other), Bram Visser (theatre systems, nights), Dr Lena Roth<enter><enter>");
    stage.sees("What are we planning");
    let records = &stage.desk().session.records;
    let people: Vec<_> = records.people.iter().map(|row| (row.name.as_str(), row.role.as_str())).collect();
    let wanted = [
        ("Ines Okafor", "platform product"),
        ("Bram Visser", "theatre systems, nights"),
        ("Dr Lena Roth", ""),
    ];
    assert_eq!(people, wanted);
    assert_eq!(records.charter.facilitator.id(), Some("person-1"));
    assert_eq!(stage.runner.app.settings.who, "Ines Okafor");
    assert!(stage.journal().lines().last().unwrap().contains("\"by\":\"Ines Okafor\""));
}

#[test]
fn the_same_name_twice_is_taken_and_told() {
    let mut stage = begun();
    stage.press(":business it has<enter>aWard replenishment<enter>").misses("are called");
    stage.press("ward Replenishment<enter>").sees("2 are called “ward Replenishment” now");
    assert_eq!(stage.desk().session.records.domains.len(), 2);
    stage.paste("Laundry | x\nLaundry | y\n");
    stage.sees("2 rows added, 2 are called “Laundry” now; Esc, then u takes back");
}

#[test]
fn a_row_is_added_to_the_table_nearest_to_the_cursor() {
    let mut stage = begun();
    // Below the tables of people stands the charter.
    stage.press("<end>a").sees("New: person").press("<esc>");
    stage.press("<home><up>a").sees("New: team").press("<esc>");
}

#[test]
fn text_that_came_back_is_foreseen_at_once() {
    let mut stage = begun();
    stage.press(":what already exists<enter>aLedger | Books | Ward systems<enter>Orders | Sells | Ward");
    stage.sees("Tab takes Ward systems");
    let (root, _folder) = stage.cut();
    let path =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir());
    let start = Start::Open { path: path.unwrap(), read_only: false };
    let mut stage = Stage::at(&root, start, 120, 40);
    stage.sees("The text you were writing is back").sees("Tab takes Ward systems");
}

#[test]
fn a_list_of_people_says_what_a_name_would_make_before_it_is_taken() {
    let mut stage = Stage::example("northlight", 120, 40);
    stage.press(":What it is, and where it stops<enter>:Who owns it as a product<enter><enter>");
    stage.sees("type to find, or a new name").press("Jo Marsh").sees("+ new person: Jo Marsh");
    stage.press("<ctrl-a><ctrl-k>Mobile").sees("Mobile is a team: name a person").misses("+ new");
    stage.press("<enter>").sees("Mobile is a team: name a person").press("<esc>");
    assert_eq!(stage.desk().session.records.count(Kind::Person), 14, "nobody came to be");
}
