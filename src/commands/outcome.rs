//! What a command has at hand, and how it ends.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;

use super::interrupt;
use crate::cli::Output;
use crate::diagnostic::Finding;
use crate::message::{Lang, one_line, say};
use crate::report::Screen;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done, nothing wrong.
    Clean,
    /// Done, with findings of severity error.
    Findings,
}

impl Done {
    /// By whether there were errors.
    pub fn with_errors(errors: bool) -> Done {
        if errors { Done::Findings } else { Done::Clean }
    }
}

/// A command that could not run: the reason in the reader's language, with what to do.
#[derive(Debug)]
pub struct Refused(pub String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// The ending of the output file, in lower case; it says the format where no option does.
pub fn ending(output: &Output) -> Option<String> {
    ending_of(output.output.as_deref()?)
}

fn ending_of(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Endings of documents that are no plain text.
const DOCUMENTS: [&str; 15] = [
    "doc", "docm", "docx", "htm", "html", "mht", "ods", "odt", "pdf", "pptx", "rtf", "xls", "xlsb", "xlsm",
    "xlsx",
];

/// Whether a file with this ending may hold these bytes: text, or a package, of which its writer knows the ending.
fn may_hold(ending: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || !DOCUMENTS.contains(&ending)
}

/// A CSV as it is delivered: with the mark by which Excel knows UTF-8 where it goes to a file.
pub fn for_excel(csv: Vec<u8>, output: &Output) -> Vec<u8> {
    if output.output.is_none() { csv } else { [b"\xef\xbb\xbf".as_slice(), &csv].concat() }
}

/// Writes a file: it appears whole or not at all, and over another one only if that is asked for.
pub fn write_whole(path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _whole = interrupt::writing();
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if force {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    Ok(())
}

/// A file under a name of its own, which others may read as any file that is written.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// What a command has at hand.
pub struct Context<'w> {
    /// Language of the texts.
    pub lang: Lang,
    /// No progress, no warnings.
    pub quiet: bool,
    /// Width of the terminal; `None` for a pipe or a file.
    pub width: Option<u16>,
    /// Standard output shows colours.
    pub colour: bool,
    /// Standard output.
    pub out: &'w mut dyn Write,
    /// Standard error, which takes colours away where they do not belong.
    pub err: &'w mut dyn Write,
    /// Standard error is a terminal, so that progress may be shown.
    pub progress: bool,
}

impl Context<'_> {
    /// The screen that tables are written for.
    pub fn screen(&self) -> Screen {
        Screen { lang: self.lang, width: self.width, ascii: false }
    }

    /// Writes to standard output.
    pub fn print(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Writes a line to standard error.
    pub fn tell(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.err, "{}", one_line(line))
    }

    /// Writes a result to standard output, or to the file asked for: whole or not at all, and over nothing.
    pub fn deliver(
        &mut self,
        output: &Output,
        bytes: &[u8],
        inputs: &[std::path::PathBuf],
    ) -> anyhow::Result<()> {
        match &output.output {
            None => Ok(self.print(bytes)?),
            Some(path) => self.write_file(path, output.force, bytes, inputs),
        }
    }

    fn write_file(
        &mut self,
        path: &Path,
        force: bool,
        bytes: &[u8],
        inputs: &[std::path::PathBuf],
    ) -> anyhow::Result<()> {
        let lang = self.lang;
        let shown = path.display();
        if let Some(ending) = ending_of(path).filter(|ending| !may_hold(ending, bytes)) {
            return Err(Refused(say!(
                lang,
                "Tệp .{ending} không chứa được kết quả dạng này nên sẽ không mở được. Hãy đặt tên tệp --output với đuôi .txt, hoặc đuôi của một dạng mà --format nêu.",
                "A .{ending} file cannot hold this form of the result and would not open. Let the name at --output end with .txt, or as one of the forms that --format names."
            ))
            .into());
        }
        let canonical = path.canonicalize().ok();
        if canonical.is_some() && inputs.iter().any(|input| input.canonicalize().ok() == canonical) {
            return Err(Refused(say!(
                lang,
                "“{shown}” là tệp đầu vào nên không được ghi đè. Hãy chọn tên khác cho --output.",
                "“{shown}” is an input and is never written over. Choose another name for --output."
            ))
            .into());
        }
        if canonical.is_some() && !force {
            return Err(Refused(say!(
                lang,
                "Tệp “{shown}” đã có. Chọn tên khác, hoặc thêm --force để ghi đè.",
                "The file “{shown}” exists already. Choose another name, or add --force to write over it."
            ))
            .into());
        }
        if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(Refused(say!(
                lang,
                "Không ghi được “{shown}” vì chưa có thư mục chứa tệp này. Hãy tạo thư mục trước.",
                "Cannot write “{shown}”: its folder does not exist. Make the folder first."
            ))
            .into());
        }
        write_whole(path, bytes, force).with_context(|| {
            say!(
                lang,
                "Không ghi được tệp “{shown}”. Kiểm tra thư mục có tồn tại và tệp không đang mở trong Excel",
                "Cannot write the file “{shown}”. See that the folder exists and that the file is not open in Excel"
            )
        })?;
        if !self.quiet {
            self.tell(&say!(lang, "Đã ghi {shown}", "Wrote {shown}"))?;
        }
        Ok(())
    }

    /// Writes a finding as two lines: where and what, then what to do.
    pub fn tell_finding(&mut self, finding: &Finding) -> io::Result<()> {
        let text = crate::report::finding_lines(finding, self.lang, true);
        self.err.write_all(text.as_bytes())
    }
}
