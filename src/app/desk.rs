//! The opened session: its state, where the person is in it, and what follows from the answers.
//!
//! Everything derived (flags, open questions, progress, the documents on screen) is made anew after a
//! change and never stored. No I/O: entries to be written are handed back.

mod cursor;

pub use cursor::Cursor;

use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::canvas::Look;
use super::documents::Shelf;
use super::following::Follow;
use crate::catalogue::{Activity, Capture, Questions};
use crate::deliverables::template::Templates;
use crate::views::widest;
use crate::workshop::decide::{Command, Rejection};
use crate::workshop::event::{ActivityState, Entry};
use crate::workshop::flags::{self, Flag};
use crate::workshop::gaps::{self, Question};
use crate::workshop::progress::{self, Answered};
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::session::Session;

/// The panes of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The list of activities.
    Agenda,
    /// The activity in hand.
    #[default]
    Activity,
    /// Guidance, flags or the document.
    Side,
}

/// What the side pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Why the question matters, follow-ups, an example, notes.
    #[default]
    Guide,
    /// Warnings raised by the answers.
    Flags,
    /// The document this activity feeds.
    Preview,
}

impl Side {
    /// All tabs in order.
    pub const ALL: [Self; 3] = [Self::Guide, Self::Flags, Self::Preview];

    /// The tab's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Guide => "Guide",
            Self::Flags => "Flags",
            Self::Preview => "Document",
        }
    }
}

/// The running clock of an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// The activity it counts for.
    pub activity: String,
    /// When it was started.
    pub since: Timestamp,
}

/// What follows from the answers.
#[derive(Debug, Default)]
pub struct Derived {
    /// All flags, accepted ones too.
    pub flags: Vec<Flag>,
    /// How far each activity is answered.
    pub answered: Vec<Answered>,
    /// How wide the columns of the tables shown so far are.
    widths: HashMap<(Kind, &'static str), usize>,
}

/// An opened session.
#[derive(Debug)]
pub struct Desk {
    /// The state.
    pub session: Session,
    /// All entries so far, for the history.
    pub entries: Vec<Entry>,
    /// The questions.
    pub catalogue: Arc<Questions>,
    /// The session's folder.
    pub path: PathBuf,
    /// Why nothing can be changed, if nothing can.
    pub read_only: Option<String>,
    /// The last entry that the disk has.
    pub saved: u64,
    /// Why the last write failed, until one succeeds.
    pub unsaved: Option<String>,
    /// The activity in hand, as an index into the catalogue.
    pub activity: usize,
    cursors: HashMap<usize, Cursor>,
    /// The record opened with all its fields, and the cursor in it.
    pub card: Option<(String, usize)>,
    /// The pane with the focus.
    pub pane: Pane,
    /// What the side pane shows.
    pub side: Side,
    /// How far the side pane is scrolled.
    pub scroll: usize,
    /// The marks in the document that the side pane has brought into view.
    pub marks_seen: u64,
    /// The selected flag.
    pub flag: usize,
    /// True when the picture takes the table's place.
    pub picture: bool,
    /// What is looked at in the drawing of the architecture.
    pub look: Look,
    /// The page of the picture, from 0.
    pub picture_page: usize,
    /// True when only what the room should see is shown.
    pub presenter: bool,
    /// The running clock.
    pub running: Option<Running>,
    /// What is known of somebody else who may be writing this session.
    pub follow: Option<Follow>,
    /// The person who has the floor: an id.
    pub turn: Option<String>,
    /// The organisation's own shape for the documents.
    pub templates: Arc<Templates>,
    /// What follows from the answers.
    pub derived: Derived,
    /// The documents that have been looked at.
    pub(super) shelf: Shelf,
}

impl Desk {
    /// A desk for a session, standing where the session was left.
    pub fn new(
        session: Session,
        entries: Vec<Entry>,
        catalogue: Arc<Questions>,
        path: PathBuf,
        read_only: Option<String>,
        today: Date,
    ) -> Self {
        let saved = session.seq;
        let shelf = Shelf::of(&session);
        let mut desk = Self {
            session,
            entries,
            catalogue,
            path,
            read_only,
            saved,
            unsaved: None,
            activity: 0,
            cursors: HashMap::new(),
            card: None,
            pane: Pane::Activity,
            side: Side::Guide,
            scroll: 0,
            marks_seen: 0,
            flag: 0,
            picture: false,
            look: Look::default(),
            picture_page: 0,
            presenter: false,
            running: None,
            follow: None,
            turn: None,
            templates: Arc::default(),
            derived: Derived::default(),
            shelf,
        };
        if let Some(place) = desk.session.place.clone() {
            desk.restore(&place);
        }
        desk.refresh(today);
        desk
    }

