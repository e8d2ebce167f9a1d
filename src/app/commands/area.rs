//! Where commands apply, and which areas lie within which.

use super::Act;

/// Where a command applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Everywhere outside text.
    Anywhere,
    /// On Home.
    Home,
    /// In an open session.
    Session,
    /// On the audience's screen.
    Audience,
    /// In the export place.
    Export,
    /// While a document is read over the whole window.
    Reader,
    /// In the drawing of the architecture; its keys go before those of the session.
    Canvas,
    /// While text is edited. These keys cannot be rebound.
    Editing,
    /// In a list or overlay. These keys cannot be rebound.
    Overlay,
    /// In a form of several fields.
    Form,
    /// In the list of people.
    People,
    /// While the whole session is read.
    Review,
    /// In a round, between two people.
    Turns,
    /// While a person scores in private.
    Scoring,
    /// While a person votes in private.
    Voting,
    /// When everybody sees what was said.
    Revealed,
}

impl Area {
    /// All areas in the order of the help.
    pub const ALL: [Self; 16] = [
        Self::Session,
        Self::Reader,
        Self::Export,
        Self::Canvas,
        Self::Home,
        Self::Audience,
        Self::Anywhere,
        Self::Editing,
        Self::Overlay,
        Self::Form,
        Self::People,
        Self::Review,
        Self::Turns,
        Self::Scoring,
        Self::Voting,
        Self::Revealed,
    ];

    /// The heading over its commands.
    pub fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Anywhere",
            Self::Home => "Home",
            Self::Session => "In a session",
            Self::Audience => "On the audience's screen (underpin present)",
            Self::Canvas => "In the drawing of the architecture",
            Self::Export => "In the export place",
            Self::Reader => "In a document over the whole window",
            Self::Editing => "While you type",
            Self::Overlay => "In lists and boxes",
            Self::Form => "In a form",
            Self::People => "In the list of people",
            Self::Review => "In the review",
            Self::Turns => "In a round: who answers next",
            Self::Scoring => "In a round: scoring in private",
            Self::Voting => "In a round: voting in private",
            Self::Revealed => "In a round: after the reveal",
        }
    }

    /// The areas whose commands apply there, the nearest first.
    pub fn within(self) -> &'static [Self] {
        match self {
            Self::Canvas => &[Self::Canvas, Self::Session, Self::Anywhere],
            Self::Session => &[Self::Session, Self::Anywhere],
            Self::Home => &[Self::Home, Self::Anywhere],
            Self::Audience => &[Self::Audience, Self::Anywhere],
            Self::Export => &[Self::Export, Self::Anywhere],
            Self::Reader => &[Self::Reader, Self::Anywhere],
            Self::Anywhere => &[Self::Anywhere],
            Self::Editing => &[Self::Editing],
            Self::Overlay => &[Self::Overlay],
            Self::Form => &[Self::Form],
            Self::People => &[Self::People],
            Self::Review => &[Self::Review],
            Self::Turns => &[Self::Turns],
            Self::Scoring => &[Self::Scoring],
            Self::Voting => &[Self::Voting],
            Self::Revealed => &[Self::Revealed],
        }
    }

    /// The command that opens the box whose keys these are.
    pub fn opened_by(self) -> Option<Act> {
        match self {
            Self::People => Some(Act::People),
            Self::Review => Some(Act::Review),
            Self::Turns | Self::Scoring | Self::Revealed => Some(Act::Score),
            Self::Voting => Some(Act::Vote),
            _ => None,
        }
    }
}
