//! The strip below the answers: the selected cell in full, how sure it is, and what deviates from the API rules.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::desk::Desk;
use crate::app::items::{Item, table_of};
use crate::views::theme::{Symbol, Theme};
use crate::views::widgets::ink;
use crate::views::widgets::wrap::{fit, wrapped};
use crate::workshop::governance;
use crate::workshop::records::Need;

/// The lines it takes at most, but for what is said of a deviation.
pub(super) const HIGHEST: u16 = 8;

/// What the strip below the answers says about the cell under the cursor.
pub(super) struct Detail {
    label: String,
    lines: Vec<String>,
    status: String,
    deviations: Vec<String>,
}

impl Detail {
    /// The lines it takes, with the rule above it, of so many that the answers leave enough for themselves.
    pub(super) fn height(&self, of: u16) -> u16 {
        let most = if of < 14 { 3 } else { 6 };
        let lines = self.lines.len().min(most) + self.deviations.len() + usize::from(!self.status.is_empty());
        u16::try_from(lines).unwrap_or(1) + 1
    }
}

pub(super) fn of(desk: &Desk, theme: &Theme, width: u16) -> Option<Detail> {
    let (label, text, status) = detail_text(desk)?;
    let lines = wrapped(&format!("{label}{text}"), usize::from(width));
    Some(Detail { label, lines, status, deviations: deviations(desk, theme, width) })
}

/// The label, the text and how sure the answer is.
fn detail_text(desk: &Desk) -> Option<(String, String, String)> {
    if let Some(Item::Add { capture }) = desk.item() {
        let (_, fields) = table_of(desk.current_activity(), capture)?;
        let terms: Vec<_> = fields.iter().map(|field| field.term).collect();
        return Some(("A row: ".to_owned(), terms.join(" | "), String::new()));
    }
    let (id, field) = desk.target()?;
    let in_table = matches!(desk.item(), Some(Item::Row { .. }));
    let value = desk.session.records.value(&id, field.key);
    let text = if in_table { desk.session.records.display(field, &value) } else { String::new() };
    let mark = desk.session.mark(&id, Some(field.key));
    let status = mark.map_or_else(String::new, |mark| {
        let owner = mark.owner.as_deref().map(|id| format!(", settled by {}", desk.session.person_name(id)));
        let due = mark.due.map(|due| format!(", by {due}"));
        let note = mark.note.as_ref().map(|note| format!(": {note}"));
        format!(
            "{}{}{}{}",
            mark.status.name(),
            owner.unwrap_or_default(),
            due.unwrap_or_default(),
            note.unwrap_or_default()
        )
    });
    let label = format!("{}: ", field.term);
    let needed =
        if value.is_none() && field.need == Need::Required { " (the documents need it)" } else { "" };
    let hint = if value.is_none() || !in_table { format!("{}{needed}", field.hint) } else { String::new() };
    Some((label, if text.is_empty() { hint } else { text }, status))
}

/// What deviates from the API rules in the row under the cursor: first in its field, with the rule's reason.
fn deviations(desk: &Desk, theme: &Theme, width: u16) -> Vec<String> {
    let Some((id, field)) = desk.target() else { return Vec::new() };
    let mut found = governance::findings_of(&desk.session.records, &id);
    found.sort_by_key(|found| found.field != field.key);
    let told = found.into_iter().flat_map(|found| {
        let why = governance::rule_of(found.rule).map_or("", |rule| rule.why);
        let why = if found.field == field.key { why } else { "" };
        let text =
            format!("{} {}: {} {} {why}", theme.symbol(Symbol::Bullet), found.rule, found.text, found.remedy);
        wrapped(text.trim_end(), usize::from(width))
    });
    told.take(MOST_DEVIATIONS).collect()
}

/// The most lines about deviations below the answers.
const MOST_DEVIATIONS: usize = 5;

/// The strip below the answers: the selected cell in full, so that nothing that matters is cut off.
pub(super) fn draw(strip: Detail, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Detail { label, lines, status, deviations } = strip;
    let rule = theme.symbol(Symbol::Rule).repeat(usize::from(area.width));
    ink::paint(frame, Line::styled(rule, theme.line()), Rect { height: 1, ..area });
    let mut y = area.y + 1;
    let below = u16::from(!status.is_empty()) + u16::try_from(deviations.len()).unwrap_or(0);
    let room = area.bottom().saturating_sub(y + below).max(1);
    for (row, line) in lines.iter().take(usize::from(room)).enumerate() {
        let rect = Rect { y, height: 1, ..area };
        let spans = match line.strip_prefix(label.trim_end()) {
            Some(words) if row == 0 => vec![
                Span::styled(label.trim_end().to_owned(), theme.dim()),
                Span::styled(words.to_owned(), theme.text()),
            ],
            _ => vec![Span::styled(line.clone(), theme.text())],
        };
        ink::paint(frame, Line::from(spans), rect);
        y += 1;
    }
    if !status.is_empty() && y < area.bottom() {
        let text = fit(&status, usize::from(area.width), theme.symbol(Symbol::More));
        ink::paint(frame, Line::styled(text, theme.attention()), Rect { y, height: 1, ..area });
        y += 1;
    }
    for (text, y) in deviations.into_iter().zip(y..area.bottom()) {
        ink::paint(frame, Line::styled(text, theme.attention()), Rect { y, height: 1, ..area });
    }
}
