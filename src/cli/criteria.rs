//! `criteria` and its commands.

use clap::{Args, Subcommand};

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
    /// Write the skeleton of a new criteria set, with a comment at every part
    #[command(
        after_help = "Examples:\n  parindex criteria new --level xa --year 2026 --output bo-tieu-chi-xa-2026.toml"
    )]
    New(NewSet),
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

/// Arguments of `criteria new`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct NewSet {
    /// Level: bo, tinh, so, huyen, xa, dvsn or another word
    #[arg(long, value_name = "WORD", default_value = "xa")]
    pub level: String,
    /// First year in force
    #[arg(long, value_name = "YEAR", default_value_t = 2026, value_parser = clap::value_parser!(u16).range(2000..=2100))]
    pub year: u16,
    /// Id of the set; without it the name of the output file
    #[arg(long, value_name = "WORD")]
    pub id: Option<String>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}
