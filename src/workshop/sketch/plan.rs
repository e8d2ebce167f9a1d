//! Which rows a sketch would make: names that nobody said are derived, and what is there already is used.

use std::collections::BTreeMap;

use super::{Body, Field, Holds, Home, Sketch, is_http};
use crate::workshop::fields::Fields;
use crate::workshop::names;
use crate::workshop::nouns;
use crate::workshop::records::{ApiStyle, Kind, Method, Records};
use crate::workshop::value::{ChoiceSet, Value};
use crate::workshop::words::count;

/// The rows that a sketch would make.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The API it goes to.
    pub api: Home,
    /// The style of an API that would be made.
    pub style: ApiStyle,
    /// The operation's id.
    pub name: String,
    /// What it is called with.
    pub method: Method,
    /// The path, topic, procedure or field.
    pub path: String,
    /// The name of the payload sent.
    pub request: Option<String>,
    /// The name of the payload returned.
    pub response: Option<String>,
    /// True when many are returned.
    pub list: bool,
    /// The status of a success, if it was said.
    pub success: Option<u16>,
    /// What the caller must be allowed.
    pub scopes: Vec<String>,
    /// What it does.
    pub summary: Option<String>,
    /// All payloads it names, inner ones first.
    pub payloads: Vec<PlannedPayload>,
}

/// A payload that a sketch names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPayload {
    /// Its name.
    pub name: String,
    /// Its id, when it is there already.
    pub known: Option<String>,
    /// The fields it would get.
    pub fields: Vec<PlannedField>,
    /// Fields that were said and are there already; they stay as they are.
    pub kept: Vec<String>,
}

/// A field that a payload would get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedField {
    /// Its name on the wire.
    pub name: String,
    /// Its type, as it stands in the table.
    pub kind: String,
    /// True when it is always there.
    pub required: bool,
    /// A realistic value.
    pub example: Option<String>,
}

impl Plan {
    /// The plan of a sketch among the records there are, with the API at hand where nobody says one. None as long as
    /// nobody said a method and a target.
    pub fn of(sketch: &Sketch, records: &Records, near: Option<&str>) -> Option<Self> {
        let method = sketch.method?;
        if sketch.target.is_empty() {
            return None;
        }
        let api = Home::of(sketch, method, records, near);
        let api_id = api.id().map(str::to_owned);
        let nouns = target_nouns(method, &sketch.target);
        let list = sketch.answer.as_ref().is_some_and(|answer| answer.list);
        let name = match &sketch.name {
            Some(name) => name.clone(),
            None => operation_name(method, sketch, &nouns, list, api_id.as_deref(), records),
        };
        let mut plan = Self {
            api,
            style: style_of(method),
            method,
            path: sketch.target.clone(),
            request: None,
            response: None,
            list,
            success: sketch.answer.as_ref().and_then(|answer| answer.status),
            scopes: sketch.scopes.clone(),
            summary: sketch.summary.clone(),
            payloads: Vec::new(),
            name,
        };
        let taking = Taking { records, api: api_id };
        if let Some(body) = &sketch.request {
            let wanted = request_name(method, &nouns, &plan.name);
            plan.request = Some(plan.take(&taking, body, &wanted));
        }
        if let Some(body) = sketch.answer.as_ref().and_then(|answer| answer.body.as_ref()) {
            let wanted = match method {
                Method::Rpc => format!("{}Response", names::pascal(&plan.name, "Rpc")),
                _ => nouns.last().cloned().unwrap_or_else(|| names::pascal(&plan.name, "Answer")),
            };
            plan.response = Some(plan.take(&taking, body, &wanted));
        }
        Some(plan)
    }

    /// Plans a message and all it holds; gives its payload's name.
    fn take(&mut self, taking: &Taking, body: &Body, wanted: &str) -> String {
        let name = body.name.clone().unwrap_or_else(|| self.free(taking, wanted));
        let fields: Vec<PlannedField> =
            body.fields.iter().map(|field| self.field(taking, &name, field)).collect();
        let known = taking.payload(&name, !fields.is_empty());
        let at = self.payloads.iter().position(|planned| planned.name == name).unwrap_or_else(|| {
            self.payloads.push(PlannedPayload {
                name: name.clone(),
                known,
                fields: Vec::new(),
                kept: Vec::new(),
            });
            self.payloads.len() - 1
        });
        let planned = &mut self.payloads[at];
        let there = |id: &String, name: &str| {
            let of = taking.records.payload_fields.iter().filter(|row| row.payload.id() == Some(id));
            of.into_iter().any(|row| row.name == name)
        };
        for field in fields {
            if planned.known.as_ref().is_some_and(|id| there(id, &field.name)) {
                planned.kept.push(field.name);
            } else if !planned.fields.iter().any(|known| known.name == field.name) {
                planned.fields.push(field);
            }
        }
        name
    }

