//! From a box's answer to a change: what was typed, chosen or confirmed. Filled forms are read in `forms`.

use crossterm::event::{KeyCode, KeyEvent};

use super::boxes::{Confirmed, FormPurpose, LineBox, Overlay, Said, Target, scroll_or_close};
use super::commands::Act;
use super::desk::{Desk, Pane};
use super::effects::Effect;
use super::items::Item;
use super::{App, Tone, told};
use crate::workshop::decide::Command;
use crate::workshop::input;
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::sketch;

impl App {
    /// Decides a command in the open session; entries go to the disk, a rejection to the screen.
    pub(super) fn change(&mut self, command: &Command) -> Vec<Effect> {
        let (now, today, who) = (self.now, self.today(), self.settings.who.clone());
        let Some(desk) = &mut self.desk else { return Vec::new() };
        match desk.carry_out(command, &who, now, today) {
            Ok(entries) if entries.is_empty() => Vec::new(),
            Ok(entries) => vec![Effect::Append(entries)],
            Err(rejection) => {
                self.message = Some((Tone::Problem, rejection.to_string()));
                Vec::new()
            }
        }
    }

    /// Why the last change was refused, if it was.
    pub(super) fn refused(&self) -> Option<String> {
        self.message.as_ref().filter(|(tone, _)| *tone == Tone::Problem).map(|(_, text)| text.clone())
    }

