//! What holds for every drawing: it is XML, no words are cut or covered, and nothing that was given is missing.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use roxmltree::{Document, Node as Element};

use super::scene::{Area, BAND, LABEL, NOTE, PAD, Scene, WORDS, scene, text_height};
use super::*;
use crate::deliverables::diagram::{Edge, Form, Group, Line, Node, Role};

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec("[a-zA-ZäöÉß&<>\"'0-9.,()/-]{1,14}", 1..most).prop_map(|words| words.join(" "))
}

fn diagrams() -> impl Strategy<Value = Diagram> {
    let look = prop::sample::select(Look::ALL.to_vec());
    let boxes = (words(5), prop::option::of(words(4)), any::<bool>(), look);
    let groups = prop::collection::vec((words(4), any::<bool>(), prop::collection::vec(boxes, 0..6)), 1..6);
    let edges = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            prop::option::of(words(9)),
            any::<bool>(),
        ),
        0..30,
    );
    (groups, edges).prop_map(|(groups, edges)| {
        let mut count = 0;
        let groups: Vec<Group> = groups
            .into_iter()
            .enumerate()
            .map(|(at, (label, border, nodes))| Group {
                id: format!("group-{at}"),
                label,
                border,
                nodes: nodes
                    .into_iter()
                    .map(|(label, note, inside, look)| {
                        count += 1;
                        let note = note.unwrap_or_default();
                        Node { id: format!("node-{count}"), label, note, inside, look }
                    })
                    .collect(),
            })
            .collect();
        let node = |index: prop::sample::Index| format!("node-{}", index.index(count.max(1)) + 1);
        let edges = edges.into_iter().map(|(from, to, label, waits_not)| Edge {
            from: node(from),
            to: node(to),
            label: label.unwrap_or_default(),
            waits_not,
        });
        Diagram {
            name: "any".into(),
            title: "Any <&> graph".into(),
            beside: false,
            edges: edges.collect(),
            groups,
        }
    })
}

