//! The doomsday clock: all limits by urgency, on one timeline, and the selected one as a chart.

mod chart;
mod timeline;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Symbol, Theme};
use super::super::widgets::wrap::{fit, pad, wrapped};
use crate::app::App;
use crate::app::desk::Desk;
use crate::workshop::doomsday::{self, Forecast, Outlook, Unforecast};
use crate::workshop::measures::Growth;
use crate::workshop::records::{Limit, Row};
use crate::workshop::value::format_number;

/// The least room for a chart in which something can be read.
const CHART: u16 = 8;

/// A limit and when it runs out.
type Clock<'a> = (&'a Row<Limit>, Result<Forecast, Unforecast>);

/// Draws the clock.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) {
    let clocks = doomsday::forecasts(&desk.session.records, app.today());
    let selected = desk.target().map(|(id, _)| id);
    let chosen = clocks.iter().find(|(limit, _)| Some(&limit.id) == selected.as_ref()).or(clocks.first());
    let width = usize::from(area.width);
    let mut lines = list(&clocks, theme, width);
    let room = |lines: &[Line]| usize::from(area.height).saturating_sub(lines.len());
    let chart = usize::from(CHART);
    let chosen_lines = |roomy| {
        let all = chosen.map(|(limit, outcome)| about(limit, outcome.as_ref(), theme, width, roomy));
        all.unwrap_or_default()
    };
    let brief = chosen_lines(false);
    let tracks = timeline::lines(&clocks, theme, width, app.today());
    let (left, all) = (room(&lines), tracks.len());
    // With room for one of the two only, the chart of the selected limit goes before the timeline. A timeline that
    // nobody can read is worth less than what is said of the selected limit, which the list above says too.
    let mut brief = brief;
    if left >= all + brief.len() + chart + 2 {
        lines.extend(tracks);
    } else if left < brief.len() + chart && left >= all {
        lines.extend(tracks);
        brief.truncate(left - all);
    }
    let full = chosen_lines(true);
    lines.extend(if room(&lines) > full.len() + chart { full } else { brief });
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    super::put(frame, Rect { height: used, ..area }, lines);
    let rest = Rect { y: area.y + used, height: area.height - used, ..area };
    if let Some((_, Ok(forecast))) = chosen
        && rest.height >= CHART
    {
        chart::draw(forecast, theme, frame, rest, app.today());
    }
}

/// Every limit on a line: its name, how much time is left, and its dates. Names are whole where there is room
/// for them; what the dates are stands above them where words beside each would take that room.
fn list(clocks: &[Clock], theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let longest = clocks.iter().map(|(limit, _)| limit.name.width()).max().unwrap_or(0);
    let forecasts = || clocks.iter().filter_map(|(_, outcome)| outcome.as_ref().ok());
    let room = width.saturating_sub(longest + STATUS);
    let told = [true, false].into_iter().find(|alert| {
        forecasts().all(|forecast| dates(forecast, *alert).width() <= room) && forecasts().count() > 0
    });
    let name = if told.is_some() { longest } else { longest.min(width.saturating_sub(STATUS + COLUMNS)) };
    let title = "Doomsday clock, most urgent first";
    let above = name + STATUS;
    let heads = told.is_none() && forecasts().count() > 0 && title.width() < above;
    let mut head = vec![Span::styled(pad(title, above, more), theme.heading())];
    if heads {
        head.push(Span::styled("start by   full", theme.dim()));
    }
    let mut lines = vec![Line::from(head)];
    for (limit, outcome) in clocks {
        lines.push(match outcome {
            Ok(forecast) => {
                let (style, word) = status(forecast, theme);
                let text = match told {
                    Some(alert) => dates(forecast, alert),
                    None if heads => format!("{} {}", forecast.last_start, forecast.run_out),
                    None => format!("by {}, full {}", forecast.last_start, forecast.run_out),
                };
                Line::from(vec![
                    Span::styled(format!("{} ", pad(&limit.name, name, more)), theme.text()),
                    Span::styled(pad(&word, STATUS - 1, more), style),
                    Span::styled(fit(&text, width.saturating_sub(above), more), theme.dim()),
                ])
            }
            Err(why @ Unforecast::AlreadyOver { .. }) => Line::styled(
                fit(&format!("{} {}: {why}", theme.symbol(Symbol::Danger), limit.name), width, more),
                theme.danger(),
            ),
            Err(why) => Line::styled(fit(&format!("{}: {why}", limit.name), width, more), theme.dim()),
        });
    }
    if clocks.is_empty() {
        lines.push(Line::styled("Add what runs out, and its clock shows here.", theme.dim()));
    }
    lines
}

/// What the time that is left takes, with a blank before it.
const STATUS: usize = 17;

/// What two dates beside each other take.
const COLUMNS: usize = 21;

