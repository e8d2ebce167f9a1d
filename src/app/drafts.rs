//! What is kept beside the journal: the text being written, or at least where the person is.

use super::App;
use super::boxes::{LineBox, Overlay, Target};
use super::desk::{Desk, Running, seconds_between};
use super::effects::Effect;
use crate::journal::Draft;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;
use crate::workshop::session::Place;

/// A clock goes on by itself after a break that is no longer than this, in seconds: after a crash, not a night.
const BREAK: u64 = 15 * 60;

impl App {
    /// Keeps the text being written, or at least the place, beside the journal, so that neither a crash nor
    /// a power cut can take it.
    pub(super) fn keep_draft(&mut self) -> Vec<Effect> {
        let wanted =
            self.desk.as_ref().filter(|desk| desk.read_only.is_none()).and_then(|desk| self.draft_of(desk));
        if wanted == self.kept {
            return Vec::new();
        }
        self.kept.clone_from(&wanted);
        vec![Effect::Draft(wanted.map(Box::new))]
    }

    fn draft_of(&self, desk: &Desk) -> Option<Draft> {
        let activity = desk.current_activity().id.clone();
        let scene = self.scene(desk);
        match &self.overlay {
            Some(Overlay::Line(line)) if line.is_dirty() => {
                let (record, field) = match &line.target {
                    Target::Field { id, field } => (Some(id.clone()), field.key.to_owned()),
                    Target::NewRow { kind, .. } => (None, format!("row:{}", kind.spec().key)),
                    Target::Note { .. } => (None, "note".to_owned()),
                };
                let text = line.unkept();
                Some(Draft { activity, record, field: Some(field), text, scene })
            }
            // Without text a draft only says where the person is.
            _ => {
                let place = desk.place();
                let told = desk.session.place.as_ref() == Some(&place) && scene.is_plain();
                (!told).then(|| Draft {
                    activity,
                    record: place.record,
                    field: place.field,
                    text: String::new(),
                    scene,
                })
            }
        }
    }

    /// Opens the box again in which text was left unfinished.
    pub(super) fn restore_draft(&mut self, draft: &Draft) {
        let Some(desk) = &mut self.desk else { return };
        if let Some(at) = desk.catalogue.activities.iter().position(|known| known.id == draft.activity) {
            desk.go_to(at);
        }
        self.kept = Some(draft.clone());
        if draft.text.is_empty() {
            let Draft { activity, record, field, .. } = draft.clone();
            desk.restore(&Place { activity, record, field });
            return;
        }
        let field = draft.field.as_deref().unwrap_or_default();
        let line = match (&draft.record, field.strip_prefix("row:")) {
            (Some(id), _) => {
                desk.jump(id, Some(field));
                let spec = Kind::of_id(id).and_then(|kind| kind.spec().field(field));
                spec.map(|spec| LineBox::for_field(id, spec, &desk.session.records.title(id), String::new()))
            }
            (None, Some(kind)) => Kind::from_key(kind).map(|kind| {
                let columns = desk.columns_of(kind);
                LineBox::for_row(kind, columns, true)
            }),
            (None, None) => {
                let activity = desk.current_activity();
                Some(LineBox::for_note(&activity.id, &activity.title, String::new()))
            }
        };
        if let Some(mut line) = line {
            line.restore(&draft.text, &desk.session.records);
            self.overlay = Some(Overlay::Line(line));
            self.say("The text you were writing is back");
        }
    }

    /// Takes up the clock that ran when the program was cut off: it goes on, or after a longer break it counts up to
    /// the last change, which is the last that is known of the work.
    pub(super) fn restore_clock(&mut self, draft: &Draft) -> Vec<Effect> {
        let Some((activity, since)) = draft.scene.clock.clone() else { return Vec::new() };
        let now = self.now;
        let Some(desk) = self.desk.as_mut().filter(|desk| desk.read_only.is_none()) else {
            return Vec::new();
        };
        if desk.running.is_some() {
            return Vec::new();
        }
        let last = desk.entries.last().map_or(since, |entry| entry.at.max(since));
        if seconds_between(last, now) <= BREAK {
            desk.running = Some(Running { activity, since });
            return Vec::new();
        }
        let effects = self.change(&Command::Spend { activity, seconds: seconds_between(since, last) });
        if self.overlay.is_none() {
            self.say(
                "The clock ran when the program was cut off: it counted up to the last change, and stands",
            );
        }
        effects
    }
}
