//! The command line: structs of the arguments, help and errors in both languages. No logic.

mod choices;
mod criteria;
mod language;
mod localize;
mod refusal;
mod report;
mod template;
mod vietnamese;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use choices::{
    BoardFormat, By, CheckFormat, Deny, FindingFormat, ListFormat, PointsArg, Round, SchemaOf, ShowFormat,
    TableFormat, TextFormat, Whose,
};
pub use criteria::{Criteria, Impact, Import, NewSet};
pub use language::system_lang;
pub use localize::command;
pub use refusal::{Refusal, parse};
pub use report::Report;
pub use template::Template;

use crate::message::Lang;

/// Computes Vietnam's PAR Index: scores, checks and ranks self-assessments
#[derive(Debug, Parser)]
#[command(
    name = "parindex",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    after_help = "Examples:\n  parindex rank examples/xa-2025\n  parindex validate forms --units units.csv \
                  --criteria mau-xa-2025\n  parindex explain points-above-max"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Global {
    /// Language of the texts; without it the language of the system
    #[arg(long, global = true, value_name = "LANG", value_enum, ignore_case = true)]
    pub lang: Option<Lang>,
    /// No progress and no warnings beside the result
    #[arg(long, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the score card of each unit, field by field and criterion by criterion
    #[command(
        after_help = "Examples:\n  parindex score examples/xa-2025 --unit \"Xã Mẫu 01\"\n  parindex score \
                            forms --criteria mau-xa-2025 --by self --format csv --output scores.csv"
    )]
    Score(Score),
    /// Rank the units of each block, with index and class
    #[command(
        after_help = "Examples:\n  parindex rank examples/xa-2025\n  parindex rank forms --units units.csv \
                            --criteria mau-xa-2025 --format csv --output ranking.csv"
    )]
    Rank(Rank),
    /// Check the forms of the units and print every finding
    #[command(
        after_help = "Examples:\n  parindex validate examples/xa-2025 --summary\n  parindex validate forms --units \
                            units.csv --criteria mau-xa-2025\n  parindex validate forms --criteria \
                            mau-xa-2025 --format json --deny warnings\n  parindex validate \
                            examples/loi --return returned"
    )]
    Validate(Validate),
    /// Write the workbook that each unit fills: its criteria, drop-downs, computed points
    #[command(after_help = "Examples:\n  parindex template examples/xa-2025 --output templates\n  parindex \
                            template --criteria mau-xa-2025 --units units.csv --year 2025")]
    Template(Template),
    /// Print what respondents said of each unit: answers, mean, margin of error, points
    #[command(after_help = "Examples:\n  parindex survey examples/xa-2025\n  parindex survey answers.csv \
                            --criteria my-set.toml --format csv --output survey-points.csv")]
    Survey(Survey),
    /// Show how far a round is: what came, what was appraised, what is lacking to publish
    #[command(
        after_help = "Examples:\n  parindex status examples/xa-2025\n  parindex status --all --format \
                            markdown --output status.md"
    )]
    Status(Status),
    /// Write the workbooks in which the council gives points, and in which units explain
    #[command(
        after_help = "Examples:\n  parindex appraise examples/xa-2025\n  parindex appraise examples/xa-2025 \
                            --only-disputed --output disputed\n  parindex appraise --explanations\n  parindex \
                            appraise --round 2"
    )]
    Appraise(Appraise),
    /// Show the whole life of a score, where a unit lost points, or what a finding means
    #[command(
        after_help = "Examples:\n  parindex explain \"Xã Mẫu 01\" examples/xa-2025\n  parindex explain \
                            \"Xã Mẫu 01\" 1.1.1 examples/xa-2025\n  parindex explain points-above-max"
    )]
    Explain(Explain),
    /// Write the papers of the year: workbook, Word papers, web page, pictures, open data
    #[command(
        after_help = "Examples:\n  parindex report examples/xa-2025 --output papers\n  parindex report \
                            examples/xa-2025 --html --output page.html\n  parindex report --docx --draft"
    )]
    Report(Report),
    /// List, show, draft, check and compare criteria sets
    #[command(
        subcommand,
        after_help = "Examples:\n  parindex criteria show mau-xa-2025\n  parindex criteria import phu-luc.docx \
                      --output my-set.toml\n  parindex criteria check my-set.toml"
    )]
    Criteria(Criteria),
    /// Make the folder of a new round: round.toml, register, the steps of the year
    #[command(
        after_help = "Examples:\n  parindex init cchc-2025\n  parindex init cchc-so-2025 --level so --year \
                            2025\n  parindex init cchc-2025 --criteria my-set.toml"
    )]
    Init(Init),
    /// Print the JSON Schema of a result or of the criteria file, for programs that read or write it
    #[command(after_help = "Examples:\n  parindex schema validate\n  parindex schema criteria --output \
                            criteria.v1.schema.json")]
    Schema(Schema),
    /// Print the script that completes commands in a shell
    #[command(after_help = "Examples:\n  parindex completions powershell\n  parindex completions bash")]
    Completions(Completions),
    /// Print the manual page
    #[command(after_help = "Examples:\n  parindex man")]
    Man,
}

