//! A call to copy for each API: curl, grpcurl, a GraphQL query, or a look at a topic.

use crate::deliverables::contracts::bodies::carries_body;
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::security::Scheme;
use crate::deliverables::contracts::sheet::{Call, Sheet};
use crate::deliverables::contracts::types::Base;
use crate::deliverables::contracts::{asyncapi, graphql, paths, proto};
use crate::deliverables::document::Section;
use crate::workshop::records::{ApiStyle, Method, VersionPlace};
use crate::workshop::value::ChoiceSet;

/// The call.
pub fn example(part: &mut Section, sheet: &Sheet) {
    let Some(call) = sheet.calls.first() else { return };
    match sheet.style() {
        Some(ApiStyle::Rest) if !sheet.api.server.trim().is_empty() => part.code("sh", &curl(sheet, call)),
        Some(ApiStyle::Grpc) => {
            if let Some(text) = grpcurl(sheet) {
                part.code("sh", &text);
            }
        }
        Some(ApiStyle::Events) => event(part, sheet, call),
        Some(ApiStyle::Graphql) if !sheet.api.server.trim().is_empty() => {
            part.code("sh", &query(sheet, call));
        }
        _ => {}
    }
}

/// Text within single quotes of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What proves to an HTTP API who calls.
fn proof(sheet: &Sheet) -> Vec<String> {
    let security = sheet.security();
    let schemes = security.alternatives.first().map(Vec::as_slice).unwrap_or_default();
    schemes
        .iter()
        .map(|scheme| match scheme {
            Scheme::MutualTls => "--cert client.pem --key client.key".to_owned(),
            Scheme::ApiKey(name, "header") => format!("-H \"{name}: $API_KEY\""),
            Scheme::ApiKey(name, "cookie") => format!("-b \"{name}=$API_KEY\""),
            Scheme::ApiKey(name, _) => format!("-G -d \"{name}=$API_KEY\""),
            Scheme::Basic => "-u \"$CLIENT:$PASSWORD\"".to_owned(),
            Scheme::OpenId(_) | Scheme::OAuth(_) | Scheme::Bearer(_) => {
                "-H \"Authorization: Bearer $TOKEN\"".to_owned()
            }
        })
        .collect()
}

fn curl(sheet: &Sheet, call: &Call) -> String {
    let mut path = call.path.clone();
    for name in paths::parameters(&call.path) {
        let (_, example, _) = sheet.parameter(name);
        path = path.replace(&format!("{{{name}}}"), &encoded(&plain(&example)));
    }
    let method =
        if call.method == Method::Get { String::new() } else { format!("-X {} ", call.method.key()) };
    let size = if call.list { format!("?{}=50", sheet.in_case("page_size")) } else { String::new() };
    let mut lines = vec![format!("curl -sS {method}{}", quoted(&format!("{}{path}{size}", sheet.base())))];
    lines.extend(proof(sheet));
    let major = sheet.version.major;
    match sheet.version_place() {
        Some(VersionPlace::MediaType) => lines.push(format!("-H 'Accept: application/json;version={major}'")),
        Some(VersionPlace::Header) => lines.push(format!("-H 'API-Version: {major}'")),
        Some(VersionPlace::Path) | None => {}
    }
    if sheet.takes_key(call) {
        lines.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if let Some(payload) = call.request.filter(|_| carries_body(call.method)) {
        let media =
            if call.method == Method::Patch { "application/merge-patch+json" } else { "application/json" };
        lines.push(format!("-H 'Content-Type: {media}'"));
        lines.push(format!("-d {}", quoted(&sheet.example(payload).pretty())));
    }
    lines.join(" \\\n  ")
}

/// A value without the quotes of JSON.
fn plain(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        other => other.compact(),
    }
}

/// A path segment with everything escaped that could be taken for more than itself (RFC 3986).
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn grpcurl(sheet: &Sheet) -> Option<String> {
    let rpcs = proto::rpcs(sheet);
    let rpc = rpcs.first()?;
    let server = sheet.addresses().into_iter().next()?.text;
    let server = server.as_str();
    let host = server.split_once("://").map_or(server, |(_, host)| host);
    let host = host.split('/').next().unwrap_or_default();
    let host = if host.contains(':') { host.to_owned() } else { format!("{host}:443") };
    let mut lines = vec!["grpcurl".to_owned()];
    let certificate = sheet.security().schemes().contains(&&Scheme::MutualTls);
    if certificate {
        lines[0].push_str(" -cacert ca.pem -cert client.pem -key client.key");
    } else {
        lines[0].push_str(" -H \"authorization: Bearer $TOKEN\"");
    }
    lines.push(format!("-import-path contracts -proto {}", proto::path(sheet)));
    lines.push(format!("-d {}", quoted(&rpc.request.example(sheet).pretty())));
    lines.push(host);
    lines.push(format!("{}.{}/{}", proto::package(sheet).join("."), rpc.service, rpc.name));
    Some(lines.join(" \\\n  "))
}

