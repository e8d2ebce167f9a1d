//! All limits on one timeline: until when a fix can begin, how long it takes, when it is full.

use jiff::ToSpan;
use jiff::civil::Date;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::{Symbol, Theme};
use super::super::super::widgets::wrap::{fit, pad};
use super::Clock;
use crate::workshop::doomsday::{Forecast, Outlook};

/// How far the timeline looks ahead at most: what lasts longer points off its end.
const YEARS: i32 = 3;

/// Days onto columns.
struct Scale {
    from: Date,
    days: f64,
    today: Date,
    columns: usize,
}

impl Scale {
    /// A scale that shows today and every limit's dates, as far as [`YEARS`] reach.
    fn of(clocks: &[Clock], today: Date, columns: usize) -> Self {
        let forecasts = || clocks.iter().filter_map(|(_, outcome)| outcome.as_ref().ok());
        let far = today.saturating_add(YEARS.years());
        let last = forecasts().flat_map(|f| [Some(f.run_out), f.latest]).flatten().max().unwrap_or(today);
        let until = last.min(far).max(today.saturating_add(1.month()));
        let ahead = days(today, until);
        // What is late may take a quarter of the line.
        let back = forecasts().map(|f| days(f.last_start, today)).fold(0.0, f64::max).min(ahead / 3.0);
        let from = today.saturating_sub((back.ceil() as i64).days());
        Self { from, days: days(from, until).max(1.0), today, columns: columns.max(1) }
    }

    /// The column of a day; off the ends when it lies outside.
    fn at(&self, date: Date) -> isize {
        let last = self.columns.saturating_sub(1) as f64;
        (days(self.from, date) / self.days * last).round() as isize
    }

    fn put(&self, cells: &mut [char], date: Date, mark: char) {
        let at = self.at(date);
        let last = self.columns.cast_signed() - 1;
        let mark = if at < 0 {
            '<'
        } else if at > last {
            '>'
        } else {
            mark
        };
        if let Some(cell) = cells.get_mut(at.clamp(0, last) as usize) {
            *cell = mark;
        }
    }

    /// `today` and months, where they fall.
    fn axis(&self) -> String {
        let mut text = vec![' '; self.columns];
        let mut write = |at: isize, word: &str| {
            let at = usize::try_from(at).unwrap_or(0);
            let cells = at..at + word.len();
            // A word needs a free cell before it and behind it.
            let around = at.saturating_sub(1)..(cells.end + 1).min(text.len());
            if cells.end <= text.len() && text[around].iter().all(|cell| *cell == ' ') {
                text[cells].iter_mut().zip(word.chars()).for_each(|(cell, letter)| *cell = letter);
            }
        };
        write(self.at(self.today), "today");
        let mut month = self.from.first_of_month();
        while days(self.from, month) < self.days {
            month = month.saturating_add(1.month());
            // Quarters say enough where months would not fit.
            if self.days < 200.0 || (month.month() - 1) % 3 == 0 {
                write(self.at(month), &month.strftime("%Y-%m").to_string());
            }
        }
        text.into_iter().collect()
    }

    /// One limit on the line.
    fn track(&self, forecast: &Forecast, theme: &Theme) -> Vec<Span<'static>> {
        let marks = Marks::of(theme);
        let mut cells = vec![' '; self.columns];
        let fill = |cells: &mut Vec<char>, from: Date, to: Date, mark: char| {
            let last = self.columns.cast_signed() - 1;
            for at in self.at(from).max(0)..=self.at(to).min(last) {
                cells[at as usize] = mark;
            }
        };
        fill(&mut cells, self.today, forecast.last_start, marks.free);
        fill(&mut cells, forecast.last_start, forecast.run_out, marks.fix);
        let far = forecast.latest.unwrap_or_else(|| forecast.run_out.saturating_add(100.years()));
        if forecast.range.is_some() {
            fill(&mut cells, forecast.earliest, far, marks.maybe);
        }
        self.put(&mut cells, self.today, marks.today);
        self.put(&mut cells, forecast.last_start, 'S');
        self.put(&mut cells, forecast.run_out, 'X');
        let urgent = match forecast.outlook {
            Outlook::Late => theme.danger(),
            Outlook::Soon => theme.attention(),
            Outlook::Safe => theme.done(),
        };
        let style = |cell: char| match cell {
            'S' | '<' => urgent,
            'X' | '>' => theme.danger(),
            cell if cell == marks.fix => theme.text(),
            _ => theme.dim(),
        };
        let mut spans: Vec<Span> = Vec::new();
        for cell in cells {
            match spans.last_mut() {
                Some(last) if last.style == style(cell) => last.content.to_mut().push(cell),
                _ => spans.push(Span::styled(cell.to_string(), style(cell))),
            }
        }
        spans
    }
}

/// The cells of the line; each can be told from the others without its colour.
struct Marks {
    today: char,
    free: char,
    fix: char,
    maybe: char,
}

impl Marks {
    fn of(theme: &Theme) -> Self {
        if theme.ascii {
            Self { today: '|', free: '.', fix: '=', maybe: ':' }
        } else {
            Self { today: '│', free: '·', fix: '━', maybe: '░' }
        }
    }
}

/// What the cells mean.
fn legend(theme: &Theme) -> String {
    let Marks { today, free, fix, maybe } = Marks::of(theme);
    format!("{today} today  {free} time left  S start by  {fix} fix  X full  {maybe} early to late")
}

/// The timeline as a block of its own.
pub fn lines(clocks: &[Clock], theme: &Theme, width: usize, today: Date) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let longest = clocks.iter().map(|(limit, _)| limit.name.width()).max().unwrap_or(0);
    let name = longest.min(width / 2);
    let scale = Scale::of(clocks, today, width.saturating_sub(name + 1));
    let tracks: Vec<_> = clocks
        .iter()
        .filter_map(|(limit, outcome)| {
            let mut spans = vec![Span::styled(format!("{} ", pad(&limit.name, name, more)), theme.text())];
            spans.extend(scale.track(outcome.as_ref().ok()?, theme));
            Some(Line::from(spans))
        })
        .collect();
    if tracks.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::styled(format!("{} {}", pad("", name, more), scale.axis()), theme.dim())];
    lines.extend(tracks);
    lines.push(Line::styled(fit(&legend(theme), width, more), theme.dim()));
    lines
}

fn days(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}
