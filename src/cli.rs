//! The command line: what can be asked for, and how it ends.
//!
//! Each command works through the library crate and gives text to print. Errors are reported here and
//! nowhere else, as what happened, where, and what to do about it.

mod check;
mod compare;
mod dates;
mod export;
mod failure;
mod import;
mod list;
mod log;
mod screen;
mod session;
mod show;
mod templates;

use clap::{Args, CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use failure::Failure;
use screen::Look;
use underpin::app::commands;
use underpin::app::keymap::Keymap;
use underpin::app::runtime::Start;
use underpin::catalogue::{self, Catalogue};
use underpin::config::Config;
use underpin::deliverables::data;
use underpin::deliverables::export::Format;
use underpin::deliverables::template::Templates;
use underpin::journal::Library;
use underpin::places;

/// A terminal workshop facilitator for platform planning.
///
/// Underpin asks a team the right question next, captures the answers as data, warns of known mistakes, and
/// writes the architecture blueprint, the internal API specification and the adoption guide.
#[derive(Debug, Parser)]
#[command(name = "underpin", version, after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}{NAMES_AND_CODES}"))]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  underpin                              open Home
  underpin new \"Developer platform\"     start a session
  underpin resume                       go on where you stopped
  underpin present                      show the room what is worked on in another terminal
  underpin list                         what there is, last changed first
  underpin show billing                 how far the session “Billing platform” has come
  underpin show ./sessions/northlight   the same for a session at a path
  underpin export billing --to ./docs   its documents and contracts as files
  underpin import api.yaml --into billing   an OpenAPI description as an API of the session
  underpin content check ./questions    whether a team's own questions are in order";

const NAMES_AND_CODES: &str = "

A session is named by its folder, its title, the beginning of either if it fits only one,
or a path.

Exit codes:
  0  done
  1  something failed
  2  the command line was not understood
  3  no session has that name, or several do
  4  somebody else has the session open
  5  a journal, content or templates are damaged or invalid
  6  an export would overwrite files that somebody wrote or edited; nothing was written
128 + the signal's number, when one ended the screen after everything was saved:
143 for TERM, 129 for HUP, 130 for INT";

/// Options that every command takes. A variable that is set to nothing counts as not set, so paths are read
/// as plain text: the parser for paths refuses empty ones.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
struct Common {
    /// The folder of the sessions
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_SESSIONS")]
    sessions: Option<OsString>,
    /// A folder with your own questions, instead of those built in
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_CONTENT")]
    content: Option<OsString>,
    /// A folder with your organisation's own shape for the documents: words, order, front matter, logo
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_TEMPLATES")]
    templates: Option<OsString>,
    /// The configuration file
    #[arg(long, global = true, value_name = "FILE", env = "UNDERPIN_CONFIG")]
    config: Option<OsString>,
    /// Write a log of that detail: error, warn, info, debug or trace. It goes to a file, never to the screen
    #[arg(long, global = true, value_name = "LEVEL", env = "UNDERPIN_LOG")]
    log: Option<String>,
    /// Colours: dark, light, contrast or plain
    #[arg(long, global = true, value_name = "NAME", env = "UNDERPIN_THEME")]
    theme: Option<String>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    ascii: bool,
    /// Your name; it stands by each change
    #[arg(long = "as", global = true, value_name = "NAME", env = "UNDERPIN_NAME")]
    name: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start a session
    New {
        /// Its title; without it, a form asks
        title: Option<String>,
    },
    /// Open a session where it was left
    Open {
        /// Its name, the beginning of it, or a path
        session: String,
        /// Look only
        #[arg(long)]
        read_only: bool,
    },
    /// Open the session that was changed last
    Resume,
    /// Show the room a session while somebody works on it in another terminal
    ///
    /// A large view that goes along with the facilitator: the question, the answers as they come, pictures and
    /// revealed results. Notes, guidance and hidden scores stay on the facilitator's own screen.
    Present {
        /// Its name, the beginning of it, or a path; without it, the session that is open or was changed last
        session: Option<String>,
    },
    /// Print every key and what it does
    Keys {
        /// As Markdown
        #[arg(long)]
        markdown: bool,
    },
    /// List the sessions, last changed first
    List {
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
        /// The archived ones instead
        #[arg(long)]
        archived: bool,
    },
    /// Show how far a session has come: stages, answers, flags, next dates, open questions
    Show {
        /// Its name, the beginning of it, or a path
        session: String,
        /// As it looks on that day, such as 2027-03-31, instead of today
        #[arg(long, value_name = "DATE")]
        on: Option<jiff::civil::Date>,
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Say what differs between two sessions, or in one since a day
    Compare {
        /// Its name, the beginning of it, or a path
        session: String,
        /// The other session, which counts as the later one
        #[arg(required_unless_present = "since", conflicts_with = "since")]
        other: Option<String>,
        /// The same session as it was in the evening of that day, such as 2027-03-31
        #[arg(long, value_name = "DATE")]
        since: Option<jiff::civil::Date>,
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Write the documents, contracts, drawings and data of a session
    ///
    /// The same session always gives the same files. A file in the folder that Underpin did not write, or that
    /// was edited since, stops the export before anything is written.
    #[command(after_long_help = export::formats_told())]
    Export {
        /// Its name, the beginning of it, or a path
        session: String,
        /// The folder to write to; without it, “documents” of the configuration and the session's name
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[arg(long, value_name = "FORMAT", value_delimiter = ',', help = export::formats_help())]
        formats: Vec<Format>,
        /// Write nothing; say which files would be new, changed, removed, or are somebody's
        #[arg(long)]
        dry_run: bool,
        /// Print what changes in each file of text
        #[arg(long)]
        diff: bool,
        /// Overwrite also files that Underpin did not write or that were edited since
        #[arg(long)]
        force: bool,
        /// Say what was written as JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    #[command(
        about = "Take an API description (OpenAPI 3) into a session",
        long_about = "Take an API description into a session\n\n\
            An OpenAPI 3.0 or 3.1 file, YAML or JSON, becomes an API with its operations, parameters, payloads \
            and errors, as one step that can be undone. What has no place in a session is said, with where it \
            stands."
    )]
    Import {
        /// The description
        file: PathBuf,
        /// The session's name, the beginning of it, or a path
        #[arg(long, value_name = "SESSION")]
        into: String,
        /// Say what was taken in as JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of session.json, the whole session as data
    Schema,
    /// Work with the questions
    Content {
        #[command(subcommand)]
        command: ContentCommand,
    },
    /// Work with your organisation's own shape for the documents
    Templates {
        #[command(subcommand)]
        command: TemplatesCommand,
    },
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  underpin completions fish > ~/.config/fish/completions/underpin.fish"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
enum ContentCommand {
    /// Check content and name every problem with its file and line
    Check {
        /// The content's folder; without it, what --content names or what is built in
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum TemplatesCommand {
    /// Write a commented set to begin with; files that are there stay as they are
    Init {
        /// The folder
        dir: PathBuf,
    },
    /// Check a folder of templates and name every problem with its file and line
    Check {
        /// The folder; without it, what --templates or the configuration names
        dir: Option<PathBuf>,
    },
}

/// What a command leaves behind: text to print, and how it ends.
struct Answer {
    text: String,
    /// What the person should know besides, and whether that is a failure.
    warning: Option<Failure>,
    /// The signal that ended the screen, if one did.
    signal: Option<u8>,
}

impl Answer {
    fn ok(text: String) -> Self {
        Self { text, warning: None, signal: None }
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Dropping the guard writes out what the log still holds.
    let _log = match cli.common.log.as_deref().filter(|level| !level.is_empty()).map(log::start).transpose() {
        Ok(guard) => guard,
        Err(failure) => return report(&failure),
    };
    let ended = run(cli).and_then(|Answer { text, warning, signal }| {
        print(&text)?;
        warning.map_or(Ok(signal), Err)
    });
    match ended {
        Ok(None) => ExitCode::SUCCESS,
        // As a shell reports it: who started the program can tell that nobody chose to leave.
        Ok(Some(signal)) => ExitCode::from(128 + signal),
        Err(failure) => report(&failure),
    }
}

fn run(cli: Cli) -> Result<Answer, Failure> {
    let Cli { common, command } = cli;
    tracing::info!(?command, "asked for");
    let Some(command) = command else { return open_screen(common, Start::Home) };
    match command {
        Command::New { title } => open_screen(common, Start::New { title }),
        Command::Open { session, read_only } => {
            let path = common.library()?.find(&session)?;
            let path = if read_only { path } else { session::free_to_write(path)? };
            open_screen(common, Start::Open { path, read_only })
        }
        Command::Resume => {
            let last = common.library()?.last_touched()?.ok_or(Failure::NothingToResume)?;
            let path = session::free_to_write(last.path)?;
            open_screen(common, Start::Open { path, read_only: false })
        }
        Command::Present { session } => {
            let path = session::to_present(&common.library()?, session.as_deref())?;
            open_screen(common, Start::Present { path })
        }
        Command::Keys { markdown: true } => Ok(Answer::ok(commands::reference())),
        Command::Keys { markdown: false } => Ok(Answer::ok(commands::plain(&Keymap::default()))),
        Command::List { json, archived } => list::list(&common.library()?, archived, json),
        Command::Show { session, on, json } => {
            show::show(&session::open_to_read(&common.library()?, &session)?, &common.catalogue()?, on, json)
        }
        Command::Compare { session, other, since, json } => {
            let library = common.library()?;
            let opened = session::open_to_read(&library, &session)?;
            let other = other.map(|other| session::open_to_read(&library, &other)).transpose()?;
            let with = match (&other, since) {
                (Some(other), _) => compare::With::Session(other),
                (None, since) => compare::With::Evening(since.unwrap_or_default()),
            };
            compare::compare(&opened, &with, json)
        }
        Command::Export { session, to, formats, dry_run, diff, force, json } => {
            let opened = session::open_to_read(&common.library()?, &session)?;
            let to = export::folder(to, common.config()?.documents, &opened)?;
            let how = export::How { force, dry_run, diff, json };
            let from = (&common.catalogue()?, &common.templates()?);
            export::export(&opened, from, &to, &formats, how)
        }
        Command::Import { file, into, json } => {
            let who = import::who(common.name.clone(), common.config()?.name, &common.library()?);
            import::import(&file, &common.library()?.find(&into)?, &who, json)
        }
        Command::Schema => Ok(Answer::ok(data::published_schema())),
        Command::Content { command: ContentCommand::Check { dir } } => {
            let dir = match dir {
                Some(dir) => Some(dir),
                None => common.content()?,
            };
            check::check(dir.as_deref())
        }
        Command::Templates { command: TemplatesCommand::Init { dir } } => templates::init(&dir),
        Command::Templates { command: TemplatesCommand::Check { dir } } => {
            templates::check(dir.or(common.templates_folder()?))
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "underpin", &mut script);
            Ok(Answer::ok(String::from_utf8_lossy(&script).into_owned()))
        }
    }
}

fn open_screen(common: Common, start: Start) -> Result<Answer, Failure> {
    let (config, library) = (common.config()?, common.library()?);
    let catalogue = match common.content()? {
        Some(folder) => catalogue::questions(load_content(Some(&folder))?),
        None => catalogue::embedded_later(),
    };
    let templates = common.templates()?;
    let Common { theme, name, ascii, .. } = common;
    screen::run(start, Look { theme, name, ascii }, (&config, templates), library, catalogue)
}

impl Common {
    fn config(&self) -> Result<Config, Failure> {
        match (given(self.config.as_ref()), places::config_file()) {
            (Some(path), _) => Ok(Config::read(&path)?),
            (None, Some(path)) => Ok(Config::read_if_there(&path)?),
            (None, None) => Ok(Config::default()),
        }
    }

    /// The sessions: as given, else as configured, else where this system keeps such things.
    fn library(&self) -> Result<Library, Failure> {
        let root = match given(self.sessions.as_ref()) {
            Some(given) => Some(given),
            None => self.config()?.sessions,
        };
        root.or_else(places::sessions).map(Library::at).ok_or(Failure::NoHome)
    }

    /// The folder of the questions: as given, else as configured; `None` for those built in.
    fn content(&self) -> Result<Option<PathBuf>, Failure> {
        match given(self.content.as_ref()) {
            Some(given) => Ok(Some(given)),
            None => Ok(self.config()?.content),
        }
    }

    /// The folder of the templates: as given, else as configured.
    fn templates_folder(&self) -> Result<Option<PathBuf>, Failure> {
        match given(self.templates.as_ref()) {
            Some(given) => Ok(Some(given)),
            None => Ok(self.config()?.templates),
        }
    }

    fn templates(&self) -> Result<Templates, Failure> {
        self.templates_folder()?.map_or_else(|| Ok(Templates::default()), |folder| templates::read(&folder))
    }

    fn catalogue(&self) -> Result<Catalogue, Failure> {
        load_content(self.content()?.as_deref())
    }
}

fn given(path: Option<&OsString>) -> Option<PathBuf> {
    path.filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The content in a folder, or what is built in.
fn load_content(folder: Option<&Path>) -> Result<Catalogue, Failure> {
    let loaded = folder.map_or_else(catalogue::embedded, catalogue::load);
    loaded.map_err(|problems| Failure::Content { folder: folder.map(Path::to_owned), problems })
}

/// Prints; a reader that has seen enough (`underpin list | head -1`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    if text.is_empty() {
        // The screen told everything; its terminal may be gone.
        return Ok(());
    }
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Print(error)),
        _ => Ok(()),
    }
}

fn report(failure: &Failure) -> ExitCode {
    tracing::error!(%failure, "ended");
    let mut text = format!("error: {failure}\n");
    for line in failure.hint().lines() {
        text.push_str("  hint: ");
        text.push_str(line);
        text.push('\n');
    }
    // There is nobody left to tell if this fails.
    let _ = io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(failure.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_put_together_well() {
        Cli::command().debug_assert();
    }
}
