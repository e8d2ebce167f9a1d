//! An `AsyncAPI` 3 document for an API of events.
//!
//! Seen from its owner: what is published is sent, what is subscribed to is received.

pub mod model;

use crate::workshop::records::Method;
use crate::workshop::value::ChoiceSet;

use super::addresses::{Address, code};
use super::bodies;
use super::contact::{self, Contact};
use super::names::{self, Taken, answer};
use super::ordered::{Json, Ordered};
use super::paths;
use super::schema::{Schema, body_told};
use super::sheet::{Call, Sheet};
use crate::deliverables::phrases::sentence;
use model::{
    AsyncApi, Channel, Components, Example, Info, Message, Operation, Parameter, Reference, SecurityScheme,
    Server, Tag,
};

const JSON: &str = "application/json";

/// The contract of an API of events.
pub fn asyncapi(sheet: &Sheet) -> AsyncApi {
    let mut channels: Ordered<Channel> = Ordered::default();
    let mut messages: Ordered<Message> = Ordered::default();
    let mut operations = Ordered::default();
    let mut taken = Taken::default();
    for call in &sheet.calls {
        let message = message_name(sheet, call);
        let key = channel_key(&channels, call, &mut taken);
        let channel = channels.entry(&key, || channel(call));
        channel.messages.set(&message, Reference::to(&format!("components/messages/{message}")));
        messages.entry(&message, || written(sheet, call, &message));
        operations.set(&call.id, operation(call, &key, &message));
    }
    let used = bodies::held_by(sheet, sheet.calls.iter().filter_map(payload));
    let held = sheet.bodies.iter().filter(|body| used.contains(&body.row.id));
    let schemas = held.map(|body| (body.name.as_str(), Schema::of_body(sheet, body))).collect();
    let security_schemes = security_schemes(sheet);
    AsyncApi {
        asyncapi: "3.0.0",
        info: info(sheet),
        default_content_type: JSON,
        servers: servers(sheet, &security_schemes),
        channels,
        operations,
        components: Components { messages, schemas, security_schemes },
    }
}

/// The payload of an event, whichever column the team put it in.
pub fn payload<'s>(call: &'s Call) -> Option<&'s str> {
    if call.method == Method::Subscribe {
        call.request.or(call.response)
    } else {
        call.response.or(call.request)
    }
}

fn message_name(sheet: &Sheet, call: &Call) -> String {
    let body = payload(call).and_then(|id| sheet.body(id));
    body.map_or_else(|| names::pascal(&call.id, "Event"), |body| body.name.clone())
}

/// One channel for each address; its key is the address in camelCase.
fn channel_key(channels: &Ordered<Channel>, call: &Call, taken: &mut Taken) -> String {
    let known = channels.iter().find(|(_, channel)| channel.address == call.path);
    known.map_or_else(|| taken.unique(&names::camel(&call.path, "channel"), ""), |(key, _)| key.to_owned())
}

fn channel(call: &Call) -> Channel {
    let parameters = paths::parameters(&call.path);
    let told = |name: &str| Parameter { description: sentence(&names::words(name).join(" ")) };
    Channel {
        address: call.path.clone(),
        description: summary(call),
        messages: Ordered::default(),
        parameters: parameters.into_iter().map(|name| (name, told(name))).collect(),
    }
}

fn summary(call: &Call) -> String {
    let summary = answer(&call.row.summary);
    if summary.is_empty() { sentence(&names::words(&call.id).join(" ")) } else { sentence(summary) }
}

fn operation(call: &Call, channel: &str, message: &str) -> Operation {
    let (action, other) = match call.method {
        Method::Subscribe => ("receive", "sends"),
        _ => ("send", "receives"),
    };
    let scopes: Vec<String> = call.scopes.iter().map(|scope| format!("`{scope}`")).collect();
    let needs =
        if scopes.is_empty() { String::new() } else { format!(" The scope is {}.", scopes.join(" and ")) };
    Operation {
        action,
        channel: Reference::to(&format!("channels/{channel}")),
        summary: summary(call).trim_end_matches('.').to_owned(),
        description: format!("The owner {action}s `{message}`; the other side {other} it.{needs}"),
        messages: vec![Reference::to(&format!("channels/{channel}/messages/{message}"))],
        scopes: call.scopes.clone(),
    }
}

