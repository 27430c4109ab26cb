//! What is doubtful when an appendix becomes a draft, in words.

use super::{Lang, Number, Text, amended, appendix, number, quoted, say};
use crate::message::Doubt;

/// What a person must look at after an import.
#[derive(Clone, Debug, PartialEq, Eq)]
// Each variant is documented; its fields are named for what they hold.
#[allow(missing_docs)]
pub enum ImportDoubt {
    /// No table has a column of criteria and one of maxima.
    NoTable,
    /// A Word document of before 2007, or another file that is no table.
    OtherFormat { kind: String },
    /// Under this head stand points: it is a form that somebody filled in.
    FilledForm { head: String },
    /// A column that no head explains; its texts are comments in the draft.
    UnknownColumn { head: String },
    /// A comma or semicolon divides the text of a row: it has `fields` cells, the head `heads`.
    RowDivided { fields: u32, heads: u32 },
    /// `count` rows from here on are in the draft as comments alone; the first says this.
    RowsLeftOut { text: String, count: usize },
    /// The codes begin anew with this row, in another table: it and the `count` rows in all are not in the draft.
    OtherSet { text: String, count: usize, table: usize },
    /// The row has no code; it got this one by its place.
    CodeGiven { code: String },
    /// The code that stands there stands before already, at `first`; the row got another one.
    CodeTwice { typed: String, first: String, code: String },
    /// The code stands there twice and its place gives no other: the row is not in the draft.
    CodeUnclear { typed: String },
    /// The spreadsheet damaged the code; it was recovered by its place.
    CodeRecovered { typed: String, code: String },
    /// The row above it in the tree is not there.
    NoParent { code: String, parent: String },
    /// No maximum; the sum of the rows below, where it is a group with known ones.
    MaxMissing { code: String, sum: Option<Number> },
    /// A maximum that is no number.
    MaxUnreadable { code: String, typed: String },
    /// A formula without a stored result.
    NoValue,
    /// A maximum below zero.
    MaxNegative { code: String, typed: String },
    /// Text that is struck through or hidden.
    TextLeftOut { text: String },
    /// One cell is merged over the maxima of several criteria.
    MaxMerged { code: String, range: String },
    /// One cell is merged over the scoring of several criteria, which all have its text.
    ScoringMerged { codes: Vec<String>, range: String },
    /// The maxima below do not add up to that of the row (`code` empty: of the fields to the total).
    SumDiffers { code: String, stated: Number, sum: Number },
    /// Rows without code below a criterion, of which neither the sum nor the highest is its maximum.
    RowsUnclear { code: String, max: Option<Number>, points: Vec<Number> },
    /// A part of the scoring text was understood.
    RulePartly { code: String, doubts: Vec<Doubt> },
    /// Nothing of the scoring text was understood; `None` where there is none.
    RuleUnread { code: String, text: Option<String> },
    /// The text is understood, but the highest points that it gives are not the maximum.
    RuleOverMax { code: String, text: String, highest: Number, max: Number },
    /// The file says another name, maximum or text than the appendix.
    Differs { code: String, key: &'static str, file: String, appendix: String },
    /// The file does not say the name, maximum, evidence or appraiser that the appendix has.
    Lacks { code: String, key: &'static str, appendix: String },
    /// The rule of the file is not the one that the text of the appendix gives, read as `read`.
    RuleDiffers { code: String, file: String, read: String, appendix: String },
    /// The text behind a rule that somebody has changed and not confirmed is another one.
    TextChanged { code: String, file: String, appendix: String },
    /// A leaf that nobody had touched was imported anew.
    Replaced { code: String, file: String, appendix: String },
    /// Confirmed rules whose text in the appendix is not understood, so that nothing tells whether it changed.
    NotCompared { codes: Vec<String> },
    /// A criterion of the file that the appendix does not have.
    Vanished { code: String, name: String },
    /// A criterion that was put into the file.
    Added { code: String, name: String },
}

impl ImportDoubt {
    /// Whether the draft is no criteria set before somebody mends it.
    pub fn stops(&self) -> bool {
        matches!(
            self,
            ImportDoubt::NoTable
                | ImportDoubt::OtherFormat { .. }
                | ImportDoubt::RowDivided { .. }
                | ImportDoubt::OtherSet { .. }
                | ImportDoubt::CodeUnclear { .. }
                | ImportDoubt::NoParent { .. }
                | ImportDoubt::MaxMissing { .. }
                | ImportDoubt::MaxUnreadable { .. }
                | ImportDoubt::MaxNegative { .. }
                | ImportDoubt::NoValue
                | ImportDoubt::MaxMerged { .. }
                | ImportDoubt::SumDiffers { .. }
        )
    }

    /// The doubt and what to do about it.
    pub(super) fn text(&self, lang: Lang) -> Text {
        let (message, help) = self.sentences(lang);
        Text { message, help }
    }

    fn sentences(&self, lang: Lang) -> (String, String) {
        match self {
            ImportDoubt::NoTable => (
                say!(
                    lang,
                    "Không tìm thấy bảng nào có cả cột tên tiêu chí và cột điểm tối đa.",
                    "There is no table with both a column of criteria and a column of maximum points."
                ),
                say!(
                    lang,
                    "Kiểm tra dòng tiêu đề: cần có một cột như “Lĩnh vực/Tiêu chí/Tiêu chí thành phần” hoặc “Nội dung” và một cột như “Điểm tối đa”, “Điểm chuẩn” hoặc “Thang điểm”.",
                    "See the head of the table: it needs a column such as “Lĩnh vực/Tiêu chí/Tiêu chí thành phần” or “Nội dung” and one such as “Điểm tối đa”, “Điểm chuẩn” or “Thang điểm”."
                ),
            ),
            ImportDoubt::OtherFormat { kind } => {
                let named = quoted(kind);
                let help = if kind == "Word" {
                    say!(
                        lang,
                        "Đây là tệp Word kiểu cũ (.doc). Mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nhập tệp đó.",
                        "This is a Word file of the old kind (.doc). Open it in Word or LibreOffice, save it as .docx and import that."
                    )
                } else {
                    say!(
                        lang,
                        "Dùng phụ lục dạng .docx, .xlsx, .xls, .ods hoặc .csv; với bản PDF hoặc bản chụp, xin bản Word của nơi soạn thảo.",
                        "Use the appendix as .docx, .xlsx, .xls, .ods or .csv; for a PDF or a scan, ask its authors for the Word file."
                    )
                };
                (
                    say!(
                        lang,
                        "Không đọc được phụ lục từ tệp loại {named}.",
                        "An appendix cannot be read from a file of the kind {named}."
                    ),
                    help,
                )
            }
            ImportDoubt::FilledForm { head } => {
                let head = quoted(head);
                (
                    say!(
                        lang,
                        "Cột {head} đã có điểm: đây là bảng chấm điểm của một đơn vị, không phải phụ lục. Các điểm này không được đưa vào bản thảo.",
                        "Column {head} holds points: this is the form of a unit, not an appendix. These points are not in the draft."
                    ),
                    say!(
                        lang,
                        "Nên nhập phụ lục của quyết định, vì bảng của đơn vị có thể đã sửa tên hoặc điểm tối đa và thường không có cách chấm.",
                        "Better import the appendix of the decision: a unit may have changed names or maxima, and forms mostly lack the scoring."
                    ),
                )
            }
            ImportDoubt::UnknownColumn { head } => {
                let head = quoted(head);
                (
                    say!(
                        lang,
                        "Không rõ cột {head} là gì, nên nội dung chỉ được chép thành ghi chú (#) trong bản thảo.",
                        "It is not known what column {head} holds, so its texts are in the draft only as comments (#)."
                    ),
                    say!(
                        lang,
                        "Nếu cột này là cách tính, tài liệu kiểm chứng hoặc cơ quan thẩm định, đổi tiêu đề thành đúng chữ đó rồi nhập lại.",
                        "If it holds the scoring, the evidence or the appraiser, give it that head (Scoring, Evidence, Appraiser) and import again."
                    ),
                )
            }
            ImportDoubt::RowDivided { fields, heads } => appendix::divided(*fields, *heads, lang),
            ImportDoubt::RowsLeftOut { text, count } => {
                let text = quoted(text);
                let others = count - 1;
                let more = if others == 0 {
                    String::new()
                } else {
                    say!(lang, " và {others} dòng tiếp theo", " and the {others} after it")
                };
                (
                    say!(
                        lang,
                        "Dòng {text}{more} không phải là tiêu chí hay cách chấm: một bản thảo mới chỉ giữ làm ghi chú ở cuối tệp.",
                        "The row {text}{more} is neither criterion nor scoring: a new draft keeps it only as a comment at its end."
                    ),
                    say!(
                        lang,
                        "Mức xếp loại thì viết thành [[class]], quy định khi không phát sinh thì ghi when_zero; nếu là tiêu chí, ghi mã và điểm tối đa rồi nhập lại; ghi chú khác thì bỏ qua.",
                        "Write classes as [[class]], what holds where nothing arose as when_zero; give a criterion its code and maximum and import again; another note needs nothing."
                    ),
                )
            }
            ImportDoubt::OtherSet { text, count, table } => {
                let text = quoted(text);
                (
                    say!(
                        lang,
                        "Từ dòng {text} mã bắt đầu lại từ đầu, như bảng của một bộ tiêu chí khác: {count} dòng không được đưa vào bản thảo.",
                        "From the row {text} on the codes begin anew, as in the table of another set: {count} rows are not in the draft."
                    ),
                    say!(
                        lang,
                        "Nhập từng bộ: thêm --table 1 để lấy bộ này, --table {table} để lấy bộ bắt đầu ở đây (hoặc --sheet với tên hay số thứ tự của sheet).",
                        "Import them one by one: --table 1 takes this set, --table {table} the one that begins here (or --sheet with the name or number of a sheet)."
                    ),
                )
            }
            ImportDoubt::CodeGiven { code } => (
                say!(
                    lang,
                    "Dòng này không có mã; theo vị trí, bản thảo đặt mã {code}.",
                    "The row has no code; by its place the draft calls it {code}."
                ),
                say!(
                    lang,
                    "Đối chiếu với bản chính thức của phụ lục; nếu mã khác, sửa trong bản thảo.",
                    "Compare with the appendix as it was issued; if the code is another, correct it in the draft."
                ),
            ),
            ImportDoubt::CodeTwice { typed, first, code } => {
                let typed = quoted(typed);
                (
                    say!(
                        lang,
                        "Mã {typed} đã có ở {first}; theo vị trí, bản thảo đặt mã {code} cho dòng này.",
                        "The code {typed} stands at {first} already; by its place the draft calls this row {code}."
                    ),
                    say!(
                        lang,
                        "Đối chiếu với phụ lục rồi sửa mã trong bản thảo nếu cần.",
                        "Compare with the appendix, and correct the code in the draft where needed."
                    ),
                )
            }
            ImportDoubt::CodeUnclear { typed } => {
                let typed = quoted(typed);
                (
                    say!(
                        lang,
                        "Không rõ dòng này thuộc mã nào (ô mã ghi {typed}), nên không có trong bản thảo.",
                        "It is not clear which code this row has (its cell says {typed}), so it is not in the draft."
                    ),
                    say!(
                        lang,
                        "Ghi đúng mã vào phụ lục (định dạng ô là Văn bản) rồi nhập lại.",
                        "Write the code into the appendix (in a cell of the format Text) and import again."
                    ),
                )
            }
            ImportDoubt::CodeRecovered { typed, code } => {
                let typed = quoted(typed);
                (
                    say!(
                        lang,
                        "Bảng tính đã làm hỏng mã: ô ghi {typed}, theo vị trí là {code}.",
                        "The spreadsheet damaged the code: the cell says {typed}, by its place it is {code}."
                    ),
                    say!(
                        lang,
                        "Đối chiếu với bản chính thức của phụ lục; nếu sai, sửa mã trong bản thảo.",
                        "Compare with the appendix as it was issued; if it is wrong, correct the code in the draft."
                    ),
                )
            }
            ImportDoubt::NoParent { code, parent } => (
                say!(
                    lang,
                    "Mã {code} không có dòng cấp trên {parent}.",
                    "The code {code} has no row {parent} above it."
                ),
                say!(
                    lang,
                    "Thêm dòng {parent} vào bản thảo theo phụ lục, hoặc sửa lại mã {code}.",
                    "Add {parent} to the draft by the appendix, or correct the code {code}."
                ),
            ),
            ImportDoubt::MaxMissing { code, sum } => appendix::max_missing(code, sum.as_ref(), lang),
            ImportDoubt::MaxUnreadable { code, typed } => appendix::max_unreadable(code, typed, lang),
            ImportDoubt::NoValue => appendix::no_value(lang),
            ImportDoubt::MaxNegative { code, typed } => appendix::max_negative(code, typed, lang),
            ImportDoubt::TextLeftOut { text } => appendix::left_out(text, lang),
            ImportDoubt::MaxMerged { code, range } => appendix::max_merged(code, range, lang),
            ImportDoubt::SumDiffers { code, stated, sum } => appendix::sum_differs(code, stated, sum, lang),
            ImportDoubt::ScoringMerged { codes, range } => {
                let codes = codes.join(", ");
                (
                    say!(
                        lang,
                        "Ô cách chấm {range} gộp chung cho {codes}: bản thảo ghi cùng nguyên văn cho từng tiêu chí.",
                        "The scoring cell {range} is merged over {codes}: the draft has its text for each of them."
                    ),
                    say!(
                        lang,
                        "Xem quyết định: cách chấm này áp dụng cho từng tiêu chí hay chỉ tiêu chí đầu, rồi sửa trong bản thảo.",
                        "See the decision whether it holds for each of them or for the first alone, and correct the draft."
                    ),
                )
            }
            ImportDoubt::RowsUnclear { code, max, points } => {
                let points: Vec<String> = points.iter().map(|points| number(points, lang)).collect();
                let points = points.join("; ");
                let max = max.as_ref().map_or_else(|| "?".to_owned(), |max| number(max, lang));
                (
                    say!(
                        lang,
                        "Các dòng không có mã dưới {code} ghi điểm {points}: không cộng thành {max} (tiêu chí con), mức cao nhất cũng không bằng {max} (các mức để chọn).",
                        "The rows without code below {code} say {points}: they neither add up to {max}, as criteria would, nor is the highest {max}, as of options."
                    ),
                    say!(
                        lang,
                        "Bản thảo giữ chúng làm cách chấm của {code}; đối chiếu với phụ lục.",
                        "The draft keeps them as the scoring of {code}; compare with the appendix."
                    ),
                )
            }
            ImportDoubt::RulePartly { code, doubts } => {
                let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.text(lang)).collect();
                let doubts = doubts.join("; ");
                (
                    say!(
                        lang,
                        "Cách chấm của {code} mới đọc được một phần: {doubts}.",
                        "The scoring of {code} was read in part: {doubts}."
                    ),
                    say!(
                        lang,
                        "So rule trong bản thảo với nguyên văn ở unconfirmed, sửa phần còn thiếu rồi xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
                        "Hold the rule of the draft against the text in unconfirmed, mend it, then delete the whole entry unconfirmed (of several lines: up to its closing \"\"\")."
                    ),
                )
            }
            ImportDoubt::RuleUnread { code, text: Some(text) } => {
                let text = quoted(text);
                (
                    say!(
                        lang,
                        "Chưa nhận ra cách chấm của {code}: {text}.",
                        "The scoring of {code} was not understood: {text}."
                    ),
                    say!(
                        lang,
                        "Viết rule theo nguyên văn trong bản thảo (các kiểu: docs/criteria.vi.md), rồi xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
                        "Write the rule by the text in the draft (the kinds: docs/criteria.md), then delete the whole entry unconfirmed (of several lines: up to its closing \"\"\")."
                    ),
                )
            }
            ImportDoubt::RuleOverMax { code, text, highest, max } => {
                let (text, highest, max) = (quoted(text), number(highest, lang), number(max, lang));
                (
                    say!(
                        lang,
                        "Cách chấm của {code} không khớp điểm tối đa: mức cao nhất là {highest}, điểm tối đa là {max}; nguyên văn: {text}.",
                        "The scoring of {code} does not fit its maximum: the highest is {highest}, the maximum {max}; the text: {text}."
                    ),
                    say!(
                        lang,
                        "Xem quyết định số nào đúng; sửa phụ lục rồi nhập lại, hoặc sửa max và viết rule trong bản thảo.",
                        "See in the decision which is right; correct the appendix and import again, or correct max and write the rule in the draft."
                    ),
                )
            }
            ImportDoubt::RuleUnread { code, text: None } => (
                say!(
                    lang,
                    "Phụ lục không ghi cách chấm của {code}.",
                    "The appendix does not say how {code} is scored."
                ),
                say!(
                    lang,
                    "Tìm cách chấm ở văn bản hướng dẫn; nếu hội đồng tự cho điểm thì chỉ cần xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
                    "Look for it in the guidance; if the council gives any points, only delete the whole entry unconfirmed (of several lines: up to its closing \"\"\")."
                ),
            ),
            ImportDoubt::Differs { code, key, file, appendix } => {
                let (file, appendix) = (quoted(file), quoted(appendix));
                (
                    say!(
                        lang,
                        "{code}: tệp ghi {key} = {file}, phụ lục ghi {appendix}. Tệp được giữ nguyên.",
                        "{code}: the file says {key} = {file}, the appendix says {appendix}. The file stays as it is."
                    ),
                    say!(
                        lang,
                        "Nếu phụ lục đúng, sửa {key} trong tệp; nếu đã sửa có chủ ý thì bỏ qua.",
                        "If the appendix is right, change {key} in the file; if it was changed on purpose, nothing is to be done."
                    ),
                )
            }
            ImportDoubt::Lacks { code, key, appendix } => amended::lacks(code, key, appendix, lang),
            ImportDoubt::RuleDiffers { code, file, read, appendix } => {
                amended::rule_differs(code, file, read, appendix, lang)
            }
            ImportDoubt::TextChanged { code, file, appendix } => {
                amended::text_changed(code, file, appendix, lang)
            }
            ImportDoubt::Replaced { code, file, appendix } => amended::replaced(code, file, appendix, lang),
            ImportDoubt::NotCompared { codes } => amended::not_compared(codes, lang),
            ImportDoubt::Vanished { code, name } => {
                let name = quoted(name);
                (
                    say!(
                        lang,
                        "{code} {name} có trong tệp mà không có trong phụ lục; vẫn được giữ trong tệp.",
                        "{code} {name} is in the file and not in the appendix; the file keeps it."
                    ),
                    say!(
                        lang,
                        "Nếu quyết định đã bỏ tiêu chí này, xóa nó trong tệp.",
                        "If the decision dropped it, delete it in the file."
                    ),
                )
            }
            ImportDoubt::Added { code, name } => {
                let name = quoted(name);
                (
                    say!(
                        lang,
                        "Đã thêm {code} {name} vào tệp, theo phụ lục.",
                        "{code} {name} was added to the file, as the appendix has it."
                    ),
                    say!(
                        lang,
                        "Kiểm tra cách chấm của tiêu chí mới rồi xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
                        "Check how the new criterion is scored, then delete the whole entry unconfirmed (of several lines: up to its closing \"\"\")."
                    ),
                )
            }
        }
    }
}
