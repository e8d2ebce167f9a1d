//! Answers as they are typed and pasted: what is taken, what is refused, and what comes back.

use super::*;

#[test]
fn a_row_is_typed_on_one_line_and_brings_what_it_refers_to() {
    let mut stage = begun();
    stage.press("/what hurts<enter>").sees("annoyance");
    stage
        .press("aExports time out | 40 | 20 min | 3/day | Product engineers<enter>")
        .sees("1 added")
        .press("<esc>");
    stage.sees("Exports time out").sees("200 h/week");
    let records = &stage.desk().session.records;
    assert_eq!(records.title(records.pains[0].group.id().unwrap()), "Product engineers");
    // One key takes back the row and the group it brought.
    stage.press("u").sees("Took back: “Exports time out” added").misses("200 h/week");
    assert_eq!(stage.desk().session.records.user_groups.len(), 0);
    stage.press("<ctrl-r>").sees("Exports time out");
}

#[test]
fn a_pasted_table_becomes_rows_in_one_step() {
    let mut stage = begun();
    stage.press("/what hurts<enter>");
    stage.press("<down>").paste(
        "| Pain | People | Lost each time | How often |\n| --- | --- | --- | --- |\n\
         | Slow builds | 30 | 15 min | 4/day |\n| Flaky tests | 25 | 1h | 2/week |\n",
    );
    stage.press("<esc>").sees("Slow builds").sees("Flaky tests");
    assert_eq!(stage.desk().session.records.pains.len(), 2);
    stage.press("u");
    assert_eq!(stage.desk().session.records.pains.len(), 0);
}

#[test]
fn what_cannot_be_read_is_refused_in_plain_words_and_nothing_is_lost() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | soon<enter>");
    stage.sees("is not a length of time").sees("Slow builds | 30 | soon");
    stage.press("<ctrl-c>");
    assert_eq!(stage.desk().session.records.pains.len(), 0);
}

#[test]
fn a_paste_takes_what_it_can_and_hands_back_what_it_cannot() {
    let mut stage = begun();
    stage.press("/what hurts<enter>");
    // Line ends as terminals send them, and a bar inside a cell.
    stage
        .press("<down>")
        .paste("Slow builds | 30 | 15 min | 4/day\rBad | many | soon\rA\\|B tests | 5 | 1 h | 2/week\r");
    stage.sees("2 rows added").sees("is not a number").sees("Bad | many | soon");
    let names: Vec<_> = stage.desk().session.records.pains.iter().map(|pain| pain.name.clone()).collect();
    assert_eq!(names, ["Slow builds", "A|B tests"]);
    // A refused line can always be left.
    stage.press("<esc>").misses("Bad | many");
    assert!(stage.runner.app.overlay.is_none());
}

#[test]
fn each_row_of_a_paste_that_cannot_be_read_comes_back_in_its_turn() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aBegun");
    stage.paste("One | 2 | soon\nTwo | 30 | 15 min | 4/day\nThree | | later\nFour | 1 | 1 h | 1/day | A | b | C D | e\n");
    stage.sees("One | 2 | soon").sees("3 more rows wait");
    // Leaving says what would be lost, once.
    stage.press("<esc>").sees("3 more rows of the paste wait");
    stage.press("<ctrl-a>One | 2 | 5 min | 1/day<enter>");
    stage.sees("Three |  | later").sees("2 more rows wait");
    // A line made empty is one that is done without.
    stage.press("<ctrl-a><ctrl-k><enter>").sees("“e” is more than the fields there are");
    stage.press("<backspace><backspace><backspace><backspace><enter>").sees("Begun");
    stage.press("<ctrl-a><ctrl-k><enter>");
    assert!(stage.runner.app.overlay.is_none());
    let names: Vec<_> = stage.desk().session.records.pains.iter().map(|pain| pain.name.clone()).collect();
    assert_eq!(names, ["Two", "One", "Four"]);
}

#[test]
fn leaving_a_row_that_is_typed_keeps_it_and_one_that_cannot_be_read_goes_only_at_the_second_time() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<esc>");
    assert!(stage.runner.app.overlay.is_none());
    assert_eq!(stage.desk().session.records.pains[0].name, "Slow builds");
    stage.press("aBad | many<esc>").sees("is not a number").press("<esc>").misses("Bad | many");
    assert_eq!(stage.desk().session.records.pains.len(), 1);
}

#[test]
fn a_title_with_a_comma_is_one_title_and_who_is_only_named_is_not_in_the_room() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aFax unreadable, ward calls | 30 | 15 min | 4/day<enter><esc>");
    stage.press("/keeps rebuilding<enter>aFax reader | | | | Fax unreadable, ward calls<enter>");
    stage.misses("new pain");
    stage.press("<esc>ASort it out | Ana Lima | next friday<enter>");
    let people = &stage.desk().session.records.people;
    let ana = people.iter().find(|person| person.name == "Ana Lima").unwrap();
    assert_eq!(ana.attends, Some(false));
}

#[test]
fn surplus_fields_are_refused_and_new_names_are_told() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow | 30 | 15 min | 4/day | Makers | log | Ada Byron | more<enter>");
    stage.sees("8 fields were typed, there are 7");
    stage.press("<ctrl-c>ASort it out | Ana Lima | next friday<enter>").sees("new person: Ana Lima");
}

