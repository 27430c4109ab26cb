//! Findings about a file that was read, and about how.

use super::super::CellFault;
use super::super::decimal_sign;
use super::{Lang, Text, clause, plural, quoted, say};

pub(super) fn unsupported(kind: &str, lang: Lang) -> Text {
    let kind = quoted(kind);
    Text {
        message: say!(
            lang,
            "Tệp này thuộc loại {kind}, không phải bảng tính.",
            "This file is of the kind {kind}, which is not a spreadsheet.",
        ),
        help: say!(
            lang,
            "Gửi bảng chấm điểm dưới dạng .xlsx, .xlsm, .xlsb, .xls, .ods, .csv hoặc .tsv; tài liệu kiểm \
             chứng để ở thư mục khác.",
            "Send the score table as .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv; keep evidence in \
             another folder.",
        ),
    }
}

pub(super) fn encrypted(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tệp được bảo vệ bằng mật khẩu nên không đọc được.",
            "This file is protected by a password and cannot be read.",
        ),
        help: say!(
            lang,
            "Mở tệp bằng Excel, vào File > Info > Protect Workbook > Encrypt with Password, xóa mật khẩu, \
             lưu lại rồi chạy lại.",
            "Open it in Excel, go to File > Info > Protect Workbook > Encrypt with Password, clear the \
             password, save and run again.",
        ),
    }
}

pub(super) fn no_table(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Không tìm thấy dòng tiêu đề của bảng điểm.",
            "No header row of a score table was found.",
        ),
        help: say!(
            lang,
            "Thêm dòng tiêu đề có cột mã hoặc tên tiêu chí, cột điểm tối đa và một cột điểm, ví dụ: STT, \
             Tiêu chí, Điểm tối đa, Điểm tự chấm.",
            "Add a header row with a column for the code or name, one for the maximum and one for points, \
             such as: Code, Name, Max, Self.",
        ),
    }
}

pub(super) fn unknown_head(head: &str, lang: Lang) -> Text {
    let quoted = quoted(head);
    let message = if head.is_empty() {
        say!(lang, "Bảng không có cột điểm.", "The table has no column of points.")
    } else {
        say!(
            lang,
            "Bảng không có cột điểm: không rõ cột {quoted} ghi gì.",
            "The table has no column of points: what stands in column {quoted} is not known.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Đổi tiêu đề cột điểm thành Điểm tự chấm hoặc Điểm thẩm định, cột điểm tối đa thành Điểm tối đa.",
            "Rename the head of the points to Self or Appraised, that of the maximum to Max.",
        ),
    }
}

pub(super) fn only_slip(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tệp này chỉ có phiếu trả lại, không có bảng chấm điểm.",
            "This file holds a return slip and no score table.",
        ),
        help: say!(
            lang,
            "Sửa tệp của đơn vị theo phiếu rồi gửi tệp đó; chuyển tệp phiếu này ra khỏi thư mục.",
            "Mend the unit's own file by the slip and send that file; move this slip out of the folder.",
        ),
    }
}

pub(super) fn unread_column(head: &str, lang: Lang) -> Text {
    let quoted = quoted(head);
    let message = if head.is_empty() {
        say!(
            lang,
            "Cột này có số nhưng không có tiêu đề nên không được đọc.",
            "This column holds numbers and has no head, so it was not read.",
        )
    } else {
        say!(
            lang,
            "Cột {quoted} có số nhưng không rõ là điểm gì nên không được đọc.",
            "Column {quoted} holds numbers, and what they are is not known, so it was not read.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Nếu là cột điểm: đặt tiêu đề là Điểm tự chấm hoặc Điểm thẩm định và bỏ cột kia; nếu không phải: không cần sửa.",
            "If these are the points, head them Self or Appraised and drop the other column; if not, nothing is to be \
             done.",
        ),
    }
}

