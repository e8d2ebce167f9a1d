//! Underpin: a terminal workshop facilitator for platform planning.

pub mod journal;
pub mod workshop;
