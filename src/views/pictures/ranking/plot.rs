//! Effort against impact: every capability by its number, named where there is room, all others named below.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::{Symbol, Theme};
use super::super::super::widgets::scatter::{Point, Scatter};
use super::super::super::widgets::wrap::{fit, pad};
use super::super::selected;
use crate::app::desk::Desk;
use crate::workshop::leverage;
use crate::workshop::leverage::field::{Field, Quarter, Spot, field};
use crate::workshop::records::Scoring;

fn colour(quarter: Quarter, theme: &Theme) -> Style {
    match quarter {
        Quarter::QuickWin => theme.done(),
        Quarter::BigBet => theme.stage(3),
        Quarter::FillIn => theme.dim(),
        Quarter::ThinkTwice => theme.attention(),
    }
}

/// Below this width most names would stand in a list under the plot, and the plot be numbers on a line.
const LEAST: usize = 88;

/// What is upwards and what is to the right.
fn axes(scoring: Scoring) -> (&'static str, &'static str) {
    match scoring {
        Scoring::Rice => ("Impact", "person-months"),
        Scoring::Wsjf => ("Cost of delay", "job size"),
    }
}

/// The four quarters as lists, names in full: two quarters beside each other, else one below the other, else each
/// as a paragraph, as the room allows.
fn lists(desk: &Desk, field: &Field, scoring: Scoring, theme: &Theme, frame: &mut Frame, area: Rect) -> u16 {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let more = theme.symbol(Symbol::More);
    let here = selected(desk);
    let (up, right) = axes(scoring);
    let (short, room) = (format!("{up} against {right}"), width.saturating_sub(super::super::PAGE_MARK));
    let long = format!("{short}, split at the medians");
    let title = if long.width() <= room { long } else { fit(&short, room, more) };
    let mut lines = vec![Line::styled(title, theme.heading())];
    let quarters =
        [Quarter::QuickWin, Quarter::BigBet, Quarter::FillIn, Quarter::ThinkTwice].map(|quarter| {
            (quarter, field.spots.iter().filter(|spot| spot.quarter == quarter).collect::<Vec<&Spot>>())
        });
    let longest = field.spots.iter().map(|spot| spot.row.name.width() + MARKS).max().unwrap_or(0);
    let below = |beside: usize| -> usize {
        let rows = |group: &[(Quarter, Vec<&Spot>)]| group.iter().map(|(_, spots)| spots.len() + 1).max();
        1 + quarters.chunks(beside).filter_map(rows).sum::<usize>()
    };
    let fitting = [2, 1].into_iter().find(|beside| longest <= width / beside && below(*beside) <= height);
    if let Some(beside) = fitting {
        let airy = below(beside) + 4 / beside <= height;
        for group in quarters.chunks(beside) {
            if airy {
                lines.push(Line::default());
            }
            let columns: Vec<Vec<Vec<Span>>> = group
                .iter()
                .map(|(quarter, spots)| column(*quarter, spots, here.as_deref(), theme, width / beside))
                .collect();
            for row in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
                let blank = || vec![Span::raw(" ".repeat(width / beside))];
                let cells = columns.iter().flat_map(|cells| cells.get(row).cloned().unwrap_or_else(blank));
                lines.push(cells.collect());
            }
        }
    } else {
        for (quarter, spots) in &quarters {
            lines.extend(paragraph(*quarter, spots, here.as_deref(), theme, width));
        }
    }
    super::super::put_and_count(frame, area, lines)
}

/// What a cursor, a number and the blanks around them take beside a name.
const MARKS: usize = 6;

/// A quarter and what lies in it, one below the other.
fn column(
    quarter: Quarter,
    spots: &[&Spot],
    here: Option<&str>,
    theme: &Theme,
    width: usize,
) -> Vec<Vec<Span<'static>>> {
    let head = format!("{} {} {}", quarter.name(), theme.symbol(Symbol::Dot), spots.len());
    let head = Span::styled(pad(&head, width, ""), colour(quarter, theme).add_modifier(Modifier::BOLD));
    let entry = |spot: &&Spot| {
        let marked = here == Some(spot.row.id.as_str());
        let cursor = if marked { theme.symbol(Symbol::Cursor) } else { " " };
        let text = pad(&format!("{:>2} {}", spot.number, spot.row.name), width.saturating_sub(3), "");
        let style = if marked { theme.selected() } else { theme.text() };
        vec![Span::styled(format!("{cursor} "), theme.accent()), Span::styled(text, style), Span::raw(" ")]
    };
    std::iter::once(vec![head]).chain(spots.iter().map(entry)).collect()
}

