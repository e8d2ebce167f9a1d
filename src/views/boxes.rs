//! Boxes over the screen: help, finders, pickers, forms, and the text being written.

use super::widgets::ink;
use ratatui::Frame;
use ratatui::layout::{Constraint, Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Padding};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::editor;
use super::widgets::wrap::{fit, pad, wrapped};
use super::{Geometry, candidates, export, finder, people, review, round};
use crate::app::App;
use crate::app::boxes::{Form, FormPurpose, Overlay, Picker};
use crate::app::commands::{self, Area, COMMANDS};
use crate::workshop::mistaken;

/// Draws the box on top, if there is one. Text being written is drawn by the activity, where it belongs.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, geometry: &mut Geometry) {
    let cursor = match &app.overlay {
        None | Some(Overlay::Line(_) | Overlay::Reader(_)) => return,
        Some(Overlay::Help { scroll, .. }) => {
            help(app, *scroll, theme, frame, geometry);
            None
        }
        Some(Overlay::Finder(found)) => Some(finder::draw(found, theme, frame)),
        Some(Overlay::Candidates(state)) => Some(candidates::draw(state, theme, frame)),
        Some(Overlay::Picker(picker)) => Some(picker_box(app, picker, theme, frame)),
        Some(Overlay::Form(form)) => form_box(form, theme, frame),
        Some(Overlay::People(state)) => people::draw(app, state, theme, frame),
        Some(Overlay::Round(state)) => round::draw(app, state, theme, frame),
        Some(Overlay::Review(state)) => {
            review::draw(state, theme, frame);
            None
        }
        Some(Overlay::Confirm { question, .. }) => {
            let inner = panel(theme, frame, "Are you sure?", 64, 6);
            text(frame, inner, &[question.as_str()], theme.text());
            hint(frame, inner, "y delete   any other key leaves it", theme);
            None
        }
        Some(Overlay::Report { title, lines, scroll }) => {
            report(title, lines, *scroll, theme, frame, geometry);
            None
        }
        Some(Overlay::Export(place)) => return export::draw(app, place, theme, frame, geometry),
    };
    // A box lies over what is being written below it.
    geometry.cursor = cursor;
}

/// What was taken in, and below it, to be scrolled, what was not.
fn report(
    title: &str,
    lines: &[String],
    scroll: usize,
    theme: &Theme,
    frame: &mut Frame,
    geometry: &mut Geometry,
) {
    let inner = panel(theme, frame, "Taken in", 100, frame.area().height.saturating_sub(2));
    let width = usize::from(inner.width);
    let mut rows: Vec<(String, Style)> =
        wrapped(title, width).into_iter().map(|row| (row, theme.heading())).collect();
    let told = if lines.is_empty() {
        "All of it has a place here. u takes it back."
    } else {
        "What has no place here, each with where it stands first. u takes the whole import back."
    };
    rows.extend(wrapped(told, width).into_iter().map(|row| (row, theme.dim())));
    rows.push((String::new(), theme.text()));
    for line in lines {
        let rest = width.saturating_sub(2);
        for (at, row) in wrapped(line, rest).into_iter().enumerate() {
            let sign = if at == 0 { theme.symbol(Symbol::Bullet) } else { " " };
            rows.push((format!("{sign} {row}"), theme.text()));
        }
    }
    let room = usize::from(inner.height).saturating_sub(2);
    let end = rows.len().saturating_sub(room);
    (geometry.help_end, geometry.page) = (end, room);
    for (at, (row, style)) in rows.into_iter().skip(scroll.min(end)).take(room).enumerate() {
        let y = inner.y + u16::try_from(at).unwrap_or(0);
        ink::paint(frame, Line::styled(row, style), Rect { y, height: 1, ..inner });
    }
    hint(frame, inner, "Up/Down scroll   any other key closes", theme);
}

