//! Effort against impact: every capability by its number, named where there is room, all others named below.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::{Symbol, Theme};
use super::super::super::widgets::scatter::{Point, Scatter};
use super::super::super::widgets::wrap::fit;
use super::super::selected;
use crate::app::desk::Desk;
use crate::workshop::leverage;
use crate::workshop::leverage::field::{Field, Quarter, field};
use crate::workshop::records::Scoring;

fn colour(quarter: Quarter, theme: &Theme) -> Style {
    match quarter {
        Quarter::QuickWin => theme.done(),
        Quarter::BigBet => theme.stage(3),
        Quarter::FillIn => theme.dim(),
        Quarter::ThinkTwice => theme.attention(),
    }
}

/// Draws the plot with the names it has no room for below it; gives the lines it took.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) -> u16 {
    let field = field(&desk.session);
    let across = match leverage::scoring(&desk.session.records) {
        Scoring::Rice => "Impact upwards, person-months to the right; split at the medians",
        Scoring::Wsjf => "Cost of delay upwards, job size to the right; split at the medians",
    };
    let more = theme.symbol(Symbol::More);
    let width = usize::from(area.width);
    // The corner belongs to the number of the page.
    let title = fit(across, width.saturating_sub(10), more);
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
