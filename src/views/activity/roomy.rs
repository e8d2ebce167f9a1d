//! Rows of several lines, where there is room: what would be cut in one line is whole in a few.

use super::{Layouts, Piece};
use crate::app::desk::Desk;
use crate::app::items::table_of;
use crate::views::row;

/// The most lines of a row.
const MOST: usize = 6;

/// Gives rows the lines they need when all of the answers fit a height with them; else leaves them as they are.
/// Either all rows have what they need, up to a number of lines, or none: a list that is half of each looks torn.
pub(super) fn spread(pieces: Vec<Piece>, layouts: &Layouts, desk: &Desk, height: usize) -> Vec<Piece> {
    let spare = height.saturating_sub(pieces.len());
    if spare == 0 {
        return pieces;
    }
    let needs: Vec<usize> = pieces.iter().map(|piece| needed(piece, layouts, desk)).collect();
    let more = |most: usize| needs.iter().map(|lines| lines.min(&most) - 1).sum::<usize>();
    let Some(most) = (2..=MOST).rev().find(|most| more(*most) <= spare) else { return pieces };
    let mut roomy = Vec::with_capacity(pieces.len() + spare);
    for (mut piece, needs) in pieces.into_iter().zip(needs) {
        let under = needs.min(most) - 1;
        if let Piece::Row { lines, .. } = &mut piece {
            *lines += under;
        }
        let item = piece.item();
        roomy.push(piece);
        roomy.extend(item.into_iter().flat_map(|at| std::iter::repeat_n(at, under)).map(Piece::Under));
    }
    roomy
}

/// How many lines a piece would take to be whole.
fn needed(piece: &Piece, layouts: &Layouts, desk: &Desk) -> usize {
    let Piece::Row { capture, id, .. } = piece else { return 1 };
    let columns = layouts.get(*capture).and_then(Option::as_ref);
    let table = table_of(desk.current_activity(), *capture);
    match (columns, table) {
        (Some(columns), Some((_, fields))) => row::lines(&desk.session, id, fields, columns, MOST),
        _ => 1,
    }
}