pub(super) fn other_year(found: i64, year: i64, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tiêu đề bảng ghi năm {found}, trong khi đợt chấm là của năm {year}.",
            "The heading over the table says {found}, but the round is that of {year}.",
        ),
        help: say!(
            lang,
            "Nếu gửi nhầm biểu của năm khác: gửi lại biểu năm {year}. Nếu chỉ ghi nhầm năm: sửa lại tiêu đề.",
            "If it is the form of another year, send that of {year}. If only the heading is wrong, correct it.",
        ),
    }
}

pub(super) fn empty(lang: Lang) -> Text {
    Text {
        message: say!(lang, "Tệp không có dữ liệu.", "There is nothing in this file."),
        help: say!(
            lang,
            "Kiểm tra có gửi nhầm hoặc chưa lưu tệp không, rồi thay bằng tệp đã điền.",
            "Check whether the wrong file was sent or the right one was not saved, and put the filled one \
             in its place.",
        ),
    }
}

pub(super) fn unreadable_cell(fault: &CellFault, lang: Lang) -> Text {
    let reason = match fault {
        CellFault::NotANumber(value) => {
            say!(lang, "“{value}” được đánh dấu là số", "“{value}” is marked as a number")
        }
        CellFault::NotABool(value) => {
            say!(lang, "“{value}” được đánh dấu là TRUE hoặc FALSE", "“{value}” is marked as TRUE or FALSE")
        }
        CellFault::NotAnError(value) => {
            say!(lang, "“{value}” được đánh dấu là giá trị lỗi", "“{value}” is marked as an error value")
        }
        CellFault::NoSuchText(number) => say!(
            lang,
            "tệp không có chuỗi ký tự số “{number}” mà ô này dẫn tới",
            "the file has no text number “{number}”, to which the cell refers",
        ),
        CellFault::UnknownKind(value, kind) => say!(
            lang,
            "“{value}” thuộc kiểu dữ liệu lạ “{kind}”",
            "“{value}” is of the unknown kind “{kind}”",
        ),
        CellFault::NoPlace => {
            say!(lang, "ô nằm ngoài phạm vi của trang tính", "the cell lies outside the grid of a sheet",)
        }
        CellFault::Twice => say!(
            lang,
            "ô này có hai giá trị trong tệp; giá trị sau được dùng",
            "the cell has two values in the file; the later one is used",
        ),
        CellFault::NoValue => {
            say!(lang, "ô chứa thứ không phải là giá trị", "the cell holds something that is no value")
        }
        CellFault::Other(reason) => clause(reason),
    };
    Text {
        message: say!(
            lang,
            "Không đọc được giá trị của ô này ({reason}).",
            "The value of this cell cannot be read ({reason}).",
        ),
        help: say!(
            lang,
            "Xóa ô, gõ lại giá trị rồi lưu tệp bằng Excel.",
            "Clear the cell, type the value again and save the file in Excel.",
        ),
    }
}

pub(super) fn no_cached_value(count: usize, lang: Lang) -> Text {
    let formulas = plural(count, "formula has", "formulas have");
    Text {
        message: say!(
            lang,
            "Có {count} công thức chưa lưu kết quả tính, bắt đầu từ ô này; các tổng ở đó chưa được đối chiếu.",
            "{count} {formulas} no result stored in the file, the first at this cell.",
        ),
        help: say!(
            lang,
            "Mở tệp bằng Excel để công thức được tính, lưu lại rồi chạy lại.",
            "Open the file in Excel so that it computes them, save it and run again.",
        ),
    }
}

pub(super) fn hidden_sheet(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Trang tính này đang ẩn nên không được đọc.",
            "This sheet is hidden and was not read.",
        ),
        help: say!(
            lang,
            "Nếu cần đọc, nhấp chuột phải vào tên một trang tính, chọn Unhide (Bỏ ẩn) rồi lưu tệp; nếu \
             không cần thì bỏ qua.",
            "If it should be read, right-click a sheet's tab, choose Unhide and save the file; otherwise \
             leave it.",
        ),
    }
}

