//! Where the program keeps things on this machine: sessions, configuration, log.
//!
//! Only names places; nothing is created here.

use directories::ProjectDirs;
use std::path::PathBuf;

fn own() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "underpin")
}

/// The sessions, unless another folder is given.
pub fn sessions() -> Option<PathBuf> {
    Some(own()?.data_dir().join("sessions"))
}

/// The configuration file, unless another is given.
pub fn config_file() -> Option<PathBuf> {
    Some(own()?.config_dir().join("config.toml"))
}

/// The folder of the log.
pub fn logs() -> Option<PathBuf> {
    let own = own()?;
    Some(own.state_dir().unwrap_or_else(|| own.data_local_dir()).to_owned())
}
