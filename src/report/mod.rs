//! Results as neutral tables, and the writers that turn tables into bytes.

mod csv;
mod markdown;
mod table;
mod text;

pub use csv::csv;
pub use markdown::markdown;
pub use table::{Align, Cell, Column, Table};
pub use text::{Screen, text};
