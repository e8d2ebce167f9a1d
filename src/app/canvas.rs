//! What is looked at in the drawing of the architecture: the component in focus, what is left out, which
//! finding is followed. Pure state; the drawing reads it, `act` changes it.

use crate::deliverables::layout::Frame;
use crate::journal::{Scene, ShownFilter};
use crate::workshop::canvas::{Canvas, Finding, Trouble};
use crate::workshop::flags::{Flag, rule_of};
use crate::workshop::records::{Connection, Kind, Layer, Records};
use crate::workshop::value::ChoiceSet;

use super::desk::{Desk, Pane, Side};
use crate::catalogue::Capture;

/// What the drawing is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Components of one layer.
    Layer(Layer),
    /// Components of one team, by its id.
    Owner(String),
    /// Connections that speak one protocol.
    Protocol(String),
}

impl Filter {
    /// Everything the records can be narrowed to, in the order of the layers, teams and connections.
    pub fn all(records: &Records) -> Vec<Self> {
        let used = |layer: &&Layer| records.components.iter().any(|c| c.layer == Some(**layer));
        let layers = Layer::ALL.iter().filter(used).map(|layer| Self::Layer(*layer));
        let owns = |team: &&str| records.components.iter().any(|c| c.owner.id() == Some(*team));
        let owners =
            records.ids(Kind::Team).into_iter().filter(owns).map(|team| Self::Owner(team.to_owned()));
        let mut protocols: Vec<&str> = Vec::new();
        for connection in &records.connections {
            let protocol = connection.protocol.as_str();
            if !protocol.is_empty() && !protocols.contains(&protocol) {
                protocols.push(protocol);
            }
        }
        let protocols = protocols.into_iter().map(|protocol| Self::Protocol(protocol.to_owned()));
        layers.chain(owners).chain(protocols).collect()
    }

    /// It as a second screen is told.
    pub fn shown(&self) -> ShownFilter {
        match self {
            Self::Layer(layer) => ShownFilter::Layer(layer.key().to_owned()),
            Self::Owner(team) => ShownFilter::Owner(team.clone()),
            Self::Protocol(protocol) => ShownFilter::Protocol(protocol.clone()),
        }
    }

    /// What a second screen was told; none for a layer that does not exist.
    pub fn of_shown(shown: ShownFilter) -> Option<Self> {
        Some(match shown {
            ShownFilter::Layer(key) => Self::Layer(Layer::from_key(&key)?),
            ShownFilter::Owner(team) => Self::Owner(team),
            ShownFilter::Protocol(protocol) => Self::Protocol(protocol),
        })
    }

    /// It in words: what it is by, and what.
    pub fn words(&self, records: &Records) -> (&'static str, String) {
        match self {
            Self::Layer(layer) => ("layer", layer.label().to_owned()),
            Self::Owner(team) => ("owner", records.title(team)),
            Self::Protocol(protocol) => ("protocol", protocol.clone()),
        }
    }

    /// True for a component that is what was asked for, and not only at the other end.
    pub fn takes(&self, records: &Records, component: &str) -> bool {
        let row = records.components.by_id(component);
        row.is_some_and(|row| match self {
            Self::Layer(layer) => row.layer == Some(*layer),
            Self::Owner(team) => row.owner.id() == Some(team),
            Self::Protocol(_) => {
                let ends = |c: &Connection| [c.from.id(), c.to.id()].contains(&Some(component));
                records.connections.iter().any(|c| ends(c) && self.takes_connection(records, c))
            }
        })
    }

    /// True for a connection that belongs to what was asked for.
    pub fn takes_connection(&self, records: &Records, connection: &Connection) -> bool {
        match self {
            Self::Protocol(protocol) => connection.protocol == *protocol,
            _ => [&connection.from, &connection.to]
                .into_iter()
                .any(|end| end.id().is_some_and(|id| self.takes(records, id))),
        }
    }
}

