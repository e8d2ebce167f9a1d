//! The entities, in the order people look for them: systems, components, resources, APIs, groups, users.

use std::collections::BTreeMap;

use super::links::{consumes, depends_on, provides};
use super::model::{self, Definition, Entity, Group, Link, Metadata, Profile, Spec, User};
use super::named::Named;
use crate::deliverables::contracts::sample::{is_email, is_uri};
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::phrases;
use crate::deliverables::repository::Repository;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{
    ApiLifecycle, ApiStyle, Component, Layer, Lifecycle, Person, Row, Side, Team, TeamKind,
};
use crate::workshop::value::{ChoiceSet, Ref};

const API_VERSION: &str = "backstage.io/v1alpha1";
const UNKNOWN_CONTRACT: &str = "No contract has been written yet.";

/// Everything the catalogue lists.
pub fn entities(src: &Sources) -> Vec<Entity> {
    let names = &Named::of(src);
    let mut all = systems(src, names);
    let (software, others): (Vec<_>, Vec<_>) = src
        .records
        .components
        .iter()
        .filter_map(|row| Some((row, names.part(&row.id)?)))
        .partition(|(_, (software, _))| *software);
    all.extend(software.iter().map(|(row, (_, name))| component(src, names, row, name)));
    all.extend(others.iter().map(|(row, (_, name))| resource(src, names, row, name)));
    all.extend(src.sheets.iter().filter_map(|sheet| api(names, sheet)));
    all.extend(groups(src, names, &all));
    all.extend(src.records.people.iter().filter_map(|row| user(names, row)));
    all
}

fn entity(kind: &'static str, name: &str, title: &str, told: &str, spec: Spec) -> Entity {
    let metadata = Metadata {
        name: name.to_owned(),
        title: phrases::clause(title).to_owned(),
        description: phrases::sentence(told),
        annotations: BTreeMap::new(),
        tags: Vec::new(),
        links: Vec::new(),
    };
    Entity { api_version: API_VERSION, kind, metadata, spec }
}

impl Entity {
    fn noted(mut self, key: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.metadata.annotations.insert(key, value);
        }
        self
    }

    fn of_record(self, id: &str) -> Self {
        self.noted("underpin/record", id)
    }
}

fn systems(src: &Sources, names: &Named) -> Vec<Entity> {
    let records = src.records;
    let product_owner = records.people.get_ref(&records.ownership.product_owner);
    let platform_team = records.teams.iter().find(|team| team.kind == Some(TeamKind::Platform));
    let owner = match (product_owner.filter(|person| person.team.is_some()), platform_team) {
        (Some(person), _) => names.owner(&person.team),
        (None, Some(team)) => format!("group:{}", names.team(&team.id).unwrap_or(&names.unowned)),
        (None, None) => names.owner(&Ref::default()),
    };
    let told = src.answer(&records.purpose.mission.0);
    let title = if src.short_name().is_empty() { "Platform" } else { src.short_name() };
    let platform = entity("System", &names.platform, title, told, Spec::System { owner })
        .of_record("purpose")
        .noted("underpin/product-owner", src.person(&records.ownership.product_owner));
    let domains = names.domains.iter().map(|(row, name)| {
        let services = row.services.iter().map(|service| phrases::first_small(phrases::clause(service)));
        let told = phrases::first_large(&phrases::series(&services.collect::<Vec<_>>()));
        let spec = Spec::System { owner: names.owner(&row.owner) };
        entity("System", name, &row.name, &told, spec).of_record(&row.id)
    });
    std::iter::once(platform).chain(domains).collect()
}

fn component(src: &Sources, names: &Named, row: &Row<Component>, name: &str) -> Entity {
    let spec = Spec::Component(model::Component {
        kind: component_type(row),
        lifecycle: lifecycle(row.lifecycle),
        owner: names.owner(&row.owner),
        system: names.system(row),
        provides: provides(src, names, &row.id),
        consumes: consumes(src, names, row),
        depends_on: depends_on(src, names, &row.id),
    });
    part(src, "Component", row, name, spec)
}

