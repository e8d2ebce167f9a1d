//! How far the order can be trusted: which places change when one estimate is off by half or by double.
//!
//! One estimate of one capability is changed at a time and everything else left as it is, the plainest form
//! of sensitivity analysis. Confidence never passes 100 %. In WSJF the cost of delay takes the part that
//! confidence has in RICE: it is the uncertain estimate above the line, as job size is below it.

use super::{Ranked, place, ranked};
use crate::workshop::records::{Capability, Row, Scoring};
use crate::workshop::session::Session;

/// Where a capability stands, and where it would stand if an estimate were wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing<'a> {
    /// The capability.
    pub row: &'a Row<Capability>,
    /// Its place now, from 1; equal scores share a place.
    pub place: usize,
    /// Its place with half and with double the confidence (in WSJF: the cost of delay).
    pub above: [usize; 2],
    /// Its place with half and with double the effort (in WSJF: the job size).
    pub below: [usize; 2],
}

impl Swing<'_> {
    /// The best and the worst place of the four cases and today's.
    pub fn range(&self) -> (usize, usize) {
        let cases = || self.above.into_iter().chain(self.below).chain([self.place]);
        (cases().min().unwrap_or(self.place), cases().max().unwrap_or(self.place))
    }

    /// True when no case changes the place.
    pub fn holds(&self) -> bool {
        self.range() == (self.place, self.place)
    }
}

/// What the estimate above the line is called.
pub fn above_the_line(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Rice => "Confidence",
        Scoring::Wsjf => "Cost of delay",
    }
}

/// What the estimate below the line is called.
pub fn below_the_line(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Rice => "Effort",
        Scoring::Wsjf => "Job size",
    }
}

/// Every capability that has a score, best first.
pub fn sensitivity(session: &Session) -> Vec<Swing<'_>> {
    let scoring = super::scoring(&session.records);
    let ranked = ranked(session);
    let scored: Vec<(&Ranked, f64)> =
        ranked.iter().filter_map(|ranked| Some((ranked, ranked.score(scoring)?))).collect();
    let swing = |at: usize| {
        let (ranked, score) = scored[at];
        let others = || scored.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, s))| *s);
        let with = |factor: f64| place(score * factor, others());
        let most = match (scoring, ranked.row.confidence) {
            (Scoring::Rice, Some(confidence)) => 1.0 / super::confidence_factor(confidence),
            _ => 2.0,
        };
        Swing {
            row: ranked.row,
            place: with(1.0),
            above: [with(0.5), with(most.min(2.0))],
            below: [with(2.0), with(0.5)],
        }
    };
    (0..scored.len()).map(swing).collect()
}