/// Which lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// All of them while they can be told apart, else those of the focus.
    #[default]
    Readable,
    /// All of them.
    All,
    /// Those of the component in focus.
    Focus,
}

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The component in focus, by its id.
    pub focus: Option<String>,
    /// The connection of the component in focus that was stepped to, by its id.
    pub connection: Option<String>,
    /// What the drawing is narrowed to.
    pub filter: Option<Filter>,
    /// True when only the focus and its neighbours are drawn.
    pub near: bool,
    /// Which lines are drawn.
    pub lines: Lines,
    /// The finding that is followed: its kind and its subject.
    pub finding: Option<(Trouble, String)>,
    /// The column and line of the drawing in the upper left corner of the window.
    pub pan: (usize, usize),
    /// True once the window was moved by hand: then it does not go after the focus.
    pub loose: bool,
}

/// What the last drawing showed.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The drawn components and where they are in the drawing.
    pub boxes: Vec<(String, Frame)>,
    /// The part of the drawing in the upper left corner of the window.
    pub pan: (usize, usize),
    /// The columns and lines of the window.
    pub window: (usize, usize),
    /// The columns and lines of the whole drawing.
    pub size: (usize, usize),
    /// True when all lines are drawn.
    pub all_lines: bool,
}

/// A way to go from box to box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the box before.
    Left,
    /// To the box behind.
    Right,
    /// To the first box.
    First,
    /// To the last box.
    Last,
}

/// The box one comes to from another: beside it in its row, or the nearest in the next row.
pub fn neighbour<'b>(boxes: &'b [(String, Frame)], from: Option<&str>, step: Step) -> Option<&'b str> {
    let reading = |(_, frame): &&(String, Frame)| (frame.y, frame.x);
    let here = from.and_then(|id| boxes.iter().find(|(known, _)| known == id)).map(|(_, frame)| *frame);
    let Some(here) = here else {
        return boxes.iter().min_by_key(reading).map(|(id, _)| id.as_str());
    };
    let row = boxes.iter().filter(|(_, frame)| frame.y == here.y);
    let found = match step {
        Step::First => boxes.iter().min_by_key(reading),
        Step::Last => boxes.iter().max_by_key(reading),
        Step::Left => row.filter(|(_, frame)| frame.x < here.x).max_by_key(|(_, frame)| frame.x),
        Step::Right => row.filter(|(_, frame)| frame.x > here.x).min_by_key(|(_, frame)| frame.x),
        Step::Up | Step::Down => {
            let beyond = |y: usize| if step == Step::Up { y < here.y } else { y > here.y };
            let nearest = boxes.iter().filter(|(_, frame)| beyond(frame.y));
            nearest.min_by_key(|(_, f)| (f.y.abs_diff(here.y), f.centre().abs_diff(here.centre()), f.x))
        }
    };
    found.map(|(id, _)| id.as_str())
}

impl Desk {
    /// True while the drawing of the architecture takes the table's place.
    pub fn on_canvas(&self) -> bool {
        self.picture && self.card.is_none() && self.draws_architecture()
    }

    fn draws_architecture(&self) -> bool {
        let draws = |capture: &Capture| {
            matches!(capture, Capture::Table { kind: Kind::Component | Kind::Connection, .. })
        };
        self.current_activity().captures.iter().any(draws)
    }

    /// The component in focus: the one last gone to, else the one the cursor of the table is on, else the
    /// first.
    pub fn in_focus(&self) -> Option<String> {
        let records = &self.session.records;
        let known = |id: &String| records.components.by_id(id).is_some();
        let focus = self.look.focus.clone().filter(|_| self.picture).filter(known);
        focus.or_else(|| self.at_cursor()).or_else(|| {
            let first = records.components.first().filter(|_| self.picture);
            first.map(|row| row.id.clone())
        })
    }

    /// The connection to be told in full: the one stepped to, else the one the cursor of the table is on.
    pub fn connection_in_focus(&self) -> Option<String> {
        let known = |id: &String| self.session.records.connections.by_id(id).is_some();
        if self.picture {
            return self.look.connection.clone().filter(known);
        }
        self.target().map(|(id, _)| id).filter(known)
    }

