//! Scores, places and quarters, by hand and by property.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use super::candidates::{known, signs};
use super::field::{Quarter, field};
use super::sensitivity::{Swing, sensitivity};
use super::*;
use crate::workshop::decide::Command;
use crate::workshop::records::CapabilityDomain;
use crate::workshop::testkit::Room;
use proptest::prelude::*;

#[test]
fn rice_by_hand() {
    // reach, impact, confidence, effort, score
    let cases = [
        ("40", "3", "80", "4", Some(24.0)),     // 40 × 3 × 0.8 / 4
        ("12", "0.25", "50", "3", Some(0.5)),   // 12 × 0.25 × 0.5 / 3
        ("9", "2", "100", "0.5", Some(36.0)),   // 9 × 2 × 1 / 0.5
        ("100", "0.5", "100", "8", Some(6.25)), // 100 × 0.5 × 1 / 8
        ("40", "3", "80", "0", None),           // no work takes nothing
        ("", "3", "80", "4", None),
    ];
    for (reach, impact, confidence, effort, score) in cases {
        let mut room = Room::new();
        room.add(
            "capability",
            &[
                ("name", "Export"),
                ("reach", reach),
                ("impact", impact),
                ("confidence", confidence),
                ("effort", effort),
            ],
        );
        let found = rice(&room.records().capabilities[0]);
        match (found, score) {
            (Some(found), Some(score)) => assert!((found - score).abs() < 1e-9, "{found} {score}"),
            (found, score) => assert_eq!(found, score),
        }
    }
}

#[test]
fn consumers_count_once_and_the_gate_names_what_is_missing() {
    let mut room = Room::new();
    room.add(
        "capability",
        &[
            ("name", "Export"),
            ("built_by", "Alpha, Beta"),
            ("waiting", "Beta, Gamma"),
            ("contract", "POST /exports"),
        ],
    );
    room.add("capability", &[("name", "Search"), ("waiting", "Alpha"), ("path", "nothing to move")]);
    let ranked = ranked(room.session());
    assert_eq!((ranked[0].consumers, ranked[0].gate.as_slice()), (3, ["a migration path"].as_slice()));
    assert_eq!(ranked[1].gate, ["two consumers", "a contract idea"]);
    let repeated = repetition(room.records());
    assert_eq!(repeated.len(), 1);
    assert_eq!((repeated[0].0.name.as_str(), repeated[0].1), ("Export", 2));
}

#[test]
fn dots_count_only_once_they_are_revealed() {
    let mut room = Room::new();
    let (a, b) = (room.add("capability", &[("name", "A")]), room.add("capability", &[("name", "B")]));
    let person = room.add("person", &[("name", "Ada Obi")]);
    room.run(&Command::OpenRound { about: "capability".into() });
    room.run(&Command::Vote { round: "round-1".into(), person, item: b.clone(), dots: 2 });
    assert!(ranked(room.session()).iter().all(|ranked| ranked.dots == 0));
    room.run(&Command::Reveal { round: "round-1".into() });
    let ranked = ranked(room.session());
    assert_eq!((ranked[0].row.id.as_str(), ranked[0].dots), (b.as_str(), 2));
    assert_eq!((ranked[1].row.id.as_str(), ranked[1].dots), (a.as_str(), 0));
}

/// “RICE: Simple prioritization for product managers”, Sean `McBride`, Intercom: the article works its three
/// projects through the factors one by one (500 customers a month × 30 % × 3 months reach project 1).
#[test]
fn rice_agrees_with_the_three_projects_of_intercoms_article() {
    let mut room = Room::new();
    let projects = [
        ("Project 1", 500.0 * 0.3 * 3.0, "3", "100", "2", 675.0),
        ("Project 2", 2000.0, "1", "80", "4", 400.0),
        ("Project 3", 800.0, "2", "50", "1", 800.0),
    ];
    for (name, reach, impact, confidence, effort, _) in projects {
        let reach = reach.to_string();
        let fields = [("name", name), ("reach", reach.as_str()), ("impact", impact)];
        room.add("capability", &[&fields[..], &[("confidence", confidence), ("effort", effort)]].concat());
    }
    for (row, (name, .., score)) in room.records().capabilities.iter().zip(projects) {
        assert_eq!(rice(row), Some(score), "{name}");
    }
    let order: Vec<_> = ranked(room.session()).iter().map(|ranked| ranked.row.name.as_str()).collect();
    assert_eq!(order, ["Project 3", "Project 1", "Project 2"]);
}

