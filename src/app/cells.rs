//! From cell to cell without leaving the keys one types with: Tab keeps and opens the next, Shift-Tab the one before.

use super::App;
use super::boxes::Overlay;
use super::desk::{Cursor, Desk};
use super::effects::Effect;
use super::items::{self, Item};
use crate::workshop::decide::Command;

impl App {
    /// Keeps what was typed into a cell and opens its neighbour. Refused, the editor stays and says why.
    pub(super) fn keep_and_go(&mut self, command: Option<&Command>, forward: bool) -> Vec<Effect> {
        self.message = None;
        let along = command.and_then(|command| self.goes_along(command));
        let effects = command.map_or_else(Vec::new, |command| self.change(command));
        if let Some(why) = self.refused() {
            if let Some(Overlay::Line(line)) = &mut self.overlay {
                line.error = Some(why);
                self.message = None;
            }
            return effects;
        }
        self.overlay = None;
        if let Some(desk) = &mut self.desk
            && !step_cell(desk, forward)
        {
            // The editor opens again: what is typed next must not be read as commands.
            self.say(if forward { "That was the last field here" } else { "That is the first field here" });
        }
        if let Some(along) = along.filter(|_| !effects.is_empty()) {
            self.say(along);
        }
        match self.desk.as_ref().map(|desk| (desk.item(), desk.target())) {
            Some((Some(Item::Add { .. }), _)) => self.open_add(),
            Some((_, Some((id, field)))) => self.edit(&id, field),
            _ => {}
        }
        effects
    }
}

/// Moves the cursor to the next cell of the row, else to the next row or field; false when there is none.
fn step_cell(desk: &mut Desk, forward: bool) -> bool {
    let by = if forward { 1 } else { -1 };
    if desk.step_column(by) {
        return true;
    }
    let before = desk.cursor();
    desk.step(by);
    // Backwards nobody wants to add a row.
    if !forward && matches!(desk.item(), Some(Item::Add { .. })) {
        desk.step(by);
    }
    if desk.cursor().item == before.item || !forward && matches!(desk.item(), Some(Item::Add { .. })) {
        desk.set_cursor(before);
        return false;
    }
    if let Some(Item::Row { capture, .. }) = desk.item() {
        let columns = items::table_of(desk.current_activity(), capture).map_or(0, |(_, fields)| fields.len());
        let column = if forward { 0 } else { columns.saturating_sub(1) };
        desk.set_cursor(Cursor { column, ..desk.cursor() });
    }
    true
}
