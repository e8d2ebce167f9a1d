//! The loop: wait for something, drain everything that waits, carry out effects, draw once.
//!
//! The only place that knows tokio, the terminal and the clock. [`Runner`] works with any backend and any
//! stream of events, so tests drive the very loop that people use.

mod exporting;
mod following;
#[cfg(target_os = "linux")]
mod input;
mod pen;
mod rest;
mod terminal;
mod window;
mod worker;

pub use exporting::OPENER;
pub use terminal::{Guard, install_panic_hook};
pub use window::Window;
pub use worker::{Job, Worker};

use crossterm::event::Event;
use futures::{Stream, StreamExt};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;

use super::effects::{Effect, Outcome};
use super::{App, Settings};
use crate::catalogue::Questions;
use crate::journal::Library;
use crate::views;
use rest::Rest;

/// Where the time comes from.
pub trait Clock {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// What the program opens with.
#[derive(Debug, Clone)]
pub enum Start {
    /// Home.
    Home,
    /// The form for a new session, or a new session when there is a title.
    New {
        /// The title, if one was given.
        title: Option<String>,
    },
    /// A session.
    Open {
        /// Its folder.
        path: PathBuf,
        /// True to look only.
        read_only: bool,
    },
    /// The audience's screen of a session that somebody else works on.
    Present {
        /// Its folder.
        path: PathBuf,
    },
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    Continue,
    /// The program ends.
    Quit,
}

/// What needs the terminal for itself.
#[derive(Debug)]
enum Detour {
    Suspend,
    External(String),
}

/// The app with its screen, its worker and its clock.
pub struct Runner<B: Backend, C: Clock> {
    /// The app.
    pub app: App,
    /// The screen.
    pub terminal: Window<B>,
    worker: Worker,
    outcomes: UnboundedReceiver<Outcome>,
    clock: C,
    quitting: bool,
    detour: Option<Detour>,
    dirty: bool,
    rest: Rest,
}

impl<B: Backend, C: Clock> Runner<B, C>
where
    B::Error: Send + Sync + 'static,
{
    /// A runner that opens with `start`.
    pub fn new(
        start: Start,
        settings: Settings,
        library: Library,
        catalogue: Arc<Questions>,
        terminal: Terminal<B>,
        clock: C,
    ) -> io::Result<Self> {
        let (sender, outcomes) = tokio::sync::mpsc::unbounded_channel();
        let worker = Worker::start(library, Arc::clone(&catalogue), settings.clone(), sender)?;
        let size = terminal.size().map_err(io::Error::other)?;
        let app = App::new(settings, catalogue, clock.now(), (size.width, size.height));
        let mut runner = Self {
            app,
            terminal: Window::new(terminal),
            worker,
            outcomes,
            clock,
            quitting: false,
            detour: None,
            dirty: true,
            rest: Rest::default(),
        };
        let effects = match start {
            Start::Home => vec![Effect::List],
            Start::New { title: Some(title) } => vec![Effect::Create { title }],
            Start::New { title: None } => {
                let mut effects = runner.app.run(super::commands::Act::NewSession);
                effects.push(Effect::List);
                effects
            }
            Start::Open { path, read_only } => vec![Effect::Open { path, read_only }],
            Start::Present { path } => {
                runner.app.audience = Some(super::Audience { attached: true });
                vec![Effect::Open { path, read_only: true }]
            }
        };
        runner.app.opening = matches!(effects.first(), Some(Effect::Create { .. } | Effect::Open { .. }));
        runner.carry_out(effects);
        Ok(runner)
    }

    /// How many jobs the worker still has.
    pub fn pending(&self) -> usize {
        self.worker.pending()
    }

    /// Draws, if anything changed.
    pub fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.dirty) {
            let app = &self.app;
            let mut geometry = views::Geometry::default();
            let drawn = self.terminal.draw(|frame| {
                geometry = views::draw(app, frame);
                geometry.cursor
            });
            drawn.map_err(io::Error::other)?;
            self.app.drawn(geometry);
        }
        Ok(())
    }

    /// One turn: waits for something, takes everything that waits, draws once.
    pub async fn turn<S>(&mut self, events: &mut S) -> io::Result<Flow>
    where
        S: Stream<Item = io::Result<Event>> + Unpin,
    {
        if self.is_over() {
            return Ok(Flow::Quit);
        }
        self.draw()?;
        tokio::select! {
            event = events.next() => match event {
                Some(event) => self.event(event?),
                None => self.quitting = true,
            },
            outcome = self.outcomes.recv() => match outcome {
                Some(outcome) => self.outcome(outcome),
                // Without its thread nothing would ever be saved again.
                None => return Err(io::Error::other("the part that writes to the disk has stopped")),
            },
            () = tokio::time::sleep(Duration::from_secs(1)), if self.app.ticks() => {
                self.app.now = self.clock.now();
                self.dirty = true;
            }
            () = self.rest.begins() => self.rested(),
        }
        while let Ok(outcome) = self.outcomes.try_recv() {
            self.outcome(outcome);
        }
        while !self.quitting && self.detour.is_none() {
            // Polled with this task's own waker: a terminal's stream keeps the first waker it is shown.
            let ready = std::future::poll_fn(|context| Poll::Ready(events.poll_next_unpin(context))).await;
            match ready {
                Poll::Ready(Some(event)) => self.event(event?),
                Poll::Ready(None) => self.quitting = true,
                Poll::Pending => break,
            }
        }
        if self.is_over() {
            return Ok(Flow::Quit);
        }
        self.draw()?;
        Ok(Flow::Continue)
    }

    /// True once the program may end: it was asked to, and the disk has everything.
    fn is_over(&self) -> bool {
        self.quitting && self.worker.pending() == 0
    }

    fn event(&mut self, event: Event) {
        if let Event::Resize(width, height) = event {
            // What the terminal showed before is void.
            let _ = self.terminal.resize(Rect::new(0, 0, width, height));
        }
        let effects = self.app.handle(event, self.clock.now());
        self.dirty = true;
        self.rest.end();
        self.carry_out(effects);
        if self.quitting || self.detour.is_some() {
            self.rested();
        }
    }

    /// What the loop does once the keys rest, or when they will not come any more: the text that is being
    /// written, and where the person is, are kept.
    pub fn rested(&mut self) {
        self.rest.took_place();
        let effects = self.app.keep_draft();
        self.carry_out(effects);
    }

    fn outcome(&mut self, outcome: Outcome) {
        self.worker.heard(&outcome);
        self.hear(outcome);
    }

    /// Takes what came of an effect that was not the worker's.
    fn hear(&mut self, outcome: Outcome) {
        self.dirty |= !matches!(outcome, Outcome::Closed);
        let effects = self.app.hear(outcome, self.clock.now());
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quitting = true,
                Effect::Suspend => self.detour = Some(Detour::Suspend),
                Effect::External(text) => self.detour = Some(Detour::External(text)),
                effect => {
                    self.worker.send(Job {
                        effect,
                        at: self.clock.now(),
                        who: self.app.settings.who.clone(),
                    });
                }
            }
        }
    }

    /// Ends the program once the disk has everything.
    pub fn end(&mut self) {
        self.rested();
        let effects = self.app.end();
        self.carry_out(effects);
    }
}

