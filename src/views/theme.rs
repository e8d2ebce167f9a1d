//! Every colour and text style of the program, by what it means.
//!
//! Colour never carries meaning alone: what is late also says so, what is focused is also marked.

use ratatui::style::{Color, Modifier, Style};

/// Which colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on light.
    Light,
    /// Black, white and few strong colours.
    Contrast,
    /// No colours at all (`NO_COLOR`): weight, underline and reverse only.
    Plain,
}

impl ThemeName {
    /// All themes in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::Plain];

    /// The name used in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Plain => "plain",
        }
    }

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Palette {
    ground: Color,
    raised: Color,
    selected: Color,
    text: Color,
    dim: Color,
    line: Color,
    accent: Color,
    attention: Color,
    danger: Color,
    done: Color,
    changed: Color,
    stages: [Color; 4],
}

const DARK: Palette = Palette {
    ground: Color::Rgb(0x12, 0x15, 0x1a),
    raised: Color::Rgb(0x1b, 0x1f, 0x26),
    selected: Color::Rgb(0x2a, 0x34, 0x45),
    text: Color::Rgb(0xec, 0xee, 0xf1),
    dim: Color::Rgb(0xbc, 0xc4, 0xd0),
    line: Color::Rgb(0x4a, 0x53, 0x60),
    accent: Color::Rgb(0x9c, 0xc6, 0xff),
    attention: Color::Rgb(0xf5, 0xcf, 0x74),
    danger: Color::Rgb(0xff, 0xaa, 0xa2),
    done: Color::Rgb(0x8c, 0xdb, 0xa6),
    changed: Color::Rgb(0xd3, 0xb8, 0xff),
    stages: [
        Color::Rgb(0x9c, 0xc6, 0xff),
        Color::Rgb(0xf5, 0xcf, 0x74),
        Color::Rgb(0xd3, 0xb8, 0xff),
        Color::Rgb(0x8c, 0xdb, 0xa6),
    ],
};

const LIGHT: Palette = Palette {
    ground: Color::Rgb(0xfc, 0xfb, 0xf8),
    raised: Color::Rgb(0xf1, 0xef, 0xe9),
    selected: Color::Rgb(0xd9, 0xe6, 0xf8),
    text: Color::Rgb(0x18, 0x1b, 0x20),
    dim: Color::Rgb(0x42, 0x49, 0x53),
    line: Color::Rgb(0xa8, 0xa8, 0xa2),
    accent: Color::Rgb(0x0a, 0x43, 0x8c),
    attention: Color::Rgb(0x5f, 0x40, 0x00),
    danger: Color::Rgb(0x8c, 0x16, 0x16),
    done: Color::Rgb(0x0c, 0x4f, 0x2c),
    changed: Color::Rgb(0x50, 0x26, 0x85),
    stages: [
        Color::Rgb(0x0a, 0x43, 0x8c),
        Color::Rgb(0x5f, 0x40, 0x00),
        Color::Rgb(0x50, 0x26, 0x85),
        Color::Rgb(0x0c, 0x4f, 0x2c),
    ],
};

const CONTRAST: Palette = Palette {
    ground: Color::Rgb(0, 0, 0),
    raised: Color::Rgb(0, 0, 0),
    selected: Color::Rgb(0, 0x3a, 0x8c),
    text: Color::Rgb(0xff, 0xff, 0xff),
    dim: Color::Rgb(0xe4, 0xe4, 0xe4),
    line: Color::Rgb(0xff, 0xff, 0xff),
    accent: Color::Rgb(0x8f, 0xe1, 0xff),
    attention: Color::Rgb(0xff, 0xe6, 0x3d),
    danger: Color::Rgb(0xff, 0xb3, 0xab),
    done: Color::Rgb(0x8b, 0xff, 0xa1),
    changed: Color::Rgb(0xf0, 0xc4, 0xff),
    stages: [
        Color::Rgb(0x8f, 0xe1, 0xff),
        Color::Rgb(0xff, 0xe6, 0x3d),
        Color::Rgb(0xf0, 0xc4, 0xff),
        Color::Rgb(0x8b, 0xff, 0xa1),
    ],
};

