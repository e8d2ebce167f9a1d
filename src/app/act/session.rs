//! Commands of a session that move, change or leave.

use crate::app::App;
use crate::app::commands::Act;
use crate::app::desk::{Desk, Pane, Running, Side, seconds_between};
use crate::app::effects::Effect;
use crate::app::items::Item;
use crate::workshop::decide::Command;
use crate::workshop::event::ActivityState;

impl App {
    pub(super) fn session_act(&mut self, act: Act) -> Vec<Effect> {
        if self.in_canvas() && self.canvas_act(act) || self.navigate(act) || self.open_box(act) {
            return Vec::new();
        }
        match act {
            Act::Enter => self.enter(),
            Act::Export => self.open_export(),
            Act::Timer => self.toggle_timer(),
            Act::ActivityDone => self.mark_activity(ActivityState::Done),
            Act::ActivitySkip => self.mark_activity(ActivityState::Skipped),
            Act::Undo => self.take_back(&Command::Undo),
            Act::Redo => self.take_back(&Command::Redo),
            Act::Remove => self.remove(),
            Act::MoveUp => self.move_row(-1),
            Act::MoveDown => self.move_row(1),
            Act::SlideLeft => self.slide(false),
            Act::SlideRight => self.slide(true),
            Act::AcceptFlag => self.accept_flag(),
            Act::NextSpeaker => {
                self.pass_floor();
                Vec::new()
            }
            Act::External => self.open_external(),
            Act::TakeOver => self.take_over(),
            Act::SaveAgain => {
                self.retrying = true;
                // The disk's thread still holds what it could not write.
                vec![Effect::Append(Vec::new())]
            }
            Act::GoHome => {
                if self.stays_for_unsaved() {
                    return Vec::new();
                }
                let mut effects = self.leave(Effect::Close);
                self.desk = None;
                effects.push(Effect::List);
                effects
            }
            _ => Vec::new(),
        }
    }

    /// Moves the cursor, the focus, or to another activity; false when the command does something else.
    pub(in crate::app) fn navigate(&mut self, act: Act) -> bool {
        let page = isize::try_from(self.geometry.page.max(1)).unwrap_or(10);
        let Some(desk) = &mut self.desk else { return false };
        match act {
            Act::Up => move_by(desk, -1),
            Act::Down => move_by(desk, 1),
            Act::PageUp => move_by(desk, -page),
            Act::PageDown => move_by(desk, page),
            Act::Top => move_by(desk, isize::MIN / 2),
            Act::Bottom => move_by(desk, isize::MAX / 2),
            Act::Left | Act::Right => {
                let forward = act == Act::Right;
                let moved = desk.pane == Pane::Activity && desk.step_column(if forward { 1 } else { -1 });
                if !moved {
                    self.turn_pane(forward);
                }
            }
            Act::NextPane => self.turn_pane(true),
            Act::PreviousPane => self.turn_pane(false),
            Act::Back => {
                let had_card = desk.card.take().is_some();
                if !had_card {
                    desk.pane = Pane::Activity;
                    desk.picture = false;
                }
            }
            Act::Card => {
                if let Some(Item::Row { id, .. }) = desk.item() {
                    desk.card = Some((id, 0));
                }
            }
            Act::NextActivity if desk.activity + 1 == desk.catalogue.activities.len() => {
                self.say("That was the last activity. r reads everything over, e writes the documents");
            }
            Act::NextActivity => desk.go_to(desk.activity + 1),
            Act::PreviousActivity => desk.go_to(desk.activity.saturating_sub(1)),
            Act::Stage1 => go_to_stage(desk, 0),
            Act::Stage2 => go_to_stage(desk, 1),
            Act::Stage3 => go_to_stage(desk, 2),
            Act::Stage4 => go_to_stage(desk, 3),
            Act::NextGap => self.next_gap(),
            Act::Guide => self.show_side(Side::Guide),
            Act::Flags => self.show_side(Side::Flags),
            Act::Preview => self.show_side(Side::Preview),
            Act::Picture => {
                // Page by page, then back to the table.
                let more = desk.picture && desk.picture_page + 1 < self.geometry.picture_pages;
                desk.picture_page = if more { desk.picture_page + 1 } else { 0 };
                desk.picture = more || !desk.picture;
                desk.pane = Pane::Activity;
            }
            Act::Presenter => {
                desk.presenter = !desk.presenter;
                desk.pane = Pane::Activity;
            }
            _ => return false,
        }
        true
    }

    pub(in crate::app) fn turn_pane(&mut self, forward: bool) {
        let Some(desk) = &mut self.desk else { return };
        if desk.presenter {
            return;
        }
        let order = [Pane::Agenda, Pane::Activity, Pane::Side];
        let at = order.iter().position(|pane| *pane == desk.pane).unwrap_or(1);
        let to = if forward { at + 1 } else { at + 2 };
        desk.pane = order[to % 3];
    }

    pub(in crate::app) fn show_side(&mut self, side: Side) {
        let Some(desk) = &mut self.desk else { return };
        let already = desk.side == side && desk.pane == Pane::Side;
        desk.side = side;
        desk.scroll = 0;
        desk.presenter = false;
        // The same key again gives the focus back, so that a glance costs two equal keys.
        desk.pane = if already { Pane::Activity } else { Pane::Side };
    }

