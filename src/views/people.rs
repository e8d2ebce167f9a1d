//! The people on screen: who is in the room, who speaks, and the line for somebody new.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::boxes::{hint, input, panel, position, text};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad};
use crate::app::App;
use crate::app::boxes::{PERSON_COLUMNS, PeopleBox};
use crate::app::commands::{self, Area};
use crate::app::desk::Desk;
use crate::workshop::records::{Kind, Person, Row};

/// Draws the people.
pub fn draw(app: &App, state: &PeopleBox, theme: &Theme, frame: &mut Frame) -> Option<Position> {
    let desk = app.desk.as_ref()?;
    let people = &desk.session.records.people;
    let screen = frame.area().height;
    let lines = u16::try_from(people.len()).unwrap_or(u16::MAX).saturating_add(8);
    let inner = panel(theme, frame, "People", 84, lines.clamp(11, screen.saturating_sub(8).max(11)));
    let count = desk.attending().count();
    let here = match count {
        1 => "1 person is in the room.".to_owned(),
        many => format!("{many} people are in the room."),
    };
    let says = desk.speaker().map_or_else(|| here.clone(), |who| format!("{here} {} speaks.", who.name));
    let says = fit(&says, usize::from(inner.width), theme.symbol(Symbol::More));
    ink::paint(frame, Line::styled(says, theme.dim()), Rect { height: 1, ..inner });
    let below = if state.adding.is_some() { 5 } else { 3 };
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + below - 1), ..inner };
    if people.is_empty() {
        text(
            frame,
            list,
            &["Nobody yet. People who are named here can be picked as owners later."],
            theme.dim(),
        );
    }
    let height = usize::from(list.height);
    let first = state.cursor.saturating_sub(height / 2).min(people.len().saturating_sub(height));
    if people.len() > height {
        position(frame, inner, first + height, people.len(), theme);
    }
    let names = people.iter().map(|person| person.name.width()).max().unwrap_or(0).clamp(8, 28);
    for (row, (at, person)) in people.iter().enumerate().skip(first).take(height).enumerate() {
        let rect = Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list };
        let selected = at == state.cursor && state.adding.is_none();
        frame.render_widget(entry(desk, theme, person, names, selected, usize::from(list.width)), rect);
    }
    let mut cursor = None;
    let keys = if let Some(line) = &state.adding {
        let y = inner.bottom().saturating_sub(4);
        let terms: Vec<_> =
            PERSON_COLUMNS.iter().filter_map(|key| Some(Kind::Person.spec().field(key)?.term)).collect();
        let heading = Line::styled(terms.join(" | "), theme.dim());
        frame.render_widget(heading, Rect { y, height: 1, ..inner });
        let shown = line.text().is_empty().then_some("Bo Chen | Engineering lead | Billing");
        let row = Rect { y: y + 1, height: 1, ..inner };
        cursor = Some(input(theme.symbol(Symbol::Cursor), shown, line, theme, frame, row));
        "Enter add, the team is made if it is new   Esc leave the line".to_owned()
    } else {
        commands::hint(Area::People, |it| it.keys != ["u"])
    };
    hint(frame, inner, &keys, theme);
    cursor
}

fn entry(
    desk: &Desk,
    theme: &Theme,
    person: &Row<Person>,
    names: usize,
    selected: bool,
    width: usize,
) -> Line<'static> {
    let away = !person.is_here();
    let speaks = desk.speaker().is_some_and(|speaker| speaker.id == person.id);
    let symbol = if away { Symbol::Skipped } else { Symbol::Done };
    let (word, style) = match (speaks, away) {
        (true, _) => ("speaks", theme.accent()),
        (_, true) => ("away", theme.dim()),
        _ => ("", theme.dim()),
    };
    let team = desk.session.records.teams.get_ref(&person.team).map_or("", |team| team.name.as_str());
    let about: Vec<_> = [person.role.as_str(), team].into_iter().filter(|part| !part.is_empty()).collect();
    let more = theme.symbol(Symbol::More);
    let room = width.saturating_sub(4 + names + 1 + 8);
    let line = Line::from(vec![
        Span::styled(if selected { theme.symbol(Symbol::Cursor) } else { " " }, theme.accent()),
        Span::styled(format!(" {} ", theme.symbol(symbol)), if away { theme.dim() } else { theme.done() }),
        Span::styled(pad(&person.name, names, more), if away { theme.dim() } else { theme.text() }),
        Span::styled(format!(" {word:<8}"), style),
        Span::styled(pad(&about.join(", "), room, more), theme.dim()),
    ]);
    if selected { line.style(theme.selected()) } else { line }
}
