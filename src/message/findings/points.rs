//! Findings about points cells, maxima and totals.

use super::super::Scorer;
use super::{Lang, Number, Text, amount, plural, points_en, quoted, say};
use crate::message::decimal_sign;

/// Most ranges that are shown of what a rule can give.
const MOST_RANGES: usize = 8;

pub(super) fn not_a_number(typed: &str, lang: Lang) -> Text {
    let is_day = typed.len() == 10 && typed.split('/').map(str::len).eq([2, 2, 4]);
    let typed = quoted(typed);
    if is_day {
        return Text {
            message: say!(
                lang,
                "Ô điểm ghi {typed}, là một ngày chứ không phải điểm.",
                "The points cell holds {typed}, a day and no points.",
            ),
            help: say!(
                lang,
                "Có thể bảng tính đã tự đổi số thành ngày (1.5 thành ngày 1 tháng 5): đổi ô sang kiểu số (Number) rồi gõ lại điểm.",
                "Perhaps the spreadsheet made a day of the number (of 1.5 the first of May): format the cell as Number \
                 and type the points again.",
            ),
        };
    }
    Text {
        message: say!(
            lang,
            "Ô điểm ghi {typed}, không phải là số.",
            "The points cell holds {typed}, not a number."
        ),
        help: say!(
            lang,
            "Chỉ nhập một số vào ô này, ví dụ 0,5; lời giải thích ghi ở cột ghi chú.",
            "Enter just a number, such as 0.5; put explanations into the column for notes.",
        ),
    }
}

pub(super) fn split(number: Option<&str>, fields: u32, heads: u32, lang: Lang) -> Text {
    let Some(number) = number.map(quoted) else { return wide(fields, heads, lang) };
    Text {
        message: say!(
            lang,
            "Dòng này có {fields} ô, dòng tiêu đề có {heads}: số {number} dùng dấu phẩy thập phân nên bị tách thành \
             hai ô.",
            "This row has {fields} fields and the head {heads}: the decimal comma of {number} divides it into two \
             cells.",
        ),
        help: say!(
            lang,
            "Đặt số trong dấu ngoặc kép (\"0,5\"), viết bằng dấu chấm (0.5), hoặc lưu CSV với dấu chấm phẩy (;) giữa \
             các ô.",
            "Put the number in quotation marks (\"0,5\"), write it with a point (0.5), or save the CSV file with \
             semicolons (;) between the cells.",
        ),
    }
}

/// Which cell the comma divides is not known.
fn wide(fields: u32, heads: u32, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Dòng này có {fields} ô, dòng tiêu đề có {heads}: một dấu phẩy đã tách một ô làm hai, nên các ô không \
             còn nằm dưới tiêu đề của mình.",
            "This row has {fields} fields and the head {heads}: a comma divides a cell into two, so that the cells \
             do not stand under their heads.",
        ),
        help: say!(
            lang,
            "Đặt ô có dấu phẩy trong dấu ngoặc kép, hoặc lưu CSV với dấu chấm phẩy (;) giữa các ô.",
            "Put the cell that has a comma in quotation marks, or save the CSV file with semicolons (;) between \
             the cells.",
        ),
    }
}

pub(super) fn formula_error(error: &str, lang: Lang) -> Text {
    let error = quoted(error);
    Text {
        message: say!(
            lang,
            "Công thức trong ô này báo lỗi {error}.",
            "The formula in this cell gives the error {error}."
        ),
        help: say!(
            lang,
            "Sửa công thức, hoặc gõ thẳng số điểm vào ô.",
            "Mend the formula, or type the points into the cell.",
        ),
    }
}

pub(super) fn above_max(points: &Number, max: &Number, lang: Lang) -> Text {
    let (vi, en, be) = (amount(points, lang), points_en(points), verb(points));
    let limit = amount(max, lang);
    let help = if max.is_zero() {
        say!(
            lang,
            "Nhập 0 hoặc để trống ô này, hoặc xem lại điểm tối đa của tiêu chí.",
            "Enter 0 or leave the cell blank, or check the maximum of the criterion.",
        )
    } else {
        say!(
            lang,
            "Nhập điểm từ 0 đến {limit} vào ô này, hoặc xem lại điểm tối đa của tiêu chí.",
            "Enter points from 0 to {limit} in this cell, or check the maximum of the criterion.",
        )
    };
    Text {
        message: say!(lang, "Điểm {vi} vượt điểm tối đa {limit}.", "{en} {be} above the maximum of {limit}."),
        help,
    }
}

