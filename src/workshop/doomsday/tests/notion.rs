//! A story that was published: how Notion outgrew one Postgres instance, and then thirty-two.
//!
//! Sources, all on Notion's engineering blog:
//! - "Herding elephants: lessons learned from sharding Postgres at Notion" (6 October 2021)
//! - "The Great Re-shard: adding Postgres capacity (again) with zero downtime" (July 2023)
//! - "Building and scaling Notion's data lake" (July 2024)
//!
//! Known from them: more than 20 billion block rows at the start of 2021 and more than 200 billion in July
//! 2024; tenfold in three years; a doubling every six to twelve months. By mid-2020 it was clear that one
//! instance would not do, VACUUM stalled, and in 2021, after months of work, 480 logical shards on 32
//! instances took over; in 2023 they moved to 96, because the 32 were above 90 % CPU at peak. The first lesson
//! they name is to shard earlier.
//!
//! Not published, and assumed here: how many rows the one instance could bear, how long the work took to the
//! day, and that load spreads evenly over instances. Each test says which assumption it makes.

use super::*;

/// Doubling in twelve months: 2^(1 / 12) − 1, and in six: 2^(1 / 6) − 1.
const SLOW: &str = "5.94631 %/month";
const FAST: &str = "12.24620 %/month";

fn blocks(fields: &[(&str, &str)], today: Date) -> Forecast {
    let mut room = Room::new();
    room.add("limit", &[&[("name", "Block rows")], fields].concat());
    forecast(room.records(), &room.records().limits[0], today).unwrap()
}

#[test]
fn the_published_growth_leads_from_one_published_figure_to_the_other() {
    // Tenfold in 36 months: 10^(1 / 36) − 1 = 6.60445 % a month; 36 × 30.4375 = 1095.75 days, and 1 January
    // 2024 is day 1095. Doubling in a year: 12 × ln 10 / ln 2 = 39.863 months = 1213.3 days: 28 April 2024.
    // Doubling in half a year: 19.932 months = 606.7 days: 30 August 2022.
    let fields = [
        ("today", "20 bn rows"),
        ("hard", "200 bn rows"),
        ("measured", "2021-01-01"),
        ("growth", "6.60445 %/month"),
        ("growth_low", SLOW),
        ("growth_high", FAST),
        ("lead", "9 months"),
    ];
    let clock = blocks(&fields, date(2024, 7, 8));
    assert_eq!(clock.run_out, date(2024, 1, 1));
    assert_eq!((clock.earliest, clock.latest), (date(2022, 8, 30), Some(date(2024, 4, 28))));
    // The post of July 2024 speaks of more than 200 billion: even the late end had passed.
    assert!(clock.latest.unwrap() < date(2024, 7, 8));
}

#[test]
fn a_clock_would_have_been_red_when_they_first_saw_the_wall() {
    // Assumed: the wall is where the instance stood at the start of 2021, 20 billion rows; the work takes nine
    // months, from mid-2020 to the spring of 2021. Half a year before, at one doubling a year, there were
    // 20 / 2^(1 / 2) = 14.142 billion. ln(20 / 14.142) / ln(1.0594631) = 6.0003 months = 182.6 days after
    // 1 July: 30 December 2020. Nine months earlier is 30 March 2020, 93 days before 1 July.
    let seen = date(2020, 7, 1);
    let fields =
        |today, growth| [("today", today), ("hard", "20 bn rows"), ("growth", growth), ("lead", "9 months")];
    let slow = blocks(&fields("14.142 bn rows", SLOW), seen);
    assert_eq!((slow.run_out, slow.last_start), (date(2020, 12, 30), date(2020, 3, 30)));
    assert_eq!((slow.outlook, slow.days_late()), (Outlook::Late, Some(93)));
    assert_eq!(slow.slack(), "already 13 weeks late");
    // The alert belonged where one instance stood nine months before: 20 / 2^(9 / 12) = 11.892 billion.
    close(slow.trigger, 11.892);
    // At two doublings a year it had 10 billion in mid-2020 and hits the same wall on the same day: the verdict
    // does not hang on the growth, only on the lead time. Any fix of more than six months began too late.
    let fast = blocks(&fields("10 bn rows", FAST), seen);
    assert_eq!((fast.last_start, fast.outlook), (date(2020, 3, 30), Outlook::Late));
}

#[test]
fn three_times_the_machines_buy_ten_to_nineteen_months() {
    // Assumed: three times the instances carry a third of the load each, so 90 % at peak becomes 30 %, and 90 %
    // is the wall again. ln 3 / ln 2 = 1.585 doublings: 19.02 months = 578.9 days at one a year, 9.51 months =
    // 289.5 days at two. From 18 July 2023: 15 February 2025 and 2 May 2024.
    let fields = [
        ("today", "30 %"),
        ("hard", "90 %"),
        ("measured", "2023-07-18"),
        ("growth", SLOW),
        ("growth_high", FAST),
        ("lead", "9 months"),
    ];
    let clock = blocks(&fields, date(2023, 7, 18));
    assert_eq!(clock.run_out, date(2025, 2, 15));
    assert_eq!((clock.earliest, clock.latest), (date(2024, 5, 2), Some(date(2025, 2, 15))));
    // To be sure, the next move has to begin within three weeks of the last one.
    assert_eq!(clock.sure_start, date(2023, 8, 2));
    assert_eq!(clock.last_start, date(2024, 5, 15));
    // Ten times the load needs 3.3 times what 96 instances bear.
    close(clock.at_10x.times_limit, 300.0 / 90.0);
}
