//! What a file is by its content, and whether its name says something else.

use std::sync::Arc;

use crate::diagnostic::{Finding, Place};
use crate::message::Detail;

/// What a file is by its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A workbook since Excel 2007, with or without macros.
    #[default]
    Xlsx,
    /// A binary workbook since Excel 2007.
    Xlsb,
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// An `OpenDocument` spreadsheet.
    Ods,
    /// A text table.
    Text,
    /// A page with tables.
    Html,
    /// A web archive with such pages.
    Mhtml,
    /// XML Spreadsheet 2003.
    Xml2003,
    /// A Word document; only appendices are read from one.
    Docx,
}

impl Format {
    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "Excel (.xlsx)",
            Format::Xlsb => "Excel (.xlsb)",
            Format::Xls => "Excel 97–2003 (.xls)",
            Format::Ods => "OpenDocument (.ods)",
            Format::Text => "CSV",
            Format::Html => "HTML",
            Format::Mhtml => "MHTML",
            Format::Xml2003 => "XML Spreadsheet 2003",
            Format::Docx => "Word (.docx)",
        }
    }

    /// What the ending of a name promises; `None` where it promises nothing.
    fn promised(ending: &str) -> Option<Format> {
        Some(match ending {
            "xlsx" | "xlsm" => Format::Xlsx,
            "xlsb" => Format::Xlsb,
            "xls" => Format::Xls,
            "ods" => Format::Ods,
            "csv" | "tsv" => Format::Text,
            "htm" | "html" => Format::Html,
            "mht" | "mhtml" => Format::Mhtml,
            _ => return None,
        })
    }
}

/// Says that the name of a file promises another format than it has.
pub(super) fn finding(file: &Arc<str>, format: Format) -> Option<Finding> {
    let (_, ending) = file.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    Format::promised(&ending).filter(|promised| *promised != format)?;
    let detail = Detail::DisguisedFormat { ending, kind: format.name().to_owned() };
    Some(Finding::new(Place::file(file), detail))
}
