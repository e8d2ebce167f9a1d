//! An API with everything that belongs to it, resolved once.
//!
//! The API specification and the machine-readable contracts are both written from a [`Sheet`], so that the
//! operations, payloads, versions and examples of the text are those of the contract. What a contract
//! cannot hold is left out of both and reported as a [`Doubt`], for the open questions.

use crate::workshop::records::{
    Api, ApiError, ApiRules, ApiStyle, Component, Lifecycle, Method, Operation, Parameter, Records, Row,
    Team, VersionPlace,
};
use crate::workshop::session::Session;
use crate::workshop::value::ChoiceSet;

use super::bodies::{self, Body};
use super::contact::Contact;
use super::names::{self, Taken, answer};
use super::ordered::Json;
use super::paths;
use super::sample;
use super::security::{self, Security};
use super::types::{self, Base, FieldType};

/// An API and all that belongs to it.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// All records of the session.
    pub records: &'a Records,
    /// The API itself.
    pub api: &'a Row<Api>,
    /// Its name; never blank.
    pub name: String,
    /// The name of its contract file without the ending.
    pub stem: String,
    /// Its version.
    pub version: Version,
    /// What it can do, as far as its contract can hold it.
    pub calls: Vec<Call<'a>>,
    /// Its payloads: its own, and those of others that its operations use.
    pub bodies: Vec<Body<'a>>,
    /// The problems it reports.
    pub errors: Vec<Trouble<'a>>,
    /// What does not fit together.
    pub doubts: Vec<Doubt>,
}

/// A version as MAJOR.MINOR.PATCH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The three numbers, and a pre-release label if there is one.
    pub text: String,
    /// The first of them.
    pub major: u64,
    /// False when nobody gave one and this is a default.
    pub given: bool,
}

/// One operation.
#[derive(Debug)]
pub struct Call<'a> {
    /// The record.
    pub row: &'a Row<Operation>,
    /// Its id in the contract, in camelCase.
    pub id: String,
    /// What it is called with.
    pub method: Method,
    /// The path, topic, rpc or field.
    pub path: String,
    /// Names of query parameters that were written into the path.
    pub query: Vec<String>,
    /// What the caller must be allowed.
    pub scopes: Vec<String>,
    /// The payload sent, by its id.
    pub request: Option<&'a str>,
    /// The payload returned, by its id.
    pub response: Option<&'a str>,
    /// True when the response holds many, page by page.
    pub list: bool,
    /// True when the response is a plain array of them.
    pub bare: bool,
    /// What it takes beside the body.
    pub parameters: Vec<&'a Row<Parameter>>,
    /// The HTTP status of a success.
    pub success: u16,
}

/// A problem the API reports.
#[derive(Debug)]
pub struct Trouble<'a> {
    /// The record.
    pub row: &'a Row<ApiError>,
    /// The HTTP status in its code, if one is there.
    pub status: Option<u16>,
}

/// Something about an API that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The record it is about.
    pub about: String,
    /// The question it raises.
    pub question: String,
}

impl Version {
    fn read(text: &str) -> Self {
        let text = text.trim().trim_start_matches(['v', 'V']).trim();
        let (numbers, label) = text.split_once('-').unwrap_or((text, ""));
        let parts: Option<Vec<u64>> = numbers.split('.').map(|part| part.parse().ok()).collect();
        match parts.as_deref() {
            Some([major, rest @ ..]) if rest.len() <= 2 => {
                let (minor, patch) = (rest.first().unwrap_or(&0), rest.get(1).unwrap_or(&0));
                let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
                let label = if label.is_empty() || !label.chars().all(good) {
                    String::new()
                } else {
                    format!("-{label}")
                };
                Self { text: format!("{major}.{minor}.{patch}{label}"), major: *major, given: true }
            }
            _ => Self { text: "0.1.0".into(), major: 0, given: false },
        }
    }
}

impl<'a> Sheet<'a> {
    /// The sheets of all APIs, in the order the team keeps them.
    pub fn all(session: &'a Session) -> Vec<Self> {
        let mut stems = Taken::default();
        session.records.apis.iter().map(|api| Self::of(&session.records, api, &mut stems)).collect()
    }