fn resource(src: &Sources, names: &Named, row: &Row<Component>, name: &str) -> Entity {
    let spec = Spec::Resource(model::Resource {
        kind: resource_type(row),
        owner: names.owner(&row.owner),
        system: names.system(row),
        depends_on: depends_on(src, names, &row.id),
    });
    part(src, "Resource", row, name, spec)
}

/// What components and resources have in common.
fn part(src: &Sources, kind: &'static str, row: &Row<Component>, name: &str, spec: Spec) -> Entity {
    let told = [&row.responsibility, &row.technology].map(|answer| phrases::sentence(src.answer(answer)));
    let told = told.join(" ");
    let mut entity = entity(kind, name, &row.name, told.trim(), spec)
        .of_record(&row.id)
        .noted("underpin/accountable", src.person(&row.accountable))
        .noted("underpin/backup", src.person(&row.backup));
    if let Some(repository) = Repository::read(&row.repository) {
        entity = entity.noted("backstage.io/source-location", format!("url:{}", repository.address));
        if let Some(key) = repository.annotation() {
            entity = entity.noted(key, repository.project);
        }
    }
    let planned = row.lifecycle.filter(|lifecycle| *lifecycle != Lifecycle::Exists).map(ChoiceSet::key);
    let tags = [
        row.layer.map(ChoiceSet::key),
        row.side.map(|side| if side == Side::External { "external" } else { side.key() }),
        planned,
        (row.critical == Some(true)).then_some("critical-path"),
    ];
    for tag in tags.into_iter().flatten().map(tag) {
        if !entity.metadata.tags.contains(&tag) {
            entity.metadata.tags.push(tag);
        }
    }
    entity
}

/// Tags know no underscores.
fn tag(key: &str) -> String {
    key.replace('_', "-")
}

fn lifecycle(lifecycle: Option<Lifecycle>) -> &'static str {
    match lifecycle {
        Some(Lifecycle::Exists) => "production",
        Some(Lifecycle::Retire) => "deprecated",
        Some(Lifecycle::Build | Lifecycle::Buy) | None => "experimental",
    }
}

fn component_type(row: &Component) -> &'static str {
    let technology = row.technology.to_lowercase();
    let mobile = ["swift", "kotlin", "flutter", "react native", "android", "ios"];
    match row.layer {
        _ if row.store == Some(true) => resource_type(row),
        Some(Layer::Experience) if mobile.iter().any(|word| technology.contains(word)) => "mobile-app",
        Some(Layer::Experience) => "website",
        _ => "service",
    }
}

fn resource_type(row: &Component) -> &'static str {
    let words = format!("{} {}", row.name, row.technology).to_lowercase();
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    if row.store != Some(true) {
        return if row.side == Some(Side::External) { "external-service" } else { "infrastructure" };
    }
    if has(&["kafka", "queue", "broker", "rabbit", "pulsar", "nats", "bus"]) {
        "message-broker"
    } else if has(&["bucket", "object", "s3", "blob", "worm"]) {
        "object-store"
    } else if has(&["search", "lucene", "index"]) {
        "search-index"
    } else if has(&["redis", "cache", "valkey", "memcached"]) {
        "cache"
    } else if has(&[
        "postgres",
        "mysql",
        "maria",
        "oracle",
        "sql",
        "database",
        "mongo",
        "cassandra",
        "dynamo",
    ]) {
        "database"
    } else {
        "data-store"
    }
}

