#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod laws;
mod notion;

use jiff::civil::date;

use super::*;
use crate::workshop::testkit::{Room, TODAY};

/// Primary storage: 2.1 of 4 TB on 1 September 2026, growing by 6 % a month, four months to fix.
const STORAGE: &[(&str, &str)] = &[
    ("name", "Storage"),
    ("today", "2.1 TB"),
    ("hard", "4 TB"),
    ("growth", "6 %/month"),
    ("lead", "4 months"),
    ("measured", "2026-09-01"),
];

/// Storage with some fields changed or added; empty text leaves a field out.
fn storage(changes: &[(&str, &str)]) -> Room {
    let mut fields: Vec<(&str, &str)> = STORAGE.to_vec();
    fields.retain(|(key, _)| !changes.iter().any(|(changed, _)| changed == key));
    fields.extend(changes);
    let mut room = Room::new();
    room.add("limit", &fields);
    room
}

fn clock(room: &Room) -> Result<Forecast, Unforecast> {
    forecast(room.records(), &room.records().limits[0], TODAY)
}

fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-4 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

#[test]
fn compound_growth_by_hand() {
    // t = ln(4 / 2.1) / ln(1.06) = 0.644357 / 0.0582689 = 11.0583 months; × 30.4375 = 336.59 days.
    // 1 September 2026 + 336 days: a year is 365, so 29 days before 1 September 2027 = 3 August 2027.
    // Last start: 3 August − 4 months = 3 April 2027; from 3 September 2026: 27 + 31 + 30 + 31 + 31 + 28 + 31
    // + 3 = 212 days.
    // Alert at 4 / 1.06^4 = 4 / 1.262477 = 3.168375 TB.
    let clock = clock(&storage(&[])).unwrap();
    assert_eq!(clock.run_out, date(2027, 8, 3));
    assert_eq!(clock.breaks, Some(date(2027, 8, 3)));
    assert_eq!((clock.earliest, clock.latest), (date(2027, 8, 3), Some(date(2027, 8, 3))));
    assert_eq!(clock.last_start, date(2027, 4, 3));
    assert_eq!((clock.slack_days, clock.outlook, clock.days_late()), (212, Outlook::Safe, None));
    close(clock.trigger, 3.168_375);
    assert_eq!(clock.unit, "TB");
}

#[test]
fn linear_growth_by_hand() {
    // (2000 − 1000) / 10 = 100 days after 1 September 2026: 29 days to 30 September, 31 and 30 make 90, so
    // the tenth of December. Two weeks earlier: 26 November. Alert at 2000 − 10 × 14 = 1860 GB = 1.86 TB.
    let changes = [("today", "1000 GB"), ("hard", "2 TB"), ("growth", "10 GB/day"), ("lead", "2 weeks")];
    let clock = clock(&storage(&changes)).unwrap();
    assert_eq!(clock.run_out, date(2026, 12, 10));
    assert_eq!(clock.last_start, date(2026, 11, 26));
    close(clock.trigger, 1.86);
    // 26 November is 84 days after 3 September (27 + 31 + 26): within ninety.
    assert_eq!((clock.slack_days, clock.outlook), (84, Outlook::Soon));
}

#[test]
fn the_margin_stays_free_and_the_buffer_comes_off_as_well() {
    // L = 4 × 0.9 = 3.6 TB. t = ln(3.6 / 2.1) / ln(1.06) = 0.538997 / 0.0582689 = 9.25016 months = 281.55
    // days. September to May have 273 days, so 281 days after 1 September 2026 is 9 June 2027.
    // 9 June − 4 months = 9 February 2027, − 2 weeks = 26 January 2027.
    // Alert at 3.6 / 1.06^(4 + 14 / 30.4375) = 3.6 / 1.06^4.459959 = 3.6 / 1.296774 = 2.776120 TB.
    let clock = clock(&storage(&[("margin", "10"), ("buffer", "2 weeks")])).unwrap();
    close(clock.usable, 3.6);
    assert_eq!(clock.run_out, date(2027, 6, 9));
    assert_eq!(clock.breaks, Some(date(2027, 8, 3)), "the hard limit itself, as without a margin");
    assert_eq!(clock.last_start, date(2027, 1, 26));
    close(clock.trigger, 2.776_120);
}

