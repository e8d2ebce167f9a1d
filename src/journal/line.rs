//! One line of the journal and the entry it stands for, in every version of the format.

use serde::Deserialize;
use serde_json::Value;

use super::read::Damage;
use crate::workshop::event::{ENTRY_VERSION, Entry};

/// Lifts an entry from one version of the format to the next.
type Upcaster = fn(&mut Value) -> Result<(), String>;

/// The upcaster of version `n` stands at `n - 1`. The length is tied to [`ENTRY_VERSION`], so that a new
/// version does not compile until somebody has said how the old one becomes it.
const UPCASTERS: [Upcaster; ENTRY_VERSION as usize - 1] = [];

#[derive(Deserialize)]
struct Head {
    v: u32,
}

/// Reads one line.
pub(super) fn read_line(text: &[u8]) -> Result<Entry, Damage> {
    let error = match serde_json::from_slice::<Entry>(text) {
        Ok(entry) if entry.v == ENTRY_VERSION => return Ok(entry),
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    // Of an entry that may be in another format, only the version is read.
    let Head { v } = serde_json::from_slice(text).map_err(|error| damage(&error))?;
    match v {
        0 => Err(Damage::Entry("there is no format 0".to_owned())),
        newer if newer > ENTRY_VERSION => Err(Damage::Newer(newer)),
        ENTRY_VERSION => Err(Damage::Entry(error)),
        older => lift(serde_json::from_slice(text).map_err(|error| damage(&error))?, older, &UPCASTERS)
            .map_err(Damage::Entry),
    }
}

/// JSON that ends too early or makes no sense, or JSON that says something unexpected.
fn damage(error: &serde_json::Error) -> Damage {
    if error.is_data() { Damage::Entry(error.to_string()) } else { Damage::Json(error.to_string()) }
}

/// Brings an entry of an old version up to date, one version at a time.
fn lift(mut value: Value, from: u32, upcasters: &[Upcaster]) -> Result<Entry, String> {
    for (version, upcaster) in (1..).zip(upcasters).skip_while(|(version, _)| *version < from) {
        upcaster(&mut value)
            .map_err(|why| format!("format {version} could not be brought up to date: {why}"))?;
        value["v"] = Value::from(version + 1);
    }
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// The line of an entry, with its end.
pub(super) fn write_line(entry: &Entry, line: &mut Vec<u8>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *line, entry)?;
    line.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use crate::workshop::event::SessionEvent;

    const LINE: &str = r#"{"v":1,"seq":4,"at":"2026-09-03T07:02:11Z","by":"Ada Byron","event":{"type":"time_spent","activity":"pains","seconds":60}}"#;

    #[test]
    fn a_line_is_written_as_it_was_read() {
        let entry = read_line(LINE.as_bytes()).unwrap();
        let mut line = Vec::new();
        write_line(&entry, &mut line).unwrap();
        assert_eq!(String::from_utf8(line).unwrap(), format!("{LINE}\n"));
    }

    #[test]
    fn a_newer_format_is_refused_by_name() {
        let line = LINE.replace(r#""v":1"#, r#""v":2"#).replace("time_spent", "time_taken");
        assert_eq!(read_line(line.as_bytes()), Err(Damage::Newer(2)));
    }

    #[test]
    fn old_formats_are_lifted_one_version_at_a_time() {
        let renames: [Upcaster; 2] = [
            |entry| {
                entry["event"]["type"] = Value::from("time_taken");
                Ok(())
            },
            |entry| {
                let event = entry["event"].as_object_mut().ok_or("no event")?;
                let seconds =
                    event.remove("minutes").and_then(|minutes| minutes.as_u64()).ok_or("no minutes")? * 60;
                event.insert("seconds".to_owned(), Value::from(seconds));
                event.insert("type".to_owned(), Value::from("time_spent"));
                Ok(())
            },
        ];
        let first = r#"{"v":1,"seq":4,"at":"2026-09-03T07:02:11Z","by":"Ada Byron","event":{"type":"time","activity":"pains","minutes":1}}"#;
        let lifted = lift(serde_json::from_str(first).unwrap(), 1, &renames).unwrap();
        assert_eq!(lifted.v, 3);
        assert_eq!(*lifted.event, SessionEvent::TimeSpent { activity: "pains".to_owned(), seconds: 60 });
        let refused = lift(serde_json::from_str(LINE).unwrap(), 2, &renames).unwrap_err();
        assert_eq!(refused, "format 2 could not be brought up to date: no minutes");
    }
}
