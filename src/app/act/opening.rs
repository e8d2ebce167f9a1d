//! Commands of a session that open a box: editors, forms, palette, search, rounds.

use crate::app::App;
use crate::app::boxes::{
    self, Candidates, Finder, FinderRow, Form, FormField, FormPurpose, Found, LineBox, Overlay, Picker,
};
use crate::app::commands::{self, Act, COMMANDS, CommandSpec};
use crate::app::desk::{Desk, Pane, is_accepted};
use crate::app::effects::Effect;
use crate::app::items::{self, Item};
use crate::workshop::decide::Command;
use crate::workshop::event::Status;
use crate::workshop::input;
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::sketch;
use crate::workshop::sourcing;
use crate::workshop::value::ChoiceSet as _;

impl App {
    /// Opens the box of a command; false when the command opens none.
    pub(super) fn open_box(&mut self, act: Act) -> bool {
        let Some(desk) = &self.desk else { return false };
        match act {
            Act::Add => self.open_add(),
            Act::Status => self.open_status(),
            Act::Note => {
                let activity = desk.current_activity();
                let text = desk.session.notes.get(&activity.id).cloned().unwrap_or_default();
                self.overlay = Some(Overlay::Line(LineBox::for_note(&activity.id, &activity.title, text)));
            }
            Act::CaptureDecision => self.capture(Kind::Decision),
            Act::CaptureAction => self.capture(Kind::Action),
            Act::CaptureRisk => self.capture(Kind::Risk),
            Act::CaptureParked => self.capture(Kind::Parked),
            Act::People => self.open_people(),
            Act::Score => self.open_round("readiness"),
            Act::Vote => self.open_round("capability"),
            Act::Candidates => {
                let known = &desk.catalogue.capabilities;
                self.overlay = Some(Overlay::Candidates(Candidates::of(&desk.session.records, known)));
            }
            Act::Agenda => self.overlay = Some(Overlay::Form(agenda_form(desk, self.now))),
            Act::Read => self.open_reader(),
            Act::Review => self.overlay = Some(Overlay::Review(self.review())),
            Act::Search => self.overlay = Some(Overlay::Finder(self.search())),
            Act::Import => {
                let hint = "A YAML or JSON file: ~/billing.openapi.yaml";
                let intro = "An OpenAPI 3.0 or 3.1 description becomes an API with its operations and payloads. \
                             What has no place here is told; one undo takes it all back.";
                let field = FormField::text("File", hint, "");
                let form = Form::new(FormPurpose::Import, "Take in an API", intro, vec![field]);
                self.overlay = Some(Overlay::Form(form));
            }
            Act::SaveElsewhere => {
                let hint = "An empty or new folder on a disk that can be written";
                let field = FormField::text("Folder", hint, "");
                let intro = "The whole session, with its history, is written there and goes on there.";
                let form = Form::new(FormPurpose::SaveElsewhere, "Save elsewhere", intro, vec![field]);
                self.overlay = Some(Overlay::Form(form));
            }
            _ => return false,
        }
        true
    }

    /// Opens the field under the cursor, and its text in the user's own editor.
    pub(super) fn open_external(&mut self) -> Vec<Effect> {
        let Some(desk) = &self.desk else { return Vec::new() };
        let Some((id, field)) = desk.target() else { return Vec::new() };
        let line = line_for(desk, &id, field);
        let text = line.field.text().to_owned();
        self.overlay = Some(Overlay::Line(line));
        vec![Effect::External(text)]
    }

    /// Opens the editor that fits a field.
    pub(in crate::app) fn edit(&mut self, id: &str, field: &'static FieldSpec) {
        let Some(desk) = &self.desk else { return };
        self.overlay = Some(match Picker::new(&desk.session.records, id, field) {
            Some(picker) => Overlay::Picker(picker),
            None => Overlay::Line(line_for(desk, id, field)),
        });
    }

    pub(in crate::app) fn open_add(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        let Some(capture) = add_capture(desk) else { return };
        let Some((kind, fields)) = items::table_of(desk.current_activity(), capture) else { return };
        let mut line = LineBox::for_row(kind, fields.to_vec(), true);
        let records = &desk.session.records;
        let row = desk.card.as_ref().map(|(id, _)| id.clone());
        let row = row.or_else(|| desk.item().and_then(|item| item.record().map(str::to_owned)));
        line.near = row.and_then(|id| sketch::api_of(records, &id).map(str::to_owned));
        desk.card = None;
        desk.pane = Pane::Activity;
        self.overlay = Some(Overlay::Line(line));
    }

