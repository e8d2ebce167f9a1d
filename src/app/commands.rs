//! The one table of commands: key, name, help line and where each applies.
//!
//! Footer, help, palette and the key reference in `docs/keys.md` are drawn from it, and the user's
//! configuration rebinds it. There is no second list.

mod area;
mod reference;

pub use area::Area;
pub use reference::{plain, reference};

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is documented by its line in the table")]
pub enum Act {
    // Anywhere
    Help,
    Palette,
    Quit,
    Suspend,
    NextTheme,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Top,
    Bottom,
    Enter,
    Back,
    // Home
    NewSession,
    Explore,
    Rename,
    Duplicate,
    Archive,
    Delete,
    ShowArchived,
    // Session
    NextPane,
    PreviousPane,
    Stage1,
    Stage2,
    Stage3,
    Stage4,
    NextActivity,
    PreviousActivity,
    NextGap,
    Add,
    Remove,
    MoveUp,
    MoveDown,
    SlideLeft,
    SlideRight,
    Card,
    Status,
    External,
    Undo,
    Redo,
    ActivityDone,
    ActivitySkip,
    Note,
    Search,
    Guide,
    Flags,
    Preview,
    Picture,
    AcceptFlag,
    CaptureDecision,
    CaptureAction,
    CaptureRisk,
    CaptureParked,
    People,
    NextSpeaker,
    Candidates,
    Score,
    Vote,
    Timer,
    Agenda,
    Presenter,
    Review,
    Export,
    Import,
    SaveAgain,
    SaveElsewhere,
    TakeOver,
    GoHome,
    // Audience
    LookAround,
    // The drawing of the architecture
    OpenComponent,
    OnlyNear,
    WhichLines,
    FilterCanvas,
    NextFinding,
    PreviousFinding,
    PanLeft,
    PanRight,
    // Fixed keys, here for the help
    Fixed,
}

/// One command.
#[derive(Debug)]
pub struct CommandSpec {
    /// The stable name in the configuration.
    pub id: &'static str,
    /// What it does.
    pub act: Act,
    /// Its keys, as they are written in the configuration.
    pub keys: &'static [&'static str],
    /// A word or two for the footer and the palette.
    pub title: &'static str,
    /// What it does, in a sentence without a full stop.
    pub help: &'static str,
    /// Where it applies.
    pub area: Area,
}

const fn command(
    area: Area,
    act: Act,
    id: &'static str,
    keys: &'static [&'static str],
    title: &'static str,
    help: &'static str,
) -> CommandSpec {
    CommandSpec { id, act, keys, title, help, area }
}

use Area::{Anywhere, Audience, Canvas, Editing, Home, Overlay, Session};

