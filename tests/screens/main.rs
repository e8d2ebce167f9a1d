//! What people see: the important screens as text, their colours on the cells that matter, and what holds
//! on every size.
//!
//! The texts under `tests/snapshots` are what a reader would see. After a change that is meant, write them
//! anew with `INSTA_UPDATE=always cargo test --test screens` and read the difference.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod sizes;
#[path = "../support/mod.rs"]
mod support;
mod themes;

use ratatui::backend::Backend;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use support::Stage;
use underpin::app::boxes::Overlay;
use underpin::app::runtime::Start;
use underpin::views::theme::ThemeName;
use underpin::workshop::flags::Severity::Danger;

const EXAMPLE: &str = "northlight";

/// Compares the screen with what a reader is to see.
#[track_caller]
fn shows(name: &str, stage: &Stage) {
    let area = stage.runner.terminal.backend().buffer().area;
    let name = format!("{name}_{}x{}", area.width, area.height);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!(name, stage.screen()));
}

/// The worked example at one of its activities, with the cursor on the first answer.
fn at(activity: &str, width: u16, height: u16) -> Stage {
    let mut stage = Stage::example(EXAMPLE, width, height);
    go(&mut stage, activity);
    stage
}

fn go(stage: &mut Stage, activity: &str) {
    let known = &stage.desk().catalogue.activities;
    let at = known.iter().position(|known| known.id == activity).unwrap();
    stage.runner.app.desk.as_mut().unwrap().go_to(at);
    stage.press("<home>");
}

/// The cell at which a text begins.
#[track_caller]
fn cell_of(stage: &Stage, text: &str) -> Cell {
    let buffer = stage.runner.terminal.backend().buffer();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let rest = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol());
            let mut left = text;
            for symbol in rest {
                match left.strip_prefix(symbol) {
                    Some(more) => left = more,
                    None => break,
                }
                if left.is_empty() {
                    return buffer[(x, y)].clone();
                }
            }
        }
    }
    panic!("“{text}” is not on the screen:\n{}", stage.screen());
}

/// Fails unless a text is drawn in a style.
#[track_caller]
fn is_drawn(stage: &Stage, text: &str, style: Style) {
    let cell = cell_of(stage, text);
    if let Some(colour) = style.fg {
        assert_eq!(cell.fg, colour, "the colour of “{text}”");
    }
    if let Some(colour) = style.bg {
        assert_eq!(cell.bg, colour, "the ground under “{text}”");
    }
    assert!(cell.modifier.contains(style.add_modifier), "“{text}” is {:?}", cell.modifier);
}

/// Keys that lead through everything there is to see of a session, from an activity.
const EVERYWHERE: [&str; 24] = [
    "f",
    "jj",
    "<esc>w",
    "<pagedown>",
    "<esc>i",
    "<esc><tab><tab>",
    "<tab><tab>",
    "v",
    "jjl",
    "]]",
    "z",
    "<esc><esc>O",
    "<esc><esc>o",
    "<esc>?",
    "<esc>:",
    "<esc>r",
    "2",
    "4",
    "<esc>e",
    "<esc>T",
    "<esc>/",
    "<esc>F",
    "FS",
    "<enter>",
];

/// Plays through everything there is to see and looks at each screen.
fn everywhere(stage: &mut Stage, mut look: impl FnMut(&Stage)) {
    for activity in [
        "frame",
        "pains",
        "limits",
        "readiness",
        "ranking",
        "sourcing",
        "trade-offs",
        "components",
        "closing",
    ] {
        go(stage, activity);
        look(stage);
        for keys in EVERYWHERE {
            stage.press(keys);
            look(stage);
        }
        stage.press("<esc><esc>");
    }
}

#[test]
fn home_of_a_newcomer() {
    shows("home", &Stage::home(80, 24));
    shows("home", &Stage::home(120, 40));
}

#[test]
fn headings_stay_while_their_table_scrolls() {
    let mut stage = at("ranking", 80, 24);
    let rows = stage.desk().session.records.capabilities.len();
    assert!(rows > 14, "the table is longer than the screen");
    for _ in 0..rows {
        is_drawn(&stage, "Capability    ", Style::new().add_modifier(Modifier::UNDERLINED));
        stage.press("j");
    }
    // The headings go with their table: the next table has its own.
    let mut stage = at("closing", 80, 24);
    stage.sees("Decision  ");
    let decisions = stage.desk().session.records.decisions.len();
    for _ in 0..=decisions + 12 {
        stage.press("j");
    }
    stage.sees("Action  ").misses("Options");
}

