//! Underpin: a terminal workshop facilitator for platform planning.

pub mod app;
pub mod catalogue;
pub mod config;
pub mod deliverables;
pub mod interchange;
pub mod journal;
pub mod places;
pub mod typesetting;
pub mod views;
pub mod workshop;
