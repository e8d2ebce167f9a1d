//! Underpin: a terminal workshop facilitator for platform planning.

pub mod deliverables;
pub mod journal;
pub mod workshop;
