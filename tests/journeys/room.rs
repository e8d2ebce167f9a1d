//! What a group does together: scores in private, the clock, and whose turn it is.

use super::*;

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
