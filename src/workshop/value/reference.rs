//! References from one record to others: ids that know what they lead to.

use std::marker::PhantomData;

use super::{FieldValue, Shape, Value, lines_of};
use crate::workshop::records::Kind;

/// A reference to a record of kind `K`, or none.
#[derive(Debug)]
pub struct Ref<K>(Option<String>, PhantomData<fn() -> K>);

/// References to several records of kind `K`, in order.
#[derive(Debug)]
pub struct Refs<K>(Vec<String>, PhantomData<fn() -> K>);

impl<K> Ref<K> {
    /// The id referred to.
    pub fn id(&self) -> Option<&str> {
        self.0.as_deref()
    }
    /// True when nothing is referred to.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }
    /// True when something is referred to.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

impl<K> Refs<K> {
    /// The ids referred to, in order.
    pub fn ids(&self) -> &[String] {
        &self.0
    }
    /// How many records are referred to.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// True when nothing is referred to.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

// Derives would ask the same of `K`, which is only a name here.
impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<K> PartialEq for Ref<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Default for Ref<K> {
    fn default() -> Self {
        Self(None, PhantomData)
    }
}
impl<K> Clone for Refs<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<K> PartialEq for Refs<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Default for Refs<K> {
    fn default() -> Self {
        Self(Vec::new(), PhantomData)
    }
}

/// A record type, as far as references need to know it.
pub trait Kinded {
    /// The record's kind.
    const KIND: Kind;
    /// The other kind that a reference may lead to, if there is one.
    const OR: Option<Kind> = None;
}

impl<K: Kinded> FieldValue for Ref<K> {
    const SHAPE: Shape = match K::OR {
        None => Shape::Ref(K::KIND),
        Some(other) => Shape::Either(K::KIND, other),
    };
    fn get(&self) -> Value {
        self.0.clone().map_or(Value::None, Value::Text)
    }
    fn put(&mut self, value: &Value) {
        let id = value.as_str();
        self.0 = (!id.is_empty()).then(|| id.to_owned());
    }
}

impl<K: Kinded> FieldValue for Refs<K> {
    const SHAPE: Shape = Shape::Refs(K::KIND);
    fn get(&self) -> Value {
        Value::list(self.0.clone())
    }
    fn put(&mut self, value: &Value) {
        self.0 = lines_of(value);
    }
}
