//! On which paper a drawing is put: into the text, or, when that would make its words too small, on a page of its own.

use super::columns;
use super::document::{Block, Body};

/// A page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A4 that lies.
    Lying,
    /// A3 that stands.
    Large,
}

/// Where a drawing goes, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The page of its own, if it needs one.
    pub own: Option<Paper>,
    /// Points for each CSS pixel.
    pub scale: f64,
}

/// A point for each CSS pixel, for a drawing at its full size.
const FULL: f64 = 0.75;
/// Below this scale the smallest words are hard to read.
const LEAST: f64 = 0.49;
/// What a page offers, in points: how wide and how high, below the head and with room for the title.
const IN_TEXT: (f64, f64) = (527.0, 600.0);
const OWN: [(Paper, (f64, f64)); 2] = [(Paper::Lying, (752.0, 420.0)), (Paper::Large, (752.0, 930.0))];

/// Where a drawing of that width and height goes, in CSS pixels.
pub fn place((width, height): (f64, f64)) -> Place {
    let scale = |room: (f64, f64)| FULL.min(room.0 / width).min(room.1 / height);
    let inside = scale(IN_TEXT);
    if inside >= LEAST {
        return Place { own: None, scale: inside };
    }
    // The smallest page on which its words can be read, or else the one on which they are largest.
    let readable = OWN.iter().find(|(_, room)| scale(*room) >= LEAST);
    let largest = || OWN.iter().rev().max_by(|a, b| scale(a.1).total_cmp(&scale(b.1)));
    let (paper, room) = readable.or_else(largest).unwrap_or(&OWN[0]);
    Place { own: Some(*paper), scale: scale(*room) }
}

/// How many blocks before and after a drawing go along to its page: what leads up to it, and what is said of it then.
pub fn around(blocks: &[Block], at: usize) -> (usize, usize) {
    let after = blocks.iter().skip(at + 1).take(2);
    let tail = after.take_while(|block| matches!(block.body, Body::Paragraph(_))).count();
    (columns::lead(&blocks[..at]), tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_goes_where_its_words_can_be_read() {
        let table = [
            ((400.0, 300.0), None, FULL),
            ((1000.0, 700.0), None, 0.527),
            // Too wide to be read in the text, but not on a page that lies.
            ((1300.0, 700.0), Some(Paper::Lying), 752.0 / 1300.0),
            ((700.0, 1250.0), Some(Paper::Large), 930.0 / 1250.0),
            ((1136.0, 1700.0), Some(Paper::Large), 930.0 / 1700.0),
            // Too large for all: as large as it can be.
            ((4000.0, 900.0), Some(Paper::Lying), 0.188),
        ];
        for (size, own, scale) in table {
            let found = place(size);
            assert_eq!(found.own, own, "{size:?}");
            assert!((found.scale - scale).abs() < 0.001, "{size:?}: {found:?}");
        }
    }
}
