//! Horizontal bars with a label and a value before them, so that values stand below each other.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::wrap::pad;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is, in the unit of all bars.
    pub amount: f64,
    /// What is written between label and bar.
    pub value: String,
    /// Its colour.
    pub style: Style,
}

/// Lines of bars for a width; the longest fills the room behind label and value.
pub fn lines(bars: &[Bar], width: usize, full: &str, more: &str, text: Style) -> Vec<Line<'static>> {
    let longest = bars.iter().map(|bar| bar.amount).fold(0.0, f64::max);
    let label_width = bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0).min(width * 2 / 5);
    let value_width = bars.iter().map(|bar| bar.value.width()).max().unwrap_or(0);
    let room = width.saturating_sub(label_width + value_width + 2);
    let line = |bar: &Bar| {
        let share = if longest > 0.0 { bar.amount / longest } else { 0.0 };
        let length = (share * room as f64).round() as usize;
        let length = if bar.amount > 0.0 { length.max(1) } else { 0 };
        Line::from(vec![
            Span::styled(format!("{} ", pad(&bar.label, label_width, more)), text),
            Span::styled(format!("{} ", pad(&bar.value, value_width, more)), text),
            Span::styled(full.repeat(length), bar.style),
        ])
    };
    bars.iter().map(line).collect()
}
