//! Charts: amounts over time against a limit, and levels of aspects. Every line is named where it ends, so that
//! no colour has to be looked up.

use maud::{Markup, html};

use super::measure::width;
use super::{Picture, clean, px};
use crate::deliverables::diagram::{Chart, Form, Line, Role};
use crate::deliverables::phrases;

/// The drawing of a chart.
pub fn picture(chart: &Chart) -> Picture {
    match chart.form {
        Form::OverTime => over_time(chart),
        Form::Levels => levels(chart),
    }
}

const LEFT: f64 = 76.0;
const RIGHT: f64 = 160.0;
const TOP: f64 = 48.0;
const PLOT: (f64, f64) = (520.0, 240.0);

fn over_time(chart: &Chart) -> Picture {
    let (wide, high) = PLOT;
    let most = chart.lines.iter().flat_map(|line| &line.values).copied().fold(0.0, f64::max);
    let step = round_step(most / 5.0);
    let top = (most / step).ceil().max(1.0) * step;
    let last = (chart.ticks.len().max(2) - 1) as f64;
    let x = |at: f64| LEFT + at / last * wide;
    let y = |value: f64| TOP + high - value / top * high;
    let path = |values: &[f64]| {
        let points =
            values.iter().enumerate().map(|(at, value)| format!("{} {}", px(x(at as f64)), px(y(*value))));
        points.collect::<Vec<_>>().join("L")
    };
    let mut ends: Vec<(f64, f64, &str)> = Vec::new();
    for line in &chart.lines {
        ends.extend(line.values.last().map(|last| (y(*last), y(*last), line.name.as_str())));
    }
    apart(&mut ends, 16.0);
    let every = chart.ticks.len().div_ceil(7).max(1);
    let marks = html! {
        @for number in 0..=((top / step).round() as usize) {
            @let value = number as f64 * step;
            path.grid d=(format!("M{} {}H{}", px(LEFT), px(y(value)), px(LEFT + wide))) {}
            text.key.end x=(px(LEFT - 8.0)) y=(px(y(value) + 4.0)) { (phrases::amount(rounded(value))) }
        }
        text.key.end x=(px(LEFT - 8.0)) y=(px(TOP - 20.0)) { (clean(&chart.unit)) }
        @if let (Some(slow), Some(fast)) = (line_of(chart, Role::Low), line_of(chart, Role::High)) {
            @let back: Vec<String> = fast.values.iter().enumerate().rev()
                .map(|(at, value)| format!("{} {}", px(x(at as f64)), px(y(*value)))).collect();
            path.range d=(format!("M{}L{}Z", path(&slow.values), back.join("L"))) {}
        }
        path.axis d=(format!("M{} {}H{}", px(LEFT), px(y(0.0)), px(LEFT + wide))) {}
        @for (at, tick) in chart.ticks.iter().enumerate().filter(|(at, _)| at % every == 0) {
            path.axis d=(format!("M{} {}v5", px(x(at as f64)), px(y(0.0)))) {}
            text.key.middle x=(px(x(at as f64))) y=(px(TOP + high + 19.0)) { (clean(tick)) }
        }
        (moments(chart, &x, y(0.0)))
        @for (class, role) in [("use", Role::Main), ("limit", Role::Limit), ("usable", Role::Usable)] {
            @if let Some(line) = line_of(chart, role) {
                path class=(class) d=(format!("M{}", path(&line.values))) {}
            }
        }
        @for (at, from, name) in &ends {
            path.moment d=(format!("M{} {}L{} {}", px(LEFT + wide + 3.0), px(*from), px(LEFT + wide + 18.0), px(*at))) {}
            text.key x=(px(LEFT + wide + 22.0)) y=(px(at + 4.0)) { (clean(name)) }
        }
    };
    Picture {
        name: chart.name.clone(),
        title: chart.title.clone(),
        about: told(chart),
        width: LEFT + wide + RIGHT,
        height: TOP + high + 30.0,
        marks,
    }
}

fn line_of(chart: &Chart, role: Role) -> Option<&Line> {
    chart.lines.iter().find(|line| line.role == role)
}

