//! Commands in the drawing of the architecture.

use super::Area::Canvas;
use super::{Act, CommandSpec, command};

/// They, in the order of the help.
pub(super) const COMMANDS: &[CommandSpec] = &[
    command(
        Canvas,
        Act::OpenComponent,
        "open-component",
        &["enter"],
        "open",
        "Open the component in focus with all its fields; arrows go from box to box",
    ),
    command(
        Canvas,
        Act::OnlyNear,
        "only-near",
        &["z"],
        "neighbours",
        "Draw only the component in focus and what it talks to, or everything again",
    ),
    command(
        Canvas,
        Act::FilterCanvas,
        "filter-drawing",
        &["O"],
        "show only",
        "Draw only one layer, one owner or one protocol, and what that talks to",
    ),
    command(
        Canvas,
        Act::NextConnection,
        "next-connection",
        &["."],
        "next line",
        "Say everything about the next connection of the component in focus",
    ),
    command(
        Canvas,
        Act::PreviousConnection,
        "previous-connection",
        &[","],
        "line before",
        "Go back to the connection before",
    ),
    command(
        Canvas,
        Act::NextFinding,
        "next-finding",
        &["]"],
        "next finding",
        "Go to the next circle, chain, crowd, shared store, missing proof or single point, and draw its path",
    ),
    command(
        Canvas,
        Act::PreviousFinding,
        "previous-finding",
        &["["],
        "finding before",
        "Go back to the finding before",
    ),
    command(
        Canvas,
        Act::WhichLines,
        "which-lines",
        &["b"],
        "lines",
        "Draw all connections, or only those of the component in focus",
    ),
    command(Canvas, Act::PanLeft, "pan-left", &["<"], "look left", "Move the window to the left"),
    command(Canvas, Act::PanRight, "pan-right", &[">"], "look right", "Move the window to the right"),
];