pub(super) fn below_min(points: &Number, min: &Number, lang: Lang) -> Text {
    let (vi, en, be) = (amount(points, lang), points_en(points), verb(points));
    let limit = amount(min, lang);
    Text {
        message: say!(
            lang,
            "Điểm {vi} thấp hơn điểm thấp nhất {limit}.",
            "{en} {be} below the lowest value of {limit}.",
        ),
        help: say!(
            lang,
            "Nhập điểm từ {limit} trở lên vào ô này, hoặc xem lại cách chấm của tiêu chí.",
            "Enter points from {limit} upwards in this cell, or check how the criterion is scored.",
        ),
    }
}

pub(super) fn computed_above_max(points: &Number, max: &Number, lang: Lang) -> Text {
    let (vi, en, limit) = (amount(points, lang), points_en(points), amount(max, lang));
    Text {
        message: say!(
            lang,
            "Tính từ số liệu kê khai được {vi} điểm, vượt điểm tối đa {limit}.",
            "The declared data give {en}, above the maximum of {limit}.",
        ),
        help: check_data(lang),
    }
}

pub(super) fn computed_below_min(points: &Number, min: &Number, lang: Lang) -> Text {
    let (vi, en, limit) = (amount(points, lang), points_en(points), amount(min, lang));
    Text {
        message: say!(
            lang,
            "Tính từ số liệu kê khai được {vi} điểm, thấp hơn điểm thấp nhất {limit}.",
            "The declared data give {en}, below the lowest value of {limit}.",
        ),
        help: check_data(lang),
    }
}

fn check_data(lang: Lang) -> String {
    say!(
        lang,
        "Kiểm tra các số liệu kê khai của tiêu chí; nếu số liệu đúng, báo cơ quan quản lý bộ tiêu chí xem lại \
         cách tính.",
        "Check the data declared for the criterion; if they are right, ask the keeper of the criteria set \
         to check the formula.",
    )
}

pub(super) fn off_step(points: &Number, step: &Number, lang: Lang) -> Text {
    let (points, step) = (amount(points, lang), amount(step, lang));
    Text {
        message: say!(
            lang,
            "Điểm {points} không đúng bước chấm {step} của tiêu chí.",
            "The points {points} lie between two steps of {step}.",
        ),
        help: say!(
            lang,
            "Nhập lại điểm theo các mức cách nhau đúng {step}.",
            "Enter points on a level; the levels are exactly {step} apart.",
        ),
    }
}

pub(super) fn unreachable(points: &Number, possible: &[(Number, Number)], lang: Lang) -> Text {
    let (vi, en) = (amount(points, lang), points_en(points));
    if possible.is_empty() {
        return Text {
            message: say!(
                lang,
                "Theo cách tính điểm, tiêu chí này không có mức {vi} điểm.",
                "The rule of this criterion cannot give {en}.",
            ),
            help: say!(
                lang,
                "Xem lại cách chấm của tiêu chí trong bộ tiêu chí rồi nhập lại điểm.",
                "Look up how the criterion is scored and enter the points again.",
            ),
        };
    }
    let levels = ranges(possible, lang);
    let near = nearest(points, possible, lang);
    Text {
        message: say!(
            lang,
            "Theo cách tính điểm, tiêu chí này không có mức {vi} điểm; chỉ có: {levels}.",
            "The rule of this criterion cannot give {en}, only: {levels}.",
        ),
        help: say!(
            lang,
            "Nhập một trong các mức điểm đó (gần nhất: {near}), hoặc xem lại cách chấm của tiêu chí.",
            "Enter one of these values (closest: {near}), or look up how the criterion is scored.",
        ),
    }
}