/// A raised panel in the middle of the screen; gives the room inside.
pub fn panel(theme: &Theme, frame: &mut Frame, title: &str, width: u16, height: u16) -> Rect {
    let screen = frame.area();
    let area = screen.centered(
        Constraint::Length(width.min(screen.width.saturating_sub(2))),
        Constraint::Length(height.min(screen.height.saturating_sub(2))),
    );
    let kind = if theme.ascii { BorderType::Plain } else { BorderType::Rounded };
    let mut block = Block::bordered().border_type(kind).border_style(theme.line()).style(theme.raised());
    if theme.ascii {
        block = block.border_set(ratatui::symbols::border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        });
    }
    let block =
        block.title(Line::styled(format!(" {title} "), theme.accent())).padding(Padding::horizontal(1));
    let inner = block.inner(area);
    // A column beside it is cleared too: half a word there would look like part of the panel.
    let around = Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area }
        .intersection(screen);
    frame.render_widget(Clear, around);
    frame.buffer_mut().set_style(around, theme.ground());
    frame.render_widget(block, area);
    inner
}

/// Wrapped lines at the top of an area.
pub fn text(frame: &mut Frame, area: Rect, paragraphs: &[&str], style: ratatui::style::Style) -> u16 {
    let mut y = area.y;
    for paragraph in paragraphs {
        for line in wrapped(paragraph, usize::from(area.width)) {
            if y >= area.bottom() {
                return y;
            }
            ink::paint(frame, Line::styled(line, style), Rect { y, height: 1, ..area });
            y += 1;
        }
    }
    y
}

/// A line of keys at the bottom of a panel, three spaces between them. What does not fit is left out, but never
/// the way out.
pub fn hint(frame: &mut Frame, area: Rect, keys: &str, theme: &Theme) {
    let y = area.bottom().saturating_sub(1);
    let mut parts: Vec<&str> = keys.split("   ").collect();
    let wide = |parts: &[&str]| parts.iter().map(|part| part.width() + 3).sum::<usize>();
    while wide(&parts) > usize::from(area.width) + 3 {
        let Some(last) = parts.iter().rposition(|part| !part.starts_with("Esc")) else { break };
        parts.remove(last);
    }
    let spans = parts.into_iter().flat_map(|part| {
        // Most keys are one word, some are "1 to 4" or "any other key".
        let long = ["to", "other"].contains(&part.split(' ').nth(1).unwrap_or_default());
        let words: usize = part.split(' ').take(if long { 3 } else { 1 }).map(|word| word.len() + 1).sum();
        let (key, does) = part.split_at((words - 1).min(part.len()));
        [Span::styled(key, theme.accent()), Span::styled(does, theme.dim()), Span::raw("   ")]
    });
    ink::paint(frame, Line::from(spans.collect::<Vec<_>>()), Rect { y, height: 1, ..area });
}

/// Says in the upper edge of a panel how far a list that is longer than its room has been seen.
pub fn position(frame: &mut Frame, inner: Rect, last: usize, len: usize, theme: &Theme) {
    let down = if last < len { theme.symbol(Symbol::Down) } else { "" };
    let words = format!(" {last} of {len} {down}");
    let row = Rect { y: inner.y.saturating_sub(1), height: 1, ..inner };
    ink::paint(frame, Line::styled(words, theme.dim()).right_aligned(), row);
}

fn help(app: &App, scroll: usize, theme: &Theme, frame: &mut Frame, geometry: &mut Geometry) {
    let screen = frame.area();
    let inner = panel(theme, frame, "Help", 100, screen.height.saturating_sub(2));
    let width = usize::from(inner.width);
    let key_width = 22.min(width / 3);
    let mut lines: Vec<Line> = Vec::new();
    let here = app.overlay.as_ref().filter(|top| top.beneath().area() != Area::Overlay);
    let here = here.map_or_else(|| app.area(), Overlay::area);
    let mut areas: Vec<Area> = Area::ALL.to_vec();
    areas.sort_by_key(|area| *area != here);
    for area in areas {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(area.title(), theme.heading()));
        for command in COMMANDS.iter().filter(|command| command.area == area) {
            let keys = pad(&app.settings.keymap.keys_of(command), key_width, theme.symbol(Symbol::More));
            for (row, text) in
                wrapped(command.help, width.saturating_sub(key_width + 1)).into_iter().enumerate()
            {
                let keys = if row == 0 { keys.clone() } else { " ".repeat(key_width) };
                lines.push(Line::from(vec![
                    Span::styled(format!("{keys} "), theme.accent()),
                    Span::styled(text, theme.text()),
                ]));
            }
        }
    }
    let room = usize::from(inner.height).saturating_sub(2);
    let len = lines.len();
    let end = len.saturating_sub(room);
    (geometry.help_end, geometry.page) = (end, room);
    if end > 0 {
        position(frame, inner, scroll.min(end) + room, len, theme);
    }
    for (row, line) in lines.into_iter().skip(scroll.min(end)).take(room).enumerate() {
        ink::paint(frame, line, Rect { y: inner.y + u16::try_from(row).unwrap_or(0), height: 1, ..inner });
    }
    hint(frame, inner, "Up/Down scroll   any other key closes", theme);
}

