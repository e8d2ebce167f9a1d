//! How wide the columns of a table are, on paper: enough for the longest word of each, and the rest so that the rows
//! become as low as they can.

use super::table::Table;
use super::text::{Inline, Text};

/// How many characters of a table fit beside each other on a page that stands, and on one that lies.
const STANDING: usize = 112;
const LYING: usize = 178;
/// What a column takes besides its words, in characters.
const AROUND: usize = 3;
/// No word counts as longer: a longer one is broken.
const LONGEST: usize = 24;

/// How a table is put on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The share of each column in the whole; nothing when all fits as it is.
    pub widths: Option<Vec<f64>>,
    /// True when the page has to be turned for it.
    pub lies: bool,
}

/// What a column needs, in characters.
struct Need {
    /// The longest word.
    least: f64,
    /// The longest cell.
    most: f64,
    /// How wide it should be beside the others: what makes the sum of all cells' heights, each to the sixth power,
    /// as small as possible. That is close to the least height of rows, which are as high as their highest cell.
    weight: f64,
}

/// How a table is put on paper.
pub fn shape(table: &Table) -> Shape {
    let needs: Vec<Need> = (0..table.columns.len()).map(|at| need(table, at)).collect();
    let around = (needs.len() * AROUND) as f64;
    let (standing, lying) = (STANDING as f64 - around, LYING as f64 - around);
    if needs.iter().map(|need| need.most).sum::<f64>() <= standing {
        return Shape { widths: None, lies: false };
    }
    let lies = needs.iter().map(|need| need.least).sum::<f64>() > standing;
    let room = if lies { lying } else { standing };
    Shape { widths: Some(share(&needs, room)), lies }
}

/// The same table on its side: a column for each row. Only for few rows, and when it fits a page that stands.
pub fn turned(table: &Table) -> Option<Table> {
    let labels = table.columns.first()?;
    let names = table.rows.iter().map(|row| super::table::Column::required(row.cells[0].plain()));
    let mut turned = Table::new([labels.clone()].into_iter().chain(names));
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let cells = table.rows.iter().map(|row| row.cells[at].clone());
        turned.row(None, [Text::new().then(column.label.as_str())].into_iter().chain(cells));
    }
    (table.rows.len() <= 6 && !shape(&turned).lies).then_some(turned)
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
        return widths.map(|width| (width + AROUND as f64).round()).collect();
    }
}

fn need(table: &Table, at: usize) -> Need {
    let label = &table.columns[at].label;
    let lengths = || table.rows.iter().map(|row| length(&row.cells[at]));
    // A head is set bolder.
    let head = longest_word(label) * 1.12;
    let words = table.rows.iter().map(|row| longest_in(&row.cells[at])).fold(0.0, f64::max);
    let least = words.max(head).min(LONGEST as f64);
    let most = lengths().fold(0.0, f64::max).max(label.chars().count() as f64 * 1.12).max(least) + 1.0;
    let weight = lengths().map(|length| (length / 10.0).powi(6)).sum::<f64>().powf(1.0 / 7.0).max(0.1);
    Need { least, most, weight }
}

/// Code is set wider than words.
fn wide(part: &Inline) -> f64 {
    if matches!(part, Inline::Code(_)) { 1.3 } else { 1.0 }
}

fn length(text: &Text) -> f64 {
    text.0.iter().map(|part| part.words().chars().count() as f64 * wide(part)).sum()
}

fn longest_in(text: &Text) -> f64 {
    let longest = |part: &Inline| {
        let breaks: &[char] = match part {
            Inline::Code(_) => &[' ', '/', '.', '_', '-', ':', ',', '=', '&', '?'],
            _ => &[' ', '-', '/'],
        };
        let words = part.words().split(breaks).map(|word| word.chars().count() + 1);
        (words.max().unwrap_or(1) - 1) as f64 * wide(part)
    };
    text.0.iter().map(longest).fold(0.0, f64::max)
}

fn longest_word(words: &str) -> f64 {
    words.split([' ', '-', '/']).map(|word| word.chars().count()).max().unwrap_or(0) as f64
}