#[test]
fn the_people() {
    let mut stage = at("pains", 80, 24);
    stage.press("y").press("@");
    shows("people", &stage);
    stage.press("a");
    shows("people_new", &stage);
}

#[test]
fn home_with_a_session() {
    let mut stage = Stage::example(EXAMPLE, 120, 40);
    stage.press("q").until(|app| app.home.summaries.len() == 1);
    // Where the session lies differs from machine to machine.
    let folder = stage.root.to_string_lossy().into_owned();
    stage.sees("36/37").sees("10/10").sees("4 open questions").sees(&folder[..folder.len().min(40)]);
}

#[test]
fn a_new_session() {
    let mut stage = Stage::home(80, 24);
    stage.press("n");
    shows("new_session", &stage);
    stage.press("Rails<ctrl-s>");
    shows("first_question", &stage);
}

#[test]
fn help_and_commands() {
    let mut stage = at("pains", 120, 40);
    stage.press("?");
    shows("help", &stage);
    stage.press("<esc>:export");
    shows("commands", &stage);
    stage.press("<esc>/postgres");
    shows("search", &stage);
}

#[test]
fn an_activity_in_one_two_and_three_panes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        shows("activity", &at("pains", width, height));
    }
    let mut stage = at("pains", 80, 24);
    stage.press("<backtab>");
    shows("agenda", &stage);
}

#[test]
fn boxes_of_an_answer() {
    let mut stage = at("pains", 120, 40);
    stage.press("<right><right><right><right><enter>");
    shows("picker", &stage);
    stage.press("<esc>s");
    shows("how_sure", &stage);
    let mut stage = at("pains", 80, 24);
    stage.press("aSlow builds | 30 | 15 min | 4/day | Pro");
    shows("one_line_entry", &stage);
    stage.press("<ctrl-c>");
    let mut stage = at("limits", 80, 24);
    stage.press("o");
    shows("all_fields", &stage);
}

#[test]
fn beside_the_activity() {
    let mut stage = at("limits", 120, 40);
    stage.press("f");
    shows("flags", &stage);
    stage.press("<esc>w");
    shows("document", &stage);
    stage.resize(80, 24).press("f");
    shows("flags", &stage);
}

#[test]
fn a_document_with_what_just_changed() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::example_with(EXAMPLE, width, height, |settings| {
            settings.theme = if width == 120 { ThemeName::Light } else { ThemeName::Dark };
            settings.ascii = width == 80;
        });
        go(&mut stage, "closing");
        stage.press("ww");
        stage.press("A").press("Buy the runners|Mara Lind|2026-12-01||<enter>");
        if width == 80 {
            stage.press("w");
        }
        shows("document_changed", &stage);
        stage.press("Z");
        shows("reader", &stage);
        let theme = stage.runner.app.theme();
        is_drawn(&stage, if width == 80 { "+ 2026-12-01" } else { "▌ 2026-12-01" }, theme.changed());
    }
}

#[test]
fn the_export_place() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::example_with(EXAMPLE, width, height, |settings| {
            settings.documents = "/srv/plans".into();
            settings.theme = if width == 120 { ThemeName::Light } else { ThemeName::Dark };
        });
        stage.press("e");
        shows("export_documents", &stage);
        stage.press("<tab>");
        shows("export_formats", &stage);
        stage.press("<tab>");
        shows("export_files", &stage);
        stage.press("<enter>");
        shows("export_difference", &stage);
    }
}

#[test]
fn over_the_whole_session() {
    let mut stage = Stage::example_with(EXAMPLE, 80, 24, |settings| settings.documents = "/srv/plans".into());
    stage.resize(120, 40).press("r");
    shows("review", &stage);
    stage.press("4");
    shows("review_history", &stage);
}

