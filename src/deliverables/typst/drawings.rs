//! Where a drawing goes: into the text, or on a page of its own.

use super::super::document::Body;
use super::super::export::File;
use super::super::paper::{self, Paper, Place};
use super::super::svg;
use super::escape::{string, words};
use super::{FOLDER, own_page};

/// The file of a drawing.
pub fn file(body: &Body) -> Option<File> {
    svg::plate(body).map(|plate| File::text(format!("{FOLDER}/diagrams/{}.svg", plate.name), plate.svg))
}

/// A drawing where it stands in the source.
pub fn placed(body: &Body) -> String {
    let Some(plate) = svg::plate(body) else { return String::new() };
    let Place { own, scale } = paper::place((plate.width, plate.height));
    let lines = [
        format!("  {},", string(&format!("diagrams/{}.svg", plate.name))),
        format!("  title: [{}],", words(&plate.title)),
        format!("  width: {}pt,", (plate.width * scale).round()),
        format!("  alt: {},", string(&plate.about)),
    ];
    let drawing = format!("drawing(\n{}\n)", lines.join("\n"));
    match own {
        None => format!("#{drawing}"),
        Some(Paper::Lying) => own_page("a4", true, &drawing),
        Some(Paper::Large) => own_page("a3", false, &drawing),
    }
}
