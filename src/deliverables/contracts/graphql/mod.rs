//! A GraphQL schema for a GraphQL API.
//!
//! What an operation sends is one argument called `input`; a list comes in pages. Scopes stand on the
//! fields they open.

pub mod model;

use std::collections::BTreeSet;

use crate::workshop::records::Method;

use super::bodies::{self, Body};
use super::contact;
use super::names::{self, Taken, answer};
use super::schema::{body_told, plain_told};
use super::sheet::{Call, Sheet};
use super::types::{Base, FieldType};
use crate::deliverables::phrases::sentence;
use model::{Enum, Field, Scalar, Schema, Type};

/// The scalars that payloads may need.
const SCALARS: &[Scalar] = &[
    Scalar {
        name: "DateTime",
        told: "A moment, such as 2026-03-31T09:30:00Z",
        standard: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    },
    Scalar {
        name: "Date",
        told: "A day, such as 2026-03-31",
        standard: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    },
    Scalar {
        name: "Duration",
        told: "A length of time, such as PT15M",
        standard: "https://www.rfc-editor.org/rfc/rfc3339#appendix-A",
    },
    Scalar { name: "UUID", told: "A UUID", standard: "https://www.rfc-editor.org/rfc/rfc9562" },
    Scalar { name: "URI", told: "An address on the web", standard: "https://www.rfc-editor.org/rfc/rfc3986" },
    Scalar {
        name: "EmailAddress",
        told: "A mail address",
        standard: "https://www.rfc-editor.org/rfc/rfc5322",
    },
    Scalar {
        name: "Decimal",
        told: "A number with decimals as text, so that nothing is rounded",
        standard: "https://www.w3.org/TR/xmlschema-2/#decimal",
    },
    Scalar { name: "JSON", told: "Any JSON object", standard: "https://www.rfc-editor.org/rfc/rfc8259" },
];

/// The contract of a GraphQL API.
pub fn graphql(sheet: &Sheet) -> Schema {
    let names = Names::of(sheet);
    let mut types = Vec::new();
    let mut enums = Vec::new();
    for body in &sheet.bodies {
        let id = &body.row.id;
        if names.returned.contains(id) && !body.fields.is_empty() {
            types.push(object(sheet, &names, body, false));
        }
        if names.listed.contains(id) {
            types.push(page(sheet, &names, id));
        }
        if names.sent.contains(id) && !body.fields.is_empty() {
            types.push(object(sheet, &names, body, true));
        }
        if names.returned.contains(id) || names.sent.contains(id) {
            enums.extend(enums_of(&names, body));
        }
    }
    let roots = roots(sheet, &names);
    let kinds = || {
        let fields = types.iter().chain(roots.iter().map(|(_, root)| root)).flat_map(|kind| &kind.fields);
        fields.flat_map(|field| {
            field.arguments.iter().map(|(_, kind)| kind.as_str()).chain(std::iter::once(field.kind.as_str()))
        })
    };
    let used = |scalar: &&Scalar| kinds().any(|kind| kind.trim_matches(['[', ']', '!']) == scalar.name);
    let scalars = SCALARS.iter().filter(used).copied().collect();
    let scoped = sheet.calls.iter().any(|call| !call.scopes.is_empty());
    Schema { told: schema_told(sheet), roots, scalars, types, enums, scoped }
}

/// Which payloads are sent, returned and paged, and what they are called.
struct Names {
    returned: BTreeSet<String>,
    sent: BTreeSet<String>,
    listed: BTreeSet<String>,
    objects: Vec<(String, String)>,
    inputs: Vec<(String, String)>,
    pages: Vec<(String, String)>,
    enums: Vec<((String, String), String)>,
}

impl Names {
    fn of(sheet: &Sheet) -> Self {
        let returned = bodies::held_by(sheet, sheet.calls.iter().filter_map(|call| call.response));
        let sent = bodies::held_by(sheet, sheet.calls.iter().filter_map(|call| call.request));
        let listed = sheet.calls.iter().filter(|call| paged(sheet, call)).filter_map(|call| call.response);
        let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
        let mut taken = Taken::default();
        for name in ["Query", "Mutation", "Subscription", "String", "Int", "Float", "Boolean", "ID"] {
            taken.unique(name, "");
        }
        for scalar in SCALARS {
            taken.unique(scalar.name, "");
        }
        let (mut objects, mut inputs, mut enums, mut pages) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for body in &sheet.bodies {
            let id = &body.row.id;
            let (out, into) = (returned.contains(id), sent.contains(id));
            // Names that begin with two underscores belong to GraphQL itself.
            let name = body.name.trim_start_matches('_');
            if out || !into {
                objects.push((id.clone(), taken.unique(name, "")));
            }
            if into {
                // An input may have a payload's own name only where nothing is returned under it.
                let name = if out { format!("{name}Input") } else { name.to_owned() };
                inputs.push((id.clone(), taken.unique(&name, "")));
            }
        }
        for body in &sheet.bodies {
            let name = body.name.trim_start_matches('_');
            if listed.contains(&body.row.id) {
                pages.push((body.row.id.clone(), taken.unique(&format!("{name}Page"), "")));
            }
            for field in &body.fields {
                if matches!(&field.kind.base, Base::Enum(options) if !options.is_empty()) {
                    let name = format!("{name}{}", names::pascal(&field.name, "Value"));
                    enums.push(((body.row.id.clone(), field.name.clone()), taken.unique(&name, "")));
                }
            }
        }
        Self { returned, sent, listed, objects, inputs, pages, enums }
    }

