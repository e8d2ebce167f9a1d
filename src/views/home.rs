//! Home on screen: the sessions, the worked examples, and what is selected.

use super::widgets::ink;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, pad, wrapped};
use super::{Geometry, Hit, footer};
use crate::app::App;
use crate::app::home::{Entry, Summary};

/// Draws Home.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, geometry: &mut Geometry) {
    let area = frame.area();
    let layout = Layout::vertical([Constraint::Length(3), Constraint::Fill(1), Constraint::Length(2)]);
    let [top, body, bottom] = area.layout(&layout);
    let title = Line::from(vec![
        Span::styled(" Underpin", theme.heading()),
        Span::styled("  plan a platform together, leave with the documents", theme.dim()),
    ]);
    frame.render_widget(title, Rect { height: 1, ..top });
    let rule = theme.symbol(Symbol::Rule).repeat(usize::from(area.width));
    ink::paint(frame, Line::styled(rule, theme.line()), Rect { y: top.y + 1, height: 1, ..top });
    footer(app, theme, frame, bottom, 0);
    let wide = area.width >= 100;
    let list = if wide { Rect { width: area.width * 58 / 100, ..body } } else { body };
    let bottom_of_list = entries(app, theme, frame, list, geometry);
    if wide {
        let x = list.right() + 2;
        let side = Rect { x, width: area.width.saturating_sub(x + 1), ..body };
        selected(app, theme, frame, side);
    } else {
        let y = bottom_of_list + 1;
        let below = Rect {
            x: body.x + 1,
            y,
            width: body.width.saturating_sub(2),
            height: body.bottom().saturating_sub(y),
        };
        selected(app, theme, frame, below);
    }
}

/// The list; gives the line below it.
fn entries(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) -> u16 {
    let home = &app.home;
    let width = usize::from(area.width).saturating_sub(4);
    let mut y = area.y;
    let all = home.entries();
    let sessions = all.iter().filter(|entry| matches!(entry, Entry::Session(_))).count();
    let heading = if home.archived { "Archived sessions" } else { "Your sessions" };
    line(frame, area, &mut y, Line::styled(format!("  {heading}"), theme.heading()));
    if sessions == 0 && home.read {
        let words = [
            "None yet. Press n to start one: a title is enough, and the first question comes at once.",
            "Or open a worked example below to see where a workshop leads; you get your own copy.",
        ];
        for words in words {
            for words in wrapped(words, width) {
                line(frame, area, &mut y, Line::styled(format!("  {words}"), theme.text()));
            }
        }
    }
    // The list scrolls when it is longer than the room for it.
    let room = usize::from(area.height).saturating_sub(6).max(3);
    let first = home.cursor.saturating_sub(room / 2).min(all.len().saturating_sub(room));
    for (at, entry) in all.iter().enumerate().skip(first).take(room) {
        if let Entry::Example(_) = entry
            && (at == sessions || at == first)
        {
            y += 1;
            line(frame, area, &mut y, Line::styled("  Worked examples", theme.heading()));
        }
        let here = at == home.cursor;
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let (title, right) = match entry {
            Entry::Session(listed) => {
                let when = ago(listed.changed_at, app.now, &app.settings.zone);
                let mut parts = Vec::new();
                if listed.damage.is_some() {
                    parts.push("damaged".to_owned());
                } else if listed.locked.is_some() {
                    parts.push("open elsewhere".to_owned());
                }
                if let Some(summary) = home.summaries.get(&listed.path) {
                    let (done, total) = sum(&summary.stages);
                    parts.push(format!("{done}/{total}"));
                }
                parts.push(when);
                (both(&listed.title, &listed.organisation, theme), parts.join("  "))
            }
            Entry::Example(example) => {
                (both(&example.title, &example.organisation, theme), "complete".to_owned())
            }
        };
        let left = pad(&title, width.saturating_sub(right.width() + 2), theme.symbol(Symbol::More));
        let content = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(left, theme.text()),
            Span::styled(format!("  {right}"), theme.dim()),
        ]);
        let content = if here { content.style(theme.selected()) } else { content };
        geometry.note(Rect { y, height: 1, ..area }, Hit::HomeLine(at));
        line(frame, area, &mut y, content);
    }
    geometry.page = room;
    y
}

