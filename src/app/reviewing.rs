//! The lines of the review: gaps, flags, disagreements, history, and what is different since a day.

use std::collections::BTreeSet;

use super::App;
use super::boxes::{Overlay, Review, ReviewRow, Sign};
use super::desk::{Desk, is_accepted};
use super::history;
use crate::workshop::compare::{Difference, How, compare};
use crate::workshop::flags::{self, Severity};
use crate::workshop::maturity;
use crate::workshop::records::Level;
use crate::workshop::session::Session;
use crate::workshop::value::ChoiceSet;

impl App {
    /// The lines of the review.
    pub(in crate::app) fn review(&self) -> Review {
        let today = self.today();
        let Some(desk) = &self.desk else { return Review::default() };
        let questions = desk.questions(today);
        let gaps = questions.iter().map(|question| ReviewRow {
            text: question.text.clone(),
            detail: format!(
                "{}, by {}{}; for: {}",
                question.who,
                question.due,
                if question.proposed { " (proposed)" } else { "" },
                question.waits
            ),
            target: Some((question.about.clone(), question.field.map(str::to_owned))),
            ..ReviewRow::default()
        });
        let points = self.points(desk);
        let compared = points.first().map(|(seq, _)| self.differences(desk, *seq)).unwrap_or_default();
        Review {
            accepted: desk.derived.flags.len() - desk.open_flags(today),
            rows: [
                gaps.collect(),
                self.flag_rows(desk),
                apart(&desk.session),
                self.history_rows(desk),
                compared,
            ],
            points: points.into_iter().map(|(_, name)| name).collect(),
            ..Review::default()
        }
    }

    /// Shows what is different since another point in time.
    pub(in crate::app) fn compare_since(&mut self, point: usize) {
        let Some(desk) = &self.desk else { return };
        let points = self.points(desk);
        let Some((seq, _)) = points.get(point) else { return };
        let rows = self.differences(desk, *seq);
        if let Some(Overlay::Review(review)) = &mut self.overlay {
            review.since = point;
            review.rows[4] = rows;
        }
    }

    fn flag_rows(&self, desk: &Desk) -> Vec<ReviewRow> {
        let (session, today) = (&desk.session, self.today());
        let rows = desk.derived.flags.iter().map(|flag| {
            let accepted = is_accepted(session, flag, today);
            let reason = session.accepted.get(&flag.key()).filter(|_| accepted);
            let mistake = desk.catalogue.mistakes.iter().find(|known| known.id == flag.rule);
            let title = mistake.map_or_else(String::new, |known| format!(" {}", known.title));
            let then = reason.map_or_else(
                || flag.remedy.clone(),
                |known| format!("Accepted by {}: {}", session.person_name(&known.by), known.reason),
            );
            ReviewRow {
                text: format!("{}{title}", flag.rule),
                detail: format!("{}\n{then}", flag.text),
                sign: match (accepted, flag.severity) {
                    (true, _) => Sign::Settled,
                    (false, Severity::Danger) => Sign::Danger,
                    (false, Severity::Warning) => Sign::Warning,
                },
                target: flag.evidence.first().map(|at| (at.id.clone(), at.field.map(str::to_owned))),
                ..ReviewRow::default()
            }
        });
        rows.collect()
    }

    fn history_rows(&self, desk: &Desk) -> Vec<ReviewRow> {
        let rows = desk.entries.iter().rev().filter_map(|entry| {
            let (text, target) = history::line(&desk.session, &desk.catalogue, &entry.event)?;
            let at = entry.at.to_zoned(self.settings.zone.clone());
            Some(ReviewRow {
                text: format!("{}  {text}", at.strftime("%H:%M")),
                detail: entry.by.to_string(),
                under: Some(at.strftime("%-d %B %Y").to_string()),
                target: target.map(|id| (id, None)),
                ..ReviewRow::default()
            })
        });
        rows.collect()
    }

    /// The ends of the days on which something happened, without the last, latest first: the last entry that counts
    /// and what the point is called. The beginning is the earliest.
    fn points(&self, desk: &Desk) -> Vec<(u64, String)> {
        let mut points: Vec<(u64, jiff::civil::Date)> = Vec::new();
        for entry in &desk.entries {
            let day = entry.at.to_zoned(self.settings.zone.clone()).date();
            match points.last_mut().filter(|(_, known)| *known == day) {
                Some(point) => point.0 = entry.seq,
                None => points.push((entry.seq, day)),
            }
        }
        points.pop();
        let days =
            points.iter().rev().map(|(seq, day)| (*seq, format!("{}, evening", day.strftime("%-d %B %Y"))));
        days.chain([(0, "The beginning".to_owned())]).collect()
    }

