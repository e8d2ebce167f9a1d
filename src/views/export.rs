//! The export place on screen: readiness, formats and folder, and what would change.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::boxes::{hint, input, panel};
use super::theme::{Symbol, Theme};
use super::widgets::ink;
use super::widgets::wrap::{fit, pad, wrapped};
use super::{Geometry, Hit};
use crate::app::App;
use crate::app::boxes::{DocumentRow, ExportPlace, ExportTab};
use crate::app::commands::{Act, Area, COMMANDS};
use crate::app::exporting::told;
use crate::deliverables::export::{Change, FORMATS, Fate, Format, Side};
use crate::deliverables::musts::Readiness;

/// From this width on a second column shows what belongs to the line under the cursor.
const WIDE: u16 = 130;

/// The widest the place gets: longer lines are hard to follow.
const WIDEST: u16 = 240;

/// A line of a list: what is drawn, and which line of the page it belongs to.
type Row = (Line<'static>, Option<usize>);

/// Draws the place.
pub fn draw(app: &App, place: &ExportPlace, theme: &Theme, frame: &mut Frame, geometry: &mut Geometry) {
    let screen = frame.area();
    let inner = panel(theme, frame, "Export", WIDEST, screen.height.saturating_sub(2));
    tabs(place, theme, frame, Rect { height: 1, ..inner }, geometry);
    let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(5), ..inner };
    geometry.page = usize::from(body.height);
    let wide = inner.width >= WIDE;
    if place.reading && !wide {
        difference(place, theme, frame, body);
    } else {
        let left = if wide { Rect { width: inner.width * 9 / 20, ..body } } else { body };
        list(place, theme, frame, left, geometry);
        if wide {
            let x = left.right() + 3;
            let right = Rect { x, width: body.right().saturating_sub(x), ..body };
            for y in body.top()..body.bottom() {
                let rule = Rect { x: left.right() + 1, y, width: 1, height: 1 };
                ink::paint(frame, Line::styled(theme.symbol(Symbol::Divider), theme.line()), rule);
            }
            beside(place, theme, frame, right);
        }
    }
    let status = Rect { y: inner.bottom().saturating_sub(2), height: 1, ..inner };
    ink::paint(frame, state(place, theme, usize::from(inner.width)), status);
    hint(frame, inner, &keys(app, place, wide, usize::from(inner.width)), theme);
}

fn tabs(place: &ExportPlace, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let mut spans = Vec::new();
    let mut x = area.x;
    for tab in ExportTab::ALL {
        let title = tab.title();
        let width = u16::try_from(title.width()).unwrap_or(0);
        geometry.note(Rect { x, width, ..area }, Hit::ExportTab(tab));
        let style =
            if tab == place.tab { theme.accent().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
        spans.extend([Span::styled(title, style), Span::raw("   ")]);
        x += width + 3;
    }
    ink::paint(frame, Line::from(spans), area);
}

/// The list of the page, scrolled so that the cursor is in view.
fn list(place: &ExportPlace, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    let width = usize::from(area.width);
    let rows = match place.tab {
        ExportTab::Documents => documents(place, theme, width),
        ExportTab::Formats => formats(place, theme, width),
        ExportTab::Files => {
            let lines = place.plan.iter().flat_map(|plan| plan.changes.iter().enumerate());
            lines.map(|(at, change)| (file(place, change, at, theme, width), Some(at))).collect()
        }
    };
    let height = usize::from(area.height);
    let here = rows.iter().position(|(_, of)| *of == Some(place.cursor())).unwrap_or(0);
    let first = here.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
    for (at, (line, of)) in rows.into_iter().skip(first).take(height).enumerate() {
        let row = Rect { y: area.y + u16::try_from(at).unwrap_or(0), height: 1, ..area };
        if let Some(of) = of {
            geometry.note(row, Hit::ExportRow(of));
        }
        ink::paint(frame, line, row);
    }
    if place.tab == ExportTab::Formats
        && let Some(field) = &place.editing
    {
        let line = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), height: 1, ..area };
        geometry.cursor = Some(input(theme.symbol(Symbol::Cursor), None, field, theme, frame, line));
    }
}

/// Where the folder begins behind its label.
const LABEL: u16 = 10;

fn cursor(place: &ExportPlace, at: usize, theme: &Theme) -> (Span<'static>, Style) {
    let here = at == place.cursor();
    let sign = if here { theme.symbol(Symbol::Cursor) } else { " " };
    (Span::styled(format!("{sign} "), theme.accent()), if here { theme.selected() } else { Style::default() })
}

