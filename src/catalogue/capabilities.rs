//! Capabilities that platforms commonly share: what a list of candidates starts from.

use std::collections::BTreeMap;

use super::front::{self, line_of};
use super::page::Page;
use super::problem::{Problem, Report, meant};
use crate::workshop::records::CapabilityDomain;
use crate::workshop::value::ChoiceSet;

/// The page they stand in.
pub(super) const PAGE: &str = "capabilities.md";

/// A capability that platforms commonly share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCapability {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it belongs.
    pub domain: CapabilityDomain,
    /// What it is, in one line.
    pub what: String,
    /// What one sees where it is missing and teams make do.
    pub symptom: String,
    /// Words in the names of systems that give it away, each the beginning of a word.
    pub words: Vec<String>,
}

/// Reads the page; what is wrong with it is reported.
pub(super) fn read(page: &Page<'_>, report: &mut Report<'_>) -> Vec<KnownCapability> {
    page.only(&[], report);
    let Some(front) = front::read::<front::Capabilities>(page.front, report) else { return Vec::new() };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = Vec::new();
    for one in front.capabilities {
        let line = line_of(&one.id);
        if let Some(first) = seen.insert(one.id.value.clone(), line) {
            let text = format!("the capability “{}” is there twice", one.id.value);
            report.add(line, text, format!("the other is on line {first}"));
        }
        for (what, text) in [("name", &one.name), ("what", &one.what), ("symptom", &one.symptom)] {
            if text.value.trim().is_empty() {
                report.add(line_of(text), format!("“{what}” is empty"), "say it in one line");
            }
        }
        let Some(domain) = CapabilityDomain::from_key(&one.domain.value) else {
            let hint = meant(&one.domain.value, CapabilityDomain::OPTIONS.iter().map(|option| option.key));
            report.add(line_of(&one.domain), format!("there is no domain “{}”", one.domain.value), hint);
            continue;
        };
        known.push(KnownCapability {
            id: one.id.value,
            name: one.name.value,
            domain,
            what: one.what.value,
            symptom: one.symptom.value,
            words: one.words,
        });
    }
    known
}

/// Reports domains of which the built-in content knows nothing.
pub(super) fn complete(known: &[KnownCapability], problems: &mut Vec<Problem>) {
    for domain in
        CapabilityDomain::ALL.iter().filter(|domain| !known.iter().any(|one| one.domain == **domain))
    {
        problems.push(Problem {
            file: PAGE.to_owned(),
            line: 1,
            text: format!("no capability belongs to the domain “{}”", domain.key()),
            hint: "add one".to_owned(),
        });
    }
}
