//! The text of a DOCX.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use super::super::columns::{self, Room, Shape, WORD};
use super::super::document::{
    Block, Body, CalloutKind, Column, Document, Inline, Item, ListKind, Table, Target, Text, anchor,
};
use super::super::paper::{self, Paper};
use super::super::svg;
use super::parts::{BULLETS, DONE, FIRST_NUMBERED, OPEN};
use super::xml::words;

/// The text, and what it refers to.
pub struct Written {
    /// The part with the text.
    pub xml: String,
    /// Pictures: their paths seen from the text, which are their ids too, and their bytes.
    pub media: Vec<(String, Vec<u8>)>,
    /// The addresses that links lead to, numbered.
    pub links: BTreeMap<String, usize>,
    /// How many numbered lists there are.
    pub lists: usize,
}

/// A4 with its margins, in twentieths of a point.
const PAGE: (usize, usize) = (11906, 16838);
const MARGIN: usize = 1247;
/// A list of no more items stays on one page.
const SHORT_LIST: usize = 6;
/// With more entries, the contents only name the sections, so that they stay on the first page.
const LONG_CONTENTS: usize = 40;
/// How far a wide table goes out into each margin.
const OUT: usize = 454;
/// Writes the text of a document.
pub fn of(document: &Document) -> Written {
    let mut writer = Writer {
        anchors: document.anchors(),
        out: String::new(),
        written: Written { xml: String::new(), media: Vec::new(), links: BTreeMap::new(), lists: 0 },
        marks: 0,
        pictures: 0,
    };
    writer.logo(document);
    writer.paragraph("Title", "", &plain_run(&document.title));
    writer.control(document);
    writer.contents(document);
    let sheets = sheets(&document.blocks);
    // The paper of the last page.
    let mut last = None;
    for (at, block) in document.blocks.iter().enumerate() {
        let begins = sheets.iter().any(|sheet| *sheet.blocks.start() == at);
        // Between two sheets there is no page.
        let follows = sheets.iter().any(|sheet| *sheet.blocks.end() + 1 == at);
        if begins && !follows {
            writer.section_ends(None);
        }
        let next = document.blocks.get(at + 1).map(|block| &block.body);
        let leads =
            !matches!(next, None | Some(Body::Heading { .. } | Body::Paragraph(_) | Body::Callout { .. }));
        writer.block(block, leads, at == 0);
        if let Some(sheet) = sheets.iter().find(|sheet| *sheet.blocks.end() == at) {
            if next.is_none() && document.footer.is_none() {
                last = Some(sheet.paper);
            } else {
                writer.section_ends(Some(sheet.paper));
            }
        }
    }
    if let Some(footer) = &document.footer {
        let words = writer.inline(&Text::from(footer));
        writer.paragraph("LastLine", "", &words);
    }
    let mut written = writer.written;
    written.xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{}{}</w:body></w:document>",
        writer.out,
        section(last)
    );
    written
}

pub(super) struct Writer<'a> {
    anchors: BTreeMap<&'a str, String>,
    out: String,
    pub(super) written: Written,
    /// How many bookmarks there are.
    marks: usize,
    /// How many pictures there are.
    pub(super) pictures: usize,
}

/// Blocks on paper of their own.
struct Sheet {
    blocks: RangeInclusive<usize>,
    paper: Paper,
}

/// What leads up to a wide table or a large drawing goes along to its page, and so does what is said of a drawing.
fn sheets(blocks: &[Block]) -> Vec<Sheet> {
    let own = |(at, block): (usize, &Block)| match &block.body {
        Body::Table(table) if columns::lies(table, WORD) => {
            Some(Sheet { blocks: at - columns::lead(&blocks[..at])..=at, paper: Paper::Lying })
        }
        body => {
            let paper = paper::place(svg::drawn(body)?.size).own?;
            let (lead, tail) = paper::around(blocks, at);
            Some(Sheet { blocks: at - lead..=at + tail, paper })
        }
    };
    blocks.iter().enumerate().filter_map(own).collect()
}

/// Width and height of paper, in twentieths of a point.
fn size(paper: Option<Paper>) -> (usize, usize) {
    match paper {
        None => PAGE,
        Some(Paper::Lying) => (PAGE.1, PAGE.0),
        Some(Paper::Large) => (PAGE.1, 2 * PAGE.0),
    }
}

/// How wide the text is, and how high a drawing may be with its title, in twentieths of a point.
pub(super) fn room(paper: Option<Paper>) -> (f64, f64) {
    let (width, height) = size(paper);
    ((width - 2 * MARGIN) as f64, if paper == Some(Paper::Lying) { 0.66 } else { 0.78 } * height as f64)
}

