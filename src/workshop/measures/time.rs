//! Lengths of time and frequencies.

use std::fmt;
use std::str::FromStr;

use super::growth::per_period;
use super::{MeasureError, Period, leading_number, unreadable};
use crate::workshop::value::format_number;

/// The unit of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// Seconds, less than a minute of them: timeouts, not work.
    Seconds,
    /// Minutes of clock time.
    Minutes,
    /// Calendar days.
    Days,
    /// Weeks.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// A length of time as it was said: minutes, days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// How many.
    pub count: f64,
    /// Of what.
    pub unit: SpanUnit,
}

impl Span {
    /// So many seconds; from a whole minute on they count as minutes.
    fn seconds(count: f64) -> Self {
        // A thousandth of a second is as fine as anybody says it, and drops what dividing by 60 left over.
        let count = (count * 1000.0).round() / 1000.0;
        if count < 60.0 {
            Self { count, unit: SpanUnit::Seconds }
        } else {
            Self { count: count / 60.0, unit: SpanUnit::Minutes }
        }
    }

    /// The length in calendar days (a month is a twelfth of 365.25 days).
    pub fn days(self) -> f64 {
        match self.unit {
            SpanUnit::Seconds => self.count / (24.0 * 3600.0),
            SpanUnit::Minutes => self.count / (24.0 * 60.0),
            SpanUnit::Days => self.count,
            SpanUnit::Weeks => self.count * 7.0,
            SpanUnit::Months => self.count * Period::Month.days(),
            SpanUnit::Years => self.count * Period::Year.days(),
        }
    }

    /// The length in minutes of working time: a day counts eight hours, a week five days.
    pub fn working_minutes(self) -> f64 {
        const DAY: f64 = 8.0 * 60.0;
        match self.unit {
            SpanUnit::Seconds => self.count / 60.0,
            SpanUnit::Minutes => self.count,
            SpanUnit::Days => self.count * DAY,
            SpanUnit::Weeks => self.count * 5.0 * DAY,
            SpanUnit::Months => self.count * 52.0 / 12.0 * 5.0 * DAY,
            SpanUnit::Years => self.count * 52.0 * 5.0 * DAY,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = format_number(self.count);
        let (one, many) = match self.unit {
            SpanUnit::Seconds if self.count > 0.0 && self.count < 1.0 => {
                return write!(f, "{} ms", format_number(self.count * 1000.0));
            }
            SpanUnit::Seconds => return write!(f, "{number} s"),
            SpanUnit::Minutes => {
                let (hours, minutes) = ((self.count / 60.0).floor(), self.count % 60.0);
                return match (hours >= 1.0, minutes > 0.0) {
                    (false, _) => write!(f, "{number} min"),
                    (true, false) => write!(f, "{} h", format_number(hours)),
                    (true, true) => write!(f, "{} h {} min", format_number(hours), format_number(minutes)),
                };
            }
            SpanUnit::Days => ("day", "days"),
            SpanUnit::Weeks => ("week", "weeks"),
            SpanUnit::Months => ("month", "months"),
            SpanUnit::Years => ("year", "years"),
        };
        write!(f, "{number} {}", if (self.count - 1.0).abs() < f64::EPSILON { one } else { many })
    }
}

impl FromStr for Span {
    type Err = MeasureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = "a length of time such as “20 min”, “1h30” or “3 weeks”";
        let fail = || unreadable(text, wanted);
        let lower = text.trim().to_lowercase();
        let lower = lower.strip_prefix("a ").map_or(lower.clone(), |rest| format!("1 {rest}"));
        let end = lower.find(|c: char| c.is_alphabetic()).ok_or_else(fail)?;
        let count: f64 = lower[..end].trim().trim_start_matches('~').parse().map_err(|_| fail())?;
        if !count.is_finite() || count < 0.0 {
            return Err(fail());
        }
        let word_end = lower[end..].find(|c: char| !c.is_alphabetic()).map_or(lower.len(), |at| end + at);
        let rest = lower[word_end..].trim();
        let unit = match &lower[end..word_end] {
            "ms" | "msec" | "millisecond" | "milliseconds" if rest.is_empty() => {
                return Ok(Self::seconds(count / 1000.0));
            }
            "s" | "sec" | "secs" | "second" | "seconds" if rest.is_empty() => {
                return Ok(Self::seconds(count));
            }
            "h" | "hr" | "hrs" | "hour" | "hours" => {
                let extra =
                    rest.trim_end_matches("minutes").trim_end_matches("min").trim_end_matches('m').trim();
                let minutes: f64 = if extra.is_empty() { 0.0 } else { extra.parse().map_err(|_| fail())? };
                return Ok(Self { count: count * 60.0 + minutes, unit: SpanUnit::Minutes });
            }
            "m" | "min" | "mins" | "minute" | "minutes" => SpanUnit::Minutes,
            "d" | "day" | "days" => SpanUnit::Days,
            "w" | "wk" | "wks" | "week" | "weeks" => SpanUnit::Weeks,
            "mo" | "mth" | "month" | "months" => SpanUnit::Months,
            "y" | "yr" | "yrs" | "year" | "years" => SpanUnit::Years,
            _ => return Err(fail()),
        };
        match unit {
            _ if !rest.is_empty() => Err(fail()),
            // “0.05 min” is how old journals write three seconds.
            SpanUnit::Minutes if count < 1.0 => Ok(Self::seconds(count * 60.0)),
            unit => Ok(Self { count, unit }),
        }
    }
}

/// How often something happens to one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frequency {
    /// How many times a period.
    pub times: f64,
    /// The period; a day means a working day.
    pub per: Period,
}

impl Frequency {
    /// Times in a working week of five days (52 weeks a year).
    pub fn per_week(self) -> f64 {
        match self.per {
            Period::Day => self.times * 5.0,
            Period::Week => self.times,
            Period::Month => self.times * 12.0 / 52.0,
            Period::Quarter => self.times * 4.0 / 52.0,
            Period::Year => self.times / 52.0,
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", format_number(self.times), self.per.name())
    }
}

impl FromStr for Frequency {
    type Err = MeasureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = "a frequency such as “3/day”, “twice a week” or “monthly”";
        if let Ok(per) = text.parse() {
            return Ok(Self { times: 1.0, per });
        }
        let (left, per) = per_period(text).ok_or_else(|| unreadable(text, wanted))?;
        let left = left.to_lowercase();
        let count = left.trim_end_matches("times").trim_end_matches('x').trim();
        let times = match count {
            "once" | "one" | "every" | "each" | "" => 1.0,
            other => leading_number(other)
                .filter(|(_, rest)| rest.is_empty())
                .map(|(number, _)| number)
                .or_else(|| crate::workshop::said::number_of(other))
                .ok_or_else(|| unreadable(text, wanted))?,
        };
        Ok(Self { times, per })
    }
}
