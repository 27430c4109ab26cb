//! Findings about a file that cannot be read, and why.

use super::super::{FileFault, Limit};
use super::{Lang, Text, clause, quoted, say, shortened};

/// Most characters of the name of a part.
const MOST_OF_A_NAME: usize = 60;

pub(super) fn file(fault: &FileFault, lang: Lang) -> Text {
    let reason = reason(fault, lang);
    Text {
        message: match fault {
            FileFault::Other(_) => {
                say!(lang, "Không đọc được tệp này ({reason}).", "This file cannot be read ({reason}).")
            }
            _ => say!(lang, "Không đọc được tệp này: {reason}.", "This file cannot be read: {reason}."),
        },
        help: help(fault, lang),
    }
}

fn reason(fault: &FileFault, lang: Lang) -> String {
    let short = |name: &str| shortened(name, MOST_OF_A_NAME);
    match fault {
        FileFault::NotWhole => say!(
            lang,
            "tệp không trọn vẹn, có thể do tải về hoặc sao chép dở dang",
            "its end is missing, perhaps because a download or a copy broke off",
        ),
        FileFault::Binary => say!(
            lang,
            "tệp chứa dữ liệu nhị phân, không phải bảng tính cũng không phải văn bản",
            "it holds binary data, neither a spreadsheet nor text",
        ),
        FileFault::DamagedUtf16 => {
            say!(lang, "văn bản trong tệp ghi bằng UTF-16 và bị hỏng", "its text is in UTF-16 and damaged")
        }
        FileFault::UnknownEncoding(line) => say!(
            lang,
            "dòng {line} không phải UTF-8, và cũng không thành chữ Việt trong đúng một bảng mã Windows-1258, TCVN3 hay \
             VNI",
            "line {line} is not UTF-8, nor does it make Vietnamese in just one of Windows-1258, TCVN3 and VNI",
        ),
        FileFault::SpoiledLetters(word) => {
            let word = quoted(word);
            say!(
                lang,
                "chữ tiếng Việt trong tệp đã hỏng từ trước do mở hoặc lưu sai bảng mã, ví dụ {word}",
                "its Vietnamese letters were spoiled before, when it was opened or saved in a wrong encoding, such as \
                 in {word}",
            )
        }
        FileFault::OpenQuote(line) => say!(
            lang,
            "dấu ngoặc kép mở ở dòng {line} không được đóng",
            "the quotation mark in line {line} is never closed",
        ),
        FileFault::DamagedXls => {
            say!(lang, "cấu trúc của tệp .xls bị hỏng", "the structure of the .xls file is damaged")
        }
        FileFault::DamagedPackage => {
            say!(lang, "mục lục của gói tệp (ZIP) bị hỏng", "the directory of the package (ZIP) is damaged",)
        }
        FileFault::SameName(name) => {
            let name = short(name);
            say!(
                lang,
                "gói tệp có hai phần cùng tên {name}",
                "two parts of the package have the same name {name}"
            )
        }
        FileFault::Overlap => {
            say!(lang, "hai phần của gói tệp chồng lên nhau", "two parts of the package overlap")
        }
        FileFault::PackedBy(method) => say!(
            lang,
            "một phần của gói tệp được nén theo cách không dùng cho bảng tính ({method})",
            "a part of the package is packed by the method {method}, which spreadsheets do not use",
        ),
        FileFault::DamagedPart(name) => {
            let name = short(name);
            say!(lang, "phần {name} trong tệp bị hỏng", "the part {name} is damaged")
        }
        FileFault::MissingPart(name) => {
            let name = short(name);
            say!(lang, "tệp thiếu phần {name}", "the part {name} is missing")
        }
        FileFault::BrokenXml(name) if name.is_empty() => {
            say!(lang, "mã XML trong tệp bị lỗi", "its XML is broken")
        }
        FileFault::BrokenXml(name) => {
            let name = short(name);
            say!(lang, "mã XML của phần {name} bị lỗi", "the XML of the part {name} is broken")
        }
        FileFault::DocumentType(name) => {
            let name = short(name);
            say!(
                lang,
                "phần {name} khai báo kiểu tài liệu (DOCTYPE), điều mà không bảng tính nào có",
                "the part {name} declares a document type, which no spreadsheet has",
            )
        }
        FileFault::ReaderFailed => say!(
            lang,
            "tệp bị hỏng nên phần đọc định dạng này đã dừng giữa chừng",
            "it is damaged, and the reader of its format failed",
        ),
        FileFault::NoPermission => {
            say!(lang, "bạn không có quyền đọc tệp", "you have no permission to read it")
        }
        FileFault::IsFolder => say!(lang, "đây là thư mục, không phải tệp", "it is a folder, not a file"),
        FileFault::NotThere => say!(lang, "tệp không còn ở vị trí đó", "it is not there any more"),
        FileFault::InUse => {
            say!(lang, "tệp đang được chương trình khác mở", "another program has it open")
        }
        FileFault::Other(reason) => {
            let reason = clause(reason);
            say!(lang, "chi tiết: {reason}", "{reason}")
        }
    }
}

