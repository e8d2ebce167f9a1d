//! A protobuf file as types, and how each part is written.

use std::fmt::{self, Display, Formatter};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What stands above everything.
    pub comment: String,
    /// The package, in dots.
    pub package: String,
    /// The files whose types it uses.
    pub imports: Vec<&'static str>,
    /// True when callers were told to leave.
    pub deprecated: bool,
    /// Services.
    pub services: Vec<Service>,
    /// Messages.
    pub messages: Vec<Message>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// What it is for.
    pub comment: String,
    /// Its name.
    pub name: String,
    /// What it can do.
    pub rpcs: Vec<Rpc>,
}

/// A remote procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rpc {
    /// What it does.
    pub comment: String,
    /// Its name.
    pub name: String,
    /// The message sent.
    pub request: String,
    /// The message returned.
    pub response: String,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it stands for.
    pub comment: String,
    /// Its name.
    pub name: String,
    /// Enums of its fields.
    pub enums: Vec<Enum>,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it means.
    pub comment: String,
    /// `repeated`, `optional` or nothing.
    pub label: &'static str,
    /// Its type.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its number on the wire.
    pub number: u32,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// What it is about.
    pub comment: String,
    /// Its name.
    pub name: String,
    /// The prefix of its values.
    pub prefix: String,
    /// Its values after the unspecified one.
    pub values: Vec<String>,
}

/// The width that comments are wrapped at.
const WIDTH: usize = 96;

fn comment(f: &mut Formatter<'_>, indent: usize, text: &str) -> fmt::Result {
    let margin = " ".repeat(indent);
    for line in text.lines() {
        let mut width = 0;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if width > 0 && width + 1 + length > WIDTH - indent {
                writeln!(f)?;
                width = 0;
            }
            if width == 0 {
                write!(f, "{margin}// {word}")?;
            } else {
                write!(f, " {word}")?;
            }
            width += length + 1;
        }
        if width == 0 {
            write!(f, "{margin}//")?;
        }
        writeln!(f)?;
    }
    Ok(())
}

impl Display for File {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        comment(f, 0, &self.comment)?;
        writeln!(f, "syntax = \"proto3\";\n\npackage {};", self.package)?;
        for import in &self.imports {
            writeln!(f, "\nimport \"{import}\";")?;
        }
        if self.deprecated {
            writeln!(f, "\noption deprecated = true;")?;
        }
        for service in &self.services {
            write!(f, "\n{service}")?;
        }
        for message in &self.messages {
            write!(f, "\n{message}")?;
        }
        Ok(())
    }
}

impl Display for Service {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        comment(f, 0, &self.comment)?;
        writeln!(f, "service {} {{", self.name)?;
        for (at, rpc) in self.rpcs.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            comment(f, 2, &rpc.comment)?;
            writeln!(f, "  rpc {}({}) returns ({});", rpc.name, rpc.request, rpc.response)?;
        }
        writeln!(f, "}}")
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        comment(f, 0, &self.comment)?;
        if self.fields.is_empty() {
            return writeln!(f, "message {} {{}}", self.name);
        }
        writeln!(f, "message {} {{", self.name)?;
        for kind in &self.enums {
            writeln!(f, "{kind}")?;
        }
        for (at, field) in self.fields.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            comment(f, 2, &field.comment)?;
            let label = if field.label.is_empty() { String::new() } else { format!("{} ", field.label) };
            writeln!(f, "  {label}{} {} = {};", field.kind, field.name, field.number)?;
        }
        writeln!(f, "}}")
    }
}

impl Display for Enum {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        comment(f, 2, &self.comment)?;
        writeln!(f, "  enum {} {{", self.name)?;
        comment(f, 4, "No value was given, or one that the reader does not know.")?;
        writeln!(f, "    {}_UNSPECIFIED = 0;", self.prefix)?;
        for (number, value) in (1..).zip(&self.values) {
            let word = value.strip_prefix(&self.prefix).unwrap_or(value).trim_matches('_');
            comment(
                f,
                4,
                &format!("{}.", super::names::capitalised(&word.to_lowercase().replace('_', " "))),
            )?;
            writeln!(f, "    {value} = {number};")?;
        }
        writeln!(f, "  }}")
    }
}