    /// Decides a command, applies what follows, and gives the entries to write.
    pub fn carry_out(
        &mut self,
        command: &Command,
        by: &str,
        now: Timestamp,
        today: Date,
    ) -> Result<Vec<Entry>, Rejection> {
        if let Some(why) = &self.read_only {
            return Err(Rejection(format!("read only: {why}")));
        }
        let events = self.session.decide(command, today)?;
        let before = (self.item(), self.cursor());
        let written = self.session.entries(events, by, now);
        for entry in &written {
            self.session.apply(entry);
        }
        self.entries.extend(written.iter().cloned());
        if !written.is_empty() {
            self.refresh(today);
            self.keep_cursor(before);
        }
        Ok(written)
    }

    /// Makes everything derived anew.
    pub fn refresh(&mut self, today: Date) {
        self.derived.flags = flags::raise(&self.session, today);
        // Open flags first: accepted ones are settled.
        let session = &self.session;
        self.derived.flags.sort_by_key(|flag| is_accepted(session, flag, today));
        let answered = self.catalogue.activities.iter();
        let answered = answered.map(|activity| progress::answered(&self.session, &activity.captured()));
        self.derived.answered = answered.collect();
        self.derived.widths.clear();
        self.measure();
        let last = self.items().len().saturating_sub(1);
        let mut cursor = self.cursor();
        cursor.item = cursor.item.min(last);
        self.set_cursor(cursor);
        self.flag = self.flag.min(self.derived.flags.len().saturating_sub(1));
    }

    /// What is still unanswered.
    pub fn questions(&self, today: Date) -> Vec<Question> {
        gaps::questions(&self.session, today)
    }

    /// Measures the columns of the activity in hand, once after a change and not on every frame.
    fn measure(&mut self) {
        let catalogue = Arc::clone(&self.catalogue);
        for capture in &catalogue.activities[self.activity].captures {
            let Capture::Table { kind, fields } = capture else { continue };
            for field in fields {
                let widths = self.derived.widths.entry((*kind, field.key));
                widths.or_insert_with(|| widest(&self.session, *kind, field));
            }
        }
    }

    /// How wide the cells of a column are at most.
    pub fn widest(&self, kind: Kind, field: &'static FieldSpec) -> usize {
        let known = self.derived.widths.get(&(kind, field.key)).copied();
        known.unwrap_or_else(|| widest(&self.session, kind, field))
    }

    /// The activity in hand.
    pub fn current_activity(&self) -> &Activity {
        &self.catalogue.activities[self.activity]
    }

    /// The state of an activity.
    pub fn state(&self, activity: &Activity) -> ActivityState {
        self.session.activities.get(&activity.id).copied().unwrap_or_default()
    }

    /// The columns in which rows of a kind are typed here.
    pub fn columns_of(&self, kind: Kind) -> Vec<&'static FieldSpec> {
        let captures = self.current_activity().captures.iter();
        let here = captures.filter_map(|capture| match capture {
            Capture::Table { kind: known, fields } if *known == kind => Some(fields.clone()),
            _ => None,
        });
        here.into_iter().next().unwrap_or_else(|| kind.spec().fields.iter().collect())
    }

    /// How many activities of a stage are done, and how many there are to do: skipped ones are not.
    pub fn stage_progress(&self, stage: &str) -> (usize, usize) {
        let mut progress = (0, 0);
        for activity in self.catalogue.activities.iter().filter(|activity| activity.stage == stage) {
            let now = self.state(activity);
            progress.0 += usize::from(now == ActivityState::Done);
            progress.1 += usize::from(now != ActivityState::Skipped);
        }
        progress
    }

    /// Seconds on the clock of an activity.
    pub fn seconds(&self, activity: &str, now: Timestamp) -> u64 {
        let before = self.session.time.get(activity).copied().unwrap_or(0);
        let running = self.running.as_ref().filter(|running| running.activity == activity);
        before + running.map_or(0, |running| seconds_between(running.since, now))
    }

    /// Flags that nobody has accepted.
    pub fn open_flags(&self, today: Date) -> usize {
        self.derived.flags.iter().filter(|flag| !is_accepted(&self.session, flag, today)).count()
    }

    /// True once the disk has everything.
    pub fn is_saved(&self) -> bool {
        self.saved >= self.session.seq
    }
}

/// Whole seconds from one time to another; none when the clock was set back.
pub fn seconds_between(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.as_second() - from.as_second()).unwrap_or(0)
}

/// True when a flag is accepted and the acceptance still holds.
pub fn is_accepted(session: &Session, flag: &Flag, today: Date) -> bool {
    session.accepted.get(&flag.key()).is_some_and(|known| known.until.is_none_or(|until| until >= today))
}