/// A quarter and what lies in it, one after the other; no name is broken.
fn paragraph(
    quarter: Quarter,
    spots: &[&Spot],
    here: Option<&str>,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'static>> {
    let name = format!("{}:", quarter.name());
    let mut used = name.width();
    let mut lines = vec![vec![Span::styled(name, colour(quarter, theme).add_modifier(Modifier::BOLD))]];
    for (at, spot) in spots.iter().enumerate() {
        let comma = if at + 1 < spots.len() { "," } else { "" };
        let room = width.saturating_sub(6);
        let text = fit(&format!("{} {}", spot.number, spot.row.name), room, theme.symbol(Symbol::More));
        let takes = 1 + text.width() + comma.len();
        if used + takes > width {
            lines.push(vec![Span::raw(" ")]);
            used = 1;
        }
        used += takes;
        let style = if here == Some(spot.row.id.as_str()) { theme.selected() } else { theme.text() };
        if let Some(line) = lines.last_mut() {
            line.extend([Span::raw(" "), Span::styled(text, style), Span::styled(comma, theme.text())]);
        }
    }
    lines.into_iter().map(Line::from).collect()
}

/// Draws the plot with the names it has no room for below it; gives the lines it took.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) -> u16 {
    let field = field(&desk.session);
    let scoring = leverage::scoring(&desk.session.records);
    let width = usize::from(area.width);
    if width < LEAST {
        return lists(desk, &field, scoring, theme, frame, area);
    }
    let (up, right) = axes(scoring);
    let long = format!("{up} upwards, {right} to the right; split at the medians");
    let short = format!("{up} upwards, {right} to the right");
    let room = width.saturating_sub(super::super::PAGE_MARK);
    let title = if long.width() <= room { long } else { short };
    frame.render_widget(Line::styled(title, theme.heading()), Rect { height: 1, ..area });
    let here = selected(desk);
    let points: Vec<Point> = field
        .spots
        .iter()
        .map(|spot| Point {
            x: spot.effort,
            y: spot.impact,
            mark: spot.number.to_string(),
            label: spot.row.name.clone(),
            style: if Some(&spot.row.id) == here.as_ref() {
                theme.selected()
            } else {
                colour(spot.quarter, theme).add_modifier(Modifier::BOLD)
            },
        })
        .collect();
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let mut names = 0;
    // The fewer lines the plot has, the more names stand below it: a few tries find a height that fits.
    for _ in 0..6 {
        let plot = Rect { height: body.height.saturating_sub(names), ..body };
        let mut scratch = Buffer::empty(plot);
        let left = scatter(&field, &points, theme).draw(plot, &mut scratch);
        let needs = u16::try_from(list(&left, &points, theme, width).len()).unwrap_or(0);
        if needs <= names || body.height.saturating_sub(needs) < 6 {
            break;
        }
        names = needs;
    }
    let plot = Rect { height: body.height.saturating_sub(names), ..body };
    let left = scatter(&field, &points, theme).draw(plot, frame.buffer_mut());
    let below = Rect { y: plot.bottom(), height: names, ..body };
    super::super::put(frame, below, list(&left, &points, theme, width));
    area.height
}

fn scatter<'a>(field: &Field, points: &'a [Point], theme: &Theme) -> Scatter<'a> {
    let quarter = |quarter: Quarter| (quarter.name(), theme.dim().add_modifier(Modifier::ITALIC));
    Scatter {
        points,
        split_x: field.effort,
        split_y: field.impact,
        quarters: [
            quarter(Quarter::QuickWin),
            quarter(Quarter::BigBet),
            quarter(Quarter::FillIn),
            quarter(Quarter::ThinkTwice),
        ],
        line: theme.line(),
        text: theme.text(),
        ascii: theme.ascii,
    }
}

/// Numbers and names, as many as fit into each line.
fn list(left: &[usize], points: &[Point], theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let mut used = width;
    for point in left.iter().map(|at| &points[*at]) {
        let takes = point.mark.width() + 1 + point.label.width() + 3;
        if used + takes > width + 3 {
            lines.push(Vec::new());
            used = 0;
        }
        used += takes;
        if let Some(line) = lines.last_mut() {
            let name =
                fit(&point.label, width.saturating_sub(point.mark.width() + 1), theme.symbol(Symbol::More));
            line.push(Span::styled(point.mark.clone(), point.style));
            line.push(Span::styled(format!(" {name}   "), theme.text()));
        }
    }
    lines.into_iter().map(Line::from).collect()
}
