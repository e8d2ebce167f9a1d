//! The columns of boxes: each is drawn towards the middle of what it is linked with, keeping its order and
//! its distance. The nearest places that keep both are found by isotonic regression.

use super::{Link, Plan, Rows};

/// After so many rounds boxes hardly move any more.
const ROUNDS: usize = 6;

/// Rows of boxes with their columns.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The boxes of each row, from left to right.
    pub rows: Rows,
    /// The row of each box.
    pub row_of: Vec<usize>,
    /// The columns each box takes.
    pub widths: Vec<usize>,
    /// The first column of each box.
    pub x: Vec<usize>,
}

impl Placed {
    /// Boxes at their least width.
    pub fn new(plan: &Plan, rows: Rows, links: &[Link]) -> Self {
        let mut row_of = vec![0; plan.items.len()];
        for (at, row) in rows.iter().enumerate() {
            for item in row {
                row_of[*item] = at;
            }
        }
        let widths = plan.items.iter().map(|item| item.width.max(3)).collect();
        let mut placed = Self { rows, row_of, widths, x: vec![0; plan.items.len()] };
        placed.settle(plan, links);
        placed
    }

    /// Finds the columns anew, after widths changed.
    pub fn settle(&mut self, plan: &Plan, links: &[Link]) {
        let longs: Vec<usize> = self.rows.iter().map(|row| self.long(plan, row)).collect();
        let room = plan.width.saturating_sub(plan.margin);
        let room = longs.iter().copied().max().unwrap_or(0).max(room);
        for (row, long) in self.rows.iter().zip(&longs) {
            let mut x = plan.margin + (room - long) / 2;
            for item in row {
                self.x[*item] = x;
                x += self.widths[*item] + plan.gap;
            }
        }
        let mut near = vec![Vec::new(); plan.items.len()];
        for link in links.iter().filter(|link| self.row_of[link.from] != self.row_of[link.to]) {
            near[link.from].push(link.to);
            near[link.to].push(link.from);
        }
        for round in 0..ROUNDS {
            let count = self.rows.len();
            for step in 0..count {
                let row = if round % 2 == 0 { step } else { count - 1 - step };
                self.pull(plan, row, room - longs[row], &near);
            }
        }
    }

    fn long(&self, plan: &Plan, row: &[usize]) -> usize {
        let boxes: usize = row.iter().map(|item| self.widths[*item]).sum();
        boxes + plan.gap * row.len().saturating_sub(1)
    }

    /// Puts the boxes of a row as near as can be to the middle of their neighbours; `slack` columns are free.
    fn pull(&mut self, plan: &Plan, row: usize, slack: usize, near: &[Vec<usize>]) {
        // With its least distance to the left edge taken off, a box must only not be left of the one before.
        let mut least = plan.margin;
        let mut wanted = Vec::with_capacity(self.rows[row].len());
        for item in &self.rows[row] {
            let mut middles: Vec<f64> = near[*item].iter().map(|other| self.middle(*other)).collect();
            let start = match middle(&mut middles) {
                Some(middle) => middle - self.widths[*item] as f64 / 2.0,
                None => self.x[*item] as f64,
            };
            wanted.push(start - least as f64);
            least += self.widths[*item] + plan.gap;
        }
        let mut least = plan.margin;
        for (item, free) in self.rows[row].iter().zip(rising(&wanted)) {
            self.x[*item] = least + free.clamp(0.0, slack as f64).round() as usize;
            least += self.widths[*item] + plan.gap;
        }
    }

    fn middle(&self, item: usize) -> f64 {
        self.x[item] as f64 + self.widths[item] as f64 / 2.0
    }

    /// The middle column of a box.
    pub fn centre(&self, item: usize) -> usize {
        self.x[item] + self.widths[item] / 2
    }
}

/// The median; the mean of the two in the middle of an even number.
fn middle(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => None,
        len if len % 2 == 1 => Some(values[half]),
        _ => Some(f64::midpoint(values[half - 1], values[half])),
    }
}

/// The rising sequence nearest to the wanted one by least squares (pool adjacent violators).
fn rising(wanted: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in wanted {
        pools.push((*value, 1));
        while let [.., (before, many), (last, few)] = pools[..] {
            if before <= last {
                break;
            }
            let mean = (before * many as f64 + last * few as f64) / (many + few) as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, many + few));
        }
    }
    pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(value, count)).collect()
}
