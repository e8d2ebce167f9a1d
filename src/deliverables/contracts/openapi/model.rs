//! An `OpenAPI` 3.1 document as types: the parts that our contracts use, in the order a person reads them.

use serde::Serialize;

use crate::deliverables::contracts::contact::Contact;
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::schema::Schema;

/// The document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenApi {
    /// The version of the format.
    pub openapi: &'static str,
    /// Title, version, purpose and owner.
    pub info: Info,
    /// Where it answers.
    pub servers: Vec<Server>,
    /// The category.
    pub tags: Vec<Tag>,
    /// What can be called.
    pub paths: Ordered<PathItem>,
    /// What is shared between operations.
    pub components: Components,
}

/// Title, version, purpose and owner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Info {
    /// The name.
    pub title: String,
    /// MAJOR.MINOR.PATCH.
    pub version: String,
    /// One sentence.
    pub summary: String,
    /// Purpose, owner and the rules that hold for all operations.
    pub description: String,
    /// The team to write to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Who may use it.
    pub license: License,
    /// Proposed, beta, stable or deprecated.
    #[serde(rename = "x-lifecycle", skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<&'static str>,
    /// How careful one must be with the data.
    #[serde(rename = "x-data-class", skip_serializing_if = "Option::is_none")]
    pub data_class: Option<&'static str>,
}

/// Who may use an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct License {
    /// In words.
    pub name: String,
    /// As SPDX has it.
    pub identifier: &'static str,
}

/// Where the API answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The address that paths start from.
    pub url: String,
    /// What it is.
    pub description: String,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What stands on this shelf.
    pub description: String,
}

/// Scheme and scopes: all schemes of one requirement are needed.
pub type Requirement = Ordered<Vec<String>>;

/// The operations of one path.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PathItem {
    /// Parameters of all operations of the path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<RefOr<Parameter>>,
    /// Operations by method, in lower case.
    #[serde(flatten)]
    pub operations: Ordered<Operation>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// Its id.
    #[serde(rename = "operationId")]
    pub id: String,
    /// What it does, in a few words.
    pub summary: String,
    /// What it does, and what the caller has to know.
    pub description: String,
    /// The category.
    pub tags: Vec<String>,
    /// True once callers were told to leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// The day it stops answering.
    #[serde(rename = "x-sunset", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
    /// What the caller must be allowed, where the scheme has no place for it.
    #[serde(rename = "x-required-scopes", skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// What a caller needs, in alternatives.
    pub security: Vec<Requirement>,
    /// Query and header parameters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<RefOr<Parameter>>,
    /// The body sent.
    #[serde(rename = "requestBody", skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestBody>,
    /// Answers by status.
    pub responses: Ordered<RefOr<Response>>,
}

/// Something here, or a reference to where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RefOr<T> {
    /// It stands elsewhere.
    Ref {
        /// Where.
        #[serde(rename = "$ref")]
        reference: String,
    },
    /// It stands here.
    Here(T),
}

impl<T> RefOr<T> {
    /// A reference into the components.
    pub fn to(part: &str, name: &str) -> Self {
        Self::Ref { reference: format!("#/components/{part}/{name}") }
    }
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub place: &'static str,
    /// What it means.
    pub description: String,
    /// True when the call fails without it.
    pub required: bool,
    /// What it holds.
    pub schema: Schema,
    /// A value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Json>,
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// What it means.
    pub description: String,
    /// What it holds.
    pub schema: Schema,
    /// A value.
    pub example: Json,
}

/// The body sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestBody {
    /// What it stands for.
    pub description: String,
    /// Always true: an operation with an optional body would be two.
    pub required: bool,
    /// By media type.
    pub content: Ordered<MediaType>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// What it means.
    pub description: String,
    /// Headers that come along.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub headers: Ordered<RefOr<Header>>,
    /// By media type.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub content: Ordered<MediaType>,
}

/// A body of one media type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MediaType {
    /// What it holds.
    pub schema: Schema,
    /// Bodies that fit, by name.
    pub examples: Ordered<RefOr<Example>>,
}

/// A body that fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// When one sees it.
    pub summary: String,
    /// What the one who sees it should do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The body.
    pub value: Json,
}

/// A way of proving who calls.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum SecurityScheme {
    /// `OpenID` Connect.
    #[serde(rename_all = "camelCase")]
    OpenIdConnect {
        /// What it is and who issues it.
        description: String,
        /// The discovery document.
        open_id_connect_url: String,
    },
    /// OAuth 2.0.
    #[serde(rename = "oauth2")]
    OAuth2 {
        /// What it is and who issues it.
        description: String,
        /// The flows.
        flows: Flows,
    },
    /// A header.
    #[serde(rename_all = "camelCase")]
    Http {
        /// What it is and who issues it.
        description: String,
        /// `bearer` or `basic`.
        scheme: &'static str,
        /// The form of the token.
        #[serde(skip_serializing_if = "Option::is_none")]
        bearer_format: Option<&'static str>,
    },
    /// A client certificate.
    #[serde(rename = "mutualTLS")]
    MutualTls {
        /// What it is and who issues it.
        description: String,
    },
    /// A key in a header.
    ApiKey {
        /// What it is and who issues it.
        description: String,
        /// The header, query parameter or cookie.
        name: String,
        /// Which of them.
        #[serde(rename = "in")]
        place: &'static str,
    },
}

/// The flows of OAuth 2.0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Flows {
    /// Services that call in their own name.
    pub client_credentials: Flow,
}

/// A flow of OAuth 2.0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Flow {
    /// Where tokens come from.
    pub token_url: String,
    /// What can be asked for.
    pub scopes: Ordered<String>,
}

/// What is shared between operations.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Components {
    /// How callers prove who they are.
    pub security_schemes: Ordered<SecurityScheme>,
    /// Parameters.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub parameters: Ordered<Parameter>,
    /// Headers.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub headers: Ordered<Header>,
    /// Answers.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub responses: Ordered<Response>,
    /// Examples.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub examples: Ordered<Example>,
    /// Schemas.
    pub schemas: Ordered<Schema>,
}
