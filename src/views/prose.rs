//! Content written in Markdown, as styled lines: emphasis, strong words and code inside a paragraph.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use std::ops::Range;

use super::widgets::wrap::wrap;

/// The words of a paragraph without their marks, and the style of each stretch that differs.
fn read(markdown: &str, style: Style, code: Style) -> (String, Vec<(Range<usize>, Style)>) {
    let mut text = String::new();
    let mut styled = Vec::new();
    let mut now = style;
    for event in Parser::new(markdown) {
        let start = text.len();
        match event {
            Event::Start(Tag::Emphasis) => now = now.add_modifier(Modifier::ITALIC),
            Event::End(TagEnd::Emphasis) => now = now.remove_modifier(Modifier::ITALIC),
            Event::Start(Tag::Strong) => now = now.add_modifier(Modifier::BOLD),
            Event::End(TagEnd::Strong) => now = now.remove_modifier(Modifier::BOLD),
            Event::Start(Tag::Paragraph) if !text.is_empty() => text.push('\n'),
            Event::Text(words) => {
                text.push_str(&words);
                if now != style {
                    styled.push((start..text.len(), now));
                }
            }
            Event::Code(words) => {
                text.push_str(&words);
                styled.push((start..text.len(), code));
            }
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    (text, styled)
}

/// A paragraph of Markdown as lines of a width.
pub fn lines(markdown: &str, width: usize, style: Style, code: Style) -> Vec<Line<'static>> {
    let (text, styled) = read(markdown, style, code);
    let of_line = |range: Range<usize>| {
        let mut spans = Vec::new();
        let mut at = range.start;
        for (stretch, of_stretch) in &styled {
            let (start, end) = (stretch.start.clamp(at, range.end), stretch.end.clamp(at, range.end));
            if start < end {
                spans.push(Span::styled(text[at..start].to_owned(), style));
                spans.push(Span::styled(text[start..end].to_owned(), *of_stretch));
                at = end;
            }
        }
        spans.push(Span::styled(text[at..range.end].trim_end().to_owned(), style));
        Line::from(spans)
    };
    wrap(&text, width).into_iter().map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_styles_and_lines_keep_them() {
        let code = Style::new().add_modifier(Modifier::UNDERLINED);
        let lines = lines("Read *The Art of Capacity Planning* and run `df`.", 20, Style::new(), code);
        let words: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(words, ["Read The Art of", "Capacity Planning", "and run df."]);
        let italic: Vec<&str> = lines
            .iter()
            .flat_map(|line| &line.spans)
            .filter(|span| span.style.add_modifier.contains(Modifier::ITALIC))
            .map(|span| span.content.as_ref())
            .collect();
        assert_eq!(italic, ["The Art of", "Capacity Planning"]);
    }
}
