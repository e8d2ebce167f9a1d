//! The doomsday clock: all limits by urgency, and the selected one as a chart.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use crate::app::App;
use crate::app::desk::Desk;
use crate::workshop::doomsday::{self, Forecast, Outlook};
use crate::workshop::value::format_number;

/// Draws the clock.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let records = &desk.session.records;
    let forecasts = doomsday::forecasts(records, app.today());
    let width = usize::from(area.width);
    let more = theme.symbol(Symbol::More);
    let mut lines = vec![Line::styled("Doomsday clock, most urgent first", theme.heading())];
    for (limit, forecast) in &forecasts {
        lines.push(match forecast {
            Ok(forecast) => {
                let (style, word) = outlook(forecast, theme);
                let name = pad(&limit.name, 30.min(width * 3 / 10), more);
                let room = width.saturating_sub(name.width() + 17);
                let text = dates(forecast, room);
                Line::from(vec![
                    Span::styled(format!("{name} "), theme.text()),
                    Span::styled(word, style),
                    Span::styled(fit(&text, room, more), theme.dim()),
                ])
            }
            Err(why) => Line::styled(fit(&format!("{}: {why}", limit.name), width, more), theme.dim()),
        });
    }
    if forecasts.is_empty() {
        lines.push(Line::styled("Add what runs out, and its clock shows here.", theme.dim()));
    }
    let selected = desk.target().map(|(id, _)| id);
    let chosen =
        forecasts.iter().find(|(limit, _)| Some(&limit.id) == selected.as_ref()).or(forecasts.first());
    if let Some((limit, Err(why))) = chosen {
        let why = wrapped(&format!("{}: {why}", limit.name), width);
        lines.extend(why.into_iter().map(|line| Line::styled(line, theme.text())));
    }
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    super::put(frame, Rect { height: used, ..area }, lines);
    let rest = Rect { y: area.y + used, height: area.height - used, ..area };
    if let Some((_, Ok(forecast))) = chosen
        && rest.height >= 7
    {
        chart(forecast, theme, frame, rest, app.today());
    }
}

/// The dates of a limit, with as many words as there is room for: the dates matter most.
fn dates(forecast: &Forecast, room: usize) -> String {
    let Forecast { last_start, run_out, unit, .. } = forecast;
    let alert = format!("alert at {} {unit}", amount(forecast.trigger));
    let long = format!(" start {last_start}, full {run_out}, {alert}");
    let middle = format!(" start {last_start}, full {run_out}");
    let short = format!(" by {last_start}, full {run_out}");
    [long, middle].into_iter().find(|text| text.width() <= room).unwrap_or(short)
}

fn outlook(forecast: &Forecast, theme: &Theme) -> (Style, String) {
    let days = forecast.slack_days.abs();
    let length = if days >= 21 { format!("{} weeks", days / 7) } else { format!("{days} days") };
    match forecast.outlook {
        Outlook::Late => {
            (theme.danger(), pad(&format!("{} {length} late", theme.symbol(Symbol::Danger)), 16, ""))
        }
        Outlook::Soon => {
            (theme.attention(), pad(&format!("{} {length} left", theme.symbol(Symbol::Flag)), 16, ""))
        }
        Outlook::Safe => {
            (theme.done(), pad(&format!("{} {length} left", theme.symbol(Symbol::Done)), 16, ""))
        }
    }
}

fn amount(number: f64) -> String {
    if number.abs() >= 1000.0 {
        super::thousands(number)
    } else {
        format_number((number * 100.0).round() / 100.0)
    }
}

/// What the lines of the chart are, in their colours; with fewer words where there is less room.
fn head(forecast: &Forecast, theme: &Theme, width: usize) -> Line<'static> {
    let Forecast { last_start, run_out, unit, .. } = forecast;
    let usable = amount(forecast.usable);
    let long = [
        "projection  ".to_owned(),
        format!("last day to start {last_start}  "),
        format!("limit {usable} {unit}, reached {run_out}"),
    ];
    let short = [String::new(), format!("start by {last_start}  "), format!("{usable} {unit} on {run_out}")];
    let width_of = |words: &[String; 3]| words.iter().map(|words| words.width()).sum::<usize>();
    let words = if forecast.name.width() + 2 + width_of(&long) <= width { long } else { short };
    let name = fit(&forecast.name, width.saturating_sub(width_of(&words) + 2), theme.symbol(Symbol::More));
    let [projection, start, limit] = words;
    Line::from(vec![
        Span::styled(format!("{name}  "), theme.heading()),
        Span::styled(projection, theme.accent()),
        Span::styled(start, theme.attention()),
        Span::styled(limit, theme.danger()),
    ])
}

fn chart(forecast: &Forecast, theme: &Theme, frame: &mut Frame, area: Rect, today: Date) {
    let Some((first, _)) = forecast.curve.first() else { return };
    let day = |date: Date| first.until(date).map_or(0.0, |span| f64::from(span.get_days()));
    let points: Vec<(f64, f64)> = forecast.curve.iter().map(|(date, value)| (day(*date), *value)).collect();
    let history: Vec<(f64, f64)> =
        forecast.history.iter().map(|(date, value)| (day(*date), *value)).collect();
    let end = points.last().map_or(1.0, |point| point.0).max(day(forecast.run_out)).max(1.0);
    let top = points.iter().map(|point| point.1).fold(forecast.hard, f64::max).min(forecast.hard * 1.25);
    let limit = [(0.0, forecast.usable), (end, forecast.usable)];
    let start_by = [(day(forecast.last_start), 0.0), (day(forecast.last_start), top)];
    let runs_out = [(day(forecast.run_out), 0.0), (day(forecast.run_out), top)];
    let marker = if theme.ascii { Marker::Dot } else { Marker::Braille };
    let line =
        |data, style| Dataset::default().marker(marker).graph_type(GraphType::Line).style(style).data(data);
    let datasets = vec![
        line(&limit, theme.danger()),
        line(&start_by, theme.attention()),
        line(&runs_out, theme.danger()),
        line(&points, theme.accent()),
        Dataset::default().marker(Marker::Dot).style(theme.text()).data(&history),
    ];
    frame.render_widget(head(forecast, theme, usize::from(area.width)), Rect { height: 1, ..area });
    let stress = format!(
        "100 times today is {} {}, {} times the limit",
        amount(forecast.at_100x.needs),
        forecast.unit,
        amount(forecast.at_100x.times_limit)
    );
    let last = forecast.curve.last().map_or(today, |(date, _)| *date);
    let labels = |labels: Vec<String>| {
        labels.into_iter().map(|text| Span::styled(text, theme.dim())).collect::<Vec<_>>()
    };
    let chart = Chart::new(datasets)
        .style(theme.ground())
        .legend_position(None)
        .x_axis(
            Axis::default()
                .style(theme.line())
                .bounds([0.0, end])
                .labels(labels(vec![first.to_string(), last.to_string()])),
        )
        .y_axis(
            Axis::default()
                .style(theme.line())
                .bounds([0.0, top])
                .labels(labels(vec!["0".into(), format!("{} {}", amount(top), forecast.unit)])),
        );
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    frame.render_widget(chart, body);
    let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    frame.render_widget(
        Line::styled(fit(&stress, usize::from(area.width), theme.symbol(Symbol::More)), theme.dim()),
        foot,
    );
}
