//! Which places would change if one estimate were off by half or by double.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::{Symbol, Theme};
use super::super::super::widgets::wrap::{fit, pad, wrapped};
use super::super::{selected, window};
use crate::app::desk::Desk;
use crate::workshop::leverage;
use crate::workshop::leverage::sensitivity::{Swing, above_the_line, below_the_line, sensitivity};
use crate::workshop::words;

/// How far down the summary looks.
const FIRST: usize = 3;

/// Who could come first, and who else could come among the first, in two sentences.
fn summary(swings: &[Swing]) -> String {
    let could = |place: usize| -> Vec<&str> {
        let rising = swings.iter().filter(|swing| swing.place > place && swing.range().0 <= place);
        rising.map(|swing| swing.row.name.as_str()).collect()
    };
    let (top, near) = (could(1), could(FIRST));
    let first = match (swings.first(), top.as_slice()) {
        (Some(first), []) if first.holds() => format!("{} would still come first", first.row.name),
        (_, []) => "nothing below the first would pass it by its own estimates".to_owned(),
        (_, top) => format!("{} could come first", words::or(top)),
    };
    let among = if swings.len() > FIRST && !near.is_empty() {
        format!(" Among the first {FIRST} could come {}.", words::or(&near))
    } else {
        String::new()
    };
    format!("If one estimate were off by half or by double, {first}.{among}")
}

/// The lines, the selected capability among them however few there is room for.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let swings = sensitivity(&desk.session);
    let scoring = leverage::scoring(&desk.session.records);
    let mut lines = vec![Line::styled("Would the order hold?", theme.heading())];
    let words = wrapped(&summary(&swings), width);
    lines.extend(words.into_iter().map(|line| Line::styled(line, theme.text())));
    let name = swings.iter().map(|swing| swing.row.name.width()).max().unwrap_or(0);
    let name = name.min(width.saturating_sub(48)).max(12);
    let groups =
        format!("{}{:<16}{:<16}", " ".repeat(name + 5), above_the_line(scoring), below_the_line(scoring));
    lines.push(Line::styled(fit(groups.trim_end(), width, more), theme.dim()));
    let head = format!("{}{:<7}{:<9}{:<7}{:<9}", " ".repeat(name + 5), "half", "double", "half", "double");
    lines.push(Line::styled(fit(head.trim_end(), width, more), theme.dim()));
    let here = selected(desk);
    let rows = swings.iter().map(|swing| {
        let mut spans = vec![
            Span::styled(format!("{:>3} ", swing.place), theme.dim()),
            Span::styled(format!("{} ", pad(&swing.row.name, name, more)), theme.text()),
        ];
        let cases = [(swing.above[0], 7), (swing.above[1], 9), (swing.below[0], 7), (swing.below[1], 9)];
        for (place, room) in cases {
            let (text, style) = if place == swing.place {
                (theme.symbol(Symbol::Dot).to_owned(), theme.dim())
            } else {
                (place.to_string(), theme.attention())
            };
            spans.push(Span::styled(pad(&text, room, ""), style));
        }
        let (best, worst) = swing.range();
        spans.push(if swing.holds() {
            Span::styled(format!("{} holds", theme.symbol(Symbol::Done)), theme.done())
        } else {
            Span::styled(format!("{best} to {worst}"), theme.text())
        });
        let line = Line::from(spans);
        if here.as_ref() == Some(&swing.row.id) { line.style(theme.selected()) } else { line }
    });
    let at = swings.iter().position(|swing| here.as_ref() == Some(&swing.row.id));
    let room = height.saturating_sub(lines.len());
    lines.extend(window(rows.collect(), at, room, desk, theme));
    lines
}