    /// The component the cursor of the table is on: its own row, or one end of a connection.
    fn at_cursor(&self) -> Option<String> {
        let (id, field) = self.target()?;
        match Kind::of_id(&id)? {
            Kind::Component => Some(id),
            Kind::Connection => {
                let connection = self.session.records.connections.by_id(&id)?;
                let end = if field.key == "to" { &connection.to } else { &connection.from };
                end.id().map(str::to_owned)
            }
            _ => None,
        }
    }

    /// What a room sees of the drawing: nothing while the table is shown.
    pub fn shown_look(&self) -> Scene {
        if !self.picture {
            return Scene::default();
        }
        // A flag that is selected draws its path too, though nobody asked for that path by its key.
        let by_flag = self.pane == Pane::Side && self.side == Side::Flags && self.draws_architecture();
        let finding = if by_flag {
            let (found, at) = self.findings();
            at.map(|at| (found[at].trouble, found[at].subject.clone()))
        } else {
            self.look.finding.clone()
        };
        Scene {
            focus: self.look.focus.clone(),
            connection: self.look.connection.clone(),
            near: self.look.near,
            filter: self.look.filter.as_ref().map(Filter::shown),
            finding,
            all_lines: match self.look.lines {
                Lines::Readable => None,
                lines => Some(lines == Lines::All),
            },
            ..Scene::default()
        }
    }

    /// The findings, and which of them is followed: by its key, or because its flag is selected.
    pub fn findings(&self) -> (Vec<Finding>, Option<usize>) {
        let found = Canvas::of(&self.session.records).findings();
        let flag = self.derived.flags.get(self.flag);
        let flag = flag.filter(|_| self.pane == Pane::Side && self.side == Side::Flags);
        let at = match flag {
            Some(flag) => found.iter().position(|finding| belongs(finding, flag)),
            None => self.look.finding.as_ref().and_then(|(trouble, subject)| {
                found.iter().position(|known| known.trouble == *trouble && known.subject == *subject)
            }),
        };
        (found, at)
    }
}

impl Look {
    /// The look that a second screen was told to have.
    pub fn of_scene(scene: Scene) -> Self {
        let lines =
            scene.all_lines.map_or(Lines::Readable, |all| if all { Lines::All } else { Lines::Focus });
        Self {
            focus: scene.focus,
            connection: scene.connection,
            filter: scene.filter.and_then(Filter::of_shown),
            near: scene.near,
            lines,
            finding: scene.finding,
            ..Self::default()
        }
    }
}

/// True when a flag tells of a finding.
pub fn belongs(finding: &Finding, flag: &Flag) -> bool {
    rule_of(finding.trouble) == flag.rule && flag.subject.as_deref() == Some(&finding.subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes() -> Vec<(String, Frame)> {
        // Two above, three below, the middle one between the upper two.
        let at = |id: &str, x, y| (id.to_owned(), Frame { x, y, width: 10, height: 3 });
        vec![at("a", 0, 0), at("b", 30, 0), at("c", 0, 6), at("d", 16, 6), at("e", 40, 6)]
    }

    #[test]
    fn steps_lead_to_the_nearest_box_and_stop_at_the_edge() {
        let boxes = boxes();
        let from = |id: &str, step| neighbour(&boxes, Some(id), step);
        assert_eq!(from("a", Step::Right), Some("b"));
        assert_eq!(from("b", Step::Right), None);
        assert_eq!(from("b", Step::Left), Some("a"));
        assert_eq!(from("b", Step::Down), Some("e"));
        assert_eq!(from("a", Step::Down), Some("c"));
        assert_eq!(from("d", Step::Up), Some("b"));
        assert_eq!(from("c", Step::Down), None);
        assert_eq!((from("d", Step::First), from("d", Step::Last)), (Some("a"), Some("e")));
        assert_eq!(neighbour(&boxes, None, Step::Up), Some("a"), "nothing in focus: the first");
        assert_eq!(neighbour(&[], Some("a"), Step::Up), None);
    }
}
