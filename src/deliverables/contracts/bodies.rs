//! Payloads with their fields typed and an example that fits.

use std::collections::BTreeSet;

use crate::workshop::records::{ApiStyle, Method, Payload, PayloadField, Row};

use super::names::{self, Taken, answer};
use super::ordered::{Json, Ordered};
use super::sample;
use super::sheet::Sheet;
use super::types::{self, Base, FieldType};

/// A payload.
#[derive(Debug)]
pub struct Body<'a> {
    /// The record.
    pub row: &'a Row<Payload>,
    /// Its name in the contract, in `PascalCase`.
    pub name: String,
    /// Its fields, in the team's order.
    pub fields: Vec<Field<'a>>,
    /// True when an operation sends or returns it, or another payload that does holds it.
    pub used: bool,
}

/// One field of a payload.
#[derive(Debug)]
pub struct Field<'a> {
    /// The record.
    pub row: &'a Row<PayloadField>,
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub kind: FieldType,
    /// True when it is always there.
    pub required: bool,
    /// A value that fits; for another payload its example is used instead.
    pub example: Json,
}

/// Reads the payloads of a sheet, with the questions they raise.
pub(super) fn fill(sheet: &mut Sheet) {
    let records = sheet.records;
    let mut wanted: Vec<&Row<Payload>> = Vec::new();
    let own = records.payloads.iter().filter(|row| row.api.id() == Some(&sheet.api.id));
    let of_calls = sheet.calls.iter().flat_map(|call| [call.request, call.response]).flatten();
    let lent = of_calls.filter_map(|id| records.payloads.by_id(id));
    for row in own.chain(lent) {
        if !wanted.iter().any(|known| known.id == row.id) {
            wanted.push(row);
        }
    }
    let mut taken = Taken::default();
    let mut bodies = Vec::new();
    let mut at = 0;
    // A field may name a payload of another API, which then comes along.
    while let Some(row) = wanted.get(at).copied() {
        at += 1;
        let fields = fields(sheet, row);
        for field in &fields {
            if let Some(id) = field.kind.base.payload()
                && !wanted.iter().any(|known| known.id == id)
            {
                wanted.extend(records.payloads.by_id(id));
            }
        }
        let name = names::as_is_or(&records.title(&row.id), |name| names::pascal(name, "payload"));
        let name = taken.unique(&names::capitalised(&name), "");
        bodies.push(Body { row, name, fields, used: false });
    }
    sheet.bodies = bodies;
    break_circles(sheet);
    mark_used(sheet);
}

fn fields<'a>(sheet: &mut Sheet<'a>, payload: &Row<Payload>) -> Vec<Field<'a>> {
    let records = sheet.records;
    let find = |name: &str| {
        let named = |row: &&Row<Payload>| row.name.trim().eq_ignore_ascii_case(name.trim());
        let own = records.payloads.iter().filter(|row| row.api.id() == Some(&sheet.api.id)).find(named);
        own.or_else(|| records.payloads.iter().find(named)).map(|row| row.id.clone())
    };
    let mut taken = Taken::default();
    let mut doubts = Vec::new();
    let mut fields = Vec::new();
    for row in records.payload_fields.iter().filter(|row| row.payload.id() == Some(&payload.id)) {
        let kind = types::read(answer(&row.kind), find);
        let said = wire_name(sheet.style(), &row.name);
        let name = taken.unique(&said, "_");
        let place = format!("“{}” in “{}”", records.title(&row.id), records.title(&payload.id));
        if let Base::Unknown(word) = &kind.base {
            let question = format!(
                "What is the type of {place}? “{word}” is neither a known type nor a payload, so the contract takes it for a string."
            );
            doubts.push((row.id.clone(), question));
        }
        let read = sample::read(answer(&row.example), &kind);
        let told =
            !answer(&row.example).is_empty() && !matches!(kind.base, Base::Payload(_) | Base::Unknown(_));
        if told && read.is_none() {
            let question = format!(
                "Which example fits {place}? “{}” is not of the type {}.",
                answer(&row.example),
                row.kind.trim()
            );
            doubts.push((row.id.clone(), question));
        }
        let mut kind = kind;
        let mut example = read.unwrap_or_else(|| sample::stand_in(&name, &kind));
        say_words_as(sheet.style(), &name, &mut kind, &mut example);
        fields.push(Field { row, name, kind, required: row.required == Some(true), example });
    }
    for (about, question) in doubts {
        sheet.doubt(&about, question);
    }
    fields
}

