//! The neutral document that the writer of Word papers writes: sections of blocks, laid out as decree 30/2020/NĐ-CP says.
//! Texts are in the reader's language; they may come from a user's file.

use super::table::Table;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its name in the properties of the file.
    pub title: String,
    /// Each page says that it is a draft.
    pub draft: bool,
    /// Its sections, each on pages of its own.
    pub sections: Vec<Section>,
}

/// Pages of one orientation.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// A4 across.
    pub landscape: bool,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// What stands on a page, from top to bottom.
#[derive(Clone, Debug)]
pub enum Block {
    /// The head of the first page.
    Letterhead(Letterhead),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A short line in the middle, below a title.
    Rule,
    /// A table with its notes; its heading is not shown, since a title stands above it.
    Table(Table),
    /// What follows begins on a new page.
    NewPage,
    /// The end of a paper.
    Signature(Signature),
}

/// The head of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The agency above; nothing where the agency that issues has none.
    pub authority: Option<String>,
    /// The agency that issues.
    pub agency: String,
    /// `Số: 125/QĐ-UBND`
    pub number: String,
    /// `Mẫu, ngày 20 tháng 01 năm 2026`
    pub place_and_date: String,
}

/// How a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A sentence: both sides even, first line indented.
    #[default]
    Text,
    /// A title in the middle, on the page of what follows.
    Title,
    /// Centred, on the page of what follows.
    Centred,
    /// A heading within the text, on the page of what follows.
    Heading,
    /// A remark below a table.
    Note,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// How it stands.
    pub style: Style,
    /// Its texts.
    pub runs: Vec<Run>,
}

/// A text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Who signs, and who receives the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Nơi nhận, without dashes and semicolons; none where the paper has no list.
    pub recipients: Vec<String>,
    /// Who signs on the left, as the secretary does below minutes.
    pub left: Option<Signer>,
    /// Who signs.
    pub right: Signer,
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// For whom, line by line: `TM. ỦY BAN NHÂN DÂN`.
    pub capacity: Vec<String>,
    /// `PHÓ CHỦ TỊCH`; the last of the lines in capitals.
    pub position: String,
    /// The name; nothing where the place stays blank.
    pub name: Option<String>,
}

impl Paragraph {
    /// A paragraph of one text.
    pub fn plain(style: Style, text: impl Into<String>) -> Paragraph {
        Paragraph { style, runs: vec![Run { text: text.into(), ..Run::default() }] }
    }

    /// What is read, without its look.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}