#[test]
fn renaming_a_record_keeps_what_refers_to_it() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day | Builders<enter><esc>");
    stage.press("/Builders<enter>").sees("Builders");
    let jumped = stage.desk().target().map(|(id, _)| id);
    assert!(jumped.is_some());
    stage.press("/who they are<esc>");
    let group = stage.desk().session.records.user_groups[0].id.clone();
    assert!(stage.runner.app.desk.as_mut().unwrap().jump(&group, Some("name")));
    stage.press("<enter><ctrl-a>Makers<enter>").sees("Makers");
    let records = &stage.desk().session.records;
    assert_eq!(records.title(records.pains[0].group.id().unwrap()), "Makers");
}

#[test]
fn tab_goes_from_cell_to_cell_and_what_is_typed_is_never_a_command() {
    let mut stage = begun();
    stage.runner.app.desk.as_mut().unwrap().jump("person-2", Some("name"));
    // The name, the role, and the team from its list; one field after the other, forwards and back.
    stage.press("<enter><ctrl-u>Bo Chen-Li<tab>Head of theatre systems<tab>Theatre systems<tab>");
    stage.press("<backtab><backtab><backtab>").sees("Bo Chen-Li: Name");
    stage.press("<ctrl-c>");
    let person = stage.desk().session.records.people[1].clone();
    assert_eq!((person.name.as_str(), person.role.as_str()), ("Bo Chen-Li", "Head of theatre systems"));
    assert_eq!(stage.desk().session.records.teams[0].name, "Theatre systems");
    // Past the last cell of the last row the next row is typed; a list nobody touched chooses nothing.
    stage.runner.app.desk.as_mut().unwrap().jump("person-3", Some("name"));
    stage.press("<enter>");
    for _ in 0..12 {
        if stage.screen().contains("New: ") {
            break;
        }
        stage.press("<tab>");
    }
    stage.sees("New: person");
    assert!(stage.desk().session.records.people[2].team.id().is_none());
    // A refused value keeps its cell.
    stage.press("<esc>");
    stage.runner.app.desk.as_mut().unwrap().jump("charter", Some("hourly_cost"));
    stage.press("<enter>lots<tab>").sees("not a number").press("<ctrl-c>");
}

#[test]
fn tab_in_a_new_row_takes_the_suggestion_and_goes_on() {
    let mut stage = begun();
    stage.press("/what hurts<enter>").press("aSlow | 4 | 2 min | 1/day | Ward nurses<enter>");
    // What begins a name is offered and taken; the cursor stands in the next field.
    stage.press("Late | 4 | 2 min | 1/day | ward").sees("Tab takes Ward nurses");
    stage.press("<tab>Bo<backtab><backtab>").sees("How often");
    stage.press("<tab><tab><tab>").press("<enter>").press("<esc>");
    let records = &stage.desk().session.records;
    assert_eq!(records.user_groups.len(), 1, "{:?}", records.user_groups);
    assert_eq!(records.pains[1].group, records.pains[0].group);
}

#[test]
fn undo_says_what_it_took_back_and_the_cursor_stays_with_its_record() {
    let mut stage = begun();
    let here = |stage: &Stage| stage.desk().target().map(|(id, _)| id).unwrap_or_default();
    stage.runner.app.desk.as_mut().unwrap().jump("person-3", Some("role"));
    // A team that comes along takes a line above the people; the cursor stays with its person.
    stage.press("<right><enter>Theatre<enter>");
    assert_eq!((here(&stage).as_str(), stage.desk().session.records.teams.len()), ("person-3", 1));
    stage.press("u").sees("Took back: Team of “Cy Duarte”, and one change with it");
    assert_eq!((here(&stage).as_str(), stage.desk().session.records.teams.len()), ("person-3", 0));
    stage.press("<ctrl-r>").sees("Done again: Team of “Cy Duarte”");
    assert_eq!(here(&stage), "person-3");
    // Under the teams, a table that is taken away does not push the cursor into the next one.
    stage.runner.app.desk.as_mut().unwrap().jump("team-1", None);
    stage.press("<down>a").paste("Wards\nStores\nPurchasing\n");
    stage.press("<esc>u").sees("Took back: “Purchasing” added, and 2 changes with it");
    assert!(matches!(stage.desk().item(), Some(underpin::app::items::Item::Add { capture: 0 })));
    // What was removed comes back under the cursor.
    stage.press("<up>d").sees("Removed").press("<down><down>u").sees("Took back: “Theatre” removed");
    assert_eq!(here(&stage), "team-1");
    stage.press("K").press("m").press("u").sees("Took back: “Set up the session” done");
}

#[test]
fn a_short_name_means_the_one_record_that_has_it() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow | 4 | 2 min | 1/day | Ward nurses<enter>");
    stage.press("Late | 4 | 2 min | 1/day | Theatre coordinators<enter>");
    // A beginning or a word is enough, and it is said what it was read as.
    stage.press("Fax | 4 | 2 min | 1/day | ward | | bo<enter>");
    stage.sees("“ward” is Ward nurses").sees("“bo” is Bo Chen");
    assert_eq!(stage.desk().session.records.user_groups.len(), 2);
    // What nothing is called like is told before it is made; several are asked about; + makes a new one.
    stage.press("Lost | 4 | 2 min | 1/day | Porters").sees("new user group: Porters").press("<enter>");
    stage.press("Gone | 4 | 2 min | 1/day | Ward porters<enter>");
    stage.press("Torn | 4 | 2 min | 1/day | ward<enter>");
    stage.sees("“ward” may be Ward nurses or Ward porters").press("<ctrl-w>+ward<enter><esc>");
    let titles: Vec<_> = {
        let records = &stage.desk().session.records;
        records.user_groups.iter().map(|group| group.name.clone()).collect()
    };
    assert_eq!(titles, ["Ward nurses", "Theatre coordinators", "Porters", "Ward porters", "ward"]);
    assert_eq!(stage.desk().session.records.people.len(), 3);
}
