//! The shared parts of a contract: made when an operation first needs them, and only then.

use crate::deliverables::contracts::bodies::PAGE_TOKEN;
use crate::deliverables::contracts::leaving::{deprecation_header, sunset_header};
use crate::deliverables::contracts::names;
use crate::deliverables::contracts::ordered::{Json, Ordered};
use crate::deliverables::contracts::problems::Problem;
use crate::deliverables::contracts::schema::Schema;
use crate::deliverables::contracts::security::Scheme;
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::phrases::sentence;

use super::model::{Components, Example, Header, MediaType, Parameter, RefOr, Response};

/// The request header with the major version, where the rules want it there.
pub const VERSION_HEADER: &str = "API-Version";

/// The shared parts so far.
pub struct Parts<'s> {
    sheet: &'s Sheet<'s>,
    components: Components,
    names: names::Taken,
}

impl<'s> Parts<'s> {
    /// None yet.
    pub fn new(sheet: &'s Sheet<'s>) -> Self {
        let mut names = names::Taken::default();
        for body in &sheet.bodies {
            names.unique(&body.name, "");
        }
        Self { sheet, components: Components::default(), names }
    }

    /// All that was needed.
    pub fn done(self) -> Components {
        self.components
    }

    /// The schema of a problem.
    fn problem_schema(&mut self) -> Schema {
        let name = "Problem";
        // A payload of that name would have taken it before.
        let name =
            if self.sheet.bodies.iter().any(|body| body.name == name) { "ProblemDetails" } else { name };
        self.components.schemas.entry(name, problem);
        Schema::named(name)
    }

    /// The envelope of a list.
    pub fn page(&mut self, payload: &str) -> Schema {
        let Some(body) = self.sheet.body(payload) else { return Schema::of("object") };
        let told = format!("One page of `{}`.", body.name);
        let known =
            self.components.schemas.iter().find(|(_, schema)| schema.description.as_ref() == Some(&told));
        if let Some((name, _)) = known {
            return Schema::named(name);
        }
        let items = Schema { items: Some(Box::new(Schema::named(&body.name))), ..Schema::of("array") };
        let token = Schema::of("string")
            .told("Opaque; send it back to get the next page. Absent on the last page.")
            .such_as(PAGE_TOKEN);
        let page = Schema {
            required: vec!["items".into()],
            properties: Ordered::from_iter([
                ("items".to_owned(), items.told("The entries of this page.")),
                (self.sheet.in_case("next_page_token"), token),
            ]),
            ..Schema::of("object")
        };
        let name = self.names.unique(&format!("{}Page", body.name), "");
        self.components.schemas.set(&name, page.told(told));
        Schema::named(&name)
    }

    /// A payload's schema without required fields, for a partial update.
    pub fn patch(&mut self, payload: &str) -> Schema {
        let Some(body) = self.sheet.body(payload) else { return Schema::of("object") };
        if !body.fields.iter().any(|field| field.required) {
            return Schema::named(&body.name);
        }
        let told = format!("The fields of `{}` to change; the others stay as they are.", body.name);
        let known =
            self.components.schemas.iter().find(|(_, schema)| schema.description.as_ref() == Some(&told));
        if let Some((name, _)) = known {
            return Schema::named(name);
        }
        let schema = Schema { required: Vec::new(), ..Schema::of_body(self.sheet, body) }.told(told);
        let name = self.names.unique(&format!("{}Patch", body.name), "");
        self.components.schemas.set(&name, schema);
        Schema::named(&name)
    }

    /// An example of a payload, or of a page of it.
    pub fn example(&mut self, payload: &str, paged: bool) -> Ordered<RefOr<Example>> {
        let Some(body) = self.sheet.body(payload) else { return Ordered::default() };
        let (name, summary, value) = if paged {
            let value = self.sheet.page_example(payload);
            (format!("{}Page", body.name), format!("A page of {}", body.name), value)
        } else {
            (body.name.clone(), format!("{}, as it may look", body.name), self.sheet.example(payload))
        };
        self.components.examples.entry(&name, || Example { summary, description: None, value });
        Ordered::from_iter([(names::camel(&name, "example"), RefOr::to("examples", &name))])
    }

