//! What a pain costs: people × time × frequency, as hours a week, full-time people and money a year.
//!
//! Owns the arithmetic of question two (which pain costs the most) and nothing else. A working week has 40
//! hours in five days and a year 52 weeks, as [`Frequency::per_week`](super::measures::Frequency::per_week)
//! and [`Span::working_minutes`](super::measures::Span::working_minutes) count too.

use super::records::{Charter, Pain, Records, Row};

/// Hours in a full-time working week.
pub const HOURS_A_WEEK: f64 = 40.0;
/// Weeks in a year of cost.
pub const WEEKS_A_YEAR: f64 = 52.0;

/// What something costs the organisation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// Working hours lost a week, over all people it hurts.
    pub hours_week: f64,
    /// How many people working full time (40 hours a week) that is: so many person-years go into it each year.
    pub full_time: f64,
    /// Money a year, when the cost of an hour is known.
    pub money_year: Option<f64>,
}

impl Cost {
    fn of_hours(hours_week: f64, hourly: Option<f64>) -> Self {
        Self {
            hours_week,
            full_time: hours_week / HOURS_A_WEEK,
            money_year: hourly.filter(|rate| *rate > 0.0).map(|rate| hours_week * WEEKS_A_YEAR * rate),
        }
    }
}

/// What a pain costs: `people × minutes ÷ 60 × times a week`. `None` until all three are answered.
pub fn cost(pain: &Pain, charter: &Charter) -> Option<Cost> {
    let hours_each = pain.minutes?.working_minutes() / 60.0;
    let hours = pain.people? * hours_each * pain.frequency?.per_week();
    hours.is_finite().then(|| Cost::of_hours(hours, charter.hourly_cost))
}

/// All pains with their cost, dearest first; those that cannot be costed yet last, in the team's order.
pub fn ranked(records: &Records) -> Vec<(&Row<Pain>, Option<Cost>)> {
    let mut all: Vec<_> = records.pains.iter().map(|pain| (pain, cost(pain, &records.charter))).collect();
    let hours = |cost: &Option<Cost>| cost.map_or(f64::NEG_INFINITY, |cost| cost.hours_week);
    all.sort_by(|(_, a), (_, b)| hours(b).total_cmp(&hours(a)));
    all
}

/// The sum over all pains that can be costed; `None` when none can.
pub fn total(records: &Records) -> Option<Cost> {
    let hours: Vec<f64> =
        records.pains.iter().filter_map(|pain| Some(cost(pain, &records.charter)?.hours_week)).collect();
    (!hours.is_empty()).then(|| Cost::of_hours(hours.iter().sum(), records.charter.hourly_cost))
}

/// What the dearest few add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Top {
    /// How many they are.
    pub count: usize,
    /// Their cost together.
    pub cost: Cost,
    /// Their share of what all pains cost, 0 to 1.
    pub share: f64,
}

/// What the dearest three pains add up to; `None` unless more than three can be costed, so that they are a
/// part of the whole.
pub fn top_three(records: &Records) -> Option<Top> {
    let all = total(records)?;
    let costs: Vec<Cost> = ranked(records).into_iter().filter_map(|(_, cost)| cost).collect();
    let (top, rest) = costs.split_at_checked(3)?;
    if rest.is_empty() || all.hours_week <= 0.0 {
        return None;
    }
    let cost = Cost::of_hours(top.iter().map(|cost| cost.hours_week).sum(), records.charter.hourly_cost);
    Some(Top { count: top.len(), share: cost.hours_week / all.hours_week, cost })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;
    use crate::workshop::testkit::Room;

    #[test]
    fn a_pain_costs_people_times_time_times_frequency() {
        let mut room = Room::new();
        // 40 people × 20 min × 3 a day: 40 × 20 / 60 = 13.33 h each time round, × 15 times a week = 200 h.
        room.add(
            "pain",
            &[("name", "Builds"), ("people", "40"), ("minutes", "20 min"), ("frequency", "3/day")],
        );
        // 6 people × 1 day (8 h) × once a month: 48 h a month, × 12 / 52 = 11.0769 h a week.
        room.add(
            "pain",
            &[("name", "Access"), ("people", "6"), ("minutes", "1 day"), ("frequency", "monthly")],
        );
        room.add("pain", &[("name", "Docs"), ("people", "9")]);
        room.add(
            "pain",
            &[("name", "Flaky tests"), ("people", "100"), ("minutes", "3 h"), ("frequency", "1/week")],
        );

        let ranked = ranked(room.records());
        let names: Vec<_> = ranked.iter().map(|(pain, _)| pain.name.as_str()).collect();
        assert_eq!(names, ["Flaky tests", "Builds", "Access", "Docs"]);
        let builds = ranked[1].1.unwrap();
        assert!((builds.hours_week - 200.0).abs() < 1e-9);
        assert!((builds.full_time - 5.0).abs() < 1e-9);
        assert_eq!(builds.money_year, None);
        assert!((ranked[2].1.unwrap().hours_week - 48.0 * 12.0 / 52.0).abs() < 1e-9);
        assert_eq!(ranked[3].1, None);
    }

    #[test]
    fn a_rate_turns_hours_into_money() {
        let mut room = Room::new();
        assert_eq!(total(room.records()), None);
        room.set("charter", "hourly_cost", "75");
        room.add(
            "pain",
            &[("name", "Builds"), ("people", "40"), ("minutes", "20 min"), ("frequency", "3/day")],
        );
        room.add(
            "pain",
            &[("name", "Tests"), ("people", "10"), ("minutes", "30 min"), ("frequency", "2/week")],
        );
        // 200 h + 10 × 0.5 h × 2 = 210 h a week; × 52 × 75 = 819 000 a year.
        let total = total(room.records()).unwrap();
        assert!((total.hours_week - 210.0).abs() < 1e-9);
        assert!((total.full_time - 5.25).abs() < 1e-9);
        assert!((total.money_year.unwrap() - 819_000.0).abs() < 1e-6);
    }

    #[test]
    fn the_top_three_are_a_share_of_the_whole() {
        let mut room = Room::new();
        room.set("charter", "hourly_cost", "100");
        for (name, hours) in [("Five", "5 h"), ("One", "1 h"), ("Eight", "8 h"), ("Four", "4 h")] {
            room.add("pain", &[("name", name), ("people", "1"), ("minutes", hours), ("frequency", "weekly")]);
            // Of three or fewer there is no top three to speak of.
            assert_eq!(top_three(room.records()).is_some(), name == "Four");
        }
        // 8 + 5 + 4 = 17 of 18 hours a week; 17 × 52 × 100 a year.
        let top = top_three(room.records()).unwrap();
        assert!((top.cost.hours_week - 17.0).abs() < 1e-9 && (top.share - 17.0 / 18.0).abs() < 1e-9);
        assert!((top.cost.money_year.unwrap() - 88_400.0).abs() < 1e-6);
    }
}
