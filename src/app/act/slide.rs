//! Moving the slider of a tension: the position is a field like any other, only quicker to reach while a room
//! argues.

use crate::app::App;
use crate::app::desk::{Desk, Pane};
use crate::app::effects::Effect;
use crate::workshop::decide::Command;
use crate::workshop::records::{Axis, Kind, Position, Row, TradeOff};
use crate::workshop::value::{ChoiceSet as _, Value};

impl Desk {
    /// The tension under the cursor, whichever of its fields that is on.
    pub(in crate::app) fn tension(&self) -> Option<&Row<TradeOff>> {
        let (id, _) = self.target().filter(|_| self.pane == Pane::Activity)?;
        Kind::of_id(&id).filter(|kind| *kind == Kind::TradeOff)?;
        self.session.records.trade_offs.by_id(&id)
    }
}

impl App {
    /// Moves the slider of the selected tension one step. One that stands nowhere yet begins in the middle.
    pub(super) fn slide(&mut self, right: bool) -> Vec<Effect> {
        let Some(trade) = self.desk.as_ref().and_then(Desk::tension) else { return Vec::new() };
        let to = match trade.position {
            Some(now) if right => Position::ALL.get(now.index() + 1),
            Some(now) => now.index().checked_sub(1).and_then(|at| Position::ALL.get(at)),
            None => Some(&Position::Middle),
        };
        let ends = trade.axis.map(Axis::ends);
        let end = ends.map_or("that end", |(left, right_end)| if right { right_end } else { left });
        let Some(to) = to else {
            self.say(format!("It stands at “{end}” already"));
            return Vec::new();
        };
        let (id, value) = (trade.id.clone(), Value::Text(to.key().to_owned()));
        self.change(&Command::Put { id, field: "position".to_owned(), value })
    }
}
