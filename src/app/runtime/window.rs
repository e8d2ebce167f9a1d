//! The terminal, and what it shows.
//!
//! The library compares every cell of two frames, and that is half of what a key costs. Most lines of a frame are those
//! of the frame before, which is seen at a glance; only the others are left to the library.

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use crate::views::widgets::wrap::is_plain;

/// A terminal that frames are drawn on.
#[derive(Debug)]
pub struct Window<B: Backend> {
    terminal: Terminal<B>,
    shown: Buffer,
}

impl<B: Backend> Window<B> {
    /// The window of a terminal that shows nothing yet.
    pub fn new(mut terminal: Terminal<B>) -> Self {
        // The library keeps two frames. The one that it would compare with is kept here instead.
        let shown = std::mem::take(terminal.current_buffer_mut());
        terminal.swap_buffers();
        Self { terminal, shown }
    }

    /// What cells are written to.
    pub fn backend(&self) -> &B {
        self.terminal.backend()
    }

    /// The same, to change it.
    pub fn backend_mut(&mut self) -> &mut B {
        self.terminal.backend_mut()
    }

    /// Takes on another size. What the terminal showed before is void.
    pub fn resize(&mut self, area: Rect) -> Result<(), B::Error> {
        self.shown = Buffer::default();
        self.terminal.resize(area)
    }

    /// Shows what `draw` paints on a frame, and the cursor where it says. It paints every cell: the frame still has
    /// what was painted the last time.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame) -> Option<Position>) -> Result<(), B::Error> {
        self.terminal.autoresize()?;
        let cursor = draw(&mut self.terminal.get_frame());
        // Taken out, for the terminal cannot give its frame and its backend at once.
        let drawn = std::mem::take(self.terminal.current_buffer_mut());
        let told = self.tell(&drawn);
        *self.terminal.current_buffer_mut() = drawn;
        told?;
        match cursor {
            Some(position) => {
                self.terminal.show_cursor()?;
                self.terminal.set_cursor_position(position)?;
            }
            None => self.terminal.hide_cursor()?,
        }
        self.terminal.backend_mut().flush()
    }

    /// Writes what differs from what is shown.
    fn tell(&mut self, drawn: &Buffer) -> Result<(), B::Error> {
        if self.shown.area != drawn.area {
            self.shown = Buffer::empty(drawn.area);
        }
        let area = drawn.area;
        let wide = usize::from(area.width).max(1);
        let mut changed: Vec<(u16, u16)> = Vec::new();
        let lines = self.shown.content.chunks_mut(wide).zip(drawn.content.chunks(wide));
        for ((before, now), y) in lines.zip(area.y..) {
            if before.iter().zip(now).all(|(before, now)| same(before, now)) {
                continue;
            }
            // A wide letter never reaches into another line, so lines can be compared one by one.
            if before.iter().chain(now).all(is_narrow) {
                let cells = before.iter().zip(now).zip(area.x..);
                changed.extend(cells.filter(|((a, b), _)| !same(a, b)).map(|(_, x)| (x, y)));
            } else {
                let line =
                    |cells: &[Cell]| Buffer { area: Rect { y, height: 1, ..area }, content: cells.to_vec() };
                changed.extend(line(before).diff_iter(&line(now)).map(|(x, y, _)| (x, y)));
            }
            before.clone_from_slice(now);
        }
        let cell = |(x, y): &(u16, u16)| (*x, *y, &drawn[(*x, *y)]);
        self.terminal.backend_mut().draw(changed.iter().map(cell))
    }
}

/// Whether two cells surely look the same. Nearly all symbols are one byte, which needs no call to compare.
fn same(one: &Cell, other: &Cell) -> bool {
    let (a, b) = (one.symbol().as_bytes(), other.symbol().as_bytes());
    a.len() == b.len()
        && a.first() == b.first()
        && (a.len() == 1 || a == b)
        && (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
        && one.diff_option == other.diff_option
}

/// Whether a cell surely holds its symbol by itself, and nothing special is to be done with it.
fn is_narrow(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    let mut letters = symbol.chars();
    (symbol.len() == 1 || (letters.next().is_some_and(is_plain) && letters.next().is_none()))
        && cell.diff_option == CellDiffOption::None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::TestBackend;
    use ratatui::style::{Color, Style};

    const SIZE: (u16, u16) = (10, 4);

    fn frames() -> impl Strategy<Value = Vec<Vec<(u16, u16, &'static str, Color)>>> {
        let words = prop::sample::select(vec![" ", "a", "words", "日本", "é", "👩‍💻 x", "✈️", "──", "…“q”"]);
        let colours = prop::sample::select(vec![Color::Reset, Color::Red, Color::Indexed(117)]);
        let piece = (0..SIZE.0, 0..SIZE.1, words, colours);
        prop::collection::vec(prop::collection::vec(piece, 0..6), 1..6)
    }

    fn paint(frame: &mut Frame, pieces: &[(u16, u16, &str, Color)]) {
        let buffer = frame.buffer_mut();
        buffer.reset();
        for (x, y, words, colour) in pieces {
            buffer.set_stringn(*x, *y, words, usize::from(SIZE.0 - x), Style::new().bg(*colour));
        }
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_the_library_would_have_shown(frames in frames()) {
            let mut ours = Window::new(Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap());
            let mut theirs = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
            for pieces in &frames {
                ours.draw(|frame| { paint(frame, pieces); None }).unwrap();
                theirs.draw(|frame| paint(frame, pieces)).unwrap();
                prop_assert_eq!(ours.backend().buffer(), theirs.backend().buffer());
            }
        }
    }

    #[test]
    fn another_size_is_drawn_from_nothing_and_the_cursor_stands_where_it_should() {
        let mut window = Window::new(Terminal::new(TestBackend::new(4, 1)).unwrap());
        window
            .draw(|frame| {
                paint(frame, &[(0, 0, "abcd", Color::Reset)]);
                Some(Position::new(2, 0))
            })
            .unwrap();
        window.backend_mut().assert_cursor_position((2, 0));
        window.backend_mut().resize(6, 1);
        window
            .draw(|frame| {
                paint(frame, &[(1, 0, "ab", Color::Reset)]);
                None
            })
            .unwrap();
        window.backend().assert_buffer_lines([" ab   "]);
        window.resize(Rect::new(0, 0, 6, 1)).unwrap();
        window
            .draw(|frame| {
                paint(frame, &[(1, 0, "ab", Color::Reset)]);
                None
            })
            .unwrap();
        window.backend().assert_buffer_lines([" ab   "]);
    }
}
