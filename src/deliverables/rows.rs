//! Tables as CSV (RFC 4180): commas, double quotes where needed, CRLF behind each row, UTF-8, equal columns.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula
//! and may carry it out (CWE-1236). Such a cell gets an apostrophe in front, as OWASP advises; spreadsheets
//! then show the text alone. A plain number, negative or not, computes nothing and stays as it is.

use std::borrow::Cow;

/// A table with its headings.
pub fn csv<C: AsRef<str>>(headings: &[C], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Memory does not fail, and rows of another length are never given; were one, it would be left out.
    let _ = writer.write_record(headings.iter().map(|heading| guarded(heading.as_ref()).into_owned()));
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn guarded(cell: &str) -> Cow<'_, str> {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    if risky && !number { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        let cells = [
            ("=1+1", "'=1+1"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@mlind", "'@mlind"),
            ("\t=1", "'\t=1"),
            ("-5", "-5"),
            ("-0.25", "-0.25"),
            ("+3", "+3"),
            ("-inf", "'-inf"),
            ("2.1 TB", "2.1 TB"),
            ("", ""),
        ];
        for (said, kept) in cells {
            assert_eq!(guarded(said), kept, "{said}");
        }
    }

    #[test]
    fn rows_end_and_cells_are_quoted_as_the_standard_says() {
        let text = csv(&["Id", "Text"], [vec!["a-1".into(), "one, \"two\"\nthree".into()]]);
        assert_eq!(text, "Id,Text\r\na-1,\"one, \"\"two\"\"\nthree\"\r\n");
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(cells in prop::collection::vec("\\PC*|[-=+@\t\r\n\",]+", 3)) {
            let text = csv(&["A", "B", "C"], [cells.clone()]);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read.len(), 1);
            for (cell, said) in read[0].iter().zip(&cells) {
                prop_assert!(cell == said || cell.strip_prefix('\'') == Some(said), "{cell:?} {said:?}");
                let formula = cell.starts_with(['=', '@', '\t', '\r']);
                prop_assert!(!formula, "{cell:?}");
            }
        }
    }
}
