//! The domain: what a session is and how it changes.
//!
//! Pure: no terminal, no disk, no clock. Today's date and the time are passed in. [`session::Session`] is
//! what all events add up to; [`decide`] turns a command into events or a rejection; `apply` is total.

pub mod decide;
pub mod event;
pub mod input;
pub mod measures;
pub mod near;
pub mod records;
pub mod session;
pub mod stamp;
pub mod value;
