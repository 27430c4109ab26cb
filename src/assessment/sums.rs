//! Rows that state sums.

use crate::sheet::fold;

/// What a row of sums adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SumRow {
    /// Everything.
    Whole,
    /// A field or another part, which has a row of its own.
    Part,
}

/// Whether a row states a sum, and of what.
pub(super) fn sum_row(code: Option<&str>, name: Option<&str>) -> Option<SumRow> {
    [code, name].into_iter().flatten().find_map(|text| {
        // Most names are long; a total says so at once.
        if !text.starts_with(['t', 'T', 'c', 'C']) {
            return None;
        }
        let folded = fold(text);
        let bare = ["cong", "tong", "tong so", "total", "cong diem"].contains(&folded.as_str());
        let begins = ["tong cong", "tong diem", "tong so diem", "cong linh vuc", "cong muc"];
        let parts = ["linh vuc", "muc", "phan", "nhom", "tieu chi", "chuong"];
        if !bare && !begins.iter().any(|word| folded.starts_with(word)) {
            return None;
        }
        Some(if parts.iter().any(|part| folded.contains(part)) { SumRow::Part } else { SumRow::Whole })
    })
}