    fn payload(&self, id: &str, input: bool) -> Option<&str> {
        let list = if input { &self.inputs } else { &self.objects };
        list.iter().find(|(known, _)| known == id).map(|(_, name)| name.as_str())
    }

    fn page(&self, id: &str) -> &str {
        self.pages.iter().find(|(known, _)| known == id).map_or("JSON", |(_, name)| name)
    }

    fn words(&self, body: &Body, field: &str) -> &str {
        let found = self.enums.iter().find(|((id, name), _)| *id == body.row.id && name == field);
        found.map_or("String", |(_, name)| name)
    }
}

fn paged(sheet: &Sheet, call: &Call) -> bool {
    call.list && call.response.is_some_and(|id| !sheet.is_page(id))
}

fn schema_told(sheet: &Sheet) -> String {
    let api = sheet.api;
    let mut lines = vec![format!("{}, version {}.", sheet.name, sheet.version.text)];
    lines.extend(answer(&api.purpose.0).lines().map(sentence).filter(|line| !line.is_empty()));
    lines.extend(Some(contact::answers(sheet)).filter(|line| !line.is_empty()));
    let said = [
        ("Authentication", answer(&api.authentication)),
        ("Repeats", answer(&api.idempotency)),
        ("Service level", answer(&api.availability)),
    ];
    lines.extend(
        said.iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(term, text)| format!("{term}: {}", sentence(text))),
    );
    if let Some(limit) = sheet.rate_limit_told() {
        lines.push(format!("Rate limit: {limit}. Above it comes 429 with Retry-After."));
    }
    lines.push("Errors: entries of `errors` with a code in `extensions.code`.".into());
    for trouble in &sheet.errors {
        let (title, code) = (sheet.records.title(&trouble.row.id), answer(&trouble.row.code));
        lines.push(
            format!("- {code}: {title}. {}", sentence(answer(&trouble.row.client_does))).trim().to_owned(),
        );
    }
    lines.join("\n")
}

fn roots(sheet: &Sheet, names: &Names) -> Vec<(&'static str, Type)> {
    let kinds = [
        (Method::Query, "query", "Query", "What can be read"),
        (Method::Mutation, "mutation", "Mutation", "What can be changed"),
        (Method::Subscribe, "subscription", "Subscription", "What can be followed"),
    ];
    let mut roots = Vec::new();
    for (method, root, name, told) in kinds {
        let calls = sheet.calls.iter().filter(|call| call.method == method);
        let mut fields: Vec<Field> = calls.map(|call| operation(sheet, names, call)).collect();
        if fields.is_empty() && method == Method::Query {
            // GraphQL knows no schema without a query.
            fields.push(Field {
                name: "contractVersion".into(),
                told: "The version of this contract; GraphQL wants at least one query".into(),
                arguments: Vec::new(),
                kind: "String!".into(),
                scopes: Vec::new(),
                deprecated: None,
            });
        }
        if !fields.is_empty() {
            roots.push((root, Type { keyword: "type", name: name.into(), told: told.into(), fields }));
        }
    }
    roots
}

/// The field's name, from what the team wrote as its path.
pub fn field_name(call: &Call) -> String {
    let head = call.path.split('(').next().unwrap_or_default().trim();
    let name = names::as_is_or(head, |head| names::camel(head, "field"));
    name.trim_start_matches('_').to_owned()
}

fn operation(sheet: &Sheet, names: &Names, call: &Call) -> Field {
    let mut arguments = said_arguments(&call.path);
    if let Some(input) = call.request.and_then(|id| names.payload(id, true)) {
        let empty = call.request.and_then(|id| sheet.body(id)).is_some_and(|body| body.fields.is_empty());
        arguments.push(("input".into(), if empty { "JSON!".into() } else { format!("{input}!") }));
    }
    if call.list {
        let held =
            call.request.and_then(|id| sheet.body(id)).map(|body| body.fields.as_slice()).unwrap_or_default();
        for (name, kind) in
            [(page_name(sheet, "page_size"), "Int"), (page_name(sheet, "page_token"), "String")]
        {
            if !held.iter().any(|field| field.name == name) {
                arguments.push((name, kind.to_owned()));
            }
        }
    }
    let mut seen = Taken::default();
    arguments.retain(|(name, _)| seen.unique(name, "") == *name);
    let kind = match call.response {
        Some(id) if paged(sheet, call) => format!("{}!", names.page(id)),
        Some(id) if sheet.body(id).is_some_and(|body| !body.fields.is_empty()) => {
            names.payload(id, false).unwrap_or("JSON").to_owned()
        }
        Some(_) => "JSON".into(),
        None => "Boolean!".into(),
    };
    let summary = answer(&call.row.summary);
    let summary =
        if summary.is_empty() { super::names::words(&call.id).join(" ") } else { summary.to_owned() };
    Field {
        name: field_name(call),
        told: sentence(&summary),
        arguments,
        kind,
        scopes: call.scopes.clone(),
        deprecated: sheet.is_deprecated().then(|| leaving(sheet)),
    }
}

