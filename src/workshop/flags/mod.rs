//! Known mistakes, raised live from the answers, with the answers that show them.
//!
//! Pure rules in one table, [`RULES`]. A flag is never stored: it rises and clears with the answers. Only
//! that the team accepts one is part of the session, under the flag's key. An empty session raises nothing,
//! and a row that has no more than its name is taken as still being written.

mod apis;
mod architecture;
mod crosschecks;
mod delivery;
mod mistakes;
mod organisation;

pub use architecture::rule_of;

use jiff::civil::Date;

use super::canvas::{Canvas, Finding};
use super::doomsday::{self, Forecast, Unforecast};
use super::event::Acceptance;
use super::records::{Limit, Records, Row};
use super::session::Session;

/// How much a flag presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It will cost something if nothing changes.
    Warning,
    /// It is costing something already, or leaves no way back.
    Danger,
}

/// An answer that shows the mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The record.
    pub id: String,
    /// The field to look at, if one.
    pub field: Option<&'static str>,
    /// What stands there, in words.
    pub text: String,
}

/// A mistake that the answers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The rule that raised it: `M1` … `M5`, `H1` … `H7`.
    pub rule: &'static str,
    /// The record it is about, if it is about one.
    pub subject: Option<String>,
    /// How much it presses.
    pub severity: Severity,
    /// What is wrong, naming the records.
    pub text: String,
    /// What to do about it.
    pub remedy: String,
    /// The answers that show it.
    pub evidence: Vec<Evidence>,
}

impl Flag {
    /// The key under which it is accepted: the rule, and the record it is about, such as `M1:capability-4`.
    pub fn key(&self) -> String {
        match &self.subject {
            Some(subject) => format!("{}:{subject}", self.rule),
            None => self.rule.to_owned(),
        }
    }

    fn about(rule: &'static str, subject: &str, text: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject: Some(subject.to_owned()), ..Self::overall(rule, text, remedy) }
    }

    fn overall(rule: &'static str, text: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            rule,
            subject: None,
            severity: Severity::Warning,
            text: text.into(),
            remedy: remedy.into(),
            evidence: Vec::new(),
        }
    }

    fn danger(mut self, danger: bool) -> Self {
        if danger {
            self.severity = Severity::Danger;
        }
        self
    }

    fn shown_by(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }
}

/// What every rule reads, worked out once.
pub struct Facts<'a> {
    /// All answers.
    pub records: &'a Records,
    /// The day on which they are read.
    pub today: Date,
    /// The architecture as a graph.
    pub canvas: Canvas<'a>,
    /// The troubles it shows.
    pub findings: Vec<Finding>,
    /// Every limit with its forecast.
    pub forecasts: Vec<(&'a Row<Limit>, Result<Forecast, Unforecast>)>,
}

impl<'a> Facts<'a> {
    /// The facts of a session on a day.
    pub fn of(session: &'a Session, today: Date) -> Self {
        let records = &session.records;
        let canvas = Canvas::of(records);
        let findings = canvas.findings();
        Self { records, today, canvas, findings, forecasts: doomsday::forecasts(records, today) }
    }

    /// A record's title in quotation marks.
    fn quoted(&self, id: &str) -> String {
        format!("“{}”", self.records.title(id))
    }

    /// True when a record holds more than its name: somebody has begun to describe it.
    fn begun(&self, id: &str) -> bool {
        let Some(record) = self.records.record(id) else { return false };
        let spec = record.kind().spec();
        spec.fields.iter().any(|f| !spec.title.contains(&f.key) && !record.get(f.key).is_none())
    }

    /// What stands in a field, as evidence.
    fn field(&self, id: &str, key: &str) -> Evidence {
        let Some(record) = self.records.record(id) else {
            return Evidence { id: id.to_owned(), field: None, text: String::new() };
        };
        let spec = record.kind().spec().field(key);
        let term = spec.map_or(key, |field| field.term);
        let shown = spec.map(|field| self.records.display(field, &record.get(key))).unwrap_or_default();
        let title = self.records.title(id);
        let text = if shown.is_empty() {
            format!("{title} · {term}: nothing recorded")
        } else {
            format!("{title} · {term}: {shown}")
        };
        Evidence { id: id.to_owned(), field: spec.map(|field| field.key), text }
    }

    /// A record as such, as evidence.
    fn record(&self, id: &str) -> Evidence {
        let kind = self.records.record(id).map_or("", |record| record.kind().spec().singular);
        Evidence { id: id.to_owned(), field: None, text: format!("{kind} {}", self.records.title(id)) }
    }
}

/// A rule: what it is called, why it matters, and how it is checked.
pub struct RuleSpec {
    /// Its id.
    pub id: &'static str,
    /// The mistake, in a few words.
    pub title: &'static str,
    /// Why it matters, in a sentence.
    pub why: &'static str,
    /// Finds it in the facts.
    pub check: fn(&Facts) -> Vec<Flag>,
}

