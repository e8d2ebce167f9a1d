//! What can be asked for on the command line, and what every command is given.

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

use super::failure::Failure;
use super::{export, load_content, templates};
use underpin::catalogue::Catalogue;
use underpin::config::Config;
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
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
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
pub(super) struct Common {
    /// The folder of the sessions
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_SESSIONS")]
    pub(super) sessions: Option<OsString>,
    /// A folder with your own questions, instead of those built in
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_CONTENT")]
    pub(super) content: Option<OsString>,
    /// A folder with your organisation's own shape for the documents: words, order, front matter, logo
    #[arg(long, global = true, value_name = "DIR", env = "UNDERPIN_TEMPLATES")]
    pub(super) templates: Option<OsString>,
    /// The configuration file
    #[arg(long, global = true, value_name = "FILE", env = "UNDERPIN_CONFIG")]
    pub(super) config: Option<OsString>,
    /// Write a log of that detail: error, warn, info, debug or trace. It goes to a file, never to the screen
    #[arg(long, global = true, value_name = "LEVEL", env = "UNDERPIN_LOG")]
    pub(super) log: Option<String>,
    /// Colours: dark, light, contrast or plain
    #[arg(long, global = true, value_name = "NAME", env = "UNDERPIN_THEME")]
    pub(super) theme: Option<String>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Your name; it stands by each change
    #[arg(long = "as", global = true, value_name = "NAME", env = "UNDERPIN_NAME")]
    pub(super) name: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
pub(super) enum ContentCommand {
    /// Check content and name every problem with its file and line
    Check {
        /// The content's folder; without it, what --content names or what is built in
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplatesCommand {
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

impl Common {
    pub(super) fn config(&self) -> Result<Config, Failure> {
        match (given(self.config.as_ref()), places::config_file()) {
            (Some(path), _) => Ok(Config::read(&path)?),
            (None, Some(path)) => Ok(Config::read_if_there(&path)?),
            (None, None) => Ok(Config::default()),
        }
    }

    /// The sessions: as given, else as configured, else where this system keeps such things.
    pub(super) fn library(&self) -> Result<Library, Failure> {
        let root = match given(self.sessions.as_ref()) {
            Some(given) => Some(given),
            None => self.config()?.sessions,
        };
        root.or_else(places::sessions).map(Library::at).ok_or(Failure::NoHome)
    }

    /// The folder of the questions: as given, else as configured; `None` for those built in.
    pub(super) fn content(&self) -> Result<Option<PathBuf>, Failure> {
        match given(self.content.as_ref()) {
            Some(given) => Ok(Some(given)),
            None => Ok(self.config()?.content),
        }
    }

    /// The folder of the templates: as given, else as configured.
    pub(super) fn templates_folder(&self) -> Result<Option<PathBuf>, Failure> {
        match given(self.templates.as_ref()) {
            Some(given) => Ok(Some(given)),
            None => Ok(self.config()?.templates),
        }
    }

    pub(super) fn templates(&self) -> Result<Templates, Failure> {
        self.templates_folder()?.map_or_else(|| Ok(Templates::default()), |folder| templates::read(&folder))
    }

    pub(super) fn catalogue(&self) -> Result<Catalogue, Failure> {
        load_content(self.content()?.as_deref())
    }
}

fn given(path: Option<&OsString>) -> Option<PathBuf> {
    path.filter(|path| !path.is_empty()).map(PathBuf::from)
}
