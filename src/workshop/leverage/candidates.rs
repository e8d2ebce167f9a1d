//! What teams seem to have built more than once: existing systems and components that speak of the same thing
//! and have different owners.
//!
//! The words that give a capability away come from the content. A word of the content is found at the
//! beginning of a word of the answers, so “export” is found in “Exporter”. It is a hint, not a finding: the
//! team decides whether two systems are the same thing.

use crate::workshop::records::{CapabilityDomain, Lifecycle, Records};

/// Signs that a capability has been built.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signs {
    /// The teams that own something like it, each once, by id.
    pub teams: Vec<String>,
    /// The systems and components, by id.
    pub found: Vec<String>,
}

/// Whether a text holds a word that begins with one of those.
fn speaks_of(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    let mut parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    parts.any(|part| words.iter().any(|word| !word.is_empty() && part.starts_with(word.as_str())))
}

/// Existing systems and components whose name speaks of those words, and who owns them. What the landscape
/// and the component table both name counts once.
pub fn signs(records: &Records, words: &[String]) -> Signs {
    let systems = records.systems.iter().map(|row| (&row.id, &row.name, &row.owner));
    let stands = |lifecycle| matches!(lifecycle, Some(Lifecycle::Exists | Lifecycle::Retire));
    let components = records.components.iter().filter(|row| stands(row.lifecycle));
    let components = components.map(|row| (&row.id, &row.name, &row.owner));
    let mut signs = Signs::default();
    let mut names: Vec<String> = Vec::new();
    for (id, name, owner) in systems.chain(components) {
        let plain = name.to_lowercase();
        if names.contains(&plain) || !speaks_of(name, words) {
            continue;
        }
        names.push(plain);
        signs.found.push(id.clone());
        if let Some(team) = records.teams.get_ref(owner).map(|team| &team.id)
            && !signs.teams.contains(team)
        {
            signs.teams.push(team.clone());
        }
    }
    signs
}

/// The capability in the list that a candidate would repeat: of the same name, or of its domain and speaking
/// of its words.
pub fn known<'a>(
    records: &'a Records,
    name: &str,
    domain: CapabilityDomain,
    words: &[String],
) -> Option<&'a str> {
    let same = |known: &str| known.trim().to_lowercase() == name.trim().to_lowercase();
    let found = records
        .capabilities
        .iter()
        .find(|row| same(&row.name) || row.domain.choice() == Some(domain) && speaks_of(&row.name, words));
    found.map(|row| row.id.as_str())
}
