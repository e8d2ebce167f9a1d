//! What a list of sessions shows, read without building each session up.

use jiff::Timestamp;
use serde::Deserialize;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::JOURNAL_FILE;
use super::line::read_line;
use super::lock::{Holder, holder};
use super::read::Damage;
use crate::workshop::session::Session;

/// One session of a library.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The folder's name.
    pub slug: String,
    /// The session's title.
    pub title: String,
    /// Whose platform it plans; empty if nobody has said.
    pub organisation: String,
    /// The session's folder.
    pub path: PathBuf,
    /// When the last entry was written.
    pub changed_at: Timestamp,
    /// How many entries the journal has, up to the damage if there is any.
    pub entries: u64,
    /// Who has it open just now.
    pub locked: Option<Holder>,
    /// The line that cannot be trusted and why. Only what can be seen without opening: a line that is no
    /// JSON, out of sequence or in a newer format.
    pub damage: Option<(usize, Damage)>,
}

/// As much of an entry as a list needs.
#[derive(Deserialize)]
struct Head<'a> {
    v: u32,
    seq: u64,
    at: Timestamp,
    #[serde(borrow)]
    event: EventHead<'a>,
}

#[derive(Deserialize)]
struct EventHead<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
}

impl EventHead<'_> {
    /// True when the entry can change the title. Steps are undone by their number, so the session may be
    /// fed with these entries only.
    fn counts(&self) -> bool {
        matches!(self.kind.as_ref(), "undone" | "redone" | "session_started")
            || self.id.as_deref() == Some("charter")
    }
}

/// Reads what a list shows of the session in a folder. One that cannot be read does not hide the others.
pub(super) fn list_one(folder: &Path, slug: &str) -> Listed {
    let (bytes, unreadable) = match std::fs::read(folder.join(JOURNAL_FILE)) {
        Ok(bytes) => (bytes, None),
        Err(error) => (Vec::new(), Some((1, Damage::Unreadable(error.to_string())))),
    };
    let mut session = Session::default();
    let mut seq = 0;
    let mut changed_at = Timestamp::UNIX_EPOCH;
    let mut damage = unreadable;
    for (at, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match head(line, seq + 1) {
            Ok(head) => {
                if head.event.counts()
                    && let Ok(entry) = read_line(line)
                {
                    session.apply(&entry);
                }
                (seq, changed_at) = (head.seq, head.at);
            }
            Err(Damage::Json(_)) if !line.ends_with(b"\n") => break,
            Err(found) => {
                damage = Some((at + 1, found));
                break;
            }
        }
    }
    if seq == 0 && damage.is_none() {
        damage = Some((1, Damage::NoStart));
    }
    let charter = &session.records.charter;
    let title = if charter.title.is_empty() { slug } else { &charter.title };
    Listed {
        slug: slug.to_owned(),
        title: title.to_owned(),
        organisation: charter.organisation.clone(),
        path: folder.to_owned(),
        changed_at,
        entries: seq,
        locked: holder(folder),
        damage,
    }
}

fn head(line: &[u8], wanted: u64) -> Result<Head<'_>, Damage> {
    let Ok(head) = serde_json::from_slice::<Head<'_>>(line) else {
        // An entry of another format may have another shape: the full reader knows what to make of it.
        return Err(read_line(line).err().unwrap_or(Damage::Entry("it is incomplete".to_owned())));
    };
    if head.v != crate::workshop::event::ENTRY_VERSION {
        read_line(line)?;
    }
    if head.seq != wanted {
        return Err(Damage::Sequence { wanted, found: head.seq });
    }
    Ok(head)
}
