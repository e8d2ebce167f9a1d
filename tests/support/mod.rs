//! Plays keys through the real loop on a screen in memory, with a clock that stands still.
//!
//! Nothing here sleeps: after each key the loop is turned until it has nothing left to do.

#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use jiff::{SignedDuration, Timestamp};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use underpin::app::desk::Desk;
use underpin::app::runtime::{Clock, Flow, Runner, Start};
use underpin::app::{App, Settings};
use underpin::journal::Library;

/// A clock that only moves when it is told to.
#[derive(Clone)]
pub struct FakeClock(Arc<Mutex<Timestamp>>);

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A stage to play on: the program, its keyboard and its library.
pub struct Stage {
    pub runner: Runner<TestBackend, FakeClock>,
    pub root: PathBuf,
    clock: FakeClock,
    keys: UnboundedSender<std::io::Result<Event>>,
    events: UnboundedReceiver<std::io::Result<Event>>,
    runtime: tokio::runtime::Runtime,
    pub ended: bool,
    folder: Option<tempfile::TempDir>,
}

/// The time at which every journey begins.
pub const BEGIN: &str = "2026-11-22T09:00:00Z";

impl Stage {
    /// Home over an empty library.
    pub fn home(width: u16, height: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("sessions");
        Self::over(&root, Start::Home, width, height, Some(folder), |_| {})
    }

    /// A worked example, opened in a library of its own.
    pub fn example(slug: &str, width: u16, height: u16) -> Self {
        Self::example_with(slug, width, height, |_| {})
    }

    /// A worked example, opened with settings of one's own.
    pub fn example_with(slug: &str, width: u16, height: u16, set: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("sessions");
        let path = root.join(slug);
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions").join(slug);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::copy(example.join("journal.jsonl"), path.join("journal.jsonl")).unwrap();
        let start = Start::Open { path, read_only: false };
        Self::over(&root, start, width, height, Some(folder), set)
    }

    /// The program over a library that exists.
    pub fn at(root: &Path, start: Start, width: u16, height: u16) -> Self {
        Self::over(root, start, width, height, None, |_| {})
    }

    fn over(
        root: &Path,
        start: Start,
        width: u16,
        height: u16,
        folder: Option<tempfile::TempDir>,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let clock = FakeClock(Arc::new(Mutex::new(BEGIN.parse().unwrap())));
        let documents = root.parent().unwrap().to_owned();
        let mut settings = Settings {
            who: "Ada Byron".into(),
            documents,
            // The same on every machine: none.
            typst: "/nowhere/typst".into(),
            ..Settings::default()
        };
        set(&mut settings);
        let catalogue = Arc::new(underpin::catalogue::embedded_later());
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let runner =
            Runner::new(start, settings, Library::at(root), catalogue, terminal, clock.clone()).unwrap();
        let (keys, events) = unbounded();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let root = root.to_owned();
        let mut stage = Self { runner, root, clock, keys, events, runtime, ended: false, folder };
        stage.settle();
        stage
    }

    /// Turns the loop until nothing is left to do.
    fn settle(&mut self) {
        // Nobody types while a test looks.
        self.runner.rested();
        while !self.ended && self.runner.pending() > 0 {
            self.turn();
        }
        self.runner.draw().unwrap();
    }

    /// Turns the loop until something that comes on its own is there.
    pub fn until(&mut self, there: impl Fn(&App) -> bool) -> &mut Self {
        while !there(&self.runner.app) {
            self.turn();
        }
        self.settle();
        self
    }

    fn turn(&mut self) {
        let flow = self.runtime.block_on(self.runner.turn(&mut self.events)).unwrap();
        self.ended = flow == Flow::Quit;
    }

    /// Plays keys: text as it is, and `<enter>`, `<esc>`, `<tab>`, `<ctrl-r>` and their like.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.event(Event::Key(key));
        }
        self
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    /// Sends any event.
    pub fn event(&mut self, event: Event) {
        assert!(!self.ended, "the program has ended");
        self.keys.unbounded_send(Ok(event)).unwrap();
        self.turn();
        self.settle();
    }

    /// Sends several events at once, as a fast typist or a paste does.
    pub fn events(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.keys.unbounded_send(Ok(event)).unwrap();
        }
        self.turn();
        self.settle();
    }

    /// Changes the size of the screen.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.runner.terminal.backend_mut().resize(width, height);
        self.event(Event::Resize(width, height));
        self
    }

    /// Lets time pass.
    pub fn pass(&mut self, seconds: i64) -> &mut Self {
        let mut now = self.clock.0.lock().unwrap();
        *now += SignedDuration::from_secs(seconds);
        drop(now);
        self
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        let buffer = self.runner.terminal.backend().buffer();
        let lines = (0..buffer.area.height).map(|y| {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Fails unless the screen shows a text.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "“{text}” is not on the screen:\n{screen}");
        self
    }

    /// Fails if the screen shows a text.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” is on the screen:\n{screen}");
        self
    }

    /// The open session.
    pub fn desk(&self) -> &Desk {
        self.runner.app.desk.as_ref().expect("a session is open")
    }

    /// The journal of the only session in the library.
    pub fn journal(&self) -> String {
        let folders = std::fs::read_dir(&self.root).unwrap();
        let mut found =
            folders.map(|entry| entry.unwrap().path().join("journal.jsonl")).filter(|path| path.is_file());
        let path = found.next().expect("one session");
        std::fs::read_to_string(path).unwrap()
    }

    /// Ends the program as a power cut would: nothing is asked, nothing is flushed.
    pub fn cut(self) -> (PathBuf, Option<tempfile::TempDir>) {
        (self.root, self.folder)
    }
}

fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if first == '<'
            && let Some(end) = rest.find('>')
        {
            parsed.push(named(&rest[1..end]));
            rest = &rest[end + 1..];
        } else {
            parsed.push(KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE));
            rest = &rest[first.len_utf8()..];
        }
    }
    parsed
}

fn named(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("ctrl", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("shift", rest)) => (KeyModifiers::SHIFT, rest),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "f1" => KeyCode::F(1),
        "f12" => KeyCode::F(12),
        "space" => KeyCode::Char(' '),
        letter if letter.chars().count() == 1 => KeyCode::Char(letter.chars().next().unwrap()),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}