fn documents(place: &ExportPlace, theme: &Theme, width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, row) in place.document_rows().into_iter().enumerate() {
        let (sign, style) = cursor(place, at, theme);
        match row {
            DocumentRow::Head(of) => {
                if at > 0 {
                    rows.push((Line::default(), None));
                }
                let document = &place.readiness[of];
                rows.push((head(document, sign, theme, width).style(style), Some(at)));
                if document.hold() == document.verdicts.len() {
                    let text = format!("    {} Everything it must have is there", theme.symbol(Symbol::Done));
                    rows.push((Line::styled(text, theme.done()), None));
                }
            }
            DocumentRow::Miss(of, must, miss) => {
                let verdict = &place.readiness[of].verdicts[must];
                if miss == 0 {
                    let title = format!("    {} {}", verdict.must.id, verdict.must.title);
                    let title = fit(&title, width, theme.symbol(Symbol::More));
                    rows.push((Line::styled(title, theme.attention()), None));
                }
                let text = wrapped(&verdict.misses[miss].text, width.saturating_sub(8));
                for (line, words) in text.into_iter().enumerate() {
                    let first = if line == 0 { sign.clone() } else { Span::raw("  ") };
                    let spans = vec![Span::raw("    "), first, Span::styled(words, theme.text())];
                    rows.push((Line::from(spans).style(style), Some(at)));
                }
            }
        }
    }
    rows
}

/// A document's title, how many of the demands hold, and the same as a bar.
fn head(document: &Readiness, sign: Span<'static>, theme: &Theme, width: usize) -> Line<'static> {
    let (hold, all) = (document.hold(), document.verdicts.len());
    let count = format!("{hold:>2} of {all} ");
    let bar = all.min(width / 4);
    let full = (hold * bar).checked_div(all).unwrap_or(0);
    let room = width.saturating_sub(2 + count.width() + bar + 1);
    let good = if hold == all { theme.done() } else { theme.attention() };
    Line::from(vec![
        sign,
        Span::styled(pad(&document.title, room, theme.symbol(Symbol::More)), theme.heading()),
        Span::styled(format!(" {count}"), theme.text()),
        Span::styled(theme.symbol(Symbol::BarFull).repeat(full), good),
        Span::styled(theme.symbol(Symbol::BarEmpty).repeat(bar - full), theme.dim()),
    ])
}

fn formats(place: &ExportPlace, theme: &Theme, width: usize) -> Vec<Row> {
    let more = theme.symbol(Symbol::More);
    let (sign, style) = cursor(place, 0, theme);
    let folder = if place.editing.is_some() { String::new() } else { place.folder.display().to_string() };
    let folder = fit(&folder, width.saturating_sub(usize::from(LABEL)), more);
    let spans = vec![sign, Span::styled("Folder  ", theme.dim()), Span::styled(folder, theme.heading())];
    let mut rows = vec![(Line::from(spans).style(style), Some(0)), (Line::default(), None)];
    // What stands in the way is said where the files would be.
    let no_pdf = |format: Format| place.no_pdf.as_deref().filter(|_| format == Format::Pdf);
    for (at, spec) in FORMATS.iter().enumerate() {
        let (sign, style) = cursor(place, at + 1, theme);
        let wanted = place.wants(spec.format);
        let tick = if wanted { "[x]" } else { "[ ]" };
        let count = place.plan.as_ref().filter(|_| wanted).map(|plan| {
            let mine =
                plan.changes.iter().filter(|change| change.format == spec.name && change.after.is_some());
            mine.count()
        });
        let count = count.map_or_else(String::new, |count| {
            if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
        });
        let about = width.saturating_sub(2 + 4 + 12 + count.width() + 1);
        let spans = vec![
            sign,
            Span::styled(format!("{tick} "), if wanted { theme.accent() } else { theme.dim() }),
            Span::styled(pad(spec.name, 12, more), if wanted { theme.text() } else { theme.dim() }),
            match no_pdf(spec.format).filter(|_| wanted) {
                Some(why) => Span::styled(pad(why, about, more), theme.attention()),
                None => Span::styled(pad(spec.about, about, more), theme.dim()),
            },
            Span::styled(format!(" {count}"), theme.text()),
        ];
        rows.push((Line::from(spans).style(style), Some(at + 1)));
    }
    // What may have been cut above.
    if let Some(spec) = place.cursor().checked_sub(1).and_then(|at| FORMATS.get(at)) {
        rows.push((Line::default(), None));
        let said = std::iter::once(spec.about).chain(no_pdf(spec.format));
        let words = said.flat_map(|said| wrapped(said, width.saturating_sub(2)));
        rows.extend(words.map(|words| (Line::styled(format!("  {words}"), theme.text()), None)));
    }
    rows
}

/// The sign and the colour of a fate.
fn fate(fate: Fate, theme: &Theme) -> (&'static str, Style) {
    match fate {
        Fate::New => ("+", theme.done()),
        Fate::Changed => ("~", theme.accent()),
        Fate::Removed => ("-", theme.danger()),
        Fate::Unchanged => ("=", theme.dim()),
        Fate::Edited | Fate::Foreign | Fate::Orphaned => ("!", theme.attention()),
    }
}

fn file(place: &ExportPlace, change: &Change, at: usize, theme: &Theme, width: usize) -> Line<'static> {
    let more = theme.symbol(Symbol::More);
    let (sign, style) = cursor(place, at, theme);
    let (mark, colour) = fate(change.fate, theme);
    let what = if change.fate.guarded() {
        let yes = place.yes.contains_key(&change.path);
        let then = match (yes, change.after.is_some()) {
            (true, true) => "overwrite",
            (true, false) => "remove",
            (false, _) => "keep",
        };
        format!("{}: {then}", change.fate.told())
    } else {
        change.fate.told().to_owned()
    };
    let what = fit(&what, width / 2, more);
    let room = width.saturating_sub(2 + 2 + what.width() + 1);
    Line::from(vec![
        sign,
        Span::styled(format!("{mark} "), colour),
        Span::styled(pad(&change.path, room, more), theme.text()),
        Span::styled(format!(" {what}"), colour),
    ])
    .style(style)
}

