//! A limit's use over time as a chart, at even steps.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::deliverables::diagram::{Chart, Form, Line, Role};
use crate::deliverables::phrases;
use crate::workshop::doomsday::Forecast;
use crate::workshop::names;

/// How many steps a chart has at most.
const STEPS: i64 = 12;

/// Use against the limit, at even steps from the first reading to a little past run-out: months, or weeks
/// when it is a matter of weeks.
pub(super) fn of(forecast: &Forecast) -> Chart {
    let (Some(first), Some(last)) = (forecast.curve.first(), forecast.curve.last()) else {
        return Chart::default();
    };
    let days = days_between(first.0, last.0);
    let (months, weeks) = (days / 30, days / 7 + 1);
    let stride = |number: i64| {
        if months >= 4 {
            Span::new().months(number * (months / STEPS + 1))
        } else {
            Span::new().weeks(number * (weeks / STEPS + 1))
        }
    };
    let mut ticks = Vec::new();
    let mut values = Vec::new();
    let mut dates = Vec::new();
    for number in 0..=STEPS {
        let Some(date) = first.0.checked_add(stride(number)).ok().filter(|date| *date <= last.0) else {
            break;
        };
        ticks.push(date.strftime(if months >= 4 { "%Y-%m" } else { "%m-%d" }).to_string());
        values.push(value_on(&forecast.curve, date));
        dates.push(date);
    }
    let lows: Vec<_> = forecast.band.iter().map(|(date, low, _)| (*date, *low)).collect();
    let highs: Vec<_> = forecast.band.iter().map(|(date, _, high)| (*date, *high)).collect();
    // Before the day of measurement there is only what was read.
    let end = |curve: &[(Date, f64)]| -> Vec<f64> {
        let days = dates.iter().zip(&values);
        days.map(|(date, value)| if *date < forecast.measured { *value } else { value_on(curve, *date) })
            .collect()
    };
    let ends = [("at the slowest growth", Role::Low, &lows), ("at the fastest growth", Role::High, &highs)];
    let ends = ends.into_iter().filter(|(.., curve)| !curve.is_empty());
    let band: Vec<_> =
        ends.map(|(name, role, curve)| Line { name: name.into(), role, values: end(curve) }).collect();
    let flat =
        |name: &str, role, amount: f64| Line { name: name.into(), role, values: vec![amount; values.len()] };
    let hard = flat("hard limit", Role::Limit, forecast.hard);
    // The clock runs out at the usable limit; without a safety margin the two are one.
    let margin = forecast.usable < forecast.hard;
    let usable = margin.then(|| flat("usable limit", Role::Usable, forecast.usable));
    // Between which ticks a day lies.
    let place = |date: Date| {
        let after = dates.iter().position(|tick| *tick >= date)?;
        let Some(before) = after.checked_sub(1) else { return (dates[0] == date).then_some(0.0) };
        let whole = days_between(dates[before], dates[after]) as f64;
        Some(before as f64 + days_between(dates[before], date) as f64 / whole)
    };
    // Where what was measured ends and what is projected begins; without a history all is projected.
    let read = (forecast.measured > first.0).then_some((forecast.measured, "last read"));
    let moments = read.into_iter().chain([(forecast.last_start, "start by"), (forecast.run_out, "runs out")]);
    let moments = moments.filter_map(|(date, word)| Some((place(date)?, format!("{word} {date}"))));
    let amount = |amount| phrases::in_unit(amount, &forecast.unit);
    let against = if margin {
        format!("the usable {} of {}", amount(forecast.usable), amount(forecast.hard))
    } else {
        format!("the hard limit of {}", amount(forecast.hard))
    };
    Chart {
        name: format!("doomsday-{}", names::kebab(&forecast.name, &forecast.limit)),
        form: Form::OverTime,
        moments: moments.collect(),
        title: format!("{}: projected use against {}", phrases::clause(&forecast.name), against),
        ticks,
        unit: forecast.unit.clone(),
        lines: [Line { name: "projected use".into(), role: Role::Main, values }, hard]
            .into_iter()
            .chain(usable)
            .chain(band)
            .collect(),
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to)).map_or(0, |span| i64::from(span.get_days()))
}

/// The value on a day, between the two points around it.
fn value_on(curve: &[(Date, f64)], date: Date) -> f64 {
    let after = curve.iter().position(|(day, _)| *day >= date).unwrap_or(curve.len().saturating_sub(1));
    let (to, high) = curve[after];
    let Some((from, low)) = after.checked_sub(1).map(|before| curve[before]) else { return high };
    let whole = days_between(from, to) as f64;
    if whole <= 0.0 { high } else { low + (high - low) * days_between(from, date) as f64 / whole }
}
