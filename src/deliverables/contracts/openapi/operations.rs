//! Paths and operations of a contract.

use crate::deliverables::contracts::bodies::{PAGE_TOKEN, carries_body};
use crate::deliverables::contracts::names::{self, answer};
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::paths::parameters;
use crate::deliverables::contracts::problems;
use crate::deliverables::contracts::schema::{Schema, field_told};
use crate::deliverables::contracts::security::Scheme;
use crate::deliverables::contracts::sheet::{Call, Sheet};
use crate::deliverables::phrases::sentence;
use crate::workshop::records::{self, Method, ParameterPlace, Row, VersionPlace};
use crate::workshop::value::ChoiceSet;

use super::model::{MediaType, Operation, Parameter, PathItem, RefOr, RequestBody, Requirement, Response};
use super::parts::{Parts, VERSION_HEADER};

/// All paths, in the order in which the team first named them.
pub fn paths(sheet: &Sheet, parts: &mut Parts) -> Ordered<PathItem> {
    let mut paths = Ordered::default();
    for call in &sheet.calls {
        let operation = operation(sheet, call, parts);
        let item = paths.entry(&call.path, || PathItem {
            parameters: path_parameters(sheet, &call.path),
            operations: Ordered::default(),
        });
        item.operations.set(call.method.key().to_lowercase(), operation);
    }
    paths
}

fn path_parameters(sheet: &Sheet, path: &str) -> Vec<RefOr<Parameter>> {
    let said = |name: &str| {
        let calls = sheet.calls.iter().filter(|call| call.path == path);
        let mut rows = calls.flat_map(|call| call.parameters.iter());
        rows.find(|row| row.place == Some(ParameterPlace::Path) && row.name.trim() == name)
    };
    let make = |name: &str| {
        if let Some(row) = said(name) {
            return RefOr::Here(Parameter { required: true, ..of_row(sheet, row) });
        }
        let (kind, example, told) = sheet.parameter(name);
        let told = told.map_or_else(|| names::words(name).join(" "), str::to_owned);
        RefOr::Here(Parameter {
            name: name.to_owned(),
            place: "path",
            description: sentence(&told),
            required: true,
            schema: Schema::of_type(sheet, &kind),
            example: Some(example),
        })
    };
    parameters(path).into_iter().map(make).collect()
}

/// A parameter that the team wrote down.
fn of_row(sheet: &Sheet, row: &Row<records::Parameter>) -> Parameter {
    let (kind, example) = sheet.parameter_type(row);
    let told = answer(&row.description);
    let told = if told.is_empty() { names::words(&row.name).join(" ") } else { told.to_owned() };
    Parameter {
        name: row.name.trim().to_owned(),
        place: row.place.unwrap_or(ParameterPlace::Query).key(),
        description: sentence(&told),
        required: row.required == Some(true),
        schema: Schema::of_type(sheet, &kind),
        example: Some(example),
    }
}

fn operation(sheet: &Sheet, call: &Call, parts: &mut Parts) -> Operation {
    let summary = answer(&call.row.summary).trim_end_matches('.');
    let summary = if summary.is_empty() { names::words(&call.id).join(" ") } else { summary.to_owned() };
    let mut responses = Ordered::default();
    responses.set(call.success.to_string(), RefOr::Here(success(sheet, call, parts)));
    for (status, group) in problems::of_call(sheet, call) {
        let key = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        responses.set(key, parts.trouble(status, &group));
    }
    let unscoped = !sheet.security().schemes().into_iter().any(Scheme::has_scopes);
    Operation {
        id: call.id.clone(),
        summary: names::capitalised(&summary),
        description: description(sheet, call, &summary),
        tags: vec![sheet.category().to_owned()],
        deprecated: sheet.is_deprecated(),
        sunset: sheet.sunset().map(|day| day.to_string()),
        scopes: if unscoped { call.scopes.clone() } else { Vec::new() },
        security: requirements(sheet, call),
        parameters: query_and_header(sheet, call, parts),
        request: request(sheet, call, parts),
        responses,
    }
}

/// What it does, then what it takes, needs and gives.
fn description(sheet: &Sheet, call: &Call, summary: &str) -> String {
    let name = |id: &str| sheet.body(id).map(|body| format!("`{}`", body.name));
    let takes = call.request.filter(|_| carries_body(call.method)).and_then(name);
    let gives = call.response.and_then(name);
    let pages = if call.list { "pages of " } else { "" };
    let mut told = vec![sentence(summary)];
    match (takes, gives) {
        (Some(takes), Some(gives)) => told.push(format!("Takes {takes}, returns {pages}{gives}.")),
        (Some(takes), None) => told.push(format!("Takes {takes}.")),
        (None, Some(gives)) => told.push(format!("Returns {pages}{gives}.")),
        (None, None) => {}
    }
    if !call.scopes.is_empty() {
        let scopes: Vec<String> = call.scopes.iter().map(|scope| format!("`{scope}`")).collect();
        told.push(format!("The caller needs {}.", scopes.join(" and ")));
    }
    if let Some(day) = sheet.sunset() {
        told.push(format!("Stops answering on {day}."));
    }
    told.join(" ")
}

fn requirements(sheet: &Sheet, call: &Call) -> Vec<Requirement> {
    let alternatives = sheet.security().alternatives;
    let scoped = |scheme: &Scheme| if scheme.has_scopes() { call.scopes.clone() } else { Vec::new() };
    let requirement =
        |schemes: Vec<Scheme>| schemes.iter().map(|scheme| (scheme.key(), scoped(scheme))).collect();
    alternatives.into_iter().map(requirement).collect()
}

