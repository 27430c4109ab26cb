//! Rows that state sums.

use crate::sheet::fold;

/// What a row of sums adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SumRow {
    /// Everything.
    Whole,
    /// The field above.
    Part,
    /// Some part, a page.
    Vague,
}

/// Whether a text is nothing but the word for a sum.
pub(super) fn is_bare_sum(text: &str) -> bool {
    text.len() < 20 && ["cong", "tong", "tong so", "total", "cong diem"].contains(&fold(text).as_str())
}

/// Whether the label of a row or column of units means no unit but what is computed over them.
pub(super) fn is_statistic(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "trung binh",
        "diem trung binh",
        "trung binh chung",
        "binh quan",
        "cao nhat",
        "thap nhat",
        "diem cao nhat",
        "diem thap nhat",
    ];
    text.len() < 40 && WORDS.contains(&fold(text).as_str())
}

/// Whether a row states a sum, and of what.
pub(crate) fn sum_row(code: Option<&str>, name: Option<&str>) -> Option<SumRow> {
    [code, name].into_iter().flatten().find_map(|text| {
        // Most names are long; a total says so at once.
        if !text.starts_with(['t', 'T', 'c', 'C', 'm', 'M', 's', 'S', 'x', 'X']) {
            return None;
        }
        let folded = fold(text);
        let bare = is_bare_sum(text);
        let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        // What is computed from the sums stands below them.
        let computed =
            ["ty le", "chi so", "chi so cchc", "chi so cai cach hanh chinh", "xep loai", "xep hang"];
        if computed.contains(&folded.trim_end_matches(" %")) {
            return Some(SumRow::Vague);
        }
        if begins(&["cong trang", "cong chuyen", "chuyen trang", "chuyen sang", "mang sang", "so mang sang"])
        {
            return Some(SumRow::Vague);
        }
        let whole = ["tong cong", "tong diem", "tong so diem", "tong linh vuc", "tong muc"];
        if !bare
            && !begins(&whole)
            && !begins(&["cong linh vuc", "cong muc", "cong diem linh vuc", "cong phan", "cong nhom"])
        {
            return None;
        }
        Some(if has(&["linh vuc"]) {
            SumRow::Part
        } else if has(&["muc", "phan", "nhom", "tieu chi", "chuong", "trang"]) {
            SumRow::Vague
        } else {
            SumRow::Whole
        })
    })
}
