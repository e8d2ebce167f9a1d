//! Where a drawing goes: into the text, or, when that would make its words too small, on a page of its own.

use super::super::document::Body;
use super::super::export::File;
use super::super::svg;
use super::escape::{string, words};
use super::{FOLDER, own_page};

/// A point for each CSS pixel, for a drawing at its full size.
const FULL: f64 = 0.75;
/// Below this scale the smallest words are hard to read.
const LEAST: f64 = 0.49;
/// What a page offers, in points: how wide and how high, below the head and with room for the title.
const IN_TEXT: (f64, f64) = (527.0, 600.0);
const PAGES: [(&str, bool, (f64, f64)); 3] =
    [("a4", false, (505.0, 640.0)), ("a4", true, (752.0, 420.0)), ("a3", false, (752.0, 980.0))];

/// The file of a drawing.
pub fn file(body: &Body) -> Option<File> {
    svg::plate(body).map(|plate| File::text(format!("{FOLDER}/diagrams/{}.svg", plate.name), plate.svg))
}

/// A drawing where it stands in the source.
pub fn placed(body: &Body) -> String {
    let Some(plate) = svg::plate(body) else { return String::new() };
    let scale = |(width, height): (f64, f64)| FULL.min(width / plate.width).min(height / plate.height);
    let width = |scale: f64| format!("{}pt", (plate.width * scale).round());
    let (file, about) = (string(&format!("diagrams/{}.svg", plate.name)), string(&plate.about));
    let drawing = |scale: f64| {
        let lines = [
            format!("  {file},"),
            format!("  title: [{}],", words(&plate.title)),
            format!("  width: {},", width(scale)),
            format!("  alt: {about},"),
        ];
        format!("drawing(\n{}\n)", lines.join("\n"))
    };
    let inside = scale(IN_TEXT);
    if inside >= LEAST.min(FULL) {
        return format!("#{}", drawing(inside));
    }
    // The smallest page on which its words can be read, or else the one on which they are largest.
    let readable = PAGES.iter().find(|(.., room)| scale(*room) >= LEAST);
    let largest = || PAGES.iter().max_by(|a, b| scale(a.2).total_cmp(&scale(b.2)));
    let (paper, flipped, room) = readable.or_else(largest).unwrap_or(&PAGES[0]);
    own_page(paper, *flipped, &drawing(scale(*room)))
}
