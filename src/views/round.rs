//! Silent scoring and dot voting on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::boxes::{hint, panel, text};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{pad, wrapped};
use crate::app::App;
use crate::app::boxes::{Phase, RoundBox};
use crate::workshop::session::Session;

/// Draws the round.
pub fn draw(app: &App, state: &RoundBox, theme: &Theme, frame: &mut Frame) {
    let Some(desk) = &app.desk else { return };
    let title = if state.votes { "Dot vote" } else { "Silent scoring" };
    let height = frame.area().height.saturating_sub(2);
    let inner = panel(theme, frame, title, 100, height);
    match state.phase {
        Phase::Hand => hand(state, &desk.session, theme, frame, inner),
        Phase::Answer => answer(app, state, &desk.session, theme, frame, inner),
        Phase::Reveal => reveal(state, &desk.session, theme, frame, inner),
    }
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
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    let all = state.people.len();
    let keys = if state.early && done == 0 {
        "nobody has answered yet   enter: this person answers   esc: later".to_owned()
    } else if state.early && done < all {
        format!("only {done} of {all} have answered; r again shows what they said")
    } else {
        format!("{done} of {all} done   enter: this person answers   r: reveal   esc: later")
    };
    hint(frame, area, &keys, theme);
}

fn answer(app: &App, state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some((person, name)) = state.people.get(state.person) else { return };
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
        frame.render_widget(line, Rect { y, height: 1, ..area });
        y += 1;
    }
    if !state.votes {
        let aspect = state.items.get(state.cursor).map(|(item, _)| item.as_str()).unwrap_or_default();
        let levels = app
            .catalogue
            .levels
            .iter()
            .find(|known| crate::workshop::value::ChoiceSet::key(known.aspect) == aspect);
        if let Some(levels) = levels {
            let words: Vec<String> =
                levels.levels.iter().enumerate().map(|(at, level)| format!("{} {level}", at + 1)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let rest = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 3), ..area };
            text(frame, rest, &words, theme.dim());
        }
    }
    let keys = if state.votes {
        "right and left: give and take a dot   enter: done"
    } else {
        "1 to 4: score   0: take back   enter: done"
    };
    hint(frame, area, keys, theme);
}

fn reveal(state: &RoundBox, session: &Session, theme: &Theme, frame: &mut Frame, area: Rect) {
    let mut y = area.y;
    let mut items: Vec<_> = state
        .items
        .iter()
        .map(|(item, label)| {
            let marks: Vec<(&str, u8)> = state
                .people
                .iter()
                .filter_map(|(id, name)| Some((name.as_str(), state.mark(session, id, item)?)))
                .collect();
            (label, marks)
        })
        .collect();
    if state.votes {
        items.sort_by_key(|(_, marks)| {
            std::cmp::Reverse(marks.iter().map(|(_, dots)| u32::from(*dots)).sum::<u32>())
        });
    }
    for (label, marks) in items {
        let low = marks.iter().map(|(_, mark)| *mark).min().unwrap_or(0);
        let high = marks.iter().map(|(_, mark)| *mark).max().unwrap_or(0);
        let line = if state.votes {
            let total: usize = marks.iter().map(|(_, dots)| usize::from(*dots)).sum();
            if total == 0 {
                continue;
            }
            format!(
                "{} {} {total}",
                pad(label, 40, theme.symbol(Symbol::More)),
                theme.symbol(Symbol::Bullet).repeat(total.min(40))
            )
        } else {
            let count = |level: u8| marks.iter().filter(|(_, mark)| *mark == level).count();
            let cells: Vec<_> = (1..=4)
                .map(|level| {
                    pad(&format!("{level}: {}", theme.symbol(Symbol::Bullet).repeat(count(level))), 12, "")
                })
                .collect();
            format!("{}{}", pad(label, 16, ""), cells.join(""))
        };
        let style = if !state.votes && high > low + 1 { theme.attention() } else { theme.text() };
        for words in wrapped(&line, usize::from(area.width).max(line.width().min(1))) {
            if y + 2 >= area.bottom() {
                break;
            }
            frame.render_widget(Line::styled(words, style), Rect { y, height: 1, ..area });
            y += 1;
        }
        if !state.votes && high > low {
            let names = |level: u8| {
                marks
                    .iter()
                    .filter(|(_, mark)| *mark == level)
                    .map(|(name, _)| *name)
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let words = format!("    speak first: {} ({low}), then {} ({high})", names(low), names(high));
            if y + 2 < area.bottom() {
                frame.render_widget(Line::styled(words, theme.dim()), Rect { y, height: 1, ..area });
                y += 1;
            }
        }
    }
    hint(frame, area, "esc goes back to the activity", theme);
}
