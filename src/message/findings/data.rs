//! Findings about raw data and what does not apply.

use super::super::InputFault;
use super::{Lang, Number, Text, amount, joined, list, number, points_en, quoted, say};

pub(super) fn missing(id: &str, name: &str, lang: Lang) -> Text {
    if id.is_empty() {
        return Text {
            message: say!(
                lang,
                "Tiêu chí này chưa được kê khai nên đang tính 0 điểm.",
                "Nothing was declared for this criterion, and it counts 0 for now.",
            ),
            help: say!(
                lang,
                "Chọn một mức trong danh sách ở ô này; nếu là danh mục nội dung thì chọn “Có” hoặc “Không” ở từng dòng.",
                "Choose from the list in this cell; of a check list, choose “Có” (yes) or “Không” (no) in each row.",
            ),
        };
    }
    let name = if name.trim().is_empty() { quoted(id) } else { format!("{} ({})", quoted(id), quoted(name)) };
    Text {
        message: say!(lang, "Chưa kê khai số liệu {name}.", "The input {name} was not declared."),
        help: say!(
            lang,
            "Nhập số liệu vào ô này; nếu trong năm không phát sinh thì nhập 0.",
            "Enter the number in this cell; where nothing arose in the year, enter 0.",
        ),
    }
}

pub(super) fn small_percentage(id: &str, value: &Number, lang: Lang) -> Text {
    let (id, typed) = (quoted(id), number(value, lang));
    let meant = number(&(value * &Number::from(100)), lang);
    Text {
        message: say!(
            lang,
            "Số liệu {id} ghi {typed}, tức là {typed} %; ô này tính theo phần trăm, đủ là 100.",
            "The input {id} holds {typed}, that is {typed} %; the cell counts in per cent, of which the whole is 100.",
        ),
        help: say!(
            lang,
            "Nếu ý là {meant} % thì ghi {meant}, không ghi {typed} và không gõ dấu %; nếu đúng là {typed} % thì để nguyên.",
            "If {meant} % is meant, enter {meant}, neither {typed} nor a % sign; if it is {typed} % indeed, leave it.",
        ),
    }
}

pub(super) fn invalid(id: &str, typed: &str, fault: &InputFault, lang: Lang) -> Text {
    let (id, typed) = (quoted(id), quoted(typed));
    match fault {
        InputFault::NotANumber => Text {
            message: say!(
                lang,
                "Số liệu {id} ghi {typed}, không phải là số.",
                "The input {id} holds {typed}, not a number.",
            ),
            help: say!(
                lang,
                "Chỉ nhập một số vào ô này, không kèm chữ, dấu % hay đơn vị tính.",
                "Enter just a number, without words, a % sign or a unit of measure.",
            ),
        },
        InputFault::Negative => Text {
            message: say!(
                lang,
                "Số liệu {id} ghi {typed}, nhưng không được nhỏ hơn 0.",
                "The input {id} holds {typed}, but must not be below 0.",
            ),
            help: say!(lang, "Nhập một số từ 0 trở lên.", "Enter a number of 0 or more."),
        },
        InputFault::NotWhole => Text {
            message: say!(
                lang,
                "Số liệu {id} ghi {typed}, nhưng phải là số nguyên.",
                "The input {id} holds {typed}, but must be a whole number.",
            ),
            help: say!(
                lang,
                "Nhập số đếm được, ví dụ số văn bản, số hồ sơ; không nhập tỷ lệ phần trăm.",
                "Enter a count, such as documents or dossiers, not a percentage.",
            ),
        },
        InputFault::AboveMax(max) => {
            let max = amount(max, lang);
            Text {
                message: say!(
                    lang,
                    "Số liệu {id} ghi {typed}, vượt mức cao nhất {max}.",
                    "The input {id} holds {typed}, above its highest value of {max}.",
                ),
                help: say!(
                    lang,
                    "Nhập một số từ 0 đến {max}, hoặc kiểm tra có nhập nhầm ô không.",
                    "Enter a number from 0 to {max}, or check whether it belongs into another cell.",
                ),
            }
        }
        InputFault::Ambiguous(one, other) => {
            let (one, other) = (amount(one, lang), amount(other, lang));
            Text {
                message: say!(
                    lang,
                    "Số liệu {id} ghi {typed}, có thể hiểu là {one} hoặc {other}.",
                    "The input {id} holds {typed}, which may mean {one} or {other}.",
                ),
                help: say!(
                    lang,
                    "Gõ lại không có dấu ngăn cách hàng nghìn: {other} nếu là số lớn, {one} nếu là số thập \
                     phân.",
                    "Type it again without a thousands sign: {other} for the large number, {one} for the \
                     one with decimals.",
                ),
            }
        }
        InputFault::Twice(first, second) => {
            let (first, second) = (amount(first, lang), amount(second, lang));
            Text {
                message: say!(
                    lang,
                    "Số liệu {id} được ghi hai lần với hai giá trị khác nhau: {first} và {second}.",
                    "The input {id} is given twice, with different values: {first} and {second}.",
                ),
                help: say!(
                    lang,
                    "Chỉ giữ lại một giá trị đúng của {id}, xóa giá trị kia.",
                    "Keep only the right value of {id} and delete the other one.",
                ),
            }
        }
        InputFault::NotAnOption(labels) => {
            let labels = list(labels);
            Text {
                message: say!(
                    lang,
                    "Ô này ghi {typed}, không phải là một phương án của tiêu chí.",
                    "The cell holds {typed}, which is not an option of this criterion.",
                ),
                help: say!(
                    lang,
                    "Ghi đúng một trong các phương án: {labels}.",
                    "Write exactly one of the options: {labels}.",
                ),
            }
        }
    }
}

