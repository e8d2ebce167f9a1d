//! An `OpenAPI` 3.1 document for a REST API.
//!
//! Built as types from the [`Sheet`] and serialised; no YAML is glued from strings. What several
//! operations share stands once among the components, and nothing stands there that none uses.

pub mod model;
mod operations;
mod parts;

use super::names::answer;
use std::collections::BTreeSet;

use crate::workshop::records::VersionPlace;
use crate::workshop::value::ChoiceSet;

use super::addresses::Address;
use super::bodies::{self, carries_body};
use super::contact::{self, Contact};
use super::ordered::Ordered;
use super::schema::Schema;
use super::security::{self, Scheme};
use super::sheet::Sheet;
use crate::deliverables::phrases::{self, sentence};
use model::{Components, Flow, Flows, Info, License, OpenApi, SecurityScheme, Server, Tag};

/// The contract of a REST API.
pub fn openapi(sheet: &Sheet) -> OpenApi {
    let mut parts = parts::Parts::new(sheet);
    let paths = operations::paths(sheet, &mut parts);
    let mut components = parts.done();
    components.security_schemes = security_schemes(sheet);
    add_schemas(sheet, &mut components);
    OpenApi {
        openapi: "3.1.0",
        info: info(sheet),
        servers: servers(sheet),
        tags: vec![tag(sheet)],
        paths,
        components,
    }
}

/// One for each address, with the region it leads to; a lone slash when nobody gave one.
fn servers(sheet: &Sheet) -> Vec<Server> {
    let bases = sheet.bases();
    if bases.is_empty() {
        let description = format!("Where the paths of {} start", sheet.name);
        return vec![Server { url: sheet.base(), description }];
    }
    let server = |base: Address| {
        let place = base.region.map(|region| format!(" in {region}")).unwrap_or_default();
        Server { url: base.text, description: format!("Where the paths of {} start{place}", sheet.name) }
    };
    bases.into_iter().map(server).collect()
}

fn info(sheet: &Sheet) -> Info {
    let function = answer(&sheet.api.function);
    let summary = if function.is_empty() { sheet.name.clone() } else { super::names::capitalised(function) };
    Info {
        title: sheet.name.clone(),
        version: sheet.version.text.clone(),
        summary,
        description: description(sheet),
        contact: Contact::known(sheet),
        license: license(sheet),
        lifecycle: sheet.api.lifecycle.map(ChoiceSet::key),
        data_class: sheet.api.data_class.map(ChoiceSet::key),
    }
}

/// An internal contract is nobody else's: what linters ask for and SPDX has a word for.
fn license(sheet: &Sheet) -> License {
    let organisation = answer(&sheet.records.charter.organisation);
    let name =
        if organisation.is_empty() { "Proprietary".into() } else { format!("Proprietary, {organisation}") };
    License { name, identifier: "LicenseRef-Proprietary" }
}

fn tag(sheet: &Sheet) -> Tag {
    let description = match answer(&sheet.api.function) {
        "" => format!("Operations of {}.", sheet.name),
        function => sentence(function),
    };
    Tag { name: sheet.category().to_owned(), description }
}

/// Purpose, owner, and the rules that hold for every operation; each is said here and nowhere else.
fn description(sheet: &Sheet) -> String {
    let api = sheet.api;
    let mut parts: Vec<String> =
        answer(&api.purpose.0).lines().map(sentence).filter(|line| !line.is_empty()).collect();
    let mut who = vec![contact::answers(sheet)];
    if parts.is_empty() && who[0].is_empty() {
        who.push(format!("The contract of {}, an internal API.", sheet.name));
    }
    let consumers: Vec<&str> = sheet.consumers().iter().map(|team| team.name.as_str()).collect();
    if !consumers.is_empty() {
        who.push(format!("It is called by {}.", phrases::series(&consumers)));
    }
    if let Some(deprecated) = leaving(sheet) {
        who.push(deprecated);
    }
    who.retain(|sentence| !sentence.is_empty());
    parts.push(who.join(" "));
    parts.push(rules(sheet).iter().map(|rule| format!("- {rule}")).collect::<Vec<_>>().join("\n"));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn leaving(sheet: &Sheet) -> Option<String> {
    if !sheet.is_deprecated() {
        return None;
    }
    let until = sheet.sunset().map(|day| format!(" and stops answering on {day}")).unwrap_or_default();
    let next = sheet.successor().map(|api| format!("; callers move to {}", api.name)).unwrap_or_default();
    Some(format!("It is deprecated{until}{next}."))
}

fn rules(sheet: &Sheet) -> Vec<String> {
    let api = sheet.api;
    let mut rules = vec![version_rule(sheet)];
    if let Some(limit) = sheet.rate_limit_told() {
        rules.push(format!(
            "Rate limit: {limit}. Above it comes 429 with `Retry-After`. `RateLimit` and `RateLimit-Policy` follow \
             an IETF draft and may still change."
        ));
    }
    let scoped = sheet.calls.iter().any(|call| !call.scopes.is_empty());
    if scoped && !sheet.security().schemes().into_iter().any(Scheme::has_scopes) {
        rules.push("Scopes: each operation names what its caller needs in `x-required-scopes`.".into());
    }
    rules.push(
        "Errors: problem details (RFC 9457) as `application/problem+json`; tell them apart by `type`.".into(),
    );
    if sheet.calls.iter().any(|call| sheet.takes_key(call)) {
        let kept = sheet.rules().key_kept.map(|kept| format!(" for {kept}")).unwrap_or_default();
        rules.push(format!(
            "Repeats: each POST carries an `Idempotency-Key` (IETF draft), which is remembered{kept}."
        ));
    }
    let open =
        sheet.bodies.iter().flat_map(|body| &body.fields).any(
            |field| matches!(&field.kind.base, super::types::Base::Enum(options) if !options.is_empty()),
        );
    if open {
        rules.push("Lists of words are open: a caller treats a word it does not know as “other”.".into());
    }
    let deployment = &sheet.records.deployment;
    let regions: Vec<&str> = deployment.regions.iter().map(|region| answer(region)).collect();
    let regions = regions.into_iter().filter(|region| !region.is_empty()).collect::<Vec<_>>().join("; ");
    let kept = answer(&deployment.region_rule);
    let told = [regions.as_str(), kept].into_iter().filter(|part| !part.is_empty()).map(sentence);
    let regions = told.collect::<Vec<_>>().join(" ");
    let said = [
        ("Regions of the platform", regions.as_str()),
        ("Service level", answer(&api.availability)),
        ("Personal data", answer(&api.personal_data)),
        ("Retention", answer(&api.retention)),
    ];
    rules.extend(
        said.iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(term, text)| format!("{term}: {}", sentence(text))),
    );
    rules
}

