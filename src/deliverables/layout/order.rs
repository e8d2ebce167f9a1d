//! Which row a box stands in, and in what order: layers cut into rows that fit, then sweeps that put each box
//! near the middle of what it is linked with (Sugiyama, Tagawa and Toda, 1981), keeping the best seen.

use std::collections::BTreeMap;

use super::{Link, Plan, Rows};

/// After so many sweeps hardly anything gets better.
const SWEEPS: usize = 12;

/// The rows from the top down.
pub fn rows(plan: &Plan, links: &[Link]) -> Rows {
    let rows = cut(plan, links);
    let near = neighbours(plan, links);
    let mut best = rows.clone();
    let mut fewest = crossings(plan, &rows, links);
    let mut rows = rows;
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let mut middles = middles(plan, &rows);
        let order: Vec<usize> =
            if sweep % 2 == 0 { (0..rows.len()).collect() } else { (0..rows.len()).rev().collect() };
        for at in order {
            let pull = |item: usize| {
                let near = &near[item];
                let sum: f64 = near.iter().map(|other| middles[*other]).sum();
                if near.is_empty() { middles[item] } else { sum / near.len() as f64 }
            };
            let mut pulled: Vec<(f64, usize)> = rows[at].iter().map(|item| (pull(*item), *item)).collect();
            // The sort is stable: what is pulled alike keeps its order.
            pulled.sort_by(|a, b| a.0.total_cmp(&b.0));
            rows[at] = pulled.into_iter().map(|(_, item)| item).collect();
            spread(plan, &rows[at], &mut middles);
        }
        let now = crossings(plan, &rows, links);
        if now < fewest {
            fewest = now;
            best.clone_from(&rows);
        }
    }
    best
}

/// Each layer's boxes in as few rows as fit the width, of about the same length. Callers come first, so that
/// calls within a layer run downwards where they can.
fn cut(plan: &Plan, links: &[Link]) -> Rows {
    let mut layers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (item, known) in plan.items.iter().enumerate() {
        layers.entry(known.layer).or_default().push(item);
    }
    let mut lean = vec![0_i64; plan.items.len()];
    for link in links {
        let (from, to) = (plan.items[link.from].layer, plan.items[link.to].layer);
        let down = if from <= to { 1 } else { -1 };
        lean[link.from] -= down;
        lean[link.to] += down;
        // What leads to another layer stands on that side.
        if from != to {
            lean[link.from] += 2 * down;
            lean[link.to] -= 2 * down;
        }
    }
    let room = plan.width.saturating_sub(plan.margin).max(1);
    let mut rows = Rows::new();
    for mut items in layers.into_values() {
        let long: usize = items.iter().map(|item| plan.items[*item].width + plan.gap).sum();
        let count = (long + plan.gap).div_ceil(room).max(1);
        if count > 1 {
            items.sort_by_key(|item| lean[*item]);
        }
        let fair = long.div_ceil(count);
        let mut row: Vec<usize> = Vec::new();
        let mut used = plan.gap;
        for item in items {
            let width = plan.items[item].width + plan.gap;
            let full = used + width > room || used >= fair + plan.gap;
            if full && !row.is_empty() {
                rows.push(std::mem::take(&mut row));
                used = plan.gap;
            }
            used += width;
            row.push(item);
        }
        rows.push(row);
    }
    rows
}

fn neighbours(plan: &Plan, links: &[Link]) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); plan.items.len()];
    for link in links.iter().filter(|link| link.from != link.to) {
        near[link.from].push(link.to);
        near[link.to].push(link.from);
    }
    near
}

/// The middle of each box when every row is spread over the same width.
fn middles(plan: &Plan, rows: &Rows) -> Vec<f64> {
    let mut middles = vec![0.0; plan.items.len()];
    for row in rows {
        spread(plan, row, &mut middles);
    }
    middles
}

fn spread(plan: &Plan, row: &[usize], middles: &mut [f64]) {
    let long: usize = row.iter().map(|item| plan.items[*item].width + plan.gap).sum();
    let mut used = 0;
    for item in row {
        let width = plan.items[*item].width + plan.gap;
        middles[*item] = (used as f64 + width as f64 / 2.0) / long.max(1) as f64;
        used += width;
    }
}

/// How often straight lines between the boxes would cross, counted in each channel they pass.
fn crossings(plan: &Plan, rows: &Rows, links: &[Link]) -> usize {
    let middles = middles(plan, rows);
    let mut row_of = vec![0; plan.items.len()];
    for (at, row) in rows.iter().enumerate() {
        for item in row {
            row_of[*item] = at;
        }
    }
    let mut channels: Vec<Vec<(f64, f64)>> = vec![Vec::new(); rows.len()];
    for link in links {
        let (mut top, mut low) = (link.from, link.to);
        if row_of[top] > row_of[low] {
            std::mem::swap(&mut top, &mut low);
        }
        let (first, last) = (row_of[top], row_of[low]);
        let at = |row: usize| {
            let share = (row - first) as f64 / (last - first).max(1) as f64;
            middles[top] + (middles[low] - middles[top]) * share
        };
        for (row, channel) in channels.iter_mut().enumerate().take(last).skip(first) {
            channel.push((at(row), at(row + 1)));
        }
    }
    channels.into_iter().map(inversions).sum()
}

/// Pairs of lines that change sides, by merge sort.
fn inversions(mut lines: Vec<(f64, f64)>) -> usize {
    lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut ends: Vec<f64> = lines.into_iter().map(|(_, low)| low).collect();
    let mut spare = ends.clone();
    merge(&mut ends, &mut spare)
}

fn merge(ends: &mut [f64], spare: &mut [f64]) -> usize {
    if ends.len() < 2 {
        return 0;
    }
    let middle = ends.len() / 2;
    let mut found =
        merge(&mut ends[..middle], &mut spare[..middle]) + merge(&mut ends[middle..], &mut spare[middle..]);
    let (mut left, mut right) = (0, middle);
    for slot in spare.iter_mut() {
        if right == ends.len() || left < middle && ends[left] <= ends[right] {
            *slot = ends[left];
            left += 1;
        } else {
            *slot = ends[right];
            right += 1;
            found += middle - left;
        }
    }
    ends.copy_from_slice(spare);
    found
}
