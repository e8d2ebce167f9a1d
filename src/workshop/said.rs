//! A pain as a room says it: `Builds: 40 people, 20 minutes, three times a day`.
//!
//! Takes such a sentence apart into name, people, time lost and frequency. A sentence with words it does not
//! know is left alone, so that nothing anybody said is dropped.

use super::measures::{Frequency, Period, Span, SpanUnit};

/// What was understood of a sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// The words in front, if any.
    pub name: String,
    /// How many people.
    pub people: Option<f64>,
    /// How long each of them loses each time.
    pub minutes: Option<Span>,
    /// How often.
    pub frequency: Option<Frequency>,
}

impl Said {
    /// What was understood, as field keys of a pain and canonical text.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("people", self.people.map(super::value::format_number)),
            ("minutes", self.minutes.map(|span| span.to_string())),
            ("frequency", self.frequency.map(|frequency| frequency.to_string())),
        ];
        fields.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
    }

    /// True when it holds all three numbers of a cost.
    pub fn is_whole(&self) -> bool {
        self.people.is_some() && self.minutes.is_some() && self.frequency.is_some()
    }
}

/// Phrases that stand for another, before the words are read one by one.
const PHRASES: &[(&str, &str)] = &[
    ("three quarters of an hour", "45 minutes"),
    ("a quarter of an hour", "15 minutes"),
    ("an hour and a half", "90 minutes"),
    ("one and a half hours", "90 minutes"),
    ("half an hour", "30 minutes"),
    ("half a day", "4 hours"),
    ("a couple of", "2"),
    ("a dozen", "12"),
    ("every other", "every 2"),
    ("of us", "people"),
];

/// Nouns for the people something hurts.
const PEOPLE: &[&str] = &[
    "people",
    "person",
    "persons",
    "engineers",
    "developers",
    "devs",
    "colleagues",
    "agents",
    "users",
    "analysts",
    "testers",
    "designers",
    "operators",
    "folks",
    "staff",
    "heads",
    "men",
    "women",
    "employees",
];
/// Words that carry no number.
const FILLERS: &[&str] = &[
    "lose", "loses", "lost", "each", "time", "of", "about", "roughly", "around", "wait", "waits", "waste",
    "wastes", "spend", "spends", "for", "and", "it", "takes", "costs", "them", "every", "by", "x", "times",
    "apiece", "some",
];

/// A number said as a word: `three`, `twenty-five`, `once`.
pub fn number_of(word: &str) -> Option<f64> {
    const SMALL: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = |word: &str| SMALL.iter().position(|known| *known == word).map(|at| at as f64 + 1.0);
    let tens = |word: &str| TENS.iter().position(|known| *known == word).map(|at| (at as f64 + 2.0) * 10.0);
    match word {
        "once" => Some(1.0),
        "twice" => Some(2.0),
        "thrice" => Some(3.0),
        "hundred" => Some(100.0),
        _ => match word.split_once('-') {
            Some((ten, one)) => Some(tens(ten)? + small(one)?),
            None => small(word).or_else(|| tens(word)),
        },
    }
}

/// Reads a sentence; `None` when it holds no number of a cost, or a word that is not understood.
pub fn read(text: &str) -> Option<Said> {
    // What stands before a colon is the name, whatever numbers it holds.
    let (name, rest) = match text.rsplit_once(": ") {
        Some((name, rest)) => (name.trim(), rest),
        None => ("", text),
    };
    let lower = PHRASES.iter().fold(rest.to_lowercase(), |text, (said, meant)| text.replace(said, meant));
    let words: Vec<&str> = parts(&lower).flat_map(split_times).collect();
    let mut said = Said::default();
    let mut at = 0;
    let (mut named, mut meant) = (0, false);
    while at < words.len() {
        let used = said.take(&words[at..]);
        let begun = said != Said::default();
        match used {
            0 if !begun => {
                named += 1;
                meant |= !FILLERS.contains(&words[at]);
            }
            0 if FILLERS.contains(&words[at]) => {}
            0 => return None,
            _ => {}
        }
        at += used.max(1);
    }
    if said == Said::default() || (!name.is_empty() && meant) {
        return None;
    }
    said.name = if name.is_empty() && meant { front(rest, named) } else { name.to_owned() };
    Some(said)
}

/// The words of a text, without what separates them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '×' | '–' | '—' | '*'))
        .map(|word| word.trim_matches(|c: char| matches!(c, '.' | '~' | '(' | ')')))
        .filter(|word| !word.is_empty() && *word != "-")
}

