//! Running text: words, code, stress and links, without any markup of a format.
//!
//! Text that people typed is read for the two things they mean by habit, `code` in back-ticks and
//! addresses; everything else in it is taken as words and never as markup.

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Inline>);

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// Words with a stress.
    Emphasis(String),
    /// Something to type or to find on the wire.
    Code(String),
    /// Words that lead elsewhere.
    Link {
        /// The words.
        label: String,
        /// Where they lead.
        target: Target,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address on the web, or `mailto:`.
    Url(String),
    /// A heading of this document, by its key. Without such a heading the words stand alone.
    Heading(String),
    /// A heading of another document of the set, by slug and by the words of the heading.
    Document {
        /// The other document.
        slug: &'static str,
        /// The heading's words; empty for the document itself.
        heading: String,
    },
    /// A file of the set, by its path beside the document.
    File(String),
}

impl Text {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds words as people typed them: `back-ticks` become code; web and mail addresses become links.
    #[must_use]
    pub fn then(mut self, words: impl Into<Self>) -> Self {
        self.0.extend(words.into().0);
        self
    }

    /// Adds words that stand out.
    #[must_use]
    pub fn strong(mut self, words: impl Into<String>) -> Self {
        self.0.push(Inline::Strong(words.into()));
        self
    }

    /// Adds words with a stress.
    #[must_use]
    pub fn emphasis(mut self, words: impl Into<String>) -> Self {
        self.0.push(Inline::Emphasis(words.into()));
        self
    }

    /// Adds something to type or to find on the wire.
    #[must_use]
    pub fn code(mut self, words: impl Into<String>) -> Self {
        self.0.push(Inline::Code(words.into()));
        self
    }

    /// Adds words that lead elsewhere.
    #[must_use]
    pub fn link(mut self, label: impl Into<String>, target: Target) -> Self {
        self.0.push(Inline::Link { label: label.into(), target });
        self
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(Inline::words).collect()
    }

    /// True when there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|inline| inline.words().trim().is_empty())
    }

    /// Several texts as one, separated.
    pub fn join(parts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut joined = Self::new();
        for part in parts.into_iter().filter(|part| !part.is_blank()) {
            if !joined.0.is_empty() {
                joined.0.push(Inline::Plain(separator.to_owned()));
            }
            joined.0.extend(part.0);
        }
        joined
    }
}

impl Inline {
    /// The words alone.
    pub fn words(&self) -> &str {
        match self {
            Self::Plain(words) | Self::Strong(words) | Self::Emphasis(words) | Self::Code(words) => words,
            Self::Link { label, .. } => label,
        }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        let mut inlines = Vec::new();
        // White space of any kind is one space: a text is a run of words, not a layout.
        let words = collapse(words);
        for (number, part) in words.split('`').enumerate() {
            let closed = number + 1 < words.split('`').count();
            if number % 2 == 1 && closed && !part.trim().is_empty() {
                inlines.push(Inline::Code(part.trim().to_owned()));
            } else if number % 2 == 1 {
                add_words(&mut inlines, &format!("`{part}{}", if closed { "`" } else { "" }));
            } else {
                add_words(&mut inlines, part);
            }
        }
        Self(inlines)
    }
}

/// One space for each run of white space, also at either end.
pub(super) fn collapse(words: &str) -> String {
    let mut collapsed = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c };
        if c != ' ' || !collapsed.ends_with(' ') {
            collapsed.push(c);
        }
    }
    collapsed
}

/// Adds plain words, with addresses in them as links.
fn add_words(inlines: &mut Vec<Inline>, words: &str) {
    let mut plain = String::new();
    for (number, word) in words.split(' ').enumerate() {
        if number > 0 {
            plain.push(' ');
        }
        let inner = word.trim_start_matches(['(', '“', '"', '<']);
        let before = &word[..word.len() - inner.len()];
        let address = inner.trim_end_matches(['.', ',', ';', ':', ')', '”', '"', '>', '!', '?', '…']);
        let after = &inner[address.len()..];
        let Some(target) = address_of(address) else {
            plain.push_str(word);
            continue;
        };
        plain.push_str(before);
        if !plain.is_empty() {
            inlines.push(Inline::Plain(std::mem::take(&mut plain)));
        }
        inlines.push(Inline::Link { label: address.to_owned(), target });
        plain.push_str(after);
    }
    if !plain.is_empty() {
        inlines.push(Inline::Plain(plain));
    }
}

/// The address a word is: on the web, or a mailbox.
fn address_of(word: &str) -> Option<Target> {
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    if rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        // A template such as https://host/{id} is no address that one can open.
        return (!word.contains(['{', '<', '|', '\\'])).then(|| Target::Url(word.to_owned()));
    }
    let (user, host) = word.split_once('@')?;
    let mailbox = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (mailbox(user) && mailbox(host) && dotted).then(|| Target::Url(format!("mailto:{word}")))
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<&String> for Text {
    fn from(words: &String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<&Self> for Text {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

impl<T: Into<Self>> From<Option<T>> for Text {
    fn from(words: Option<T>) -> Self {
        words.map_or_else(Self::new, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_keep_code_and_addresses_apart() {
        let text = Text::from("Run `up login`, then see https://wiki.example/up.");
        assert_eq!(text.plain(), "Run up login, then see https://wiki.example/up.");
        assert_eq!(text.0[1], Inline::Code("up login".into()));
        let url = Target::Url("https://wiki.example/up".into());
        assert_eq!(text.0[3], Inline::Link { label: "https://wiki.example/up".into(), target: url });
        assert_eq!(text.0[4], Inline::Plain(".".into()));
    }

    #[test]
    fn what_only_looks_like_markup_stays_words() {
        for words in ["a lone ` tick", "an empty `` pair", "me@here", "https://", "@handle", "2*3 [x] _y_"] {
            let text = Text::from(words);
            assert_eq!(text.plain(), words);
            assert!(text.0.iter().all(|inline| matches!(inline, Inline::Plain(_))), "{words}");
        }
    }

    #[test]
    fn a_mailbox_is_a_link_and_lines_become_spaces() {
        let text = Text::from("Ask\n\n  platform@northlight.example");
        assert_eq!(text.plain(), "Ask platform@northlight.example");
        let url = Target::Url("mailto:platform@northlight.example".into());
        assert_eq!(text.0[1], Inline::Link { label: "platform@northlight.example".into(), target: url });
    }

    #[test]
    fn joining_passes_over_blanks() {
        let joined = Text::join([Text::from("a"), Text::new(), Text::from("b")], "; ");
        assert_eq!(joined.plain(), "a; b");
    }
}
