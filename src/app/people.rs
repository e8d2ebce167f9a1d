//! Who is in the room, and whose turn it is to speak.
//!
//! The people are records like any other. Whose turn it is belongs to the moment: it stands on the screen and
//! not in the journal.

use super::App;
use super::boxes::{Overlay, PeopleBox};
use super::desk::Desk;
use crate::workshop::records::{Person, Row};

impl Desk {
    /// The people who take part; who did not say counts as there.
    pub fn attending(&self) -> impl Iterator<Item = &Row<Person>> {
        self.session.records.people.iter().filter(|person| person.is_here())
    }

    /// Who speaks now, if somebody was given the floor and is still there.
    pub fn speaker(&self) -> Option<&Row<Person>> {
        let turn = self.turn.as_deref()?;
        self.attending().find(|person| person.id == turn)
    }

    /// Who speaks after that: the next in the table, round and round. `None` when there is nobody else.
    pub fn next_speaker(&self) -> Option<&Row<Person>> {
        let people: Vec<_> = self.attending().collect();
        let here = people.iter().position(|person| Some(person.id.as_str()) == self.turn.as_deref());
        let next = here.map_or(0, |at| (at + 1) % people.len());
        people.get(next).copied().filter(|_| here != Some(next))
    }
}

impl App {
    /// Opens the list of people, with the cursor on who speaks.
    pub(super) fn open_people(&mut self) {
        let Some(desk) = &self.desk else { return };
        let people = &desk.session.records.people;
        let speaks = people.iter().position(|person| Some(person.id.as_str()) == desk.turn.as_deref());
        self.overlay = Some(Overlay::People(PeopleBox::new(speaks.unwrap_or(0), people.is_empty())));
    }

    /// Gives the floor to a person, or to nobody.
    pub(super) fn give_floor(&mut self, person: Option<String>) {
        if let Some(desk) = &mut self.desk {
            desk.turn = person;
        }
        self.message = None;
    }

    /// Gives the floor to the next person.
    pub(super) fn pass_floor(&mut self) {
        let next = self.desk.as_ref().and_then(Desk::next_speaker).map(|person| person.id.clone());
        match next {
            Some(next) => self.give_floor(Some(next)),
            None => self.say("Nobody else is in the room"),
        }
    }
}

/// The people of a list, each with the role in brackets behind the name: `Bo Chen (payments), Cy Duarte`. Commas within
/// brackets part nobody.
pub(super) fn people_in(list: &str) -> Vec<(String, Option<String>)> {
    let mut depth = 0_usize;
    let parts = list.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';')
    });
    let people = parts.map(str::trim).filter(|part| !part.is_empty()).map(|part| {
        match part.strip_suffix(')').and_then(|part| part.split_once('(')) {
            Some((name, role)) if !name.trim().is_empty() && !role.trim().is_empty() => {
                (name.trim().to_owned(), Some(role.trim().to_owned()))
            }
            _ => (part.to_owned(), None),
        }
    });
    people.collect()
}

/// A person in the room, as a row.
pub(super) fn attending(name: String, role: Option<String>) -> Vec<(String, String)> {
    let mut row = vec![("name".to_owned(), name), ("attends".to_owned(), "yes".to_owned())];
    row.extend(role.map(|role| ("role".to_owned(), role)));
    row
}
