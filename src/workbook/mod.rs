//! The workbooks of a round that people fill, written so that they say themselves what they are.

pub mod changed;
pub mod council;
pub mod formula;
pub mod grid;
mod growing;
mod look;
pub mod template;
mod write;

pub use look::Look;
pub use write::{write_grid, write_hidden};
