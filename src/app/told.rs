//! What a change did beyond what was typed: records it brought along, and names it read as those that are there.

use super::App;
use super::effects::Effect;
use crate::workshop::decide::{Along, Command};
use crate::workshop::event::SessionEvent;
use crate::workshop::input;
use crate::workshop::names;
use crate::workshop::records::Kind;
use crate::workshop::sketch;
use crate::workshop::value::{Shape, Value};
use crate::workshop::words;

impl App {
    /// Typed names that were read as records there already are: `, “ward” is Ward systems`.
    pub(super) fn read_as(&self, command: &Command, effects: &[Effect]) -> String {
        let Some(desk) = &self.desk else { return String::new() };
        let (kind, rows) = match command {
            Command::Add { kind, fields, .. } => (*kind, std::slice::from_ref(fields)),
            Command::AddMany { kind, rows } => (*kind, rows.as_slice()),
            _ => return String::new(),
        };
        let records = &desk.session.records;
        let ids = added(effects).into_iter().filter(|id| Kind::of_id(id) == Some(kind));
        let mut read: Vec<String> = Vec::new();
        for (id, typed) in ids.zip(rows) {
            for (key, text) in typed {
                let Some(field) = kind.spec().field(key) else { continue };
                let parts = match field.shape {
                    Shape::Ref(_) | Shape::Either(..) => vec![text.clone()],
                    Shape::Refs(_) => input::split_list(text),
                    _ => continue,
                };
                let titles: Vec<String> = match records.value(id, field.key) {
                    Value::Text(to) => vec![records.title(&to)],
                    Value::List(to) => to.iter().map(|to| records.title(to)).collect(),
                    _ => continue,
                };
                let lower: Vec<String> = titles.iter().map(|title| title.to_lowercase()).collect();
                for part in parts.iter().filter(|part| !lower.contains(&part.to_lowercase())) {
                    let title = titles.iter().find(|title| names::begins_a_word(title, part));
                    let told = title.map(|title| format!(", “{part}” is {title}"));
                    let told = told.or_else(|| {
                        let owned = [Kind::Component, Kind::System];
                        let thing = owned.iter().find_map(|kind| records.find(*kind, part))?;
                        let team = records.title(&records.value(thing, "owner").plain());
                        titles
                            .contains(&team)
                            .then(|| format!(", “{part}” belongs to {team}, which is meant"))
                    });
                    read.extend(told.filter(|told| !read.contains(told)));
                }
            }
        }
        match read.len() {
            0..4 => read.concat(),
            many => format!(", {many} short names read as those that are there"),
        }
    }

    /// The operations a change added with their API, in words, and the API's id.
    pub(super) fn call_kept(&self, effects: &[Effect]) -> Option<(String, Option<String>)> {
        let records = &self.desk.as_ref()?.session.records;
        let calls = added(effects).into_iter().filter_map(|id| records.operations.by_id(id));
        let mut kept: Vec<(String, Vec<&str>)> = Vec::new();
        let mut last = None;
        for call in calls {
            last = call.api.id().map(str::to_owned);
            let api = last.as_deref().map_or_else(|| "no API yet".to_owned(), |id| records.title(id));
            match kept.iter_mut().find(|(known, _)| *known == api) {
                Some((_, names)) => names.push(&call.name),
                None => kept.push((api, vec![&call.name])),
            }
        }
        let told: Vec<String> = kept
            .into_iter()
            .map(|(api, names)| match names.as_slice() {
                many if many.len() > 3 => format!("{} operations in {api}", many.len()),
                few => format!("{} in {api}", words::and(few)),
            })
            .collect();
        (!told.is_empty()).then(|| (told.join(", "), last))
    }

