//! Reading the whole session: what is open, what is flagged, where it stands, what happened.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Said, held, move_cursor};

/// What the review shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReviewTab {
    /// Open questions.
    #[default]
    Gaps,
    /// All flags.
    Flags,
    /// Scores that lie apart.
    Disagreements,
    /// What happened, newest first.
    History,
}

impl ReviewTab {
    /// All tabs in order.
    pub const ALL: [Self; 4] = [Self::Gaps, Self::Flags, Self::Disagreements, Self::History];

    /// The tab's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gaps => "Open questions",
            Self::Flags => "Flags",
            Self::Disagreements => "Disagreements",
            Self::History => "History",
        }
    }
}

/// One line of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// What is shown.
    pub text: String,
    /// Who, when, what waits for it.
    pub detail: String,
    /// The answer it leads to.
    pub target: Option<(String, Option<String>)>,
}

/// The review.
#[derive(Debug, Default)]
pub struct Review {
    /// The tab shown.
    pub tab: ReviewTab,
    /// The selected line.
    pub cursor: usize,
    /// The lines of each tab, in the order of [`ReviewTab::ALL`].
    pub rows: [Vec<ReviewRow>; 4],
    /// How many of the flags are accepted.
    pub accepted: usize,
}

impl Review {
    /// The lines of the tab shown.
    pub fn visible(&self) -> &[ReviewRow] {
        &self.rows[self.tab as usize]
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Said {
        if held(key) {
            return Said::Stay;
        }
        let key = match key.code {
            KeyCode::Char('j') => KeyEvent::new(KeyCode::Down, key.modifiers),
            KeyCode::Char('k') => KeyEvent::new(KeyCode::Up, key.modifiers),
            _ => key,
        };
        let len = self.visible().len();
        if move_cursor(&mut self.cursor, len, key) {
            return Said::Stay;
        }
        let tabs = ReviewTab::ALL.len();
        let turn = |by: usize| ReviewTab::ALL[(self.tab as usize + by) % tabs];
        let tab = match key.code {
            KeyCode::Tab | KeyCode::Right | KeyCode::Char('l') => turn(1),
            KeyCode::BackTab | KeyCode::Left | KeyCode::Char('h') => turn(tabs - 1),
            KeyCode::Char(digit @ '1'..='4') => ReviewTab::ALL[digit as usize - '1' as usize],
            KeyCode::Enter => {
                return match self.visible().get(self.cursor).and_then(|row| row.target.clone()) {
                    Some((id, field)) => Said::Jump { id, field },
                    None => Said::Stay,
                };
            }
            KeyCode::Esc | KeyCode::Char('q' | 'r') => return Said::Close,
            _ => return Said::Stay,
        };
        self.tab = tab;
        self.cursor = 0;
        Said::Stay
    }
}
