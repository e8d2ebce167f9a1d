//! Breaking and shortening text by what it takes on screen, grapheme by grapheme.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a character takes one cell, and is neither joined to what stands before it nor changed by it. What these
/// are was chosen by what the screen shows most: letters, marks and lines. Of others the libraries know.
pub fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | '¡'..='¬' | '®'..='ſ' | '‐'..='‧' | '─'..='▟')
}

/// How many cells a text takes.
pub fn cells(text: &str) -> usize {
    match plain(text) {
        Plain::Bytes => text.len(),
        Plain::Letters => text.chars().count(),
        Plain::Not => text.width(),
    }
}

/// What every cell of a text is.
enum Plain {
    /// A byte, as nearly always.
    Bytes,
    /// A letter.
    Letters,
    /// Neither: the libraries know.
    Not,
}

fn plain(text: &str) -> Plain {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Plain::Bytes
    } else if text.chars().all(is_plain) {
        Plain::Letters
    } else {
        Plain::Not
    }
}

/// The byte ranges of the lines that text takes at a width. Breaks at spaces, and inside words that are
/// longer than a line. The space at a break belongs to no line; line ends of the text are kept.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut lines);
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(line: &str, offset: usize, width: usize, lines: &mut Vec<Range<usize>>) {
    // No search for the borders of graphemes where every letter is one.
    match plain(line) {
        Plain::Bytes => {
            wrap_pieces(line, line.bytes().map(|byte| (1, 1, byte == b' ')), offset, width, lines);
        }
        Plain::Letters => {
            let pieces = line.chars().map(|letter| (letter.len_utf8(), 1, letter == ' '));
            wrap_pieces(line, pieces, offset, width, lines);
        }
        Plain::Not => {
            let graphemes = line.graphemes(true);
            let pieces = graphemes.map(|grapheme| (grapheme.len(), grapheme.width(), grapheme == " "));
            wrap_pieces(line, pieces, offset, width, lines);
        }
    }
}

/// Wraps a line of which each piece is known by its bytes, its cells, and whether it is a space.
fn wrap_pieces(
    line: &str,
    pieces: impl Iterator<Item = (usize, usize, bool)>,
    offset: usize,
    width: usize,
    lines: &mut Vec<Range<usize>>,
) {
    let mut start = 0;
    let mut used = 0;
    // The last place to break, and where the next line would begin.
    let mut space: Option<(usize, usize)> = None;
    let mut next_at = 0;
    for (len, wide, is_space) in pieces {
        let at = next_at;
        next_at += len;
        if is_space {
            space = Some((at, at + 1));
            // A space never opens a line by itself, so it may hang over the edge.
            used += wide;
            continue;
        }
        if used + wide > width && at > start {
            let (end, next) = match space {
                Some((end, next)) if end > start => (end, next),
                _ => (at, at),
            };
            lines.push(offset + start..offset + end);
            start = next;
            used = cells(&line[start..at]);
            space = None;
        }
        used += wide;
    }
    lines.push(offset + start..offset + line.len());
}

/// The lines themselves.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrap(text, width).into_iter().map(|range| text[range].trim_end().to_owned()).collect()
}

/// The lines of a text that takes no more of them than it must, as even as they can be: no word stands alone at the end.
pub fn balanced(text: &str, width: usize) -> Vec<String> {
    let rows = wrap(text, width).len();
    // The narrowest width that needs no further line; lines only get more as it falls.
    let (mut low, mut high) = (1, width.max(1));
    while low < high {
        let middle = usize::midpoint(low, high);
        if wrap(text, middle).len() <= rows { high = middle } else { low = middle + 1 }
    }
    wrapped(text, high)
}

/// Text shortened to a width, with a mark where something is missing.
pub fn fit(text: &str, width: usize, more: &str) -> String {
    let first = text.split('\n').next().unwrap_or_default();
    // Nothing is wider than it is long, so short text need not be measured.
    if first.len() == text.len() && (text.len() <= width || cells(text) <= width) {
        return text.to_owned();
    }
    let room = width.saturating_sub(cells(more));
    let end = match plain(first) {
        Plain::Bytes => room.min(first.len()),
        Plain::Letters => first.char_indices().nth(room).map_or(first.len(), |(at, _)| at),
        Plain::Not => {
            let ends = first.grapheme_indices(true).scan(0, |used, (at, grapheme)| {
                *used += grapheme.width();
                (*used <= room).then_some(at + grapheme.len())
            });
            ends.last().unwrap_or(0)
        }
    };
    format!("{}{more}", first[..end].trim_end())
}

/// Text shortened or padded to exactly a width.
pub fn pad(text: &str, width: usize, more: &str) -> String {
    let fitted = fit(text, width, more);
    let missing = width.saturating_sub(cells(&fitted));
    format!("{fitted}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_break_where_they_must() {
        assert_eq!(
            wrapped("exports time out on large accounts", 12),
            ["exports time", "out on large", "accounts"]
        );
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(wrapped("", 10), [""]);
    }

    #[test]
    fn a_plain_letter_is_a_grapheme_of_one_cell_beside_others() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_plain(*letter)) {
            let text = format!("a{letter}{letter}b");
            assert_eq!(text.graphemes(true).count(), 4, "{letter:?}");
            assert_eq!((text.width(), cells(&text)), (4, 4), "{letter:?}");
            assert!(!letter.is_control());
        }
        assert_eq!((cells("日本"), cells("e\u{301}"), cells("")), (4, 1, 0));
    }

    #[test]
    fn wide_letters_and_emoji_keep_their_width() {
        assert_eq!(wrapped("日本語のテスト", 6), ["日本語", "のテス", "ト"]);
        assert_eq!(fit("👨‍👩‍👧 family", 4, "…"), "👨‍👩‍👧…");
        assert_eq!(pad("日本", 5, "…"), "日本 ");
        assert_eq!(fit("two\nlines", 20, "…"), "two…");
    }
}
