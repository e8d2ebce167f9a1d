//! A document on the terminal: the same blocks that are exported, wrapped to a pane.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad, wrapped};
use crate::deliverables::document::{Body, Document, ListKind, Table};

/// The lines of a document from a section on, as many as are wanted, and whether there are more. Only what can
/// be seen is laid out: a document may be long, and this runs for every frame.
pub fn lines(
    document: &Document,
    section: &str,
    theme: &Theme,
    width: usize,
    wanted: usize,
) -> (Vec<Line<'static>>, bool) {
    let mut lines = Vec::new();
    let start = document.blocks.iter().position(|block| block.section == section).unwrap_or(0);
    if start == 0 {
        for line in wrapped(&document.title, width) {
            lines.push(Line::styled(line, theme.heading().add_modifier(Modifier::UNDERLINED)));
        }
        lines.push(Line::default());
    }
    for block in &document.blocks[start..] {
        if lines.len() >= wanted {
            return (lines, true);
        }
        body(&block.body, theme, width, &mut lines);
        lines.push(Line::default());
    }
    let more = lines.len() > wanted;
    (lines, more)
}

fn push(lines: &mut Vec<Line<'static>>, text: &str, width: usize, style: Style) {
    lines.extend(wrapped(text, width).into_iter().map(|line| Line::styled(line, style)));
}

fn body(body: &Body, theme: &Theme, width: usize, lines: &mut Vec<Line<'static>>) {
    match body {
        Body::Heading { level, text, .. } => {
            let style = if *level <= 2 { theme.accent() } else { theme.heading() };
            push(lines, text, width, style);
        }
        Body::Paragraph(text) => push(lines, &text.plain(), width, theme.text()),
        Body::List { kind, items } => {
            for (number, item) in items.iter().enumerate() {
                let bullet = match kind {
                    ListKind::Bullets => format!("{} ", theme.symbol(Symbol::Bullet)),
                    ListKind::Numbers => format!("{}. ", number + 1),
                    ListKind::Boxes if item.done => "[x] ".to_owned(),
                    ListKind::Boxes => "[ ] ".to_owned(),
                };
                let indent = " ".repeat(bullet.width());
                for (row, line) in
                    wrapped(&item.text.plain(), width.saturating_sub(bullet.width())).iter().enumerate()
                {
                    let start = if row == 0 { &bullet } else { &indent };
                    lines.push(Line::styled(format!("{start}{line}"), theme.text()));
                }
            }
        }
        Body::Table(rows) => table(rows, theme, width, lines),
        Body::Code { text, .. } => {
            for line in text.lines() {
                let line = fit(line, width.saturating_sub(2), theme.symbol(Symbol::More));
                lines.push(Line::styled(format!("  {line}"), theme.done()));
            }
        }
        Body::Callout { text, .. } => {
            for line in wrapped(&text.plain(), width.saturating_sub(2)) {
                lines.push(Line::from(vec![
                    Span::styled(format!("{} ", theme.symbol(Symbol::Divider)), theme.attention()),
                    Span::styled(line, theme.attention()),
                ]));
            }
        }
        Body::Diagram(diagram) => {
            push(lines, &diagram.title, width, theme.heading());
            for group in &diagram.groups {
                let names: Vec<_> = group.nodes.iter().map(|node| node.label.replace('\n', " ")).collect();
                push(lines, &format!("{}: {}", group.label, names.join(", ")), width, theme.text());
            }
            push(
                lines,
                &format!("{} connections; v shows the drawing", diagram.edges.len()),
                width,
                theme.dim(),
            );
        }
        Body::Chart(chart) => push(lines, &format!("Chart: {}", chart.title), width, theme.dim()),
    }
}

/// A table as a grid when its columns are readable at this width, else each row as a small list.
fn table(table: &Table, theme: &Theme, width: usize, lines: &mut Vec<Line<'static>>) {
    let natural: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let cells =
                table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.plain().width());
            cells.chain([table.columns[at].label.width()]).max().unwrap_or(0)
        })
        .collect();
    let gaps = 2 * natural.len().saturating_sub(1);
    if natural.iter().sum::<usize>() + gaps <= width {
        let line = |cells: Vec<String>, style: Style| {
            let padded = cells.iter().zip(&natural).map(|(cell, width)| pad(cell, *width, ""));
            Line::styled(padded.collect::<Vec<_>>().join("  "), style)
        };
        let head = table.columns.iter().map(|column| column.label.clone()).collect();
        lines.push(line(head, theme.dim().add_modifier(Modifier::UNDERLINED)));
        for row in &table.rows {
            lines.push(line(
                row.cells.iter().map(super::super::deliverables::text::Text::plain).collect(),
                theme.text(),
            ));
        }
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            lines.push(Line::default());
        }
        for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let text = cell.plain();
            if text.is_empty() {
                continue;
            }
            if at == 0 {
                push(lines, &text, width, theme.heading());
                continue;
            }
            let label = format!("{}: ", column.label);
            for (row, line) in
                wrapped(&format!("{label}{text}"), width.saturating_sub(2)).into_iter().enumerate()
            {
                let (label_part, rest) =
                    if row == 0 { line.split_at(line.len().min(label.len())) } else { ("", line.as_str()) };
                lines.push(Line::from(vec![
                    Span::raw("  "),
                    Span::styled(label_part.to_owned(), theme.dim()),
                    Span::styled(rest.to_owned(), theme.text()),
                ]));
            }
        }
    }
}
