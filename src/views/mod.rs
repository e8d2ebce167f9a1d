//! The screen: pure drawing. [`draw`] reads the app, fills the frame, and gives back what lies where.
//!
//! No I/O and no clock. Every colour comes from [`theme`].

pub mod theme;
pub mod widgets;

mod activity;
mod agenda;
mod answers;
mod boxes;
mod candidates;
mod export;
mod finder;
mod header;
mod home;
mod line;
mod people;
mod pictures;
mod preview;
mod prose;
mod reader;
mod review;
mod room;
mod round;
mod row;
mod session;
mod side;
mod table;

pub use pictures::has_picture;
pub use table::widest;

use ratatui::Frame;
use ratatui::layout::{Alignment, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use widgets::ink;

use crate::app::boxes::ExportTab;
use crate::app::canvas::Seen;
use crate::app::commands::{self, Act};
use crate::app::desk::{Pane, Side};
use crate::app::{App, Tone};
use theme::{Symbol, Theme};

/// The smallest screen that can be used.
pub const SMALLEST: (u16, u16) = (60, 18);

/// What a place on the screen stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A line of Home.
    HomeLine(usize),
    /// A stage, counted from 0.
    Stage(usize),
    /// An activity in the agenda.
    Activity(usize),
    /// An item of the activity, and a column of it.
    Item {
        /// The item.
        item: usize,
        /// The column.
        column: usize,
    },
    /// A component in the drawing of the architecture, counted as in [`Seen`].
    Component(usize),
    /// A tab of the side pane.
    Tab(Side),
    /// A flag.
    Flag(usize),
    /// A page of the export place.
    ExportTab(ExportTab),
    /// A line of the export place.
    ExportRow(usize),
    /// A document's tab, where it is read.
    Document(usize),
    /// Anywhere else in a pane.
    Pane(Pane),
}

/// Whose answers a list shows: an activity, and the record that is open as a card.
type ListOf = (usize, Option<String>);

/// What the last drawing put where.
#[derive(Debug, Clone, Default)]
pub struct Geometry {
    hits: Vec<(Rect, Hit)>,
    /// Where the cursor stands, while somebody writes.
    pub cursor: Option<Position>,
    /// How many lines a page has in the pane with the focus.
    pub page: usize,
    /// How far the side pane can be scrolled.
    pub side_end: usize,
    /// How far the help can be scrolled.
    pub help_end: usize,
    /// The list of answers that was shown, and its first line in view: the next frame begins there again.
    list: Option<(ListOf, usize)>,
    /// What the side pane showed, to be shown again as long as nothing in it changes.
    side: Option<side::Shown>,
    /// Where the side pane scrolled by itself to show what changed: its first line, and the marks it shows.
    pub side_top: Option<(usize, u64)>,
    /// The document that is read over the whole window.
    pub reading: Option<reader::Reading>,
    /// What the drawing of the architecture shows.
    pub canvas: Seen,
    /// How many pages the picture has at this size; 0 while none is shown.
    pub picture_pages: usize,
}

impl Geometry {
    /// What is at a place: the smallest thing drawn last.
    pub fn hit(&self, x: u16, y: u16) -> Option<Hit> {
        let found = self.hits.iter().rev().find(|(area, _)| area.contains((x, y).into()));
        found.map(|(_, hit)| *hit)
    }

    fn note(&mut self, area: Rect, hit: Hit) {
        self.hits.push((area, hit));
    }
}

