//! One limit as a chart: readings, projection and its band, the limit, and the days that matter.
//!
//! Everything is told apart by its shape as well as by its colour, so that it reads in one colour and in
//! ASCII.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::Theme;
use super::amount;
use crate::workshop::doomsday::Forecast;

/// What each thing is drawn with.
struct Marks {
    reading: char,
    /// The projection: a fine line, or a character a cell.
    projection: Marker,
    projected: char,
    band: char,
    hard: char,
    usable: char,
    start: char,
    full: char,
}

impl Marks {
    fn of(theme: &Theme) -> Self {
        if theme.ascii {
            Self {
                reading: 'o',
                projection: Marker::Custom('*'),
                projected: '*',
                band: ':',
                hard: '=',
                usable: '-',
                start: '!',
                full: '|',
            }
        } else {
            Self {
                reading: '●',
                projection: Marker::Braille,
                projected: '⠒',
                band: '░',
                hard: '━',
                usable: '╌',
                start: '┊',
                full: '│',
            }
        }
    }
}

/// The plane: days along, amounts up.
struct Plane<'a> {
    forecast: &'a Forecast,
    first: Date,
    days: f64,
    bottom: f64,
    top: f64,
    area: Rect,
}

impl Plane<'_> {
    fn day(&self, date: Date) -> f64 {
        self.first.until(date).map_or(0.0, |span| f64::from(span.get_days()))
    }

    /// The column of a day, if it is on the plane.
    fn column(&self, date: Date) -> Option<u16> {
        let share = self.day(date) / self.days;
        let last = f64::from(self.area.width.saturating_sub(1));
        (0.0..=1.0).contains(&share).then(|| self.area.x + (share * last).round() as u16)
    }

    /// The row of an amount.
    fn row(&self, value: f64) -> u16 {
        let last = f64::from(self.area.height.saturating_sub(1));
        let share = ((value - self.bottom) / (self.top - self.bottom)).clamp(0.0, 1.0);
        self.area.bottom().saturating_sub(1) - (share * last).round() as u16
    }

    /// The slowest and the fastest projection on a day, counted from the first.
    fn between(&self, day: f64) -> Option<(f64, f64)> {
        self.forecast.band.windows(2).find_map(|pair| {
            let ((from, low, high), (to, low_to, high_to)) = (pair[0], pair[1]);
            let (start, end) = (self.day(from), self.day(to));
            let share = (day - start) / (end - start).max(1.0);
            (0.0..=1.0)
                .contains(&share)
                .then_some((low + (low_to - low) * share, high + (high_to - high) * share))
        })
    }

    /// Fills what lies between the two projections, where nothing is drawn: lines stay whole.
    fn shade(&self, theme: &Theme, mark: char, frame: &mut Frame) {
        let last = f64::from(self.area.width.saturating_sub(1).max(1));
        for column in 0..self.area.width {
            let Some((low, high)) = self.between(self.days * f64::from(column) / last) else { continue };
            if low > self.top || high < self.bottom {
                continue;
            }
            for y in self.row(high)..=self.row(low) {
                let cell = &mut frame.buffer_mut()[(self.area.x + column, y)];
                if cell.symbol() == " " {
                    cell.set_char(mark).set_style(theme.dim());
                }
            }
        }
    }
}

/// Draws it: a top line with the marks of the days, the plane, the dates under it, and the legend.
pub fn draw(forecast: &Forecast, theme: &Theme, frame: &mut Frame, area: Rect, today: Date) {
    let (Some((first, _)), Some((last, end))) = (forecast.curve.first(), forecast.curve.last()) else {
        return;
    };
    let marks = Marks::of(theme);
    let highest = forecast.curve.iter().map(|point| point.1).fold(forecast.hard, f64::max);
    let top = highest.max(*end).min(forecast.hard * 1.25);
    // A resource that is half full would leave the lower half of the plane empty.
    let lowest = forecast.curve.iter().map(|point| point.1).fold(forecast.hard, f64::min);
    let bottom = if lowest > forecast.hard * 0.3 { lowest - (forecast.hard - lowest) * 0.2 } else { 0.0 };
    let label = |value: f64| format!("{} {}", amount(value), forecast.unit);
    let mut labels = vec![
        (forecast.hard, label(forecast.hard)),
        (bottom, if bottom > 0.0 { label(bottom) } else { "0".to_owned() }),
    ];
    if forecast.usable < forecast.hard {
        labels.insert(1, (forecast.usable, label(forecast.usable)));
    }
    let left = labels.iter().map(|(_, text)| text.width()).max().unwrap_or(0) as u16 + 1;
    let width = area.width.saturating_sub(left);
    let rows = if area.height >= ROOMY { 2 } else { 1 };
    let keys = legend(forecast, theme, &marks, usize::from(area.width), rows);
    let height = area.height.saturating_sub(2 + u16::try_from(keys.len()).unwrap_or(1));
    if width < 10 || height < 3 {
        return;
    }
    let plane = Plane {
        forecast,
        first: *first,
        days: 1.0,
        bottom,
        top,
        area: Rect { x: area.x + left, y: area.y + 1, width, height },
    };
    let days = plane.day(*last).max(1.0);
    let plane = Plane { days, ..plane };
    lines(&plane, theme, &marks, frame);

    let mut taken: Vec<u16> = Vec::new();
    for (value, text) in labels {
        let y = plane.row(value);
        if !taken.contains(&y) {
            let text = format!("{text:>width$} ", width = usize::from(left) - 1);
            frame.render_widget(
                Line::styled(text, theme.dim()),
                Rect { y, height: 1, width: left, x: area.x },
            );
            taken.push(y);
        }
    }
    for (date, mark, style) in [
        (today, "T", theme.text()),
        (forecast.last_start, "S", theme.attention()),
        (forecast.run_out, "X", theme.danger()),
    ] {
        if let Some(x) = plane.column(date) {
            frame.render_widget(Span::styled(mark, style), Rect { x, y: area.y, width: 1, height: 1 });
        }
    }
    let ends = [first.to_string(), last.to_string()];
    let gap = usize::from(width).saturating_sub(ends[0].width() + ends[1].width());
    let dates = Line::styled(format!("{}{}{}", ends[0], " ".repeat(gap), ends[1]), theme.dim());
    frame.render_widget(dates, Rect { y: plane.area.bottom(), height: 1, ..plane.area });
    let key = area.bottom() - u16::try_from(keys.len()).unwrap_or(1);
    for (y, spans) in (key..).zip(keys) {
        frame.render_widget(Line::from(spans), Rect { y, height: 1, ..area });
    }
}