#[test]
fn days_late_are_counted_from_the_last_responsible_start() {
    // As above, run-out is 3 August 2027; a year earlier is 3 August 2026, 31 days before 3 September 2026.
    let late = clock(&storage(&[("lead", "1 year")])).unwrap();
    assert_eq!(late.last_start, date(2026, 8, 3));
    assert_eq!((late.outlook, late.slack_days, late.days_late()), (Outlook::Late, -31, Some(31)));
    // 11 months earlier is 3 September 2026: today is the last day, and that is red already.
    let last_day = clock(&storage(&[("lead", "11 months")])).unwrap();
    assert_eq!((last_day.outlook, last_day.days_late()), (Outlook::Late, Some(0)));
    // One day less, and it is tomorrow.
    let tomorrow = clock(&storage(&[("lead", "10 months"), ("buffer", "30 days")])).unwrap();
    assert_eq!((tomorrow.last_start, tomorrow.outlook), (date(2026, 9, 3), Outlook::Late));
    let tomorrow = clock(&storage(&[("lead", "10 months"), ("buffer", "29 days")])).unwrap();
    assert_eq!((tomorrow.last_start, tomorrow.outlook), (date(2026, 9, 4), Outlook::Soon));
    assert_eq!(tomorrow.days_late(), None);
}

#[test]
fn a_step_change_brings_the_day_forward() {
    let changes = [("today", "1000 GB"), ("hard", "2000 GB"), ("growth", "10 GB/day"), ("lead", "2 weeks")];
    let mut room = storage(&changes);
    // On day 30 (1 October) 1300 GB become 1600; (2000 − 1600) / 10 = 40 days more: day 70 = 10 November.
    let launch = [("name", "Launch"), ("limit", "Storage"), ("date", "2026-10-01"), ("adds", "300 GB")];
    let launch = room.add("step-change", &launch);
    assert_eq!(clock(&room).unwrap().run_out, date(2026, 11, 10));
    // 0.7 TB reach the limit on the day itself: 1300 + 700 = 2000.
    room.set(&launch, "adds", "0.7 TB");
    let jump = clock(&room).unwrap();
    assert_eq!(jump.run_out, date(2026, 10, 1));
    // Two weeks before, growth alone stands at 1000 + 10 × 16 = 1160 GB: an alert on 1860 would never ring.
    close(jump.trigger, 1160.0);
    // A step on or before the day of measurement is in the measured value already.
    room.set(&launch, "date", "2026-09-01");
    assert_eq!(clock(&room).unwrap().run_out, date(2026, 12, 10));
    // A step that takes something away moves the day back: 1300 − 200 = 1100; 90 more days: day 120.
    room.set(&launch, "date", "2026-10-01");
    room.set(&launch, "adds", "-200 GB");
    assert_eq!(clock(&room).unwrap().run_out, date(2026, 12, 30));
}

#[test]
fn a_step_change_can_exhaust_what_does_not_grow() {
    let mut room = storage(&[("growth", "0 %/month")]);
    let step = [("name", "New region"), ("limit", "Storage"), ("date", "2027-01-15"), ("adds", "2 TB")];
    let step = room.add("step-change", &step);
    let reached = clock(&room).unwrap();
    assert_eq!(reached.run_out, date(2027, 1, 15));
    close(reached.trigger, 2.1);
    room.set(&step, "adds", "1 TB");
    assert!(matches!(clock(&room), Err(Unforecast::NotGrowing { .. })));
}

