//! A protobuf file for a gRPC API.
//!
//! Each rpc has a request and a response of its own, so that either can grow; a payload that does not have
//! the name for it is wrapped. Fields are numbered by their records, which keep their numbers for good.

pub mod model;
mod rpc;

pub use rpc::{Message as RpcMessage, Rpc, rpcs};

use crate::workshop::records::number_of;

use super::bodies::{Body, Field};
use super::contact;
use super::names::{self, answer};
use super::schema::{body_told, plain_told};
use super::sheet::Sheet;
use super::types::Base;
use crate::deliverables::phrases::sentence;
use model::{Enum, File, Message, Service};

/// The well-known type of a moment; its JSON is text as RFC 3339 has it.
const TIMESTAMP: &str = "google.protobuf.Timestamp";

/// The contract of a gRPC API.
pub fn proto(sheet: &Sheet) -> File {
    let rpcs = rpcs(sheet);
    let mut messages: Vec<Message> = Vec::new();
    for rpc in &rpcs {
        for message in [&rpc.request, &rpc.response] {
            if !messages.iter().any(|known| known.name == message.name) {
                messages.push(message_of(sheet, message));
            }
        }
    }
    for body in sheet.bodies.iter().filter(|body| body.used) {
        if !messages.iter().any(|known| known.name == body.name) {
            messages.push(payload(sheet, body));
        }
    }
    let mut services: Vec<Service> = Vec::new();
    for rpc in &rpcs {
        let method = model::Rpc {
            comment: rpc_told(sheet, rpc),
            name: rpc.name.clone(),
            request: rpc.request.name.clone(),
            response: rpc.response.name.clone(),
        };
        match services.iter_mut().find(|service| service.name == rpc.service) {
            Some(service) => service.rpcs.push(method),
            None => services.push(Service {
                comment: service_told(sheet),
                name: rpc.service.clone(),
                rpcs: vec![method],
            }),
        }
    }
    let timed = messages.iter().flat_map(|message| &message.fields).any(|field| field.kind == TIMESTAMP);
    File {
        comment: file_told(sheet),
        package: package(sheet).join("."),
        imports: if timed { vec!["google/protobuf/timestamp.proto"] } else { Vec::new() },
        deprecated: sheet.is_deprecated(),
        services,
        messages,
    }
}

/// The package: what the paths of the rpcs say, else organisation, API and major version. A version before
/// 1 is an alpha of 1, because protobuf has no v0.
pub fn package(sheet: &Sheet) -> Vec<String> {
    let said = sheet.calls.iter().find_map(|call| {
        let (service, _) = call.path.trim_start_matches('/').rsplit_once('/')?;
        let (package, _) = service.rsplit_once('.')?;
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_');
        (package.starts_with(|c: char| c.is_ascii_lowercase()) && package.chars().all(good))
            .then_some(package)
    });
    if let Some(said) = said {
        return said.split('.').map(str::to_owned).collect();
    }
    let organisation = names::snake(answer(&sheet.records.charter.organisation), "internal");
    let version = match sheet.version.major {
        0 => "v1alpha1".to_owned(),
        major => format!("v{major}"),
    };
    vec![organisation, names::snake(&short_stem(sheet), "api"), version]
}

/// Where the file stands below the folder of contracts: the path of its package, as buf wants it.
pub fn path(sheet: &Sheet) -> String {
    format!("{}/{}.proto", package(sheet).join("/"), names::snake(&short_stem(sheet), "api"))
}

/// The name without the word API at its end, unless another API has that very name.
fn short_stem(sheet: &Sheet) -> String {
    let short = sheet.stem.strip_suffix("-api").unwrap_or(&sheet.stem);
    let other = sheet.records.apis.iter().filter(|api| api.id != sheet.api.id);
    let taken = other.into_iter().any(|api| names::kebab(&api.name, "api") == short);
    if taken { sheet.stem.clone() } else { short.to_owned() }
}

