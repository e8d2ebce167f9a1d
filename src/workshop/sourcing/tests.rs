//! Prices, points and turning points, by hand and by property.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use super::*;
use crate::workshop::testkit::Room;
use proptest::prelude::*;

/// Feature flags three ways, with numbers that can be checked by hand.
fn room() -> Room {
    let mut room = Room::new();
    room.set("charter", "hourly_cost", "60");
    room.set("charter", "currency", "EUR");
    room.add("capability", &[("name", "Flags")]);
    // A person-month is 40 × 52 ÷ 12 = 173.33 hours, 10,400 EUR at 60 EUR an hour.
    let options = [
        // 6 + 3 × 2 = 12 person-months: 124,800 EUR.
        ("Own service", "build", "6", "2", "", "", "6 months", "5", "3", "5"),
        // 1 + 3 × 0 = 1 person-month, 1,000 + 3 × 20,000: 71,400 EUR.
        ("Hosted", "buy", "1", "0", "1000", "20000", "2 months", "4", "4", "2"),
        // 3 × 1 = 3 person-months: 31,200 EUR.
        ("Keep the table", "manual", "", "1", "", "", "0 days", "1", "5", "5"),
    ];
    for (name, way, once, yearly, paid, bill, first, fit, back, free) in options {
        let fields = [
            ("name", name),
            ("capability", "Flags"),
            ("way", way),
            ("work_once", once),
            ("work_yearly", yearly),
            ("spend_once", paid),
            ("spend_yearly", bill),
            ("first_use", first),
            ("fit", fit),
            ("reversible", back),
            ("independence", free),
        ];
        room.add("option", &fields);
    }
    room
}

fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6, "{found} is not {wanted}");
}

#[test]
fn three_years_by_hand() {
    let room = room();
    let comparison = compare(room.records(), "capability-1").unwrap();
    let total = |name: &str| {
        let option = comparison.options.iter().find(|option| option.row.name == name).unwrap();
        option.price.unwrap().total.unwrap()
    };
    close(total("Own service"), 124_800.0);
    close(total("Hosted"), 71_400.0);
    close(total("Keep the table"), 31_200.0);
}

#[test]
fn points_and_score_by_hand() {
    let room = room();
    let comparison = compare(room.records(), "capability-1").unwrap();
    let names: Vec<_> = comparison.options.iter().map(|option| option.row.name.as_str()).collect();
    assert_eq!(names, ["Keep the table", "Hosted", "Own service"]);
    // Cost 5 − 4 × (71,400 − 31,200) ÷ (124,800 − 31,200) = 3.282; two of six months, 5 − 4 × 2 ÷ 6 = 3.667.
    let hosted = &comparison.options[1];
    close(hosted.points[0].unwrap(), 5.0 - 4.0 * 40_200.0 / 93_600.0);
    close(hosted.points[1].unwrap(), 5.0 - 4.0 / 3.0);
    close(hosted.score.unwrap(), (5.0 - 4.0 * 40_200.0 / 93_600.0 + 5.0 - 4.0 / 3.0 + 4.0 + 4.0 + 2.0) / 5.0);
    close(comparison.options[0].score.unwrap(), (5.0 + 5.0 + 1.0 + 5.0 + 5.0) / 5.0);
    close(comparison.options[2].score.unwrap(), (1.0 + 1.0 + 5.0 + 3.0 + 5.0) / 5.0);
}

#[test]
fn weights_of_a_capability_go_before_those_for_all() {
    let mut room = room();
    room.add("criteria", &[("cost", "2"), ("fit", "0")]);
    let weights = |room: &Room| {
        compare(room.records(), "capability-1").unwrap().weights.map(|w| format!("{w}")).join(" ")
    };
    assert_eq!(weights(&room), "2 1 0 1 1");
    room.add("criteria", &[("capability", "Flags"), ("fit", "6")]);
    assert_eq!(weights(&room), "2 1 6 1 1");
}

#[test]
fn the_weight_that_turns_the_answer_is_the_one_at_which_both_are_level() {
    let mut room = room();
    let comparison = compare(room.records(), "capability-1").unwrap();
    let turns = comparison.turns(room.records());
    let Some(Turn::Weight { criterion, beyond, first, now, .. }) = turns.first().cloned() else {
        panic!("{turns:?}");
    };
    assert_eq!((criterion, now, first.as_str()), (Criterion::Fit, 1.0, "option-2"));
    // Fit is 3 points apart: the lead of 4.051 is made up by 4.051 ÷ 3 more weight.
    let hosted: f64 = 5.0 - 4.0 * 40_200.0 / 93_600.0 + 5.0 - 4.0 / 3.0 + 10.0;
    close(beyond, 1.0 + (21.0 - hosted) / 3.0);
    let heavier = (beyond + 0.01).to_string();
    room.add("criteria", &[("capability", "Flags"), ("fit", heavier.as_str())]);
    let comparison = compare(room.records(), "capability-1").unwrap();
    assert_eq!(comparison.best().unwrap().row.name, "Hosted");
}

