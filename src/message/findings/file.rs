//! Findings about a file as a whole, and about how it was read.

use super::super::CellFault;
use super::{Lang, Text, clause, plural, quoted, say};

pub(super) fn unreadable(reason: &str, lang: Lang) -> Text {
    let reason = clause(reason);
    Text {
        message: say!(lang, "Không đọc được tệp này ({reason}).", "This file cannot be read ({reason})."),
        help: say!(
            lang,
            "Mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi chạy lại; nếu Excel cũng không mở được, hãy \
             xin lại tệp từ đơn vị.",
            "Open the file in Excel, save it as a new .xlsx file and run again; if Excel cannot open it \
             either, ask the unit for it again.",
        ),
    }
}

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

pub(super) fn over_limit(limit: &str, allowed: &str, found: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tệp lớn hơn mức an toàn để đọc: cho phép {allowed}, tệp có {found} ({limit}).",
            "The file is larger than what is safe to read: {allowed} allowed, {found} found ({limit}).",
        ),
        help: say!(
            lang,
            "Chép riêng bảng chấm điểm sang một tệp mới rồi chạy lại; bảng bình thường không chạm tới mức \
             này.",
            "Copy just the score table into a new file and run again; an ordinary table never comes near \
             this limit.",
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
            "{count} công thức không có kết quả được lưu trong tệp, đầu tiên là ở ô này.",
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