    fn of(records: &'a Records, api: &'a Row<Api>, stems: &mut Taken) -> Self {
        let name = records.title(&api.id);
        let stem = stems.unique(&names::kebab(&name, "api"), "-");
        let mut sheet = Self {
            records,
            api,
            version: Version::read(answer(&api.version)),
            stem,
            calls: Vec::new(),
            bodies: Vec::new(),
            errors: Vec::new(),
            doubts: Vec::new(),
            name,
        };
        if !sheet.version.given && !answer(&api.version).is_empty() {
            let question = format!(
                "Which version is “{}” as MAJOR.MINOR.PATCH? It says “{}”, which cannot be read as one.",
                sheet.name, api.version
            );
            sheet.doubt(&api.id, question);
        }
        for row in records.operations.iter().filter(|row| row.api.id() == Some(&api.id)) {
            sheet.take_call(row);
        }
        paths::settle(&mut sheet);
        bodies::fill(&mut sheet);
        sheet.ask_about_notice();
        if sheet.has_contract() && !Contact::of(&sheet).is_reachable() {
            let question = format!("Under which address do users of “{}” reach its owner?", sheet.name);
            sheet.doubt(&api.id, question);
        }
        let errors = records.api_errors.iter().filter(|row| row.api.id() == Some(&api.id));
        sheet.errors = errors.map(|row| Trouble { row, status: status_in(&row.code) }).collect();
        sheet
    }

    pub(super) fn doubt(&mut self, about: &str, question: String) {
        self.doubts.push(Doubt { about: about.to_owned(), question });
    }

    fn take_call(&mut self, row: &'a Row<Operation>) {
        let Some(style) = self.style() else { return };
        let title = self.records.title(&row.id);
        let method = match (style, row.method) {
            (ApiStyle::Grpc, None) => Method::Rpc,
            // A missing method or path is a missing answer, and asked for as such.
            (_, None) => return,
            (_, Some(method)) => method,
        };
        if !fits(style, method) {
            let question = format!(
                "Which method has “{title}” of “{}”? {} does not belong to a {} API, so the contract leaves it out.",
                self.name,
                method.label(),
                style.label()
            );
            return self.doubt(&row.id, question);
        }
        let named = matches!(style, ApiStyle::Grpc | ApiStyle::Graphql);
        let path = if answer(&row.path).is_empty() && named { row.name.clone() } else { row.path.clone() };
        if path.trim().is_empty() {
            return;
        }
        let known = |id: Option<&'a str>| id.filter(|id| self.records.payloads.by_id(id).is_some());
        let (request, response) = (known(row.request.id()), known(row.response.id()));
        let many = row.list == Some(true) && response.is_some();
        let bare = many && row.bare == Some(true) && style == ApiStyle::Rest;
        let parameters = self.records.parameters.iter().filter(|known| known.operation.id() == Some(&row.id));
        self.calls.push(Call {
            row,
            id: names::as_is_or(&row.name, |name| names::camel(name, "operation")),
            method,
            path: path.trim().to_owned(),
            query: Vec::new(),
            scopes: security::scopes(answer(&row.scope)),
            request,
            response,
            list: many && !bare,
            bare,
            parameters: parameters.collect(),
            success: success(row, method, response.is_some()),
        });
    }

    /// The sheet of the API that its callers move to.
    pub fn successor_sheet(&self) -> Option<Self> {
        Some(Self::of(self.records, self.successor()?, &mut Taken::default()))
    }

    /// The style, if it is known.
    pub fn style(&self) -> Option<ApiStyle> {
        self.api.style
    }

