//! The doomsday clock: when a limited resource runs out, and the last day to start doing something about it.
//!
//! Ivan Zhao's advice is to know that day instead of optimising early. The arithmetic is that of capacity
//! planning (John Allspaw, *The Art of Capacity Planning*, works back from run-out in the same way). With
//! today's value `C`, the usable limit `L` and growth `g` (a share) or `r` (an amount) a period:
//!
//! - compound growth runs out after `t = ln(L / C) / ln(1 + g)` periods, linear after `t = (L − C) / r`;
//! - the usable limit is the hard limit less the safety margin: `L = hard × (1 − margin / 100)`;
//! - a step change adds its amount at the start of its day, and growth goes on from there;
//! - the run-out date is the day during which the value reaches `L`;
//! - the last responsible start is run-out − lead time − buffer, by the calendar;
//! - the value to alert on is the projected value one lead time and buffer before run-out, which without
//!   step changes is `L / (1 + g)^(lead + buffer)` or `L − r × (lead + buffer)`.
//!
//! Owns projections of limits. Whether one is a mistake is for `flags`, how it is told for the documents.

mod fit;
mod path;
mod range;
mod sooner;
mod units;
mod why;

pub use fit::{Fit, readings};
pub use sooner::{NeededSooner, needed_sooner};
pub use units::{Units, after, before};
pub use why::Unforecast;

use jiff::civil::Date;

use self::path::{Path, Reach, date_after, days_between};
use self::range::Range;
use super::measures::{Growth, Span, SpanUnit};
use super::records::{Limit, Records, Row};

/// How far ahead a forecast looks. What lasts longer is no concern of today's plan.
pub const HORIZON_YEARS: i32 = 50;
/// From how many days before the last responsible start a limit counts as near.
pub const SOON_DAYS: i64 = 90;

/// How pressing a limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// The last responsible start is more than [`SOON_DAYS`] away.
    Safe,
    /// It is within [`SOON_DAYS`].
    Soon,
    /// It is today or past: red.
    Late,
}

/// What a multiple of today's use would need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stress {
    /// The multiple: 10 or 100.
    pub factor: f64,
    /// What it would need, in the limit's unit.
    pub needs: f64,
    /// That need as a multiple of the hard limit.
    pub times_limit: f64,
    /// True when it stays within the usable limit.
    pub fits: bool,
}

impl Stress {
    fn of(factor: f64, today: f64, usable: f64, hard: f64) -> Self {
        let needs = today * factor;
        Self { factor, needs, times_limit: needs / hard, fits: needs <= usable }
    }
}

/// When a limit is reached, and what follows from that.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The limit's id.
    pub limit: String,
    /// Its name.
    pub name: String,
    /// The unit of every amount here: the hard limit's.
    pub unit: String,
    /// What is used on the day of measurement.
    pub today: f64,
    /// Where it breaks.
    pub hard: f64,
    /// The hard limit less the safety margin: where the clock runs out.
    pub usable: f64,
    /// The day the projection starts from.
    pub measured: Date,
    /// The growth used: as given, or fitted.
    pub growth: Growth,
    /// How well measurements bear out the growth, when it was fitted.
    pub fitted: Option<Fit>,
    /// The slowest and the fastest growth to reckon with: as given, else from the fit; `None` without either.
    pub range: Option<(Growth, Growth)>,
    /// The day the usable limit is reached.
    pub run_out: Date,
    /// That day when growth is at its fastest; `run_out` without a range.
    pub earliest: Date,
    /// That day when growth is at its slowest; `run_out` without a range, `None` when it then never comes.
    pub latest: Option<Date>,
    /// The day the hard limit itself is reached, when it is within the horizon.
    pub breaks: Option<Date>,
    /// The last responsible day to start the fix: run-out less lead time and buffer.
    pub last_start: Date,
    /// The last day on which a start is early enough even if growth is at its fastest and the fix takes as
    /// long as it may: the earliest run-out less lead time at worst and buffer. `last_start` without a range.
    pub sure_start: Date,
    /// The value to alert on.
    pub trigger: f64,
    /// Days left until the last responsible start; negative when it has passed.
    pub slack_days: i64,
    /// How pressing it is.
    pub outlook: Outlook,
    /// What ten times today needs.
    pub at_10x: Stress,
    /// What a hundred times today needs.
    pub at_100x: Stress,
    /// The readings and the projection, for a chart: from the first reading to a little past run-out.
    pub curve: Vec<(Date, f64)>,
    /// The dated readings alone.
    pub history: Vec<(Date, f64)>,
    /// The projection at the slowest and at the fastest growth, from the day of measurement to the end of the
    /// curve; empty without a range.
    pub band: Vec<(Date, f64, f64)>,
}

