//! What keys and the mouse do while a document is read over the whole window.

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};

use super::App;
use super::boxes::{Overlay, Reader};
use super::commands::{Act, Area};
use super::documents::DOCUMENTS;
use super::effects::Effect;
use crate::views::{Geometry, Hit};

/// How many lines a turn of the wheel moves.
const WHEEL: isize = 3;

impl App {
    /// Opens the document the activity feeds.
    pub(super) fn open_reader(&mut self) {
        if let Some(desk) = &self.desk {
            self.overlay = Some(Overlay::Reader(Reader::new(desk.fed())));
        }
    }

    /// The document that is read, also while help lies over it.
    pub fn reader(&self) -> Option<&Reader> {
        match self.overlay.as_ref()?.beneath() {
            Overlay::Reader(reader) => Some(reader),
            _ => None,
        }
    }

    /// Brings the documents on screen up to date with the session.
    pub(super) fn keep_documents(&mut self) {
        let reading = self.reader().map(|reader| reader.at);
        if let Some(desk) = &mut self.desk {
            desk.keep_documents(reading);
        }
    }

    /// Takes what the drawing put where: it knows how long things are.
    pub fn drawn(&mut self, geometry: Geometry) {
        if let Some(desk) = &mut self.desk {
            if let Some((top, marks)) = geometry.side_top {
                (desk.scroll, desk.marks_seen) = (top, marks);
            }
            desk.scroll = desk.scroll.min(geometry.side_end);
        }
        match &mut self.overlay {
            Some(Overlay::Help { scroll, .. } | Overlay::Report { scroll, .. }) => {
                *scroll = (*scroll).min(geometry.help_end);
            }
            Some(Overlay::Reader(reader)) => {
                if let Some(read) = &geometry.reading {
                    reader.shown(read.at, read.top, read.marks);
                }
            }
            _ => {}
        }
        self.geometry = geometry;
    }

    pub(super) fn reader_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.message = None;
        let act = self.settings.keymap.resolve(Area::Reader, key);
        act.map_or_else(Vec::new, |act| self.reader_act(act))
    }

    pub(super) fn reader_act(&mut self, act: Act) -> Vec<Effect> {
        if let Err(why) = self.available(act) {
            self.problem(why);
            return Vec::new();
        }
        let page = isize::try_from(self.geometry.page.max(3) - 2).unwrap_or(10);
        let top = self.geometry.reading.as_ref().map_or(0, |read| read.top);
        let to = match (act, &self.geometry.reading) {
            (Act::NextHeading, Some(read)) => read.heading_after(),
            (Act::PreviousHeading, Some(read)) => read.heading_before(),
            (Act::NextMark, Some(read)) => read.mark_after(),
            _ => None,
        };
        let Some(Overlay::Reader(reader)) = &mut self.overlay else { return Vec::new() };
        match act {
            Act::Up => reader.go_to(top.saturating_sub(1)),
            Act::Down => reader.go_to(top.saturating_add(1)),
            Act::PageUp => reader.go_to(top.saturating_add_signed(-page)),
            Act::PageDown => reader.go_to(top.saturating_add_signed(page)),
            Act::Top => reader.go_to(0),
            Act::Bottom => reader.go_to(usize::MAX),
            Act::NextPane | Act::Right => reader.turn(reader.at + 1),
            Act::PreviousPane | Act::Left => reader.turn(reader.at + DOCUMENTS.len() - 1),
            Act::Document1 => reader.turn(0),
            Act::Document2 => reader.turn(1),
            Act::Document3 => reader.turn(2),
            Act::ReadHere => {
                let fed = self.desk.as_ref().map_or(0, super::desk::Desk::fed);
                reader.turn(fed);
                reader.go_home();
            }
            Act::NextHeading | Act::PreviousHeading | Act::NextMark => {
                if let Some(to) = to {
                    reader.go_to(to);
                }
            }
            Act::Back => self.overlay = None,
            Act::Undo | Act::Redo | Act::NextTheme | Act::Quit | Act::Suspend => return self.run(act),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn mouse_in_reader(&mut self, mouse: MouseEvent) {
        let Some(Overlay::Reader(reader)) = &mut self.overlay else { return };
        let top = reader.top().unwrap_or(0);
        match mouse.kind {
            MouseEventKind::ScrollDown => reader.go_to(top.saturating_add_signed(WHEEL)),
            MouseEventKind::ScrollUp => reader.go_to(top.saturating_add_signed(-WHEEL)),
            MouseEventKind::Down(MouseButton::Left) => {
                if let Some(Hit::Document(at)) = self.geometry.hit(mouse.column, mouse.row) {
                    reader.turn(at);
                }
            }
            _ => {}
        }
    }
}
