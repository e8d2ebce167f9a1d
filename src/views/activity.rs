//! The activity in hand: its question, the answers so far, and where the next one goes.

mod below;
mod detail;
mod roomy;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{balanced, fit, pad, wrapped};
use super::widgets::{ink, window};
use super::{Geometry, Hit, line, pictures, row, table};
use crate::app::App;
use crate::app::boxes::Overlay;
use crate::app::desk::{Desk, Pane};
use crate::app::items::{Item, table_of};
use crate::workshop::records::{FieldSpec, Kind, Need};

/// One line to be drawn. Rows of tables are made only when they are in view: a table may be long.
enum Piece {
    Ready(Drawn),
    Row {
        at: usize,
        capture: usize,
        id: String,
        lines: usize,
    },
    /// A further line of the row above it, which draws them all.
    Under(usize),
}

impl Piece {
    fn item(&self) -> Option<usize> {
        match self {
            Self::Ready(drawn) => drawn.item,
            Self::Row { at, .. } | Self::Under(at) => Some(*at),
        }
    }
}

/// One drawn line: what it shows, and which item it belongs to.
struct Drawn {
    line: Line<'static>,
    item: Option<usize>,
    begins: Option<Begins>,
}

/// What begins with a line.
#[derive(Clone, Copy)]
enum Begins {
    Field(&'static str),
    Table(usize),
}

impl Drawn {
    fn plain(line: Line<'static>) -> Self {
        Self { line, item: None, begins: None }
    }
}

/// Draws the activity.
pub fn draw(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect, geometry: &mut Geometry) {
    geometry.note(area, Hit::Pane(Pane::Activity));
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    // The drawing needs the room, and tells what it shows itself.
    let question_height = if desk.on_canvas() { 0 } else { question(desk, theme, frame, inner) };
    let below =
        Rect { y: inner.y + question_height, height: inner.height.saturating_sub(question_height), ..inner };
    body(app, desk, theme, frame, below, geometry);
}

/// Draws what stands below the question.
pub fn body(app: &App, desk: &Desk, theme: &Theme, frame: &mut Frame, body: Rect, geometry: &mut Geometry) {
    let strip = match &app.overlay {
        None if !desk.on_canvas() => detail::of(desk, theme, body.width),
        _ => None,
    };
    let dock_height = match (&app.overlay, &strip) {
        (Some(Overlay::Line(text)), _) => line::height(text, theme, body),
        (_, Some(strip)) => strip.height(body.height),
        _ => 0,
    };
    let dock_height = dock_height.min(body.height.saturating_sub(3));
    let rest = Rect { height: body.height - dock_height, ..body };
    let dock = Rect { y: body.y + rest.height, height: dock_height, ..body };
    let focused = desk.pane == Pane::Activity;
    if desk.picture && desk.card.is_none() {
        let shown = pictures::Shown::Page(desk.picture_page);
        geometry.picture_pages = pictures::draw(app, desk, theme, frame, rest, shown, geometry);
    } else {
        let layouts = layouts(desk, usize::from(rest.width));
        let drawn = lines(desk, theme, &layouts, usize::from(rest.width), focused);
        let fewest = u16::try_from(drawn.len()).unwrap_or(u16::MAX);
        // The strip is as high as its text: what follows from its height would jump with the cursor.
        let steady = body.height.saturating_sub(detail::HIGHEST);
        let beside = pictures::height_beside(desk, app.today(), steady.saturating_sub(fewest + 1));
        let room = steady.saturating_sub(beside).min(rest.height);
        let drawn = roomy::spread(drawn, &layouts, desk, usize::from(room));
        let needs = u16::try_from(drawn.len()).unwrap_or(u16::MAX);
        let picture = pictures::height_beside(desk, app.today(), rest.height.saturating_sub(needs + 1));
        let list = Rect { height: needs.min(rest.height - picture), ..rest };
        items(drawn, &layouts, (app, desk), theme, frame, list, geometry);
        if picture > 0 {
            pictures::draw(
                app,
                desk,
                theme,
                frame,
                Rect { y: list.bottom(), height: rest.bottom() - list.bottom(), ..rest },
                pictures::Shown::Beside,
                geometry,
            );
        }
    }
    if focused {
        geometry.page = usize::from(rest.height).saturating_sub(2);
    }
    if let Some(strip) = strip.filter(|_| dock_height > 0) {
        detail::draw(strip, theme, frame, dock);
    }
    if let Some(Overlay::Line(text)) = &app.overlay {
        geometry.cursor = Some(line::draw(text, theme, frame, dock));
    }
}

/// The question, or what record is open.
pub fn question_of(desk: &Desk) -> String {
    match &desk.card {
        Some((id, _)) => {
            let kind = Kind::of_id(id).map_or("", |kind| kind.spec().singular);
            format!("{kind}: {}", desk.session.records.title(id))
        }
        None => desk.current_activity().question.clone(),
    }
}

/// Draws the question; gives its height.
fn question(desk: &Desk, theme: &Theme, frame: &mut Frame, area: Rect) -> u16 {
    let activity = desk.current_activity();
    let text = question_of(desk);
    let number = desk.catalogue.stages.iter().position(|stage| stage.id == activity.stage).unwrap_or(0) + 1;
    let lines = balanced(&text, usize::from(area.width));
    let most = if area.height < 16 { 2 } else { 4 };
    let mut y = area.y;
    for line in lines.iter().take(most) {
        ink::paint(
            frame,
            Line::styled(line.clone(), theme.stage(number).add_modifier(ratatui::style::Modifier::BOLD)),
            Rect { y, height: 1, ..area },
        );
        y += 1;
    }
    y - area.y + 1
}

/// The visible columns of each table of the activity, worked out once a frame.
type Layouts = Vec<Option<table::Columns>>;

fn layouts(desk: &Desk, width: usize) -> Layouts {
    let activity = desk.current_activity();
    let of_capture = |capture| {
        let (kind, fields) = table_of(activity, capture)?;
        Some(visible(desk, capture, kind, fields, width))
    };
    (0..activity.captures.len()).map(of_capture).collect()
}

fn items(
    mut pieces: Vec<Piece>,
    layouts: &Layouts,
    (app, desk): (&App, &Desk),
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    geometry: &mut Geometry,
) {
    // What does not fit is named in the last line.
    let whole = usize::from(area.height);
    let told = whole > 5 && pieces.len() > whole;
    let height = whole - usize::from(told);
    let here = desk.cursor().item;
    let first_line = pieces.iter().position(|piece| piece.item() == Some(here)).unwrap_or(0);
    let last_line = pieces.iter().rposition(|piece| piece.item() == Some(here)).unwrap_or(0);
    let list = (desk.activity, desk.card.as_ref().map(|(id, _)| id.clone()));
    let before = app.geometry.list.as_ref().filter(|(known, _)| *known == list).map(|(_, first)| *first);
    let first = window::first_in_view(before, (first_line, last_line), height, pieces.len());
    geometry.list = Some((list, first));
    if told {
        let below =
            below::line(desk, theme, &pieces[(first + height).min(pieces.len())..], usize::from(area.width));
        ink::paint(frame, below, Rect { y: area.bottom() - 1, height: 1, ..area });
    }
    // While the rows of a table scroll, its title and headings stay: they lie over the first lines in view.
    let of_table =
        |piece: &Piece, table: usize| matches!(piece, Piece::Row { capture, .. } if *capture == table);
    if let Some(Piece::Row { capture, .. }) = pieces.get(first).filter(|_| height > 2) {
        let capture = *capture;
        if let Some(row) = pieces.iter().position(|piece| of_table(piece, capture)).filter(|row| *row >= 2) {
            let two = height > 6 && pieces.get(first + 1).is_some_and(|piece| of_table(piece, capture));
            if two && first + 1 > row {
                pieces.swap(first, row - 2);
                pieces.swap(first + 1, row - 1);
            } else {
                pieces.swap(first, row - 1);
            }
        }
    }
    for (row, piece) in pieces.into_iter().skip(first).take(height).enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let rect = Rect { y, height: 1, ..area };
        if let (Some(item), false) = (piece.item(), matches!(piece, Piece::Under(_))) {
            geometry.note(rect, Hit::Item { item, column: 0 });
        }
        match piece {
            Piece::Ready(drawn) => ink::paint(frame, drawn.line, rect),
            Piece::Row { at, capture, id, lines } => {
                if let Some(columns) = layouts.get(capture).and_then(Option::as_ref) {
                    let height = u16::try_from(lines).unwrap_or(1).min(area.bottom() - y);
                    let rect = Rect { height, ..rect };
                    row::draw(row::Row { at, capture, id: &id }, columns, desk, theme, frame, rect, geometry);
                }
            }
            Piece::Under(_) => {}
        }
    }
}

