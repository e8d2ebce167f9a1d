//! Drawings and charts as SVG: a file of their own, or part of a page.
//!
//! Where things stand is found first (`scene`, `chart`), from the widths of the words (`measure`); here it is only
//! written down. Each drawing has a title and a description for those who do not see it.

mod chart;
pub(super) mod measure;
mod scene;
mod style;
#[cfg(test)]
mod tests;

use maud::{Markup, html};

use self::measure::width;
use self::scene::{Area, Scene};
use super::diagram::{Chart, Diagram, Look};
use super::document::Body;
pub use style::for_page as page_style;

/// A drawing as it is put together: how large it is, what it says, and its marks.
struct Picture {
    /// Its name among the files of the set.
    name: String,
    title: String,
    /// What it shows, for those who do not see it.
    about: String,
    width: f64,
    height: f64,
    marks: Markup,
}

/// A drawing inside a page that has the [style sheet](page_style).
pub struct Drawn {
    /// Its words for the line below it.
    pub title: String,
    /// Its width and height, in CSS pixels.
    pub size: (f64, f64),
    /// The drawing.
    pub marks: Markup,
}

/// The drawing or chart that a block is, if it is one.
pub fn drawn(body: &Body) -> Option<Drawn> {
    let (title, picture) = match body {
        Body::Diagram(diagram) => (&diagram.title, picture_of(diagram)),
        Body::Chart(chart) => (&chart.title, chart::picture(chart)),
        _ => return None,
    };
    let size = (picture.width, picture.height);
    Some(Drawn { title: title.clone(), size, marks: inside(&picture) })
}

/// A diagram as a file of its own.
pub fn diagram_file(diagram: &Diagram) -> String {
    alone(&picture_of(diagram))
}

/// A chart as a file of its own.
pub fn chart_file(chart: &Chart) -> String {
    alone(&chart::picture(chart))
}

/// A drawing that is put into a document of another format, whose own words give it its title.
#[derive(Debug, Clone, PartialEq)]
pub struct Plate {
    /// Its name among the files of the set.
    pub name: String,
    /// What stands above or below it.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub about: String,
    /// How wide it is, in CSS pixels.
    pub width: f64,
    /// How high it is, in CSS pixels.
    pub height: f64,
    /// The drawing as a file, without its title.
    pub svg: String,
}

/// The drawing or chart that a block is, if it is one.
pub fn plate(body: &Body) -> Option<Plate> {
    let picture = match body {
        Body::Diagram(diagram) => picture_of(diagram),
        Body::Chart(chart) => chart::picture(chart),
        _ => return None,
    };
    let (width, height) = (picture.width + 4.0, picture.height + 4.0);
    let drawn = html! {
        svg.ud xmlns="http://www.w3.org/2000/svg" width=(px(width)) height=(px(height))
            viewBox=(format!("-2 -2 {} {}", px(width), px(height))) {
            style { (maud::PreEscaped(style::for_file())) }
            (picture.marks)
        }
    };
    let svg = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", drawn.into_string());
    let Picture { name, title, about, .. } = picture;
    Some(Plate { name, title: clean(&title), about: clean(&about), width, height, svg })
}

fn inside(picture: &Picture) -> Markup {
    let (title, about) = (format!("{}-title", picture.name), format!("{}-about", picture.name));
    html! {
        svg.ud xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby=(title) aria-describedby=(about)
            width=(px(picture.width)) height=(px(picture.height))
            viewBox=(format!("0 0 {} {}", px(picture.width), px(picture.height))) {
            title id=(title) { (clean(&picture.title)) }
            desc id=(about) { (clean(&picture.about)) }
            (picture.marks)
        }
    }
}

/// Room for the title of a drawing that stands alone.
const HEAD: f64 = 44.0;
/// The paper around a drawing that stands alone.
const EDGE: f64 = 16.0;

fn alone(picture: &Picture) -> String {
    let lines = measure::wrap(&picture.title, 16.0, true, picture.width.max(320.0));
    let head = HEAD + (lines.len().saturating_sub(1)) as f64 * 20.0;
    let wide = picture.width.max(measure::widest(&lines, 16.0, true)) + 2.0 * EDGE;
    let high = picture.height + head + EDGE;
    let drawn = html! {
        svg.ud xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title about"
            width=(px(wide)) height=(px(high)) viewBox=(format!("0 0 {} {}", px(wide), px(high))) {
            title id="title" { (clean(&picture.title)) }
            desc id="about" { (clean(&picture.about)) }
            style { (maud::PreEscaped(style::for_file())) }
            rect width=(px(wide)) height=(px(high)) fill="#ffffff" {}
            @for (at, line) in lines.iter().enumerate() {
                text.title x=(px(EDGE)) y=(px(28.0 + at as f64 * 20.0)) { (clean(line)) }
            }
            g transform=(format!("translate({} {})", px(EDGE), px(head))) { (picture.marks) }
        }
    };
    // One mark a line, so that a small change is a small difference. Words hold no bare `<`.
    let drawn = drawn.into_string().replace("><", ">\n<");
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawn}\n")
}

