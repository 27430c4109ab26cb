//! `template`: the workbooks that units fill.

use std::path::PathBuf;

use clap::Args;

use super::Input;

/// Arguments of `template`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Folder of a round; without it the current folder
    #[arg(value_name = "ROUND")]
    pub round: Option<PathBuf>,
    /// Criteria set: a TOML file, or the id of a set that the program carries
    #[arg(long, value_name = "SET")]
    pub criteria: Option<String>,
    /// Register of the units: names, blocks, what does not apply to whom
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
    /// Year that is assessed; without it that of the round
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i64).range(2000..=2100))]
    pub year: Option<i64>,
    /// Only this unit; may be repeated
    #[arg(long, value_name = "NAME")]
    pub unit: Vec<String>,
    /// One workbook with a sheet for each unit, for each criteria set
    #[arg(long)]
    pub one_workbook: bool,
    /// Folder to write to; without it “templates” in the round
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write over files that exist
    #[arg(long)]
    pub force: bool,
}

impl Template {
    /// The round, its sets and its units.
    pub fn input(&self) -> Input {
        let paths = self.round.iter().cloned().collect();
        Input { paths, criteria: self.criteria.clone(), units: self.units.clone(), ..Input::default() }
    }
}
