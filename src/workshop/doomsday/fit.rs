//! A growth rate from dated readings, by least squares.

use jiff::civil::Date;

use super::path::days_between;
use super::{Unforecast, Units};
use crate::workshop::measures::{Growth, Period, Quantity};
use crate::workshop::records::{Limit, Records, Row};

/// How many readings, on different days, make a rate.
pub(super) const ENOUGH: usize = 3;

/// A growth rate that was fitted to readings.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The rate a month.
    pub growth: Growth,
    /// The slow end of the range that holds the true rate four times out of five.
    pub slowest: Growth,
    /// Its fast end.
    pub fastest: Growth,
    /// The share of the readings' variance that it explains, 0 to 1; for compound growth, of their logarithms.
    pub r2: f64,
    /// How many readings it rests on.
    pub n: usize,
    /// The first reading's day.
    pub from: Date,
    /// The last reading's day.
    pub to: Date,
}

/// The dated readings of a limit, oldest first, in its unit: its measurements, and today's value when the
/// day it was measured is known. Of several on one day, the last in the table counts.
pub fn readings(
    records: &Records,
    limit: &Row<Limit>,
    units: &Units,
) -> Result<Vec<(Date, f64)>, Unforecast> {
    let mut readings = std::collections::BTreeMap::new();
    if let (Some(date), Some(value)) = (limit.measured, &limit.today) {
        readings.insert(date, units.of_quantity(value)?);
    }
    for reading in records.measurements.iter().filter(|reading| reading.limit.id() == Some(&limit.id)) {
        if let (Some(date), Some(value)) = (reading.date, &reading.value) {
            readings.insert(date, units.of_quantity(value)?);
        }
    }
    Ok(readings.into_iter().collect())
}

/// A straight line through points, by least squares.
struct Line {
    slope: f64,
    intercept: f64,
    r2: f64,
    /// How far the slope may well be off, up or down: see [`student`].
    spread: f64,
}

impl Line {
    fn through(points: &[(f64, f64)]) -> Self {
        let n = points.len() as f64;
        let (mean_x, mean_y) =
            (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1).sum::<f64>() / n);
        let sum = |term: &dyn Fn(f64, f64) -> f64| -> f64 {
            points.iter().map(|(x, y)| term(x - mean_x, y - mean_y)).sum()
        };
        let (xx, xy, yy) = (sum(&|x, _| x * x), sum(&|x, y| x * y), sum(&|_, y| y * y));
        let slope = xy / xx;
        // Readings that do not vary are explained in full by a line that does not rise.
        let r2 = if yy > 0.0 { (xy * xy / (xx * yy)).min(1.0) } else { 1.0 };
        // The standard error of the slope: what the line leaves unexplained, over n − 2 degrees of freedom.
        let error = (yy * (1.0 - r2) / (n - 2.0) / xx).sqrt();
        Self { slope, intercept: mean_y - slope * mean_x, r2, spread: student(points.len() - 2) * error }
    }

    fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// Fits compound growth (a line through the logarithms) and linear growth (a line through the values), and
/// takes the one whose curve misses the readings by less; compound when neither does. `None` for fewer than
/// three readings. The ends of the rate's range lie Student's t standard errors of the slope to either side.
///
/// The rate is rounded as it is printed, so that a reader who redoes the arithmetic gets the same date.
pub(super) fn fit(readings: &[(Date, f64)], unit: &str) -> Option<Fit> {
    let ((from, _), (to, _)) = (readings.first()?, readings.last()?);
    if readings.len() < ENOUGH {
        return None;
    }
    let month = Period::Month.days();
    let points: Vec<(f64, f64)> =
        readings.iter().map(|(date, value)| (days_between(*from, *date) as f64 / month, *value)).collect();
    let miss =
        |curve: &dyn Fn(f64) -> f64| -> f64 { points.iter().map(|(x, y)| (curve(*x) - y).powi(2)).sum() };
    let linear = Line::through(&points);
    let logs: Option<Vec<(f64, f64)>> =
        points.iter().map(|(x, y)| (*y > 0.0).then(|| (*x, y.ln()))).collect();
    let compound = logs.map(|logs| Line::through(&logs));
    let compound =
        compound.filter(|line| miss(&|x| line.at(x).exp()) <= miss(&|x| linear.at(x)) * (1.0 + 1e-9));
    let per = Period::Month;
    let rate = |slope: f64| -> Growth {
        if compound.is_some() {
            return Growth::Compound { percent: printed(slope.exp_m1() * 100.0), per };
        }
        let amount = handy(Quantity { amount: slope, unit: unit.to_owned() });
        Growth::Linear { amount: Quantity { amount: printed(amount.amount), ..amount }, per }
    };
    let line = compound.as_ref().unwrap_or(&linear);
    Some(Fit {
        growth: rate(line.slope),
        slowest: rate(line.slope - line.spread),
        fastest: rate(line.slope + line.spread),
        r2: line.r2,
        n: readings.len(),
        from: *from,
        to: *to,
    })
}

/// How many standard errors to either side hold the truth four times out of five: the 90 % point of
/// Student's t distribution, which is wide when there are few readings. From eleven degrees of freedom on
/// `1.2816 + 0.9 / df`, right to two decimals.
fn student(degrees: usize) -> f64 {
    const FEW: [f64; 10] = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372];
    let few = degrees.checked_sub(1).and_then(|at| FEW.get(at));
    few.copied().unwrap_or(1.2816 + 0.9 / degrees.max(1) as f64)
}

/// An amount of bytes in a unit in which it is at least one: 76 GB and not 0.076 TB, whose digits are few.
fn handy(mut quantity: Quantity) -> Quantity {
    const SMALLER: &[(&str, &str)] = &[
        ("pb", "TB"),
        ("tb", "GB"),
        ("gb", "MB"),
        ("mb", "kB"),
        ("pib", "TiB"),
        ("tib", "GiB"),
        ("gib", "MiB"),
        ("mib", "KiB"),
    ];
    while quantity.amount.abs() < 1.0 {
        let unit = quantity.unit.to_lowercase();
        let Some((_, smaller)) = SMALLER.iter().find(|(larger, _)| *larger == unit) else { break };
        let Some(amount) = quantity.in_unit(smaller) else { break };
        quantity = Quantity { amount, unit: (*smaller).to_owned() };
    }
    quantity
}

/// Rounded to three decimals, unless that would change a small number by more than a thousandth.
fn printed(number: f64) -> f64 {
    let rounded = (number * 1000.0).round() / 1000.0;
    if (rounded - number).abs() <= number.abs() / 1000.0 { rounded } else { number }
}
