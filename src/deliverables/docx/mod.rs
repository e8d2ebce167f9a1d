//! A document as DOCX: real headings, lists, tables with heads that come again, links and bookmarks.
//!
//! Written part by part, because the libraries at hand know neither heads of tables that come again, nor words for
//! those who do not see a picture, nor a picture that stays sharp (SVG) with another for programs that need one (PNG).

mod body;
mod parts;
mod pictures;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::document::Document;

/// The bytes of the file; nothing if they cannot be put together.
pub fn render(document: &Document) -> Option<Vec<u8>> {
    let body = body::of(document);
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), parts::content_types().into()),
        ("_rels/.rels".into(), parts::package_links().into()),
        ("docProps/core.xml".into(), parts::properties(document).into()),
        ("word/document.xml".into(), body.xml.into()),
        ("word/_rels/document.xml.rels".into(), parts::document_links(&body.media, &body.links).into()),
        ("word/styles.xml".into(), parts::STYLES.into()),
        ("word/numbering.xml".into(), parts::numbering(body.lists).into()),
        ("word/settings.xml".into(), parts::settings().into()),
        ("word/header1.xml".into(), parts::header(document).into()),
        ("word/footer1.xml".into(), parts::footer(document).into()),
    ];
    parts.extend(body.media.into_iter().map(|(name, content)| (format!("word/media/{name}"), content)));
    // The same document gives the same bytes: entries carry the first day that an archive knows.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        archive.start_file(path, options).ok()?;
        archive.write_all(&content).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}
