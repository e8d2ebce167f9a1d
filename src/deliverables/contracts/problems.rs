//! The problems an HTTP API reports (RFC 9457), and what its caller does then.
//!
//! Some problems every API has; the team's own stand beside them or take their place. Text and contract
//! both read them here.

use crate::workshop::records::Method;

use super::bodies::carries_body;
use super::names::{self, answer};
use super::ordered::{Json, Ordered};
use super::paths;
use super::sheet::{Call, Sheet};

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status; `None` for anything that has no answer of its own.
    pub status: Option<u16>,
    /// What went wrong, in a few words.
    pub title: String,
    /// What the caller does.
    pub client: String,
    /// What happened, in an example; the team's own problems have no such words.
    pub detail: Option<&'static str>,
    /// True when it comes with idempotency keys.
    pub of_key: bool,
}

/// A problem that every API has.
#[derive(Debug, Clone, Copy)]
pub struct Usual {
    /// The HTTP status, or 500 for all the rest.
    pub status: u16,
    /// The gRPC code for the same.
    pub grpc: &'static str,
    /// What went wrong.
    pub title: &'static str,
    /// What the caller does.
    pub client: &'static str,
    /// What happened, in an example.
    detail: &'static str,
    /// When it happens.
    when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    Input,
    Addressed,
    Post,
}

/// The problems that come with HTTP and with the IETF draft on idempotency keys.
pub const USUAL: &[Usual] = &[
    Usual {
        status: 400,
        grpc: "INVALID_ARGUMENT",
        title: "Request not valid",
        client: "Corrects the request; repeated as it is, it fails again.",
        detail: "A required field is missing.",
        when: When::Input,
    },
    Usual {
        status: 400,
        grpc: "INVALID_ARGUMENT",
        title: "Idempotency-Key missing",
        client: "Sends the request again with a key of its own.",
        detail: "A POST needs an Idempotency-Key.",
        when: When::Post,
    },
    Usual {
        status: 401,
        grpc: "UNAUTHENTICATED",
        title: "Not authenticated",
        client: "Fetches a fresh credential and repeats once.",
        detail: "The credential has expired.",
        when: When::Always,
    },
    Usual {
        status: 403,
        grpc: "PERMISSION_DENIED",
        title: "Not allowed",
        client: "Stops, and asks the owner for the scope.",
        detail: "The caller lacks the scope of this operation.",
        when: When::Always,
    },
    Usual {
        status: 404,
        grpc: "NOT_FOUND",
        title: "Not found",
        client: "Checks the id; does not repeat.",
        detail: "Nothing has this id.",
        when: When::Addressed,
    },
    Usual {
        status: 409,
        grpc: "ABORTED",
        title: "First request still running",
        client: "Waits, then repeats with the same key.",
        detail: "A request with this key has not finished.",
        when: When::Post,
    },
    Usual {
        status: 422,
        grpc: "ALREADY_EXISTS",
        title: "Idempotency-Key used for another request",
        client: "Takes a new key for a new request.",
        detail: "This key came with another body before.",
        when: When::Post,
    },
    Usual {
        status: 429,
        grpc: "RESOURCE_EXHAUSTED",
        title: "Too many requests",
        client: "Waits as long as `Retry-After` says, then repeats.",
        detail: "The limit of this window is used up.",
        when: When::Always,
    },
    Usual {
        status: 500,
        grpc: "INTERNAL",
        title: "Unexpected problem",
        client: "Repeats with growing pauses, then calls the owner with the `instance`.",
        detail: "The request could not be finished.",
        when: When::Always,
    },
];

impl Problem {
    /// Its name among examples.
    pub fn key(&self) -> String {
        names::kebab(&self.title, "problem")
    }

