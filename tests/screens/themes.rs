//! What stands out, and what does without colour or without anything but ASCII.

use super::*;

#[test]
fn the_focus_and_the_path_stand_out_in_every_theme() {
    for theme in ThemeName::ALL {
        let mut stage = Stage::example_with(EXAMPLE, 120, 40, |settings| settings.theme = theme);
        go(&mut stage, "components");
        let styles = stage.runner.app.theme();
        stage.press("v");
        is_drawn(&stage, "▸Web app", styles.selected());
        is_drawn(&stage, "┃▸Web app", styles.accent());
        stage.press("]");
        is_drawn(&stage, "1 of 2: ", styles.attention());
    }
}

#[test]
fn the_cursor_the_focus_and_danger_stand_out() {
    for theme in ThemeName::ALL {
        let mut stage = Stage::example_with(EXAMPLE, 120, 40, |settings| settings.theme = theme);
        go(&mut stage, "limits");
        let styles = stage.runner.app.theme();
        is_drawn(&stage, "2.9 TB", styles.selected());
        is_drawn(&stage, "✓ saved", styles.done());
        is_drawn(&stage, "Guide", styles.heading().add_modifier(Modifier::UNDERLINED));
        is_drawn(&stage, "Flags 10", styles.attention());
        stage.press("f");
        // The focus moved: the row keeps a quieter mark, the tab takes the strong one.
        is_drawn(&stage, "2.9 TB", styles.selected_away());
        is_drawn(&stage, "Flags 10", styles.accent().add_modifier(Modifier::UNDERLINED));
        let danger = stage.desk().derived.flags.iter().position(|flag| flag.severity == Danger).unwrap();
        let rule = stage.desk().derived.flags[danger].rule;
        is_drawn(&stage, &format!("◆ {rule}"), styles.danger());
        stage.press(&"j".repeat(danger));
        is_drawn(&stage, &format!("◆ {rule}"), styles.selected());
    }
}

#[test]
fn the_plain_theme_has_no_colour_anywhere() {
    let mut stage = Stage::example_with(EXAMPLE, 120, 40, |settings| settings.theme = ThemeName::Plain);
    everywhere(&mut stage, |stage| {
        for cell in stage.runner.terminal.backend().buffer().content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{}", stage.screen());
        }
    });
}

#[test]
fn ascii_mode_draws_ascii_outside_the_users_own_text() {
    let journal = include_str!("../../sessions/northlight/journal.jsonl");
    let own = |symbol: &str| journal.contains(symbol);
    for (width, height) in [(80, 24), (160, 50)] {
        let mut stage = Stage::example_with(EXAMPLE, width, height, |settings| settings.ascii = true);
        everywhere(&mut stage, |stage| {
            let drawn = stage.screen();
            let foreign = drawn.chars().find(|c| !(c.is_ascii() || c.is_alphabetic() && own(&c.to_string())));
            assert!(foreign.is_none(), "{foreign:?} in\n{drawn}");
        });
    }
}
