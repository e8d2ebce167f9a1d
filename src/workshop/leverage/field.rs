//! Capabilities between effort and impact, in four quarters.
//!
//! Effort is what the chosen score divides by, impact what it divides: with RICE person-months, and reach ×
//! impact × confidence; with WSJF job size, and cost of delay. The lines between the quarters are the
//! medians, so that a list always splits whatever its units.

use super::{confidence_factor, cost_of_delay, impact_factor, points, ranked};
use crate::workshop::records::{Capability, Records, Row, Scoring};
use crate::workshop::session::Session;

/// A quarter of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quarter {
    /// Much for little.
    QuickWin,
    /// Much for much.
    BigBet,
    /// Little for little.
    FillIn,
    /// Little for much.
    ThinkTwice,
}

impl Quarter {
    /// Its name on the plot.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuickWin => "Quick wins",
            Self::BigBet => "Big bets",
            Self::FillIn => "Fill-ins",
            Self::ThinkTwice => "Think twice",
        }
    }
}

/// A capability on the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot<'a> {
    /// The capability.
    pub row: &'a Row<Capability>,
    /// Its number in the ranking, from 1.
    pub number: usize,
    /// What it takes.
    pub effort: f64,
    /// What it gives.
    pub impact: f64,
    /// Where that puts it.
    pub quarter: Quarter,
}

/// The field: its spots in the order of the ranking, and where the lines run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Field<'a> {
    /// The capabilities that have a score.
    pub spots: Vec<Spot<'a>>,
    /// The median effort.
    pub effort: f64,
    /// The median impact.
    pub impact: f64,
}

/// Effort and impact of a capability as the score has them.
fn measures(capability: &Capability, records: &Records) -> Option<(f64, f64)> {
    match super::scoring(records) {
        Scoring::Rice => {
            let (impact, confidence) = (capability.impact?, capability.confidence?);
            let impact = capability.reach? * impact_factor(impact) * confidence_factor(confidence);
            Some((capability.effort.filter(|effort| *effort > 0.0)?, impact))
        }
        Scoring::Wsjf => Some((points(capability.size?), cost_of_delay(capability, &records.weights)?)),
    }
}

/// The middle of some numbers; of an even count the mean of the two in the middle. 0 of none.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => numbers[half],
        _ => f64::midpoint(numbers[half - 1], numbers[half]),
    }
}

/// Every capability that has a score, on the field.
pub fn field(session: &Session) -> Field<'_> {
    let records = &session.records;
    let measured: Vec<_> =
        ranked(session).into_iter().filter_map(|r| Some((r.row, measures(r.row, records)?))).collect();
    let effort = median(measured.iter().map(|(_, (effort, _))| *effort).collect());
    let impact = median(measured.iter().map(|(_, (_, impact))| *impact).collect());
    let spots = measured.into_iter().enumerate().map(|(at, (row, (takes, gives)))| {
        let quarter = match (gives >= impact, takes <= effort) {
            (true, true) => Quarter::QuickWin,
            (true, false) => Quarter::BigBet,
            (false, true) => Quarter::FillIn,
            (false, false) => Quarter::ThinkTwice,
        };
        Spot { row, number: at + 1, effort: takes, impact: gives, quarter }
    });
    Field { spots: spots.collect(), effort, impact }
}
