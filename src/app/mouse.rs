//! The mouse: a click goes where it points, the wheel moves what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::App;
use super::boxes::Overlay;
use super::commands::Act;
use super::desk::{Cursor, Desk, Pane, Side};
use super::effects::Effect;
use crate::views::Hit;

impl App {
    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        if let Some(Overlay::Export(_)) = &self.overlay {
            return self.mouse_in_export(mouse);
        }
        if let Some(Overlay::Reader(_)) = &self.overlay {
            self.mouse_in_reader(mouse);
            return Vec::new();
        }
        if self.overlay.is_some() {
            return Vec::new();
        }
        let hit = self.geometry.hit(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(hit),
            MouseEventKind::ScrollDown => self.wheel(hit, Act::Down),
            MouseEventKind::ScrollUp => self.wheel(hit, Act::Up),
            _ => Vec::new(),
        }
    }

    fn mouse_in_export(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        let act = match mouse.kind {
            MouseEventKind::ScrollDown => Act::Down,
            MouseEventKind::ScrollUp => Act::Up,
            MouseEventKind::Down(MouseButton::Left) => {
                let hit = self.geometry.hit(mouse.column, mouse.row);
                let Some(Overlay::Export(place)) = &mut self.overlay else { return Vec::new() };
                match hit {
                    Some(Hit::ExportTab(tab)) => place.turn(tab),
                    Some(Hit::ExportRow(at)) if place.cursor() == at => return self.export_act(Act::Enter),
                    Some(Hit::ExportRow(at)) => place.set_cursor(at),
                    _ => return Vec::new(),
                }
                // Nothing moves, but another file may want its difference.
                Act::Fixed
            }
            _ => return Vec::new(),
        };
        self.export_act(act)
    }

    fn click(&mut self, hit: Option<Hit>) -> Vec<Effect> {
        match (hit, &mut self.desk) {
            (Some(Hit::HomeLine(at)), None) => {
                let again = self.home.cursor == at;
                self.home.cursor = at;
                if again { self.run(Act::Enter) } else { Vec::new() }
            }
            (Some(Hit::Stage(at)), Some(_)) => {
                self.run([Act::Stage1, Act::Stage2, Act::Stage3, Act::Stage4][at.min(3)])
            }
            (Some(Hit::Activity(at)), Some(desk)) => {
                desk.go_to(at);
                desk.pane = Pane::Activity;
                Vec::new()
            }
            (Some(Hit::Item { item, column }), Some(desk)) => {
                let there = Cursor { item, column };
                let again = desk.pane == Pane::Activity && desk.cursor() == there;
                desk.pane = Pane::Activity;
                desk.set_cursor(there);
                if again { self.run(Act::Enter) } else { Vec::new() }
            }
            (Some(Hit::Component(at)), Some(_)) => {
                self.click_box(at);
                Vec::new()
            }
            (Some(Hit::Tab(side)), Some(desk)) => {
                desk.side = side;
                desk.pane = Pane::Side;
                desk.scroll = 0;
                Vec::new()
            }
            (Some(Hit::Flag(at)), Some(desk)) => {
                let again = desk.pane == Pane::Side && desk.side == Side::Flags && desk.flag == at;
                desk.flag = at;
                desk.pane = Pane::Side;
                if again { self.run(Act::Enter) } else { Vec::new() }
            }
            (Some(Hit::Pane(pane)), Some(desk)) => {
                desk.pane = pane;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn wheel(&mut self, hit: Option<Hit>, act: Act) -> Vec<Effect> {
        let over = matches!(hit, Some(Hit::Component(_) | Hit::Pane(Pane::Activity)));
        if over && self.desk.as_ref().is_some_and(Desk::on_canvas) {
            self.pan_canvas(0, if act == Act::Down { 3 } else { -3 });
            return Vec::new();
        }
        if let (Some(hit), Some(desk)) = (hit, &mut self.desk) {
            desk.pane = match hit {
                Hit::Activity(_) => Pane::Agenda,
                Hit::Tab(_) | Hit::Flag(_) => Pane::Side,
                Hit::Pane(pane) => pane,
                _ => Pane::Activity,
            };
        }
        self.run(act)
    }
}
