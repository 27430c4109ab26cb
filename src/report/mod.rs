//! Results as neutral tables, and the writers that turn tables into bytes.

mod board;
mod book;
mod build;
mod compared;
mod csv;
pub mod document;
mod docx;
mod examples;
mod findings;
mod import;
pub mod json;
mod life;
mod markdown;
mod page;
pub(crate) mod paper;
pub mod picture;
mod set;
mod survey;
mod table;
mod tables;
mod text;
mod tidy;
mod whole;
pub(crate) mod xlsx;

pub use board::{Board, board_json, board_tables};
pub use book::book;
pub use build::{Heading, rank_flat, rank_table, score_flat, score_table, shown, tie_break_words};
pub use compared::{
    ImpactView, blocks_with_sets, diff_json, diff_markdown, diff_text, impact_flat, impact_json,
    impact_tables,
};
pub use csv::csv;
pub use docx::{docx, docx_document};
pub use examples::examples_toml;
pub use findings::{
    Checked, Look, faults_text, finding_lines, findings_csv, findings_github, findings_json, findings_text,
    summary_text,
};
pub use import::{Imported, import_json, import_table};
pub use life::{life_json, life_markdown, life_text, losses_json, losses_markdown, losses_text};
pub use markdown::markdown;
pub use page::page;
pub use set::{criteria_json, list_json, list_table, rule_need, rule_text, set_table};
pub use survey::{SurveyJson, Surveyed, survey_flat, survey_table};
pub use table::{Align, Cell, Column, Table};
pub use tables::{
    appraisal_table, changes_table, classes_table, differences_table, field_changes_table, fields_table,
    figures_table, leaves_table, lost_table, matrix_sums_table, matrix_table, not_applicable_table,
    pairs_table, profile_table, ranking_table, second_round_table, strengths_table, unit_fields_table,
};
pub use text::{Screen, text};
pub use tidy::{Resource, data_package, dictionary, tidy_csv};
pub use whole::report_json;
pub use xlsx::{write_table, xlsx};