/// The second column: what belongs to the line under the cursor.
fn beside(place: &ExportPlace, theme: &Theme, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let more = theme.symbol(Symbol::More);
    let lines: Vec<Line<'static>> = match place.tab {
        ExportTab::Files => return difference(place, theme, frame, area),
        ExportTab::Documents => {
            let verdicts = place.document().into_iter().flat_map(|document| &document.verdicts);
            let title = place.document().map_or("", |document| document.title.as_str());
            let mut lines =
                vec![Line::styled(format!("What must be in the {title}"), theme.heading()), Line::default()];
            lines.extend(verdicts.map(|verdict| {
                let holds = verdict.misses.is_empty();
                let sign = theme.symbol(if holds { Symbol::Done } else { Symbol::Empty });
                let lacks = match verdict.misses.len() {
                    0 => String::new(),
                    1 => " 1 answer missing".to_owned(),
                    many => format!(" {many} answers missing"),
                };
                let room = width.saturating_sub(6 + lacks.width());
                Line::from(vec![
                    Span::styled(format!("{sign} "), if holds { theme.done() } else { theme.attention() }),
                    Span::styled(pad(verdict.must.id, 4, more), theme.dim()),
                    Span::styled(pad(verdict.must.title, room, more), theme.text()),
                    Span::styled(lacks, theme.attention()),
                ])
            }));
            lines
        }
        ExportTab::Formats => {
            let spec = place.cursor().checked_sub(1).and_then(|at| FORMATS.get(at));
            let changes = place.plan.iter().flat_map(|plan| &plan.changes);
            let mine = changes.filter(|change| spec.is_none_or(|spec| change.format == spec.name));
            let title = spec.map_or("All files of the export", |spec| spec.about);
            let mut lines = vec![Line::styled(fit(title, width, more), theme.heading()), Line::default()];
            lines.extend(mine.take(usize::from(area.height)).map(|change| {
                let (mark, colour) = fate(change.fate, theme);
                let path = fit(&change.path, width.saturating_sub(2), more);
                Line::from(vec![Span::styled(format!("{mark} "), colour), Span::styled(path, theme.text())])
            }));
            lines
        }
    };
    for (at, line) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        ink::paint(frame, line, Rect { y: area.y + u16::try_from(at).unwrap_or(0), height: 1, ..area });
    }
}

