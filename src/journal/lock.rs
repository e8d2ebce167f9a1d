//! One writer per session: an exclusive lock on a file beside the journal, with a note of who holds it.
//!
//! The operating system lets go of the lock when a program ends, however it ends, so a crash leaves no
//! session locked. The note is only for people; the lock itself decides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use super::JournalError;

const LOCK_FILE: &str = "lock";

/// A probe by a listing holds the lock for a moment; that long is waited out.
const PATIENCE: [Duration; 4] =
    [Duration::from_millis(5), Duration::from_millis(20), Duration::from_millis(60), Duration::ZERO];

/// Who has a session open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The person.
    pub who: String,
    /// Since when.
    pub since: Timestamp,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return f.write_str("somebody");
        }
        let since = self.since.strftime("%Y-%m-%d %H:%M UTC");
        write!(f, "{} (process {}, since {since})", self.who, self.pid)
    }
}

/// A held lock; dropping it lets go.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock, or says who has it. `None`: this file system knows no locks.
    pub fn acquire(folder: &Path, who: &str, at: Timestamp) -> Result<Option<Self>, JournalError> {
        let path = folder.join(LOCK_FILE);
        let io = |doing| {
            let path = path.clone();
            move |source| JournalError::Io { doing, path, source }
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(io("open the lock"))?;
        for pause in PATIENCE {
            match file.try_lock() {
                Ok(()) => {
                    let holder = Holder { pid: std::process::id(), who: who.to_owned(), since: at };
                    // Without the note the lock still holds; it only cannot say whose it is.
                    let _ = note(&mut file, Some(&holder));
                    return Ok(Some(Self { file }));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
                Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Unsupported => {
                    return Ok(None);
                }
                Err(TryLockError::Error(source)) => return Err(io("lock")(source)),
            }
        }
        Err(JournalError::Locked { folder: folder.to_owned(), holder: read_note(&mut file) })
    }
}

/// Who has the session in a folder open for writing just now.
pub fn holder(folder: &Path) -> Option<Holder> {
    let mut file = File::open(folder.join(LOCK_FILE)).ok()?;
    // The note is wiped when a lock is given back. Only where one is left is the lock probed.
    if file.metadata().ok()?.len() == 0 {
        return None;
    }
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(read_note(&mut file)),
        _ => None,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = note(&mut self.file, None);
    }
}

fn note(file: &mut File, holder: Option<&Holder>) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    if let Some(holder) = holder {
        file.write_all(serde_json::to_string(holder)?.as_bytes())?;
    }
    Ok(())
}

fn read_note(file: &mut File) -> Holder {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let nobody = Holder { pid: 0, who: String::new(), since: Timestamp::UNIX_EPOCH };
    read.ok().and_then(|_| serde_json::from_str(&text).ok()).unwrap_or(nobody)
}
