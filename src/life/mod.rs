//! The whole life of a score, from what a unit declared to the points that count; and where a unit lost points. Every
//! value keeps its cell.

mod losses;
mod rounds;
mod trace;

pub use losses::{Loss, Losses, Part, Place};
pub use rounds::{Explained, Given, Remark, Round, Standing, Text, Value, explained, leaf_remark, reason};
pub use trace::{Data, Datum, Evidence, Life, Subject, Surroundings, evidence};