/// What to read.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// Files, folders or a round; without any, the current folder is the round
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Criteria set: a TOML file, or the id of a set that the program carries
    #[arg(long, value_name = "SET")]
    pub criteria: Option<String>,
    /// Register of the units: names, blocks, what does not apply to whom
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
    /// What points count as where the head of their column does not say it
    #[arg(long, value_name = "POINTS")]
    pub points: Option<PointsArg>,
}

/// Where the result goes.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Write the result to this file, never over an input
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over files that exist
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `score`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Points that make the result; without it final where any file is appraised, else self
    #[arg(long, value_name = "POINTS")]
    pub by: Option<By>,
    /// Only this unit; may be repeated
    #[arg(long, value_name = "NAME")]
    pub unit: Vec<String>,
    /// Missing points are errors, and errors stop the result
    #[arg(long)]
    pub strict: bool,
    /// Form of the result; without it by the ending of --output, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<TableFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `rank`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Points that make the result; without it final where any file is appraised, else self
    #[arg(long, value_name = "POINTS")]
    pub by: Option<By>,
    /// Missing points are errors, and errors stop the result
    #[arg(long)]
    pub strict: bool,
    /// Form of the result; without it by the ending of --output, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<TableFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `survey`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Form of the result; without it by the ending of --output, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<TableFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `validate`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Validate {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Only the summary
    #[arg(long)]
    pub summary: bool,
    /// Every finding and every file, nothing folded
    #[arg(long)]
    pub all: bool,
    /// End with status 1 for warnings too
    #[arg(long, value_name = "LEVEL")]
    pub deny: Option<Deny>,
    /// Write each faulty form to this folder with the findings marked in it, to give it back to its unit
    #[arg(long = "return", id = "return", value_name = "DIR")]
    pub give_back: Option<PathBuf>,
    /// Form of the result; without it by the ending of --output, else text
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<FindingFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `status`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Every unit, not only those that lack something
    #[arg(long)]
    pub all: bool,
    /// The day as of which the days to the deadline are counted, such as 2025-12-05; without it today in Vietnam
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
    /// Form of the result; without it by the ending of --output, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<BoardFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `appraise`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Appraise {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// The round of appraisal
    #[arg(long, value_name = "N", default_value = "1")]
    pub round: Round,
    /// One workbook for each department that appraises, or for each unit
    #[arg(long, value_name = "WHOSE", default_value = "department")]
    pub by: Whose,
    /// Only what has a finding, a difference or an explanation
    #[arg(long)]
    pub only_disputed: bool,
    /// For each unit the workbook in which it explains what the first round cut
    #[arg(long, conflicts_with_all = ["round", "by", "only_disputed"])]
    pub explanations: bool,
    /// Write to this folder; without it to-appraise, to-appraise-2 or to-explain in the round
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write over files that exist and that nobody has filled
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `explain`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Explain {
    /// Name of a unit; or, alone, the code of a finding
    #[arg(value_name = "UNIT|FINDING")]
    pub what: String,
    /// Code of a field, a criterion, a bonus or a penalty; without it, where the unit lost points
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Points that make the result; without it final where any file is appraised, else self
    #[arg(long, value_name = "POINTS")]
    pub by: Option<By>,
    /// Form of the result; without it by the ending of --output, else text
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<TextFormat>,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `init`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Init {
    /// Folder of the round; what is in it stays as it is
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Criteria set: a TOML file, or the id of a set that the program carries; without it the model of the level
    #[arg(long, value_name = "SET")]
    pub criteria: Option<String>,
    /// Level of the units: so, huyen, xa …; without it xa
    #[arg(long, value_name = "WORD")]
    pub level: Option<String>,
    /// Year that is assessed; without it this year, and from January to June the year before
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(2000..=2999))]
    pub year: Option<u16>,
}

/// Arguments of `schema`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The command whose JSON it describes, or the file
    #[arg(value_name = "COMMAND", value_enum)]
    pub of: SchemaOf,
    /// Where the result goes.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `completions`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}
