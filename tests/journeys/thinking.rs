//! Lists, options, sliders and flags on the way to a decision.

use super::*;

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
