//! The name of each entity: given once, so that every reference finds it.

use std::collections::BTreeMap;

use crate::deliverables::sources::Sources;
use crate::workshop::names::{self, Taken};
use crate::workshop::records::{Component, Domain, Layer, Row, Side, Team};
use crate::workshop::value::Ref;

/// The longest name that Backstage takes.
const LONGEST: usize = 63;
/// Room for the number that parts two entities of one name.
const NUMBER: usize = 5;

/// Who is called what.
pub struct Named<'a> {
    /// The system that is the platform.
    pub platform: String,
    /// The systems of business domains, with their record.
    pub domains: Vec<(&'a Row<Domain>, String)>,
    /// The group of the whole organisation, if it has a name.
    pub organisation: Option<String>,
    /// The group of what nobody owns.
    pub unowned: String,
    teams: BTreeMap<&'a str, String>,
    people: BTreeMap<&'a str, String>,
    parts: BTreeMap<&'a str, (bool, String)>,
    apis: BTreeMap<&'a str, String>,
}

impl<'a> Named<'a> {
    /// Names everything.
    pub fn of(src: &Sources<'a>) -> Self {
        let records = src.records;
        let mut systems = Taken::default();
        let platform = name(&mut systems, src.short_name(), "platform");
        let domains = records.domains.iter().filter(|domain| runs_product(src, domain));
        let domains = domains.map(|row| (row, name(&mut systems, &row.name, "domain"))).collect();
        let mut groups = Taken::default();
        let title = records.charter.organisation.trim();
        let organisation = (!title.is_empty()).then(|| name(&mut groups, title, "organisation"));
        let teams = records.teams.iter();
        let teams = teams.map(|row| (row.id.as_str(), name(&mut groups, &row.name, "team"))).collect();
        let unowned = name(&mut groups, "unowned", "unowned");
        let mut users = Taken::default();
        let people = records.people.iter();
        let people = people.map(|row| (row.id.as_str(), name(&mut users, &row.name, "person"))).collect();
        let (mut components, mut resources) = (Taken::default(), Taken::default());
        let parts = records.components.iter().map(|row| {
            let software = is_software(src, row);
            let taken = if software { &mut components } else { &mut resources };
            (row.id.as_str(), (software, name(taken, &row.name, "component")))
        });
        let parts = parts.collect();
        let mut taken = Taken::default();
        let apis = src.sheets.iter();
        let apis = apis.map(|sheet| (sheet.api.id.as_str(), name(&mut taken, &sheet.name, "api"))).collect();
        Self { platform, domains, organisation, unowned, teams, people, parts, apis }
    }

    /// The group that owns something.
    pub fn owner(&self, team: &Ref<Team>) -> String {
        let known = team.id().and_then(|id| self.teams.get(id));
        format!("group:{}", known.unwrap_or(&self.unowned))
    }

    /// The name of a team's group.
    pub fn team(&self, id: &str) -> Option<&str> {
        self.teams.get(id).map(String::as_str)
    }

    /// The name of a person.
    pub fn person(&self, id: &str) -> Option<&str> {
        self.people.get(id).map(String::as_str)
    }

    /// The name of an API.
    pub fn api(&self, id: &str) -> Option<&str> {
        self.apis.get(id).map(String::as_str)
    }

    /// Whether a component is software, and its name.
    pub fn part(&self, id: &str) -> Option<(bool, &str)> {
        self.parts.get(id).map(|(software, name)| (*software, name.as_str()))
    }

    /// A component as something to depend on: `component:export-service`, `resource:event-bus`.
    pub fn target(&self, id: &str) -> Option<String> {
        let (software, name) = self.part(id)?;
        Some(format!("{}:{name}", if software { "component" } else { "resource" }))
    }

    /// The system of a component: the platform, or the one business domain of its team.
    pub fn system(&self, component: &Component) -> Option<String> {
        match component.side {
            Some(Side::External) => None,
            Some(Side::Platform) => Some(self.platform.clone()),
            Some(Side::Product) | None => {
                let mut own = self.domains.iter().filter(|(domain, _)| {
                    domain.owner.is_some() && domain.owner.id() == component.owner.id()
                });
                let (_, name) = own.next()?;
                own.next().is_none().then(|| name.clone())
            }
        }
    }
}

fn name(taken: &mut Taken, title: &str, fallback: &str) -> String {
    let whole = names::kebab(title, fallback);
    let cut = &whole[..whole.len().min(LONGEST - NUMBER)];
    taken.unique(cut.trim_end_matches('-'), "-")
}

fn runs_product(src: &Sources, domain: &Domain) -> bool {
    let product = |row: &Row<Component>| {
        row.side == Some(Side::Product) && row.owner.is_some() && row.owner.id() == domain.owner.id()
    };
    src.records.components.iter().any(product)
}

/// Stores, infrastructure and what comes from outside are resources, unless they serve an API: only a
/// component can.
fn is_software(src: &Sources, row: &Row<Component>) -> bool {
    let serves = src.records.apis.iter().any(|api| api.component.id() == Some(&row.id));
    let resource = row.store == Some(true)
        || row.layer == Some(Layer::Infrastructure)
        || row.side == Some(Side::External);
    serves || !resource
}
