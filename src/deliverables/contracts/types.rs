//! The type of a payload's field, as people write it.

use super::names;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Number,
    /// A number with decimals that must not be rounded, as text: money.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A calendar date, `2026-03-31`.
    Date,
    /// A moment, `2026-03-31T09:30:00Z`.
    DateTime,
    /// A length of time, `PT15M`.
    Duration,
    /// A UUID.
    Uuid,
    /// An address on the web.
    Uri,
    /// A mail address.
    Email,
    /// One of several known words; more may come.
    Enum(Vec<String>),
    /// Bytes: a file.
    Binary,
    /// An object that nobody has described.
    Object,
    /// An object with any keys, and values of one type.
    Map(Box<FieldType>),
    /// Another payload, by its id.
    Payload(String),
    /// A word that is neither a known type nor a payload.
    Unknown(String),
}

/// A field's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldType {
    /// What it holds, or what each of its items is.
    pub base: Base,
    /// True for a list.
    pub list: bool,
}

/// Reads a type: `string`, `enum(open, paid)`, `Invoice`, and any of them with `[]` behind it. The closure
/// finds a payload by its name.
pub fn read(text: &str, payload: impl Fn(&str) -> Option<String>) -> FieldType {
    read_with(text, &payload)
}

fn read_with(text: &str, payload: &dyn Fn(&str) -> Option<String>) -> FieldType {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let of = |name: &str| lower.starts_with(name).then(|| text[name.len()..].trim());
    if let Some(inner) = text.strip_suffix("[]") {
        return FieldType { list: true, ..read_with(inner, payload) };
    }
    for prefix in ["array of ", "list of "] {
        if let Some(inner) = of(prefix) {
            return FieldType { list: true, ..read_with(inner, payload) };
        }
    }
    for prefix in ["array<", "list<", "array(", "list("] {
        if let Some(inner) = of(prefix) {
            return FieldType { list: true, ..read_with(inner.trim_end_matches(['>', ')']), payload) };
        }
    }
    for prefix in ["map<", "map("] {
        if let Some(inner) = of(prefix)
            && let Some(inner) = inner.strip_suffix(['>', ')'])
        {
            return FieldType { base: Base::Map(Box::new(read_with(inner, payload))), list: false };
        }
    }
    if let Some(options) = options(text, &lower) {
        return FieldType { base: Base::Enum(options), list: false };
    }
    let base = match lower.as_str() {
        "" | "string" | "text" | "str" => Base::Text,
        "integer" | "int" | "int32" | "int64" | "long" => Base::Integer,
        "number" | "float" | "double" => Base::Number,
        "decimal" | "money" => Base::Decimal,
        "boolean" | "bool" | "flag" => Base::Boolean,
        "date" => Base::Date,
        "date-time" | "datetime" | "date time" | "timestamp" | "instant" => Base::DateTime,
        "duration" => Base::Duration,
        "uuid" => Base::Uuid,
        "uri" | "url" => Base::Uri,
        "email" | "e-mail" | "mail" => Base::Email,
        "binary" | "file" | "bytes" => Base::Binary,
        "object" | "map" | "json" => Base::Object,
        _ => match payload(text) {
            Some(id) => Base::Payload(id),
            None => Base::Unknown(text.to_owned()),
        },
    };
    // A payload may be called “Date”; the team's own word goes first where it is written as one.
    if text.starts_with(char::is_uppercase)
        && let Some(id) = payload(text)
    {
        return FieldType { base: Base::Payload(id), list: false };
    }
    FieldType { base, list: false }
}

/// The words of `enum(a, b)`, in their order and each once.
fn options(text: &str, lower: &str) -> Option<Vec<String>> {
    if !lower.starts_with("enum") {
        return None;
    }
    let inner = text["enum".len()..].trim().trim_start_matches(['(', ':', '[']).trim_end_matches([')', ']']);
    let mut options: Vec<String> = Vec::new();
    for option in inner.split([',', '|', '/']) {
        let option = option.trim().trim_matches(['"', '\'', '`']);
        if !option.is_empty() && !options.iter().any(|known| known == option) {
            options.push(option.to_owned());
        }
    }
    Some(options)
}

impl Base {
    /// The payload it is or holds values of.
    pub fn payload(&self) -> Option<&str> {
        match self {
            Self::Payload(id) => Some(id),
            Self::Map(of) => of.base.payload(),
            _ => None,
        }
    }

    /// The word for it in tables; a payload is named by the caller.
    pub fn label(&self) -> String {
        match self {
            Self::Text => "string".into(),
            Self::Integer => "integer".into(),
            Self::Number => "number".into(),
            Self::Decimal => "decimal".into(),
            Self::Boolean => "boolean".into(),
            Self::Date => "date".into(),
            Self::DateTime => "date-time".into(),
            Self::Duration => "duration".into(),
            Self::Uuid => "uuid".into(),
            Self::Uri => "uri".into(),
            Self::Email => "email".into(),
            Self::Enum(options) if options.is_empty() => "string".into(),
            Self::Enum(options) => format!("enum({})", options.join(", ")),
            Self::Binary => "binary".into(),
            Self::Object => "object".into(),
            Self::Map(of) => format!("map<{}{}>", of.base.label(), if of.list { "[]" } else { "" }),
            Self::Payload(id) => names::pascal(id, "payload"),
            Self::Unknown(word) => word.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> Option<String> {
        (name.eq_ignore_ascii_case("LineItem")).then(|| "payload-2".to_owned())
    }

    #[test]
    fn types_are_read_as_people_write_them() {
        let one = |base| FieldType { base, list: false };
        let many = |base| FieldType { base, list: true };
        let statuses = Base::Enum(vec!["open".into(), "paid".into()]);
        for (said, meant) in [
            ("string", one(Base::Text)),
            ("Integer", one(Base::Integer)),
            ("decimal", one(Base::Decimal)),
            ("datetime", one(Base::DateTime)),
            ("uuid[]", many(Base::Uuid)),
            ("array of string", many(Base::Text)),
            ("enum(open, paid, open)", one(statuses.clone())),
            ("enum(open|paid)[]", many(statuses)),
            ("LineItem[]", many(Base::Payload("payload-2".into()))),
            ("list<LineItem>", many(Base::Payload("payload-2".into()))),
            ("map<LineItem[]>", one(Base::Map(Box::new(many(Base::Payload("payload-2".into())))))),
            ("map(integer)[]", many(Base::Map(Box::new(one(Base::Integer))))),
            ("Money", one(Base::Decimal)),
            ("Address", one(Base::Unknown("Address".into()))),
            ("", one(Base::Text)),
        ] {
            assert_eq!(read(said, known), meant, "{said}");
        }
    }

    #[test]
    fn a_payload_may_have_the_name_of_a_type() {
        let own = |name: &str| (name == "Money").then(|| "payload-9".to_owned());
        assert_eq!(read("Money", own).base, Base::Payload("payload-9".into()));
    }
}
