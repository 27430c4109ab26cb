//! Findings about what a criteria set must prove of itself: its labels, formulas, classes, codes, dates and examples.

use super::super::number;
use super::{Lang, Number, Text, amount, list, quoted, say};

pub(super) fn same_label(label: &str, other: &str, lang: Lang) -> Text {
    let (label, other) = (quoted(label), quoted(other));
    Text {
        message: say!(
            lang,
            "{label} và {other} chỉ khác nhau ở chữ hoa, dấu hoặc khoảng trắng; biểu mẫu không phân biệt được.",
            "{label} and {other} differ only in case, marks or spaces; a form cannot tell them apart.",
        ),
        help: say!(
            lang,
            "Ghi lại một trong hai cho khác hẳn, theo lời văn của quyết định.",
            "Word one of the two differently, after the text of the decision.",
        ),
    }
}

pub(super) fn formula_above(inputs: &[(String, Number)], points: &Number, max: &Number, lang: Lang) -> Text {
    let (points, max) = (amount(points, lang), amount(max, lang));
    let given = given(inputs, lang);
    Text {
        message: say!(
            lang,
            "Công thức vượt điểm tối đa: {given} cho {points} điểm, quá tối đa {max}.",
            "The formula passes the maximum: {given} gives {points} points, above the maximum of {max}.",
        ),
        help: bounds(lang),
    }
}

pub(super) fn formula_below(inputs: &[(String, Number)], points: &Number, lang: Lang) -> Text {
    let points = amount(points, lang);
    let given = given(inputs, lang);
    Text {
        message: say!(
            lang,
            "Công thức xuống dưới 0: {given} cho {points} điểm.",
            "The formula falls below 0: {given} gives {points} points.",
        ),
        help: bounds(lang),
    }
}

/// `a = 10, b = 12,5`.
fn given(inputs: &[(String, Number)], lang: Lang) -> String {
    let all: Vec<String> =
        inputs.iter().map(|(name, value)| format!("{name} = {}", number(value, lang))).collect();
    all.join(", ")
}

fn bounds(lang: Lang) -> String {
    say!(
        lang,
        "Đối chiếu công thức với quyết định; khai part_of, max cho số liệu, hoặc dùng min(…), max(…).",
        "Compare the formula with the decision; give the inputs part_of or max, or use min(…), max(…).",
    )
}

pub(super) fn formula_unproved(max: &Number, lang: Lang) -> Text {
    let max = amount(max, lang);
    Text {
        message: say!(
            lang,
            "Không chứng minh được công thức luôn nằm trong khoảng 0 đến {max} điểm; cũng không thấy trường hợp nào vượt ra.",
            "It cannot be proved that the formula stays between 0 and {max} points; no case that leaves them was found.",
        ),
        help: say!(
            lang,
            "Tự kiểm tra lại công thức; khai part_of, max cho số liệu, hoặc bọc bằng max(0, min(…, max_points)).",
            "Look at the formula again; give the inputs part_of or max, or write max(0, min(…, max_points)) around it.",
        ),
    }
}

pub(super) fn step_always(step: &str, lowest: &str, lang: Lang) -> Text {
    let (step, lowest) = (quoted(step), quoted(lowest));
    Text {
        message: say!(
            lang,
            "Mức {step} luôn được dùng, vì giá trị đo không bao giờ thấp hơn {lowest}; phần ghi sau nó (mức khác, otherwise) không bao giờ được dùng.",
            "The step {step} always holds, because the measured value is never below {lowest}; what stands after it (steps, otherwise) is never used.",
        ),
        help: say!(
            lang,
            "Xem lại phép đo (tử số và mẫu số có bị đảo không) và mốc của mức theo quyết định, hoặc xóa phần thừa.",
            "Look at what is measured (perhaps the fraction is upside down) and at the edge, or delete what is never used.",
        ),
    }
}

