//! The one table of commands: key, name, help line and where each applies.
//!
//! Footer, help, palette and the key reference in `docs/keys.md` are drawn from it, and the user's
//! configuration rebinds it. There is no second list.

mod area;
mod boxes;
mod canvas;
mod elsewhere;
mod export;
mod reader;
mod reference;
mod session;
mod typing;

use std::sync::LazyLock;

use super::keymap::pretty;
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
    Read,
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
    NextConnection,
    PreviousConnection,
    NextFinding,
    PreviousFinding,
    PanLeft,
    PanRight,
    // A document over the whole window
    Document1,
    Document2,
    Document3,
    NextHeading,
    PreviousHeading,
    NextMark,
    ReadHere,
    // The export place
    Tick,
    ExportFolder,
    ExportWrite,
    ExportAgain,
    ExportShow,
    // Fixed keys, here for the help
    Fixed,
}

/// One command.
#[derive(Debug, Clone, Copy)]
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

/// A key that cannot be rebound. Without a title it is only in the help.
const fn fixed(
    area: Area,
    keys: &'static [&'static str],
    title: &'static str,
    help: &'static str,
) -> CommandSpec {
    CommandSpec { id: "", act: Act::Fixed, keys, title, help, area }
}

/// Every command there is.
pub static COMMANDS: LazyLock<Vec<CommandSpec>> = LazyLock::new(|| {
    let parts = [
        session::COMMANDS,
        canvas::COMMANDS,
        reader::COMMANDS,
        export::COMMANDS,
        elsewhere::COMMANDS,
        typing::COMMANDS,
        boxes::COMMANDS,
    ];
    parts.concat()
});

/// What a box says of its own keys: each with its name, as far as it has one.
pub fn hint(area: Area, wanted: impl Fn(&CommandSpec) -> bool) -> String {
    let own = COMMANDS.iter().filter(|command| command.area == area && !command.title.is_empty());
    let words = own.filter(|command| wanted(command)).map(|command| match command.keys {
        ["1", .., last] => format!("1 to {last} {}", command.title),
        keys => format!("{} {}", pretty(keys.first().copied().unwrap_or_default()), command.title),
    });
    words.collect::<Vec<_>>().join("   ")
}

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
        for area in [Area::Home, Area::Session, Area::Canvas, Area::Audience, Area::Export, Area::Reader] {
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
