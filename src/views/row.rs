//! A row of a table, drawn cell by cell: the space between cells is not worth writing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::theme::{Symbol, Theme};
use super::widgets::ink;
use super::{Geometry, Hit, table};
use crate::app::desk::{Desk, Pane};
use crate::app::items::table_of;
use crate::workshop::records::Need;

/// The row to draw.
pub struct Row<'a> {
    /// Its item in the activity.
    pub at: usize,
    /// The capture it belongs to.
    pub capture: usize,
    /// The record it shows.
    pub id: &'a str,
}

/// Draws a row in a rectangle one line high.
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
    buffer.set_style(rect, style);
    if here {
        let (mark, look) = theme.marker(here, focused);
        buffer.set_string(rect.x, rect.y, mark, style.patch(look));
    }
    let mut left = usize::from(rect.x) + 2;
    for column in &columns.shown {
        let field = fields[column.field];
        let text = table::cell(&desk.session, id, field);
        let current = here && focused && column.field == desk.cursor().column;
        let missing = text.is_empty() && field.need == Need::Required;
        let (text, mut look) = if missing {
            (table::placed(field, theme.symbol(Symbol::Empty), column.width, theme), theme.attention())
        } else {
            (table::placed(field, &text, column.width, theme), theme.text())
        };
        let cell = |width: usize| {
            let (x, width) = (u16::try_from(left).unwrap_or(u16::MAX), u16::try_from(width).unwrap_or(0));
            Rect { x, width, ..rect }.intersection(rect)
        };
        let area = cell(column.width);
        if current {
            // Underlined from end to end, so that an empty cell shows too.
            look = look.patch(theme.accent()).add_modifier(Modifier::UNDERLINED);
            buffer.set_style(area, style.patch(look));
        }
        ink::write(buffer, area, &text, style.patch(look));
        geometry.note(cell(column.width + table::GAP), Hit::Item { item: at, column: column.field });
        left += column.width + table::GAP;
    }
}
