//! Which fields the documents need, where the declaration alone does not settle it.

use crate::workshop::doomsday;
use crate::workshop::leverage;
use crate::workshop::records::{Fate, FieldSpec, Kind, Need, Offer, Records, Sourcing};
use crate::workshop::value::Value;
use crate::workshop::words::placeholder;

/// True when the documents need a field of a record. Declared as required is not enough: what stays manual
/// needs no effort estimate, and a rate that can be fitted need not be given.
pub fn needed(records: &Records, id: &str, field: &FieldSpec) -> bool {
    field.need == Need::Required && !spared(records, id, field.key).unwrap_or(false)
}

/// True when a field holds an answer: neither empty nor a placeholder such as “TBD”. “None” is an answer.
pub fn answered(records: &Records, id: &str, field: &FieldSpec) -> bool {
    match records.value(id, field.key) {
        Value::Text(text) => !placeholder(&text),
        value => !value.is_none(),
    }
}

/// True when other answers make a required field needless.
fn spared(records: &Records, id: &str, key: &str) -> Option<bool> {
    Some(match (Kind::of_id(id)?, key) {
        (Kind::Limit, "growth") => doomsday::has_rate(records, records.limits.by_id(id)?),
        (Kind::Capability, "demand" | "impact" | "confidence" | "effort") => {
            !leverage::invested_in(records.capabilities.by_id(id)?)
        }
        (Kind::Capability, "sourcing") => {
            matches!(records.capabilities.by_id(id)?.offer, Some(Offer::Offered | Offer::Teams))
        }
        // Waiting and going on by hand need the day they end; what is made or bought does not.
        (Kind::SourcingOption, "condition") => {
            matches!(records.options.by_id(id)?.way, Some(Sourcing::Build | Sourcing::Buy))
        }
        (Kind::Migration, "to") => {
            let from = records.systems.get_ref(&records.migrations.by_id(id)?.from)?;
            from.fate == Some(Fate::Retire)
        }
        // Where a team can be reached matters once it answers for something.
        (Kind::Team, "channel") => {
            let referrers = records.referrers(id);
            !referrers.iter().any(|(_, field)| matches!(field.key, "owner" | "responsible"))
        }
        _ => false,
    })
}
