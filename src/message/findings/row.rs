//! Findings about the rows of a form, against the criteria set.

use super::amount;
use super::{Detail, Lang, Text, list, quoted, say};
use crate::message::counted;
use crate::points::Number;

pub(super) fn unknown(typed: &str, close: Option<&str>, lang: Lang) -> Text {
    let typed = quoted(typed);
    let help = match close.map(quoted) {
        Some(close) => say!(
            lang,
            "Có thể là {close}. Sửa mã hoặc tên theo bộ tiêu chí, hoặc xóa dòng nếu không thuộc bộ tiêu \
             chí này.",
            "The closest is {close}. Correct the code or name, or delete the row if it does not belong to \
             this set.",
        ),
        None => say!(
            lang,
            "Sửa mã hoặc tên theo bộ tiêu chí, xóa dòng thừa, hoặc kiểm tra có dùng đúng bộ tiêu chí của \
             năm nay không.",
            "Correct the code or name, delete the row, or check that this year's criteria set is the one \
             in use.",
        ),
    };
    Text {
        message: say!(
            lang,
            "Bộ tiêu chí không có tiêu chí {typed}.",
            "The criteria set has no criterion {typed}.",
        ),
        help,
    }
}

pub(super) fn duplicate(first: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tiêu chí này đã có một dòng khác, tại ô {first}.",
            "This criterion already has another row, at cell {first}.",
        ),
        help: say!(
            lang,
            "Giữ lại dòng đúng và xóa dòng kia; nếu là hai tiêu chí khác nhau thì sửa lại mã.",
            "Keep the right row and delete the other; if they are two criteria, correct the code.",
        ),
    }
}

pub(super) fn repeated_table(first: &str, count: usize, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Từ dòng này, {count} tiêu chí đã có ở bảng phía trên (bắt đầu từ ô {first}) lại xuất hiện lần nữa; chỉ bảng phía trên được tính.",
            "From this row on, {count} criteria that the table above has (from cell {first} on) stand once more; only \
             the table above counts.",
        ),
        help: say!(
            lang,
            "Nếu là bảng của đơn vị khác: ghi “Đơn vị: …” phía trên bảng đó, hoặc chuyển sang trang tính riêng. Nếu là bản sao: xóa đi.",
            "If the table is another unit's: write “Đơn vị: …” above it, or move it to a sheet of its own. If it is \
             a copy: delete it.",
        ),
    }
}

pub(super) fn columns_aside(head: &str, column: &str, rows: (u32, u32), by: i64, lang: Lang) -> Text {
    let (head, (first, last), count) = (quoted(head), rows, by.unsigned_abs());
    let rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let side = match (lang, by > 0) {
        (Lang::Vi, true) => "phải",
        (Lang::Vi, false) => "trái",
        (Lang::En, true) => "right",
        (Lang::En, false) => "left",
    };
    let columns = counted(usize::try_from(count).unwrap_or_default(), "column");
    Text {
        message: say!(
            lang,
            "Cột {head} không chứa mã tiêu chí; mã tiêu chí nằm ở cột {column}. Bảng này chưa được đọc.",
            "The column {head} does not hold the codes of criteria; they stand in column {column}. The table was not \
             read.",
        ),
        help: say!(
            lang,
            "Chuyển tất cả các ô tiêu đề (dòng {rows}) sang {side} {count} cột, hoặc chuyển các ô bên dưới ngược lại, để tiêu đề khớp với cột.",
            "{}",
            format!(
                "Move all cells of the head (row {rows}) {columns} to the {side}, or the cells below the other way, \
                 so that each head stands over its column."
            )
        ),
    }
}

pub(super) fn no_criterion(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Dòng này có điểm nhưng không có mã và tên tiêu chí; điểm ở đây không được tính.",
            "This row has points and neither the code nor the name of a criterion; the points do not count.",
        ),
        help: say!(
            lang,
            "Ghi mã và tên tiêu chí; nếu các ô điểm đã bị đẩy xuống một dòng thì chuyển về đúng dòng.",
            "Enter code and name; if the points were moved down by a row, move them back.",
        ),
    }
}

pub(super) fn second_head(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Dòng này là một dòng tiêu đề khác với tiêu đề ở đầu bảng; từ đây trở xuống không được đọc.",
            "This row is a head that differs from the one the table begins with; from here on nothing was read.",
        ),
        help: say!(
            lang,
            "Sửa tiêu đề cho giống đầu bảng, hoặc chuyển phần này sang một trang tính riêng.",
            "Make the head the same as the first, or move this part to a sheet of its own.",
        ),
    }
}

pub(super) fn row_aside(criterion: &str, lang: Lang) -> Text {
    let criterion = quoted(criterion);
    Text {
        message: say!(
            lang,
            "Các ô của dòng này lệch cột: có vẻ là tiêu chí {criterion} nhưng mã hoặc tên không nằm đúng cột.",
            "The cells of this row stand in the wrong columns: it seems to be criterion {criterion}, but its code or \
             name is not in its column.",
        ),
        help: say!(
            lang,
            "Chuyển các ô của dòng về đúng cột như các dòng khác.",
            "Move the cells of the row under their heads, as in the other rows.",
        ),
    }
}