    /// The team that answers for it.
    pub fn owner(&self) -> Option<&'a Row<Team>> {
        self.records.teams.get_ref(&self.api.owner)
    }

    /// The teams that call it.
    pub fn consumers(&self) -> Vec<&'a Row<Team>> {
        self.records.teams.get_refs(&self.api.consumers).collect()
    }

    /// The component that serves it.
    pub fn component(&self) -> Option<&'a Row<Component>> {
        self.records.components.get_ref(&self.api.component)
    }

    /// The component that serves it, as long as that is still to be built or bought: then nothing answers yet.
    pub fn still_to_come(&self) -> Option<&'a Row<Component>> {
        self.component().filter(|row| matches!(row.lifecycle, Some(Lifecycle::Build | Lifecycle::Buy)))
    }

    /// What it asks of its callers.
    pub fn security(&self) -> Security {
        Security::of(self.api, self.calls.iter().any(|call| !call.scopes.is_empty()))
    }

    /// True when a caller sends an `Idempotency-Key` with an operation: with each POST, unless the team
    /// said how to repeat safely and there is no key in it.
    pub fn takes_key(&self, call: &Call) -> bool {
        let said = answer(&self.api.idempotency).to_lowercase();
        call.method == Method::Post && (said.is_empty() || said.contains("key"))
    }

    /// The rules for every API.
    pub fn rules(&self) -> &'a ApiRules {
        &self.records.api_rules
    }

    /// Where the major version stands, once somebody decided it.
    pub fn version_place(&self) -> Option<VersionPlace> {
        self.rules().version_place
    }

    /// The payload with that id.
    pub fn body(&self, id: &str) -> Option<&Body<'a>> {
        self.bodies.iter().find(|body| body.row.id == id)
    }

    /// The type and example of a parameter. A payload can only be sent in a body, so one is text here.
    pub fn parameter_type(&self, row: &Row<Parameter>) -> (FieldType, Json) {
        let kind = types::read(answer(&row.kind), |_| None);
        let kind = match kind.base {
            Base::Unknown(_) => FieldType { base: Base::Text, ..kind },
            _ => kind,
        };
        let example = sample::read(answer(&row.example), &kind);
        let example = example.unwrap_or_else(|| sample::stand_in(&row.name, &kind));
        (kind, example)
    }

    /// The shelf it stands on in the catalogue; its own name when nobody chose one.
    pub fn category(&self) -> &str {
        let category = answer(&self.api.category);
        if category.is_empty() { &self.name } else { category }
    }

    /// True when a contract can be written: the style is known and there is something to call.
    pub fn has_contract(&self) -> bool {
        self.style().is_some() && !self.calls.is_empty()
    }

    /// True when field names are written in camelCase rather than `snake_case`.
    pub fn camel_case(&self) -> bool {
        let fields = self.bodies.iter().flat_map(|body| body.fields.iter().map(|field| field.name.as_str()));
        let (mut camel, mut snake) = (0, 0);
        for name in fields {
            camel += usize::from(name.contains(|c: char| c.is_ascii_uppercase()) && !name.contains('_'));
            snake += usize::from(name.contains('_'));
        }
        camel > snake
    }

    /// A name of our own in the case of this API's fields.
    pub fn in_case(&self, name: &str) -> String {
        if self.camel_case() { names::camel(name, name) } else { name.to_owned() }
    }
}

/// True when a method belongs to a style.
fn fits(style: ApiStyle, method: Method) -> bool {
    match style {
        ApiStyle::Rest => {
            matches!(method, Method::Get | Method::Post | Method::Put | Method::Patch | Method::Delete)
        }
        ApiStyle::Grpc => method == Method::Rpc,
        ApiStyle::Events => matches!(method, Method::Publish | Method::Subscribe),
        ApiStyle::Graphql => matches!(method, Method::Query | Method::Mutation | Method::Subscribe),
    }
}

/// The status of a success: what the team said, if it is one, else what HTTP would expect.
fn success(row: &Operation, method: Method, answers: bool) -> u16 {
    let said = row.success.filter(|code| (200.0..300.0).contains(code)).map(|code| code as u16);
    let usual = match (method, answers) {
        (Method::Post, true) => 201,
        (_, true) => 200,
        (_, false) => 204,
    };
    match said {
        // No body can follow a 204.
        Some(204) if answers => 200,
        Some(code) => code,
        None => usual,
    }
}

/// The first HTTP status of an error in a text such as “404 Not Found”.
fn status_in(code: &str) -> Option<u16> {
    let numbers = code.split(|c: char| !c.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok()).find(|status| (400..600).contains(status))
}