fn line(frame: &mut Frame, area: Rect, y: &mut u16, line: Line) {
    if *y < area.bottom() {
        ink::paint(frame, line, Rect { y: *y, height: 1, ..area });
    }
    *y += 1;
}

fn both(title: &str, organisation: &str, theme: &Theme) -> String {
    if organisation.is_empty() || title.contains(organisation) {
        title.to_owned()
    } else {
        format!("{title} {} {organisation}", theme.symbol(Symbol::Dot))
    }
}

fn sum(stages: &[(usize, usize)]) -> (usize, usize) {
    stages.iter().fold((0, 0), |(done, total), stage| (done + stage.0, total + stage.1))
}

/// What is known of the selected line.
fn selected(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let mut y = area.y;
    let width = usize::from(area.width);
    match app.home.selected() {
        Some(Entry::Session(listed)) => {
            line(
                frame,
                area,
                &mut y,
                Line::styled(fit(&listed.title, width, theme.symbol(Symbol::More)), theme.heading()),
            );
            if let Some(summary) = app.home.summaries.get(&listed.path) {
                summary_lines(app, summary, theme, frame, area, &mut y);
            }
            if let Some(holder) = &listed.locked {
                line(
                    frame,
                    area,
                    &mut y,
                    Line::styled(format!("Open elsewhere: {holder}"), theme.attention()),
                );
            }
            if let Some((at, damage)) = &listed.damage {
                let words = format!(
                    "Line {at} of the journal is damaged: {damage}. It opens for reading up to there."
                );
                for words in wrapped(&words, width) {
                    line(frame, area, &mut y, Line::styled(words, theme.danger()));
                }
            }
            let folder = listed.path.display().to_string();
            line(
                frame,
                area,
                &mut y,
                Line::styled(fit(&folder, width, theme.symbol(Symbol::More)), theme.dim()),
            );
        }
        Some(Entry::Example(example)) => {
            line(
                frame,
                area,
                &mut y,
                Line::styled(fit(&example.title, width, theme.symbol(Symbol::More)), theme.heading()),
            );
            let words = format!(
                "A complete workshop of {} changes: every stage answered, flags raised and accepted, the documents ready to export. Enter makes your own copy; change anything.",
                example.entries
            );
            for words in wrapped(&words, width) {
                line(frame, area, &mut y, Line::styled(words, theme.text()));
            }
        }
        None => {}
    }
}

fn summary_lines(app: &App, summary: &Summary, theme: &Theme, frame: &mut Frame, area: Rect, y: &mut u16) {
    let cells = 12;
    for (at, (done, total)) in summary.stages.iter().enumerate() {
        let title = app.catalogue.stages.get(at).map_or("", |stage| stage.title.as_str());
        let full = (done * cells).checked_div(*total).unwrap_or(0);
        let content = Line::from(vec![
            Span::styled(
                pad(title, 34.min(usize::from(area.width) / 2), theme.symbol(Symbol::More)),
                theme.text(),
            ),
            Span::styled(theme.symbol(Symbol::BarFull).repeat(full), theme.stage(at + 1)),
            Span::styled(theme.symbol(Symbol::BarEmpty).repeat(cells - full), theme.line()),
            Span::styled(format!(" {done}/{total}"), theme.dim()),
        ]);
        line(frame, area, y, content);
    }
    let flags = match summary.flags {
        0 => "no open flag".to_owned(),
        1 => "1 open flag".to_owned(),
        many => format!("{many} open flags"),
    };
    let questions = match summary.questions {
        0 => "no open question".to_owned(),
        1 => "1 open question".to_owned(),
        many => format!("{many} open questions"),
    };
    line(frame, area, y, Line::styled(format!("{flags}, {questions}"), theme.attention()));
    for words in wrapped(&summary.last, usize::from(area.width)) {
        line(frame, area, y, Line::styled(words, theme.dim()));
    }
}

/// How long ago something was, in the words people use.
fn ago(then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (then, now) = (then.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let days = then.date().until(now.date()).map_or(0, |span| span.get_days());
    match days {
        0 => format!("today {}", then.strftime("%H:%M")),
        1 => "yesterday".to_owned(),
        2..=6 => then.strftime("%A").to_string(),
        _ if then.year() == now.year() => then.strftime("%-d %b").to_string(),
        _ => then.strftime("%-d %b %Y").to_string(),
    }
}
