//! The events of one step, gathered one after the other, with the records they will have added.

use std::collections::BTreeMap;

use super::{Along, Rejection};
use crate::workshop::event::SessionEvent;
use crate::workshop::input::{self, Input};
use crate::workshop::meant::{Meant, meant, without_sign};
use crate::workshop::records::{FieldSpec, Kind, Records};
use crate::workshop::said::{self, Said};
use crate::workshop::session::Session;
use crate::workshop::sketch::{self, Plan};
use crate::workshop::value::{Shape, Value};
use crate::workshop::words;

/// Events being gathered for one step, with the records they will have added.
pub(super) struct Batch<'a> {
    session: &'a Session,
    today: jiff::civil::Date,
    pub(super) events: Vec<SessionEvent>,
    /// Records of this step that do not exist yet: kind, lower-case title, id.
    added: Vec<(Kind, String, String)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(session: &'a Session, today: jiff::civil::Date) -> Self {
        Self { session, today, events: Vec::new(), added: Vec::new() }
    }

    fn new_id(&self, kind: Kind) -> String {
        let skip = self.added.iter().filter(|(known, ..)| *known == kind).count();
        self.session.nth_id(kind, u32::try_from(skip).unwrap_or(u32::MAX))
    }

    fn insert(&mut self, kind: Kind, fields: BTreeMap<String, Value>, at: Option<usize>) -> String {
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
        let mut fields = BTreeMap::new();
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
                fields.insert(key.clone(), value);
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
            self.events.push(SessionEvent::FieldSet {
                id: id.to_owned(),
                field: field.key.to_owned(),
                was,
                now,
            });
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
            Input::Titles(kind, titles) => {
                let mut ids = Vec::new();
                for title in self.whole_titles(kind, &titles) {
                    let id = self
                        .resolve(kind, &title)
                        .map_err(|Rejection(why)| Rejection(format!("{}: {why}", field.term)))?;
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Ok(match field.shape {
                    Shape::Ref(_) => ids.into_iter().next().map_or(Value::None, Value::Text),
                    _ => Value::list(ids),
                })
            }
        }
    }

    /// The only record whose name begins with a text or has its words, also among those of this step.
    fn meant(&self, kind: Kind, text: &str) -> Result<Option<String>, Rejection> {
        let records = &self.session.records;
        let known = records.ids(kind).into_iter().map(|id| (id.to_owned(), records.title(id)));
        let added = self.added.iter().filter(|(of, ..)| *of == kind);
        let added = added.map(|(_, title, id)| (id.clone(), title.clone()));
        let all: Vec<(String, String)> = known.chain(added).collect();
        let titles: Vec<&str> = all.iter().map(|(_, title)| title.as_str()).collect();
        match meant(text, &titles) {
            Meant::One(at) => Ok(Some(all[at].0.clone())),
            Meant::New => Ok(None),
            Meant::Several(found) => {
                let fitting: Vec<&str> = found.iter().map(|at| titles[*at]).collect();
                let which = listed(&fitting);
                Rejection::new(format!("“{text}” may be {which}; write more of it, or +{text} for a new one"))
            }
        }
    }

    /// Titles may hold commas: neighbours that together are the title of a record are that one title.
    fn whole_titles(&self, kind: Kind, parts: &[String]) -> Vec<String> {
        let mut titles = Vec::new();
        let mut rest = parts;
        while let Some(first) = rest.first() {
            let known = (2..=rest.len()).rev().find_map(|count| {
                let title = rest[..count].join(", ");
                self.session.records.find(kind, &title).map(|_| (title, count))
            });
            let (title, count) = known.unwrap_or_else(|| (first.clone(), 1));
            titles.push(title);
            rest = &rest[count..];
        }
        titles
    }

    /// The record a typed name means: the one called so, else the only one it is the beginning or a word of, else,
    /// where a name is all it takes, a new one.
    fn resolve(&mut self, kind: Kind, title: &str) -> Result<String, Rejection> {
        let (title, fresh) = without_sign(title);
        if let Some(id) = self.session.records.find(kind, title) {
            return Ok(id.to_owned());
        }
        if Kind::of_id(title) == Some(kind) && self.session.records.record(title).is_some() {
            return Ok(title.to_owned());
        }
        let lower = title.to_lowercase();
        if let Some((.., id)) = self.added.iter().find(|(known, name, _)| *known == kind && *name == lower) {
            return Ok(id.clone());
        }
        let spec = kind.spec();
        if !fresh && let Some(id) = self.meant(kind, title)? {
            return Ok(id);
        }
        let named = spec.field(spec.title[0]).is_some_and(|field| field.shape == Shape::Text);
        if !named || spec.title.len() > 1 {
            return Rejection::new(format!("no {} is called “{title}”", words::in_text(spec.singular)));
        }
        let mut fields = BTreeMap::from([(spec.title[0].to_owned(), Value::text(title))]);
        if kind == Kind::Person {
            // Who is only named, as an owner or a sponsor, is not waited for in a round.
            fields.insert("attends".to_owned(), Value::Flag(false));
        }
        Ok(self.insert(kind, fields, None))
    }
}

/// Those that may be meant, as they are listed.
fn listed(titles: &[&str]) -> String {
    const MOST: usize = 4;
    let (first, rest) = titles.split_at(titles.len().min(MOST));
    let more = if rest.is_empty() { String::new() } else { format!(" or {} more", rest.len()) };
    let joined = match first {
        [start @ .., last] if rest.is_empty() && !start.is_empty() => {
            format!("{} or {last}", start.join(", "))
        }
        all => all.join(", "),
    };
    joined + &more
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
