//! Findings about the rules, classes and worked examples of a criteria set.

use super::super::{Detail, ExpressionFault, decimal_sign};
use super::{Lang, Number, Text, amount, joined, points_en, quoted, say};

pub(super) fn step_gap(value: &str, lang: Lang) -> Text {
    let value = decimal_sign(value, lang);
    Text {
        message: say!(
            lang,
            "Không mức nào nhận giá trị {value}, nên giá trị này không có điểm.",
            "No step takes the value {value}, so it would get no points.",
        ),
        help: say!(
            lang,
            "Sửa mốc của các mức cho liền nhau, hoặc thêm otherwise cho các giá trị còn lại.",
            "Make the steps meet, or add otherwise for all values that remain.",
        ),
    }
}

pub(super) fn step_unreachable(step: &str, earlier: &str, lang: Lang) -> Text {
    let (step, earlier) = (quoted(step), quoted(earlier));
    Text {
        message: say!(
            lang,
            "Mức {step} không bao giờ được dùng, vì mức {earlier} ghi trước đã nhận hết các giá trị của \
             nó.",
            "The step {step} is never used, because the earlier step {earlier} takes all of its values.",
        ),
        help: say!(
            lang,
            "Xếp các mức từ cao xuống thấp, hoặc xóa mức thừa.",
            "Put the steps from high to low, or delete the one that is not needed.",
        ),
    }
}

pub(super) fn above_max(what: &str, points: &Number, max: &Number, lang: Lang) -> Text {
    let (what, max) = (quoted(what), amount(max, lang));
    let (vi, en) = (amount(points, lang), points_en(points));
    Text {
        message: say!(
            lang,
            "{what} cho {vi} điểm, vượt điểm tối đa {max} của tiêu chí.",
            "{what} gives {en}, above the criterion's maximum of {max}.",
        ),
        help: say!(
            lang,
            "Đối chiếu với quyết định, rồi sửa số điểm ở đây hoặc sửa max của tiêu chí.",
            "Compare with the decision, then correct the points here or the criterion's max.",
        ),
    }
}

pub(super) fn max_unreachable(most: &Number, max: &Number, lang: Lang) -> Text {
    let (vi, en, max) = (amount(most, lang), points_en(most), amount(max, lang));
    Text {
        message: say!(
            lang,
            "Cách chấm này cho nhiều nhất {vi} điểm, không bao giờ đạt điểm tối đa {max}.",
            "This rule gives at most {en} and never reaches the maximum of {max}.",
        ),
        help: say!(
            lang,
            "Đối chiếu với quyết định, rồi sửa điểm trong cách chấm hoặc sửa max của tiêu chí.",
            "Compare with the decision, then correct the points of the rule or the criterion's max.",
        ),
    }
}

pub(super) fn expression(expression: &str, at: usize, reason: &ExpressionFault, lang: Lang) -> Text {
    let (expression, character) = (quoted(expression), at + 1);
    let reason = match reason {
        ExpressionFault::Incomplete => say!(lang, "còn thiếu phần cuối", "the end is missing"),
        ExpressionFault::Unexpected(what) => {
            let what = quoted(what);
            say!(lang, "{what} không đứng được ở đây", "{what} cannot stand here")
        }
        ExpressionFault::UnknownFunction(name) => {
            let name = quoted(name);
            say!(lang, "không có hàm {name}", "there is no function {name}")
        }
        ExpressionFault::TooLong => {
            say!(lang, "quá dài hoặc quá nhiều ngoặc", "it is too long or has too many brackets")
        }
        ExpressionFault::BadNumber(number) => {
            let number = quoted(number);
            say!(lang, "không đọc được số {number}", "the number {number} cannot be read")
        }
    };
    Text {
        message: say!(
            lang,
            "Không đọc được cách tính {expression} ở ký tự thứ {character}: {reason}.",
            "The formula {expression} cannot be read at character {character}: {reason}.",
        ),
        help: say!(
            lang,
            "Chỉ dùng + - * / ( ), min, max, measure, số, phần trăm, max_points và tên số liệu; số thập \
             phân viết dấu chấm.",
            "Use only + - * / ( ), min, max, measure, numbers, percentages, max_points and ids of inputs; \
             write decimals with a point.",
        ),
    }
}