/// The lines that would change in the file under the cursor.
fn difference(place: &ExportPlace, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(change) = place.change() else { return };
    let more = theme.symbol(Symbol::More);
    let width = usize::from(area.width);
    let (mark, colour) = fate(change.fate, theme);
    let title = Line::from(vec![
        Span::styled(format!("{mark} "), colour),
        Span::styled(fit(&change.path, width.saturating_sub(2), more), theme.heading()),
        Span::styled(format!("  {}", change.fate.told()), colour),
    ]);
    ink::paint(frame, title, Rect { height: 1, ..area });
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let remark = match place.compared() {
        None => Some("Looking …"),
        Some(known) => match &known.lines {
            None => Some("This is no text; there are no lines to compare."),
            Some(lines) if lines.is_empty() => Some("Nothing differs."),
            Some(lines) => {
                let shown = lines.iter().skip(place.scroll).take(usize::from(body.height));
                for (at, line) in shown.enumerate() {
                    let style = match line.side {
                        Side::Same => theme.dim(),
                        Side::Old => theme.danger(),
                        Side::New => theme.done(),
                        Side::Place => theme.accent(),
                    };
                    let text = fit(&line.printed().replace('\t', "    "), width, more);
                    let y = body.y + u16::try_from(at).unwrap_or(0);
                    ink::paint(frame, Line::styled(text, style), Rect { y, height: 1, ..body });
                }
                None
            }
        },
    };
    if let Some(remark) = remark {
        ink::paint(frame, Line::styled(remark, theme.dim()), Rect { height: 1, ..body });
    }
}

/// What is going on, what went wrong, what was done, or what would be.
fn state(place: &ExportPlace, theme: &Theme, width: usize) -> Line<'static> {
    let more = theme.symbol(Symbol::More);
    if let Some(why) = &place.trouble {
        let text = format!("{} {why}", theme.symbol(Symbol::Flag));
        return Line::styled(fit(&text, width, more), theme.attention());
    }
    if let Some(busy) = &place.busy {
        return Line::styled(fit(&format!("{busy} …"), width, more), theme.accent());
    }
    if let Some(report) = &place.report {
        let text = format!("{} {}", theme.symbol(Symbol::Done), told(report));
        return Line::styled(fit(&text, width, more), theme.done());
    }
    let Some(plan) = &place.plan else { return Line::default() };
    let files = plan.changes.len();
    let files = if files == 1 { "One file".to_owned() } else { format!("{files} files") };
    let mut spans = vec![Span::styled(files, theme.text())];
    for kind in Fate::ALL {
        let count = plan.count(kind);
        if count > 0 {
            spans.push(Span::styled("   ", theme.dim()));
            let (_, colour) = fate(kind, theme);
            spans.push(Span::styled(format!("{count} {}", kind.told()), colour));
        }
    }
    Line::from(spans)
}

/// The keys that matter now, from the table of commands.
fn keys(app: &App, place: &ExportPlace, wide: bool, width: usize) -> String {
    if place.editing.is_some() {
        return "Enter keep   Esc leave it".to_owned();
    }
    let mut acts: Vec<(Act, &str)> = match place.tab {
        ExportTab::Documents => vec![(Act::Enter, "goes there")],
        ExportTab::Formats if place.cursor() == 0 => vec![(Act::Enter, "edits")],
        ExportTab::Formats => vec![(Act::Tick, "ticks")],
        ExportTab::Files if place.reading => vec![(Act::Enter, "closes")],
        ExportTab::Files if wide => vec![(Act::Enter, "scrolls")],
        ExportTab::Files => vec![(Act::Enter, "reads")],
    };
    if place.change().is_some_and(|change| change.fate.guarded()) {
        acts.push((Act::Tick, "overwrites or keeps"));
    }
    acts.extend([
        (Act::ExportWrite, "writes"),
        (Act::NextPane, "page"),
        (Act::Back, "leaves"),
        (Act::ExportFolder, "folder"),
        (Act::ExportShow, "shows"),
        (Act::ExportAgain, "looks again"),
        (Act::Help, "help"),
    ]);
    let key = |act: Act| {
        let here = Area::Export.within().iter();
        let mut found = here.filter_map(|area| COMMANDS.iter().find(|c| c.act == act && c.area == *area));
        found.next().map_or_else(String::new, |command| app.settings.keymap.key_of(command))
    };
    let mut line = String::new();
    for (act, what) in acts {
        let more = format!("{}{} {what}", if line.is_empty() { "" } else { "   " }, key(act));
        // Whole or not at all.
        if line.width() + more.width() <= width {
            line.push_str(&more);
        }
    }
    line
}
