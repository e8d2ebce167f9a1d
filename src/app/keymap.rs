//! From a key to what it does: a pure lookup over the command table and the user's own bindings.

use std::collections::BTreeMap;

use crokey::KeyCombination;
use crossterm::event::{KeyEvent, KeyModifiers};

use super::commands::{Act, Area, COMMANDS, CommandSpec};

/// Why a binding in the configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BindingError {
    /// No such command.
    #[error("there is no command called “{0}”; `underpin keys` lists them all")]
    Unknown(String),
    /// No such key.
    #[error("“{key}” (for {command}) is not a key such as n, ctrl-n, f5 or enter")]
    Key {
        /// The command.
        command: String,
        /// What was written.
        key: String,
    },
    /// The key already does something else in the same place.
    #[error("“{key}” would do two things: {first} and {second}")]
    Twice {
        /// The key.
        key: String,
        /// The command it is bound to.
        first: String,
        /// The command it should also do.
        second: String,
    },
}

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Area, KeyCombination, Act)>,
    /// The keys of each command as they are shown, by name.
    shown: BTreeMap<&'static str, Vec<String>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let none = BTreeMap::new();
        // The table is tested to hold only readable keys without conflicts.
        Self::new(&none).unwrap_or_else(|_| Self { bindings: Vec::new(), shown: BTreeMap::new() })
    }
}

impl Keymap {
    /// The table's keys with the user's own in their place.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> Result<Self, BindingError> {
        let rebindable = |command: &&CommandSpec| command.act != Act::Fixed;
        for name in own.keys() {
            if !COMMANDS.iter().filter(rebindable).any(|command| command.id == name) {
                return Err(BindingError::Unknown(name.clone()));
            }
        }
        let mut map = Self { bindings: Vec::new(), shown: BTreeMap::new() };
        for command in COMMANDS.iter().filter(rebindable) {
            let keys: Vec<String> = match own.get(command.id) {
                Some(keys) => keys.clone(),
                None => command.keys.iter().map(|&key| key.to_owned()).collect(),
            };
            for key in &keys {
                let combination = parse(key)
                    .ok_or_else(|| BindingError::Key { command: command.id.to_owned(), key: key.clone() })?;
                let clash = map.bindings.iter().find(|(area, known, act)| {
                    *known == combination && *act != command.act && meet(*area, command.area)
                });
                if let Some((.., first)) = clash {
                    let first = COMMANDS.iter().find(|c| c.act == *first).map_or("", |c| c.id);
                    return Err(BindingError::Twice {
                        key: key.clone(),
                        first: first.to_owned(),
                        second: command.id.to_owned(),
                    });
                }
                map.bindings.push((command.area, combination, command.act));
            }
            map.shown.insert(command.id, keys);
        }
        Ok(map)
    }

    /// What a key does in an area.
    pub fn resolve(&self, area: Area, key: KeyEvent) -> Option<Act> {
        let key = plain(key);
        let found = |wanted: Area| {
            self.bindings
                .iter()
                .find(|(area, known, _)| *area == wanted && *known == key)
                .map(|found| found.2)
        };
        area.within().iter().find_map(|area| found(*area))
    }

    /// The first key of a command, for the footer.
    pub fn key_of(&self, command: &CommandSpec) -> String {
        let own = self.shown.get(command.id).and_then(|keys| keys.first().cloned());
        pretty(&own.unwrap_or_else(|| command.keys.first().copied().unwrap_or_default().to_owned()))
    }

    /// All keys of a command, for the help.
    pub fn keys_of(&self, command: &CommandSpec) -> String {
        let keys = match self.shown.get(command.id) {
            Some(keys) if !command.id.is_empty() => keys.clone(),
            _ => command.keys.iter().map(|&key| key.to_owned()).collect(),
        };
        keys.iter().map(|key| pretty(key)).collect::<Vec<_>>().join("  ")
    }
}

/// Home and Session never meet; Anywhere meets both. The drawing goes before the session it is in.
fn meet(a: Area, b: Area) -> bool {
    a == b || a == Area::Anywhere || b == Area::Anywhere
}

pub(super) fn parse(key: &str) -> Option<KeyCombination> {
    let mut letters = key.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        let code = crossterm::event::KeyCode::Char(letter);
        return Some(plain(KeyEvent::new(code, KeyModifiers::NONE)));
    }
    crokey::parse(key).ok().map(|combination| plain(combination.into()))
}

/// One form for keys that terminals report in several: `?` with or without shift, `K` as shift-k.
pub(super) fn plain(mut key: KeyEvent) -> KeyCombination {
    if let crossterm::event::KeyCode::Char(letter) = key.code
        && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    {
        let shifted = key.modifiers.contains(KeyModifiers::SHIFT) && letter.is_lowercase();
        let letter = if shifted { letter.to_ascii_uppercase() } else { letter };
        key = KeyEvent::new(crossterm::event::KeyCode::Char(letter), KeyModifiers::NONE);
    }
    if key.code == crossterm::event::KeyCode::BackTab {
        // It is Shift-Tab by itself; some terminals say so twice.
        key.modifiers.remove(KeyModifiers::SHIFT);
    }
    KeyCombination { codes: key.code.into(), modifiers: key.modifiers }
}

/// A key as people write it: `Enter`, `Ctrl-R`, `Tab`.
pub(super) fn pretty(key: &str) -> String {
    if key.chars().count() == 1 {
        return key.to_owned();
    }
    let parts = key.split('-').map(|part| match part {
        "backtab" => "Shift-Tab".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "pagedown" => "PgDn".to_owned(),
        part if part.chars().count() == 1 => part.to_uppercase(),
        part => {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    });
    parts.collect::<Vec<String>>().join("-")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use crossterm::event::KeyCode;

    #[test]
    fn every_key_of_the_table_can_be_read() {
        assert!(Keymap::new(&BTreeMap::new()).is_ok());
    }

    #[test]
    fn the_area_decides_what_a_key_does() {
        let map = Keymap::default();
        let n = KeyEvent::new(KeyCode::Char('n'), KeyModifiers::NONE);
        assert_eq!(map.resolve(Area::Home, n), Some(Act::NewSession));
        assert_eq!(map.resolve(Area::Session, n), Some(Act::NextActivity));
        let shifted = KeyEvent::new(KeyCode::Char('K'), KeyModifiers::SHIFT);
        assert_eq!(map.resolve(Area::Session, shifted), Some(Act::MoveUp));
        for modifiers in [KeyModifiers::NONE, KeyModifiers::SHIFT] {
            let back = KeyEvent::new(KeyCode::BackTab, modifiers);
            assert_eq!(map.resolve(Area::Session, back), Some(Act::PreviousPane));
        }
        let question = KeyEvent::new(KeyCode::Char('?'), KeyModifiers::SHIFT);
        assert_eq!(map.resolve(Area::Home, question), Some(Act::Help));
    }

    #[test]
    fn own_bindings_replace_and_conflicts_are_named() {
        let own = |name: &str, key: &str| BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]);
        let map = Keymap::new(&own("next-activity", "ctrl-n")).unwrap();
        let key = KeyEvent::new(KeyCode::Char('n'), KeyModifiers::CONTROL);
        assert_eq!(map.resolve(Area::Session, key), Some(Act::NextActivity));
        assert_eq!(Keymap::new(&own("nonsense", "x")).unwrap_err(), BindingError::Unknown("nonsense".into()));
        assert!(matches!(Keymap::new(&own("done", "n")), Err(BindingError::Twice { .. })));
        assert!(matches!(Keymap::new(&own("done", "hyper-q-q")), Err(BindingError::Key { .. })));
    }
}
