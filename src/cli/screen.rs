//! The commands that open the screen.

use std::sync::Arc;

use jiff::tz::TimeZone;
use underpin::app::Settings;
use underpin::app::keymap::Keymap;
use underpin::app::runtime::{self, Start};
use underpin::catalogue::Questions;
use underpin::config::Config;
use underpin::deliverables::template::Templates;
use underpin::journal::Library;
use underpin::typesetting;
use underpin::views::theme::ThemeName;

use super::Answer;
use super::failure::Failure;

/// What the command line says about the screen; it goes before the configuration.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub theme: Option<String>,
    pub name: Option<String>,
    pub ascii: bool,
}

/// Opens the screen and stays until the user leaves.
pub(super) fn run(
    start: Start,
    look: Look,
    (config, templates): (&Config, Templates),
    library: Library,
    catalogue: Questions,
) -> Result<Answer, Failure> {
    let settings = settings(look, config, templates, &library)?;
    let signal = runtime::run(start, settings, library, Arc::new(catalogue)).map_err(Failure::Screen)?;
    Ok(Answer { signal, ..Answer::ok(String::new()) })
}

fn settings(
    look: Look,
    config: &Config,
    templates: Templates,
    library: &Library,
) -> Result<Settings, Failure> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let theme = match look.theme.as_ref().or(config.theme.as_ref()) {
        Some(name) => ThemeName::from_name(name).ok_or_else(|| Failure::Theme(name.clone()))?,
        // https://no-color.org: any value but nothing turns colours off.
        None if set("NO_COLOR") => ThemeName::Plain,
        None => ThemeName::default(),
    };
    let colours = std::env::var("COLORTERM").unwrap_or_default();
    let terminal = std::env::var("TERM").unwrap_or_default();
    let truecolor = matches!(colours.as_str(), "truecolor" | "24bit") || terminal.contains("direct");
    let name = look.name.or_else(|| config.name.clone());
    let name = name.or_else(|| library.author()).or_else(user_name);
    Ok(Settings {
        theme,
        truecolor,
        ascii: look.ascii || config.ascii == Some(true) || terminal == "linux",
        who: name.unwrap_or_else(|| "Facilitator".to_owned()),
        zone: zone(),
        documents: config.documents.clone().unwrap_or_else(|| ".".into()),
        keymap: Keymap::new(&config.keys).map_err(Failure::Keys)?,
        templates: Arc::new(templates),
        opener: runtime::OPENER.to_owned(),
        typst: typesetting::PROGRAM.to_owned(),
    })
}

/// The time zone of this machine. Read straight from its own file where there is one: looking its name up
/// walks the whole database of zones, which takes longer than drawing the first screen.
fn zone() -> TimeZone {
    let own = if std::env::var_os("TZ").is_none() { std::fs::read("/etc/localtime").ok() } else { None };
    own.and_then(|file| TimeZone::tzif("Local", &file).ok()).unwrap_or_else(TimeZone::system)
}

/// The login name, until the user gives a better one.
pub(super) fn user_name() -> Option<String> {
    let name = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok()?;
    (!name.is_empty() && name != "root").then_some(name)
}
