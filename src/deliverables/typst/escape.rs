//! Words as words: escaped where typst would read something else.

/// Stands for a space at which no line of the source may break.
pub const GLUE: char = '\u{e000}';

/// Words in markup. They may stand anywhere, also where a line begins.
pub fn words(text: &str) -> String {
    let characters: Vec<char> = text.chars().filter_map(kept).collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1).copied();
        let begins = before.is_none_or(|c| c == ' ');
        let escape = match c {
            '\\' | '#' | '*' | '_' | '`' | '$' | '<' | '>' | '@' | '~' | '[' | ']' => true,
            // A heading, a list or a term, where a word begins.
            '=' | '+' => begins,
            // Also a dash, a minus, or a place to hyphenate.
            '-' => {
                begins
                    || before == Some('-')
                    || after.is_some_and(|c| matches!(c, '-' | '?') || c.is_numeric())
            }
            // Also a remark, or an address.
            '/' => begins || before == Some('/') || matches!(after, Some('/' | '*')),
            // Three of them are an ellipsis; after a number one makes a list.
            '.' => before == Some('.') || after == Some('.') || ends_number(&characters[..at], after),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// True for a word that is a number so far and ends here: `12.`
fn ends_number(before: &[char], after: Option<char>) -> bool {
    let word = before.rsplit(|c| *c == ' ').next().unwrap_or_default();
    !word.is_empty() && word.iter().all(char::is_ascii_digit) && after.is_none_or(|c| c == ' ')
}

/// Every white space as a space, and nothing that cannot be printed.
fn kept(c: char) -> Option<char> {
    match c {
        '\u{a0}' => Some(c),
        c if c.is_whitespace() => Some(' '),
        // Private characters have no look of their own, and two of them have a meaning here.
        c if c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}') => None,
        c => Some(c),
    }
}

/// A string of code.
pub fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars().filter_map(kept) {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// Code within running text, and whether it was written as a call.
pub fn code(text: &str) -> (String, bool) {
    let glued = |text: &str| text.replace(' ', &GLUE.to_string());
    if text.contains('`') || text.trim().is_empty() {
        return (format!("#raw({})", glued(&string(text))), true);
    }
    let text: String = text.chars().filter_map(kept).collect();
    (format!("`{}`", glued(&text)), false)
}

/// The name of a heading, from its anchor.
pub fn name(anchor: &str) -> String {
    format!("sec:{anchor}")
}

/// The name of a heading as code.
pub fn address(anchor: &str) -> String {
    let plain =
        !anchor.is_empty() && anchor.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if plain { format!("<{}>", name(anchor)) } else { format!("label({})", string(&name(anchor))) }
}