pub(super) fn hidden_rows(rows: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Có dòng đang ẩn nhưng vẫn được đọc: {rows}.",
            "Some rows are hidden but were read: {rows}.",
        ),
        help: say!(
            lang,
            "Chọn các dòng xung quanh, nhấp chuột phải, chọn Unhide (Bỏ ẩn) để xem; xóa dòng nào không \
             thuộc bảng.",
            "Select the rows around them, right-click and choose Unhide to see them; delete those that do \
             not belong to the table.",
        ),
    }
}

pub(super) fn hidden_columns(columns: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Có cột đang ẩn nhưng vẫn được đọc: {columns}.",
            "Some columns are hidden but were read: {columns}.",
        ),
        help: say!(
            lang,
            "Chọn các cột hai bên, nhấp chuột phải, chọn Unhide (Bỏ ẩn) để xem; xóa cột nào không thuộc \
             bảng.",
            "Select the columns on both sides, right-click and choose Unhide to see them; delete those \
             that do not belong to the table.",
        ),
    }
}

pub(super) fn under_merge(value: &str, range: &str, more: usize, lang: Lang) -> Text {
    let number = value.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    let value = quoted(&if number { decimal_sign(value, lang) } else { value.to_owned() });
    let (others_vi, others_en) = match more {
        0 => (String::new(), String::new()),
        _ => (
            format!(", cùng {more} ô khác trong vùng"),
            format!(", as do {more} other {} of it", plural(more, "cell", "cells")),
        ),
    };
    Text {
        message: say!(
            lang,
            "Ô này bị ô gộp {range} che nên không nhìn thấy, nhưng vẫn chứa {value} và được đọc{others_vi}.",
            "The merged cell {range} covers this cell, which nobody sees but which holds {value} and was \
             read{others_en}.",
        ),
        help: say!(
            lang,
            "Chọn ô gộp, bấm Merge & Center để bỏ gộp (Unmerge Cells), xóa giá trị thừa rồi gộp lại nếu cần.",
            "Select the merged cell, choose Unmerge Cells under Merge & Center, delete what does not belong there and \
             merge again if you need it.",
        ),
    }
}

pub(super) fn disguised(ending: &str, kind: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tên tệp có đuôi .{ending} nhưng nội dung là {kind}; tệp vẫn được đọc theo nội dung.",
            "The name of the file ends in .{ending}, but its content is {kind}; it was read as that.",
        ),
        help: say!(
            lang,
            "Đối chiếu kết quả với tệp; lần sau mở tệp bằng Excel, chọn File > Save As và lưu dạng Excel Workbook \
             (.xlsx).",
            "Compare the results with the file; next time open it in Excel, choose File > Save As and save it as Excel \
             Workbook (.xlsx).",
        ),
    }
}

pub(super) fn legacy_encoding(encoding: &str, lang: Lang) -> Text {
    let encoding = quoted(encoding);
    Text {
        message: say!(
            lang,
            "Chữ trong tệp dùng bảng mã cũ {encoding} và đã được chuyển sang Unicode.",
            "The text of this file is in the old encoding {encoding} and was converted to Unicode.",
        ),
        help: say!(
            lang,
            "Xem lại dấu tiếng Việt trong tên đơn vị và tên tiêu chí; lần sau lưu tệp dạng .xlsx hoặc CSV \
             UTF-8.",
            "Look at the Vietnamese letters of the units' and criteria's names; next time save as .xlsx or \
             CSV UTF-8.",
        ),
    }
}

