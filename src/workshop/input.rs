//! Typed text into values: what people say, as the field's shape understands it.

use jiff::civil::Date;

use super::measures::{Frequency, Growth, Quantity, Span};
use super::near::nearest;
use super::records::{Kind, KindSpec};
use super::sketch;
use super::value::{Choice, Shape, Value};
use super::words::or;
pub use date::date;

mod date;
#[cfg(test)]
mod tests;

/// What typed text turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A value.
    Value(Value),
    /// The titles of records of one of those kinds, still to be looked up.
    Titles(Vec<Kind>, Vec<String>),
}

/// Reads typed text for a field of that shape. The error is a sentence without its field's name.
pub fn read(shape: Shape, text: &str, today: Date) -> Result<Input, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Input::Value(Value::None));
    }
    let value = match shape {
        Shape::Text => Value::text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Shape::Prose => Value::text(text),
        Shape::Lines => Value::list(split_list(text)),
        Shape::Number => Value::Number(number(text)?),
        Shape::Quantity => canonical::<Quantity>(text)?,
        Shape::Growth => canonical::<Growth>(text)?,
        Shape::Span => canonical::<Span>(text)?,
        Shape::Frequency => canonical::<Frequency>(text)?,
        Shape::Date => Value::Text(date(text, today)?.to_string()),
        Shape::YesNo => Value::Flag(yes_no(text)?),
        Shape::Choice(options) => Value::text(choose(options, text)?),
        Shape::OrOwn(options) => Value::text(choose_or_own(options, text)?),
        Shape::Many(options) => {
            let keys: Result<Vec<_>, _> = split_list(text).iter().map(|part| choose(options, part)).collect();
            Value::list(keys?.into_iter().map(str::to_owned).collect())
        }
        Shape::Ref(_) | Shape::Either(..) => {
            return Ok(Input::Titles(shape.kinds(), vec![text.to_owned()]));
        }
        Shape::Refs(_) => return Ok(Input::Titles(shape.kinds(), split_list(text))),
    };
    Ok(Input::Value(value))
}

fn canonical<T>(text: &str) -> Result<Value, String>
where
    T: std::str::FromStr + ToString,
    T::Err: ToString,
{
    text.parse::<T>().map(|value| Value::Text(value.to_string())).map_err(|error| error.to_string())
}

/// Items separated by line ends, semicolons or commas, in that order of preference.
pub fn split_list(text: &str) -> Vec<String> {
    let separator = ['\n', ';', ','].into_iter().find(|c| text.contains(*c)).unwrap_or(',');
    let parts = text.split(separator).map(|part| part.trim().trim_start_matches(['-', '*', '•']).trim());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn number(text: &str) -> Result<f64, String> {
    let quantity: Quantity = text.parse().map_err(|_| format!("“{text}” is not a number"))?;
    match quantity.unit.as_str() {
        "" | "%" => Ok(quantity.amount),
        // “40 people” is how a room says 40.
        unit if unit.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ' ' | '€' | '$' | '£')) => {
            Ok(quantity.amount)
        }
        _ => Err(format!("“{text}” is not a number")),
    }
}

/// Why a number with a unit of time is not what a field counts, as far as its term and hint tell: 20 days are not 20
/// person-months.
pub fn other_time(term: &str, hint: &str, text: &str) -> Option<String> {
    const TIMES: [(&str, &[&str]); 7] = [
        ("minute", &["min", "mins"]),
        ("hour", &["h", "hr", "hrs"]),
        ("day", &["d"]),
        ("week", &["w", "wk", "wks"]),
        ("month", &["mo", "mos"]),
        ("quarter", &[]),
        ("year", &["y", "yr", "yrs"]),
    ];
    let quantity: Quantity = text.trim().parse().ok()?;
    let unit = quantity.unit.to_lowercase();
    let words: Vec<&str> = unit.split(|c: char| !c.is_alphabetic()).collect();
    let said = |(name, short): &&(&str, &[&str])| {
        words.iter().any(|word| word.strip_suffix('s').unwrap_or(word) == *name || short.contains(word))
    };
    let (name, _) = TIMES.iter().find(said)?;
    let wanted = format!("{term} {hint}").to_lowercase();
    (!wanted.contains(name)).then(|| format!("“{}” is in another unit than the field: {hint}", text.trim()))
}

fn yes_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "y" | "yes" | "true" | "x" | "1" | "✓" => Ok(true),
        "n" | "no" | "false" | "0" | "-" => Ok(false),
        _ => Err(format!("“{text}” is neither yes nor no")),
    }
}

