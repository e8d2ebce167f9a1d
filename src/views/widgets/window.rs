//! Which part of a long list is in view.

/// The first line in view: that of the last frame as long as all lines under the cursor show with a few around
/// them, so that a list stands still while the cursor moves in it. A list not seen before has the cursor in its
/// middle. Lines under the cursor are given as the first and the last of them.
pub fn first_in_view(
    before: Option<usize>,
    (top, bottom): (usize, usize),
    height: usize,
    len: usize,
) -> usize {
    // At least one, where there is room: headings may lie over the first line in view.
    let around = AROUND.min(height.saturating_sub(1) / 2);
    let first = match before {
        Some(first) => {
            first.max((bottom + 1 + around).saturating_sub(height)).min(top.saturating_sub(around))
        }
        None => usize::midpoint(top, bottom).saturating_sub(height / 2).min(top),
    };
    first.min(len.saturating_sub(height))
}

/// How many lines stay in view above and below the cursor.
const AROUND: usize = 3;

#[cfg(test)]
mod tests {
    use super::first_in_view;

    #[test]
    fn a_list_stands_still_until_the_cursor_comes_near_an_edge() {
        // Before, cursor, height, length; expected.
        let cases = [
            (None, (20, 20), 10, 40, 15),
            (None, (2, 2), 10, 40, 0),
            (None, (39, 39), 10, 40, 30),
            (Some(15), (21, 21), 10, 40, 15),
            (Some(15), (22, 22), 10, 40, 16),
            (Some(15), (17, 17), 10, 40, 14),
            (Some(15), (0, 0), 10, 40, 0),
            (Some(15), (39, 39), 10, 40, 30),
            (Some(15), (18, 22), 10, 40, 15),
            // What is higher than the window shows from its top.
            (Some(15), (20, 39), 10, 60, 17),
            // A short window keeps one line for headings; a short list begins at its beginning.
            (Some(15), (15, 15), 3, 40, 14),
            (Some(15), (5, 5), 50, 40, 0),
        ];
        for (before, cursor, height, len, expected) in cases {
            let first = first_in_view(before, cursor, height, len);
            assert_eq!(first, expected, "{before:?} {cursor:?} {height} of {len}");
        }
    }
}