pub(super) fn step_beyond(step: &str, highest: &str, lang: Lang) -> Text {
    let (step, highest) = (quoted(step), quoted(highest));
    Text {
        message: say!(
            lang,
            "Mức {step} không bao giờ được dùng, vì giá trị đo cao nhất chỉ là {highest}.",
            "The step {step} is never used, because the measured value is at most {highest}.",
        ),
        help: say!(
            lang,
            "Sửa mốc của mức theo quyết định (tỷ lệ ghi dạng \"80%\"), hoặc xóa mức thừa.",
            "Correct the edge after the decision (rates are written as \"80%\"), or delete the step.",
        ),
    }
}

pub(super) fn class_unreachable(
    name: &str,
    needs: &Number,
    of: Option<&str>,
    most: &Number,
    lang: Lang,
) -> Text {
    let name = quoted(name);
    let (needs, most) = (amount(needs, lang), amount(most, lang));
    let what = match of.map(quoted) {
        Some(code) => {
            say!(lang, "chỉ số thành phần {code} từ {needs}", "a component index of {code} of {needs}")
        }
        None => say!(lang, "chỉ số từ {needs}", "an index of {needs}"),
    };
    Text {
        message: say!(
            lang,
            "Không đơn vị nào đạt được loại {name}: cần {what}, nhưng cao nhất chỉ có thể là {most}.",
            "No unit can reach the class {name}: it needs {what}, but the most there can be is {most}.",
        ),
        help: say!(
            lang,
            "Đối chiếu mốc của loại với quyết định rồi sửa from hoặc also.",
            "Compare the edge of the class with the decision, then correct from or also.",
        ),
    }
}

pub(super) fn class_left(name: &str, lang: Lang) -> Text {
    let name = quoted(name);
    Text {
        message: say!(
            lang,
            "Có đơn vị không được xếp loại nào: {name} là loại thấp nhất nhưng còn đòi điều kiện also.",
            "Some units get no class: {name} is the lowest, but also asks for what also says.",
        ),
        help: say!(
            lang,
            "Đối chiếu với quyết định: thêm một loại thấp hơn, hoặc bỏ also ở loại thấp nhất.",
            "Compare with the decision: add a lower class, or take also away from the lowest class.",
        ),
    }
}

pub(super) fn no_classes(block: &str, lang: Lang) -> Text {
    let block = quoted(block);
    Text {
        message: say!(
            lang,
            "Khối {block} không có loại nào, trong khi khối khác có.",
            "The block {block} has no class, while another block has.",
        ),
        help: say!(
            lang,
            "Thêm các [[class]] cho khối này, hoặc các loại chung không ghi block.",
            "Add [[class]] for this block, or common classes without block.",
        ),
    }
}

pub(super) fn missing_basis(code: &str, lang: Lang) -> Text {
    let code = quoted(code);
    Text {
        message: say!(
            lang,
            "Bộ tiêu chí ghi là official, nhưng {code} không có basis: không biết điểm lấy từ đâu trong quyết định.",
            "The set says official, but {code} has no basis: nobody can see where its points stand in the decision.",
        ),
        help: say!(
            lang,
            "Thêm basis, ví dụ \"Phụ lục II, mục 1.1\"; nếu chưa đối chiếu được thì đổi status thành partial.",
            "Add basis, such as \"Phụ lục II, mục 1.1\"; where it cannot be compared yet, change status to partial.",
        ),
    }
}

pub(super) fn year_differs(id: &str, year: i64, years: &str, lang: Lang) -> Text {
    let id = quoted(id);
    Text {
        message: say!(
            lang,
            "Mã bộ {id} ghi năm {year}, nhưng theo years bộ này áp dụng {years}.",
            "The id {id} says {year}, but years says: {years}.",
        ),
        help: say!(
            lang,
            "Xem quyết định áp dụng từ năm nào, rồi sửa years, hoặc đổi id cùng tên tệp.",
            "See from which year the decision is in force, then correct years, or the id and the file name.",
        ),
    }
}

pub(super) fn checked_early(checked: &str, source: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Ngày đối chiếu (checked) là {checked}, trước ngày {source} của văn bản nguồn, nên chưa thể đã đối chiếu với văn bản đó.",
            "The set was compared (checked) on {checked}, before its source of {source}, so not with that source.",
        ),
        help: say!(
            lang,
            "Đối chiếu tệp với văn bản mới nhất trong sources, rồi ghi lại ngày đối chiếu.",
            "Compare the file with the newest of the sources, then write that day.",
        ),
    }
}