#[test]
fn in_the_room() {
    let mut stage = at("readiness", 120, 40);
    stage.press("F");
    shows("presenter", &stage);
    stage.press("FS");
    shows("silent_scoring", &stage);
    stage.press("<enter>3");
    shows("silent_answer", &stage);
    for (width, height) in [(80, 24), (120, 40)] {
        let mut stage = at("readiness", width, height);
        stage.press("S<enter>ethe budget ends in March<enter>112121<enter>");
        stage.press("<enter>ea team of five is funded<enter>322232<enter>rr");
        shows("silent_reveal", &stage);
    }
}

#[test]
fn in_the_room_on_a_second_terminal() {
    let first = at("pains", 120, 40);
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let start = Start::Present { path: first.desk().path.clone() };
        let mut room = Stage::at(&first.root, start, width, height);
        let place = first.desk().place();
        room.until(|app| app.desk.as_ref().is_some_and(|desk| desk.place() == place));
        shows("audience", &room);
        fits(&mut room, width, height);
    }
}

#[test]
fn pictures() {
    for activity in ["pains", "limits", "readiness", "repetition", "ranking", "components"] {
        let mut stage = at(activity, 120, 40);
        stage.press("v");
        shows(&format!("picture_{activity}"), &stage);
    }
    for activity in ["pains", "readiness", "repetition"] {
        let mut stage = at(activity, 80, 24);
        stage.press("v");
        shows(&format!("picture_{activity}"), &stage);
    }
    for (width, height) in [(80, 24), (200, 60)] {
        let mut stage = at("ranking", width, height);
        for page in ["order", "plot", "trust"] {
            stage.press("v");
            if stage.desk().picture {
                shows(&format!("picture_ranking_{page}"), &stage);
            }
        }
    }
    // Between effort and impact every name is whole, as a point, in a list or in a paragraph.
    for (width, height) in [(80, 24), (100, 45), (120, 40), (140, 50)] {
        let mut stage = at("ranking", width, height);
        for _ in 0..3 {
            if !stage.screen().contains("Quick wins") {
                stage.press("v");
            }
        }
        for name in ["Preview environment for each branch", "Gradual rollout and rollback", "Export"] {
            stage.sees(name);
        }
    }
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = at("sourcing", width, height);
        stage.press("v");
        shows("picture_sourcing", &stage);
        go(&mut stage, "trade-offs");
        stage.press("v");
        shows("picture_tensions", &stage);
    }
    let mut stage = at("repetition", 120, 40);
    stage.press("c");
    shows("candidates", &stage);
}

/// The drawing of the architecture with every line, with those of the focus, and with a path.
#[test]
fn the_architecture() {
    for (width, height) in [(80, 24), (200, 60)] {
        let mut stage = at("components", width, height);
        stage.press("v");
        shows("picture_components", &stage);
    }
    let mut stage = at("components", 120, 40);
    stage.press("vjjb");
    shows("architecture_focus", &stage);
    stage.press("z");
    shows("architecture_neighbours", &stage);
    stage.press("zObilling<enter>");
    shows("architecture_filter", &stage);
    stage.press("<esc>]");
    shows("architecture_finding", &stage);
    stage.press("f");
    shows("architecture_flags", &stage);
    let mut stage = Stage::example_with("castellan-pay", 120, 40, |settings| settings.ascii = true);
    go(&mut stage, "connections");
    stage.press("v");
    shows("architecture_ascii", &stage);
}

/// Nothing sticks out: no wide letter over the edge, no line longer than the screen, the cursor on it.
#[track_caller]
fn fits(stage: &mut Stage, width: u16, height: u16) {
    use unicode_width::UnicodeWidthStr;
    let screen = stage.screen();
    let typing = matches!(
        stage.runner.app.overlay,
        Some(Overlay::Line(_) | Overlay::Form(_) | Overlay::Finder(_) | Overlay::Picker(_))
    );
    if typing {
        let at = stage.runner.terminal.backend_mut().get_cursor_position().unwrap();
        assert!(at.x < width && at.y < height, "the cursor is at {at} on {width}x{height}:\n{screen}");
    }
    assert_eq!(screen.split('\n').count(), usize::from(height), "{screen}");
    for line in screen.lines() {
        assert!(line.width() <= usize::from(width), "“{line}” is wider than {width}:\n{screen}");
    }
    assert!(!screen.contains("Underpin needs"), "{width}x{height} is large enough");
}