    pub(in crate::app) fn enter(&mut self) -> Vec<Effect> {
        let Some(desk) = &mut self.desk else { return Vec::new() };
        match desk.pane {
            Pane::Agenda => desk.pane = Pane::Activity,
            Pane::Side => {
                if desk.side == Side::Flags
                    && let Some(evidence) =
                        desk.derived.flags.get(desk.flag).and_then(|flag| flag.evidence.first())
                {
                    let (id, field) = (evidence.id.clone(), evidence.field);
                    desk.jump(&id, field);
                } else if desk.side == Side::Preview {
                    self.open_reader();
                } else {
                    desk.pane = Pane::Activity;
                }
            }
            Pane::Activity => {
                if matches!(desk.item(), Some(Item::Add { .. })) {
                    self.open_add();
                } else if let Some(why) = &desk.read_only {
                    let why = format!("read only: {why}");
                    self.problem(why);
                } else if let Some((id, field)) = desk.target() {
                    self.edit(&id, field);
                }
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn next_gap(&mut self) {
        let today = self.today();
        let Some(desk) = &mut self.desk else { return };
        let here = desk.target().map(|(id, _)| id);
        let questions = desk.questions(today);
        if questions.is_empty() {
            self.say("No question is open");
            return;
        }
        let at = questions.iter().position(|question| Some(&question.about) == here.as_ref());
        let next = at.map_or(0, |at| (at + 1) % questions.len());
        let Some(question) = questions.get(next) else { return };
        let (id, field, text) = (question.about.clone(), question.field, question.text.clone());
        desk.jump(&id, field);
        self.say(text);
    }

    pub(in crate::app) fn toggle_timer(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(desk) = &mut self.desk else { return Vec::new() };
        let here = desk.current_activity().id.clone();
        let Some(running) = desk.running.take() else {
            desk.running = Some(Running { activity: here, since: now });
            return Vec::new();
        };
        let seconds = seconds_between(running.since, now);
        if running.activity == here {
            self.say("Clock paused");
        } else {
            // The clock was left on an activity that is over: it goes on here.
            desk.running = Some(Running { activity: here, since: now });
            self.say("The clock counts for this activity now");
        }
        self.change(&Command::Spend { activity: running.activity, seconds })
    }

    /// Stops the clock, whichever activity it counts for.
    pub(in crate::app) fn stop_timer(&mut self) -> Vec<Effect> {
        let now = self.now;
        // The clock of a session that is only followed is the writer's.
        let desk = self.desk.as_mut().filter(|desk| desk.read_only.is_none());
        let Some(running) = desk.and_then(|desk| desk.running.take()) else { return Vec::new() };
        let seconds = seconds_between(running.since, now);
        self.change(&Command::Spend { activity: running.activity, seconds })
    }

    pub(in crate::app) fn mark_activity(&mut self, state: ActivityState) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        let activity = desk.current_activity();
        let now = if desk.state(activity) == state { ActivityState::Open } else { state };
        let command = Command::Activity { activity: activity.id.clone(), state: now };
        let words = match now {
            ActivityState::Done => "Done. n goes on to the next activity",
            ActivityState::Skipped => "Passed over. It can be opened again at any time",
            ActivityState::Open => "Open again",
        };
        let effects = self.change(&command);
        self.say(words);
        effects
    }

    pub(in crate::app) fn remove(&mut self) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        match desk.item() {
            Some(Item::Row { id, .. }) => {
                let title = desk.session.records.title(&id);
                let effects = self.change(&Command::Remove { id });
                if !effects.is_empty() {
                    self.say(format!("Removed “{title}”. u brings it back"));
                }
                effects
            }
            Some(Item::Field { id, field }) => {
                let command = Command::Set { id, field: field.key.to_owned(), text: String::new() };
                self.change(&command)
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn move_row(&mut self, by: isize) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        let Some(Item::Row { id, .. }) = desk.item() else { return Vec::new() };
        let Some(from) = desk.session.records.position(&id) else { return Vec::new() };
        // The cursor stays with the row.
        self.change(&Command::Move { id, to: from.saturating_add_signed(by) })
    }
}

fn move_by(desk: &mut Desk, by: isize) {
    match desk.pane {
        Pane::Agenda => {
            let last = desk.catalogue.activities.len().saturating_sub(1);
            let to = desk.activity.saturating_add_signed(by).min(last);
            desk.go_to(to);
        }
        Pane::Side if desk.side == Side::Flags => {
            let last = desk.derived.flags.len().saturating_sub(1);
            desk.flag = desk.flag.saturating_add_signed(by).min(last);
        }
        Pane::Side => desk.scroll = desk.scroll.saturating_add_signed(by),
        Pane::Activity => desk.step(by),
    }
}

fn go_to_stage(desk: &mut Desk, stage: usize) {
    let Some(stage) = desk.catalogue.stages.get(stage).map(|stage| stage.id.clone()) else { return };
    let first = desk.catalogue.activities.iter().position(|activity| activity.stage == stage);
    // The first one still open is where work goes on; all done, the stage's first.
    let open = desk
        .catalogue
        .activities
        .iter()
        .position(|activity| activity.stage == stage && desk.state(activity) == ActivityState::Open);
    if let Some(at) = open.or(first) {
        desk.go_to(at);
        desk.pane = Pane::Activity;
    }
}
