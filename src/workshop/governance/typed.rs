//! What would deviate once something typed is kept.

use jiff::civil::Date;

use super::{Facts, Finding};
use crate::workshop::fields::Fields;
use crate::workshop::input::{self, Input};
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::sketch::{self, Plan};
use crate::workshop::value::{Shape, Value};

/// What would deviate in a field that holds that text.
pub fn of_field(records: &Records, id: &str, field: &FieldSpec, text: &str) -> Vec<Finding> {
    let Some(value) = value(records, field, text).filter(|_| governed(Kind::of_id(id))) else {
        return Vec::new();
    };
    let mut after = records.clone();
    after.put(id, field.key, &value);
    let mut findings = Facts::of(&after).check(id);
    findings.retain(|finding| finding.field == field.key);
    findings
}

/// What would deviate in a new row typed on one line, or in all rows that a whole operation would make. Only
/// what is typed counts: a field that is still to come is no deviation.
pub fn of_row(
    records: &Records,
    kind: Kind,
    columns: &[&'static FieldSpec],
    line: &str,
    near: Option<&str>,
) -> Vec<Finding> {
    if !governed(Some(kind)) && !sketch::is_told_in(kind, line) || line.trim().is_empty() {
        return Vec::new();
    }
    let mut after = records.clone();
    // Numbers that no record has, so that nothing there is touched.
    let mut next = u32::MAX;
    let mut new_id = |kind: Kind| {
        next -= 1;
        format!("{}-{next}", kind.spec().key)
    };
    if sketch::is_told_in(kind, line) {
        let (sketch, _) = sketch::read(line);
        let Some(plan) = Plan::of(&sketch, records, near) else { return Vec::new() };
        let mut made = Vec::new();
        plan.make(&mut |kind, fields| {
            let id = new_id(kind);
            after.insert(usize::MAX, &id, &fields);
            made.push(id.clone());
            id
        });
        let facts = Facts::of(&after);
        return made.iter().flat_map(|id| facts.check(id)).collect();
    }
    let cells = input::split_row(line);
    let typed = columns.iter().zip(&cells).filter_map(|(field, cell)| {
        Some((field.key.into(), value(records, field, cell).filter(|value| !value.is_none())?))
    });
    let fields: Fields = typed.collect();
    let id = new_id(kind);
    after.insert(usize::MAX, &id, &fields);
    let mut findings = Facts::of(&after).check(&id);
    findings.retain(|finding| fields.contains_key(finding.field));
    findings
}

fn governed(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Api | Kind::Operation | Kind::Payload | Kind::PayloadField | Kind::ApiError))
}

/// Typed text as a value, as far as it can be read without today's date; none where it cannot.
fn value(records: &Records, field: &FieldSpec, text: &str) -> Option<Value> {
    if field.shape == Shape::Date {
        return text.trim().parse::<Date>().ok().map(|date| Value::Text(date.to_string()));
    }
    match input::read(field.shape, text, Date::ZERO).ok()? {
        Input::Value(value) => Some(value),
        Input::Titles(kinds, titles) => {
            let ids: Vec<String> = titles
                .iter()
                .filter_map(|title| kinds.iter().find_map(|kind| records.find(*kind, title)))
                .map(str::to_owned)
                .collect();
            match field.shape {
                Shape::Ref(_) | Shape::Either(..) => ids.into_iter().next().map(Value::Text),
                _ => Some(Value::list(ids)),
            }
        }
    }
}
