//! What a list says of its part that is not in view.

use ratatui::text::Line;

use super::{Begins, Piece};
use crate::app::desk::Desk;
use crate::app::items::table_of;
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::wrap::fit;

/// What follows below the last line in view: the rest of a table, fields, and the tables after it.
pub(super) fn line(desk: &Desk, theme: &Theme, rest: &[Piece], width: usize) -> Line<'static> {
    let rows = rest.iter().filter(|piece| matches!(piece, Piece::Row { .. }));
    let first = rows.clone().next().and_then(|piece| match piece {
        Piece::Row { capture, .. } => Some(*capture),
        Piece::Ready(_) | Piece::Under(_) => None,
    });
    let told = |piece: &Piece| match piece {
        Piece::Ready(drawn) => drawn.begins,
        Piece::Row { .. } | Piece::Under(_) => None,
    };
    let begun = rest
        .iter()
        .any(|piece| matches!((told(piece), first), (Some(Begins::Table(at)), Some(f)) if at == f));
    let mut parts = Vec::new();
    if let Some(table) = first.filter(|_| !begun) {
        let of_table = |piece: &&Piece| matches!(piece, Piece::Row { capture, .. } if *capture == table);
        let count = rows.filter(of_table).count();
        parts.push(format!("{count} {}", if count == 1 { "row" } else { "rows" }));
    }
    parts.extend(rest.iter().filter_map(told).filter_map(|begins| match begins {
        Begins::Field(term) => Some(term.to_owned()),
        Begins::Table(capture) => {
            let (kind, _) = table_of(desk.current_activity(), capture)?;
            let count = desk.session.records.count(kind);
            Some(if count == 0 {
                kind.spec().plural.to_owned()
            } else {
                format!("{} {count}", kind.spec().plural)
            })
        }
    }));
    if parts.is_empty() {
        return Line::default();
    }
    let text = format!("  {} more: {}", theme.symbol(Symbol::Down), parts.join(", "));
    Line::styled(fit(&text, width, theme.symbol(Symbol::More)), theme.dim())
}

/// A name within a sentence: in small letters, but for abbreviations.
pub(super) fn lower(name: &str) -> String {
    let small = |word: &str| {
        let short = word.chars().all(char::is_uppercase);
        if short { word.to_owned() } else { word.to_lowercase() }
    };
    name.split(' ').map(small).collect::<Vec<_>>().join(" ")
}