    pub(in crate::app) fn capture(&mut self, kind: Kind) {
        let fields = kind.spec().fields.iter().collect();
        let mut line = LineBox::for_row(kind, fields, false);
        // With the cursor on an option, the decision is as good as written.
        let option = self.desk.as_ref().and_then(|desk| desk.target().map(|(id, _)| (desk, id)));
        let option = option.filter(|_| kind == Kind::Decision);
        let row = option.and_then(|(desk, id)| sourcing::decision(&desk.session.records, &id, self.today()));
        if let Some(cells) = row {
            line.field.replace(input::join_row(&cells));
        }
        self.overlay = Some(Overlay::Line(line));
    }

    pub(in crate::app) fn open_status(&mut self) {
        let Some(desk) = &self.desk else { return };
        let Some((id, field)) = desk.target() else { return };
        let mark = desk.session.mark(&id, Some(field.key));
        let status = mark.map_or("estimate", |mark| mark.status.name());
        let owner = mark.and_then(|mark| mark.owner.as_deref()).map(|id| desk.session.person_name(id));
        let due = mark.and_then(|mark| mark.due).map(|due| due.to_string());
        let note = mark.and_then(|mark| mark.note.clone());
        let fields = vec![
            FormField::choice(
                "How sure",
                "fact, estimate, assumption or unknown; “clear” takes it back",
                status,
                &STATUSES,
            ),
            FormField::text(
                "Who settles it",
                "A person; left out, the owner of the row",
                owner.unwrap_or_default(),
            ),
            FormField::text("By when", "A date, such as next friday or 31 March", due.unwrap_or_default()),
            FormField::text("Remark", "What would make it sure", note.unwrap_or_default()),
        ];
        let title = format!("{}: {}", desk.session.records.title(&id), field.term);
        let purpose = FormPurpose::Status { id, field: Some(field.key.to_owned()) };
        self.overlay = Some(Overlay::Form(Form::new(
            purpose,
            title,
            "An unknown becomes an open question in the documents.",
            fields,
        )));
    }

    pub(in crate::app) fn accept_flag(&mut self) -> Vec<Effect> {
        let today = self.today();
        let Some(desk) = &self.desk else { return Vec::new() };
        let Some(flag) = desk.derived.flags.get(desk.flag) else { return Vec::new() };
        if is_accepted(&desk.session, flag, today) {
            let command = Command::Accept { flag: flag.key(), acceptance: None };
            return self.change(&command);
        }
        let fields = vec![
            FormField::text("Reason", "Why the team lives with it", ""),
            FormField::text("Name", "Who accepts it", &*self.settings.who),
            FormField::text("Until", "A date on which it counts again; may stay empty", ""),
        ];
        let form = Form::new(
            FormPurpose::Accept(flag.key()),
            format!("Accept {}", flag.rule),
            flag.text.clone(),
            fields,
        );
        self.overlay = Some(Overlay::Form(form));
        Vec::new()
    }

    pub(in crate::app) fn palette(&self) -> Finder {
        let area = self.area();
        let listed = COMMANDS.iter().filter(|c| c.act != Act::Fixed && area.within().contains(&c.area));
        let listed = listed.filter(|command| command.act != Act::Palette);
        let rows = listed.map(|command| FinderRow {
            more: command.help.to_owned(),
            unavailable: self.available(command.act).err(),
            ..FinderRow::new(command.title, self.settings.keymap.key_of(command), Found::Act(command.act))
        });
        let mut rows: Vec<FinderRow> = rows.collect();
        if let Some(desk) = &self.desk {
            rows.extend(COMMANDS.iter().filter_map(|command| self.in_a_box(command)));
            rows.extend(activity_rows(desk));
        }
        Finder::new("Commands", rows)
    }

    /// What a key does in a box, as a line that opens the box.
    fn in_a_box(&self, command: &CommandSpec) -> Option<FinderRow> {
        let opener = command.area.opened_by().filter(|_| !command.title.is_empty())?;
        let key = commands::of(opener).map(|opener| self.settings.keymap.key_of(opener))?;
        let detail = format!("{key}, then {}", crate::app::keymap::pretty(command.keys.first()?));
        Some(FinderRow {
            more: command.help.to_owned(),
            unavailable: self.available(opener).err(),
            ..FinderRow::new(command.title, detail, Found::Act(opener))
        })
    }

    pub(in crate::app) fn search(&self) -> Finder {
        let Some(desk) = &self.desk else { return Finder::new("Search", Vec::new()) };
        let records = &desk.session.records;
        let mut rows: Vec<FinderRow> = activity_rows(desk).collect();
        let all = Kind::ALL.iter().flat_map(|kind| records.ids(*kind).into_iter().map(move |id| (*kind, id)));
        for (group, (kind, id)) in all.enumerate() {
            let title = records.title(id);
            let answer = |field: Option<&FieldSpec>| Found::Answer {
                id: id.to_owned(),
                field: field.map(|field| field.key.to_owned()),
            };
            let own = FinderRow::new(title.clone(), kind.spec().singular, answer(None));
            rows.push(FinderRow { group: Some(group), ..own });
            let fields = kind
                .spec()
                .fields
                .iter()
                .map(|field| (field, records.display(field, &records.value(id, field.key))));
            // What the record is called by its own line says.
            let fields = fields.filter(|(_, shown)| !shown.is_empty() && *shown != title);
            rows.extend(fields.map(|(field, shown)| FinderRow {
                group: Some(group),
                ..FinderRow::new(shown, field.term, answer(Some(field)))
            }));
        }
        Finder::new("Search", rows)
    }

