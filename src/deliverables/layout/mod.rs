//! Where boxes and lines of a layered drawing go: pure data, for a terminal or any other surface.
//!
//! The layers are given. A layer that is wider than the surface takes several rows. The order within rows
//! keeps crossings low (barycentre sweeps), boxes are drawn towards what they talk to without ever
//! overlapping, and lines run at right angles: across in the channels between rows, up and down in the gaps
//! between boxes. Lines of one net share their way; lines of different nets only ever cross.
//!
//! The ready-made engines choose the layers themselves and draw slanted lines, so this is our own. One unit
//! is one cell of a terminal; a renderer with finer units scales. The same plan always gives the same layout.

mod channels;
mod lanes;
mod order;
mod place;

#[cfg(test)]
mod tests;

/// A place: columns to the right, lines down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The column.
    pub x: usize,
    /// The line.
    pub y: usize,
}

/// A box, borders included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Its first column.
    pub x: usize,
    /// Its first line.
    pub y: usize,
    /// Its columns.
    pub width: usize,
    /// Its lines.
    pub height: usize,
}

impl Frame {
    /// The column behind its last.
    pub fn right(self) -> usize {
        self.x + self.width
    }

    /// The line behind its last.
    pub fn bottom(self) -> usize {
        self.y + self.height
    }

    /// Its middle column.
    pub fn centre(self) -> usize {
        self.x + self.width / 2
    }
}

/// A box to be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its layer, counted from the top.
    pub layer: usize,
    /// The least columns it takes; many lines on one side make it wider.
    pub width: usize,
    /// The least lines it takes; it is as high as its row.
    pub height: usize,
}

/// A line to be drawn from one box to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The box it leaves.
    pub from: usize,
    /// The box it reaches.
    pub to: usize,
    /// Lines of one net may share their way. They must have one end in common.
    pub net: usize,
    /// False for a line that only pulls its ends towards each other and is not drawn.
    pub drawn: bool,
}

/// What is to be laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The boxes.
    pub items: Vec<Item>,
    /// The lines between them.
    pub links: Vec<Link>,
    /// The columns a row should not exceed. A box that is wider stands alone and goes beyond.
    pub width: usize,
    /// Columns kept free on the left, for the names of the layers.
    pub margin: usize,
    /// The least columns between two boxes.
    pub gap: usize,
    /// The least lines between two rows.
    pub channel: usize,
}

/// The line of one [`Link`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Which link of the plan.
    pub link: usize,
    /// Its net.
    pub net: usize,
    /// Its corners, from the cell outside the border of the box it leaves to the cell outside the box it
    /// reaches, where the head of the arrow is drawn. Each lies straight above, below or beside the next.
    pub points: Vec<Point>,
}

/// One layer as it was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Which layer.
    pub layer: usize,
    /// Its first line.
    pub y: usize,
    /// Its lines.
    pub height: usize,
}

/// A drawing, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The columns it takes.
    pub width: usize,
    /// The lines it takes.
    pub height: usize,
    /// The boxes, in the order of the plan.
    pub frames: Vec<Frame>,
    /// The layers that hold boxes, from the top down.
    pub bands: Vec<Band>,
    /// The drawn lines.
    pub routes: Vec<Route>,
    /// The most lines that run beside each other between two rows: how busy it is.
    pub tracks: usize,
}

/// The boxes in rows, each from left to right.
type Rows = Vec<Vec<usize>>;

/// Lays a plan out. Lines whose ends do not exist are left out.
pub fn layout(plan: &Plan) -> Layout {
    let known = |link: &Link| link.from < plan.items.len() && link.to < plan.items.len();
    let links: Vec<Link> = plan.links.iter().copied().filter(known).collect();
    let rows = order::rows(plan, &links);
    let placed = place::Placed::new(plan, rows, &links);
    let (placed, ways) = lanes::ways(placed, plan, &links);
    let mut layout = channels::assemble(plan, &placed, &ways, &links);
    // The places of links among all that were given, not among those that could be drawn.
    let given: Vec<usize> = (0..plan.links.len()).filter(|at| known(&plan.links[*at])).collect();
    for route in &mut layout.routes {
        route.link = given[route.link];
    }
    layout
}
