#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
use jiff::civil::date;

use super::*;
use crate::workshop::testkit::Room;

#[test]
fn linear_growth_by_hand() {
    let mut room = Room::new();
    room.add(
        "limit",
        &[
            ("name", "Storage"),
            ("today", "1000 GB"),
            ("hard", "2 TB"),
            ("growth", "10 GB/day"),
            ("lead", "2 weeks"),
            ("measured", "2026-09-01"),
        ],
    );
    let forecast = forecast(room.records(), &room.records().limits[0], date(2026, 9, 3)).unwrap();
    // (2000 − 1000) / 10 = 100 days: 29 to the end of September, 31, 30 (90), then 10 into December.
    assert_eq!(forecast.run_out, date(2026, 12, 10));
    assert_eq!(forecast.last_start, date(2026, 11, 26));
}
