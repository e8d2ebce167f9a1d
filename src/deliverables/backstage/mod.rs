//! `catalog-info.yaml`: the plan as entities of Backstage's software catalogue.
//!
//! | In the session | In the catalogue |
//! | --- | --- |
//! | the platform, and each business domain whose team runs product components | `System` |
//! | a component that is software of the organisation, or serves an API | `Component` |
//! | a store, infrastructure, or something from outside | `Resource` |
//! | an API, with its contract by `$text` | `API` |
//! | the organisation and its teams | `Group` |
//! | a person with a team | `User` |
//!
//! Names are made from titles in the letters Backstage allows, at most 63 of them, once in each kind. What is
//! built or bought but not there yet is `experimental`, the nearest of Backstage's known words, and tagged. A
//! connection is a `dependsOn`; the caller also consumes an API when the connection leads to the component that
//! serves it, speaks its style, and the caller's team is among the API's consumers. Every entity says which
//! record it comes from. What has no owner belongs to the group `unowned`, so that every reference resolves.

mod entities;
mod links;
pub mod model;
mod named;

use super::sources::Sources;
use entities::entities;

/// The path of the catalogue below the folder of the documents. The contracts stand beside it.
pub const PATH: &str = "catalog-info.yaml";

/// The catalogue; none while there is nothing to list.
pub fn catalogue(src: &Sources) -> Option<String> {
    let entities = entities(src);
    let listed = entities.iter().any(|entity| matches!(entity.kind, "Component" | "Resource" | "API"));
    let text = listed.then(|| serde_saphyr::to_string_multiple(&entities).ok())?;
    text.filter(|text| !text.is_empty())
}