fn leaving(sheet: &Sheet) -> String {
    let until =
        sheet.sunset().map_or_else(|| "It goes".to_owned(), |day| format!("Stops answering on {day}"));
    sheet.successor().map_or_else(|| format!("{until}."), |next| format!("{until}; use {}.", next.name))
}

/// Arguments that stand in the path, such as `invoice(id: ID!)`.
fn said_arguments(path: &str) -> Vec<(String, String)> {
    let Some((_, inside)) = path.split_once('(') else { return Vec::new() };
    let inside = inside.rsplit_once(')').map_or(inside, |(inside, _)| inside);
    let arguments = inside.split(',').filter_map(|part| {
        let (name, kind) = part.split_once(':').unwrap_or((part, "String"));
        let name = names::words(name).join(" ");
        let bare = kind.trim().trim_matches(['[', ']', '!']);
        let known = ["String", "Int", "Float", "Boolean", "ID"].contains(&bare);
        let kind = if known { kind.trim().to_owned() } else { "String".to_owned() };
        (!name.is_empty()).then(|| (names::camel(&name, "argument"), kind))
    });
    arguments.collect()
}

/// A name of our own: camelCase, as GraphQL has it, unless the team's fields are `snake_case`.
pub fn page_name(sheet: &Sheet, name: &str) -> String {
    let snake = sheet.bodies.iter().flat_map(|body| &body.fields).any(|field| field.name.contains('_'));
    if snake && !sheet.camel_case() { name.to_owned() } else { names::camel(name, "name") }
}

fn object(sheet: &Sheet, names: &Names, body: &Body, input: bool) -> Type {
    let mut taken = Taken::default();
    let fields = body.fields.iter().map(|field| Field {
        name: taken.unique(field.name.trim_start_matches('_'), "_"),
        told: plain_told(field),
        arguments: Vec::new(),
        kind: kind_of(sheet, names, body, (&field.name, &field.kind), field.required, input),
        scopes: Vec::new(),
        deprecated: None,
    });
    Type {
        keyword: if input { "input" } else { "type" },
        name: names.payload(&body.row.id, input).unwrap_or(&body.name).to_owned(),
        told: body_told(body),
        fields: fields.collect(),
    }
}

fn kind_of(
    sheet: &Sheet,
    names: &Names,
    body: &Body,
    (name, kind): (&str, &FieldType),
    required: bool,
    input: bool,
) -> String {
    let base = match &kind.base {
        Base::Text | Base::Binary | Base::Unknown(_) => "String",
        Base::Integer => "Int",
        Base::Number => "Float",
        Base::Decimal => "Decimal",
        Base::Boolean => "Boolean",
        Base::Date => "Date",
        Base::DateTime => "DateTime",
        Base::Duration => "Duration",
        Base::Uuid => "UUID",
        Base::Uri => "URI",
        Base::Email => "EmailAddress",
        Base::Enum(_) => names.words(body, name),
        Base::Object | Base::Map(_) => "JSON",
        Base::Payload(id) => match names.payload(id, input) {
            Some(name) if sheet.body(id).is_some_and(|body| !body.fields.is_empty()) => name,
            _ => "JSON",
        },
    };
    let mark = if required { "!" } else { "" };
    if kind.list { format!("[{base}!]{mark}") } else { format!("{base}{mark}") }
}

fn page(sheet: &Sheet, names: &Names, id: &str) -> Type {
    let item = match names.payload(id, false) {
        Some(name) if sheet.body(id).is_some_and(|body| !body.fields.is_empty()) => name,
        _ => "JSON",
    };
    let plain = |name: String, told: &str, kind: String| Field {
        name,
        told: told.into(),
        arguments: Vec::new(),
        kind,
        scopes: Vec::new(),
        deprecated: None,
    };
    let token = "Send it back to get the next page; absent on the last page.";
    Type {
        keyword: "type",
        name: names.page(id).to_owned(),
        told: format!("One page of {item}."),
        fields: vec![
            plain("items".into(), "The entries of this page.", format!("[{item}!]!")),
            plain(page_name(sheet, "next_page_token"), token, "String".into()),
        ],
    }
}

fn enums_of(names: &Names, body: &Body) -> Vec<Enum> {
    let fields = body.fields.iter().filter_map(|field| match &field.kind.base {
        Base::Enum(options) if !options.is_empty() => Some(Enum {
            name: names.words(body, &field.name).to_owned(),
            told: format!("The words for {} in {}; more may come.", field.name, body.name),
            values: options.clone(),
        }),
        _ => None,
    });
    fields.collect()
}
