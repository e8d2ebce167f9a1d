//! How wide the columns of a table are, on paper: enough for the longest word of each, and the rest so that the rows
//! become as low as they can.

use super::document::{Block, Body};
use super::svg::measure::width;
use super::table::Table;
use super::text::{Inline, Text};

/// How many characters of a table fit beside each other on a page that stands.
pub const STANDING: f64 = 112.0;
/// And on one that lies.
const LYING: f64 = 178.0;
/// What a column takes besides its words, in characters.
const AROUND: usize = 3;
/// Who sets a table: where its lines may end, and how wide code is.
#[derive(Debug, Clone, Copy)]
pub struct Setter {
    /// A letter of code, in characters of ordinary words.
    code: f64,
    /// True when code and addresses also end a line at their marks and inside names like `anOrder`.
    breaks_code: bool,
    /// No word counts as longer: a longer one is broken.
    longest: f64,
    /// Before a page is turned, words as long as that are broken, too.
    shortest: f64,
    /// How many characters fit when a table goes out into the margins, in smaller letters.
    out: f64,
}

/// typst, told in its source where code may break.
pub const TYPST: Setter = Setter { code: 1.3, breaks_code: true, longest: 24.0, shortest: 11.0, out: 130.0 };
/// A word processor. A mark where code may break would be copied along with it, so there is none.
pub const WORD: Setter = Setter { code: 1.1, breaks_code: false, longest: 32.0, shortest: 24.0, out: 139.0 };
/// A browser, told where long code may break.
pub const PAGE: Setter =
    Setter { code: 1.1, breaks_code: true, longest: 24.0, shortest: 24.0, out: STANDING };

/// How much room a table takes on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// That of the text.
    Text,
    /// A part of both margins, too.
    Out,
    /// A page that lies.
    Lying,
}

/// How a table is put on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The share of each column in the whole; nothing when all fits as it is.
    pub widths: Option<Vec<f64>>,
    /// The room it takes.
    pub room: Room,
    /// True when words have to be broken.
    pub tight: bool,
    /// How many lines its rows take, about.
    pub lines: f64,
}

/// What a column needs, in characters.
struct Need {
    /// The longest word.
    word: f64,
    /// The least width: that of its longest word, or a part of it.
    least: f64,
    /// The longest cell.
    most: f64,
    /// How wide it should be beside the others: what makes the sum of all cells' heights, each to the fourth power,
    /// as small as possible. That is close to the least height of rows, which are as high as their highest cell.
    weight: f64,
}

impl Need {
    /// The same need when no word counts as longer.
    fn with(self, longest: f64) -> Self {
        Self { least: self.word.min(longest), ..self }
    }
}

/// How a table is put on paper.
pub fn shape(table: &Table, setter: Setter) -> Shape {
    let needs = |longest: f64| -> Vec<Need> {
        (0..table.columns.len()).map(|at| need(table, at, setter).with(longest)).collect()
    };
    let around = (table.columns.len() * AROUND) as f64;
    let (standing, out, lying) = (STANDING - around, setter.out - around, LYING - around);
    let rows = table.rows.len() as f64;
    let whole = needs(setter.longest);
    if whole.iter().map(|need| need.most).sum::<f64>() <= standing {
        return Shape { widths: None, room: Room::Text, tight: false, lines: rows };
    }
    let least = |needs: &[Need]| needs.iter().map(|need| need.least).sum::<f64>();
    let broken = needs(setter.shortest);
    let (needs, mut room, mut widths) = if least(&whole) <= standing {
        let widths = share(&whole, standing);
        (&whole, Room::Text, widths)
    } else if least(&whole) <= out {
        let widths = share(&whole, out);
        (&whole, Room::Out, widths)
    } else if least(&broken) <= out {
        let widths = share(&broken, out);
        (&broken, Room::Out, widths)
    } else {
        let widths = share(&whole, lying);
        (&whole, Room::Lying, widths)
    };
    let mut high = lines(table, &widths, setter);
    if room == Room::Text && setter.out > STANDING && high >= HIGH * rows {
        let wider = share(needs, out);
        let lower = lines(table, &wider, setter);
        if lower <= 0.9 * high {
            (room, widths, high) = (Room::Out, wider, lower);
        }
    }
    let mut tight = widths.iter().zip(needs).any(|(width, need)| *width < need.word);
    if room != Room::Lying && rows >= MANY && high >= TALL * rows {
        let wide = share(&whole, lying);
        let lower = lines(table, &wide, setter);
        if high >= LOWER * lower {
            (room, widths, high, tight) = (Room::Lying, wide, lower, false);
        }
    }
    let widths = widths.iter().map(|width| (width + AROUND as f64).round()).collect();
    Shape { widths: Some(widths), room, tight, lines: high }
}