/// Every rule there is. M: mistakes the five practitioners warn of. H: hazards of planning a platform.
pub static RULES: &[RuleSpec] = &[
    RuleSpec {
        id: "M1",
        title: "Building for an abstract future",
        why: "What nobody waits for is built on guesses, and its users arrive to something else than they need.",
        check: mistakes::abstract_future,
    },
    RuleSpec {
        id: "M2",
        title: "A platform without product ownership",
        why: "Without somebody who answers for adoption, a platform is finished when it is built, not when it is used.",
        check: mistakes::no_product_owner,
    },
    RuleSpec {
        id: "M3",
        title: "Avoiding optimisation until it is too late",
        why: "Not optimising early is sound only as long as somebody knows the day on which it has to begin.",
        check: mistakes::too_late,
    },
    RuleSpec {
        id: "M4",
        title: "Client-side tracking by default",
        why: "Blockers, lost connections and old versions swallow client events, and nobody can tell how many.",
        check: mistakes::client_side_tracking,
    },
    RuleSpec {
        id: "M5",
        title: "Ignoring migration cost",
        why: "The old way stays, and is paid for twice, until every team has had a reason and the time to leave it.",
        check: mistakes::migration_cost,
    },
    RuleSpec {
        id: "H1",
        title: "Tight coupling",
        why: "Parts that wait for each other fail together, and none of them can be changed alone.",
        check: architecture::tight_coupling,
    },
    RuleSpec {
        id: "H2",
        title: "Standards that stifle, or have no teeth",
        why: "A rule that is harder to keep than to break is broken; a duty that no standard carries is forgotten.",
        check: organisation::standards,
    },
    RuleSpec {
        id: "H3",
        title: "Unowned things",
        why: "What belongs to nobody is repaired by nobody, and the question of who comes up in the middle of the night.",
        check: organisation::unowned,
    },
    RuleSpec {
        id: "H4",
        title: "Contracts that will break",
        why: "Callers build on whatever they find; what was never promised cannot be changed without hurting them.",
        check: contracts,
    },
    RuleSpec {
        id: "H5",
        title: "Single points of failure, and single people",
        why: "One failure, or one holiday, stops everything that depends on it.",
        check: architecture::single_points,
    },
    RuleSpec {
        id: "H6",
        title: "Debt and organisational inefficiency",
        why: "Work done twice and work that waits in a queue cost every team a little, every week.",
        check: organisation::inefficiency,
    },
    RuleSpec {
        id: "H7",
        title: "Unmeasured adoption",
        why: "Without a starting point, a goal and a day, nobody can tell whether the platform helped.",
        check: delivery::unmeasured,
    },
];

/// H4 has two sides: what callers are promised, and whether they say who they are.
fn contracts(facts: &Facts) -> Vec<Flag> {
    let mut flags = apis::breakable(facts);
    flags.extend(architecture::unproven(facts));
    flags
}

/// The rule with that id.
pub fn rule(id: &str) -> Option<&'static RuleSpec> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Every flag that the answers raise, accepted or not, rule by rule. No two have the same key: what one
/// rule finds twice about a record is told in one flag.
pub fn raise(session: &Session, today: Date) -> Vec<Flag> {
    let facts = Facts::of(session, today);
    let mut flags: Vec<Flag> = Vec::new();
    for found in RULES.iter().flat_map(|rule| (rule.check)(&facts)) {
        let same = |known: &&mut Flag| known.rule == found.rule && known.subject == found.subject;
        match flags.iter_mut().find(same) {
            Some(known) => merge(known, found),
            None => flags.push(found),
        }
    }
    flags
}

fn merge(known: &mut Flag, found: Flag) {
    known.severity = known.severity.max(found.severity);
    for (text, more) in [(&mut known.text, found.text), (&mut known.remedy, found.remedy)] {
        if !text.contains(&more) {
            text.push(' ');
            text.push_str(&more);
        }
    }
    for evidence in found.evidence {
        if !known.evidence.contains(&evidence) {
            known.evidence.push(evidence);
        }
    }
}

/// The acceptance of a flag that still holds on a day: one that has run out counts no more.
pub fn acceptance<'a>(session: &'a Session, flag: &Flag, today: Date) -> Option<&'a Acceptance> {
    let acceptance = session.accepted.get(&flag.key())?;
    acceptance.until.is_none_or(|until| until >= today).then_some(acceptance)
}

/// The flags nobody has accepted, or whose acceptance has run out.
pub fn open(session: &Session, today: Date) -> Vec<Flag> {
    let mut flags = raise(session, today);
    flags.retain(|flag| acceptance(session, flag, today).is_none());
    flags
}

#[cfg(test)]
mod tests;
