//! The speed floor: the least that a ratatui program can do, which is to move a mark through a list.
//!
//! Benchmarks measure it beside `underpin` on the same terminal, so that a figure says what Underpin adds
//! and not what the machine costs. `j` and `k` move, `q` quits. Build it with `--release`.

use crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, List, ListState};

fn main() -> std::io::Result<()> {
    ratatui::run(|terminal| {
        let items: Vec<String> = (1..=30).map(|number| format!("Item {number}")).collect();
        let mut state = ListState::default().with_selected(Some(0));
        loop {
            terminal.draw(|frame| {
                let list = List::new(items.iter().map(String::as_str))
                    .block(Block::bordered().title("Floor"))
                    .highlight_symbol("> ")
                    .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
                frame.render_stateful_widget(list, frame.area(), &mut state);
            })?;
            // Read until something changes: a frame for nothing is not part of the floor.
            loop {
                match event::read()? {
                    Event::Key(key) if key.kind == KeyEventKind::Press => match key.code {
                        KeyCode::Char('j') => state.select_next(),
                        KeyCode::Char('k') => state.select_previous(),
                        KeyCode::Char('q') => return Ok(()),
                        _ => continue,
                    },
                    Event::Resize(..) => {}
                    _ => continue,
                }
                break;
            }
        }
    })
}
