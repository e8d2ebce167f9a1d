//! What is wrong with the answers: each flag with its evidence, why it matters and what to do.

use ratatui::style::Modifier;
use ratatui::text::Line;

use super::{push, push_items};
use crate::app::App;
use crate::app::desk::{Desk, Pane, is_accepted};
use crate::views::theme::{Symbol, Theme};
use crate::workshop::flags::Severity;

/// The lines of all flags, and where each begins.
pub(super) fn flags(app: &App, desk: &Desk, theme: &Theme, width: usize) -> (Vec<Line<'static>>, Vec<usize>) {
    let mut lines = Vec::new();
    let mut starts = Vec::new();
    if desk.derived.flags.is_empty() {
        push(
            &mut lines,
            "No flag. Known mistakes show here as soon as the answers point to one.",
            width,
            theme.dim(),
        );
        return (lines, starts);
    }
    for (at, flag) in desk.derived.flags.iter().enumerate() {
        starts.push(lines.len());
        let here = at == desk.flag && desk.pane == Pane::Side;
        let accepted = is_accepted(&desk.session, flag, app.today());
        let (symbol, style) = match (accepted, flag.severity) {
            (true, _) => (Symbol::Done, theme.dim()),
            (false, Severity::Danger) => (Symbol::Danger, theme.danger()),
            (false, Severity::Warning) => (Symbol::Flag, theme.attention()),
        };
        let mistake = desk.catalogue.mistakes.iter().find(|known| known.id == flag.rule);
        let title = mistake.map_or_else(String::new, |known| known.title.clone());
        let mut head = Line::styled(
            format!("{} {} {title}", theme.symbol(symbol), flag.rule),
            style.add_modifier(Modifier::BOLD),
        );
        if here {
            head = head.style(theme.selected());
        }
        lines.push(head);
        push(&mut lines, &flag.text, width, if accepted { theme.dim() } else { theme.text() });
        if accepted {
            if let Some(known) = desk.session.accepted.get(&flag.key()) {
                let until = known.until.map_or_else(String::new, |until| format!(", until {until}"));
                let text =
                    format!("Accepted by {}{until}: {}", desk.session.person_name(&known.by), known.reason);
                push(&mut lines, &text, width, theme.dim());
            }
        } else if here {
            if let Some(mistake) = mistake {
                push(&mut lines, &mistake.why, width, theme.dim());
            }
            push(
                &mut lines,
                &format!("{} {}", theme.symbol(Symbol::Arrow), flag.remedy),
                width,
                theme.done(),
            );
            let evidence = flag.evidence.iter().map(|evidence| evidence.text.clone()).collect::<Vec<_>>();
            push_items(&mut lines, &evidence, width, theme.symbol(Symbol::Bullet), theme.dim());
        }
        lines.push(Line::default());
    }
    (lines, starts)
}
