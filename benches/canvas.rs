//! How long the drawing of an architecture takes: the layout by itself, and a whole frame with it.
#![expect(clippy::unwrap_used, reason = "a bench may fail")]

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use underpin::app::canvas::Lines;
use underpin::app::desk::Desk;
use underpin::app::{App, Settings};
use underpin::catalogue::embedded_later;
use underpin::deliverables::layout::{Item, Link, Plan, layout};
use underpin::views;
use underpin::workshop::canvas::Canvas;
use underpin::workshop::decide::Command;
use underpin::workshop::records::Kind;
use underpin::workshop::session::Session;

fn main() {
    divan::main();
}

/// Components and connections.
const SIZES: [(usize, usize); 3] = [(20, 30), (40, 80), (300, 600)];

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// Numbers that look random and are the same every time.
fn scattered(seed: &mut usize, below: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

fn ends(components: usize, connections: usize) -> Vec<(usize, usize)> {
    let mut seed = 7;
    (0..connections).map(|_| (scattered(&mut seed, components), scattered(&mut seed, components))).collect()
}

#[divan::bench(args = SIZES)]
fn layout_with_every_line(bencher: Bencher<'_, '_>, (components, connections): (usize, usize)) {
    let items = (0..components).map(|at| Item { layer: at * 6 / components, width: 20, height: 4 }).collect();
    let links = ends(components, connections).into_iter();
    let links = links.map(|(from, to)| Link { from, to, net: to, drawn: true }).collect();
    let plan = Plan { items, links, width: 180, margin: 1, gap: 4, channel: 2 };
    bencher.bench(|| layout(&plan));
}

fn session(components: usize, connections: usize) -> Session {
    let mut session = Session::default();
    let mut add = |kind: Kind, fields: &[(&str, String)]| {
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
        let events = session.decide(&Command::Add { kind, fields, at: None }, today()).unwrap();
        for entry in session.entries(events, "Ada Byron", now()) {
            session.apply(&entry);
        }
    };
    let layers = ["experience", "edge", "product", "platform", "data", "infrastructure"];
    for at in 0..components {
        let layer = layers[at * 6 / components].to_owned();
        add(Kind::Component, &[("name", format!("Component {at}")), ("layer", layer)]);
    }
    for (from, to) in ends(components, connections) {
        let (from, to) = (format!("Component {from}"), format!("Component {to}"));
        add(Kind::Connection, &[("from", from), ("to", to), ("mode", "sync".into())]);
    }
    session
}

#[divan::bench(args = SIZES)]
fn findings(bencher: Bencher<'_, '_>, (components, connections): (usize, usize)) {
    let session = session(components, connections);
    bencher.bench(|| Canvas::of(&session.records).findings());
}

#[divan::bench(args = SIZES)]
fn frame_of_the_drawing(bencher: Bencher<'_, '_>, (components, connections): (usize, usize)) {
    let size = (200, 60);
    let catalogue = embedded_later();
    let mut app = App::new(Settings::default(), Arc::new(embedded_later()), now(), size);
    let session = session(components, connections);
    let mut desk = Desk::new(session, Vec::new(), Arc::new(catalogue), PathBuf::new(), None, today());
    let at = desk.catalogue.activities.iter().position(|known| known.id == "components").unwrap();
    desk.go_to(at);
    desk.picture = true;
    desk.look.lines = Lines::Readable;
    app.desk = Some(desk);
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    bencher.bench_local(|| {
        terminal.draw(|frame| _ = views::draw(&app, frame)).unwrap();
    });
}
