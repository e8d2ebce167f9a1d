//! The guidance of an activity: why it is asked, what a good answer looks like, and how to go on.

use ratatui::text::{Line, Span};

use super::{push, push_items};
use crate::app::desk::Desk;
use crate::views::prose;
use crate::views::theme::{Symbol, Theme};

/// As many lines of the guidance as are wanted, by whole parts, and whether there are more.
pub(super) fn guide(desk: &Desk, theme: &Theme, width: usize, wanted: usize) -> (Vec<Line<'static>>, bool) {
    let mut lines = Vec::new();
    for part in [why, example, follow_ups, principle, notes] {
        if lines.len() > wanted {
            return (lines, true);
        }
        part(&mut lines, desk, theme, width);
    }
    (lines, false)
}

fn why(lines: &mut Vec<Line<'static>>, desk: &Desk, theme: &Theme, width: usize) {
    lines.extend(prose::lines(&desk.current_activity().why, width, theme.text(), theme.done()));
}

fn example(lines: &mut Vec<Line<'static>>, desk: &Desk, theme: &Theme, width: usize) {
    heading(lines, "A good answer", theme);
    for line in desk.current_activity().example.lines() {
        let line = line.replace('`', "");
        let line = line.strip_prefix("- ").unwrap_or(&line).to_owned();
        push_items(lines, [&line], width, theme.symbol(Symbol::Bullet), theme.done());
    }
}

fn follow_ups(lines: &mut Vec<Line<'static>>, desk: &Desk, theme: &Theme, width: usize) {
    heading(lines, "Ask further", theme);
    push_prose(lines, &desk.current_activity().follow_ups, width, theme.symbol(Symbol::Bullet), theme);
}

fn principle(lines: &mut Vec<Line<'static>>, desk: &Desk, theme: &Theme, width: usize) {
    let wanted = desk.current_activity().principle.as_ref();
    let principle = wanted.and_then(|id| desk.catalogue.principles.iter().find(|known| known.id == *id));
    let Some(principle) = principle else { return };
    lines.push(Line::default());
    let title = format!("{} {} {}", principle.title, theme.symbol(Symbol::Dot), principle.person);
    lines.push(Line::styled(title, theme.accent()));
    lines.extend(prose::lines(&principle.insight, width, theme.text(), theme.done()));
    push_prose(lines, &principle.tries, width, theme.symbol(Symbol::Arrow), theme);
}

fn notes(lines: &mut Vec<Line<'static>>, desk: &Desk, theme: &Theme, width: usize) {
    let activity = desk.current_activity();
    heading(lines, "For the facilitator", theme);
    push_prose(lines, &activity.notes, width, theme.symbol(Symbol::Bullet), theme);
    if let Some(notes) = desk.session.notes.get(&activity.id) {
        heading(lines, "Your notes", theme);
        push(lines, notes, width, theme.text());
    }
}

fn heading(lines: &mut Vec<Line<'static>>, words: &'static str, theme: &Theme) {
    lines.push(Line::default());
    lines.push(Line::styled(words, theme.heading()));
}

/// List items whose words are Markdown.
fn push_prose<'a>(
    lines: &mut Vec<Line<'static>>,
    items: impl IntoIterator<Item = &'a String>,
    width: usize,
    bullet: &'static str,
    theme: &Theme,
) {
    for item in items {
        let words = prose::lines(item, width.saturating_sub(2), theme.text(), theme.done());
        for (row, mut line) in words.into_iter().enumerate() {
            line.spans.insert(0, Span::styled(if row == 0 { bullet } else { " " }, theme.dim()));
            line.spans.insert(1, Span::raw(" "));
            lines.push(line);
        }
    }
}
