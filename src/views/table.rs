//! How a table of records fits a width: which columns show, how wide, and what their cells say.

use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad};
use crate::workshop::event::Status;
use crate::workshop::records::{FieldSpec, Kind};
use crate::workshop::session::Session;
use crate::workshop::value::{Shape, Value};

/// One visible column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its index among the capture's fields.
    pub field: usize,
    /// Its width in cells.
    pub width: usize,
}

/// The visible columns, and how many are hidden on either side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Visible columns from left to right.
    pub shown: Vec<Column>,
    /// Hidden between the first column and the rest.
    pub left: usize,
    /// Hidden behind the last visible one.
    pub right: usize,
}

/// Space between columns.
pub const GAP: usize = 2;

/// The text of a cell, with a mark for answers that are less than sure.
pub fn cell(session: &Session, id: &str, field: &FieldSpec) -> String {
    said(session, id, field, &session.records.value(id, field.key))
}

fn said(session: &Session, id: &str, field: &FieldSpec, value: &Value) -> String {
    let text = session.records.display(field, value);
    let mark = session.marks.get(id, Some(field.key));
    match mark.map(|mark| mark.status) {
        Some(Status::Unknown) if text.is_empty() => "?".to_owned(),
        Some(Status::Unknown) => format!("{text} ?"),
        Some(Status::Estimate) => format!("~{text}"),
        Some(Status::Assumption) => format!("≈{text}"),
        _ => text,
    }
}

/// The widest a column becomes when there is room to spare.
const WIDEST: usize = 72;

/// How many rows decide about the widths of columns.
const SAMPLE: usize = 200;

/// How wide the cells of a column are at most. Takes a moment in a long table, so the desk keeps the answer.
pub fn widest(session: &Session, kind: Kind, field: &FieldSpec) -> usize {
    let rows = (0..SAMPLE).map_while(|at| session.records.nth(kind, at));
    let cells = rows.map(|(id, record)| said(session, id, field, &record.get(field.key)).width());
    cells.max().unwrap_or(0)
}

/// Chooses columns for a width so that the first always shows and so does the one with the cursor. No column is
/// less than it needs to be understood: when not all fit, whole columns are left out. Cells either wrap or are cut.
pub fn columns(
    fields: &[&'static FieldSpec],
    widest: impl Fn(&'static FieldSpec) -> usize,
    (width, wraps): (usize, bool),
    cursor: usize,
) -> Columns {
    let wishes: Vec<Wish> = fields.iter().map(|field| Wish::of(field, widest(field))).collect();
    let Some(title) = wishes.first() else { return Columns::default() };
    // The title gives way down to a good part of the width before columns are hidden; wrapped, it is never cut.
    let part = if wraps { 0 } else { width * 45 / 100 };
    let title = title.full.min(part.max(32)).min(width);
    let room = width - title;
    let fits = |first: usize| {
        let ends = wishes.iter().enumerate().skip(first).scan(0, |used, (at, wish)| {
            *used += wish.least + GAP;
            (*used <= room).then_some(at + 1)
        });
        first..ends.last().unwrap_or(first)
    };
    let cursor = cursor.min(wishes.len() - 1);
    let mut shown = fits(1);
    while shown.start < cursor && !shown.contains(&cursor) {
        shown = fits(shown.start + 1);
    }
    let mut all = vec![Column { field: 0, width: title }];
    if cursor >= 1 && !shown.contains(&cursor) {
        // The column in hand shows even when it takes room from the title.
        let least = wishes[cursor].least.min(width.saturating_sub(8 + GAP));
        if least > 0 {
            all[0].width = title.min(width - least - GAP);
            all.push(Column { field: cursor, width: least });
        }
        shown = cursor..cursor + 1;
    } else {
        all.extend(shown.clone().map(|field| Column { field, width: wishes[field].least }));
    }
    // Room that is left goes to what would be cut: the title and people first, prose last.
    let used: usize = all.iter().map(|column| column.width).sum::<usize>() + GAP * (all.len() - 1);
    let mut spare = width.saturating_sub(used);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (*at > 0, rank(fields[all[*at].field].shape)));
    for limit in [|wish: &Wish| wish.good, |wish: &Wish| wish.full] {
        for at in &order {
            let column = &mut all[*at];
            let more = limit(&wishes[column.field]).saturating_sub(column.width).min(spare);
            column.width += more;
            spare -= more;
        }
    }
    Columns { shown: all, left: shown.start - 1, right: wishes.len() - shown.end }
}

/// How wide a column is: when it barely says what it should, when it is easy to read, and when nothing is cut.
struct Wish {
    least: usize,
    good: usize,
    full: usize,
}

impl Wish {
    fn of(field: &FieldSpec, widest: usize) -> Self {
        let head = field.term.width();
        let up_to = |most: usize| widest.min(most).max(head);
        let full = up_to(WIDEST);
        let (least, good) = match field.shape {
            // Half a date or number is none.
            shape if short(shape) => (up_to(24), full),
            Shape::Ref(Kind::Person | Kind::Team) | Shape::Either(..) => (up_to(18), full),
            Shape::Choice(_) | Shape::OrOwn(_) | Shape::Ref(_) => (up_to(14), up_to(24)),
            Shape::Many(_) | Shape::Refs(_) => (up_to(14), up_to(28)),
            Shape::Text => (up_to(18), up_to(48)),
            _ => (up_to(20), up_to(32)),
        };
        Self { least, good, full }
    }
}

/// What comes first when there is room to spare.
fn rank(shape: Shape) -> u8 {
    match shape {
        Shape::Ref(Kind::Person | Kind::Team) | Shape::Either(..) => 0,
        shape if short(shape) => 0,
        Shape::Choice(_) | Shape::OrOwn(_) | Shape::Ref(_) | Shape::Text => 1,
        Shape::Many(_) | Shape::Refs(_) => 2,
        _ => 3,
    }
}

/// Whether cells are short by nature, and say nothing when they are cut.
fn short(shape: Shape) -> bool {
    let figures = matches!(shape, Shape::Number | Shape::Quantity | Shape::Growth | Shape::Frequency);
    figures || matches!(shape, Shape::YesNo | Shape::Date | Shape::Span)
}

/// The text of a cell, or the heading above it, in exactly its width.
pub fn aligned(field: &FieldSpec, text: &str, width: usize, theme: &Theme) -> String {
    pad(&placed(field, text, width, theme), width, theme.symbol(Symbol::More))
}

/// The same without the space behind it. Numbers stand below each other by their last digit.
pub fn placed(field: &FieldSpec, text: &str, width: usize, theme: &Theme) -> String {
    let text = fit(text, width, theme.symbol(Symbol::More));
    match field.shape {
        Shape::Number => format!("{text:>width$}"),
        _ => text,
    }
}
