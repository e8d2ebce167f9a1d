//! Text on cells. What ratatui does with a line, it does grapheme by grapheme; nearly all text of a frame is
//! ASCII, where every byte is a cell, and that is most of what a frame costs. Anything else is left to ratatui.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

/// Colours the whole of an empty frame.
pub fn ground(frame: &mut Frame, style: Style) {
    for cell in &mut frame.buffer_mut().content {
        cell.set_style(style);
    }
}

/// Draws a line into a rectangle, as its own [`Widget`] would.
pub fn paint<'a>(frame: &mut Frame, line: impl Into<Line<'a>>, area: Rect) {
    let line = line.into();
    let buffer = frame.buffer_mut();
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    let aligned = !matches!(line.alignment, None | Some(HorizontalAlignment::Left));
    if aligned || line.spans.iter().any(|span| span.content.contains(char::is_control)) {
        return line.render(area, buffer);
    }
    if area.is_empty() || line.spans.iter().all(|span| span.content.is_empty()) {
        return;
    }
    buffer.set_style(area, line.style);
    let mut x = area.x;
    for span in &line.spans {
        let left = Rect { x, width: area.right() - x, ..area };
        if left.is_empty() {
            break;
        }
        x = put(buffer, left, &span.content, span.style);
    }
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
    let strange = text.bytes().position(|byte| !matches!(byte, b' '..=b'~'));
    // What comes after a letter may belong to it.
    let (plain, rest) = text.split_at(strange.map_or(text.len(), |at| at.saturating_sub(1)));
    let first = buffer.index_of(area.x, area.y);
    let cells = buffer.content[first..first + usize::from(area.width)].iter_mut();
    let mut x = area.x;
    for (cell, at) in cells.zip(0..plain.len()) {
        cell.set_symbol(&plain[at..=at]).set_style(style);
        x += 1;
    }
    if rest.is_empty() || x >= area.right() {
        return x;
    }
    buffer.set_stringn(x, area.y, rest, usize::from(area.right() - x), style);
    // A wide letter that does not fit ends the line, too.
    x.saturating_add(u16::try_from(rest.width()).unwrap_or(u16::MAX)).min(area.right())
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

    proptest! {
        #[test]
        fn it_looks_as_ratatui_draws_it(
            spans in prop::collection::vec(("[ -~\t…é日👍]{0,8}", styles()), 0..4),
            style in styles(),
            (x, y, width, height) in (0u16..14, 0u16..4, 0u16..14, 0u16..3),
        ) {
            let spans = spans.iter().map(|(text, style)| Span::styled(text.as_str(), *style));
            let line = Line::from(spans.collect::<Vec<_>>()).style(style);
            let area = Rect { x, y, width, height };
            let ours = drawn(area, |frame, area| paint(frame, line.clone(), area));
            let theirs = drawn(area, |frame, area| frame.render_widget(line.clone(), area));
            prop_assert_eq!(ours, theirs);
        }
    }
}
