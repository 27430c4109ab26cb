//! Which papers are asked for, and where they go.

use std::path::{Path, PathBuf};

use super::super::batch::round_file;
use super::super::outcome::Refused;
use crate::cli;
use crate::message::{Lang, say};

/// Where the papers go unless another folder is named.
const FOLDER: &str = "papers";

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Docx,
    Html,
    Pictures,
    Markdown,
    Csv,
    Tidy,
    Json,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Xlsx,
        Kind::Docx,
        Kind::Html,
        Kind::Pictures,
        Kind::Markdown,
        Kind::Csv,
        Kind::Tidy,
        Kind::Json,
    ];

    /// The ending of its file, where it is one file.
    fn ending(self) -> Option<&'static str> {
        Some(match self {
            Kind::Xlsx => "xlsx",
            Kind::Html => "html",
            Kind::Markdown => "md",
            Kind::Csv | Kind::Tidy => "csv",
            Kind::Json => "json",
            Kind::Docx | Kind::Pictures => return None,
        })
    }
}

/// What is asked for.
#[derive(Debug)]
pub(super) struct Asked {
    /// What to read.
    pub input: cli::Input,
    /// The kinds, in their order.
    pub kinds: Vec<Kind>,
    /// The output is one file, not a folder.
    pub is_file: bool,
    /// Write over what is there.
    pub force: bool,
    output: Option<PathBuf>,
}

impl Asked {
    /// By the arguments: without a kind, all of them.
    pub fn of(args: &cli::Report, lang: Lang) -> Result<Asked, Refused> {
        let is_asked = |kind: &Kind| match kind {
            Kind::Xlsx => args.xlsx,
            Kind::Docx => args.docx,
            Kind::Html => args.html,
            Kind::Pictures => args.pictures,
            Kind::Markdown => args.markdown,
            Kind::Csv => args.csv,
            Kind::Tidy => args.csv_tidy,
            Kind::Json => args.json,
        };
        let mut kinds: Vec<Kind> = Kind::ALL.into_iter().filter(is_asked).collect();
        if kinds.is_empty() {
            kinds = Kind::ALL.to_vec();
        }
        let (mut input, mut output) = (args.input.clone(), args.output.clone());
        let ending = if let [kind] = kinds[..] { kind.ending() } else { None };
        let has_ending = |path: &Path| {
            path.extension().is_some_and(|of| Some(of.to_string_lossy().to_lowercase().as_str()) == ending)
        };
        // `--html page.html` names the file that is to be written, the second time too: what has such an ending and
        // stands beside a round is none of its papers.
        let is_other = matches!(kinds[..], [Kind::Html | Kind::Markdown | Kind::Json]);
        if let (None, Some(at)) = (&output, input.paths.iter().position(|path| has_ending(path))) {
            let path = input.paths.remove(at);
            if !path.exists() || (is_other && round_file(&input).is_some()) {
                output = Some(path);
            } else {
                input.paths.insert(at, path);
            }
        }
        // A folder may be called `31.12.2025`.
        let looks_like_file = |path: &&Path| {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            !path.is_dir() && ending.chars().any(char::is_alphabetic)
        };
        let named_file = output.as_deref().filter(looks_like_file);
        let is_file = named_file.is_some_and(has_ending);
        if let (Some(path), false) = (named_file, is_file) {
            let path = path.display();
            return Err(Refused(match ending {
                Some(ending) => say!(
                    lang,
                    "Tệp kết quả phải có đuôi .{ending}: “{path}” không phải như vậy.",
                    "The file of this result ends in .{ending}, and “{path}” does not."
                ),
                None => say!(
                    lang,
                    "Kết quả gồm nhiều tệp nên --output phải là một thư mục; “{path}” trông như tên một tệp.",
                    "The result is several files, so --output must be a folder; “{path}” looks like the name of a file."
                ),
            }));
        }
        Ok(Asked { input, kinds, is_file, force: args.force, output })
    }

    /// The one file that is named for the result.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|_| self.is_file)
    }

    /// The folder or the file to write to.
    pub fn output(&self, round: Option<&Path>) -> PathBuf {
        self.output.clone().unwrap_or_else(|| round.unwrap_or(Path::new("")).join(FOLDER))
    }
}