    /// An example of a plain array of a payload.
    pub fn bare_example(&mut self, payload: &str) -> Ordered<RefOr<Example>> {
        let Some(body) = self.sheet.body(payload) else { return Ordered::default() };
        let (name, summary) = (format!("{}List", body.name), format!("All {} at once", body.name));
        let value = Json::List(vec![self.sheet.example(payload)]);
        self.components.examples.entry(&name, || Example { summary, description: None, value });
        Ordered::from_iter([(names::camel(&name, "example"), RefOr::to("examples", &name))])
    }

    /// A shared parameter.
    pub fn parameter(&mut self, key: &str, make: impl FnOnce() -> Parameter) -> RefOr<Parameter> {
        self.components.parameters.entry(key, make);
        RefOr::to("parameters", key)
    }

    fn header(&mut self, key: &str, description: String, schema: Schema, example: Json) -> RefOr<Header> {
        self.components.headers.entry(key, || Header { description, schema, example });
        RefOr::to("headers", key)
    }

    /// The headers of a success: what is left of the rate limit, and when the API goes.
    pub fn success_headers(&mut self) -> Ordered<RefOr<Header>> {
        let mut headers = self.limit_headers();
        let sheet = self.sheet;
        if !sheet.is_deprecated() {
            return headers;
        }
        if let Some(day) = sheet.api.deprecated_on {
            let told = "When callers were told to leave (RFC 9745).".to_owned();
            let example = Json::from(deprecation_header(day));
            headers.set("Deprecation", self.header("Deprecation", told, Schema::of("string"), example));
        }
        if let Some(day) = sheet.sunset() {
            let told = "When it stops answering (RFC 8594).".to_owned();
            let example = Json::from(sunset_header(day));
            headers.set("Sunset", self.header("Sunset", told, Schema::of("string"), example));
        }
        if let Some(next) = sheet.successor_sheet().filter(|next| !next.addresses().is_empty()) {
            let told = format!("Leads to {}, its successor (RFC 8288, RFC 5829).", next.name);
            let example = Json::from(format!("<{}>; rel=\"successor-version\"", next.base()));
            headers.set("Link", self.header("Link", told, Schema::of("string"), example));
        }
        headers
    }

    /// How to prove who one is, as an answer 401 has to say (RFC 9110, section 11.6.1).
    fn challenge(&mut self) -> Option<RefOr<Header>> {
        let scheme = self.sheet.security().schemes().into_iter().find_map(|scheme| match scheme {
            Scheme::OpenId(_) | Scheme::OAuth(_) | Scheme::Bearer(_) => {
                Some("Bearer error=\"invalid_token\"")
            }
            Scheme::Basic => Some("Basic realm=\"internal\""),
            Scheme::MutualTls | Scheme::ApiKey(..) => None,
        })?;
        let told = "How the caller proves who it is (RFC 9110).".to_owned();
        Some(self.header("WwwAuthenticate", told, Schema::of("string"), Json::from(scheme.to_owned())))
    }

    fn limit_headers(&mut self) -> Ordered<RefOr<Header>> {
        let mut headers = Ordered::default();
        let Some((policy, left)) = self.sheet.rate_limit_fields() else { return headers };
        let told = "The limit and its window in seconds (IETF draft on RateLimit fields).".to_owned();
        let policy = self.header("RateLimitPolicy", told, Schema::of("string"), Json::from(policy));
        headers.set("RateLimit-Policy", policy);
        let told = "What is left, and seconds until it is full again (same draft).".to_owned();
        headers.set("RateLimit", self.header("RateLimit", told, Schema::of("string"), Json::from(left)));
        headers
    }

