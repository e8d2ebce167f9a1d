//! What differs between two states of one document, piece by piece: what a preview marks as just changed.
//!
//! A piece is what a reader takes in as one thing: a heading, a paragraph, an entry of a list, a row of a table. Of a
//! piece that changed it is known which of its words did. Nothing here knows how wide a line is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::document::{Block, Body, Document};

/// Where a piece stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// 0 for the title and the control data, then the blocks from 1, then the last line.
    pub block: usize,
    /// The piece within it: an entry, a line of code, a row. In a table 0 is the line of labels.
    pub part: usize,
    /// The cell, in a row.
    pub cell: usize,
}

impl Spot {
    /// A piece that has no cells.
    pub fn new(block: usize, part: usize) -> Self {
        Self { block, part, cell: 0 }
    }
}

/// What is new or different, and where something is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    fresh: BTreeMap<Spot, Range<usize>>,
    gone: BTreeSet<(usize, usize)>,
    said: BTreeSet<(usize, usize)>,
}

/// A piece: what it is compared by, and the texts whose changes are told apart, by the label of their column.
struct Piece {
    spot: Spot,
    key: String,
    record: Option<String>,
    cells: Vec<(String, String)>,
}

impl Changes {
    /// What changed from one state to the next.
    pub fn between(before: &Document, after: &Document) -> Self {
        let (old, new) = (&before.blocks, &after.blocks);
        // Nearly everything stays as it is, and comparing blocks is much less work than reading them.
        let front = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let rest = old.iter().rev().zip(new.iter().rev());
        let back = rest.take(old.len().min(new.len()) - front).take_while(|(old, new)| old == new).count();
        let mut changes = Self::default();
        changes.compare(&head(before), &head(after), 1);
        let pieces = |blocks: &[Block]| {
            let middle = blocks.iter().enumerate().take(blocks.len() - back).skip(front);
            middle.flat_map(|(at, block)| of_block(at + 1, block)).collect::<Vec<_>>()
        };
        changes.compare(&pieces(old), &pieces(new), new.len() - back + 1);
        let last = new.len() + 1;
        changes.compare(&foot(before), &foot(after), last);
        changes
    }

    /// The words of a piece that are new, as bytes of its plain text. An empty range is a place where words went.
    pub fn fresh(&self, spot: Spot) -> Option<&Range<usize>> {
        self.fresh.get(&spot)
    }

    /// True when something is gone from before that part of a block.
    pub fn gone(&self, block: usize, part: usize) -> bool {
        self.gone.contains(&(block, part))
    }

    /// True when what changed there was written from a record: somebody said it, where a count merely follows.
    pub fn said(&self, block: usize, part: usize) -> bool {
        self.said.contains(&(block, part))
    }

    /// True when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty() && self.gone.is_empty()
    }

    /// The block of each change: a piece with several changed cells counts once.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        let fresh = self.fresh.keys().map(|spot| (spot.block, spot.part));
        let all: BTreeSet<(usize, usize)> = fresh.chain(self.gone.iter().copied()).collect();
        all.into_iter().map(|(block, _)| block)
    }

    fn compare(&mut self, old: &[Piece], new: &[Piece], after: usize) {
        let keys = |pieces: &[Piece]| pieces.iter().map(|piece| piece.key.clone()).collect::<Vec<_>>();
        for op in capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new)) {
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Delete { new_index, old_index, old_len } => {
                    let spot = new.get(new_index).map_or(Spot::new(after, 0), |piece| piece.spot);
                    self.gone.insert((spot.block, spot.part));
                    if old[old_index..old_index + old_len].iter().any(|piece| piece.record.is_some()) {
                        self.said.insert((spot.block, spot.part));
                    }
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    for piece in &new[new_index..new_index + new_len] {
                        self.all_new(piece);
                    }
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    self.replace(&old[old_index..old_index + old_len], &new[new_index..new_index + new_len]);
                }
            }
        }
    }

    fn all_new(&mut self, piece: &Piece) {
        self.note(piece);
        for (cell, (_, text)) in piece.cells.iter().enumerate() {
            if cell == 0 || !text.is_empty() {
                self.fresh.insert(Spot { cell, ..piece.spot }, 0..text.len());
            }
        }
    }

    /// Pieces that came in the place of others. Those of one record belong together, and of as many as before each
    /// one to its own.
    fn replace(&mut self, old: &[Piece], new: &[Piece]) {
        for (at, piece) in new.iter().enumerate() {
            let same =
                |known: &&Piece| known.record == piece.record && known.cells.len() == piece.cells.len();
            let by_record = || {
                piece.record.as_ref()?;
                let mut mine = old.iter().filter(same);
                mine.next().filter(|_| new.iter().filter(|it| it.record == piece.record).count() == 1)
            };
            let by_place = || old.get(at).filter(|_| old.len() == new.len());
            match by_record().or_else(by_place) {
                Some(was) => self.altered(was, piece),
                None => self.all_new(piece),
            }
        }
    }

    fn note(&mut self, piece: &Piece) {
        if piece.record.is_some() {
            self.said.insert((piece.spot.block, piece.spot.part));
        }
    }

    fn altered(&mut self, old: &Piece, new: &Piece) {
        self.note(new);
        let before = self.fresh.len();
        let mut lost = false;
        for (label, was) in &old.cells {
            lost |= !was.is_empty() && !new.cells.iter().any(|(known, _)| known == label);
        }
        for (cell, (label, text)) in new.cells.iter().enumerate() {
            let was = old.cells.iter().find(|(known, _)| known == label).map_or("", |(_, text)| text);
            if was != text {
                self.fresh.insert(Spot { cell, ..new.spot }, differs(was, text));
            }
        }
        if self.fresh.len() == before && (lost || new.cells.len() == 1) {
            let text = new.cells.first().map_or(0, |(_, text)| text.len());
            self.fresh.insert(new.spot, 0..text);
        }
    }
}

