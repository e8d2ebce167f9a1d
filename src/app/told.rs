//! What a change did beyond what was typed: records it brought along, and names it read as those that are there.

use super::App;
use super::effects::Effect;
use crate::workshop::decide::Command;
use crate::workshop::event::SessionEvent;
use crate::workshop::input;
use crate::workshop::names;
use crate::workshop::records::Kind;
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
                    Shape::Ref(_) => vec![text.clone()],
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
                    read.extend(told.filter(|told| !read.contains(told)));
                }
            }
        }
        match read.len() {
            0..4 => read.concat(),
            many => format!(", {many} short names read as those that are there"),
        }
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
            [one] => format!(", new {}: {one}", words::in_text(kind.spec().singular)),
            many if many.len() < 4 => {
                format!(", new {}: {}", words::in_text(kind.spec().plural), words::and(many))
            }
            many => format!(", {} new {}", many.len(), words::in_text(kind.spec().plural)),
        });
        told.collect()
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
