//! The colours of drawings, by role, and the style sheet that uses them.
//!
//! Inside a page the roles are custom properties, so that the page's dark scheme reaches the drawing. In a file of
//! its own they are written out: several programs that open such files know no custom properties. What a colour
//! tells is also told by a border, a dash or a word, for those who print in grey.

use std::fmt::Write;

/// The rules, in which each colour is a role.
const RULES: &str = include_str!("svg.css");

/// A role with its colour on light and on dark paper.
const COLOURS: &[(&str, &str, &str)] = &[
    ("page", "#ffffff", "#15191d"),
    ("ink", "#161b21", "#eceff2"),
    ("soft", "#414a54", "#bcc4cc"),
    ("line", "#3d4750", "#aeb8c2"),
    ("hair", "#c6cdd4", "#454e57"),
    ("band", "#f2f4f6", "#1e242a"),
    ("card", "#e6eefa", "#1d3048"),
    ("build", "#e4f3e8", "#17351f"),
    ("build-line", "#14532d", "#7fc796"),
    ("buy", "#fdf1d3", "#3c2f0f"),
    ("buy-line", "#7a4f01", "#e0b458"),
    ("retire", "#eceef0", "#262b31"),
    ("people", "#f6eee4", "#382b1d"),
    ("accent", "#14508f", "#86b7f0"),
    ("danger", "#9c1f13", "#ff9c8f"),
    ("range", "#d5e2f3", "#24415f"),
];

/// The style sheet for a drawing that is a file of its own.
pub fn for_file() -> String {
    let mut rules = RULES.to_owned();
    for (role, light, _) in COLOURS {
        rules = rules.replace(&format!("var(--ud-{role})"), light);
    }
    rules
}

/// The style sheet for a page with drawings in it, light or dark as the reader likes, and light on paper.
pub fn for_page() -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (role, on_light, on_dark) in COLOURS {
        // Writing to a string cannot fail.
        let _ = write!(light, "--ud-{role}:{on_light};");
        let _ = write!(dark, "--ud-{role}:{on_dark};");
    }
    format!(":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n{RULES}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_colour_and_every_colour_a_use() {
        assert!(!for_file().contains("var("), "{}", for_file());
        for (role, ..) in COLOURS {
            assert!(RULES.contains(&format!("var(--ud-{role})")), "{role}");
        }
    }
}
