//! The built program on a real pseudo-terminal: it opens, it takes keys, and however it ends, the terminal
//! is given back as it was.
//!
//! Nothing here sleeps: each step reads until what it waits for is there.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{MouseProtocolMode, Parser};

/// Far more than any step takes on a slow machine; only a failure waits that long.
const PATIENCE: Duration = Duration::from_mins(1);

const ROWS: u16 = 40;
const COLUMNS: u16 = 120;

/// The program on a terminal of its own, with an empty library.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    parser: Parser,
    /// How the terminal was set before the program began.
    before: String,
    folder: tempfile::TempDir,
}

/// Gives a program a home of its own.
fn at_home_in(command: &mut CommandBuilder, folder: &Path) {
    command.env_clear();
    command.cwd(folder);
    command.env("TERM", "xterm-256color");
    command.env("HOME", folder);
    command.env("UNDERPIN_SESSIONS", folder.join("sessions"));
}

impl Terminal {
    fn open(env: &[(&str, &str)]) -> Self {
        Self::run(CommandBuilder::new(env!("CARGO_BIN_EXE_underpin")), env)
    }

    fn run(mut command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let before = settings(&*pair.master);
        at_home_in(&mut command, folder.path());
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let parser = Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        let master = pair.master;
        Self { child, master, keyboard, output, bytes: Vec::new(), parser, before, folder }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Reads until the screen is as wanted; false when the program ended before.
    #[track_caller]
    fn read_until(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self.parser.screen()) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.bytes.extend(bytes);
                }
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => panic!("waited in vain; the screen:\n{}", self.screen()),
            }
        }
        true
    }

    #[track_caller]
    fn sees(&mut self, text: &str) {
        let seen = self.read_until(|screen| screen.contents().contains(text));
        assert!(seen, "the program ended before “{text}” was shown:\n{}", self.screen());
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes the rest of what the program writes, and how it ends.
    fn end(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        // Where the system keeps the terminal open, the settings have to be read before the last byte is.
        let after = settings(&*self.master);
        self.read_until(|_| false);
        assert_eq!(after, self.before, "the terminal's settings");
        status
    }

    /// Sends a signal to the program.
    fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([name, &process]).status().unwrap().success());
    }

    /// Fails unless everything that was switched on is off again.
    #[track_caller]
    fn is_given_back(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pasting is as before");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is free");
        // What the parser does not follow: each mode that was set is reset after it was last set.
        let text = String::from_utf8_lossy(&self.bytes);
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
            ("\x1b[?1003h", "\x1b[?1003l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
        ] {
            let set = text.rfind(on);
            assert!(set.is_some(), "{on:?} was never written");
            assert!(text.rfind(off) > set, "{off:?} does not follow {on:?}");
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Echo, line by line, control characters: all that raw mode changes.
fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().expect("the settings of the terminal"))
}

#[test]
fn a_session_is_begun_and_the_terminal_given_back() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("None yet");
    assert!(terminal.parser.screen().alternate_screen());
    assert_ne!(settings(&*terminal.master), terminal.before, "keys come one by one");
    terminal.press("n");
    terminal.sees("New session");
    terminal.press("Rails for all");
    terminal.sees("Rails for all");
    terminal.press("\x13"); // Ctrl-S keeps the form at once
    terminal.sees("What are we planning");
    terminal.sees("saved");
    terminal.press("\x03"); // Ctrl-C, which drops what is being written, asks where nothing is
    terminal.sees("the same key again leaves");
    terminal.press("\x03");
    assert!(terminal.end().success());
    terminal.is_given_back();
    let journal = terminal.folder.path().join("sessions/rails-for-all/journal.jsonl");
    assert!(std::fs::read_to_string(journal).unwrap().contains("Rails for all"));
}

