//! `criteria` and its commands.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{By, CheckFormat, Input, ListFormat, Output, PointsArg, ShowFormat, TableFormat, TextFormat};

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
    /// Tell what changed from one criteria set to the next, for the report of the drafter
    #[command(
        after_help = "Examples:\n  parindex criteria diff mau-xa-2025 my-set.toml\n  parindex criteria diff \
                            old.toml new.toml --format markdown --output changes.md"
    )]
    Diff {
        /// The old set: a TOML file, or the id of a set that the program carries
        #[arg(value_name = "OLD")]
        old: String,
        /// The new set: a TOML file, or the id of a set that the program carries
        #[arg(value_name = "NEW")]
        new: String,
        /// Form of the result
        #[arg(long, value_name = "FORMAT", default_value_t = TextFormat::Text, value_enum)]
        format: TextFormat,
        /// Where the result goes.
        #[command(flatten)]
        output: Output,
    },
    /// Compute last year's data by the old and by the new set: who moves, and which clause causes it
    #[command(
        after_help = "Examples:\n  parindex criteria impact mau-xa-2025 my-set.toml --data examples/xa-2025\n  \
                            parindex criteria impact old.toml new.toml --data forms --units units.csv --format \
                            csv --output impact.csv"
    )]
    Impact(Impact),
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
    /// A file of an earlier import: what is new in the appendix is added, a scoring that nobody touched is replaced,
    /// nothing else is changed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "title", "level", "year"])]
    pub update: Option<PathBuf>,
    /// Read only this sheet, where a file holds several appendices: its name or its number
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// Begin with the n-th table, where a file holds several appendices; each head begins one
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub table: Option<usize>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value_t = CheckFormat::Text, value_enum)]
    pub format: CheckFormat,
    /// Where the draft goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `criteria impact`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The old set: a TOML file, or the id of a set that the program carries
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new set: a TOML file, or the id of a set that the program carries
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Last year's data, read by the old set: a round, files or folders
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// Register of the units: names, blocks, what does not apply to whom
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
    /// What points count as where the head of their column does not say it
    #[arg(long, value_name = "POINTS")]
    pub points: Option<PointsArg>,
    /// Points that make the result; without it final where any file is appraised, else self
    #[arg(long, value_name = "POINTS")]
    pub by: Option<By>,
    /// Form of the result; without it by the ending of --output, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<TableFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

impl Impact {
    /// What is read: the data, by the old set.
    pub fn input(&self) -> Input {
        let (criteria, paths) = (Some(self.old.clone()), self.data.clone());
        Input { paths, criteria, units: self.units.clone(), points: self.points }
    }
}
