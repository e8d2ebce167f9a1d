//! The findings against answers found the slow way, over generated graphs.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use petgraph::algo::kosaraju_scc;
use proptest::prelude::*;

use super::*;
use crate::workshop::testkit::Room;

const LAYERS: [&str; 4] = ["experience", "edge", "product", "data"];
const SIDES: [&str; 4] = ["platform", "product", "external", ""];
const MODES: [&str; 3] = ["sync", "async", ""];
const HARDNESS: [&str; 3] = ["hard", "soft", ""];

/// A component: layer, side, owner, keeps data.
type Part = (usize, usize, usize, bool);
/// A connection: from, to, mode, hardness.
type Wire = (usize, usize, usize, usize);

fn graphs() -> impl Strategy<Value = (Vec<Part>, Vec<Wire>)> {
    let parts = prop::collection::vec((0..LAYERS.len(), 0..SIDES.len(), 0_usize..3, any::<bool>()), 1..9);
    let wires = prop::collection::vec((0_usize..9, 0_usize..9, 0..MODES.len(), 0..HARDNESS.len()), 0..22);
    (parts, wires).prop_map(|(parts, wires)| {
        let count = parts.len();
        let wires = wires.into_iter().map(|(a, b, mode, hard)| (a % count, b % count, mode, hard)).collect();
        (parts, wires)
    })
}

fn drawn(parts: &[Part], wires: &[Wire]) -> Room {
    let mut room = Room::new();
    for (at, (layer, side, owner, store)) in parts.iter().enumerate() {
        let name = format!("c{}", at + 1);
        let owner = ["", "Alpha", "Beta"][*owner];
        let store = if *store { "yes" } else { "no" };
        let fields = [("name", &*name), ("layer", LAYERS[*layer]), ("side", SIDES[*side])];
        room.add("component", &[&fields[..], &[("owner", owner), ("store", store)]].concat());
    }
    for (from, to, mode, hardness) in wires {
        let (from, to) = (format!("c{}", from + 1), format!("c{}", to + 1));
        let fields = [("from", &*from), ("to", &*to), ("mode", MODES[*mode])];
        room.add("connection", &[&fields[..], &[("hardness", HARDNESS[*hardness])]].concat());
    }
    room
}

fn id(at: usize) -> String {
    format!("component-{}", at + 1)
}

fn number(id: &str) -> usize {
    id.rsplit_once('-').unwrap().1.parse::<usize>().unwrap() - 1
}

fn of(findings: &[Finding], trouble: Trouble) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.trouble == trouble).collect()
}

fn subjects(findings: &[Finding], trouble: Trouble) -> BTreeSet<String> {
    of(findings, trouble).into_iter().map(|finding| finding.subject.clone()).collect()
}

/// Everything that can be reached over those wires without stepping on one component.
fn reach(from: &[usize], wires: &[(usize, usize)], without: Option<usize>) -> BTreeSet<usize> {
    let mut reached: BTreeSet<usize> = from.iter().copied().filter(|at| Some(*at) != without).collect();
    loop {
        let more = wires.iter().filter(|(a, b)| reached.contains(a) && Some(*b) != without);
        let more: Vec<usize> = more.map(|(_, b)| *b).filter(|b| !reached.contains(b)).collect();
        if more.is_empty() {
            return reached;
        }
        reached.extend(more);
    }
}

