//! The texts of the slip with which a form goes back to its unit.

use super::{Lang, counted, say};

/// The names of its sheet, in both languages; a sheet of that name is not read.
pub const SHEETS: [&str; 2] = ["Phiếu trả lại", "Return slip"];

/// Why a file goes back with the slip alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// Not a package that holds a workbook in XML.
    Format,
    /// It cannot be read.
    Unreadable,
    /// A signature would be broken.
    Signed,
    /// Shared for editing: it keeps a record of changes.
    Shared,
    /// Something in it is not as it usually is.
    Unusual,
}

impl Alone {
    /// The reason as a sentence.
    pub fn reason(self, lang: Lang) -> String {
        match self {
            Alone::Format => say!(
                lang,
                "Chỉ đánh dấu được ngay trong tệp .xlsx và .xlsm; tệp của đơn vị thuộc loại khác.",
                "Only .xlsx and .xlsm files can be marked; the unit's file is of another kind."
            ),
            Alone::Unreadable => say!(
                lang,
                "Không đánh dấu được vì không đọc được tệp của đơn vị.",
                "The unit's file cannot be read, so nothing in it is marked."
            ),
            Alone::Signed => say!(
                lang,
                "Tệp của đơn vị có chữ ký số; đánh dấu vào tệp sẽ làm hỏng chữ ký.",
                "The unit's file carries a digital signature, which marks would break."
            ),
            Alone::Shared => say!(
                lang,
                "Tệp của đơn vị đang ở chế độ chia sẻ, có theo dõi thay đổi nên không đánh dấu được.",
                "The unit's file is shared and tracks changes, so it cannot be marked."
            ),
            Alone::Unusual => say!(
                lang,
                "Tệp của đơn vị có cấu trúc khác thường; không đánh dấu được mà vẫn giữ nguyên mọi nội dung khác.",
                "The unit's file is built in an unusual way and cannot be marked without changing more of it."
            ),
        }
    }
}

/// The name of the sheet.
pub fn sheet(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => SHEETS[0],
        Lang::En => SHEETS[1],
    }
}

/// The title of the page.
pub fn title(lang: Lang) -> String {
    say!(lang, "PHIẾU TRẢ LẠI BẢNG CHẤM ĐIỂM", "RETURN SLIP")
}

/// Whose form it is.
pub fn units(units: &str, lang: Lang) -> String {
    say!(lang, "Đơn vị: {units}", "Unit: {units}")
}

/// Which file it is.
pub fn file(name: &str, lang: Lang) -> String {
    say!(lang, "Tệp: {name}", "File: {name}")
}

/// How much is wrong.
pub fn counts(errors: usize, warnings: usize, lang: Lang) -> String {
    say!(
        lang,
        "Kết quả kiểm tra: {errors} lỗi (phải sửa), {warnings} cảnh báo (xem lại; nếu đúng thì giữ nguyên).",
        "{}",
        format!(
            "Found: {} (to be mended), {} (to be looked at; leave what is right).",
            counted(errors, "error"),
            counted(warnings, "warning")
        )
    )
}

/// What the unit does with a marked form.
pub fn marked(lang: Lang) -> String {
    say!(
        lang,
        "Trong bảng, ô có lỗi tô đỏ, ô có cảnh báo tô vàng, kèm ghi chú. Bấm vào tên ô ở cột “Ô” để đến ô đó. Sửa ngay \
         trong tệp này, lưu lại rồi gửi; không cần xóa phiếu này, màu và ghi chú.",
        "In the form, cells with errors are red and cells with warnings yellow, each with a comment. Click a cell in the \
         column “Cell” to go there. Mend this very file, save it and send it; this slip, the colours and the comments \
         may stay."
    )
}

/// What the unit does where it gets the slip alone.
pub fn alone(why: Alone, lang: Lang) -> String {
    let reason = why.reason(lang);
    if why == Alone::Unreadable {
        return say!(
            lang,
            "{reason} Hãy làm theo cột “Cách xử lý” rồi gửi lại tệp của đơn vị, không gửi phiếu này.",
            "{reason} Do what the column “What to do” says and send the unit's own file, not this slip."
        );
    }
    say!(
        lang,
        "{reason} Hãy tìm từng ô theo cột “Trang tính” và “Ô”, sửa trong tệp của đơn vị rồi gửi lại tệp đó, không gửi \
         phiếu này.",
        "{reason} Find each cell by the columns “Sheet” and “Cell”, mend it in the unit's own file and send that file, \
         not this slip."
    )
}

/// More cells than are marked.
pub fn too_many(most: usize, lang: Lang) -> String {
    say!(
        lang,
        "Có quá nhiều ô cần xem: chỉ {most} ô đầu tiên được tô màu và ghi chú; danh sách dưới đây vẫn đầy đủ.",
        "There are very many cells to look at: only the first {most} are coloured; the list below is complete."
    )
}

/// The heads of the list.
pub fn heads(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Vi => ["STT", "Mức độ", "Trang tính", "Ô", "Tiêu chí", "Vấn đề", "Cách xử lý", "Mã"],
        Lang::En => ["No.", "Severity", "Sheet", "Cell", "Criterion", "What is wrong", "What to do", "Code"],
    }
}

/// The word for a severity; colour alone does not reach everybody.
pub fn severity(error: bool, lang: Lang) -> &'static str {
    match (error, lang) {
        (true, Lang::Vi) => "LỖI",
        (true, Lang::En) => "ERROR",
        (false, Lang::Vi) => "CẢNH BÁO",
        (false, Lang::En) => "WARNING",
    }
}

/// A finding as the comment of its cell.
pub fn comment(error: bool, message: &str, help: &str, lang: Lang) -> String {
    let word = severity(error, lang);
    say!(lang, "{word}: {message}\nCách xử lý: {help}", "{word}: {message}\nWhat to do: {help}")
}