    fn field(&mut self, taking: &Taking, owner: &str, field: &Field) -> PlannedField {
        let kind = match &field.holds {
            Holds::Word(word) => word.clone(),
            Holds::Enum(words) => format!("enum({})", words.join(", ")),
            Holds::Body(body) => {
                let one = if field.list { nouns::singular(&field.name) } else { field.name.clone() };
                let mut wanted = names::pascal(&one, "Part");
                if wanted == owner {
                    wanted = format!("{wanted}Part");
                }
                self.take(taking, body, &wanted)
            }
        };
        let list = if field.list { "[]" } else { "" };
        PlannedField {
            name: field.name.clone(),
            kind: format!("{kind}{list}"),
            required: field.required,
            example: field.example.clone(),
        }
    }

    /// A name for fields that were given none, so that they are not mixed with those of another payload.
    fn free(&self, taking: &Taking, wanted: &str) -> String {
        let taken = |name: &str| {
            self.payloads.iter().any(|planned| planned.name == name) || taking.payload(name, true).is_some()
        };
        let own = joined(&names::pascal(&self.name, ""), wanted);
        let numbered = (2_u32..).map(|number| format!("{wanted}{number}"));
        let mut names = [wanted.to_owned(), own].into_iter().chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_else(|| wanted.to_owned())
    }

    /// Hands each row that is to be made to the closure, which gives its id: the API and payloads before what
    /// refers to them, the operation last.
    pub fn make(&self, add: &mut impl FnMut(Kind, Fields) -> String) {
        let api = match &self.api {
            Home::Known(id, _) => Value::text(&**id),
            Home::New(name) => {
                let fields = [("name", Value::text(&**name)), ("style", Value::text(self.style.key()))];
                Value::Text(add(Kind::Api, keyed(fields)))
            }
            Home::Unclear(_) | Home::Nowhere => Value::None,
        };
        let mut ids: BTreeMap<&str, String> = BTreeMap::new();
        for planned in &self.payloads {
            let id = planned.known.clone().unwrap_or_else(|| {
                let fields = [("name", Value::text(&*planned.name)), ("api", api.clone())];
                add(Kind::Payload, keyed(fields))
            });
            ids.insert(&planned.name, id);
        }
        let said = |text: Option<&str>| text.map_or(Value::None, Value::text);
        let payload = |name: Option<&str>| said(name.and_then(|name| ids.get(name)).map(String::as_str));
        for planned in &self.payloads {
            for field in &planned.fields {
                let fields = [
                    ("name", Value::text(&*field.name)),
                    ("payload", payload(Some(&planned.name))),
                    ("kind", Value::text(&*field.kind)),
                    ("required", Value::Flag(field.required)),
                    ("example", said(field.example.as_deref())),
                ];
                add(Kind::PayloadField, keyed(fields));
            }
        }
        let fields = [
            ("name", Value::text(&*self.name)),
            ("api", api),
            ("method", Value::text(self.method.key())),
            ("path", Value::text(&*self.path)),
            ("summary", said(self.summary.as_deref())),
            ("scope", Value::text(self.scopes.join(", "))),
            ("request", payload(self.request.as_deref())),
            ("response", payload(self.response.as_deref())),
            ("list", if self.list { Value::Flag(true) } else { Value::None }),
            ("success", self.success.map_or(Value::None, |status| Value::Number(f64::from(status)))),
        ];
        add(Kind::Operation, keyed(fields));
    }

    /// What would be made, a line each, for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let place = match &self.api {
            Home::Known(_, name) => format!(" of {name}"),
            Home::New(name) => format!(" of the new {} API {name}", self.style.label()),
            Home::Unclear(_) => String::new(),
            Home::Nowhere => ", of no API yet (say it in front: “Name: …”)".to_owned(),
        };
        let mut told = vec![format!("{} {}{place}", self.name, self.call())];
        told.extend(self.request.as_ref().map(|request| format!("takes {request}")));
        told.extend(self.response.as_ref().map(|response| {
            let many = if self.list { "many " } else { "" };
            format!("returns {many}{response}")
        }));
        if !self.scopes.is_empty() {
            told.push(format!("needs {}", self.scopes.join(", ")));
        }
        lines.push(told.join("; "));
        for payload in &self.payloads {
            let fields: Vec<String> = payload.fields.iter().map(PlannedField::told).collect();
            let kept = match payload.kept.len() {
                0 => String::new(),
                kept => format!(" ({} there already)", count(kept, "field")),
            };
            lines.push(match (&payload.known, fields.is_empty()) {
                (Some(_), true) => format!("{} is there already{kept}", payload.name),
                (Some(_), false) => format!("{} gets {}{kept}", payload.name, fields.join(", ")),
                (None, true) => format!("new payload {}, its fields to be told", payload.name),
                (None, false) => format!("new payload {}: {}", payload.name, fields.join(", ")),
            });
        }
        lines
    }

    fn call(&self) -> String {
        let success = self.success.map(|status| format!(" → {status}")).unwrap_or_default();
        format!("({} {}{success})", self.method.label(), self.path)
    }
}

