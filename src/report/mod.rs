//! Results as neutral tables, and the writers that turn tables into bytes.

mod table;

pub use table::{Align, Cell, Column, Table};
