//! The rules the team gave itself, read from what it wrote about API rules and standards.

use crate::workshop::names;
use crate::workshop::records::{Concern, Records, VersionPlace};
use crate::workshop::words::said;

/// How the words of a name are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `snake_case`
    Snake,
    /// `kebab-case`
    Kebab,
    /// `camelCase`
    Camel,
    /// `PascalCase`
    Pascal,
}

impl Case {
    /// The case written in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
        }
    }

    /// A name in this case.
    pub fn of(self, name: &str) -> String {
        match self {
            Self::Snake => names::snake(name, "name"),
            Self::Kebab => names::kebab(name, "name"),
            Self::Camel => names::camel(name, "name"),
            Self::Pascal => names::pascal(name, "Name"),
        }
    }

    /// True when a name is in this case. A name of one word in small letters is in all but `PascalCase`.
    pub fn fits(self, name: &str) -> bool {
        let separator = match self {
            Self::Snake => Some('_'),
            Self::Kebab => Some('-'),
            Self::Camel | Self::Pascal => None,
        };
        let letters = |c: char| match self {
            Self::Snake | Self::Kebab => c.is_lowercase() || c.is_ascii_digit() || Some(c) == separator,
            Self::Camel | Self::Pascal => c.is_alphanumeric(),
        };
        let begins = |c: char| if self == Self::Pascal { c.is_uppercase() } else { c.is_lowercase() };
        name.starts_with(begins) && name.chars().all(letters)
    }
}

/// Whether a rule was decided or is only usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The team wrote it down.
    ByTheTeam,
    /// Nobody did; this is what is usual.
    Usual,
}

impl Decided {
    /// A half-sentence that says so.
    pub fn told(self) -> &'static str {
        match self {
            Self::ByTheTeam => "as the API rules say",
            Self::Usual => "as is usual; the API rules say nothing",
        }
    }
}

/// The rules that findings go by.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The case of paths.
    pub paths: (Case, Decided),
    /// Whether collections are plural.
    pub plural: (bool, Decided),
    /// The case of fields.
    pub fields: (Case, Decided),
    /// Where the major version stands; none when nobody decided.
    pub version_place: Option<VersionPlace>,
    /// Whether topics end with what happened.
    pub past_tense: (bool, Decided),
    /// Months from deprecation to sunset; none when nobody decided.
    pub notice_months: Option<f64>,
}

impl Profile {
    /// The profile that the answers add up to.
    pub fn of(records: &Records) -> Self {
        let rules = &records.api_rules;
        let mut texts: Vec<&str> = vec![&rules.naming];
        // A standard about APIs may say the same; the API rules go first.
        let standards = records.standards.iter();
        let standards = standards.filter(|row| {
            matches!(row.concern.choice(), Some(Concern::ApiStyle | Concern::Messaging | Concern::Other))
        });
        texts.extend(standards.map(|row| row.choice.as_str()));
        let clauses: Vec<String> =
            texts.iter().filter(|text| said(text)).flat_map(|text| clauses(text)).collect();
        let decided = |found: Option<Case>, usual: Case| match found {
            Some(case) => (case, Decided::ByTheTeam),
            None => (usual, Decided::Usual),
        };
        let about = |nouns: &'static [&'static str]| {
            clauses.iter().filter(move |clause| nouns.iter().any(|noun| clause.contains(noun)))
        };
        let paths = || about(&["path", "resource", "url", "uri"]);
        let plural = paths().find_map(|clause| {
            if clause.contains("plural") { Some(true) } else { clause.contains("singular").then_some(false) }
        });
        let past = about(&["topic", "event"]).find_map(|clause| {
            if clause.contains("past") { Some(true) } else { clause.contains("imperative").then_some(false) }
        });
        let known = |said: Option<bool>, usual| match said {
            Some(said) => (said, Decided::ByTheTeam),
            None => (usual, Decided::Usual),
        };
        Self {
            paths: decided(paths().find_map(|clause| case_in(clause)), Case::Kebab),
            plural: known(plural, true),
            fields: decided(
                about(&["field", "propert", "attribute"]).find_map(|clause| case_in(clause)),
                Case::Snake,
            ),
            version_place: rules.version_place,
            past_tense: known(past, true),
            notice_months: rules.notice_months.filter(|months| *months > 0.0),
        }
    }
}

/// The parts of a text that can be about different things.
fn clauses(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace("snake_case", "snake case").replace("camelcase", "camel case");
    // `noun.past-tense` is one word: a full stop parts only with a space behind it.
    lower.replace(". ", ";").split([',', ';', '\n']).map(str::to_owned).collect()
}

fn case_in(clause: &str) -> Option<Case> {
    let cases =
        [("kebab", Case::Kebab), ("snake", Case::Snake), ("camel", Case::Camel), ("pascal", Case::Pascal)];
    cases.into_iter().find(|(word, _)| clause.contains(word)).map(|(_, case)| case)
}