pub(super) fn part_exceeds(parts: &[String], sum: &Number, whole: &str, of: &Number, lang: Lang) -> Text {
    let (names, whole) = (joined(parts, " + "), quoted(whole));
    let (sum, of) = (amount(sum, lang), amount(of, lang));
    Text {
        message: say!(
            lang,
            "Số liệu {names} là {sum}, lớn hơn tổng số {whole} là {of}.",
            "The input {names} is {sum}, more than the whole {whole}, which is {of}.",
        ),
        help: say!(
            lang,
            "Kiểm tra lại các số liệu này: phần không được lớn hơn tổng số.",
            "Check these numbers: a part cannot be more than its whole.",
        ),
    }
}

pub(super) fn division_by_zero(expression: &str, lang: Lang) -> Text {
    let expression = quoted(expression);
    Text {
        message: say!(
            lang,
            "Mẫu số trong cách tính {expression} bằng 0 nên không tính được điểm.",
            "The formula {expression} divides by 0, so the points cannot be computed.",
        ),
        help: say!(
            lang,
            "Kiểm tra số liệu; nếu trong năm thật sự không phát sinh, bộ tiêu chí phải quy định cách chấm \
             (when_zero).",
            "Check the data; if nothing really arose in the year, the criteria set must say what follows \
             (when_zero).",
        ),
    }
}

pub(super) fn missing_measure(code: &str, lang: Lang) -> Text {
    let code = quoted(code);
    Text {
        message: say!(
            lang,
            "Điểm này tính theo kết quả của tiêu chí {code}, nhưng tiêu chí đó chưa có kết quả.",
            "These points follow from the result of criterion {code}, which has none.",
        ),
        help: say!(
            lang,
            "Nhập đủ số liệu của tiêu chí {code} rồi chạy lại.",
            "Enter the data of criterion {code} and run again.",
        ),
    }
}

pub(super) fn not_applicable_undeclared(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Bảng ghi không áp dụng, nhưng danh sách đơn vị không miễn tiêu chí này; đang tính 0 điểm.",
            "The form says not applicable, the register does not exempt the unit; it counts 0 for now.",
        ),
        help: say!(
            lang,
            "Nhập điểm vào ô này, hoặc thêm mã tiêu chí vào cột not_applicable của đơn vị trong danh sách.",
            "Enter points in this cell, or add the criterion's code to the unit's not_applicable column in \
             the register.",
        ),
    }
}

pub(super) fn exempt_but_scored(points: &Number, reason: Option<&str>, lang: Lang) -> Text {
    let (vi, en) = (amount(points, lang), points_en(points));
    if let Some(reason) = reason.map(quoted) {
        return Text {
            message: say!(
                lang,
                "Bộ tiêu chí miễn tiêu chí này cho đơn vị (lý do: {reason}), nhưng bảng ghi {vi} điểm.",
                "The criteria set exempts the unit from this criterion (reason: {reason}), but the form says {en}."
            ),
            help: say!(
                lang,
                "Ghi “Không áp dụng” vào ô này; nếu không được miễn, sửa khối, loại hình của đơn vị trong danh sách, hoặc phần [[exemption]] của bộ tiêu chí.",
                "Write “N/A” in this cell; if it is not exempt, correct the unit's block or kind in the register, or the [[exemption]] of the criteria set."
            ),
        };
    }
    Text {
        message: say!(
            lang,
            "Danh sách đơn vị miễn tiêu chí này cho đơn vị, nhưng bảng ghi {vi} điểm.",
            "The register exempts the unit from this criterion, but the form says {en}.",
        ),
        help: say!(
            lang,
            "Ghi “Không áp dụng” vào ô này, hoặc bỏ mã tiêu chí khỏi cột not_applicable của đơn vị trong \
             danh sách.",
            "Write “N/A” in this cell, or take the code out of the unit's not_applicable column in the \
             register.",
        ),
    }
}
