//! The terminal's state: taken at the start, given back on every way out.

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, BufWriter, Stdout, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::pen::Pen;

/// True while the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal.
    pub fn enter() -> io::Result<Self> {
        // Made first, so that a terminal taken only in part is given back too.
        let guard = Self(());
        take()?;
        Ok(guard)
    }

    /// Gives the terminal back.
    pub fn leave(self) -> io::Result<()> {
        give_back()
    }

    /// Stops the program until the shell brings it back to the foreground.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back()?;
        stop_self();
        take_again()
    }

    /// Lets the user's own editor change a text.
    pub fn external(&mut self, text: &str) -> Result<String, String> {
        let editor =
            std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).unwrap_or_else(|_| "vi".into());
        let fail = |error: io::Error| format!("the editor “{editor}” could not be used: {error}");
        let mut file = tempfile::Builder::new().prefix("underpin-").suffix(".md").tempfile().map_err(fail)?;
        file.write_all(text.as_bytes()).map_err(fail)?;
        give_back().map_err(fail)?;
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        let status = Command::new(program).args(words).arg(file.path()).status();
        take_again().map_err(fail)?;
        match status.map_err(fail)? {
            status if status.success() => std::fs::read_to_string(file.path()).map_err(fail),
            status => Err(format!("the editor “{editor}” ended with {status}; the text is as it was")),
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = give_back();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture, Hide)
}

/// Takes the terminal back after it was somebody else's.
///
/// The stream of events that was dropped may have left a wake-up behind. Met together with a key, the library
/// would leave that key unread until the next one; so the wake-up is met now, while no key comes.
fn take_again() -> io::Result<()> {
    let _ = crossterm::event::poll(std::time::Duration::ZERO);
    take()
}

fn give_back() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let screen =
        execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    disable_raw_mode()?;
    screen
}

/// How long a program that panicked waits for the disk: far longer than any write takes that still works.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

/// The exit code of a Rust program that panicked.
const PANICKED: i32 = 101;

/// Gives the terminal back before a panic is reported, reports it in a way that helps, and ends the program once
/// the disk has what was asked of it and `last` is done. Nothing is unwound: there is nobody who could go on.
pub fn install_panic_hook(log: Option<std::path::PathBuf>, last: fn()) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let ours = TAKEN.load(Ordering::SeqCst);
        let _ = give_back();
        tracing::error!("{panic}");
        if ours {
            let mut err = io::stderr().lock();
            // There is nobody left to tell if this fails.
            let _ = writeln!(err, "Underpin met an error it did not expect and had to stop.");
            let _ = writeln!(
                err,
                "Everything that was shown as saved is on disk; `underpin resume` goes on from there."
            );
            if let Some(log) = &log {
                let _ = writeln!(err, "The log may help to report it: {}", log.display());
            }
        }
        before(panic);
        super::worker::wait(PATIENCE);
        last();
        std::process::exit(PANICKED);
    }));
}

/// Fails on purpose when `UNDERPIN_PANIC` is set, so that a test sees the terminal given back. Only in a
/// debug build.
#[cfg(debug_assertions)]
pub fn panic_if_asked() {
    assert!(std::env::var_os("UNDERPIN_PANIC").is_none(), "UNDERPIN_PANIC is set");
}

/// The screen that frames are drawn on. Each frame leaves in one piece: written in parts, a terminal shows
/// the first part before the last has come. The size is told by events, so that it need not be asked for on
/// every frame.
pub fn screen() -> io::Result<Screen> {
    let (width, height) = crossterm::terminal::size()?;
    let out = BufWriter::with_capacity(LARGEST_FRAME, io::stdout());
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Terminal::with_options(Pen::new(out), TerminalOptions { viewport })
}

/// A frame that changes every cell of a large screen is about this long, in bytes.
const LARGEST_FRAME: usize = 64 * 1024;

/// The terminal with its buffer.
pub type Screen = Terminal<Pen<BufWriter<Stdout>>>;

/// The number of the signal that a program is sent when its terminal goes away (POSIX).
pub const HANGUP: u8 = 1;

/// Whether reading or writing failed because the terminal is not there any more.
pub fn is_gone(error: &io::Error) -> bool {
    const EIO: i32 = 5;
    // What the terminal says comes wrapped from the library that draws.
    if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return is_gone(inner);
    }
    error.raw_os_error() == Some(EIO)
        || matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe)
}

/// Stops this process as Ctrl-Z would.
#[cfg(unix)]
fn stop_self() {
    // A shell's own `kill` is always there; sending the signal directly would need unsafe code.
    let _ = Command::new("kill").args(["-TSTP", &std::process::id().to_string()]).status();
    // The signal is delivered to the whole process, but not before the next moment it runs.
    std::thread::sleep(std::time::Duration::from_millis(50));
}

#[cfg(not(unix))]
fn stop_self() {}

/// Signals that ask the program to end.
pub struct Signals {
    #[cfg(unix)]
    term: tokio::signal::unix::Signal,
    #[cfg(unix)]
    hangup: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens for them.
    #[cfg(unix)]
    pub fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        // In raw mode Ctrl-C is a key; an interrupt still comes from `kill -INT` and from other programs.
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Listens for them.
    #[cfg(not(unix))]
    pub fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for one of them, and gives its number.
    #[cfg(unix)]
    pub async fn stop(&mut self) -> u8 {
        // The numbers that POSIX gives them, the same on every system.
        tokio::select! {
            _ = self.term.recv() => 15,
            _ = self.hangup.recv() => 1,
            _ = self.interrupt.recv() => 2,
        }
    }

    /// Waits for one of them, and gives its number.
    #[cfg(not(unix))]
    pub async fn stop(&mut self) -> u8 {
        let _ = tokio::signal::ctrl_c().await;
        2
    }
}
