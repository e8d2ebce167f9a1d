//! An `AsyncAPI` 3 document as types: the parts that our contracts use, in the order a person reads them.

use serde::Serialize;

use crate::deliverables::contracts::contact::Contact;
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::schema::Schema;

/// The document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AsyncApi {
    /// The version of the format.
    pub asyncapi: &'static str,
    /// Title, version, purpose and owner.
    pub info: Info,
    /// How messages are written.
    pub default_content_type: &'static str,
    /// The broker.
    pub servers: Ordered<Server>,
    /// Topics.
    pub channels: Ordered<Channel>,
    /// What the owner sends and receives.
    pub operations: Ordered<Operation>,
    /// What is shared.
    pub components: Components,
}

/// Title, version, purpose and owner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Info {
    /// The name.
    pub title: String,
    /// MAJOR.MINOR.PATCH.
    pub version: String,
    /// Purpose, owner and the rules that hold for all events.
    pub description: String,
    /// The team to write to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The category.
    pub tags: Vec<Tag>,
    /// Proposed, beta, stable or deprecated.
    #[serde(rename = "x-lifecycle", skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<&'static str>,
    /// The day it stops.
    #[serde(rename = "x-sunset", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What stands on this shelf.
    pub description: String,
}

/// The broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Server {
    /// Name and port.
    pub host: String,
    /// What it speaks.
    pub protocol: &'static str,
    /// What it is.
    pub description: String,
    /// How a client proves who it is.
    pub security: Vec<Reference>,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The pointer.
    #[serde(rename = "$ref")]
    pub reference: String,
}

impl Reference {
    /// A reference to a place in this document.
    pub fn to(place: &str) -> Self {
        Self { reference: format!("#/{place}") }
    }
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Channel {
    /// Its name at the broker.
    pub address: String,
    /// What goes through it.
    pub description: String,
    /// The messages it carries.
    pub messages: Ordered<Reference>,
    /// Parts of the name that vary.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub parameters: Ordered<Parameter>,
}

/// A part of a topic's name that varies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// What it means.
    pub description: String,
}

/// Something the owner sends or receives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// `send` or `receive`, seen from the owner.
    pub action: &'static str,
    /// The topic.
    pub channel: Reference,
    /// What it tells, in a few words.
    pub summary: String,
    /// What the other side has to know.
    pub description: String,
    /// The messages.
    pub messages: Vec<Reference>,
    /// What the other side must be allowed.
    #[serde(rename = "x-required-scopes", skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// What is shared.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Components {
    /// Messages.
    pub messages: Ordered<Message>,
    /// Schemas.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub schemas: Ordered<Schema>,
    /// How a client proves who it is.
    pub security_schemes: Ordered<SecurityScheme>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its name.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What happened.
    pub summary: String,
    /// How it is written.
    pub content_type: &'static str,
    /// What goes beside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Schema>,
    /// The body.
    pub payload: Schema,
    /// Messages that fit.
    pub examples: Vec<Example>,
}

/// A message that fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// When one sees it.
    pub summary: String,
    /// What goes beside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Json>,
    /// The body.
    pub payload: Json,
}

/// A way of proving who is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityScheme {
    /// `X509`, `scramSha512`, `http` …
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is and who issues it.
    pub description: String,
    /// `bearer`, for `http`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<&'static str>,
    /// Where the key goes, for `apiKey`.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub place: Option<&'static str>,
}
