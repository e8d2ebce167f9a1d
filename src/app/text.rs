//! A text field that behaves as people expect: words, selection, undo, paste, and whole graphemes.
//!
//! Own code because the editing crates of this field work per `char`: a backspace splits a family emoji.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// Text being edited, with its cursor and selection.
#[derive(Debug, Clone, Default)]
pub struct TextField {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    multiline: bool,
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// True while letters are typed one after the other: they are undone together.
    typing: bool,
}

impl TextField {
    /// A field holding that text, cursor at the end.
    pub fn new(text: impl Into<String>, multiline: bool) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, multiline, ..Self::default() }
    }

    /// A one-line field whose text is selected, so that typing replaces it.
    pub fn selected(text: impl Into<String>) -> Self {
        Self { anchor: Some(0), ..Self::new(text, false) }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor's place in bytes; always between two graphemes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at a place in bytes, or before the grapheme it lies in.
    pub fn set_cursor(&mut self, at: usize) {
        let at = at.min(self.text.len());
        let at = self
            .text
            .grapheme_indices(true)
            .map(|(start, _)| start)
            .chain([self.text.len()])
            .take_while(|start| *start <= at)
            .last();
        (self.cursor, self.anchor, self.typing) = (at.unwrap_or(0), None, false);
    }

    /// The selected bytes.
    pub fn selection(&self) -> Option<std::ops::Range<usize>> {
        let anchor = self.anchor?;
        (anchor != self.cursor).then(|| anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// True when line ends are kept.
    pub fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// Replaces all text; undoable.
    pub fn replace(&mut self, text: impl Into<String>) {
        self.remember(false);
        self.text = text.into();
        self.cursor = self.text.len();
        self.anchor = None;
    }

    /// Inserts text at the cursor, over the selection.
    pub fn insert(&mut self, text: &str) {
        let single = text.graphemes(true).count() == 1 && !text.contains(char::is_whitespace);
        self.remember(single && self.selection().is_none());
        self.delete_selection();
        let clean: String = if self.multiline {
            text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ")
        } else {
            text.split(['\r', '\n'])
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
                .replace('\t', " | ")
        };
        let clean: String = clean.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        self.typing = single;
    }

    /// Takes a key; false when the field has no use for it.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::Char('a') if control => {
                self.anchor = Some(0);
                self.cursor = self.text.len();
            }
            KeyCode::Char('z') if control => self.step_back(),
            KeyCode::Char('y') if control => self.step_forward(),
            KeyCode::Char('u') if control => self.delete_to(self.line_start()),
            KeyCode::Char('k') if control => self.delete_to(self.line_end()),
            KeyCode::Char('w') if control => self.delete_to(self.word_left()),
            KeyCode::Backspace if control || alt => self.delete_to(self.word_left()),
            KeyCode::Delete if control || alt => self.delete_to(self.word_right()),
            KeyCode::Char('d') if alt => self.delete_to(self.word_right()),
            KeyCode::Char('b') if alt => self.go(self.word_left(), false),
            KeyCode::Char('f') if alt => self.go(self.word_right(), false),
            KeyCode::Char(c) if !control && !alt => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Enter if self.multiline && !control => self.insert("\n"),
            KeyCode::Backspace => self.delete_to(self.previous()),
            KeyCode::Delete => self.delete_to(self.next()),
            KeyCode::Left if control || alt => self.go(self.word_left(), shift),
            KeyCode::Right if control || alt => self.go(self.word_right(), shift),
            KeyCode::Left => match self.selection() {
                Some(selected) if !shift => self.go(selected.start, false),
                _ => self.go(self.previous(), shift),
            },
            KeyCode::Right => match self.selection() {
                Some(selected) if !shift => self.go(selected.end, false),
                _ => self.go(self.next(), shift),
            },
            KeyCode::Home => self.go(self.line_start(), shift),
            KeyCode::End => self.go(self.line_end(), shift),
            KeyCode::Up if self.multiline => self.go(self.line_above(), shift),
            KeyCode::Down if self.multiline => self.go(self.line_below(), shift),
            _ => return false,
        }
        true
    }

    fn go(&mut self, to: usize, select: bool) {
        self.typing = false;
        if select {
            self.anchor.get_or_insert(self.cursor);
        } else {
            self.anchor = None;
        }
        self.cursor = to;
    }

    fn remember(&mut self, joins: bool) {
        if !(joins && self.typing) {
            self.undo.push((self.text.clone(), self.cursor));
        }
        self.redo.clear();
        self.typing = false;
    }

    fn step_back(&mut self) {
        if let Some(past) = self.undo.pop() {
            let now = std::mem::replace(&mut self.text, past.0);
            self.redo.push((now, self.cursor));
            self.cursor = past.1;
            self.anchor = None;
            self.typing = false;
        }
    }

    fn step_forward(&mut self) {
        if let Some(next) = self.redo.pop() {
            let now = std::mem::replace(&mut self.text, next.0);
            self.undo.push((now, self.cursor));
            self.cursor = next.1;
            self.anchor = None;
        }
    }

    fn delete_selection(&mut self) -> bool {
        let Some(range) = self.selection() else {
            self.anchor = None;
            return false;
        };
        self.text.replace_range(range.clone(), "");
        self.cursor = range.start;
        self.anchor = None;
        true
    }

    fn delete_to(&mut self, to: usize) {
        self.remember(false);
        if self.delete_selection() || to == self.cursor {
            return;
        }
        let range = to.min(self.cursor)..to.max(self.cursor);
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn previous(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |g| self.cursor + g.len())
    }

    fn word_left(&self) -> usize {
        let mut words = self.text[..self.cursor].unicode_word_indices();
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_right(&self) -> usize {
        let mut words = self.text[self.cursor..].unicode_word_indices();
        words.next().map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    /// The place `column` graphemes into the line that starts at `start`.
    fn in_line(&self, start: usize, column: usize) -> usize {
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        line.grapheme_indices(true).nth(column).map_or(start + line.len(), |(at, _)| start + at)
    }

    fn line_above(&self) -> usize {
        let start = self.line_start();
        if start == 0 {
            return 0;
        }
        let column = self.text[start..self.cursor].graphemes(true).count();
        let above = self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        self.in_line(above, column)
    }

    fn line_below(&self) -> usize {
        let end = self.line_end();
        if end == self.text.len() {
            return end;
        }
        let column = self.text[self.line_start()..self.cursor].graphemes(true).count();
        self.in_line(end + 1, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut TextField, code: KeyCode, modifiers: KeyModifiers) {
        field.key(KeyEvent::new(code, modifiers));
    }

    #[test]
    fn backspace_takes_a_whole_family() {
        let mut field = TextField::new("ab👨‍👩‍👧", false);
        press(&mut field, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(field.text(), "ab");
    }

    #[test]
    fn words_selection_and_undo() {
        let mut field = TextField::new("exports time out", false);
        press(&mut field, KeyCode::Left, KeyModifiers::CONTROL | KeyModifiers::SHIFT);
        assert_eq!(field.selection(), Some(13..16));
        field.insert("fail");
        assert_eq!(field.text(), "exports time fail");
        press(&mut field, KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(field.text(), "exports time out");
        press(&mut field, KeyCode::Char('y'), KeyModifiers::CONTROL);
        assert_eq!(field.text(), "exports time fail");
    }

    #[test]
    fn letters_typed_together_are_undone_together() {
        let mut field = TextField::new("", false);
        for c in "pain".chars() {
            press(&mut field, KeyCode::Char(c), KeyModifiers::NONE);
        }
        press(&mut field, KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn one_line_takes_no_line_ends_and_drops_control_characters() {
        let mut field = TextField::new("", false);
        field.insert("a\r\nb\u{7}\tc");
        assert_eq!(field.text(), "a b | c");
    }

    #[test]
    fn up_and_down_keep_the_column() {
        let mut field = TextField::new("one\ntwo three\nx", true);
        press(&mut field, KeyCode::Up, KeyModifiers::NONE);
        press(&mut field, KeyCode::Right, KeyModifiers::NONE);
        press(&mut field, KeyCode::Up, KeyModifiers::NONE);
        assert_eq!(field.cursor(), 2);
        press(&mut field, KeyCode::Down, KeyModifiers::NONE);
        assert_eq!(&field.text()[field.cursor()..], "o three\nx");
    }
}
