//! What puts cells on the terminal, in as few bytes as a terminal of today needs.
//!
//! A terminal takes what it is sent in pieces of about two thousand bytes, so a page that changes shows later the more
//! bytes it takes. The library's own writer names both colours when one changes, colours blanks, and gives the
//! whole address of each cell it jumps to; this one says only what differs. All else is left to the library.

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};

use super::terminal::is_gone;

/// A terminal that cells are written to.
#[derive(Debug)]
pub struct Pen<W: Write> {
    inner: CrosstermBackend<W>,
    /// What the current frame has come to; kept from frame to frame for its room.
    frame: Vec<u8>,
}

impl<W: Write> Pen<W> {
    /// Writes to `writer`, which should hold a whole frame back until it is flushed.
    pub const fn new(writer: W) -> Self {
        Self { inner: CrosstermBackend::new(writer), frame: Vec::new() }
    }
}

impl<W: Write> Backend for Pen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.frame.clear();
        let mut at = Place::Unknown;
        let mut ink = Ink::default();
        for (x, y, cell) in content {
            at.move_to(x, y, &mut self.frame);
            ink.become_like(cell, &mut self.frame);
            self.frame.extend_from_slice(cell.symbol().as_bytes());
            at.passed(cell.symbol());
        }
        ink.dry(&mut self.frame);
        self.inner.write_all(&self.frame)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        match self.inner.show_cursor() {
            // Asked for on the way out; the library would complain on the same terminal.
            Err(error) if is_gone(&error) => Ok(()),
            other => other,
        }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn append_lines(&mut self, n: u16) -> io::Result<()> {
        self.inner.append_lines(n)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Where the terminal's cursor stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Nothing was written yet.
    Unknown,
    /// At `x`, `y`. `sure` is false after a character that some terminals draw wider than others: then a jump gives
    /// the whole address, so that a misunderstanding ends there.
    At { x: u16, y: u16, sure: bool },
}

impl Place {
    fn move_to(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        match *self {
            Self::At { x: column, y: row, .. } if (column, row) == (x, y) => return,
            Self::At { x: column, y: row, sure: true } if row == y && column < x => {
                out.extend_from_slice(b"\x1b[");
                if x - column > 1 {
                    number(x - column, out);
                }
                out.push(b'C');
            }
            _ => {
                out.extend_from_slice(b"\x1b[");
                number(y + 1, out);
                if x > 0 {
                    out.push(b';');
                    number(x + 1, out);
                }
                out.push(b'H');
            }
        }
        *self = Self::At { x, y, sure: true };
    }

    /// A symbol was written. The library leaves out the second cell of a wide one, so the next cell lies elsewhere.
    fn passed(&mut self, symbol: &str) {
        if let Self::At { x, sure, .. } = self {
            *x += 1;
            *sure &= symbol.is_ascii();
        }
    }
}