fn written(sheet: &Sheet, call: &Call, name: &str) -> Message {
    let body = payload(call).and_then(|id| sheet.body(id));
    let told = body.map_or_else(|| summary(call), body_told);
    // A reader drops repeats by an id; where the body has none, a header carries it.
    let named = body.is_some_and(|body| {
        body.fields
            .iter()
            .any(|field| matches!(names::words(&field.name).join("_").as_str(), "event_id" | "id"))
    });
    let id = "0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a17";
    let header = || {
        let id = Schema { format: Some("uuid"), ..Schema::of("string") }
            .told("The event; a reader drops a repeat by it. A default: the payload names no id.")
            .such_as(id);
        Schema {
            required: vec!["event_id".into()],
            properties: Ordered::from_iter([("event_id", id)]),
            ..Schema::of("object")
        }
    };
    let values = || Json::Object(Ordered::from_iter([("event_id", Json::from(id))]));
    Message {
        name: name.to_owned(),
        title: names::capitalised(&names::words(name).join(" ")),
        summary: told,
        content_type: JSON,
        headers: (!named).then(header),
        payload: body.map_or_else(|| Schema::of("object"), |body| Schema::named(&body.name)),
        examples: vec![Example {
            name: names::camel(name, "example"),
            summary: "As it may look".into(),
            headers: (!named).then(values),
            payload: body
                .map_or_else(|| Json::Object(Ordered::default()), |body| sheet.example(&body.row.id)),
        }],
    }
}

fn info(sheet: &Sheet) -> Info {
    let function = answer(&sheet.api.function);
    let described =
        if function.is_empty() { format!("Events of {}.", sheet.name) } else { sentence(function) };
    Info {
        title: sheet.name.clone(),
        version: sheet.version.text.clone(),
        description: description(sheet),
        contact: Contact::known(sheet),
        tags: vec![Tag { name: sheet.category().to_owned(), description: described }],
        lifecycle: sheet.api.lifecycle.map(ChoiceSet::key),
        sunset: sheet.sunset().map(|day| day.to_string()),
    }
}

