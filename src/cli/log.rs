//! The log: to a file beside the program's other state, never to the screen.

use std::sync::{Mutex, PoisonError};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::failure::Failure;
use underpin::places;

/// How many days of logs are kept.
const KEPT: usize = 7;

/// What writes the log, until [`finish`].
static WRITER: Mutex<Option<WorkerGuard>> = Mutex::new(None);

/// Writes out what the log still holds. The program ends with it, in good order or not.
pub(super) fn finish() {
    drop(WRITER.lock().unwrap_or_else(PoisonError::into_inner).take());
}

/// Starts the log; [`finish`] ends it.
pub(super) fn start(level: &str) -> Result<(), Failure> {
    let filter = level.parse::<Targets>().map_err(|_| Failure::LogLevel(level.to_owned()))?;
    let folder = places::logs().ok_or(Failure::NoHome)?;
    let fail = |source| Failure::Log { folder: folder.clone(), source };
    std::fs::create_dir_all(&folder).map_err(fail)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("underpin")
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(&folder)
        .map_err(|error| fail(std::io::Error::other(error)))?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    // A second log in one process is a programmer's mistake; the first one goes on.
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    let _ = tracing_subscriber::registry().with(lines).with(filter).try_init();
    *WRITER.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
    Ok(())
}