    /// Opens the box of a round: of the one that is not yet revealed, else of a new one, which begins in the
    /// journal with its first mark.
    pub(in crate::app) fn open_round(&mut self, about: &'static str) {
        let Some(desk) = &self.desk else { return };
        let open = desk.session.rounds.iter().rev().find(|round| round.about == about && !round.revealed);
        let round = open.map_or_else(|| desk.session.next_round(), |round| round.id.clone());
        let Some(mut state) = boxes::RoundBox::of(&desk.session, about, round) else {
            self.problem("capture capabilities first, then vote on them");
            return;
        };
        let levels = &self.catalogue.levels;
        let next =
            |key: &str| levels.iter().find(|known| known.aspect.key() == key).map(|known| known.next.clone());
        state.steps = state.items.iter().map(|(key, _)| next(key).unwrap_or_default()).collect();
        // The keyboard goes on to whoever has not answered yet.
        let waits = state.people.iter().position(|(id, _)| !state.has_answered(&desk.session, id));
        state.person = waits.unwrap_or(0);
        self.overlay = Some(Overlay::Round(state));
    }
}

/// The words of the status form.
pub const STATUSES: [&str; 5] = [
    Status::Fact.name(),
    Status::Estimate.name(),
    Status::Assumption.name(),
    Status::Unknown.name(),
    "clear",
];

/// The table a new row goes into: the one under the cursor, else the next below it, else the last above it.
pub(super) fn add_capture(desk: &Desk) -> Option<usize> {
    let activity = desk.current_activity();
    if let Some((id, _)) = &desk.card {
        let kinds = |at: &usize| items::table_of(activity, *at).map(|(kind, _)| kind);
        let of_card = (0..activity.captures.len()).find(|at| kinds(at) == Kind::of_id(id));
        return of_card.or_else(|| (0..activity.captures.len()).find(|at| kinds(at).is_some()));
    }
    let (items, at) = (desk.items(), desk.cursor().item);
    let table = |item: &Item| match item {
        Item::Head { capture } | Item::Row { capture, .. } | Item::Add { capture } => Some(*capture),
        Item::Field { .. } => None,
    };
    let (above, below) = items.split_at(at.min(items.len()));
    below.iter().find_map(table).or_else(|| above.iter().rev().find_map(table))
}

pub(super) fn line_for(desk: &Desk, id: &str, field: &'static FieldSpec) -> LineBox {
    let records = &desk.session.records;
    let value = records.value(id, field.key);
    let text = match (field.shape, &value) {
        (crate::workshop::value::Shape::Lines, crate::workshop::value::Value::List(lines)) => {
            lines.join("\n")
        }
        _ => records.display(field, &value),
    };
    LineBox::for_field(id, field, &records.title(id), text)
}

fn agenda_form(desk: &Desk, now: jiff::Timestamp) -> Form {
    let charter = &desk.session.records.charter;
    let minutes = charter.minutes.unwrap_or(90.0);
    let sittings = charter.sittings.unwrap_or(1.0);
    let fields = vec![
        FormField::choice(
            "Minutes",
            "60 for the essentials, 90 for a workshop, 180 or 210 for half a day",
            &format!("{minutes}"),
            &LENGTHS,
        ),
        FormField::choice(
            "Sittings",
            "How often you meet for that long; timeboxes grow with the time there is",
            &format!("{sittings}"),
            &["1", "2", "3", "4", "5", "6"],
        ),
    ];
    let intro = desk.foretold(now, minutes, sittings);
    Form::new(FormPurpose::Agenda, "Time available", intro, fields)
}

/// The lengths of a sitting that are offered, in minutes. Any other can be written into the charter.
pub(in crate::app) const LENGTHS: [&str; 4] = ["60", "90", "180", "210"];

/// Every activity, to be found by its title or its question.
fn activity_rows(desk: &Desk) -> impl Iterator<Item = FinderRow> {
    desk.catalogue.activities.iter().enumerate().map(|(at, activity)| FinderRow {
        more: activity.question.clone(),
        words: activity.words.clone(),
        ..FinderRow::new(activity.title.clone(), "activity", Found::Activity(at))
    })
}
