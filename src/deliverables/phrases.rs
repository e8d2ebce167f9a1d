//! Words around numbers and names: amounts, plurals, lists, full stops.
//!
//! Amounts are always digits, written one way, so that a number in the summary is found again in the body.

use jiff::civil::Date;

use crate::workshop::measures::{Frequency, Growth, Quantity};
use crate::workshop::value::grouped_number;
use crate::workshop::words::{and, in_text};

/// An amount with thousands apart: `1,240`, `12.5`. At most two decimals.
pub fn amount(number: f64) -> String {
    let small = number.abs() < 1.0 && number != 0.0;
    grouped_number(if small { number } else { (number * 100.0).round() / 100.0 })
}

/// An amount with one decimal at most: `48.5`, `1,240`.
pub fn tenths(number: f64) -> String {
    amount((number * 10.0).round() / 10.0)
}

/// A count with its noun: `1 team`, `3 teams`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", amount(number as f64), if number == 1 { one } else { many })
}

/// The same at the front of a sentence: `One team`, `3 teams`.
pub fn opening(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("One {one}") } else { count(number, one, many) }
}

/// A number within a sentence that counts no noun: `one`, `3`.
pub fn number(number: usize) -> String {
    if number == 1 { "one".to_owned() } else { amount(number as f64) }
}

/// One of two words, by number: `is` or `are`.
pub fn by_number<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// Names of which one is meant: `A`, `A or B`, `A, B or C`.
pub fn or<S: AsRef<str>>(names: &[S]) -> String {
    let all = and(names);
    match all.rsplit_once(" and ") {
        Some((before, last)) if names.len() > 1 => format!("{before} or {last}"),
        _ => all,
    }
}

/// A label on its own: `velocity` becomes `Velocity`.
pub fn first_large(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// A label within a sentence: a capital that only begins the label becomes small.
pub fn first_small(label: &str) -> String {
    in_text(label)
}

/// The first sentence of a text, whole.
pub fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// Things as a sentence lists them, also when one of them has an “and” of its own: `A, B and C, and D`.
pub fn series<S: AsRef<str>>(items: &[S]) -> String {
    let compound = items.iter().any(|item| item.as_ref().contains(" and "));
    match items {
        [first @ .., last] if compound && items.len() > 1 => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}, and {}", first.join(", "), last.as_ref())
        }
        items => and(items),
    }
}

/// Titles in one cell: commas between them, unless one of them has a comma of its own.
pub fn titles<S: AsRef<str>>(titles: &[S]) -> String {
    let titles: Vec<&str> = titles.iter().map(AsRef::as_ref).collect();
    titles.join(if titles.iter().any(|title| title.contains(',')) { "; " } else { ", " })
}

/// At most `most` names, and how many more there are: `A, B and 3 more`.
pub fn some<S: AsRef<str>>(names: &[S], most: usize) -> String {
    if names.len() <= most + 1 {
        return series(names);
    }
    let mut shown: Vec<String> = names[..most].iter().map(|name| name.as_ref().to_owned()).collect();
    shown.push(format!("{} more", names.len() - most));
    series(&shown)
}

/// Names in quotation marks, as a sentence lists them.
pub fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    and(&names.iter().map(|name| format!("“{}”", name.as_ref())).collect::<Vec<_>>())
}

/// What somebody wrote, as a sentence: a capital at the front and a full stop at the end.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    // `kubectl …` and `gRPC …` keep their own way of beginning.
    let word: String = text.chars().take_while(|c| !c.is_whitespace()).collect();
    let plain_word = word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '\'' | ',' | '-'));
    let mut out: String =
        if plain_word { first.to_uppercase().chain(chars).collect() } else { text.to_owned() };
    if !out.ends_with(['.', '!', '?', '…', ':']) {
        out.push('.');
    }
    out
}

/// What somebody wrote, to be built into a sentence: without its full stop.
pub fn clause(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ','])
}