/// A table goes out into the margins when its rows are that many lines high, and lower there.
const HIGH: f64 = 3.0;
/// A page is turned for a table of at least that many rows, which are at least that many lines high on one that
/// stands, and at least that many times as high as on one that lies.
const MANY: f64 = 8.0;
const TALL: f64 = 5.0;
const LOWER: f64 = 2.3;

/// How many lines the rows take with these widths, about.
fn lines(table: &Table, widths: &[f64], setter: Setter) -> f64 {
    let row = |cells: &[Text]| {
        // Lines end where words do, somewhat before their end.
        let lines =
            cells.iter().zip(widths).map(|(cell, width)| (setter.length(cell) / (width * 0.92)).ceil());
        lines.fold(1.0, f64::max)
    };
    table.rows.iter().map(|it| row(&it.cells)).sum()
}

/// The widths of columns whose words all fit as they are, in characters.
pub fn natural(table: &Table, setter: Setter) -> Vec<f64> {
    (0..table.columns.len()).map(|at| need(table, at, setter).most + AROUND as f64).collect()
}

/// The same table on its side: a column for each row. Only for few rows, and when it fits a page that stands.
pub fn turned(table: &Table, setter: Setter) -> Option<Table> {
    let labels = table.columns.first()?;
    let names = table.rows.iter().map(|row| super::table::Column::required(row.cells[0].plain()));
    let mut turned = Table::new([labels.clone()].into_iter().chain(names));
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let cells = table.rows.iter().map(|row| row.cells[at].clone());
        turned.row(None, [Text::new().then(column.label.as_str())].into_iter().chain(cells));
    }
    (table.rows.len() <= 6 && shape(&turned, setter).room != Room::Lying).then_some(turned)
}

/// True when the page has to be turned for it, because it cannot be put on its side.
pub fn lies(table: &Table, setter: Setter) -> bool {
    shape(table, setter).room == Room::Lying && turned(table, setter).is_none()
}

/// How many blocks at the end lead up to what comes next, and go along to its page: headings, and what is said below
/// them.
pub fn lead(before: &[Block]) -> usize {
    let said = before.iter().rev().take_while(|block| matches!(block.body, Body::Paragraph(_))).count();
    let heads = before[..before.len() - said].iter().rev();
    let heads = heads.take_while(|block| matches!(block.body, Body::Heading { .. })).count();
    if heads > 0 && said < 4 { said + heads } else { 0 }
}

/// Widths that add up to the room: by weight, but never less than the longest word, nor more than is there to read.
fn share(needs: &[Need], room: f64) -> Vec<f64> {
    let mut fixed: Vec<Option<f64>> = vec![None; needs.len()];
    loop {
        let left = room - fixed.iter().flatten().sum::<f64>();
        let free = || needs.iter().zip(&fixed).filter(|(_, fixed)| fixed.is_none()).map(|(need, _)| need);
        let weights: f64 = free().map(|need| need.weight).sum();
        let wanted = |need: &Need| left * need.weight / weights.max(1.0);
        // Who falls short comes first, for that takes from the others.
        let short =
            needs.iter().zip(&fixed).position(|(need, fixed)| fixed.is_none() && wanted(need) < need.least);
        if let Some(at) = short {
            fixed[at] = Some(needs[at].least);
            continue;
        }
        let sated =
            needs.iter().zip(&fixed).position(|(need, fixed)| fixed.is_none() && wanted(need) > need.most);
        if let (Some(at), true) = (sated, free().count() > 1) {
            fixed[at] = Some(needs[at].most);
            continue;
        }
        let widths = needs.iter().zip(&fixed).map(|(need, fixed)| fixed.unwrap_or_else(|| wanted(need)));
        return widths.collect();
    }
}

fn need(table: &Table, at: usize, setter: Setter) -> Need {
    let label = &table.columns[at].label;
    let lengths = || table.rows.iter().map(|row| setter.length(&row.cells[at]));
    // A head is set bolder.
    let head = longest_word(label) * 1.12;
    let words = table.rows.iter().map(|row| setter.longest_in(&row.cells[at])).fold(0.0, f64::max);
    let word = words.max(head);
    let most = lengths().fold(0.0, f64::max).max(label.chars().count() as f64 * 1.12).max(word) + 1.0;
    let weight = lengths().map(|length| (length / 10.0).powi(4)).sum::<f64>().powf(1.0 / 5.0).max(0.1);
    Need { word, least: word, most, weight }
}

impl Setter {
    fn wide(self, part: &Inline) -> f64 {
        if matches!(part, Inline::Code(_)) { self.code } else { 1.0 }
    }

    fn length(self, text: &Text) -> f64 {
        text.0.iter().map(|part| part.words().chars().count() as f64 * self.wide(part)).sum()
    }