/// `3x` as `3` and `x`.
fn split_times(word: &str) -> impl Iterator<Item = &str> {
    let times = word.strip_suffix('x').filter(|count| count.parse::<f64>().is_ok());
    [times.unwrap_or(word), if times.is_some() { "x" } else { "" }]
        .into_iter()
        .filter(|word| !word.is_empty())
}

/// The first words of a text as they were written.
fn front(text: &str, words: usize) -> String {
    let mut name: Vec<&str> = Vec::new();
    for piece in text.split_whitespace() {
        if parts(&name.join(" ")).count() >= words {
            break;
        }
        name.push(piece);
    }
    name.join(" ").trim_end_matches([',', ';', ':', '-', '–', '—', ' ']).to_owned()
}

impl Said {
    /// Takes what begins here; how many words that used.
    fn take(&mut self, words: &[&str]) -> usize {
        let word = words[0];
        let next = |at: usize| words.get(at).copied().unwrap_or_default();
        if self.frequency.is_none()
            && word.contains('/')
            && let Ok(frequency) = word.replace("x/", "/").parse()
        {
            self.frequency = Some(frequency);
            return 1;
        }
        // “daily”, “every week”, “per month”, “every 2 weeks”; “a day” once the time lost is known.
        if self.frequency.is_none() {
            let (every, used) = match word {
                "every" | "each" | "per" if number(&words[1..]).is_some() => {
                    number(&words[1..]).map_or((1.0, 1), |(count, used)| (count, used + 1))
                }
                "every" | "each" | "per" => (1.0, 1),
                "a" | "an" if self.minutes.is_some() => (1.0, 1),
                word if word.ends_with("ly") => (1.0, 0),
                _ => (0.0, 0),
            };
            if every > 0.0
                && let Some(per) = period(next(used))
            {
                self.frequency = Some(Frequency { times: 1.0 / every, per });
                return used + 1;
            }
        }
        let Some((count, used)) = number(words) else { return self.glued(word) };
        let unit = next(used);
        // “three times a day”, “twice a week”, “3 x per month”.
        let after = if matches!(unit, "times" | "time" | "x") { used + 1 } else { used };
        let joined = matches!(next(after), "a" | "an" | "per" | "each" | "every");
        let often = after > used || matches!(word, "once" | "twice" | "thrice");
        if often
            && joined
            && self.frequency.is_none()
            && let Some(per) = period(next(after + 1))
        {
            self.frequency = Some(Frequency { times: count, per });
            return after + 2;
        }
        if let Some(unit) = span_unit(unit)
            && self.minutes.is_none()
        {
            self.minutes = Some(span(count, unit));
            return used + 1;
        }
        if PEOPLE.contains(&unit) && self.people.is_none() {
            self.people = Some(count);
            return used + 1;
        }
        // “40 product engineers”.
        if PEOPLE.contains(&next(used + 1)) && self.people.is_none() {
            self.people = Some(count);
            return used + 2;
        }
        0
    }

    /// A number that touches its unit: `20min`, `1h30`.
    fn glued(&mut self, word: &str) -> usize {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        match word.parse::<Span>() {
            Ok(span) if number && self.minutes.is_none() => {
                self.minutes = Some(span);
                1
            }
            _ => 0,
        }
    }
}

/// A number at the front: digits, a word, “twenty five”, “two hundred”, “a hundred”, or “an” before a unit.
fn number(words: &[&str]) -> Option<(f64, usize)> {
    let word = words.first()?;
    let next = words.get(1).copied().unwrap_or_default();
    if let Ok(count) = word.replace(',', "").parse::<f64>() {
        return (count.is_finite() && count >= 0.0).then_some((count, 1));
    }
    if matches!(*word, "a" | "an") {
        let one = span_unit(next).is_some() && !next.is_empty();
        return if next == "hundred" { Some((100.0, 2)) } else { one.then_some((1.0, 1)) };
    }
    let count = number_of(word)?;
    if next == "hundred" {
        return Some((count * 100.0, 2));
    }
    match number_of(next) {
        Some(more) if count >= 20.0 && more < 10.0 && !matches!(next, "once" | "twice" | "thrice") => {
            Some((count + more, 2))
        }
        _ => Some((count, 1)),
    }
}

