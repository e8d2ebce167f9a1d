//! The app: what is on screen, what keys do, what is asked of the outside world.
//!
//! [`App::handle`] takes one input and gives effects; it does no I/O and reads no clock. The runtime turns
//! terminal events into inputs, carries out effects, and draws when something changed.

pub mod boxes;
pub mod canvas;
pub mod commands;
pub mod desk;
pub mod documents;
pub mod effects;
pub mod fuzzy;
pub mod history;
pub mod home;
pub mod items;
pub mod keymap;
pub mod runtime;
pub mod text;

mod act;
mod answers;
mod back;
mod cells;
mod drafts;
pub mod exporting;
mod following;
mod footer;
mod forms;
mod mouse;
mod outcomes;
mod people;
mod reading;
mod reviewing;
pub mod schedule;
mod told;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

use crate::catalogue::Questions;
use crate::deliverables::template::Templates;
use crate::journal::Draft;
use crate::typesetting;
use crate::views::Geometry;
use crate::views::theme::{Theme, ThemeName};
use boxes::Overlay;
use commands::{Act, Area};
use desk::Desk;
use effects::{Effect, Outcome};
pub use following::{Audience, Follow};
use home::Home;
use keymap::Keymap;

/// How urgent a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something happened.
    Info,
    /// Something did not work.
    Problem,
}

/// What the user set, apart from the sessions.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The colours.
    pub theme: ThemeName,
    /// True when the terminal shows 16 million colours.
    pub truecolor: bool,
    /// True when only ASCII may be drawn.
    pub ascii: bool,
    /// Who is at the keyboard.
    pub who: String,
    /// The time zone for shown times.
    pub zone: TimeZone,
    /// Where documents are written unless somewhere else is named.
    pub documents: std::path::PathBuf,
    /// The keys.
    pub keymap: Keymap,
    /// The organisation's own shape for the documents.
    pub templates: Arc<Templates>,
    /// The program that opens files and folders.
    pub opener: String,
    /// The program that sets PDF, where that was not built in.
    pub typst: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeName::Dark,
            truecolor: true,
            ascii: false,
            who: "Facilitator".into(),
            zone: TimeZone::UTC,
            documents: std::path::PathBuf::from("."),
            keymap: Keymap::default(),
            templates: Arc::default(),
            opener: runtime::OPENER.to_owned(),
            typst: typesetting::PROGRAM.to_owned(),
        }
    }
}

/// Everything there is to draw.
#[derive(Debug)]
pub struct App {
    /// The user's settings.
    pub settings: Settings,
    /// Home.
    pub home: Home,
    /// The open session, if one is.
    pub desk: Option<Desk>,
    /// Set on the audience's screen, which shows what the room should see and changes nothing.
    pub audience: Option<Audience>,
    /// The questions.
    pub catalogue: Arc<Questions>,
    /// The box on top.
    pub overlay: Option<Overlay>,
    /// The last message.
    pub message: Option<(Tone, String)>,
    /// The time of the last input.
    pub now: Timestamp,
    /// The width and height of the screen.
    pub size: (u16, u16),
    /// What the last drawing put where.
    pub geometry: Geometry,
    /// What a new session is filled with once its journal is open: title, organisation, you, people, minutes.
    seed: Option<Vec<String>>,
    /// True while the program starts with a session that is still being read.
    pub opening: bool,
    /// What is kept beside the journal just now.
    kept: Option<Draft>,
    /// True while what was not saved is written once more because the user asked.
    retrying: bool,
    /// True once the user was told that quitting would lose changes.
    warned: bool,
    /// The key that was pressed last, when it asked before it leaves.
    leaving: Option<KeyEvent>,
}

impl App {
    /// An app on Home.
    pub fn new(settings: Settings, catalogue: Arc<Questions>, now: Timestamp, size: (u16, u16)) -> Self {
        Self {
            settings,
            home: Home::default(),
            desk: None,
            audience: None,
            catalogue,
            overlay: None,
            message: None,
            now,
            size,
            geometry: Geometry::default(),
            seed: None,
            opening: false,
            kept: None,
            retrying: false,
            warned: false,
            leaving: None,
        }
    }

    /// Today where the user is.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.settings.zone.clone()).date()
    }

    /// The colours and symbols.
    pub fn theme(&self) -> Theme {
        Theme::new(self.settings.theme, self.settings.truecolor, self.settings.ascii)
    }

    /// Where keys go when no box is open.
    pub fn area(&self) -> Area {
        match (self.audience, &self.desk) {
            (Some(_), _) => Area::Audience,
            (None, Some(_)) if self.in_canvas() => Area::Canvas,
            (None, Some(_)) => Area::Session,
            (None, None) => Area::Home,
        }
    }

    /// True while something on screen changes by itself.
    pub fn ticks(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.running.is_some())
    }

    /// Takes a terminal event.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let stood = self.standing();
        let effects = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            // Terminals send line ends in a paste as carriage returns.
            Event::Paste(text) => self.paste(&text.replace("\r\n", "\n").replace('\r', "\n")),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resize(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            _ => Vec::new(),
        };
        self.look_elsewhere(stood.as_ref());
        self.keep_documents();
        effects
    }

    /// Takes what came of an effect.
    pub fn hear(&mut self, outcome: Outcome, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let effects = self.outcome(outcome);
        self.keep_documents();
        effects
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        // Suspending works everywhere but in text, where the key undoes.
        let suspends = key.code == KeyCode::Char('z') && key.modifiers.contains(KeyModifiers::CONTROL);
        let in_text = matches!(self.overlay, Some(Overlay::Line(_) | Overlay::Form(_)));
        if suspends && !in_text {
            return vec![Effect::Suspend];
        }
        if self.overlay.is_some() {
            return self.box_key(key);
        }
        let asked = self.leaving.take() == Some(key);
        let Some(act) = self.settings.keymap.resolve(self.area(), key) else { return Vec::new() };
        self.message = None;
        // The key that drops a text ends the program where no text is being written: too easily pressed once too often.
        let drops = key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
        // An audience's screen writes nothing, and shows no message.
        let saved = self.desk.as_ref().is_some_and(|desk| desk.unsaved.is_none()) && self.audience.is_none();
        if act == Act::Quit && drops && saved && !asked {
            self.leaving = Some(key);
            self.say("Everything is saved; the same key again leaves Underpin");
            return Vec::new();
        }
        self.run(act)
    }

    /// Carries out a command, or says why it is not available.
    pub fn run(&mut self, act: Act) -> Vec<Effect> {
        if let Err(why) = self.available(act) {
            // That all is saved is good news.
            let tone = if act == Act::SaveAgain { Tone::Info } else { Tone::Problem };
            self.message = Some((tone, why.into()));
            return Vec::new();
        }
        self.act(act)
    }

    /// Shows that something happened.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some((Tone::Info, text.into()));
    }

    /// Shows that something did not work.
    pub fn problem(&mut self, text: impl Into<String>) {
        self.message = Some((Tone::Problem, text.into()));
    }
}