/// A field's name as it goes over the wire. JSON takes any name; in code and to people's eyes white space is
/// a slip.
fn wire_name(style: Option<ApiStyle>, name: &str) -> String {
    let json = matches!(style, Some(ApiStyle::Rest | ApiStyle::Events));
    let name = name.trim();
    if json && !name.is_empty() && name.is_ascii() && !name.contains(char::is_whitespace) {
        return name.to_owned();
    }
    names::as_is_or(name, |name| names::snake(name, "field"))
}

/// The words of an enum as they go over the wire. REST and events take them as they are; protobuf has them
/// in capitals behind the field's name, and GraphQL only where they could not be a name.
fn say_words_as(style: Option<ApiStyle>, field: &str, kind: &mut FieldType, example: &mut Json) {
    if style == Some(ApiStyle::Grpc) && matches!(kind.base, Base::Object | Base::Map(_)) && !kind.list {
        *example = Json::Text(example.compact());
    }
    let Base::Enum(options) = &mut kind.base else { return };
    let say = |word: &str| match style {
        Some(ApiStyle::Grpc) => {
            format!("{}_{}", names::screaming(field, "value"), names::words(word).join("_").to_uppercase())
        }
        Some(ApiStyle::Graphql) => match word {
            "true" | "false" | "null" => word.to_uppercase(),
            _ => names::as_is_or(word, |word| names::screaming(word, "value")),
        },
        _ => word.to_owned(),
    };
    let mut taken = Taken::default();
    let said: Vec<(String, String)> =
        options.iter().map(|word| (word.clone(), taken.unique(&say(word), "_"))).collect();
    *options = said.iter().map(|(_, word)| word.clone()).collect();
    let swap = |value: &mut Json| {
        if let Json::Text(text) = value {
            *text = said
                .iter()
                .find(|(word, _)| word == text)
                .map_or_else(|| say(text), |(_, word)| word.clone());
        }
    };
    match example {
        Json::List(items) => items.iter_mut().for_each(swap),
        one => swap(one),
    }
}

/// A payload that always holds itself could never be written down: such a field is optional.
fn break_circles(sheet: &mut Sheet) {
    for body in 0..sheet.bodies.len() {
        for field in 0..sheet.bodies[body].fields.len() {
            let here = &sheet.bodies[body];
            let Some(target) = always_holds(&here.fields[field]) else { continue };
            if reaches(sheet, target, &here.row.id, &mut BTreeSet::new()) {
                sheet.bodies[body].fields[field].required = false;
            }
        }
    }
}

fn always_holds<'f>(field: &'f Field) -> Option<&'f str> {
    match &field.kind {
        FieldType { base: Base::Payload(id), list: false } if field.required => Some(id),
        _ => None,
    }
}

fn reaches<'s>(sheet: &'s Sheet, from: &'s str, to: &str, seen: &mut BTreeSet<&'s str>) -> bool {
    if from == to {
        return true;
    }
    let Some(body) = sheet.body(from).filter(|_| seen.insert(from)) else { return false };
    body.fields.iter().filter_map(always_holds).any(|next| reaches(sheet, next, to, seen))
}

fn mark_used(sheet: &mut Sheet) {
    let from_calls = sheet.calls.iter().flat_map(|call| [call.request, call.response]).flatten();
    let used = held_by(sheet, from_calls);
    for body in &mut sheet.bodies {
        body.used = used.contains(body.row.id.as_str());
    }
    if sheet.style().is_none() {
        return;
    }
    let idle = sheet.bodies.iter().filter(|body| !body.used);
    let (ids, idle): (Vec<String>, Vec<String>) =
        idle.map(|body| (body.row.id.clone(), format!("“{}”", body.name))).unzip();
    let question = match idle.as_slice() {
        [] => return,
        [one] => format!(
            "Which operation of “{}” sends or returns {one}? None does so far, so the contract leaves it out.",
            sheet.name
        ),
        many => format!(
            "Which operations of “{}” send or return {}? None does so far, so the contract leaves them out.",
            sheet.name,
            crate::workshop::words::and(many)
        ),
    };
    sheet.doubt(&ids[0], question);
}

