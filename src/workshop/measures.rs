//! Amounts as people say them: quantities, growth, lengths of time, frequencies.
//!
//! Each type reads loose speech (`15k rps`, `6%/month`, `1h30`, `twice a week`) through `FromStr` and writes
//! one canonical form through `Display`, which is also what the journal holds.

use std::fmt;
use std::str::FromStr;

use super::value::format_number;

/// Why an amount could not be read. The text says what would have been understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MeasureError(pub String);

fn unreadable(text: &str, wanted: &str) -> MeasureError {
    MeasureError(format!("“{}” is not {wanted}", text.trim()))
}

/// An amount and its unit, such as `2.1 TB`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The amount in the unit as it was said.
    pub amount: f64,
    /// The unit, empty for a bare count.
    pub unit: String,
}

/// Decimal and binary byte units in bytes (IEC 80000-13).
const BYTES: &[(&str, f64)] = &[
    ("b", 1.0),
    ("kb", 1e3),
    ("mb", 1e6),
    ("gb", 1e9),
    ("tb", 1e12),
    ("pb", 1e15),
    ("kib", 1024.0),
    ("mib", 1_048_576.0),
    ("gib", 1_073_741_824.0),
    ("tib", 1_099_511_627_776.0),
    ("pib", 1_125_899_906_842_624.0),
];

impl Quantity {
    /// The amount expressed in another unit; `None` when the units cannot be compared.
    pub fn in_unit(&self, unit: &str) -> Option<f64> {
        let (from, to) = (self.unit.trim().to_lowercase(), unit.trim().to_lowercase());
        if from == to || self.unit.is_empty() || unit.is_empty() {
            return Some(self.amount);
        }
        let bytes = |name: &str| BYTES.iter().find(|(unit, _)| *unit == name).map(|(_, size)| *size);
        Some(self.amount * bytes(&from)? / bytes(&to)?)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = format_number(self.amount);
        match self.unit.as_str() {
            "" => f.write_str(&amount),
            "%" => write!(f, "{amount} %"),
            unit => write!(f, "{amount} {unit}"),
        }
    }
}

/// Reads a leading number with `k`, `m`/`M`, `bn` multipliers, thousands commas and decimals; gives the rest.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim().trim_start_matches('~').trim_start();
    let end = text
        .char_indices()
        .find(|&(at, c)| {
            !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_') || (at == 0 && matches!(c, '-' | '+')))
        })
        .map_or(text.len(), |(at, _)| at);
    let digits: String = text[..end].chars().filter(|c| !matches!(c, ',' | '_')).collect();
    let mut number: f64 = digits.parse().ok()?;
    if !number.is_finite() {
        return None;
    }
    let mut rest = &text[end..];
    for (suffix, scale) in [("bn", 1e9), ("k", 1e3), ("K", 1e3), ("m", 1e6), ("M", 1e6)] {
        if let Some(after) = rest.strip_prefix(suffix)
            && (after.is_empty() || after.starts_with(' '))
        {
            // `5 m` is not five million: the multiplier touches its number.
            number *= scale;
            rest = after;
            break;
        }
    }
    Some((number, rest.trim()))
}

impl FromStr for Quantity {
    type Err = MeasureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (amount, unit) = leading_number(text)
            .ok_or_else(|| unreadable(text, "an amount such as “2.1 TB” or “15k rps”"))?;
        // “2026-04-01” is a date, not 2026 of something.
        if unit.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '/' | ':' | '.')) {
            return Err(unreadable(text, "an amount such as “2.1 TB” or “15k rps”"));
        }
        Ok(Self { amount, unit: unit.to_owned() })
    }
}

/// The period of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// Mean length in days (a year is 365.25 days).
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 365.25 / 12.0,
            Self::Quarter => 365.25 / 4.0,
            Self::Year => 365.25,
        }
    }

    /// The word, in the singular.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl FromStr for Period {
    type Err = MeasureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().trim_end_matches('.').to_lowercase().as_str() {
            "day" | "days" | "d" | "daily" => Ok(Self::Day),
            "week" | "weeks" | "w" | "wk" | "weekly" => Ok(Self::Week),
            "month" | "months" | "mo" | "m" | "mth" | "monthly" => Ok(Self::Month),
            "quarter" | "quarters" | "q" | "quarterly" => Ok(Self::Quarter),
            "year" | "years" | "y" | "yr" | "a" | "yearly" | "annually" => Ok(Self::Year),
            _ => Err(unreadable(text, "a period such as day, week, month, quarter or year")),
        }
    }
}

