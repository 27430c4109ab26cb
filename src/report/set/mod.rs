//! A criteria set as the appendix of its decision prints it, and the list of carried sets.

mod appendix;
mod json;
mod list;
mod need;
mod words;

pub use appendix::set_table;
pub(super) use appendix::{also, evidence, scored_by};
pub use json::criteria_json;
pub use list::{list_json, list_table};
pub use need::rule_need;
pub(super) use words::rule_parts;
pub use words::rule_text;
