//! How ready the organisation is: six aspects side by side, never averaged into one level.
//!
//! Aspects and levels follow the CNCF Platform Engineering Maturity Model (five aspects, four levels), with
//! governance added. The team's agreed level is the readiness record; private scores appear only when their
//! round is revealed, because a score seen early pulls the others along.

use super::records::{Aspect, Level, Readiness, Records, Row};
use super::session::Session;
use super::value::ChoiceSet;

/// One aspect: what was agreed, what is wanted, and how far the room was apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The aspect.
    pub aspect: Aspect,
    /// The level the team agreed on.
    pub level: Option<Level>,
    /// The level it wants next.
    pub target: Option<Level>,
    /// Each person's score (a person's id, 1 to 4) in the last revealed round that scored this aspect.
    pub scores: Vec<(String, u8)>,
    /// What those scores rest on, as their givers said it: a person's id and the words.
    pub reasons: Vec<(String, String)>,
    /// The lowest and the highest of them.
    pub spread: Option<(u8, u8)>,
    /// The readiness record that holds level, target and evidence.
    pub record: Option<String>,
}

impl Profile {
    /// True when the scores are two levels or more apart: worth asking both ends what they see.
    pub fn disagrees(&self) -> bool {
        self.spread.is_some_and(|(low, high)| high - low >= 2)
    }

    /// The score in the middle; the lower one of the two when their number is even.
    pub fn median(&self) -> Option<u8> {
        let mut scores: Vec<u8> = self.scores.iter().map(|(_, score)| *score).collect();
        scores.sort_unstable();
        scores.get(scores.len().checked_sub(1)? / 2).copied()
    }
}

/// A level as a number, 1 to 4.
pub fn level_number(level: Level) -> u8 {
    match level {
        Level::Provisional => 1,
        Level::Operational => 2,
        Level::Scalable => 3,
        Level::Optimizing => 4,
    }
}

/// The level with that number, 1 to 4.
pub fn level_of(number: u8) -> Option<Level> {
    Level::ALL.get(usize::from(number).checked_sub(1)?).copied()
}

/// The readiness record of an aspect; the first when there are several.
pub fn record_of(records: &Records, aspect: Aspect) -> Option<&Row<Readiness>> {
    records.readiness.iter().find(|row| row.aspect == Some(aspect))
}

/// All six aspects in their order.
pub fn profile(session: &Session) -> Vec<Profile> {
    Aspect::ALL.iter().map(|aspect| of_aspect(session, *aspect)).collect()
}

fn of_aspect(session: &Session, aspect: Aspect) -> Profile {
    let record = record_of(&session.records, aspect);
    let revealed = session.rounds.iter().rev().filter(|round| round.revealed && round.about == "readiness");
    let scores = revealed
        .map(|round| {
            let marks = round.marks.iter().filter(|((_, item), _)| item == aspect.key());
            marks.map(|((person, _), score)| (person.clone(), *score)).collect::<Vec<_>>()
        })
        .find(|scores| !scores.is_empty())
        .unwrap_or_default();
    let reasons = session.rounds.iter().rev().find(|round| round.revealed && round.about == "readiness");
    let reasons = reasons.map(|round| {
        let said = round.reasons.iter().filter(|((_, item), _)| item == aspect.key());
        said.map(|((person, _), text)| (person.clone(), text.clone())).collect()
    });
    let numbers = || scores.iter().map(|(_, score)| *score);
    Profile {
        aspect,
        level: record.and_then(|row| row.level),
        target: record.and_then(|row| row.target),
        spread: numbers().min().zip(numbers().max()),
        record: record.map(|row| row.id.clone()),
        reasons: reasons.unwrap_or_default(),
        scores,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::testkit::Room;

    fn score(room: &mut Room, round: &str, person: &str, item: &str, score: u8) {
        room.run(&Command::Score { round: round.into(), person: person.into(), item: item.into(), score });
    }

    #[test]
    fn six_aspects_stand_in_order_even_when_nothing_is_scored() {
        let room = Room::new();
        let profile = profile(room.session());
        let aspects: Vec<_> = profile.iter().map(|p| p.aspect.key()).collect();
        assert_eq!(
            aspects,
            ["investment", "adoption", "interfaces", "operations", "measurement", "governance"]
        );
        assert!(profile.iter().all(|p| p.level.is_none() && p.spread.is_none() && p.median().is_none()));
    }

    #[test]
    fn scores_stay_hidden_until_the_round_is_revealed() {
        let mut room = Room::new();
        room.add("readiness", &[("aspect", "adoption"), ("level", "2"), ("target", "3")]);
        room.run(&Command::OpenRound { about: "readiness".into() });
        for (person, value) in [("person-1", 1), ("person-2", 3), ("person-3", 2)] {
            score(&mut room, "round-1", person, "adoption", value);
        }
        room.run(&Command::Back {
            round: "round-1".into(),
            person: "person-1".into(),
            item: "adoption".into(),
            text: " two of nine teams ".into(),
        });
        let hidden = profile(room.session()).swap_remove(1);
        assert!(hidden.scores.is_empty() && hidden.reasons.is_empty());
        room.run(&Command::Reveal { round: "round-1".into() });
        let adoption = profile(room.session()).swap_remove(1);
        assert_eq!(adoption.spread, Some((1, 3)));
        assert_eq!(adoption.reasons, [("person-1".to_owned(), "two of nine teams".to_owned())]);
        assert!(adoption.disagrees());
        assert_eq!(adoption.median(), Some(2));
        assert_eq!((adoption.level, adoption.target), (Some(Level::Operational), Some(Level::Scalable)));
        assert_eq!(adoption.record.as_deref(), Some("readiness-1"));

        // A second round that nobody has revealed leaves the first one standing.
        room.run(&Command::OpenRound { about: "readiness".into() });
        score(&mut room, "round-2", "person-1", "adoption", 4);
        assert_eq!(profile(room.session())[1].spread, Some((1, 3)));
    }

    #[test]
    fn numbers_and_levels_are_the_same_thing() {
        for level in Level::ALL {
            assert_eq!(level_of(level_number(*level)), Some(*level));
        }
        assert_eq!((level_of(0), level_of(5)), (None, None));
    }
}
