//! Drawings as data: a layered graph and lines over time. How they are drawn is up to a renderer.

/// A layered graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagram {
    /// Its name among the files of the set: `layers`.
    pub name: String,
    /// What it shows, and whether that is today's state or the target.
    pub title: String,
    /// True for one that says less than the text around it, and is left to formats that can draw it well.
    pub beside: bool,
    /// The boundaries with what is inside, from the top down.
    pub groups: Vec<Group>,
    /// The arrows.
    pub edges: Vec<Edge>,
}

/// A boundary around nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// A name for renderers: letters, digits, `-` and `_`.
    pub id: String,
    /// The words on it.
    pub label: String,
    /// True when it stands for the border of the platform.
    pub border: bool,
    /// What is inside.
    pub nodes: Vec<Node>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The record it stands for.
    pub id: String,
    /// The words in it.
    pub label: String,
    /// Smaller words below, for drawings that have room for them: who owns it.
    pub note: String,
    /// True when it is part of the platform, where others of the same drawing are not.
    pub inside: bool,
    /// How it is drawn.
    pub look: Look,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// It is there today.
    Exists,
    /// It will be built.
    Build,
    /// It will be bought.
    Buy,
    /// It goes away.
    Retire,
    /// It belongs to somebody else.
    External,
    /// People.
    People,
}

impl Look {
    /// All looks, in the order of a legend.
    pub const ALL: [Self; 6] =
        [Self::Exists, Self::Build, Self::Buy, Self::Retire, Self::External, Self::People];

    /// A name for renderers.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Build => "build",
            Self::Buy => "buy",
            Self::Retire => "retire",
            Self::External => "external",
            Self::People => "people",
        }
    }
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The node it leaves.
    pub from: String,
    /// The node it reaches.
    pub to: String,
    /// Its purpose and protocol.
    pub label: String,
    /// True when the sender does not wait.
    pub waits_not: bool,
}

impl Diagram {
    /// True when there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.nodes.is_empty())
    }

    /// All boxes.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.groups.iter().flat_map(|group| &group.nodes)
    }
}

/// Lines over a shared horizontal axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// Its name among the files of the set: `doomsday-storage-of-bookings`.
    pub name: String,
    /// What it is a chart of.
    pub form: Form,
    /// What it shows.
    pub title: String,
    /// The words along the horizontal axis.
    pub ticks: Vec<String>,
    /// The unit of the vertical axis.
    pub unit: String,
    /// The lines, each with one value a tick.
    pub lines: Vec<Line>,
    /// Moments worth a word, as a place between the ticks (2.5 is half-way from the third to the fourth).
    pub moments: Vec<(f64, String)>,
}

/// What a chart is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Amounts over time.
    #[default]
    OverTime,
    /// Levels from 1 to 4: each tick is an aspect, the first line is today, the second the target.
    Levels,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// One value a tick.
    pub values: Vec<f64>,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// What is told.
    #[default]
    Main,
    /// A limit to it: where it breaks.
    Limit,
    /// The part of that limit that may be used.
    Usable,
    /// The lower end of what is uncertain.
    Low,
    /// The upper end.
    High,
}

impl Chart {
    /// True when there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.ticks.is_empty() || self.lines.iter().all(|line| line.values.is_empty())
    }
}
