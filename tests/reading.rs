//! Reading the documents in a session: over the whole window and beside the answers, with what just changed marked.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use support::Stage;
use underpin::app::boxes::Overlay;
use underpin::app::desk::Pane;
use underpin::app::runtime::Start;

const BAR: &str = "▌";

/// The worked example at one of its activities, with the cursor on the first answer.
fn at(activity: &str, width: u16, height: u16) -> Stage {
    let mut stage = Stage::example("northlight", width, height);
    let known = &stage.desk().catalogue.activities;
    let at = known.iter().position(|known| known.id == activity).unwrap();
    stage.runner.app.desk.as_mut().unwrap().go_to(at);
    stage.press("<home>");
    stage
}

fn top(stage: &Stage) -> usize {
    match &stage.runner.app.overlay {
        Some(Overlay::Reader(reader)) => reader.top().unwrap(),
        other => panic!("no document is read but {other:?}"),
    }
}

/// The lines of the screen that carry the mark of a change.
fn marked(stage: &Stage) -> Vec<String> {
    let screen = stage.screen();
    let lines =
        screen.lines().filter_map(|line| line.split_once(BAR)).map(|(_, line)| line.trim().to_owned());
    lines.filter(|line| !line.contains("change")).collect()
}

#[test]
fn a_document_opens_at_what_the_activity_feeds_and_gives_everything_back_as_it_was() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = at("closing", width, height);
        let before = stage.press("jjl").screen();
        stage.press("Z").sees("1 Blueprint").sees("What happens next").sees(" lines").misses("Actions");
        stage.press("jjjj<pagedown>n<tab>").sees("2 API specification").press("<esc>");
        assert!(stage.runner.app.overlay.is_none());
        assert_eq!(stage.screen(), before, "at {width} by {height}");
    }
}

#[test]
fn keys_scroll_turn_to_headings_and_change_the_document() {
    let mut stage = at("closing", 120, 40);
    stage.press("Z");
    let home = top(&stage);
    stage.press("j");
    assert_eq!(top(&stage), home + 1);
    stage.press("kk");
    assert_eq!(top(&stage), home - 1);
    stage.press("g").sees("0%  1 to ").sees("Blueprint");
    assert_eq!(top(&stage), 0);
    stage.press("n").sees("Executive summary");
    let first = top(&stage);
    stage.press("n");
    assert!(top(&stage) > first);
    stage.press("p");
    assert_eq!(top(&stage), first);
    stage.press("G").sees("100%");
    let end = top(&stage);
    stage.press("<space>j");
    assert_eq!(top(&stage), end, "there is nothing after the end");
    stage.press("s");
    assert_eq!(top(&stage), home);
    stage.press("3").sees("▸3 Adoption guide");
    let guide = top(&stage);
    stage.press("jj1");
    assert_eq!(top(&stage), home, "each document keeps its place");
    stage.press("3");
    assert_eq!(top(&stage), guide + 2);
    stage.press("<backtab><backtab>").sees("▸1 Blueprint");
    stage.press("?").sees("In a document over the whole window").press("<esc>").sees("▸1 Blueprint");
    stage.press("q").misses("▸1 Blueprint");
    assert!(stage.runner.app.desk.is_some(), "it leaves the document, not the session");
}

#[test]
fn the_mouse_scrolls_and_chooses() {
    let mut stage = at("closing", 120, 40);
    stage.press("Z");
    let home = top(&stage);
    let mouse =
        |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    stage.event(mouse(MouseEventKind::ScrollUp, 40, 20));
    assert_eq!(top(&stage), home - 3);
    stage.event(mouse(MouseEventKind::Down(MouseButton::Left), 20, 0));
    stage.sees("▸2 API specification");
}

#[test]
fn a_line_keeps_its_place_when_the_window_changes() {
    let mut stage = at("closing", 120, 40);
    stage.press("Z").sees("What happens next");
    stage.resize(80, 24).sees("What happens next").resize(200, 60).sees("What happens next");
}

#[test]
fn what_a_change_altered_is_marked_until_the_next_change_or_another_activity() {
    let mut stage = at("closing", 120, 40);
    stage.press("ww").misses(BAR);
    stage.press("A").press("Buy the runners|Mara Lind|2026-12-01||<enter>").sees("changed here");
    assert!(marked(&stage).iter().any(|line| line.contains("2026-12-01")), "{}", stage.screen());
    // Moving about changes nothing, neither does a note that no document tells.
    stage.press("jkjk").sees("changed here");
    stage.press("u").sees("changed here");
    assert!(!marked(&stage).iter().any(|line| line.contains("2026-12-01")));
    stage.sees("▔");
    stage.press("p").misses(BAR).misses("changed").press("n").misses(BAR);
}

#[test]
fn an_undo_while_reading_shows_what_it_alters() {
    let mut stage = at("closing", 120, 40);
    stage.press("A").press("Buy the runners|Mara Lind|2026-12-01||<enter>");
    stage.press("Z").sees("Buy the runners").sees(" changes");
    assert!(marked(&stage).iter().any(|line| line.contains("Buy the runners")), "{}", stage.screen());
    let shown = |stage: &Stage| stage.screen().matches("Buy the runners").count();
    // Only the last line names it: it says what was taken back.
    assert_eq!(shown(stage.press("u").sees("Took back: “Buy the runners” added").sees("▔")), 1);
    stage.press("<ctrl-r>").sees("Buy the runners");
    assert!(marked(&stage).iter().any(|line| line.contains("Buy the runners")), "{}", stage.screen());
    stage.press("gc").sees(BAR);
    stage.press("2").misses("Buy the runners").press("<esc>").sees("Buy the runners");
}

#[test]
fn without_a_change_there_is_nothing_to_go_to() {
    let mut stage = at("closing", 80, 24);
    stage.press("Zc").sees("the last change altered nothing in this document");
}

#[test]
fn the_document_beside_the_answers_opens_with_enter() {
    let mut stage = at("closing", 120, 40);
    stage.press("w<enter>").sees("▸1 Blueprint").press("<esc>");
    assert_eq!(stage.desk().pane, Pane::Side);
}

#[test]
fn what_comes_in_from_another_window_is_marked_while_it_is_read() {
    let mut writer = at("closing", 120, 40);
    let path = writer.desk().path.clone();
    let start = Start::Open { path, read_only: true };
    let mut reader = Stage::at(&writer.root, start, 120, 40);
    reader.press("Z").sees("▸1 Blueprint").misses(BAR);
    writer.press("A").press("Buy the runners|Mara Lind|2026-12-01||<enter>");
    let last = writer.desk().session.seq;
    reader.until(|app| app.desk.as_ref().is_some_and(|desk| desk.session.seq == last));
    reader.sees("Buy the runners");
    assert!(marked(&reader).iter().any(|line| line.contains("Buy the runners")), "{}", reader.screen());
}

#[test]
fn without_unicode_a_change_is_marked_all_the_same() {
    let mut stage = Stage::example_with("northlight", 80, 24, |settings| settings.ascii = true);
    let last = stage.desk().catalogue.activities.len() - 1;
    stage.runner.app.desk.as_mut().unwrap().go_to(last);
    stage.press("<home>").press("A").press("Buy the runners|Mara Lind|2026-12-01||<enter>").press("Z");
    let screen = stage.screen();
    let Some(line) = screen.lines().find(|line| line.contains("2026-12-01")) else { panic!("{screen}") };
    assert!(line.starts_with('+'), "{screen}");
    assert!(screen.is_ascii() || !screen.contains(BAR));
}