    /// What would go along, and what would stay, when a command gives an operation another API.
    pub(super) fn goes_along(&self, command: &Command) -> Option<String> {
        let records = &self.desk.as_ref()?.session.records;
        let (id, to) = match command {
            Command::Put { id, field, value: Value::Text(to) } if field == "api" => (id, to.as_str()),
            Command::Set { id, field, text } if field == "api" => (id, records.find(Kind::Api, text)?),
            _ => return None,
        };
        let along = Along::of(records, id, Some(to));
        let titles = |ids: &[String]| ids.iter().map(|id| records.title(id)).collect::<Vec<_>>();
        let api = records.title(to);
        let (moves, doubles) = (titles(&along.moves), titles(&along.doubles));
        let mut told = Vec::new();
        if !moves.is_empty() {
            let verb = if moves.len() == 1 { "goes" } else { "go" };
            told.push(format!("{} {verb} along to {api}", words::and(&moves)));
        }
        if let Some((_, other)) = along.shared.first() {
            let shared: Vec<String> = along.shared.iter().map(|(id, _)| records.title(id)).collect();
            let verb = if shared.len() == 1 { "stays" } else { "stay" };
            told.push(format!("{} {verb}: {} uses it too", words::and(&shared), records.title(other)));
        }
        if !doubles.is_empty() {
            let verb = if doubles.len() == 1 { "stays" } else { "stay" };
            told.push(format!("{} {verb}: {api} has one of that name", words::and(&doubles)));
        }
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// Names of new records that others of their kind have, too.
    pub(super) fn doubled(&self, kind: Kind, effects: &[Effect]) -> String {
        let spec = kind.spec();
        // Fields of two payloads are often called alike, and so are errors and operations of two APIs.
        let parts = matches!(
            kind,
            Kind::PayloadField | Kind::Parameter | Kind::ApiError | Kind::Payload | Kind::Operation
        );
        let named =
            spec.title.len() == 1 && spec.field(spec.title[0]).is_some_and(|f| f.shape == Shape::Text);
        let Some(desk) = self.desk.as_ref().filter(|_| named && !parts) else { return String::new() };
        let records = &desk.session.records;
        let titles: Vec<String> =
            records.ids(kind).iter().map(|id| records.title(id).to_lowercase()).collect();
        let mut told: Vec<String> = Vec::new();
        for id in added(effects).into_iter().filter(|id| Kind::of_id(id) == Some(kind)) {
            let title = records.title(id);
            let lower = title.to_lowercase();
            let alike = titles.iter().filter(|known| **known == lower).count();
            let said = format!(", {alike} are called “{title}” now");
            if alike > 1 && !records.value(id, spec.title[0]).is_none() && !told.contains(&said) {
                told.push(said);
            }
        }
        told.concat()
    }

    /// What else a change added: records that were named and did not exist yet.
    pub(super) fn brought(&self, kind: Kind, effects: &[Effect]) -> String {
        let Some(desk) = &self.desk else { return String::new() };
        let mut brought: Vec<(Kind, Vec<String>)> = Vec::new();
        for id in added(effects) {
            if let Some(new) = Kind::of_id(id).filter(|new| *new != kind) {
                let title = desk.session.records.title(id);
                match brought.iter_mut().find(|(known, _)| *known == new) {
                    Some((_, titles)) => titles.push(title),
                    None => brought.push((new, vec![title])),
                }
            }
        }
        let told = brought.iter().map(|(kind, titles)| match titles.as_slice() {
            many if *kind == Kind::PayloadField => {
                format!(" with {}", words::count(many.len(), "field"))
            }
            [one] => format!(", new {}: {one}", words::in_text(kind.spec().singular)),
            many if many.len() < 4 => {
                format!(", new {}: {}", words::in_text(kind.spec().plural), words::and(many))
            }
            many => format!(", {} new {}", many.len(), words::in_text(kind.spec().plural)),
        });
        told.collect()
    }
}

/// Whether a command adds whole operations said in one line.
pub(super) fn is_call(command: &Command) -> bool {
    let call =
        |kind, row: &[(String, String)]| row.first().is_some_and(|(_, line)| sketch::is_told_in(kind, line));
    match command {
        Command::Add { kind, fields, .. } => call(*kind, fields),
        Command::AddMany { kind, rows } => rows.iter().any(|row| call(*kind, row)),
        _ => false,
    }
}

/// The ids of the records that a change added.
fn added(effects: &[Effect]) -> Vec<&str> {
    let entries = effects.iter().flat_map(|effect| match effect {
        Effect::Append(entries) => entries.as_slice(),
        _ => &[],
    });
    let ids = entries.filter_map(|entry| match &*entry.event {
        SessionEvent::RecordAdded { id, .. } => Some(id.as_str()),
        _ => None,
    });
    ids.collect()
}