fn help(fault: &FileFault, lang: Lang) -> String {
    match fault {
        FileFault::NoPermission | FileFault::NotThere | FileFault::InUse => say!(
            lang,
            "Đóng tệp nếu đang mở, kiểm tra vị trí và quyền truy cập của tệp rồi chạy lại.",
            "Close the file if it is open, check where it is and who may read it, and run again.",
        ),
        FileFault::IsFolder => say!(
            lang,
            "Đổi tên thư mục, hoặc ghi đường dẫn của tệp ở bên trong, rồi chạy lại.",
            "Rename the folder, or give the path of the file inside it, and run again.",
        ),
        FileFault::UnknownEncoding(line) => say!(
            lang,
            "Mở tệp bằng Excel, xem dòng {line}, lưu thành .xlsx hoặc CSV UTF-8 rồi chạy lại.",
            "Open the file in Excel, look at line {line}, save it as .xlsx or CSV UTF-8 and run again.",
        ),
        FileFault::SpoiledLetters(_) => say!(
            lang,
            "Xin đơn vị gửi lại tệp gốc (.xlsx), không lưu lại từ tệp này vì chữ đã mất; nếu phải gửi CSV thì chọn CSV \
             UTF-8.",
            "Ask the unit for the original file (.xlsx) and do not save this one again, for its letters are lost; if it \
             must be CSV, choose CSV UTF-8.",
        ),
        FileFault::OpenQuote(line) => say!(
            lang,
            "Thêm hoặc xóa dấu ngoặc kép (\") ở dòng {line} rồi chạy lại; dễ nhất là lưu bảng thành .xlsx.",
            "Add or delete a quotation mark (\") in line {line} and run again; it is easiest to save the table as \
             .xlsx.",
        ),
        FileFault::NotWhole => say!(
            lang,
            "Tải hoặc chép lại tệp; nếu Excel cũng không mở được, hãy xin lại tệp từ đơn vị.",
            "Download or copy the file again; if Excel cannot open it either, ask the unit for it again.",
        ),
        _ => say!(
            lang,
            "Mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi chạy lại; nếu Excel cũng không mở được, hãy \
             xin lại tệp từ đơn vị.",
            "Open the file in Excel, save it as a new .xlsx file and run again; if Excel cannot open it \
             either, ask the unit for it again.",
        ),
    }
}

pub(super) fn over_limit(limit: Limit, allowed: &str, found: &str, lang: Lang) -> Text {
    let (allowed, found) = (grouped(allowed, lang), grouped(found, lang));
    let message = match limit {
        Limit::Record(line) => say!(
            lang,
            "Tệp vượt mức an toàn để đọc: dòng {line} dài hơn {allowed}.",
            "The file is beyond what is safe to read: line {line} is longer than {allowed}.",
        ),
        _ => {
            let what = what(limit, lang);
            say!(
                lang,
                "Tệp vượt mức an toàn để đọc: {what} là {found}, nhiều nhất được phép là {allowed}.",
                "The file is beyond what is safe to read: {what} is {found}, the most allowed is {allowed}.",
            )
        }
    };
    Text {
        message,
        help: say!(
            lang,
            "Chép riêng bảng chấm điểm sang một tệp mới rồi chạy lại; bảng bình thường không chạm tới mức \
             này.",
            "Copy just the score table into a new file and run again; an ordinary table never comes near \
             this limit.",
        ),
    }
}

fn what(limit: Limit, lang: Lang) -> String {
    match limit {
        Limit::File => say!(lang, "kích thước tệp", "the size of the file"),
        Limit::Record(_) => say!(lang, "độ dài của một dòng", "the length of a line"),
        Limit::Rows => say!(lang, "số dòng", "the number of rows"),
        Limit::Columns => say!(lang, "số cột", "the number of columns"),
        Limit::Cells => say!(lang, "số ô của một trang tính", "the number of cells of a sheet"),
        Limit::CellsOfSheets => say!(lang, "số ô của các trang tính", "the number of cells of all sheets"),
        Limit::CellsBetween => say!(
            lang,
            "số ô từ ô đầu tới ô cuối, kể cả ô trống,",
            "the number of cells from the first to the last, blank ones included,",
        ),
        Limit::UnreadableCells => say!(
            lang,
            "số ô không đọc được của một trang tính",
            "the number of cells of a sheet that cannot be read",
        ),
        Limit::Sheets => say!(lang, "số trang tính", "the number of sheets"),
        Limit::Text => say!(lang, "lượng chữ của một trang tính", "the amount of text of a sheet"),
        Limit::TextOfSheets => {
            say!(lang, "lượng chữ của các trang tính", "the amount of text of all sheets")
        }
        Limit::Spaces => {
            say!(lang, "số dấu cách liền nhau trong một ô", "the number of spaces in a row in a cell")
        }
        Limit::Parts => say!(lang, "số phần của gói tệp", "the number of parts in the package"),
        Limit::Part => {
            say!(lang, "kích thước sau giải nén của một phần", "the unpacked size of a part")
        }
        Limit::Density => say!(
            lang,
            "kích thước sau giải nén của một phần, so với kích thước khi nén,",
            "the unpacked size of a part, for its packed size,",
        ),
        Limit::AllParts => {
            say!(lang, "kích thước sau giải nén của mọi phần", "the unpacked size of all parts")
        }
        Limit::SharedTexts => say!(
            lang,
            "số chuỗi ký tự dùng chung mà tệp khai báo",
            "the number of shared texts that the file declares",
        ),
    }
}

/// `5.000.000` in Vietnamese, `5,000,000` in English; a size such as `64 MB` stays.
fn grouped(number: &str, lang: Lang) -> String {
    if number.len() < 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let sign = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut grouped = String::new();
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && (number.len() - at).is_multiple_of(3) {
            grouped.push(sign);
        }
        grouped.push(digit);
    }
    grouped
}
