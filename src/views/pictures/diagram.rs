//! The architecture on the terminal: layers from the user down, components as boxes, and the connections of
//! the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, wrapped};
use crate::app::desk::Desk;
use crate::workshop::canvas::Canvas;
use crate::workshop::records::{Component, Kind, Lifecycle, Mode, Row, Side};
use crate::workshop::value::ChoiceSet;

/// Draws the diagram.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let records = &desk.session.records;
    let canvas = Canvas::of(records);
    let width = usize::from(area.width);
    let selected = selected(desk);
    let near: Vec<&str> = selected.as_deref().map_or_else(Vec::new, |id| {
        let out = canvas.depends_on(id).into_iter();
        out.chain(canvas.used_by(id)).map(|row| row.id.as_str()).collect()
    });
    let mut lines = Vec::new();
    let unplaced = canvas.unplaced();
    let layers = canvas.layers().into_iter().map(|(layer, rows)| (layer.label(), rows));
    for (name, rows) in layers.chain((!unplaced.is_empty()).then_some(("No layer yet", unplaced))) {
        if rows.is_empty() {
            continue;
        }
        lines.push(Line::styled(name, theme.heading()));
        boxes(&rows, selected.as_deref(), &near, theme, width, &mut lines);
    }
    if lines.is_empty() {
        lines.push(Line::styled("Add components, and the drawing grows here.", theme.dim()));
    }
    let foot = edges(desk, &canvas, selected.as_deref(), theme, width);
    let keep = usize::from(area.height).saturating_sub(foot.len() + 1);
    // When not everything fits, the layer of the selected component stays in view.
    let here = selected.as_deref().and_then(|id| {
        lines.iter().position(|line| {
            let title = records.title(id);
            line.spans.iter().any(|span| span.content.contains(&*title))
        })
    });
    let first = here.map_or(0, |at| at.saturating_sub(keep / 2)).min(lines.len().saturating_sub(keep));
    let hidden = lines.len().saturating_sub(first + keep);
    let mut shown: Vec<_> = lines.into_iter().skip(first).take(keep).collect();
    if hidden > 0 {
        shown.push(Line::styled(
            format!(
                "{} {hidden} more lines; up and down move through the drawing",
                theme.symbol(Symbol::More)
            ),
            theme.dim(),
        ));
    }
    shown.extend(foot);
    super::put(frame, area, shown);
}

/// The component the cursor is on: its own row, or the far end of a connection.
fn selected(desk: &Desk) -> Option<String> {
    let (id, field) = desk.target()?;
    match Kind::of_id(&id)? {
        Kind::Component => Some(id),
        Kind::Connection => {
            let connection = desk.session.records.connections.by_id(&id)?;
            let end = if field.key == "to" { &connection.to } else { &connection.from };
            end.id().map(str::to_owned)
        }
        _ => None,
    }
}

/// Components of one layer as boxes in rows.
fn boxes(
    rows: &[&Row<Component>],
    selected: Option<&str>,
    near: &[&str],
    theme: &Theme,
    width: usize,
    lines: &mut Vec<Line<'static>>,
) {
    let (corner, flat, side) = if theme.ascii {
        (["+", "+", "+", "+"], "-", "|")
    } else {
        (["┌", "┐", "└", "┘"], "─", "│")
    };
    let most = width.saturating_sub(4).clamp(12, 30);
    let mut row: Vec<&&Row<Component>> = Vec::new();
    let mut used = 0;
    let mut flush = |row: &mut Vec<&&Row<Component>>| {
        if row.is_empty() {
            return;
        }
        let mut parts = [vec![Span::raw(" ")], vec![Span::raw(" ")], vec![Span::raw(" ")]];
        for component in row.drain(..) {
            let label = label(component, theme, most);
            let style = if selected == Some(component.id.as_str()) {
                theme.accent()
            } else if near.contains(&component.id.as_str()) {
                theme.text().add_modifier(Modifier::BOLD)
            } else if component.lifecycle == Some(Lifecycle::Retire) {
                theme.dim()
            } else {
                theme.text()
            };
            let line = if selected == Some(component.id.as_str()) || near.contains(&component.id.as_str()) {
                style
            } else {
                theme.line()
            };
            let bar = flat.repeat(label.width() + 2);
            parts[0].push(Span::styled(format!("{}{bar}{} ", corner[0], corner[1]), line));
            parts[1].push(Span::styled(format!("{side} "), line));
            parts[1].push(Span::styled(label, style));
            parts[1].push(Span::styled(format!(" {side} "), line));
            parts[2].push(Span::styled(format!("{}{bar}{} ", corner[2], corner[3]), line));
        }
        lines.extend(parts.map(Line::from));
    };
    for component in rows {
        let box_width = label(component, theme, most).width() + 5;
        if used + box_width > width.saturating_sub(1) && !row.is_empty() {
            flush(&mut row);
            used = 0;
        }
        used += box_width;
        row.push(component);
    }
    flush(&mut row);
}

/// A component's name with what it is: to be built, bought, retired or outside.
fn label(component: &Component, theme: &Theme, most: usize) -> String {
    let sign = match (component.side, component.lifecycle) {
        (Some(Side::External), _) => " (ext)",
        (_, Some(Lifecycle::Build)) => " (build)",
        (_, Some(Lifecycle::Buy)) => " (buy)",
        (_, Some(Lifecycle::Retire)) => " (retire)",
        _ => "",
    };
    format!("{}{sign}", fit(&component.name, most.saturating_sub(sign.len()), theme.symbol(Symbol::More)))
}

/// What the selected component calls and who calls it; else what the whole drawing shows.
fn edges(
    desk: &Desk,
    canvas: &Canvas,
    selected: Option<&str>,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'static>> {
    let records = &desk.session.records;
    let mut lines = Vec::new();
    let Some(id) = selected else {
        let text =
            format!("{} components, {} connections", records.components.len(), records.connections.len());
        return vec![Line::styled(text, theme.dim())];
    };
    let arrow = |mode: Option<Mode>| match (mode, theme.ascii) {
        (Some(Mode::Async), false) => "┄▸",
        (_, false) => "─▸",
        (Some(Mode::Async), true) => "..>",
        (_, true) => "-->",
    };
    lines.push(Line::styled(records.title(id), theme.accent()));
    let outgoing = canvas.outgoing(id).map(|edge| {
        format!(
            "{} {}: {} ({})",
            arrow(edge.mode),
            edge.to.id().map_or_else(String::new, |to| records.title(to)),
            edge.purpose,
            edge.protocol
        )
    });
    let incoming = canvas.incoming(id).map(|edge| {
        format!(
            "{} {} from {}: {} ({})",
            arrow(edge.mode),
            records.title(id),
            edge.from.id().map_or_else(String::new, |from| records.title(from)),
            edge.purpose,
            edge.protocol
        )
    });
    for text in outgoing.chain(incoming).take(6) {
        lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.dim())));
    }
    lines
}
