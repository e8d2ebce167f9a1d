//! Dates as people say them.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Calendar, ToSpan};

use crate::workshop::measures::{Span, SpanUnit};

/// A date as people say it: `2026-11-03`, `3 Nov`, `next friday`, `in 3 weeks`, `end of march`, `tomorrow`.
pub fn date(text: &str, today: Date) -> Result<Date, String> {
    let fail = || format!("“{text}” is not a date such as 2027-03-31, 31 March, next friday or in 3 weeks");
    let lower = text.trim().to_lowercase().replace(',', " ");
    if let Ok(date) = lower.parse::<Date>() {
        return Ok(date);
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    let words: Vec<&str> = match words.as_slice() {
        ["on" | "by" | "the", rest @ ..] => rest.to_vec(),
        _ => words,
    };
    let found = match words.as_slice() {
        ["today" | "now"] => Some(today),
        ["tomorrow"] => today.tomorrow().ok(),
        ["yesterday"] => today.yesterday().ok(),
        ["next", "week"] => today.checked_add(1.week()).ok(),
        ["next", "month"] => today.checked_add(1.month()).ok(),
        ["next", "year"] => today.checked_add(1.year()).ok(),
        ["end", "of", "year"] => Date::new(today.year(), 12, 31).ok(),
        ["end", "of", "month"] => Some(today.last_of_month()),
        ["end", "of", rest @ ..] => month_of(rest, today).map(Date::last_of_month),
        ["in", rest @ ..] => ahead(&rest.join(" "), today),
        ["next" | "this", day] | [day] if weekday(day).is_some() => {
            weekday(day).and_then(|day| today.nth_weekday(1, day).ok())
        }
        [day, month_words @ ..]
            if !month_words.is_empty() && day.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let day: Option<i8> = day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']).parse().ok();
            day.and_then(|day| on_day(month_words, day, today))
        }
        [month_word, day, rest @ ..] if month(month_word).is_some() && day.len() <= 4 => {
            let day: Option<i8> = day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok();
            let mut month_words = vec![*month_word];
            month_words.extend(rest);
            day.and_then(|day| on_day(&month_words, day, today))
        }
        [_, ..] => month_of(&words, today).or_else(|| quarter_end(&words, today)),
        [] => None,
    };
    found.ok_or_else(fail)
}

fn ahead(text: &str, today: Date) -> Option<Date> {
    let span: Span = text.parse().ok()?;
    let count = span.count as i64;
    let calendar = match span.unit {
        SpanUnit::Seconds | SpanUnit::Minutes => return Some(today),
        SpanUnit::Days => Calendar::new().days(count),
        SpanUnit::Weeks => Calendar::new().weeks(count),
        SpanUnit::Months => Calendar::new().months(count),
        SpanUnit::Years => Calendar::new().years(count),
    };
    today.checked_add(calendar).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.get(..3)? {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(at + 1).ok()
}

/// The first day of a month given as `march` or `march 2027`; without a year, the next one to come.
fn month_of(words: &[&str], today: Date) -> Option<Date> {
    let (word, year) = match words {
        [word] => (word, None),
        [word, year] => (word, Some(year.parse::<i16>().ok()?)),
        _ => return None,
    };
    let month = month(word)?;
    let year = year.unwrap_or(if month < today.month() { today.year() + 1 } else { today.year() });
    Date::new(year, month, 1).ok()
}

fn on_day(month_words: &[&str], day: i8, today: Date) -> Option<Date> {
    let first = month_of(month_words, today)?;
    let date = Date::new(first.year(), first.month(), day).ok()?;
    // “3 November” said on the 20th of November means next year's.
    if month_words.len() == 1 && date < today { date.checked_add(1.year()).ok() } else { Some(date) }
}

/// The last day of a quarter given as `q1` or `q1 2027`.
fn quarter_end(words: &[&str], today: Date) -> Option<Date> {
    let (word, year) = match words {
        [word] => (word, today.year()),
        [word, year] => (word, year.parse().ok()?),
        _ => return None,
    };
    let quarter: i8 = word.strip_prefix('q')?.parse().ok()?;
    let end = Date::new(year, quarter.checked_mul(3)?, 1).ok()?.last_of_month();
    if words.len() == 1 && end < today {
        end.checked_add(1.year()).ok().map(Date::last_of_month)
    } else {
        Some(end)
    }
}
