//! Tables, and which parts of one vanish when nobody answered.

use super::text::Text;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell a column.
    pub rows: Vec<TableRow>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The words above it.
    pub label: String,
    /// False when it may be left out as soon as more than a quarter of it is blank.
    pub required: bool,
    /// True for amounts, which stand to the right.
    pub right: bool,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The cells, in the order of the columns.
    pub cells: Vec<Text>,
    /// The record it was written from.
    pub record: Option<String>,
}

impl Column {
    /// A column that stays as long as anything stands in it.
    pub fn required(label: impl Into<String>) -> Self {
        Self { label: label.into(), required: true, right: false }
    }

    /// A column that goes when more than a quarter of it is blank.
    pub fn optional(label: impl Into<String>) -> Self {
        Self { label: label.into(), required: false, right: false }
    }

    /// The same column with its content to the right.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

impl Table {
    /// A table without rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row. Missing cells are blank, cells too many are passed over.
    pub fn row(&mut self, record: Option<&str>, cells: impl IntoIterator<Item = Text>) {
        let mut cells: Vec<Text> = cells.into_iter().take(self.columns.len()).collect();
        cells.resize(self.columns.len(), Text::new());
        self.rows.push(TableRow { cells, record: record.map(str::to_owned) });
    }

    fn blanks(&self, column: usize) -> usize {
        self.rows.iter().filter(|row| row.cells[column].is_blank()).count()
    }

    /// Leaves out what nobody answered: blank rows, columns blank throughout, optional columns of which
    /// more than a quarter is blank, and then the blankest ones until no more than a quarter of the whole
    /// is blank. What is missing stands among the open questions instead.
    pub(super) fn tidy(&mut self) {
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
        let total = self.rows.len();
        let keep: Vec<bool> = (0..self.columns.len())
            .map(|at| {
                let blanks = self.blanks(at);
                blanks < total && (self.columns[at].required || blanks * 4 <= total)
            })
            .collect();
        for at in (0..self.columns.len()).rev().filter(|at| !keep[*at]) {
            self.leave_out(at);
        }
        loop {
            let blanks: Vec<usize> = (0..self.columns.len()).map(|at| self.blanks(at)).collect();
            if blanks.iter().sum::<usize>() * 4 <= total * blanks.len() {
                break;
            }
            // The first column names the row; of equally blank ones the last goes first.
            let Some(at) = (1..blanks.len()).max_by_key(|at| blanks[*at]) else { break };
            self.leave_out(at);
        }
        // A row may have lived by a column that is gone.
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
    }

    fn leave_out(&mut self, at: usize) {
        self.columns.remove(at);
        for row in &mut self.rows {
            row.cells.remove(at);
        }
    }
}

/// The cells of a table row, each from anything that reads as text.
#[macro_export]
macro_rules! cells {
    ($($cell:expr),+ $(,)?) => { [$($crate::deliverables::text::Text::from($cell)),+] };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> Table {
        let columns = [Column::required("Name"), Column::required("Owner"), Column::optional("Note")];
        let mut table = Table::new(columns);
        for row in rows {
            table.row(None, row.map(Text::from));
        }
        table.tidy();
        table
    }

    fn labels(table: &Table) -> Vec<&str> {
        table.columns.iter().map(|column| column.label.as_str()).collect()
    }

    #[test]
    fn an_optional_column_goes_when_more_than_a_quarter_is_blank() {
        let kept = table(&[["a", "x", "1"], ["b", "x", "2"], ["c", "x", "3"], ["d", "x", ""]]);
        assert_eq!(labels(&kept), ["Name", "Owner", "Note"]);
        let gone = table(&[["a", "x", "1"], ["b", "x", "2"], ["c", "x", ""]]);
        assert_eq!(labels(&gone), ["Name", "Owner"]);
    }

    #[test]
    fn a_required_column_stays_until_it_is_blank_throughout() {
        let kept = table(&[["a", "x", "1"], ["b", "", "2"], ["c", "x", "3"]]);
        assert_eq!(labels(&kept), ["Name", "Owner", "Note"]);
        let gone = table(&[["a", "", "1"], ["b", "", "2"]]);
        assert_eq!(labels(&gone), ["Name", "Note"]);
    }

    #[test]
    fn no_table_is_more_than_a_quarter_blank() {
        let sparse = table(&[["a", "x", ""], ["b", "", ""], ["c", "", ""], ["", "", ""]]);
        assert_eq!(labels(&sparse), ["Name"]);
        assert_eq!(sparse.rows.len(), 3);
    }

    #[test]
    fn a_blank_table_has_no_rows() {
        assert!(table(&[["", "", ""]]).rows.is_empty());
    }
}