fn api(names: &Named, sheet: &Sheet) -> Option<Entity> {
    let row = sheet.api;
    let definition = match sheet.contract_path() {
        Some(path) => Definition::File { text: format!("./{path}") },
        None => Definition::Words(UNKNOWN_CONTRACT),
    };
    let spec = Spec::Api(model::Api {
        kind: match row.style {
            Some(ApiStyle::Grpc) => "grpc",
            Some(ApiStyle::Events) => "asyncapi",
            Some(ApiStyle::Graphql) => "graphql",
            Some(ApiStyle::Rest) | None => "openapi",
        },
        lifecycle: match row.lifecycle {
            Some(ApiLifecycle::Stable) => "production",
            Some(ApiLifecycle::Deprecated) => "deprecated",
            Some(ApiLifecycle::Proposed | ApiLifecycle::Beta) | None => "experimental",
        },
        owner: names.owner(&row.owner),
        system: sheet.component().and_then(|component| names.system(component)),
        definition,
    });
    let purpose = sheet.records.value(&row.id, "purpose").plain();
    let mut entity = entity("API", names.api(&row.id)?, &sheet.name, &purpose, spec)
        .of_record(&row.id)
        .noted("underpin/version", if sheet.version.given { sheet.version.text.as_str() } else { "" });
    let tags = [row.lifecycle.map(ChoiceSet::key), row.data_class.map(ChoiceSet::key)];
    entity.metadata.tags = tags.into_iter().flatten().map(tag).collect();
    for address in sheet.addresses() {
        if address.text.starts_with("https://") && is_uri(&address.text) {
            let place = address.region.map(|region| format!(" in {region}")).unwrap_or_default();
            entity.metadata.links.push(Link { url: address.text, title: format!("Server{place}") });
        }
    }
    Some(entity)
}

fn group(kind: &'static str, title: &str, parent: Option<&String>) -> Spec {
    let profile = Profile { name: phrases::clause(title).to_owned(), email: None };
    Spec::Group(Group {
        kind,
        profile,
        parent: parent.map(|name| format!("group:{name}")),
        children: Vec::new(),
    })
}

/// The organisation, its teams, and the group of what nobody owns, if anything is unowned.
fn groups(src: &Sources, names: &Named, owned: &[Entity]) -> Vec<Entity> {
    let mut groups = Vec::new();
    if let Some(name) = &names.organisation {
        let title = src.records.charter.organisation.trim();
        groups
            .push(entity("Group", name, title, "", group("organization", title, None)).of_record("charter"));
    }
    for row in &src.records.teams {
        let Some(name) = names.team(&row.id) else { continue };
        // A partner is a group of its own, not one of the organisation.
        let parent = names.organisation.as_ref().filter(|_| row.kind != Some(TeamKind::Partner));
        groups.push(
            entity("Group", name, &row.name, &reached(src, row), group("team", &row.name, parent))
                .of_record(&row.id),
        );
    }
    let unowned = format!("group:{}", names.unowned);
    let is_unowned = |entity: &Entity| match &entity.spec {
        Spec::System { owner } => *owner == unowned,
        Spec::Component(spec) => spec.owner == unowned,
        Spec::Resource(spec) => spec.owner == unowned,
        Spec::Api(spec) => spec.owner == unowned,
        Spec::Group(_) | Spec::User(_) => false,
    };
    if owned.iter().any(is_unowned) {
        let told = "Nobody has been named yet for what belongs to this group";
        groups.push(entity("Group", &names.unowned, "Unowned", told, group("team", "Unowned", None)));
    }
    groups
}

/// What a team is, and where and when somebody answers.
fn reached(src: &Sources, team: &Team) -> String {
    let kind = team.kind.map(|kind| phrases::sentence(kind.label()));
    let channel = src.answer(&team.channel);
    let hours = src.answer(&team.hours);
    let reach = match (channel.is_empty(), hours.is_empty()) {
        (true, _) => None,
        (false, true) => Some(format!("Reached in {channel}.")),
        (false, false) => Some(format!("Reached in {channel}: {}", phrases::sentence(hours))),
    };
    [kind, reach].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn user(names: &Named, row: &Row<Person>) -> Option<Entity> {
    let team = names.team(row.team.id()?)?;
    let contact = row.contact.trim();
    let profile = Profile {
        name: phrases::clause(&row.name).to_owned(),
        email: is_email(contact).then(|| contact.to_owned()),
    };
    let spec = Spec::User(User { profile, member_of: vec![format!("group:{team}")] });
    Some(entity("User", names.person(&row.id)?, &row.name, &row.role, spec).of_record(&row.id))
}
