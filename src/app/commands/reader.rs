//! Keys while a document is read over the whole window.

use super::Area::Reader;
use super::{Act, CommandSpec, command};

pub(super) const COMMANDS: &[CommandSpec] = &[
    command(Reader, Act::NextPane, "read-next", &["tab"], "document", "Turn to the next document"),
    command(Reader, Act::PreviousPane, "read-previous", &["backtab"], "", "Turn to the document before"),
    command(Reader, Act::Document1, "read-blueprint", &["1"], "Blueprint", "Read the blueprint"),
    command(Reader, Act::Document2, "read-apis", &["2"], "API specification", "Read the API specification"),
    command(Reader, Act::Document3, "read-guide", &["3"], "Adoption guide", "Read the adoption guide"),
    command(Reader, Act::NextHeading, "read-heading", &["n", "]"], "heading", "Go to the next heading"),
    command(
        Reader,
        Act::PreviousHeading,
        "read-heading-back",
        &["p", "["],
        "heading back",
        "Go to the heading before",
    ),
    command(
        Reader,
        Act::NextMark,
        "read-change",
        &["c"],
        "changes",
        "Go to what the last change altered, from one place to the next",
    ),
    command(
        Reader,
        Act::ReadHere,
        "read-here",
        &["s"],
        "this activity",
        "Go back to the section that the activity feeds",
    ),
    command(Reader, Act::PageDown, "read-page", &["space"], "page", "Move down a page"),
    command(Reader, Act::PageUp, "read-page-back", &["b"], "page back", "Move up a page"),
    command(Reader, Act::Top, "read-top", &["g"], "top", "Go to the beginning"),
    command(
        Reader,
        Act::Undo,
        "read-undo",
        &["u"],
        "undo",
        "Take the last change back, and see what that alters",
    ),
    command(Reader, Act::Redo, "read-redo", &["ctrl-r"], "redo", "Bring the last undone change back"),
    command(Reader, Act::Back, "read-leave", &["q", "Z"], "back", "Go back to the answers, where you were"),
];