/// For terminals with sixteen colours: the terminal's own ground and its bright colours.
const SIXTEEN_DARK: Palette = Palette {
    ground: Color::Reset,
    raised: Color::Reset,
    selected: Color::Blue,
    text: Color::White,
    dim: Color::Gray,
    line: Color::DarkGray,
    accent: Color::LightCyan,
    attention: Color::LightYellow,
    danger: Color::LightRed,
    done: Color::LightGreen,
    changed: Color::LightMagenta,
    stages: [Color::LightCyan, Color::LightYellow, Color::LightMagenta, Color::LightGreen],
};

const SIXTEEN_LIGHT: Palette = Palette {
    ground: Color::Reset,
    raised: Color::Reset,
    selected: Color::Gray,
    text: Color::Black,
    dim: Color::DarkGray,
    line: Color::Gray,
    accent: Color::Blue,
    attention: Color::Red,
    danger: Color::Red,
    done: Color::Green,
    changed: Color::Magenta,
    stages: [Color::Blue, Color::Red, Color::Magenta, Color::Green],
};

/// Styles by meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    palette: Option<Palette>,
    /// True when only ASCII characters may be drawn.
    pub ascii: bool,
}

impl Theme {
    /// The theme of that name, for a terminal with that many colours.
    pub fn new(name: ThemeName, truecolor: bool, ascii: bool) -> Self {
        let palette = match (name, truecolor) {
            (ThemeName::Plain, _) => None,
            (ThemeName::Dark, true) => Some(DARK),
            (ThemeName::Light, true) => Some(LIGHT),
            (ThemeName::Contrast, true) => Some(CONTRAST),
            (ThemeName::Light, false) => Some(SIXTEEN_LIGHT),
            (ThemeName::Dark | ThemeName::Contrast, false) => Some(SIXTEEN_DARK),
        };
        Self { palette, ascii }
    }

    fn fg(&self, pick: impl Fn(&Palette) -> Color) -> Style {
        self.palette.as_ref().map_or_else(Style::new, |palette| Style::new().fg(pick(palette)))
    }

    fn bg(&self, pick: impl Fn(&Palette) -> Color) -> Style {
        self.palette.as_ref().map_or_else(Style::new, |palette| Style::new().bg(pick(palette)))
    }

    /// The ground everything is drawn on.
    pub fn ground(&self) -> Style {
        self.fg(|p| p.text).patch(self.bg(|p| p.ground))
    }
    /// A panel that lies above the ground: overlays, the edit box.
    pub fn raised(&self) -> Style {
        self.fg(|p| p.text).patch(self.bg(|p| p.raised))
    }
    /// Ordinary text.
    pub fn text(&self) -> Style {
        self.fg(|p| p.text)
    }
    /// Text that matters less: hints, labels, units.
    pub fn dim(&self) -> Style {
        self.fg(|p| p.dim)
    }
    /// Lines between areas. Never carries text.
    pub fn line(&self) -> Style {
        self.fg(|p| p.line)
    }
    /// A heading.
    pub fn heading(&self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }
    /// What has the focus, and keys that can be pressed.
    pub fn accent(&self) -> Style {
        self.fg(|p| p.accent).add_modifier(Modifier::BOLD)
    }
    /// The selected row.
    pub fn selected(&self) -> Style {
        match self.palette {
            Some(_) => self.bg(|p| p.selected).patch(self.text()).add_modifier(Modifier::BOLD),
            None => Style::new().add_modifier(Modifier::REVERSED),
        }
    }
    /// The selected row in a pane without the focus.
    pub fn selected_away(&self) -> Style {
        match self.palette {
            Some(_) => self.bg(|p| p.raised).patch(self.text()),
            None => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }
    /// The mark before a line of a pane: nothing, the cursor, or a dimmer one while another pane has the keys.
    pub fn marker(&self, here: bool, focused: bool) -> (&'static str, Style) {
        match (here, focused) {
            (false, _) => (" ", Style::new()),
            (true, true) => (self.symbol(Symbol::Cursor), self.accent()),
            (true, false) => (self.symbol(Symbol::CursorAway), self.dim()),
        }
    }
    /// Something to look at.
    pub fn attention(&self) -> Style {
        self.fg(|p| p.attention)
    }
    /// Something wrong or late.
    pub fn danger(&self) -> Style {
        self.fg(|p| p.danger).add_modifier(Modifier::BOLD)
    }
    /// Something finished or safe.
    pub fn done(&self) -> Style {
        self.fg(|p| p.done)
    }
    /// What just changed in a document.
    pub fn changed(&self) -> Style {
        self.fg(|p| p.changed).add_modifier(Modifier::BOLD)
    }
    /// The colour of a stage, 1 to 4.
    pub fn stage(&self, number: usize) -> Style {
        self.fg(|p| p.stages[(number.max(1) - 1) % 4])
    }

    /// A symbol, or its ASCII stand-in.
    pub fn symbol(&self, symbol: Symbol) -> &'static str {
        let (unicode, ascii) = symbol.forms();
        if self.ascii { ascii } else { unicode }
    }
}

