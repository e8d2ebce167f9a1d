//! H7: adoption that nobody can tell from its absence.

use super::{Facts, Flag};
use crate::workshop::records::{Measure, MeasureKind, Row};
use crate::workshop::words::{and, or, said};

/// H7: a measure without baseline, target, date or source, and measures that only count activity.
pub(super) fn unmeasured(facts: &Facts) -> Vec<Flag> {
    let measures = facts.records.measures.iter();
    let mut flags: Vec<_> = measures.filter_map(|measure| incomplete(facts, measure)).collect();
    flags.extend(vanity(facts));
    flags
}

fn incomplete(facts: &Facts, measure: &Row<Measure>) -> Option<Flag> {
    if !facts.begun(&measure.id) {
        return None;
    }
    let checks = [
        (!said(&measure.baseline), "baseline", "baseline", "measure what it is today"),
        (!said(&measure.target), "target", "target", "agree what it should become"),
        (measure.due.is_none(), "due", "date", "set the day on which you look"),
        (!said(&measure.source), "source", "source", "say where the number is read"),
    ];
    let lacks: Vec<_> = checks.into_iter().filter(|(lacks, ..)| *lacks).collect();
    if lacks.is_empty() {
        return None;
    }
    let name = facts.quoted(&measure.id);
    let what: Vec<_> = lacks.iter().map(|(_, _, what, _)| *what).collect();
    let todo: Vec<_> = lacks.iter().map(|(.., todo)| *todo).collect();
    let text = format!("The measure {name} has no {}.", or(&what));
    let remedy = format!("For {name}: {}.", and(&todo));
    let evidence = lacks.iter().map(|(_, field, ..)| facts.field(&measure.id, field));
    Some(Flag::about("H7", &measure.id, text, remedy).shown_by(evidence))
}

/// A count of activity, or of people who had no choice.
fn is_vanity(measure: &Measure) -> bool {
    measure.kind == Some(MeasureKind::Vanity) || measure.mandated == Some(true)
}

fn vanity(facts: &Facts) -> Option<Flag> {
    let measures = &facts.records.measures;
    if measures.is_empty() || !measures.iter().all(|measure| is_vanity(measure)) {
        return None;
    }
    let names: Vec<_> = measures.iter().map(|measure| facts.quoted(&measure.id)).collect();
    let text = format!(
        "Every measure counts activity or obedience, none tells whether the platform helps: {}.",
        and(&names)
    );
    let remedy = "Add an outcome: what a team can do afterwards that it could not before, such as the days from \
                  an idea to its first users, or the share of teams that choose the platform freely.";
    let evidence = measures.iter().map(|measure| {
        facts.field(&measure.id, if measure.mandated == Some(true) { "mandated" } else { "kind" })
    });
    Some(Flag::overall("H7", text, remedy).shown_by(evidence))
}