fn set(data: &[(f64, f64)], marker: Marker, graph: GraphType, style: Style) -> Dataset<'_> {
    Dataset::default().marker(marker).graph_type(graph).style(style).data(data)
}

fn lines(plane: &Plane, theme: &Theme, marks: &Marks, frame: &mut Frame) {
    let Plane { forecast, days, bottom, top, .. } = *plane;
    let across = |value: f64| [(0.0, value), (days, value)];
    let upright = |date: Date| [(plane.day(date), bottom), (plane.day(date), top)];
    let (hard, usable) = (across(forecast.hard), across(forecast.usable));
    let (start, full) = (upright(forecast.last_start), upright(forecast.run_out));
    let curve = forecast.curve.iter().filter(|(date, _)| *date >= forecast.measured);
    let curve: Vec<_> = curve.map(|(date, value)| (plane.day(*date), *value)).collect();
    let history: Vec<_> = forecast.history.iter().map(|(date, value)| (plane.day(*date), *value)).collect();
    let cell = |data, mark, style| set(data, Marker::Custom(mark), GraphType::Line, style);
    // What is drawn later covers what was drawn before: readings and projection matter most.
    let mut sets = Vec::new();
    if forecast.usable < forecast.hard {
        sets.push(cell(&usable, marks.usable, theme.attention()));
    }
    sets.push(cell(&hard, marks.hard, theme.danger()));
    sets.push(cell(&start, marks.start, theme.attention()));
    sets.push(cell(&full, marks.full, theme.danger()));
    sets.push(set(&curve, marks.projection, GraphType::Line, theme.accent()));
    sets.push(set(&history, Marker::Custom(marks.reading), GraphType::Scatter, theme.text()));
    let chart = Chart::new(sets)
        .style(theme.ground())
        .legend_position(None)
        .x_axis(Axis::default().bounds([0.0, days]))
        .y_axis(Axis::default().bounds([bottom, top]));
    frame.render_widget(chart, plane.area);
    plane.shade(theme, marks.band, frame);
}

/// From this height on the key may take a second line.
const ROOMY: u16 = 10;

/// What the marks mean, in so many lines; the words that need explaining least go first when there is no room.
fn legend(
    forecast: &Forecast,
    theme: &Theme,
    marks: &Marks,
    width: usize,
    rows: usize,
) -> Vec<Vec<Span<'static>>> {
    let mut entries = vec![
        ("S".to_owned(), "start by", theme.attention(), 9),
        ("X".to_owned(), "full", theme.danger(), 8),
        (marks.projected.to_string().repeat(2), "projected", theme.accent(), 5),
        (marks.hard.to_string().repeat(2), "limit", theme.danger(), 7),
        ("T".to_owned(), "today", theme.text(), 4),
    ];
    if !forecast.band.is_empty() {
        entries.insert(3, (marks.band.to_string().repeat(2), "slowest to fastest", theme.dim(), 6));
    }
    if forecast.usable < forecast.hard {
        entries.insert(4, (marks.usable.to_string().repeat(2), "less margin", theme.attention(), 3));
    }
    if !forecast.history.is_empty() {
        entries.insert(2, (marks.reading.to_string(), "read", theme.text(), 2));
    }
    loop {
        let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
        let mut used = 0;
        for (mark, word, style, _) in &entries {
            let takes = mark.width() + word.width() + 3;
            if used > 0 && used + takes > width + 2 {
                lines.push(Vec::new());
                used = 0;
            }
            used += takes;
            if let Some(line) = lines.last_mut() {
                line.push(Span::styled(mark.clone(), *style));
                line.push(Span::styled(format!(" {word}  "), theme.dim()));
            }
        }
        if lines.len() <= rows || entries.len() <= 2 {
            lines.truncate(rows);
            return lines;
        }
        let least = entries.iter().enumerate().min_by_key(|(_, (.., weight))| *weight).map(|(at, _)| at);
        entries.remove(least.unwrap_or(0));
    }
}