/// What stands before words that narrow the list below: it has a cursor of its own.
pub const NARROWS: &str = "/";

/// A line of text being typed; gives the place of its cursor.
pub fn input(
    sign: &'static str,
    placeholder: Option<&str>,
    field: &crate::app::text::TextField,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) -> Position {
    let line = Rect { height: 1, ..area };
    ink::paint(frame, Line::styled(sign, theme.accent()), line);
    let rest = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
    if let Some(placeholder) = placeholder {
        ink::paint(frame, Line::styled(placeholder.to_owned(), theme.dim()), rest);
    }
    editor::draw(field, rest, frame.buffer_mut(), theme.text(), theme.selected())
}

fn picker_box(app: &App, picker: &Picker, theme: &Theme, frame: &mut Frame) -> Position {
    let visible = picker.visible();
    let made = picker.fresh().map(|name| made(app, picker, name));
    let labels = picker.options.iter().map(|option| option.label.as_str()).chain(made.as_deref());
    let widest = labels.map(UnicodeWidthStr::width).max().unwrap_or(0);
    let keys = match (picker.many, picker.options.is_empty()) {
        (true, false) => "Space choose   Enter keep   Tab next field   Esc keep and leave   Ctrl-C drop",
        (false, false) => "Enter take   Tab next field   Backspace clear   Esc leave",
        (_, true) => "Enter take the new name   Esc leave",
    };
    let width = u16::try_from((widest + 12).max(keys.width() + 4)).unwrap_or(60).clamp(46, 84);
    let rows = u16::try_from(picker.options.len().max(1) + usize::from(picker.grows)).unwrap_or(20);
    let height = (rows + 7).min(frame.area().height.saturating_sub(2));
    let inner = panel(
        theme,
        frame,
        &fit(&picker.title, usize::from(width) - 6, theme.symbol(Symbol::More)),
        width,
        height,
    );
    let placeholder = if picker.grows { "type to find, or a new name" } else { "type to find" };
    let empty = picker.filter.text().is_empty();
    let cursor = input(NARROWS, empty.then_some(placeholder), &picker.filter, theme, frame, inner);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4), ..inner };
    let first = picker.cursor.saturating_sub(usize::from(list.height).saturating_sub(1));
    let labels = visible.iter().map(|option| {
        let chosen = picker.chosen.contains(&option.key);
        let sign = match (picker.many, chosen) {
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
            (false, true) => theme.symbol(Symbol::Bullet),
            (false, false) => " ",
        };
        format!("{sign} {}", option.label)
    });
    let labels: Vec<String> = labels.chain(made).collect();
    for (row, label) in labels.iter().skip(first).take(usize::from(list.height)).enumerate() {
        let here = first + row == picker.cursor;
        let text = pad(label, usize::from(list.width).saturating_sub(2), theme.symbol(Symbol::More));
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), theme.accent()),
            Span::styled(text, theme.text()),
        ]);
        let line = if here { line.style(theme.selected()) } else { line };
        ink::paint(frame, line, Rect { y: list.y + u16::try_from(row).unwrap_or(0), height: 1, ..list });
    }
    if labels.is_empty() {
        let words =
            if picker.grows { "Nothing yet. Type a name and press Enter." } else { "Nothing matches." };
        text(frame, list, &[words], theme.dim());
    }
    let y = inner.bottom().saturating_sub(2);
    let field = fit(picker.field.hint, usize::from(inner.width), theme.symbol(Symbol::More));
    ink::paint(
        frame,
        Line::styled(field, theme.dim().add_modifier(Modifier::ITALIC)),
        Rect { y, height: 1, ..inner },
    );
    hint(frame, inner, keys, theme);
    cursor
}