fn query_and_header(sheet: &Sheet, call: &Call, parts: &mut Parts) -> Vec<RefOr<Parameter>> {
    let mut found = Vec::new();
    if sheet.version_place() == Some(VersionPlace::Header) {
        let major = sheet.version.major.to_string();
        found.push(parts.parameter("ApiVersion", || Parameter {
            name: VERSION_HEADER.into(),
            place: "header",
            description: "The major version that the caller was written for.".into(),
            required: true,
            schema: Schema { options: vec![Json::from(major.as_str())], ..Schema::of("string") },
            example: Some(Json::from(major.as_str())),
        }));
    }
    if sheet.takes_key(call) {
        let kept = sheet.rules().key_kept.map(|kept| format!(" Kept for {kept}.")).unwrap_or_default();
        found.push(parts.parameter("IdempotencyKey", || Parameter {
            name: "Idempotency-Key".into(),
            place: "header",
            description: format!(
                "Chosen by the caller, one a request: with the same key a repeat changes nothing (IETF draft).{kept}"
            ),
            required: true,
            schema: Schema { format: Some("uuid"), ..Schema::of("string") },
            example: Some(Json::from("0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a17")),
        }));
    }
    let own = own_query(sheet, call);
    if call.list {
        let (token, size) = (sheet.in_case("page_token"), sheet.in_case("page_size"));
        let named = |name: &str| own.iter().any(|parameter| parameter.name == name);
        if !named(&size) {
            found.push(parts.parameter("PageSize", || Parameter {
                name: size,
                place: "query",
                description: "How many entries a page should have; the answer may have fewer.".into(),
                required: false,
                schema: Schema { minimum: Some(1), ..Schema::of("integer") },
                example: Some(Json::from(50)),
            }));
        }
        if !named(&token) {
            found.push(parts.parameter("PageToken", || Parameter {
                name: token,
                place: "query",
                description: "The token of the page before; absent for the first page.".into(),
                required: false,
                schema: Schema::of("string"),
                example: Some(Json::from(PAGE_TOKEN)),
            }));
        }
    }
    found.extend(own.into_iter().map(RefOr::Here));
    found
}

/// Query parameters that the path names, and the fields of what a GET or DELETE sends.
fn own_query(sheet: &Sheet, call: &Call) -> Vec<Parameter> {
    let in_path = parameters(&call.path);
    let rows = call.parameters.iter().filter(|row| row.place != Some(ParameterPlace::Path));
    let rows = rows.filter(|row| !answer(&row.name).is_empty());
    let mut found: Vec<Parameter> = rows.map(|row| of_row(sheet, row)).collect();
    for name in &call.query {
        if found.iter().any(|known| known.name == *name) {
            continue;
        }
        let (kind, example, told) = sheet.parameter(name);
        let told = told.map_or_else(|| names::words(name).join(" "), str::to_owned);
        found.push(Parameter {
            name: name.clone(),
            place: "query",
            description: sentence(&told),
            required: false,
            schema: Schema::of_type(sheet, &kind),
            example: Some(example),
        });
    }
    let sent = call.request.filter(|_| !carries_body(call.method)).and_then(|id| sheet.body(id));
    for field in sent.map(|body| body.fields.as_slice()).unwrap_or_default() {
        let known = found.iter().any(|parameter| parameter.name == field.name);
        if !known && !in_path.contains(&field.name.as_str()) {
            found.push(Parameter {
                name: field.name.clone(),
                place: "query",
                description: field_told(field),
                required: field.required,
                schema: Schema::of_type(sheet, &field.kind),
                example: Some(field.example.clone()),
            });
        }
    }
    let mut seen = names::Taken::default();
    found.retain(|parameter| {
        let key = format!("{} {}", parameter.place, parameter.name);
        seen.unique(&key, "") == key
    });
    found
}

fn request(sheet: &Sheet, call: &Call, parts: &mut Parts) -> Option<RequestBody> {
    let payload = call.request.filter(|_| carries_body(call.method))?;
    let body = sheet.body(payload)?;
    let (media, schema) = if call.method == Method::Patch {
        ("application/merge-patch+json", parts.patch(payload))
    } else {
        ("application/json", Schema::named(&body.name))
    };
    let media_type = MediaType { schema, examples: parts.example(payload, false) };
    Some(RequestBody {
        description: crate::deliverables::contracts::schema::body_told(body),
        required: true,
        content: Ordered::from_iter([(media, media_type)]),
    })
}

fn success(sheet: &Sheet, call: &Call, parts: &mut Parts) -> Response {
    let body = call.response.and_then(|id| sheet.body(id));
    let mut content = Ordered::default();
    if let Some(body) = body {
        let paged = call.list && !sheet.is_page(&body.row.id);
        if call.bare {
            let schema = Schema { items: Some(Box::new(Schema::named(&body.name))), ..Schema::of("array") };
            let examples = parts.bare_example(&body.row.id);
            content.set("application/json", MediaType { schema, examples });
        } else {
            let schema = if paged { parts.page(&body.row.id) } else { Schema::named(&body.name) };
            content
                .set("application/json", MediaType { schema, examples: parts.example(&body.row.id, paged) });
        }
    }
    let description = match (call.success, body) {
        (201, _) => "Created.".to_owned(),
        (202, _) => "Accepted; the work goes on after the answer.".to_owned(),
        (204, _) | (_, None) => "Done; there is nothing to return.".to_owned(),
        (_, Some(body)) if call.bare => format!("All {} at once, as an array.", body.name),
        (_, Some(body)) if call.list => format!("A page of {}.", body.name),
        (_, Some(body)) => format!("The {}.", names::words(&body.name).join(" ")),
    };
    Response { description, headers: parts.success_headers(), content }
}