/// Splits `X/PERIOD`, `X per PERIOD`, `X a PERIOD`, `X each PERIOD`.
fn per_period(text: &str) -> Option<(&str, Period)> {
    let text = text.trim();
    if let Some((left, right)) = text.rsplit_once('/') {
        return Some((left.trim(), right.parse().ok()?));
    }
    let (left, last) = text.rsplit_once(' ')?;
    let period = last.parse().ok()?;
    let left = left.trim();
    let left = [" per", " a", " each", " every", " an"]
        .iter()
        .find_map(|word| left.strip_suffix(word))
        .unwrap_or(left);
    Some((left.trim(), period))
}

/// How fast something grows.
#[derive(Debug, Clone, PartialEq)]
pub enum Growth {
    /// By a share of what is there, compounding each period.
    Compound {
        /// Per cent a period.
        percent: f64,
        /// The period.
        per: Period,
    },
    /// By the same amount each period.
    Linear {
        /// The amount a period.
        amount: Quantity,
        /// The period.
        per: Period,
    },
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compound { percent, per } => write!(f, "{} %/{}", format_number(*percent), per.name()),
            Self::Linear { amount, per } => write!(f, "{amount}/{}", per.name()),
        }
    }
}

impl FromStr for Growth {
    type Err = MeasureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = "a growth rate such as “6%/month” or “40 GB/month”";
        let (left, per) = per_period(text).ok_or_else(|| unreadable(text, wanted))?;
        let amount: Quantity = left.parse().map_err(|_| unreadable(text, wanted))?;
        if matches!(amount.unit.as_str(), "%" | "percent" | "per cent" | "pct") {
            if amount.amount <= -100.0 {
                return Err(MeasureError("a rate of −100 % or less leaves nothing to grow".into()));
            }
            return Ok(Self::Compound { percent: amount.amount, per });
        }
        Ok(Self::Linear { amount, per })
    }
}

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
                .or_else(|| super::said::number_of(other))
                .ok_or_else(|| unreadable(text, wanted))?,
        };
        Ok(Self { times, per })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_becomes_one_canonical_form() {
        let quantities = [
            ("2.1 TB", "2.1 TB"),
            ("15k rps", "15000 rps"),
            ("1,200 users", "1200 users"),
            ("3M", "3000000"),
            ("99.9%", "99.9 %"),
        ];
        for (said, kept) in quantities {
            assert_eq!(said.parse::<Quantity>().map(|q| q.to_string()), Ok(kept.to_owned()), "{said}");
        }
        let growth = [
            ("6%/month", "6 %/month"),
            ("40 GB per week", "40 GB/week"),
            ("2.5 percent a year", "2.5 %/year"),
        ];
        for (said, kept) in growth {
            assert_eq!(said.parse::<Growth>().map(|g| g.to_string()), Ok(kept.to_owned()), "{said}");
        }
        let spans = [
            ("3 weeks", "3 weeks"),
            ("1h30", "1 h 30 min"),
            ("90 min", "1 h 30 min"),
            ("a month", "1 month"),
            ("2 h", "2 h"),
            ("30s", "30 s"),
            ("250 ms", "250 ms"),
            ("0.05 min", "3 s"),
            ("120 s", "2 min"),
        ];
        for (said, kept) in spans {
            assert_eq!(said.parse::<Span>().map(|s| s.to_string()), Ok(kept.to_owned()), "{said}");
        }
        let frequencies = [
            ("3/day", "3/day"),
            ("twice a week", "2/week"),
            ("daily", "1/day"),
            ("10 times a month", "10/month"),
        ];
        for (said, kept) in frequencies {
            assert_eq!(said.parse::<Frequency>().map(|s| s.to_string()), Ok(kept.to_owned()), "{said}");
        }
    }

    #[test]
    fn canonical_forms_read_back_as_themselves() {
        for text in ["6 %/month", "40 GB/week", "-2 %/year"] {
            assert_eq!(text.parse::<Growth>().map(|g| g.to_string()), Ok(text.to_owned()));
        }
        for text in ["1 h 30 min", "30 s", "1.5 s", "40 ms", "0 s", "1 month", "2.5 years"] {
            assert_eq!(text.parse::<Span>().map(|s| s.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn nonsense_says_what_would_be_understood() {
        let error = "soon".parse::<Span>().map_err(|e| e.to_string());
        assert_eq!(error, Err("“soon” is not a length of time such as “20 min”, “1h30” or “3 weeks”".into()));
        assert!("many".parse::<Quantity>().is_err());
        assert!("-100%/year".parse::<Growth>().is_err());
    }

    #[test]
    fn byte_units_convert_and_strangers_do_not() {
        let size = Quantity { amount: 2.0, unit: "TB".into() };
        assert_eq!(size.in_unit("GB"), Some(2000.0));
        assert_eq!(size.in_unit("rps"), None);
    }
}
