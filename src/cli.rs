//! The command line: what can be asked for, and how it ends.
//!
//! Each command works through the library crate and gives text to print. Errors are reported here and
//! nowhere else, as what happened, where, and what to do about it.

mod args;
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

use clap::{CommandFactory, Parser};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use args::{Cli, Command, Common, ContentCommand, TemplatesCommand};
use failure::Failure;
use screen::Look;
use underpin::app::commands;
use underpin::app::keymap::Keymap;
use underpin::app::runtime::{self, Start};
use underpin::catalogue::{self, Catalogue};
use underpin::deliverables::data;

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
    runtime::install_panic_hook(underpin::places::logs(), log::finish);
    let logging = cli.common.log.as_deref().filter(|level| !level.is_empty()).map_or(Ok(()), log::start);
    let ended = logging.and_then(|()| run(cli)).and_then(|Answer { text, warning, signal }| {
        print(&text)?;
        warning.map_or(Ok(signal), Err)
    });
    let code = match ended {
        Ok(None) => ExitCode::SUCCESS,
        // As a shell reports it: who started the program can tell that nobody chose to leave.
        Ok(Some(signal)) => ExitCode::from(128 + signal),
        Err(failure) => report(&failure),
    };
    log::finish();
    code
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
