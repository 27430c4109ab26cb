//! The life of a score, and where a unit lost points: for people and as JSON.

mod json;
mod lines;
mod losses;
mod words;

pub(super) use json::{EvidenceJson, ExplainedJson, TextJson, evidence, explained, text};
pub use json::{life_json, losses_json};
pub(super) use lines::life_lines;
pub use lines::{life_markdown, life_text};
pub use losses::{losses_markdown, losses_text};
pub(super) use words::origin_id;
