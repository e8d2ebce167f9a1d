//! Amounts as people say them: quantities, growth, lengths of time, frequencies.
//!
//! Each type reads loose speech (`15k rps`, `6%/month`, `1h30`, `twice a week`) through `FromStr` and writes
//! one canonical form through `Display`, which is also what the journal holds.

mod growth;
#[cfg(test)]
mod tests;
mod time;

pub use growth::{Growth, Period};
pub use time::{Frequency, Span, SpanUnit};

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
            unit if unit.starts_with('/') => write!(f, "{amount}{unit}"),
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
        // “14/s” is an amount in a time, “14/15” is not.
        let time = unit.strip_prefix('/').map(str::trim_start);
        let rate = time.is_some_and(|time| time.starts_with(char::is_alphabetic));
        if !rate && unit.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '/' | ':' | '.'))
        {
            return Err(unreadable(text, "an amount such as “2.1 TB” or “15k rps”"));
        }
        let unit = time.map_or_else(|| unit.to_owned(), |time| format!("/{time}"));
        Ok(Self { amount, unit })
    }
}