    fn longest_in(self, text: &Text) -> f64 {
        text.0.iter().map(|part| self.longest_piece(part) * self.wide(part)).fold(0.0, f64::max)
    }

    /// The longest stretch without a place to break.
    fn longest_piece(self, part: &Inline) -> f64 {
        let code = self.breaks_code && matches!(part, Inline::Code(_) | Inline::Link { .. });
        let (mut longest, mut piece, mut before) = (0.0_f64, String::new(), ' ');
        for c in part.words().chars() {
            // A date stays whole.
            let breaks = before == ' '
                || matches!(before, '-' | '/') && !c.is_ascii_digit()
                || code && (".,:=&?_@".contains(c) || before.is_lowercase() && c.is_uppercase());
            if breaks {
                piece.clear();
            }
            piece.push(c);
            longest = longest.max(if matches!(part, Inline::Code(_)) {
                // Its letters are equally wide.
                piece.chars().count() as f64
            } else {
                breadth(&piece)
            });
            before = c;
        }
        longest
    }
}

fn longest_word(words: &str) -> f64 {
    words.split([' ', '-', '/']).map(breadth).fold(0.0, f64::max)
}

/// How much room a word takes, in characters: as many as it has, or more if they are broad ones, as in *recommended*.
fn breadth(word: &str) -> f64 {
    /// The advance of a character of ordinary words, as a share of the font's size.
    const ORDINARY: f64 = 0.6;
    (width(word, 1.0, false) / ORDINARY).max(word.chars().count() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::table::Column;
    use super::*;

    fn table(columns: &[&str], rows: usize, cells: &[&str]) -> Table {
        let mut table = Table::new(columns.iter().map(|label| Column::required(*label)));
        (0..rows).for_each(|_| table.row(None, cells.iter().map(|cell| Text::from(*cell))));
        table
    }

    #[test]
    fn what_fits_is_left_as_it_is() {
        let shape = shape(&table(&["Name", "Cost"], 4, &["a", "3"]), TYPST);
        assert_eq!(shape, Shape { widths: None, room: Room::Text, tight: false, lines: 4.0 });
    }

    #[test]
    fn a_date_is_never_broken() {
        let words = "considerable words about something that matters to somebody";
        let columns = ["What", "Why", "Then", "Else", "By"];
        let found = shape(&table(&columns, 5, &[words, words, words, words, "2026-11-12"]), TYPST);
        let by = found.widths.and_then(|widths| widths.last().copied()).unwrap_or_default();
        assert!(by >= 10.0 + AROUND as f64, "{by}");
    }

    #[test]
    fn a_word_of_broad_letters_gets_the_room_it_takes() {
        assert!(breadth("Recommended") > 12.0, "{}", breadth("Recommended"));
        assert!((breadth("illicit") - 7.0).abs() < f64::EPSILON);
    }

    #[test]
    fn where_code_may_not_break_it_gets_its_whole_length() {
        let code = Inline::Code("work-order.openapi.yaml".into());
        assert!(TYPST.longest_piece(&code) < 11.0 && WORD.longest_piece(&code) > 17.0);
    }

    #[test]
    fn a_table_goes_out_into_the_margins_before_the_page_is_turned() {
        let words = "considerable words on something that matters to somebody here ".repeat(2);
        // Columns whose words need more room than the text has.
        let cells = ["considerable"; 8];
        let columns = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
        let found = shape(&table(&columns, 9, &cells), WORD);
        assert_eq!(found.room, Room::Out, "{found:?}");
        // A few more: only a page that lies has the room.
        let found = shape(&table(&["Considerable"; 11], 9, &["considerable"; 11]), WORD);
        assert_eq!(found.room, Room::Lying, "{found:?}");
        // Tall rows are lower there, too; a browser has no margins.
        let cells = ["a", words.as_str(), words.as_str(), words.as_str(), words.as_str()];
        let tall = table(&["One", "Two", "Three", "Four", "Five"], 4, &cells);
        assert_eq!(shape(&tall, TYPST).room, Room::Out);
        assert_eq!(shape(&tall, PAGE).room, Room::Text);
    }

    #[test]
    fn a_page_is_turned_for_many_tall_rows_that_are_much_lower_there() {
        let words = "some more words about what somebody has to say on this very matter here ".repeat(2);
        let short = "considerable";
        let cells = [short, short, short, words.as_str(), words.as_str(), short, short, short];
        let columns = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
        let few = shape(&table(&columns, 4, &cells), TYPST);
        let many = shape(&table(&columns, 20, &cells), TYPST);
        assert!(few.room != Room::Lying && many.room == Room::Lying, "{few:?} {many:?}");
        assert!(many.lines / 20.0 < few.lines / 4.0 / LOWER, "{few:?} {many:?}");
    }
}
