//! Capabilities by their score.

use ratatui::text::Line;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::bars::{self, Bar};
use super::super::widgets::wrap::fit;
use crate::app::desk::Desk;
use crate::workshop::leverage;
use crate::workshop::value::format_number;

/// The lines of the picture.
pub fn lines(desk: &Desk, theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let ranked = leverage::ranked(&desk.session);
    let bars: Vec<Bar> = ranked
        .iter()
        .filter_map(|row| {
            let rice = row.rice?;
            let dots = if row.dots > 0 { format!("  {} dots", row.dots) } else { String::new() };
            let gate =
                if row.gate.is_empty() { String::new() } else { format!("  lacks {}", row.gate.join(", ")) };
            Some(Bar {
                label: row.row.name.clone(),
                amount: rice,
                value: fit(
                    &format!("{}{dots}{gate}", format_number((rice * 10.0).round() / 10.0)),
                    width / 2,
                    theme.symbol(Symbol::More),
                ),
                style: if row.gate.is_empty() { theme.done() } else { theme.stage(3) },
            })
        })
        .collect();
    if bars.is_empty() {
        return vec![Line::styled(
            "Give reach, impact, confidence and effort, and the ranking shows here.",
            theme.dim(),
        )];
    }
    let mut lines =
        vec![Line::styled("Ranked by reach x impact x confidence / effort (RICE)", theme.heading())];
    lines.extend(bars::lines(
        &bars,
        width,
        theme.symbol(Symbol::BarFull),
        theme.symbol(Symbol::More),
        theme.text(),
    ));
    lines
}
