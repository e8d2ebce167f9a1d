//! Fuzzy ranking, the same everywhere something is found by typing.

use crate::workshop::names;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The indices of the texts that match, best first; all of them, in order, when nothing is typed.
pub fn rank<'a>(typed: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    if typed.trim().is_empty() {
        return texts.enumerate().map(|(at, _)| at).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut buffer = Vec::new();
    let scored = texts.enumerate().filter_map(|(at, text)| {
        let score = pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)?;
        // What begins with the typed text comes before what has it in its middle, whatever the score says.
        let place = match names::begins_a_word(text, typed) {
            _ if text.to_lowercase().starts_with(&typed.trim().to_lowercase()) => 0,
            true => 1,
            false => 2,
        };
        Some((at, (place, std::cmp::Reverse(score))))
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|(at, score)| (*score, *at));
    scored.into_iter().map(|(at, _)| at).collect()
}

/// Adds those that are also known by a word that begins as it was typed.
pub fn add_by_other_words<'a>(
    ranked: &mut Vec<usize>,
    typed: &str,
    words: impl Iterator<Item = &'a [&'a str]>,
) {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return;
    }
    for (at, words) in words.enumerate() {
        if !ranked.contains(&at) && words.iter().any(|word| word.starts_with(&typed)) {
            ranked.push(at);
        }
    }
}

/// Whether a text holds every typed word as it stands, letter case aside.
pub fn has_words(typed: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    typed.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn better_matches_come_first_and_nothing_typed_keeps_the_order() {
        let texts = ["Notifications", "Export", "Team export path"];
        assert_eq!(rank("export", texts.into_iter()), vec![1, 2]);
        assert_eq!(rank("", texts.into_iter()), vec![0, 1, 2]);
        let hosting = [
            "Cloud",
            "Cloud and own data centre",
            "Own data centre",
            "At the customer, on a node of its own",
        ];
        assert_eq!(rank("own", hosting.into_iter())[..2], [2, 1]);
    }
}