/// `0; 0,5; từ 2,4 đến 3`.
fn ranges(possible: &[(Number, Number)], lang: Lang) -> String {
    let range = |(low, high): &(Number, Number)| {
        let (from, to) = (amount(low, lang), amount(high, lang));
        if low == high { from } else { say!(lang, "từ {from} đến {to}", "from {from} to {to}") }
    };
    let mut texts: Vec<String> = possible.iter().take(MOST_RANGES).map(range).collect();
    if possible.len() > MOST_RANGES {
        texts.push("…".to_owned());
    }
    texts.join("; ")
}

/// The closest possible value below and the closest above.
fn nearest(points: &Number, possible: &[(Number, Number)], lang: Lang) -> String {
    let below = possible.iter().map(|(_, high)| high).filter(|high| *high < points).max();
    let above = possible.iter().map(|(low, _)| low).filter(|low| *low > points).min();
    let texts: Vec<String> = below.into_iter().chain(above).map(|value| amount(value, lang)).collect();
    texts.join("; ")
}

pub(super) fn disagree(claimed: &Number, computed: &Number, lang: Lang) -> Text {
    let (claimed, computed) = (amount(claimed, lang), amount(computed, lang));
    Text {
        message: say!(
            lang,
            "Điểm ghi trong bảng là {claimed}, nhưng tính từ số liệu kê khai được {computed}.",
            "The table says {claimed} points, but the declared data give {computed}.",
        ),
        help: say!(
            lang,
            "Kiểm tra số liệu kê khai; nếu số liệu đúng, sửa điểm theo kết quả tính.",
            "Check the declared data; if they are right, change the points to the computed ones.",
        ),
    }
}

pub(super) fn nothing_arose(claimed: &Number, lang: Lang) -> Text {
    let claimed = amount(claimed, lang);
    Text {
        message: say!(
            lang,
            "Bảng ghi điểm {claimed}, nhưng theo số liệu kê khai thì không phát sinh, tiêu chí không đánh giá.",
            "The table says {claimed} points, but by the declared data nothing arose and the criterion does not apply.",
        ),
        help: say!(
            lang,
            "Xóa điểm ở ô này; nếu có phát sinh thì sửa số liệu kê khai.",
            "Delete the points in this cell; if something did arise, correct the declared data.",
        ),
    }
}

pub(super) fn max_differs(found: &str, expected: &Number, lang: Lang) -> Text {
    let is_number = found.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let found = quoted(&if is_number { decimal_sign(found, lang) } else { found.to_owned() });
    let expected = amount(expected, lang);
    Text {
        message: say!(
            lang,
            "Điểm tối đa ghi trong bảng là {found}, theo bộ tiêu chí là {expected}.",
            "The table says {found} as the maximum, the criteria set says {expected}.",
        ),
        help: say!(
            lang,
            "Sửa điểm tối đa trong bảng thành {expected}; nếu quyết định ghi khác, báo cơ quan quản lý bộ \
             tiêu chí.",
            "Change it to {expected}; if the decision says otherwise, tell the keeper of the criteria set.",
        ),
    }
}

pub(super) fn total_differs(found: &Number, computed: &Number, texts: &str, lang: Lang) -> Text {
    let (found, computed) = (amount(found, lang), amount(computed, lang));
    let message = say!(
        lang,
        "Tổng ghi trong bảng là {found}, nhưng cộng các tiêu chí được {computed}.",
        "The total in the table is {found}, but the criteria add up to {computed}.",
    );
    if texts.is_empty() {
        let help = say!(
            lang,
            "Kiểm tra có dòng nào bị sót hoặc sửa nhầm không, rồi đặt lại công thức cộng trong ô này.",
            "Check whether a row was left out or changed, and put a sum formula back into this cell.",
        );
        return Text { message, help };
    }
    Text {
        message: say!(
            lang,
            "{message} Công thức cộng bỏ qua điểm ghi dạng chữ ở ô {texts}.",
            "{message} A sum formula passes over points that are stored as text in {texts}.",
        ),
        help: say!(
            lang,
            "Gõ lại các ô {texts} thành số (chỉ chữ số, không kèm chữ hay dấu cách).",
            "Type the cells {texts} again as numbers (digits only).",
        ),
    }
}