/// A Kafka topic can be read from a shell; of any other broker an event is shown as it travels.
fn event(part: &mut Section, sheet: &Sheet, call: &Call) {
    let contract = asyncapi::asyncapi(sheet);
    let broker = contract.servers.iter().next().map(|(_, server)| server);
    let kafka =
        broker.filter(|server| server.protocol.starts_with("kafka") && !sheet.api.server.trim().is_empty());
    if let Some(server) = kafka {
        let proof = match contract.components.security_schemes.iter().next().map(|(_, scheme)| scheme.kind) {
            Some("X509") => {
                "-X security.protocol=ssl -X ssl.ca.location=ca.pem \\\n  \
                 -X ssl.certificate.location=client.pem -X ssl.key.location=client.key"
            }
            Some("scramSha256") => {
                "-X security.protocol=sasl_ssl -X sasl.mechanisms=SCRAM-SHA-256 \\\n  \
                 -X sasl.username=\"$CLIENT\" -X sasl.password=\"$PASSWORD\""
            }
            Some("scramSha512") => {
                "-X security.protocol=sasl_ssl -X sasl.mechanisms=SCRAM-SHA-512 \\\n  \
                 -X sasl.username=\"$CLIENT\" -X sasl.password=\"$PASSWORD\""
            }
            _ => "-X security.protocol=sasl_ssl -X sasl.mechanisms=OAUTHBEARER",
        };
        let shown = asyncapi::payload(call).map(|payload| sheet.example(payload).pretty());
        part.code("sh", &format!("kcat -C -c 1 -b {} -t {} \\\n  {proof}", server.host, quoted(&call.path)));
        if let Some(event) = shown {
            part.paragraph("It prints:");
            part.code("json", &event);
        }
        return;
    }
    let Some(payload) = asyncapi::payload(call) else { return };
    let event = Json::Object(Ordered::from_iter([
        ("channel", Json::from(call.path.as_str())),
        ("payload", sheet.example(payload)),
    ]));
    part.code("json", &event.pretty());
}

fn query(sheet: &Sheet, call: &Call) -> String {
    let field = graphql::field_name(call);
    let operation = if call.method == Method::Mutation { "mutation" } else { "query" };
    let schema = graphql::graphql(sheet);
    let declared = schema.roots.iter().flat_map(|(_, root)| &root.fields).find(|known| known.name == field);
    let input = declared.and_then(|known| known.arguments.iter().find(|(name, _)| name == "input"));
    let mut variables = Ordered::default();
    let head = match (input, call.request) {
        (Some((_, kind)), Some(payload)) => {
            variables.set("input", sheet.example(payload));
            format!("{operation} ($input: {kind}) {{ {field}(input: $input)")
        }
        _ => format!("{operation} {{ {field}"),
    };
    let chosen = call.response.map(|id| selection(sheet, id, &mut Vec::new())).unwrap_or_default();
    let paged = call.list && call.response.is_some_and(|id| !sheet.is_page(id));
    let chosen = match (chosen.is_empty(), paged) {
        (true, _) => String::new(),
        (false, true) => {
            format!(" {{ items {{ {chosen} }} {} }}", graphql::page_name(sheet, "next_page_token"))
        }
        (false, false) => format!(" {{ {chosen} }}"),
    };
    let mut body = Ordered::from_iter([("query", Json::from(format!("{head}{chosen} }}")))]);
    if !variables.is_empty() {
        body.set("variables", Json::Object(variables));
    }
    let mut lines = vec![format!("curl -sS {}", quoted(&sheet.base()))];
    lines.extend(proof(sheet));
    lines.push("-H 'Content-Type: application/json'".to_owned());
    lines.push(format!("-d {}", quoted(&Json::Object(body).pretty())));
    lines.join(" \\\n  ")
}

/// The fields of a payload that a query asks for; payloads within it with theirs.
fn selection(sheet: &Sheet, payload: &str, within: &mut Vec<String>) -> String {
    let Some(body) = sheet.body(payload) else { return String::new() };
    within.push(payload.to_owned());
    let mut chosen: Vec<String> = Vec::new();
    for field in &body.fields {
        match &field.kind.base {
            Base::Payload(id) if within.contains(id) => {}
            Base::Payload(id) => {
                let inner = selection(sheet, id, within);
                if !inner.is_empty() {
                    chosen.push(format!("{} {{ {inner} }}", field.name));
                }
            }
            _ => chosen.push(field.name.clone()),
        }
    }
    within.pop();
    chosen.join(" ")
}
