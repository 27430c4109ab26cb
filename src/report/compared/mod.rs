//! Two criteria sets side by side: what changed in words, and what that does to results.

mod diff_json;
mod diff_text;
mod facts;
mod impact_json;
mod impact_table;
mod impact_view;

pub use diff_json::diff_json;
pub use diff_text::{diff_markdown, diff_text};
pub use impact_json::impact_json;
pub use impact_table::{impact_flat, impact_tables};
pub use impact_view::{ImpactView, blocks_with_sets};
