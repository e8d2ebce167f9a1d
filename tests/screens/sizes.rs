//! Every screen at every size.

use super::*;

/// The clock at other sizes, and in ASCII, where every line has to be told from the others by its shape.
#[test]
fn the_clock_reads_at_any_size_and_without_colour() {
    for (width, height) in [(80, 24), (200, 60)] {
        let mut stage = at("limits", width, height);
        stage.press("v");
        shows("picture_limits", &stage);
    }
    let mut stage = Stage::example_with(EXAMPLE, 120, 40, |settings| {
        settings.ascii = true;
        settings.theme = ThemeName::Plain;
    });
    go(&mut stage, "limits");
    stage.press("v");
    shows("picture_limits_ascii", &stage);
    let drawn = stage.screen();
    for mark in ["======", "------", "******", "::::", "....", " o ", "!", "|", "S", "X", "T"] {
        assert!(drawn.contains(mark), "no {mark} on\n{drawn}");
    }
}

#[test]
fn every_screen_fits_every_size() {
    let mut stage = Stage::example(EXAMPLE, 120, 40);
    for activity in [
        "frame",
        "pains",
        "limits",
        "readiness",
        "repetition",
        "ranking",
        "sourcing",
        "trade-offs",
        "components",
    ] {
        go(&mut stage, activity);
        fits_everywhere(&mut stage);
        stage.press("v");
        fits_everywhere(&mut stage);
    }
    for keys in [
        "f",
        "w",
        "<esc>o",
        "<esc>?",
        "<esc>:",
        "<esc>r",
        "<esc>e",
        "<esc>c",
        "<esc>aOne | 2",
        "<ctrl-c>S",
        "<enter>",
    ] {
        stage.press(keys);
        fits_everywhere(&mut stage);
    }
}

/// Below, at and above the widths at which the layout changes, on low and on high screens.
fn fits_everywhere(stage: &mut Stage) {
    for width in [60, 80, 99, 100, 139, 140, 200] {
        for height in [18, 33, 60] {
            stage.resize(width, height);
            fits(stage, width, height);
        }
    }
}

#[test]
fn wide_letters_stay_inside() {
    let mut stage = Stage::home(60, 18);
    let wide = "基盤計画プラットフォーム".repeat(6);
    stage.press("n").paste(&wide).press("<ctrl-s>");
    stage.press("D").paste(&format!("{wide} | 👩‍👩‍👧‍👦 {wide}")).press("<enter>");
    for width in 60..=80 {
        stage.resize(width, 18);
        fits(&mut stage, width, 18);
        for keys in ["?", "<esc>r", "4", "<esc>e", "<esc>w", "w/基"] {
            stage.press(keys);
            fits(&mut stage, width, 18);
        }
        stage.press("<esc>");
    }
    stage.press("q");
    for width in 60..=80 {
        stage.resize(width, 18);
        fits(&mut stage, width, 18);
    }
}
