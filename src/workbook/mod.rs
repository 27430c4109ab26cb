//! The workbooks of a round that people fill, written so that they say themselves what they are.

pub mod grid;
mod look;
mod write;

pub use look::Look;
pub use write::{write_grid, write_hidden};
