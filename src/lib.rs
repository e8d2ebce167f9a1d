//! Underpin: a terminal workshop facilitator for platform planning.

pub mod catalogue;
pub mod deliverables;
pub mod journal;
pub mod workshop;