/// What waits while jobs are done one after the other: each job's cost of delay for as long as it takes until
/// it is done.
fn delay_cost(jobs: &[(f64, f64)]) -> f64 {
    let mut time = 0.0;
    let done = jobs.iter().map(|(cost, duration)| {
        time += duration;
        cost * time
    });
    done.sum()
}

/// Joshua Arnold, “CD3 and proportionality to outcomes”, Black Swan Farming: a stand sells ten ice-creams a
/// week. A spoon takes two weeks and adds ten, a second machine four weeks and adds thirty: 10 ÷ 2 = 5 and
/// 30 ÷ 4 = 7.5, so the machine goes first, and six weeks sell 120 instead of 100.
#[test]
fn cost_of_delay_over_duration_agrees_with_the_ice_cream_stand() {
    let (spoon, machine) = ((10.0_f64, 2.0_f64), (30.0_f64, 4.0_f64));
    assert_eq!((spoon.0 / spoon.1, machine.0 / machine.1), (5.0, 7.5));
    let sold = |order: [(f64, f64); 2]| 6.0 * (10.0 + 10.0 + 30.0) - delay_cost(&order);
    assert_eq!((sold([spoon, machine]), sold([machine, spoon])), (100.0, 120.0));
}

fn job(room: &mut Room, name: &str, points: [&str; 4]) {
    let [value, urgency, enables, size] = points;
    let fields =
        [("name", name), ("value", value), ("urgency", urgency), ("enables", enables), ("size", size)];
    room.add("capability", &fields);
}

/// The formula of `SAFe`, worked by hand: (value + time criticality + risk reduction or opportunity enablement) ÷
/// job size; and with weights of the team's own.
#[test]
fn wsjf_by_hand() {
    let mut room = Room::new();
    job(&mut room, "A", ["8", "5", "13", "5"]); // 26 ÷ 5
    job(&mut room, "B", ["13", "5", "8", "8"]); // 26 ÷ 8
    job(&mut room, "C", ["5", "1", "5", "5"]); // 11 ÷ 5
    job(&mut room, "D", ["20", "20", "20", "1"]); // 60 ÷ 1
    room.add("capability", &[("name", "E"), ("value", "8"), ("size", "3")]);
    let scores = |room: &Room| -> Vec<Option<f64>> {
        let records = room.records();
        records.capabilities.iter().map(|row| wsjf(row, &records.weights)).collect()
    };
    assert_eq!(scores(&room), [Some(5.2), Some(3.25), Some(2.2), Some(60.0), None]);
    room.set("weights", "order_by", "WSJF");
    let order = |room: &Room| -> String {
        ranked(room.session()).iter().map(|ranked| ranked.row.name.as_str()).collect()
    };
    assert_eq!(order(&room), "DABCE");
    // Twice the value, nothing for time: A (16 + 0 + 13) ÷ 5 = 5.8, B (26 + 0 + 8) ÷ 8 = 4.25.
    room.set("weights", "value", "2");
    room.set("weights", "urgency", "0");
    assert_eq!(scores(&room), [Some(5.8), Some(4.25), Some(3.0), Some(60.0), None]);
    // A weight below nothing counts as nothing: B 8 ÷ 8.
    room.set("weights", "value", "-3");
    assert_eq!(scores(&room)[1], Some(1.0));
}