/// What stands for a typographic sign on a terminal that has only ASCII; letters are left as they are.
pub fn ascii_of(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "“" | "”" | "„" | "«" | "»" => "\"",
        "‘" | "’" | "‚" => "'",
        "–" | "—" | "‑" | "−" | "─" => "-",
        "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
        "…" => "~",
        "·" | "│" => "|",
        "•" | "●" => "*",
        "○" => "o",
        "→" | "≥" | "▸" => ">",
        "←" | "≤" => "<",
        "×" => "x",
        "÷" => "/",
        "\u{a0}" => " ",
        _ => return None,
    })
}

/// Symbols with an ASCII fallback, by what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// Done.
    Done,
    /// Partly answered.
    Partly,
    /// Not answered.
    Empty,
    /// Passed over.
    Skipped,
    /// The cursor's row.
    Cursor,
    /// Where the cursor stands in a pane that does not have the keys.
    CursorAway,
    /// A warning.
    Flag,
    /// Something late or broken.
    Danger,
    /// A full cell of a bar.
    BarFull,
    /// An empty cell of a bar.
    BarEmpty,
    /// A horizontal rule.
    Rule,
    /// A vertical rule.
    Divider,
    /// A separator between parts of a line.
    Dot,
    /// A bullet.
    Bullet,
    /// Text goes on.
    More,
    /// To the right.
    Arrow,
    /// Further down.
    Down,
    /// Before a line that is new or different.
    Fresh,
    /// Where a line is gone.
    Gone,
}

impl Symbol {
    fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("✓", "x"),
            Self::Down => ("↓", "v"),
            Self::Partly => ("◐", "~"),
            Self::Empty => ("○", "o"),
            Self::Skipped => ("–", "-"),
            Self::Cursor => ("▸", ">"),
            Self::CursorAway => ("▹", "-"),
            Self::Flag => ("▲", "!"),
            Self::Danger => ("◆", "#"),
            Self::BarFull => ("█", "#"),
            Self::BarEmpty => ("░", "."),
            Self::Rule => ("─", "-"),
            Self::Divider => ("│", "|"),
            Self::Dot => ("·", "|"),
            Self::Bullet => ("•", "*"),
            Self::More => ("…", "~"),
            Self::Arrow => ("→", ">"),
            Self::Fresh => ("▌", "+"),
            Self::Gone => ("▔", "-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else { panic!("not a true colour") };
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    /// Contrast ratio of WCAG 2.2.
    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_seven_to_one_on_every_ground() {
        for palette in [DARK, LIGHT, CONTRAST] {
            let texts = [
                palette.text,
                palette.dim,
                palette.accent,
                palette.attention,
                palette.danger,
                palette.done,
                palette.changed,
            ];
            for text in texts.into_iter().chain(palette.stages) {
                for ground in [palette.ground, palette.raised] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 7.0, "{text:?} on {ground:?}: {ratio:.1}");
                }
            }
            for text in [palette.text, palette.dim] {
                let ratio = contrast(text, palette.selected);
                assert!(ratio >= 7.0, "{text:?} where selected: {ratio:.2}");
            }
        }
    }
}
