//! Findings about units, against the register and the batch.

use super::{Lang, Text, list, quoted, say};

pub(super) fn no_name(count: usize, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Có {count} dòng hoặc cột ghi điểm nhưng không ghi tên đơn vị; điểm ở đó không được tính.",
            "There are rows or columns with points and without the name of a unit ({count}); the points do not count.",
        ),
        help: say!(
            lang,
            "Ghi tên đơn vị vào từng dòng (hoặc đầu từng cột), kể cả khi dòng trên đã ghi.",
            "Write the name of the unit into each row (or over each column), also where the row above has it.",
        ),
    }
}

pub(super) fn unknown(name: &str, close: &[String], lang: Lang) -> Text {
    let (name, names) = (quoted(name), list(close));
    let help = if close.is_empty() {
        say!(
            lang,
            "Sửa tên đơn vị trong tệp cho đúng, hoặc thêm đơn vị vào danh sách đơn vị.",
            "Correct the unit's name in the file, or add the unit to the register.",
        )
    } else {
        say!(
            lang,
            "Tên gần giống: {names}. Sửa tên trong tệp, hoặc ghi tên này vào cột aliases của đơn vị trong \
             danh sách.",
            "Close names: {names}. Correct the name in the file, or add it to the unit's aliases in the \
             register.",
        )
    };
    Text {
        message: say!(
            lang,
            "Đơn vị {name} không có trong danh sách đơn vị.",
            "The unit {name} is not in the register of units.",
        ),
        help,
    }
}

pub(super) fn ambiguous(name: &str, candidates: &[String], lang: Lang) -> Text {
    let (name, names) = (quoted(name), list(candidates));
    Text {
        message: say!(
            lang,
            "Tên {name} có thể là một trong nhiều đơn vị: {names}.",
            "The name {name} may be any of several units: {names}.",
        ),
        help: say!(
            lang,
            "Ghi đầy đủ tên đơn vị, kể cả chữ xã, phường, đặc khu, hoặc ghi tên này vào cột aliases của \
             đúng một đơn vị.",
            "Write the unit's full name with xã, phường or đặc khu, or add this name to the aliases of \
             exactly one unit.",
        ),
    }
}

pub(super) fn duplicate(first: &str, lang: Lang) -> Text {
    let first = quoted(first);
    Text {
        message: say!(lang, "Đơn vị này đã có tại {first}.", "This unit already stands at {first}.",),
        help: say!(
            lang,
            "Giữ lại bản đúng và bỏ bản kia; nếu là hai đơn vị khác nhau thì sửa lại tên.",
            "Keep the right one and remove the other; if they are two units, correct the name of one.",
        ),
    }
}

pub(super) fn missing(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Đơn vị có tên trong danh sách nhưng chưa gửi bảng điểm.",
            "The unit is listed but has sent no score table.",
        ),
        help: say!(
            lang,
            "Đề nghị đơn vị gửi bảng điểm, hoặc kiểm tra tên đơn vị trong các tệp đã nhận; đơn vị chưa gửi \
             không được xếp hạng.",
            "Ask the unit for its table, or check the names in the files received; a unit that sent \
             nothing is not ranked.",
        ),
    }
}

pub(super) fn unknown_block(block: &str, known: &[String], lang: Lang) -> Text {
    let (block, names) = (quoted(block), list(known));
    let help = if known.is_empty() {
        say!(
            lang,
            "Để trống cột block của đơn vị trong danh sách, hoặc khai báo khối trong bộ tiêu chí.",
            "Leave the unit's block blank in the register, or declare the block in the criteria set.",
        )
    } else {
        say!(
            lang,
            "Ghi vào cột block của đơn vị trong danh sách một trong các khối: {names}.",
            "Write one of these into the unit's block column of the register: {names}.",
        )
    };
    Text {
        message: say!(lang, "Bộ tiêu chí không có khối {block}.", "The criteria set has no block {block}."),
        help,
    }
}

pub(super) fn missing_block(known: &[String], lang: Lang) -> Text {
    let names = list(known);
    Text {
        message: say!(
            lang,
            "Bộ tiêu chí xếp hạng theo khối nhưng đơn vị này chưa thuộc khối nào.",
            "The criteria set ranks by block, and this unit is in none.",
        ),
        help: say!(
            lang,
            "Ghi khối của đơn vị vào cột block của danh sách đơn vị: {names}.",
            "Write the unit's block into the block column of the register: {names}.",
        ),
    }
}