    /// What differs between the session after an entry and the session now.
    fn differences(&self, desk: &Desk, seq: u64) -> Vec<ReviewRow> {
        let today = self.today();
        let mut before = Session::replay(desk.entries.iter().take_while(|entry| entry.seq <= seq));
        // Nothing happened yet: it is the same session all the same.
        before.id.clone_from(&desk.session.id);
        let raised = |session: &Session| {
            let flags = flags::raise(session, today).into_iter();
            let open = flags.filter(|flag| !is_accepted(session, flag, today));
            open.map(|flag| (flag.key(), flag.rule, flag.text)).collect::<BTreeSet<_>>()
        };
        let (old, new) = (raised(&before), raised(&desk.session));
        let keys = |flags: &BTreeSet<(String, &'static str, String)>| {
            flags.iter().map(|(key, ..)| key.clone()).collect::<BTreeSet<_>>()
        };
        let (old_keys, new_keys) = (keys(&old), keys(&new));
        let flag = |what: &str, rule: &str, text: &str| ReviewRow {
            text: format!("{what} {rule}: {text}"),
            under: Some("Flags".to_owned()),
            ..ReviewRow::default()
        };
        let came = new.iter().filter(|(key, ..)| !old_keys.contains(key));
        let went = old.iter().filter(|(key, ..)| !new_keys.contains(key));
        let flags = came.map(|(_, rule, text)| flag("raised", rule, text));
        let flags = flags.chain(went.map(|(_, rule, text)| flag("settled", rule, text)));
        let found = compare(&before, &desk.session);
        let records = found.iter().map(|difference| {
            let told = difference.told();
            let (text, detail) = told
                .split_first()
                .map_or_else(Default::default, |(first, rest)| (first.clone(), rest.join("\n")));
            ReviewRow {
                text,
                detail,
                under: Some(heading(&found, difference)),
                target: difference.id.clone().map(|id| (id, None)),
                ..ReviewRow::default()
            }
        });
        records.chain(flags).collect()
    }
}

/// The kind of a difference, with how many of it came, went and changed.
fn heading(all: &[Difference], one: &Difference) -> String {
    let spec = one.kind.spec();
    if spec.form {
        return "Forms".to_owned();
    }
    let count =
        |test: &dyn Fn(&How) -> bool| all.iter().filter(|it| it.kind == one.kind && test(&it.how)).count();
    let counts = [
        (count(&|how| *how == How::Added), "new"),
        (count(&|how| matches!(how, How::Changed(_))), "changed"),
        (count(&|how| *how == How::Removed), "gone"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    format!("{}: {}", spec.plural, told.collect::<Vec<_>>().join(", "))
}

/// The aspects on which scores lie apart, furthest first, with the names under the levels they gave.
fn apart(session: &Session) -> Vec<ReviewRow> {
    let mut rows: Vec<(u8, ReviewRow)> = Vec::new();
    for aspect in maturity::profile(session) {
        let Some((low, high)) = aspect.spread.filter(|(low, high)| high > low) else { continue };
        let columns = Level::ALL.iter().zip(1..).map(|(level, number)| {
            let given = aspect.scores.iter().filter(|(_, score)| *score == number);
            (level.label().to_owned(), given.map(|(person, _)| session.person_name(person)).collect())
        });
        let said =
            aspect.reasons.iter().map(|(person, words)| format!("{}: {words}", session.person_name(person)));
        let agreed = aspect.level.map(|level| format!("Agreed: {}", level.label()));
        rows.push((
            high - low,
            ReviewRow {
                text: format!("{}: from {low} to {high}", aspect.aspect.label()),
                detail: said.chain(agreed).collect::<Vec<_>>().join("\n"),
                columns: columns.collect(),
                target: aspect.record.map(|id| (id, None)),
                ..ReviewRow::default()
            },
        ));
    }
    rows.sort_by_key(|(spread, _)| std::cmp::Reverse(*spread));
    rows.into_iter().map(|(_, row)| row).collect()
}
