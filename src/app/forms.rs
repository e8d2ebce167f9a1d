//! What becomes of a filled form.

use jiff::civil::Date;

use super::App;
use super::boxes::{FormPurpose, Overlay};
use super::effects::Effect;
use super::people::people_in;
use crate::workshop::decide::Command;
use crate::workshop::event::{Acceptance, Mark, Status};
use crate::workshop::input;
use crate::workshop::mistaken::person_of;

impl App {
    pub(super) fn submit(&mut self, purpose: FormPurpose, texts: &[String]) -> Vec<Effect> {
        let text = |at: usize| texts.get(at).map(String::as_str).unwrap_or_default();
        let today = self.today();
        match purpose {
            FormPurpose::NewSession => {
                if text(0).is_empty() {
                    return self.form_error("give the session a title");
                }
                // A role in brackets is no part of the name that stands by each change.
                if let Some((name, _)) = people_in(text(2)).into_iter().next() {
                    self.settings.who = name;
                }
                self.seed = Some(texts.to_vec());
                self.overlay = None;
                vec![Effect::Create { title: text(0).to_owned() }]
            }
            FormPurpose::Rename(path) => {
                if text(0).is_empty() {
                    return self.form_error("give the session a title");
                }
                self.overlay = None;
                let by = self.settings.who.clone();
                vec![Effect::Rename { path, title: text(0).to_owned(), by }]
            }
            FormPurpose::Agenda => {
                let set = |field: &str, at: usize| Command::Set {
                    id: "charter".into(),
                    field: field.into(),
                    text: text(at).to_owned(),
                };
                let mut effects = self.submit_change(&set("minutes", 0));
                // One sitting is what is meant anyway.
                let asked = self.desk.as_ref().is_some_and(|d| d.session.records.charter.sittings.is_some());
                if asked || text(1) != "1" {
                    effects.extend(self.submit_change(&set("sittings", 1)));
                }
                let number = |at: usize| text(at).parse().unwrap_or(1.0);
                if self.overlay.is_none()
                    && let Some(desk) = &self.desk
                {
                    let words = desk.foretold(self.now, number(0), number(1));
                    self.say(words);
                }
                effects
            }
            FormPurpose::Import => {
                if text(0).is_empty() {
                    return self.form_error("name a file");
                }
                let path = expand_home(text(0));
                self.overlay = None;
                self.say("Reading …");
                vec![Effect::Import(path)]
            }
            FormPurpose::SaveElsewhere => {
                if text(0).is_empty() {
                    return self.form_error("name a folder");
                }
                let Some(desk) = &self.desk else { return Vec::new() };
                let effect =
                    Effect::SaveElsewhere { folder: expand_home(text(0)), entries: desk.entries.clone() };
                self.overlay = None;
                vec![effect]
            }
            FormPurpose::Accept(flag) => {
                let until = match optional_date(text(2), today) {
                    Ok(until) => until,
                    Err(why) => return self.form_error(why),
                };
                let by = self.person_id(text(1));
                let acceptance = Some(Acceptance { reason: text(0).to_owned(), by, until });
                self.submit_change(&Command::Accept { flag, acceptance })
            }
            FormPurpose::Status { id, field } => {
                let due = match optional_date(text(2), today) {
                    Ok(due) => due,
                    Err(why) => return self.form_error(why),
                };
                let status = Status::ALL.into_iter().find(|status| status.name() == text(0));
                let owner = (!text(1).is_empty()).then(|| self.person_id(text(1)));
                let note = (!text(3).is_empty()).then(|| text(3).to_owned());
                let mark = status.map(|status| Mark { status, owner, due, note });
                self.submit_change(&Command::Mark { id, field, mark })
            }
        }
    }

    /// The id of the person that a name means, or the name itself.
    fn person_id(&self, name: &str) -> String {
        let name = name.trim();
        self.desk.as_ref().map_or_else(|| name.to_owned(), |desk| person_of(&desk.session.records, name))
    }

    fn submit_change(&mut self, command: &Command) -> Vec<Effect> {
        self.message = None;
        let effects = self.change(command);
        match self.refused() {
            Some(why) => {
                self.message = None;
                return self.form_error(why);
            }
            None => self.overlay = None,
        }
        effects
    }

    fn form_error(&mut self, why: impl Into<String>) -> Vec<Effect> {
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.error = Some(why.into());
        }
        Vec::new()
    }
}

fn optional_date(text: &str, today: Date) -> Result<Option<Date>, String> {
    if text.is_empty() { Ok(None) } else { input::date(text, today).map(Some) }
}

/// A path as people type it: `~/docs` means the home folder.
pub(super) fn expand_home(text: &str) -> std::path::PathBuf {
    match (text.strip_prefix("~/"), directories::BaseDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => text.into(),
    }
}
