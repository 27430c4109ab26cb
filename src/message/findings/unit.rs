//! Findings about units, against the register and the batch.

use std::cmp::Ordering;

use super::{Lang, MOST_OF_A_REASON, Text, list, plural, quoted, say, shortened};
use crate::message::{Age, Twice};

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

pub(super) fn unknown(name: &str, close: &[String], row: Option<&str>, lang: Lang) -> Text {
    let (name, names) = (quoted(name), list(close));
    let help = match row.map(|row| shortened(row, MOST_OF_A_REASON)) {
        None => say!(
            lang,
            "Sửa tên đơn vị trong tệp cho đúng, hoặc thêm đơn vị vào danh sách đơn vị.",
            "Correct the unit's name in the file, or add the unit to the register.",
        ),
        Some(row) => say!(
            lang,
            "Tên gần giống: {names}. Sửa tên trong tệp, hoặc ghi tên này vào cột aliases của đơn vị trong \
             danh sách: {row} (các cột name, block, aliases).",
            "Close names: {names}. Correct the name in the file, or add it to the unit's aliases in the \
             register: {row} (the columns name, block, aliases).",
        ),
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

pub(super) fn duplicate(first: &str, twice: &Twice, lang: Lang) -> Text {
    let first = quoted(first);
    let mut message = say!(lang, "Đơn vị này đã có tại {first}", "This unit already stands at {first}");
    let (count, codes) = (twice.differing, listed_codes(twice));
    message += &match count {
        0 => say!(lang, "; hai bảng có điểm giống hệt nhau.", "; the points of both are the same."),
        _ => say!(
            lang,
            "; hai bảng khác điểm ở {count} tiêu chí ({codes}).",
            "; the two differ in the points of {count} {} ({codes}).",
            plural(count, "criterion", "criteria")
        ),
    };
    if let Some([before, this]) = &twice.names {
        let (before, this) = (quoted(before), quoted(this));
        message += &say!(
            lang,
            " Bảng kia gửi dưới tên {before}, bảng này dưới tên {this}; sau sáp nhập là một đơn vị.",
            " The other came under the name {before}, this one under {this}; after a merger they are one unit.",
        );
    }
    message += &newer(&twice.ages, lang);
    let help = if twice.names.is_some() {
        say!(
            lang,
            "Hiện tính theo bảng kia; không cộng điểm của các đơn vị cũ với nhau. Đề nghị đơn vị gửi một \
             bảng chung dưới tên hiện nay, rồi bỏ các bảng cũ.",
            "The other one counts; points of former units are never added. Ask the unit for one table of \
             all of it under its name of today, and remove the old ones.",
        )
    } else {
        say!(
            lang,
            "Hiện tính theo bảng kia. Giữ lại bảng đúng và bỏ bảng còn lại; nếu là hai đơn vị khác nhau thì \
             sửa lại tên.",
            "The other one counts. Keep the right one and remove the other; if they are two units, correct \
             the name of one.",
        )
    };
    Text { message, help }
}

fn listed_codes(twice: &Twice) -> String {
    let more = if twice.differing > twice.codes.len() { ", …" } else { "" };
    format!("{}{more}", twice.codes.join(", "))
}

/// Which of two forms looks newer, and by what.
fn newer(ages: &[Age], lang: Lang) -> String {
    let Some(age) = ages.first() else { return String::new() };
    let sure = ages.iter().all(|other| other.order == age.order);
    let said = match (sure, age.order) {
        (true, Ordering::Greater) => {
            say!(lang, " Bảng này có vẻ mới hơn", " This one looks newer")
        }
        (true, Ordering::Less) => say!(lang, " Bảng kia có vẻ mới hơn", " The other one looks newer"),
        _ => say!(lang, " Chưa rõ bảng nào mới hơn", " Which one is newer is not clear"),
    };
    let of_sign = |Age { saved, first, other, .. }: &Age| {
        if *saved {
            say!(lang, "lưu lần cuối {other}, bảng kia {first}", "last saved {other}, the other one {first}")
        } else {
            say!(
                lang,
                "ngày ghi trong bảng {other}, bảng kia {first}",
                "dated {other}, the other one {first}"
            )
        }
    };
    let signs: Vec<String> = ages.iter().map(of_sign).collect();
    format!("{said} ({}).", signs.join("; "))
}

pub(super) fn former(name: &str, unit: &str, lang: Lang) -> Text {
    let (name, unit) = (quoted(name), quoted(unit));
    Text {
        message: say!(
            lang,
            "Bảng gửi dưới tên trước sáp nhập {name}; đơn vị hiện nay là {unit}.",
            "The table came under {name}, a name from before a merger; the unit is {unit} today.",
        ),
        help: say!(
            lang,
            "Hỏi đơn vị bảng này tính cho cả {unit} hay chỉ một phần. Nếu cho cả đơn vị, sửa tên trong bảng; \
             nếu không, đề nghị gửi bảng chung.",
            "Ask the unit whether the table is for the whole of {unit} or a part of it. If for the whole, \
             correct the name in the table; if not, ask for one table of all.",
        ),
    }
}

pub(super) fn other_block(stated: &str, listed: &str, lang: Lang) -> Text {
    let (stated, listed) = (quoted(stated), quoted(listed));
    Text {
        message: say!(
            lang,
            "Bảng ghi khối {stated}, danh sách đơn vị ghi khối {listed}; đang tính theo danh sách.",
            "The table says block {stated}, the register says {listed}; the register counts.",
        ),
        help: say!(
            lang,
            "Sửa khối trong bảng thành {listed}, hoặc sửa cột block của đơn vị trong danh sách.",
            "Write {listed} in the table, or correct the unit's block column in the register.",
        ),
    }
}

pub(super) fn other_set(form: &str, own: &str, lang: Lang) -> Text {
    let (form, own) = (quoted(form), quoted(own));
    Text {
        message: say!(
            lang,
            "Bảng lập theo {form}, nhưng đơn vị được chấm theo {own}; bảng này không được tính.",
            "The table is filled in by {form}, but the unit is scored by {own}; it does not count.",
        ),
        help: say!(
            lang,
            "Đề nghị đơn vị lập lại bảng theo mẫu của {own}; nếu đơn vị đúng là thuộc khối kia thì sửa cột \
             block trong danh sách.",
            "Ask the unit to fill in the form of {own}; if the unit does belong to the other block, correct \
             its block column in the register.",
        ),
    }
}

pub(super) fn missing(listed: bool, lang: Lang) -> Text {
    if !listed {
        return Text {
            message: say!(
                lang,
                "Bảng có tên này nhưng không có điểm nào.",
                "The table has this name and no points for it."
            ),
            help: say!(
                lang,
                "Nếu là đơn vị: đề nghị đơn vị gửi điểm. Nếu không phải là đơn vị: xóa dòng (hoặc cột) này.",
                "If it is a unit, ask for its points. If it is none, delete the row (or column).",
            ),
        };
    }
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
