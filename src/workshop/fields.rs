//! The answered fields of a record, as events keep them. A long session keeps thousands for as long as it is
//! open, so they take no more memory than they must: one piece for each record, and names that are known are
//! not written down again.

use std::borrow::{Borrow, Cow};
use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use litemap::LiteMap;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

use super::records::Kind;
use super::value::Value;

/// The key of a field. One that no kind of record has comes from a newer journal, and is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Key(Cow<'static, str>);

impl std::ops::Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
            Kind::ALL.iter().flat_map(|kind| kind.spec().fields).map(|field| field.key).collect()
        });
        Self(KNOWN.get(key).map_or_else(|| Cow::Owned(key.to_owned()), |known| Cow::Borrowed(*known)))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the key of a field")
            }
            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(Key::from(key))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Values by the keys of their fields.
pub type Fields = LiteMap<Key, Value>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_whatever_their_order_and_one_that_is_not_known_is_kept() {
        let fields: Fields = serde_json::from_str(r#"{"role":"lead","name":"Ada","zz":true}"#)
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(fields.get("role"), Some(&Value::text("lead")));
        assert_eq!(fields.get("name"), Some(&Value::text("Ada")));
        assert_eq!(fields.get("team"), None);
        let text = serde_json::to_string(&fields).unwrap_or_default();
        assert_eq!(text, r#"{"name":"Ada","role":"lead","zz":true}"#);
    }
}
