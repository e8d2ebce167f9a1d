//! Paths and operations: what is asked, what comes back, and what can go wrong.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::about::alternatives;
use super::schemas::{Shape, example};
use super::{Reader, escaped, opening, pascal, text, to};
use crate::workshop::names;
use crate::workshop::records::{Kind, Method, ParameterPlace, Records};
use crate::workshop::sketch::{Plan, Sketch};
use crate::workshop::value::{ChoiceSet, Value};

const METHODS: [(&str, Method); 5] = [
    ("get", Method::Get),
    ("post", Method::Post),
    ("put", Method::Put),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
];

impl<'a> Reader<'a> {
    /// Takes in every operation, with what it holds.
    pub(super) fn calls(&mut self) {
        let paths = self.document.get("paths").and_then(Json::as_object);
        let mut errors: Vec<(String, String)> = Vec::new();
        let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
        for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
            let pointer = format!("/paths/{}", escaped(path));
            let Some((at, item)) = self.resolve(&pointer, item) else { continue };
            for key in ["head", "options", "trace"] {
                if item.get(key).is_some() {
                    self.leave(
                        format!("{at}/{key}"),
                        "HEAD, OPTIONS and TRACE have no place in a contract here.",
                    );
                }
            }
            self.leave_keys(&at, item, &[("servers", "An address of its own for a path is not kept.")]);
            for (key, method) in METHODS {
                let Some(operation) = item.get(key) else { continue };
                let Some((here, operation)) = self.resolve(&format!("{at}/{key}"), operation) else {
                    continue;
                };
                let bare = path.split('?').next().unwrap_or_default();
                if path.contains('?') && !seen.insert((bare.to_owned(), key)) {
                    self.leave(
                        here,
                        "It differs from another only in its query; a contract can hold only one.",
                    );
                    continue;
                }
                self.call(path, method, &at, item, &here, operation, &mut errors);
            }
        }
        self.fill();
        if !errors.is_empty() {
            self.leave(
                "/paths",
                "Errors have the shape of problem details (RFC 9457); bodies of their own are not kept.",
            );
        }
        for (code, title) in errors {
            let fields = [("title", Value::text(title)), ("api", to(self.api)), ("code", Value::text(code))];
            self.add(Kind::ApiError, fields);
        }
        let keys = if self.takes_key { "Idempotency-Key, as the header says" } else { "None" };
        self.set(self.api, "idempotency", Value::text(keys));
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a path, its item and its operation, each with where it stands"
    )]
    fn call(
        &mut self,
        path: &str,
        method: Method,
        item_at: &str,
        item: &'a Json,
        at: &str,
        operation: &'a Json,
        errors: &mut Vec<(String, String)>,
    ) {
        let name = self.id(path, method, at, operation);
        let summary = text(operation, "summary");
        let summary = if summary.is_empty() { opening(operation, "description") } else { summary };
        let row = self.add(
            Kind::Operation,
            [
                ("name", Value::text(&*name)),
                ("api", to(self.api)),
                ("method", Value::text(method.key())),
                ("path", Value::text(path)),
                ("summary", Value::text(summary)),
            ],
        );
        self.parameters(row, item_at, item, at, operation);
        self.request(row, &name, method, at, operation);
        self.responses(row, &name, at, operation, errors);
        self.scopes(row, at, operation);
        self.leave_keys(
            at,
            operation,
            &[
                ("callbacks", "Callbacks are events; describe them as an API of that style."),
                ("servers", "An address of its own for an operation is not kept."),
                ("deprecated", "That one operation is deprecated is not kept; an API is as a whole."),
                ("externalDocs", "Links to further documentation are not kept."),
            ],
        );
    }

    /// Its id; one that could not stand in code is put into camelCase, one that is missing is derived.
    fn id(&mut self, path: &str, method: Method, at: &str, operation: &Json) -> String {
        let said = text(operation, "operationId");
        if said.is_empty() {
            self.leave(at, "It has no operationId; one is made from method and path.");
            let sketch = Sketch { method: Some(method), target: path.to_owned(), ..Sketch::default() };
            return Plan::of(&sketch, &Records::default(), None)
                .map_or_else(|| "operation".into(), |plan| plan.name);
        }
        let name = names::as_is_or(&said, |said| names::camel(said, "operation"));
        if name != said {
            self.leave(
                format!("{at}/operationId"),
                "Ids with other signs than letters and digits are put into camelCase.",
            );
        }
        name
    }

    fn parameters(&mut self, row: usize, item_at: &str, item: &'a Json, at: &str, operation: &'a Json) {
        let mut seen: Vec<(String, String)> = Vec::new();
        for (at, holder) in [(at, operation), (item_at, item)] {
            let listed = holder.get("parameters").and_then(Json::as_array);
            for (number, parameter) in listed.into_iter().flatten().enumerate() {
                let Some((at, parameter)) = self.resolve(&format!("{at}/parameters/{number}"), parameter)
                else {
                    continue;
                };
                let key = (text(parameter, "in"), text(parameter, "name"));
                if !seen.contains(&key) {
                    self.parameter(row, &at, &key.0, &key.1, parameter);
                    seen.push(key);
                }
            }
        }
    }

    fn parameter(&mut self, row: usize, at: &str, place: &str, name: &str, parameter: &'a Json) {
        let lower = name.to_lowercase();
        if place == "header" && lower == "idempotency-key" {
            self.takes_key = true;
            return;
        }
        if place == "header" && matches!(lower.as_str(), "accept" | "content-type" | "authorization") {
            self.leave(
                at,
                "The headers Accept, Content-Type and Authorization are said elsewhere in a contract.",
            );
            return;
        }
        let Some(place) = ParameterPlace::ALL.iter().find(|known| known.key() == place) else {
            self.leave(at, format!("A parameter cannot stand in “{place}”."));
            return;
        };
        let none = &Json::Null;
        let by_media =
            parameter.get("content").and_then(Json::as_object).and_then(|media| media.values().next());
        if by_media.is_some() {
            self.leave(
                format!("{at}/content"),
                "A parameter with a media type is written as its type alone.",
            );
        }
        let schema = parameter.get("schema").or_else(|| by_media?.get("schema")).unwrap_or(none);
        let kind =
            if schema.is_null() { "string".into() } else { self.simple(&format!("{at}/schema"), schema) };
        if ["style", "explode", "allowReserved"].iter().any(|key| parameter.get(key).is_some()) {
            self.leave(at, "How lists and objects are written in a parameter (style, explode) is not kept.");
        }
        self.leave_keys(at, parameter, &[("deprecated", "That a parameter is deprecated is not kept.")]);
        let required =
            parameter.get("required").and_then(Json::as_bool).unwrap_or(*place == ParameterPlace::Path);
        let fields = [
            ("name", Value::text(name)),
            ("operation", to(row)),
            ("place", Value::text(place.key())),
            ("kind", Value::text(kind)),
            ("required", Value::Flag(required)),
            ("example", example(parameter).or_else(|| example(schema)).map_or(Value::None, Value::text)),
            ("description", Value::text(opening(parameter, "description"))),
        ];
        self.add(Kind::Parameter, fields);
    }

    fn request(&mut self, row: usize, name: &str, method: Method, at: &str, operation: &'a Json) {
        let Some(body) = operation.get("requestBody") else { return };
        let Some((at, body)) = self.resolve(&format!("{at}/requestBody"), body) else { return };
        if matches!(method, Method::Get | Method::Delete) {
            self.leave(at, "A GET or DELETE is sent without a body.");
            return;
        }
        if body.get("required").and_then(Json::as_bool) != Some(true) {
            self.leave(format!("{at}/required"), "An optional body becomes a required one.");
        }
        let Some((at, schema)) = self.media(&at, body) else { return };
        match self.shape(&at, schema, &format!("{}Request", pascal(name))) {
            Shape::Payload(payload, _) => self.set(row, "request", to(payload)),
            _ => self.leave(at, "A body that is no object with named fields is not kept."),
        }
    }

    fn responses(
        &mut self,
        row: usize,
        name: &str,
        at: &str,
        operation: &'a Json,
        errors: &mut Vec<(String, String)>,
    ) {
        let Some(responses) = operation.get("responses").and_then(Json::as_object) else { return };
        let mut taken = false;
        for (status, response) in responses.iter().filter(|(status, _)| !status.starts_with("x-")) {
            let at = format!("{at}/responses/{status}");
            let Some((at, response)) = self.resolve(&at, response) else { continue };
            let success = status.starts_with('2')
                || (status == "default" && !responses.keys().any(|key| key.starts_with('2')));
            if success && !taken {
                taken = true;
                self.success(row, name, status, &at, response);
            } else if success {
                self.leave(at, "An operation has one answer of success; further ones are not kept.");
            } else if status.starts_with(['4', '5']) {
                let title = text(response, "description");
                let title = title.trim_end_matches('.').to_owned();
                let title =
                    if title.is_empty() || title.len() > 90 { format!("Status {status}") } else { title };
                let error = (status.replace(['X', 'x'], "0"), title);
                if !errors.contains(&error) {
                    errors.push(error);
                }
            } else if status == "default" {
                self.leave(
                    at,
                    "Every operation has the same answer for unexpected problems; this one is not kept.",
                );
            } else {
                self.leave(at, "Redirects and informational answers are not kept.");
            }
        }
        if !taken {
            self.leave(format!("{at}/responses"), "It names no answer of success; the usual one is assumed.");
        }
    }

    fn success(&mut self, row: usize, name: &str, status: &str, at: &str, response: &'a Json) {
        if let Ok(status) = status.parse::<f64>() {
            self.set(row, "success", Value::Number(status));
        } else {
            self.leave(at, "A range of statuses becomes the usual one.");
        }
        self.leave_keys(
            at,
            response,
            &[
                ("headers", "Headers of an answer are the same for every operation; others are not kept."),
                ("links", "Links between operations are not kept."),
            ],
        );
        let Some((at, schema)) = self.media(at, response) else { return };
        match self.shape(&at, schema, &format!("{}Response", pascal(name))) {
            Shape::Payload(payload, _) => self.set(row, "response", to(payload)),
            Shape::List(of) => match *of {
                Shape::Payload(payload, _) => {
                    self.set(row, "response", to(payload));
                    self.set(row, "list", Value::Flag(true));
                    self.set(row, "bare", Value::Flag(true));
                }
                _ => self.leave(at, "An answer that is a list of plain values is not kept."),
            },
            Shape::Word(_) => self.leave(at, "An answer that is no object with named fields is not kept."),
        }
    }

    /// The schema of a body: of JSON if there is one, else of the first media type.
    fn media(&mut self, at: &str, body: &'a Json) -> Option<(String, &'a Json)> {
        let content = body.get("content").and_then(Json::as_object)?;
        let json = content.keys().find(|media| media.starts_with("application/json"));
        let json = json
            .or_else(|| content.keys().find(|media| media.contains("json")))
            .or_else(|| content.keys().next())?;
        for media in content.keys().filter(|media| *media != json) {
            self.leave(
                format!("{at}/content/{}", escaped(media)),
                format!("The same body as {media} is not kept."),
            );
        }
        let at = format!("{at}/content/{}", escaped(json));
        if !json.starts_with("application/json") {
            self.leave(&*at, format!("A body of {json} becomes one of JSON."));
        }
        Some((format!("{at}/schema"), content.get(json)?.get("schema")?))
    }

    /// The scopes an operation asks for; that it asks for other schemes than the rest is told.
    fn scopes(&mut self, row: usize, at: &str, operation: &Json) {
        let Some(security) = operation.get("security").or_else(|| self.document.get("security")) else {
            return;
        };
        let names = alternatives(Some(security));
        if names.is_empty() && operation.get("security").is_some() {
            self.leave(
                format!("{at}/security"),
                "That everyone may call it is not kept; every operation of an API is protected alike.",
            );
        }
        let own = names.iter().flatten().collect::<BTreeSet<_>>();
        let whole = self.security.iter().collect::<BTreeSet<_>>();
        if !own.is_empty() && own != whole {
            self.leave(
                format!("{at}/security"),
                "It asks for other schemes than the rest; every operation of an API is protected alike.",
            );
        }
        let mut scopes: Vec<&str> = Vec::new();
        for scope in
            security.as_array().into_iter().flatten().filter_map(Json::as_object).flat_map(|one| one.values())
        {
            for scope in scope.as_array().into_iter().flatten().filter_map(Json::as_str) {
                if !scopes.contains(&scope) {
                    scopes.push(scope);
                }
            }
        }
        self.set(row, "scope", Value::text(scopes.join(", ")));
    }
}
