//! A component as a box: its name and owner inside, what it is on its borders.

use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::Window;
use super::sketch::Card;
use crate::deliverables::layout::Frame;
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::wrap::{fit, pad};
use crate::workshop::canvas::Trouble;
use crate::workshop::records::{Lifecycle, Side};

/// The signs of a border: corners from the upper left round, then across and upright.
type Border = [&'static str; 6];

/// Users stop when it stops: a heavy border. Somebody else's: a broken one.
fn border(card: &Card, ascii: bool) -> Border {
    let critical = card.row.critical == Some(true);
    let external = card.row.side == Some(Side::External);
    match (critical, external, ascii) {
        (true, true, false) => ["┏", "┓", "┛", "┗", "╍", "╏"],
        (true, false, false) => ["┏", "┓", "┛", "┗", "━", "┃"],
        (false, true, false) => ["┌", "┐", "┘", "└", "╌", "╎"],
        (false, false, false) => ["┌", "┐", "┘", "└", "─", "│"],
        (true, true, true) => ["#", "#", "#", "#", ".", ":"],
        (true, false, true) => ["#", "#", "#", "#", "=", "#"],
        (false, true, true) => ["+", "+", "+", "+", ".", ":"],
        (false, false, true) => ["+", "+", "+", "+", "-", "|"],
    }
}

/// Draws a box where it stands.
pub fn draw(card: &Card, frame: Frame, theme: &Theme, window: &mut Window) {
    let [left_top, right_top, right_low, left_low, across, upright] = border(card, theme.ascii);
    let quiet = card.aside || card.row.lifecycle == Some(Lifecycle::Retire);
    let edge = match (card.focus, card.near) {
        (true, _) => theme.accent(),
        (_, true) => theme.heading(),
        _ if quiet => theme.line(),
        _ => theme.dim(),
    };
    let inner = if card.focus { theme.selected() } else { Style::new() };
    let words = match (card.focus, card.near) {
        (true, _) => theme.selected(),
        (_, true) => theme.heading(),
        _ if quiet => theme.dim(),
        _ => theme.text(),
    };
    let (right, low) = (frame.right() - 1, frame.bottom() - 1);
    for x in frame.x + 1..right {
        window.put(x, frame.y, across, edge);
        window.put(x, low, across, edge);
    }
    for y in frame.y + 1..low {
        window.put(frame.x, y, upright, edge);
        window.put(right, y, upright, edge);
        for x in frame.x + 1..right {
            window.put(x, y, " ", inner);
        }
    }
    for (x, y, corner) in [
        (frame.x, frame.y, left_top),
        (right, frame.y, right_top),
        (right, low, right_low),
        (frame.x, low, left_low),
    ] {
        window.put(x, y, corner, edge);
    }
    let room = frame.width.saturating_sub(4);
    let dim = if card.focus { theme.selected() } else { theme.dim().remove_modifier(Modifier::BOLD) };
    let lines = card.name.iter().map(|line| (line, words)).chain(card.owner.iter().map(|line| (line, dim)));
    for (row, (line, style)) in lines.enumerate() {
        let text = pad(&fit(line, room, theme.symbol(Symbol::More)), room, "");
        window.text(frame.x + 2, frame.y + 1 + row, &text, style);
    }
    if card.focus {
        window.text(frame.x + 1, frame.y + 1, theme.symbol(Symbol::Cursor), theme.selected());
    }
    on_borders(card, frame, theme, window);
}

/// The side of the boundary and what was found on the upper border; the life and the counts on the lower.
fn on_borders(card: &Card, frame: Frame, theme: &Theme, window: &mut Window) {
    let (right, low) = (frame.right() - 1, frame.bottom() - 1);
    let style = theme.dim();
    if !card.side.is_empty() && card.side.len() + 4 <= frame.width {
        window.text(frame.x + 1, frame.y, &format!(" {} ", card.side), style);
    }
    if let Some(trouble) = card.trouble {
        let (symbol, style) = match trouble {
            Trouble::SinglePoint => (Symbol::Danger, theme.danger()),
            _ => (Symbol::Flag, theme.attention()),
        };
        window.text(right - 1, frame.y, theme.symbol(symbol), style);
    }
    if !card.life.is_empty() && card.life.len() + 4 <= frame.width {
        window.text(frame.x + 1, low, &format!(" {} ", card.life), style);
    }
    if let Some((arrive, leave)) = card.counts.filter(|(arrive, leave)| arrive + leave > 0) {
        let arrow = theme.symbol(Symbol::Arrow);
        let text = format!(" {arrow}{arrive} {leave}{arrow} ");
        let life = if card.life.is_empty() { 0 } else { card.life.len() + 2 };
        if text.width() + life + 2 <= frame.width {
            window.text(right - text.width(), low, &text, style);
        }
    }
}
