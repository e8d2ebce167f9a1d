//! The dates a team should know: what comes next, and what is overdue.

use jiff::civil::Date;
use serde::Serialize;
use std::fmt;

use underpin::workshop::doomsday::{forecasts, needed_sooner};
use underpin::workshop::records::Kind;
use underpin::workshop::session::Session;
use underpin::workshop::value::Value;

/// A date and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Dated {
    pub date: Date,
    pub overdue: bool,
    pub what: String,
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", self.date, self.what)?;
        if self.overdue { f.write_str(" (overdue)") } else { Ok(()) }
    }
}

/// Fields that hold a date to come, and whether somebody owes something by then: a promise that was not kept
/// is overdue, while a launch that has passed is only past.
const FIELDS: [(Kind, &str, bool); 14] = [
    (Kind::Charter, "next_review", true),
    (Kind::Ownership, "core_from", false),
    (Kind::Ownership, "core_until", false),
    (Kind::Action, "due", true),
    (Kind::Parked, "due", true),
    (Kind::Readiness, "due", true),
    (Kind::Risk, "due", true),
    (Kind::Measure, "due", true),
    (Kind::Constraint, "due", false),
    (Kind::StepChange, "date", false),
    (Kind::Migration, "starts", false),
    (Kind::Migration, "ends", false),
    (Kind::Migration, "off_date", false),
    (Kind::Api, "sunset_on", false),
];

/// The dates from `on`, soonest first; what is overdue stands before them.
pub(super) fn next_dates(session: &Session, on: Date) -> Vec<Dated> {
    let mut dates = Vec::new();
    let mut add = |date: Date, owed: bool, what: String| {
        if date >= on || owed {
            dates.push(Dated { date, overdue: date < on, what });
        }
    };
    let records = &session.records;
    for (kind, field, owed) in FIELDS {
        let Some(spec) = kind.spec().field(field) else { continue };
        for id in records.ids(kind) {
            let finished = records.value(id, "done") == Value::Flag(true);
            if let Value::Text(text) = records.value(id, field)
                && let Ok(date) = text.parse()
                && !finished
            {
                let name = kind.spec().singular;
                let title = if kind.spec().form { String::new() } else { format!(": {}", records.title(id)) };
                add(date, owed, format!("{name}{title} ({})", spec.term.to_lowercase()));
            }
        }
    }
    for (limit, forecast) in forecasts(records, on) {
        if let Ok(forecast) = forecast {
            add(forecast.last_start, true, format!("Limit: {} (last day to start the fix)", limit.name));
            if let Some(needed) = needed_sooner(records, limit, &forecast) {
                let team = records.title(needed.by.team.id().unwrap_or_default());
                add(
                    needed.start,
                    true,
                    format!("Limit: {} (last day to start, as {team} moves)", limit.name),
                );
            }
            add(forecast.run_out, true, format!("Limit: {} (runs out)", limit.name));
        }
    }
    for (id, _, mark) in session.marks.iter() {
        if let Some(due) = mark.due {
            add(due, true, format!("{} ({} to be settled)", records.title(id), mark.status.name()));
        }
    }
    for (flag, acceptance) in &session.accepted {
        if let Some(until) = acceptance.until {
            add(until, false, format!("Flag {flag} (accepted until then)"));
        }
    }
    dates.sort();
    dates.dedup();
    dates
}
