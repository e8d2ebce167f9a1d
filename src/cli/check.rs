//! `underpin content check`: whether content is in order.

use std::path::Path;

use super::failure::Failure;
use super::{Answer, load_content};

/// Checks the content in a folder, or what is built in.
pub(super) fn check(folder: Option<&Path>) -> Result<Answer, Failure> {
    let catalogue = load_content(folder)?;
    let place = folder.map_or_else(|| "built in".to_owned(), |folder| folder.display().to_string());
    Ok(Answer::ok(format!(
        "{} {} ({place}) is in order: {} stages, {} activities, {} principles, {} mistakes, {} aspects.\n",
        catalogue.id,
        catalogue.version,
        catalogue.stages.len(),
        catalogue.activities.len(),
        catalogue.principles.len(),
        catalogue.mistakes.len(),
        catalogue.levels.len(),
    )))
}
