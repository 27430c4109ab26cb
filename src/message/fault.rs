//! Why a file, a cell, an input or an expression is not taken.

use crate::points::Number;

/// Why an input is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputFault {
    /// No number.
    NotANumber,
    /// Below 0.
    Negative,
    /// Not whole though `whole_number = true`.
    NotWhole,
    /// Above the `max` of the input (or `out_of` of an imported score).
    AboveMax(Number),
    /// `14.158`: both readings.
    Ambiguous(Number, Number),
    /// Given twice, with these two values.
    Twice(Number, Number),
    /// Not one of these labels.
    NotAnOption(Vec<String>),
}

/// Why a cell cannot be read; with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// Called a number, and is none.
    NotANumber(String),
    /// Called TRUE or FALSE, and is neither.
    NotABool(String),
    /// Called an error value, and is none.
    NotAnError(String),
    /// Names a text of the workbook that is not there.
    NoSuchText(String),
    /// Of a kind that no spreadsheet knows: value and kind.
    UnknownKind(String, String),
    /// Beyond the last row or column, or nowhere.
    NoPlace,
    /// Holds something else than a value.
    NoValue,
    /// Stands twice in the file.
    Twice,
    /// What the library says, in English.
    Other(String),
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Its end is missing.
    NotWhole,
    /// Data that are neither a spreadsheet nor text.
    Binary,
    /// A text in UTF-16 that is none.
    DamagedUtf16,
    /// No encoding makes Vietnamese of this line.
    UnknownEncoding(usize),
    /// The Vietnamese letters were spoiled when it was saved, as in this word.
    SpoiledLetters(String),
    /// A quotation mark in this line is never closed.
    OpenQuote(usize),
    /// A workbook of Excel 5 to 2003 whose parts do not fit together.
    DamagedXls,
    /// A package whose list of parts is damaged.
    DamagedPackage,
    /// Two parts of a package with the same name, where it is known.
    SameName(String),
    /// Two parts of a package that share bytes.
    Overlap,
    /// A part of a package that is packed in a way that spreadsheets do not use.
    PackedBy(String),
    /// A part whose checksum is wrong, or that cannot be unpacked.
    DamagedPart(String),
    /// A part that must be there.
    MissingPart(String),
    /// XML that is none; in which part, where there are several.
    BrokenXml(String),
    /// A part with a document type.
    DocumentType(String),
    /// The reader failed.
    ReaderFailed,
    /// The system does not let us read it.
    NoPermission,
    /// A folder.
    IsFolder,
    /// It is gone.
    NotThere,
    /// Another program keeps it for itself.
    InUse,
    /// What the library or the system says, in English.
    Other(String),
}

/// A limit of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of the record that begins in this line.
    Record(usize),
    /// Rows.
    Rows,
    /// Columns.
    Columns,
    /// Filled cells of a sheet.
    Cells,
    /// Cells of all sheets.
    CellsOfSheets,
    /// Cells between the first and the last, filled or not.
    CellsBetween,
    /// Cells that cannot be read.
    UnreadableCells,
    /// Sheets.
    Sheets,
    /// Text of a sheet.
    Text,
    /// Text of all sheets.
    TextOfSheets,
    /// Spaces that one sign stands for.
    Spaces,
    /// Parts of a package.
    Parts,
    /// Bytes of a part, unpacked.
    Part,
    /// Bytes of a part, unpacked, for its packed size.
    Density,
    /// Bytes of all parts, unpacked.
    AllParts,
    /// Shared texts, for the size of their part.
    SharedTexts,
}

/// Why an expression cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionFault {
    /// The text ends too early.
    Incomplete,
    /// Something else was expected at this place.
    Unexpected(String),
    /// No such function.
    UnknownFunction(String),
    /// Too deep or too long.
    TooLong,
    /// A number with too many digits.
    BadNumber(String),
}
