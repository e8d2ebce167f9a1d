//! The operations of an API, and its payloads with an example each.

use crate::deliverables::contracts::bodies::{Body, Field};
use crate::deliverables::contracts::sheet::{Call, Sheet};
use crate::deliverables::contracts::types::Base;
use crate::deliverables::contracts::{asyncapi, graphql, proto};
use crate::deliverables::document::{Column, Section, Table, Target, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{ApiStyle, Method};
use crate::workshop::value::ChoiceSet;

/// What the API can do, as its contract has it.
pub fn table(part: &mut Section, src: &Sources, sheet: &Sheet) {
    let mut table = match sheet.style() {
        Some(ApiStyle::Rest) => rest(src, sheet),
        Some(ApiStyle::Grpc) => grpc(src, sheet),
        Some(ApiStyle::Events) => events(src, sheet),
        Some(ApiStyle::Graphql) => graph(src, sheet),
        None => return,
    };
    if let Some(row) = table.rows.iter().position(|row| row.cells[0].is_blank()) {
        table.rows.remove(row);
    }
    part.table(table);
}

fn required(labels: &[&str]) -> Table {
    Table::new(labels.iter().map(|label| Column::required(*label)))
}

fn summary(src: &Sources, call: &Call) -> Text {
    src.cell(&call.row.id, "summary")
}

fn scopes(call: &Call) -> Text {
    Text::join(call.scopes.iter().map(|scope| Text::new().code(scope.as_str())), ", ")
}

/// The name of a payload, leading to where it is described.
fn payload(sheet: &Sheet, id: Option<&str>, list: bool) -> Text {
    let Some(body) = id.and_then(|id| sheet.body(id)) else { return Text::from("none") };
    let name = Text::new().link(body.name.as_str(), Target::Heading(body.row.id.clone()));
    if list { Text::from("page of ").then(name) } else { name }
}

fn rest(src: &Sources, sheet: &Sheet) -> Table {
    let mut table =
        required(&["Operation", "Call", "What it does", "Scope", "Request", "Response", "Success"]);
    for call in &sheet.calls {
        let paged = call.list && call.response.is_some_and(|id| !sheet.is_page(id));
        table.row(
            Some(&call.row.id),
            [
                Text::new().code(call.id.as_str()),
                Text::new().code(format!("{} {}", call.method.key(), call.path)),
                summary(src, call),
                scopes(call),
                payload(sheet, call.request, false),
                payload(sheet, call.response, paged),
                Text::from(call.success.to_string()),
            ],
        );
    }
    table
}

fn grpc(src: &Sources, sheet: &Sheet) -> Table {
    let mut table = required(&["Procedure", "What it does", "Scope", "Request", "Response"]);
    for rpc in proto::rpcs(sheet) {
        let call = rpc.call;
        let paged = call.list && call.response.is_some_and(|id| !sheet.is_page(id));
        table.row(
            Some(&call.row.id),
            [
                Text::new().code(format!("{}/{}", rpc.service, rpc.name)),
                summary(src, call),
                scopes(call),
                payload(sheet, call.request, false),
                payload(sheet, call.response, paged),
            ],
        );
    }
    table
}

fn events(src: &Sources, sheet: &Sheet) -> Table {
    let mut table = required(&["Channel", "Operation", "The owner", "What it tells", "Scope", "Payload"]);
    for call in &sheet.calls {
        table.row(
            Some(&call.row.id),
            [
                Text::new().code(call.path.as_str()),
                Text::new().code(call.id.as_str()),
                Text::from(if call.method == Method::Subscribe { "receives" } else { "sends" }),
                summary(src, call),
                scopes(call),
                payload(sheet, asyncapi::payload(call), false),
            ],
        );
    }
    table
}

fn graph(src: &Sources, sheet: &Sheet) -> Table {
    let mut table = required(&["Field", "Kind", "What it does", "Scope", "Input", "Output"]);
    for call in &sheet.calls {
        let paged = call.list && call.response.is_some_and(|id| !sheet.is_page(id));
        let kind = match call.method {
            Method::Mutation => "mutation",
            Method::Subscribe => "subscription",
            _ => "query",
        };
        table.row(
            Some(&call.row.id),
            [
                Text::new().code(graphql::field_name(call)),
                Text::from(kind),
                summary(src, call),
                scopes(call),
                payload(sheet, call.request, false),
                payload(sheet, call.response, paged),
            ],
        );
    }
    table
}

/// Each payload of the API with its fields and an example.
pub fn payloads(part: &mut Section, src: &Sources, sheet: &Sheet) {
    for body in sheet.bodies.iter().filter(|body| body.row.api.id() == Some(&sheet.api.id)) {
        part.part_of(&body.row.id, &body.name, |part| payload_part(part, src, sheet, body));
    }
}

fn payload_part(part: &mut Section, src: &Sources, sheet: &Sheet, body: &Body) {
    let told = phrases::sentence(src.answer(&body.row.description));
    let told = if body.used { told } else { format!("{told} No operation uses it yet.") };
    part.paragraph_of(&body.row.id, told.trim());
    let mut table = Table::new([
        Column::required("Field"),
        Column::required("Type"),
        Column::required("Always there"),
        Column::required("Meaning"),
    ]);
    for field in &body.fields {
        let id = field.row.id.as_str();
        table.row(
            Some(id),
            [
                src.with_doubt(id, None, Text::new().code(field.name.as_str())),
                kind(sheet, field),
                Text::from(if field.required { "yes" } else { "no" }),
                src.cell(id, "description"),
            ],
        );
    }
    part.table(table);
    if !body.fields.is_empty() {
        part.code("json", &sheet.example(&body.row.id).pretty());
    }
}

fn kind(sheet: &Sheet, field: &Field) -> Text {
    let one = match &field.kind.base {
        Base::Payload(id) => payload(sheet, Some(id), false),
        base => Text::from(base.label()),
    };
    if field.kind.list { Text::from("list of ").then(one) } else { one }
}
