//! What a broken line of a criteria file or a round holds, and the right way to write it.

use super::findings::{Text, clause, quoted};
use super::{Lang, say};

/// What stands where a file is not valid TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// `0,5` for `0.5`.
    DecimalComma(String),
    /// `20/12/2025`, and the same day as TOML writes it.
    Date(String, Option<String>),
    /// `2027-13-01`: no day of the calendar, or not a day at all.
    NoDay(String),
    /// `2026-2030`: two years.
    Years(String, String),
    /// A dash that is no minus sign.
    Dash(char),
    /// A sign nobody sees.
    Invisible(char),
    /// A curved quotation mark.
    CurvedQuote(char),
    /// A quotation mark inside a text in quotation marks.
    InnerQuote,
    /// `"""` or `'''` that is not closed.
    OpenText(&'static str),
    /// `[criterion]` for `[[criterion]]`.
    SingleBrackets(String),
    /// A key that stands above already, and its line.
    Repeated(String, Option<usize>),
    /// `True` for `true`.
    Capital(String),
    /// `.75` for `0.75`.
    LeadingPoint(String),
    /// `80%` without quotation marks.
    Percent(String),
    /// A text without quotation marks.
    Unquoted(String),
    /// A backslash in a text.
    Backslash,
    /// Lines that end with a carriage return alone.
    CarriageReturn,
    /// A bracket that is not closed.
    Open(&'static str),
    /// Anything else, in the parser's own words.
    Other(String),
}

impl Broken {
    /// What is wrong and what to do.
    pub(super) fn text(&self, lang: Lang) -> Text {
        let (message, help) = match self {
            Broken::DecimalComma(found) => {
                let meant = found.replace(',', ".");
                (
                    say!(
                        lang,
                        "Số “{found}” dùng dấu phẩy thập phân.",
                        "The number “{found}” has a decimal comma."
                    ),
                    say!(
                        lang,
                        "Trong tệp này số thập phân viết bằng dấu chấm: {meant}.",
                        "Decimals are written with a point here: {meant}."
                    ),
                )
            }
            Broken::Date(found, meant) => {
                let meant = meant.as_deref().unwrap_or("2025-12-31");
                let found = quoted(found);
                (
                    say!(
                        lang,
                        "Ngày {found} không viết theo cách mà tệp này cần.",
                        "The date {found} is not written as this file needs it."
                    ),
                    say!(
                        lang,
                        "Viết năm-tháng-ngày, không có dấu ngoặc kép: {meant}.",
                        "Write year-month-day, without quotation marks: {meant}."
                    ),
                )
            }
            Broken::NoDay(found) => {
                let found = quoted(found);
                (
                    say!(
                        lang,
                        "{found} không phải là một ngày có thật.",
                        "{found} is no day of the calendar."
                    ),
                    say!(
                        lang,
                        "Viết năm-tháng-ngày, ví dụ 2025-12-31; tháng từ 01 đến 12. Nếu là chữ thì đặt trong dấu \".",
                        "Write year-month-day, such as 2025-12-31, months from 01 to 12. If it is a text, put it \
                         between marks \"."
                    ),
                )
            }
            Broken::Years(from, to) => (
                say!(
                    lang,
                    "“{from}-{to}” không phải là số hay ngày nên không đọc được.",
                    "“{from}-{to}” is neither a number nor a date."
                ),
                say!(
                    lang,
                    "Viết khoảng năm như sau: years = {{ from = {from}, to = {to} }}.",
                    "Write the span of years as years = {{ from = {from}, to = {to} }}."
                ),
            ),
            Broken::Dash(dash) => (
                say!(
                    lang,
                    "Dấu “{dash}” ở đây không phải là dấu trừ “-” của bàn phím.",
                    "The dash “{dash}” is not the minus sign “-” of the keyboard."
                ),
                say!(
                    lang,
                    "Thay bằng dấu trừ thường, ví dụ -1. Word tự đổi dấu trừ thành dấu gạch dài: nên sửa bằng Notepad.",
                    "Write the plain minus sign, such as -1. Word turns it into a dash: use Notepad."
                ),
            ),
            Broken::Invisible(sign) => {
                let code = format!("U+{:04X}", u32::from(*sign));
                (
                    say!(
                        lang,
                        "Tại đây có một ký tự không nhìn thấy được ({code}), thường do chép từ Word hoặc trang web.",
                        "An invisible character ({code}) stands here, mostly copied from Word or a web page."
                    ),
                    say!(
                        lang,
                        "Xóa khoảng trống tại đây rồi gõ lại bằng phím cách; không thấy gì thì gõ lại cả dòng.",
                        "Delete the gap here and type it anew with the space bar; if there is none to be seen, type \
                         the whole line anew."
                    ),
                )
            }
            Broken::CurvedQuote(mark) => (
                say!(
                    lang,
                    "Dấu ngoặc kép cong {mark} của Word không dùng được ở đây.",
                    "The curved quotation mark {mark} of Word cannot be used here."
                ),
                say!(
                    lang,
                    "Thay cả dấu mở và dấu đóng bằng dấu ngoặc kép thẳng \". Nên sửa bằng Notepad.",
                    "Write the straight mark \" at both ends of the text. Use Notepad."
                ),
            ),
            Broken::InnerQuote => (
                say!(
                    lang,
                    "Dấu \" bên trong nội dung làm phần chữ kết thúc ngay trước chỗ này.",
                    "A mark \" inside the text ends it right before this place."
                ),
                say!(
                    lang,
                    "Dấu ngoặc kép bên trong nội dung viết là “ ” hoặc \\\", ví dụ \"Thực hiện “đúng” quy định\".",
                    "Write quotation marks inside a text as “ ” or \\\", such as \"Done “as required”\"."
                ),
            ),
            Broken::OpenText(mark) => (
                say!(
                    lang,
                    "Phần chữ mở bằng ba dấu {mark} tại đây không được đóng bằng ba dấu như vậy.",
                    "The text opened here by three marks {mark} is never closed by three of them."
                ),
                say!(
                    lang,
                    "Nội dung trên một dòng chỉ cần một dấu \" ở mỗi đầu; nhiều dòng thì thêm {mark} ở cuối.",
                    "A text on one line needs one mark \" at each end; over several lines, add {mark} at its end."
                ),
            ),
            Broken::SingleBrackets(name) => (
                say!(
                    lang,
                    "Phần này viết [{name}], chỉ có một cặp ngoặc vuông.",
                    "This part is written [{name}], with only one pair of brackets."
                ),
                say!(
                    lang,
                    "Phần được lặp lại nhiều lần cần hai cặp ngoặc vuông: [[{name}]].",
                    "A part that comes several times needs two pairs: [[{name}]]."
                ),
            ),
            Broken::Repeated(key, line) => {
                let key = quoted(key);
                let above = match line {
                    Some(line) => say!(lang, "ở dòng {line}", "on line {line}"),
                    None => say!(lang, "ở trên", "above"),
                };
                (
                    say!(lang, "{key} đã được ghi {above}.", "{key} is already given {above}."),
                    say!(
                        lang,
                        "Mỗi từ khóa chỉ ghi một lần: so hai chỗ với quyết định rồi xóa chỗ sai.",
                        "A key is given once: compare both with the decision and delete the wrong one."
                    ),
                )
            }
            Broken::Capital(found) => {
                let meant = found.to_lowercase();
                (
                    say!(lang, "“{found}” viết hoa nên không đọc được.", "“{found}” has a capital letter."),
                    say!(lang, "Viết thường toàn bộ: {meant}.", "Write it in small letters: {meant}."),
                )
            }
            Broken::LeadingPoint(found) => {
                let meant = found.replacen('.', "0.", 1);
                (
                    say!(
                        lang,
                        "Số “{found}” thiếu chữ số 0 trước dấu chấm.",
                        "“{found}” lacks the 0 before its point."
                    ),
                    say!(lang, "Viết {meant}.", "Write {meant}."),
                )
            }
            Broken::Percent(found) => (
                say!(
                    lang,
                    "Tỷ lệ {found} không có dấu ngoặc kép.",
                    "The percentage {found} is without quotation marks."
                ),
                say!(lang, "Viết \"{found}\".", "Write \"{found}\"."),
            ),
            Broken::Unquoted(found) => {
                let found = quoted(found);
                (
                    say!(
                        lang,
                        "{found} không phải là số, nên phải đặt trong dấu ngoặc kép thẳng \".",
                        "{found} is no number, so it needs straight quotation marks \"."
                    ),
                    say!(
                        lang,
                        "Thêm dấu \" ở trước và ở sau; mã tiêu chí cũng vậy, ví dụ \"2.1.2\".",
                        "Add a mark \" before and behind it; codes need them too, such as \"2.1.2\"."
                    ),
                )
            }
            Broken::Backslash => (
                say!(
                    lang,
                    "Dấu \\ trong phần chữ này không dùng được.",
                    "The sign \\ cannot be used so in this text."
                ),
                say!(
                    lang,
                    "Thay mỗi dấu \\ bằng dấu / (cả trong đường dẫn tệp), hoặc viết \\\\.",
                    "Write / for every \\, in the path of a file too, or write \\\\."
                ),
            ),
            Broken::CarriageReturn => (
                say!(
                    lang,
                    "Dòng này kết thúc bằng ký tự xuống dòng kiểu cũ (CR), không phải kiểu Windows hay Linux.",
                    "This line ends with an old line break (CR), not that of Windows or Linux."
                ),
                say!(
                    lang,
                    "Mở tệp bằng Notepad, chọn hết, chép sang một tệp mới rồi lưu với mã UTF-8.",
                    "Open the file in Notepad, copy everything to a new file and save it as UTF-8."
                ),
            ),
            Broken::Open(bracket) => {
                let close = if *bracket == "[" { "]" } else { "}" };
                (
                    say!(
                        lang,
                        "Dấu {bracket} mở ở đây không được đóng.",
                        "The bracket {bracket} opened here is not closed."
                    ),
                    say!(
                        lang,
                        "Thêm dấu {close} vào cuối phần này, và xem các dấu ngoặc kép ở giữa có đủ cặp không.",
                        "Add {close} at the end of this part, and see whether every quotation mark in it has its pair."
                    ),
                )
            }
            Broken::Other(reason) => {
                let (reason, help) = other(reason, lang);
                (
                    say!(
                        lang,
                        "Tệp viết sai cú pháp TOML tại đây ({reason}).",
                        "The file is not valid TOML here ({reason})."
                    ),
                    help,
                )
            }
        };
        Text { message, help }
    }
}

/// The parser's reason in plain words, and what to do; none of the parser's own words in Vietnamese.
fn other(reason: &str, lang: Lang) -> (String, String) {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if has(&["unquoted key", "invalid key", "keys cannot"]) {
        (
            say!(
                lang,
                "từ khóa chỉ gồm chữ cái không dấu, chữ số và dấu gạch",
                "a key has only letters without marks, digits and dashes"
            ),
            say!(lang, "Viết lại từ khóa ở đầu dòng.", "Correct the key at the beginning of the line."),
        )
    } else if has(&["quote", "basic string", "literal string"]) {
        (
            say!(lang, "thiếu dấu ngoặc kép thẳng \"", "a straight quotation mark \" is missing"),
            say!(
                lang,
                "Phần chữ phải có dấu \" ở cả hai đầu, trên cùng một dòng.",
                "A text needs a mark \" at both ends, on one line."
            ),
        )
    } else if has(&["unclosed table", "unclosed array table", "invalid table", "missing table open"]) {
        (
            say!(lang, "tên của phần thiếu ngoặc vuông", "the name of the part lacks a bracket"),
            say!(lang, "Viết như [set] hoặc [[criterion]].", "Write it like [set] or [[criterion]]."),
        )
    } else if has(&["key with no value", "missing assignment"]) {
        (
            say!(lang, "thiếu dấu = sau từ khóa", "an equals sign is missing behind the key"),
            say!(lang, "Viết: từ khóa = giá trị.", "Write: key = value."),
        )
    } else if has(&["missing value"]) {
        (
            say!(lang, "thiếu giá trị sau dấu =", "the value behind the equals sign is missing"),
            say!(lang, "Ghi giá trị, hoặc xóa cả dòng.", "Give the value, or delete the line."),
        )
    } else if has(&["missing comma", "extra assignment"]) {
        (
            say!(lang, "thiếu dấu phẩy", "a comma is missing"),
            say!(lang, "Thêm dấu phẩy ngay trước chỗ này.", "Add a comma right before this place."),
        )
    } else if has(&["extra comma"]) {
        (
            say!(lang, "thừa dấu phẩy", "a comma too many"),
            say!(lang, "Xóa dấu phẩy này.", "Delete this comma."),
        )
    } else if has(&["missing key"]) {
        (
            say!(lang, "thiếu từ khóa trước dấu =", "the key before the equals sign is missing"),
            say!(lang, "Ghi từ khóa trước dấu =.", "Give the key before the equals sign."),
        )
    } else if has(&["extra `=`", "unexpected `=`"]) {
        (
            say!(lang, "thừa dấu =", "an equals sign too many"),
            say!(lang, "Xóa dấu = này.", "Delete this equals sign."),
        )
    } else if has(&["unexpected key or value", "unexpected content"]) {
        (
            say!(lang, "thừa chữ sau giá trị", "something follows the value"),
            say!(
                lang,
                "Mỗi dòng chỉ một từ khóa và một giá trị: xóa phần thừa, hoặc chuyển xuống dòng mới.",
                "A line holds one key and one value: delete what follows, or move it to a line of its own."
            ),
        )
    } else if has(&["opening", "unclosed", "inline table element"]) {
        (
            say!(lang, "dấu ngoặc không đủ cặp", "a bracket without its pair"),
            say!(
                lang,
                "Đếm lại các dấu [ ] và {{ }} của phần này.",
                "Count the brackets [ ] and {{ }} of this part."
            ),
        )
    } else if has(&[
        "number",
        "float",
        "mantissa",
        "fraction",
        "exponent",
        "leading zero",
        "sign",
        "radix",
        "digits",
        "overflow",
    ]) {
        (
            say!(lang, "con số viết sai", "a number is written wrong"),
            say!(
                lang,
                "Số chỉ gồm chữ số và nhiều nhất một dấu chấm, ví dụ 2 hoặc 0.5; chữ thì đặt trong dấu \".",
                "A number has digits and at most one point, such as 2 or 0.5; a text stands between marks \"."
            ),
        )
    } else if has(&["comment", "printable", "visible", "control"]) {
        (
            say!(lang, "có ký tự điều khiển không dùng được", "a control character stands here"),
            say!(lang, "Xóa rồi gõ lại dòng này.", "Delete the line and type it anew."),
        )
    } else if has(&["recurs"]) {
        (
            say!(lang, "quá nhiều dấu ngoặc lồng nhau", "too many brackets within brackets"),
            say!(lang, "Bỏ bớt dấu ngoặc.", "Take some of the brackets away."),
        )
    } else {
        let reason = clause(reason);
        (
            match lang {
                Lang::Vi => "chỗ này không đúng cách viết".to_owned(),
                Lang::En => reason,
            },
            say!(
                lang,
                "Xem dòng này và dòng trên: dấu ngoặc kép, dấu bằng, dấu phẩy, ngoặc đóng.",
                "Look at this line and the one above: quotes, equals sign, commas, closing brackets."
            ),
        )
    }
}
