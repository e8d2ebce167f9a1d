//! What several teams have built for themselves: each capability with the teams that have their own version
//! and those that wait for one, most repeated first.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use super::{selected, window};
use crate::app::desk::Desk;
use crate::workshop::records::{Capability, Row};
use crate::workshop::words::count;

/// The width of teams that are only counted.
const COUNTED: usize = 19;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let mut rows: Vec<&Row<Capability>> = desk.session.records.capabilities.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.built_by.len(), row.waiting.len())));
    let again = rows.iter().filter(|row| row.built_by.len() > 1).count();
    let told = match rows.first().filter(|_| again > 0) {
        Some(first) => format!(
            "{again} of {} exist more than once; {} most often, in {}.",
            rows.len(),
            first.name,
            count(first.built_by.len(), "version"),
        ),
        None => "Nothing is known to exist more than once.".to_owned(),
    };
    let mut lines = vec![Line::styled("Who built it for themselves, and who waits for it", theme.heading())];
    lines.extend(wrapped(&told, width).into_iter().map(|line| Line::styled(line, theme.text())));
    let here = selected(desk);
    let at = rows.iter().position(|row| Some(&row.id) == here.as_ref());
    let dots = rows.iter().map(|row| row.built_by.len() + row.waiting.len()).max().unwrap_or(0);
    // A name comes before the teams: those can be counted where they cannot be named.
    let name = rows.iter().map(|row| row.name.width()).max().unwrap_or(0);
    let name = name.min(width.saturating_sub(dots + COUNTED + 6).max(width * 2 / 5));
    let drawn = rows.iter().enumerate().map(|(place, row)| {
        let chosen = at == Some(place);
        let marker = if chosen { theme.symbol(Symbol::Cursor) } else { " " };
        let style = if row.built_by.len() > 1 { theme.heading() } else { theme.text() };
        let room = width.saturating_sub(name + dots + 6);
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(pad(&row.name, name, theme.symbol(Symbol::More)), style),
            Span::raw("  "),
            Span::styled(own(theme).repeat(row.built_by.len()), theme.stage(3)),
            Span::styled(
                format!(
                    "{}{}",
                    waits(theme).repeat(row.waiting.len()),
                    " ".repeat(dots - row.built_by.len() - row.waiting.len())
                ),
                theme.dim(),
            ),
            Span::styled(format!("  {}", teams(desk, row, room)), theme.dim()),
        ]);
        if chosen { line.style(theme.selected()) } else { line }
    });
    let legend = format!("  {} built their own   {} waits for it", own(theme), waits(theme));
    let room = height.saturating_sub(lines.len() + 1);
    lines.extend(window(drawn.collect(), at, room, desk, theme));
    lines.push(Line::styled(fit(&legend, width, theme.symbol(Symbol::More)), theme.dim()));
    lines
}

fn own(theme: &Theme) -> &'static str {
    if theme.ascii { "#" } else { "■" }
}

fn waits(theme: &Theme) -> &'static str {
    if theme.ascii { "o" } else { "□" }
}

/// Who they are, as far as all of them can be named; else how many.
fn teams(desk: &Desk, row: &Capability, room: usize) -> String {
    let names =
        |ids: &[String]| ids.iter().map(|id| desk.session.records.title(id)).collect::<Vec<_>>().join(", ");
    let (built, waiting) = (row.built_by.ids(), row.waiting.ids());
    let wait = |text: String| if waiting.is_empty() { String::new() } else { format!("; waiting: {text}") };
    let number = |many: usize| many.to_string();
    let said = [
        format!("{}{}", names(built), wait(names(waiting))),
        format!("{}{}", names(built), wait(number(waiting.len()))),
        format!("{} built{}", built.len(), wait(number(waiting.len()))),
    ];
    let said = said.into_iter().map(|text| text.trim_start_matches("; ").to_owned());
    said.into_iter().find(|text| text.width() <= room).unwrap_or_default()
}
