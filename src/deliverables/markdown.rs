//! A document as GitHub-flavoured Markdown.
//!
//! The text passes markdownlint and reads well unrendered: front matter for programs, the same control
//! data as a table for people, one blank line around every block, and no HTML. What people typed is escaped
//! only where Markdown would otherwise read it as its own.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::document::{
    Block, Body, CalloutKind, Column, Document, Inline, Item, ListKind, Table, Target, Text, anchor,
};
use super::mermaid;

/// The whole document.
pub fn render(document: &Document) -> String {
    let anchors = document.anchors();
    let mut parts = vec![front_matter(document), format!("# {}", words(&document.title))];
    parts.extend(document.logo.iter().map(|logo| format!("![Logo]({})", logo.path)));
    if !document.control.is_empty() {
        let mut table = Table::new([Column::required("Item"), Column::required("Control data")]);
        for line in &document.control {
            table.row(None, [Text::from(line.label.as_ref()), Text::from(&line.value)]);
        }
        parts.push(render_table(&table, &anchors));
    }
    let drawn_elsewhere = |block: &&Block| matches!(&block.body, Body::Diagram(diagram) if diagram.beside);
    let blocks = document.blocks.iter().filter(|block| !drawn_elsewhere(block));
    parts.extend(blocks.map(|block| render_block(block, &anchors)));
    if let Some(footer) = &document.footer {
        parts.push(format!("---\n\n{}", inline(&Text::from(footer), &anchors)));
    }
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// The document with its control data in the front matter alone, as formats of others want it.
pub fn render_plain(document: &Document) -> String {
    let anchors = document.anchors();
    let mut front = String::from("---\n");
    for control in &document.control {
        // A JSON string is a YAML string. Writing to a string cannot fail.
        let _ = writeln!(front, "{}: {}", control.key, serde_json::Value::from(control.value.as_str()));
    }
    front.push_str("---");
    let mut parts = vec![front, format!("# {}", words(&document.title))];
    parts.extend(document.blocks.iter().map(|block| render_block(block, &anchors)));
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// Control data for programs. The key `title` is avoided: linters would count it as a second title.
fn front_matter(document: &Document) -> String {
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        // A JSON string is a YAML string. Writing to a string cannot fail.
        let _ = writeln!(out, "{key}: {}", serde_json::Value::from(value));
    };
    line("document", &document.title);
    for control in &document.control {
        line(&control.key, &control.value);
    }
    out.push_str("---");
    out
}

/// The longest line of prose. Tables, code and single long words go on past it.
const WIDTH: usize = 110;
/// Stands for a space at which no line may break.
const GLUE: char = '\u{e000}';

type Anchors<'a> = BTreeMap<&'a str, String>;

fn render_block(block: &Block, anchors: &Anchors) -> String {
    match &block.body {
        Body::Heading { level, text, .. } => {
            format!("{} {}", "#".repeat(usize::from(*level)), words(text))
        }
        Body::Paragraph(text) => wrapped("", "", &inline(text, anchors)),
        Body::List { kind, items } => {
            let lines = items.iter().enumerate().map(|(at, item)| entry(*kind, at, item, anchors));
            lines.collect::<Vec<_>>().join("\n")
        }
        Body::Table(table) => render_table(table, anchors),
        Body::Code { lang, text } => fenced(lang, text),
        Body::Callout { kind, text } => {
            let name = match kind {
                CalloutKind::Note => "NOTE",
                CalloutKind::Important => "IMPORTANT",
                CalloutKind::Warning => "WARNING",
                CalloutKind::Caution => "CAUTION",
            };
            format!("> [!{name}]\n{}", wrapped("> ", "> ", &inline(text, anchors)))
        }
        Body::Diagram(diagram) => fenced("mermaid", &mermaid::flowchart(diagram)),
        Body::Chart(chart) => fenced("mermaid", &mermaid::chart(chart)),
    }
}

fn entry(kind: ListKind, at: usize, item: &Item, anchors: &Anchors) -> String {
    let mark = match kind {
        ListKind::Bullets => "-".to_owned(),
        ListKind::Numbers => format!("{}.", at + 1),
        ListKind::Boxes if item.done => "- [x]".to_owned(),
        ListKind::Boxes => "- [ ]".to_owned(),
    };
    // A line that goes on stands under the words, not under the box.
    let indent = " ".repeat(mark.find(" [").unwrap_or(mark.len()) + 1);
    wrapped(&format!("{mark} "), &indent, &inline(&item.text, anchors))
}

/// Lines of at most [`WIDTH`] characters, the first and the others each after their prefix.
fn wrapped(first: &str, other: &str, text: &str) -> String {
    let text = line_start(text);
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut length = first.chars().count();
    let mut started = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        // A word that would begin a list, a heading or a quotation stays on its line.
        if started && length + 1 + size > WIDTH && line_start(&format!("{word} x")).starts_with(word) {
            lines.push(std::mem::replace(&mut line, other.to_owned()));
            length = other.chars().count();
            started = false;
        }
        if started {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += size;
        started = true;
    }
    lines.push(line);
    lines.join("\n").replace(GLUE, " ")
}

fn render_table(table: &Table, anchors: &Anchors) -> String {
    let row = |cells: Vec<String>| {
        let mut line = String::from("|");
        for cell in cells {
            line.push(' ');
            line.push_str(&cell);
            line.push_str(if cell.is_empty() { "|" } else { " |" });
        }
        line
    };
    let mut lines = vec![
        row(table.columns.iter().map(|column| in_cell(&words(&column.label))).collect()),
        row(table.columns.iter().map(|column| if column.right { "---:" } else { "---" }.into()).collect()),
    ];
    lines.extend(
        table
            .rows
            .iter()
            .map(|line| row(line.cells.iter().map(|cell| in_cell(&inline(cell, anchors))).collect())),
    );
    lines.join("\n")
}

/// A pipe ends a cell, in code too.
fn in_cell(text: &str) -> String {
    text.trim().replace('|', "\\|").replace(GLUE, " ")
}

/// A fence longer than any run of back-ticks inside.
fn fenced(lang: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{lang}\n{}\n{fence}", text.trim_end())
}

fn inline(text: &Text, anchors: &Anchors) -> String {
    let mut out = String::new();
    for part in &text.0 {
        match part {
            Inline::Plain(plain) => out.push_str(&words(plain)),
            Inline::Strong(strong) => stressed(&mut out, "**", strong),
            Inline::Emphasis(stress) => stressed(&mut out, "*", stress),
            Inline::Code(code) => out.push_str(&code_span(code)),
            Inline::Link { label, target } => link(&mut out, label, target, anchors),
        }
    }
    out.trim().to_owned()
}

fn stressed(out: &mut String, mark: &str, text: &str) {
    // A mark beside a space is no mark.
    let text = text.trim();
    if !text.is_empty() {
        let _ = write!(out, "{mark}{}{mark}", words(text));
    }
}

fn code_span(code: &str) -> String {
    let code = code.replace(['\n', ' '], &GLUE.to_string());
    if code.contains('`') { format!("``{GLUE}{code}{GLUE}``") } else { format!("`{code}`") }
}

fn link(out: &mut String, label: &str, target: &Target, anchors: &Anchors) {
    let address = match target {
        Target::Url(url) if url == label || url.strip_prefix("mailto:") == Some(label) => {
            let _ = write!(out, "<{label}>");
            return;
        }
        Target::Url(url) => url.clone(),
        Target::File(path) => path.clone(),
        Target::Heading(key) => match anchors.get(key.as_str()) {
            Some(anchor) => format!("#{anchor}"),
            None => return out.push_str(&words(label)),
        },
        Target::Document { slug, heading } if heading.is_empty() => format!("{slug}.md"),
        Target::Document { slug, heading } => format!("{slug}.md#{}", anchor(heading)),
    };
    let address = address.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    // A link is easier to read, and to search for, on one line.
    let label = words(label);
    let label =
        if label.chars().count() <= WIDTH * 3 / 4 { label.replace(' ', &GLUE.to_string()) } else { label };
    let _ = write!(out, "[{label}]({address})");
}

/// Words as words: escaped where Markdown or GitHub would read something else.
fn words(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let twice = |c: char| characters.iter().filter(|other| **other == c).count() > 1;
    let (tildes, dollars) = (twice('~'), twice('$'));
    let mut out = String::with_capacity(text.len());
    for (at, c) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1).copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let escape = match c {
            '\\' | '`' | '[' | ']' => true,
            '*' => !(before == Some(' ') && after == Some(' ')),
            // Inside a word an underscore is only itself.
            '_' => !(word(before) && word(after)),
            '<' => after.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_alphabetic() || c == '#') && text.contains(';'),
            '~' => tildes,
            '$' => dollars,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// A line whose first characters would make it a heading, a list or a quotation.
fn line_start(line: &str) -> String {
    let first = line.chars().next();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks_number = digits > 0
        && digits < 10
        && line[digits..].starts_with(['.', ')'])
        && line[digits + 1..].starts_with(' ');
    if marks_number {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let single = ["+ ", "- ", "* ", "="].iter().any(|mark| line.starts_with(mark)) || line.starts_with("---");
    if single || matches!(first, Some('#' | '>' | '|')) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::document::Section;
    use super::*;

    fn rendered(fill: impl FnOnce(&mut Section)) -> String {
        let mut document = Document::new("blueprint", "Blueprint");
        document.section("context", "Context", fill);
        let text = render(&document);
        text.split_once("## Context\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    #[test]
    fn control_data_stands_in_front_matter_and_in_a_table() {
        let mut document = Document::new("blueprint", "Blueprint");
        document.control("owner", "Owner", "Ada \"A\" Byron");
        document.control("version", "Version", "  ");
        assert_eq!(
            render(&document),
            "---\ndocument: \"Blueprint\"\nowner: \"Ada \\\"A\\\" Byron\"\n---\n\n# Blueprint\n\n\
             | Item | Control data |\n| --- | --- |\n| Owner | Ada \"A\" Byron |\n"
        );
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let cases = [
            ("#help on 5 * 3", "\\#help on 5 * 3"),
            ("- not a list", "\\- not a list"),
            ("1. not a list", "1\\. not a list"),
            ("see [x](y) and *z*", "see \\[x\\](y) and \\*z\\*"),
            ("tenant_id is _new_", "tenant_id is \\_new\\_"),
            ("a < b <tag>", "a < b \\<tag>"),
            ("from $5 to $9", "from \\$5 to \\$9"),
            ("mail a_b@c.example", "mail <a_b@c.example>"),
        ];
        for (typed, written) in cases {
            assert_eq!(rendered(|s| s.paragraph(typed)), format!("{written}\n"));
        }
    }

    #[test]
    fn cells_keep_their_pipes_and_columns() {
        let body = rendered(|section| {
            let mut table = Table::new([Column::required("Name"), Column::required("Cost").right()]);
            table.row(None, [Text::from("`a | b`"), Text::from("3")]);
            table.row(None, [Text::from("c"), Text::from("4")]);
            table.row(None, [Text::from("d")]);
            section.table(table);
        });
        assert_eq!(body, "| Name | Cost |\n| --- | ---: |\n| `a \\| b` | 3 |\n| c | 4 |\n| d | |\n");
    }

    #[test]
    fn links_resolve_or_stand_as_words() {
        let body = rendered(|section| {
            section.part("part", "A part", |part| part.paragraph("Text."));
            let text = Text::from("See ").link("the part", Target::Heading("part".into()));
            section.paragraph(text.then(" or ").link("nothing", Target::Heading("gone".into())).then("."));
            let other = Target::Document { slug: "blueprint", heading: "Doomsday clock".into() };
            section.paragraph(Text::new().link("the clock", other));
        });
        assert!(body.contains("See [the part](#a-part) or nothing."), "{body}");
        assert!(body.contains("[the clock](blueprint.md#doomsday-clock)"), "{body}");
    }

    #[test]
    fn a_fence_outgrows_its_content() {
        assert_eq!(rendered(|s| s.code("sh", "echo '```'")), "````sh\necho '```'\n````\n");
    }

    #[test]
    fn prose_is_wrapped_where_it_stays_prose() {
        let long = format!("{} - {}", "word ".repeat(20).trim_end(), "`a code span` ".repeat(6));
        let body = rendered(|section| {
            section.paragraph(long.as_str());
            section.list(ListKind::Boxes, [Text::from(long.as_str())]);
        });
        for line in body.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
            assert!(line.matches('`').count() % 2 == 0, "{line}");
            assert!(!line.starts_with("- a") && !line.trim_start().starts_with("- `"), "{line}");
        }
        assert!(body.contains("\n  `a code span`"), "{body}");
    }
}