pub(super) fn throughout(first: &Detail, count: usize, cells: &str, lang: Lang) -> Text {
    let Text { message, help } = first.text(lang);
    let help = match first {
        Detail::DamagedCode { .. } => say!(
            lang,
            "Kiểm tra các ô này; để sửa, đặt các ô mã ở định dạng Text (Văn bản) rồi gõ lại các mã.",
            "Check these cells; to mend them, format them as Text and type the codes again.",
        ),
        Detail::RowAside { .. } => say!(
            lang,
            "Chuyển dòng tiêu đề cho khớp với các cột bên dưới (có thể đã chèn hoặc xóa một ô ở dòng tiêu đề).",
            "Move the heads over their columns (a cell was perhaps inserted or deleted in the row of heads).",
        ),
        Detail::SplitNumber { .. } | Detail::MissingReason { .. } | Detail::NoFirstRound => help,
        _ => say!(
            lang,
            "{help} Nhiều ô cùng một lỗi thường có chung nguyên nhân: kiểm tra dòng tiêu đề, và biểu mẫu có đúng của bộ tiêu chí năm nay không.",
            "{help} So many cells mostly have one cause: check the heads, and whether the form is this year's.",
        ),
    };
    Text {
        message: say!(
            lang,
            "{message} Tất cả có {count} ô như vậy: {cells}.",
            "{message} There are {count} such cells: {cells}.",
        ),
        help,
    }
}

pub(super) fn missing(name: &str, max: &Number, after: Option<&(String, String)>, lang: Lang) -> Text {
    let (name, max) = (quoted(name), amount(max, lang));
    let place = after.map(|(cell, code)| {
        say!(
            lang,
            "; dòng này đứng sau dòng của tiêu chí {code} (ô {cell})",
            "; it belongs behind the row of {code} (cell {cell})"
        )
    });
    let place = place.unwrap_or_default();
    Text {
        message: say!(
            lang,
            "Bảng thiếu tiêu chí {name} (điểm tối đa {max}){place}.",
            "The table has no row for the criterion {name} (maximum {max}){place}.",
        ),
        help: say!(
            lang,
            "Thêm lại dòng (hoặc cột) này với mã, tên, điểm tối đa theo bộ tiêu chí rồi nhập điểm.",
            "Put the row (or column) back with its code, name and maximum as in the criteria set, and enter the \
             points.",
        ),
    }
}

pub(super) fn ambiguous(typed: &str, candidates: &[String], lang: Lang) -> Text {
    let (typed, names) = (quoted(typed), list(candidates));
    Text {
        message: say!(
            lang,
            "Không xác định được dòng {typed} là tiêu chí nào: {names}.",
            "It is not certain which criterion the row {typed} is: {names}.",
        ),
        help: say!(
            lang,
            "Ghi đúng cả mã và tên tiêu chí; đặt cột mã ở định dạng Text (Văn bản) để 1.10 không biến \
             thành 1.1.",
            "Write both code and name as in the set; format the code column as Text so that 1.10 does not \
             become 1.1.",
        ),
    }
}

pub(super) fn damaged_code(typed: &str, code: &str, lang: Lang) -> Text {
    let (typed, code) = (quoted(typed), quoted(code));
    Text {
        message: say!(
            lang,
            "Mã {typed} đã bị bảng tính tự đổi; dòng này được hiểu là tiêu chí {code}.",
            "The spreadsheet changed the code to {typed}; the row was taken as criterion {code}.",
        ),
        help: say!(
            lang,
            "Kiểm tra dòng này; để sửa, đặt cột mã ở định dạng Text (Văn bản) rồi gõ lại {code}.",
            "Check the row; to mend it, format the code column as Text and type {code} again.",
        ),
    }
}

pub(super) fn renamed(found: &str, expected: &str, lang: Lang) -> Text {
    let (found, expected) = (quoted(found), quoted(expected));
    Text {
        message: say!(
            lang,
            "Tên trong bảng là {found}, tên trong bộ tiêu chí là {expected}.",
            "The name in the table is {found}, in the criteria set it is {expected}.",
        ),
        help: say!(
            lang,
            "Kiểm tra đơn vị có dùng biểu của đúng năm và đúng bộ tiêu chí không; nếu chỉ sai chữ thì sửa \
             lại tên.",
            "Check that the unit used the form of this year and this set; if only the wording is off, \
             correct the name.",
        ),
    }
}

pub(super) fn duplicate_head(head: &str, first: &str, lang: Lang) -> Text {
    let head = quoted(head);
    Text {
        message: say!(
            lang,
            "Cột {head} và cột ở ô {first} cùng loại nhưng nội dung khác nhau; chỉ một cột được tính.",
            "The column {head} is of the same kind as the one at cell {first} and has other contents; only one of them counts.",
        ),
        help: say!(
            lang,
            "Xóa cột thừa hoặc đổi tiêu đề cho đúng, ví dụ: Điểm tự chấm, Điểm thẩm định, Ghi chú.",
            "Delete the column that does not count, or give it its right head, such as: Self score, Appraised \
             score, Note.",
        ),
    }
}