fn lines(desk: &Desk, theme: &Theme, layouts: &Layouts, width: usize, focused: bool) -> Vec<Piece> {
    let items = desk.items();
    let cursor = desk.cursor();
    let labels = items.iter().filter_map(|item| match item {
        Item::Field { field, .. } => Some(field.term.width()),
        _ => None,
    });
    let label_width = labels.max().unwrap_or(0).min(width / 3);
    let mut drawn = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let here = at == cursor.item;
        let style = match (here, focused) {
            (true, true) => theme.selected(),
            (true, false) => theme.selected_away(),
            _ => Style::new(),
        };
        match item {
            Item::Field { id, field } => {
                field_lines(desk, theme, at, id, field, (width, label_width), here, style, &mut drawn);
            }
            Item::Head { capture } => {
                let columns = layouts.get(*capture).and_then(Option::as_ref);
                head_lines(desk, theme, *capture, columns, &mut drawn);
            }
            Item::Row { capture, id } => {
                drawn.push(Piece::Row { at, capture: *capture, id: id.clone(), lines: 1 });
            }
            Item::Add { capture } => {
                let Some((kind, fields)) = table_of(desk.current_activity(), *capture) else { continue };
                let terms: Vec<_> = fields.iter().map(|field| field.term).collect();
                let what = below::lower(kind.spec().singular);
                let text = format!("+ add {what}: {}", terms.join(" | "));
                let text = fit(&text, width.saturating_sub(2), theme.symbol(Symbol::More));
                let (marker, look) = theme.marker(here, focused);
                let line = Line::from(vec![
                    Span::styled(format!("{marker} "), look),
                    Span::styled(text, theme.dim()),
                ]);
                let line = Drawn { line: line.style(style), item: Some(at), begins: None };
                drawn.push(Piece::Ready(line));
                drawn.push(Piece::Ready(Drawn::plain(Line::default())));
            }
        }
    }
    drawn
}

