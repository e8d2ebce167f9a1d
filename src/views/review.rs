//! The review on screen.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::boxes::{hint, panel, text};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad, wrapped};
use crate::app::boxes::{Review, ReviewRow, ReviewTab, Sign};
use crate::app::commands::{self, Area};
use unicode_width::UnicodeWidthStr;

/// Draws the review.
pub fn draw(review: &Review, theme: &Theme, frame: &mut Frame) {
    let screen = frame.area();
    let inner =
        panel(theme, frame, "Review", (screen.width * 3 / 4).max(120), screen.height.saturating_sub(2));
    tabs(review, theme, frame, inner);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4), ..inner };
    let list = if review.tab == ReviewTab::Compare { points(review, theme, frame, list) } else { list };
    let rows = review.visible();
    if rows.is_empty() {
        let words = match review.tab {
            ReviewTab::Gaps => "No question is open.",
            ReviewTab::Flags => "No flag is raised.",
            ReviewTab::Disagreements => "No revealed score lies apart from another.",
            ReviewTab::History => "Nothing has happened yet.",
            ReviewTab::Compare => "No answer is different.",
        };
        text(frame, list, &[words], theme.dim());
    }
    let width = usize::from(list.width);
    let mut lines = Vec::new();
    let mut here = 0;
    // No row is less than a line, so no more rows than lines can be in view: a history is long.
    let reach = usize::from(list.height);
    let window = review.cursor.saturating_sub(reach)..(review.cursor + reach).min(rows.len());
    let mut above = window.start.checked_sub(1).and_then(|at| rows[at].under.as_ref());
    for (at, row) in window.clone().zip(&rows[window]) {
        if row.under.is_some() && row.under.as_ref() != above {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(row.under.iter().map(|words| Line::styled(words.clone(), theme.heading())));
        }
        above = row.under.as_ref();
        let selected = at == review.cursor;
        if selected {
            here = lines.len();
        }
        row_lines(review.tab, row, selected, width, theme, &mut lines);
    }
    let height = usize::from(list.height);
    let first = here.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (row, line) in lines.into_iter().skip(first).take(height).enumerate() {
        ink::paint(frame, line, Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list });
    }
    let compares = review.tab == ReviewTab::Compare;
    let keys = commands::hint(Area::Review, |it| compares || !matches!(it.keys, ["-"] | ["+", ..]));
    hint(frame, inner, &keys, theme);
}

fn tabs(review: &Review, theme: &Theme, frame: &mut Frame, inner: Rect) {
    let mut spans = Vec::new();
    // From here on the titles have room for words and numbers, and for gaps between them.
    let (narrow, short) = (inner.width < 60, inner.width < 84);
    let gap = if short { "  " } else { "   " };
    for (at, tab) in ReviewTab::ALL.into_iter().enumerate() {
        let here = tab == review.tab;
        let style = if here { theme.accent().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
        let all = review.rows[at].len();
        let open = all.saturating_sub(review.accepted);
        let name = match tab {
            ReviewTab::Gaps if short => "Questions",
            ReviewTab::Disagreements if short => "Apart",
            _ => tab.title(),
        };
        let title = match tab {
            // What is accepted is settled, and does not count as open.
            ReviewTab::Flags if open < all && !short => format!("Flags {open} of {all} open"),
            ReviewTab::Flags if open < all => format!("Flags {open}/{all}"),
            ReviewTab::History if narrow => name.to_owned(),
            ReviewTab::Compare => name.to_owned(),
            _ => format!("{name} {all}"),
        };
        spans.push(Span::styled(title, style));
        spans.push(Span::raw(gap));
    }
    ink::paint(frame, Line::from(spans), Rect { height: 1, ..inner });
}

/// The point in time that now is compared with; gives the room below.
fn points(review: &Review, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let words = match review.points.get(review.since) {
        Some(point) => format!("{point}, against now"),
        None => "There is no earlier point in time.".to_owned(),
    };
    let at = format!("   {} of {}", review.since + 1, review.points.len());
    let line = vec![Span::styled(words, theme.heading()), Span::styled(at, theme.dim())];
    ink::paint(frame, Line::from(line), Rect { height: 1, ..area });
    Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area }
}

