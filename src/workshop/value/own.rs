//! A choice from a set that no set can exhaust: one of its options, or a word of the team's own.

use super::{Choice, ChoiceSet, FieldValue, Shape, Value};

/// One of a set, or a word that is not in it. Stored as the option's key, or as the word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum OrOwn<C> {
    /// Nothing was answered.
    #[default]
    None,
    /// An option.
    Of(C),
    /// A word of one's own.
    Own(String),
}

impl<C: ChoiceSet> OrOwn<C> {
    /// The option, when it is one.
    pub fn choice(&self) -> Option<C> {
        match self {
            Self::Of(choice) => Some(*choice),
            Self::None | Self::Own(_) => None,
        }
    }

    /// What a person reads; empty when nothing was answered.
    pub fn label(&self) -> &str {
        match self {
            Self::None => "",
            Self::Of(choice) => choice.label(),
            Self::Own(word) => word,
        }
    }
}

impl<C: ChoiceSet> FieldValue for OrOwn<C> {
    const SHAPE: Shape = Shape::OrOwn(C::OPTIONS);
    fn get(&self) -> Value {
        match self {
            Self::None => Value::None,
            Self::Of(choice) => Value::text(choice.key()),
            Self::Own(word) => Value::text(word.as_str()),
        }
    }
    fn put(&mut self, value: &Value) {
        let text = value.as_str();
        *self = match C::from_key(text) {
            Some(choice) => Self::Of(choice),
            None if text.is_empty() => Self::None,
            None => Self::Own(text.to_owned()),
        };
    }
}

impl Choice {
    /// Words a room uses for it that its label does not have.
    pub fn other_words(&self) -> &'static [&'static str] {
        match self.key {
            "inefficiency" => &["waste", "toil"],
            "not_now" => &["wait", "later"],
            "proposed" => &["planned", "idea"],
            "manual" => &["by hand"],
            _ => &[],
        }
    }
}