#[expect(clippy::too_many_arguments, reason = "one line of a list: what, where and how it looks")]
fn field_lines(
    desk: &Desk,
    theme: &Theme,
    at: usize,
    id: &str,
    field: &FieldSpec,
    (width, label_width): (usize, usize),
    here: bool,
    style: Style,
    drawn: &mut Vec<Piece>,
) {
    let text = table::cell(&desk.session, id, field);
    let room = width.saturating_sub(label_width + 5).max(10);
    let (lines, text_style) = if text.is_empty() {
        (wrapped(field.hint, room), theme.dim().add_modifier(ratatui::style::Modifier::ITALIC))
    } else {
        let lines = match desk.session.records.value(id, field.key) {
            crate::workshop::value::Value::List(_)
                if matches!(field.shape, crate::workshop::value::Shape::Lines) =>
            {
                let value = desk.session.records.value(id, field.key);
                list_lines(&value, theme, room)
            }
            _ => wrapped(&text, room),
        };
        (lines, theme.text())
    };
    let most = if here { 12 } else { 4 };
    let total = lines.len();
    for (row, text) in lines.into_iter().take(most).enumerate() {
        let text = if row + 1 == most && total > most {
            format!("{text} {}", theme.symbol(Symbol::More))
        } else {
            text
        };
        let label = if row == 0 { field.term } else { "" };
        let needed = field.need == Need::Required && desk.session.records.value(id, field.key).is_none();
        let need = if row == 0 && needed { theme.symbol(Symbol::Empty) } else { " " };
        let (marker, look) = theme.marker(here && row == 0, desk.pane == Pane::Activity);
        let line = Line::from(vec![
            Span::styled(format!("{marker} "), look),
            Span::styled(pad(label, label_width, theme.symbol(Symbol::More)), theme.dim()),
            Span::styled(format!(" {need} "), theme.attention()),
            Span::styled(text, text_style),
        ]);
        let begins = (row == 0).then_some(Begins::Field(field.term));
        let line = Drawn { line: line.style(style), item: Some(at), begins };
        drawn.push(Piece::Ready(line));
    }
}

