//! `report`: the papers of the year.

use std::path::PathBuf;

use clap::Args;

use super::{By, Input};

/// Arguments of `report`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Each is a kind of paper that is asked for or not.
pub struct Report {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// The workbook of results: ranking, fields, criteria, charts
    #[arg(long)]
    pub xlsx: bool,
    /// The Word papers: decision, report, minutes, a notice for each unit
    #[arg(long)]
    pub docx: bool,
    /// The web page of results, in one file
    #[arg(long)]
    pub html: bool,
    /// Pictures for slides, as SVG and PNG: ranking, profile of the fields
    #[arg(long)]
    pub pictures: bool,
    /// The tables as Markdown
    #[arg(long)]
    pub markdown: bool,
    /// The ranking as CSV, as rank --format csv gives it
    #[arg(long)]
    pub csv: bool,
    /// Open data: one line for each unit, code and measure, with a description of the columns
    #[arg(long)]
    pub csv_tidy: bool,
    /// All results as JSON
    #[arg(long)]
    pub json: bool,
    /// Notices and pictures only of this unit; may be repeated
    #[arg(long, value_name = "NAME")]
    pub unit: Vec<String>,
    /// Write the decision although results are incomplete or faulty; it says so
    #[arg(long)]
    pub draft: bool,
    /// Write the sentences of the Word papers into this folder, to change them; nothing else is done
    #[arg(long, value_name = "DIR")]
    pub sentences: Option<PathBuf>,
    /// Points that make the result; without it final where any file is appraised, else self
    #[arg(long, value_name = "POINTS")]
    pub by: Option<By>,
    /// Results of the year before: JSON, a ranking as CSV or workbook, or the folder of its round
    #[arg(long, value_name = "PATH")]
    pub previous: Option<PathBuf>,
    /// Write to this folder, or to this file where one paper is asked for; without it “papers” in the round
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Write over files that exist
    #[arg(long)]
    pub force: bool,
}
