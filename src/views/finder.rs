//! Finding by typing on screen: commands, activities and answers, with what was typed marked in them.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::boxes::{NARROWS, hint, input, panel, text};
use super::theme::{Symbol, Theme};
use super::widgets::ink;
use super::widgets::wrap::{fit, pad};
use crate::app::boxes::{Finder, FinderRow, Found};

/// Draws the finder.
pub fn draw(finder: &Finder, theme: &Theme, frame: &mut Frame) -> Position {
    let height = frame.area().height.saturating_sub(4).min(24);
    let width = (frame.area().width * 3 / 4).max(92);
    let inner = panel(theme, frame, finder.title, width, height);
    let rows = finder.visible();
    let typed = finder.filter.text();
    let cursor =
        input(NARROWS, typed.is_empty().then_some("type to find"), &finder.filter, theme, frame, inner);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4), ..inner };
    let first = finder.cursor.saturating_sub(usize::from(list.height) / 2);
    let first = first.min(rows.len().saturating_sub(usize::from(list.height)));
    for (row, found) in rows.iter().skip(first).take(usize::from(list.height)).enumerate() {
        let here = first + row == finder.cursor;
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let mut line = Line::from(Span::styled(format!("{marker} "), theme.accent()));
        line.spans.extend(words(found, typed, usize::from(list.width).saturating_sub(2), theme));
        let line = if here { line.style(theme.selected()) } else { line };
        ink::paint(frame, line, Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list });
    }
    if rows.is_empty() {
        text(frame, list, &["Nothing matches."], theme.dim());
    }
    hint(frame, inner, "Enter go there   Esc leave", theme);
    cursor
}

/// A row: what it is called, what else it says, and at the right its key or its kind.
fn words(row: &FinderRow, typed: &str, width: usize, theme: &Theme) -> Vec<Span<'static>> {
    let more = theme.symbol(Symbol::More);
    let detail = row.unavailable.map_or_else(|| row.detail.clone(), |why| format!("({why})"));
    let detail = fit(&detail, width / 2, more);
    let room = width.saturating_sub(detail.width() + 1);
    let label = if row.more.is_empty() { row.label.clone() } else { format!("{}  {}", row.label, row.more) };
    let label = label.replace('\n', " ");
    // Answers stand under their record.
    let indent = if matches!(row.found, Found::Answer { field: Some(_), .. }) { "  " } else { "" };
    let label = format!("{indent}{}", around(&label, typed, room.saturating_sub(indent.len()), more));
    let style = if row.unavailable.is_some() { theme.dim() } else { theme.text() };
    let mut spans = marked(&pad(&label, room, more), typed, style, theme.accent());
    spans.push(Span::styled(format!(" {detail}"), theme.dim()));
    spans
}

/// A text that is too long for its room begins a little before what was typed, so that it is seen.
fn around(label: &str, typed: &str, room: usize, more: &str) -> String {
    let hit = typed.split_whitespace().find_map(|word| find(label, word, 0));
    match hit {
        Some((start, end)) if label[..end].width() > room => {
            let from = label[..start].char_indices().rev().nth(16).map_or(0, |(at, _)| at);
            format!("{more}{}", label[from..].trim_start())
        }
        _ => label.to_owned(),
    }
}

/// The text in pieces, with every typed word in it in bold.
fn marked(label: &str, typed: &str, plain: Style, hit: Style) -> Vec<Span<'static>> {
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for word in typed.split_whitespace() {
        let mut from = 0;
        while let Some((start, end)) = find(label, word, from) {
            hits.push((start, end));
            from = end;
        }
    }
    hits.sort_unstable();
    let mut spans = Vec::new();
    let mut done = 0;
    for (start, end) in hits {
        if start < done {
            continue;
        }
        spans.push(Span::styled(label[done..start].to_owned(), plain));
        spans.push(Span::styled(label[start..end].to_owned(), hit.add_modifier(Modifier::BOLD)));
        done = end;
    }
    spans.push(Span::styled(label[done..].to_owned(), plain));
    spans
}

/// Where a word stands in a text from a place on, letter case aside, in bytes.
fn find(text: &str, word: &str, from: usize) -> Option<(usize, usize)> {
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let starts = text.get(from..)?.char_indices().map(|(at, _)| from + at);
    for start in starts {
        let mut rest = text[start..].chars();
        let fits = word.chars().all(|letter| rest.next().is_some_and(|known| same(known, letter)));
        if fits && !word.is_empty() {
            return Some((start, text.len() - rest.as_str().len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_marked_wherever_it_stands() {
        let marks = |label: &str, typed: &str| {
            let bold = marked(label, typed, Style::new(), Style::new()).into_iter();
            let bold = bold.filter(|span| span.style.add_modifier.contains(Modifier::BOLD));
            bold.map(|span| span.content.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(marks("Invoice export, exported", "EXPORT inv"), ["Inv", "export", "export"]);
        assert_eq!(marks("Größe und GRÖSSE", "grö"), ["Grö", "GRÖ"]);
        assert!(marks("nothing of it", "export").is_empty());
        assert!(marks("nothing typed", "").is_empty());
        let long = "a very long answer that goes on and on until at last it says export";
        assert!(around(long, "export", 30, "…").starts_with('…'));
        assert!(around(long, "export", 30, "…").contains("export"));
        assert_eq!(around("short export", "export", 30, "…"), "short export");
    }
}
