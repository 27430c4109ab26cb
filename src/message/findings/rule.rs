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

pub(super) fn unknown_input(id: &str, close: Option<&str>, declared: &[String], lang: Lang) -> Text {
    let id = quoted(id);
    let help = match close.map(quoted) {
        Some(close) => say!(
            lang,
            "Có phải là {close} không? Sửa lại tên, hoặc khai báo {id} trong inputs của tiêu chí.",
            "Is {close} meant? Correct it, or declare {id} in the criterion's inputs.",
        ),
        None if !declared.is_empty() => {
            let declared = super::list(declared);
            say!(
                lang,
                "Phần inputs chỉ có {declared}: sửa tên ở đó hoặc ở đây cho giống nhau, hoặc khai báo thêm {id}.",
                "The part inputs has only {declared}: make both names agree, or declare {id} too.",
            )
        }
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

pub(super) fn class_gap(from: &Number, replaced: usize, lang: Lang) -> Text {
    let from = amount(from, lang);
    Text {
        message: say!(
            lang,
            "Loại thấp nhất bắt đầu từ {from}; đơn vị dưới {from} không được xếp loại.",
            "The lowest class starts at {from}; units below {from} get no class.",
        ),
        help: if replaced > 0 {
            say!(
                lang,
                "[[class]] ở đây thay cho cả {replaced} loại của bộ gốc: ghi lại đủ các loại, hoặc xóa để giữ các loại cũ.",
                "[[class]] here replaces all {replaced} of the base: write every class again, or none to keep those.",
            )
        } else {
            say!(
                lang,
                "Thêm một loại có from = 0; nếu quyết định không xếp loại dưới mốc này thì để nguyên.",
                "Add a class with from = 0; if the decision gives none below this edge, leave it.",
            )
        },
    }
}

pub(super) fn accented_id(id: &str, plain: &str, lang: Lang) -> Text {
    let (id, plain) = (quoted(id), quoted(plain));
    Text {
        message: say!(
            lang,
            "Mã số liệu {id} có chữ có dấu; bàn phím khác nhau gõ ra chữ giống nhau mà mã khác nhau.",
            "The input id {id} has letters with accents, which keyboards do not all write alike.",
        ),
        help: say!(
            lang,
            "Đổi thành {plain} ở inputs, trong rule và trong ví dụ; tên đầy đủ có dấu ghi ở name.",
            "Write {plain} in inputs, in the rule and in examples; name holds the full name.",
        ),
    }
}

pub(super) fn input_unused(ids: &[String], ruled: bool, lang: Lang) -> Text {
    let ids = super::list(ids);
    if !ruled {
        return Text {
            message: say!(
                lang,
                "Tiêu chí khai báo số liệu {ids} nhưng không có rule nên không số liệu nào được dùng.",
                "The criterion declares {ids} but has no rule, so no input is used.",
            ),
            help: say!(
                lang,
                "Ghi cách chấm theo quyết định, ví dụ rule.proportional; nếu hội đồng cho điểm thì ghi rule.judged = {{ }}.",
                "Add the rule of the decision, such as rule.proportional; if people judge, write rule.judged = {{ }}.",
            ),
        };
    }
    Text {
        message: say!(
            lang,
            "Cách chấm không dùng số liệu {ids}: đơn vị phải kê khai mà điểm không thay đổi.",
            "The rule does not use {ids}: units would declare it and nothing would change.",
        ),
        help: say!(
            lang,
            "So cách chấm với quyết định: bổ sung {ids} vào công thức, hoặc xóa khỏi inputs.",
            "Compare the rule with the decision: use {ids} in it, or delete it from inputs.",
        ),
    }
}

pub(super) fn step_order(step: &str, points: &Number, below: &str, more: &Number, lang: Lang) -> Text {
    let (step, below) = (quoted(step), quoted(below));
    let (points, more) = (amount(points, lang), amount(more, lang));
    Text {
        message: say!(
            lang,
            "Mức {step} cho {points} điểm, ít hơn mức thấp hơn {below} ({more} điểm); các mức khác thì ngược lại.",
            "The step {step} gives fewer points ({points}) than the lower step {below} ({more}); the others do not.",
        ),
        help: say!(
            lang,
            "So điểm của từng mức với quyết định; thường là điểm của hai mức bị ghi lẫn.",
            "Compare the points of every step with the decision; mostly those of two steps are mixed up.",
        ),
    }
}

pub(super) fn always_full(of: &str, lowest: &Number, lang: Lang) -> Text {
    let of = quoted(of);
    let lowest = amount(&(lowest * &Number::from(100)), lang);
    Text {
        message: say!(
            lang,
            "{of} luôn từ {lowest} % trở lên, nên mọi đơn vị đều được cùng một mức điểm.",
            "{of} is always {lowest}% or more, so every unit gets the same level of points.",
        ),
        help: say!(
            lang,
            "Có thể tử số và mẫu số bị đảo: phần chia cho tổng thì viết “phần / tổng”. Sửa of theo quyết định.",
            "The two parts may be swapped: the part is divided by the whole. Correct of after the decision.",
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
