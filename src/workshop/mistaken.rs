//! Names typed where they do not belong: a team for a person, a component for its team, a sentence for a name. They would
//! make records that nobody wanted, in the lists, the votes and the documents.

use super::meant::{Meant, meant, without_sign};
use super::names;
use super::records::{Kind, Records};
use super::words::in_text;

/// What becomes of such a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mistaken {
    /// It stands for that record: a component's name for the team that owns it.
    For(String),
    /// It is handed back, with what to do.
    Refused(String),
}

/// The most words of a person's name.
const WORDS: usize = 4;
/// How many words without a capital letter make a sentence rather than a name.
const SENTENCE: usize = 3;
/// The last words of names that are a group's, not a person's.
const GROUPS: [&str; 9] = ["team", "squad", "crew", "desk", "rota", "group", "call", "support", "office"];

/// Whether a name that nobody has yet is that of a group: the on-call rota, the service desk.
pub(crate) fn of_team(name: &str) -> bool {
    names::words(name).last().is_some_and(|last| GROUPS.contains(&last.as_str()))
}

/// Whether a name that would make a new record of a kind is meant for something else. `forced` is one written with its
/// sign for a new record; only a person who is called like a team is refused then, too.
pub(crate) fn mistaken(records: &Records, kind: Kind, name: &str, forced: bool) -> Option<Mistaken> {
    match kind {
        Kind::Person => {
            if let Some(team) = records.find(Kind::Team, name) {
                let team = records.title(team);
                return Some(Mistaken::Refused(format!("{team} is a team: name a person")));
            }
            let team = among(records, Kind::Team, name).filter(|_| !forced);
            if let Some(team) = team {
                let team = records.title(team);
                let why = format!("“{name}” is the team {team}: name a person, or +{name} for a new one");
                return Some(Mistaken::Refused(why));
            }
        }
        Kind::Team if !forced => {
            for (owned, what) in [(Kind::Component, "a component"), (Kind::System, "an existing system")] {
                let Some(id) = records.find(owned, name) else { continue };
                let title = records.title(id);
                let owner = records.value(id, "owner").plain();
                return Some(if records.record(&owner).is_some() {
                    Mistaken::For(owner)
                } else {
                    let why =
                        format!("{title} is {what} nobody owns yet: name its team, or +{name} for a new one");
                    Mistaken::Refused(why)
                });
            }
        }
        _ => {}
    }
    let forced = forced || !matches!(kind, Kind::Person | Kind::Team | Kind::Component | Kind::Api);
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain =
        name.chars().any(char::is_lowercase) && !name.chars().any(|c| c.is_uppercase() || c.is_numeric());
    let sentence = plain && words.len() >= SENTENCE;
    let long = kind == Kind::Person && words.len() > WORDS;
    (!forced && (sentence || long)).then(|| {
        let noun = in_text(kind.spec().singular);
        let article = if kind == Kind::Api { "an" } else { "a" };
        Mistaken::Refused(format!(
            "“{name}” does not read like the name of {article} {noun}: shorten it, or +{name} for a new one"
        ))
    })
}

/// What a name that nobody has yet would lead to, for people.
pub(crate) fn told(records: &Records, kind: Kind, typed: &str) -> String {
    let (name, forced) = without_sign(typed);
    match mistaken(records, kind, name, forced) {
        Some(Mistaken::For(id)) => format!("{name} is owned by {}, which is meant", records.title(&id)),
        Some(Mistaken::Refused(why)) => why,
        None => format!("new {}: {name}", in_text(kind.spec().singular)),
    }
}

/// The person that a name in passing means, by id: the one called so, else the only one it is a part of the name of. Else
/// the name as it stands.
pub fn person_of(records: &Records, name: &str) -> String {
    let known = records.find(Kind::Person, name).or_else(|| among(records, Kind::Person, name));
    known.unwrap_or(name).to_owned()
}

