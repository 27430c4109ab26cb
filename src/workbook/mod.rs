//! The workbooks that people fill in a round.

pub mod formula;
