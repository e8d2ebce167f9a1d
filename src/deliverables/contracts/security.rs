//! How a caller proves who it is and what it may do, read from the words the team used.

use super::names::{self, answer};
use crate::workshop::records::Api;

/// A way of proving who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// `OpenID` Connect, with the address of its discovery document.
    OpenId(String),
    /// OAuth 2.0 client credentials, with the address of the token endpoint.
    OAuth(String),
    /// A bearer token; true when it is known to be a JWT.
    Bearer(bool),
    /// A client certificate.
    MutualTls,
    /// A key, with the name it is sent under and where: `header`, `query` or `cookie`.
    ApiKey(String, &'static str),
    /// User and password in a header.
    Basic,
}

/// What an API asks of its callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Any one of the inner lists is enough; all of an inner list are needed.
    pub alternatives: Vec<Vec<Scheme>>,
    /// False when nobody said how callers prove who they are and this is a default.
    pub given: bool,
}

impl Security {
    /// Reads the mechanism and the issuer of an API. A discovery address cannot say which scopes there are,
    /// and linters take a scope that is nowhere listed for a slip; so with scopes a token is a bearer token.
    pub fn of(api: &Api, scoped: bool) -> Self {
        let text = answer(&api.authentication);
        let parts = text.split(" or ");
        let mut alternatives: Vec<Vec<Scheme>> = Vec::new();
        for part in parts {
            let schemes = schemes(part, &api.issuer, scoped);
            if !schemes.is_empty() && !alternatives.contains(&schemes) {
                alternatives.push(schemes);
            }
        }
        if alternatives.is_empty() {
            alternatives.push(vec![Scheme::Bearer(false)]);
        }
        Self { alternatives, given: !text.is_empty() }
    }

    /// Each scheme once, in order.
    pub fn schemes(&self) -> Vec<&Scheme> {
        let mut found: Vec<&Scheme> = Vec::new();
        for scheme in self.alternatives.iter().flatten() {
            if !found.contains(&scheme) {
                found.push(scheme);
            }
        }
        found
    }
}

impl Scheme {
    /// True when a contract can say which scopes an operation needs.
    pub fn has_scopes(&self) -> bool {
        matches!(self, Self::OAuth(_))
    }

    /// Its name among the security schemes of a contract.
    pub fn key(&self) -> &'static str {
        match self {
            Self::OpenId(_) => "openId",
            Self::OAuth(_) => "oAuth2",
            Self::Bearer(_) => "bearerToken",
            Self::MutualTls => "mutualTls",
            Self::ApiKey(..) => "apiKey",
            Self::Basic => "basic",
        }
    }
}

/// True for the address of a token endpoint.
fn names_token(address: &str) -> bool {
    address.split_once("://").is_some_and(|(_, rest)| {
        rest.split('/').skip(1).any(|part| names::words(part).iter().any(|word| word == "token"))
    })
}

fn schemes(text: &str, issuer: &str, scoped: bool) -> Vec<Scheme> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let mut schemes = Vec::new();
    if has(&["oidc", "openid", "oauth", "client credential", "client-credential"]) {
        let address = address_in(text).or_else(|| address_in(issuer));
        schemes.push(match address {
            Some(address) if names_token(&address) => Scheme::OAuth(address),
            Some(address) if !scoped => Scheme::OpenId(discovery(&address)),
            _ => Scheme::Bearer(has(&["oidc", "openid", "jwt"])),
        });
    } else if has(&["jwt", "bearer", "token"]) {
        schemes.push(Scheme::Bearer(has(&["jwt"])));
    }
    if has(&["mtls", "mutual tls", "client certificate", "x.509", "x509", "spiffe", "svid"]) {
        schemes.push(Scheme::MutualTls);
    }
    if has(&["api key", "api-key", "apikey"]) {
        schemes.push(api_key(text));
    }
    if has(&["basic auth"]) {
        schemes.push(Scheme::Basic);
    }
    schemes
}

/// A key in the header, query parameter or cookie that the text names: “API key in the header `X-Key`”.
fn api_key(text: &str) -> Scheme {
    let lower = text.to_lowercase();
    let place = ["query", "cookie"].into_iter().find(|place| lower.contains(place)).unwrap_or("header");
    let name = text.split('`').nth(1).map(str::trim).filter(|name| !name.is_empty());
    Scheme::ApiKey(name.unwrap_or("X-API-Key").to_owned(), place)
}