/// Upright lines, each with its word at the top where it meets no other word.
fn moments(chart: &Chart, x: &dyn Fn(f64) -> f64, bottom: f64) -> Markup {
    let mut moments: Vec<(f64, &str)> =
        chart.moments.iter().map(|(at, words)| (x(*at), words.as_str())).collect();
    moments.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ends = [f64::MIN; 3];
    let mut words_at = Vec::new();
    for (at, words) in moments {
        let half = width(words, 11.0, false) / 2.0;
        let row = ends.iter().position(|end| at - half >= end + 8.0).unwrap_or(ends.len() - 1);
        ends[row] = at + half;
        words_at.push((at, half, TOP - 4.0 - 14.0 * row as f64, words));
    }
    html! {
        @for (at, _, top, _) in &words_at {
            path.moment d=(format!("M{} {}V{}", px(*at), px(*top), px(bottom))) {}
        }
        // Over the lines, none of which is to run through a word.
        @for (at, half, top, words) in &words_at {
            rect.blank x=(px(at - half - 2.0)) y=(px(top - 14.0)) width=(px(2.0 * half + 4.0)) height="13" {}
            text.key.middle x=(px(*at)) y=(px(top - 4.0)) { (clean(words)) }
        }
    }
}

const ROW: f64 = 34.0;
const NAMES: f64 = 150.0;
const LEVEL: f64 = 120.0;

/// One row an aspect: a full dot where it stands, a ring where it is to be, an arrow's shaft between.
fn levels(chart: &Chart) -> Picture {
    let rows = chart.ticks.len() as f64;
    let names = chart.ticks.iter().map(|tick| width(tick, 12.0, true)).fold(NAMES, f64::max) + 16.0;
    let x = |level: f64| names + (level - 0.5) * LEVEL;
    let bottom = 30.0 + rows * ROW;
    let value = |line: usize, at: usize| chart.lines.get(line).and_then(|line| line.values.get(at)).copied();
    let marks = html! {
        @for level in 1..=4_u8 {
            path.grid d=(format!("M{} 24V{}", px(x(f64::from(level))), px(bottom))) {}
            text.key.middle x=(px(x(f64::from(level)))) y="14" { "level " (level) }
        }
        @for (at, tick) in chart.ticks.iter().enumerate() {
            @let y = 30.0 + (at as f64 + 0.5) * ROW;
            text.band-name x="0" y=(px(y + 4.0)) { (clean(tick)) }
            @if let (Some(today), Some(target)) = (value(0, at), value(1, at)) {
                @if (today - target).abs() > 0.1 {
                    path.way d=(format!("M{} {}H{}", px(x(today)), px(y), px(x(target)))) {}
                    circle.goal cx=(px(x(target))) cy=(px(y)) r="8" {}
                }
                circle.dot cx=(px(x(today))) cy=(px(y)) r="8" {}
            }
        }
        g transform=(format!("translate(0 {})", px(bottom + 14.0))) {
            circle.dot cx="8" cy="9" r="7" {}
            text.key x="24" y="13" { "today" }
            circle.goal cx="88" cy="9" r="7" {}
            text.key x="104" y="13" { "target" }
        }
    };
    Picture {
        name: chart.name.clone(),
        title: chart.title.clone(),
        about: told(chart),
        width: names + 4.0 * LEVEL,
        height: bottom + 40.0,
        marks,
    }
}

/// The numbers of a chart in words.
fn told(chart: &Chart) -> String {
    let lines = chart.lines.iter().map(|line| {
        let values = chart.ticks.iter().zip(&line.values);
        let values: Vec<String> =
            values.map(|(tick, value)| format!("{tick} {}", phrases::amount(rounded(*value)))).collect();
        format!("{}: {}.", line.name, values.join(", "))
    });
    let unit = (!chart.unit.is_empty()).then(|| format!("In {}.", chart.unit));
    let moments = chart.moments.iter().map(|(_, words)| format!("{words}."));
    unit.into_iter().chain(lines).chain(moments).collect::<Vec<_>>().join(" ")
}

/// Moves names that would lie on each other apart, downwards.
fn apart(ends: &mut [(f64, f64, &str)], least: f64) {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    for at in 1..ends.len() {
        ends[at].0 = ends[at].0.max(ends[at - 1].0 + least);
    }
    // What was pushed below the axis comes up again, and takes the others along.
    let floor = TOP + PLOT.1;
    for at in (0..ends.len()).rev() {
        let most = if at + 1 == ends.len() { floor } else { ends[at + 1].0 - least };
        ends[at].0 = ends[at].0.min(most);
    }
}

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    if least <= 0.0 {
        return 1.0;
    }
    let scale = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0].iter().map(|step| step * scale).find(|step| *step >= least).unwrap_or(10.0 * scale)
}

/// Three significant decimals are more than a chart can show.
fn rounded(value: f64) -> f64 {
    let digits = if value.abs() >= 100.0 { 1.0 } else { 100.0 };
    (value * digits).round() / digits
}