impl PlannedField {
    fn told(&self) -> String {
        format!("{}{} {}", self.name, if self.required { "!" } else { "" }, self.kind)
    }
}

/// Fields by key, without those that hold nothing.
fn keyed<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.into_iter().filter(|(_, value)| !value.is_none()).map(|(key, value)| (key.into(), value)).collect()
}

/// Where names are looked up.
struct Taking<'a> {
    records: &'a Records,
    api: Option<String>,
}

impl Taking<'_> {
    /// The payload of that name: the API's own, else, when nothing is said of its fields, any other's.
    fn payload(&self, name: &str, own_only: bool) -> Option<String> {
        let mut named = self.records.payloads.iter().filter(|row| row.name.eq_ignore_ascii_case(name));
        let own = named.clone().find(|row| row.api.id() == self.api.as_deref());
        let found = own.or_else(|| if own_only { None } else { named.next() });
        found.map(|row| row.id.clone())
    }
}

/// The style of API that a method belongs to.
pub fn style_of(method: Method) -> ApiStyle {
    match method {
        Method::Rpc => ApiStyle::Grpc,
        Method::Publish | Method::Subscribe => ApiStyle::Events,
        Method::Query | Method::Mutation => ApiStyle::Graphql,
        _ => ApiStyle::Rest,
    }
}

/// The nouns a target is about, in `PascalCase` and each as one of its kind: `/users/{id}/keys` is `User`, `Key`.
fn target_nouns(method: Method, target: &str) -> Vec<String> {
    if !is_http(method) {
        return vec![names::pascal(target, "Message")];
    }
    let path = target.split('?').next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let is_version = |segment: &&str| {
        segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let nouns = segments.filter(|segment| !is_version(segment)).map(|segment| {
        let mut words = names::words(segment);
        if let Some(last) = words.last_mut() {
            *last = nouns::singular(last);
        }
        names::pascal(&words.join(" "), "Resource")
    });
    nouns.collect()
}

fn operation_name(
    method: Method,
    sketch: &Sketch,
    nouns: &[String],
    list: bool,
    api: Option<&str>,
    records: &Records,
) -> String {
    let verb = match method {
        Method::Get if list => "list",
        Method::Get => "get",
        Method::Post => "create",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        Method::Publish => "publish",
        Method::Subscribe => "receive",
        Method::Rpc | Method::Query | Method::Mutation => return names::camel(&sketch.target, "call"),
    };
    let taken = |name: &str| {
        let mut operations = records.operations.iter();
        operations.any(|row| row.api.id() == api && row.name.eq_ignore_ascii_case(name))
    };
    let one = nouns.last().map_or("Resource", String::as_str);
    // The path itself says how the many are called.
    let path = sketch.target.split('?').next().unwrap_or_default();
    let many = path.rsplit('/').find(|part| !part.is_empty() && !part.contains('{')).unwrap_or(one);
    let thing = if list { names::pascal(many, one) } else { one.to_owned() };
    let parents = nouns.iter().rev().skip(1).scan(String::new(), |name, parent| {
        *name = format!("{parent}{name}");
        Some(name.clone())
    });
    let mut candidates = std::iter::once(String::new()).chain(parents);
    let free = candidates.find(|parents| !taken(&format!("{verb}{parents}{thing}"))).unwrap_or_default();
    format!("{verb}{free}{thing}")
}

/// The payload's name for a body that was given none.
fn request_name(method: Method, nouns: &[String], operation: &str) -> String {
    let noun = nouns.last().cloned().unwrap_or_else(|| names::pascal(operation, "Call"));
    match method {
        Method::Publish | Method::Subscribe => noun,
        Method::Patch => format!("{noun}Update"),
        Method::Get | Method::Delete => format!("{noun}Query"),
        Method::Query | Method::Mutation => format!("{noun}Input"),
        _ => format!("{noun}Request"),
    }
}

/// Both names in one; what one ends and the other begins with is said once.
fn joined(first: &str, second: &str) -> String {
    let shared =
        (1..=second.len()).rev().find(|end| second.get(..*end).is_some_and(|part| first.ends_with(part)));
    format!("{first}{}", &second[shared.unwrap_or(0)..])
}
