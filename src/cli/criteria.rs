//! `criteria` and its commands.

use clap::Subcommand;

use super::{CheckFormat, ListFormat, Output, ShowFormat};

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
                            --output my-set.docx"
    )]
    Show {
        /// Criteria set: a TOML file, or the id of a set that the program carries
        #[arg(value_name = "SET")]
        set: String,
        /// Form of the result; without it by the ending of --output, else a table
        #[arg(long, value_name = "FORMAT", value_enum)]
        format: Option<ShowFormat>,
        /// Where the result goes.
        #[command(flatten)]
        output: Output,
    },
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