#[test]
fn signals_end_the_program_in_good_order_and_with_their_code() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("None yet");
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), code, "{signal}");
        terminal.is_given_back();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_closed_window_ends_the_program_and_keeps_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let pair =
        native_pty_system().openpty(PtySize { rows: ROWS, cols: COLUMNS, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_underpin"));
    at_home_in(&mut command, folder.path());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (told, ended) = channel();
    // In a thread of its own, so that nothing holds the terminal open once the last text was seen.
    std::thread::spawn(move || {
        let (mut screen, mut keyboard) =
            (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let mut parser = Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        let mut buffer = [0; 4096];
        for (seen, keys) in [
            ("None yet", "n"),
            ("New session", "Rails\x13"),
            ("What are we planning", "DOne sign-in"),
            ("One sign-in", ""),
        ] {
            while !parser.screen().contents().contains(seen) {
                let count = screen.read(&mut buffer).unwrap();
                parser.process(&buffer[..count]);
            }
            keyboard.write_all(keys.as_bytes()).unwrap();
        }
        drop((screen, keyboard, pair.master));
        told.send(child.wait().unwrap().exit_code())
    });
    let code = ended.recv_timeout(PATIENCE).expect("the program ends");
    assert_eq!(code, 129);
    let draft = folder.path().join("sessions/rails/draft.json");
    assert!(std::fs::read_to_string(draft).unwrap().contains("One sign-in"));
}

#[test]
fn a_signal_in_the_middle_of_text_loses_nothing() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("None yet");
    terminal.press("n");
    terminal.sees("New session");
    terminal.press("Rails\x13");
    terminal.sees("What are we planning");
    terminal.press("DOne sign-in");
    terminal.sees("One sign-in");
    terminal.signal("-TERM");
    assert_eq!(terminal.end().exit_code(), 143);
    terminal.is_given_back();
    let draft = terminal.folder.path().join("sessions/rails/draft.json");
    assert!(std::fs::read_to_string(draft).unwrap().contains("One sign-in"));
}

#[test]
fn stopped_it_gives_the_terminal_back_and_continued_it_takes_it_again() {
    // A stop needs a shell that goes on meanwhile: what has no parent to bring it back is never stopped.
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.args(["-mc", "\"$0\"; echo 'the shell again'; read go; fg; echo ended with $?"]);
    shell.arg(env!("CARGO_BIN_EXE_underpin"));
    let mut terminal = Terminal::run(shell, &[]);
    terminal.sees("None yet");
    terminal.press("\x1a"); // Ctrl-Z
    terminal.sees("the shell again");
    assert!(!terminal.screen().contains("None yet"), "{}", terminal.screen());
    terminal.is_given_back();
    assert_eq!(settings(&*terminal.master), terminal.before, "the shell has its terminal");
    terminal.press("\r"); // `read` goes on to `fg`
    terminal.sees("None yet");
    assert!(terminal.parser.screen().alternate_screen());
    assert_ne!(settings(&*terminal.master), terminal.before, "keys come one by one again");
    // A key still does what it did.
    terminal.press("?");
    terminal.sees("Open the session where it was left");
    terminal.press("\x1b");
    assert!(terminal.read_until(|screen| !screen.contents().contains("where it was left")));
    terminal.press("q");
    terminal.sees("ended with 0");
    assert!(terminal.end().success());
    terminal.is_given_back();
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_and_says_what_to_do() {
    let mut terminal = Terminal::open(&[("UNDERPIN_PANIC", "1")]);
    let status = terminal.end();
    assert_eq!(status.exit_code(), 101);
    terminal.is_given_back();
    let screen = terminal.screen();
    assert!(screen.contains("Underpin met an error it did not expect"), "{screen}");
    assert!(screen.contains("underpin resume"), "{screen}");
    assert!(screen.contains("UNDERPIN_PANIC is set"), "{screen}");
}

#[test]
fn no_color_is_honoured() {
    let mut terminal = Terminal::open(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    terminal.sees("None yet");
    terminal.press("n");
    terminal.sees("New session");
    terminal.press("\x03");
    terminal.press("q");
    assert!(terminal.end().success());
    let text = String::from_utf8_lossy(&terminal.bytes);
    for sequence in text.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        if sequence[end..].starts_with('m') {
            let numbers = sequence[..end].split(';').filter_map(|number| number.parse::<u8>().ok());
            // 39 and 49 are the terminal's own colours.
            let colour =
                numbers.into_iter().find(|n| matches!(n, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107));
            assert_eq!(colour, None, "{sequence:?}");
        }
    }
}
