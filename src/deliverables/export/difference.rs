//! What would change in a file of text, line by line.

use similar::{ChangeTag, TextDiff};

/// What happens to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It stays, and shows where a change is.
    Same,
    /// It goes.
    Old,
    /// It comes.
    New,
    /// Not a line of the file: where the next lines stand.
    Place,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// What happens to it.
    pub side: Side,
    /// The line, without its end.
    pub text: String,
}

impl DiffLine {
    /// As programs print it: with a sign before it.
    pub fn printed(&self) -> String {
        let sign = match self.side {
            Side::Same => " ",
            Side::Old => "-",
            Side::New => "+",
            Side::Place => "",
        };
        format!("{sign}{}", self.text)
    }
}

/// How many unchanged lines are shown around a change.
const AROUND: usize = 3;

/// The lines that differ, with those around them. `None` when one of the two is no text.
pub fn difference(before: &[u8], after: &[u8]) -> Option<Vec<DiffLine>> {
    let (before, after) = (std::str::from_utf8(before).ok()?, std::str::from_utf8(after).ok()?);
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        lines.push(DiffLine { side: Side::Place, text: hunk.header().to_string() });
        for change in hunk.iter_changes() {
            let side = match change.tag() {
                ChangeTag::Equal => Side::Same,
                ChangeTag::Delete => Side::Old,
                ChangeTag::Insert => Side::New,
            };
            let text = change.value().trim_end_matches(['\n', '\r']).to_owned();
            lines.push(DiffLine { side, text });
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_with_its_place() {
        let before = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
        let lines = difference(before.as_bytes(), before.replace("six", "6").as_bytes()).unwrap_or_default();
        let printed: Vec<_> = lines.iter().map(DiffLine::printed).collect();
        assert_eq!(printed, ["@@ -3,5 +3,5 @@", " three", " four", " five", "-six", "+6", " seven"]);
        assert_eq!(difference(b"same", b"same"), Some(Vec::new()));
        assert_eq!(difference(b"\xff\xfe", b"text"), None, "what is no text has no lines");
    }
}