fn picture_of(diagram: &Diagram) -> Picture {
    let scene = scene::scene(diagram);
    let (legend, tall) = legend(diagram, scene.width);
    let marks = html! {
        (bands(&scene))
        (wires(&scene))
        @for tag in &scene.tags {
            (rect("tag", tag.area, 4.0))
            (lines("words middle", tag.area, &tag.label, scene::WORDS))
        }
        (cards(&scene))
        g transform=(format!("translate(0 {})", px(scene.height))) { (legend) }
    };
    Picture {
        name: diagram.name.clone(),
        title: diagram.title.clone(),
        about: about(diagram),
        width: scene.width,
        height: scene.height + tall,
        marks,
    }
}

/// What a diagram shows, in words.
fn about(diagram: &Diagram) -> String {
    let groups = diagram.groups.iter().filter(|group| !group.nodes.is_empty()).map(|group| {
        let names: Vec<&str> = group.nodes.iter().map(|node| node.label.as_str()).collect();
        format!("{}: {}.", group.label, names.join(", "))
    });
    let name = |id: &str| diagram.nodes().find(|node| node.id == id).map(|node| node.label.as_str());
    let arrows = diagram.edges.iter().filter_map(|edge| {
        let (from, to) = (name(&edge.from)?, name(&edge.to)?);
        Some(match edge.label.as_str() {
            "" => format!("{from} to {to}."),
            label => format!("{from} to {to}: {label}."),
        })
    });
    groups.chain(arrows).collect::<Vec<_>>().join(" ")
}

fn bands(scene: &Scene) -> Markup {
    html! {
        @for stripe in &scene.stripes {
            (rect(if stripe.border { "band border" } else { "band" }, stripe.area, 6.0))
            @for (at, line) in stripe.label.iter().enumerate() {
                text.band-name x=(px(scene::PAD)) y=(px(stripe.area.y + 20.0 + at as f64 * scene::BAND * scene::LEADING)) {
                    (clean(line))
                }
            }
        }
    }
}

fn cards(scene: &Scene) -> Markup {
    html! {
        @for card in &scene.cards {
            @let round = match card.look { Look::External => card.area.height.min(44.0) / 2.0, _ => 4.0 };
            (rect(&format!("card {}", card.look.key()), card.area, round))
            @if card.inside {
                rect.inside x=(px(card.area.x + 3.0)) y=(px(card.area.y + 7.0)) width="4" height=(px(card.area.height - 14.0)) rx="2" {}
            }
            @let words = scene::text_height(&card.label, scene::LABEL) + scene::text_height(&card.note, scene::NOTE);
            @let top = card.area.y + (card.area.height - words) / 2.0;
            @let label = Area { y: top, height: scene::text_height(&card.label, scene::LABEL), ..card.area };
            (lines("label middle", label, &card.label, scene::LABEL))
            @let note = Area { y: label.y + label.height, height: words - label.height, ..card.area };
            (lines("note middle", note, &card.note, scene::NOTE))
        }
    }
}

fn wires(scene: &Scene) -> Markup {
    html! {
        @for wire in &scene.wires {
            path class=(if wire.waits_not { "wire waits-not" } else { "wire" }) d=(way(&wire.points, wire.head)) {}
            @if let (true, [.., before, last]) = (wire.head, &wire.points[..]) {
                (head(*before, *last))
            }
        }
    }
}

/// A line with round corners; with a head it ends a little earlier, where the head begins.
fn way(points: &[(f64, f64)], head: bool) -> String {
    const ROUND: f64 = 5.0;
    let mut points = points.to_vec();
    if let (true, [.., before, last]) = (head, &mut points[..]) {
        last.1 -= (last.1 - before.1).clamp(-6.0, 6.0);
    }
    let mut way = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let (x, y) = (*x, *y);
        let towards = |other: (f64, f64)| {
            let long = ((other.0 - x).powi(2) + (other.1 - y).powi(2)).sqrt();
            let share = if long > 0.0 { (ROUND.min(long / 2.0)) / long } else { 0.0 };
            (x + (other.0 - x) * share, y + (other.1 - y) * share)
        };
        match (at.checked_sub(1).map(|at| points[at]), points.get(at + 1)) {
            (None, _) => way.push_str(&format!("M{} {}", px(x), px(y))),
            (Some(before), Some(after)) => {
                let (from, to) = (towards(before), towards(*after));
                way.push_str(&format!(
                    "L{} {}Q{} {} {} {}",
                    px(from.0),
                    px(from.1),
                    px(x),
                    px(y),
                    px(to.0),
                    px(to.1)
                ));
            }
            (Some(_), None) => way.push_str(&format!("L{} {}", px(x), px(y))),
        }
    }
    way
}

