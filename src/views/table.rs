//! How a table of records fits a width: which columns show, how wide, and what their cells say.

use unicode_width::UnicodeWidthStr;

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
    let mark = session.marks.get(&(id.to_owned(), Some(field.key.to_owned())));
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

/// Chooses columns for a width so that the first always shows and so does the one with the cursor.
pub fn columns(
    fields: &[&'static FieldSpec],
    widest: impl Fn(&'static FieldSpec) -> usize,
    width: usize,
    cursor: usize,
) -> Columns {
    let (wishes, natural): (Vec<usize>, Vec<usize>) = fields
        .iter()
        .map(|field| {
            let wish = widest(field).max(field.term.width());
            (wish.min(WIDEST), wish.min(cap(field.shape)))
        })
        .unzip();
    let Some(&title) = natural.first() else { return Columns::default() };
    let rest: usize = natural.iter().skip(1).map(|width| width + GAP).sum();
    // The title gives way first, down to a readable minimum, before columns are hidden.
    let least = title.min(32).min(width / 2).max(8.min(width));
    let title =
        if title + rest <= width { title } else { width.saturating_sub(rest).clamp(least, title.max(least)) };
    let title = title.min(width);
    let room = width - title;
    let fits = |first: usize| {
        let mut used = 0;
        let mut shown = Vec::new();
        for (at, width) in natural.iter().enumerate().skip(first) {
            if used + width + GAP > room {
                // What is left is still worth a column when it holds most of it.
                let left = room.saturating_sub(used + GAP);
                if left >= 12 || left * 2 >= *width {
                    shown.push(Column { field: at, width: left });
                }
                break;
            }
            used += width + GAP;
            shown.push(Column { field: at, width: *width });
        }
        shown
    };
    let cursor = cursor.min(natural.len() - 1);
    let mut first = 1;
    let mut shown = fits(first);
    while cursor >= 1 && first < cursor && !shown.iter().any(|column| column.field == cursor) {
        first += 1;
        shown = fits(first);
    }
    if shown.is_empty() && cursor >= 1 && room > GAP {
        shown = vec![Column { field: cursor, width: room - GAP }];
        first = cursor;
    }
    let end = shown.last().map_or(0, |column| column.field);
    let mut all = vec![Column { field: 0, width: title }];
    all.extend(shown);
    // Room that is left goes to what would be cut, the title first.
    let used: usize = all.iter().map(|column| column.width).sum::<usize>() + GAP * (all.len() - 1);
    let mut spare = width.saturating_sub(used);
    for column in &mut all {
        let more = wishes[column.field].saturating_sub(column.width).min(spare);
        column.width += more;
        spare -= more;
    }
    Columns { shown: all, left: first - 1, right: natural.len() - 1 - end.max(first - 1) }
}

/// The widest a column may become.
fn cap(shape: Shape) -> usize {
    match shape {
        Shape::Number | Shape::Frequency | Shape::YesNo => 12,
        Shape::Date => 11,
        Shape::Quantity | Shape::Growth | Shape::Span => 16,
        Shape::Choice(_) | Shape::Ref(_) => 24,
        Shape::Many(_) | Shape::Refs(_) => 28,
        Shape::Text => 48,
        Shape::Prose | Shape::Lines => 32,
    }
}