/// The only record of a kind that a text means.
fn among<'a>(records: &'a Records, kind: Kind, text: &str) -> Option<&'a str> {
    let ids = records.ids(kind);
    let titles: Vec<String> = ids.iter().map(|id| records.title(id)).collect();
    match meant(text, &titles.iter().map(String::as_str).collect::<Vec<_>>()) {
        Meant::One(at) => ids.get(at).copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::testkit::{Room, TODAY};

    fn room() -> Room {
        let mut room = Room::new();
        room.add("team", &[("name", "Platform team")]);
        room.add("team", &[("name", "Ward systems")]);
        room.add("person", &[("name", "Bram Visser")]);
        room.add("component", &[("name", "Scanner app"), ("owner", "Ward systems")]);
        room.add("component", &[("name", "Stock gateway")]);
        room
    }

    fn refused(room: &Room, kind: Kind, fields: &[(&str, &str)]) -> String {
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        let decided = room.session().decide(&Command::Add { kind, fields, at: None }, TODAY);
        decided.unwrap_err().to_string()
    }

    #[test]
    fn a_team_is_no_person_and_a_rota_answers_first() {
        let mut room = room();
        for owner in ["Platform team", "+Platform team", "platform TEAM"] {
            let why = refused(&room, Kind::Risk, &[("name", "x"), ("owner", owner)]);
            assert_eq!(why, "Owner: Platform team is a team: name a person");
        }
        let why = refused(&room, Kind::Risk, &[("name", "x"), ("owner", "ward")]);
        assert!(why.contains("“ward” is the team Ward systems: name a person, or +ward"), "{why}");
        room.add("risk", &[("name", "x"), ("owner", "+Ward")]);
        // Whom to call may be either; what is new there is a team when it is called like one.
        let id = room.add(
            "escalation",
            &[
                ("severity", "Sev 1"),
                ("first", "Platform team"),
                ("second", "bram"),
                ("third", "Service desk"),
            ],
        );
        let records = room.records();
        let at = |key: &str| records.value(&id, key).plain();
        assert_eq!((at("first").as_str(), at("second").as_str()), ("team-1", "person-1"));
        assert_eq!(records.title(&at("third")), "Service desk");
        assert_eq!(Kind::of_id(&at("third")), Some(Kind::Team));
        assert_eq!(records.people.len(), 2);
        // A team that goes leaves the line empty.
        room.remove("team-1");
        assert!(room.records().escalations[0].first.is_none());
    }

    #[test]
    fn a_components_name_stands_for_its_team() {
        let mut room = room();
        let api = room.add("api", &[("name", "Stock"), ("consumers", "Scanner app, Platform team")]);
        assert_eq!(room.records().value(&api, "consumers").plain(), "team-2, team-1");
        let why = refused(&room, Kind::Api, &[("name", "y"), ("consumers", "Stock gateway")]);
        assert!(why.contains("Stock gateway is a component nobody owns yet: name its team"), "{why}");
        room.add("api", &[("name", "y"), ("consumers", "+Stock gateway")]);
        assert_eq!(room.records().teams.len(), 3);
    }

    #[test]
    fn a_sentence_is_handed_back() {
        let mut room = room();
        for owner in ["no more phone calls", "Whoever Is On Duty Tonight", "the night shift"] {
            let why = refused(&room, Kind::Risk, &[("name", "x"), ("owner", owner)]);
            assert!(why.contains("does not read like the name of a person"), "{why}");
        }
        let why = refused(&room, Kind::Risk, &[("name", "x"), ("component", "nurses scan twice")]);
        assert!(why.contains("does not read like the name of a component"), "{why}");
        room.add(
            "risk",
            &[("name", "x"), ("component", "+nurses scan twice"), ("owner", "Ludwig van der Berg")],
        );
        room.add("risk", &[("name", "y"), ("component", "order export"), ("owner", "bell hooks")]);
        assert_eq!(room.records().components.len(), 4);
    }
}
