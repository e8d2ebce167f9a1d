//! The domain: what a session is and how it changes.
//!
//! Pure: no terminal, no disk, no clock. Today's date and the time are passed in. [`session::Session`] is
//! what all events add up to; [`decide`] turns a command into events or a rejection; `apply` is total.
//! What follows from the answers ([`doomsday`], [`cost`], [`flags`], [`gaps`] …) is derived, never stored.

pub mod agenda;
pub mod canvas;
pub mod compare;
pub mod cost;
pub mod decide;
pub mod doomsday;
pub mod event;
pub mod fields;
pub mod flags;
pub mod gaps;
pub mod governance;
pub mod input;
pub mod leverage;
pub mod marks;
pub mod maturity;
pub(crate) mod meant;
pub mod measures;
pub(crate) mod mistaken;
pub mod names;
pub mod near;
pub mod nouns;
pub mod progress;
pub mod records;
pub mod said;
pub mod session;
pub mod sketch;
pub mod sourcing;
pub mod stamp;
#[cfg(test)]
pub(crate) mod testkit;
pub mod value;
pub mod words;
