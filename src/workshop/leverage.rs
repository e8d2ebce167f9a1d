//! Where investment multiplies: capabilities ranked by RICE, found by repetition, and held to a gate.
//!
//! Owns the ranking and the gate; what the team decides about a capability is its own record.
//!
//! RICE is Sean `McBride`'s score (Intercom, 2018): reach × impact × confidence ÷ effort, with impact one of
//! 3, 2, 1, 0.5, 0.25, confidence one of 100 %, 80 %, 50 %, and effort in person-months. Repetition is
//! Daniel Lereya's insight: what several teams have each built is what every new feature repeats.

use super::records::{Capability, Confidence, Impact, Offer, Records, Row, Sourcing};
use super::session::Session;

/// A capability with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked<'a> {
    /// The capability.
    pub row: &'a Row<Capability>,
    /// Its RICE score, when all four numbers are there.
    pub rice: Option<f64>,
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
        | (_, Some(Offer::Manual | Offer::Teams))
        | (None, Some(Offer::Offered | Offer::Bought)) => false,
        (Some(Sourcing::Build | Sourcing::Buy) | None, _) => true,
    }
}

/// All capabilities by RICE, best first; dots break a tie; those without a score come last, most dots first.
pub fn ranked(session: &Session) -> Vec<Ranked<'_>> {
    let vote = session.rounds.iter().rev().find(|round| round.revealed && round.about == "capability");
    let dots = |id: &str| {
        let marks = vote.iter().flat_map(|round| &round.marks);
        marks.filter(|((_, item), _)| item == id).map(|(_, dots)| u32::from(*dots)).sum()
    };
    let mut all: Vec<_> = session
        .records
        .capabilities
        .iter()
        .map(|row| Ranked {
            row,
            rice: rice(row),
            consumers: consumers(row),
            gate: gate(row),
            dots: dots(&row.id),
        })
        .collect();
    let score = |ranked: &Ranked| ranked.rice.unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| score(b).total_cmp(&score(a)).then(b.dots.cmp(&a.dots)));
    all
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
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::testkit::Room;
    use proptest::prelude::*;

    #[test]
    fn rice_by_hand() {
        // reach, impact, confidence, effort, score
        let cases = [
            ("40", "3", "80", "4", Some(24.0)),     // 40 × 3 × 0.8 / 4
            ("12", "0.25", "50", "3", Some(0.5)),   // 12 × 0.25 × 0.5 / 3
            ("9", "2", "100", "0.5", Some(36.0)),   // 9 × 2 × 1 / 0.5
            ("100", "0.5", "100", "8", Some(6.25)), // 100 × 0.5 × 1 / 8
            ("40", "3", "80", "0", None),           // no work takes nothing
            ("", "3", "80", "4", None),
        ];
        for (reach, impact, confidence, effort, score) in cases {
            let mut room = Room::new();
            room.add(
                "capability",
                &[
                    ("name", "Export"),
                    ("reach", reach),
                    ("impact", impact),
                    ("confidence", confidence),
                    ("effort", effort),
                ],
            );
            let found = rice(&room.records().capabilities[0]);
            match (found, score) {
                (Some(found), Some(score)) => assert!((found - score).abs() < 1e-9, "{found} {score}"),
                (found, score) => assert_eq!(found, score),
            }
        }
    }

    #[test]
    fn consumers_count_once_and_the_gate_names_what_is_missing() {
        let mut room = Room::new();
        room.add(
            "capability",
            &[
                ("name", "Export"),
                ("built_by", "Alpha, Beta"),
                ("waiting", "Beta, Gamma"),
                ("contract", "POST /exports"),
            ],
        );
        room.add("capability", &[("name", "Search"), ("waiting", "Alpha"), ("path", "nothing to move")]);
        let ranked = ranked(room.session());
        assert_eq!((ranked[0].consumers, ranked[0].gate.as_slice()), (3, ["a migration path"].as_slice()));
        assert_eq!(ranked[1].gate, ["two consumers", "a contract idea"]);
        let repeated = repetition(room.records());
        assert_eq!(repeated.len(), 1);
        assert_eq!((repeated[0].0.name.as_str(), repeated[0].1), ("Export", 2));
    }

    #[test]
    fn dots_count_only_once_they_are_revealed() {
        let mut room = Room::new();
        let (a, b) = (room.add("capability", &[("name", "A")]), room.add("capability", &[("name", "B")]));
        let person = room.add("person", &[("name", "Ada Obi")]);
        room.run(&Command::OpenRound { about: "capability".into() });
        room.run(&Command::Vote { round: "round-1".into(), person, item: b.clone(), dots: 2 });
        assert!(ranked(room.session()).iter().all(|ranked| ranked.dots == 0));
        room.run(&Command::Reveal { round: "round-1".into() });
        let ranked = ranked(room.session());
        assert_eq!((ranked[0].row.id.as_str(), ranked[0].dots), (b.as_str(), 2));
        assert_eq!((ranked[1].row.id.as_str(), ranked[1].dots), (a.as_str(), 0));
    }

    proptest! {
        #[test]
        fn more_effort_never_scores_higher(reach in 0.0..1e6, effort in 0.1..1e3, more in 0.0..1e3) {
            let mut capability = Capability {
                reach: Some(reach),
                impact: Some(Impact::High),
                confidence: Some(Confidence::Medium),
                effort: Some(effort),
                ..Capability::default()
            };
            let before = rice(&capability).unwrap();
            capability.effort = Some(effort + more);
            prop_assert!(rice(&capability).unwrap() <= before);
        }
    }
}
