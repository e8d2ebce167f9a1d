//! Text on cells. What ratatui does with a line, it does grapheme by grapheme; nearly all text of a frame is
//! plain, where every letter is a cell, and that is most of what a frame costs. Anything else is left to ratatui.

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::wrap::{cells, is_plain};

/// Empties and colours the whole of a frame.
pub fn ground(frame: &mut Frame, style: Style) {
    let mut empty = Cell::EMPTY;
    empty.set_style(style);
    frame.buffer_mut().content.fill(empty);
}

/// Draws a line into a rectangle, as its own [`Widget`] would.
pub fn paint<'a>(frame: &mut Frame, line: impl Into<Line<'a>>, area: Rect) {
    let line = line.into();
    let buffer = frame.buffer_mut();
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    let right = match line.alignment {
        None | Some(HorizontalAlignment::Left) => 0,
        Some(HorizontalAlignment::Right) => line.spans.iter().map(|span| cells(&span.content)).sum(),
        Some(HorizontalAlignment::Center) => usize::MAX,
    };
    if right > usize::from(area.width) || line.spans.iter().any(|span| has_controls(&span.content)) {
        return line.render(area, buffer);
    }
    if area.is_empty() || line.spans.iter().all(|span| span.content.is_empty()) {
        return;
    }
    shade(buffer, area, line.style);
    let mut x = if right > 0 { area.right() - u16::try_from(right).unwrap_or(area.width) } else { area.x };
    for span in &line.spans {
        let left = Rect { x, width: area.right() - x, ..area };
        if left.is_empty() {
            break;
        }
        x = put(buffer, left, &span.content, span.style);
    }
}

/// Colours a rectangle; nothing to do where a style says nothing.
pub fn shade(buffer: &mut Buffer, area: Rect, style: Style) {
    if style != Style::new() {
        buffer.set_style(area, style);
    }
}

/// Whether there is anything in a text that is not shown: the library leaves it out.
fn has_controls(text: &str) -> bool {
    // The second set of them begins with this byte, as many letters do.
    let suspect = |byte: u8| byte < b' ' || byte == b'\x7f' || byte == b'\xc2';
    text.bytes().any(suspect) && text.contains(char::is_control)
}

/// Writes text into the first line of a rectangle, as much as there is room for.
pub fn write(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    put(buffer, area, text, style);
}

/// Writes text into a line that lies on the screen; gives the column behind it.
fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let first = buffer.index_of(area.x, area.y);
    let mut line = buffer.content[first..first + usize::from(area.width)].iter_mut();
    let mut x = area.x;
    let (bytes, text) = text.split_at(ascii(text));
    for (at, cell) in (0..bytes.len()).zip(line.by_ref()) {
        cell.set_symbol(&bytes[at..=at]).set_style(style);
        x += 1;
    }
    let (letters, rest) = text.split_at(plain(text));
    for ((at, letter), cell) in letters.char_indices().zip(line) {
        cell.set_symbol(&letters[at..at + letter.len_utf8()]).set_style(style);
        x += 1;
    }
    if rest.is_empty() || x >= area.right() {
        return x;
    }
    buffer.set_stringn(x, area.y, rest, usize::from(area.right() - x), style);
    // A wide letter that does not fit ends the line, too.
    x.saturating_add(u16::try_from(cells(rest)).unwrap_or(u16::MAX)).min(area.right())
}

/// How many bytes at the beginning of a text are each a cell. What comes after a letter may belong to it, so the last
/// is counted only where nothing else follows.
fn ascii(text: &str) -> usize {
    let strange = text.bytes().position(|byte| !matches!(byte, b' '..=b'~'));
    strange.map_or(text.len(), |at| at.saturating_sub(1))
}

/// The same for letters of any length.
fn plain(text: &str) -> usize {
    let Some((strange, _)) = text.char_indices().find(|(_, letter)| !is_plain(*letter)) else {
        return text.len();
    };
    text[..strange].char_indices().next_back().map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::{Color, Modifier};
    use ratatui::text::Span;

    use super::*;

    fn drawn(area: Rect, draw: impl Fn(&mut Frame, Rect)) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(12, 3)).unwrap();
        terminal.draw(|frame| draw(frame, area)).unwrap();
        terminal.backend().buffer().clone()
    }

    fn styles() -> impl Strategy<Value = Style> {
        let red = Style::new().fg(Color::Red);
        let mark = Style::new().bg(Color::Blue).add_modifier(Modifier::BOLD);
        prop::sample::select(vec![Style::new(), red, mark, mark.remove_modifier(Modifier::BOLD)])
    }

    fn alignments() -> impl Strategy<Value = Option<HorizontalAlignment>> {
        use HorizontalAlignment::{Center, Left, Right};
        prop::sample::select(vec![None, None, Some(Left), Some(Right), Some(Right), Some(Center)])
    }

    proptest! {
        #[test]
        fn it_looks_as_ratatui_draws_it(
            spans in prop::collection::vec(("([ -~\t…é│日👍\u{85}]\u{301}?){0,6}", styles()), 0..4),
            style in styles(),
            alignment in alignments(),
            (x, y, width, height) in (0u16..14, 0u16..4, 0u16..14, 0u16..3),
        ) {
            let spans = spans.iter().map(|(text, style)| Span::styled(text.as_str(), *style));
            let mut line = Line::from(spans.collect::<Vec<_>>()).style(style);
            line.alignment = alignment;
            let area = Rect { x, y, width, height };
            let ours = drawn(area, |frame, area| paint(frame, line.clone(), area));
            let theirs = drawn(area, |frame, area| frame.render_widget(line.clone(), area));
            prop_assert_eq!(ours, theirs);
        }
    }
}
