//! What holds for every layout: boxes apart, every line there, none through a box, none on another.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn plan(items: Vec<(usize, usize, usize)>, links: &[(usize, usize, bool)], width: usize) -> Plan {
    let items = items.into_iter().map(|(layer, width, height)| Item { layer, width, height }).collect();
    // A net is everything that reaches one box in one manner, as the canvas draws it.
    let link = |(from, to, soft): &(usize, usize, bool)| Link {
        from: *from,
        to: *to,
        net: to * 2 + usize::from(*soft),
        drawn: true,
    };
    Plan { items, links: links.iter().map(link).collect(), width, margin: 4, gap: 3, channel: 2 }
}

/// Whether a line runs across a cell, and whether it runs up and down.
type Ways = (bool, bool);

/// The cells of a line.
fn cells(route: &Route) -> BTreeMap<Point, Ways> {
    let mut cells: BTreeMap<Point, Ways> = BTreeMap::new();
    for pair in route.points.windows(2) {
        let (a, b) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        assert!(a.x == b.x || a.y == b.y, "at right angles: {:?}", route.points);
        for x in a.x..=b.x {
            for y in a.y.min(b.y)..=a.y.max(b.y) {
                let cell = cells.entry(Point { x, y }).or_default();
                if a.y == b.y { cell.0 = true } else { cell.1 = true }
            }
        }
    }
    if let [only] = route.points[..] {
        cells.insert(only, (false, true));
    }
    cells
}

fn holds(plan: &Plan, layout: &Layout) {
    assert_eq!(layout.frames.len(), plan.items.len());
    for (at, frame) in layout.frames.iter().enumerate() {
        let item = plan.items[at];
        assert!(frame.width >= item.width && frame.height >= item.height);
        assert!(frame.x >= plan.margin && frame.right() <= layout.width && frame.bottom() <= layout.height);
        for (other_at, other) in layout.frames.iter().enumerate().skip(at + 1) {
            let apart_x = frame.right() + plan.gap <= other.x || other.right() + plan.gap <= frame.x;
            let apart_y =
                frame.bottom() + plan.channel <= other.y || other.bottom() + plan.channel <= frame.y;
            assert!(apart_x || apart_y, "boxes {at} and {other_at}: {frame:?} {other:?}");
            let (upper, lower) = (item.layer, plan.items[other_at].layer);
            assert!(upper >= lower || frame.bottom() <= other.y, "layers from the top down");
            assert!(upper <= lower || other.bottom() <= frame.y, "layers from the top down");
        }
    }
    let drawn: Vec<usize> = (0..plan.links.len()).filter(|at| plan.links[*at].drawn).collect();
    assert_eq!(layout.routes.iter().map(|route| route.link).collect::<Vec<_>>(), drawn, "every line");
    let mut owners: BTreeMap<Point, Vec<(usize, Ways)>> = BTreeMap::new();
    for route in &layout.routes {
        let link = plan.links[route.link];
        let (from, to) = (layout.frames[link.from], layout.frames[link.to]);
        let touches = |point: Point, frame: Frame| {
            let beside = point.y == frame.bottom() || point.y + 1 == frame.y;
            beside && point.x > frame.x && point.x + 1 < frame.right()
        };
        assert!(touches(route.points[0], from), "begins at its box");
        assert!(touches(*route.points.last().unwrap(), to), "ends at its box");
        for (point, ways) in cells(route) {
            assert!(point.x < layout.width && point.y < layout.height);
            for frame in &layout.frames {
                let inside = point.x >= frame.x
                    && point.x < frame.right()
                    && point.y >= frame.y
                    && point.y < frame.bottom();
                assert!(!inside, "{route:?} runs through {frame:?}");
            }
            owners.entry(point).or_default().push((link.net, ways));
        }
    }
    for (point, owners) in owners {
        for (net, ways) in &owners {
            for (other, crossing) in &owners {
                let shared = ways.0 && crossing.0 || ways.1 && crossing.1;
                assert!(net == other || !shared, "two nets lie on each other at {point:?}");
            }
        }
    }
}

#[test]
fn what_can_be_straight_is_straight() {
    let plan = plan(vec![(0, 10, 3), (1, 10, 3), (2, 10, 3)], &[(0, 1, false), (1, 2, false)], 60);
    let layout = layout(&plan);
    holds(&plan, &layout);
    assert!(layout.routes.iter().all(|route| route.points.len() == 2), "{:?}", layout.routes);
    assert_eq!(layout.tracks, 0);
}

#[test]
fn crossings_that_need_not_be_are_not() {
    // Two pairs, given crosswise.
    let plan =
        plan(vec![(0, 10, 3), (0, 10, 3), (1, 10, 3), (1, 10, 3)], &[(0, 3, false), (1, 2, false)], 60);
    let layout = layout(&plan);
    holds(&plan, &layout);
    let left = |at: usize| layout.frames[at].x;
    assert_eq!(left(0) < left(1), left(3) < left(2));
}

#[test]
fn a_wide_layer_takes_several_rows() {
    let plan = plan(vec![(0, 20, 3); 9], &[(0, 8, true)], 80);
    let layout = layout(&plan);
    holds(&plan, &layout);
    assert!(layout.width <= 80, "{}", layout.width);
    assert_eq!(layout.bands.len(), 1);
    let mut lines: Vec<usize> = layout.frames.iter().map(|frame| frame.y).collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 3, "three rows of three");
}

#[test]
fn what_is_not_drawn_has_no_line_and_ends_that_do_not_exist_are_left_out() {
    let mut plan = plan(vec![(0, 10, 3), (1, 10, 3)], &[(0, 9, false), (0, 1, false), (1, 0, false)], 60);
    plan.links[2].drawn = false;
    let drawn = layout(&plan);
    assert_eq!(drawn.routes.iter().map(|route| route.link).collect::<Vec<_>>(), [1]);
    assert_eq!(layout(&Plan::default()), Layout::default());
}

proptest! {
    #[test]
    fn every_layout_is_sound(
        items in prop::collection::vec((0_usize..5, 3_usize..24, 3_usize..6), 1..24),
        links in prop::collection::vec((0_usize..24, 0_usize..24, any::<bool>()), 0..60),
        width in 20_usize..160,
    ) {
        let count = items.len();
        let links: Vec<_> = links.into_iter().map(|(a, b, soft)| (a % count, b % count, soft)).collect();
        let plan = plan(items, &links, width);
        let drawn = layout(&plan);
        holds(&plan, &drawn);
        prop_assert_eq!(&drawn, &layout(&plan), "the same plan, the same layout");
    }

    #[test]
    fn lines_of_one_sender_share_their_way(
        items in prop::collection::vec((0_usize..5, 3_usize..24, 3_usize..5), 2..24),
        links in prop::collection::vec((0_usize..24, any::<bool>(), any::<bool>()), 0..30),
    ) {
        // All lines of the first box, as they are drawn when it has the focus: four nets.
        let count = items.len();
        let mut plan = plan(items, &[], 100);
        plan.links = links
            .into_iter()
            .map(|(other, out, soft)| {
                let other = other % count;
                let (from, to) = if out { (0, other) } else { (other, 0) };
                Link { from, to, net: usize::from(out) * 2 + usize::from(soft), drawn: true }
            })
            .collect();
        let drawn = layout(&plan);
        holds(&plan, &drawn);
        prop_assert!(drawn.tracks <= 4);
    }
}
