//! x
pub mod json;
mod table;
mod build;
mod set;
pub use build::*;
pub use set::*;
pub use table::{Align, Cell, Column, Table};
