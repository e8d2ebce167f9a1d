//! A document as source for typst, which sets it as PDF.
//!
//! One template holds all that is looks (`underpin.typ`); a document beside it says only what stands where, in lines
//! short enough for a diff. Every word is escaped, so that what people typed is never markup.

mod drawings;
mod escape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::escape::{GLUE, address, code, string, words};
use super::columns::{self, Room, Shape, TYPST};
use super::document::{
    Block, Body, CalloutKind, Document, Inline, Item, ListKind, Logo, Table, Target, Text, anchor,
};
use super::export::File;
use super::paper;

/// The folder of the sources, below that of the set.
pub const FOLDER: &str = "typst";
/// The path of the template.
pub const TEMPLATE_PATH: &str = "typst/underpin.typ";
/// The template that every document is set with.
pub const TEMPLATE: &str = include_str!("underpin.typ");

/// The path of a document's source.
pub fn path(document: &Document) -> String {
    format!("{FOLDER}/{}.typ", document.slug)
}

/// The files of all documents: their sources, the template, and the logos and drawings they show.
pub fn files(documents: &[Document]) -> Vec<File> {
    let mut files: Vec<File> =
        documents.iter().map(|document| File::text(path(document), render(document))).collect();
    files.push(File::text(TEMPLATE_PATH, TEMPLATE));
    let logos = documents.iter().filter_map(|document| document.logo.as_ref());
    let logos: BTreeMap<_, _> = logos.map(|logo| (logo_path(logo), &logo.content)).collect();
    files.extend(
        logos
            .into_iter()
            .map(|(path, content)| File { path: format!("{FOLDER}/{path}"), content: content.clone() }),
    );
    let bodies = documents.iter().flat_map(|document| &document.blocks).map(|block| &block.body);
    files.extend(bodies.filter_map(drawings::file));
    files
}

/// Where a logo stands, seen from the sources: away from the drawings.
fn logo_path(logo: &Logo) -> String {
    format!("logo/{}", logo.path)
}

/// The longest line of prose. Tables, code and single long words go on past it.
const WIDTH: usize = 110;

type Anchors<'a> = BTreeMap<&'a str, String>;