pub(super) fn unknown_input(id: &str, close: Option<&str>, lang: Lang) -> Text {
    let id = quoted(id);
    let help = match close.map(quoted) {
        Some(close) => say!(
            lang,
            "Có phải là {close} không? Sửa lại tên, hoặc khai báo {id} trong inputs của tiêu chí.",
            "Is {close} meant? Correct it, or declare {id} in the criterion's inputs.",
        ),
        None => say!(
            lang,
            "Khai báo {id} trong inputs của tiêu chí, hoặc sửa lại cách tính.",
            "Declare {id} in the criterion's inputs, or correct the formula.",
        ),
    };
    Text {
        message: say!(
            lang,
            "Tiêu chí này không khai báo số liệu {id}.",
            "This criterion declares no input {id}.",
        ),
        help,
    }
}

pub(super) fn measure_cycle(codes: &[String], lang: Lang) -> Text {
    let codes = joined(codes, " → ");
    Text {
        message: say!(
            lang,
            "Các tiêu chí dùng kết quả của nhau thành vòng tròn: {codes}.",
            "These criteria use each other's results in a circle: {codes}.",
        ),
        help: say!(
            lang,
            "Bỏ measure ở một trong các tiêu chí này, thay bằng số liệu kê khai.",
            "Take measure out of one of them and use a declared input instead.",
        ),
    }
}

pub(super) fn no_measure(code: &str, lang: Lang) -> Text {
    let code = quoted(code);
    Text {
        message: say!(
            lang,
            "Tiêu chí {code} không đo ra giá trị nào nên measure không dùng được với tiêu chí này.",
            "The criterion {code} measures no value, so measure cannot refer to it.",
        ),
        help: say!(
            lang,
            "Chọn một tiêu chí có cách tính theo tỷ lệ hoặc số đếm, hoặc khai báo số liệu ngay tại tiêu \
             chí này.",
            "Refer to a criterion whose rule computes a rate or a count, or declare the input in this \
             criterion.",
        ),
    }
}

pub(super) fn class_order(name: &str, from: &Number, above: &Number, lang: Lang) -> Text {
    let (name, from, above) = (quoted(name), amount(from, lang), amount(above, lang));
    Text {
        message: say!(
            lang,
            "Loại {name} bắt đầu từ {from}, không thấp hơn loại ghi trước nó (từ {above}).",
            "The class {name} starts at {from}, not below the class before it (from {above}).",
        ),
        help: say!(
            lang,
            "Ghi các loại từ cao xuống thấp, mỗi loại một mốc điểm khác nhau.",
            "Write the classes from high to low, each with an edge of its own.",
        ),
    }
}

pub(super) fn class_gap(from: &Number, lang: Lang) -> Text {
    let from = amount(from, lang);
    Text {
        message: say!(
            lang,
            "Loại thấp nhất bắt đầu từ {from}; đơn vị dưới {from} không được xếp loại.",
            "The lowest class starts at {from}; units below {from} get no class.",
        ),
        help: say!(
            lang,
            "Thêm một loại có from = 0; nếu quyết định không xếp loại dưới mốc này thì để nguyên.",
            "Add a class with from = 0; if the decision gives none below this edge, leave it.",
        ),
    }
}

pub(super) fn example_differs(code: &str, expected: &Number, computed: &Number, lang: Lang) -> Text {
    let code = quoted(code);
    let (expected, computed) = (amount(expected, lang), amount(computed, lang));
    Text {
        message: say!(
            lang,
            "Ví dụ ghi tiêu chí {code} được {expected} điểm, nhưng tính ra {computed}.",
            "The example says {expected} points for criterion {code}, but the rule gives {computed}.",
        ),
        help: say!(
            lang,
            "Đối chiếu với quyết định: sửa cách chấm của tiêu chí nếu sai, hoặc sửa kết quả trong ví dụ.",
            "Compare with the decision: correct the criterion's rule if it is wrong, or the result in the \
             example.",
        ),
    }
}

pub(super) fn example_fault(code: &str, reason: &Detail, lang: Lang) -> Text {
    let (code, reason) = (quoted(code), reason.text(lang).message);
    Text {
        message: say!(
            lang,
            "Không tính được ví dụ của tiêu chí {code}. {reason}",
            "The example for criterion {code} cannot be computed. {reason}",
        ),
        help: say!(
            lang,
            "Sửa số liệu của ví dụ, hoặc sửa cách chấm của tiêu chí.",
            "Correct the inputs of the example, or the rule of the criterion.",
        ),
    }
}
