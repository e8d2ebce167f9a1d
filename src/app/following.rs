//! Following a session that somebody else writes: what is new is taken in; the place stays where the viewer
//! put it, unless the screen is an audience's, which goes along with the facilitator.

use jiff::civil::Date;

use super::boxes::{Overlay, Phase};
use super::canvas::Look;
use super::commands::{self, Act};
use super::desk::{Cursor, Desk, Pane, Running};
use super::effects::{Effect, News};
use super::items::{self, Item};
use super::{App, Tone};
use crate::journal::{Draft, Opened, Scene, ShownRound};
use crate::workshop::event::Entry;
use crate::workshop::records::Kind;
use crate::workshop::session::{Place, Session};

/// A session that somebody else may be writing.
#[derive(Debug, Default)]
pub struct Follow {
    /// Who has it open for writing; nobody: it can be taken over.
    pub writer: Option<String>,
    /// Where the writer is and what they see; none: where the journal says.
    pub live: Option<Draft>,
    /// Why it cannot be followed just now.
    pub trouble: Option<String>,
}

impl Follow {
    /// What there is to follow in an opened session.
    pub fn of(opened: &Opened) -> Option<Self> {
        let writer = opened.held_by().map(|holder| holder.who.clone());
        opened.can_be_followed().then(|| Self { writer, ..Self::default() })
    }

    /// What the room may see of the writer's screen besides the answers.
    pub fn scene(&self) -> Scene {
        self.live.as_ref().map(|live| live.scene.clone()).unwrap_or_default()
    }
}

/// The audience's screen: it shows what the room should see and changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// True while it goes along with the facilitator.
    pub attached: bool,
}

/// Where a viewer stands, to see whether a key moved them.
type Standing = (usize, Cursor, Option<(String, usize)>, (bool, usize), Look, Pane);

impl App {
    /// Takes in what somebody else did.
    pub(super) fn followed(&mut self, news: News) {
        let today = self.today();
        let attached = self.audience.is_some_and(|audience| audience.attached);
        let key = commands::of(Act::TakeOver).map_or_else(String::new, |c| self.settings.keymap.key_of(c));
        let Some(desk) = &mut self.desk else { return };
        let Some(follow) = &mut desk.follow else { return };
        if let Some(holder) = news.holder {
            let before = std::mem::replace(&mut follow.writer, holder.map(|holder| holder.who));
            desk.read_only = Some(match &follow.writer {
                Some(writer) => format!("{writer} has this session open; what they write shows here"),
                None => format!("{key} takes the session over"),
            });
            self.message = None;
            if let (Some(before), None, None) = (before, &follow.writer, self.audience) {
                let text = format!("{before} has closed the session; {key} takes it over");
                self.message = Some((Tone::Info, text));
            }
        }
        if let Some(trouble) = news.trouble {
            follow.trouble = trouble;
        }
        if let Some(draft) = news.draft {
            let scene = draft.as_ref().map(|draft| draft.scene.clone()).unwrap_or_default();
            desk.turn = scene.turn;
            desk.running = scene.clock.map(|(activity, since)| Running { activity, since });
            follow.live = draft;
        }
        if news.over {
            let trouble = desk.follow.take().and_then(|follow| follow.trouble);
            desk.read_only = trouble.or(desk.read_only.take());
            desk.running = None;
            self.message = None;
        }
        desk.take_in(news.entries, news.whole, today);
        if attached {
            desk.stand_with_writer();
        }
    }