#[test]
fn what_is_missing_is_named_and_waiting_needs_no_numbers() {
    let mut room = room();
    room.add("option", &[("name", "Not this year"), ("capability", "Flags"), ("way", "not now")]);
    room.add("option", &[("name", "Another"), ("capability", "Flags"), ("way", "buy")]);
    let comparison = compare(room.records(), "capability-1").unwrap();
    let of = |name: &str| comparison.options.iter().find(|option| option.row.name == name).unwrap();
    assert_eq!(of("Not this year").price.unwrap().total, Some(0.0));
    assert_eq!(of("Not this year").points[..2], [Some(5.0), Some(1.0)]);
    assert_eq!(of("Another").lacks().len(), 5);
    assert_eq!(of("Another").score, None);
    // Work without a price of an hour cannot be told in money.
    room.set("charter", "hourly_cost", "");
    assert_eq!(price(&room.records().options[0], &room.records().charter).unwrap().total, None);
    assert!(compare(room.records(), "capability-9").is_none());
}

proptest! {
    #[test]
    fn scores_stay_on_their_scale_and_the_best_is_first(
        numbers in prop::collection::vec((0u8..30, 0u8..30, 1u8..=5, 1u8..=5, 1u8..=5, 0u8..40), 1..5),
        weights in prop::array::uniform5(0u8..9),
    ) {
        let mut room = Room::new();
        room.set("charter", "hourly_cost", "80");
        room.add("capability", &[("name", "It")]);
        for (once, yearly, fit, back, free, weeks) in numbers {
            let weeks = format!("{weeks} weeks");
            let texts = [once, yearly, fit, back, free].map(|number| number.to_string());
            room.add("option", &[
                ("name", "One"), ("capability", "It"), ("way", "build"), ("work_once", &texts[0]),
                ("work_yearly", &texts[1]), ("fit", &texts[2]), ("reversible", &texts[3]),
                ("independence", &texts[4]), ("first_use", &weeks),
            ]);
        }
        let keys = ["cost", "speed", "fit", "way_back", "independence"];
        let texts = weights.map(|weight| weight.to_string());
        let fields: Vec<_> = keys.into_iter().zip(texts.iter().map(String::as_str)).collect();
        room.add("criteria", &fields);
        let comparison = compare(room.records(), "capability-1").unwrap();
        let scores: Vec<_> = comparison.options.iter().map(|option| option.score).collect();
        for score in scores.iter().flatten() {
            prop_assert!((1.0..=5.0 + 1e-9).contains(score));
        }
        prop_assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
        // Whatever is said to turn the answer does turn it: at the weight named, the rival has the best score.
        for turn in comparison.turns(room.records()) {
            let Turn::Weight { criterion, now, beyond, until, first } = turn else { continue };
            prop_assert!((0.0..=10.0).contains(&beyond));
            let end = until.unwrap_or(if beyond > now { 10.0 } else { 0.05 });
            let mut weights = comparison.weights;
            let at = Criterion::ALL.iter().position(|known| *known == criterion).unwrap();
            weights[at] = f64::midpoint(beyond, end);
            let of = |option: &Compared| score(&option.points, &weights).unwrap_or(f64::NEG_INFINITY);
            let rival = comparison.options.iter().find(|option| option.row.id == first).unwrap();
            let best = comparison.options.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(of(rival) >= best - 1e-9, "{criterion:?} {beyond} {until:?} {first}");
            prop_assert!(of(rival) >= of(&comparison.options[0]) - 1e-9);
        }
        // And where no turn is named for a criterion, nobody passes the best within reasonable weights.
        if comparison.best().is_some()
            && !comparison.turns(room.records()).iter().any(|turn| matches!(turn, Turn::Weight { .. }))
        {
            for at in 0..5 {
                for weight in [0.06, 0.5, 1.0, 3.0, 9.9] {
                    let mut weights = comparison.weights;
                    weights[at] = weight;
                    let of = |option: &Compared| score(&option.points, &weights).unwrap_or(0.0);
                    let best = of(&comparison.options[0]);
                    prop_assert!(comparison.options.iter().all(|option| of(option) <= best + 1e-6));
                }
            }
        }
    }
}

/// Three options of which one is passed by two others, one of them only after the other.
#[test]
fn a_rival_that_would_pass_the_best_and_still_not_come_first_is_not_named() {
    let mut room = Room::new();
    room.add("capability", &[("name", "Rights")]);
    for (name, fit, back, free) in
        [("Own", "1", "5", "5"), ("Library", "5", "3", "2"), ("Hosted", "3", "3", "2")]
    {
        let fields = [
            ("name", name),
            ("capability", "Rights"),
            ("way", "buy"),
            ("spend_once", "100"),
            ("first_use", "1 month"),
            ("fit", fit),
            ("reversible", back),
            ("independence", free),
        ];
        room.add("option", &fields);
    }
    let comparison = compare(room.records(), "capability-1").unwrap();
    assert_eq!(comparison.best().unwrap().row.name, "Own");
    let turns = comparison.turns(room.records());
    let [Turn::Weight { criterion: Criterion::Fit, first, until: None, .. }] = turns.as_slice() else {
        panic!("{turns:?}");
    };
    assert_eq!(first, "option-2");
}
