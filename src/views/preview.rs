//! A document on the terminal: the same blocks that are exported, wrapped to a pane or a window, with what the last
//! change altered marked.

mod table;

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::theme::{Symbol, Theme};
use super::widgets::wrap::{fit, wrap};
use crate::deliverables::changes::{Changes, Spot};
use crate::deliverables::diagram::Diagram;
use crate::deliverables::document::{Block, Body, Document, ListKind};

/// What stands in the margin of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The line is new or different.
    Fresh,
    /// Something before it is gone.
    Gone,
}

impl Mark {
    /// The sign in the margin.
    pub fn sign(self, theme: &Theme) -> Span<'static> {
        let symbol = match self {
            Self::Fresh => Symbol::Fresh,
            Self::Gone => Symbol::Gone,
        };
        Span::styled(theme.symbol(symbol), theme.changed())
    }
}

/// A line of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The words.
    pub line: Line<'static>,
    /// What stands before it.
    pub mark: Option<Mark>,
    /// True when the mark is for something that somebody said, not for what merely follows.
    pub said: bool,
    /// Where it belongs, counted as in [`Spot`].
    pub block: usize,
    /// How far from the edge it begins: running text stands in the middle, and what is wider begins with it if it can.
    pub left: usize,
}

/// How much room there is, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// All there is.
    pub total: usize,
    /// For running text.
    pub text: usize,
    /// For tables.
    pub table: usize,
}

impl Room {
    /// A narrow pane, used from edge to edge.
    pub fn pane(width: usize) -> Self {
        Self { total: width, text: width, table: width }
    }
}

/// A document while it is laid out.
pub struct Sheet<'a> {
    theme: &'a Theme,
    changes: &'a Changes,
    room: Room,
    block: usize,
    part: usize,
    /// The lines so far.
    pub rows: Vec<Row>,
}

