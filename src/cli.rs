//! temporary
#![allow(missing_docs)]
use crate::message::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
#[derive(Parser)]
#[command(name = "parindex", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true)]
    pub lang: Option<String>,
    #[arg(long, global = true)]
    pub quiet: bool,
}
#[derive(Subcommand)]
pub enum Command {
    Score(Score),
    Rank(Rank),
    Validate(Validate),
    Explain(Explain),
    #[command(subcommand)]
    Criteria(Criteria),
    Completions(Completions),
    Man,
}
#[derive(Args, Clone)]
pub struct Input {
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub criteria: Option<String>,
    #[arg(long)]
    pub units: Option<PathBuf>,
    #[arg(long)]
    pub points: Option<PointsArg>,
}
#[derive(Args)]
pub struct Output {
    #[arg(long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum PointsArg {
    #[value(name = "self")]
    Own,
    Appraised,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum By {
    #[value(name = "self")]
    Own,
    Appraised,
    Final,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum TableFormat {
    Table,
    Json,
    Csv,
    Markdown,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum FindingFormat {
    Text,
    Json,
    Csv,
    Github,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum ListFormat {
    Table,
    Json,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum ShowFormat {
    Table,
    Markdown,
    Json,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum CheckFormat {
    Text,
    Json,
}
#[derive(ValueEnum, Clone, Copy)]
pub enum Deny {
    Warnings,
}
#[derive(Args)]
pub struct Score {
    #[command(flatten)]
    pub input: Input,
    #[arg(long)]
    pub by: Option<By>,
    #[arg(long)]
    pub unit: Vec<String>,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
    #[command(flatten)]
    pub output: Output,
}
#[derive(Args)]
pub struct Rank {
    #[command(flatten)]
    pub input: Input,
    #[arg(long)]
    pub by: Option<By>,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
    #[command(flatten)]
    pub output: Output,
}
#[derive(Args)]
pub struct Validate {
    #[command(flatten)]
    pub input: Input,
    #[arg(long)]
    pub deny: Option<Deny>,
    #[arg(long, default_value = "text")]
    pub format: FindingFormat,
    #[command(flatten)]
    pub output: Output,
}
#[derive(Args)]
pub struct Explain {
    pub what: String,
    pub code: Option<String>,
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub criteria: Option<String>,
    #[arg(long)]
    pub units: Option<PathBuf>,
    #[arg(long)]
    pub points: Option<PointsArg>,
    #[arg(long)]
    pub by: Option<By>,
}
#[derive(Subcommand)]
pub enum Criteria {
    List {
        #[arg(long, default_value = "table")]
        format: ListFormat,
    },
    Show {
        set: String,
        #[arg(long, default_value = "table")]
        format: ShowFormat,
        #[command(flatten)]
        output: Output,
    },
    Check {
        sets: Vec<String>,
        #[arg(long, default_value = "text")]
        format: CheckFormat,
    },
}
#[derive(Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}
pub fn command(_: Lang) -> clap::Command {
    use clap::CommandFactory;
    Cli::command()
}
