//! Drawings as data: a layered graph and lines over time. How they are drawn is up to a renderer.

/// A layered graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagram {
    /// What it shows, and whether that is today's state or the target.
    pub title: String,
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
}

impl Look {
    /// All looks, in the order of a legend.
    pub const ALL: [Self; 5] = [Self::Exists, Self::Build, Self::Buy, Self::Retire, Self::External];

    /// A name for renderers.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Build => "build",
            Self::Buy => "buy",
            Self::Retire => "retire",
            Self::External => "external",
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
    /// What it shows.
    pub title: String,
    /// The words along the horizontal axis.
    pub ticks: Vec<String>,
    /// The unit of the vertical axis.
    pub unit: String,
    /// The lines, each with one value a tick.
    pub lines: Vec<Line>,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// One value a tick.
    pub values: Vec<f64>,
}

impl Chart {
    /// True when there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.ticks.is_empty() || self.lines.iter().all(|line| line.values.is_empty())
    }
}
