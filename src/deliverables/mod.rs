//! The documents a session owes its organisation: from answers to a typed document, from that to files.
//!
//! ```text
//! Session + Catalogue ─▶ blueprint · api specification · adoption guide ─▶ Document ─▶ markdown, html, preview …
//! ```
//!
//! Builders choose what is said and in which order; renderers choose only how it looks. Nothing here
//! knows a terminal or a clock: the date a document speaks of is passed in. Writing files is the business
//! of `export` alone.

#![expect(clippy::format_push_string, reason = "sentences are put together piece by piece, and cannot fail")]

pub mod actions;
pub mod adoption_guide;
pub mod api_specification;
pub mod backstage;
pub mod blueprint;
pub mod changes;
pub mod columns;
mod coming;
pub mod contracts;
mod credits;
pub mod data;
pub mod decision_records;
pub mod diagram;
pub mod document;
pub mod docx;
pub mod export;
pub mod html;
pub mod layout;
pub mod markdown;
pub mod mermaid;
pub mod musts;
pub mod ownership;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod phrases;
pub mod questions;
mod raster;
pub mod repository;
pub mod rows;
pub mod sources;
pub mod svg;
pub mod table;
pub mod tables;
pub mod template;
pub mod text;
pub mod typst;
