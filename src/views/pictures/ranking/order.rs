//! Capabilities by their score, with the other score, the dots and what each still lacks beside it.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::super::theme::{Symbol, Theme};
use super::super::super::widgets::wrap::{fit, pad};
use super::super::{selected, window};
use crate::app::desk::Desk;
use crate::workshop::leverage::{self, Ranked};
use crate::workshop::records::Scoring;
use crate::workshop::value::format_number;

/// How a score is counted, for the heading.
fn formula(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Rice => "Ranked by RICE: reach x impact x confidence / effort",
        Scoring::Wsjf => "Ranked by WSJF: cost of delay / job size",
    }
}

fn score(score: Option<f64>) -> String {
    score.map_or_else(String::new, |score| format_number((score * 10.0).round() / 10.0))
}

/// The lines, the selected capability among them however few there is room for.
pub fn lines(desk: &Desk, theme: &Theme, width: usize, height: usize) -> Vec<Line<'static>> {
    let scoring = leverage::scoring(&desk.session.records);
    let ranked = leverage::ranked(&desk.session);
    let any = ranked.iter().any(|row| row.rice.is_some() || row.wsjf.is_some());
    if !any {
        let words = "Give reach, impact, confidence and effort, and the ranking shows here.";
        return vec![Line::styled(words, theme.dim())];
    }
    let other = match scoring {
        Scoring::Rice => Scoring::Wsjf,
        Scoring::Wsjf => Scoring::Rice,
    };
    let mut columns = Columns {
        more: theme.symbol(Symbol::More),
        scoring,
        other: ranked.iter().any(|row| row.score(other).is_some()).then_some(other),
        dots: ranked.iter().any(|row| row.dots > 0),
        lacks: ranked.iter().map(|row| lacks(row).width()).max().unwrap_or(0).min(LACKS.max(width / 4)),
        name: ranked.iter().map(|row| row.row.name.width()).max().unwrap_or(0).min(width / 2).min(38),
        best: longest(ranked.iter().filter_map(|row| row.score(scoring)).collect()),
        width,
    };
    // What is lacking is an answer of its own; the other score is one more way to see this one.
    if columns.lacks > columns.left() {
        columns.other = None;
    }
    let here = selected(desk);
    let mut lines = vec![
        Line::styled(
            fit(formula(scoring), width.saturating_sub(super::super::PAGE_MARK), columns.more),
            theme.heading(),
        ),
        columns.head(theme),
    ];
    let rows = ranked.iter().enumerate().map(|(at, row)| columns.row(theme, at + 1, row, here.as_deref()));
    let at = ranked.iter().position(|row| Some(row.row.id.as_str()) == here.as_deref());
    lines.extend(window(rows.collect(), at, height.saturating_sub(2), desk, theme));
    lines
}

/// What a capability needs before anybody invests in it.
fn lacks(row: &Ranked) -> String {
    if row.gate.is_empty() { String::new() } else { format!(" lacks {}", row.gate.join(", ")) }
}

/// The score that the longest bar stands for: the highest, unless it is so far ahead that all others would look alike.
fn longest(mut scores: Vec<f64>) -> f64 {
    scores.sort_by(|a, b| b.total_cmp(a));
    match scores.as_slice() {
        [] => 0.0,
        [one] => *one,
        [first, second, ..] => first.min(second * 1.5),
    }
}

struct Columns {
    more: &'static str,
    scoring: Scoring,
    other: Option<Scoring>,
    dots: bool,
    /// How wide what is lacking is.
    lacks: usize,
    name: usize,
    /// The score of the longest bar; a higher one says so at its end.
    best: f64,
    width: usize,
}

/// The columns before the bar: number, and a score.
const NUMBER: usize = 2;
const SCORE: usize = 6;
const DOTS: usize = 5;

/// One thing that is lacking, in full.
const LACKS: usize = " lacks two consumers".len();

impl Columns {
    fn label(scoring: Scoring) -> &'static str {
        match scoring {
            Scoring::Rice => "RICE",
            Scoring::Wsjf => "WSJF",
        }
    }

    /// What the columns that always stand leave.
    fn left(&self) -> usize {
        let fixed = NUMBER + 1 + self.name + 1 + SCORE;
        let more = usize::from(self.other.is_some()) * (SCORE + 1) + usize::from(self.dots) * DOTS;
        self.width.saturating_sub(fixed + more)
    }

    /// What is left for the bar before what is lacking.
    fn bar(&self) -> usize {
        let room = self.left().saturating_sub(self.lacks + 1).min(if self.lacks > 0 { 20 } else { 40 });
        // A few cells tell nothing that the figures do not.
        if room < 8 { 0 } else { room }
    }

    fn head(&self, theme: &Theme) -> Line<'static> {
        let other = self.other.map_or_else(String::new, |other| format!(" {:>SCORE$}", Self::label(other)));
        let dots = if self.dots { " dots" } else { "" };
        let (before, own) = (" ".repeat(NUMBER + 1 + self.name), Self::label(self.scoring));
        let text = format!("{before} {own:>SCORE$}{other}{dots}");
        Line::styled(fit(&text, self.width, self.more), theme.dim())
    }

    fn row(&self, theme: &Theme, number: usize, row: &Ranked, here: Option<&str>) -> Line<'static> {
        let own = row.score(self.scoring);
        let style = if row.gate.is_empty() { theme.done() } else { theme.stage(3) };
        let number = if own.is_some() { number.to_string() } else { String::new() };
        let mut spans = vec![
            Span::styled(format!("{number:>NUMBER$} "), theme.dim()),
            Span::styled(format!("{} ", pad(&row.row.name, self.name, self.more)), theme.text()),
            Span::styled(format!("{:>SCORE$}", score(own)), theme.heading()),
        ];
        if let Some(other) = self.other {
            spans.push(Span::styled(format!(" {:>SCORE$}", score(row.score(other))), theme.text()));
        }
        if self.dots {
            let dots = if row.dots > 0 { row.dots.to_string() } else { String::new() };
            spans.push(Span::styled(format!("{dots:>DOTS$}"), theme.accent()));
        }
        let room = self.bar();
        let share = own.filter(|_| self.best > 0.0).map_or(0.0, |own| own / self.best);
        let length =
            ((share.min(1.0) * room as f64).round() as usize).max(usize::from(share > 0.0)).min(room);
        let beyond = usize::from(share > 1.0 && room > 0);
        let bar = theme.symbol(Symbol::BarFull).repeat(length.saturating_sub(beyond));
        let end = if theme.ascii { ">" } else { "»" }.repeat(beyond);
        if room > 0 {
            spans.push(Span::styled(format!(" {bar}{end}"), style));
        }
        let used: usize = spans.iter().map(Span::width).sum();
        if !row.gate.is_empty() {
            let lacks = lacks(row);
            spans.push(Span::styled(
                fit(&lacks, self.width.saturating_sub(used), self.more),
                theme.attention(),
            ));
        }
        let line = Line::from(spans);
        if here == Some(row.row.id.as_str()) { line.style(theme.selected()) } else { line }
    }
}
