//! What is doubtful at the rows and maxima of an appendix, in words: the doubt, and what to do about it.

use super::{Lang, Number, number, quoted, say};

pub(super) fn divided(fields: u32, heads: u32, lang: Lang) -> (String, String) {
    let message = if fields > heads {
        say!(
            lang,
            "Dòng này có {fields} ô, dòng tiêu đề có {heads}: một dấu phẩy hoặc chấm phẩy trong nội dung đã tách một ô làm hai. Điểm tối đa và cách chấm của dòng này không được đọc.",
            "This row has {fields} cells and the head {heads}: a comma or semicolon in the text divides a cell into two. Neither the maximum nor the scoring of this row was read."
        )
    } else {
        say!(
            lang,
            "Ô này chỉ có chữ số và nằm ngay sau một ô kết thúc bằng chữ số: dấu phẩy thập phân đã tách một số làm hai ô. Điểm tối đa và cách chấm của dòng này không được đọc.",
            "This cell has digits alone and stands behind one that ends in a digit: a decimal comma divides a number into two cells. Neither the maximum nor the scoring of this row was read."
        )
    };
    (
        message,
        say!(
            lang,
            "Đặt ô có dấu phẩy hoặc chấm phẩy trong dấu ngoặc kép (\"0,5\"), hoặc lưu phụ lục thành .xlsx, rồi nhập lại.",
            "Put the cell that has the comma or semicolon in quotation marks (\"0,5\"), or save the appendix as .xlsx, and import again."
        ),
    )
}

pub(super) fn max_missing(code: &str, sum: Option<&Number>, lang: Lang) -> (String, String) {
    let help = match sum.map(|sum| number(sum, lang)) {
        Some(sum) => say!(
            lang,
            "Các dòng bên dưới cộng lại được {sum}; đối chiếu với quyết định rồi ghi max trong bản thảo.",
            "The rows below add up to {sum}; compare with the decision and write max into the draft."
        ),
        None => say!(
            lang,
            "Xem quyết định rồi ghi max cho tiêu chí này trong bản thảo.",
            "Look into the decision and write max for this criterion into the draft."
        ),
    };
    (say!(lang, "{code} không có điểm tối đa.", "{code} has no maximum."), help)
}

pub(super) fn max_unreadable(code: &str, typed: &str, lang: Lang) -> (String, String) {
    let typed = quoted(typed);
    (
        say!(
            lang,
            "Điểm tối đa của {code} không phải là một số: {typed}.",
            "The maximum of {code} is no single number: {typed}."
        ),
        say!(
            lang,
            "Xem quyết định rồi ghi max cho tiêu chí này trong bản thảo.",
            "Look into the decision and write max for this criterion into the draft."
        ),
    )
}

pub(super) fn max_negative(code: &str, typed: &str, lang: Lang) -> (String, String) {
    (
        say!(
            lang,
            "Điểm tối đa của {code} là số âm: {typed}.",
            "The maximum of {code} is below zero: {typed}."
        ),
        say!(
            lang,
            "Xem quyết định rồi ghi max cho tiêu chí này trong bản thảo; nếu là điểm trừ thì viết thành [[adjustment]].",
            "Look into the decision and write max for this criterion into the draft; write a penalty as [[adjustment]]."
        ),
    )
}

pub(super) fn left_out(text: &str, lang: Lang) -> (String, String) {
    let text = quoted(text);
    (
        say!(
            lang,
            "Trong ô này, chữ {text} bị gạch ngang hoặc ẩn nên không được đọc.",
            "In this cell {text} is struck through or hidden, and was not read."
        ),
        say!(
            lang,
            "Đối chiếu với bản quyết định đã ban hành; nếu chữ này vẫn có hiệu lực, bỏ gạch ngang hoặc bỏ ẩn rồi nhập lại.",
            "Compare with the decision as it was issued; if the text holds, remove the strike or unhide it and import again."
        ),
    )
}

pub(super) fn max_merged(code: &str, range: &str, lang: Lang) -> (String, String) {
    (
        say!(
            lang,
            "Điểm tối đa của {code} nằm trong ô gộp {range} của nhiều tiêu chí, nên không rõ mỗi tiêu chí bao nhiêu.",
            "The maximum of {code} stands in the merged cell {range} of several criteria, so each one's is unknown."
        ),
        say!(
            lang,
            "Bỏ gộp ô và ghi điểm tối đa của từng tiêu chí, hoặc ghi max trong bản thảo.",
            "Split the cell and write the maximum of each, or write max into the draft."
        ),
    )
}

pub(super) fn sum_differs(code: &str, stated: &Number, sum: &Number, lang: Lang) -> (String, String) {
    let difference = number(&(stated - sum).abs(), lang);
    let (stated, sum) = (number(stated, lang), number(sum, lang));
    let message = if code.is_empty() {
        say!(
            lang,
            "Dòng tổng ghi {stated}, nhưng các lĩnh vực cộng lại là {sum}.",
            "The total says {stated}, but the fields add up to {sum}."
        )
    } else {
        say!(
            lang,
            "{code} ghi {stated}, nhưng các dòng bên dưới cộng lại là {sum}.",
            "{code} says {stated}, but the rows below add up to {sum}."
        )
    };
    (
        message,
        say!(
            lang,
            "Chênh lệch {difference}: tìm số sai trong phụ lục; nếu phụ lục in sai, hỏi cơ quan ban hành rồi sửa bản thảo.",
            "The difference is {difference}: find the wrong figure; if the appendix is wrong as printed, ask who issued it, then correct the draft."
        ),
    )
}

pub(super) fn no_value(lang: Lang) -> (String, String) {
    (
        say!(
            lang,
            "Ô này là công thức mà tệp không lưu kết quả, nên không đọc được.",
            "This cell holds a formula whose result is not stored in the file, so it cannot be read."
        ),
        say!(
            lang,
            "Mở phụ lục bằng Excel, lưu lại rồi nhập lại tệp đó.",
            "Open the appendix in Excel, save it, and import it again."
        ),
    )
}