/// The same with a small first letter, when its first word is an ordinary word.
pub fn inner(text: &str) -> String {
    let text = clause(text);
    let word: Vec<char> = text.chars().take_while(|c| !c.is_whitespace()).collect();
    let ordinary = word.len() > 1
        && word[0].is_uppercase()
        && word[1..].iter().all(|c| c.is_lowercase())
        && ORDINARY.contains(&word.iter().collect::<String>().to_lowercase().as_str());
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if ordinary => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// First words that are never names, so that they may lose their capital inside a sentence.
const ORDINARY: &[&str] = &[
    "a",
    "an",
    "the",
    "another",
    "both",
    "few",
    "five",
    "four",
    "many",
    "most",
    "neither",
    "nobody",
    "nothing",
    "only",
    "some",
    "there",
    "they",
    "without",
    "each",
    "every",
    "all",
    "one",
    "two",
    "three",
    "no",
    "our",
    "we",
    "it",
    "its",
    "this",
    "that",
    "these",
    "when",
    "if",
    "as",
    "after",
    "before",
    "until",
    "add",
    "alert",
    "ask",
    "automate",
    "build",
    "buy",
    "create",
    "cut",
    "drop",
    "give",
    "keep",
    "make",
    "move",
    "own",
    "partition",
    "publish",
    "put",
    "raise",
    "rehearse",
    "remove",
    "replace",
    "run",
    "set",
    "shard",
    "share",
    "split",
    "start",
    "stop",
    "train",
    "use",
    "weekdays",
    "write",
];

/// Money in whole units: `1,606,800 EUR`.
pub fn money(sum: f64, currency: &str) -> String {
    let sum = amount(sum.round());
    if currency.trim().is_empty() { sum } else { format!("{sum} {}", currency.trim()) }
}

/// An amount with its unit: `2.1 TB`, `85 %`.
pub fn in_unit(number: f64, unit: &str) -> String {
    // Three digits that count are all a projection can promise.
    let digits = match number.abs() {
        100.0.. => 1.0,
        10.0.. => 10.0,
        _ => 100.0,
    };
    let number = amount((number * digits).round() / digits);
    if unit.trim().is_empty() { number } else { format!("{number} {}", unit.trim()) }
}

/// A quantity as it was said.
pub fn quantity(quantity: &Quantity) -> String {
    let number = amount(quantity.amount);
    if quantity.unit.trim().is_empty() { number } else { format!("{number} {}", quantity.unit.trim()) }
}

/// A growth rate as one says it: `6 % a month`.
pub fn growth(growth: &Growth) -> String {
    match growth {
        Growth::Compound { percent, per } => format!("{} % a {}", amount(*percent), per.name()),
        Growth::Linear { amount, per } => format!("{} a {}", quantity(amount), per.name()),
    }
}

/// A frequency as one says it: `3 a day`.
pub fn frequency(frequency: Frequency) -> String {
    format!("{} a {}", amount(frequency.times), frequency.per.name())
}

/// A share of a whole as a percentage without decimals.
pub fn percent(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{} %", amount((part / whole * 100.0).round())) } else { "0 %".into() }
}

/// A date or nothing.
pub fn date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_one_way() {
        let cases =
            [(1240.0, "1,240"), (0.5, "0.5"), (12.345, "12.35"), (-3.0, "−3"), (1_606_800.0, "1,606,800")];
        for (number, written) in cases {
            assert_eq!(amount(number), written);
        }
        assert_eq!(in_unit(1_234.567, "GB"), "1,235 GB");
        assert_eq!(in_unit(3.4567, "TB"), "3.46 TB");
        assert_eq!(money(819_000.2, "EUR"), "819,000 EUR");
        assert_eq!(percent(1.0, 3.0), "33 %");
    }

    #[test]
    fn lists_say_how_many_they_leave_out() {
        assert_eq!(some(&["a", "b", "c"], 2), "a, b and c");
        assert_eq!(some(&["a", "b", "c", "d"], 2), "a, b and 2 more");
        assert_eq!(quoted(&["a", "b"]), "“a” and “b”");
    }

    #[test]
    fn what_people_write_fits_into_sentences() {
        assert_eq!(sentence("split bookings by customer"), "Split bookings by customer.");
        assert_eq!(sentence("gRPC only!"), "gRPC only!");
        assert_eq!(sentence("sign-in by badge"), "Sign-in by badge.");
        assert_eq!(inner("Split bookings."), "split bookings");
        assert_eq!(inner("Kafka carries events"), "Kafka carries events");
        assert_eq!(count(1, "team", "teams"), "1 team");
        assert_eq!(opening(1, "team", "teams"), "One team");
        assert_eq!(opening(2, "team", "teams"), "2 teams");
    }
}