/// Every command there is.
pub static COMMANDS: &[CommandSpec] = &[
    command(Session, Act::Enter, "edit", &["enter"], "edit", "Edit what the cursor is on, or open it"),
    command(
        Session,
        Act::Add,
        "add",
        &["a"],
        "add",
        "Type a new row on one line, fields separated by |; paste a block for many rows",
    ),
    command(Session, Act::Card, "card", &["o"], "all fields", "Open the row with all its fields"),
    command(Session, Act::NextActivity, "next-activity", &["n"], "next", "Go to the next activity"),
    command(
        Session,
        Act::PreviousActivity,
        "previous-activity",
        &["p"],
        "previous",
        "Go to the previous activity",
    ),
    command(Session, Act::NextPane, "next-pane", &["tab"], "pane", "Move to the next pane"),
    command(
        Session,
        Act::PreviousPane,
        "previous-pane",
        &["backtab"],
        "pane back",
        "Move to the previous pane",
    ),
    command(
        Session,
        Act::ActivityDone,
        "done",
        &["m"],
        "done",
        "Mark the activity as done, or open it again",
    ),
    command(Session, Act::ActivitySkip, "skip", &["M"], "skip", "Pass over the activity, or open it again"),
    command(Session, Act::Undo, "undo", &["u"], "undo", "Take the last change back, also after a restart"),
    command(Session, Act::Redo, "redo", &["ctrl-r"], "redo", "Bring the last undone change back"),
    command(
        Session,
        Act::Remove,
        "remove",
        &["d", "delete"],
        "remove",
        "Remove the row, or clear the field (undo brings it back)",
    ),
    command(Session, Act::MoveUp, "move-up", &["K", "shift-up"], "move up", "Move the row up"),
    command(Session, Act::MoveDown, "move-down", &["J", "shift-down"], "move down", "Move the row down"),
    command(
        Session,
        Act::SlideLeft,
        "slide-left",
        &["H", "shift-left"],
        "slide left",
        "Move the slider of the selected tension one step to the left",
    ),
    command(
        Session,
        Act::SlideRight,
        "slide-right",
        &["L", "shift-right"],
        "slide right",
        "Move the slider of the selected tension one step to the right",
    ),
    command(
        Session,
        Act::Status,
        "status",
        &["s"],
        "how sure",
        "Say how sure the answer is, and who will settle it",
    ),
    command(Session, Act::NextGap, "next-gap", &["g"], "next gap", "Go to the next open question"),
    command(Session, Act::Stage1, "stage-1", &["1"], "Understand", "Go to the stage Understand"),
    command(Session, Act::Stage2, "stage-2", &["2"], "Assess", "Go to the stage Assess"),
    command(Session, Act::Stage3, "stage-3", &["3"], "Leverage", "Go to the stage Leverage"),
    command(Session, Act::Stage4, "stage-4", &["4"], "Adoption", "Go to the stage Adoption"),
    command(Session, Act::Guide, "guide", &["i"], "guide", "Show guidance beside the activity"),
    command(
        Session,
        Act::Flags,
        "flags",
        &["f"],
        "flags",
        "Show the flags; Enter there jumps to the answers behind one",
    ),
    command(Session, Act::Preview, "preview", &["w"], "document", "Show the document this activity feeds"),
    command(
        Session,
        Act::Picture,
        "picture",
        &["v"],
        "picture",
        "Show the chart, ranking or diagram of these answers, page by page, then the table again",
    ),
    command(
        Session,
        Act::AcceptFlag,
        "accept",
        &["x"],
        "accept flag",
        "Accept the selected flag with a reason and a name, or take that back",
    ),
    command(
        Session,
        Act::CaptureDecision,
        "decision",
        &["D"],
        "decision",
        "Capture a decision from anywhere",
    ),
    command(Session, Act::CaptureAction, "action", &["A"], "action", "Capture an action from anywhere"),
    command(Session, Act::CaptureRisk, "risk", &["R"], "risk", "Capture a risk from anywhere"),
    command(
        Session,
        Act::CaptureParked,
        "park",
        &["P"],
        "park",
        "Put a topic on the parking lot from anywhere",
    ),
    command(
        Session,
        Act::Candidates,
        "candidates",
        &["c"],
        "candidates",
        "Add capabilities: what several teams seem to have built, what platforms commonly share, or your own",
    ),
    command(Session, Act::Note, "note", &["N"], "note", "Write the facilitator's notes on this activity"),
    command(
        Session,
        Act::People,
        "people",
        &["@"],
        "people",
        "See who is in the room, who speaks, and add or remove people",
    ),
    command(
        Session,
        Act::NextSpeaker,
        "next-speaker",
        &["y"],
        "next speaker",
        "Give the floor to the next person",
    ),
    command(
        Session,
        Act::Score,
        "score",
        &["S"],
        "score silently",
        "Pass the keyboard round: everyone scores readiness in private, then reveal",
    ),
    command(
        Session,
        Act::Vote,
        "vote",
        &["V"],
        "dot vote",
        "Pass the keyboard round: everyone votes for capabilities in private, then reveal",
    ),
    command(Session, Act::Timer, "timer", &["t"], "timer", "Start or pause the clock of this activity"),
    command(
        Session,
        Act::Agenda,
        "agenda",
        &["T"],
        "agenda",
        "Choose how much time there is; the agenda follows, and names what will not fit",
    ),
    command(
        Session,
        Act::Presenter,
        "presenter",
        &["F"],
        "presenter",
        "Show only what the room should see, or everything again",
    ),
    command(
        Session,
        Act::Review,
        "review",
        &["r"],
        "review",
        "Read gaps, flags, progress and history of the whole session",
    ),
    command(Session, Act::Search, "search", &["/"], "search", "Search all answers of the session"),
    command(Session, Act::Export, "export", &["e"], "export", "Write the documents"),
    command(
        Session,
        Act::Import,
        "import",
        &["I"],
        "import an API",
        "Take in an OpenAPI 3 description from a file, and say what has no place here",
    ),
    command(
        Session,
        Act::External,
        "external-editor",
        &["ctrl-e"],
        "$EDITOR",
        "Open the field in your own editor",
    ),
    command(
        Session,
        Act::SaveAgain,
        "save-again",
        &["ctrl-s"],
        "save again",
        "Try once more to write what the disk did not take",
    ),
    command(
        Session,
        Act::SaveElsewhere,
        "save-elsewhere",
        &["W"],
        "save elsewhere",
        "Write the whole session to another folder and go on there, when its own cannot be written",
    ),
    command(
        Session,
        Act::TakeOver,
        "take-over",
        &["E"],
        "take over",
        "Go on with a session that was open elsewhere, once it is free",
    ),
    command(
        Session,
        Act::GoHome,
        "home",
        &["q"],
        "home",
        "Close the session and go Home; everything is already saved",
    ),
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
    command(Home, Act::Enter, "open", &["enter"], "open", "Open the session where it was left"),
    command(Home, Act::NewSession, "new", &["n"], "new", "Start a new session"),
    command(
        Home,
        Act::Explore,
        "explore",
        &["e"],
        "example",
        "Copy the selected worked example, or the first one, and open it",
    ),
    command(Home, Act::Rename, "rename", &["r"], "rename", "Give the session another title"),
    command(Home, Act::Duplicate, "duplicate", &["d"], "duplicate", "Make a copy of the session"),
    command(Home, Act::Archive, "archive", &["a"], "archive", "Put the session away, or bring it back"),
    command(Home, Act::ShowArchived, "archived", &["A"], "archived", "Show archived sessions, or hide them"),
    command(Home, Act::Delete, "delete", &["delete"], "delete", "Delete the session for good, after asking"),
    command(Home, Act::Quit, "leave", &["q"], "quit", "Leave Underpin"),
    command(
        Audience,
        Act::Back,
        "follow",
        &["esc"],
        "follow",
        "Go back to where the facilitator is, and along with them",
    ),
    command(
        Audience,
        Act::NextActivity,
        "look-next",
        &["n"],
        "next",
        "Look at the next activity; the facilitator stays where they are",
    ),
    command(Audience, Act::PreviousActivity, "look-back", &["p"], "previous", "Look at the one before"),
    command(
        Audience,
        Act::LookAround,
        "look-around",
        &["tab"],
        "agenda",
        "Look over the agenda: up and down choose, Enter shows",
    ),
    command(Audience, Act::Enter, "look-at", &["enter"], "show", "Show the activity chosen in the agenda"),
    command(
        Audience,
        Act::Picture,
        "look-picture",
        &["v"],
        "picture",
        "Show the picture, or the answers again",
    ),
    command(Audience, Act::NextTheme, "look-theme", &["t"], "colours", "Change colours"),
    command(Audience, Act::Quit, "look-away", &["q"], "quit", "Close the audience's screen"),
    command(Anywhere, Act::Help, "help", &["?", "f1"], "help", "Show this help"),
    command(Anywhere, Act::Palette, "palette", &[":", "ctrl-p"], "commands", "Find a command by name"),
    command(Anywhere, Act::Up, "up", &["k", "up"], "up", "Move up"),
    command(Anywhere, Act::Down, "down", &["j", "down"], "down", "Move down"),
    command(
        Anywhere,
        Act::Left,
        "left",
        &["h", "left"],
        "left",
        "Move left: the column before, or the pane before",
    ),
    command(
        Anywhere,
        Act::Right,
        "right",
        &["l", "right"],
        "right",
        "Move right: the next column, or the next pane",
    ),
    command(Anywhere, Act::Top, "top", &["home"], "top", "Go to the top"),
    command(Anywhere, Act::Bottom, "bottom", &["G", "end"], "bottom", "Go to the bottom"),
    command(Anywhere, Act::PageUp, "page-up", &["pageup", "ctrl-u"], "page up", "Move up a page"),
    command(Anywhere, Act::PageDown, "page-down", &["pagedown", "ctrl-d"], "page down", "Move down a page"),
    command(Anywhere, Act::Back, "back", &["esc"], "back", "Leave what is open"),
    command(
        Anywhere,
        Act::NextTheme,
        "theme",
        &["ctrl-t"],
        "theme",
        "Change colours: dark, light, high contrast, none",
    ),
    command(
        Anywhere,
        Act::Suspend,
        "suspend",
        &["ctrl-z"],
        "suspend",
        "Give the terminal back for a while (fg returns)",
    ),
    command(
        Anywhere,
        Act::Quit,
        "quit",
        &["Q", "ctrl-c", "ctrl-q"],
        "quit",
        "Leave Underpin; everything is already saved",
    ),
    command(
        Editing,
        Act::Fixed,
        "",
        &["enter"],
        "keep",
        "Keep the text; in a long text, Enter makes a new line and ctrl-s keeps",
    ),
    command(Editing, Act::Fixed, "", &["esc"], "leave", "Leave; the text is kept unless ctrl-c is pressed"),
    command(Editing, Act::Fixed, "", &["ctrl-c"], "throw away", "Leave without keeping the text"),
    command(Editing, Act::Fixed, "", &["tab"], "complete", "Take the suggestion, or go to the next field"),
    command(
        Editing,
        Act::Fixed,
        "",
        &["ctrl-left", "ctrl-right"],
        "words",
        "Move by words; with shift, select",
    ),
    command(Editing, Act::Fixed, "", &["ctrl-z", "ctrl-y"], "undo, redo", "Undo and redo within the text"),
    command(
        Editing,
        Act::Fixed,
        "",
        &["ctrl-w", "ctrl-u", "ctrl-k"],
        "delete",
        "Delete a word, to the start, to the end",
    ),
    command(Editing, Act::Fixed, "", &["ctrl-e"], "$EDITOR", "Go on in your own editor"),
    command(Overlay, Act::Fixed, "", &["enter"], "take", "Take the selected line"),
    command(
        Overlay,
        Act::Fixed,
        "",
        &["space"],
        "choose",
        "Choose or drop the line, where several can be chosen",
    ),
    command(Overlay, Act::Fixed, "", &["esc"], "leave", "Close the box"),
];

/// The command that does something, wherever it applies.
pub fn of(act: Act) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|command| command.act == act)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn names_and_keys_are_unique_where_they_meet() {
        let mut names = HashSet::new();
        for command in COMMANDS.iter().filter(|command| command.act != Act::Fixed) {
            assert!(names.insert(command.id), "two commands are called {}", command.id);
        }
        for area in [Area::Home, Area::Session, Area::Canvas, Area::Audience] {
            let mut keys = HashMap::new();
            for command in COMMANDS.iter().filter(|c| c.area == area || c.area == Area::Anywhere) {
                for key in command.keys {
                    let other = keys.insert(*key, command.act).filter(|act| *act != command.act);
                    assert_eq!(other, None, "{key} is bound twice in {area:?}");
                }
            }
        }
    }
}