/// The head of an arrow that runs up or down.
fn head(before: (f64, f64), tip: (f64, f64)) -> Markup {
    let back = if tip.1 >= before.1 { -8.0 } else { 8.0 };
    let (x, y) = tip;
    let d =
        format!("M{} {}L{} {}L{} {}Z", px(x), px(y), px(x - 4.0), px(y + back), px(x + 4.0), px(y + back));
    html! { path.head d=(d) {} }
}

/// What borders, bars and lines mean: only what is in the drawing. Also how high it is.
fn legend(diagram: &Diagram, room: f64) -> (Markup, f64) {
    let mut entries: Vec<(Markup, &str)> = Vec::new();
    let swatch = |class: &str, round: f64| {
        rect(&format!("card {class}"), Area { x: 0.0, y: 2.0, width: 26.0, height: 14.0 }, round)
    };
    let says = [
        (Look::Exists, "runs today", 3.0),
        (Look::Build, "to be built", 3.0),
        (Look::Buy, "to be bought", 3.0),
        (Look::Retire, "to be retired", 3.0),
        (Look::External, "belongs to somebody outside", 7.0),
    ];
    let changes = diagram.nodes().any(|node| matches!(node.look, Look::Build | Look::Buy | Look::Retire));
    for (look, words, round) in says {
        if (changes || look == Look::External) && diagram.nodes().any(|node| node.look == look) {
            entries.push((swatch(look.key(), round), words));
        }
    }
    if diagram.name == "context" && diagram.nodes().any(|node| node.look == Look::People) {
        entries.push((swatch(Look::People.key(), 3.0), "people who use the platform"));
    }
    if diagram.nodes().any(|node| node.inside) && diagram.nodes().any(|node| !node.inside) && changes {
        let bar = html! { rect.inside x="11" y="2" width="4" height="14" rx="2" {} };
        entries.push((bar, "part of the platform"));
    }
    let arrow = |class: &str| {
        html! { path class=(class) d="M0 9L20 9" {} path.head d="M27 9L19 5L19 13Z" {} }
    };
    if diagram.edges.iter().any(|edge| !edge.waits_not) {
        entries.push((arrow("wire"), "waits for the answer"));
    }
    if diagram.edges.iter().any(|edge| edge.waits_not) {
        entries.push((arrow("wire waits-not"), "does not wait"));
    }
    let (mut x, mut y) = (0.0, 20.0);
    let mut marks = Vec::new();
    for (mark, words) in entries {
        let wide = 34.0 + width(words, 11.0, false) + 18.0;
        if x > 0.0 && x + wide > room {
            x = 0.0;
            y += 22.0;
        }
        marks.push(html! {
            g transform=(format!("translate({} {})", px(x), px(y))) {
                (mark)
                text.key x="34" y="13" { (words) }
            }
        });
        x += wide;
    }
    let tall = if marks.is_empty() { 0.0 } else { y + 28.0 };
    (html! { @for mark in marks { (mark) } }, tall)
}

fn rect(class: &str, area: Area, round: f64) -> Markup {
    html! {
        rect class=(class) x=(px(area.x)) y=(px(area.y)) width=(px(area.width)) height=(px(area.height)) rx=(px(round)) {}
    }
}

/// Lines of words in the middle of an area.
fn lines(class: &str, area: Area, words: &[String], size: f64) -> Markup {
    let top = area.y + (area.height - scene::text_height(words, size)) / 2.0;
    let middle = area.x + area.width / 2.0;
    html! {
        @for (at, line) in words.iter().enumerate() {
            // The baseline: a little below the middle of its line.
            @let y = top + (at as f64 + 0.5) * size * scene::LEADING + size * 0.36;
            text class=(class) x=(px(middle)) y=(px(y)) { (clean(line)) }
        }
    }
}

/// A length with at most one decimal.
fn px(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Never “-0”.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Words without what XML cannot hold.
fn clean(words: &str) -> String {
    words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
