//! What each command does, and when it can be done.

mod canvas;
mod home;
mod opening;
mod session;
mod slide;

use super::App;
use super::boxes::Overlay;
use super::commands::Act;
use super::desk::{Desk, Pane};
use super::effects::Effect;
use super::items::Item;
use crate::views::theme::ThemeName;
use crate::workshop::decide::Command;
use opening::add_capture;

impl App {
    /// Whether a command can be carried out now, or why not.
    pub fn available(&self, act: Act) -> Result<(), &'static str> {
        let ok = |condition: bool, why: &'static str| if condition { Ok(()) } else { Err(why) };
        if self.audience.is_some() {
            return self.audience_may(act);
        }
        let Some(desk) = &self.desk else {
            return match act {
                Act::Rename | Act::Duplicate | Act::Archive | Act::Delete => {
                    ok(self.home.session().is_some(), "select a session first")
                }
                Act::Explore => ok(self.home.example().is_some(), "there is no example"),
                _ => Ok(()),
            };
        };
        let writable = || ok(desk.read_only.is_none(), "this session is open for reading only");
        match act {
            Act::OpenComponent
            | Act::OnlyNear
            | Act::WhichLines
            | Act::FilterCanvas
            | Act::NextConnection
            | Act::PreviousConnection
            | Act::NextFinding
            | Act::PreviousFinding
            | Act::PanLeft
            | Act::PanRight => ok(self.in_canvas(), "that is for the drawing of the architecture")
                .and(ok(!desk.session.records.components.is_empty(), "add a component first")),
            Act::Remove | Act::Status | Act::External | Act::MoveUp | Act::MoveDown
                if self.in_canvas()
                    && desk.item().is_none_or(|at| at.record() != desk.in_focus().as_deref()) =>
            {
                Err("open the component first")
            }
            Act::Enter | Act::Card if self.in_canvas() => {
                ok(!desk.session.records.components.is_empty(), "add a component first")
            }
            Act::Undo => writable().and(ok(desk.session.undoable().is_some(), "nothing to undo")),
            Act::Enter if desk.pane == Pane::Activity => writable(),
            Act::Redo => writable().and(ok(desk.session.redoable().is_some(), "nothing to redo")),
            Act::Add => writable().and(ok(add_capture(desk).is_some(), "this activity has no table")),
            Act::Remove | Act::Status | Act::External => writable()
                .and(ok(desk.item().is_some_and(|item| item.record().is_some()), "select an answer first")),
            Act::SlideLeft | Act::SlideRight => {
                writable().and(ok(desk.tension().is_some(), "select one of the tensions first"))
            }
            Act::Card => ok(matches!(desk.item(), Some(Item::Row { .. })), "select a row first"),
            Act::MoveUp | Act::MoveDown => {
                writable().and(ok(matches!(desk.item(), Some(Item::Row { .. })), "select a row first"))
            }
            Act::Picture => {
                ok(crate::views::has_picture(desk.current_activity()), "these answers have no picture")
            }
            Act::AcceptFlag => {
                writable().and(ok(desk.derived.flags.get(desk.flag).is_some(), "there is no flag to accept"))
            }
            Act::NextPane | Act::PreviousPane => {
                ok(!desk.presenter, "only what the room should see is shown; F shows the other panes")
            }
            Act::NextMark => {
                let page = self.reader().and_then(|reader| desk.page(reader.at));
                ok(
                    page.is_some_and(|page| !page.changes.is_empty()),
                    "the last change altered nothing in this document",
                )
            }
            Act::SaveAgain => ok(desk.unsaved.is_some(), "everything is saved already"),
            Act::NextSpeaker => ok(desk.attending().next().is_some(), "add the people in the room first"),
            Act::Score | Act::Vote => writable()
                .and(ok(!desk.session.records.people.is_empty(), "add the people in the room first")),
            Act::ActivityDone
            | Act::ActivitySkip
            | Act::Note
            | Act::Import
            | Act::CaptureDecision
            | Act::CaptureAction
            | Act::CaptureRisk
            | Act::CaptureParked
            | Act::Candidates
            | Act::Timer => writable(),
            Act::TakeOver => Self::may_take_over(desk),
            _ => Ok(()),
        }
    }

    pub(super) fn act(&mut self, act: Act) -> Vec<Effect> {
        match act {
            Act::Quit => return self.quit(),
            Act::Suspend => return vec![Effect::Suspend],
            Act::Help => self.overlay = Some(Overlay::Help { scroll: 0, beneath: None }),
            Act::Palette => self.overlay = Some(Overlay::Finder(self.palette())),
            Act::NextTheme => {
                let at = ThemeName::ALL.iter().position(|theme| *theme == self.settings.theme).unwrap_or(0);
                self.settings.theme = ThemeName::ALL[(at + 1) % ThemeName::ALL.len()];
                self.say(format!("Theme: {}", self.settings.theme.name()));
            }
            _ if self.audience.is_some() => return self.audience_act(act),
            _ if self.desk.is_some() => return self.session_act(act),
            _ => return self.home_act(act),
        }
        Vec::new()
    }

    /// Leaves the program; with changes that are not on disk only when it is asked twice.
    pub(in crate::app) fn quit(&mut self) -> Vec<Effect> {
        if self.stays_for_unsaved() { Vec::new() } else { self.leave(Effect::Quit) }
    }

    /// True when leaving would lose changes and nobody was told yet: the first time asks, the second leaves.
    pub(in crate::app) fn stays_for_unsaved(&mut self) -> bool {
        let unsaved = self.desk.as_ref().filter(|desk| desk.unsaved.is_some());
        let Some(missing) = unsaved.map(|desk| desk.session.seq - desk.saved) else { return false };
        if std::mem::replace(&mut self.warned, true) {
            return false;
        }
        let changes =
            if missing == 1 { "One change is".to_owned() } else { format!("{missing} changes are") };
        self.problem(format!("{changes} not on disk. The same key again leaves without saving"));
        true
    }

    /// Leaves the program because the system asks for it: nobody is there to be asked, and text that was
    /// being written waits as a draft.
    pub(in crate::app) fn end(&mut self) -> Vec<Effect> {
        let kept = self.kept.take_if(|draft| !draft.text.is_empty());
        let effects = self.leave(Effect::Quit);
        self.kept = kept;
        effects
    }

    /// Ends what is going on in a session and leaves it with an effect.
    pub(super) fn leave(&mut self, last: Effect) -> Vec<Effect> {
        let mut effects = Vec::new();
        effects.extend(self.stop_timer());
        if let Some(place) = self.desk.as_ref().filter(|desk| desk.read_only.is_none()).map(Desk::place) {
            effects.extend(self.change(&Command::Leave(place)));
        }
        self.overlay = None;
        // The journal knows the place now.
        if self.kept.take().is_some() {
            effects.push(Effect::Draft(None));
        }
        effects.push(last);
        effects
    }
}