fn apart(a: Area, b: Area) -> bool {
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

fn fits(area: Area, lines: &[(&[String], f64, bool)]) {
    let high: f64 = lines.iter().map(|(lines, size, _)| text_height(lines, *size)).sum();
    assert!(high <= area.height + 0.01, "too high: {lines:?}");
    for (lines, size, bold) in lines {
        assert!(measure::widest(lines, *size, *bold) + PAD <= area.width, "cut: {lines:?}");
    }
}

/// Words as they were given, whatever lines they were broken into.
fn joined(lines: &[String]) -> String {
    lines.join(" ")
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(diagram: &Diagram, scene: &Scene) {
    let areas: Vec<Area> =
        scene.cards.iter().map(|card| card.area).chain(scene.tags.iter().map(|tag| tag.area)).collect();
    for (at, area) in areas.iter().enumerate() {
        let within = area.x >= 0.0 && area.y >= 0.0;
        assert!(within && area.x + area.width <= scene.width && area.y + area.height <= scene.height);
        for other in &areas[at + 1..] {
            assert!(apart(*area, *other), "{area:?} lies on {other:?}");
        }
        for wire in &scene.wires {
            for pair in wire.points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let way = Area {
                    x: a.0.min(b.0),
                    y: a.1.min(b.1),
                    width: (a.0 - b.0).abs(),
                    height: (a.1 - b.1).abs(),
                };
                // Up to its border, but not into it.
                let inner = Area {
                    x: area.x + 0.5,
                    y: area.y + 0.5,
                    width: area.width - 1.0,
                    height: area.height - 1.0,
                };
                assert!(apart(way, inner), "{wire:?} runs through {area:?}");
            }
        }
    }
    let nodes: Vec<&Node> = diagram.nodes().collect();
    assert_eq!(scene.cards.len(), nodes.len());
    for (card, node) in scene.cards.iter().zip(nodes) {
        assert_eq!(joined(&card.label), squeezed(&node.label));
        assert_eq!(joined(&card.note), squeezed(&node.note));
        fits(card.area, &[(&card.label, LABEL, true), (&card.note, NOTE, false)]);
    }
    let known = |id: &str| diagram.nodes().any(|node| node.id == id);
    let drawn: Vec<&Edge> =
        diagram.edges.iter().filter(|edge| known(&edge.from) && known(&edge.to)).collect();
    let told = drawn.iter().filter(|edge| !edge.label.is_empty());
    for (tag, edge) in scene.tags.iter().zip(told) {
        assert_eq!(joined(&tag.label), squeezed(&edge.label));
        fits(tag.area, &[(&tag.label, WORDS, false)]);
    }
    assert_eq!(scene.wires.iter().filter(|wire| wire.head).count(), drawn.len(), "one head an arrow");
    for stripe in &scene.stripes {
        assert!(stripe.area.y >= 0.0 && stripe.area.y + stripe.area.height <= scene.height);
        assert!(text_height(&stripe.label, BAND) <= stripe.area.height);
    }
}

fn named<'a>(document: &'a Document, name: &str) -> Vec<Element<'a, 'a>> {
    document
        .descendants()
        .filter(|element| element.has_tag_name(("http://www.w3.org/2000/svg", name)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn nothing_overlaps_and_every_word_is_there(diagram in diagrams()) {
        let scene = scene(&diagram);
        holds(&diagram, &scene);
        let file = diagram_file(&diagram);
        let read = Document::parse(&file).unwrap();
        prop_assert_eq!(named(&read, "title")[0].text(), Some("Any <&> graph"));
        prop_assert!(!file.contains("var("));
        // A name may well be NaN; a place may not.
        let places = ["x", "y", "x1", "y1", "x2", "y2", "width", "height", "d", "points", "viewBox", "transform"];
        let mut places = read.descendants().flat_map(|node| node.attributes()).filter(|it| places.contains(&it.name()));
        prop_assert!(places.all(|place| !place.value().contains("NaN")));
        let drawn = super::drawn(&Body::Diagram(diagram.clone())).unwrap();
        Document::parse(&drawn.marks.into_string()).unwrap();
    }

    #[test]
    fn a_chart_shows_every_line_by_name(
        values in prop::collection::vec(0.0_f64..1e9, 1..14),
        limit in 0.1_f64..1e9,
        name in words(6),
    ) {
        let lines = vec![
            Line { name: name.clone(), role: Role::Main, values: values.clone() },
            Line { name: "hard limit".into(), role: Role::Limit, values: vec![limit; values.len()] },
            Line { name: "usable limit".into(), role: Role::Usable, values: vec![limit * 0.9; values.len()] },
        ];
        let ticks = (0..values.len()).map(|at| format!("2026-{at:02}")).collect();
        let moments = vec![(0.5, "start by".into()), (0.6, "runs out".into())];
        let chart =
            Chart { name: "c".into(), form: Form::OverTime, title: name.clone(), ticks, unit: "TB".into(), lines, moments };
        let file = chart_file(&chart);
        let read = Document::parse(&file).unwrap();
        let texts: Vec<&str> = named(&read, "text").iter().filter_map(Element::text).collect();
        prop_assert!(texts.contains(&name.as_str()) && ["hard limit", "usable limit"].iter().all(|name| texts.contains(name)), "{:?}", texts);
        prop_assert!(file.contains("class=\"limit\"") && file.contains("class=\"usable\""), "{}", file);
        prop_assert!(!file.contains("NaN") && !file.contains("inf"), "{}", file);
    }
}

#[test]
fn a_drawing_speaks_to_those_who_do_not_see_it() {
    let node = |id: &str, label: &str| Node {
        id: id.into(),
        label: label.into(),
        note: String::new(),
        inside: true,
        look: Look::Exists,
    };
    let diagram = Diagram {
        name: "layers".into(),
        title: "Layers, today".into(),
        beside: false,
        groups: vec![Group {
            id: "a".into(),
            label: "Edge".into(),
            border: false,
            nodes: vec![node("x", "Gateway\u{7}"), node("y", "Login")],
        }],
        edges: vec![Edge {
            from: "x".into(),
            to: "y".into(),
            label: "Sign in (OIDC)".into(),
            waits_not: true,
        }],
    };
    let file = diagram_file(&diagram);
    let read = Document::parse(&file).unwrap();
    let root = read.root_element();
    assert_eq!(
        (root.attribute("role"), root.attribute("aria-labelledby")),
        (Some("img"), Some("title about"))
    );
    assert_eq!(
        named(&read, "desc")[0].text(),
        Some("Edge: Gateway, Login. Gateway to Login: Sign in (OIDC).")
    );
    assert!(file.contains("waits-not"));
}