    /// A problem answer, shared by all operations that have the same.
    pub fn trouble(&mut self, status: Option<u16>, problems: &[Problem]) -> RefOr<Response> {
        let keys: Vec<String> = problems.iter().map(Problem::key).collect();
        let same = self.components.responses.iter().find(|(_, response)| {
            let content = response.content.get(PROBLEM).map(|media| &media.examples);
            content.is_some_and(|examples| {
                examples.iter().map(|(key, _)| key).eq(keys.iter().map(String::as_str))
            })
        });
        if let Some((name, _)) = same {
            return RefOr::to("responses", name);
        }
        let examples = problems.iter().map(|problem| {
            let client = Some(problem.client.trim()).filter(|client| !client.is_empty());
            let example = Example {
                summary: problem.title.clone(),
                description: client.map(|client| format!("What the caller does: {}", sentence(client))),
                value: problem.body(self.sheet),
            };
            (problem.key(), RefOr::Here(example))
        });
        let content = MediaType { schema: Schema::default(), examples: examples.collect() };
        let schema = self.problem_schema();
        let mut headers = Ordered::default();
        if status == Some(401)
            && let Some(challenge) = self.challenge()
        {
            headers.set("WWW-Authenticate", challenge);
        }
        if status == Some(429) {
            let wait = self.sheet.rate_window_seconds().map_or(30, |window| window.min(3600));
            let told = "Seconds to wait before the next call.".to_owned();
            let schema = Schema { minimum: Some(0), ..Schema::of("integer") };
            headers.set("Retry-After", self.header("RetryAfter", told, schema, Json::from(wait)));
            for (key, header) in self.limit_headers().iter() {
                headers.set(key, header.clone());
            }
        }
        let titles: Vec<&str> = problems.iter().map(|problem| problem.title.as_str()).collect();
        let response = Response {
            description: titles.join("; or: "),
            headers,
            content: Ordered::from_iter([(PROBLEM, MediaType { schema, ..content })]),
        };
        // An operation that takes no key has the plain name.
        let of_key = if problems.iter().any(|problem| problem.of_key) { "OnPost" } else { "" };
        let base = format!("{}{of_key}", reason(status));
        let mut taken = names::Taken::default();
        for (known, _) in self.components.responses.iter() {
            taken.unique(known, "");
        }
        let name = taken.unique(&base, "");
        self.components.responses.set(&name, response);
        RefOr::to("responses", &name)
    }
}

const PROBLEM: &str = "application/problem+json";

/// The reason phrase of a status as a name (RFC 9110).
fn reason(status: Option<u16>) -> &'static str {
    match status {
        None => "UnexpectedProblem",
        Some(400) => "BadRequest",
        Some(401) => "Unauthorized",
        Some(402) => "PaymentRequired",
        Some(403) => "Forbidden",
        Some(404) => "NotFound",
        Some(405) => "MethodNotAllowed",
        Some(406) => "NotAcceptable",
        Some(408) => "RequestTimeout",
        Some(409) => "Conflict",
        Some(410) => "Gone",
        Some(412) => "PreconditionFailed",
        Some(413) => "ContentTooLarge",
        Some(415) => "UnsupportedMediaType",
        Some(422) => "UnprocessableContent",
        Some(423) => "Locked",
        Some(428) => "PreconditionRequired",
        Some(429) => "TooManyRequests",
        Some(500) => "InternalServerError",
        Some(501) => "NotImplemented",
        Some(502) => "BadGateway",
        Some(503) => "ServiceUnavailable",
        Some(504) => "GatewayTimeout",
        Some(400..500) => "ClientProblem",
        Some(_) => "ServerProblem",
    }
}

/// Problem details (RFC 9457, section 3.1).
fn problem() -> Schema {
    let text = |told: &str, example: &str| Schema::of("string").told(told).such_as(example);
    let status = Schema { minimum: Some(100), maximum: Some(599), ..Schema::of("integer") };
    let reference = |schema: Schema| Schema { format: Some("uri-reference"), ..schema };
    Schema {
        required: vec!["type".into(), "title".into(), "status".into()],
        properties: Ordered::from_iter([
            ("type", reference(text("Names the sort of problem; stays the same.", "about:blank"))),
            ("title", text("The sort of problem in a few words.", "Not found")),
            ("status", status.told("The HTTP status.").such_as(404)),
            ("detail", text("What went wrong this time.", "Nothing has this id.")),
            (
                "instance",
                reference(text(
                    "Names this occurrence, for the logs.",
                    "urn:uuid:0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a18",
                )),
            ),
        ]),
        ..Schema::of("object")
    }
    .told("Problem details (RFC 9457). A kind of problem may add fields of its own.")
}
