//! A content file taken apart: front matter, and a body split at its headings.
//!
//! Headings inside code blocks are code. Deeper headings than `##` belong to the text of their section.

use super::problem::Report;

/// A file taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct Page<'a> {
    /// What stands between the two `---`: YAML, or JSON in a page that is built in.
    pub front: &'a str,
    /// The body before its first heading.
    pub intro: Section<'a>,
    /// The sections in their order.
    pub sections: Vec<Section<'a>>,
    /// How many lines the file has.
    pub lines: usize,
}

/// A heading and the lines under it.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Section<'a> {
    /// 1 or 2; 0 for what stands before the first heading.
    pub level: u8,
    /// The heading.
    pub title: &'a str,
    /// Its line in the file.
    pub line: usize,
    /// The lines under it, with their numbers.
    lines: Vec<(usize, &'a str)>,
}

/// The line of the file at which the YAML begins.
pub(super) const FRONT_LINE: usize = 2;

const FENCE: &str = "---";

impl<'a> Page<'a> {
    /// Takes a file apart; `None` when it has no front matter, which is reported.
    pub fn of(text: &'a str, report: &mut Report<'_>) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wanted = "a page begins with “---”, its fields in YAML, and “---” again";
        let mut lines = text.split_inclusive('\n');
        if lines.next().is_none_or(|line| line.trim_end() != FENCE) {
            report.add(1, "the page has no front matter", wanted);
            return None;
        }
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut end = start;
        let mut number = FRONT_LINE;
        let mut closed = false;
        for line in lines.by_ref() {
            number += 1;
            if line.trim_end() == FENCE {
                closed = true;
                break;
            }
            end += line.len();
        }
        if !closed {
            report.add(1, "the front matter does not end", wanted);
            return None;
        }
        let mut intro = Section { line: number, ..Section::default() };
        let mut sections: Vec<Section<'a>> = Vec::new();
        let mut code = None;
        for (line, at) in lines.map(str::trim_end).zip(number..) {
            number = at;
            let marker = line.trim_start();
            let fence = ["```", "~~~"].into_iter().find(|fence| marker.starts_with(fence));
            match (code, fence) {
                (None, Some(fence)) => code = Some(fence),
                (Some(open), Some(fence)) if open == fence => code = None,
                _ => {}
            }
            let heading = if code.is_none() { heading(line) } else { None };
            if let Some((level, title)) = heading {
                sections.push(Section { level, title, line: at, lines: Vec::new() });
            } else {
                sections.last_mut().unwrap_or(&mut intro).lines.push((at, line));
            }
        }
        Some(Self { front: &text[start..end], intro, sections, lines: number })
    }

    /// The section of level 2 with that title; a missing or empty one is reported.
    pub fn section(&self, title: &str, report: &mut Report<'_>) -> Option<&Section<'a>> {
        let found = self.sections.iter().find(|section| section.level == 2 && section.title == title);
        match found {
            None => report.add(
                self.lines,
                format!("the section “{title}” is missing"),
                format!("add “## {title}”"),
            ),
            Some(section) if section.is_empty() => {
                report.add(
                    section.line,
                    format!("the section “{title}” is empty"),
                    "write something under it",
                );
            }
            Some(_) => {}
        }
        found
    }

    /// Reports sections that nobody reads, and sections that stand there twice.
    pub fn only(&self, known: &[&str], report: &mut Report<'_>) {
        let mut seen = Vec::new();
        for section in self.sections.iter().filter(|section| section.level == 2) {
            if !known.contains(&section.title) {
                let hint = super::problem::meant(section.title, known.iter().copied());
                report.add(
                    section.line,
                    format!("the section “{}” is not shown anywhere", section.title),
                    hint,
                );
            } else if seen.contains(&section.title) {
                report.add(
                    section.line,
                    format!("the section “{}” stands here twice", section.title),
                    "keep one",
                );
            }
            seen.push(section.title);
        }
    }
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let (level, title) = match line.strip_prefix("## ") {
        Some(title) => (2, title),
        None => (1, line.strip_prefix("# ")?),
    };
    Some((level, title.trim().trim_end_matches('#').trim_end()))
}

impl Section<'_> {
    /// True when nothing stands under the heading.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.is_empty())
    }

    /// The paragraphs, each on one line, with an empty line between them.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (_, line) in &self.lines {
            let line = line.trim();
            if line.is_empty() {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push_str("\n\n");
                }
            } else {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push(' ');
                }
                text.push_str(line);
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The lines as they stand, for examples: code, lists and all.
    pub fn raw(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|(_, line)| *line).collect();
        lines.join("\n").trim_matches('\n').to_owned()
    }

    /// The items of the list, each on one line. Anything that is no item is reported.
    pub fn list(&self, report: &mut Report<'_>) -> Vec<String> {
        let mut items: Vec<String> = Vec::new();
        for (number, line) in self.lines.iter().filter(|(_, line)| !line.is_empty()) {
            let item = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet));
            match (item, items.last_mut()) {
                (Some(item), _) => items.push(item.trim().to_owned()),
                (None, Some(last)) if line.starts_with("  ") => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ => report.add(
                    *number,
                    format!("only a list belongs under “{}”", self.title),
                    "begin each item with “- ”, and indent the lines that go on",
                ),
            }
        }
        items
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail")]

    use super::super::problem::Problem;
    use super::*;

    fn page(text: &str) -> (Option<Page<'_>>, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = Page::of(text, &mut Report { file: "a.md", problems: &mut problems });
        (page, problems)
    }

    #[test]
    fn a_page_is_taken_apart() {
        let text = "---\nid: a\n---\n\nBefore\nit.\n\n# Who?\n\n## Why\n\nOne\nline.\n\nTwo.\n\n## Code\n\n```\n## not a heading\n```\n";
        let (page, problems) = page(text);
        let page = page.unwrap();
        assert_eq!(problems, []);
        assert_eq!(page.front, "id: a\n");
        assert_eq!(page.intro.text(), "Before it.");
        let sections: Vec<_> = page.sections.iter().map(|one| (one.level, one.title, one.line)).collect();
        assert_eq!(sections, [(1, "Who?", 8), (2, "Why", 10), (2, "Code", 17)]);
        assert_eq!(page.sections[1].text(), "One line.\n\nTwo.");
        assert_eq!(page.sections[2].raw(), "```\n## not a heading\n```");
    }

    #[test]
    fn lists_are_unwrapped_and_stray_lines_reported() {
        let text = "---\n---\n## Tries\n- one\n  goes on\n- two\nstray\n";
        let (page, mut problems) = page(text);
        let list = page.unwrap().sections[0].list(&mut Report { file: "a.md", problems: &mut problems });
        assert_eq!(list, ["one goes on", "two"]);
        assert_eq!(problems[0].line, 7);
    }

    #[test]
    fn a_page_without_front_matter_is_no_page() {
        for (text, complaint) in [
            ("", "a.md:1: the page has no front matter"),
            ("# Who?\n", "a.md:1: the page has no front matter"),
            ("---\nid: a\n", "a.md:1: the front matter does not end"),
            ("---", "a.md:1: the front matter does not end"),
        ] {
            let (page, problems) = page(text);
            assert_eq!(page, None);
            assert!(problems[0].to_string().starts_with(complaint), "{}", problems[0]);
        }
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_no_trouble() {
        let (page, problems) = page("\u{feff}---\r\nid: a\r\n---\r\n# Who?\r\n\r\nText\r\n");
        assert_eq!(problems, []);
        assert_eq!(page.unwrap().sections[0].text(), "Text");
    }
}
