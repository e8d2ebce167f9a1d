//! Rpcs and their messages: which payload goes as it is, and which in a wrapper.

use crate::deliverables::contracts::bodies::PAGE_TOKEN;
use crate::deliverables::contracts::names::{self, Taken};
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::sheet::{Call, Sheet};

use super::model::Field;

/// A remote procedure.
#[derive(Debug)]
pub struct Rpc<'s> {
    /// The operation.
    pub call: &'s Call<'s>,
    /// The service it belongs to.
    pub service: String,
    /// Its name.
    pub name: String,
    /// What is sent.
    pub request: Message<'s>,
    /// What is returned.
    pub response: Message<'s>,
}

/// The message of one side of an rpc.
#[derive(Debug)]
pub struct Message<'s> {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub told: String,
    /// The payload that it is, by its id, when it is not a wrapper.
    pub own: Option<&'s str>,
    /// The payload in it, by its id, with the name of its field.
    pub wraps: Option<(String, &'s str)>,
    /// Fields that come on top of a payload's own.
    pub extra: Vec<Field>,
    /// Values of those that are no payload.
    pub values: Vec<(String, Json)>,
}

/// The rpcs of a gRPC API, in order.
pub fn rpcs<'s>(sheet: &'s Sheet) -> Vec<Rpc<'s>> {
    let mut taken = Taken::default();
    for body in &sheet.bodies {
        taken.unique(&body.name, "");
    }
    let usual = service_name(sheet);
    let mut rpc_names = Taken::default();
    let mut given: Vec<String> = Vec::new();
    sheet
        .calls
        .iter()
        .map(|call| {
            let path = call.path.trim_matches('/');
            let (service, name) = path.rsplit_once('/').unwrap_or(("", path));
            let service = service.rsplit('.').next().unwrap_or_default();
            let service = if service.is_empty() {
                usual.clone()
            } else {
                names::as_is_or(service, |s| names::pascal(s, "Api"))
            };
            let name = rpc_names.unique(&names::pascal(name, "call"), "");
            let request = request(sheet, call, &name, &mut taken, &mut given);
            let response = response(sheet, call, &name, &mut taken, &mut given);
            Rpc { call, service, name, request, response }
        })
        .collect()
}

/// `LedgerService`, whether the API is called “Ledger”, “Ledger API” or “Ledger service”.
fn service_name(sheet: &Sheet) -> String {
    let mut words = names::words(&sheet.name);
    while words.len() > 1 && words.last().is_some_and(|last| matches!(last.as_str(), "api" | "service")) {
        words.pop();
    }
    format!("{}Service", names::pascal(&words.join(" "), "Api"))
}

fn message<'s>(name: String, told: String) -> Message<'s> {
    Message { name, told, own: None, wraps: None, extra: Vec::new(), values: Vec::new() }
}

/// The name the style guide wants, with the payload of that name if it is one.
fn named<'s>(
    sheet: &'s Sheet,
    payload: Option<&'s str>,
    wanted: &str,
    taken: &mut Taken,
    given: &mut Vec<String>,
) -> (String, Option<&'s str>) {
    let own = payload.filter(|id| sheet.body(id).is_some_and(|body| body.name == wanted));
    if let Some(own) = own.filter(|_| !given.iter().any(|known| known == wanted)) {
        given.push(wanted.to_owned());
        return (wanted.to_owned(), Some(own));
    }
    (taken.unique(wanted, ""), None)
}

fn request<'s>(
    sheet: &'s Sheet,
    call: &'s Call,
    rpc: &str,
    taken: &mut Taken,
    given: &mut Vec<String>,
) -> Message<'s> {
    let (name, own) = named(sheet, call.request, &format!("{rpc}Request"), taken, given);
    let mut message = message(name, format!("What {rpc} takes."));
    message.own = own;
    if let Some(body) = call.request.filter(|_| own.is_none()).and_then(|id| sheet.body(id)) {
        let field = names::snake(&body.name, "payload");
        message.extra.push(Field {
            comment: crate::deliverables::contracts::schema::body_told(body),
            label: "",
            kind: body.name.clone(),
            name: field.clone(),
            number: 1,
        });
        message.wraps = Some((field, &body.row.id));
    }
    let has = |field: &str| {
        let body = call.request.and_then(|id| sheet.body(id));
        body.is_some_and(|body| body.fields.iter().any(|known| names::snake(&known.name, "") == field))
    };
    if call.list && !has("page_size") {
        message.extra.push(Field {
            comment: "How many entries a page should have; the answer may have fewer.".into(),
            label: "",
            kind: "int32".into(),
            name: "page_size".into(),
            // A payload that is the request itself keeps the low numbers for its own fields.
            number: if own.is_some() { 101 } else { 2 },
        });
        message.values.push(("page_size".into(), Json::from(50)));
    }
    if call.list && !has("page_token") {
        message.extra.push(Field {
            comment: "The token of the page before; empty for the first page.".into(),
            label: "",
            kind: "string".into(),
            name: "page_token".into(),
            number: if own.is_some() { 102 } else { 3 },
        });
    }
    message
}

fn response<'s>(
    sheet: &'s Sheet,
    call: &'s Call,
    rpc: &str,
    taken: &mut Taken,
    given: &mut Vec<String>,
) -> Message<'s> {
    let paged = call.list && call.response.is_some_and(|id| !sheet.is_page(id));
    let payload = call.response.filter(|_| !paged);
    let (name, own) = named(sheet, payload, &format!("{rpc}Response"), taken, given);
    let mut message = message(name, format!("What {rpc} returns."));
    message.own = own;
    let Some(body) = call.response.filter(|_| own.is_none()).and_then(|id| sheet.body(id)) else {
        return message;
    };
    let one = names::snake(&body.name, "payload");
    let field = if paged { plural(&one) } else { one };
    message.extra.push(Field {
        comment: crate::deliverables::contracts::schema::body_told(body),
        label: if paged { "repeated" } else { "" },
        kind: body.name.clone(),
        name: field.clone(),
        number: 1,
    });
    message.wraps = Some((field, &body.row.id));
    if paged {
        message.extra.push(Field {
            comment: "Send it back to get the next page; empty on the last page.".into(),
            label: "",
            kind: "string".into(),
            name: "next_page_token".into(),
            number: 2,
        });
        message.values.push(("next_page_token".into(), Json::from(PAGE_TOKEN)));
    }
    message
}

fn plural(word: &str) -> String {
    let vowel_before = word.len() > 1 && word[..word.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    match word.strip_suffix('y') {
        Some(stem) if !vowel_before => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

impl Message<'_> {
    /// The message as JSON, the way protobuf reads and writes it.
    pub fn example(&self, sheet: &Sheet) -> Json {
        let mut object = match self.own.map(|id| sheet.example(id)) {
            Some(Json::Object(own)) => own,
            _ => Ordered::default(),
        };
        if let Some((field, payload)) = &self.wraps {
            let value = sheet.example(payload);
            let repeated = self.extra.iter().any(|extra| extra.name == *field && extra.label == "repeated");
            object.set(field, if repeated { Json::List(vec![value]) } else { value });
        }
        for (field, value) in &self.values {
            object.set(field, value.clone());
        }
        Json::Object(object)
    }
}
