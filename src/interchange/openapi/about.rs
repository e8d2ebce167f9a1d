//! The API as such: title, version, address, and how callers prove who they are.

use serde_json::Value as Json;

use super::{Reader, escaped, opening, plain, text};
use crate::workshop::records::{ApiStyle, Kind};
use crate::workshop::value::{ChoiceSet, Value};

impl Reader<'_> {
    /// Takes in what stands about the API; gives its name.
    pub(super) fn about(&mut self, taken: &[String]) -> String {
        let document = self.document;
        let none = Json::Null;
        let info = document.get("info").unwrap_or(&none);
        let said = text(info, "title");
        let said = if said.is_empty() { "Imported API".to_owned() } else { said };
        let mut title = said.clone();
        let mut number = 2;
        while taken.iter().any(|known| known.eq_ignore_ascii_case(&title)) {
            title = format!("{said} ({number})");
            number += 1;
        }
        if title != said {
            self.leave(
                "/info/title",
                format!("An API “{said}” is there already; this one is called “{title}”."),
            );
        }
        let version = self.version(info);
        let server = self.server();
        let authentication = self.authentication();
        let tag = document.pointer("/tags/0").map(|tag| text(tag, "name")).unwrap_or_default();
        self.api = self.add(
            Kind::Api,
            [
                ("name", Value::text(&*title)),
                ("style", Value::text(ApiStyle::Rest.key())),
                ("category", Value::text(if tag.is_empty() { &title } else { &tag }.as_str())),
                ("purpose", Value::text(opening(info, "description"))),
                ("version", Value::text(version)),
                ("server", Value::text(server)),
                (
                    "contact",
                    Value::text(info.get("contact").map(|who| text(who, "email")).unwrap_or_default()),
                ),
                ("authentication", Value::text(authentication.0)),
                ("issuer", Value::text(authentication.1)),
            ],
        );
        self.leave_keys(
            "/info",
            info,
            &[
                ("termsOfService", "Terms of service have no place here."),
                ("license", "An internal API has no licence; the export says so."),
            ],
        );
        if document.get("tags").and_then(Json::as_array).is_some_and(|tags| tags.len() > 1) {
            self.leave("/tags", "An API stands on one shelf; only the first tag is kept, as its category.");
        }
        self.leave_keys(
            "",
            document,
            &[
                ("webhooks", "Webhooks are events; describe them as an API of that style."),
                ("externalDocs", "Links to further documentation are not kept."),
            ],
        );
        title
    }

    fn version(&mut self, info: &Json) -> String {
        let version = info.get("version").map(plain).unwrap_or_default();
        let parts: Vec<&str> = version.trim_start_matches(['v', 'V']).split('.').collect();
        let numbers = parts.iter().all(|part| part.parse::<u64>().is_ok());
        if !numbers || parts.len() > 3 {
            self.leave(
                "/info/version",
                format!("The version “{version}” is not MAJOR.MINOR.PATCH; the contract needs one."),
            );
        } else if parts.len() < 3 {
            self.leave(
                "/info/version",
                format!("The version “{version}” is filled up to MAJOR.MINOR.PATCH in the contract."),
            );
        }
        version
    }

    /// The first address with its variables filled in.
    fn server(&mut self) -> String {
        let document = self.document;
        let servers = document.get("servers").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        if servers.len() > 1 {
            self.leave("/servers/1", "Only the first address is kept.");
        }
        let Some(first) = servers.first() else { return String::new() };
        let mut url = text(first, "url");
        if let Some(variables) = first.get("variables").and_then(Json::as_object) {
            for (name, variable) in variables {
                let default = variable.get("default").map(plain).unwrap_or_default();
                url = url.replace(&format!("{{{name}}}"), &default);
                self.leave(
                    format!("/servers/0/variables/{}", escaped(name)),
                    "A variable of the address is filled in with its default.",
                );
            }
        }
        if url.contains("://") {
            return url;
        }
        if url != "/" {
            self.leave("/servers/0/url", format!("The address “{url}” names no host, so it is left open."));
        }
        String::new()
    }

    /// The schemes that hold for the whole API, in words that the export reads, and who issues the credential.
    fn authentication(&mut self) -> (String, String) {
        let document = self.document;
        let Some(schemes) = document.pointer("/components/securitySchemes").and_then(Json::as_object) else {
            self.leave("/components", "It does not say how callers prove who they are.");
            return (String::new(), String::new());
        };
        let mut issuer = String::new();
        let wanted = alternatives(document.get("security"));
        // What holds for no operation by default is what its operations ask for.
        let wanted = if wanted.is_empty() { of_operations(document) } else { wanted };
        let wanted =
            if wanted.is_empty() { schemes.keys().map(|name| vec![name.clone()]).collect() } else { wanted };
        let mut words: Vec<String> = Vec::new();
        for together in &wanted {
            let all: Vec<String> = together
                .iter()
                .filter_map(|name| {
                    let at = format!("/components/securitySchemes/{}", escaped(name));
                    let (at, scheme) = self.resolve(&at, schemes.get(name)?)?;
                    Some(self.scheme(&at, scheme, &mut issuer))
                })
                .filter(|word| !word.is_empty())
                .collect();
            let all = all.join(" and ");
            if !all.is_empty() && !words.contains(&all) {
                words.push(all);
            }
            self.security.extend(together.iter().cloned());
        }
        for name in schemes.keys().filter(|name| !wanted.iter().flatten().any(|known| known == *name)) {
            let at = format!("/components/securitySchemes/{}", escaped(name));
            self.leave(at, "No operation asks for this security scheme.");
        }
        (words.join(" or "), issuer)
    }

    fn scheme(&mut self, at: &str, scheme: &Json, issuer: &mut String) -> String {
        match text(scheme, "type").as_str() {
            "http" => match text(scheme, "scheme").to_lowercase().as_str() {
                "basic" => "basic auth".into(),
                "bearer" if text(scheme, "bearerFormat").eq_ignore_ascii_case("jwt") => {
                    "JWT bearer token".into()
                }
                "bearer" => "bearer token".into(),
                other => {
                    self.leave(at, format!("The HTTP scheme “{other}” has no place here."));
                    String::new()
                }
            },
            "apiKey" => {
                let place = match text(scheme, "in").as_str() {
                    "query" => "query parameter",
                    "cookie" => "cookie",
                    _ => "header",
                };
                format!("API key in the {place} `{}`", text(scheme, "name"))
            }
            "mutualTLS" => "mTLS".into(),
            "openIdConnect" => {
                *issuer = text(scheme, "openIdConnectUrl");
                "OIDC access token".into()
            }
            "oauth2" => {
                let flows = scheme.get("flows").and_then(Json::as_object);
                let flow = flows.and_then(|flows| {
                    ["clientCredentials", "authorizationCode", "password", "implicit"]
                        .into_iter()
                        .find_map(|name| Some((name, flows.get(name)?)))
                });
                let Some((name, flow)) = flow else { return "OAuth 2.0 access token".into() };
                if name != "clientCredentials" || flows.is_some_and(|flows| flows.len() > 1) {
                    self.leave(
                        format!("{at}/flows"),
                        "Callers are services: of OAuth 2.0 the export knows the client credentials flow, or a bearer token.",
                    );
                }
                let address = text(flow, "tokenUrl");
                *issuer = if address.is_empty() { text(flow, "authorizationUrl") } else { address };
                "OAuth 2.0 access token".into()
            }
            other => {
                self.leave(at, format!("The security scheme “{other}” is not known."));
                String::new()
            }
        }
    }
}

/// The schemes of a requirement: any of the outer, all of the inner.
pub(super) fn alternatives(security: Option<&Json>) -> Vec<Vec<String>> {
    let items = security.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let names = items.iter().filter_map(Json::as_object).map(|one| one.keys().cloned().collect::<Vec<_>>());
    names.filter(|names| !names.is_empty()).collect()
}

fn of_operations(document: &Json) -> Vec<Vec<String>> {
    let paths = document.get("paths").and_then(Json::as_object);
    let items = paths.into_iter().flat_map(|paths| paths.values()).filter_map(Json::as_object);
    let mut found: Vec<Vec<String>> = Vec::new();
    for one in
        items.flat_map(|item| item.values()).flat_map(|operation| alternatives(operation.get("security")))
    {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
