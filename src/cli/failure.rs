//! How a command can fail, and the exit code each failure has.

use std::io;
use std::path::{Path, PathBuf};

use underpin::app::keymap::BindingError;
use underpin::catalogue::Problems;
use underpin::config::ConfigError;
use underpin::deliverables::export::{ExportError, Fate};
use underpin::journal::{JournalError, Notice, Opened};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What could be read was shown; this is what could not.
    #[error("{notice} ({})", folder.display())]
    Partly { folder: PathBuf, notice: Notice },
    #[error("{}", told("the content has", folder.as_ref(), problems))]
    Content { folder: Option<PathBuf>, problems: Problems },
    #[error("{}", told("the templates have", Some(folder), problems))]
    Templates { folder: PathBuf, problems: Problems },
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    NoPdf(#[from] underpin::typesetting::NoPdf),
    /// Nothing was written, because these files are somebody's.
    #[error("{}", guarded(folder, files))]
    Guarded { folder: PathBuf, files: Vec<(String, Fate)> },
    #[error("{} cannot be read: {source}", path.display())]
    Unread { path: PathBuf, source: io::Error },
    #[error("{}: {why}", path.display())]
    Import { path: PathBuf, why: underpin::interchange::Unreadable },
    #[error("{}: {why}", folder.display())]
    NotWritten { folder: PathBuf, why: String },
    #[error("the documents have no place to go")]
    NoFolder,
    #[error("this system has no place for a user's files")]
    NoHome,
    #[error("“{0}” is no level of detail for the log")]
    LogLevel(String),
    #[error("could not write the log to {}: {source}", folder.display())]
    Log { folder: PathBuf, source: io::Error },
    #[error("the terminal could not be used: {0}")]
    Screen(io::Error),
    #[error("there is no theme called “{0}”")]
    Theme(String),
    #[error("the keys in the configuration cannot be used: {0}")]
    Keys(BindingError),
    #[error("there is no session yet")]
    NothingToResume,
    #[error("there is no session to show yet")]
    NothingToPresent,
    #[error("could not print: {0}")]
    Print(io::Error),
    #[error("could not write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// The exit code; the help lists them.
    pub fn code(&self) -> u8 {
        match self {
            Self::Journal(error) => match error {
                JournalError::NotFound { .. }
                | JournalError::Ambiguous { .. }
                | JournalError::NoSession(_)
                | JournalError::NoExample(_) => 3,
                JournalError::Locked { .. } => 4,
                JournalError::Damaged { .. } | JournalError::Empty(_) => 5,
                _ => 1,
            },
            Self::LogLevel(_) | Self::NoFolder | Self::Theme(_) => 2,
            Self::NothingToResume | Self::NothingToPresent => 3,
            Self::Partly { .. } | Self::Content { .. } | Self::Templates { .. } => 5,
            Self::Guarded { .. } => 6,
            _ => 1,
        }
    }

    /// What to do about it, a sentence a line.
    pub fn hint(&self) -> String {
        match self {
            Self::Journal(error) => error.hint(),
            Self::NoPdf(why) => why.remedy().to_owned(),
            Self::Config(ConfigError::Io { .. }) => "give another file with --config".to_owned(),
            Self::Config(ConfigError::Parse { .. }) => {
                "mend that line, or give another file with --config".to_owned()
            }
            Self::Partly { .. } => {
                "everything before that line was used; duplicate the session to go on from there".to_owned()
            }
            Self::Templates { .. } => "mend that; nothing was written".to_owned(),
            Self::Content { folder: Some(_), .. } => {
                "mend these pages; the built-in content works without --content".to_owned()
            }
            Self::Content { folder: None, .. } => {
                "the program was built with broken content; install it again".to_owned()
            }
            Self::Unread { .. } => "name a file that is there and can be read".to_owned(),
            Self::Import { .. } => "an OpenAPI 3.0 or 3.1 description is wanted, as YAML or JSON".to_owned(),
            Self::NotWritten { .. } => "nothing was taken in; mend that and try again".to_owned(),
            Self::Guarded { .. } => {
                "look with --dry-run --diff; --force overwrites and removes them; --to DIR \
                                      writes elsewhere"
                    .to_owned()
            }
            Self::Export(_) => "give another folder with --to DIR".to_owned(),
            Self::NoFolder => "say where with --to DIR, or set “documents” in the configuration".to_owned(),
            Self::NoHome => "say where the sessions are with --sessions DIR".to_owned(),
            Self::LogLevel(_) => "use error, warn, info, debug or trace".to_owned(),
            Self::Log { .. } => "leave --log out, or make that folder writable".to_owned(),
            Self::Screen(_) => {
                "Underpin needs a terminal; `underpin show` and `underpin export` work without one".to_owned()
            }
            Self::Theme(_) => "use dark, light, contrast or plain".to_owned(),
            Self::Keys(_) => {
                "mend the [keys] of the configuration; `underpin keys` lists the names".to_owned()
            }
            Self::NothingToResume => {
                "`underpin new` starts one, `underpin` shows the worked examples".to_owned()
            }
            Self::NothingToPresent => {
                "start one with `underpin new` in another terminal, and call this again".to_owned()
            }
            Self::Print(_) | Self::Json(_) => String::new(),
        }
    }
}

/// What could not be read of a session that was read as far as possible.
pub(super) fn partly(opened: &Opened) -> Option<Failure> {
    let damage = opened.notices.iter().find(|notice| matches!(notice, Notice::Damaged { .. }))?;
    Some(Failure::Partly { folder: opened.folder.clone(), notice: damage.clone() })
}

fn guarded(folder: &Path, files: &[(String, Fate)]) -> String {
    let count = match files.len() {
        1 => "one file there is".to_owned(),
        many => format!("{many} files there are"),
    };
    let heading = format!("nothing was written to {}: {count} not as Underpin left them", folder.display());
    let heading = if files.len() == 1 { heading.replace("left them", "left it") } else { heading };
    let lines = files.iter().map(|(path, fate)| format!("  {path}  ({})", fate.told()));
    std::iter::once(heading).chain(lines).collect::<Vec<_>>().join("\n")
}

fn told(what: &str, folder: Option<&PathBuf>, problems: &Problems) -> String {
    let count = problems.0.len();
    let heading = format!("{what} {count} problem{}", if count == 1 { "" } else { "s" });
    let lines = problems.0.iter().map(|problem| {
        // With the folder before it, an editor or a terminal can jump to the place.
        folder.map_or_else(
            || problem.to_string(),
            |folder| folder.join(problem.to_string()).display().to_string(),
        )
    });
    std::iter::once(heading).chain(lines).collect::<Vec<_>>().join("\n")
}
