//! Silent scoring and dot voting on screen.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::boxes::{hint, panel, text};
use super::room::put;
use super::theme::{Symbol, Theme};
use super::widgets::editor;
use super::widgets::wrap::{pad, wrapped};
use crate::app::App;
use crate::app::boxes::{Phase, RoundBox};
use crate::app::commands::{self, Area};
use crate::app::text::TextField;
use crate::workshop::maturity;
use crate::workshop::records::{Aspect, Level};
use crate::workshop::session::Session;
use crate::workshop::value::ChoiceSet as _;

/// Draws the round.
pub fn draw(app: &App, state: &RoundBox, theme: &Theme, frame: &mut Frame) -> Option<Position> {
    let desk = app.desk.as_ref()?;
    let title = if state.votes { "Dot vote" } else { "Silent scoring" };
    let height = frame.area().height.saturating_sub(2);
    let inner = panel(theme, frame, title, 100, height);
    match state.phase {
        Phase::Hand => hand(state, &desk.session, theme, frame, inner),
        Phase::Answer => return answer(app, state, &desk.session, theme, frame, inner),
        Phase::Reveal => reveal(app, state, &desk.session, theme, frame, inner),
    }
    None
}

fn hand(state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    let done = state.people.iter().filter(|(id, _)| state.has_answered(session, id)).count();
    let intro = "Each person answers alone while the others look away. Nothing is shown before all are done.";
    let top = text(frame, area, &[intro, ""], theme.dim());
    let rows = area.bottom().saturating_sub(2);
    for (y, (at, (id, name))) in (top..rows).zip(state.people.iter().enumerate()) {
        let here = at == state.person;
        let symbol = if state.has_answered(session, id) { Symbol::Done } else { Symbol::Empty };
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(format!("{} ", theme.symbol(symbol)), theme.done()),
            Span::styled(pad(name, 40, ""), theme.text()),
        ]);
        let line = if here { line.style(theme.selected()) } else { line };
        ink::paint(frame, line, Rect { y, height: 1, ..area });
    }
    let all = state.people.len();
    let keys = if state.early && done == 0 {
        format!("nobody has answered yet   {}", commands::hint(Area::Turns, |it| it.keys != ["r"]))
    } else if state.early && done < all {
        format!("only {done} of {all} have answered; r again shows what they said")
    } else {
        format!("{done} of {all} done   {}", commands::hint(Area::Turns, |_| true))
    };
    hint(frame, area, &keys, theme);
}

fn answer(
    app: &App,
    state: &RoundBox,
    session: &Session,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) -> Option<Position> {
    let (person, name) = state.people.get(state.person)?;
    let mut cursor = None;
    let left = session.dots_for(state.about).saturating_sub(session.dots_spent(&state.round, person));
    let intro = if state.votes {
        format!("{name}: {left} dots left")
    } else {
        format!("{name}: which level is true today?")
    };
    let mut y = text(frame, area, &[intro.as_str(), ""], theme.heading());
    let first = state.cursor.saturating_sub(usize::from(area.height).saturating_sub(10));
    for (at, (item, label)) in state.items.iter().enumerate().skip(first) {
        if y + 6 >= area.bottom() {
            break;
        }
        let here = at == state.cursor;
        let mark = state.mark(session, person, item);
        let shown = match (state.votes, mark) {
            (true, Some(dots)) => theme.symbol(Symbol::Bullet).repeat(usize::from(dots)),
            (false, Some(score)) => score.to_string(),
            (_, None) => theme.symbol(Symbol::Empty).to_owned(),
        };
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(pad(label, 46, theme.symbol(Symbol::More)), theme.text()),
            Span::styled(pad(&shown, 10, ""), theme.accent()),
        ]);
        let line = if here { line.style(theme.selected()) } else { line };
        ink::paint(frame, line, Rect { y, height: 1, ..area });
        y += 1;
    }
    let here = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 2), ..area };
    let keys = if state.votes {
        commands::hint(Area::Voting, |_| true)
    } else if let Some(writing) = &state.writing {
        let below = Rect { y, height: area.bottom().saturating_sub(y + 1), ..area };
        cursor = Some(evidence(writing, theme, frame, below));
        "Enter keep it   Esc leave it".to_owned()
    } else {
        let said = state.items.get(state.cursor).and_then(|(item, _)| state.reason(session, person, item));
        let mut words = level_words(app, state);
        words.extend(said.map(|said| format!("Rests on: {said}")));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        text(frame, here, &words, theme.text());
        commands::hint(Area::Scoring, |_| true)
    };
    hint(frame, area, &keys, theme);
    cursor
}