fn list_lines(value: &crate::workshop::value::Value, theme: &Theme, room: usize) -> Vec<String> {
    let crate::workshop::value::Value::List(items) = value else { return Vec::new() };
    let bullet = theme.symbol(Symbol::Bullet);
    let of_item = |item: &String| {
        let mut lines = wrapped(item, room.saturating_sub(2));
        for (row, line) in lines.iter_mut().enumerate() {
            *line = if row == 0 { format!("{bullet} {line}") } else { format!("  {line}") };
        }
        lines
    };
    items.iter().flat_map(of_item).collect()
}

fn head_lines(
    desk: &Desk,
    theme: &Theme,
    capture: usize,
    columns: Option<&table::Columns>,
    drawn: &mut Vec<Piece>,
) {
    let (Some((kind, fields)), Some(columns)) = (table_of(desk.current_activity(), capture), columns) else {
        return;
    };
    let rows = desk.session.records.count(kind);
    if drawn.last().is_some_and(|line| line.item().is_some()) {
        drawn.push(Piece::Ready(Drawn::plain(Line::default())));
    }
    let count = if rows == 0 { String::new() } else { format!("  {rows}") };
    let mut heading = vec![
        Span::styled(format!("  {}", kind.spec().plural), theme.heading()),
        Span::styled(count, theme.dim()),
    ];
    let arrow = theme.symbol(Symbol::Arrow);
    let hidden = match (columns.left, columns.right) {
        (0, 0) => String::new(),
        (0, 1) => format!("   1 more column {arrow}"),
        (0, right) => format!("   {right} more columns {arrow}"),
        (1, 0) => "   1 column hidden".to_owned(),
        (left, 0) => format!("   {left} columns hidden"),
        (left, right) => format!("   {left} columns hidden, {right} more {arrow}"),
    };
    if rows > 0 {
        heading.push(Span::styled(hidden, theme.dim()));
    }
    let begins = Some(Begins::Table(capture));
    drawn.push(Piece::Ready(Drawn { line: Line::from(heading), item: None, begins }));
    if rows == 0 {
        return;
    }
    let mut spans = vec![Span::raw("  ")];
    for column in &columns.shown {
        let term = table::aligned(fields[column.field], fields[column.field].term, column.width, theme);
        spans.push(Span::styled(
            format!("{term}{}", " ".repeat(table::GAP)),
            theme.dim().add_modifier(ratatui::style::Modifier::UNDERLINED),
        ));
    }
    drawn.push(Piece::Ready(Drawn::plain(Line::from(spans))));
}

fn visible(
    desk: &Desk,
    capture: usize,
    kind: Kind,
    fields: &[&'static FieldSpec],
    width: usize,
) -> table::Columns {
    let cursor = desk.cursor();
    let in_this = matches!(desk.item(), Some(Item::Row { capture: known, .. }) if known == capture);
    let column = if in_this { cursor.column } else { 0 };
    table::columns(fields, |field| desk.widest(kind, field), (width.saturating_sub(2), false), column)
}
