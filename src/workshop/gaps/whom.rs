//! Who should answer an open question, and by when.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::workshop::records::{Kind, Person, Records, Team};
use crate::workshop::session::Session;
use crate::workshop::value::{Ref, Shape, Value};

/// Fields that name the person who answers for a record, the most fitting first.
const PEOPLE: &[&str] = &[
    "owner",
    "accountable",
    "product_owner",
    "decider",
    "approver",
    "fresh",
    "first",
    "document_owner",
    "lead",
];
/// Fields that name the team that answers for a record, the most fitting first.
const TEAMS: &[&str] = &["owner", "responsible", "team", "first"];
/// Fields that lead to the record of which this one is a part.
const WHOLE: &[&str] = &["api", "payload", "limit", "component", "from"];
/// How long an answer may take when nobody has set a day.
const DAYS: i64 = 14;

/// The name of whoever should answer: the one named with the mark, else the record's owner (or its team's
/// lead), else the document owner, the product owner, the facilitator.
pub fn who(session: &Session, id: &str, field: Option<&str>) -> String {
    let records = &session.records;
    if let Some(owner) = session.mark(id, field).and_then(|mark| mark.owner.as_deref()) {
        let name = session.person_name(owner);
        if !name.is_empty() {
            return name;
        }
    }
    let named = |person: &Ref<Person>| records.people.get_ref(person).map(|person| person.name.clone());
    responsible(records, id, 0)
        .or_else(|| named(&records.charter.document_owner))
        .or_else(|| named(&records.ownership.product_owner))
        .or_else(|| named(&records.charter.facilitator))
        .unwrap_or_else(|| "the facilitator".to_owned())
}

fn responsible(records: &Records, id: &str, depth: u8) -> Option<String> {
    let record = records.record(id)?;
    let spec = record.kind().spec();
    let target = |key: &str, wanted: Kind| match (spec.field(key)?.shape, record.get(key)) {
        (Shape::Ref(kind), Value::Text(to)) if kind == wanted => Some(to),
        (Shape::Either(..), Value::Text(to)) if Kind::of_id(&to) == Some(wanted) => Some(to),
        _ => None,
    };
    let person = PEOPLE.iter().filter_map(|key| target(key, Kind::Person)).find_map(|to| name(records, &to));
    let team = || {
        let mut teams = TEAMS.iter().filter_map(|key| target(key, Kind::Team));
        teams.find_map(|to| lead(records, &to))
    };
    let whole = || {
        // A payload field belongs to a payload, that to an API, that to a component: no chain is longer.
        if depth > 4 {
            return None;
        }
        WHOLE.iter().find_map(|key| match (spec.field(key)?.shape, record.get(key)) {
            (Shape::Ref(_), Value::Text(to)) => responsible(records, &to, depth + 1),
            _ => None,
        })
    };
    person.or_else(team).or_else(whole)
}

fn name(records: &Records, person: &str) -> Option<String> {
    records.people.by_id(person).map(|person| person.name.clone())
}

fn lead(records: &Records, team: &str) -> Option<String> {
    let team: &Team = records.teams.by_id(team)?;
    records.people.get_ref(&team.lead).map(|person| person.name.clone())
}

/// True when nobody has promised an answer: the person or the day is not said with it.
pub fn proposed(session: &Session, id: &str, field: Option<&str>) -> bool {
    !session.mark(id, field).is_some_and(|mark| mark.owner.is_some() && mark.due.is_some())
}

/// By when: the day set with the mark, else the next review of the documents if that is still to come, else
/// two weeks after the session was last changed.
pub fn due(session: &Session, id: &str, field: Option<&str>, today: Date) -> Date {
    if let Some(due) = session.mark(id, field).and_then(|mark| mark.due) {
        return due;
    }
    if let Some(review) = session.records.charter.next_review.filter(|review| *review >= today) {
        return review;
    }
    let changed = if session.seq == 0 { today } else { session.changed_at.to_zoned(TimeZone::UTC).date() };
    changed.checked_add(DAYS.days()).unwrap_or(changed)
}
