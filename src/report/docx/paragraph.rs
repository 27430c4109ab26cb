//! Paragraphs: how each kind stands, and its runs as XML that holds any text.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::report::document::{Run, Style};
use crate::report::paper::clean;

/// Sizes in half points: of the style that every text starts from, of sentences, of what stands small.
pub(super) const BODY: u32 = 26;
pub(super) const TEXT: u32 = 28;
pub(super) const SMALL: u32 = 24;

/// An empty paragraph that takes hardly any room.
pub(super) const TINY: &str = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>";

/// How a paragraph stands, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    /// `left`, `right`, `center` or `both`.
    pub side: &'static str,
    /// Room above.
    pub before: usize,
    /// Room below.
    pub after: usize,
    /// Height of a line in 240ths of a single one.
    pub line: usize,
    /// Indent of the first line.
    pub first: usize,
    /// It stands on the page of what follows.
    pub keep: bool,
}

impl Format {
    /// Close to what is around it.
    pub const PLAIN: Format = Format { side: "left", before: 0, after: 0, line: 240, first: 0, keep: false };

    /// By its style.
    pub fn of(style: Style) -> Format {
        let text = Format { side: "both", before: 120, line: 264, first: 720, ..Format::PLAIN };
        match style {
            Style::Text => text,
            Style::Heading => Format { keep: true, ..text },
            Style::Title | Style::Centred => Format { side: "center", keep: true, ..Format::PLAIN },
            Style::Note => Format { side: "both", before: 60, ..Format::PLAIN },
        }
    }
}

/// Writes a paragraph; the ends of lines in its texts stay.
pub(super) fn write_paragraph(xml: &mut String, format: &Format, size: u32, runs: &[Run]) {
    let keep = if format.keep { "<w:keepNext/>" } else { "" };
    let Format { side, before, after, line, first, .. } = format;
    let indent = if *first > 0 { format!("<w:ind w:firstLine=\"{first}\"/>") } else { String::new() };
    let _ = write!(
        xml,
        "<w:p><w:pPr>{keep}<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" \
         w:lineRule=\"auto\"/>{indent}<w:jc w:val=\"{side}\"/></w:pPr>"
    );
    let last = runs.len().saturating_sub(1);
    for (at, run) in runs.iter().enumerate() {
        write_run(xml, run, size, (at == 0, at == last));
    }
    xml.push_str("</w:p>");
}

/// Writes a run; around the first and the last text of a paragraph no space is kept.
fn write_run(xml: &mut String, run: &Run, size: u32, (first, last): (bool, bool)) {
    xml.push_str("<w:r><w:rPr>");
    for (holds, tag) in [(run.bold, "<w:b/>"), (run.italic, "<w:i/>")] {
        xml.push_str(if holds { tag } else { "" });
    }
    if size != BODY {
        let _ = write!(xml, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    }
    xml.push_str("</w:rPr>");
    let mut text = clean(&run.text);
    // `clean` takes the spaces around a text, which between two runs of a sentence are needed.
    if !first && run.text.starts_with(' ') {
        text.insert(0, ' ');
    }
    if !last && run.text.len() > 1 && run.text.ends_with(' ') {
        text.push(' ');
    }
    for (at, line) in text.split('\n').enumerate() {
        xml.push_str(if at > 0 { "<w:br/>" } else { "" });
        let _ = write!(xml, "<w:t xml:space=\"preserve\">{}</w:t>", escape(line));
    }
    xml.push_str("</w:r>");
}

/// Writes a line in the middle of a place so wide.
pub(super) fn rule(xml: &mut String, place: usize, width: usize, after: usize) {
    let side = place.saturating_sub(width) / 2;
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr><w:spacing \
         w:before=\"80\" w:after=\"{after}\" w:line=\"40\" w:lineRule=\"exact\"/><w:ind w:left=\"{side}\" \
         w:right=\"{side}\"/></w:pPr></w:p>"
    );
}
