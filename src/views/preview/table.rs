//! Tables of a document: a grid as long as its columns can be read, else each row as a small list.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Mark, Sheet, marked};
use crate::deliverables::changes::Spot;
use crate::deliverables::document::{Table, TableRow, Text};
use crate::views::widgets::wrap::pad;

/// From this width on cells may take several lines. In a narrower pane a list reads better.
const ROOMY: usize = 72;
/// A column in which sentences stand is at least as wide.
const COLUMN: usize = 14;
/// Columns as wide as that stay as they are.
const SHORT: usize = 20;
/// Between two columns.
const GAP: usize = 2;

impl Sheet<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        match self.columns(table) {
            Some(widths) => self.grid(table, &widths),
            None => self.rows_as_lists(table),
        }
    }

    /// How wide the columns are; nothing when a grid could not be read.
    fn columns(&self, table: &Table) -> Option<Vec<usize>> {
        let widest = |at: usize| {
            let cells =
                table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.plain().width());
            cells.chain([table.columns[at].label.width()]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..table.columns.len()).map(widest).collect();
        let room = self.room.table.checked_sub(GAP * widths.len().saturating_sub(1))?;
        let longest = |at: usize| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(Text::plain);
            let words = cells.chain([table.columns[at].label.clone()]);
            words.filter_map(|text| text.split(' ').map(UnicodeWidthStr::width).max()).max().unwrap_or(0)
        };
        if widths.iter().sum::<usize>() <= room {
            return Some(widths);
        }
        if self.room.table < ROOMY {
            return None;
        }
        let least: Vec<usize> = widths
            .iter()
            .enumerate()
            .map(|(at, wide)| if *wide <= SHORT { *wide } else { longest(at).clamp(COLUMN, SHORT * 2) })
            .collect();
        if least.iter().sum::<usize>() > room {
            return None;
        }
        // What is widest gives first, so that short columns keep their lines.
        let mut over = widths.iter().sum::<usize>() - room;
        while over > 0 {
            let most =
                (0..widths.len()).filter(|at| widths[*at] > least[*at]).max_by_key(|at| widths[*at])?;
            let next = (0..widths.len()).filter(|at| *at != most).map(|at| widths[at]);
            let next = next.max().unwrap_or(0).max(least[most]);
            let step = widths[most].saturating_sub(next).clamp(1, over);
            widths[most] -= step;
            over -= step;
        }
        Some(widths)
    }

    fn grid(&mut self, table: &Table, widths: &[usize]) {
        let head = self.theme.dim().add_modifier(Modifier::UNDERLINED);
        let labels: Vec<String> = table.columns.iter().map(|column| column.label.clone()).collect();
        let fresh = self.changes.fresh(Spot::new(self.block, 0)).is_some();
        self.grid_row(table, &labels, 0, fresh, widths, head);
        for (at, row) in table.rows.iter().enumerate() {
            let cells: Vec<String> = row.cells.iter().map(Text::plain).collect();
            self.grid_row(table, &cells, at + 1, false, widths, self.theme.text());
        }
    }

    fn grid_row(
        &mut self,
        table: &Table,
        cells: &[String],
        part: usize,
        all: bool,
        widths: &[usize],
        style: Style,
    ) {
        let begin = self.rows.len();
        self.part = part;
        let wide = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let wrapped: Vec<_> = cells
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(cell, (text, width))| {
                let spot = Spot { block: self.block, part, cell };
                marked(text, *width, self.changes.fresh(spot).filter(|_| part > 0))
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let mut text = String::with_capacity(wide);
            let mut mark = all.then_some(Mark::Fresh);
            for (at, lines) in wrapped.iter().enumerate() {
                let (range, fresh) = lines.get(line).cloned().unwrap_or((0..0, None));
                mark = mark.or(fresh);
                if at > 0 {
                    text.push_str(&" ".repeat(GAP));
                }
                let words = cells[at][range].trim_end();
                if table.columns[at].right {
                    text.push_str(&" ".repeat(widths[at].saturating_sub(words.width())));
                    text.push_str(words);
                } else {
                    text.push_str(&pad(words, widths[at], ""));
                }
            }
            // On the words alone: a line under them ends with the table.
            self.push(Line::from(Span::styled(text, style)), mark, wide);
        }
        self.missing(part, begin);
    }

    fn rows_as_lists(&mut self, table: &Table) {
        for (at, row) in table.rows.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            let begin = self.rows.len();
            self.row_as_list(table, row, at + 1);
            self.missing(at + 1, begin);
        }
    }

    fn row_as_list(&mut self, table: &Table, row: &TableRow, part: usize) {
        let theme = self.theme;
        self.part = part;
        for (cell, (column, text)) in table.columns.iter().zip(&row.cells).enumerate() {
            let text = text.plain();
            if text.is_empty() {
                continue;
            }
            let fresh = self.changes.fresh(Spot { block: self.block, part, cell }).cloned();
            if cell == 0 {
                for (range, mark) in marked(&text, self.room.text, fresh.as_ref()) {
                    let words = text[range].trim_end().to_owned();
                    self.push(Line::styled(words, theme.heading()), mark, 0);
                }
                continue;
            }
            let label = format!("{}: ", column.label);
            let fresh = fresh.map(|range| range.start + label.len()..range.end + label.len());
            let text = format!("{label}{text}");
            let lines = marked(&text, self.room.text.saturating_sub(2), fresh.as_ref());
            for (line, (range, mark)) in lines.into_iter().enumerate() {
                let words = text[range].trim_end();
                let cut = if line == 0 { label.len().min(words.len()) } else { 0 };
                let (before, rest) = words.split_at_checked(cut).unwrap_or((words, ""));
                let spans = vec![
                    Span::raw("  "),
                    Span::styled(before.to_owned(), theme.dim()),
                    Span::styled(rest.to_owned(), theme.text()),
                ];
                self.push(Line::from(spans), mark, 0);
            }
        }
    }
}
