//! Build, buy, stay manual or not now: the options for one capability side by side, and what would change
//! the answer. Each capability with options has a page; the one under the cursor comes first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use super::{Shown, put, selected, thousands};
use crate::app::desk::Desk;
use crate::workshop::records::{Kind, Records};
use crate::workshop::sourcing::{Compared, Comparison, Criterion, Turn, compare, weighed};
use crate::workshop::value::{ChoiceSet, format_number};

/// The capability the cursor is on, or speaks of.
fn here(desk: &Desk) -> Option<String> {
    let id = selected(desk)?;
    let records = &desk.session.records;
    match Kind::of_id(&id)? {
        Kind::Capability => Some(id),
        Kind::SourcingOption => records.options.by_id(&id)?.capability.id().map(str::to_owned),
        Kind::Criteria => records.criteria.by_id(&id)?.capability.id().map(str::to_owned),
        Kind::Decision => records.decisions.by_id(&id)?.capability.id().map(str::to_owned),
        _ => None,
    }
}

/// Draws a page; gives how many there are.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, shown: Shown) -> usize {
    let records = &desk.session.records;
    let mut capabilities = weighed(records);
    let here = here(desk);
    if let Some(id) = here.as_deref() {
        match capabilities.iter().position(|known| *known == id) {
            Some(at) => capabilities.rotate_left(at),
            // The others have something to show.
            None if capabilities.is_empty() => capabilities.push(id),
            None => {}
        }
    }
    let page = shown.page().min(capabilities.len().saturating_sub(1));
    let Some(comparison) = capabilities.get(page).and_then(|id| compare(records, id)) else {
        let width = usize::from(area.width);
        let mut lines = Vec::new();
        if let Some(id) = capabilities.get(page) {
            let room = width.saturating_sub(super::PAGE_MARK);
            let words = wrapped(&format!("{} has no options yet", records.title(id)), room);
            lines.extend(words.into_iter().map(|line| Line::styled(line, theme.heading())));
        }
        let words = "Add options for a capability, two or more, and they stand side by side here.";
        lines.extend(wrapped(words, width).into_iter().map(|line| Line::styled(line, theme.dim())));
        put(frame, area, lines);
        if capabilities.len() > 1 && shown != Shown::Beside {
            super::page_number(frame, area, theme, page, capabilities.len());
        }
        return capabilities.len().max(1);
    };
    put(frame, area, lines(records, &comparison, theme, usize::from(area.width), usize::from(area.height)));
    if capabilities.len() > 1 && shown != Shown::Beside {
        super::page_number(frame, area, theme, page, capabilities.len());
    }
    capabilities.len()
}

/// The width of the words before the columns, and the narrowest and widest column.
const HEAD: usize = 16;
const NARROW: usize = 18;
const WIDE: usize = 40;

fn lines(
    records: &Records,
    comparison: &Comparison,
    theme: &Theme,
    width: usize,
    height: usize,
) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let count = comparison.options.len();
    let shows = count.min(width.saturating_sub(HEAD) / NARROW).max(1);
    let options = &comparison.options[..shows];
    let column = (width.saturating_sub(HEAD) / shows).clamp(8, WIDE);
    let grid = Grid { theme, column };
    let title = records.title(&comparison.capability);
    let left = if shows < count { format!(" ({shows} best of {count})") } else { String::new() };
    let mut lines = vec![Line::styled(
        fit(&format!("{title}: options side by side{left}"), width.saturating_sub(super::PAGE_MARK), more),
        theme.heading(),
    )];
    let names: Vec<(String, Style)> = options
        .iter()
        .enumerate()
        .map(|(at, option)| {
            let best = at == 0 && option.score.is_some();
            (option.row.name.clone(), if best { theme.accent() } else { theme.heading() })
        })
        .collect();
    lines.extend(grid.texts("", &names, 3));
    let of = |text: fn(&Compared) -> String| -> Vec<(String, Style)> {
        options.iter().map(|option| (text(option), theme.text())).collect()
    };
    lines.extend(grid.texts("", &of(|option| option.row.way.map_or("", ChoiceSet::label).to_owned()), 1));
    for (at, criterion) in Criterion::ALL.into_iter().enumerate() {
        let weight = comparison.weights[at];
        let label = match criterion {
            Criterion::Cost => "Three years",
            Criterion::Speed => "First use",
            other => other.label(),
        };
        let times = if (weight - 1.0).abs() < f64::EPSILON { String::new() } else { weigh(theme, weight) };
        let cells = options.iter().map(|option| grid.cell(records, option, at, criterion)).collect();
        lines.push(grid.row(&format!("{label}{times}"), cells));
    }
    let scores = options.iter().enumerate().map(|(at, option)| {
        let (text, style) = if let Some(score) = option.score {
            let best = theme.done().add_modifier(Modifier::BOLD);
            (format!("{} of 5", tenth(score)), if at == 0 { best } else { theme.heading() })
        } else {
            (format!("lacks {}", option.lacks().join(", ").to_lowercase()), theme.attention())
        };
        vec![Span::styled(pad(&fit(&text, column - 1, more), column, ""), style)]
    });
    lines.push(grid.row("Score", scores.collect()));
    // The conditions are long; they get what the turning points leave.
    let turns = turns(records, comparison, theme, width);
    let told: usize = turns.iter().map(Vec::len).sum();
    let room = height.saturating_sub(lines.len() + told.min(4) + 1);
    let conditions = of(|option| option.row.condition.clone());
    if room > 0 && conditions.iter().any(|(text, _)| !text.is_empty()) {
        lines.extend(grid.texts("Answer when", &conditions, room.min(5)));
    }
    if lines.len() + told < height {
        lines.push(Line::default());
    }
    // A sentence stands whole or not at all, and the heading not by itself.
    let mut room = height.saturating_sub(lines.len());
    let fits = turns.into_iter().take_while(|part| {
        let fits = part.len() <= room;
        room = room.saturating_sub(part.len());
        fits
    });
    let fits: Vec<_> = fits.collect();
    if fits.len() > 1 {
        lines.extend(fits.into_iter().flatten());
    }
    lines
}

