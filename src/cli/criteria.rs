//! `criteria` and its commands.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CheckFormat, ListFormat, Output, ShowFormat};

/// Arguments of `criteria import`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Appendix of a decision: .docx, .xlsx, .xls, .ods or .csv
    #[arg(value_name = "APPENDIX")]
    pub appendix: PathBuf,
    /// Id of the set; without it the name of the output, else of the appendix
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Title of the set
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Level of the units: tinh, so, huyen, xa …
    #[arg(long, value_name = "WORD")]
    pub level: Option<String>,
    /// First year for which it is in force
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i64>,
    /// A file of an earlier import: what is new in the appendix is added to it, nothing else is changed
    #[arg(long, value_name = "FILE")]
    pub update: Option<PathBuf>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value_t = CheckFormat::Text, value_enum)]
    pub format: CheckFormat,
    /// Where the draft goes.
    #[command(flatten)]
    pub output: Output,
}

/// The commands of `criteria`.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Criteria {
    /// List the criteria sets that the program carries
    #[command(after_help = "Examples:\n  parindex criteria list\n  parindex criteria list --format json")]
    List {
        /// Form of the result
        #[arg(long, value_name = "FORMAT", default_value_t = ListFormat::Table, value_enum)]
        format: ListFormat,
    },
    /// Show a criteria set as the table of its decision
    #[command(
        after_help = "Examples:\n  parindex criteria show mau-xa-2025\n  parindex criteria show my-set.toml \
                            --format markdown --output my-set.md"
    )]
    Show {
        /// Criteria set: a TOML file, or the id of a set that the program carries
        #[arg(value_name = "SET")]
        set: String,
        /// Form of the result
        #[arg(long, value_name = "FORMAT", default_value_t = ShowFormat::Table, value_enum)]
        format: ShowFormat,
        /// Where the result goes.
        #[command(flatten)]
        output: Output,
    },
    /// Turn the appendix of a decision into the draft of a criteria file
    #[command(
        after_help = "Examples:\n  parindex criteria import phu-luc.docx --level xa --year 2026 --output \
                            xa-2026.toml\n  parindex criteria import phu-luc.docx --update xa-2026.toml --output \
                            xa-2026-moi.toml"
    )]
    Import(Import),
    /// Check criteria sets: structure, sums, rules, worked examples
    #[command(after_help = "Examples:\n  parindex criteria check\n  parindex criteria check my-set.toml")]
    Check {
        /// Criteria sets: TOML files, or ids of sets that the program carries; without any, all that it carries
        #[arg(value_name = "SET")]
        sets: Vec<String>,
        /// Form of the result
        #[arg(long, value_name = "FORMAT", default_value_t = CheckFormat::Text, value_enum)]
        format: CheckFormat,
    },
}
