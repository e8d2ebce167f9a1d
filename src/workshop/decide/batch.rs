//! The events of one step, gathered one after the other, with the records they will have added.

use super::{Along, Rejection};
use crate::workshop::event::SessionEvent;
use crate::workshop::fields::Fields;
use crate::workshop::input::{self, Input};
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::said::{self, Said};
use crate::workshop::session::Session;
use crate::workshop::sketch::{self, Plan};
use crate::workshop::value::{Shape, Value};

/// Events being gathered for one step, with the records they will have added.
pub(super) struct Batch<'a> {
    pub(super) session: &'a Session,
    today: jiff::civil::Date,
    pub(super) events: Vec<SessionEvent>,
    /// Records of this step that do not exist yet: kind, lower-case title, id.
    pub(super) added: Vec<(Kind, String, String)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(session: &'a Session, today: jiff::civil::Date) -> Self {
        Self { session, today, events: Vec::new(), added: Vec::new() }
    }

    fn new_id(&self, kind: Kind) -> String {
        let skip = self.added.iter().filter(|(known, ..)| *known == kind).count();
        self.session.nth_id(kind, u32::try_from(skip).unwrap_or(u32::MAX))
    }

    pub(super) fn insert(&mut self, kind: Kind, fields: Fields, at: Option<usize>) -> String {
        let id = self.new_id(kind);
        let title =
            fields.get(kind.spec().title[0]).map(|title| title.plain().to_lowercase()).unwrap_or_default();
        let pending = self.added.iter().filter(|(known, ..)| *known == kind).count();
        let at = at.unwrap_or(self.session.records.count(kind) + pending);
        self.added.push((kind, title, id.clone()));
        self.events.push(SessionEvent::RecordAdded { id: id.clone(), at, fields });
        id
    }

    pub(super) fn add(
        &mut self,
        kind: Kind,
        typed: &[(String, String)],
        at: Option<usize>,
    ) -> Result<(), Rejection> {
        let spec = kind.spec();
        if spec.form {
            return Rejection::new("a form has exactly one record");
        }
        if let [(_, line), rest @ ..] = typed
            && sketch::is_told_in(kind, line)
            && rest.iter().all(|(key, _)| key == sketch::NEAR)
        {
            return self.add_sketch(line, rest.first().map(|(_, near)| near.as_str()));
        }
        let spoken = if kind == Kind::Pain { spoken(typed) } else { None };
        let mut fields = Fields::new();
        for (key, text) in spoken.as_deref().unwrap_or(typed) {
            if key.is_empty() {
                return Rejection::new(format!(
                    "“{text}” is more than the fields there are; move or remove it"
                ));
            }
            let Some(field) = spec.field(key) else {
                return Rejection::new(format!("{} has no field “{key}”", spec.singular));
            };
            let value = self.read(field, text)?;
            if !value.is_none() {
                fields.insert(field.key.into(), value);
            }
        }
        if fields.is_empty() {
            return Rejection::new(format!("type at least the {}", spec.fields[0].term.to_lowercase()));
        }
        self.insert(kind, fields, at);
        Ok(())
    }

    /// Sets a field from typed text; a pain said in one sentence sets all that the sentence holds.
    pub(super) fn type_in(
        &mut self,
        id: &str,
        field: &'static FieldSpec,
        text: &str,
    ) -> Result<(), Rejection> {
        let spec = Kind::of_id(id).map(Kind::spec);
        let said = if Kind::of_id(id) == Some(Kind::Pain) { cell(field.key, text) } else { None };
        let Some((said, spec)) = said.zip(spec) else {
            let value = self.read(field, text)?;
            self.put(id, field, value);
            return Ok(());
        };
        let name = (field.key == "name").then(|| ("name", said.name.clone()));
        for (key, text) in name.into_iter().chain(said.fields()) {
            if let Some(field) = spec.field(key) {
                let value = self.read(field, &text)?;
                self.set(id, field, value);
            }
        }
        Ok(())
    }

    /// A whole operation said in one line, with the payloads and fields it names.
    fn add_sketch(&mut self, line: &str, near: Option<&str>) -> Result<(), Rejection> {
        let (mut sketch, trouble) = sketch::read(line);
        if let Some(trouble) = trouble {
            return Rejection::new(trouble.to_string());
        }
        // Rows of this step are not in the records yet, so each line of a paste sees those before it.
        let so_far = self.so_far();
        let near = near.map(|near| so_far.find(Kind::Api, near).unwrap_or(near));
        // A name that leads to none is that of one which is made.
        if let Some(near) = near.filter(|near| sketch.api.is_none() && so_far.record(near).is_none()) {
            sketch.api = Some(near.to_owned());
        }
        let Some(plan) = Plan::of(&sketch, &so_far, near) else {
            return Rejection::new("an operation needs a method and what it is called on");
        };
        if let Some(question) = plan.api.question(line) {
            return Rejection::new(question);
        }
        plan.make(&mut |kind, fields| self.insert(kind, fields, None));
        Ok(())
    }

    /// The records as they will be after the events gathered so far.
    fn so_far(&self) -> Records {
        let mut records = self.session.records.clone();
        for event in &self.events {
            match event {
                SessionEvent::RecordAdded { id, at, fields } => records.insert(*at, id, fields),
                SessionEvent::FieldSet { id, field, now, .. } => records.put(id, field, now),
                _ => {}
            }
        }
        records
    }

    /// Sets a field, with what has to go along.
    pub(super) fn put(&mut self, id: &str, field: &FieldSpec, now: Value) {
        let to = match (Kind::of_id(id), field.key, &now) {
            (Some(Kind::Operation), "api", Value::Text(to)) => Some(to.clone()),
            _ => None,
        };
        self.set(id, field, now);
        for payload in Along::of(&self.session.records, id, to.as_deref()).moves {
            if let Some(api) = Kind::Payload.spec().field("api") {
                self.set(&payload, api, to.clone().map_or(Value::None, Value::Text));
            }
        }
    }

    pub(super) fn set(&mut self, id: &str, field: &FieldSpec, now: Value) {
        let was = self.session.records.value(id, field.key);
        if was != now {
            self.events.push(SessionEvent::FieldSet { id: id.to_owned(), field: field.key.into(), was, now });
        }
    }

    /// Reads typed text. A reference to something new adds it, so that the room need not stop.
    pub(super) fn read(&mut self, field: &FieldSpec, text: &str) -> Result<Value, Rejection> {
        let read = input::read(field.shape, text, self.today)
            .map_err(|why| Rejection(format!("{}: {why}", field.term)))?;
        if field.shape == Shape::Number
            && let Some(why) = input::other_time(field.term, field.hint, text)
        {
            return Rejection::new(format!("{}: {why}", field.term));
        }
        match read {
            Input::Value(value) => Ok(value),
            Input::Titles(kinds, titles) => {
                let mut ids = Vec::new();
                for title in self.whole_titles(&kinds, &titles) {
                    let id = self
                        .resolve(&kinds, &title)
                        .map_err(|Rejection(why)| Rejection(format!("{}: {why}", field.term)))?;
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Ok(match field.shape {
                    Shape::Ref(_) | Shape::Either(..) => {
                        ids.into_iter().next().map_or(Value::None, Value::Text)
                    }
                    _ => Value::list(ids),
                })
            }
        }
    }
}