/// Runs the program on the real terminal until the user leaves. Gives the number of the signal that ended
/// it, if one did.
pub fn run(
    start: Start,
    settings: Settings,
    library: Library,
    catalogue: Arc<Questions>,
) -> io::Result<Option<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(on_terminal(start, settings, library, catalogue))
}

#[cfg(target_os = "linux")]
fn listen() -> io::Result<input::Input> {
    input::Input::new()
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn listen() -> io::Result<crossterm::event::EventStream> {
    Ok(crossterm::event::EventStream::new())
}

async fn on_terminal(
    start: Start,
    settings: Settings,
    library: Library,
    catalogue: Arc<Questions>,
) -> io::Result<Option<u8>> {
    let mut signals = terminal::Signals::new()?;
    let mut signal = None;
    let mut guard = Guard::enter()?;
    let mut runner = Runner::new(start, settings, library, catalogue, terminal::screen()?, SystemClock)?;
    runner.draw()?;
    #[cfg(debug_assertions)]
    terminal::panic_if_asked();
    if runner.app.opening {
        // Whoever shows the first frame goes first: the disk thread and this one have work enough for two processors.
        std::thread::yield_now();
        // While the disk thread reads the session, this one reads the questions.
        std::sync::LazyLock::force(&runner.app.catalogue);
    }
    let mut events = listen()?;
    loop {
        let flow = tokio::select! {
            flow = runner.turn(&mut events) => match flow {
                Ok(flow) => flow,
                // The disk thread ends with the runner, and does first what was asked of it.
                Err(error) if terminal::is_gone(&error) => {
                    tracing::info!("the terminal is gone: {error}");
                    if signal.is_none() {
                        runner.end();
                    }
                    return Ok(signal.or(Some(terminal::HANGUP)));
                }
                Err(error) => return Err(error),
            },
            number = signals.stop() => {
                signal = Some(number);
                runner.end();
                Flow::Continue
            }
        };
        if flow == Flow::Quit {
            break;
        }
        if let Some(detour) = runner.detour.take() {
            // A stream may read the terminal in the background: it must be gone while another program reads.
            drop(events);
            match detour {
                Detour::Suspend => guard.suspend()?,
                Detour::External(text) => {
                    let edited = guard.external(&text);
                    match edited {
                        Ok(text) => runner.hear(Outcome::Edited(text)),
                        Err(error) => runner.hear(Outcome::Failed(error)),
                    }
                }
            }
            events = listen()?;
            // A fresh terminal draws everything again. Clearing the old one would ask where the cursor is, and
            // the answer would meet the events.
            runner.terminal = Window::new(terminal::screen()?);
            runner.dirty = true;
            runner.draw()?;
        }
    }
    match guard.leave() {
        Err(error) if !terminal::is_gone(&error) => Err(error),
        _ => Ok(signal),
    }
}
