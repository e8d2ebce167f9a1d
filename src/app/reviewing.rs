//! The lines of the review: gaps, flags, disagreements, history.

use super::App;
use super::boxes::{Review, ReviewRow};
use super::desk::is_accepted;
use super::history;
use crate::workshop::maturity;
use crate::workshop::value::ChoiceSet;

impl App {
    /// The lines of the review.
    pub(in crate::app) fn review(&self) -> Review {
        let today = self.today();
        let Some(desk) = &self.desk else { return Review::default() };
        let session = &desk.session;
        let questions = desk.questions(today);
        let gaps = questions.iter().map(|question| ReviewRow {
            text: question.text.clone(),
            detail: format!("{}, by {}; for: {}", question.who, question.due, question.waits),
            target: Some((question.about.clone(), question.field.map(str::to_owned))),
        });
        let flags = desk.derived.flags.iter().map(|flag| {
            let accepted = is_accepted(session, flag, today);
            let reason = session.accepted.get(&flag.key()).filter(|_| accepted);
            ReviewRow {
                text: format!("{} {}", flag.rule, flag.text),
                detail: reason.map_or_else(
                    || flag.remedy.clone(),
                    |known| format!("accepted by {}: {}", session.person_name(&known.by), known.reason),
                ),
                target: flag.evidence.first().map(|at| (at.id.clone(), at.field.map(str::to_owned))),
            }
        });
        let apart = maturity::profile(session).into_iter().filter_map(|aspect| {
            let (low, high) = aspect.spread.filter(|(low, high)| high > low)?;
            let said = aspect
                .scores
                .iter()
                .map(|(person, score)| format!("{} {score}", session.person_name(person)));
            Some(ReviewRow {
                text: format!("{}: scores from {low} to {high}", aspect.aspect.label()),
                detail: said.collect::<Vec<_>>().join(", "),
                target: aspect.record.map(|id| (id, None)),
            })
        });
        let zone = &self.settings.zone;
        let history = desk.entries.iter().rev().filter_map(|entry| {
            let (text, target) = history::line(session, &desk.catalogue, &entry.event)?;
            let at = entry.at.to_zoned(zone.clone());
            Some(ReviewRow {
                text,
                detail: format!("{}, {}", at.strftime("%-d %b %Y %H:%M"), entry.by),
                target: target.map(|id| (id, None)),
            })
        });
        Review {
            accepted: desk.derived.flags.len() - desk.open_flags(today),
            rows: [gaps.collect(), flags.collect(), apart.collect(), history.collect()],
            ..Review::default()
        }
    }
}
