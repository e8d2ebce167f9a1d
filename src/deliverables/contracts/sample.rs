//! Example values: what people typed, read as the field's type, and a plain stand-in where that fails.

use jiff::Timestamp;
use jiff::civil::Date;

use super::names;
use super::ordered::{Json, Ordered};
use super::types::{Base, FieldType};

/// The typed text as a value of that type; nothing when it does not fit. A payload has no text of its own.
pub fn read(text: &str, kind: &FieldType) -> Option<Json> {
    let text = text.trim();
    if text.is_empty() || matches!(kind.base, Base::Payload(_)) {
        return None;
    }
    if !kind.list {
        return read_one(text, &kind.base);
    }
    if let Ok(serde_json::Value::Array(items)) = serde_json::from_str(text) {
        let texts = items.iter().map(|item| match item {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        let items: Option<Vec<Json>> = texts.map(|text| read_one(text.trim(), &kind.base)).collect();
        return items.filter(|items| !items.is_empty()).map(Json::List);
    }
    let separator = if text.contains(';') { ';' } else { ',' };
    let parts = text.trim_matches(['[', ']']).split(separator).map(str::trim).filter(|part| !part.is_empty());
    let items: Option<Vec<Json>> = parts.map(|part| read_one(part, &kind.base)).collect();
    items.filter(|items| !items.is_empty()).map(Json::List)
}

fn read_one(text: &str, base: &Base) -> Option<Json> {
    let text = text.trim_matches(['"', '`', '“', '”']).trim();
    let taken = |fits: bool| fits.then(|| Json::from(text));
    match base {
        Base::Text | Base::Binary | Base::Unknown(_) => taken(!text.is_empty()),
        Base::Integer => digits(text).parse().ok().map(Json::Integer),
        Base::Number => {
            let number: f64 = digits(text).parse().ok()?;
            number.is_finite().then_some(Json::Number(number))
        }
        Base::Decimal => taken(is_decimal(text)),
        Base::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(Json::Flag(true)),
            "false" | "no" => Some(Json::Flag(false)),
            _ => None,
        },
        Base::Date => taken(text.len() == 10 && text.parse::<Date>().is_ok()),
        Base::DateTime => taken(
            text.as_bytes().get(10) == Some(&b'T')
                && !text.contains('[')
                && text.parse::<Timestamp>().is_ok(),
        ),
        Base::Duration => taken(text.starts_with('P') && text.parse::<jiff::Span>().is_ok()),
        Base::Uuid => taken(text.len() == 36 && uuid::Uuid::parse_str(text).is_ok()),
        Base::Uri => taken(is_uri(text)),
        Base::Email => taken(is_email(text)),
        Base::Enum(options) => taken(options.is_empty() || options.iter().any(|option| option == text)),
        Base::Object | Base::Map(_) => match serde_json::from_str(text).ok()? {
            value @ serde_json::Value::Object(_) => Some(Json::from(&value)),
            _ => None,
        },
        Base::Payload(_) => None,
    }
}

/// A number without what people put between its digits.
fn digits(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ',' | '_' | '\u{a0}' | '\u{202f}')).collect()
}

fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.strip_prefix('-').unwrap_or(text).split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction)
}

/// True for an absolute address such as `https://…` or `urn:…`.
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
        && !rest.is_empty()
        && rest != "//"
        && rest.bytes().all(|byte| {
            byte.is_ascii_graphic()
                && !matches!(byte, b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`')
        })
}

/// True for a plain mail address.
pub fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    !user.is_empty()
        && user.bytes().all(named)
        && !user.starts_with('.')
        && !user.ends_with('.')
        && host.contains('.')
        && !host.starts_with(['.', '-'])
        && !host.ends_with(['.', '-'])
        && !host.contains("..")
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

/// A value of that type when nobody gave one. The same each time, and plain enough not to pass for real.
pub fn stand_in(name: &str, kind: &FieldType) -> Json {
    let one = match &kind.base {
        Base::Text | Base::Unknown(_) | Base::Payload(_) => Json::from(names::kebab(name, "text")),
        Base::Integer => Json::Integer(1),
        Base::Number => Json::Number(1.5),
        Base::Decimal => Json::from("10.00"),
        Base::Boolean => Json::Flag(true),
        Base::Date => Json::from("2026-01-31"),
        Base::DateTime => Json::from("2026-01-31T09:30:00Z"),
        Base::Duration => Json::from("PT15M"),
        Base::Uuid => Json::from("0190a6f2-7c41-7a53-9d2e-4b8f1c6d2a17"),
        Base::Uri => Json::from("https://www.example.com/"),
        Base::Email => Json::from("name@example.com"),
        Base::Enum(options) => {
            Json::from(options.first().map_or_else(|| names::kebab(name, "text"), Clone::clone))
        }
        Base::Binary => Json::from("bytes"),
        Base::Object | Base::Map(_) => Json::Object(Ordered::default()),
    };
    if kind.list { Json::List(vec![one]) } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_a_value_of_its_type() {
        let options = Base::Enum(vec!["open".into(), "paid".into()]);
        for (text, base, wanted) in [
            ("12,500", Base::Integer, "12500"),
            ("4.5", Base::Number, "4.5"),
            ("-19.90", Base::Decimal, "\"-19.90\""),
            ("yes", Base::Boolean, "true"),
            ("2026-03-31", Base::Date, "\"2026-03-31\""),
            ("2026-03-31T08:00:00+02:00", Base::DateTime, "\"2026-03-31T08:00:00+02:00\""),
            ("PT15M", Base::Duration, "\"PT15M\""),
            ("018f2f6e-8a43-7cc1-b5b6-5e1e6d0c9a11", Base::Uuid, "\"018f2f6e-8a43-7cc1-b5b6-5e1e6d0c9a11\""),
            ("https://a.example/x?y=1", Base::Uri, "\"https://a.example/x?y=1\""),
            ("a.b@c.example", Base::Email, "\"a.b@c.example\""),
            ("“open”", options, "\"open\""),
            ("{\"a\": [1]}", Base::Object, "{\"a\":[1]}"),
        ] {
            let value = read(text, &FieldType { base, list: false });
            assert_eq!(value.map(|value| value.compact()).as_deref(), Some(wanted), "{text}");
        }
        let list = read("read, write", &FieldType { base: Base::Text, list: true });
        assert_eq!(list.map(|list| list.compact()).as_deref(), Some(r#"["read","write"]"#));
        let list = read("[1, 2]", &FieldType { base: Base::Integer, list: true });
        assert_eq!(list.map(|list| list.compact()).as_deref(), Some("[1,2]"));
    }

    #[test]
    fn what_does_not_fit_is_not_taken() {
        for (text, base) in [
            ("many", Base::Integer),
            ("1.234,50", Base::Decimal),
            ("31.3.2026", Base::Date),
            ("2026-03-31 08:00", Base::DateTime),
            ("123", Base::Uuid),
            ("www.example.com", Base::Uri),
            ("somebody", Base::Email),
            ("closed", Base::Enum(vec!["open".into()])),
            ("[1]", Base::Object),
            ("", Base::Text),
        ] {
            assert_eq!(read(text, &FieldType { base, list: false }), None, "{text}");
        }
    }
}