pub(super) fn code_gap(missing: &[String], code: &str, lang: Lang) -> Text {
    let (missing, code) = (list(missing), quoted(code));
    Text {
        message: say!(
            lang,
            "Trước {code} thiếu mã {missing}: các mã cùng nhóm không liên tiếp.",
            "Before {code} the codes of this group skip {missing}.",
        ),
        help: say!(
            lang,
            "Thêm tiêu chí còn thiếu hoặc sửa mã; nếu chính quyết định bỏ số này thì thêm mã vào gaps trong [set].",
            "Add what is missing or correct the code; where the decision itself skips it, name the code under gaps in [set].",
        ),
    }
}

pub(super) fn basis_differs(code: &str, found: &str, lang: Lang) -> Text {
    let (code, found) = (quoted(code), quoted(found));
    Text {
        message: say!(
            lang,
            "Căn cứ (basis) của {code} dẫn mục {found}.",
            "The basis of {code} names the item {found}.",
        ),
        help: say!(
            lang,
            "Sửa mục trong basis hoặc sửa mã; nếu quyết định đánh số khác thì ghi cả hai, ví dụ \"mục 1.2 (ở đây 1.3)\".",
            "Correct the item or the code; where the decision numbers differently, give both, such as \"mục 1.2 (ở đây 1.3)\".",
        ),
    }
}

pub(super) fn example_applies(code: &str, computed: Option<&Number>, lang: Lang) -> Text {
    let code = quoted(code);
    let message = match computed {
        Some(points) => {
            let points = amount(points, lang);
            say!(
                lang,
                "Ví dụ ghi tiêu chí {code} không đánh giá, nhưng tính ra {points} điểm.",
                "The example says that criterion {code} does not apply, but the rule gives {points} points.",
            )
        }
        None => say!(
            lang,
            "Ví dụ ghi điểm cho tiêu chí {code}, nhưng theo số liệu thì tiêu chí này không đánh giá.",
            "The example gives points for criterion {code}, but by its data the criterion does not apply.",
        ),
    };
    Text {
        message,
        help: say!(
            lang,
            "Đối chiếu với quyết định: sửa when_zero của tiêu chí, hoặc ghi \"not-applicable\" trong ví dụ.",
            "Compare with the decision: correct when_zero of the criterion, or write \"not-applicable\" in the example.",
        ),
    }
}

pub(super) fn example_class(index: &Number, expected: &str, computed: Option<&str>, lang: Lang) -> Text {
    let (index, expected) = (amount(index, lang), quoted(expected));
    let computed = match computed.map(quoted) {
        Some(class) => say!(lang, "là loại {class}", "is {class}"),
        None => say!(lang, "không thuộc loại nào", "is in no class"),
    };
    Text {
        message: say!(
            lang,
            "Ví dụ ghi chỉ số {index} là loại {expected}, nhưng theo bộ tiêu chí thì {computed}.",
            "The example says that the index {index} is {expected}, but by the set it {computed}.",
        ),
        help: say!(
            lang,
            "Đối chiếu mốc các loại, compare và decimals với quyết định; sửa ở đó, hoặc sửa ví dụ.",
            "Compare the edges of the classes, compare and decimals with the decision; correct them, or the example.",
        ),
    }
}

pub(super) fn example_published(index: &Number, expected: &Number, computed: &Number, lang: Lang) -> Text {
    let [index, expected, computed] = [index, expected, computed].map(|value| amount(value, lang));
    Text {
        message: say!(
            lang,
            "Ví dụ ghi chỉ số {index} được công bố là {expected}, nhưng làm tròn theo bộ tiêu chí thì được {computed}.",
            "The example says that the index {index} is published as {expected}, but rounded as the set says it is {computed}.",
        ),
        help: say!(
            lang,
            "Đối chiếu decimals và rounding trong [scoring] với quyết định, hoặc sửa ví dụ.",
            "Compare decimals and rounding in [scoring] with the decision, or correct the example.",
        ),
    }
}