/// The levels of the aspect under the cursor, in plain words.
fn level_words(app: &App, state: &RoundBox) -> Vec<String> {
    let aspect = state.items.get(state.cursor).map(|(item, _)| item.as_str()).unwrap_or_default();
    let levels = app.catalogue.levels.iter().find(|known| known.aspect.key() == aspect);
    levels.map_or_else(Vec::new, |levels| {
        levels.levels.iter().enumerate().map(|(at, level)| format!("{} {level}", at + 1)).collect()
    })
}

/// The line in which a person writes what a score rests on.
fn evidence(writing: &TextField, theme: &Theme, frame: &mut Frame, area: Rect) -> Position {
    let top = text(frame, area, &["", "What could a visitor see that proves it?"], theme.dim());
    let area = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
    editor::draw(writing, area, frame.buffer_mut(), theme.text(), theme.selected())
}

fn reveal(app: &App, state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    result(app, state, session, theme, frame, area);
    let keys = if state.votes {
        commands::hint(Area::Revealed, |it| it.keys.contains(&"esc"))
    } else {
        commands::hint(Area::Revealed, |_| true)
    };
    hint(frame, area, &keys, theme);
}

/// What a room sees of a round: how many have answered, and once it is revealed what they said.
pub fn room(app: &App, state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    let title = if state.votes { "Dot vote" } else { "Silent scoring" };
    let head = vec![Line::default(), Line::styled(title, theme.heading()).centered()];
    put(frame, area, head);
    let below = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area }.intersection(area);
    if state.phase == Phase::Reveal {
        return result(app, state, session, theme, frame, below);
    }
    let (done, all) =
        (state.people.iter().filter(|(id, _)| state.has_answered(session, id)).count(), state.people.len());
    let count = format!("{done} of {all} have answered. Nothing is shown before the reveal.");
    let mut lines = vec![Line::styled(count, theme.text()).centered(), Line::default()];
    lines.extend(state.people.iter().map(|(id, name)| {
        let answered = state.has_answered(session, id);
        let symbol = theme.symbol(if answered { Symbol::Done } else { Symbol::Empty });
        let style = if answered { theme.done() } else { theme.dim() };
        let name = Span::styled(pad(name, 32, theme.symbol(Symbol::More)), theme.text());
        Line::from(vec![Span::styled(format!("{symbol} "), style), name]).centered()
    }));
    put(frame, below, lines);
}

/// What everybody said, item by item, and what there is to say about the one in hand.
fn result(app: &App, state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    if state.votes {
        return dots(state, session, theme, frame, area);
    }
    let more = theme.symbol(Symbol::More);
    let grid = Grid::of(area);
    // With room to spare the rows stand apart, and the levels are said in full.
    let items = u16::try_from(state.items.len()).unwrap_or(6);
    let step = if area.height > items * 2 + 18 { 2 } else { 1 };
    let mut y = area.y + u16::from(area.height > 14);
    let mut heading = " ".repeat(grid.label + 4);
    for level in Level::ALL {
        let word = if grid.words { level.label() } else { level.key() };
        heading.push_str(&pad(word, grid.cell, more));
    }
    ink::paint(frame, Line::styled(heading, theme.dim()), Rect { y, height: 1, ..area });
    y += 1;
    for (at, (item, label)) in state.items.iter().enumerate() {
        if y + 1 >= area.bottom() {
            break;
        }
        let marks = marks(state, session, item);
        let aspect = Aspect::from_key(item);
        let record = aspect.and_then(|aspect| maturity::record_of(&session.records, aspect));
        let level = |level: Option<Level>| level.map_or("-".to_owned(), |level| level.key().to_owned());
        let agreed = record.map_or_else(String::new, |record| {
            format!("today {}, target {}", level(record.level), level(record.target))
        });
        let cells: String = (1..=4)
            .map(|level| {
                let count = marks.iter().filter(|(_, mark)| *mark == level).count();
                let dots = theme.symbol(Symbol::Bullet).repeat(count.min(grid.dots));
                let text = if count == 0 { String::new() } else { format!("{dots} {count}") };
                pad(&text, grid.cell, more)
            })
            .collect();
        let here = at == state.cursor;
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let apart = spread(&marks).is_some_and(|(low, high)| high > low + 1);
        let (flag, style) =
            if apart { (theme.symbol(Symbol::Flag), theme.attention()) } else { (" ", theme.text()) };
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(format!("{}{flag} {cells}", pad(label, grid.label, more)), style),
            Span::styled(agreed, theme.heading()),
        ]);
        let line = if here { line.style(theme.selected()) } else { line };
        ink::paint(frame, line, Rect { y, height: 1, ..area });
        y += step;
    }
    let rest = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 3), ..area };
    let words = discussion(app, state, session);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let below = text(frame, rest, &words, theme.text());
    let levels = level_words(app, state);
    let needed: usize = levels.iter().map(|level| wrapped(level, usize::from(rest.width)).len()).sum();
    if step == 2 && usize::from(rest.bottom().saturating_sub(below)) > needed + 2 {
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        text(frame, Rect { y: below + 1, height: rest.bottom() - below - 1, ..rest }, &levels, theme.dim());
    }
}

