//! The draft beside the journal: text that somebody is typing and has not entered yet, and where they are.
//!
//! It brings both back after a crash, and shows a second screen where the session stands just now.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::workshop::canvas::Trouble;

const DRAFT_FILE: &str = "draft.json";

/// Unfinished text, and the field it is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The activity in focus.
    pub activity: String,
    /// The record being edited; none while a new one is typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The field being edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was typed so far.
    pub text: String,
    /// How it is shown.
    #[serde(default, skip_serializing_if = "Scene::is_plain")]
    pub scene: Scene,
}

/// What is on the writer's screen besides the answers, as far as a room may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Scene {
    /// The picture takes the table's place.
    pub picture: bool,
    /// Its page, from 0.
    pub page: usize,
    /// The component in focus of a drawing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// The connection that is told in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<String>,
    /// Only that component and what it talks to are drawn.
    pub near: bool,
    /// What a drawing is narrowed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<ShownFilter>,
    /// The finding whose path is drawn: its kind and the record it is told about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<(Trouble, String)>,
    /// True when all lines of a drawing are asked for, false for those of the focus; none: what is readable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_lines: Option<bool>,
    /// The record is open with all its fields.
    pub card: bool,
    /// The activity whose clock runs, and since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<(String, Timestamp)>,
    /// The round of scoring or voting that is on the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<ShownRound>,
    /// The person who has the floor: an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

/// What the writer narrowed a drawing to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownFilter {
    /// One layer, by its key.
    Layer(String),
    /// One team's components, by its id.
    Owner(String),
    /// One protocol.
    Protocol(String),
}

/// A round that is on the writer's screen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ShownRound {
    /// Its id. It is in the journal from its first mark on.
    pub id: String,
    /// True for dots, false for scores.
    pub votes: bool,
    /// Which of its items is talked about, once it is revealed.
    pub item: usize,
}

impl Scene {
    /// True when there is nothing but the answers.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Keeps a draft. The one before stays until the new one is whole.
pub fn save_draft(folder: &Path, draft: &Draft) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(serde_json::to_string(draft)?.as_bytes())?;
    file.as_file().sync_data()?;
    file.persist(folder.join(DRAFT_FILE)).map_err(|refused| refused.error)?;
    Ok(())
}

/// The draft that was kept, if there is one.
pub fn load_draft(folder: &Path) -> io::Result<Option<Draft>> {
    match std::fs::read(folder.join(DRAFT_FILE)) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Forgets the draft: its text was entered or thrown away.
pub fn clear_draft(folder: &Path) -> io::Result<()> {
    match std::fs::remove_file(folder.join(DRAFT_FILE)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