fn tenth(number: f64) -> String {
    format!("{number:.1}")
}

/// How often a criterion counts: `×2`.
fn weigh(theme: &Theme, weight: f64) -> String {
    format!(" {}{}", if theme.ascii { "x" } else { "×" }, format_number(weight))
}

struct Grid<'a> {
    theme: &'a Theme,
    column: usize,
}

impl Grid<'_> {
    fn row(&self, label: &str, cells: Vec<Vec<Span<'static>>>) -> Line<'static> {
        let more = self.theme.symbol(Symbol::More);
        let mut spans = vec![Span::styled(pad(&fit(label, HEAD - 1, more), HEAD, ""), self.theme.dim())];
        spans.extend(cells.into_iter().flatten());
        Line::from(spans)
    }

    /// Texts, each wrapped within its column.
    fn texts(&self, label: &str, texts: &[(String, Style)], most: usize) -> Vec<Line<'static>> {
        let more = self.theme.symbol(Symbol::More);
        let room = self.column - 1;
        let columns: Vec<Vec<String>> = texts
            .iter()
            .map(|(text, _)| {
                let mut lines = wrapped(text, room);
                if lines.len() > most {
                    lines.truncate(most);
                    if let Some(last) = lines.last_mut() {
                        *last =
                            format!("{}{more}", last.chars().take(room - 1).collect::<String>().trim_end());
                    }
                }
                lines
            })
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: usize| {
            let cells = columns.iter().zip(texts).map(|(lines, (_, style))| {
                let text = lines.get(row).map_or("", String::as_str);
                vec![Span::styled(pad(text, self.column, ""), *style)]
            });
            self.row(if row == 0 { label } else { "" }, cells.collect())
        };
        (0..height).map(line).collect()
    }

    /// What an option has of a criterion, and its points as dots.
    fn cell(
        &self,
        records: &Records,
        option: &Compared,
        at: usize,
        criterion: Criterion,
    ) -> Vec<Span<'static>> {
        let theme = self.theme;
        let said = match criterion {
            Criterion::Cost => option.price.map(|price| price_text(records, price.total, price.work)),
            Criterion::Speed => option.row.first_use.map(|span| span.to_string()),
            _ => None,
        };
        let dots = option.points[at].map_or_else(
            || theme.symbol(Symbol::Empty).to_owned(),
            |points| {
                let full = (points.round() as usize).min(5);
                let (full_sign, empty) = if theme.ascii { ("*", ".") } else { ("●", "○") };
                format!("{}{}", full_sign.repeat(full), empty.repeat(5 - full))
            },
        );
        let style = match option.points[at] {
            Some(points) if points >= 3.5 => theme.done(),
            Some(points) if points < 2.5 => theme.attention(),
            Some(_) => theme.text(),
            None => theme.attention(),
        };
        let text = said.map_or_else(String::new, |said| format!(" {said}"));
        let text = fit(&text, self.column.saturating_sub(dots.width() + 1), theme.symbol(Symbol::More));
        let rest = self.column.saturating_sub(dots.width());
        vec![Span::styled(dots, style), Span::styled(pad(&text, rest, ""), theme.text())]
    }
}

/// A price in money, else in person-months.
fn price_text(records: &Records, total: Option<f64>, work: f64) -> String {
    let currency = records.charter.currency.trim();
    match total {
        Some(total) => format!("{} {currency}", thousands(total)).trim_end().to_owned(),
        None => format!("{} person-months", format_number(work)),
    }
}

/// What would change the answer: a heading, and the lines of each sentence.
fn turns(records: &Records, comparison: &Comparison, theme: &Theme, width: usize) -> Vec<Vec<Line<'static>>> {
    let Some(best) = comparison.best() else { return Vec::new() };
    let name = |id: &str| records.title(id);
    let sentences: Vec<String> = comparison
        .turns(records)
        .into_iter()
        .map(|turn| match turn {
            Turn::Weight { criterion, now, beyond, until, first } => {
                let tenths = |weight: f64| format_number((weight * 10.0).round() / 10.0);
                let than = match until {
                    Some(until) => format!("{} to {}", tenths(beyond), tenths(until)),
                    None if beyond > now => format!("over {}", tenths(beyond)),
                    None => format!("under {}", tenths(beyond)),
                };
                let (label, now) = (criterion.in_text(), format_number(now));
                format!("{} if {label} weighs {than}, not {now}.", name(&first))
            }
            Turn::Overrun { first } => {
                format!("{} if {} takes twice the work estimated.", name(&first), best.row.name)
            }
        })
        .collect();
    let mut parts = vec![vec![Line::styled("What would change the answer", theme.heading())]];
    if sentences.is_empty() {
        let words = format!("No single weight, nor twice the work: {} stays first.", best.row.name);
        parts.push(wrapped(&words, width).into_iter().map(|line| Line::styled(line, theme.text())).collect());
    }
    for sentence in sentences {
        let bullet = format!("{} ", theme.symbol(Symbol::Bullet));
        let line = |(row, line): (usize, String)| {
            let before = if row == 0 { bullet.clone() } else { "  ".to_owned() };
            Line::from(vec![Span::styled(before, theme.dim()), Span::styled(line, theme.text())])
        };
        parts.push(wrapped(&sentence, width.saturating_sub(2)).into_iter().enumerate().map(line).collect());
    }
    parts
}