/// Purpose, owner, and the rules that hold for every event.
fn description(sheet: &Sheet) -> String {
    let api = sheet.api;
    let mut parts: Vec<String> =
        answer(&api.purpose.0).lines().map(sentence).filter(|line| !line.is_empty()).collect();
    let owner = contact::answers(sheet);
    if parts.is_empty() && owner.is_empty() {
        parts.push(format!("The contract of {}, an internal API of events.", sheet.name));
    }
    parts.push(owner);
    let mut rules = Vec::new();
    if !sheet.version.given {
        rules.push(format!("Version {} is a default: nobody has set one.", sheet.version.text));
    }
    if let Some(limit) = sheet.rate_limit_told() {
        rules.push(format!("Rate limit: {limit}."));
    }
    let said = [
        ("Repeats and order", answer(&api.idempotency)),
        ("Dead letters", answer(&sheet.rules().dead_letters)),
        ("Service level", answer(&api.availability)),
        ("Personal data", answer(&api.personal_data)),
        ("Retention", answer(&api.retention)),
    ];
    rules.extend(
        said.iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(term, text)| format!("{term}: {}", sentence(text))),
    );
    let rules: Vec<String> = rules.iter().map(|rule| format!("- {rule}")).collect();
    if !rules.is_empty() {
        parts.push(rules.join("\n"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A broker for each address; one at a default address when nobody gave any.
fn servers(sheet: &Sheet, schemes: &Ordered<SecurityScheme>) -> Ordered<Server> {
    let addresses = sheet.addresses();
    if addresses.is_empty() {
        return Ordered::from_iter([("broker".to_owned(), server(sheet, schemes, None))]);
    }
    let mut taken = Taken::default();
    let named = addresses.iter().map(|address| {
        let several = addresses.len() > 1;
        let code = address.region.as_deref().filter(|_| several).map(|region| format!("-{}", code(region)));
        let key = taken.unique(&format!("broker{}", code.unwrap_or_default()), "-");
        (key, server(sheet, schemes, Some(address)))
    });
    named.collect()
}

fn server(sheet: &Sheet, schemes: &Ordered<SecurityScheme>, address: Option<&Address>) -> Server {
    let text = address.map_or("", |address| address.text.as_str());
    let host = text.split_once("://").map_or(text, |(_, host)| host);
    let (protocol, found) = protocol(sheet);
    let place = address.and_then(|address| address.region.as_ref());
    let place = place.map(|region| format!(" in {region}")).unwrap_or_default();
    let mut told = vec![format!("Carries {}{place}.", sheet.name)];
    if host.is_empty() {
        told.push("The address is a default: nobody has given one.".into());
    }
    if !found {
        told.push("The protocol is a default: nobody has named the broker.".into());
    }
    Server {
        host: if host.is_empty() { "localhost".into() } else { host.trim_end_matches('/').to_owned() },
        protocol,
        description: told.join(" "),
        security: schemes
            .iter()
            .map(|(name, _)| Reference::to(&format!("components/securitySchemes/{name}")))
            .collect(),
    }
}

/// What the broker speaks, from the address, the component or the connections to it; false when nothing
/// says so.
fn protocol(sheet: &Sheet) -> (&'static str, bool) {
    let component = sheet.component();
    let edges = sheet.records.connections.iter().filter(|edge| {
        component.is_some_and(|known| [edge.from.id(), edge.to.id()].contains(&Some(known.id.as_str())))
    });
    let api = sheet.api;
    let mut texts = vec![api.server.as_str(), api.authentication.as_str(), api.issuer.as_str()];
    texts.extend(component.iter().flat_map(|known| [known.technology.as_str(), known.name.as_str()]));
    texts.extend(edges.map(|edge| edge.protocol.as_str()));
    let known = [
        ("kafka", "kafka-secure"),
        (":9093", "kafka-secure"),
        (":9092", "kafka"),
        ("amqp", "amqps"),
        ("rabbit", "amqps"),
        ("nats", "nats"),
        ("mqtt", "secure-mqtt"),
        ("pulsar", "pulsar"),
        ("pub/sub", "googlepubsub"),
        ("pubsub", "googlepubsub"),
        ("sns", "sns"),
        ("sqs", "sqs"),
        ("redis", "redis"),
    ];
    let found = texts.iter().find_map(|text| {
        let text = text.to_lowercase();
        known.iter().find(|(word, _)| text.contains(word)).map(|(_, protocol)| *protocol)
    });
    found.map_or(("kafka-secure", false), |protocol| (protocol, true))
}

fn security_schemes(sheet: &Sheet) -> Ordered<SecurityScheme> {
    let api = sheet.api;
    let text = answer(&api.authentication).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let issuer = answer(&api.issuer).trim_end_matches('.');
    let issuer = if issuer.is_empty() { String::new() } else { format!(" Issued by {issuer}.") };
    let life = api.token_life.map(|life| format!(" Holds for {life}.")).unwrap_or_default();
    let scheme = |kind, scheme, place| SecurityScheme {
        kind,
        description: if text.trim().is_empty() {
            "Client certificate, as a default: nobody has chosen a mechanism.".into()
        } else {
            format!("{}{issuer}{life}", sentence(&api.authentication))
        },
        scheme,
        place,
    };
    let mut schemes = Ordered::default();
    if has(&["mtls", "mutual tls", "certificate", "x.509", "spiffe"]) {
        schemes.set("clientCertificate", scheme("X509", None, None));
    }
    if has(&["scram"]) {
        let kind = if has(&["256"]) { "scramSha256" } else { "scramSha512" };
        schemes.set("saslScram", scheme(kind, None, None));
    } else if has(&["oauth", "oidc", "openid", "token", "jwt", "bearer"]) {
        schemes.set("bearerToken", scheme("http", Some("bearer"), None));
    } else if has(&["kerberos", "gssapi"]) {
        schemes.set("kerberos", scheme("gssapi", None, None));
    } else if has(&["sasl", "plain"]) {
        schemes.set("saslPlain", scheme("plain", None, None));
    } else if has(&["api key", "api-key"]) {
        schemes.set("apiKey", scheme("apiKey", None, Some("user")));
    } else if has(&["password"]) {
        schemes.set("userPassword", scheme("userPassword", None, None));
    }
    if schemes.is_empty() {
        schemes.set("clientCertificate", scheme("X509", None, None));
    }
    schemes
}