    pub(super) fn overlay_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(overlay) = &mut self.overlay else { return Vec::new() };
        let none = Records::default();
        let said = match overlay {
            Overlay::Help { scroll, .. } | Overlay::Report { scroll, .. } => {
                scroll_or_close(scroll, self.geometry.page, key)
            }
            Overlay::Finder(finder) => finder.key(key),
            Overlay::Candidates(candidates) => candidates.key(key),
            Overlay::Picker(picker) => picker.key(key),
            Overlay::Line(line) => {
                line.key(key, self.desk.as_ref().map_or(&none, |desk| &desk.session.records))
            }
            Overlay::Form(form) => {
                let said = form.key(key);
                if let (FormPurpose::Agenda, Some(desk)) = (&form.purpose, &self.desk) {
                    let number = |at: usize| form.fields[at].field.text().parse().unwrap_or(1.0);
                    form.intro = desk.foretold(self.now, number(0), number(1));
                }
                said
            }
            Overlay::People(people) => match &self.desk {
                Some(desk) => people.key(key, &desk.session, desk.turn.as_deref()),
                None => Said::Close,
            },
            Overlay::Round(round) => match &self.desk {
                Some(desk) => round.key(key, &desk.session),
                None => Said::Close,
            },
            Overlay::Review(review) => review.key(key),
            Overlay::Confirm { .. } => match key.code {
                KeyCode::Char('y' | 'Y') => Said::Confirmed,
                _ => Said::Close,
            },
            Overlay::Export(_) => return self.export_key(key),
            Overlay::Reader(_) => return self.reader_key(key),
        };
        self.said(said)
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let none = Records::default();
        if self.overlay.is_none() && self.desk.as_ref().is_some_and(|desk| desk.pane == Pane::Activity) {
            // A block pasted onto a table becomes rows without opening anything first.
            let on_table = self.desk.as_ref().and_then(Desk::item);
            if matches!(on_table, Some(Item::Row { .. } | Item::Add { .. }))
                && self.available(Act::Add).is_ok()
            {
                self.act(Act::Add);
            }
        }
        let said = match &mut self.overlay {
            Some(Overlay::Line(line)) => {
                line.paste(text, self.desk.as_ref().map_or(&none, |desk| &desk.session.records))
            }
            Some(Overlay::Form(form)) => {
                form.paste(text);
                Said::Stay
            }
            Some(Overlay::People(people)) => people.paste(text),
            Some(Overlay::Picker(picker)) => {
                picker.filter.insert(text);
                Said::Stay
            }
            Some(Overlay::Finder(finder)) => {
                finder.filter.insert(text);
                Said::Stay
            }
            Some(Overlay::Candidates(candidates)) => {
                candidates.filter.insert(text);
                Said::Stay
            }
            Some(Overlay::Export(place)) => {
                if let Some(field) = &mut place.editing {
                    field.insert(text);
                }
                Said::Stay
            }
            _ => Said::Stay,
        };
        self.said(said)
    }

    fn said(&mut self, said: Said) -> Vec<Effect> {
        match said {
            Said::Stay => Vec::new(),
            Said::Close => {
                self.overlay = None;
                Vec::new()
            }
            Said::Run(act) => {
                self.overlay = None;
                self.message = None;
                self.run(act)
            }
            Said::Jump { id, field } => {
                self.overlay = None;
                let went = self.desk.as_mut().is_some_and(|desk| desk.jump(&id, field.as_deref()));
                if !went {
                    self.problem("no activity asks for that answer");
                }
                Vec::new()
            }
            Said::Filter(filter) => {
                self.overlay = None;
                self.filter_canvas(filter);
                Vec::new()
            }
            Said::GoTo(activity) => {
                self.overlay = None;
                if let Some(desk) = &mut self.desk {
                    desk.go_to(activity);
                    desk.pane = Pane::Activity;
                }
                Vec::new()
            }
            Said::Change(command) => self.take_change(&command),
            Said::Next { command, forward } => self.keep_and_go(command.as_ref(), forward),
            Said::ChangeAndStay(commands) => self.take_and_stay(&commands),
            Said::AddRows { kind, rows } => self.add_rows(kind, rows),
            Said::Floor(person) => {
                self.give_floor(person);
                Vec::new()
            }
            Said::Since(point) => {
                self.compare_since(point);
                Vec::new()
            }
            Said::NextSpeaker => {
                self.pass_floor();
                Vec::new()
            }
            Said::External(text) => vec![Effect::External(text)],
            Said::Submit(purpose, texts) => self.submit(purpose, &texts),
            Said::Confirmed => match self.overlay.take() {
                Some(Overlay::Confirm { yes: Confirmed::Delete(path), .. }) => vec![Effect::Delete(path)],
                _ => Vec::new(),
            },
        }
    }

    /// A change from a box: taken, the box closes or makes room for the next row; refused, it stays and
    /// says why.
    fn take_change(&mut self, command: &Command) -> Vec<Effect> {
        self.message = None;
        let along = self.goes_along(command);
        let effects = self.change(command);
        let refused = self.refused();
        match (&mut self.overlay, refused) {
            (Some(Overlay::Line(line)), Some(why)) => {
                line.error = Some(why);
                self.message = None;
            }
            (_, Some(_)) => {}
            (Some(Overlay::Line(line)), None) => {
                let row = match &line.target {
                    Target::NewRow { kind, again, .. } => Some((*kind, *again)),
                    _ => None,
                };
                match row {
                    Some((_, true)) => line.next_row(1),
                    _ => self.overlay = None,
                }
                if let Some((kind, again)) = row {
                    self.told_of_row(command, kind, again, &effects);
                }
            }
            (_, None) => self.overlay = None,
        }
        if let Some(along) = along.filter(|_| !effects.is_empty()) {
            self.say(along);
        }
        effects
    }

    /// What a row that was kept did, where that is more than its own row.
    fn told_of_row(&mut self, command: &Command, kind: Kind, again: bool, effects: &[Effect]) {
        let call = self.call_kept(effects).filter(|_| told::is_call(command));
        if let (Some((_, api)), Some(Overlay::Line(line))) = (&call, &mut self.overlay) {
            line.near.clone_from(api);
        }
        let made = if call.is_some() { Kind::Operation } else { kind };
        if made == kind {
            self.after_row(kind, again);
        }
        let brought = self.brought(made, effects);
        let read = self.read_as(command, effects) + &self.doubled(made, effects);
        let call = call.map(|(kept, _)| kept);
        if call.is_some() || !brought.is_empty() || !read.is_empty() {
            let kept = call.or_else(|| self.message.take().map(|(_, text)| text));
            let back = match (brought.is_empty(), again) {
                (true, _) => "",
                // While the box is open u is a letter.
                (false, true) => " (Esc, then u takes it all back)",
                (false, false) => " (u takes it all back)",
            };
            self.say(format!("{}{brought}{read}{back}", kept.unwrap_or_else(|| "Kept".to_owned())));
        }
    }

    /// After a row was added: the cursor follows it in its own table; elsewhere a message says where it is.
    fn after_row(&mut self, kind: Kind, again: bool) {
        let Some(desk) = &mut self.desk else { return };
        let items = desk.items();
        let shown = items
            .iter()
            .rposition(|item| matches!(item, Item::Row { id, .. } if Kind::of_id(id) == Some(kind)));
        if let Some(at) = shown {
            // While rows are being typed the cursor waits under them.
            let item = if again { (at + 1).min(items.len() - 1) } else { at };
            desk.set_cursor(super::desk::Cursor { item, column: 0 });
        } else {
            let id = desk.session.records.ids(kind).last().map(|id| (*id).to_owned());
            let title = id.map(|id| desk.session.records.title(&id)).unwrap_or_default();
            let kind = kind.spec().singular;
            self.say(format!("{kind} kept: {title}"));
        }
    }

    fn take_and_stay(&mut self, commands: &[Command]) -> Vec<Effect> {
        self.message = None;
        let mut effects = Vec::new();
        for command in commands {
            effects.extend(self.change(command));
            if self.refused().is_some() {
                continue;
            }
            match (command, &mut self.overlay, &self.desk) {
                (Command::Reveal { .. }, Some(Overlay::Round(round)), desk) => {
                    round.show(desk.as_ref().map(|desk| &desk.session));
                }
                (Command::AddMany { .. }, Some(Overlay::People(people)), Some(desk)) => {
                    people.came(desk.session.records.people.len());
                }
                _ => {}
            }
        }
        effects
    }

    /// Takes the rows of a paste that can be read, as one step. Those that cannot come back into the line, one after
    /// the other, each with the reason; nothing that was pasted is dropped without a word.
    fn add_rows(&mut self, kind: Kind, rows: Vec<Vec<(String, String)>>) -> Vec<Effect> {
        self.message = None;
        let today = self.today();
        let Some(desk) = &self.desk else { return Vec::new() };
        let mut good = Vec::new();
        let mut bad = Vec::new();
        for row in rows {
            let alone = Command::AddMany { kind, rows: vec![row.clone()] };
            match desk.session.decide(&alone, today) {
                Ok(_) => good.push(row),
                Err(rejection) => bad.push((row, rejection.to_string())),
            }
        }
        let taken = good.len();
        let command = Command::AddMany { kind, rows: good };
        let effects = if taken == 0 { Vec::new() } else { self.change(&command) };
        let call = self.call_kept(&effects).filter(|_| told::is_call(&command)).map(|(kept, _)| kept);
        let made = if call.is_some() { Kind::Operation } else { kind };
        let read = self.read_as(&command, &effects) + &self.doubled(made, &effects);
        let brought = self.brought(made, &effects) + &read;
        let columns = match &self.overlay {
            Some(Overlay::Line(LineBox { target: Target::NewRow { columns, .. }, .. })) => columns.as_slice(),
            _ => &[],
        };
        let refused = bad.into_iter().map(|(row, why)| (as_typed(columns, &row), why)).collect();
        let typing = if let Some(Overlay::Line(line)) = &mut self.overlay {
            line.pasted(taken, refused);
            true
        } else {
            self.overlay = None;
            false
        };
        if made == kind {
            self.after_row(kind, typing);
        }
        let rows = match taken {
            0 => return effects,
            1 => "One row added".to_owned(),
            _ => format!("{taken} rows added"),
        };
        let rows = call.map_or_else(|| rows.clone(), |call| format!("{rows}: {call}"));
        let back = if typing { "Esc, then u" } else { "u" };
        self.say(format!("{rows}{brought}; {back} takes back what came together"));
        effects
    }
}

/// A row that was read by its headings, as it would be typed: a place for each field, and what has none at the end.
fn as_typed(columns: &[&'static FieldSpec], row: &[(String, String)]) -> String {
    let cell = |field: &&FieldSpec| {
        row.iter().find(|(key, _)| key == field.key).map_or_else(String::new, |(_, cell)| cell.clone())
    };
    // A whole operation is one text, whichever table it was pasted into.
    if let Some((_, line)) = row.first().filter(|(_, line)| sketch::is_sketch(line)) {
        let near = row.get(1).filter(|_| sketch::read(line).0.api.is_none());
        return near.map_or_else(|| line.clone(), |(_, near)| format!("{near}: {line}"));
    }
    let placed = |key: &str| columns.iter().any(|field| field.key == key);
    let beyond = row.iter().filter(|(key, _)| !placed(key)).map(|(_, cell)| cell.clone());
    let mut cells: Vec<String> = columns.iter().map(cell).collect();
    if row.iter().all(|(key, _)| placed(key)) {
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    }
    cells.extend(beyond);
    input::join_row(&cells)
}
