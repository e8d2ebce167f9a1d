//! Entities of Backstage's catalogue, as far as a session fills them (descriptor format, `v1alpha1`).

use serde::Serialize;
use std::collections::BTreeMap;

/// One document of `catalog-info.yaml`.
#[derive(Debug, Serialize)]
pub struct Entity {
    /// The version of the format.
    #[serde(rename = "apiVersion")]
    pub api_version: &'static str,
    /// What it is.
    pub kind: &'static str,
    /// Its name and what people read.
    pub metadata: Metadata,
    /// What its kind holds.
    pub spec: Spec,
}

/// Name, words and notes.
#[derive(Debug, Serialize)]
pub struct Metadata {
    /// Unique within its kind.
    pub name: String,
    /// As people call it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Notes for programs.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<&'static str, String>,
    /// Words to filter by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where to go on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// An address and its words.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The words.
    pub title: String,
}

/// What a kind holds.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Spec {
    /// A system.
    System {
        /// The group that owns it.
        owner: String,
    },
    /// A component.
    Component(Component),
    /// A resource.
    Resource(Resource),
    /// An API.
    Api(Api),
    /// A group.
    Group(Group),
    /// A person.
    User(User),
}

/// Software.
#[derive(Debug, Serialize)]
pub struct Component {
    /// `service`, `website` and the like.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Where it is in its life.
    pub lifecycle: &'static str,
    /// The group that owns it.
    pub owner: String,
    /// The system it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// APIs it serves.
    #[serde(rename = "providesApis", skip_serializing_if = "Vec::is_empty")]
    pub provides: Vec<String>,
    /// APIs it calls.
    #[serde(rename = "consumesApis", skip_serializing_if = "Vec::is_empty")]
    pub consumes: Vec<String>,
    /// What it reaches.
    #[serde(rename = "dependsOn", skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
}

/// What software needs to run.
#[derive(Debug, Serialize)]
pub struct Resource {
    /// `database`, `message-broker` and the like.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The group that owns it.
    pub owner: String,
    /// The system it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// What it reaches.
    #[serde(rename = "dependsOn", skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
}

/// An API.
#[derive(Debug, Serialize)]
pub struct Api {
    /// `openapi`, `asyncapi`, `grpc` or `graphql`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Where it is in its life.
    pub lifecycle: &'static str,
    /// The group that owns it.
    pub owner: String,
    /// The system it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Its contract.
    pub definition: Definition,
}

/// A contract, in its file or as words.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Definition {
    /// Backstage reads the file beside `catalog-info.yaml`.
    File {
        /// Its path.
        #[serde(rename = "$text")]
        text: String,
    },
    /// There is no contract yet.
    Words(&'static str),
}

/// A team, or the organisation.
#[derive(Debug, Serialize)]
pub struct Group {
    /// `team` or `organization`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What people call it.
    pub profile: Profile,
    /// The group above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Groups below it, which say so themselves.
    pub children: Vec<String>,
}

/// A person.
#[derive(Debug, Serialize)]
pub struct User {
    /// What people call them.
    pub profile: Profile,
    /// The groups they belong to.
    #[serde(rename = "memberOf")]
    pub member_of: Vec<String>,
}

/// A name and an address.
#[derive(Debug, Serialize)]
pub struct Profile {
    /// The name.
    #[serde(rename = "displayName")]
    pub name: String,
    /// The mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
