//! Front matter: YAML, read strictly. What is misspelt is reported, never passed over.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::{Error, MessageFormatter, Options, Spanned, UserMessageFormatter};
use std::collections::BTreeMap;

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
    pub timebox: At<BTreeMap<u32, u32>>,
    #[serde(default)]
    pub covers: Vec<At<String>>,
    #[serde(default)]
    pub principle: Option<At<String>>,
    #[serde(default)]
    pub flags: Vec<At<String>>,
    pub feeds: At<String>,
    pub captures: At<Vec<At<Capture>>>,
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