    /// The body a caller sees.
    pub fn body(&self, sheet: &Sheet) -> Json {
        let organisation = names::kebab(answer(&sheet.records.charter.organisation), &sheet.stem);
        let mut body = Ordered::from_iter([
            ("type", Json::from(format!("urn:problem-type:{organisation}:{}", self.key()))),
            ("title", Json::from(self.title.as_str())),
            ("status", Json::from(i64::from(self.status.unwrap_or(500)))),
        ]);
        if let Some(detail) = self.detail {
            body.set("detail", Json::from(detail));
        }
        body.set("instance", Json::from("urn:uuid:0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a18"));
        Json::Object(body)
    }
}

/// The problems of one REST operation by status, the rest last.
pub fn of_call(sheet: &Sheet, call: &Call) -> Vec<(Option<u16>, Vec<Problem>)> {
    let mut found: Vec<Problem> = Vec::new();
    for trouble in &sheet.errors {
        let title = sheet.records.title(&trouble.row.id);
        let of_key = is_of_key(&title, trouble.status);
        if sheet.concerns(trouble.status, call) && (!of_key || sheet.takes_key(call)) {
            let client = answer(&trouble.row.client_does).to_owned();
            found.push(Problem { status: trouble.status, title, client, detail: None, of_key });
        }
    }
    for usual in USUAL {
        let problem = Problem::from(usual);
        // The team's own words for a status go first.
        let told = found.iter().any(|known| {
            known.detail.is_none() && known.status == problem.status && known.of_key == problem.of_key
        });
        if usual.happens(sheet, call) && !told {
            found.push(problem);
        }
    }
    let mut grouped: Vec<(Option<u16>, Vec<Problem>)> = Vec::new();
    for problem in found {
        match grouped.iter_mut().find(|(status, _)| *status == problem.status) {
            Some((_, group)) if group.iter().any(|known| known.key() == problem.key()) => {}
            Some((_, group)) => group.push(problem),
            None => grouped.push((problem.status, vec![problem])),
        }
    }
    grouped.sort_by_key(|(status, _)| status.unwrap_or(u16::MAX));
    grouped
}

impl From<&Usual> for Problem {
    fn from(usual: &Usual) -> Self {
        Self {
            // An unexpected problem has no status of its own: it is any that the contract does not name.
            status: Some(usual.status).filter(|status| *status != 500),
            title: usual.title.to_owned(),
            client: usual.client.to_owned(),
            detail: Some(usual.detail),
            of_key: usual.is_of_key(),
        }
    }
}

impl Usual {
    /// True when it comes with idempotency keys.
    pub fn is_of_key(&self) -> bool {
        self.when == When::Post
    }

    fn happens(&self, sheet: &Sheet, call: &Call) -> bool {
        match self.when {
            When::Always => true,
            When::Input => takes_input(call),
            When::Addressed => is_addressed(call),
            When::Post => sheet.takes_key(call),
        }
    }
}

/// True for a problem that only a request with an idempotency key can have.
fn is_of_key(title: &str, status: Option<u16>) -> bool {
    let words = names::words(title);
    let says = |word: &str| words.iter().any(|known| known == word);
    let usual = |usual: &Usual| usual.is_of_key() && names::words(usual.title) == words;
    says("idempotency") || (says("key") && matches!(status, Some(409 | 422))) || USUAL.iter().any(usual)
}

fn takes_input(call: &Call) -> bool {
    carries_body(call.method)
        || call.list
        || !call.query.is_empty()
        || is_addressed(call)
        || call.request.is_some()
}

fn is_addressed(call: &Call) -> bool {
    !paths::parameters(&call.path).is_empty()
}

impl Sheet<'_> {
    /// True when a problem of that status can come back from an operation. A problem that would fit none
    /// fits all: the contract leaves no answer of the team out.
    fn concerns(&self, status: Option<u16>, call: &Call) -> bool {
        let fits = |call: &Call| match status {
            Some(400) => takes_input(call),
            Some(404 | 410) => is_addressed(call),
            Some(402 | 405..=428) => !matches!(call.method, Method::Get),
            _ => true,
        };
        fits(call) || !self.calls.iter().any(fits)
    }
}