/// What a name that is not in the list would make, or why it cannot be.
fn made(app: &App, picker: &Picker, name: &str) -> String {
    let kind = picker.field.shape.kinds().first().copied();
    match (&app.desk, kind) {
        (Some(desk), Some(kind)) => {
            let told = mistaken::told(&desk.session.records, kind, name);
            if told.starts_with("new ") { format!("+ {told}") } else { told }
        }
        _ => format!("+ new: {name}"),
    }
}

fn form_box(form: &Form, theme: &Theme, frame: &mut Frame) -> Option<Position> {
    let mut place = None;
    let fields = u16::try_from(form.fields.len()).unwrap_or(4);
    let width = 84.min(frame.area().width.saturating_sub(2));
    let intro = wrapped(&form.intro, usize::from(width).saturating_sub(4));
    // What changes with every choice keeps its room, so that the box does not jump.
    let kept = if form.purpose == FormPurpose::Agenda { 4 } else { 1 };
    let intro_height = u16::try_from(intro.len().clamp(kept, 4)).unwrap_or(1);
    let label_width = form.fields.iter().map(|field| field.label.width()).max().unwrap_or(0) + 2;
    // A hint is never cut: the field in hand takes the lines it needs.
    let hint_width = usize::from(width).saturating_sub(label_width + 6);
    let hint_lines = |at: usize| wrapped(form.fields[at].hint, hint_width).len().max(1);
    let most = (0..form.fields.len()).map(hint_lines).max().unwrap_or(1);
    let extra = u16::try_from(most - 1).unwrap_or(0);
    let inner = panel(theme, frame, &form.title, width, fields * 2 + extra + intro_height + 6);
    text(frame, Rect { height: intro_height, ..inner }, &[form.intro.as_str()], theme.dim());
    let mut y = inner.y + intro_height + 1;
    for (at, field) in form.fields.iter().enumerate() {
        let here = at == form.at;
        let row = Rect { y, height: 1, ..inner };
        let marker = if here { theme.symbol(Symbol::Cursor) } else { " " };
        let style = if here { theme.heading() } else { theme.dim() };
        let label = format!("{marker} {}", pad(field.label, label_width, ""));
        let offset = u16::try_from(label.width()).unwrap_or(0);
        ink::paint(frame, Line::styled(label, style), row);
        let rest = Rect { x: row.x + offset, width: row.width.saturating_sub(offset), ..row };
        if field.choices.is_empty() {
            let cursor = editor::draw(&field.field, rest, frame.buffer_mut(), theme.text(), theme.selected());
            if here {
                place = Some(cursor);
            }
        } else {
            let choices = field.choices.iter().flat_map(|choice| {
                let chosen = *choice == field.field.text();
                let style =
                    if chosen { theme.accent().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
                [Span::styled(*choice, style), Span::raw("   ")]
            });
            ink::paint(frame, Line::from(choices.collect::<Vec<_>>()), rest);
        }
        if here {
            let room = Rect { y: y + 1, height: u16::try_from(hint_lines(at)).unwrap_or(1), ..rest };
            let room = room.intersection(inner);
            text(frame, room, &[field.hint], theme.dim().add_modifier(Modifier::ITALIC));
            y += room.height.saturating_sub(1);
        }
        y += 2;
    }
    if let Some(error) = &form.error {
        let row = Rect { y: inner.bottom().saturating_sub(2), height: 1, ..inner };
        let words = format!("{} {error}", theme.symbol(Symbol::Flag));
        ink::paint(frame, Line::styled(words, theme.attention()), row);
    }
    let last = form.at + 1 == form.fields.len();
    let keys = if last {
        commands::hint(Area::Form, |it| !matches!(it.keys, ["ctrl-s"] | ["left", ..]))
    } else {
        format!(
            "Enter next   {}",
            commands::hint(Area::Form, |it| matches!(it.keys, ["ctrl-s"] | ["esc", ..]))
        )
    };
    hint(frame, inner, &keys, theme);
    place
}
