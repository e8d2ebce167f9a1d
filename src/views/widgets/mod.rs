//! Widgets that know nothing of workshops: wrapping, bars, text being edited.

pub mod bars;
pub mod editor;
pub mod ink;
pub mod scatter;
pub mod window;
pub mod wrap;
