//! Underpin: a terminal workshop facilitator for platform planning.

pub mod catalogue;
pub mod config;
pub mod deliverables;
pub mod journal;
pub mod places;
pub mod workshop;