fn row_lines(
    tab: ReviewTab,
    row: &ReviewRow,
    selected: bool,
    width: usize,
    theme: &Theme,
    lines: &mut Vec<Line<'static>>,
) {
    let marker = if selected { theme.symbol(Symbol::Cursor) } else { " " };
    let more = theme.symbol(Symbol::More);
    let chosen = |line: Line<'static>| if selected { line.style(theme.selected()) } else { line };
    if tab == ReviewTab::History {
        // One line each, so that a day can be overlooked; who did it stands at the end.
        let who = fit(&row.detail, width / 3, more);
        let room = width.saturating_sub(2 + who.width() + 1);
        lines.push(chosen(Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(pad(&row.text, room, more), theme.text()),
            Span::styled(format!(" {who}"), theme.dim()),
        ])));
        return;
    }
    let (sign, style) = match row.sign {
        Sign::None => (None, theme.text()),
        Sign::Warning => (Some(Symbol::Flag), theme.attention().add_modifier(Modifier::BOLD)),
        Sign::Danger => (Some(Symbol::Danger), theme.danger()),
        Sign::Settled => (Some(Symbol::Done), theme.dim()),
    };
    let sign = sign.map_or_else(String::new, |sign| format!("{} ", theme.symbol(sign)));
    for (number, words) in
        wrapped(&format!("{sign}{}", row.text), width.saturating_sub(2)).into_iter().enumerate()
    {
        let marker = if number == 0 { marker } else { " " };
        lines.push(chosen(Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(words, style),
        ])));
    }
    if !row.columns.is_empty() {
        columns(row, width, theme, lines);
    }
    for (part, words) in row.detail.lines().enumerate() {
        // Of a flag the first part says what was found, the second what to do.
        let style = if row.sign != Sign::None && part == 0 { theme.text() } else { theme.dim() };
        let words = wrapped(words, width.saturating_sub(4));
        lines.extend(words.into_iter().map(|words| Line::styled(format!("    {words}"), style)));
    }
    let long = tab == ReviewTab::Compare && !row.detail.is_empty();
    if row.sign != Sign::None || !row.columns.is_empty() || long {
        lines.push(Line::default());
    }
}

/// The levels side by side, each with the names of those who gave it. The ends stand out: they speak first.
fn columns(row: &ReviewRow, width: usize, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let more = theme.symbol(Symbol::More);
    let wide = width.saturating_sub(4) / row.columns.len();
    let line = |cells: Vec<(String, ratatui::style::Style)>| {
        let cells = cells
            .into_iter()
            .map(|(words, style)| Span::styled(format!("{} ", pad(&words, wide - 1, more)), style));
        Line::from(std::iter::once(Span::raw("    ")).chain(cells).collect::<Vec<_>>())
    };
    let given = |at: usize| !row.columns[at].1.is_empty();
    let (first, last) =
        ((0..row.columns.len()).find(|at| given(*at)), (0..row.columns.len()).rev().find(|at| given(*at)));
    let looks = |at: usize| if Some(at) == first || Some(at) == last { theme.accent() } else { theme.text() };
    let heads = row.columns.iter().enumerate().map(|(at, (head, names))| {
        let style = if names.is_empty() { theme.dim() } else { looks(at).add_modifier(Modifier::BOLD) };
        (head.clone(), style)
    });
    lines.push(line(heads.collect()));
    let deepest = row.columns.iter().map(|(_, names)| names.len()).max().unwrap_or(0);
    for depth in 0..deepest {
        let cells = row.columns.iter().enumerate();
        let cells = cells.map(|(at, (_, names))| (names.get(depth).cloned().unwrap_or_default(), looks(at)));
        lines.push(line(cells.collect()));
    }
}
