//! The unit a limit is reckoned in, and lengths of time by the calendar.

use jiff::civil::Date;
use jiff::{Span as Calendar, ToSpan};

use super::Unforecast;
use crate::workshop::measures::{Quantity, Span, SpanUnit};
use crate::workshop::records::Limit;

/// The unit in which one limit is reckoned: its hard limit's, else that of today's value.
pub struct Units {
    pub(super) unit: String,
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
    pub(super) fn of_quantity(&self, quantity: &Quantity) -> Result<f64, Unforecast> {
        let bare = quantity.unit.trim().is_empty();
        let converted = if bare && self.mixed { None } else { quantity.in_unit(&self.unit) };
        converted.ok_or_else(|| Unforecast::Units { found: quantity.clone(), wanted: self.unit.clone() })
    }

    pub(super) fn amount(&self, amount: f64) -> Quantity {
        Quantity { amount, unit: self.unit.clone() }
    }
}

/// The day that lies a length of time before another: whole months and years by the calendar, a part of a
/// unit by its mean length, a part of a day as a whole one.
pub fn before(date: Date, span: Span) -> Option<Date> {
    let (calendar, rest) = calendar(span)?;
    date.checked_sub(calendar).ok()?.checked_sub(rest.days()).ok()
}

/// The day that lies a length of time behind another, counted in the same way.
pub fn after(date: Date, span: Span) -> Option<Date> {
    let (calendar, rest) = calendar(span)?;
    date.checked_add(calendar).ok()?.checked_add(rest.days()).ok()
}

/// A length of time as the calendar counts it, and the days that are left over.
fn calendar(span: Span) -> Option<(Calendar, i64)> {
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
    Some((calendar, (rest.days() - 1e-9).ceil().max(0.0) as i64))
}
