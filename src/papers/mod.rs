//! The papers of the year as text: facts of the result, put into sentences that a round may change, become documents.

mod condition;
pub mod contents;
mod facts;
mod fault;
mod markup;
mod office;
mod result;
mod sentences;
mod template;

pub use facts::{Fact, Facts};
pub use fault::{Cause, Fault};
pub use markup::Parts;
pub use office::{Kind, Office};
pub use result::{lacking, result_facts};
pub use sentences::{BUILT_IN, Sentences};