fn file_told(sheet: &Sheet) -> String {
    let api = sheet.api;
    let mut lines = vec![format!("{}, version {}.", sheet.name, sheet.version.text)];
    lines.extend(answer(&api.purpose.0).lines().map(sentence).filter(|line| !line.is_empty()));
    lines.extend(Some(contact::answers(sheet)).filter(|line| !line.is_empty()));
    if sheet.is_deprecated() {
        let until = sheet.sunset().map(|day| format!(" and stops answering on {day}")).unwrap_or_default();
        lines.push(format!("It is deprecated{until}."));
    }
    lines.push(String::new());
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
        lines.push(format!("Rate limit: {limit}. Above it comes RESOURCE_EXHAUSTED with a RetryInfo."));
    }
    lines.push("Errors: google.rpc.Status with a code of google.rpc.Code and details in ErrorInfo.".into());
    for trouble in &sheet.errors {
        let (title, code) = (sheet.records.title(&trouble.row.id), answer(&trouble.row.code));
        let client = sentence(answer(&trouble.row.client_does));
        let client = if client.is_empty() { client } else { format!("What the client does: {client}") };
        lines.push(format!("- {code}: {title}. {client}").replace(" .", ".").trim().to_owned());
    }
    lines.join("\n")
}

fn service_told(sheet: &Sheet) -> String {
    match answer(&sheet.api.function) {
        "" => format!("The operations of {}.", sheet.name),
        function => sentence(function),
    }
}

fn rpc_told(sheet: &Sheet, rpc: &Rpc) -> String {
    let call = rpc.call;
    let summary = answer(&call.row.summary);
    let summary = if summary.is_empty() { names::words(&call.id).join(" ") } else { summary.to_owned() };
    let mut told = vec![sentence(&summary)];
    if !call.scopes.is_empty() {
        told.push(format!("The caller needs {}.", call.scopes.join(" and ")));
    }
    if let Some(day) = sheet.sunset() {
        told.push(format!("Stops answering on {day}."));
    }
    told.join("\n")
}

fn message_of(sheet: &Sheet, message: &RpcMessage) -> Message {
    let mut written = match message.own.and_then(|id| sheet.body(id)) {
        Some(body) => payload(sheet, body),
        None => Message {
            comment: message.told.clone(),
            name: message.name.clone(),
            enums: Vec::new(),
            fields: Vec::new(),
        },
    };
    written.name.clone_from(&message.name);
    written.fields.extend(message.extra.iter().cloned());
    written
}

fn payload(sheet: &Sheet, body: &Body) -> Message {
    let mut enums: Vec<Enum> = Vec::new();
    let mut taken = names::Taken::default();
    // Numbers follow the records, which never share or change theirs: a field that goes leaves a gap.
    let first = body.fields.iter().map(|field| number_of(&field.row.id)).min().unwrap_or(1);
    let mut fields = Vec::new();
    for field in &body.fields {
        let kind = kind_of(sheet, field, &mut enums);
        let message = matches!(field.kind.base, Base::Payload(_) | Base::DateTime);
        let label = match (field.kind.list, field.required) {
            (true, _) => "repeated",
            // A message can be absent as it is; anything else must say so.
            (false, false) if !message => "optional",
            _ => "",
        };
        let number = number_of(&field.row.id) - first + 1;
        fields.push(model::Field {
            comment: format!("{}{}", plain_told(field), form_told(&field.kind.base)),
            label,
            kind,
            name: taken.unique(&names::snake(&field.name, "field"), "_"),
            // 19000 to 19999 belong to protobuf itself.
            number: if number >= 19_000 { number + 1_000 } else { number },
        });
    }
    Message { comment: body_told(body), name: body.name.clone(), enums, fields }
}

/// How a text is written when protobuf has no type for it.
fn form_told(base: &Base) -> &'static str {
    match base {
        Base::Uuid => " UUID.",
        Base::Object | Base::Map(_) => " A JSON object as text.",
        Base::Date => " A date as YYYY-MM-DD.",
        Base::Decimal => " A decimal number as text.",
        Base::Duration => " A duration as ISO 8601 has it.",
        _ => "",
    }
}

fn kind_of(sheet: &Sheet, field: &Field, enums: &mut Vec<Enum>) -> String {
    let kind = match &field.kind.base {
        // As AIP-158 has it, and every page that is asked for without a payload of its own.
        Base::Integer if names::snake(&field.name, "") == "page_size" => "int32",
        Base::Integer => "int64",
        Base::Number => "double",
        Base::Boolean => "bool",
        Base::DateTime => TIMESTAMP,
        Base::Payload(id) => {
            return sheet.body(id).map_or_else(|| "string".to_owned(), |body| body.name.clone());
        }
        Base::Enum(options) if !options.is_empty() => {
            let name = names::pascal(&field.name, "value");
            enums.push(Enum {
                comment: format!("The words for {}; more may come.", names::snake(&field.name, "field")),
                name: name.clone(),
                prefix: names::screaming(&field.name, "value"),
                values: options.clone(),
            });
            return name;
        }
        _ => "string",
    };
    kind.to_owned()
}
