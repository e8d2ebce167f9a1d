//! Whole ways through the program: keys in, screen and journal out, through the real loop.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

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
fn candidates_come_from_the_landscape_the_catalogue_and_the_room() {
    let mut stage = begun();
    stage.press(":what already exists<enter>");
    stage.press("aCSV export job | Writes lists to files | Billing<enter>");
    stage.press("Invoice exporter | Writes invoices to files | Orders<enter><esc>");
    // What two teams own comes first, and brings them along.
    stage.press("c").sees("Export and import").sees("2 teams have one");
    stage.sees("Here: CSV export job (Billing), Invoice exporter (Orders)");
    stage.press("<tab>flags<tab><enter>").sees("2 rows added");
    let records = &stage.desk().session.records;
    let rows: Vec<_> =
        records.capabilities.iter().map(|row| (row.name.as_str(), row.built_by.len())).collect();
    assert_eq!(rows, [("Export and import", 2), ("Feature flags", 0)]);
    // What is there already leads to its row; a name of one's own becomes a row.
    stage.press("cfeature<enter>").sees("What everyone keeps rebuilding");
    assert_eq!(stage.desk().target().map(|(id, _)| id).as_deref(), Some("capability-2"));
    stage.press("cPrice rules<enter>");
    assert_eq!(stage.desk().session.records.capabilities[2].name, "Price rules");
    // One key takes back what came together.
    stage.press("uu");
    assert_eq!(stage.desk().session.records.capabilities.len(), 0);
}

#[test]
fn points_and_weights_put_the_list_into_another_order() {
    let mut stage = begun();
    stage.press(":what to share<enter>");
    stage.press("aSlow | 90 | 2 | 100 | 1 | 3 | 1 | 1 | 5<enter>");
    stage.press("Urgent | 9 | 1 | 50 | 2 | 3 | 8 | 5 | 2<enter><esc>");
    let first = |stage: &Stage| {
        let ranked = underpin::workshop::leverage::ranked(&stage.desk().session);
        ranked[0].row.name.clone()
    };
    assert_eq!(first(&stage), "Slow");
    stage.press("v").sees("Ranked by RICE").press("<esc>");
    stage.press("<end><up><up><up><enter>WSJF<enter>");
    assert_eq!(first(&stage), "Urgent");
    stage.press("v").sees("Ranked by WSJF").press("<esc>");
    // Time counts for nothing: (3 + 0 + 5) ÷ 2 = 4 against (3 + 0 + 1) ÷ 5 = 0.8.
    stage.press("<end><up><enter>0<enter>");
    stage.press("v").sees("1 Urgent      4").sees("2 Slow      0.8").press("<esc>");
}

#[test]
fn options_side_by_side_become_a_decision_with_its_reasons() {
    let mut stage = begun();
    stage.press(":set up the session<enter>");
    stage.runner.app.desk.as_mut().unwrap().jump("charter", Some("hourly_cost"));
    stage.press("<enter>60<enter>").press(":build, buy<enter>");
    stage.press("v").sees("Add options for a capability").press("<esc>");
    stage.press("aFlags | planned | buy | common | it doubles in price<enter><esc>");
    let add = |stage: &mut Stage, rows: &[&str]| {
        stage.press("<home>");
        while !stage.screen().contains("▸ + add option") {
            stage.press("<down>");
        }
        stage.press("<enter>");
        for row in rows {
            stage.press(row).press("<enter>");
        }
        stage.press("<esc>");
    };
    add(
        &mut stage,
        &[
            "Hosted, in Frankfurt | Flags | buy | 1 | 0 | 1000 | 20000 | 2 months | 4 | 4 | 2",
            "Own service | Flags | build | 6 | 2 | | | 6 months | 5 | 3 | 5",
            "Wait a year | Flags | not now | | | | | | 1 | 5 | 5 | fewer than ten changes in a quarter",
        ],
    );
    stage.press("v").sees("Flags: options side by side").sees("71,400").sees("What would change the answer");
    stage.sees("fewer than ten").press("<esc>");
    // The decision is written from the option under the cursor.
    while stage.desk().target().map(|(id, _)| id).as_deref() != Some("option-1") {
        stage.press("<up>");
    }
    stage.press("D").sees("Buy Flags: Hosted, in Frankfurt").press("<enter>");
    let decision = &stage.desk().session.records.decisions[0];
    assert_eq!(decision.options.len(), 3, "{:?}", decision.options);
    assert_eq!(decision.chosen, "Hosted, in Frankfurt");
    assert_eq!(decision.capability.id(), Some("capability-1"));
    assert!(decision.price.0.contains("71,400"), "{:?}", decision.price);
    assert_eq!(decision.revisit, "it doubles in price");
}

