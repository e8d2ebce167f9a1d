//! What follows from the answers of a record, for the tables: the same numbers as in the documents, for scripts.

use super::Sources;
use crate::workshop::cost::cost;
use crate::workshop::doomsday::forecast;
use crate::workshop::leverage::{rice, wsjf};
use crate::workshop::records::Kind;

/// The headings for a kind, each with its unit; none for most kinds.
pub fn headings(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Limit => &["Runs out on", "Last day to start", "Alert at", "Slack (days)"],
        Kind::Pain => &["Hours a week", "Cost a year"],
        Kind::Capability => &["RICE", "WSJF"],
        _ => &[],
    }
}

/// The cells below them; blank what the answers do not tell yet.
pub fn cells(src: &Sources, kind: Kind, id: &str) -> Vec<String> {
    let records = &src.session.records;
    let found = match kind {
        Kind::Limit => {
            let limit = records.limits.iter().find(|limit| limit.id == id);
            let found = limit.and_then(|limit| forecast(records, limit, src.as_of).ok());
            found.map(|found| {
                let alert = format!("{} {}", found.alert(), found.unit);
                let days = found.slack_days.to_string();
                vec![found.run_out.to_string(), found.last_start.to_string(), alert.trim().to_owned(), days]
            })
        }
        Kind::Pain => {
            let pain = records.pains.iter().find(|pain| pain.id == id);
            let found = pain.and_then(|pain| cost(pain, &records.charter));
            found.map(|found| {
                vec![
                    rounded(found.hours_week, 2),
                    found.money_year.map_or_else(String::new, |money| rounded(money, 0)),
                ]
            })
        }
        Kind::Capability => {
            let capability = records.capabilities.iter().find(|capability| capability.id == id);
            let weights = &records.weights;
            capability.map(|capability| {
                let score = |score: Option<f64>| score.map_or_else(String::new, |score| rounded(score, 2));
                vec![score(rice(capability)), score(wsjf(capability, weights))]
            })
        }
        _ => None,
    };
    found.unwrap_or_else(|| vec![String::new(); headings(kind).len()])
}

/// At most that many places, and none that say nothing.
fn rounded(value: f64, places: i32) -> String {
    let scale = 10_f64.powi(places);
    ((value * scale).round() / scale).to_string()
}
