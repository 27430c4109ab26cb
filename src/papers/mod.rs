//! The papers of the year as text: facts of the result, put into sentences that a round may change, become documents.

pub mod contents;
mod facts;

pub use facts::{Fact, Facts};
