//! A row of a table, drawn cell by cell: the space between cells is not worth writing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::theme::{Symbol, Theme};
use super::widgets::ink;
use super::widgets::wrap::{fit, wrap, wrapped};
use super::{Geometry, Hit, table};
use crate::app::desk::{Desk, Pane};
use crate::app::items::table_of;
use crate::workshop::records::{FieldSpec, Need};
use crate::workshop::session::Session;

/// The row to draw.
pub struct Row<'a> {
    /// Its item in the activity.
    pub at: usize,
    /// The capture it belongs to.
    pub capture: usize,
    /// The record it shows.
    pub id: &'a str,
}

/// How many lines the row takes, up to `most`, until none of its visible cells is cut.
pub fn lines(
    session: &Session,
    id: &str,
    fields: &[&'static FieldSpec],
    columns: &table::Columns,
    most: usize,
) -> usize {
    let of_cell = |column: &table::Column| {
        let text = table::cell(session, id, fields[column.field]);
        // Nothing is wider than it is long.
        if text.len() <= column.width { 1 } else { wrap(&text, column.width).len() }
    };
    columns.shown.iter().map(of_cell).max().unwrap_or(1).clamp(1, most)
}

/// Draws a row in a rectangle; what its lines do not hold is cut.
pub fn draw(
    Row { at, capture, id }: Row,
    columns: &table::Columns,
    desk: &Desk,
    theme: &Theme,
    frame: &mut Frame,
    rect: Rect,
    geometry: &mut Geometry,
) {
    let Some((_, fields)) = table_of(desk.current_activity(), capture) else { return };
    let (here, focused) = (at == desk.cursor().item, desk.pane == Pane::Activity);
    let style = match (here, focused) {
        (true, true) => theme.selected(),
        (true, false) => theme.selected_away(),
        _ => Style::new(),
    };
    let buffer = frame.buffer_mut();
    ink::shade(buffer, rect, style);
    if here {
        let (mark, look) = theme.marker(here, focused);
        buffer.set_string(rect.x, rect.y, mark, style.patch(look));
    }
    let height = usize::from(rect.height);
    let mut left = usize::from(rect.x) + 2;
    for column in &columns.shown {
        let field = fields[column.field];
        let whole = table::cell(&desk.session, id, field);
        let current = here && focused && column.field == desk.cursor().column;
        let missing = whole.is_empty() && field.need == Need::Required;
        let (lines, mut look) = if missing {
            let mark = theme.symbol(Symbol::Empty);
            (vec![table::placed(field, mark, column.width, theme)], theme.attention())
        } else if height > 1 && whole.len() > column.width {
            (within(&whole, (column.width, height), theme), theme.text())
        } else {
            (vec![table::placed(field, &whole, column.width, theme)], theme.text())
        };
        let (x, width) = (u16::try_from(left).unwrap_or(u16::MAX), u16::try_from(column.width).unwrap_or(0));
        if current {
            look = look.patch(theme.accent()).add_modifier(Modifier::UNDERLINED);
        }
        for (line, y) in lines.iter().zip(rect.y..) {
            let area = Rect { x, y, width, height: 1 }.intersection(rect);
            if current {
                // Underlined from end to end, so that an empty cell shows too.
                buffer.set_style(area, style.patch(look));
            }
            ink::write(buffer, area, line, style.patch(look));
        }
        let width = width + u16::try_from(table::GAP).unwrap_or(0);
        let area = Rect { x, width, ..rect }.intersection(rect);
        geometry.note(area, Hit::Item { item: at, column: column.field });
        left += column.width + table::GAP;
    }
}

/// Text in lines of a width, of which the last says that there is more when it is too long.
fn within(text: &str, (width, height): (usize, usize), theme: &Theme) -> Vec<String> {
    let mut lines = wrapped(text, width);
    if lines.len() > height {
        let rest = lines.split_off(height - 1).join(" ");
        lines.push(fit(&rest, width, theme.symbol(Symbol::More)));
    }
    lines
}
