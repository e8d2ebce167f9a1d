//! Why a limit has no forecast, in a sentence that says what it means and what would help.

use jiff::civil::Date;

use super::path::Path;
use crate::workshop::measures::{Growth, Quantity};
use crate::workshop::value::format_number;

/// Why no date can be given.
#[derive(Debug, Clone, PartialEq)]
pub enum Unforecast {
    /// Answers are missing: the terms of their fields.
    Missing(Vec<&'static str>),
    /// The hard limit is already reached or passed.
    AlreadyOver {
        /// What is used.
        today: Quantity,
        /// The hard limit.
        hard: Quantity,
        /// The day it was measured.
        measured: Date,
    },
    /// It stays the same or shrinks, so the limit is never reached.
    NotGrowing {
        /// The growth, zero or less.
        growth: Growth,
    },
    /// Nothing is used yet, and a percentage of nothing stays nothing.
    FromNothing,
    /// An amount is in a unit that cannot be compared with the limit's.
    Units {
        /// The amount.
        found: Quantity,
        /// The unit it should have.
        wanted: String,
    },
    /// An amount is less than nothing.
    NotPositive {
        /// The field's term.
        term: &'static str,
        /// Its amount.
        amount: Quantity,
    },
    /// It lasts longer than the horizon.
    TooFar,
}

/// Why a path never reaches its limit.
pub(super) fn never(path: &Path, growth: Growth, start: f64) -> Unforecast {
    if path.grows() && start <= 0.0 { Unforecast::FromNothing } else { Unforecast::NotGrowing { growth } }
}

fn rate(growth: &Growth) -> f64 {
    match growth {
        Growth::Compound { percent, .. } => *percent,
        Growth::Linear { amount, .. } => amount.amount,
    }
}

impl std::fmt::Display for Unforecast {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(terms) => {
                let quoted: Vec<_> = terms.iter().map(|term| format!("“{term}”")).collect();
                let list = crate::workshop::words::and(&quoted);
                write!(f, "{list} {} missing", if terms.len() == 1 { "is" } else { "are" })?;
                if terms.contains(&"Growth") {
                    f.write_str("; three dated measurements would do instead of a growth rate")?;
                }
                f.write_str(".")
            }
            Self::AlreadyOver { today, hard, .. } => write!(
                f,
                "{today} is at or above the hard limit of {hard}: it has already run out, or the limit is wrong."
            ),
            Self::NotGrowing { growth } if rate(growth) < 0.0 => {
                write!(f, "It shrinks by {}, so the limit is never reached.", shrinking(growth))
            }
            Self::NotGrowing { .. } => {
                f.write_str("It does not grow, so the limit is not reached unless something changes.")
            }
            Self::FromNothing => f.write_str(
                "Nothing is used today, and a percentage of nothing stays nothing: give the growth as an amount.",
            ),
            Self::Units { found, wanted } if wanted.is_empty() => {
                write!(f, "“{found}” cannot be compared with a bare number: give all amounts the same unit.")
            }
            Self::Units { found, wanted } => {
                write!(f, "“{found}” cannot be compared with an amount in {wanted}: give all amounts the same unit.")
            }
            Self::NotPositive { term, amount } => {
                write!(f, "“{term}” is {amount}, and has to be more than nothing.")
            }
            Self::TooFar => {
                write!(f, "At this growth it lasts for more than {} years.", super::HORIZON_YEARS)
            }
        }
    }
}

fn shrinking(growth: &Growth) -> String {
    match growth {
        Growth::Compound { percent, per } => format!("{} % a {}", format_number(-percent), per.name()),
        Growth::Linear { amount, per } => {
            let amount = Quantity { amount: -amount.amount, unit: amount.unit.clone() };
            format!("{amount} a {}", per.name())
        }
    }
}
