//! Commands in the drawing of the architecture: going from box to box, moving the window, leaving out,
//! following what was found.

use crate::app::App;
use crate::app::boxes::{Finder, FinderRow, Found, Overlay};
use crate::app::canvas::{Filter, Lines, Step, belongs, neighbour};
use crate::app::commands::Act;
use crate::app::desk::{Cursor, Desk, Pane};
use crate::app::items::Item;
use crate::workshop::canvas::Canvas;

impl App {
    /// True while keys go to the drawing of the architecture.
    pub(in crate::app) fn in_canvas(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.pane == Pane::Activity && desk.on_canvas())
    }

    /// Carries out a command in the drawing; false when it means there what it means everywhere.
    pub(in crate::app) fn canvas_act(&mut self, act: Act) -> bool {
        let page = self.geometry.canvas.window;
        match act {
            Act::Up => self.step(Step::Up),
            Act::Down => self.step(Step::Down),
            Act::Left => self.step(Step::Left),
            Act::Right => self.step(Step::Right),
            Act::Top => self.step(Step::First),
            Act::Bottom => self.step(Step::Last),
            Act::PageUp => self.pan_canvas(0, -half(page.1)),
            Act::PageDown => self.pan_canvas(0, half(page.1)),
            Act::PanLeft => self.pan_canvas(-half(page.0), 0),
            Act::PanRight => self.pan_canvas(half(page.0), 0),
            Act::OpenComponent | Act::Enter | Act::Card => {
                if let Some(desk) = &mut self.desk {
                    desk.card = desk.in_focus().map(|id| (id, 0));
                }
            }
            Act::OnlyNear => {
                let Some(desk) = &mut self.desk else { return true };
                desk.look.near = !desk.look.near;
                desk.look.loose = false;
            }
            Act::WhichLines => self.which_lines(),
            Act::FilterCanvas => self.open_filters(),
            Act::NextConnection => self.step_connection(true),
            Act::PreviousConnection => self.step_connection(false),
            Act::NextFinding => self.follow(true),
            Act::PreviousFinding => self.follow(false),
            Act::Back => return self.step_back(),
            _ => return false,
        }
        true
    }

    fn step(&mut self, step: Step) {
        let Some(desk) = &mut self.desk else { return };
        let here = desk.in_focus();
        let to = neighbour(&self.geometry.canvas.boxes, here.as_deref(), step).map(str::to_owned);
        if let Some(to) = to {
            desk.look.pan = self.geometry.canvas.pan;
            focus(desk, to);
        }
    }

    /// Puts the focus on a drawn box, counted as it was drawn; a second time opens it.
    pub(in crate::app) fn click_box(&mut self, at: usize) {
        let Some((id, _)) = self.geometry.canvas.boxes.get(at).cloned() else { return };
        let Some(desk) = &mut self.desk else { return };
        let again = desk.picture && desk.pane == Pane::Activity && desk.in_focus().as_ref() == Some(&id);
        desk.pane = Pane::Activity;
        desk.look.pan = self.geometry.canvas.pan;
        if again {
            desk.card = Some((id, 0));
        } else {
            focus(desk, id);
        }
    }

    /// Moves the window over the drawing, as far as there is something to see.
    pub(in crate::app) fn pan_canvas(&mut self, right: isize, down: isize) {
        let seen = &self.geometry.canvas;
        let Some(desk) = &mut self.desk else { return };
        let moved = |from: usize, by: isize, size: usize, window: usize| {
            from.saturating_add_signed(by).min(size.saturating_sub(window))
        };
        let x = moved(seen.pan.0, right, seen.size.0, seen.window.0);
        let y = moved(seen.pan.1, down, seen.size.1, seen.window.1);
        desk.look.pan = (x, y);
        desk.look.loose = true;
    }

    fn which_lines(&mut self) {
        let all = self.geometry.canvas.all_lines;
        let Some(desk) = &mut self.desk else { return };
        desk.look.lines = if all { Lines::Focus } else { Lines::All };
        desk.look.loose = false;
        self.say(if all { "Lines of the component in focus" } else { "All lines" });
    }

    fn open_filters(&mut self) {
        let Some(desk) = &self.desk else { return };
        let records = &desk.session.records;
        let row = |label: String, detail: &str, filter: Option<Filter>| FinderRow {
            more: detail.to_owned(),
            ..FinderRow::new(label, "", Found::Filter(filter))
        };
        let mut rows = vec![row("Everything".to_owned(), "", None)];
        rows.extend(Filter::all(records).into_iter().map(|filter| {
            let (by, what) = filter.words(records);
            row(what, by, Some(filter))
        }));
        self.overlay = Some(Overlay::Finder(Finder::new("Show only", rows)));
    }

    /// Narrows the drawing, or shows everything again.
    pub(in crate::app) fn filter_canvas(&mut self, filter: Option<Filter>) {
        let Some(desk) = &mut self.desk else { return };
        let records = &desk.session.records;
        if let Some(filter) = &filter {
            let here = desk.in_focus();
            if !here.is_some_and(|id| filter.takes(records, &id)) {
                let first = records.components.iter().find(|row| filter.takes(records, &row.id));
                desk.look.focus = first.map(|row| row.id.clone());
            }
        }
        desk.look.filter = filter;
        desk.look.near = false;
        desk.look.pan = (0, 0);
        desk.look.loose = false;
    }

    /// Goes on to the next thing that was found, or back to the one before: path, focus and flag together.
    fn follow(&mut self, forward: bool) {
        let Some(desk) = &mut self.desk else { return };
        let (found, at) = desk.findings();
        let count = found.len();
        let next = match at {
            _ if count == 0 => return self.say("Nothing was found: no circle, no crowd, no single point"),
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None if forward => 0,
            None => count - 1,
        };
        let finding = &found[next];
        desk.look.finding = Some((finding.trouble, finding.subject.clone()));
        desk.look.near = false;
        desk.look.filter = None;
        desk.look.connection = None;
        if let Some(flag) = desk.derived.flags.iter().position(|flag| belongs(finding, flag)) {
            desk.flag = flag;
        }
        if let Some(first) = finding.components.first() {
            focus(desk, first.clone());
        }
    }

    /// Goes on to the next connection of the component in focus, or back to the one before.
    fn step_connection(&mut self, forward: bool) {
        let Some(desk) = &mut self.desk else { return };
        let Some(focus) = desk.in_focus() else { return };
        let around = Canvas::of(&desk.session.records).around(&focus);
        let count = around.len();
        let here = desk.look.connection.as_deref();
        let at = around.iter().position(|row| Some(row.id.as_str()) == here);
        let next = match at {
            _ if count == 0 => return self.say("It talks to nothing"),
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None if forward => 0,
            None => count - 1,
        };
        let id = around[next].id.clone();
        desk.look.focus = Some(focus);
        desk.look.connection = Some(id);
        desk.look.finding = None;
        desk.look.loose = false;
    }

    /// Takes back, one after the other, what narrows the drawing; false when nothing does.
    fn step_back(&mut self) -> bool {
        let Some(desk) = &mut self.desk else { return false };
        let look = &mut desk.look;
        look.loose = false;
        look.finding.take().is_some()
            || look.connection.take().is_some()
            || std::mem::take(&mut look.near)
            || look.filter.take().is_some()
    }
}

fn half(window: usize) -> isize {
    isize::try_from(window / 2).unwrap_or(1).max(1)
}

/// Puts the focus on a component; the cursor of its table goes with it, so that what is done to a row is done
/// to what is seen.
fn focus(desk: &mut Desk, id: String) {
    let row =
        desk.items().iter().position(|item| matches!(item, Item::Row { id: known, .. } if *known == id));
    if let Some(item) = row {
        let cursor = desk.cursor();
        desk.set_cursor(Cursor { item, ..cursor });
    }
    desk.look.focus = Some(id);
    desk.look.connection = None;
    desk.look.loose = false;
}
