//! How much a file may hold, and how a breach is said.

use crate::message::{Detail, slip};

/// A kilobyte; limits are said in these units.
const KB: u64 = 1 << 10;
const MB: u64 = 1 << 20;

/// How the names of sheets begin that we put into workbooks ourselves.
const OWN_SHEETS: &str = "_parindex";
/// Bytes of a package (xlsx, xlsm).
pub(super) const PACKAGE: u64 = 64 * MB;
/// Bytes of a file in a format that is read as a whole (xls, xlsb, ods): their reader keeps it several times over.
pub(super) const WHOLE_FILE: u64 = 16 * MB;
/// Bytes of a text file.
pub(super) const TEXT: u64 = 512 * MB;
/// Parts in a package.
pub(super) const PARTS: u64 = 4_096;
/// Bytes of one part, unpacked.
pub(super) const PART: u64 = 128 * MB;
/// Bytes of all parts, unpacked.
pub(super) const ALL_PARTS: u64 = 256 * MB;
/// How much larger a part may be than its packed form; honest parts stay below 50.
pub(super) const RATIO: u64 = 200;
/// Parts up to this size may be packed as densely as they like.
pub(super) const RATIO_FROM: u64 = MB;
/// Rows of a sheet, as in Excel.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet, as in Excel.
pub(super) const COLUMNS: u32 = 16_384;
/// Cells of a sheet. A round of all communes in one long table has two million; memory is bound by the sizes above.
pub(super) const CELLS: usize = 5_000_000;
/// Rows of a text table.
pub(super) const TEXT_ROWS: u32 = 5_000_000;
/// Bytes of one record of a text table.
pub(super) const RECORD: usize = 1 << 20;
/// Cells that cannot be read before the rest of the sheet is given up.
pub(super) const FAULTS: usize = 50;
/// Merged ranges of a sheet.
pub(super) const MERGES: usize = 100_000;
/// Spaces that one element of an ods file may stand for.
pub(super) const SPACES: u64 = 32_767;

/// A sheet that we put into a workbook ourselves: it is not read.
pub(super) fn is_ours(sheet: &str) -> bool {
    sheet.starts_with(OWN_SHEETS) || is_slip(sheet)
}

/// The slip of a form that was given back.
pub(super) fn is_slip(sheet: &str) -> bool {
    slip::SHEETS.contains(&sheet)
}

/// Breach of a limit in bytes.
pub(super) fn bytes(limit: &'static str, allowed: u64, found: u64) -> Detail {
    Detail::LimitExceeded { limit, allowed: size(allowed), found: size(found) }
}

/// Breach of a limit in numbers.
pub(super) fn count(limit: &'static str, allowed: u64, found: u64) -> Detail {
    Detail::LimitExceeded { limit, allowed: allowed.to_string(), found: found.to_string() }
}

/// A sheet with more cells than it may have.
pub(super) fn cells(found: u64) -> Detail {
    count("cells of a sheet", CELLS as u64, found)
}

/// `64 MB`, rounded up.
fn size(bytes: u64) -> String {
    match bytes {
        0..KB => format!("{bytes} bytes"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{} MB", bytes.div_ceil(MB)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_for_people() {
        for (bytes, text) in [(10, "10 bytes"), (1_500, "2 KB"), (PACKAGE, "64 MB"), (PACKAGE + 1, "65 MB")] {
            assert_eq!(size(bytes), text);
        }
    }
}
