//! All keys as text: for the documentation and for a terminal. Drawn from the one table.

use super::{Area, COMMANDS};

/// The key reference as Markdown: the content of `docs/keys.md`.
pub fn reference() -> String {
    use std::fmt::Write as _;
    let mut text =
        String::from("# Keys\n\nWritten by `underpin keys --markdown`; the program's help shows the same.\n");
    for area in Area::ALL {
        let _ = write!(text, "\n## {}\n\n| Key | Name | What it does |\n| --- | --- | --- |\n", area.title());
        for command in COMMANDS.iter().filter(|command| command.area == area) {
            let keys: Vec<_> =
                command.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let id = if command.id.is_empty() { String::new() } else { format!("`{}`", command.id) };
            let _ = writeln!(text, "| {} | {id} | {} |", keys.join(" "), command.help.replace('|', "\\|"));
        }
    }
    text.push_str(
        "\nA name in the second column can be bound to other keys in the configuration:\n\n```toml\n[keys]\n\
         next-activity = [\"n\", \"ctrl-n\"]\n```\n",
    );
    text
}

/// The key reference for a terminal.
pub fn plain(keymap: &crate::app::keymap::Keymap) -> String {
    let mut text = String::new();
    for area in Area::ALL {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(area.title());
        text.push('\n');
        for command in COMMANDS.iter().filter(|command| command.area == area) {
            let line = format!("  {:<22} {:<18} {}\n", keymap.keys_of(command), command.id, command.help);
            text.push_str(&line);
        }
    }
    text
}
