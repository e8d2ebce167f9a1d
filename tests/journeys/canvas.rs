//! The drawing of the architecture: where the focus goes and what is told of it.

use super::*;

/// The worked example with the drawing of its architecture open.
fn drawing() -> Stage {
    let mut stage = Stage::example("northlight", 120, 40);
    stage.press("/the parts and their owners<enter>v").sees("20 components").sees("Experience");
    stage
}

fn focus(stage: &Stage) -> String {
    stage.desk().session.records.title(&stage.desk().in_focus().unwrap())
}

#[test]
fn the_focus_goes_from_box_to_box_and_opens_what_it_is_on() {
    let mut stage = drawing();
    assert_eq!(focus(&stage), "Web app");
    stage.press("l");
    assert_eq!(focus(&stage), "Technician app");
    stage.press("l");
    assert_eq!(focus(&stage), "Technician app", "the last of its row");
    stage.press("<down>");
    assert_eq!(focus(&stage), "API gateway");
    // The cursor of the table went along, so that what is done to a row is done to this one.
    assert_eq!(stage.desk().item().unwrap().record(), stage.desk().in_focus().as_deref());
    stage.press("<enter>").sees("Component: API gateway").sees("Redundancy");
    stage.press("<esc>").sees("20 components");
    stage.press("<end>");
    assert!(["Object store", "Connection pooler"].contains(&&*focus(&stage)), "the last row");
    stage.press("<esc>").misses("20 components · ").sees("Which parts will make up the platform");
}

#[test]
fn the_drawing_is_narrowed_and_widened_again() {
    let mut stage = drawing();
    stage.press("z").sees("2 of 20 components").sees("neighbours only").misses("Scheduling service");
    stage.press("z").sees("Scheduling service");
    stage.press("OEvent bus<esc>").sees("20 components · ");
    stage.press("Okafka connect<enter>").sees("protocol Kafka Connect only").sees("2 of 20 components");
    stage.sees("Event bus").sees("Search cluster");
    stage.press("<esc>").sees("20 components · 30 connections");
    stage.press("b").sees("4 of 30 connections").press("b").sees("· 30 connections");
}

#[test]
fn a_connection_is_told_in_full() {
    let mut stage = drawing();
    stage.press("<down>").sees("Admits, limits").sees("HTTPS, OIDC").press(".").sees("1 of 8");
    stage.sees("the caller waits").sees("proof: Client").sees("data");
    stage.press("..").sees("3 of 8").press(",").sees("2 of 8").press("<esc>").misses("2 of 8");
    stage.sees("Admits, limits").press(",").sees("8 of 8").press("<up>").misses("8 of 8");
}

#[test]
fn findings_are_followed_on_the_drawing_and_in_the_flags() {
    let mut stage = drawing();
    stage.press("]").sees("1 of 2: ").press("]").sees("2 of 2: single point of failure");
    assert_eq!(focus(&stage), "Connection pooler");
    let flag = &stage.desk().derived.flags[stage.desk().flag];
    assert_eq!(flag.key(), "H5:component-17");
    // The pane stands beside the drawing, at the flag that tells of it.
    stage.press("f").sees("cannot go on").sees("20 components").sees("Connection pooler");
    stage.press("f[").sees("1 of 2: ");
    stage.press("<esc>").misses("1 of 2: ").sees("20 components");
}

#[test]
fn a_click_on_a_box_puts_the_focus_there_and_a_second_one_opens_it() {
    use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut stage = drawing();
    let screen = stage.screen();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains("API gateway")).unwrap();
    let column = line[..line.find("API gateway").unwrap()].chars().count();
    let at = |kind| {
        Event::Mouse(MouseEvent {
            kind,
            column: u16::try_from(column).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        })
    };
    stage.event(at(MouseEventKind::Down(MouseButton::Left)));
    assert_eq!(focus(&stage), "API gateway");
    stage.event(at(MouseEventKind::ScrollDown));
    stage.event(at(MouseEventKind::ScrollDown));
    stage.misses("Technician app").sees("more above");
    stage.press("<pageup>").sees("Technician app");
    stage.event(at(MouseEventKind::Down(MouseButton::Left)));
    stage.sees("Component: API gateway");
}

#[test]
fn what_belongs_to_the_drawing_says_so_elsewhere() {
    let mut stage = drawing();
    stage.press("<esc>:neighbours<enter>");
    stage.misses("neighbours only");
}
