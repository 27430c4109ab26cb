//! The words of a form, in both languages. Who reads forms knows the same ones.

use crate::marker::METHOD;
use crate::message::{Lang, say};

/// The sheet of a form.
pub fn sheet(lang: Lang) -> String {
    say!(lang, "Tự chấm", "Self-assessment")
}

/// The sheet with the rules.
pub fn method(lang: Lang) -> &'static str {
    let [vi, en] = METHOD;
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// An item of a check list holds.
pub fn yes(lang: Lang) -> String {
    say!(lang, "Có", "Yes")
}

/// It does not hold.
pub fn no(lang: Lang) -> String {
    say!(lang, "Không", "No")
}

/// A criterion does not apply.
pub fn not_applicable(lang: Lang) -> String {
    say!(lang, "Không áp dụng", "N/A")
}

/// Data contradict each other.
pub fn wrong(lang: Lang) -> String {
    say!(lang, "Số liệu sai", "Wrong data")
}

/// The heads of the columns, and how wide they are.
pub(in crate::workbook) fn columns(lang: Lang) -> [(String, u32); 7] {
    [
        (say!(lang, "STT", "Code"), 8),
        (say!(lang, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Criterion"), 45),
        (say!(lang, "Điểm tối đa", "Max"), 7),
        (say!(lang, "Số liệu kê khai", "Option"), 20),
        (say!(lang, "Điểm tự chấm", "Self score"), 9),
        (say!(lang, "Tài liệu kiểm chứng", "Evidence"), 26),
        (say!(lang, "Giải trình", "Explanation"), 22),
    ]
}

/// The title.
pub(super) fn title(year: Option<i64>, lang: Lang) -> String {
    let year = year.map_or_else(|| "……".to_owned(), |year| year.to_string());
    say!(
        lang,
        "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
        "SELF-ASSESSMENT FOR THE PAR INDEX OF {year}"
    )
}

/// The state and its motto.
pub(in crate::workbook) fn state(lang: Lang) -> [String; 2] {
    [
        say!(lang, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
        say!(lang, "Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    ]
}

/// The agency above the unit, where the round names none: of places, their people's committee.
pub(in crate::workbook) fn agency(level: &str, lang: Lang) -> String {
    match level {
        "tinh" | "huyen" | "xa" => say!(lang, "ỦY BAN NHÂN DÂN", "PEOPLE'S COMMITTEE"),
        _ => String::new(),
    }
}

/// Whose form it is, as readers of forms look for it.
pub(in crate::workbook) fn unit(name: &str, lang: Lang) -> String {
    say!(lang, "Đơn vị: {name}", "Unit: {name}")
}

/// What the grounds mean.
pub(super) fn legend(lang: Lang) -> String {
    say!(
        lang,
        "Ô vàng: đơn vị phải điền, điền xong chuyển thành trắng. Ô xám: không điền. Tài liệu, giải trình ở ô trắng: điền khi cần. Điểm tự tính theo trang “Cách chấm”.",
        "Yellow: to fill, white once it is. Grey: not to fill. Evidence and explanation in white: where needed. Points are computed as the sheet “How it is scored” says."
    )
}

/// The sum of everything.
pub(super) fn total(lang: Lang) -> String {
    say!(lang, "TỔNG CỘNG", "TOTAL")
}

/// Place, date and who signs: each line on the left and on the right.
pub(super) fn signatures(lang: Lang) -> [[String; 2]; 3] {
    [
        [String::new(), say!(lang, "………, ngày …… tháng …… năm ………", "………, ………")],
        [say!(lang, "NGƯỜI LẬP BIỂU", "DRAWN UP BY"), say!(lang, "THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT")],
        [
            say!(lang, "(Ký, ghi rõ họ tên)", "(Signature, name)"),
            say!(lang, "(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, name)"),
        ],
    ]
}
