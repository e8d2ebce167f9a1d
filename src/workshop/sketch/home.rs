//! Which API an operation said in one line goes to, when it says one and when it does not.

use super::plan::style_of;
use super::{Sketch, read};
use crate::workshop::meant::{Meant, meant, without_sign};
use crate::workshop::records::{Api, ApiStyle, Kind, Method, Records, Row};
use crate::workshop::words::or;

/// The API an operation goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// One that is there: its id and name.
    Known(String, String),
    /// One that is made with it.
    New(String),
    /// One of these, but nothing says which.
    Unclear(Vec<String>),
    /// None: there is none it could belong to.
    Nowhere,
}

impl Home {
    /// The API that was said; else, as far as the style fits, the one at hand (that of the row under the cursor), the
    /// only one, or the only one that has no operation yet.
    pub(super) fn of(sketch: &Sketch, method: Method, records: &Records, near: Option<&str>) -> Self {
        if let Some(said) = &sketch.api {
            return said_as(said, records);
        }
        let known = |api: &Row<Api>| Self::Known(api.id.clone(), records.title(&api.id));
        let at_hand = near.and_then(|id| records.apis.by_id(id));
        if let Some(api) = at_hand.filter(|api| fits(api.style, method)) {
            return known(api);
        }
        let fitting: Vec<&Row<Api>> = records.apis.iter().filter(|api| fits(api.style, method)).collect();
        let bare = |api: &&&Row<Api>| !records.operations.iter().any(|row| row.api.id() == Some(&api.id));
        let mut without = fitting.iter().filter(bare);
        match (fitting.as_slice(), without.next(), without.next()) {
            ([], ..) => Self::Nowhere,
            ([only], ..) | (_, Some(only), None) => known(only),
            _ => Self::Unclear(fitting.iter().map(|api| records.title(&api.id)).collect()),
        }
    }

    /// Its id, when it is there already.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Known(id, _) => Some(id),
            _ => None,
        }
    }

    /// What to do when it is not clear which API is meant.
    pub fn question(&self, line: &str) -> Option<String> {
        let Self::Unclear(names) = self else { return None };
        let first = names.first()?;
        let call: Vec<&str> = line.split_whitespace().take(2).collect();
        Some(format!("of which API, {}? Say it in front: “{first}: {} …”", or(names), call.join(" ")))
    }
}

fn fits(style: Option<ApiStyle>, method: Method) -> bool {
    style.is_none_or(|style| {
        style == style_of(method) || (style == ApiStyle::Graphql && method == Method::Subscribe)
    })
}

/// The API of that name, or the only one that a part of its name means; else a new one.
fn said_as(said: &str, records: &Records) -> Home {
    let (name, fresh) = without_sign(said);
    if let Some(id) = records.find(Kind::Api, name) {
        return Home::Known(id.to_owned(), records.title(id));
    }
    let titles: Vec<String> = records.apis.iter().map(|api| records.title(&api.id)).collect();
    let shown: Vec<&str> = titles.iter().map(String::as_str).collect();
    match meant(name, &shown) {
        Meant::One(at) if !fresh => Home::Known(records.apis[at].id.clone(), titles[at].clone()),
        Meant::Several(found) if !fresh => {
            Home::Unclear(found.into_iter().map(|at| titles[at].clone()).collect())
        }
        _ => Home::New(name.to_owned()),
    }
}

/// The same line for the next of the APIs it could belong to, said in front. None when there is no other, or when the
/// line names its API behind itself.
pub fn elsewhere(line: &str, records: &Records, near: Option<&str>) -> Option<String> {
    let (sketch, _) = read(line);
    let method = sketch.method?;
    let call = match &sketch.api {
        None => line.trim_start(),
        Some(api) => line.trim_start().strip_prefix(api.as_str())?.trim_start_matches([' ', ':', '|']),
    };
    let fitting: Vec<&Row<Api>> = records.apis.iter().filter(|api| fits(api.style, method)).collect();
    let here = Home::of(&sketch, method, records, near);
    let at = fitting.iter().position(|api| Some(api.id.as_str()) == here.id());
    let next = fitting.get(at.map_or(0, |at| (at + 1) % fitting.len()))?;
    let other = at.is_none() || fitting.len() > 1;
    other.then(|| format!("{}: {call}", records.title(&next.id)))
}

/// The API that a row of a contract belongs to.
pub fn api_of<'a>(records: &'a Records, id: &'a str) -> Option<&'a str> {
    let api = match Kind::of_id(id)? {
        Kind::Api => return Some(id),
        Kind::Payload => &records.payloads.by_id(id)?.api,
        Kind::PayloadField => {
            let field = records.payload_fields.by_id(id)?;
            &records.payloads.get_ref(&field.payload)?.api
        }
        Kind::Operation => &records.operations.by_id(id)?.api,
        Kind::Parameter => {
            let parameter = records.parameters.by_id(id)?;
            &records.operations.get_ref(&parameter.operation)?.api
        }
        Kind::ApiError => &records.api_errors.by_id(id)?.api,
        _ => return None,
    };
    api.id()
}
