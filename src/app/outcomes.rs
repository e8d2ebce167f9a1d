//! What the outside world answered, and what that changes on screen.

use std::sync::Arc;

use super::boxes::Overlay;
use super::desk::Desk;
use super::effects::{Effect, Outcome};
use super::people::{attending, people_in};
use super::{App, Follow, history};
use crate::interchange;
use crate::journal::Opened;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;
use crate::workshop::session::Place;

impl App {
    pub(super) fn outcome(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Saved(seq) => {
                if let Some(desk) = &mut self.desk {
                    desk.saved = desk.saved.max(seq);
                    desk.unsaved = None;
                }
                if std::mem::take(&mut self.retrying) {
                    self.say("Saved now; nothing is missing");
                }
                self.warned = false;
            }
            Outcome::NotSaved(why) => {
                if let Some(desk) = &mut self.desk {
                    desk.unsaved = Some(why);
                }
                if std::mem::take(&mut self.retrying) {
                    self.problem("The disk still does not take it");
                }
                // What was said before about leaving did not count this change.
                self.warned = false;
            }
            Outcome::Listed { sessions, archived, examples } => self.home.take(sessions, archived, examples),
            Outcome::Summarised(path, summary) => {
                self.home.summaries.insert(path, summary);
            }
            Outcome::Opened { opened, fresh, writable, draft } => {
                let before = self.desk.take();
                let mut effects = self.opened(*opened, fresh, writable);
                if let Some(draft) = &draft {
                    self.restore_draft(draft);
                    effects.extend(self.restore_clock(draft));
                }
                self.stay(before, draft.as_ref());
                return effects;
            }
            Outcome::Moved { folder, last } => {
                let shown = folder.display().to_string();
                if let Some(desk) = &mut self.desk {
                    desk.path = folder;
                    desk.saved = last;
                    desk.unsaved = None;
                    desk.read_only = None;
                    if desk.follow.take().is_some() {
                        desk.running = None;
                    }
                }
                self.warned = false;
                self.say(format!("Saved; the session goes on in {shown}"));
            }
            Outcome::Followed(news) => self.followed(news),
            Outcome::Closed => {}
            Outcome::Planned(planned) => return self.planned(*planned),
            Outcome::Progress(text) => self.export_progress(&text),
            Outcome::Exported(report) => return self.exported(report),
            Outcome::Compared { plan, at, lines } => self.compared(&plan, at, lines),
            Outcome::Imported { path, text } => return self.take_in(&path, &text),
            Outcome::Edited(text) => {
                if let Some(Overlay::Line(line)) = &mut self.overlay {
                    line.field.replace(text.trim_end_matches('\n'));
                }
            }
            Outcome::Done(text) => {
                self.say(text);
                return vec![Effect::List];
            }
            Outcome::Failed(text) => {
                let list = std::mem::take(&mut self.opening);
                if let Some(place) = self.place() {
                    // The box covers the line where it would be told.
                    place.trouble = Some(text);
                } else {
                    self.problem(text);
                }
                if list {
                    return vec![Effect::List];
                }
            }
        }
        Vec::new()
    }

    /// Takes an API description into the session, as one step.
    fn take_in(&mut self, path: &std::path::Path, text: &str) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        let taken: Vec<String> = desk.session.records.apis.iter().map(|api| api.name.clone()).collect();
        let imported = match interchange::openapi::read(text, &taken) {
            Ok(imported) => imported,
            Err(why) => {
                self.problem(format!("{}: {why}", path.display()));
                return Vec::new();
            }
        };
        let (title, lines) = (imported.told(), imported.report());
        self.message = None;
        let effects = self.change(&Command::Bring { records: imported.records });
        if effects.is_empty() {
            return effects;
        }
        if let Some(desk) = &mut self.desk
            && let Some(api) = desk.session.records.apis.last().map(|api| api.id.clone())
        {
            desk.jump(&api, None);
        }
        self.overlay = Some(Overlay::Report { title, lines, scroll: 0 });
        effects
    }

    fn opened(&mut self, opened: Opened, fresh: bool, writable: bool) -> Vec<Effect> {
        let today = self.today();
        let follow = Follow::of(&opened);
        let Opened { folder, session, entries, notices, .. } = opened;
        let texts: Vec<String> = notices.iter().map(ToString::to_string).collect();
        let read_only = (!writable)
            .then(|| texts.last().cloned().unwrap_or_else(|| "it was opened for reading only".to_owned()));
        let last = entries.iter().rev().find_map(|entry| {
            let (text, _) = history::line(&session, &self.catalogue, &entry.event)?;
            let at = entry.at.to_zoned(self.settings.zone.clone());
            Some(format!("Last, on {} by {}: {text}", at.strftime("%-d %B"), entry.by))
        });
        let catalogue = Arc::clone(&self.catalogue);
        let mut desk = Desk::new(session, entries, catalogue, folder, read_only, today);
        desk.follow = follow;
        desk.templates = Arc::clone(&self.settings.templates);
        self.desk = Some(desk);
        self.overlay = None;
        self.message = None;
        self.opening = false;
        self.kept = None;
        let mut effects = Vec::new();
        if fresh {
            effects.extend(self.seed());
            self.say("Everything you type is saved as you go. ? shows all keys");
        } else if self.audience.is_some() {
            // Who did what when is not for the room.
        } else if !texts.is_empty() {
            self.problem(texts.join(" "));
        } else if let Some(last) = last {
            self.say(last);
        }
        effects
    }

    /// Fills a new session with what its form asked.
    fn seed(&mut self) -> Vec<Effect> {
        let Some(texts) = self.seed.take() else { return Vec::new() };
        let text = |at: usize| texts.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
        let set =
            |field: &str, text: String| Command::Set { id: "charter".into(), field: field.into(), text };
        let mut commands =
            vec![set("organisation", text(1)), set("minutes", text(4)), set("started", "today".into())];
        let lead = people_in(&text(2)).into_iter().next();
        let mut people = people_in(&text(3));
        // Who leads is often named among those in the room as well, perhaps with a role.
        let same = |name: &str| lead.as_ref().is_some_and(|(lead, _)| lead.eq_ignore_ascii_case(name));
        let again = people.iter().position(|(name, _)| same(name)).map(|at| people.remove(at));
        people.retain(|(name, _)| !same(name));
        if let Some((name, role)) = lead.clone() {
            let role = role.or(again.and_then(|(_, role)| role));
            people.insert(0, (name, role));
        }
        let rows: Vec<_> = people.into_iter().map(|(name, role)| attending(name, role)).collect();
        if !rows.is_empty() {
            commands.push(Command::AddMany { kind: Kind::Person, rows });
        }
        if let Some((name, _)) = lead {
            commands.push(set("facilitator", name));
        }
        let first = self.catalogue.activities.first().map(|activity| activity.id.clone());
        if let Some(activity) = first {
            commands.push(Command::Leave(Place { activity, record: None, field: None }));
        }
        commands.iter().flat_map(|command| self.change(command)).collect()
    }
}
