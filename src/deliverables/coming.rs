//! What documents promise and is not there yet.

use jiff::civil::Date;

use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::records::{CapabilityDomain, Component, Lifecycle, Offer, Row, Side};

/// True when the catalogue that readers are sent to is only planned.
pub fn catalogue(src: &Sources) -> bool {
    let portal = |domain: Option<CapabilityDomain>| domain == Some(CapabilityDomain::Portals);
    let mut portals = src.records.capabilities.iter().filter(|one| portal(one.domain.choice())).peekable();
    portals.peek().is_some() && portals.all(|one| one.offer == Some(Offer::Planned))
}

/// The platform's components that are still to be built or bought, with the first day a team moves onto each.
pub fn components<'a>(src: &'a Sources<'a>) -> Vec<(&'a Row<Component>, Option<Date>)> {
    let first = |component: &Row<Component>| {
        let moves = src.records.migrations.iter().filter(|row| row.to.id() == Some(component.id.as_str()));
        moves.filter_map(|row| row.starts).min()
    };
    let new = src.records.components.iter().filter(|component| {
        component.side == Some(Side::Platform)
            && matches!(component.lifecycle, Some(Lifecycle::Build | Lifecycle::Buy))
    });
    let mut coming: Vec<_> = new.map(|component| (component, first(component))).collect();
    // Those without a day come last.
    coming.sort_by_key(|(_, first)| first.unwrap_or(Date::MAX));
    coming
}

/// Which of them are not there yet; nothing when all are.
pub fn told(src: &Sources) -> String {
    let day = |first: Option<Date>| first.map_or_else(|| "no day yet".to_owned(), |day| day.to_string());
    let names: Vec<String> = components(src)
        .into_iter()
        .map(|(component, first)| format!("{} ({})", component.name, day(first)))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Not all of this is there yet. Still to be built or bought, with the day on which the first team moves onto it: \
         {}. What rests on one of them comes with it.",
        phrases::series(&names)
    )
}
