//! Rates of growth, and the periods they are given for.

use std::fmt;
use std::str::FromStr;

use super::{MeasureError, Quantity, unreadable};
use crate::workshop::value::format_number;

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
pub(super) fn per_period(text: &str) -> Option<(&str, Period)> {
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
