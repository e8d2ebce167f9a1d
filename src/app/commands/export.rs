//! Keys in the export place.

use super::Area::Export;
use super::{Act, CommandSpec, command};

pub(super) const COMMANDS: &[CommandSpec] = &[
    command(
        Export,
        Act::Enter,
        "export-open",
        &["enter"],
        "open",
        "Jump to what a document lacks; tick a format; edit the folder; read what would change in a file",
    ),
    command(
        Export,
        Act::Tick,
        "export-tick",
        &["space", "x"],
        "tick",
        "Tick a format; on a file that somebody edited, say yes to overwriting it, or take that back",
    ),
    command(Export, Act::ExportWrite, "export-write", &["w"], "write", "Write the documents"),
    command(Export, Act::NextPane, "export-next", &["tab"], "page", "Turn to the next page"),
    command(
        Export,
        Act::PreviousPane,
        "export-previous",
        &["backtab"],
        "page back",
        "Turn to the page before",
    ),
    command(Export, Act::ExportFolder, "export-folder", &["f"], "folder", "Say where the files go"),
    command(
        Export,
        Act::ExportShow,
        "export-show",
        &["o"],
        "show",
        "Open the folder, or the file under the cursor, with the system's own program",
    ),
    command(
        Export,
        Act::ExportAgain,
        "export-again",
        &["r"],
        "look again",
        "Look again at what stands in the folder",
    ),
];