    /// Why a session cannot be taken over now.
    pub(super) fn may_take_over(desk: &Desk) -> Result<(), &'static str> {
        match (&desk.read_only, &desk.follow) {
            (None, _) => Err("this session is yours to write already"),
            (_, None) => Err("this session can only be read"),
            (_, Some(Follow { writer: Some(_), .. })) => Err("somebody else still has this session open"),
            _ => Ok(()),
        }
    }

    /// Opens the followed session for writing.
    pub(super) fn take_over(&mut self) -> Vec<Effect> {
        let path = self.desk.as_ref().map(|desk| desk.path.clone());
        path.map(|path| Effect::Open { path, read_only: false }).into_iter().collect()
    }

    /// Where the viewer stood in the session that is opened again, to go on there. A draft with text goes
    /// before: nobody's words are lost.
    pub(super) fn stay(&mut self, before: Option<Desk>, draft: Option<&Draft>) {
        let Some(before) = before else { return };
        let typed = draft.is_some_and(|draft| !draft.text.is_empty());
        if let Some(desk) = self.desk.as_mut().filter(|desk| desk.path == before.path && !typed) {
            desk.go_to(before.activity);
            desk.restore(&before.place());
            (desk.pane, desk.side, desk.picture, desk.presenter) =
                (before.pane, before.side, before.picture, before.presenter);
            desk.picture_page = before.picture_page;
        }
        let taken = before.read_only.is_some() && self.desk.as_ref().is_some_and(|d| d.read_only.is_none());
        if taken && !matches!(self.message, Some((Tone::Problem, _))) && !typed {
            self.say("The session is yours now: what you type is saved here");
        }
    }

    /// What a room may see of this screen besides the answers.
    pub(super) fn scene(&self, desk: &Desk) -> Scene {
        let round = self.overlay.as_ref().and_then(|overlay| match overlay.beneath() {
            Overlay::Round(round) => {
                // Which item a person is at while they answer is theirs alone.
                let item = if round.phase == Phase::Reveal { round.cursor } else { 0 };
                Some(ShownRound { id: round.round.clone(), votes: round.votes, item })
            }
            _ => None,
        });
        let clock = desk.running.as_ref().map(|running| (running.activity.clone(), running.since));
        Scene {
            picture: desk.picture,
            page: desk.picture_page,
            card: desk.card.is_some(),
            clock,
            round,
            turn: desk.turn.clone(),
            ..desk.shown_look()
        }
    }

    /// Carries out a command on the audience's screen.
    pub(super) fn audience_act(&mut self, act: Act) -> Vec<Effect> {
        let Some(desk) = &mut self.desk else { return Vec::new() };
        match act {
            Act::Back => {
                self.audience = Some(Audience { attached: true });
                desk.pane = Pane::Activity;
                desk.stand_with_writer();
            }
            Act::LookAround => {
                desk.pane = if desk.pane == Pane::Agenda { Pane::Activity } else { Pane::Agenda };
            }
            Act::Enter => desk.pane = Pane::Activity,
            Act::NextActivity => desk.go_to(desk.activity + 1),
            Act::PreviousActivity => desk.go_to(desk.activity.saturating_sub(1)),
            _ if self.in_canvas() && self.canvas_act(act) => {}
            _ => {
                self.navigate(act);
            }
        }
        Vec::new()
    }

    /// Whether a command makes sense on the audience's screen.
    pub(super) fn audience_may(&self, act: Act) -> Result<(), &'static str> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let attached = self.audience.is_some_and(|audience| audience.attached);
        match act {
            Act::Back if attached => Err("this screen goes along with the facilitator already"),
            Act::Enter if desk.pane != Pane::Agenda => Err("Tab shows the agenda to choose from"),
            Act::Picture if !crate::views::has_picture(desk.current_activity()) => {
                Err("these answers have no picture")
            }
            _ => Ok(()),
        }
    }

    pub(super) fn standing(&self) -> Option<Standing> {
        let desk = self.desk.as_ref().filter(|_| self.audience.is_some_and(|audience| audience.attached))?;
        Some((
            desk.activity,
            desk.cursor(),
            desk.card.clone(),
            (desk.picture, desk.picture_page),
            desk.look.clone(),
            desk.pane,
        ))
    }

    /// Whoever moved is looking elsewhere; Esc comes back.
    pub(super) fn look_elsewhere(&mut self, before: Option<&Standing>) {
        if before.is_some() && self.standing().as_ref() != before {
            self.audience = Some(Audience { attached: false });
        }
    }
}

impl Desk {
    /// Applies what somebody else wrote. The cursor stays on its answer, wherever that moved to.
    fn take_in(&mut self, entries: Vec<Entry>, whole: bool, today: Date) {
        if entries.is_empty() {
            return;
        }
        let (item, cursor) = (self.item(), self.cursor());
        if whole {
            self.session = Session::replay(&entries);
            self.entries = entries;
        } else {
            for entry in entries {
                if entry.seq == self.session.seq + 1 {
                    self.session.apply(&entry);
                    self.entries.push(entry);
                }
            }
        }
        self.saved = self.session.seq;
        self.keep_cursor((item, cursor));
        self.refresh(today);
        self.step(0);
    }

    /// Stands where the writer stands and shows what they see, as far as the room may.
    fn stand_with_writer(&mut self) {
        let Some(follow) = &self.follow else { return };
        match follow.live.clone() {
            Some(Draft { activity, record, field, scene, .. }) => {
                self.stand(&Place { activity, record, field }, scene.card);
                (self.picture, self.picture_page) = (scene.picture, scene.page);
                self.look = Look::of_scene(scene);
            }
            None => {
                if let Some(place) = self.session.place.clone() {
                    self.stand(&place, false);
                }
            }
        }
        self.pane = Pane::Activity;
    }

    fn stand(&mut self, place: &Place, card: bool) {
        let known = self.catalogue.activities.iter().position(|known| known.id == place.activity);
        self.go_to(known.unwrap_or(self.activity));
        match (&place.record, place.field.as_deref()) {
            (Some(id), field) if card => {
                let fields = Kind::of_id(id).map(|kind| kind.spec().fields).unwrap_or_default();
                let item = fields.iter().position(|known| Some(known.key) == field);
                self.card = Some((id.clone(), item.unwrap_or(0)));
            }
            (Some(_), _) => self.restore(place),
            // Nothing is selected: a row is being added, or a note written. The latter is nobody's business.
            (None, field) => {
                let kind = field.and_then(|field| field.strip_prefix("row:")).and_then(Kind::from_key);
                let adds = |item: &Item| {
                    let Item::Add { capture } = item else { return false };
                    let table = items::table_of(self.current_activity(), *capture);
                    kind.is_none_or(|kind| table.is_some_and(|(known, _)| known == kind))
                };
                if let Some(item) = self.items().iter().position(adds) {
                    self.set_cursor(Cursor { item, column: 0 });
                }
            }
        }
    }
}