/// How the columns of a reveal share the width: the label, a level, and the dots a level has room for.
struct Grid {
    label: usize,
    cell: usize,
    dots: usize,
    /// True when the levels are headed by their names and not only their numbers.
    words: bool,
}

impl Grid {
    fn of(area: Rect) -> Self {
        if area.width < 90 {
            Self { label: 14, cell: 9, dots: 5, words: false }
        } else {
            Self { label: 14, cell: 15, dots: 11, words: true }
        }
    }
}

/// Who speaks first about the aspect under the cursor and what they said, and what would move it up a level.
fn discussion(app: &App, state: &RoundBox, session: &Session) -> Vec<String> {
    let Some((item, _)) = state.items.get(state.cursor) else { return Vec::new() };
    let marks = marks(state, session, item);
    let mut words = Vec::new();
    if let Some((low, high)) = spread(&marks) {
        let at = |level: u8| marks.iter().filter(move |(_, mark)| *mark == level);
        let names = |level| at(level).map(|((_, name), _)| name.as_str()).collect::<Vec<_>>().join(", ");
        if high > low {
            words.push(format!("speak first: {} ({low}), then {} ({high})", names(low), names(high)));
        } else {
            words.push(format!("Everybody said {low}."));
        }
        let ends = if high > low { vec![low, high] } else { vec![low] };
        for ((id, name), mark) in ends.into_iter().flat_map(at) {
            words.extend(state.reason(session, id, item).map(|said| format!("{name} ({mark}): {said}")));
        }
    }
    let levels = level_words(app, state);
    let record = state.record(session);
    if let Some(level) = record.and_then(|record| record.level) {
        words.extend(levels.get(level.index()).map(|level| format!("Agreed: {level}")));
    }
    match record.filter(|record| !record.next_step.is_empty()) {
        Some(record) => {
            let person = session.records.people.get_ref(&record.owner).map(|person| person.name.as_str());
            let due = record.due.map_or_else(|| "no date yet".to_owned(), |due| due.to_string());
            let who = person.unwrap_or("nobody yet");
            words.push(format!("Next step: {} ({who}, {due})", record.next_step));
        }
        // What could be done is for the facilitator to bring up.
        None if app.audience.is_some() => {}
        None => words.extend(state.step(session).map(|step| format!("To move up, n takes over: {step}"))),
    }
    words
}

/// Who gave which score to an item.
fn marks<'a>(state: &'a RoundBox, session: &Session, item: &str) -> Vec<(&'a (String, String), u8)> {
    let people = state.people.iter();
    people.filter_map(|person| Some((person, state.mark(session, &person.0, item)?))).collect()
}

/// The lowest and the highest score.
fn spread(marks: &[(&(String, String), u8)]) -> Option<(u8, u8)> {
    let scores = || marks.iter().map(|(_, mark)| *mark);
    scores().min().zip(scores().max())
}

fn dots(state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    let mut y = area.y;
    let total =
        |item: &str| marks(state, session, item).iter().map(|(_, dots)| usize::from(*dots)).sum::<usize>();
    let mut items: Vec<_> = state.items.iter().map(|(item, label)| (label, total(item))).collect();
    items.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    for (label, total) in items.into_iter().filter(|(_, total)| *total > 0) {
        let bullets = theme.symbol(Symbol::Bullet).repeat(total.min(40));
        let line = format!("{} {bullets} {total}", pad(label, 40, theme.symbol(Symbol::More)));
        for words in wrapped(&line, usize::from(area.width).max(1)) {
            if y + 2 >= area.bottom() {
                break;
            }
            ink::paint(frame, Line::styled(words, theme.text()), Rect { y, height: 1, ..area });
            y += 1;
        }
    }
}
