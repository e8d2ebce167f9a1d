//! How wide words are, and where they are broken into lines.
//!
//! Nobody knows which font a reader has. The widths are those of `DejaVu Sans`, the widest of the fonts that a
//! drawing asks for, so that whatever is put around words is never too small for them.

use unicode_width::UnicodeWidthChar;

/// The advance of the characters from space to tilde, in thousandths of the font size (`DejaVu Sans` 2.37).
const ADVANCES: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Bold letters of the same font are wider by at most this.
const BOLD: f64 = 1.15;

fn advance(c: char) -> f64 {
    let ascii = (c as usize).checked_sub(32).and_then(|at| ADVANCES.get(at));
    match (ascii, c.width()) {
        (Some(known), _) => f64::from(*known) / 1000.0,
        (None, None | Some(0)) => 0.0,
        (None, Some(1)) if c.is_lowercase() && (c as u32) < 0x250 && !matches!(c, 'æ' | 'œ') => 0.67,
        // No letter or sign of one column is wider than a dash as long as the font is high.
        (None, Some(1)) => 1.05,
        (None, Some(_)) => 2.0,
    }
}

/// The most room that words take in a font of that size.
pub fn width(words: &str, size: f64, bold: bool) -> f64 {
    let plain: f64 = words.chars().map(advance).sum::<f64>() * size;
    if bold { plain * BOLD } else { plain }
}

/// Words in lines of about the same length, none wider than `most` unless it is a single word.
pub fn wrap(words: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let lines = greedy(words, size, bold, most);
    if lines.len() < 2 {
        return lines;
    }
    // As many lines as needed, but no fuller than needed: the narrowest that gives the same number.
    let (mut low, mut high) = (most / lines.len() as f64, most);
    for _ in 0..6 {
        let middle = f64::midpoint(low, high);
        if greedy(words, size, bold, middle).len() > lines.len() { low = middle } else { high = middle }
    }
    greedy(words, size, bold, high)
}

fn greedy(words: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line)
                if width(line, size, bold) + width(" ", size, bold) + width(word, size, bold) <= most =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The widest of some lines.
pub fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    lines.iter().map(|line| width(line, size, bold)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn wrapping_keeps_every_word_and_the_width(
            words in prop::collection::vec("[a-zA-Zäß…—界]{1,14}", 0..14),
            most in 40_u16..240,
        ) {
            let lines = wrap(&words.join(" "), 12.0, false, f64::from(most));
            prop_assert_eq!(lines.join(" "), words.join(" "));
            for line in &lines {
                let fits = width(line, 12.0, false) <= f64::from(most) + 1e-9;
                prop_assert!(fits || !line.contains(' '), "{}", line);
            }
        }
    }

    #[test]
    fn lines_are_about_equally_long() {
        let lines = wrap("Read work orders, schedules and invoices directly", 12.0, false, 250.0);
        assert_eq!(lines.len(), 2);
        let (a, b) = (width(&lines[0], 12.0, false), width(&lines[1], 12.0, false));
        assert!((a - b).abs() < 60.0, "{lines:?}");
    }
}
