//! Cells that hold a word and no evidence.

use crate::sheet::fold;

/// What a cell says that names no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remark {
    /// There is none: `-`, `không có`, `x`.
    None,
    /// There is some, but not which: `Có`, `Đính kèm`.
    Some,
}

/// No longer text is such a word, in bytes.
const LONGEST: usize = 40;

/// Texts that say that there is none, or nothing at all.
const NONE: &[&str] = &[
    "",
    "x",
    "n a",
    "na",
    "none",
    "khong",
    "khong co",
    "ko",
    "ko co",
    "k co",
    "chua",
    "chua co",
    "khong tai lieu",
    "khong co tai lieu",
    "chua co tai lieu",
    "khong co tlkc",
    "chua co tlkc",
];

/// Texts that say that there is some.
const SOME: &[&str] = &[
    "co",
    "da co",
    "co tai lieu",
    "co tlkc",
    "day du",
    "co day du",
    "dinh kem",
    "kem theo",
    "da dinh kem",
    "co dinh kem",
    "co kem theo",
    "file dinh kem",
    "co file dinh kem",
    "tai lieu dinh kem",
    "tai lieu kem theo",
    "van ban dinh kem",
    "van ban kem theo",
    "da nop",
    "da gui",
    "yes",
    "ok",
];

/// What a text says, where it is one of the few words that name no document.
pub fn remark(text: &str) -> Option<Remark> {
    if text.len() > LONGEST || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A tick says that there is some; folding would leave nothing of it.
    if !text.is_empty() && text.chars().all(|c| "✓✔√☑ ".contains(c)) {
        return Some(Remark::Some);
    }
    let folded = fold(text);
    if NONE.contains(&folded.as_str()) {
        return Some(Remark::None);
    }
    SOME.contains(&folded.as_str()).then_some(Remark::Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closed_list_of_words_is_no_evidence() {
        let check = |texts: &[&str], expected: Option<Remark>| {
            for text in texts {
                assert_eq!(remark(text), expected, "{text}");
            }
        };
        check(
            &[
                "-",
                "–",
                "---",
                "…",
                "....",
                "x",
                "X",
                "/",
                "không",
                "Không có",
                "KHÔNG CÓ.",
                "chưa có",
                "N/A",
                "(không)",
            ],
            Some(Remark::None),
        );
        check(
            &["Có", "có.", "Đính kèm", "(Có đính kèm)", "✓", "Đã gửi", "File đính kèm"],
            Some(Remark::Some),
        );
        check(
            &[
                "12/KH-UBND",
                "12.pdf",
                "https://xa-mau.example/vb/12",
                "Có kế hoạch",
                "Kế hoạch CCHC",
                "Không áp dụng",
                "Không phát sinh",
                "Cờ thi đua",
                "Hệ thống iGate",
                "1",
                "Đính kèm Kế hoạch",
            ],
            None,
        );
    }
}
