//! The whole life of a score, from what a unit declared to the points that count; and where a unit lost points. Every
//! value keeps its cell.

mod losses;
mod rounds;
mod trace;

pub use losses::{Loss, Losses, Part, Place};
pub use rounds::{Explained, Given, Round, Standing, Text, Value, explained, reason};
pub use trace::{Data, Datum, Evidence, Life, Subject, Surroundings, evidence};
