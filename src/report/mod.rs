//! Results as neutral tables, and the writers that turn tables into bytes.

pub mod json;
mod table;

pub use table::{Align, Cell, Column, Table};