/// The payloads named and all that they hold, by id.
pub fn held_by<'s>(sheet: &Sheet, from: impl Iterator<Item = &'s str>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut next: Vec<String> = from.map(str::to_owned).collect();
    while let Some(id) = next.pop() {
        if let Some(body) = sheet.body(&id).filter(|_| found.insert(id.clone())) {
            let held = body.fields.iter().filter_map(|field| field.kind.base.payload());
            next.extend(held.map(str::to_owned));
        }
    }
    found
}

impl Sheet<'_> {
    /// The example of a payload.
    pub fn example(&self, payload: &str) -> Json {
        self.example_within(payload, &mut Vec::new())
    }

    fn example_within(&self, payload: &str, within: &mut Vec<String>) -> Json {
        let mut object = Ordered::default();
        let Some(body) = self.body(payload) else { return Json::Object(object) };
        within.push(payload.to_owned());
        for field in &body.fields {
            let value = match &field.kind {
                FieldType { base: Base::Payload(id), list } if within.contains(id) => {
                    // The circle ends here: an empty list, or nothing.
                    list.then(|| Json::List(Vec::new()))
                }
                FieldType { base: Base::Payload(id), list } => {
                    let value = self.example_within(id, within);
                    Some(if *list { Json::List(vec![value]) } else { value })
                }
                _ => Some(field.example.clone()),
            };
            if let Some(value) = value {
                object.set(&field.name, value);
            }
        }
        within.pop();
        Json::Object(object)
    }

    /// A page of a list: `items`, and the token of the next page.
    pub fn page_example(&self, payload: &str) -> Json {
        Json::Object(Ordered::from_iter([
            ("items".to_owned(), Json::List(vec![self.example(payload)])),
            (self.in_case("next_page_token"), Json::from(PAGE_TOKEN)),
        ]))
    }

    /// True when a payload is itself a page of others, so that it needs no envelope.
    pub fn is_page(&self, payload: &str) -> bool {
        let lists = ["items", "data", "results", "entries", "records", "values"];
        self.body(payload).is_some_and(|body| {
            body.fields.iter().any(|field| field.kind.list && lists.contains(&field.name.as_str()))
        })
    }

    /// The type of a parameter: that of a payload's field with its name, else of the `id` of what it names.
    pub fn parameter(&self, name: &str) -> (FieldType, Json, Option<&str>) {
        let wanted = names::words(name);
        let fields =
            || self.bodies.iter().flat_map(|body| body.fields.iter().map(move |field| (body, field)));
        let same = fields().find(|(_, field)| names::words(&field.name) == wanted);
        let by_id = || {
            let owner = wanted.strip_suffix(&["id".to_owned()])?;
            let holds = |body: &Body| owner.is_empty() || names::words(&body.name).ends_with(owner);
            fields().find(|(body, field)| holds(body) && field.name.eq_ignore_ascii_case("id"))
        };
        match same.or_else(by_id) {
            Some((_, field)) if !matches!(field.kind.base, Base::Payload(_)) && !field.kind.list => {
                let told = Some(answer(&field.row.description)).filter(|told| !told.is_empty());
                (field.kind.clone(), field.example.clone(), told)
            }
            _ => {
                let kind = FieldType { base: Base::Text, list: false };
                let example = sample::stand_in(name, &kind);
                (kind, example, None)
            }
        }
    }
}

/// True when an HTTP method carries a body.
pub fn carries_body(method: Method) -> bool {
    matches!(method, Method::Post | Method::Put | Method::Patch)
}

/// The token of a page in examples.
pub const PAGE_TOKEN: &str = "eyJhZnRlciI6IjUwIn0";