#[test]
fn uncertain_growth_gives_a_range() {
    // ln(4 / 2.1) = 0.644357. At 4 %: / 0.0392207 = 16.4290 months = 500.06 days: 365 to 1 September 2027,
    // then 135: 29 + 31 + 30 + 31 = 121 to 31 December (day 486), 14 more: 14 January 2028.
    // At 9 %: / 0.0861777 = 7.47707 months = 227.58 days: 212 to 1 April 2027, 15 more: 16 April 2027.
    let wide = clock(&storage(&[("growth_low", "4 %/month"), ("growth_high", "9 %/month")])).unwrap();
    assert_eq!(wide.run_out, date(2027, 8, 3));
    assert_eq!((wide.earliest, wide.latest), (date(2027, 4, 16), Some(date(2028, 1, 14))));
    // The ends may be given the wrong way round.
    let turned = clock(&storage(&[("growth_low", "9 %/month"), ("growth_high", "4 %/month")])).unwrap();
    assert_eq!((turned.earliest, turned.latest), (wide.earliest, wide.latest));
    // At its slowest it may never run out.
    let open = clock(&storage(&[("growth_low", "0 %/month")])).unwrap();
    assert_eq!((open.earliest, open.latest), (date(2027, 8, 3), None));
}

#[test]
fn ten_and_a_hundred_times_today() {
    // 10 × 2.1 = 21 TB = 5.25 × 4 TB; 100 × 2.1 = 210 TB = 52.5 × 4 TB.
    let clock = clock(&storage(&[])).unwrap();
    close(clock.at_10x.needs, 21.0);
    close(clock.at_10x.times_limit, 5.25);
    close(clock.at_100x.times_limit, 52.5);
    assert!(!clock.at_10x.fits && !clock.at_100x.fits);
    // 10 × 40 = 400 of 500 connections fit; with a margin of a quarter, 375 are usable and they do not.
    let seats = [("today", "40"), ("hard", "500"), ("growth", "5/month")];
    assert!(super::tests::clock(&storage(&seats)).unwrap().at_10x.fits);
    let seats = [("today", "40"), ("hard", "500"), ("growth", "5/month"), ("margin", "25")];
    assert!(!super::tests::clock(&storage(&seats)).unwrap().at_10x.fits);
}

#[test]
fn a_used_up_margin_is_late_and_still_says_when_it_breaks() {
    let clock = clock(&storage(&[("margin", "50")])).unwrap();
    assert_eq!((clock.run_out, clock.outlook), (date(2026, 9, 1), Outlook::Late));
    assert_eq!(clock.breaks, Some(date(2027, 8, 3)));
    // The alert belonged at 2 / 1.06^4 = 1.584187 TB.
    close(clock.trigger, 1.584_187);
}

fn measured(room: &mut Room, readings: &[(&str, &str)]) {
    for (date, value) in readings {
        room.add("measurement", &[("limit", "Storage"), ("date", date), ("value", value)]);
    }
}

#[test]
fn compound_growth_is_fitted_from_measurements() {
    let mut room = storage(&[("growth", ""), ("today", ""), ("measured", ""), ("hard", "1600 GB")]);
    measured(&mut room, &[("2026-01-01", "100 GB"), ("2026-03-01", "200 GB")]);
    assert_eq!(clock(&room), Err(Unforecast::Missing(vec!["Growth"])));
    // Doubling every 59 days exactly: 1 January, 1 March, 29 April, 27 June.
    measured(&mut room, &[("2026-04-29", "0.4 TB"), ("2026-06-27", "800 GB")]);
    let clock = clock(&room).unwrap();
    let fit = clock.fitted.unwrap();
    // 2^(30.4375 / 59) = 2^0.515890 = 1.429877: 42.988 % a month.
    assert_eq!(fit.growth.to_string(), "42.988 %/month");
    close(fit.r2, 1.0);
    assert_eq!((fit.n, fit.from, fit.to), (4, date(2026, 1, 1), date(2026, 6, 27)));
    // From the last reading, 800 GB double once more in 59 days: 25 August 2026. The printed rate is a hair
    // above the true one, and 58.9999 days fall on the day before.
    assert_eq!((clock.measured, clock.today), (date(2026, 6, 27), 800.0));
    assert!([date(2026, 8, 24), date(2026, 8, 25)].contains(&clock.run_out), "{}", clock.run_out);
    assert_eq!(clock.history.len(), 4);
}

