//! What an amended appendix changes in a file that people have worked on, in words.

use super::{Lang, quoted, say};

pub(super) fn lacks(code: &str, key: &str, appendix: &str, lang: Lang) -> (String, String) {
    let appendix = quoted(appendix);
    (
        say!(
            lang,
            "{code}: tệp không có {key}, phụ lục ghi {appendix}. Tệp được giữ nguyên.",
            "{code}: the file has no {key}, the appendix says {appendix}. The file stays as it is."
        ),
        say!(
            lang,
            "Đối chiếu với phụ lục rồi ghi {key} cho {code} trong tệp.",
            "Compare with the appendix and write {key} of {code} into the file."
        ),
    )
}

pub(super) fn rule_differs(
    code: &str,
    file: &str,
    read: &str,
    appendix: &str,
    lang: Lang,
) -> (String, String) {
    let appendix = quoted(appendix);
    (
        say!(
            lang,
            "{code}: cách chấm trong tệp khác phụ lục. Tệp: {file}; phụ lục: {appendix}, đọc thành {read}. Tệp được giữ nguyên.",
            "{code}: the rule of the file is not that of the appendix. File: {file}; appendix: {appendix}, read as {read}. The file stays as it is."
        ),
        say!(
            lang,
            "Nếu phụ lục đã đổi, sửa rule trong tệp theo phụ lục; nếu tệp đúng hoặc đã sửa có chủ ý thì bỏ qua.",
            "If the appendix has changed, change the rule in the file; if the file is right, or was changed on purpose, nothing is to be done."
        ),
    )
}

pub(super) fn text_changed(code: &str, file: &str, appendix: &str, lang: Lang) -> (String, String) {
    let (file, appendix) = (quoted(file), quoted(appendix));
    (
        say!(
            lang,
            "{code}: nguyên văn cách chấm đã đổi mà rule này đã có người sửa. Tệp: {file}; phụ lục: {appendix}. Tệp được giữ nguyên.",
            "{code}: the scoring text has changed, and somebody has edited this rule. File: {file}; appendix: {appendix}. The file stays as it is."
        ),
        say!(
            lang,
            "Sửa cả rule lẫn nguyên văn ở unconfirmed theo phụ lục; chỉ sửa nguyên văn thì điểm vẫn chấm theo rule cũ.",
            "Change both the rule and the text in unconfirmed; with the text alone points still follow the old rule."
        ),
    )
}

pub(super) fn replaced(code: &str, file: &str, appendix: &str, lang: Lang) -> (String, String) {
    let (file, appendix) = (quoted(file), quoted(appendix));
    (
        say!(
            lang,
            "{code}: chưa ai sửa hay xác nhận, nên cách chấm trong tệp đã được thay theo phụ lục. Trước: {file}; nay: {appendix}.",
            "{code}: nobody had edited or confirmed it, so its scoring in the file is now that of the appendix. Before: {file}; now: {appendix}."
        ),
        say!(
            lang,
            "So rule mới với nguyên văn như với mọi tiêu chí chưa xác nhận.",
            "Hold the new rule against the text, as of every criterion that is not confirmed."
        ),
    )
}

pub(super) fn not_compared(codes: &[String], lang: Lang) -> (String, String) {
    let codes = codes.join(", ");
    (
        say!(
            lang,
            "Không so được cách chấm đã xác nhận với phụ lục, vì chương trình chưa hiểu nguyên văn hoặc rule: {codes}.",
            "Confirmed rules that could not be compared, for the text or the rule is not understood: {codes}."
        ),
        say!(
            lang,
            "Tự đối chiếu các tiêu chí này với phụ lục; chương trình không biết nguyên văn có đổi hay không.",
            "Compare these with the appendix yourself; the program cannot tell whether their text has changed."
        ),
    )
}