/// The paper of what came before.
fn section(paper: Option<Paper>) -> String {
    let (width, height) = size(paper);
    let turned = if width > height { " w:orient=\"landscape\"" } else { "" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" \
         r:id=\"footer\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/><w:pgMar w:top=\"1361\" w:right=\"{MARGIN}\" \
         w:bottom=\"1247\" w:left=\"{MARGIN}\" w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    )
}

pub(super) fn plain_run(text: &str) -> String {
    run("", text)
}

fn run(looks: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let looks = if looks.is_empty() { String::new() } else { format!("<w:rPr>{looks}</w:rPr>") };
    format!("<w:r>{looks}<w:t xml:space=\"preserve\">{}</w:t></w:r>", words(text))
}

/// The name of a heading for links: at most 40 letters, digits and `_`, as Word wants it.
fn bookmark(anchor: &str) -> String {
    let plain: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.len() <= 36 && anchor.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return format!("sec_{plain}");
    }
    // FNV-1a tells apart what was cut off or could not be written.
    let hash =
        anchor.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("sec_{}_{hash:08x}", plain.chars().take(27).collect::<String>())
}

impl Writer<'_> {
    pub(super) fn paragraph(&mut self, style: &str, more: &str, runs: &str) {
        let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        let _ = write!(self.out, "<w:p><w:pPr>{style}{more}</w:pPr>{runs}</w:p>");
    }

    /// Ends what stands on that paper. The paragraph that says so is no higher than a point, so that it never needs a
    /// page of its own.
    fn section_ends(&mut self, paper: Option<Paper>) {
        let low = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";
        self.paragraph("", &format!("{low}{}", section(paper)), "");
    }

    fn control(&mut self, document: &Document) {
        if document.control.is_empty() {
            return;
        }
        let mut table = Table::new([Column::required("Item"), Column::required("Control data")]);
        for line in &document.control {
            table.row(None, [Text::from(&*line.label), Text::from(&line.value)]);
        }
        self.table_of(&table, &[22.0, 90.0], Room::Text);
    }

    /// The contents, written out, inside a field that a word processor can write anew with page numbers.
    fn contents(&mut self, document: &Document) {
        self.paragraph("TOCHeading", "", &plain_run("Contents"));
        let headings =
            document.blocks.iter().filter(|block| matches!(block.body, Body::Heading { level: 2 | 3, .. }));
        let deepest = if headings.count() > LONG_CONTENTS { 2 } else { 3 };
        let entries: Vec<(u8, &str, String)> = document
            .blocks
            .iter()
            .filter_map(|block| match &block.body {
                Body::Heading { level, text, key } if (2..=deepest).contains(level) => {
                    Some((*level, text.as_str(), bookmark(self.anchors.get(key.as_str())?)))
                }
                _ => None,
            })
            .collect();
        let last = entries.len().saturating_sub(1);
        for (at, (level, text, mark)) in entries.into_iter().enumerate() {
            let mark =
                format!("<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{}</w:hyperlink>", plain_run(text));
            let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
            let begin = if at == 0 {
                let deep = deepest - 1;
                let asks = format!(
                    "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-{deep}\" \\h \\z \\u </w:instrText></w:r>"
                );
                format!("{}{asks}{}", field("begin"), field("separate"))
            } else {
                String::new()
            };
            let end = if at == last { field("end") } else { String::new() };
            self.paragraph(if level == 2 { "TOC1" } else { "TOC2" }, "", &format!("{begin}{mark}{end}"));
        }
    }

    /// A block; one that leads up to the next stays with it, and the first begins a page.
    fn block(&mut self, block: &Block, leads: bool, first: bool) {
        match &block.body {
            Body::Heading { level, text, key } => {
                let level = (*level).clamp(2, 5) - 1;
                let runs = match self.anchors.get(key.as_str()).map(|anchor| bookmark(anchor)) {
                    Some(name) => {
                        self.marks += 1;
                        let at = self.marks;
                        format!(
                            "<w:bookmarkStart w:id=\"{at}\" w:name=\"{name}\"/>{}<w:bookmarkEnd w:id=\"{at}\"/>",
                            plain_run(text)
                        )
                    }
                    None => plain_run(text),
                };
                let breaks = if first { "<w:pageBreakBefore/>" } else { "" };
                self.paragraph(&format!("Heading{level}"), breaks, &runs);
            }
            Body::Paragraph(text) => {
                let runs = self.inline(text);
                self.paragraph("", if leads { "<w:keepNext/>" } else { "" }, &runs);
            }
            Body::List { kind, items } => self.list(*kind, items),
            Body::Table(table) => self.table(table),
            Body::Code { text, .. } => {
                let lines: Vec<String> = text
                    .trim_end()
                    .lines()
                    .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", words(line)))
                    .collect();
                self.paragraph("CodeBlock", "", &format!("<w:r>{}</w:r>", lines.join("<w:br/>")));
            }
            Body::Callout { kind, text } => {
                let (name, colour, fill) = match kind {
                    CalloutKind::Note => ("Note. ", "14508F", "EEF3F9"),
                    CalloutKind::Important => ("Important. ", "5B2D90", "F3EFF8"),
                    CalloutKind::Warning => ("Warning. ", "8A5300", "FBF4E6"),
                    CalloutKind::Caution => ("Caution. ", "9C1F13", "FAEDEB"),
                };
                let looks = format!(
                    "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"{colour}\"/></w:pBdr>\
                     <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"
                );
                let runs = run(&format!("<w:b/><w:color w:val=\"{colour}\"/>"), name) + &self.inline(text);
                self.paragraph("Callout", &looks, &runs);
            }
            Body::Diagram(_) | Body::Chart(_) => {
                if let Some(plate) = svg::plate(&block.body) {
                    self.drawing(&plate);
                }
            }
        }
    }

    fn list(&mut self, kind: ListKind, items: &[Item]) {
        let numbered = FIRST_NUMBERED + self.written.lists;
        if kind == ListKind::Numbers {
            self.written.lists += 1;
        }
        // A short list stays together.
        let whole = items.len() <= SHORT_LIST;
        for (at, item) in items.iter().enumerate() {
            let id = match kind {
                ListKind::Bullets => BULLETS,
                ListKind::Numbers => numbered,
                ListKind::Boxes if item.done => DONE,
                ListKind::Boxes => OPEN,
            };
            let stays = if whole && at + 1 < items.len() { "<w:keepNext/>" } else { "" };
            let number = format!("{stays}<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>");
            let runs = self.inline(&item.text);
            self.paragraph("ListParagraph", &number, &runs);
        }
    }

    fn table(&mut self, table: &Table) {
        let Shape { widths, room, .. } = columns::shape(table, WORD);
        if room == Room::Lying
            && let Some(turned) = columns::turned(table, WORD)
        {
            return self.table(&turned);
        }
        self.table_of(table, &widths.unwrap_or_else(|| columns::natural(table, WORD)), room);
    }

    fn table_of(&mut self, table: &Table, shares: &[f64], room: Room) {
        let (wide, least, indent) = match room {
            // What fits as it is does not fill the page.
            Room::Text => (PAGE.0 - 2 * MARGIN, columns::STANDING, String::new()),
            Room::Out => {
                (PAGE.0 - 2 * (MARGIN - OUT), 1.0, format!("<w:tblInd w:w=\"-{OUT}\" w:type=\"dxa\"/>"))
            }
            Room::Lying => (PAGE.1 - 2 * MARGIN, 1.0, String::new()),
        };
        let whole = shares.iter().sum::<f64>().max(least);
        let widths: Vec<usize> = shares.iter().map(|share| (wide as f64 * share / whole) as usize).collect();
        let total: usize = widths.iter().sum();
        let grid: Vec<String> = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let grid = grid.concat();
        let (head, text_style) =
            if room == Room::Out { ("TableSmallHead", "TableSmall") } else { ("TableHead", "TableText") };
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"UnderpinTable\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             {indent}<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
             <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        );
        for (column, width) in table.columns.iter().zip(&widths) {
            let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F8\"/>";
            self.cell(head, *width, shade, column.right, &run("<w:b/>", &column.label));
        }
        self.out.push_str("</w:tr>");
        for row in &table.rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((text, column), width) in row.cells.iter().zip(&table.columns).zip(&widths) {
                let runs = self.inline(text);
                self.cell(text_style, *width, "", column.right, &runs);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        // Two tables without a paragraph between them would be one.
        self.paragraph("", "<w:spacing w:after=\"60\" w:line=\"160\" w:lineRule=\"exact\"/>", "");
    }

    fn cell(&mut self, style: &str, width: usize, shade: &str, right: bool, runs: &str) {
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>");
        self.paragraph(style, if right { "<w:jc w:val=\"right\"/>" } else { "" }, runs);
        self.out.push_str("</w:tc>");
    }

    fn inline(&mut self, text: &Text) -> String {
        text.0.iter().map(|part| self.part(part)).collect()
    }

    fn part(&mut self, part: &Inline) -> String {
        let (label, target) = match part {
            Inline::Plain(plain) => return plain_run(plain),
            Inline::Strong(strong) => return run("<w:b/>", strong),
            Inline::Emphasis(stress) => return run("<w:i/>", stress),
            Inline::Code(code) => return run("<w:rStyle w:val=\"CodeWord\"/>", code),
            Inline::Link { label, target } => (label, target),
        };
        let label = run("<w:rStyle w:val=\"Hyperlink\"/>", label);
        let to = match target {
            Target::Url(url) => self.outside(url),
            Target::File(path) => self.outside(&path.replace(' ', "%20")),
            Target::Heading(key) => match self.anchors.get(key.as_str()) {
                Some(anchor) => format!("w:anchor=\"{}\"", bookmark(anchor)),
                None => return plain_run(part.words()),
            },
            Target::Document { slug, heading } if heading.is_empty() => self.outside(&format!("{slug}.docx")),
            Target::Document { slug, heading } => {
                format!(
                    "{} w:anchor=\"{}\"",
                    self.outside(&format!("{slug}.docx")),
                    bookmark(&anchor(heading))
                )
            }
        };
        format!("<w:hyperlink {to} w:history=\"1\">{label}</w:hyperlink>")
    }

    fn outside(&mut self, address: &str) -> String {
        let next = self.written.links.len() + 1;
        let at = *self.written.links.entry(address.to_owned()).or_insert(next);
        format!("r:id=\"link{at}\"")
    }
}