#[test]
fn straight_readings_are_fitted_with_a_straight_line() {
    let mut room = storage(&[("growth", ""), ("today", "1300 GB"), ("measured", "2026-05-01")]);
    // 120 days, 100 GB every 40 days: 100 / 40 × 30.4375 = 76.09375 GB a month; 4 TB is 2700 GB and 1080
    // days away: 1 May 2026 + 1080 = 15 April 2029 (731 + 349: 1 May 2028, + 349 days).
    measured(&mut room, &[("2026-01-01", "1000 GB"), ("2026-02-10", "1100 GB"), ("2026-03-22", "1200 GB")]);
    let clock = clock(&room).unwrap();
    assert_eq!(clock.unit, "TB");
    let fit = clock.fitted.unwrap();
    assert_eq!(fit.growth.to_string(), "76.094 GB/month");
    assert_eq!(fit.n, 4, "today's dated value is a reading as well");
    close(fit.r2, 1.0);
    // At the printed 76.094 GB: 2700 / 76.094 × 30.4375 = 1079.996 days, which is the day before.
    assert_eq!(clock.run_out, date(2029, 4, 14));
}

#[test]
fn the_scatter_of_the_readings_gives_the_range() {
    let mut room = storage(&[
        ("growth", ""),
        ("today", ""),
        ("measured", ""),
        ("hard", "2000 GB"),
        ("lead", "2 months"),
        ("lead_high", "3 months"),
    ]);
    // In steps of 40 days from the middle, −2 … 2: xx = 10, xy = 980, yy = 96 200. Slope 98 GB a step; r² =
    // 980² / (10 × 96 200) = 0.998337; standard error = √((96 200 − 96 040) / 3 / 10) = 2.3094. With three degrees
    // of freedom Student's t is 1.638: 3.7828 a step to either side. × 30.4375 / 40: 74.572 ± 2.878 a month.
    let readings = ["1000 GB", "1110 GB", "1200 GB", "1290 GB", "1400 GB"];
    let dates = ["2026-01-01", "2026-02-10", "2026-03-22", "2026-05-01", "2026-06-10"];
    measured(&mut room, &std::iter::zip(dates, readings).collect::<Vec<_>>());
    let found = clock(&room).unwrap();
    let fit = found.fitted.clone().unwrap();
    let rates = [&fit.slowest, &fit.growth, &fit.fastest].map(ToString::to_string);
    assert_eq!(rates, ["71.693 GB/month", "74.572 GB/month", "77.45 GB/month"]);
    close(fit.r2, 0.998_337);
    assert_eq!(found.range, Some((fit.slowest, fit.fastest)));
    // 600 GB from 10 June 2026: 254.7, 244.9 and 235.8 days; 235 days on is 31 January 2027.
    assert_eq!(found.earliest, date(2027, 1, 31));
    assert_eq!(found.run_out, date(2027, 2, 9));
    assert_eq!(found.latest, Some(date(2027, 2, 19)));
    // Two months before 9 February; to be sure, three before 31 January.
    assert_eq!((found.last_start, found.sure_start), (date(2026, 12, 9), date(2026, 10, 31)));
    // The band opens from the day of measurement.
    let (first, low, high) = found.band[0];
    assert_eq!((first, low.to_bits()), (date(2026, 6, 10), high.to_bits()));
    let (_, low, high) = *found.band.last().unwrap();
    assert!(low < found.curve.last().unwrap().1 && found.curve.last().unwrap().1 < high);
    // What the team says about the range counts for more than the fit.
    room.set("limit-1", "growth_high", "100 GB/month");
    let told = clock(&room).unwrap();
    assert!(told.earliest < found.earliest);
    assert_eq!(told.latest, Some(found.run_out));
}

