//! Findings about the register itself.

use super::{Lang, Text, joined, list, quoted, say};

pub(super) fn listed_twice(first: &str, lang: Lang) -> Text {
    let first = quoted(first);
    Text {
        message: say!(
            lang,
            "Đơn vị này đã có trong danh sách tại {first}; dòng này không được tính.",
            "The register already lists this unit at {first}; this row does not count.",
        ),
        help: say!(
            lang,
            "Gộp hai dòng thành một; nếu là hai đơn vị khác nhau thì ghi tên đầy đủ, khác nhau.",
            "Make one row of the two; if they are two units, write full names that differ.",
        ),
    }
}

pub(super) fn nameless(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Dòng này của danh sách không có tên đơn vị nên không được tính.",
            "This row of the register has no name of a unit and does not count.",
        ),
        help: say!(
            lang,
            "Ghi tên đơn vị vào ô này, hoặc xóa cả dòng.",
            "Write the unit's name in this cell, or delete the row.",
        ),
    }
}

pub(super) fn shared_name(name: &str, others: &[String], lang: Lang) -> Text {
    let (name, others) = (quoted(name), list(others));
    Text {
        message: say!(
            lang,
            "Trong danh sách, {name} cũng là tên của đơn vị khác: {others}.",
            "In the register {name} is a name of another unit too: {others}.",
        ),
        help: say!(
            lang,
            "Để tên này ở một đơn vị thôi; bảng ghi tên đó hiện không biết là của đơn vị nào.",
            "Leave this name to one unit; whose a table under that name is cannot be told now.",
        ),
    }
}

pub(super) fn former_is_current(name: &str, bearers: &[String], lang: Lang) -> Text {
    let (name, bearers) = (quoted(name), list(bearers));
    Text {
        message: say!(
            lang,
            "Tên cũ {name} cũng là tên hiện nay của đơn vị khác: {bearers}.",
            "The former name {name} is the name of another unit today: {bearers}.",
        ),
        help: say!(
            lang,
            "Bảng ghi tên {name} được tính cho đơn vị hiện nay mang tên đó. Xem các bảng ghi tên này có \
             phải do đơn vị cũ gửi không.",
            "A table under the name {name} counts for the unit that bears it today. Look whether the former \
             unit sent any of them.",
        ),
    }
}

pub(super) fn code_twice(code: &str, first: &str, lang: Lang) -> Text {
    let (code, first) = (quoted(code), quoted(first));
    Text {
        message: say!(
            lang,
            "Mã đơn vị {code} đã dùng tại {first}.",
            "The unit code {code} is already used at {first}.",
        ),
        help: say!(
            lang,
            "Ghi mã riêng cho từng đơn vị; nếu là một đơn vị ghi hai lần thì xóa một dòng.",
            "Give each unit a code of its own; if it is one unit listed twice, delete one row.",
        ),
    }
}

pub(super) fn unknown_exemption(typed: &str, close: Option<&str>, lang: Lang) -> Text {
    let typed = quoted(typed);
    let help = match close.map(quoted) {
        Some(close) => say!(
            lang,
            "Có thể là {close}. Sửa mã trong ô này; nhiều mã cách nhau bằng dấu chấm phẩy.",
            "The closest is {close}. Correct the code in this cell; several codes are divided by semicolons.",
        ),
        None => say!(
            lang,
            "Ghi mã của bộ tiêu chí; nhiều mã cách nhau bằng dấu chấm phẩy, ví dụ 1.2; 3.1.",
            "Write codes of the criteria set, several divided by semicolons, such as 1.2; 3.1.",
        ),
    };
    Text {
        message: say!(
            lang,
            "Danh sách miễn {typed} cho đơn vị, nhưng bộ tiêu chí không có mã này; chưa miễn gì.",
            "The register exempts the unit from {typed}, but the set has no such code; nothing is exempted.",
        ),
        help,
    }
}

pub(super) fn ambiguous_exemption(typed: &str, candidates: &[String], lang: Lang) -> Text {
    let (typed, candidates) = (quoted(typed), joined(candidates, ", "));
    Text {
        message: say!(
            lang,
            "Số {typed} trong ô có thể là mã {candidates} đã bị bảng tính bỏ số 0; chưa miễn gì.",
            "The number {typed} may be any of the codes {candidates}, as a spreadsheet drops the 0; nothing \
             is exempted.",
        ),
        help: say!(
            lang,
            "Đặt định dạng ô là Văn bản rồi gõ lại mã.",
            "Format the cell as text, then type the code again.",
        ),
    }
}

pub(super) fn exempt_field(fields: &[String], all: bool, lang: Lang) -> Text {
    let fields = list(fields);
    let message = if all {
        say!(
            lang,
            "Danh sách miễn toàn bộ tiêu chí cho đơn vị, nên đơn vị không có thang điểm và chỉ số.",
            "The register exempts the unit from every criterion, so that it has no scale and no index.",
        )
    } else {
        say!(
            lang,
            "Danh sách miễn cho đơn vị mọi tiêu chí của lĩnh vực {fields}; lĩnh vực đó không có chỉ số.",
            "The register exempts the unit from everything in the field {fields}, which then has no index.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Nếu đúng theo quyết định thì để nguyên; nếu không, chỉ ghi mã các tiêu chí thật sự không áp dụng.",
            "If the decision says so, leave it; if not, list only the codes that really do not apply.",
        ),
    }
}
