//! Where investment multiplies: capabilities ranked by RICE or WSJF, found by repetition, and held to a gate.
//!
//! Owns the ranking and the gate; how far the ranking can be trusted is in `sensitivity`, where capabilities
//! lie between effort and impact in `field`, which ones to think of in `candidates`. What the team decides
//! about a capability is its own record.
//!
//! RICE is Sean `McBride`'s score (“RICE: Simple prioritization for product managers”, Intercom): reach ×
//! impact × confidence ÷ effort, with impact one of 3, 2, 1, 0.5, 0.25, confidence one of 100 %, 80 %, 50 %,
//! and effort in person-months. WSJF, weighted shortest job first, is Donald Reinertsen's rule (The Principles
//! of Product Development Flow, 2009): cost of delay ÷ duration. `SAFe` estimates both with relative points,
//! and adds up the cost of delay from value, time criticality, and risk reduction or opportunity enablement.
//! Repetition is Daniel Lereya's insight: what several teams have each built is what every new feature repeats.

pub mod candidates;
pub mod field;
pub mod sensitivity;

use super::records::{
    Capability, Confidence, Impact, Offer, Points, Records, Row, Scoring, Sourcing, Weights,
};
use super::session::Session;
use super::value::ChoiceSet;

/// A capability with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked<'a> {
    /// The capability.
    pub row: &'a Row<Capability>,
    /// Its RICE score, when all four numbers are there.
    pub rice: Option<f64>,
    /// Its WSJF score under the session's weights, when all four points are there.
    pub wsjf: Option<f64>,
    /// Teams that have built it or wait for it, each counted once.
    pub consumers: usize,
    /// What it still lacks to be worth sharing; empty when it passes.
    pub gate: Vec<&'static str>,
    /// Dots in the last revealed vote on capabilities.
    pub dots: u32,
}

/// What the choice of impact counts for.
pub fn impact_factor(impact: Impact) -> f64 {
    match impact {
        Impact::Massive => 3.0,
        Impact::High => 2.0,
        Impact::Medium => 1.0,
        Impact::Low => 0.5,
        Impact::Minimal => 0.25,
    }
}

/// What the choice of confidence counts for, as a share of one.
pub fn confidence_factor(confidence: Confidence) -> f64 {
    match confidence {
        Confidence::High => 1.0,
        Confidence::Medium => 0.8,
        Confidence::Low => 0.5,
    }
}

/// The RICE score: reach × impact × confidence ÷ effort. `None` while a number is missing, or when effort
/// is nothing, which no work is.
pub fn rice(capability: &Capability) -> Option<f64> {
    let effort = capability.effort.filter(|effort| *effort > 0.0)?;
    let (impact, confidence) = (capability.impact?, capability.confidence?);
    Some(capability.reach? * impact_factor(impact) * confidence_factor(confidence) / effort)
}

/// What points count for.
pub fn points(points: Points) -> f64 {
    points.key().parse().unwrap_or(0.0)
}

/// The cost of delay in relative points: value + time criticality + risk reduction or opportunity enablement,
/// each times its weight. `SAFe` counts all three once; so do weights nobody has set.
pub fn cost_of_delay(capability: &Capability, weights: &Weights) -> Option<f64> {
    let weighted = |of: Option<Points>, weight: Option<f64>| {
        Some(points(of?) * weight.filter(|weight| weight.is_finite()).unwrap_or(1.0).max(0.0))
    };
    let value = weighted(capability.value, weights.value)?;
    let urgency = weighted(capability.urgency, weights.urgency)?;
    Some(value + urgency + weighted(capability.enables, weights.enables)?)
}

/// The WSJF score: cost of delay ÷ job size. `None` while points are missing.
pub fn wsjf(capability: &Capability, weights: &Weights) -> Option<f64> {
    Some(cost_of_delay(capability, weights)? / points(capability.size?))
}

/// The score that puts a session's capabilities in order: RICE unless the team chose WSJF.
pub fn scoring(records: &Records) -> Scoring {
    records.weights.order_by.unwrap_or(Scoring::Rice)
}

/// Teams that have built a capability or wait for it, each counted once.
pub fn consumers(capability: &Capability) -> usize {
    let built = capability.built_by.ids();
    let waiting = capability.waiting.ids().iter().filter(|team| !built.contains(team));
    built.len() + waiting.count()
}

/// What a capability lacks to be worth sharing: two consumers, an idea of the contract, a way for today's
/// versions to move over.
pub fn gate(capability: &Capability) -> Vec<&'static str> {
    let checks = [
        (consumers(capability) >= 2, "two consumers"),
        (!capability.contract.trim().is_empty(), "a contract idea"),
        (!capability.path.trim().is_empty(), "a migration path"),
    ];
    checks.into_iter().filter(|(holds, _)| !holds).map(|(_, lacks)| lacks).collect()
}

/// True when the team means to spend on it: what stays manual, is left to teams or stands already is no bet
/// on the future.
pub fn invested_in(capability: &Capability) -> bool {
    match (capability.sourcing, capability.offer) {
        (Some(Sourcing::Manual | Sourcing::NotNow), _)
        | (_, Some(Offer::Manual | Offer::Teams | Offer::Offered))
        | (None, Some(Offer::Bought)) => false,
        (Some(Sourcing::Build | Sourcing::Buy) | None, _) => true,
    }
}

impl Ranked<'_> {
    /// The score that counts.
    pub fn score(&self, scoring: Scoring) -> Option<f64> {
        match scoring {
            Scoring::Rice => self.rice,
            Scoring::Wsjf => self.wsjf,
        }
    }
}

/// All capabilities by the score that counts, best first; dots break a tie; those without a score come last,
/// most dots first.
pub fn ranked(session: &Session) -> Vec<Ranked<'_>> {
    let vote = session.rounds.iter().rev().find(|round| round.revealed && round.about == "capability");
    let dots = |id: &str| {
        let marks = vote.iter().flat_map(|round| &round.marks);
        marks.filter(|((_, item), _)| item == id).map(|(_, dots)| u32::from(*dots)).sum()
    };
    let records = &session.records;
    let all = records.capabilities.iter().map(|row| Ranked {
        row,
        rice: rice(row),
        wsjf: wsjf(row, &records.weights),
        consumers: consumers(row),
        gate: gate(row),
        dots: dots(&row.id),
    });
    let mut all: Vec<_> = all.collect();
    let score = |ranked: &Ranked| ranked.score(scoring(records)).unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| score(b).total_cmp(&score(a)).then(b.dots.cmp(&a.dots)));
    all
}

/// The place of a score among others: one more than there are better ones, so equal scores share a place.
pub fn place(score: f64, others: impl IntoIterator<Item = f64>) -> usize {
    1 + others.into_iter().filter(|other| *other > score).count()
}

/// Capabilities that two teams or more have built for themselves, most often built first.
pub fn repetition(records: &Records) -> Vec<(&Row<Capability>, usize)> {
    let mut repeated: Vec<_> = records
        .capabilities
        .iter()
        .map(|row| (row, row.built_by.len()))
        .filter(|(_, teams)| *teams >= 2)
        .collect();
    repeated.sort_by_key(|(_, teams)| std::cmp::Reverse(*teams));
    repeated
}

#[cfg(test)]
mod tests;