/// The option whose key or label is meant: exact, else the only one that begins with or contains the text.
fn choose(options: &'static [Choice], text: &str) -> Result<&'static str, String> {
    let wanted = text.trim().to_lowercase();
    let squeezed = |s: &str| s.to_lowercase().replace(['_', '-'], " ");
    let wanted_words = squeezed(&wanted);
    let tests: [&dyn Fn(&Choice) -> bool; 3] = [
        &|o| {
            o.key.to_lowercase() == wanted
                || squeezed(o.key) == wanted_words
                || squeezed(o.label) == wanted_words
                || o.other_words().contains(&wanted_words.as_str())
        },
        &|o| squeezed(o.label).starts_with(&wanted_words) || squeezed(o.key).starts_with(&wanted_words),
        &|o| squeezed(o.label).contains(&wanted_words),
    ];
    for test in tests {
        let mut found = options.iter().filter(|option| test(option));
        if let Some(first) = found.next()
            && found.next().is_none()
        {
            return Ok(first.key);
        }
    }
    let known: Vec<_> = options.iter().map(|option| option.label).collect();
    Err(format!("“{text}” is none of: {}", known.join(", ")))
}

/// The option that is meant, else the text as a word of its own: what says so (`Other: …`, `+…`), and what resembles no
/// option.
fn choose_or_own(options: &'static [Choice], text: &str) -> Result<String, String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.trim().to_lowercase();
    let said = ["other:", "+"]
        .iter()
        .find(|sign| lower.starts_with(**sign))
        .map(|sign| plain(&text.trim()[sign.len()..]));
    if let Some(own) = said.filter(|own| !own.is_empty()) {
        return Ok(own);
    }
    if let Ok(key) = choose(options, text) {
        return Ok(key.to_owned());
    }
    let labels = options.iter().map(|option| option.label);
    let begun: Vec<&str> = labels.clone().filter(|label| label.to_lowercase().starts_with(&lower)).collect();
    match nearest(text.trim(), labels) {
        _ if begun.len() > 1 => Err(format!(
            "“{text}” may be {}; write more of it, or +{text} for a word of your own",
            or(&begun)
        )),
        Some(near) => Err(format!("did you mean {near}? If not, write +{text} for a word of your own")),
        None => Ok(plain(text)),
    }
}

/// Stands for a bar inside a cell, which a Markdown table writes `\|`.
const BAR: &str = "\u{0}";

/// The fields of a row typed on one line, for the columns in their order. An operation may be said as a whole
/// instead: such a line is one field.
pub fn row_cells(kind: Kind, line: &str) -> Vec<String> {
    if sketch::is_told_in(kind, line) { vec![line.trim().to_owned()] } else { split_row(line) }
}

/// Splits a row typed on one line into fields by `|`, tabs, or `;` when nothing else separates.
pub fn split_row(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let line = line.replace("\\|", BAR);
    let separator = ['|', '\t', ';'].into_iter().find(|c| line.contains(*c));
    match separator {
        Some(separator) => line.split(separator).map(|part| part.trim().replace(BAR, "|")).collect(),
        None => vec![line.trim().replace(BAR, "|")],
    }
}

/// Fields as a row on one line: what [`split_row`] takes apart.
pub fn join_row(cells: &[String]) -> String {
    cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | ")
}

/// A pasted block as rows of cells: a Markdown table or list, CSV, TSV, or plain lines. A first line that
/// names fields is taken as the heading and decides which cell goes where.
pub fn rows_of_block(
    spec: &'static KindSpec,
    columns: &[&'static str],
    block: &str,
) -> Vec<Vec<(String, String)>> {
    let lines: Vec<&str> = block
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')))
        .collect();
    let kind = Kind::from_key(spec.key)
        .filter(|kind| lines.iter().any(|line| sketch::is_told_in(*kind, list_item(line))));
    let is_csv = kind.is_none()
        && !lines.iter().any(|line| line.contains(['|', '\t', ';']))
        && lines.len() > 1
        && lines.iter().all(|line| line.contains(','));
    let mut rows: Vec<Vec<String>> = if is_csv {
        let joined = lines.join("\n");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(joined.as_bytes());
        reader.records().flatten().map(|record| record.iter().map(str::to_owned).collect()).collect()
    } else {
        let cells = |line: &str| kind.map_or_else(|| split_row(line), |kind| row_cells(kind, line));
        lines.iter().map(|line| cells(list_item(line))).collect()
    };
    let mut keys: Vec<&'static str> = columns.to_vec();
    let heading = |cell: &String| {
        let cell = cell.to_lowercase();
        spec.fields.iter().find(|f| f.key == cell || f.term.to_lowercase() == cell).map(|f| f.key)
    };
    if let Some(first) = rows.first()
        && first.len() > 1
        && first.iter().all(|cell| heading(cell).is_some())
    {
        keys = first.iter().filter_map(heading).collect();
        rows.remove(0);
    }
    rows.into_iter()
        .map(|cells| {
            // A cell too many has no field; whoever takes the row has to say so.
            let keys = keys.iter().map(|key| (*key).to_owned()).chain(std::iter::repeat(String::new()));
            let cells = keys.zip(cells);
            cells.filter(|(_, cell)| !cell.is_empty()).collect()
        })
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect()
}

/// A line without its list bullet, number or check box.
fn list_item(line: &str) -> &str {
    let line = ["- ", "* ", "+ ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line);
    let line = ["[ ] ", "[x] ", "[X] "].iter().find_map(|check| line.strip_prefix(check)).unwrap_or(line);
    match line.split_once(['.', ')']) {
        Some((number, rest))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with(' ') =>
        {
            rest.trim_start()
        }
        _ => line,
    }
}
