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
    /// What differs between an earlier point in time and now.
    Compare,
}

impl ReviewTab {
    /// All tabs in order.
    pub const ALL: [Self; 5] = [Self::Gaps, Self::Flags, Self::Disagreements, Self::History, Self::Compare];

    /// The tab's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gaps => "Open questions",
            Self::Flags => "Flags",
            Self::Disagreements => "Disagreements",
            Self::History => "History",
            Self::Compare => "Compare",
        }
    }
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sign {
    /// Nothing special.
    #[default]
    None,
    /// Something to look at.
    Warning,
    /// Something wrong or late.
    Danger,
    /// Settled.
    Settled,
}

/// One line of the review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewRow {
    /// What is shown.
    pub text: String,
    /// Who, when, what waits for it.
    pub detail: String,
    /// A sign of what it is, if it has one.
    pub sign: Sign,
    /// A heading it stands under; the same one over several rows is shown once.
    pub under: Option<String>,
    /// What is shown side by side below the text: a heading and the lines under it.
    pub columns: Vec<(String, Vec<String>)>,
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
    pub rows: [Vec<ReviewRow>; 5],
    /// How many of the flags are accepted.
    pub accepted: usize,
    /// The points in time that now can be compared with, latest first, as they are called.
    pub points: Vec<String>,
    /// The one it is compared with.
    pub since: usize,
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
            KeyCode::Char(sign @ ('-' | '+' | '=')) => return self.compare_with(sign == '-'),
            KeyCode::Char(digit @ '1'..='5') => ReviewTab::ALL[digit as usize - '1' as usize],
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

    /// Compares with an earlier point in time, or a later one; from another list, first of all compares.
    fn compare_with(&mut self, earlier: bool) -> Said {
        self.cursor = 0;
        if self.tab != ReviewTab::Compare {
            self.tab = ReviewTab::Compare;
            return Said::Stay;
        }
        let last = self.points.len().saturating_sub(1);
        let to = if earlier { (self.since + 1).min(last) } else { self.since.saturating_sub(1) };
        Said::Since(to)
    }
}
