//! Where commands apply, and which areas lie within which.

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
    /// In the drawing of the architecture; its keys go before those of the session.
    Canvas,
    /// While text is edited. These keys cannot be rebound.
    Editing,
    /// In a list or overlay. These keys cannot be rebound.
    Overlay,
}

impl Area {
    /// All areas in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Session,
        Self::Export,
        Self::Canvas,
        Self::Home,
        Self::Audience,
        Self::Anywhere,
        Self::Editing,
        Self::Overlay,
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
            Self::Editing => "While you type",
            Self::Overlay => "In lists and boxes",
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
            Self::Anywhere => &[Self::Anywhere],
            Self::Editing => &[Self::Editing],
            Self::Overlay => &[Self::Overlay],
        }
    }
}
