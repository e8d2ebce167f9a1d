//! Which record a typed name means. A room says “ward” and “Noor” where the records say “Ward systems” and
//! “Noor Haddad”; a second record beside the first helps nobody.

use crate::workshop::names;

/// What stands before a name that is to be new, whatever there is that begins alike.
const NEW: char = '+';

/// The shortest text that stands for a longer word, in letters.
const SHORTEST: usize = 3;

/// What a typed name stands for among the titles there are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// The title at that place.
    One(usize),
    /// Several titles fit equally well.
    Several(Vec<usize>),
    /// Something that is not there yet.
    New,
}

/// The name without the sign that says it is new, and whether the sign was there.
pub(crate) fn without_sign(typed: &str) -> (&str, bool) {
    match typed.trim().strip_prefix(NEW) {
        Some(name) if !name.trim().is_empty() => (name.trim(), true),
        _ => (typed.trim(), false),
    }
}

/// Which of the titles a typed text means: those it is the first words of, else those that have its words, else those
/// with a word that begins like it. Who fits best decides; when several do, nobody is chosen.
pub(crate) fn meant(typed: &str, titles: &[&str]) -> Meant {
    let wanted = names::words(typed);
    if wanted.is_empty() {
        return Meant::New;
    }
    let at = |title: &str| names::words(title).windows(wanted.len()).position(|part| part == wanted);
    let long = typed.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&|title| at(title) == Some(0), &|title| at(title).is_some(), &|title| {
            long && names::begins_a_word(title, typed)
        }];
    for test in tests {
        let found: Vec<usize> = (0..titles.len()).filter(|at| test(titles[*at])).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Meant::One(*one),
            _ => return Meant::Several(found),
        }
    }
    Meant::New
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_or_a_word_means_the_only_name_that_has_it() {
        let titles = ["Ward systems", "Sterile services", "ERP and finance", "Noor Haddad", "Theatre nurses"];
        let meant = |typed| meant(typed, &titles);
        for (typed, at) in
            [("ward", 0), ("Sterile", 1), ("steril", 1), ("ERP", 2), ("noor", 3), ("nurses", 4)]
        {
            assert_eq!(meant(typed), Meant::One(at), "{typed}");
        }
        // No letters in the middle of a word, no two letters of a longer one, nothing longer than the name.
        for typed in ["systemic", "ile", "wa", "Ward systems north", "+", "", "night ward"] {
            assert_eq!(meant(typed), Meant::New, "{typed}");
        }
    }

    #[test]
    fn whole_words_go_before_parts_and_several_are_nobody() {
        let titles = ["Ward nurses", "Ward systems", "Ann Lee", "Anna Schmidt", "API gateway", "Billing API"];
        let meant = |typed| meant(typed, &titles);
        assert_eq!(meant("ward"), Meant::Several(vec![0, 1]));
        assert_eq!(meant("Ann"), Meant::One(2));
        assert_eq!(meant("API"), Meant::One(4));
        assert_eq!(without_sign("+ Ward"), ("Ward", true));
        assert_eq!(without_sign("C++"), ("C++", false));
    }
}