pub(super) fn missing(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tiêu chí này chưa có điểm nên đang tính 0 điểm.",
            "This criterion has no points and counts 0 for now.",
        ),
        help: say!(
            lang,
            "Nhập điểm vào ô này: không đạt thì nhập 0, không áp dụng thì ghi “Không áp dụng”.",
            "Enter the points: 0 where nothing was achieved, “N/A” where the criterion does not apply.",
        ),
    }
}

pub(super) fn missing_survey(count: usize, left_out: bool, lang: Lang) -> Text {
    if left_out {
        let criteria = plural(
            count,
            "criterion has no survey points and leaves",
            "criteria have no survey points and leave",
        );
        return Text {
            message: say!(
                lang,
                "{count} tiêu chí của đơn vị chưa có điểm điều tra xã hội học nên theo bộ tiêu chí được bỏ khỏi thang điểm; phần còn lại được quy đổi.",
                "{count} {criteria} the unit's scale, as the criteria say; the rest makes the whole.",
            ),
            help: say!(
                lang,
                "Nếu đơn vị có điều tra xã hội học, bổ sung kết quả rồi chạy lại.",
                "If there was a survey of the unit, add its results and run again.",
            ),
        };
    }
    let criteria = plural(
        count,
        "criterion has no survey points and counts",
        "criteria have no survey points and count",
    );
    Text {
        message: say!(
            lang,
            "{count} tiêu chí của đơn vị chưa có điểm điều tra xã hội học nên đang tính 0 điểm.",
            "{count} {criteria} 0 for now.",
        ),
        help: say!(
            lang,
            "Bổ sung kết quả điều tra xã hội học của đơn vị rồi chạy lại.",
            "Add the survey results of the unit and run again.",
        ),
    }
}

pub(super) fn missing_appraisal(count: usize, lang: Lang) -> Text {
    let criteria = plural(
        count,
        "criterion has no appraised points and counts",
        "criteria have no appraised points and count",
    );
    Text {
        message: say!(
            lang,
            "{count} tiêu chí của đơn vị chưa có điểm thẩm định nên đang tính 0 điểm.",
            "{count} {criteria} 0 for now.",
        ),
        help: say!(
            lang,
            "Bổ sung điểm thẩm định rồi chạy lại, hoặc thêm --by self để xem kết quả theo điểm tự chấm.",
            "Add the appraised points and run again, or use --by self for results by self scores.",
        ),
    }
}

pub(super) fn not_yours(scorer: Scorer, lang: Lang) -> Text {
    let message = match scorer {
        Scorer::Unit => say!(
            lang,
            "Tiêu chí này do đơn vị tự chấm trước.",
            "This criterion is first scored by the unit itself.",
        ),
        Scorer::Council => say!(
            lang,
            "Tiêu chí này do hội đồng thẩm định chấm, đơn vị không tự chấm.",
            "This criterion is scored by the council, not by the unit.",
        ),
        Scorer::Survey => say!(
            lang,
            "Tiêu chí này chấm bằng điều tra xã hội học, đơn vị không tự chấm.",
            "This criterion is scored by a survey, not by the unit.",
        ),
    };
    let help = match scorer {
        Scorer::Unit => say!(
            lang,
            "Chuyển số này sang cột điểm tự chấm.",
            "Move the number to the column of self scores.",
        ),
        Scorer::Council | Scorer::Survey => say!(
            lang,
            "Xóa điểm đã nhập và để trống ô này.",
            "Delete the unit's number and leave this cell blank.",
        ),
    };
    Text { message, help }
}

pub(super) fn not_surveyed(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tiêu chí này không chấm bằng điều tra xã hội học nhưng có điểm hoặc câu trả lời điều tra.",
            "No survey scores this criterion, but there are survey points or answers for it.",
        ),
        help: say!(
            lang,
            "Chuyển số này sang cột điểm tự chấm hoặc điểm thẩm định, hoặc xóa nếu nhập nhầm dòng.",
            "Move the number to the column of self or appraised points, or delete it if it is in the wrong \
             row.",
        ),
    }
}

/// `is` for one point, else `are`.
fn verb(points: &Number) -> &'static str {
    if *points == Number::from(1) { "is" } else { "are" }
}
