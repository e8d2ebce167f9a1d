//! What a fix builds may be needed before the limit is reached, because teams move onto it.

use jiff::civil::Date;

use super::{Forecast, before};
use crate::workshop::records::{Lifecycle, Limit, Migration, Records, Row};

/// A move that needs what a limit's fix builds before the limit does.
#[derive(Debug, Clone, Copy)]
pub struct NeededSooner<'a> {
    /// The first move onto it.
    pub by: &'a Row<Migration>,
    /// The day that move starts.
    pub on: Date,
    /// The last day to start for it: that day less the lead time.
    pub start: Date,
}

/// The first move onto a component that is still to come and that the limit's fix builds, when the move
/// starts too early for a fix begun on the limit's own last day.
///
/// Only where the component the limit sits on is to be built or bought: what runs today can be moved onto
/// whether or not its limit was raised.
pub fn needed_sooner<'a>(
    records: &'a Records,
    limit: &Limit,
    forecast: &Forecast,
) -> Option<NeededSooner<'a>> {
    let component = records.components.get_ref(&limit.component)?;
    if !matches!(component.lifecycle, Some(Lifecycle::Build | Lifecycle::Buy)) {
        return None;
    }
    let lead = limit.lead?;
    let moves = records.migrations.iter().filter(|row| row.to.id() == Some(component.id.as_str()));
    let (on, by) = moves.filter_map(|row| Some((row.starts?, row))).min_by_key(|(starts, _)| *starts)?;
    let start = before(on, lead)?;
    (start < forecast.last_start).then_some(NeededSooner { by, on, start })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::needed_sooner;
    use crate::workshop::doomsday::forecast;
    use crate::workshop::testkit::{Room, TODAY};
    use jiff::civil::{Date, date};

    fn start(lifecycle: &str, starts: &str) -> Option<Date> {
        let mut room = Room::new();
        room.add("component", &[("name", "Sender"), ("lifecycle", lifecycle)]);
        room.add(
            "limit",
            &[
                ("name", "Mail"),
                ("today", "100 msg/s"),
                ("hard", "200 msg/s"),
                ("growth", "5 msg/s/month"),
                ("measured", "2026-09-01"),
                ("lead", "3 months"),
                ("buffer", "1 month"),
                ("component", "Sender"),
            ],
        );
        room.add("migration", &[("team", "Billing"), ("to", "Sender"), ("starts", starts)]);
        let limit = &room.records().limits[0];
        let found = forecast(room.records(), limit, TODAY).unwrap();
        // Twenty months to go, less three of lead time and one of buffer.
        assert_eq!(found.last_start, date(2028, 1, 1));
        needed_sooner(room.records(), limit, &found).map(|needed| needed.start)
    }

    #[test]
    fn a_move_sets_the_day_when_it_needs_the_fix_before_the_limit_does() {
        assert_eq!(start("build", "2027-04-05"), Some(date(2027, 1, 5)));
        assert_eq!(start("buy", "2027-04-05"), Some(date(2027, 1, 5)));
        assert_eq!(start("exists", "2027-04-05"), None, "it runs already");
        assert_eq!(start("build", "2028-06-01"), None, "the clock comes first");
        assert_eq!(start("build", ""), None, "no day is set");
    }
}
