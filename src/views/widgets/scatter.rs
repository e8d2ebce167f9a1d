//! Points with names in a field of four quarters. A name is drawn whole or not at all: names that find no
//! room are given back, so that they can stand in a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// One point.
#[derive(Debug, Clone)]
pub struct Point {
    /// How far right.
    pub x: f64,
    /// How far up.
    pub y: f64,
    /// What is drawn at its place: a number.
    pub mark: String,
    /// Its name.
    pub label: String,
    /// Its colour.
    pub style: Style,
}

/// The field.
#[derive(Debug, Clone)]
pub struct Scatter<'a> {
    /// The points; the first ones get their names first.
    pub points: &'a [Point],
    /// Where the upright line between the quarters stands.
    pub split_x: f64,
    /// Where the level line between the quarters lies.
    pub split_y: f64,
    /// Names of the quarters: top left, top right, bottom left, bottom right.
    pub quarters: [(&'static str, Style); 4],
    /// Colour of lines.
    pub line: Style,
    /// Colour of names.
    pub text: Style,
    /// True when only ASCII may be drawn.
    pub ascii: bool,
}

/// Which cells are taken, with the blank that keeps names apart.
struct Taken {
    width: usize,
    height: usize,
    cells: Vec<bool>,
}

impl Taken {
    /// Whether cells are free, with one blank to both sides, so that two names do not read as one.
    fn free(&self, x: usize, y: usize, length: usize) -> bool {
        let inside = y < self.height && x + length <= self.width;
        inside
            && (x.saturating_sub(1)..(x + length + 1).min(self.width))
                .all(|x| !self.cells[y * self.width + x])
    }

    /// The same for a name beside a mark, which stands one blank away.
    fn beside(&self, x: usize, y: usize, length: usize, mark: usize, wide: usize) -> bool {
        let own = |at: usize| (mark..mark + wide).contains(&at);
        let inside = y < self.height && x + length <= self.width;
        let mut around = x.saturating_sub(2)..(x + length + 2).min(self.width);
        inside && around.all(|at| own(at) || !self.cells[y * self.width + at])
    }

    fn take(&mut self, x: usize, y: usize, length: usize) {
        for x in x..(x + length).min(self.width) {
            self.cells[y * self.width + x] = true;
        }
    }
}

/// A position on a logarithmic scale over some values, from 0 to 1. What is not above zero stands at the
/// smallest that is.
fn scale(values: impl Iterator<Item = f64> + Clone) -> impl Fn(f64) -> f64 {
    let positive = values.filter(|value| *value > 0.0);
    let low = positive.clone().fold(f64::INFINITY, f64::min);
    let high = positive.fold(0.0, f64::max);
    move |value| {
        if low >= high { 0.5 } else { (value.max(low) / low).ln() / (high / low).ln() }
    }
}

impl Scatter<'_> {
    /// Draws the field; gives the points whose names found no room, as indices.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) -> Vec<usize> {
        let area = area.intersection(buffer.area);
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        if width < 20 || height < 4 {
            return (0..self.points.len()).collect();
        }
        let mut put = |x: usize, y: usize, text: &str, style: Style| {
            let (x, y) = (area.x + u16::try_from(x).unwrap_or(0), area.y + u16::try_from(y).unwrap_or(0));
            buffer.set_string(x, y, text, style);
        };
        let across = scale(self.points.iter().map(|point| point.x));
        let upward = scale(self.points.iter().map(|point| point.y));
        let marks = self.points.iter().map(|point| point.mark.width()).max().unwrap_or(1);
        let column = |x: f64| 1 + (across(x) * (width - marks - 2) as f64).round() as usize;
        let row = |y: f64| ((1.0 - upward(y)) * (height - 1) as f64).round() as usize;
        let (upright, level, cross) = if self.ascii { ("|", "-", "+") } else { ("│", "─", "┼") };
        // The lines lie beside the points they separate: the middle one of a list belongs to the better side.
        let middle_x = (column(self.split_x) + marks).min(width - 1);
        let middle_y = (row(self.split_y) + 1).min(height - 1);
        for y in 0..height {
            put(middle_x, y, upright, self.line);
        }
        put(0, middle_y, &level.repeat(width), self.line);
        put(middle_x, middle_y, cross, self.line);
        let mut taken = Taken { width, height, cells: vec![false; width * height] };
        for (at, (name, style)) in self.quarters.into_iter().enumerate() {
            let x = if at % 2 == 0 { 0 } else { width.saturating_sub(name.width()) };
            let y = if at < 2 { 0 } else { height - 1 };
            put(x, y, name, style);
            taken.take(x, y, name.width());
        }
        let mut spots = Vec::new();
        for point in self.points {
            let length = point.mark.width();
            let (x, y) = nearest(&taken, column(point.x), row(point.y), length);
            put(x, y, &point.mark, point.style);
            taken.take(x, y, length);
            spots.push((x, y, length));
        }
        let mut left = Vec::new();
        for (at, (point, (x, y, length))) in self.points.iter().zip(spots).enumerate() {
            match room(&mut taken, &point.label, x, y, length) {
                Some((x, y)) => put(x, y, &point.label, self.text),
                None => left.push(at),
            }
        }
        left
    }
}

