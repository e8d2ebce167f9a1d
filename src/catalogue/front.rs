//! Front matter: YAML, read strictly. What is misspelt is reported, never passed over.

use serde::de::{DeserializeOwned, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::{Error, MessageFormatter, Options, Spanned, UserMessageFormatter};
use std::collections::BTreeMap;
use std::fmt;

use super::page::FRONT_LINE;
use super::problem::{Report, meant};

/// A value that knows its place.
pub(super) type At<T> = Spanned<T>;

/// The line of a value in its file.
pub(super) fn line_of<T>(value: &At<T>) -> usize {
    usize::try_from(value.referenced.line()).unwrap_or_default() + FRONT_LINE - 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
    pub id: String,
    pub version: String,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub id: At<String>,
    pub number: At<u32>,
    pub title: String,
    #[serde(default)]
    pub covers: Vec<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Activity {
    pub id: At<String>,
    pub stage: At<String>,
    pub title: String,
    #[serde(default)]
    pub words: String,
    pub minutes: At<u32>,
    pub agendas: At<Vec<u32>>,
    pub timebox: At<BTreeMap<Length, u32>>,
    #[serde(default)]
    pub covers: Vec<At<String>>,
    #[serde(default)]
    pub principle: Option<At<String>>,
    #[serde(default)]
    pub flags: Vec<At<String>>,
    pub feeds: At<String>,
    pub captures: At<Vec<At<Capture>>>,
}

/// The length of an agenda in minutes. A key in JSON is always a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Length(pub u32);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Minutes;
        impl Visitor<'_> for Minutes {
            type Value = Length;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the minutes of an agenda")
            }
            fn visit_u64<E: serde::de::Error>(self, minutes: u64) -> Result<Length, E> {
                let whole = u32::try_from(minutes);
                whole.map(Length).map_err(|_| E::invalid_value(Unexpected::Unsigned(minutes), &self))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Length, E> {
                text.parse().map(Length).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Minutes)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capture {
    #[serde(default)]
    pub table: Option<At<String>>,
    #[serde(default)]
    pub form: Option<At<String>>,
    #[serde(default)]
    pub fields: Option<Vec<At<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Principle {
    pub id: At<String>,
    pub title: String,
    pub person: String,
    #[serde(default)]
    pub covers: Vec<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mistake {
    pub id: At<String>,
    pub title: String,
    #[serde(default)]
    pub covers: Vec<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Levels {
    pub id: At<String>,
    pub title: String,
    pub question: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capabilities {
    pub capabilities: Vec<Capability>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capability {
    pub id: At<String>,
    pub name: At<String>,
    pub domain: At<String>,
    pub what: At<String>,
    pub symptom: At<String>,
    #[serde(default)]
    pub words: Vec<String>,
}

/// Reads front matter; what is wrong with it is reported.
pub(super) fn read<T: DeserializeOwned>(yaml: &str, report: &mut Report<'_>) -> Option<T> {
    // The pages that are built in come as JSON. What is wrong with one is said as for any other: JSON is YAML.
    if let Some(read) = yaml.starts_with('{').then(|| serde_json::from_str(yaml).ok()).flatten() {
        return Some(read);
    }
    let mut options = Options::default();
    options.strict_booleans = true;
    options.emit_comments = false;
    options.with_snippet = false;
    match serde_saphyr::from_str_with_options(yaml, options) {
        Ok(read) => Some(read),
        Err(error) => {
            let error = error.without_snippet();
            let place = error
                .location()
                .and_then(|place| usize::try_from(place.line()).ok())
                .filter(|line| *line > 0);
            let line = place.map_or(1, |line| line + FRONT_LINE - 1);
            match error {
                Error::SerdeUnknownField { field, expected, .. } => {
                    let hint = meant(field, expected.iter().copied());
                    report.add(line, format!("there is no field “{field}”"), hint);
                }
                Error::SerdeMissingField { field, .. } => {
                    report.add(line, format!("the field “{field}” is missing"), format!("add “{field}: …”"));
                }
                other => {
                    let text = UserMessageFormatter.format_message(other).into_owned();
                    report.add(line, text, "see the other pages of this folder for the form");
                }
            }
            None
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::catalogue::source;

    #[test]
    fn the_pages_that_are_built_in_are_read_as_json() {
        let mut activities = 0;
        for (file, bytes) in source::embedded() {
            let text = String::from_utf8(bytes.into_owned()).unwrap();
            let json = text.strip_prefix("---\n").and_then(|rest| rest.lines().next()).unwrap();
            assert!(json.starts_with('{'), "{file}: {json}");
            if file.starts_with("activities/") {
                activities += 1;
                let read = serde_json::from_str::<Activity>(json);
                assert!(read.is_ok(), "{file}: {:?}", read.err());
            }
        }
        assert!(activities > 30);
    }
}
