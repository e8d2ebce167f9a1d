//! Undo and redo as a person meets them: what was taken back is said, and the cursor stays with its answer.

use super::App;
use super::desk::{Cursor, Desk, Pane};
use super::effects::Effect;
use super::history;
use super::items::Item;
use crate::workshop::decide::Command;
use crate::workshop::event::SessionEvent;

impl App {
    /// Takes the last step back, or does it again, and says which it was.
    pub(super) fn take_back(&mut self, command: &Command) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        let (step, did) = match command {
            Command::Redo => (desk.session.redoable(), "Done again"),
            _ => (desk.session.undoable(), "Took back"),
        };
        let Some(changes) = step.map(|step| step.changes().to_vec()) else { return self.change(command) };
        // What brought others along, or was removed with them, stands last.
        let Some(last) = changes.last() else { return self.change(command) };
        let named = |desk: &Desk| history::named(&desk.session, &desk.catalogue, last);
        // A record is called by its name while there is one.
        let before = named(desk);
        let effects = self.change(command);
        if effects.is_empty() {
            return effects;
        }
        let Some(desk) = &mut self.desk else { return effects };
        let what = if matches!(command, Command::Redo) { named(desk) } else { before };
        desk.show(last);
        let more = match changes.len() - 1 {
            0 => String::new(),
            1 => ", and one change with it".to_owned(),
            many => format!(", and {many} changes with it"),
        };
        self.say(format!("{did}: {what}{more}"));
        effects
    }
}

impl Desk {
    /// After a change: the cursor stays on what it was on. Where that is gone, it stays in its table.
    pub(super) fn keep_cursor(&mut self, (item, cursor): (Option<Item>, Cursor)) {
        if self.card.as_ref().is_some_and(|(id, _)| self.session.records.record(id).is_none()) {
            self.card = None;
            return;
        }
        let Some(item) = item else { return };
        let items = self.items();
        let same = items.iter().position(|known| *known == item);
        let at = same.or_else(|| {
            let (Item::Row { capture, .. } | Item::Add { capture }) = item else { return None };
            let head = items.iter().position(|known| *known == Item::Head { capture })?;
            let add = items.iter().position(|known| *known == Item::Add { capture })?;
            Some(cursor.item.clamp(head + 1, add))
        });
        if let Some(item) = at {
            self.set_cursor(Cursor { item, ..cursor });
        }
    }

    /// Puts the cursor on what a step changed, where that is among the answers in hand.
    fn show(&mut self, event: &SessionEvent) {
        if self.pane != Pane::Activity || self.card.is_some() {
            return;
        }
        let (id, field) = match event {
            SessionEvent::FieldSet { id, field, .. } => (id, Some(&**field)),
            SessionEvent::RecordAdded { id, .. }
            | SessionEvent::RecordRemoved { id, .. }
            | SessionEvent::RecordMoved { id, .. } => (id, None),
            _ => return,
        };
        let shows = |item: &Item| match item {
            Item::Field { id: known, field: of } => known == id && field == Some(of.key),
            Item::Row { id: known, .. } => known == id,
            _ => false,
        };
        if let Some(item) = self.items().iter().position(shows) {
            self.set_cursor(Cursor { item, ..self.cursor() });
        }
    }
}