#[test]
fn slack_is_told_in_words() {
    let words =
        |lead: &str, buffer: &str| clock(&storage(&[("lead", lead), ("buffer", buffer)])).unwrap().slack();
    assert_eq!(words("4 months", ""), "30 weeks left");
    assert_eq!(words("1 year", ""), "already 4 weeks late");
    assert_eq!(words("11 months", ""), "today is the last day");
    assert_eq!(words("10 months", "29 days"), "1 day left");
    assert_eq!(words("11 months", "2 days"), "already 2 days late");
}

#[test]
fn scattered_readings_report_how_well_they_fit() {
    let mut room = storage(&[("growth", ""), ("today", ""), ("measured", ""), ("hard", "1 TB")]);
    // Days 0, 30, 60 with 100, 130, 120: slope of the values is 10 per 30 days, mean 116.667.
    // xx = 2 × 30² = 1800, xy = 30 × 20 = 600, yy = 277.78 + 177.78 + 11.11 = 466.67.
    // r² = 600² / (1800 × 466.67) = 0.428571 for the line; compound misses by more or less about the same.
    measured(&mut room, &[("2026-01-01", "100 GB"), ("2026-01-31", "130 GB"), ("2026-03-02", "120 GB")]);
    let fit = clock(&room).unwrap().fitted.unwrap();
    assert!((0.3..0.6).contains(&fit.r2), "{}", fit.r2);
    assert_eq!(fit.n, 3);
}

#[test]
fn what_cannot_be_forecast_says_why_in_a_sentence() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[("growth", ""), ("lead", "")],
            "“Growth” and “Lead time” are missing; three dated measurements would do instead of a growth rate.",
        ),
        (&[("hard", "")], "“Hard limit” is missing."),
        (
            &[("today", "4.2 TB")],
            "4.2 TB is at or above the hard limit of 4 TB: it has already run out, or the limit is wrong.",
        ),
        (
            &[("today", "4.2 TB"), ("growth", ""), ("lead", "")],
            "4.2 TB is at or above the hard limit of 4 TB: it has already run out, or the limit is wrong.",
        ),
        (&[("growth", "-2 %/month")], "It shrinks by 2 % a month, so the limit is never reached."),
        (&[("growth", "-3 GB/week")], "It shrinks by 3 GB a week, so the limit is never reached."),
        (
            &[("growth", "0 %/month")],
            "It does not grow, so the limit is not reached unless something changes.",
        ),
        (
            &[("growth", "40 rps/month")],
            "“40 rps” cannot be compared with an amount in TB: give all amounts the same unit.",
        ),
        (
            &[("today", "2100 GB"), ("growth", "40/month")],
            "“40” cannot be compared with an amount in TB: give all amounts the same unit.",
        ),
        (
            &[("today", "300 rps")],
            "“300 rps” cannot be compared with an amount in TB: give all amounts the same unit.",
        ),
        (
            &[("today", "0 TB")],
            "Nothing is used today, and a percentage of nothing stays nothing: give the growth as an amount.",
        ),
        (&[("today", "-1 TB")], "“Today” is -1 TB, and has to be more than nothing."),
        (&[("hard", "-4 TB")], "“Hard limit” is -4 TB, and has to be more than nothing."),
        (&[("growth", "1 %/year")], "At this growth it lasts for more than 50 years."),
    ];
    for (changes, sentence) in cases {
        assert_eq!(clock(&storage(changes)).unwrap_err().to_string(), *sentence, "{changes:?}");
    }
    let mut room = storage(&[]);
    measured(&mut room, &[("2026-01-01", "12 seats")]);
    assert!(matches!(clock(&room), Err(Unforecast::Units { .. })), "a reading in another unit");
}

