//! Everything in a session that somebody has to do by a day, gathered from where it was said.

use jiff::civil::Date;

use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::doomsday::{Outlook, needed_sooner};
use crate::workshop::records::{Grade, Person, Row};
use crate::workshop::value::{ChoiceSet, Ref};

/// Where a task comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A limit runs out.
    Clock,
    /// The team agreed on it.
    Agreed,
    /// A risk, a debt or an inefficiency is dealt with.
    Risk,
    /// One aspect of readiness moves up a level.
    Readiness,
    /// Nobody has answered it yet.
    Question,
    /// It was set aside.
    Parked,
}

impl Group {
    /// All of them, in the order they are read.
    pub const ALL: [Self; 6] =
        [Self::Clock, Self::Agreed, Self::Risk, Self::Readiness, Self::Question, Self::Parked];

    /// Its label in a tracker.
    pub fn label(self) -> &'static str {
        match self {
            Self::Clock => "doomsday-clock",
            Self::Agreed => "agreed-action",
            Self::Risk => "risk",
            Self::Readiness => "readiness",
            Self::Question => "open-question",
            Self::Parked => "parked-topic",
        }
    }

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Clock => "Days that force action",
            Self::Agreed => "Agreed actions",
            Self::Risk => "Risks, debt and inefficiencies",
            Self::Readiness => "Steps to the next level of readiness",
            Self::Question => "Open questions",
            Self::Parked => "Parked topics",
        }
    }

    /// What its days mean.
    pub fn told(self) -> &'static str {
        match self {
            Self::Clock => "The last responsible day to start each fix; after it, the fix comes too late.",
            Self::Agreed => "What the team agreed to do, by the day it is due.",
            Self::Risk => "The day by which the mitigation is in place.",
            Self::Readiness => "The one thing that moves an aspect up a level.",
            Self::Question => "What the documents wait for, and who answers.",
            Self::Parked => "Set aside so that the talk could go on; the day it comes back.",
        }
    }
}

/// Something somebody has to do.
#[derive(Debug)]
pub struct Task<'a> {
    /// Where it comes from.
    pub group: Group,
    /// The record it comes from.
    pub record: String,
    /// What is done, in one line.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who does it.
    pub owner: Option<&'a Row<Person>>,
    /// By when.
    pub due: Option<Date>,
    /// True when it is finished.
    pub done: bool,
    outlook: Option<Outlook>,
    grave: bool,
}

impl Task<'_> {
    /// True when its day has passed and it is not done.
    pub fn is_overdue(&self, as_of: Date) -> bool {
        !self.done && self.due.is_some_and(|due| due < as_of)
    }

    /// A limit presses as its outlook says; a risk that is likely and bad, and whatever is overdue, is high; a
    /// parked topic can wait.
    pub fn priority(&self, as_of: Date) -> &'static str {
        match (self.outlook, self.group) {
            (Some(Outlook::Late), _) => "Highest",
            (Some(Outlook::Soon), _) => "High",
            (None, _) if self.grave || self.is_overdue(as_of) => "High",
            (None, Group::Parked) => "Low",
            _ => "Medium",
        }
    }
}

/// All tasks: by group, in the order of their days, those without a day last.
pub fn tasks<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let mut all = clock(src);
    all.extend(agreed(src));
    all.extend(risks(src));
    all.extend(readiness(src));
    all.extend(questions(src));
    all.extend(parked(src));
    all.retain(|task| !task.what.is_empty());
    all.sort_by_key(|task| {
        (Group::ALL.iter().position(|group| *group == task.group), task.due.is_none(), task.due)
    });
    all
}

fn task<'a>(src: &Sources<'a>, group: Group, record: &str, what: &str, owner: &Ref<Person>) -> Task<'a> {
    let line = what.split_whitespace().collect::<Vec<_>>().join(" ");
    Task {
        group,
        record: record.to_owned(),
        what: phrases::clause(src.answer(&line)).to_owned(),
        why: String::new(),
        owner: src.records.people.get_ref(owner),
        due: None,
        done: false,
        outlook: None,
        grave: false,
    }
}

fn clock<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let dated = src.forecasts.iter().filter_map(|(limit, outcome)| Some((limit, outcome.as_ref().ok()?)));
    let tasks = dated.map(|(limit, forecast)| {
        let fix = phrases::clause(src.answer(&limit.mitigation));
        let name = phrases::clause(&limit.name);
        let what = if fix.is_empty() { format!("Decide what to do about {name}") } else { fix.to_owned() };
        Task {
            why: format!("{name} runs out on {}", forecast.run_out),
            due: Some(needed_sooner(src.records, limit, forecast).map_or(forecast.last_start, |by| by.start)),
            outlook: Some(forecast.outlook),
            ..task(src, Group::Clock, &limit.id, &format!("Start: {what}"), &limit.owner)
        }
    });
    tasks.collect()
}

fn agreed<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let tasks = src.records.actions.iter().map(|action| Task {
        why: src.answer(&action.why).to_owned(),
        due: action.due,
        done: action.done == Some(true),
        ..task(src, Group::Agreed, &action.id, &action.what, &action.owner)
    });
    tasks.collect()
}

fn risks<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let tasks = src.records.risks.iter().map(|risk| {
        let grade = |grade: Option<Grade>| grade.map(|grade| grade.label().to_lowercase());
        let graded = match (grade(risk.likelihood), grade(risk.impact)) {
            (Some(likelihood), Some(impact)) => format!("; likelihood {likelihood}, impact {impact}"),
            _ => String::new(),
        };
        let kind = risk.kind.map_or("Risk", ChoiceSet::label);
        Task {
            why: format!("{kind}: {}{graded}", phrases::clause(&risk.name)),
            due: risk.due,
            grave: risk.likelihood == Some(Grade::High) && risk.impact == Some(Grade::High),
            ..task(src, Group::Risk, &risk.id, &risk.mitigation, &risk.owner)
        }
    });
    tasks.collect()
}

fn readiness<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let tasks = src.records.readiness.iter().map(|row| {
        let to = row.target.map(|level| format!(", to level {}", level.label())).unwrap_or_default();
        Task {
            why: row.aspect.map(|aspect| format!("{}{to}", aspect.label())).unwrap_or_default(),
            due: row.due,
            ..task(src, Group::Readiness, &row.id, &row.next_step, &row.owner)
        }
    });
    tasks.collect()
}

fn questions<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let tasks = src.questions.iter().map(|question| {
        let people = &src.records.people;
        Task {
            why: format!("Waits for it: {}", phrases::first_small(phrases::clause(&question.waits))),
            owner: people.iter().find(|person| person.name == question.who),
            due: Some(question.due),
            ..task(src, Group::Question, &question.about, &question.text, &Ref::default())
        }
    });
    tasks.collect()
}

fn parked<'a>(src: &Sources<'a>) -> Vec<Task<'a>> {
    let tasks = src.records.parked.iter().map(|topic| {
        let by = src.person(&topic.raised_by);
        Task {
            why: if by.is_empty() { by } else { format!("Raised by {by}") },
            due: topic.due,
            ..task(src, Group::Parked, &topic.id, &topic.topic, &topic.owner)
        }
    });
    tasks.collect()
}