impl Forecast {
    /// How many days the start is overdue: 0 on the last responsible day, `None` before it.
    pub fn days_late(&self) -> Option<i64> {
        (self.slack_days <= 0).then_some(-self.slack_days)
    }

    /// How much time is left to start, or how late it is, in words: `12 days left`, `already 7 weeks late`.
    pub fn slack(&self) -> String {
        let days = self.slack_days.unsigned_abs();
        let length = match days {
            1 => "1 day".to_owned(),
            0..=20 => format!("{days} days"),
            _ => format!("{} weeks", days / 7),
        };
        match self.slack_days {
            0 => "today is the last day".to_owned(),
            1.. => format!("{length} left"),
            _ => format!("already {length} late"),
        }
    }

    /// Where to set an alert: the trigger to three significant digits, rounded down, since an alert may come
    /// a little early but never late.
    pub fn alert(&self) -> f64 {
        if self.trigger <= 0.0 {
            return 0.0;
        }
        let scale = 10_f64.powf(2.0 - self.trigger.log10().floor());
        (self.trigger * scale + 1e-9).floor() / scale
    }
}

/// When a limit runs out, seen from `today`; or why that cannot be said.
pub fn forecast(records: &Records, limit: &Row<Limit>, today: Date) -> Result<Forecast, Unforecast> {
    let units = Units::of(limit);
    let history = readings(records, limit, &units)?;
    let (start, hard, lead) = base(limit, &units, &history)?;
    // A reading dates the amount only if it is that amount: what is said of today without a date is of today.
    let last =
        history.last().filter(|(_, value)| limit.today.is_none() || (value - start).abs() < start * 1e-9);
    let measured = limit.measured.or(last.map(|(date, _)| *date)).unwrap_or(today);
    positive("Today", start, &units)?;
    positive("Hard limit", hard, &units)?;
    if start >= hard {
        return Err(Unforecast::AlreadyOver {
            today: units.amount(start),
            hard: units.amount(hard),
            measured,
        });
    }
    let margin = limit.margin.unwrap_or(0.0).clamp(0.0, 100.0);
    let usable = hard * (1.0 - margin / 100.0);

    let (growth, fitted) = if let Some(growth) = &limit.growth {
        (growth.clone(), None)
    } else {
        let fit = fit::fit(&history, &units.unit).ok_or(Unforecast::Missing(vec!["Growth"]))?;
        (fit.growth.clone(), Some(fit))
    };
    let steps = path::steps(records, limit, measured, &units)?;
    let project = |growth: &Growth| Path::new(measured, start, growth, &steps, &units);
    let path = project(&growth)?;
    let run_out = match path.reaches(usable) {
        Reach::After(days) => days,
        Reach::Never => return Err(why::never(&path, growth, start)),
        Reach::Beyond => return Err(Unforecast::TooFar),
    };
    let run_out_date = date_after(measured, run_out).ok_or(Unforecast::TooFar)?;
    let range = Range::of(limit, fitted.as_ref(), &growth, project, usable, run_out_date)?;
    let start_for = |run_out: Date, lead: Span| -> Result<Date, Unforecast> {
        let mut spans = [Some(lead), limit.buffer].into_iter().flatten();
        spans.try_fold(run_out, before).ok_or(Unforecast::TooFar)
    };
    let last_start = start_for(run_out_date, lead)?;
    let longest = limit.lead_high.filter(|high| high.days() > lead.days()).unwrap_or(lead);
    let ahead = lead.days() + limit.buffer.map_or(0.0, Span::days);
    let slack_days = days_between(today, last_start);
    let breaks = match path.reaches(hard) {
        Reach::After(days) => date_after(measured, days),
        Reach::Never | Reach::Beyond => None,
    };
    let curve = path.curve(&history, run_out, range.until(measured));
    Ok(Forecast {
        limit: limit.id.clone(),
        name: limit.name.clone(),
        unit: units.unit,
        today: start,
        hard,
        usable,
        measured,
        fitted,
        run_out: run_out_date,
        earliest: range.earliest,
        latest: range.latest,
        breaks,
        last_start,
        sure_start: start_for(range.earliest, longest)?.min(last_start),
        trigger: path.trigger(usable, run_out, ahead).max(0.0),
        slack_days,
        outlook: match slack_days {
            ..=0 => Outlook::Late,
            1..=SOON_DAYS => Outlook::Soon,
            _ => Outlook::Safe,
        },
        at_10x: Stress::of(10.0, start, usable, hard),
        at_100x: Stress::of(100.0, start, usable, hard),
        band: range.band(measured, &curve),
        range: range.rates,
        curve,
        history,
        growth,
    })
}