fn version_rule(sheet: &Sheet) -> String {
    let major = sheet.version.major;
    let place = match sheet.version_place() {
        Some(VersionPlace::Path) => format!("the major version stands in the path, as `/v{major}`."),
        Some(VersionPlace::MediaType) => format!(
            "the major version stands in the media type; ask for it with `Accept: application/json;version={major}`."
        ),
        Some(VersionPlace::Header) => format!(
            "the major version stands in the request header `{}`, here {major}.",
            parts::VERSION_HEADER
        ),
        None => "MAJOR.MINOR.PATCH; only a new major version may break a caller.".into(),
    };
    let default = if sheet.version.given { "" } else { " The number is a default: nobody has set one." };
    format!("Version {}: {place}{default}", sheet.version.text)
}

fn security_schemes(sheet: &Sheet) -> Ordered<SecurityScheme> {
    let security = sheet.security();
    let mut schemes = Ordered::default();
    for scheme in security.schemes() {
        let description = credential(sheet, security.given);
        let entry = match scheme {
            Scheme::OpenId(url) => {
                SecurityScheme::OpenIdConnect { description, open_id_connect_url: url.clone() }
            }
            Scheme::OAuth(url) => {
                let client_credentials = Flow { token_url: url.clone(), scopes: scopes(sheet) };
                SecurityScheme::OAuth2 { description, flows: Flows { client_credentials } }
            }
            Scheme::Bearer(jwt) => {
                SecurityScheme::Http { description, scheme: "bearer", bearer_format: jwt.then_some("JWT") }
            }
            Scheme::Basic => SecurityScheme::Http { description, scheme: "basic", bearer_format: None },
            Scheme::MutualTls => SecurityScheme::MutualTls { description },
            Scheme::ApiKey(name, place) => SecurityScheme::ApiKey { description, name: name.clone(), place },
        };
        schemes.set(scheme.key(), entry);
    }
    schemes
}

/// How a caller proves who it is, from whom it has the proof, and how long that holds.
fn credential(sheet: &Sheet, given: bool) -> String {
    let api = sheet.api;
    let told = if given {
        sentence(&api.authentication)
    } else {
        "Bearer token, as a default: nobody has chosen a mechanism.".to_owned()
    };
    let issuer = answer(&api.issuer).trim_end_matches('.');
    let issuer = if issuer.is_empty() { String::new() } else { format!(" Issued by {issuer}.") };
    let lower = api.authentication.to_lowercase();
    let found =
        security::address_in(&api.issuer).filter(|_| lower.contains("oidc") || lower.contains("openid"));
    let found =
        found.map(|found| format!(" Discovery at {}.", security::discovery(&found))).unwrap_or_default();
    let life = api.token_life.map(|life| format!(" Holds for {life}.")).unwrap_or_default();
    format!("{told}{issuer}{found}{life}")
}

/// Each scope, with the operations that it opens.
fn scopes(sheet: &Sheet) -> Ordered<String> {
    let mut scopes: Ordered<Vec<&str>> = Ordered::default();
    for call in &sheet.calls {
        for scope in &call.scopes {
            scopes.entry(scope, Vec::new).push(&call.id);
        }
    }
    scopes.iter().map(|(scope, calls)| (scope, format!("Opens {}", calls.join(", ")))).collect()
}

/// The schemas that bodies use, in the team's order, after those that every API has.
fn add_schemas(sheet: &Sheet, components: &mut Components) {
    let sent = sheet.calls.iter().filter(|call| carries_body(call.method)).filter_map(|call| call.request);
    let returned = sheet.calls.iter().filter_map(|call| call.response);
    let used: BTreeSet<String> = bodies::held_by(sheet, sent.chain(returned));
    for body in sheet.bodies.iter().filter(|body| used.contains(&body.row.id)) {
        components.schemas.set(&body.name, Schema::of_body(sheet, body));
    }
}

#[cfg(test)]
mod tests;