/// The part of a text that is not as it was: all between what both begin with and what both end with.
fn differs(was: &str, text: &str) -> Range<usize> {
    let same = |(a, b): &(char, char)| a == b;
    let front: usize =
        was.chars().zip(text.chars()).take_while(same).map(|(_, letter)| letter.len_utf8()).sum();
    let rest = was[front..].chars().rev().zip(text[front..].chars().rev());
    let back: usize = rest.take_while(same).map(|(_, letter)| letter.len_utf8()).sum();
    front..text.len() - back
}

fn piece(block: usize, part: usize, kind: &str, text: String) -> Piece {
    let key = format!("{kind}{text}");
    Piece { spot: Spot::new(block, part), key, record: None, cells: vec![(String::new(), text)] }
}

fn head(document: &Document) -> Vec<Piece> {
    let title = piece(0, 0, "title ", document.title.clone());
    let control = document.control.iter().enumerate();
    let control =
        control.map(|(at, line)| piece(0, at + 1, "control ", format!("{}: {}", line.label, line.value)));
    [title].into_iter().chain(control).collect()
}

fn foot(document: &Document) -> Vec<Piece> {
    let last = document.blocks.len() + 1;
    document.footer.iter().map(|footer| piece(last, 0, "footer ", footer.clone())).collect()
}

fn of_block(at: usize, block: &Block) -> Vec<Piece> {
    let one =
        |kind: &str, text: String| vec![Piece { record: block.record.clone(), ..piece(at, 0, kind, text) }];
    match &block.body {
        Body::Heading { level, text, .. } => one(&format!("h{level} "), text.clone()),
        Body::Paragraph(text) => one("text ", text.plain()),
        Body::Callout { text, .. } => one("callout ", text.plain()),
        Body::Chart(chart) => {
            vec![Piece { key: format!("{chart:?}"), ..piece(at, 0, "", format!("Chart: {}", chart.title)) }]
        }
        Body::List { items, .. } => {
            let items = items.iter().enumerate().map(|(part, item)| {
                let kind = if item.done { "done " } else { "item " };
                Piece { record: item.record.clone(), ..piece(at, part, kind, item.text.plain()) }
            });
            items.collect()
        }
        Body::Code { text, .. } => {
            text.lines().enumerate().map(|(part, line)| piece(at, part, "code ", line.to_owned())).collect()
        }
        Body::Diagram(diagram) => {
            let groups = diagram.groups.iter().enumerate().map(|(part, group)| {
                let names: Vec<_> = group.nodes.iter().map(|node| node.label.replace('\n', " ")).collect();
                let text = format!("{}: {}", group.label, names.join(", "));
                Piece { key: format!("{} {:?}", group.label, group.nodes), ..piece(at, part + 1, "", text) }
            });
            let edges = piece(at, diagram.groups.len() + 1, "", diagram.edges.len().to_string());
            let edges = Piece { key: format!("{:?}", diagram.edges), ..edges };
            [piece(at, 0, "drawing ", diagram.title.clone())]
                .into_iter()
                .chain(groups)
                .chain([edges])
                .collect()
        }
        Body::Table(table) => {
            let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
            let rows = table.rows.iter().enumerate().map(|(part, row)| {
                let cells: Vec<_> = labels
                    .iter()
                    .zip(&row.cells)
                    .map(|(label, cell)| ((*label).to_owned(), cell.plain()))
                    .collect();
                let key = cells
                    .iter()
                    .flat_map(|(label, text)| [label.as_str(), "\u{1f}", text, "\u{1f}"])
                    .collect();
                Piece { spot: Spot::new(at, part + 1), key, record: row.record.clone(), cells }
            });
            [piece(at, 0, "labels ", labels.join("  "))].into_iter().chain(rows).collect()
        }
    }
}

#[cfg(test)]
mod tests;