pub(super) fn legacy_lines(encoding: &str, count: usize, first: usize, lang: Lang) -> Text {
    let encoding = quoted(encoding);
    let lines = plural(count, "line of this file is", "lines of this file are");
    Text {
        message: say!(
            lang,
            "{count} dòng của tệp dùng bảng mã cũ {encoding}, khác với các dòng còn lại, và đã được chuyển sang Unicode; \
             đầu tiên là dòng {first}.",
            "{count} {lines} in the old encoding {encoding}, unlike the others, and were converted to Unicode; the first \
             is line {first}.",
        ),
        help: say!(
            lang,
            "Xem lại dấu tiếng Việt của các dòng này; tệp có lẽ được ghép từ nhiều tệp, lần sau chuyển từng tệp sang \
             CSV UTF-8 trước khi ghép.",
            "Look at the Vietnamese letters of these lines; the file was probably put together from several, so next \
             time save each as CSV UTF-8 first.",
        ),
    }
}

pub(super) fn legacy_cells(encoding: &str, count: usize, lang: Lang) -> Text {
    let encoding = quoted(encoding);
    let cells = plural(count, "cell holds", "cells hold");
    Text {
        message: say!(
            lang,
            "{count} ô có chữ gõ theo bảng mã cũ {encoding} và đã được chuyển sang Unicode để đọc, đầu tiên là ở ô này.",
            "{count} {cells} text typed in the old encoding {encoding}, which was converted to Unicode for reading, the \
             first at this cell.",
        ),
        help: say!(
            lang,
            "Xem lại dấu tiếng Việt của các ô này trong kết quả; để không bị báo lần sau, chuyển chữ sang Unicode bằng \
             công cụ chuyển mã (như Unikey) và dùng phông Times New Roman.",
            "Look at the Vietnamese letters of these cells in the results; to be rid of this, convert the text to \
             Unicode with a conversion tool (such as Unikey) and use the font Times New Roman.",
        ),
    }
}

pub(super) fn decimal_comma(count: usize, lang: Lang) -> Text {
    let numbers = plural(count, "number is", "numbers are");
    Text {
        message: say!(
            lang,
            "{count} số có dấu phẩy thập phân được lưu dưới dạng chữ, đầu tiên là ở ô này.",
            "{count} {numbers} stored as text with a decimal comma, the first at this cell.",
        ),
        help: say!(
            lang,
            "Các số này vẫn được đọc đúng; muốn Excel cộng được thì đổi ô sang kiểu số (Number) rồi gõ \
             lại.",
            "They were read as meant; for Excel to add them up, set the cells to Number and type them \
             again.",
        ),
    }
}

pub(super) fn control_characters(count: usize, lang: Lang) -> Text {
    let cells = plural(count, "cell holds", "cells hold");
    Text {
        message: say!(
            lang,
            "{count} ô có ký tự điều khiển không nhìn thấy được và đã bị bỏ đi khi đọc, đầu tiên là ở ô này.",
            "{count} {cells} invisible control characters, which were left out, the first at this cell.",
        ),
        help: say!(
            lang,
            "Xem lại ô này: nếu là số thì gõ lại số; lần sau lưu tệp dạng .xlsx hoặc CSV UTF-8.",
            "Look at the cell: where it is a number, type it again; next time save as .xlsx or CSV UTF-8.",
        ),
    }
}

pub(super) fn stray_quotes(count: usize, lang: Lang) -> Text {
    let cells = plural(count, "cell goes on", "cells go on");
    Text {
        message: say!(
            lang,
            "{count} ô còn chữ phía sau dấu ngoặc kép đóng nên có thể mất dấu ngoặc hoặc bị tách sai, đầu tiên là \
             ở ô này.",
            "{count} {cells} behind the closing quotation mark and may lack marks or be cut wrongly, the first at \
             this cell.",
        ),
        help: say!(
            lang,
            "Trong CSV, dấu ngoặc kép bên trong ô phải viết hai lần (\"\"); dễ nhất là mở bằng Excel, sửa ô rồi lưu \
             lại.",
            "In a CSV file a quotation mark inside a cell is written twice (\"\"); it is easiest to open the file in \
             Excel, mend the cell and save.",
        ),
    }
}