/// The colours and manners that the terminal writes with.
#[derive(Debug, Default, PartialEq, Eq)]
struct Ink {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Ink {
    /// Takes on what `cell` needs to look right. A blank shows nothing but its background.
    fn become_like(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        let blank = cell.symbol() == " " && !cell.modifier.intersects(SHOWN_ON_BLANKS);
        let (fg, modifier) = if blank {
            // What is in force must not show on it either.
            (self.fg, self.modifier.difference(SHOWN_ON_BLANKS))
        } else {
            (cell.fg, cell.modifier)
        };
        let wanted = Self { fg, bg: cell.bg, modifier };
        if wanted == *self {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        modifiers(self.modifier, modifier, out);
        if fg != self.fg {
            colour(fg, Ground::Text, out);
        }
        if cell.bg != self.bg {
            colour(cell.bg, Ground::Background, out);
        }
        // The last separator.
        out.pop();
        out.push(b'm');
        *self = wanted;
    }

    /// Back to how a terminal writes when nothing is said.
    fn dry(self, out: &mut Vec<u8>) {
        if self != Self::default() {
            out.extend_from_slice(b"\x1b[m");
        }
    }
}

/// What is seen where nothing is written.
const SHOWN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Each manner of writing with the number that turns it on and the one that turns it off (ECMA-48, 8.3.117).
const MODIFIERS: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The numbers that lead from one set of manners to another, each followed by `;`.
fn modifiers(from: Modifier, to: Modifier, out: &mut Vec<u8>) {
    let mut had = from;
    for (modifier, _, off) in MODIFIERS {
        if had.contains(modifier) && !to.contains(modifier) {
            parameter(off, out);
            // One number may end two of them; the other is begun again below.
            for (other, _, same) in MODIFIERS {
                if same == off {
                    had.remove(other);
                }
            }
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if to.contains(modifier) && !had.contains(modifier) {
            parameter(on, out);
        }
    }
}

/// What a colour is for.
#[derive(Debug, Clone, Copy)]
enum Ground {
    Text,
    Background,
}

/// The numbers of a colour, each followed by `;`.
fn colour(colour: Color, ground: Ground, out: &mut Vec<u8>) {
    let base = match ground {
        Ground::Text => 30,
        Ground::Background => 40,
    };
    let indexed = |index: u8, out: &mut Vec<u8>| {
        for number in [base + 8, 5, u16::from(index)] {
            parameter(number, out);
        }
    };
    let index = match colour {
        Color::Reset => return parameter(base + 9, out),
        Color::Rgb(red, green, blue) => {
            for number in [base + 8, 2, u16::from(red), u16::from(green), u16::from(blue)] {
                parameter(number, out);
            }
            return;
        }
        Color::Indexed(index) => return indexed(index, out),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    indexed(index, out);
}

fn parameter(value: u16, out: &mut Vec<u8>) {
    number(value, out);
    out.push(b';');
}

/// A number in digits.
fn number(value: u16, out: &mut Vec<u8>) {
    let mut scale = 1;
    while value / scale >= 10 {
        scale *= 10;
    }
    while scale > 0 {
        out.push(b'0' + (value / scale % 10) as u8);
        scale /= 10;
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const WIDTH: u16 = 24;
    const HEIGHT: u16 = 4;

    /// The frames, drawn after each other by a backend, as a terminal shows the last.
    fn shown(frames: &[Buffer], library: bool) -> (vt100::Parser, usize) {
        // The library leaves colours out by itself where NO_COLOR is set; ours is given a theme without any.
        ratatui::crossterm::style::force_color_output(true);
        let mut bytes = Vec::new();
        let mut before = Buffer::empty(frames[0].area);
        for frame in frames {
            let changes = before.diff(frame);
            if library {
                CrosstermBackend::new(&mut bytes).draw(changes.into_iter()).unwrap();
            } else {
                Pen::new(&mut bytes).draw(changes.into_iter()).unwrap();
            }
            before = frame.clone();
        }
        let mut parser = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
        parser.process(&bytes);
        (parser, bytes.len())
    }

    fn colours() -> impl Strategy<Value = Color> {
        prop_oneof![
            3 => Just(Color::Reset),
            2 => Just(Color::Rgb(200, 10, 0)),
            1 => Just(Color::Rgb(9, 99, 255)),
            1 => Just(Color::Indexed(117)),
            1 => Just(Color::Red),
            1 => Just(Color::White),
        ]
    }

    fn styles() -> impl Strategy<Value = Style> {
        let modifiers = prop_oneof![
            2 => Just(Modifier::empty()),
            1 => any::<u16>().prop_map(Modifier::from_bits_truncate),
        ];
        (colours(), colours(), modifiers)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn frames() -> impl Strategy<Value = Vec<Buffer>> {
        let words = prop::sample::select(vec![
            "",
            " ",
            "a",
            "ab ",
            "     ",
            "words of text",
            "──┬──",
            "“q” ",
            "日本",
            "é",
            "👩‍💻 x",
            "a  b    c",
        ]);
        let pieces = prop::collection::vec((0..WIDTH, 0..HEIGHT, words, styles()), 0..12);
        let frame = pieces.prop_map(|pieces| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            for (x, y, words, style) in pieces {
                buffer.set_stringn(x, y, words, usize::from(WIDTH - x), style);
            }
            // Bold and dim together mean something else to each terminal.
            for cell in &mut buffer.content {
                if cell.modifier.contains(Modifier::BOLD) {
                    cell.modifier.remove(Modifier::DIM);
                }
            }
            buffer
        });
        prop::collection::vec(frame, 1..4)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_the_librarys_own_writer_would_show(frames in frames()) {
            let (ours, short) = shown(&frames, false);
            let (theirs, long) = shown(&frames, true);
            prop_assert!(short <= long, "{short} bytes instead of {long}");
            for (y, x) in (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x))) {
                let (our, their) = (ours.screen().cell(y, x).unwrap(), theirs.screen().cell(y, x).unwrap());
                let text = |cell: &vt100::Cell| if cell.has_contents() { cell.contents().to_owned() } else { " ".into() };
                prop_assert_eq!(text(our), text(their), "at {},{}", x, y);
                prop_assert_eq!(our.bgcolor(), their.bgcolor(), "at {},{}", x, y);
                prop_assert_eq!((our.underline(), our.inverse()), (their.underline(), their.inverse()));
                if text(their) != " " || their.inverse() || their.underline() {
                    prop_assert_eq!(our.fgcolor(), their.fgcolor(), "at {},{}", x, y);
                    prop_assert_eq!(
                        (our.bold(), our.dim(), our.italic()),
                        (their.bold(), their.dim(), their.italic()),
                        "at {},{}", x, y
                    );
                }
            }
            prop_assert_eq!(ours.screen().fgcolor(), vt100::Color::Default);
            prop_assert_eq!(ours.screen().bgcolor(), vt100::Color::Default);
            prop_assert!(!ours.screen().bold() && !ours.screen().inverse() && !ours.screen().underline());
        }
    }
}