/// The dates of a limit in words, with the value to alert at or without.
fn dates(forecast: &Forecast, alert: bool) -> String {
    let Forecast { last_start, run_out, unit, .. } = forecast;
    let words = format!("start {last_start}, full {run_out}");
    if alert { format!("{words}, alert at {} {unit}", amount(forecast.alert())) } else { words }
}

/// How much time is left, with a symbol.
fn status(forecast: &Forecast, theme: &Theme) -> (Style, String) {
    let (style, symbol) = match forecast.outlook {
        Outlook::Late => (theme.danger(), Symbol::Danger),
        Outlook::Soon => (theme.attention(), Symbol::Flag),
        Outlook::Safe => (theme.done(), Symbol::Done),
    };
    let slack = forecast.slack();
    let words = match forecast.slack_days {
        0 => "last day today",
        _ => slack.strip_prefix("already ").unwrap_or(&slack),
    };
    (style, format!("{} {words}", theme.symbol(symbol)))
}

fn amount(number: f64) -> String {
    if number.abs() >= 1000.0 {
        super::thousands(number)
    } else {
        format_number((number * 100.0).round() / 100.0)
    }
}

/// What there is to say about the selected limit: its name and dates always, the rest where there is room.
fn about(
    limit: &Limit,
    outcome: Result<&Forecast, &Unforecast>,
    theme: &Theme,
    width: usize,
    roomy: bool,
) -> Vec<Line<'static>> {
    let more = theme.symbol(Symbol::More);
    let forecast = match outcome {
        Ok(forecast) => forecast,
        Err(why) => {
            let why = wrapped(&format!("{}: {why}", limit.name), width);
            return why.into_iter().map(|line| Line::styled(line, theme.text())).collect();
        }
    };
    let (style, _) = status(forecast, theme);
    let slack = forecast.slack();
    let name = fit(&limit.name, width.saturating_sub(slack.width() + 2), more);
    let title =
        Line::from(vec![Span::styled(format!("{name}  "), theme.heading()), Span::styled(slack, style)]);
    let mut lines = vec![title];
    let unit = &forecast.unit;
    let range = match forecast.latest {
        _ if forecast.range.is_none() => String::new(),
        Some(latest) => format!(" ({} to {latest})", forecast.earliest),
        None => format!(" ({} to never)", forecast.earliest),
    };
    let full = format!("Full {}{range}", forecast.run_out);
    let start = format!("start by {}", forecast.last_start);
    let sure =
        (forecast.sure_start < forecast.last_start).then(|| format!("to be sure {}", forecast.sure_start));
    let alert = format!("alert at {} {unit}", amount(forecast.alert()));
    let all: Vec<String> =
        [Some(full.clone()), Some(start.clone()), sure, Some(alert.clone())].into_iter().flatten().collect();
    if roomy {
        for text in [all.join(", "), growth(forecast), needs(forecast)] {
            lines.extend(wrapped(&text, width).into_iter().map(|line| Line::styled(line, theme.text())));
        }
    } else {
        let shorter = [all, vec![full.clone(), start.clone(), alert], vec![full, start]];
        let text = shorter.iter().map(|parts| parts.join(", ")).find(|text| text.width() <= width);
        lines.push(Line::styled(
            text.unwrap_or_else(|| fit(&dates(forecast, false), width, theme.symbol(Symbol::More))),
            theme.text(),
        ));
    }
    lines
}

/// How it grows, and how that is known.
fn growth(forecast: &Forecast) -> String {
    let between =
        forecast.range.as_ref().map_or_else(String::new, |(slow, fast)| format!(", {}", span(slow, fast)));
    let growth = &forecast.growth;
    match &forecast.fitted {
        Some(fit) => format!(
            "Grows {growth}{between}; fitted to {} readings, {} to {}, r2 {:.2}",
            fit.n, fit.from, fit.to, fit.r2
        ),
        None => format!("Grows {growth}{between}, as given"),
    }
}

/// Two rates, with their unit once where it is the same.
fn span(slow: &Growth, fast: &Growth) -> String {
    let (slow, fast) = (slow.to_string(), fast.to_string());
    match (slow.split_once(' '), fast.split_once(' ')) {
        (Some((low, unit)), Some((high, same))) if unit == same => format!("from {low} to {high}"),
        _ => format!("from {slow} to {fast}"),
    }
}

/// What ten and a hundred times today would need.
fn needs(forecast: &Forecast) -> String {
    let told = |stress: &doomsday::Stress| {
        let needs = format!("{} {}", amount(stress.needs), forecast.unit);
        if stress.fits {
            format!("{needs}, which fits")
        } else {
            format!("{needs}, {} times the limit", amount((stress.times_limit * 10.0).round() / 10.0))
        }
    };
    format!("10x today: {}; 100x: {}", told(&forecast.at_10x), told(&forecast.at_100x))
}
