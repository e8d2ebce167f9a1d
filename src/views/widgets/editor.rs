//! Text being edited, wrapped, with its selection and the cursor's place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use crate::app::text::TextField;

/// How many lines a text takes at a width, the cursor's line included.
pub fn height(field: &TextField, width: usize) -> usize {
    let (lines, (row, _)) = layout(field, width);
    lines.len().max(row + 1)
}

/// The lines of a text, and the cursor's row and column in them.
fn layout(field: &TextField, width: usize) -> (Vec<Range<usize>>, (usize, usize)) {
    let text = field.text();
    // One column is kept free for the cursor behind the last letter.
    let width = width.saturating_sub(1).max(1);
    let lines = wrap(text, width);
    let cursor = field.cursor();
    let row = lines.iter().rposition(|line| line.start <= cursor).unwrap_or(0);
    let column = text[lines[row].start..cursor].width();
    if column > width { (lines, (row + 1, 0)) } else { (lines, (row, column)) }
}

/// Draws the text into an area, scrolled so that the cursor shows; gives the cursor's place.
pub fn draw(field: &TextField, area: Rect, buffer: &mut Buffer, style: Style, selected: Style) -> Position {
    let (lines, (row, column)) = layout(field, usize::from(area.width));
    let height = usize::from(area.height).max(1);
    let first = (row + 1).saturating_sub(height);
    let selection = field.selection().unwrap_or(0..0);
    let text = field.text();
    let shown = lines.iter().skip(first).take(height).map(|line| {
        let start = selection.start.clamp(line.start, line.end);
        let end = selection.end.clamp(line.start, line.end);
        Line::from(vec![
            Span::styled(&text[line.start..start], style),
            Span::styled(&text[start..end], selected),
            Span::styled(&text[end..line.end], style),
        ])
    });
    Paragraph::new(shown.collect::<Vec<_>>()).render(area, buffer);
    let x = area.x + u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
    let y = area.y + u16::try_from(row - first).unwrap_or(0).min(area.height.saturating_sub(1));
    Position { x, y }
}