/// All limits, most urgent first: those already over, then by last responsible start, then those that
/// cannot be forecast.
pub fn forecasts(records: &Records, today: Date) -> Vec<(&Row<Limit>, Result<Forecast, Unforecast>)> {
    let mut all: Vec<_> =
        records.limits.iter().map(|limit| (limit, forecast(records, limit, today))).collect();
    all.sort_by_key(|(_, outcome)| match outcome {
        Err(Unforecast::AlreadyOver { .. }) => (0, None),
        Ok(forecast) => (1, Some(forecast.last_start)),
        Err(_) => (2, None),
    });
    all
}

/// True when a limit's growth is known: given, or fitted from enough readings.
pub fn has_rate(records: &Records, limit: &Row<Limit>) -> bool {
    let fitted = || readings(records, limit, &Units::of(limit)).is_ok_and(|found| found.len() >= fit::ENOUGH);
    limit.growth.is_some() || fitted()
}

/// Today's value, the hard limit and the lead time, or the terms that are missing.
fn base(limit: &Limit, units: &Units, history: &[(Date, f64)]) -> Result<(f64, f64, Span), Unforecast> {
    let start = match &limit.today {
        Some(quantity) => Some(units.of_quantity(quantity)?),
        None => history.last().map(|(_, value)| *value),
    };
    let hard = limit.hard.as_ref().map(|quantity| units.of_quantity(quantity)).transpose()?;
    match (start, hard, limit.lead) {
        (Some(start), Some(hard), Some(lead)) if limit.growth.is_some() || history.len() >= fit::ENOUGH => {
            Ok((start, hard, lead))
        }
        // A limit that is already passed needs no growth to be red.
        (Some(start), Some(hard), lead) if start >= hard => {
            Ok((start, hard, lead.unwrap_or(Span { count: 0.0, unit: SpanUnit::Days })))
        }
        (start, hard, lead) => {
            let growth = limit.growth.is_some() || history.len() >= fit::ENOUGH;
            let known = [
                (start.is_some(), "Today"),
                (hard.is_some(), "Hard limit"),
                (growth, "Growth"),
                (lead.is_some(), "Lead time"),
            ];
            Err(Unforecast::Missing(known.into_iter().filter(|(known, _)| !known).map(|(_, t)| t).collect()))
        }
    }
}

fn positive(term: &'static str, amount: f64, units: &Units) -> Result<(), Unforecast> {
    let holds = amount.is_finite() && amount >= 0.0 && (term == "Today" || amount > 0.0);
    if holds { Ok(()) } else { Err(Unforecast::NotPositive { term, amount: units.amount(amount) }) }
}

#[cfg(test)]
mod tests;
