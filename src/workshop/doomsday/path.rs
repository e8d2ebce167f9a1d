//! The projected path of one resource: growth between step changes, in closed form.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{HORIZON_YEARS, Unforecast, Units};
use crate::workshop::measures::Growth;
use crate::workshop::records::{Limit, Records, Row};

/// A sliver of a day that absorbs rounding, so that 30 days of growth are not 29.999 999.
const SLIVER: f64 = 1e-6;

/// When a level is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// So many days after the start.
    After(f64),
    /// Later than the horizon.
    Beyond,
    /// Never, at this growth.
    Never,
}

/// Growth a day.
#[derive(Debug, Clone, Copy)]
enum Law {
    /// The logarithm of the factor by which it grows in a day.
    Compound(f64),
    /// The amount it grows in a day.
    Linear(f64),
}

impl Law {
    fn grow(self, value: f64, days: f64) -> f64 {
        match self {
            Self::Compound(log) => value * (log * days).exp(),
            Self::Linear(amount) => value + amount * days,
        }
    }

    /// Days until a value has grown to another; infinite when it never does.
    fn days(self, from: f64, to: f64) -> f64 {
        if from >= to {
            return 0.0;
        }
        let days = match self {
            Self::Compound(log) => (to / from).ln() / log,
            Self::Linear(amount) => (to - from) / amount,
        };
        if days >= 0.0 { days } else { f64::INFINITY }
    }

    fn rate(self) -> f64 {
        match self {
            Self::Compound(rate) | Self::Linear(rate) => rate,
        }
    }
}

/// From a day on, the value at its start and how it grows.
pub(super) struct Path {
    start: Date,
    law: Law,
    /// Days after the start, and the value there; the first is (0, today's value).
    legs: Vec<(f64, f64)>,
}

/// The step changes of a limit after a day, in order: days from there, and the amount. What came on or
/// before the day of measurement is in the measured value already.
pub(super) fn steps(
    records: &Records,
    limit: &Row<Limit>,
    measured: Date,
    units: &Units,
) -> Result<Vec<(f64, f64)>, Unforecast> {
    let mut steps = Vec::new();
    for step in records.step_changes.iter().filter(|step| step.limit.id() == Some(&limit.id)) {
        let (Some(date), Some(adds)) = (step.date, &step.adds) else { continue };
        if date > measured {
            steps.push((days_between(measured, date) as f64, units.of_quantity(adds)?));
        }
    }
    steps.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    Ok(steps)
}

impl Path {
    pub(super) fn new(
        start: Date,
        value: f64,
        growth: &Growth,
        steps: &[(f64, f64)],
        units: &Units,
    ) -> Result<Self, Unforecast> {
        let law = match growth {
            Growth::Compound { percent, per } => Law::Compound((percent / 100.0).ln_1p() / per.days()),
            Growth::Linear { amount, per } => Law::Linear(units.of_quantity(amount)? / per.days()),
        };
        let mut path = Self { start, law, legs: vec![(0.0, value)] };
        for (day, adds) in steps {
            let value = path.value(*day) + adds;
            path.legs.push((*day, value.max(0.0)));
        }
        Ok(path)
    }

    pub(super) fn start(&self) -> Date {
        self.start
    }

    pub(super) fn grows(&self) -> bool {
        self.law.rate() > 0.0
    }

    /// The value so many days after the start; before it, growth is followed back.
    pub(super) fn value(&self, days: f64) -> f64 {
        let leg = self.legs.iter().rev().find(|(from, _)| *from <= days).unwrap_or(&self.legs[0]);
        self.law.grow(leg.1, days - leg.0)
    }

    /// When the value first reaches a level.
    pub(super) fn reaches(&self, level: f64) -> Reach {
        for (at, (from, value)) in self.legs.iter().enumerate() {
            let days = from + self.law.days(*value, level);
            let until = self.legs.get(at + 1).map_or(f64::INFINITY, |(next, _)| *next);
            // What would be reached on the day of a step is reached before it only if the day has not begun.
            if days < until {
                return if days <= f64::from(HORIZON_YEARS) * 365.25 {
                    Reach::After(days)
                } else {
                    Reach::Beyond
                };
            }
        }
        if self.grows() && self.legs.last().is_some_and(|(_, value)| *value > 0.0) {
            Reach::Beyond
        } else {
            Reach::Never
        }
    }

    /// The value on which to alert: where the path stands `ahead` days before it reaches the level.
    pub(super) fn trigger(&self, level: f64, reached: f64, ahead: f64) -> f64 {
        if self.legs[0].1 >= level {
            // The margin was in use before the first day, so there is no path to follow back.
            return self.law.grow(level, -ahead);
        }
        self.value(reached - ahead)
    }

    /// Readings, then month by month (and at each step change) to a little past the day it is reached; to a
    /// little past its late end, as long as that does not press the rest together.
    pub(super) fn curve(&self, history: &[(Date, f64)], reached: f64, late: Option<f64>) -> Vec<(Date, f64)> {
        let mut curve: Vec<_> = history.iter().copied().filter(|(date, _)| *date < self.start).collect();
        let end = reached * 1.1 + 45.0;
        let end = late.map_or(end, |late| end.max((late + 15.0).min(end * 1.5)));
        let mut days: Vec<f64> = (0..)
            .map_while(|month: i32| self.start.checked_add(month.months()).ok())
            .map(|date| days_between(self.start, date) as f64)
            .take_while(|days| *days <= end)
            .collect();
        days.push(reached.floor());
        for (day, _) in self.legs.iter().skip(1).filter(|(day, _)| *day <= end) {
            // The day before shows the step as a step.
            days.extend([(day - 1.0).max(0.0), *day]);
        }
        days.push(end.floor());
        days.sort_by(f64::total_cmp);
        days.dedup();
        curve
            .extend(days.iter().filter_map(|days| Some((date_after(self.start, *days)?, self.value(*days)))));
        curve
    }
}

/// Whole days from one date to another; negative when the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    // Dates differ by less than twenty thousand years, which fits in days without rounding.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day during which so many days after a date fall.
pub(super) fn date_after(date: Date, days: f64) -> Option<Date> {
    let whole = (days + SLIVER).floor();
    if !(-4e6..=4e6).contains(&whole) {
        return None;
    }
    date.checked_add((whole as i64).days()).ok()
}
