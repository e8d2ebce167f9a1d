//! The four tensions as sliders: where the team stands between two ends, why, what it gives up, and the
//! evidence that would move it. What there is no room for is left out from the end of that list; where not even
//! the evidence has room for all, the tension in hand has all the room.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use super::selected;
use crate::app::desk::Desk;
use crate::workshop::records::{Axis, Position, Row, TradeOff};
use crate::workshop::value::ChoiceSet;

/// The longest slider that still reads as one.
const LONGEST: usize = 80;

/// The columns before what is said.
const INDENT: usize = 14;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let all = &desk.session.records.trade_offs;
    let here = selected(desk);
    let ends = Axis::ALL.iter().flat_map(|axis| <[&str; 2]>::from(axis.ends()));
    let label = ends.map(UnicodeWidthStr::width).max().unwrap_or(0);
    let mut lines = vec![Line::styled("Where we stand between the two ends", theme.heading())];
    // Each tension has the same share of the room; a blank line goes between them where there is one to spare.
    let share = height.saturating_sub(1) / Axis::ALL.len();
    let taken = if share > 2 { 2 } else { 1 };
    let each = share.saturating_sub(taken + usize::from(share > 4));
    let tight = all.iter().any(|trade| wrapped(&trade.revisit, width.saturating_sub(INDENT)).len() > each);
    let whole = height.saturating_sub(1 + Axis::ALL.len() * taken);
    for axis in Axis::ALL {
        let trade = all.iter().rfind(|trade| trade.axis == Some(*axis));
        let mut block = Vec::new();
        let marked = trade.is_some_and(|trade| Some(&trade.id) == here.as_ref());
        if share > 2 {
            let style = if marked { theme.accent() } else { theme.heading() };
            let title = format!("{} {}", mark(marked, theme), axis.label());
            block.push(Line::styled(fit(&title, width, theme.symbol(Symbol::More)), style));
        }
        let alone = marked && block.is_empty();
        let position = trade.and_then(|trade| trade.position);
        block.push(slider(*axis, position, (marked, mark(alone, theme)), theme, width, label));
        let room = match (tight && here.is_some(), marked) {
            (false, _) => each,
            (true, true) => whole,
            (true, false) => 0,
        };
        match trade {
            Some(trade) => block.extend(told(trade, desk, theme, width, room)),
            None if room > 0 => block.push(Line::styled("  No position yet.", theme.attention())),
            None => {}
        }
        if share > block.len() && !tight {
            block.push(Line::default());
        }
        lines.extend(block);
    }
    lines
}

/// The sign of the tension in hand, which does not need colours; as wide a blank for the others.
fn mark(marked: bool, theme: &Theme) -> &'static str {
    if marked { theme.symbol(Symbol::Cursor) } else { " " }
}

/// The two ends with a line between them, and the team's place on it.
fn slider(
    axis: Axis,
    position: Option<Position>,
    (marked, mark): (bool, &str),
    theme: &Theme,
    width: usize,
    label: usize,
) -> Line<'static> {
    let (left, right) = axis.ends();
    let length = width.saturating_sub(2 * label + 5).clamp(9, LONGEST);
    let (track, tick, thumb) = if theme.ascii { ("-", "+", "#") } else { ("─", "┼", "●") };
    let place = |step: usize| step * (length - 1) / (Position::ALL.len() - 1);
    let at = position.map(|position| place(position.index()));
    let before = format!("{}{left} ", " ".repeat(1 + label - left.width()));
    let mut spans = vec![Span::styled(mark.to_owned(), theme.accent()), Span::styled(before, theme.text())];
    for cell in 0..length {
        let steps = (0..Position::ALL.len()).any(|step| place(step) == cell);
        spans.push(if at == Some(cell) {
            let style = if marked { theme.accent() } else { theme.stage(3) };
            Span::styled(thumb, style.add_modifier(ratatui::style::Modifier::BOLD))
        } else {
            Span::styled(if steps { tick } else { track }, theme.line())
        });
    }
    spans.push(Span::styled(format!(" {}", pad(right, label, "")), theme.text()));
    Line::from(spans)
}

/// What was said about a position, in as many lines as there are.
fn told(trade: &Row<TradeOff>, desk: &Desk, theme: &Theme, width: usize, room: usize) -> Vec<Line<'static>> {
    let owner = desk.session.records.title(trade.owner.id().unwrap_or_default());
    let watched = format!("{} ({owner} keeps watch)", trade.revisit);
    let fits = wrapped(&watched, width.saturating_sub(INDENT)).len() <= room;
    let revisit = if owner.is_empty() || !fits { trade.revisit.clone() } else { watched };
    let parts = [
        ("Look again", revisit.as_str(), theme.attention()),
        ("Why", trade.reason.0.as_str(), theme.text()),
        ("Given up", trade.gives_up.as_str(), theme.dim()),
    ];
    let mut lines = Vec::new();
    for (name, text, style) in parts.into_iter().filter(|(_, text, _)| !text.trim().is_empty()) {
        let words = wrapped(text, width.saturating_sub(INDENT));
        let left = room.saturating_sub(lines.len());
        // A text stands whole or not at all; only the first is shortened when even that has no room.
        if words.len() > left && !(lines.is_empty() && left > 0) {
            continue;
        }
        let cut = words.len() > left;
        for (row, line) in words.into_iter().take(left).enumerate() {
            let head = if row == 0 { name } else { "" };
            let more = if cut && row + 1 == left { theme.symbol(Symbol::More) } else { "" };
            let line =
                fit(&format!("{line}{more}"), width.saturating_sub(INDENT), theme.symbol(Symbol::More));
            lines.push(Line::from(vec![
                Span::styled(format!("  {}", pad(head, 12, "")), theme.dim()),
                Span::styled(line, style),
            ]));
        }
    }
    lines
}
