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
mod why;

pub use fit::{Fit, readings};
pub use why::Unforecast;

use jiff::civil::Date;
use jiff::{Span as Calendar, ToSpan};

use self::path::{Path, Reach, date_after, days_between};
use super::measures::{Growth, Quantity, Span, SpanUnit};
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
}

impl Forecast {
    /// How many days the start is overdue: 0 on the last responsible day, `None` before it.
    pub fn days_late(&self) -> Option<i64> {
        (self.slack_days <= 0).then_some(-self.slack_days)
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
    let measured = limit.measured.or(history.last().map(|(date, _)| *date)).unwrap_or(today);
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
    let at_other = |growth: &Option<Growth>| -> Result<Option<Option<Date>>, Unforecast> {
        let Some(growth) = growth else { return Ok(None) };
        Ok(Some(match project(growth)?.reaches(usable) {
            Reach::After(days) => date_after(measured, days),
            Reach::Never | Reach::Beyond => None,
        }))
    };
    let range = [Some(Some(run_out_date)), at_other(&limit.growth_low)?, at_other(&limit.growth_high)?];
    let range: Vec<Option<Date>> = range.into_iter().flatten().collect();
    let earliest = range.iter().flatten().min().copied().unwrap_or(run_out_date);
    // `None` is later than any date: at that growth it never runs out.
    let latest = if range.contains(&None) { None } else { range.iter().flatten().max().copied() };

    let last_start = [Some(lead), limit.buffer]
        .into_iter()
        .flatten()
        .try_fold(run_out_date, before)
        .ok_or(Unforecast::TooFar)?;
    let ahead = lead.days() + limit.buffer.map_or(0.0, Span::days);
    let slack_days = days_between(today, last_start);
    let stress = |factor: f64| Stress {
        factor,
        needs: start * factor,
        times_limit: start * factor / hard,
        fits: start * factor <= usable,
    };
    let breaks = match path.reaches(hard) {
        Reach::After(days) => date_after(measured, days),
        Reach::Never | Reach::Beyond => None,
    };
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
        earliest,
        latest,
        breaks,
        last_start,
        trigger: path.trigger(usable, run_out, ahead).max(0.0),
        slack_days,
        outlook: match slack_days {
            ..=0 => Outlook::Late,
            1..=SOON_DAYS => Outlook::Soon,
            _ => Outlook::Safe,
        },
        at_10x: stress(10.0),
        at_100x: stress(100.0),
        curve: path.curve(&history, run_out),
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

/// The unit in which one limit is reckoned: its hard limit's, else that of today's value.
pub struct Units {
    unit: String,
    /// Two units are in use, so that a bare number could be either.
    mixed: bool,
}

impl Units {
    /// The unit of a limit.
    pub fn of(limit: &Limit) -> Self {
        let unit = |quantity: &Option<Quantity>| {
            quantity.as_ref().map(|quantity| quantity.unit.trim().to_owned()).unwrap_or_default()
        };
        let (hard, today) = (unit(&limit.hard), unit(&limit.today));
        let mixed = !hard.is_empty() && !today.is_empty() && !hard.eq_ignore_ascii_case(&today);
        Self { unit: if hard.is_empty() { today } else { hard }, mixed }
    }

    /// An amount in that unit.
    fn of_quantity(&self, quantity: &Quantity) -> Result<f64, Unforecast> {
        let bare = quantity.unit.trim().is_empty();
        let converted = if bare && self.mixed { None } else { quantity.in_unit(&self.unit) };
        converted.ok_or_else(|| Unforecast::Units { found: quantity.clone(), wanted: self.unit.clone() })
    }

    fn amount(&self, amount: f64) -> Quantity {
        Quantity { amount, unit: self.unit.clone() }
    }
}

/// The day that lies a length of time before another: whole months and years by the calendar, a part of a
/// unit by its mean length, a part of a day as a whole one.
pub fn before(date: Date, span: Span) -> Option<Date> {
    let whole = span.count.floor();
    let count = whole as i64;
    let calendar = match span.unit {
        SpanUnit::Seconds | SpanUnit::Minutes => Calendar::new(),
        SpanUnit::Days => Calendar::new().try_days(count).ok()?,
        SpanUnit::Weeks => Calendar::new().try_weeks(count).ok()?,
        SpanUnit::Months => Calendar::new().try_months(count).ok()?,
        SpanUnit::Years => Calendar::new().try_years(count).ok()?,
    };
    let rest = match span.unit {
        SpanUnit::Seconds | SpanUnit::Minutes => span,
        unit => Span { count: span.count - whole, unit },
    };
    // Half a month is 15.2 days; that takes sixteen days from the calendar.
    let rest_days = (rest.days() - 1e-9).ceil().max(0.0) as i64;
    date.checked_sub(calendar).ok()?.checked_sub(rest_days.days()).ok()
}

#[cfg(test)]
mod tests;
