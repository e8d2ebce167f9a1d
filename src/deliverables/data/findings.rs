//! What follows from the answers, as data: scores, flags, forecasts and open questions.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;

use super::{number, shape};
use crate::deliverables::sources::Sources;
use crate::workshop::cost;
use crate::workshop::doomsday::{self, Outlook};
use crate::workshop::event::Acceptance;
use crate::workshop::flags::{self, Severity};
use crate::workshop::leverage;
use crate::workshop::maturity;
use crate::workshop::session::{self, Session};
use crate::workshop::value::ChoiceSet;

/// A round of scoring or voting that the group has seen.
#[derive(Serialize)]
pub struct Round<'a> {
    id: &'a str,
    about: &'a str,
    marks: Vec<Given<'a>>,
}

#[derive(Serialize)]
struct Given<'a> {
    person: &'a str,
    item: &'a str,
    value: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// The rounds whose result the group has seen; the others are nobody's business yet.
pub fn rounds(session: &Session) -> Vec<Round<'_>> {
    let revealed = session.rounds.iter().filter(|round| round.revealed);
    revealed.map(|round| Round { id: &round.id, about: &round.about, marks: given(round) }).collect()
}

fn given(round: &session::Round) -> Vec<Given<'_>> {
    let given = round.marks.iter().map(|((person, item), value)| Given {
        person,
        item,
        value: *value,
        reason: round.reasons.get(&(person.clone(), item.clone())).map(String::as_str),
    });
    given.collect()
}

/// What the answers add up to.
#[derive(Serialize)]
pub struct Scores<'a> {
    readiness: Vec<Readiness>,
    capabilities: Vec<Capability<'a>>,
    pains: Vec<Pain<'a>>,
}

#[derive(Serialize)]
struct Readiness {
    aspect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highest: Option<u8>,
}

#[derive(Serialize)]
struct Capability<'a> {
    record: &'a str,
    place: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    rice: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wsjf: Option<Json>,
    consumers: usize,
    dots: u32,
    lacks: Vec<&'static str>,
}

#[derive(Serialize)]
struct Pain<'a> {
    record: &'a str,
    hours_week: Json,
    full_time: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    money_year: Option<Json>,
}

/// Readiness by aspect, capabilities in their order, and what each pain costs.
pub fn scores(session: &Session) -> Scores<'_> {
    let readiness = maturity::profile(session).into_iter().map(|profile| Readiness {
        aspect: profile.aspect.key(),
        record: profile.record,
        level: profile.level.map(maturity::level_number),
        target: profile.target.map(maturity::level_number),
        lowest: profile.spread.map(|(low, _)| low),
        highest: profile.spread.map(|(_, high)| high),
    });
    let capabilities = leverage::ranked(session).into_iter().enumerate().map(|(at, ranked)| Capability {
        record: &ranked.row.id,
        place: at + 1,
        rice: ranked.rice.map(number),
        wsjf: ranked.wsjf.map(number),
        consumers: ranked.consumers,
        dots: ranked.dots,
        lacks: ranked.gate,
    });
    let pains = cost::ranked(&session.records).into_iter().filter_map(|(row, cost)| {
        let cost = cost?;
        Some(Pain {
            record: &row.id,
            hours_week: number(cost.hours_week),
            full_time: number(cost.full_time),
            money_year: cost.money_year.map(number),
        })
    });
    Scores { readiness: readiness.collect(), capabilities: capabilities.collect(), pains: pains.collect() }
}

/// A known mistake that the answers show.
#[derive(Serialize)]
pub struct Flag<'a> {
    key: String,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    severity: &'static str,
    text: &'a str,
    remedy: &'a str,
    evidence: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a Acceptance>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    record: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    text: &'a str,
}

/// All flags, the open ones first.
pub fn flags<'a>(src: &'a Sources) -> Vec<Flag<'a>> {
    let open = src.open.iter().map(|found| flag(found, None));
    open.chain(src.accepted.iter().map(|(found, acceptance)| flag(found, Some(*acceptance)))).collect()
}

fn flag<'a>(found: &'a flags::Flag, accepted: Option<&'a Acceptance>) -> Flag<'a> {
    let evidence =
        found.evidence.iter().map(|one| Evidence { record: &one.id, field: one.field, text: &one.text });
    Flag {
        key: found.key(),
        rule: found.rule,
        subject: found.subject.as_deref(),
        severity: match found.severity {
            Severity::Warning => "warning",
            Severity::Danger => "danger",
        },
        text: &found.text,
        remedy: &found.remedy,
        evidence: evidence.collect(),
        accepted,
    }
}

/// When a limit runs out, or why that cannot be said.
#[derive(Serialize)]
pub struct Forecast<'a> {
    limit: &'a str,
    #[serde(flatten)]
    outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<'a> {
    Dated(Box<Dated<'a>>),
    Unknown { reason: String },
}

#[derive(Serialize)]
struct Dated<'a> {
    unit: &'a str,
    today: Json,
    hard: Json,
    usable: Json,
    measured: Date,
    growth: Json,
    growth_fitted: bool,
    run_out: Date,
    earliest: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<Date>,
    last_start: Date,
    sure_start: Date,
    alert_at: Json,
    slack_days: i64,
    outlook: &'static str,
}

/// Limits with their run-out, most urgent first.
pub fn forecasts<'a>(src: &'a Sources) -> Vec<Forecast<'a>> {
    let all = src.forecasts.iter().map(|(limit, outcome)| Forecast {
        limit: &limit.id,
        outcome: match outcome {
            Ok(forecast) => Outcome::Dated(Box::new(dated(forecast))),
            Err(reason) => Outcome::Unknown { reason: reason.to_string() },
        },
    });
    all.collect()
}

fn dated(forecast: &doomsday::Forecast) -> Dated<'_> {
    Dated {
        unit: &forecast.unit,
        today: number(forecast.today),
        hard: number(forecast.hard),
        usable: number(forecast.usable),
        measured: forecast.measured,
        growth: shape::growth(&forecast.growth),
        growth_fitted: forecast.fitted.is_some(),
        run_out: forecast.run_out,
        earliest: forecast.earliest,
        latest: forecast.latest,
        last_start: forecast.last_start,
        sure_start: forecast.sure_start,
        alert_at: number(forecast.alert()),
        slack_days: forecast.slack_days,
        outlook: match forecast.outlook {
            Outlook::Safe => "safe",
            Outlook::Soon => "soon",
            Outlook::Late => "late",
        },
    }
}

/// Something that nobody has answered yet.
#[derive(Serialize)]
pub struct Question<'a> {
    about: &'a str,
    fields: &'a [&'static str],
    text: &'a str,
    waits: &'a str,
    who: &'a str,
    due: Date,
    marked: bool,
}

/// The open questions, in the order in which the workshop asks.
pub fn questions<'a>(src: &'a Sources) -> Vec<Question<'a>> {
    let all = src.questions.iter().map(|question| Question {
        about: &question.about,
        fields: &question.fields,
        text: &question.text,
        waits: &question.waits,
        who: &question.who,
        due: question.due,
        marked: question.marked,
    });
    all.collect()
}
