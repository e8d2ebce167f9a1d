//! From decided events to journal entries: numbered, dated, signed, and tied into one undoable step.

use jiff::Timestamp;
use std::sync::Arc;

use super::event::{ENTRY_VERSION, Entry, SessionEvent};
use super::session::Session;

impl Session {
    /// The entries for events that were decided together. Several of them make one step, which undo takes
    /// back as a whole. The time never goes backwards, whatever the machine's clock does, and whole seconds
    /// are enough for a person who reads the journal.
    pub fn entries(&self, events: Vec<SessionEvent>, by: &str, at: Timestamp) -> Vec<Entry> {
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let at = if self.seq == 0 { at } else { at.max(self.changed_at) };
        let first = self.seq + 1;
        let by: Arc<str> = by.into();
        (first..)
            .zip(events)
            .map(|(seq, event)| Entry {
                v: ENTRY_VERSION,
                seq,
                at,
                by: Arc::clone(&by),
                step: (seq != first).then_some(first),
                event: Arc::new(event),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(activity: &str) -> SessionEvent {
        SessionEvent::PlaceLeft { activity: activity.to_owned(), record: None, field: None }
    }

    #[test]
    fn events_decided_together_are_one_step() {
        let session = Session::default();
        let at = Timestamp::from_millisecond(1_800_000_000_123).unwrap_or_default();
        let entries = session.entries(vec![left("a"), left("b"), left("c")], "Ada Byron", at);
        let numbers: Vec<_> = entries.iter().map(|entry| (entry.seq, entry.step)).collect();
        assert_eq!(numbers, [(1, None), (2, Some(1)), (3, Some(1))]);
        assert_eq!(entries[0].at.to_string(), "2027-01-15T08:00:00Z");
    }

    #[test]
    fn time_never_goes_backwards() {
        let mut session = Session::default();
        let late = Timestamp::from_second(2_000_000_000).unwrap_or_default();
        for entry in session.entries(vec![left("a")], "Ada Byron", late) {
            session.apply(&entry);
        }
        let early = Timestamp::from_second(1_000_000_000).unwrap_or_default();
        assert_eq!(session.entries(vec![left("b")], "Ada Byron", early)[0].at, late);
    }
}