#[test]
fn the_start_is_the_measured_day_else_the_last_reading_else_today() {
    let undated = storage(&[("measured", "")]);
    assert_eq!(clock(&undated).unwrap().measured, TODAY);
    let mut room = storage(&[("measured", "")]);
    measured(&mut room, &[("2026-08-01", "2.1 TB"), ("2026-07-01", "1.9 TB")]);
    assert_eq!(clock(&room).unwrap().measured, date(2026, 8, 1));
    // A reading of another amount does not say when today's was read.
    let mut room = storage(&[("measured", "")]);
    let before = clock(&room).unwrap();
    measured(&mut room, &[("2026-08-01", "1.5 TB")]);
    let after = clock(&room).unwrap();
    assert_eq!((after.measured, after.run_out), (TODAY, before.run_out));
    assert_eq!(clock(&storage(&[])).unwrap().measured, date(2026, 9, 1));
}

#[test]
fn the_curve_runs_from_the_first_reading_to_past_the_limit() {
    let mut room = storage(&[]);
    measured(&mut room, &[("2026-07-01", "1.9 TB"), ("2026-08-01", "2 TB")]);
    room.add(
        "step-change",
        &[("name", "Launch"), ("limit", "Storage"), ("date", "2026-12-15"), ("adds", "0.5 TB")],
    );
    let clock = clock(&room).unwrap();
    assert_eq!(clock.curve[0], (date(2026, 7, 1), 1.9));
    assert!(clock.curve.contains(&(date(2026, 9, 1), 2.1)));
    assert!(clock.curve.is_sorted_by(|a, b| a.0 < b.0), "one value a day, in order");
    let (end, value) = *clock.curve.last().unwrap();
    assert!(end > clock.run_out && value > clock.hard);
    let at = |day| clock.curve.iter().find(|(date, _)| *date == day).unwrap().1;
    assert!(at(date(2026, 12, 15)) - at(date(2026, 12, 14)) > 0.5, "the step shows as a step");
    assert!(clock.curve.iter().any(|(date, _)| *date == clock.run_out));
}

#[test]
fn the_most_urgent_limit_comes_first() {
    let mut room = storage(&[("lead", "11 months")]);
    let fields = |name: &'static str, changes: &[(&'static str, &'static str)]| {
        let mut fields: Vec<_> = STORAGE.to_vec();
        fields.retain(|(key, _)| *key != "name" && !changes.iter().any(|(changed, _)| changed == key));
        fields.push(("name", name));
        fields.extend(changes);
        fields
    };
    room.add("limit", &fields("No growth", &[("growth", "0 %/year")]));
    room.add("limit", &fields("Relaxed", &[("growth", "1 %/month")]));
    room.add("limit", &fields("Over", &[("today", "5 TB")]));
    room.add("limit", &fields("Late", &[("lead", "2 years")]));
    let names: Vec<_> =
        forecasts(room.records(), TODAY).iter().map(|(limit, _)| limit.name.clone()).collect();
    assert_eq!(names, ["Over", "Late", "Storage", "Relaxed", "No growth"]);
}

#[test]
fn lengths_of_time_come_off_by_the_calendar() {
    let day = date(2027, 3, 31);
    let cases = [
        ("1 month", date(2027, 2, 28)),
        ("2 weeks", date(2027, 3, 17)),
        ("1 year", date(2026, 3, 31)),
        ("1.5 months", date(2027, 2, 12)), // 28 February, then 15.2 days: sixteen
        ("20 min", date(2027, 3, 30)),     // part of a day is a day
        ("1.5 days", date(2027, 3, 29)),
        ("0 days", day),
    ];
    for (span, wanted) in cases {
        assert_eq!(before(day, span.parse().unwrap()), Some(wanted), "{span}");
    }
}
