//! Horizontal bars with a label and a value before them, so that values stand below each other.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::wrap::{pad, wrapped};

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

/// The least room for the longest bar, so that others can be told from it.
const LEAST: usize = 8;

/// Lines of bars for a width; the longest fills the room behind label and value. Labels that are too long go on below
/// where there is height for it, else they are cut.
pub fn lines(
    bars: &[Bar],
    (width, height): (usize, usize),
    full: &str,
    more: &str,
    text: Style,
) -> Vec<Line<'static>> {
    let longest = bars.iter().map(|bar| bar.amount).fold(0.0, f64::max);
    let value_width = bars.iter().map(|bar| bar.value.width()).max().unwrap_or(0);
    let label_width = bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0);
    let beside = width.saturating_sub(value_width + 2 + LEAST);
    let label_width = label_width.min(width * 2 / 5).min(beside.max(width / 5));
    let labels: Vec<Vec<String>> = bars.iter().map(|bar| wrapped(&bar.label, label_width)).collect();
    let whole = labels.iter().map(Vec::len).sum::<usize>() <= height;
    let room = width.saturating_sub(label_width + value_width + 2);
    let line = |(bar, label): (&Bar, &Vec<String>)| {
        let share = if longest > 0.0 { bar.amount / longest } else { 0.0 };
        let length = (share * room as f64).round() as usize;
        let length = if bar.amount > 0.0 { length.max(1) } else { 0 };
        let first = label.first().filter(|_| whole).unwrap_or(&bar.label);
        let line = Line::from(vec![
            Span::styled(format!("{} ", pad(first, label_width, more)), text),
            Span::styled(format!("{} ", pad(&bar.value, value_width, more)), text),
            Span::styled(full.repeat(length), bar.style),
        ]);
        let below = label.iter().skip(1).filter(|_| whole).map(|words| Line::styled(words.clone(), text));
        std::iter::once(line).chain(below).collect::<Vec<_>>()
    };
    bars.iter().zip(&labels).flat_map(line).collect()
}
