//! Candidates for the list of capabilities on screen.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::boxes::{NARROWS, hint, input, panel, text};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad};
use crate::app::boxes::{Candidate, Candidates};

/// Lines below the list that speak of the selected candidate.
const ABOUT: u16 = 5;

/// Draws the box.
pub fn draw(state: &Candidates, theme: &Theme, frame: &mut Frame) -> Position {
    let height = frame.area().height.saturating_sub(2).min(40);
    let inner = panel(theme, frame, "Capabilities to think of", 104, height);
    let empty = state.filter.text().is_empty();
    let cursor = input(
        NARROWS,
        empty.then_some("type to find, or a name of your own"),
        &state.filter,
        theme,
        frame,
        inner,
    );
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(ABOUT + 4), ..inner };
    let visible = state.visible();
    let fresh = state.fresh();
    let lines = visible.len() + usize::from(fresh.is_some());
    let room = usize::from(list.height);
    let first = state.cursor.saturating_sub(room / 2).min(lines.saturating_sub(room));
    for (row, at) in (first..lines).take(room).enumerate() {
        let here = at == state.cursor;
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let mut spans = vec![Span::styled(format!("{marker} "), theme.accent())];
        match visible.get(at) {
            Some(index) => {
                spans.extend(line(state, *index, theme, usize::from(list.width).saturating_sub(2)));
            }
            None => spans.push(Span::styled(format!("+ new: {}", fresh.unwrap_or_default()), theme.text())),
        }
        let drawn = Line::from(spans);
        let drawn = if here { drawn.style(theme.selected()) } else { drawn };
        ink::paint(frame, drawn, Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list });
    }
    let below = Rect { y: list.bottom() + 1, height: ABOUT, ..inner };
    match state.here() {
        Some(candidate) => about(candidate, theme, frame, below),
        None => {
            text(frame, below, &["A capability of your own, for the list to grow."], theme.dim());
        }
    }
    let keys = match state.chosen.len() {
        0 => "Enter add it   Tab choose several   Esc leave".to_owned(),
        1 => "Enter add the one chosen   Tab choose more   Esc leave".to_owned(),
        many => format!("Enter add all {many}   Tab choose more   Esc leave"),
    };
    hint(frame, inner, &keys, theme);
    cursor
}

fn line(state: &Candidates, at: usize, theme: &Theme, width: usize) -> Vec<Span<'static>> {
    let candidate = &state.all[at];
    let more = theme.symbol(Symbol::More);
    let sign = match (&candidate.known, state.chosen.contains(&at)) {
        (Some(_), _) => format!(" {}  ", theme.symbol(Symbol::Done)),
        (None, true) => "[x] ".to_owned(),
        (None, false) => "[ ] ".to_owned(),
    };
    let status = match (&candidate.known, candidate.teams.len()) {
        (Some(_), _) => ("in the list".to_owned(), theme.dim()),
        (None, 0 | 1) => (String::new(), theme.dim()),
        (None, teams) => (format!("{teams} teams have one"), theme.attention()),
    };
    let words = if candidate.known.is_some() { theme.dim() } else { theme.text() };
    let name = 34.min(width / 2);
    let domain = width.saturating_sub(name + 4 + 18);
    vec![
        Span::styled(sign, theme.accent()),
        Span::styled(pad(&candidate.name, name, more), words),
        Span::styled(
            pad(&fit(candidate.domain_name, domain.saturating_sub(1), more), domain, more),
            theme.dim(),
        ),
        Span::styled(pad(&status.0, 18, more), status.1),
    ]
}

/// What the selected candidate is, how one sees that it is missing, and what speaks for it here.
fn about(candidate: &Candidate, theme: &Theme, frame: &mut Frame, area: Rect) {
    let y = text(frame, area, &[candidate.what.as_str()], theme.text());
    let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    let symptom = format!("Sign: {}", candidate.symptom);
    let y = text(frame, rest, &[symptom.as_str()], theme.dim());
    let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    if !candidate.evidence.is_empty() {
        let found = format!("Here: {}", candidate.evidence);
        let style = if candidate.repeats() { theme.attention() } else { theme.dim() };
        text(frame, rest, &[found.as_str()], style);
    }
}