#[test]
fn a_slider_is_moved_where_it_stands_and_moved_back() {
    let mut stage = Stage::example("northlight", 120, 40);
    let at = stage.desk().catalogue.activities.iter().position(|known| known.id == "trade-offs").unwrap();
    stage.runner.app.desk.as_mut().unwrap().go_to(at);
    let position = |stage: &Stage| stage.desk().session.records.trade_offs[0].position.unwrap() as usize;
    stage.press("<home>").sees("slide left");
    let before = position(&stage);
    stage.press("L");
    assert_eq!(position(&stage), before + 1);
    stage.press("u");
    assert_eq!(position(&stage), before, "one undo takes one step back");
    // In the picture, whichever column the cursor is in, until the end is reached.
    stage.press("v<shift-right>LLLLL").sees("It stands at");
    assert_eq!(position(&stage), 4);
    stage.press("HHHH<shift-left>H").sees("already");
    assert_eq!(position(&stage), 0);
    stage.press("<esc><end>L").sees("select one of the tensions first");
    stage.press("pL").sees("select one of the tensions first").misses("slide left");
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
fn who_began_a_session_is_known_the_next_time() {
    let stage = begun();
    let who = stage.runner.app.settings.who.clone();
    let (root, _folder) = stage.cut();
    assert_eq!(underpin::journal::Library::at(&root).author(), Some(who));
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
fn a_flag_rises_is_jumped_to_and_accepted_with_a_reason() {
    let mut stage = begun();
    stage.press("/what is counted<esc>");
    stage.press("/server or client<esc>");
    let events =
        stage.desk().catalogue.activities.iter().position(|activity| {
            activity.captures.iter().any(|capture| capture.kind() == Kind::TrackedEvent)
        });
    stage.runner.app.desk.as_mut().unwrap().go_to(events.unwrap());
    stage.press("aExport started | client | user id | Web | How often exports are used<enter><esc>");
    stage.press("f").sees("M4").sees("Export started");
    let flag = stage.desk().derived.flags.iter().position(|flag| flag.rule == "M4");
    stage.press(&"j".repeat(flag.unwrap()));
    stage.press("x").sees("Accept M4").press("<enter>").press("<ctrl-s>").sees("needs a reason");
    stage.press("<up><up>Only a trial<ctrl-s>").sees("Accepted by Ada Byron");
    assert!(stage.journal().contains("\"type\":\"flag_accepted\""));
    stage.press("x").misses("Accepted by");
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
fn silent_scores_stay_hidden_until_the_reveal() {
    let mut stage = begun();
    stage.press("S").sees("Silent scoring").sees("0 of 3 done");
    stage.press("<enter>").sees("Ada Byron: which level").press("123412<enter>");
    stage.sees("1 of 3 done").misses("speak first");
    stage.press("<enter>").sees("Bo Chen").press("323412<enter>");
    // One of three has not answered: the first r only says so.
    stage.press("r").sees("only 2 of 3").misses("speak first");
    stage.press("r").sees("speak first: Ada Byron (1), then Bo Chen (3)");
    assert!(stage.journal().contains("round_revealed"));
}

#[test]
fn a_score_rests_on_something_and_leads_to_one_level_and_one_step() {
    use underpin::workshop::records::{Aspect, Level};
    let mut stage = begun();
    // In private: the words of the levels, what the score rests on, the score.
    stage.press("S<enter>").sees("1 Volunteers build it").press("elent by the web team<enter>");
    stage.sees("Rests on: lent by the web team").press("1<enter>").misses("lent by");
    stage.press("<enter>").misses("lent by").press("ea funded team<esc>3<enter>");
    stage.press("rr").sees("speak first: Ada Byron (1), then Bo Chen (3)");
    stage.sees("Ada Byron (1): lent by the web team").misses("a funded team");
    // Together: the level, the target, and the step that the levels suggest.
    stage
        .press("2")
        .sees("today 2, target -")
        .sees("Agreed: 2 A team has a budget")
        .sees("n takes over: Appoint");
    stage.press("<right>").sees("today 2, target 3").press("n").sees("Next step: Appoint a product owner");
    stage.sees("nobody yet, no date yet");
    stage.press("j1").press("<esc>");
    let readiness = &stage.desk().session.records.readiness;
    let held: Vec<_> = readiness.iter().map(|row| (row.aspect, row.level, row.target)).collect();
    assert_eq!(
        held,
        [
            (Some(Aspect::Investment), Some(Level::Operational), Some(Level::Scalable)),
            (Some(Aspect::Adoption), Some(Level::Provisional), None)
        ]
    );
    // Each of these is one step back.
    stage.press("uu");
    assert_eq!(stage.desk().session.records.readiness.len(), 1);
    assert_eq!(stage.desk().session.records.readiness[0].next_step, "");
}

#[test]
fn an_overrun_replans_the_rest_and_names_what_will_not_fit() {
    let mut stage = begun();
    // An hour: twelve activities, 54 minutes.
    stage.press("T<left><ctrl-s>").sees("saved");
    assert_eq!(stage.desk().session.records.charter.minutes, Some(60.0));
    stage.press("t").pass(150).press("j").sees("2:30 of 3 min  whole 2 of 60 min").misses("▲");
    stage.pass(60).press("j").sees("▲ 0:30 over 3 min  whole 3 of 60 min").misses("will not fit");
    // Over by as much as there was to spare, nothing changes yet; then the rest shrinks, and says so.
    stage.pass(330).press("j<backtab>").sees("whole 9 of 60 min").misses("→").misses("▲ no room");
    stage.pass(930).press("k").sees("▲ 21:30 over 3 min  whole 24 of 60 min").sees("6→4'").sees("▲ 24 of 3'");
    stage.misses("no room");
    stage.pass(1200).press("k").sees("will not fit").sees("▲ no room").sees("▲ 15 min left for");
    stage.sees("Will not fit: ");
    // What is done frees nothing that is gone, and what is passed over makes room.
    let gone = stage.desk().schedule(stage.runner.app.now).without_room().len();
    stage.press("G<tab>M");
    assert!(stage.desk().schedule(stage.runner.app.now).without_room().len() < gone);
    // More time is more room; the clock of the whole goes on counting after a restart.
    stage.press("T<down><right><right><ctrl-s>").misses("no room").sees("whole 0:44 of 3:00 h");
    stage.press("q").press("<enter>").sees("whole 0:44 of 3:00 h");
    assert!(stage.journal().contains("time_spent"));
}

#[test]
fn a_clock_that_was_cut_off_goes_on_or_counts_up_to_the_last_change() {
    let mut stage = begun();
    stage.press("/what hurts<enter>t").pass(90).press("aSlow builds | 30 | 15 min | 4/day<enter><esc>");
    let (root, _folder) = stage.cut();
    let folder = underpin::journal::Library::at(&root).list().unwrap().remove(0).path;
    let mut soon = Stage::at(&root, Start::Open { path: folder, read_only: false }, 120, 40);
    soon.pass(150).press("j").sees("2:30 of");
    let (root, _folder) = soon.cut();
    let mut late = Stage::at(&root, Start::Home, 120, 40);
    late.pass(7200).press("<enter>").sees("it counted up to the last change, and stands").sees("1:30 of");
}

#[test]
fn the_clock_goes_where_it_is_started() {
    let mut stage = begun();
    stage.press("t").pass(60).press("nt").sees("The clock counts for this activity now");
    stage.pass(30).press("j").sees("0:30 of").press("t").sees("Clock paused").sees("0:30 of 4 min, paused");
    assert_eq!(stage.desk().session.time["frame"], 60);
    assert_eq!(stage.desk().session.time["users"], 30);
}

#[test]
fn a_round_that_nobody_answers_leaves_no_trace() {
    let mut stage = begun();
    let before = stage.journal();
    stage.press("S").sees("0 of 3 done").press("<enter>0<esc>").press("rr").sees("nobody has answered yet");
    stage.press("<esc>");
    assert_eq!(stage.journal(), before);
    assert!(stage.desk().session.rounds.is_empty());
    // The first mark opens the round, once; a second S goes on with it.
    stage.press("S<enter>12<esc><esc>S").sees("1 of 3 done").press("<enter>3<esc><esc>");
    assert_eq!(stage.journal().matches("round_opened").count(), 1);
    assert_eq!(stage.desk().session.rounds[0].marks.len(), 3);
    // Dots are counted before there is a round.
    stage.press(":what everyone keeps<enter>aSign-in<enter>Search<enter>Mail<enter><esc>");
    stage.press("V<enter>").sees("3 dots left").press("<left>").sees("3 dots left").press("<right>");
    stage.sees("2 dots left").press("<esc><esc>");
    assert_eq!(stage.journal().matches("round_opened").count(), 2);
}

#[test]
fn the_floor_goes_round_and_people_come_and_go() {
    let mut stage = begun();
    stage.misses("speaks").press("y").sees("▸ Ada Byron speaks then Bo Chen").press("yyy");
    stage.sees("▸ Ada Byron speaks then Bo Chen");
    stage.press("@").sees("3 people are in the room. Ada Byron speaks.");
    stage.press("j<enter>").sees("Bo Chen speaks").press("<enter>").misses("speaks then");
    // Somebody leaves for a while and is passed over.
    stage
        .press("<space>")
        .sees("2 people are in the room")
        .sees("away")
        .press("yy")
        .sees("Cy Duarte speaks.");
    // Somebody comes, with a team that did not exist.
    stage.press("aDina Ek | Analyst | Risk<enter>").sees("3 people are in the room").sees("Analyst, Risk");
    stage.paste("Eli Fox | Designer\nFay Gil | Writer\n").sees("5 people are in the room").press("<esc>");
    stage.press("d").misses("Fay Gil").press("u").sees("Fay Gil").press("kd<esc>");
    let names: Vec<_> = stage.desk().session.records.people.iter().map(|p| p.name.clone()).collect();
    assert_eq!(names, ["Ada Byron", "Bo Chen", "Cy Duarte", "Eli Fox", "Fay Gil"]);
    // Who speaks is of the moment; who is there is kept.
    let attends = |stage: &Stage| stage.desk().session.records.people[1].attends;
    assert_eq!(attends(&stage), Some(false));
    stage.sees("Cy Duarte speaks").press("S").sees("0 of 4 done").misses("○ Bo Chen").press("<esc>");
    stage.press("q<enter>").misses("speaks");
    assert_eq!(attends(&stage), Some(false));
    // The whole is found by name, too.
    stage.press(":next speaker<enter>").sees("Ada Byron speaks then Cy Duarte");
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

/// The worked example with the drawing of its architecture open.
fn drawing() -> Stage {
    let mut stage = Stage::example("northlight", 120, 40);
    stage.press("/the parts and their owners<enter>v").sees("20 components").sees("Experience");
    stage
}

fn focus(stage: &Stage) -> String {
    stage.desk().session.records.title(&stage.desk().in_focus().unwrap())
}

#[test]
fn the_focus_goes_from_box_to_box_and_opens_what_it_is_on() {
    let mut stage = drawing();
    assert_eq!(focus(&stage), "Web app");
    stage.press("l");
    assert_eq!(focus(&stage), "Technician app");
    stage.press("l");
    assert_eq!(focus(&stage), "Technician app", "the last of its row");
    stage.press("<down>");
    assert_eq!(focus(&stage), "API gateway");
    // The cursor of the table went along, so that what is done to a row is done to this one.
    assert_eq!(stage.desk().item().unwrap().record(), stage.desk().in_focus().as_deref());
    stage.press("<enter>").sees("Component: API gateway").sees("Redundancy");
    stage.press("<esc>").sees("20 components");
    stage.press("<end>");
    assert!(["Object store", "Connection pooler"].contains(&&*focus(&stage)), "the last row");
    stage.press("<esc>").misses("20 components · ").sees("Which parts will make up the platform");
}

#[test]
fn the_drawing_is_narrowed_and_widened_again() {
    let mut stage = drawing();
    stage.press("z").sees("2 of 20 components").sees("neighbours only").misses("Scheduling service");
    stage.press("z").sees("Scheduling service");
    stage.press("OEvent bus<esc>").sees("20 components · ");
    stage.press("Okafka connect<enter>").sees("protocol Kafka Connect only").sees("2 of 20 components");
    stage.sees("Event bus").sees("Search cluster");
    stage.press("<esc>").sees("20 components · 30 connections");
    stage.press("b").sees("4 of 30 connections").press("b").sees("· 30 connections");
}

#[test]
fn a_connection_is_told_in_full() {
    let mut stage = drawing();
    stage.press("<down>").sees("Admits, limits").sees("HTTPS, OIDC").press(".").sees("1 of 8");
    stage.sees("the caller waits").sees("proof: Client").sees("data");
    stage.press("..").sees("3 of 8").press(",").sees("2 of 8").press("<esc>").misses("2 of 8");
    stage.sees("Admits, limits").press(",").sees("8 of 8").press("<up>").misses("8 of 8");
}

#[test]
fn findings_are_followed_on_the_drawing_and_in_the_flags() {
    let mut stage = drawing();
    stage.press("]").sees("1 of 2: ").press("]").sees("2 of 2: single point of failure");
    assert_eq!(focus(&stage), "Connection pooler");
    let flag = &stage.desk().derived.flags[stage.desk().flag];
    assert_eq!(flag.key(), "H5:component-17");
    // The pane stands beside the drawing, at the flag that tells of it.
    stage.press("f").sees("cannot go on").sees("20 components").sees("Connection pooler");
    stage.press("f[").sees("1 of 2: ");
    stage.press("<esc>").misses("1 of 2: ").sees("20 components");
}

#[test]
fn a_click_on_a_box_puts_the_focus_there_and_a_second_one_opens_it() {
    use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut stage = drawing();
    let screen = stage.screen();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains("API gateway")).unwrap();
    let column = line[..line.find("API gateway").unwrap()].chars().count();
    let at = |kind| {
        Event::Mouse(MouseEvent {
            kind,
            column: u16::try_from(column).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        })
    };
    stage.event(at(MouseEventKind::Down(MouseButton::Left)));
    assert_eq!(focus(&stage), "API gateway");
    stage.event(at(MouseEventKind::ScrollDown));
    stage.event(at(MouseEventKind::ScrollDown));
    stage.misses("Technician app").sees("more above");
    stage.press("<pageup>").sees("Technician app");
    stage.event(at(MouseEventKind::Down(MouseButton::Left)));
    stage.sees("Component: API gateway");
}

#[test]
fn what_belongs_to_the_drawing_says_so_elsewhere() {
    let mut stage = drawing();
    stage.press("<esc>:neighbours<enter>");
    stage.misses("neighbours only");
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

#[test]
fn the_review_compares_now_with_the_evening_of_another_day() {
    let mut stage = begun();
    stage.press("/what hurts<enter>aSlow builds | 30 | 15 min | 4/day<enter><esc>");
    stage.press("r5").sees("The beginning, against now").sees("new: Slow builds").press("<esc>");
    // The next day another answer changes, and one goes.
    stage.pass(24 * 3600).press("<up><right><enter><ctrl-u>40<enter>");
    stage.press("r5").sees("22 November 2026, evening, against now").sees("Slow builds, People: 30 → 40");
    stage.misses("new: Slow builds").press("-").sees("The beginning, against now").sees("new: Slow builds");
    stage.press("+").sees("Slow builds, People: 30 → 40").press("<enter>").misses("Review");
    assert_eq!(stage.desk().target().map(|(id, _)| id).as_deref(), Some("pain-1"));
}

#[test]
fn a_search_lists_a_record_once_and_then_the_answers_that_match() {
    let mut stage = begun();
    stage.press("/what hurts<enter>");
    stage.press("aExports time out | 40 | 20 min | 3/day | Export users<enter>");
    stage.press("Slow builds | 30 | 15 min | 4/day | | export of the build log<enter><esc>");
    stage.press("/export");
    assert_eq!(stage.screen().matches("Exports time out").count(), 1, "{}", stage.screen());
    stage.sees("export of the build log").press("<esc>");
    // Names go before questions, and other words lead there too.
    stage.press(":architecture<enter>").sees("The parts and their owners");
}