/// Draws the app.
pub fn draw(app: &App, frame: &mut Frame) -> Geometry {
    let mut geometry = Geometry::default();
    let theme = app.theme();
    let area = frame.area();
    ink::ground(frame, theme.ground());
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&theme, frame, area);
        return geometry;
    }
    match &app.desk {
        Some(desk) if let Some(reader) = app.reader() => {
            geometry = reader::draw(app, desk, reader, &theme, frame);
        }
        Some(desk) => session::draw(app, desk, &theme, frame, &mut geometry),
        None if app.opening => {
            let words = Line::styled("Opening the session …", theme.dim()).centered();
            ink::paint(frame, words, Rect { y: area.y + area.height / 3, height: 1, ..area });
        }
        None if app.audience.is_some() => room::nothing(app, &theme, frame, area),
        None => home::draw(app, &theme, frame, &mut geometry),
    }
    boxes::draw(app, &theme, frame, &mut geometry);
    if theme.ascii {
        for cell in &mut frame.buffer_mut().content {
            if let Some(plain) = theme::ascii_of(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
    geometry
}

fn too_small(theme: &Theme, frame: &mut Frame, area: Rect) {
    let text = format!(
        "Underpin needs {} columns and {} lines. This window has {} and {}. Nothing is lost: make it larger.",
        SMALLEST.0, SMALLEST.1, area.width, area.height
    );
    let text =
        Paragraph::new(text).style(theme.text()).alignment(Alignment::Center).wrap(Wrap { trim: true });
    let top = area.height / 3;
    frame.render_widget(text, Rect { y: area.y + top, height: area.height - top, ..area });
}

/// How many lines [`footer`] needs.
fn footer_height(app: &App) -> u16 {
    if unsaved(app).is_some() { 4 } else { 2 }
}

/// Why the last write failed, until one succeeds.
fn unsaved(app: &App) -> Option<&str> {
    app.desk.as_ref()?.unsaved.as_deref()
}

/// The last lines: the message, the keys that matter here, and what is not saved.
fn footer(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, pages: usize) {
    let more = theme.symbol(Symbol::More);
    let mut area = area;
    if let Some(why) = unsaved(app) {
        let key = |act| commands::of(act).map_or_else(String::new, |c| app.settings.keymap.key_of(c));
        let (again, elsewhere) = (key(Act::SaveAgain), key(Act::SaveElsewhere));
        let sign = theme.symbol(Symbol::Danger);
        let what = format!("{sign} Not saved; {again} tries again, {elsewhere} saves elsewhere");
        // On the last line, which no box is so high that it covers; the reason stands above.
        for text in [what.as_str(), why] {
            let text = widgets::wrap::fit(text, usize::from(area.width.saturating_sub(2)), more);
            area.height = area.height.saturating_sub(1);
            let width = area.width.saturating_sub(1);
            let row = Rect { x: area.x + 1, y: area.bottom(), width, height: 1 };
            ink::paint(frame, Line::styled(text, theme.danger()), row);
        }
    }
    let message = match (&app.desk, &app.message) {
        (_, Some((Tone::Problem, text))) => {
            Some((theme.attention(), format!("{} {text}", theme.symbol(Symbol::Flag))))
        }
        (_, Some((Tone::Info, text))) => Some((theme.dim(), text.clone())),
        (Some(desk), None) if app.audience.is_some() => Some(room::status(app, desk, theme)),
        (Some(desk), None) => {
            let why = desk.read_only.as_ref();
            why.map(|why| (theme.attention(), format!("{} Read only: {why}", theme.symbol(Symbol::Flag))))
        }
        (None, None) => None,
    };
    if let Some((style, text)) = message {
        let text = widgets::wrap::fit(&text, usize::from(area.width.saturating_sub(2)), more);
        ink::paint(
            frame,
            Line::styled(text, style),
            Rect { x: area.x + 1, height: 1, ..area }.intersection(area),
        );
    }
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let commands = app.footer();
    // Help keeps its place on the narrowest screen: who knows it finds everything else.
    let help = commands.iter().filter(|command| command.act == Act::Help).count() * 10;
    for command in commands {
        let kept = if command.act == Act::Help { 0 } else { help };
        let key = app.settings.keymap.key_of(command);
        let title = title(app, command, pages);
        let width = key.chars().count() + title.chars().count() + 4;
        if used + width + kept > usize::from(area.width) {
            continue;
        }
        used += width;
        spans.push(Span::styled(key, theme.accent()));
        spans.push(Span::styled(format!(" {title}   "), theme.dim()));
    }
    let keys = Rect { y: area.y + area.height.saturating_sub(1), height: 1, ..area };
    ink::paint(frame, Line::from(spans), keys);
}

/// What the footer says a key does: of the pages of a picture, which is next.
fn title(app: &App, command: &commands::CommandSpec, pages: usize) -> String {
    let picture = app.desk.as_ref().filter(|desk| command.act == Act::Picture && desk.picture && pages > 0);
    match picture.map(|desk| desk.picture_page + 1) {
        Some(page) if page < pages => format!("next page ({page} of {pages})"),
        Some(_) => "table".to_owned(),
        None => command.title.to_owned(),
    }
}
