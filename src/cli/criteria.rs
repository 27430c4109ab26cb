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
    /// Write worked examples of a set, computed from it, to compare with the decision
    #[command(
        after_help = "Examples:\n  parindex criteria examples my-set.toml\n  parindex criteria examples my-set.toml \
                            --output examples.toml"
    )]
    Examples {
        /// Criteria set: a TOML file, or the id of a set that the program carries
        #[arg(value_name = "SET")]
        set: String,
        /// Where the result goes.
        #[command(flatten)]
        output: Output,
    },
}
