//! Words that look alike, for “did you mean …?”.

/// The candidate that a word was most likely meant to be, if one is close enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // Two letters are an abbreviation: one of them changed makes another word, not a slip.
    let allowed = (word.chars().count() / 3).min(3);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour (optimal string
/// alignment).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (row, letter) in from.chars().enumerate() {
        let mut current = vec![row + 1];
        for (at, other) in to.iter().enumerate() {
            let change = last[at] + usize::from(letter != *other);
            let mut best = change.min(last[at + 1] + 1).min(current[at] + 1);
            if at > 0 && previous == Some(*other) && letter == to[at - 1] {
                best = best.min(before_last[at - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(letter);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_another_word_is_not() {
        let known = ["owner", "title", "hard_limit", "run_out"];
        assert_eq!(nearest("onwer", known), Some("owner"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("hardlimit", known), Some("hard_limit"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("Q6", ["Q5", "P6"]), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn distances_are_those_of_the_textbook() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ca", "ac"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
