//! Findings about sets that start from others, and about which set is in force.

use super::{Lang, Text, list, plural, quoted, say};

pub(super) fn unknown(name: &str, close: Option<&str>, lang: Lang) -> Text {
    let name = quoted(name);
    let help = match close.map(quoted) {
        Some(close) => {
            say!(lang, "Có thể là {close}. Sửa lại tên.", "The closest is {close}. Correct the name.")
        }
        None => say!(
            lang,
            "Đặt tệp của bộ gốc cạnh tệp này (UTF-8, đuôi .toml), hoặc ghi mã của một bộ có sẵn; xem: parindex criteria list.",
            "Put the file of that set beside this one (UTF-8, ending .toml), or name a carried set; see: parindex criteria list."
        ),
    };
    Text {
        message: say!(
            lang,
            "Không đọc được bộ gốc {name}: không có tệp đó cạnh tệp này, cũng không có bộ có sẵn mang mã đó.",
            "The set {name} from which this one starts cannot be read: there is no such file beside it and no such carried set."
        ),
        help,
    }
}

pub(super) fn fault(file: &str, errors: usize, lang: Lang) -> Text {
    let (file, noun) = (quoted(file), plural(errors, "error", "errors"));
    Text {
        message: say!(
            lang,
            "Bộ gốc {file} có {errors} lỗi, nên bộ này chưa kiểm tra được.",
            "The set {file} from which this one starts has {errors} {noun}, so this one cannot be checked."
        ),
        help: say!(
            lang,
            "Chạy parindex criteria check với bộ gốc, sửa các lỗi ở đó trước.",
            "Run parindex criteria check on that set, and mend it first."
        ),
    }
}

pub(super) fn circle(files: &[String], lang: Lang) -> Text {
    let files = super::joined(files, " → ");
    Text {
        message: say!(
            lang,
            "Các bộ tiêu chí lấy nhau làm gốc thành vòng, hoặc quá 8 bộ nối tiếp: {files}.",
            "Sets start from each other in a circle, or more than 8 of them follow each other: {files}."
        ),
        help: say!(
            lang,
            "Bỏ extends ở một bộ trong vòng đó: phải có một bộ ghi đầy đủ, không lấy bộ nào làm gốc.",
            "Delete extends in one of them: one set must be written in full and start from none."
        ),
    }
}

pub(super) fn without_effect(code: &str, lang: Lang) -> Text {
    let code = quoted(code);
    Text {
        message: say!(
            lang,
            "Phần của mã {code} ghi đúng như bộ gốc, nên không thay đổi gì.",
            "The entry of {code} says what the set from which this one starts says already, so it changes nothing."
        ),
        help: say!(
            lang,
            "So với quyết định: sửa giá trị cần thay đổi, hoặc xóa phần này.",
            "Compare with the decision: correct the value that was to change, or delete the entry."
        ),
    }
}

pub(super) fn exempts_block(block: &str, known: &[String], lang: Lang) -> Text {
    let (block, names) = (quoted(block), list(known));
    let help = if known.is_empty() {
        say!(
            lang,
            "Khai báo khối bằng [[block]], hoặc dùng kind (loại hình trong danh sách đơn vị).",
            "Declare the blocks by [[block]], or use kind as in the register of units."
        )
    } else {
        say!(lang, "Ghi một trong các khối: {names}.", "Write one of these: {names}.")
    };
    Text {
        message: say!(
            lang,
            "Phần [[exemption]] ghi khối {block}, nhưng bộ tiêu chí không có khối này.",
            "The [[exemption]] names the block {block}, which the criteria set does not have."
        ),
        help,
    }
}

pub(super) fn nobody_of_kind(kind: &str, known: &[String], lang: Lang) -> Text {
    let (kind, names) = (quoted(kind), list(known));
    let help = if known.is_empty() {
        say!(
            lang,
            "Thêm cột kind (Loại hình) vào danh sách đơn vị, hoặc ghi blocks thay cho kind trong bộ tiêu chí.",
            "Add a column kind to the register, or use blocks for kind in the criteria set."
        )
    } else {
        say!(
            lang,
            "Danh sách có các loại hình: {names}. Sửa lại cho khớp, ở danh sách hoặc ở bộ tiêu chí.",
            "The register has these kinds: {names}. Make the two agree, in the register or in the criteria set."
        )
    };
    Text {
        message: say!(
            lang,
            "Bộ tiêu chí miễn tiêu chí cho loại hình {kind}, nhưng không đơn vị nào trong danh sách thuộc loại này.",
            "The criteria set exempts units of the kind {kind}, but the register has none of them."
        ),
        help,
    }
}

pub(super) fn exempts_nobody(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Phần [[exemption]] không ghi blocks hay kind, nên không rõ miễn cho đơn vị nào.",
            "The [[exemption]] has neither blocks nor kind, so that it is not clear whom it is for."
        ),
        help: say!(
            lang,
            "Thêm blocks = [\"…\"] (khối) hoặc kind = \"…\" (loại hình trong danh sách đơn vị).",
            "Add blocks = [\"…\"], or kind = \"…\" as in the register of units."
        ),
    }
}

pub(super) fn on_day(day: &str, sets: &[String], several: bool, lang: Lang) -> Text {
    let sets = list(sets);
    let message = if several {
        say!(
            lang,
            "Ngày {day} có nhiều bộ tiêu chí cùng có hiệu lực: {sets}.",
            "On {day} several criteria sets are in force: {sets}."
        )
    } else {
        say!(
            lang,
            "Ngày {day} không có bộ tiêu chí nào có hiệu lực: {sets}.",
            "On {day} none of the criteria sets is in force: {sets}."
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Sửa date trong round.toml, hoặc in_force trong tệp bộ tiêu chí, để đúng một bộ có hiệu lực vào ngày đó.",
            "Correct date in round.toml, or in_force in the criteria files, so that exactly one is in force on that day."
        ),
    }
}

pub(super) fn no_day(sets: &[String], lang: Lang) -> Text {
    let sets = list(sets);
    Text {
        message: say!(
            lang,
            "Đợt chấm điểm ghi nhiều bộ tiêu chí nhưng không ghi ngày: {sets}.",
            "The round names several criteria sets and no day: {sets}."
        ),
        help: say!(
            lang,
            "Thêm dòng date = 2025-12-15 (ngày lấy làm mốc chấm điểm); bộ nào có hiệu lực vào ngày đó thì được dùng.",
            "Add a line date = 2025-12-15, the day as of which the round scores; the set in force on that day is used."
        ),
    }
}
