//! Which record a typed name leads to, and when it makes a new one.

use super::Rejection;
use super::batch::Batch;
use crate::workshop::fields::Fields;
use crate::workshop::meant::{Meant, meant, without_sign};
use crate::workshop::mistaken::{Mistaken, mistaken, of_team};
use crate::workshop::records::Kind;
use crate::workshop::value::{Shape, Value};
use crate::workshop::words;

impl Batch<'_> {
    /// The only record whose name begins with a text or has its words, also among those of this step.
    fn meant(&self, kinds: &[Kind], text: &str) -> Result<Option<String>, Rejection> {
        let records = &self.session.records;
        let known = kinds.iter().flat_map(|kind| records.ids(*kind));
        let known = known.map(|id| (id.to_owned(), records.title(id)));
        let added = self.added.iter().filter(|(of, ..)| kinds.contains(of));
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
    pub(super) fn whole_titles(&self, kinds: &[Kind], parts: &[String]) -> Vec<String> {
        let mut titles = Vec::new();
        let mut rest = parts;
        while let Some(first) = rest.first() {
            let known = (2..=rest.len()).rev().find_map(|count| {
                let title = rest[..count].join(", ");
                self.found(kinds, &title).map(|_| (title, count))
            });
            let (title, count) = known.unwrap_or_else(|| (first.clone(), 1));
            titles.push(title);
            rest = &rest[count..];
        }
        titles
    }

    fn found(&self, kinds: &[Kind], title: &str) -> Option<&str> {
        kinds.iter().find_map(|kind| self.session.records.find(*kind, title))
    }

    /// The record a typed name means: the one called so, else the only one it is the beginning or a word of, else,
    /// where a name is all it takes and it reads like one, a new one.
    pub(super) fn resolve(&mut self, kinds: &[Kind], title: &str) -> Result<String, Rejection> {
        let records = &self.session.records;
        let (title, fresh) = without_sign(title);
        if let Some(id) = self.found(kinds, title) {
            return Ok(id.to_owned());
        }
        if Kind::of_id(title).is_some_and(|kind| kinds.contains(&kind)) && records.record(title).is_some() {
            return Ok(title.to_owned());
        }
        let lower = title.to_lowercase();
        let now = self.added.iter().find(|(known, name, _)| kinds.contains(known) && *name == lower);
        if let Some((.., id)) = now {
            return Ok(id.clone());
        }
        if !fresh && let Some(id) = self.meant(kinds, title)? {
            return Ok(id);
        }
        let kind = match kinds {
            [Kind::Person, Kind::Team] if of_team(title) => Kind::Team,
            _ => kinds[0],
        };
        match mistaken(records, kind, title, fresh) {
            Some(Mistaken::For(id)) => return Ok(id),
            Some(Mistaken::Refused(why)) => return Rejection::new(why),
            None => {}
        }
        let spec = kind.spec();
        let named = spec.field(spec.title[0]).is_some_and(|field| field.shape == Shape::Text);
        if !named || spec.title.len() > 1 {
            return Rejection::new(format!("no {} is called “{title}”", words::in_text(spec.singular)));
        }
        let mut fields = Fields::from_iter([(spec.title[0].into(), Value::text(title))]);
        if kind == Kind::Person {
            // Who is only named, as an owner or a sponsor, is not waited for in a round.
            fields.insert("attends".into(), Value::Flag(false));
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
