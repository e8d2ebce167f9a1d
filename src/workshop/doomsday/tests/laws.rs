//! What holds for every limit, whatever its numbers.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::{Growth, clock, storage};
use jiff::civil::Date;

/// The first day on which a value reaches a limit, found the slow way.
fn walked(from: Date, mut value: f64, limit: f64, daily: f64, steps: &[(Date, f64)]) -> Option<Date> {
    let mut day = from;
    for _ in 0..20_000 {
        for (_, adds) in steps.iter().filter(|(date, _)| *date == day && day > from) {
            value += adds;
        }
        // The day ends one day of growth later.
        value *= daily;
        if value > limit * (1.0 + 1e-9) {
            return Some(day);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

proptest! {
    #[test]
    fn faster_growth_never_runs_out_later(slow in 0.5..20.0_f64, more in 0.0..20.0_f64, linear: bool) {
        let unit = if linear { "GB" } else { "%" };
        let at = |rate: f64| {
            let growth = format!("{rate:.3} {unit}/week");
            clock(&storage(&[("growth", growth.as_str()), ("today", "2 TB"), ("hard", "3 TB")]))
        };
        let (slow, fast) = (at(slow).unwrap(), at(slow + more).unwrap());
        prop_assert!(fast.run_out <= slow.run_out);
        prop_assert!(fast.last_start <= slow.last_start);
        prop_assert!(fast.last_start <= fast.run_out);
        prop_assert!(fast.trigger <= fast.usable);
    }

    #[test]
    fn the_closed_form_agrees_with_a_walk_day_by_day(
        percent in 1.0..15.0_f64,
        today in 1.0..3.0_f64,
        step in 0_i32..400,
        adds in 0.1..1.0_f64,
    ) {
        let start = date(2026, 9, 1);
        let on = start.checked_add(step.days()).unwrap();
        let (growth, today_text, adds_text) =
            (format!("{percent:.2} %/month"), format!("{today:.3} TB"), format!("{adds:.3} TB"));
        let mut room = storage(&[("growth", growth.as_str()), ("today", today_text.as_str())]);
        let on_text = on.to_string();
        room.add("step-change", &[("name", "Launch"), ("limit", "Storage"), ("date", &on_text), ("adds", &adds_text)]);
        let read = |text: &str| text.split(' ').next().unwrap().parse::<f64>().unwrap();
        let daily = (1.0 + read(&growth) / 100.0).powf(12.0 / 365.25);
        let slow = walked(start, read(&today_text), 4.0, daily, &[(on, read(&adds_text))]).unwrap();
        let found = clock(&room).unwrap().run_out;
        prop_assert_eq!(found, slow);
    }

    #[test]
    fn a_step_up_never_helps(day in 0_i32..500, adds in 0.0..3.0_f64) {
        let mut room = storage(&[]);
        let without = clock(&room).unwrap().run_out;
        let on = date(2026, 9, 1).checked_add(day.days()).unwrap().to_string();
        let adds = format!("{adds:.3} TB");
        room.add("step-change", &[("name", "Launch"), ("limit", "Storage"), ("date", &on), ("adds", &adds)]);
        prop_assert!(clock(&room).unwrap().run_out <= without);
    }

    #[test]
    fn no_answer_breaks_the_clock(
        today in "[0-9]{1,6}(\\.[0-9])? ?(GB|TB|rps|%)?",
        hard in "-?[0-9]{1,6} ?(GB|TB|rps|%)?",
        growth in "-?[0-9]{1,4}(\\.[0-9]{1,2})? ?(GB|%)?/(day|week|month|year)",
        lead in "[0-9]{1,3} (days|weeks|months|years)",
    ) {
        prop_assume!(growth.parse::<Growth>().is_ok());
        let fields = [("today", today.as_str()), ("hard", &hard), ("growth", &growth), ("lead", &lead)];
        match clock(&storage(&fields)) {
            Ok(clock) => {
                prop_assert!(clock.trigger.is_finite() && clock.trigger >= 0.0);
                prop_assert!(clock.curve.iter().all(|(_, value)| value.is_finite()));
                prop_assert!(clock.earliest <= clock.run_out);
            }
            Err(why) => prop_assert!(why.to_string().ends_with('.')),
        }
    }
}
