//! A sketch as the one line it is read from.

use std::fmt::{self, Display, Formatter};

use super::{Answer, Body, Field, Holds, Sketch, is_http};
use crate::workshop::records::Method;
use crate::workshop::value::ChoiceSet;

impl Display for Sketch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(api) = &self.api {
            write!(f, "{api}: ")?;
        }
        let Some(method) = self.method else { return Ok(()) };
        let word = if is_http(method) { method.key().to_owned() } else { method.key().to_lowercase() };
        write!(f, "{word} {}", self.target)?;
        match (&self.request, method) {
            (None, _) => {}
            (Some(body), Method::Rpc | Method::Query | Method::Mutation) => match &body.name {
                Some(_) => write!(f, "({body})")?,
                None => write!(f, "({})", Fields(&body.fields))?,
            },
            (Some(body), _) => write!(f, " {body}")?,
        }
        if let Some(answer) = &self.answer {
            write!(f, " -> {answer}")?;
        }
        if let Some(name) = &self.name {
            write!(f, " as {name}")?;
        }
        if !self.scopes.is_empty() {
            write!(f, " @ {}", self.scopes.join(", "))?;
        }
        match &self.summary {
            Some(summary) => write!(f, " {}", Quoted(summary)),
            None => Ok(()),
        }
    }
}

impl Display for Answer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let status = self.status.map(|status| status.to_string());
        let list = if self.list { "[]" } else { "" };
        let body = self.body.as_ref().map(|body| format!("{body}{list}"));
        let parts: Vec<String> = [status, body].into_iter().flatten().collect();
        f.write_str(&parts.join(" "))
    }
}

impl Display for Body {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.as_deref().unwrap_or_default())?;
        if self.fields.is_empty() { Ok(()) } else { write!(f, "{{{}}}", Fields(&self.fields)) }
    }
}

struct Fields<'a>(&'a [Field]);

impl Display for Fields<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, field) in self.0.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{field}")?;
        }
        Ok(())
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (sign, list) = (if self.required { "!" } else { "" }, if self.list { "[]" } else { "" });
        write!(f, "{}{sign}: {}{list}", self.name, self.holds)?;
        match &self.example {
            Some(example) if is_bare(example) => write!(f, " = {example}"),
            Some(example) => write!(f, " = {}", Quoted(example)),
            None => Ok(()),
        }
    }
}

impl Display for Holds {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Enum(words) => write!(f, "enum({})", words.join(",")),
            Self::Body(body) => body.fmt(f),
        }
    }
}

/// True when an example needs no quotation marks.
fn is_bare(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '@' | '+'))
}

struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
