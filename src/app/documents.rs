//! The open session's document beside its answers.

use super::desk::Desk;
use crate::deliverables::adoption_guide::adoption_guide;
use crate::deliverables::api_specification::api_specification;
use crate::deliverables::blueprint::blueprint;
use crate::deliverables::document::Document;
use crate::deliverables::export;
use crate::deliverables::sources::Sources;

/// The document with that slug, as of the same day as the export, so that the two cannot differ.
pub fn preview(slug: &str, desk: &Desk) -> Document {
    let sources = Sources::of(&desk.session, &desk.catalogue, export::as_of(&desk.session));
    let mut document = match slug {
        "adoption-guide" => adoption_guide(&sources),
        "api-specification" => api_specification(&sources),
        _ => blueprint(&sources),
    };
    desk.templates.apply(std::slice::from_mut(&mut document));
    document
}
