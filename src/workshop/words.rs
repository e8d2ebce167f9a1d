//! Small help with sentences that name things.

/// `a`, `a and b`, `a, b and c`.
pub fn and<S: AsRef<str>>(items: &[S]) -> String {
    listed(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or<S: AsRef<str>>(items: &[S]) -> String {
    listed(items, "or")
}

fn listed<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A clause as a sentence: a capital in front, a full stop behind.
pub fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| format!("{first}{}.", letters.as_str().trim_end_matches('.')))
}

/// True when a text only says that there is no answer yet. “None” and “nobody” are answers.
pub fn placeholder(text: &str) -> bool {
    let waits = [
        "",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "tbd",
        "tba",
        "tbc",
        "todo",
        "to do",
        "unknown",
        "no idea",
        "to be defined",
        "to be decided",
        "to be confirmed",
        "not provided",
        "xxx",
    ];
    waits.contains(&plain(text).as_str())
}

/// True when a text names something: neither a placeholder nor one of the ways to say that there is nothing.
pub fn said(text: &str) -> bool {
    let nothing = ["no", "none", "nope", "nothing", "nobody", "nil", "not yet", "none yet"];
    !placeholder(text) && !nothing.contains(&plain(text).as_str())
}

fn plain(text: &str) -> String {
    text.trim().trim_end_matches(['.', '!', '…', '?']).trim().to_lowercase()
}

/// A count with its noun: `1 day`, `3 days`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A label within a sentence: `Hard limit` becomes `hard limit`, `API rules` and `RICE` stay.
pub fn in_text(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), &label[first.len_utf8()..])
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(and::<&str>(&[]), "");
        assert_eq!(and(&["a"]), "a");
        assert_eq!(and(&["a", "b"]), "a and b");
        assert_eq!(and(&["a", "b", "c"]), "a, b and c");
        assert_eq!(or(&["a", "b", "c"]), "a, b or c");
    }

    #[test]
    fn ways_to_say_nothing() {
        for text in ["", "  ", "None", "n/a", "TBD", "none yet.", "—"] {
            assert!(!said(text), "{text}");
        }
        for text in ["a standby in another zone", "no standby, but a snapshot each hour", "0"] {
            assert!(said(text), "{text}");
        }
    }

    #[test]
    fn no_answer_is_told_from_the_answer_none() {
        for text in ["TBD", " n/a. ", "???", "To be decided…"] {
            assert!(placeholder(text), "{text}");
        }
        for text in ["none", "nobody", "no public surface"] {
            assert!(!placeholder(text), "{text}");
        }
    }

    #[test]
    fn labels_and_clauses_fit_into_sentences() {
        assert_eq!((in_text("Hard limit"), in_text("API rules")), ("hard limit".into(), "API rules".into()));
        assert_eq!(sentence("name an owner"), "Name an owner.");
    }

    #[test]
    fn counts_agree_with_their_noun() {
        assert_eq!(
            (count(1, "day"), count(0, "day"), count(21, "day")),
            ("1 day".into(), "0 days".into(), "21 days".into())
        );
    }
}