/// The first block of a section, counted as in [`Spot`]; nothing when the section is not written yet.
pub fn start_of(document: &Document, section: &str) -> Option<usize> {
    document.blocks.iter().position(|block| block.section == section).map(|at| at + 1)
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub fn new(theme: &'a Theme, changes: &'a Changes, room: Room) -> Self {
        Self { theme, changes, room, block: 0, part: 0, rows: Vec::new() }
    }

    /// Lays out a document from a block on, as long as more is wanted. False when there is more.
    pub fn fill(&mut self, document: &Document, from: usize, more: impl Fn(&[Row], usize) -> bool) -> bool {
        if from == 0 {
            self.head(document);
        }
        for (at, block) in document.blocks.iter().enumerate().skip(from.saturating_sub(1)) {
            if !more(&self.rows, at + 1) {
                return false;
            }
            self.block = at + 1;
            self.body(block);
            self.blank();
        }
        self.block = document.blocks.len() + 1;
        if let Some(footer) = &document.footer {
            self.text(0, footer, self.theme.dim());
        } else if self.changes.gone(self.block, 0)
            && let Some(last) = self.rows.last_mut()
        {
            last.mark.get_or_insert(Mark::Gone);
        }
        true
    }

    fn head(&mut self, document: &Document) {
        self.text(0, &document.title, self.theme.heading().add_modifier(Modifier::UNDERLINED));
        self.blank();
        for (at, line) in document.control.iter().enumerate() {
            self.text(at + 1, &format!("{}: {}", line.label, line.value), self.theme.dim());
        }
        if !document.control.is_empty() {
            self.blank();
        }
    }

    fn push(&mut self, line: Line<'static>, mark: Option<Mark>, width: usize) {
        let text = self.room.total.saturating_sub(self.room.text) / 2;
        let left = text.min(self.room.total.saturating_sub(width));
        let said = mark.is_some() && self.changes.said(self.block, self.part);
        self.rows.push(Row { line, mark, said, block: self.block, left });
    }

    fn blank(&mut self) {
        self.push(Line::default(), None, 0);
    }

    /// Words of a part in one style.
    fn text(&mut self, part: usize, text: &str, style: Style) {
        self.prose(part, text, "", "", style, style);
    }

    /// Words of a part: how the first line begins, and how the others do.
    fn prose(&mut self, part: usize, text: &str, first: &str, rest: &str, lead: Style, style: Style) {
        let begin = self.rows.len();
        self.part = part;
        let width = self.room.text.saturating_sub(first.width());
        let fresh = self.changes.fresh(Spot::new(self.block, part));
        for (row, (range, mark)) in marked(&text.replace('\t', " "), width, fresh).into_iter().enumerate() {
            let start = if row == 0 { first } else { rest };
            let mut spans = Vec::with_capacity(2);
            if !start.is_empty() {
                spans.push(Span::styled(start.to_owned(), lead));
            }
            spans.push(Span::styled(text[range].trim_end().to_owned(), style));
            self.push(Line::from(spans), mark, 0);
        }
        self.missing(part, begin);
    }

    /// Marks the place before a part where something is gone: the blank line before it, or its first line.
    fn missing(&mut self, part: usize, begin: usize) {
        if !self.changes.gone(self.block, part) {
            return;
        }
        let blank = begin.checked_sub(1).filter(|at| self.rows[*at].line.spans.is_empty());
        let at = blank.unwrap_or(begin);
        if let Some(row) = self.rows.get_mut(at) {
            row.mark.get_or_insert(Mark::Gone);
            row.said |= self.changes.said(self.block, part);
        }
    }

    fn body(&mut self, block: &Block) {
        let theme = self.theme;
        match &block.body {
            Body::Heading { level, text, .. } => {
                self.text(0, text, if *level <= 2 { theme.accent() } else { theme.heading() });
            }
            Body::Paragraph(text) => self.text(0, &text.plain(), theme.text()),
            Body::List { kind, items } => {
                for (number, item) in items.iter().enumerate() {
                    let bullet = match kind {
                        ListKind::Bullets => format!("{} ", theme.symbol(Symbol::Bullet)),
                        ListKind::Numbers => format!("{}. ", number + 1),
                        ListKind::Boxes if item.done => "[x] ".to_owned(),
                        ListKind::Boxes => "[ ] ".to_owned(),
                    };
                    let indent = " ".repeat(bullet.width());
                    self.prose(number, &item.text.plain(), &bullet, &indent, theme.text(), theme.text());
                }
            }
            Body::Table(rows) => self.table(rows),
            Body::Code { text, .. } => {
                for (part, line) in text.lines().enumerate() {
                    let begin = self.rows.len();
                    self.part = part;
                    let line = fit(line, self.room.text.saturating_sub(2), theme.symbol(Symbol::More));
                    let mark = self.changes.fresh(Spot::new(self.block, part)).map(|_| Mark::Fresh);
                    self.push(Line::styled(format!("  {line}"), theme.done()), mark, 0);
                    self.missing(part, begin);
                }
            }
            Body::Callout { text, .. } => {
                let rule = format!("{} ", theme.symbol(Symbol::Divider));
                self.prose(0, &text.plain(), &rule, &rule, theme.attention(), theme.attention());
            }
            Body::Diagram(diagram) => self.diagram(diagram),
            Body::Chart(chart) => self.text(0, &format!("Chart: {}", chart.title), theme.dim()),
        }
    }

    fn diagram(&mut self, diagram: &Diagram) {
        let theme = self.theme;
        self.text(0, &diagram.title, theme.heading());
        for (part, group) in diagram.groups.iter().enumerate() {
            let names: Vec<_> = group.nodes.iter().map(|node| node.label.replace('\n', " ")).collect();
            self.text(part + 1, &format!("{}: {}", group.label, names.join(", ")), theme.text());
        }
        let edges = format!("{} connections; v beside the answers shows the drawing", diagram.edges.len());
        self.text(diagram.groups.len() + 1, &edges, theme.dim());
    }
}

/// The line that shows best what changed, among the lines that are near: the first that somebody said, else the first
/// that merely follows. Nothing when such a line is in view already, or none is near.
pub fn to_show(rows: &[Row], view: Range<usize>, near: impl Fn(usize) -> bool) -> Option<usize> {
    let marked = || rows.iter().enumerate().filter(|(at, row)| row.mark.is_some() && near(*at));
    let said = marked().any(|(_, row)| row.said);
    let mut best = marked().filter(|(_, row)| row.said == said).map(|(at, _)| at);
    let first = best.next()?;
    let seen = view.contains(&first) || best.any(|at| view.contains(&at));
    (!seen).then_some(first)
}

/// The lines that text takes, each with its mark. What changed marks the lines it stands on, and at least the first.
fn marked(text: &str, width: usize, fresh: Option<&Range<usize>>) -> Vec<(Range<usize>, Option<Mark>)> {
    let lines = wrap(text, width);
    let Some(fresh) = fresh else { return lines.into_iter().map(|line| (line, None)).collect() };
    let touches = |line: &Range<usize>| {
        line.start < fresh.end.max(fresh.start + 1) && fresh.start < line.end.max(line.start + 1)
    };
    let nowhere = !lines.iter().any(touches);
    let marked = lines.into_iter().enumerate().map(|(at, line)| {
        let mark = touches(&line) || nowhere && at == 0;
        (line, mark.then_some(Mark::Fresh))
    });
    marked.collect()
}

#[cfg(test)]
mod tests;
