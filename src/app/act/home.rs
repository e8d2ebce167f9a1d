//! Commands on Home.

use super::opening::LENGTHS;
use crate::app::App;
use crate::app::boxes::{Confirmed, Form, FormField, FormPurpose, Overlay};
use crate::app::commands::Act;
use crate::app::effects::Effect;
use crate::app::home::Entry;

impl App {
    pub(in crate::app) fn home_act(&mut self, act: Act) -> Vec<Effect> {
        let last = self.home.entries().len().saturating_sub(1);
        let path = self.home.session().map(|listed| listed.path.clone());
        match act {
            Act::Up => self.home.cursor = self.home.cursor.saturating_sub(1),
            Act::Down => self.home.cursor = (self.home.cursor + 1).min(last),
            Act::Top | Act::PageUp => self.home.cursor = 0,
            Act::Bottom | Act::PageDown => self.home.cursor = last,
            Act::Enter => match self.home.selected() {
                Some(Entry::Session(listed)) => {
                    return vec![Effect::Open { path: listed.path.clone(), read_only: false }];
                }
                Some(Entry::Example(example)) => return vec![Effect::Explore { slug: example.slug.clone() }],
                None => return self.home_act(Act::NewSession),
            },
            Act::Explore => {
                if let Some(example) = self.home.example() {
                    return vec![Effect::Explore { slug: example.slug.clone() }];
                }
            }
            Act::NewSession => {
                let fields = vec![
                    FormField::text("Title", "What you plan, such as “Developer platform 2027”", ""),
                    FormField::text("Organisation", "Whose platform it is", ""),
                    FormField::text(
                        "Your name",
                        "You lead the session; your name stands by each change",
                        &*self.settings.who,
                    ),
                    FormField::text(
                        "People",
                        "Who else is in the room, with a role if you like: Bo Chen (payments), Cy Duarte …",
                        "",
                    ),
                    FormField::choice(
                        "Time available",
                        "Minutes: left and right choose; the agenda follows",
                        "90",
                        &LENGTHS,
                    ),
                ];
                let intro = "Only the title is needed. Everything can be changed later.";
                self.overlay =
                    Some(Overlay::Form(Form::new(FormPurpose::NewSession, "New session", intro, fields)));
            }
            Act::Rename => {
                if let (Some(path), Some(listed)) = (path, self.home.session()) {
                    let fields =
                        vec![FormField::text("Title", "What the session is called", listed.title.clone())];
                    let form =
                        Form::new(FormPurpose::Rename(path), "Rename", "The folder keeps its name.", fields);
                    self.overlay = Some(Overlay::Form(form));
                }
            }
            Act::Duplicate => return path.map(Effect::Duplicate).into_iter().collect(),
            Act::Archive if self.home.archived => return path.map(Effect::Restore).into_iter().collect(),
            Act::Archive => return path.map(Effect::Archive).into_iter().collect(),
            Act::ShowArchived => {
                self.home.archived = !self.home.archived;
                self.home.cursor = 0;
            }
            Act::Delete => {
                if let (Some(path), Some(listed)) = (path, self.home.session()) {
                    self.overlay = Some(Overlay::Confirm {
                        question: format!(
                            "Delete “{}” for good? Nothing brings it back. Archiving (a) keeps it.",
                            listed.title
                        ),
                        yes: Confirmed::Delete(path),
                    });
                }
            }
            _ => {}
        }
        Vec::new()
    }
}
