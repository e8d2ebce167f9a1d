//! What the footer offers: the keys that matter where the cursor is, most useful first.

use super::App;
use super::boxes::Overlay;
use super::commands::{self, Act, Area, CommandSpec};
use super::desk::{Desk, Pane, Side};
use super::items::Item;

impl App {
    /// The commands worth a place in the footer now, most useful first.
    pub fn footer(&self) -> Vec<&'static CommandSpec> {
        let acts = self.useful();
        let area = self.overlay.as_ref().map_or_else(|| self.area(), Overlay::area);
        let find = |act: &Act| {
            let of_act = commands::COMMANDS.iter().filter(|command| command.act == *act);
            let within = |wanted: Area| of_act.clone().find(|command| command.area == wanted);
            area.within().iter().find_map(|area| within(*area))
        };
        // Before the room there is one pane; what is wanted then is the way back.
        let presenter = self.desk.as_ref().is_some_and(|desk| desk.presenter);
        let wanted =
            acts.iter().map(|act| if presenter && *act == Act::NextPane { Act::Presenter } else { *act });
        // While a session cannot be written, nothing is as useful as being able to.
        let read_only = self.desk.as_ref().is_some_and(|desk| desk.read_only.is_some() && !acts.is_empty());
        let first = (read_only && self.audience.is_none()).then_some(Act::TakeOver);
        let wanted = first.into_iter().chain(wanted);
        wanted.filter(|act| self.available(*act).is_ok()).filter_map(|act| find(&act)).collect()
    }

    fn useful(&self) -> &'static [Act] {
        match (&self.desk, &self.overlay) {
            (Some(_), Some(Overlay::Reader(_))) => &[
                Act::Back,
                Act::NextHeading,
                Act::NextMark,
                Act::NextPane,
                Act::ReadHere,
                Act::PageDown,
                Act::Undo,
                Act::Help,
            ],
            (_, Some(_)) => &[],
            _ if self.audience.is_some() => &[
                Act::Back,
                Act::NextActivity,
                Act::PreviousActivity,
                Act::LookAround,
                Act::NextTheme,
                Act::Quit,
                Act::Help,
            ],
            (None, None) => &[
                Act::Enter,
                Act::NewSession,
                Act::Explore,
                Act::Rename,
                Act::Duplicate,
                Act::Archive,
                Act::Help,
                Act::Quit,
            ],
            (Some(desk), None) => in_session(desk),
        }
    }
}

fn in_session(desk: &Desk) -> &'static [Act] {
    match desk.pane {
        Pane::Agenda => &[Act::Enter, Act::NextPane, Act::ActivityDone, Act::Timer, Act::Help, Act::GoHome],
        Pane::Side if desk.side == Side::Flags => &[
            Act::Enter,
            Act::AcceptFlag,
            Act::Back,
            Act::NextActivity,
            Act::Guide,
            Act::Preview,
            Act::ActivityDone,
            Act::Undo,
            Act::Help,
        ],
        Pane::Side if desk.side == Side::Preview => &[
            Act::Read,
            Act::Back,
            Act::NextActivity,
            Act::Guide,
            Act::Flags,
            Act::ActivityDone,
            Act::Undo,
            Act::Help,
        ],
        Pane::Side => &[
            Act::Back,
            Act::NextActivity,
            Act::Guide,
            Act::Flags,
            Act::Preview,
            Act::ActivityDone,
            Act::Undo,
            Act::Help,
        ],
        Pane::Activity if desk.on_canvas() => &[
            Act::OpenComponent,
            Act::OnlyNear,
            Act::NextConnection,
            Act::FilterCanvas,
            Act::NextFinding,
            Act::WhichLines,
            Act::Picture,
            Act::Flags,
            Act::Add,
            Act::NextPane,
            Act::Palette,
            Act::Help,
        ],
        Pane::Activity if desk.picture && desk.card.is_none() => &[
            Act::Picture,
            Act::SlideLeft,
            Act::SlideRight,
            Act::Enter,
            Act::NextActivity,
            Act::PreviousActivity,
            Act::ActivityDone,
            Act::NextPane,
            Act::Palette,
            Act::Help,
        ],
        Pane::Activity => among_answers(desk),
    }
}

/// Those of the answers themselves, by what the cursor is on.
fn among_answers(desk: &Desk) -> &'static [Act] {
    match desk.item() {
        Some(Item::Row { .. }) => &[
            Act::Enter,
            Act::SlideLeft,
            Act::SlideRight,
            Act::Add,
            Act::Card,
            Act::NextActivity,
            Act::ActivityDone,
            Act::Picture,
            Act::Remove,
            Act::Status,
            Act::NextPane,
            Act::Undo,
            Act::Palette,
            Act::Help,
        ],
        Some(Item::Add { .. }) => &[
            Act::Add,
            Act::NextActivity,
            Act::ActivityDone,
            Act::Picture,
            Act::PreviousActivity,
            Act::NextPane,
            Act::Flags,
            Act::Preview,
            Act::Palette,
            Act::Help,
        ],
        _ if desk.card.is_some() => &[Act::Enter, Act::Status, Act::Back, Act::Undo, Act::Help],
        _ => &[
            Act::Enter,
            Act::NextActivity,
            Act::ActivityDone,
            Act::Picture,
            Act::PreviousActivity,
            Act::NextPane,
            Act::Flags,
            Act::Preview,
            Act::Palette,
            Act::Help,
        ],
    }
}
