//! Keys while text is typed. They cannot be rebound.

use super::Area::Editing;
use super::{CommandSpec, fixed};

/// They, in the order of the help.
pub(super) const COMMANDS: &[CommandSpec] = &[
    fixed(
        Editing,
        &["enter"],
        "keep",
        "Keep the text; in a long text, Enter makes a new line and ctrl-s keeps",
    ),
    fixed(Editing, &["ctrl-s", "ctrl-enter"], "keep", "Keep the text, long or short"),
    fixed(Editing, &["esc"], "leave", "Leave; the text is kept unless ctrl-c is pressed"),
    fixed(Editing, &["ctrl-c"], "throw away", "Leave without keeping the text"),
    fixed(
        Editing,
        &["tab", "backtab"],
        "next field",
        "Keep the field and open the next, or the one before; in a new row, take the suggestion and go on",
    ),
    fixed(
        Editing,
        &["left", "right", "home", "end", "up", "down"],
        "move",
        "Move in the text; with shift, select",
    ),
    fixed(
        Editing,
        &["ctrl-left", "ctrl-right", "alt-left", "alt-right", "alt-b", "alt-f"],
        "words",
        "Move by words; with shift, select",
    ),
    fixed(Editing, &["ctrl-a"], "all", "Select all of the text"),
    fixed(Editing, &["ctrl-z", "ctrl-y"], "undo, redo", "Undo and redo within the text"),
    fixed(Editing, &["backspace", "delete"], "delete", "Delete a letter, or what is selected"),
    fixed(
        Editing,
        &["ctrl-w", "ctrl-backspace", "alt-backspace", "alt-d", "ctrl-delete", "alt-delete"],
        "delete a word",
        "Delete the word before, or the one behind",
    ),
    fixed(
        Editing,
        &["ctrl-u", "ctrl-k"],
        "delete the rest",
        "Delete to the start of the line, or to its end",
    ),
    fixed(Editing, &["ctrl-e"], "$EDITOR", "Go on in your own editor"),
];
