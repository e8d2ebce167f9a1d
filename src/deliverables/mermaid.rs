//! Drawings as Mermaid text, which GitHub and most editors draw.
//!
//! Names come from people, so everything that Mermaid could read as its own is written as an entity.

use std::fmt::Write;

use super::diagram::{Chart, Diagram, Form, Look};

/// The fill, border and text of each look; borders differ too, so that colour is not all there is.
fn style(look: Look) -> &'static str {
    match look {
        Look::Exists => "fill:#e8f0fe,stroke:#1a4480,stroke-width:1px,color:#10233f",
        Look::Build => "fill:#e6f4ea,stroke:#14532d,stroke-width:3px,color:#0f2e1a",
        Look::Buy => "fill:#fff4d6,stroke:#7a4f01,stroke-width:2px,stroke-dasharray:8 3,color:#3d2800",
        Look::Retire => "fill:#f3f4f6,stroke:#6b7280,stroke-width:1px,stroke-dasharray:2 3,color:#374151",
        Look::External => "fill:#ffffff,stroke:#111827,stroke-width:1px,color:#111827",
        Look::People => "fill:#f7efe6,stroke:#5b3a1a,stroke-width:1px,color:#3b2510",
    }
}

/// A flowchart from the top down with one boundary a group.
pub fn flowchart(diagram: &Diagram) -> String {
    let mut out = format!("---\ntitle: {}\n---\nflowchart TB\n", quoted(&diagram.title));
    for group in diagram.groups.iter().filter(|group| !group.nodes.is_empty()) {
        line(&mut out, 1, &format!("subgraph {}[\"{}\"]", identifier(&group.id), label(&group.label)));
        for node in &group.nodes {
            let (id, words) = (identifier(&node.id), label(&node.label));
            let rounded = node.look == Look::External;
            let (open, close) = if rounded { ("([", "])") } else { ("[", "]") };
            line(&mut out, 2, &format!("{id}{open}\"{words}\"{close}:::{}", node.look.key()));
        }
        line(&mut out, 1, "end");
    }
    let known: Vec<&str> = diagram.nodes().map(|node| node.id.as_str()).collect();
    for edge in &diagram.edges {
        // An arrow to nowhere would make Mermaid invent a box.
        if !known.contains(&edge.from.as_str()) || !known.contains(&edge.to.as_str()) {
            continue;
        }
        let arrow = if edge.waits_not { "-.->" } else { "-->" };
        let words =
            if edge.label.is_empty() { String::new() } else { format!("|\"{}\"|", label(&edge.label)) };
        line(&mut out, 1, &format!("{} {arrow}{words} {}", identifier(&edge.from), identifier(&edge.to)));
    }
    for look in Look::ALL {
        if diagram.nodes().any(|node| node.look == look) {
            line(&mut out, 1, &format!("classDef {} {}", look.key(), style(look)));
        }
    }
    out
}

/// A chart of lines.
pub fn chart(chart: &Chart) -> String {
    let mut out = String::from("xychart-beta\n");
    line(&mut out, 1, &format!("title {}", quoted(&chart.title)));
    let ticks: Vec<String> = chart.ticks.iter().map(|tick| quoted(tick)).collect();
    line(&mut out, 1, &format!("x-axis [{}]", ticks.join(", ")));
    if chart.form == Form::Levels {
        line(&mut out, 1, "y-axis \"level\" 0 --> 4");
        for (mark, values) in ["bar", "line"].iter().zip(&chart.lines) {
            let values: Vec<String> = values.values.iter().map(|value| number(*value)).collect();
            line(&mut out, 1, &format!("{mark} [{}]", values.join(", ")));
        }
        return out;
    }
    let top = chart.lines.iter().flat_map(|line| &line.values).copied().fold(0.0, f64::max);
    let unit = if chart.unit.is_empty() { "count" } else { &chart.unit };
    line(&mut out, 1, &format!("y-axis {} 0 --> {}", quoted(unit), number(ceiling(top))));
    // The language has no word beside a line.
    let names: Vec<&str> = chart.lines.iter().map(|line| line.name.as_str()).collect();
    line(&mut out, 1, &format!("%% lines: {}", names.join(", ")));
    for values in chart.lines.iter().map(|line| &line.values) {
        let values: Vec<String> = values.iter().map(|value| number(*value)).collect();
        line(&mut out, 1, &format!("line [{}]", values.join(", ")));
    }
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:1$}{text}", "", depth * 4);
}

/// The next round number with some air above the highest value.
fn ceiling(top: f64) -> f64 {
    if top <= 0.0 {
        return 1.0;
    }
    let scale = 10f64.powf(top.log10().floor() - 1.0);
    (top * 1.05 / scale).ceil() * scale
}

/// Three significant decimals are more than a chart can show.
fn number(value: f64) -> String {
    let digits = if value.abs() >= 100.0 { 1.0 } else { 1000.0 };
    format!("{}", (value * digits).round() / digits)
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace(['"', '\\'], "'").replace(['\n', '`'], " "))
}

/// Letters, digits and `_`: no name can meet a keyword, because ids carry a number.
fn identifier(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if id == "end" { "end_".into() } else { id }
}

fn label(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            '{' => out.push_str("#123;"),
            '}' => out.push_str("#125;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::diagram::{Edge, Group, Line, Node, Role};
    use super::*;

    fn two_boxes() -> Diagram {
        let node = |id: &str, label: &str, look| Node {
            id: id.into(),
            label: label.into(),
            note: String::new(),
            inside: false,
            look,
        };
        Diagram {
            name: "layers".into(),
            beside: false,
            title: "Layers: the \"target\"".into(),
            groups: vec![Group {
                id: "edge".into(),
                label: "Edge & gateway".into(),
                border: false,
                nodes: vec![
                    node("component-1", "Gate \"A\" <one>", Look::Exists),
                    node("component-2", "C# end", Look::Build),
                ],
            }],
            edges: vec![
                Edge {
                    from: "component-1".into(),
                    to: "component-2".into(),
                    label: "checks | tokens (gRPC)".into(),
                    waits_not: true,
                },
                Edge {
                    from: "component-1".into(),
                    to: "component-9".into(),
                    label: "x".into(),
                    waits_not: false,
                },
            ],
        }
    }

    #[test]
    fn names_are_escaped_and_arrows_to_nowhere_left_out() {
        let drawn = flowchart(&two_boxes());
        assert!(drawn.starts_with("---\ntitle: \"Layers: the 'target'\"\n---\nflowchart TB\n"), "{drawn}");
        assert!(drawn.contains("component_1[\"Gate #quot;A#quot; #lt;one#gt;\"]:::exists"), "{drawn}");
        assert!(drawn.contains("component_1 -.->|\"checks | tokens (gRPC)\"| component_2"), "{drawn}");
        assert!(!drawn.contains("component_9"), "{drawn}");
        assert!(drawn.contains("classDef build ") && !drawn.contains("classDef buy "), "{drawn}");
    }

    #[test]
    fn a_chart_has_room_above_its_highest_value() {
        let drawn = chart(&Chart {
            title: "Storage".into(),
            ticks: vec!["Jan".into(), "Feb".into()],
            unit: "TB".into(),
            lines: vec![Line { name: "use".into(), role: Role::Main, values: vec![2.1, 2.2268] }],
            ..Chart::default()
        });
        assert!(drawn.contains("y-axis \"TB\" 0 --> 2.4\n"), "{drawn}");
        assert!(drawn.contains("line [2.1, 2.227]"), "{drawn}");
    }
}
