//! What keys do in the export place, and what the disk answers there.

use crossterm::event::{KeyCode, KeyEvent};
use std::sync::Arc;

use super::App;
use super::boxes::{Comparison, ExportPlace, ExportTab, Overlay};
use super::commands::{Act, Area};
use super::effects::{Asked, Effect, Planned};
use super::forms::expand_home;
use super::text::TextField;
use crate::deliverables::export::{DiffLine, FORMATS, Plan, Report, Yes};

impl App {
    /// Opens the place and asks the disk how things stand.
    pub(super) fn open_export(&mut self) -> Vec<Effect> {
        self.overlay = Some(Overlay::Export(Box::default()));
        self.look_at_export()
    }

    /// The open place, also while help lies over it.
    pub(super) fn place(&mut self) -> Option<&mut ExportPlace> {
        match &mut self.overlay {
            Some(Overlay::Export(place)) => Some(place),
            Some(Overlay::Help { beneath: Some(beneath), .. }) => match &mut **beneath {
                Overlay::Export(place) => Some(place),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is asked for. What nobody chose yet is left to what was chosen the last time.
    fn asked(&self) -> Option<Asked> {
        let (Some(desk), Some(Overlay::Export(place))) =
            (&self.desk, self.overlay.as_ref().map(Overlay::beneath))
        else {
            return None;
        };
        let name = desk.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Some(Asked {
            ticket: place.ticket,
            home: desk.path.clone(),
            session: desk.session.clone(),
            fallback: self.settings.documents.join(format!("{name}-documents")),
            folder: (!place.folder.as_os_str().is_empty()).then(|| place.folder.clone()),
            formats: place.formats.clone(),
        })
    }

    /// Finds out anew what an export would do. While an answer is on its way only one more question waits.
    pub(super) fn look_at_export(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        if place.busy.is_some() {
            place.stale = true;
            return Vec::new();
        }
        place.ticket += 1;
        place.busy = Some("Looking at what would change".to_owned());
        self.asked().map(|asked| Effect::Plan(Box::new(asked))).into_iter().collect()
    }

    pub(super) fn export_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        if let Some(field) = &mut place.editing {
            match key.code {
                KeyCode::Esc => place.editing = None,
                KeyCode::Enter => return self.take_folder(),
                _ => drop(field.key(key)),
            }
            return Vec::new();
        }
        let act = self.settings.keymap.resolve(Area::Export, key);
        act.map_or_else(Vec::new, |act| self.export_act(act))
    }

    pub(super) fn export_act(&mut self, act: Act) -> Vec<Effect> {
        let page = isize::try_from(self.geometry.page.max(2) - 1).unwrap_or(10);
        let Some(place) = self.place() else { return Vec::new() };
        match act {
            Act::Up => place.step(-1),
            Act::Down => place.step(1),
            Act::PageUp => place.step(-page),
            Act::PageDown => place.step(page),
            Act::Top => place.step(isize::MIN / 2),
            Act::Bottom => place.step(isize::MAX / 2),
            Act::NextPane | Act::Right => place.turn_by(1),
            Act::PreviousPane | Act::Left => place.turn_by(ExportTab::ALL.len() - 1),
            Act::Back if place.reading => place.reading = false,
            Act::Back => self.overlay = None,
            Act::Enter => return self.export_enter(),
            Act::Tick => return self.export_tick(),
            Act::ExportFolder => self.edit_folder(),
            Act::ExportWrite => return self.export_write(),
            Act::ExportAgain => return self.look_at_export(),
            Act::ExportShow => return self.show_export(),
            Act::NextTheme | Act::Quit | Act::Suspend => return self.run(act),
            _ => {}
        }
        self.compare()
    }

    fn export_enter(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        match place.tab {
            ExportTab::Documents => {
                let Some(miss) = place.miss().cloned() else { return Vec::new() };
                self.overlay = None;
                let went = self.desk.as_mut().is_some_and(|desk| desk.jump(&miss.about, miss.field));
                if went {
                    self.say(miss.text);
                } else {
                    self.problem(format!("No activity asks for it: {}", miss.text));
                }
                Vec::new()
            }
            ExportTab::Formats if place.cursor() == 0 => {
                self.edit_folder();
                Vec::new()
            }
            ExportTab::Formats => self.export_tick(),
            ExportTab::Files => {
                place.reading = !place.reading && place.change().is_some();
                place.scroll = 0;
                self.compare()
            }
        }
    }

    fn export_tick(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        match place.tab {
            ExportTab::Formats => match place.cursor().checked_sub(1).and_then(|at| FORMATS.get(at)) {
                Some(spec) => {
                    place.tick(spec.format);
                    return self.look_at_export();
                }
                None => self.edit_folder(),
            },
            ExportTab::Files => {
                place.trouble = (!place.toggle_yes()).then(|| "this file needs no yes".to_owned());
            }
            ExportTab::Documents => {}
        }
        Vec::new()
    }

    fn edit_folder(&mut self) {
        let Some(place) = self.place() else { return };
        place.turn(ExportTab::Formats);
        place.set_cursor(0);
        place.editing = Some(TextField::new(place.folder.to_string_lossy(), false));
    }

    fn take_folder(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        let Some(field) = place.editing.take_if(|field| !field.text().trim().is_empty()) else {
            place.trouble = Some("name a folder".to_owned());
            return Vec::new();
        };
        place.folder = expand_home(field.text().trim());
        place.trouble = None;
        place.yes.clear();
        self.look_at_export()
    }

    fn export_write(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        if place.busy.is_some() {
            place.trouble = Some("one moment: what would change is still being looked at".to_owned());
            return Vec::new();
        }
        if place.formats.as_ref().is_some_and(Vec::is_empty) {
            place.trouble = Some("tick a format first".to_owned());
            return Vec::new();
        }
        place.busy = Some("Writing".to_owned());
        place.trouble = None;
        let yes = Yes::To(place.yes.clone());
        self.asked().map(|asked| Effect::Export { asked: Box::new(asked), yes }).into_iter().collect()
    }

    /// Opens the folder, or the file under the cursor.
    fn show_export(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        let file = place.change().map(|change| place.folder.join(&change.path));
        let there = place.plan.as_ref().is_some_and(|plan| plan.changes.iter().any(|it| it.before.is_some()));
        if !there {
            place.trouble = Some("nothing is written there yet".to_owned());
            return Vec::new();
        }
        let written = place.change().is_none_or(|change| change.before.is_some());
        vec![Effect::Show(file.filter(|_| written).unwrap_or_else(|| place.folder.clone()))]
    }

    /// Asks for the difference of the file under the cursor, unless it is known.
    fn compare(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else { return Vec::new() };
        let known = place.compared().is_some();
        match (&place.plan, place.change()) {
            (Some(plan), Some(_)) if !known => {
                vec![Effect::Compare { plan: Arc::clone(plan), at: place.cursor() }]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn planned(&mut self, planned: Planned) -> Vec<Effect> {
        let place = self.place().filter(|place| place.ticket == planned.ticket);
        let Some(place) = place else { return Vec::new() };
        place.busy = None;
        place.readiness = planned.readiness;
        place.no_pdf = planned.no_pdf;
        if place.folder.as_os_str().is_empty() {
            place.folder = planned.folder;
        }
        place.formats.get_or_insert(planned.formats);
        place.comparison = None;
        match planned.plan {
            Ok(plan) => {
                // A yes was said to a content; what is different now has to be asked about again.
                place.yes.retain(|path, seen| {
                    plan.guarded().any(|change| change.path == *path && change.seen() == *seen)
                });
                place.plan = Some(plan);
            }
            Err(why) => {
                place.plan = None;
                place.trouble = Some(why);
            }
        }
        if std::mem::take(&mut place.stale) { self.look_at_export() } else { self.compare() }
    }

    pub(super) fn exported(&mut self, report: Result<Report, String>) -> Vec<Effect> {
        let Some(place) = self.place() else {
            match report {
                Ok(report) => self.say(told(&report)),
                Err(why) => self.problem(why),
            }
            return Vec::new();
        };
        place.busy = None;
        place.stale = false;
        match report {
            Ok(report) => {
                place.trouble = None;
                place.report = Some(report);
            }
            Err(why) => place.trouble = Some(why),
        }
        self.look_at_export()
    }

    pub(super) fn export_progress(&mut self, text: &str) {
        if let Some(place) = self.place()
            && let Some(busy) = &mut place.busy
        {
            let what = busy.split(':').next().unwrap_or_default();
            *busy = format!("{what}: {text}");
        }
    }

    pub(super) fn compared(&mut self, plan: &Arc<Plan>, at: usize, lines: Option<Vec<DiffLine>>) {
        if let Some(place) = self.place()
            && place.plan.as_ref().is_some_and(|known| Arc::ptr_eq(known, plan))
        {
            place.comparison = Some(Comparison { at, lines });
        }
    }
}

/// What an export did, in a sentence.
pub fn told(report: &Report) -> String {
    let Report { written, removed, kept, unchanged } = report;
    let files = |count: usize| if count == 1 { "one file".to_owned() } else { format!("{count} files") };
    let mut parts = vec![match written.len() {
        0 => "Nothing to write".to_owned(),
        count => format!("Wrote {}", files(count)),
    }];
    if !removed.is_empty() {
        parts.push(format!("removed {}", files(removed.len())));
    }
    if !kept.is_empty() {
        parts.push(format!("left {} as a person has them", files(kept.len())));
    }
    if *unchanged > 0 {
        parts.push(format!("{} already in place", files(*unchanged)));
    }
    parts.join(", ")
}
