//! The leverage matrix: scores with dots and gate, effort against impact, and how far the order can be
//! trusted. As many of the three stand on a page as there is room for.

mod order;
mod plot;
mod trust;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::Theme;
use super::Shown;
use crate::app::desk::Desk;
use crate::workshop::leverage;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Order,
    Plot,
    Trust,
}

/// The least height at which a plot says anything.
const PLOT: usize = 12;

/// The parts that go on each page, for a height.
fn pages(desk: &Desk, height: usize) -> Vec<Vec<Part>> {
    let rows = leverage::ranked(&desk.session).len();
    let needs = [(Part::Order, rows + 3), (Part::Plot, PLOT.max(rows.min(22))), (Part::Trust, rows + 5)];
    let mut pages: Vec<Vec<Part>> = Vec::new();
    let mut left = 0;
    for (part, lines) in needs {
        if let Some(page) = pages.last_mut().filter(|_| lines < left) {
            page.push(part);
        } else {
            pages.push(vec![part]);
            left = height;
        }
        left = left.saturating_sub(lines + 1);
    }
    pages
}

/// Draws a page; gives how many there are.
pub fn draw(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, shown: Shown) -> usize {
    let width = usize::from(area.width);
    if shown == Shown::Beside
        || !leverage::ranked(&desk.session).iter().any(|row| row.score_of(desk).is_some())
    {
        super::put(frame, area, order::lines(desk, theme, width, usize::from(area.height)));
        return 1;
    }
    let pages = pages(desk, usize::from(area.height));
    let page = shown.page().min(pages.len() - 1);
    let parts = &pages[page];
    let mut rest = area;
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        let drawn = match part {
            Part::Order => {
                let room = usize::from(rest.height);
                let lines = order::lines(desk, theme, width, room);
                super::put_and_count(frame, rest, lines)
            }
            // What is left of the page belongs to the plot, unless something follows it.
            Part::Plot if last => plot::draw(desk, theme, frame, rest),
            Part::Plot => plot::draw(desk, theme, frame, Rect { height: rest.height.min(24), ..rest }),
            Part::Trust => {
                let lines = trust::lines(desk, theme, width, usize::from(rest.height));
                super::put_and_count(frame, rest, lines)
            }
        };
        let used = (drawn + 1).min(rest.height);
        rest = Rect { y: rest.y + used, height: rest.height - used, ..rest };
    }
    if pages.len() > 1 {
        super::page_number(frame, area, theme, page, pages.len());
    }
    pages.len()
}

trait Scored {
    fn score_of(&self, desk: &Desk) -> Option<f64>;
}

impl Scored for leverage::Ranked<'_> {
    fn score_of(&self, desk: &Desk) -> Option<f64> {
        self.score(leverage::scoring(&desk.session.records))
    }
}
