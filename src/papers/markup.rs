//! From a rendered template to a document: each line a paragraph, `#` for titles, `**` for bold, `[[…]]` for what is laid
//! out by the program.

use super::fault::{Cause, Fault};
use super::template::{CLOSE, OPEN, Rendered, fault};
use crate::report::Table;
use crate::report::document::{Block, Document, Letterhead, Paragraph, Run, Section, Signature, Style};

/// What stands in a document for `[[letterhead]]`, `[[signature]]` and `[[table …]]`.
#[derive(Default)]
pub struct Parts<'a> {
    /// The head of the first page.
    pub letterhead: Letterhead,
    /// The end.
    pub signature: Signature,
    /// The tables by name, each made when it is asked for.
    tables: Vec<(String, Box<dyn Fn() -> Table + 'a>)>,
}

impl<'a> Parts<'a> {
    /// Head and end of a paper, without tables.
    pub fn new(letterhead: Letterhead, signature: Signature) -> Parts<'a> {
        Parts { letterhead, signature, tables: Vec::new() }
    }

    /// With one more table.
    #[must_use]
    pub fn with_table(mut self, name: impl Into<String>, make: impl Fn() -> Table + 'a) -> Parts<'a> {
        self.tables.push((name.into(), Box::new(make)));
        self
    }

    fn table(&self, name: &str) -> Option<Table> {
        self.tables.iter().find(|(known, _)| known == name).map(|(_, make)| make())
    }
}

/// The document that a rendered template describes.
pub(super) fn document(file: &str, rendered: &Rendered, parts: &Parts) -> Result<Document, Fault> {
    let mut sections = vec![Section::default()];
    for (at, line) in rendered.text.lines().enumerate() {
        let line = line.trim();
        let empty = line.chars().all(|c| c.is_whitespace() || [OPEN, CLOSE].contains(&c));
        if empty {
            continue;
        }
        let number = rendered.lines.get(at).copied().unwrap_or(1);
        let Some(mark) = line.strip_prefix("[[").and_then(|line| line.strip_suffix("]]")) else {
            let block = block(line).map_err(|sign| fault(file, number, Cause::OpenSign(sign)))?;
            push(&mut sections, block);
            continue;
        };
        let mark = mark.replace([OPEN, CLOSE], "");
        let words: Vec<&str> = mark.split_whitespace().collect();
        match words[..] {
            ["letterhead"] => push(&mut sections, Block::Letterhead(parts.letterhead.clone())),
            ["signature"] => push(&mut sections, Block::Signature(parts.signature.clone())),
            ["page"] => push(&mut sections, Block::NewPage),
            ["landscape" | "portrait"] => {
                let landscape = words == ["landscape"];
                match sections.last_mut() {
                    Some(section) if section.blocks.is_empty() => section.landscape = landscape,
                    _ => sections.push(Section { landscape, blocks: Vec::new() }),
                }
            }
            ["table", ref name @ ..] => {
                let name = name.join(" ");
                let Some(table) = parts.table(&name) else {
                    let known = parts.tables.iter().map(|(name, _)| format!("table {name}")).collect();
                    return Err(fault(file, number, Cause::UnknownMark(format!("table {name}"), known)));
                };
                push(&mut sections, Block::Table(table));
            }
            _ => {
                let known = ["letterhead", "signature", "table …", "landscape", "portrait", "page"];
                let known = known.map(str::to_owned).to_vec();
                return Err(fault(file, number, Cause::UnknownMark(words.join(" "), known)));
            }
        }
    }
    if sections.iter().all(|section| section.blocks.is_empty()) {
        return Err(fault(file, 1, Cause::Empty));
    }
    Ok(Document { title: String::new(), draft: false, sections })
}

fn push(sections: &mut [Section], block: Block) {
    if let Some(section) = sections.last_mut() {
        section.blocks.push(block);
    }
}

/// A line that is no mark; else the sign that it does not close.
fn block(line: &str) -> Result<Block, &'static str> {
    if line.chars().all(|c| c == '-') && line.len() >= 3 {
        return Ok(Block::Rule);
    }
    let styles = [("### ", Style::Centred), ("## ", Style::Heading), ("# ", Style::Title)];
    let of_sign = styles.iter().find_map(|(sign, style)| Some((line.strip_prefix(sign)?, *style)));
    let (text, style) = of_sign.unwrap_or((line, Style::Text));
    let mut runs = runs(text.trim_start())?;
    for run in &mut runs {
        run.bold |= matches!(style, Style::Title | Style::Heading);
    }
    Ok(Block::Paragraph(Paragraph { style, runs }))
}

/// The runs of a line: `**` switches bold, `*` italic, `\*` is an asterisk; between the marks of a value all is text. What is
/// switched on is switched off on the same line.
fn runs(line: &str) -> Result<Vec<Run>, &'static str> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut bold, mut italic, mut value) = (false, false, false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            OPEN => value = true,
            CLOSE => value = false,
            '*' if !value && letters.peek() == Some(&'*') => {
                letters.next();
                bold = !bold;
            }
            '*' if !value => italic = !italic,
            letter => {
                let escaped = if letter == '\\' && !value { letters.next_if_eq(&'*') } else { None };
                let letter = escaped.unwrap_or(letter);
                match runs.last_mut() {
                    Some(run) if (run.bold, run.italic) == (bold, italic) => run.text.push(letter),
                    _ => runs.push(Run { text: letter.to_string(), bold, italic }),
                }
            }
        }
    }
    match (bold, italic) {
        (true, _) => Err("**"),
        (_, true) => Err("*"),
        _ => Ok(runs),
    }
}