/// The source of a document.
pub fn render(document: &Document) -> String {
    let anchors = document.anchors();
    let mut parts = vec![front(document, &anchors)];
    let mut at = 0;
    while let Some(block) = document.blocks.get(at) {
        let mut part = render_block(block, &anchors);
        let next = document.blocks.get(at + 1).map(|block| &block.body);
        if leads(&block.body, next) {
            part = format!("#lead[\n{part}\n]");
        }
        if part.starts_with(OWN_PAGE) {
            // What leads up to it goes along to its page, and so does what is said of it then.
            let (lead, tail) = paper::around(&document.blocks, at);
            let lead = parts.split_off(parts.len() - lead).join("\n\n");
            let said = &document.blocks[at + 1..][..tail];
            at += tail;
            let tail: Vec<String> = said.iter().map(|block| render_block(block, &anchors)).collect();
            let tail = tail.join("\n\n");
            let tail = if tail.is_empty() { tail } else { format!("\n{tail}\n") };
            part = part.replacen(LEAD, &lead, 1).replacen(TAIL, &tail, 1);
        }
        parts.push(part);
        at += 1;
    }
    if let Some(footer) = &document.footer {
        parts
            .push(format!("#last-line[\n{}\n]", wrapped("  ", "  ", &inline(&Text::from(footer), &anchors))));
    }
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// What leads up to a table stays with it, and a few words with the list below them.
fn leads(body: &Body, next: Option<&Body>) -> bool {
    match (body, next) {
        (Body::Paragraph(_), Some(Body::Table(_) | Body::Code { .. })) => true,
        (Body::Paragraph(text), Some(Body::List { .. })) => text.plain().len() < SHORT_LEAD,
        _ => false,
    }
}

const SHORT_LEAD: usize = 200;

/// How a part begins that has a page of its own, and where in it that page begins and ends.
const OWN_PAGE: &str = "#own-page(";
const LEAD: &str = "\u{e002}";
const TAIL: &str = "\u{e003}";

/// A page of its own: after its paper, what stands on it.
fn own_page(paper: &str, lies: bool, body: &str) -> String {
    format!("{OWN_PAGE}\"{paper}\", flipped: {lies}, lead: [\n{LEAD}\n], tail: [{TAIL}], {body})")
}

/// What stands before the first section: where the looks come from, and the control data.
fn front(document: &Document, anchors: &Anchors<'_>) -> String {
    let said =
        |key: &str| document.control.iter().find(|line| line.key == key).map(|line| line.value.as_str());
    let mut out = String::from("#import \"underpin.typ\": *\n\n#show: underpin.with(\n");
    let mut line = |name: &str, value: String| out.push_str(&format!("  {name}: {value},\n"));
    line("title", string(&document.title));
    if let Some(owner) = said("owner") {
        line("author", string(owner));
    }
    let about = [said("organisation"), said("status"), said("version")];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    line("description", string(&about.join(", ")));
    if let Some(date) = said("date").and_then(|date| date.parse::<jiff::civil::Date>().ok()) {
        let (year, month, day) = (date.year(), date.month(), date.day());
        line("date", format!("datetime(year: {year}, month: {month}, day: {day})"));
    }
    let version = said("version").map(|version| format!("version {version}"));
    let foot = [
        said("organisation").map(str::to_owned),
        said("status").map(str::to_owned),
        version,
        said("date").map(str::to_owned),
    ];
    let foot: Vec<String> = foot.into_iter().flatten().collect();
    line("foot", format!("[{}]", words(&foot.join(" · "))));
    if let Some(logo) = &document.logo {
        let (file, whose) = (string(&logo_path(logo)), string(said("organisation").unwrap_or("Logo")));
        line("logo", format!("image({file}, alt: {whose}, fit: \"contain\")"));
    }
    out.push_str("  control: (\n");
    for control in &document.control {
        let value = inline(&Text::from(&control.value), anchors).replace(GLUE, " ");
        out.push_str(&format!("    ([{}], [{value}]),\n", words(&control.label)));
    }
    out.push_str("  ),\n)");
    out
}

fn render_block(block: &Block, anchors: &Anchors<'_>) -> String {
    match &block.body {
        Body::Heading { level, text, key } => {
            let marks = "=".repeat(usize::from(*level).saturating_sub(1).max(1));
            let name = anchors.get(key.as_str()).map(|anchor| attached(anchor)).unwrap_or_default();
            format!("{marks} {}{name}", words(text))
        }
        Body::Paragraph(text) => wrapped("", "", &inline(text, anchors)),
        Body::List { kind: ListKind::Boxes, items } => boxes(items, anchors),
        Body::List { kind, items } => {
            let mark = if *kind == ListKind::Numbers { "+ " } else { "- " };
            let lines = items.iter().map(|item| wrapped(mark, "  ", &inline(&item.text, anchors)));
            let list = lines.collect::<Vec<_>>().join("\n");
            let short = items.len() <= SHORT_LIST.0 && list.len() <= SHORT_LIST.1;
            if short && items.len() > 1 { format!("#whole[\n{list}\n]") } else { list }
        }
        Body::Table(table) => render_table(table, anchors),
        Body::Code { lang, text } => fenced(lang, text),
        Body::Callout { kind, text } => {
            let name = match kind {
                CalloutKind::Note => "note",
                CalloutKind::Important => "important",
                CalloutKind::Warning => "warning",
                CalloutKind::Caution => "caution",
            };
            format!("#callout(\"{name}\")[\n{}\n]", wrapped("  ", "  ", &inline(text, anchors)))
        }
        Body::Diagram(_) | Body::Chart(_) => drawings::placed(&block.body),
    }
}

fn boxes(items: &[Item], anchors: &Anchors<'_>) -> String {
    let mut out = String::from("#boxes(\n");
    for item in items {
        out.push_str(&format!("  ({}, [{}]),\n", item.done, inline(&item.text, anchors).replace(GLUE, " ")));
    }
    out.push(')');
    out
}

fn render_table(table: &Table, anchors: &Anchors<'_>) -> String {
    let Shape { widths, room, tight, lines } = columns::shape(table, TYPST);
    if room == Room::Lying
        && let Some(turned) = columns::turned(table, TYPST)
    {
        return render_table(&turned, anchors);
    }
    let cell = |text: &Text| format!("[{}]", inline(text, anchors).replace(GLUE, " "));
    let mut out = String::from("table(\n");
    let widths = match widths {
        Some(widths) => widths.iter().map(|width| format!("{width}fr")).collect(),
        None => vec!["auto".to_owned(); table.columns.len()],
    };
    out.push_str(&format!("  columns: ({},),\n", widths.join(", ")));
    if table.columns.iter().any(|column| column.right) {
        let sides = table.columns.iter().map(|column| if column.right { "right" } else { "left" });
        out.push_str(&format!("  align: ({},),\n", sides.collect::<Vec<_>>().join(", ")));
    }
    let head = table.columns.iter().map(|column| format!("[{}]", words(&column.label)));
    out.push_str(&format!("  table.header{},\n", head.collect::<String>()));
    for row in &table.rows {
        // A row stays together, unless it is as long as a page.
        let whole = row.cells.iter().map(|cell| cell.plain().len()).sum::<usize>() < LONG_ROW;
        let cells = row.cells.iter().map(cell);
        let cells = cells.map(|cell| if whole { cell } else { format!("table.cell(breakable: true){cell}") });
        out.push_str(&format!("  {},\n", cells.collect::<Vec<_>>().join(", ")));
    }
    out.push(')');
    if tight {
        out = format!("tight({out})");
    }
    if lines <= SHORT_TABLE && room != Room::Lying {
        out = format!("short({out})");
    }
    match room {
        Room::Text => format!("#{out}"),
        Room::Out => format!("#wide({out})"),
        Room::Lying => own_page("a4", true, &out),
    }
}

/// A list with no more items and letters stays on one page.
const SHORT_LIST: (usize, usize) = (6, 700);
/// A table with no more lines stays on one page.
const SHORT_TABLE: f64 = 17.0;
/// A row with more letters than this may go on on the next page.
const LONG_ROW: usize = 2000;

/// A fence longer than any run of back-ticks inside.
fn fenced(lang: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lang: String = lang.chars().filter(char::is_ascii_alphanumeric).collect();
    let lang =
        if lang.is_empty() || lang.starts_with(|c: char| c.is_ascii_digit()) { "text".into() } else { lang };
    format!("{fence}{lang}\n{}\n{fence}", text.trim_end())
}

/// Running text. Spaces at which no line may break are [`GLUE`].
fn inline(text: &Text, anchors: &Anchors<'_>) -> String {
    let mut out = String::new();
    for part in &text.0 {
        let (written, call) = match part {
            Inline::Plain(plain) => (words(plain), false),
            Inline::Strong(strong) => (format!("#strong[{}]", words(strong)), true),
            Inline::Emphasis(stress) => (format!("#emph[{}]", words(stress)), true),
            Inline::Code(text) => code(text),
            Inline::Link { label, target } => link(label, target, anchors),
        };
        // What follows a call may read as more of it.
        if out.ends_with(CALL) && written.starts_with(['(', '[', '.', ';', ':']) {
            out.push(';');
        }
        out.push_str(&written);
        if call {
            out.push(CALL);
        }
    }
    let ended = out.replace([CALL], "");
    ended.trim().to_owned()
}

/// Stands after a call, until it is known what follows.
const CALL: char = '\u{e001}';

/// A link, and whether it was written as a call.
fn link(label: &str, target: &Target, anchors: &Anchors<'_>) -> (String, bool) {
    let to = match target {
        Target::Url(url) => string(url),
        // Paths of the set are seen from its folder, which is where the documents belong.
        Target::File(path) => string(&path.replace(' ', "%20")),
        Target::Heading(key) => match anchors.get(key.as_str()) {
            Some(anchor) => address(anchor),
            None => return (words(label), false),
        },
        Target::Document { slug, heading } if heading.is_empty() => string(&format!("{slug}.pdf")),
        Target::Document { slug, heading } => {
            string(&format!("{slug}.pdf#{}", escape::name(&anchor(heading))))
        }
    };
    (format!("#link({to})[{}]", words(label)), true)
}

/// The name of a heading, as it is written behind it.
fn attached(anchor: &str) -> String {
    let address = address(anchor);
    if address.starts_with('<') { format!(" {address}") } else { format!(" #{address}") }
}

/// Lines of at most [`WIDTH`] characters, the first and the others each after their prefix.
fn wrapped(first: &str, other: &str, text: &str) -> String {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut begun = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, other.to_owned()));
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    lines.push(line);
    lines.join("\n").replace(GLUE, " ")
}