/// The discovery document of an issuer (`OpenID` Connect Discovery 1.0, section 4).
pub fn discovery(issuer: &str) -> String {
    if issuer.contains("/.well-known/") {
        issuer.to_owned()
    } else {
        format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
    }
}

/// The first web address in a text; a bare host such as `id.example.com` counts.
pub fn address_in(text: &str) -> Option<String> {
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', ';', '.', '`', '<', '>']));
    words.find_map(|word| {
        if word.starts_with("https://") {
            return super::sample::is_uri(word).then(|| word.to_owned());
        }
        let host = word.split('/').next().unwrap_or_default();
        let labels: Vec<&str> = host.split('.').collect();
        let good = |label: &&str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let named = labels
            .last()
            .is_some_and(|last| last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_lowercase()));
        (labels.len() > 1 && named && labels.iter().all(good)).then(|| format!("https://{word}"))
    })
}

/// The scopes in a text such as `billing:write, billing:read`; words without such marks stay together.
pub fn scopes(text: &str) -> Vec<String> {
    // “none” is an answer: whoever is let in may call it.
    if !crate::workshop::words::said(text) {
        return Vec::new();
    }
    let mut scopes: Vec<String> = Vec::new();
    for part in text.split([',', ';', '\n']) {
        let part = part.trim().trim_matches(['`', '"', '“', '”']).trim();
        let marked = |word: &str| word.contains([':', '.', '/', '_']) || word == "and" || word == "+";
        let apart = part.split_whitespace().count() > 1 && part.split_whitespace().all(marked);
        let pieces: Vec<&str> = if apart { part.split_whitespace().collect() } else { vec![part] };
        for piece in pieces {
            let piece = piece.trim_matches('`');
            if !matches!(piece, "" | "and" | "+") && !scopes.iter().any(|known| known == piece) {
                scopes.push(piece.to_owned());
            }
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(authentication: &str, issuer: &str) -> Vec<Vec<Scheme>> {
        let api = Api { authentication: authentication.into(), issuer: issuer.into(), ..Api::default() };
        Security::of(&api, false).alternatives
    }

    #[test]
    fn mechanisms_are_read_from_plain_words() {
        let known = Scheme::OpenId("https://id.example.com/.well-known/openid-configuration".into());
        assert_eq!(read("OIDC access token", "https://id.example.com/"), [[known.clone()]]);
        assert_eq!(read("OIDC access token", "Identity service (id.example.com)"), [[known]]);
        assert_eq!(read("OIDC access token (JWT)", "Keycloak"), [[Scheme::Bearer(true)]]);
        assert_eq!(
            read("OAuth 2.0 client credentials", "https://id.example.com/oauth2/token"),
            [[Scheme::OAuth("https://id.example.com/oauth2/token".into())]]
        );
        assert_eq!(read("mTLS with SPIFFE identities", ""), [[Scheme::MutualTls]]);
        assert_eq!(read("JWT over mTLS", ""), [[Scheme::Bearer(true), Scheme::MutualTls]]);
        assert_eq!(
            read("mTLS or API key", ""),
            [[Scheme::MutualTls], [Scheme::ApiKey("X-API-Key".into(), "header")]]
        );
        let key = Scheme::ApiKey("key".into(), "query");
        assert_eq!(read("API key in the query parameter `key`", ""), [[key]]);
        assert_eq!(read("", ""), [[Scheme::Bearer(false)]]);
        let api =
            Api { authentication: "OIDC".into(), issuer: "https://id.example.com".into(), ..Api::default() };
        assert_eq!(Security::of(&api, true).alternatives, [[Scheme::Bearer(true)]]);
    }

    #[test]
    fn scopes_are_taken_apart_and_phrases_are_not() {
        assert_eq!(scopes("billing:write, billing:read"), ["billing:write", "billing:read"]);
        assert_eq!(scopes("`ledger.post` ledger.read"), ["ledger.post", "ledger.read"]);
        assert_eq!(scopes("tenant administrator"), ["tenant administrator"]);
        assert!(scopes(" ").is_empty() && scopes("none").is_empty());
    }
}