/// The free place nearest to the one that is wanted.
fn nearest(taken: &Taken, x: usize, y: usize, length: usize) -> (usize, usize) {
    let mut around: Vec<(isize, isize)> =
        (-3..=3).flat_map(|down| (-12..=12).map(move |right| (right, down))).collect();
    // A step up or down is twice as far as one to the side.
    around.sort_by_key(|(right, down)| right * right + 4 * down * down);
    let place = around.into_iter().find_map(|(right, down)| {
        let (x, y) = (x.checked_add_signed(right)?, y.checked_add_signed(down)?);
        taken.free(x, y, length).then_some((x, y))
    });
    place.unwrap_or((x.min(taken.width - length), y.min(taken.height - 1)))
}

/// Takes room for a name behind its mark, else before it; elsewhere it could be another mark's.
fn room(taken: &mut Taken, label: &str, x: usize, y: usize, mark: usize) -> Option<(usize, usize)> {
    let length = label.width();
    let before = x.checked_sub(length + 1);
    let at = [Some(x + mark + 1), before]
        .into_iter()
        .flatten()
        .find(|at| taken.beside(*at, y, length, x, mark))?;
    taken.take(at, y, length);
    Some((at, y))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn point(x: f64, y: f64, number: usize, label: &str) -> Point {
        Point { x, y, mark: number.to_string(), label: label.into(), style: Style::new() }
    }

    fn drawn(points: &[Point], width: u16, height: u16) -> (String, Vec<usize>) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let plain = Style::new();
        let scatter = Scatter {
            points,
            split_x: 3.0,
            split_y: 30.0,
            quarters: [
                ("Quick wins", plain),
                ("Big bets", plain),
                ("Fill-ins", plain),
                ("Think twice", plain),
            ],
            line: plain,
            text: plain,
            ascii: true,
        };
        let left = scatter.draw(area, &mut buffer);
        let lines = (0..height).map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>());
        (lines.collect::<Vec<_>>().join("\n"), left)
    }

    #[test]
    fn names_are_whole_or_given_back_and_never_overlap() {
        let names =
            ["Export", "Permissions", "Notifications", "Database split by tenant", "Event bus", "Flags"];
        for (width, height) in [(24, 5), (40, 8), (60, 12), (100, 30)] {
            for spread in [1.0, 3.0, 50.0] {
                let points: Vec<Point> = names
                    .iter()
                    .enumerate()
                    .map(|(at, name)| {
                        let at_x = 1.0 + spread * (at % 3) as f64;
                        point(at_x, 10.0 + spread * (at / 2) as f64, at + 1, name)
                    })
                    .collect();
                let (text, left) = drawn(&points, width, height);
                for (at, name) in names.iter().enumerate() {
                    assert_eq!(
                        text.contains(name),
                        !left.contains(&at),
                        "{name} at {width}x{height}:\n{text}"
                    );
                    assert!(text.contains(&(at + 1).to_string()), "{} at {width}x{height}:\n{text}", at + 1);
                }
                for quarter in ["Quick wins", "Big bets", "Fill-ins", "Think twice"] {
                    assert!(text.contains(quarter), "{quarter} at {width}x{height}:\n{text}");
                }
            }
        }
    }

    #[test]
    fn more_effort_is_further_right_and_more_impact_further_up() {
        let (text, left) = drawn(&[point(1.0, 10.0, 7, "low"), point(9.0, 90.0, 8, "high")], 60, 12);
        assert!(left.is_empty(), "{text}");
        let place = |mark: &str| {
            let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains(mark)).unwrap();
            (line.find(mark).unwrap(), y)
        };
        assert!(place("8").0 > place("7").0 && place("8").1 < place("7").1, "{text}");
    }

    #[test]
    fn too_little_room_gives_every_name_back() {
        assert_eq!(drawn(&[point(1.0, 1.0, 1, "One")], 10, 3).1, [0]);
    }
}
