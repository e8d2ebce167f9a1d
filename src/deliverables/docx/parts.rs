//! The parts of a DOCX besides its text: what is in it, how it looks, who wrote it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::document::Document;
use super::xml::words;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The looks of every paragraph, list and table.
pub const STYLES: &str = include_str!("styles.xml");

/// Which kind each part is of.
pub fn content_types() -> String {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\
         <Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
    ] {
        let _ = write!(out, "<Override PartName=\"/word/{part}.xml\" ContentType=\"{main}.{kind}+xml\"/>");
    }
    out + "</Types>"
}

/// Where a reader begins.
pub fn package_links() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

/// What the text refers to: the other parts, its images and the addresses of its links, each by its id.
pub fn document_links(media: &[(String, Vec<u8>)], links: &BTreeMap<String, usize>) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let parts = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
    ];
    for (kind, target) in parts {
        let _ = write!(out, "<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    for (name, _) in media {
        let _ = write!(out, "<Relationship Id=\"{name}\" Type=\"{OFFICE}/image\" Target=\"media/{name}\"/>");
    }
    for (address, at) in links {
        let address = words(address);
        let _ = write!(
            out,
            "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
        );
    }
    out + "</Relationships>"
}

/// Lists: bullets, boxes, and for each numbered list numbers of its own.
pub fn numbering(lists: usize) -> String {
    let mut out = format!("{XML}<w:numbering {WORD}>{}", include_str!("numbering.xml"));
    for (id, kind) in [(1, 0), (2, 2), (3, 3)] {
        let _ = write!(out, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/></w:num>");
    }
    for list in 0..lists {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            FIRST_NUMBERED + list
        );
    }
    out + "</w:numbering>"
}

/// The lists by their ids.
pub const BULLETS: usize = 1;
pub const OPEN: usize = 2;
pub const DONE: usize = 3;
/// The first numbered list; the others follow.
pub const FIRST_NUMBERED: usize = 4;

/// What a program that opens it should know.
pub fn settings() -> String {
    format!(
        "{XML}<w:settings {WORD}><w:defaultTabStop w:val=\"720\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

/// Title, author and dates, for those who list files.
pub fn properties(document: &Document) -> String {
    let said =
        |key: &str| document.control.iter().find(|line| line.key == key).map_or("", |line| &line.value);
    let day = said("date").parse::<jiff::civil::Date>().map(|day| format!("{day}T00:00:00Z"));
    let dates = day.map_or_else(
        |_| String::new(),
        |day| {
            ["created", "modified"]
                .map(|name| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:{name}>"))
                .concat()
        },
    );
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>en-GB</dc:language><cp:contentStatus>{}</cp:contentStatus>{dates}</cp:coreProperties>",
        words(&document.title),
        words(said("owner")),
        words(said("status")),
    )
}

/// What stands above each page.
pub fn header(document: &Document) -> String {
    format!(
        "{XML}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>\
         </w:p></w:hdr>",
        words(&document.title)
    )
}

/// What stands below each page: whose it is, which version, and the number of the page.
pub fn footer(document: &Document) -> String {
    let said = ["organisation", "status", "version", "date"].into_iter().filter_map(|key| {
        let line = document.control.iter().find(|line| line.key == key)?;
        Some(if key == "version" { format!("version {}", line.value) } else { line.value.clone() })
    });
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{XML}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{} · page </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        words(&said.collect::<Vec<_>>().join(" · ")),
        field("PAGE"),
        field("NUMPAGES"),
    )
}