fn holding(wires: &[Wire]) -> Vec<(usize, usize)> {
    wires.iter().filter(|w| MODES[w.2] == "sync" && HARDNESS[w.3] != "soft").map(|w| (w.0, w.1)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn circles_are_the_strong_components_of_kosaraju((parts, wires) in graphs()) {
        let room = drawn(&parts, &wires);
        let canvas = Canvas::of(room.records());
        let mut graph = DiGraph::<(), ()>::new();
        let nodes: Vec<_> = parts.iter().map(|_| graph.add_node(())).collect();
        for (from, to, mode, _) in &wires {
            if MODES[*mode] != "async" {
                graph.add_edge(nodes[*from], nodes[*to], ());
            }
        }
        let mut strong: Vec<BTreeSet<usize>> = kosaraju_scc(&graph)
            .into_iter()
            .filter(|group| group.len() > 1 || graph.contains_edge(group[0], group[0]))
            .map(|group| group.into_iter().map(NodeIndex::index).collect())
            .collect();
        strong.sort();
        let mut ours: Vec<BTreeSet<usize>> =
            canvas.tangles().iter().map(|tangle| tangle.iter().map(|id| number(id)).collect()).collect();
        ours.sort();
        prop_assert_eq!(&ours, &strong);
        let findings = canvas.findings();
        let circles = of(&findings, Trouble::Cycle);
        prop_assert_eq!(circles.len(), strong.len());
        for circle in circles {
            // A connection for each leg, head to tail.
            prop_assert_eq!(circle.connections.len(), circle.components.len());
            for (at, connection) in circle.connections.iter().enumerate() {
                let wire = wires[number(connection)];
                let next = &circle.components[(at + 1) % circle.components.len()];
                prop_assert_eq!((&id(wire.0), &id(wire.1)), (&circle.components[at], next));
            }
        }
    }

    #[test]
    fn callers_and_owners_are_counted_one_by_one((parts, wires) in graphs()) {
        let room = drawn(&parts, &wires);
        let canvas = Canvas::of(room.records());
        let findings = canvas.findings();
        for at in 0..parts.len() {
            let sync = wires.iter().filter(|w| w.1 == at && w.0 != at && MODES[w.2] == "sync");
            let callers: BTreeSet<usize> = sync.map(|w| w.0).collect();
            let known = canvas.fan_in().into_iter().find(|(known, _)| *known == id(at));
            prop_assert_eq!(known.map_or(0, |(_, count)| count), callers.len());
            let many = callers.len() >= MANY_CALLERS;
            prop_assert_eq!(subjects(&findings, Trouble::ManyCallers).contains(&id(at)), many);
            let direct = wires.iter().filter(|w| w.1 == at && MODES[w.2] != "async");
            let owners: BTreeSet<usize> = direct.map(|w| parts[w.0].2).filter(|owner| *owner != 0).collect();
            let shared = parts[at].3 && owners.len() > 1;
            prop_assert_eq!(subjects(&findings, Trouble::SharedStore).contains(&id(at)), shared);
        }
    }

    #[test]
    fn the_only_way_is_what_cuts_others_off_when_it_is_taken_out((parts, wires) in graphs()) {
        let room = drawn(&parts, &wires);
        let findings = Canvas::of(room.records()).findings();
        let holding = holding(&wires);
        let users: Vec<usize> = (0..parts.len()).filter(|at| LAYERS[parts[*at].0] == "experience").collect();
        let all = reach(&users, &holding, None);
        for at in 0..parts.len() {
            let without = reach(&users, &holding, Some(at));
            let lost = all.difference(&without).filter(|lost| **lost != at).count();
            let only = lost >= MANY_BEHIND && LAYERS[parts[at].0] != "experience";
            prop_assert_eq!(subjects(&findings, Trouble::OnlyWay).contains(&id(at)), only, "component {}", at);
        }
    }

    #[test]
    fn chains_cross_twice_and_none_is_missed((parts, wires) in graphs()) {
        let room = drawn(&parts, &wires);
        let findings = Canvas::of(room.records()).findings();
        let holding = holding(&wires);
        let side = |at: usize| SIDES[parts[at].1];
        let crosses =
            |(a, b): &(usize, usize)| !side(*a).is_empty() && !side(*b).is_empty() && side(*a) != side(*b);
        let inside: Vec<_> = holding.iter().copied().filter(|(a, b)| side(*a) == side(*b)).collect();
        for middle in 0..parts.len() {
            let behind_the_edge = |at: usize| !["experience", "edge"].contains(&LAYERS[parts[at].0]);
            let enters =
                holding.iter().any(|wire| wire.1 == middle && crosses(wire) && behind_the_edge(wire.0));
            let own = reach(&[middle], &inside, None);
            let leaves = holding.iter().any(|wire| own.contains(&wire.0) && crosses(wire));
            let told = subjects(&findings, Trouble::Chain).contains(&id(middle));
            prop_assert_eq!(told, enters && leaves, "component {}", middle);
        }
        for chain in of(&findings, Trouble::Chain) {
            prop_assert_eq!(chain.components.len(), chain.connections.len() + 1);
            for (at, connection) in chain.connections.iter().enumerate() {
                let wire = wires[number(connection)];
                prop_assert_eq!(&id(wire.0), &chain.components[at]);
                prop_assert_eq!(&id(wire.1), &chain.components[at + 1]);
                let outer = at == 0 || at + 1 == chain.connections.len();
                prop_assert_eq!(crosses(&(wire.0, wire.1)), outer);
            }
        }
    }

    #[test]
    fn who_waits_is_who_reaches_it((parts, wires) in graphs()) {
        let room = drawn(&parts, &wires);
        let canvas = Canvas::of(room.records());
        let holding = holding(&wires);
        for at in 0..parts.len() {
            let row = canvas.records.components.by_id(&id(at)).unwrap();
            let (waiting, _) = canvas.waiting_for(&row.id);
            let waiting: BTreeSet<usize> = waiting.into_iter().map(number).collect();
            let brute = (0..parts.len()).filter(|from| reach(&[*from], &holding, None).contains(&at));
            prop_assert_eq!(waiting, brute.collect::<BTreeSet<_>>());
        }
    }
}

#[test]
fn authentication_is_missed_when_it_is_denied_or_all_but_it_is_said() {
    let mut room = Room::new();
    let wire = room.add("connection", &[("from", "Orders"), ("to", "Billing"), ("mode", "sync")]);
    let missing = |room: &Room| of(&Canvas::of(room.records()).findings(), Trouble::NoAuthentication).len();
    assert_eq!(missing(&room), 0, "still being written");
    room.set(&wire, "protocol", "REST");
    room.set(&wire, "authorization", "scope orders:read");
    assert_eq!(missing(&room), 1);
    room.set(&wire, "authentication", "mTLS");
    assert_eq!(missing(&room), 0);
    room.set(&wire, "authentication", "none");
    assert_eq!(missing(&room), 1);
}