/// What a cell of a pain says beyond its own field: a name with all three numbers behind it, or several of
/// the numbers in one of their cells.
fn cell(key: &str, text: &str) -> Option<Said> {
    let said = said::read(text)?;
    match key {
        "name" => (said.is_whole() && !said.name.is_empty()).then_some(said),
        "people" | "minutes" | "frequency" => {
            let fields = said.fields();
            let own = fields.iter().any(|(known, _)| *known == key);
            let more = fields.len() > 1 || !reads(key, text);
            (own && more && said.name.is_empty()).then_some(said)
        }
        _ => None,
    }
}

/// The cells of a pain of which one says all three numbers: those numbers where they belong, and what was
/// typed behind that cell in the columns that follow them. `None` when no cell does.
fn spoken(typed: &[(String, String)]) -> Option<Vec<(String, String)>> {
    let columns = Kind::Pain.spec().fields;
    let place = |key: &str| columns.iter().position(|field| field.key == key);
    let (at, said) = typed.iter().enumerate().find_map(|(at, (key, text))| Some((at, cell(key, text)?)))?;
    let key = typed[at].0.as_str();
    let last = place("frequency")?;
    // Only a sentence that fills every column up to the last of the three moves what stands behind it.
    let moves = if said.is_whole() { last - place(key)? } else { 0 };
    let mut cells: Vec<(String, String)> = typed[..at].to_vec();
    if key == "name" {
        cells.push(("name".to_owned(), said.name.clone()));
    }
    cells.extend(said.fields().into_iter().map(|(key, text)| (key.to_owned(), text)));
    let behind = || typed[at + 1..].iter();
    let told_twice = |(key, text): &(String, String)| place(key) <= Some(last) && reads(key, text);
    let moves = if behind().any(told_twice) { 0 } else { moves };
    for (key, text) in behind() {
        let key = columns.get(place(key)? + moves)?.key;
        match cells.iter_mut().find(|(known, _)| known == key) {
            Some(known) => text.clone_into(&mut known.1),
            None => cells.push((key.to_owned(), text.clone())),
        }
    }
    Some(cells)
}

/// Whether a text can be read in a field of a pain as it stands.
fn reads(key: &str, text: &str) -> bool {
    let field = Kind::Pain.spec().field(key);
    // None of these fields holds a day.
    field.is_some_and(|field| input::read(field.shape, text, jiff::civil::Date::ZERO).is_ok())
}