fn span(count: f64, unit: SpanUnit) -> Span {
    match unit {
        // Hours are kept in minutes.
        SpanUnit::Seconds => Span { count: count * 60.0, unit: SpanUnit::Minutes },
        unit => Span { count, unit },
    }
}

/// The unit of a time lost; hours come as seconds times sixty, see [`span`].
fn span_unit(word: &str) -> Option<SpanUnit> {
    Some(match word {
        "min" | "mins" | "minute" | "minutes" => SpanUnit::Minutes,
        "h" | "hr" | "hrs" | "hour" | "hours" => SpanUnit::Seconds,
        "day" | "days" => SpanUnit::Days,
        "week" | "weeks" => SpanUnit::Weeks,
        _ => return None,
    })
}

fn period(word: &str) -> Option<Period> {
    match word {
        "morning" | "evening" | "night" => Some(Period::Day),
        "" => None,
        word => word.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::testkit::Room;

    #[test]
    fn sentences_are_taken_apart() {
        let cases = [
            ("40 people, 20 minutes, three times a day", "|40|20 min|3/day"),
            ("Builds: 40 people, 20 minutes, three times a day", "Builds|40|20 min|3/day"),
            ("Waiting for builds, 40 people, 20 min, 3/day", "Waiting for builds|40|20 min|3/day"),
            ("forty people lose half an hour twice a week", "|40|30 min|2/week"),
            ("Twenty five of us wait an hour and a half every month", "|25|1 h 30 min|1/month"),
            ("6 people, a day, once a month", "|6|1 day|1/month"),
            ("12 engineers spend 20 minutes a day", "|12|20 min|1/day"),
            ("a dozen product engineers, 1h30, every two weeks", "|12|1 h 30 min|0.5/week"),
            ("HTTP 500 on Mondays: 8 agents, 5 min each, every morning", "HTTP 500 on Mondays|8|5 min|1/day"),
            ("two hundred users × 3 minutes × daily", "|200|3 min|1/day"),
            ("about 40 people, roughly 20min, 3x per week", "|40|20 min|3/week"),
            ("20 minutes, three times a day", "||20 min|3/day"),
        ];
        for (text, wanted) in cases {
            let found = read(text).map(|said| {
                let show = |text: Option<String>| text.unwrap_or_default();
                [
                    said.name.clone(),
                    show(said.people.map(|count| count.to_string())),
                    show(said.minutes.map(|span| span.to_string())),
                    show(said.frequency.map(|frequency| frequency.to_string())),
                ]
                .join("|")
            });
            assert_eq!(found.as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_cost_is_left_alone() {
        for text in [
            "Waiting for builds",
            "A test a day keeps the bugs away",
            "",
            "Tests, 40 people, on Mondays only",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_pain_can_be_typed_as_one_line_or_one_cell() {
        let cost = |room: &Room| {
            let row = &room.records().pains[0];
            let hours = crate::workshop::cost::cost(row, &room.records().charter).map(|cost| cost.hours_week);
            (row.name.clone(), hours.map(f64::round), row.evidence.clone())
        };
        let sentence = "40 people, 20 minutes, three times a day";
        let mut room = Room::new();
        room.add("pain", &[("name", &format!("Builds: {sentence}"))]);
        assert_eq!(cost(&room), ("Builds".into(), Some(200.0), String::new()));
        // The cells behind it count on from there.
        for typed in [
            vec![("name", "Builds"), ("people", sentence), ("minutes", "Engineers"), ("frequency", "CI log")],
            vec![
                ("name", "Builds: 40 people, 20 min, 3/day"),
                ("people", "Engineers"),
                ("minutes", "CI log"),
            ],
        ] {
            let mut room = Room::new();
            room.add("pain", &typed);
            assert_eq!(cost(&room), ("Builds".into(), Some(200.0), "CI log".into()), "{typed:?}");
            assert_eq!(room.records().user_groups[0].name, "Engineers");
        }
        for field in ["people", "minutes", "frequency"] {
            let mut room = Room::new();
            let id = room.add("pain", &[("name", "Builds")]);
            room.set(&id, field, sentence);
            assert_eq!(cost(&room), ("Builds".into(), Some(200.0), String::new()), "{field}");
        }
        // A word that is not understood leaves the cell as it was typed.
        let mut room = Room::new();
        room.add("pain", &[("name", "Tests, 40 people, on Mondays only")]);
        assert_eq!(cost(&room).0, "Tests, 40 people, on Mondays only");
    }
}