#[test]
fn an_estimate_off_by_half_moves_places_as_worked_by_hand() {
    let mut room = Room::new();
    // Scores 24, 16, 5: the first two change places when one of their estimates is off, the third holds.
    for (name, reach, confidence, effort) in
        [("First", "30", "80", "1"), ("Second", "16", "100", "1"), ("Third", "10", "50", "1")]
    {
        let fields = [("name", name), ("reach", reach), ("impact", "1"), ("confidence", confidence)];
        room.add("capability", &[&fields[..], &[("effort", effort)]].concat());
    }
    let swings = sensitivity(room.session());
    let places: Vec<_> = swings.iter().map(|swing| (swing.place, swing.above, swing.below)).collect();
    // Confidence: First 12 or, at 100 % at most, 30. Second 8, and it cannot be surer than 100 %.
    // Effort: First 48 or 12, Second 32 or 8, Third 10 or 2.5.
    assert_eq!(places, [(1, [2, 1], [1, 2]), (2, [2, 2], [1, 2]), (3, [3, 3], [3, 3])]);
    assert_eq!(swings.iter().map(Swing::holds).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(swings[0].range(), (1, 2));
}

#[test]
fn the_medians_split_the_field_into_four_quarters() {
    let mut room = Room::new();
    for (name, reach, effort) in [("A", "40", "1"), ("B", "50", "9"), ("C", "4", "2"), ("D", "3", "8")] {
        let fields = [("name", name), ("reach", reach), ("impact", "1"), ("confidence", "100")];
        room.add("capability", &[&fields[..], &[("effort", effort)]].concat());
    }
    let field = field(room.session());
    assert_eq!((field.effort, field.impact), (5.0, 22.0));
    let of = |name: &str| field.spots.iter().find(|spot| spot.row.name == name).unwrap();
    let quarters = ["A", "B", "C", "D"].map(|name| of(name).quarter);
    assert_eq!(quarters, [Quarter::QuickWin, Quarter::BigBet, Quarter::FillIn, Quarter::ThinkTwice]);
    assert_eq!((of("A").number, of("B").number), (1, 2));
}

#[test]
fn systems_of_several_owners_that_speak_of_one_thing_are_signs_of_repetition() {
    let mut room = Room::new();
    for (name, team) in
        [("CSV exporter", "Billing"), ("Invoice export scripts", "Orders"), ("Search cluster", "Orders")]
    {
        room.add("system", &[("name", name), ("owner", team)]);
    }
    room.add("component", &[("name", "csv EXPORTER"), ("owner", "Data"), ("lifecycle", "exists")]);
    room.add("component", &[("name", "Export service"), ("owner", "Data"), ("lifecycle", "build")]);
    let words = ["export".to_owned(), "csv".to_owned()];
    let found = signs(room.records(), &words);
    assert_eq!(found.found, ["system-1", "system-2"]);
    assert_eq!(found.teams, ["team-1", "team-2"]);
    let list = |room: &Room| {
        known(room.records(), "Data export", CapabilityDomain::Product, &words).map(str::to_owned)
    };
    assert_eq!(list(&room), None);
    room.add("capability", &[("name", "Export"), ("domain", "product")]);
    assert_eq!(list(&room).as_deref(), Some("capability-1"));
}

proptest! {
    #[test]
    fn more_effort_never_scores_higher(reach in 0.0..1e6, effort in 0.1..1e3, more in 0.0..1e3) {
        let mut capability = Capability {
            reach: Some(reach),
            impact: Some(Impact::High),
            confidence: Some(Confidence::Medium),
            effort: Some(effort),
            ..Capability::default()
        };
        let before = rice(&capability).unwrap();
        capability.effort = Some(effort + more);
        prop_assert!(rice(&capability).unwrap() <= before);
    }

    /// Reinertsen's rule: no order of the jobs costs less than the one by cost of delay ÷ duration.
    #[test]
    fn no_order_costs_less_than_the_one_by_wsjf(jobs in prop::collection::vec((1u8..=20, 1u8..=20), 1..6)) {
        let mut jobs: Vec<(f64, f64)> = jobs.into_iter().map(|(a, b)| (a.into(), b.into())).collect();
        jobs.sort_by(|a, b| (b.0 / b.1).total_cmp(&(a.0 / a.1)));
        let best = delay_cost(&jobs);
        for first in 0..jobs.len() {
            for second in first..jobs.len() {
                let mut other = jobs.clone();
                other.swap(first, second);
                prop_assert!(best <= delay_cost(&other) + 1e-9);
            }
        }
    }
}
