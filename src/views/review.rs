//! The review on screen.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::boxes::{hint, panel, text};
use super::theme::{Symbol, Theme};
use super::widgets::wrap::wrapped;
use crate::app::boxes::{Review, ReviewTab};
use crate::app::commands::{self, Area};

/// Draws the review.
pub fn draw(review: &Review, theme: &Theme, frame: &mut Frame) {
    let screen = frame.area();
    let inner =
        panel(theme, frame, "Review", (screen.width * 3 / 4).max(120), screen.height.saturating_sub(2));
    let mut spans = Vec::new();
    let gap = if inner.width < 60 { " " } else { "   " };
    for (at, tab) in ReviewTab::ALL.into_iter().enumerate() {
        let style =
            if tab == review.tab { theme.accent().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
        let all = review.rows[at].len();
        let open = all.saturating_sub(review.accepted);
        let title = match (tab, inner.width < 60) {
            // What is accepted is settled, and does not count as open.
            (ReviewTab::Flags, false) if open < all => format!("Flags {open} of {all} open"),
            (ReviewTab::Flags, true) if open < all => format!("Flags {open}/{all}"),
            (ReviewTab::History, true) => tab.title().to_owned(),
            _ => format!("{} {all}", tab.title()),
        };
        spans.push(Span::styled(title, style));
        spans.push(Span::raw(gap));
    }
    ink::paint(frame, Line::from(spans), Rect { height: 1, ..inner });
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4), ..inner };
    let rows = review.visible();
    if rows.is_empty() {
        let words = match review.tab {
            ReviewTab::Gaps => "No question is open.",
            ReviewTab::Flags => "No flag is raised.",
            ReviewTab::Disagreements => "No revealed score lies apart from another.",
            ReviewTab::History => "Nothing has happened yet.",
        };
        text(frame, list, &[words], theme.dim());
    }
    let width = usize::from(list.width).saturating_sub(2);
    let mut lines = Vec::new();
    let mut here = 0;
    // No row is less than two lines, so no more rows than lines can be in view: a history is long.
    let reach = usize::from(list.height);
    let window = review.cursor.saturating_sub(reach)..(review.cursor + reach).min(rows.len());
    for (at, row) in window.clone().zip(&rows[window]) {
        let selected = at == review.cursor;
        if selected {
            here = lines.len();
        }
        for (number, words) in wrapped(&row.text, width).into_iter().enumerate() {
            let marker = if selected && number == 0 { theme.symbol(Symbol::Cursor) } else { " " };
            let line = Line::from(vec![
                Span::styled(format!("{marker} "), theme.accent()),
                Span::styled(words, theme.text()),
            ]);
            lines.push(if selected { line.style(theme.selected()) } else { line });
        }
        let detail = wrapped(&row.detail, width.saturating_sub(2));
        lines.extend(detail.into_iter().map(|words| Line::styled(format!("    {words}"), theme.dim())));
    }
    let height = usize::from(list.height);
    let first = here.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (row, line) in lines.into_iter().skip(first).take(height).enumerate() {
        ink::paint(frame, line, Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list });
    }
    hint(frame, inner, &commands::hint(Area::Review, |_| true), theme);
}
