//! Findings about workbooks that `template` and `appraise` wrote, and that came back as something else.

use super::{Lang, Text, list, quoted, say};

/// What a workbook that we made is not, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each variant is documented; its fields are named for what they hold.
pub enum MadeFault {
    /// Made for another year than the round's.
    OtherYear { found: i64, year: i64 },
    /// Made from the set of this id, and the units are scored by those of `own`.
    OtherSet { form: String, own: String },
    /// Made from another version of the set.
    OtherVersion { set: String },
    /// Another paper than those among which it lies.
    OtherPaper { found: PaperKind, among: PaperKind },
    /// Made for one unit, and its cell names another.
    OtherUnit { made_for: String, named: String },
    /// The file has the name of another unit than that for which it was made and which it names.
    OtherFileName { file: String, unit: String },
    /// Formulas are gone; the cells that hold something typed instead.
    TypedOver { cells: Vec<String> },
    /// What is printed on the form was changed in these cells; what the first one said.
    Reworded { cells: Vec<String>, said: String },
    /// Rows of the form are gone.
    RowsGone { rows: Vec<String> },
}

/// The papers of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// What units fill in.
    Form,
    /// The council's first round.
    Appraisal,
    /// The council's second round.
    Appraisal2,
    /// What units explain.
    Explanation,
    /// Results of the survey.
    Survey,
}

impl PaperKind {
    fn name(self, lang: Lang) -> String {
        match self {
            PaperKind::Form => say!(lang, "biểu tự chấm điểm", "a self-assessment"),
            PaperKind::Appraisal => say!(lang, "bảng thẩm định lần 1", "an appraisal of the first round"),
            PaperKind::Appraisal2 => say!(lang, "bảng thẩm định lần 2", "an appraisal of the second round"),
            PaperKind::Explanation => say!(lang, "bảng giải trình", "a table of explanations"),
            PaperKind::Survey => say!(lang, "kết quả điều tra xã hội học", "survey results"),
        }
    }

    /// The key of `round.toml` that names its folder.
    fn key(self) -> &'static str {
        match self {
            PaperKind::Form => "forms",
            PaperKind::Appraisal => "appraisal",
            PaperKind::Appraisal2 => "appraisal2",
            PaperKind::Explanation => "explanations",
            PaperKind::Survey => "survey",
        }
    }
}

impl MadeFault {
    pub(super) fn text(&self, lang: Lang) -> Text {
        match self {
            MadeFault::OtherYear { found, year } => Text {
                message: say!(
                    lang,
                    "Biểu được lập cho năm {found}, trong khi đợt chấm là của năm {year}.",
                    "The workbook was made for {found}, but the round is that of {year}.",
                ),
                help: say!(
                    lang,
                    "Đề nghị đơn vị điền lại vào biểu của năm {year}.",
                    "Ask for the workbook of {year}, filled in.",
                ),
            },
            MadeFault::OtherSet { form, own } => {
                let (form, own) = (quoted(form), quoted(own));
                Text {
                    message: say!(
                        lang,
                        "Biểu được lập từ bộ tiêu chí {form}, trong khi đơn vị được chấm theo {own}.",
                        "The workbook was made from the criteria set {form}, but the unit is scored by {own}.",
                    ),
                    help: say!(
                        lang,
                        "Đề nghị đơn vị điền lại vào biểu lập từ {own}; nếu bộ tiêu chí của đợt chấm ghi sai thì sửa \
                         criteria trong round.toml.",
                        "Ask for the workbook made from {own}, filled in; if the round names the wrong set, correct \
                         criteria in round.toml.",
                    ),
                }
            }
            MadeFault::OtherVersion { set } => other_version(set, lang),
            MadeFault::OtherPaper { found, among } => other_paper(*found, *among, lang),
            MadeFault::OtherUnit { made_for, named } => other_unit(made_for, named, lang),
            MadeFault::OtherFileName { file, unit } => other_file_name(file, unit, lang),
            MadeFault::TypedOver { cells } => typed_over(cells, lang),
            MadeFault::Reworded { cells, said } => reworded(cells, said, lang),
            MadeFault::RowsGone { rows } => {
                let rows = list(rows);
                Text {
                    message: say!(
                        lang,
                        "Biểu thiếu dòng so với lúc phát ra: {rows}.",
                        "Rows of the form are gone: {rows}.",
                    ),
                    help: say!(
                        lang,
                        "Chép lại số liệu vào biểu đã phát, không xóa dòng; nội dung của dòng bị xóa không được tính.",
                        "Copy the data into the form as it was given out, with all of its rows; what stood in them \
                         does not count.",
                    ),
                }
            }
        }
    }
}

fn other_version(set: &str, lang: Lang) -> Text {
    let set = quoted(set);
    Text {
        message: say!(
            lang,
            "Biểu được lập từ một bản khác của bộ tiêu chí {set}, không phải bản đang dùng để chấm.",
            "The workbook was made from another version of the criteria set {set} than the one that scores now.",
        ),
        help: say!(
            lang,
            "Tên, điểm tối đa, mức chọn khác nhau được báo tại từng ô, nhưng công thức trong biểu vẫn tính theo bản \
             cũ. Lập lại biểu (parindex template) và đề nghị đơn vị điền lại, hoặc chấm theo đúng bản đã phát.",
            "Names, maxima and options that differ are named at their cells, but the formulas in it compute by the \
             old version. Make the workbook anew (parindex template) and ask for it, or score by the version given \
             out.",
        ),
    }
}

fn other_paper(found: PaperKind, among: PaperKind, lang: Lang) -> Text {
    let (found, key, other) = (found.name(lang), found.key(), among.name(lang));
    Text {
        message: say!(
            lang,
            "Tệp này là {found}, nhưng đang được đọc như {other}.",
            "This file is {found}, but it is read as {other}.",
        ),
        help: say!(
            lang,
            "Chuyển tệp sang thư mục mà round.toml ghi ở {key}.",
            "Move the file to the folder that round.toml names as {key}.",
        ),
    }
}

fn other_unit(made_for: &str, named: &str, lang: Lang) -> Text {
    let (made_for, named) = (quoted(made_for), quoted(named));
    Text {
        message: say!(
            lang,
            "Biểu được lập cho {made_for}, nhưng tên đơn vị trên biểu là {named}; đang tính cho {named}.",
            "The form was made for {made_for}, but it names {named}; it counts for {named} for now.",
        ),
        help: say!(
            lang,
            "Hỏi lại đơn vị. Nếu đã dùng nhầm biểu của {made_for}: điền lại vào biểu của {named}. Nếu chỉ sửa nhầm \
             tên: ghi lại {made_for}.",
            "Ask the unit. If it used the form of {made_for}, it must fill in its own. If only the name is wrong, \
             write {made_for} again.",
        ),
    }
}

fn other_file_name(file: &str, unit: &str, lang: Lang) -> Text {
    let (file, unit) = (quoted(file), quoted(unit));
    Text {
        message: say!(
            lang,
            "Tên tệp là của {file}, nhưng biểu bên trong là của {unit}; đang tính cho {unit}.",
            "The file has the name of {file}, but the form in it is that of {unit}; it counts for {unit} for now.",
        ),
        help: say!(
            lang,
            "Hỏi lại đơn vị. Nếu chỉ đặt nhầm tên tệp: đổi tên tệp. Nếu là số liệu của {file}: điền lại vào biểu của \
             {file}.",
            "Ask the unit. If only the file's name is wrong, rename it. If the data are those of {file}, they belong \
             into the form of {file}.",
        ),
    }
}

fn typed_over(cells: &[String], lang: Lang) -> Text {
    let cells = cells.join(", ");
    Text {
        message: say!(
            lang,
            "Công thức của biểu đã bị thay bằng giá trị nhập tay tại: {cells}.",
            "Formulas of the form were replaced by something typed: {cells}.",
        ),
        help: say!(
            lang,
            "Điểm và tổng điểm do biểu tự tính: chỉ nhập số liệu vào các ô màu vàng. Chép công thức của các ô này từ \
             biểu đã phát, hoặc điền lại biểu.",
            "The form computes points and sums: enter data in the yellow cells only. Copy the formulas of these \
             cells from the form as it was given out, or fill it in again.",
        ),
    }
}

fn reworded(cells: &[String], said: &str, lang: Lang) -> Text {
    let cells = cells.join(", ");
    let said = if said.is_empty() {
        say!(lang, "ô đầu tiên vốn để trống", "the first of these cells was blank")
    } else {
        let said = quoted(said);
        say!(lang, "ô đầu tiên vốn ghi {said}", "the first of these cells said {said}")
    };
    Text {
        message: say!(
            lang,
            "Nội dung in sẵn của biểu đã bị sửa tại: {cells}; {said}.",
            "What is printed on the form was changed: {cells}; {said}.",
        ),
        help: say!(
            lang,
            "Ghi lại như biểu đã phát; ý kiến khác thì ghi ở cột giải trình.",
            "Write it again as it was; remarks belong into the column for explanations.",
        ),
    }
}

/// A sample of each.
#[cfg(test)]
pub(super) fn samples() -> Vec<super::Detail> {
    use MadeFault as M;
    let s = str::to_owned;
    let faults = [
        M::OtherYear { found: 2024, year: 2025 },
        M::OtherSet { form: s("mau-xa-2025"), own: s("mau-so-2025") },
        M::OtherVersion { set: s("mau-xa-2025") },
        M::OtherPaper { found: PaperKind::Appraisal, among: PaperKind::Form },
        M::OtherPaper { found: PaperKind::Explanation, among: PaperKind::Appraisal2 },
        M::OtherPaper { found: PaperKind::Form, among: PaperKind::Survey },
        M::OtherUnit { made_for: s("Xã Mẫu 03"), named: s("Xã Mẫu 05") },
        M::OtherFileName { file: s("Xã Mẫu 05"), unit: s("Xã Mẫu 03") },
        M::TypedOver { cells: vec![s("E12"), s("E15")] },
        M::Reworded { cells: vec![s("B12")], said: s("- Niêm yết tại trụ sở") },
        M::Reworded { cells: vec![s("C12")], said: s("") },
        M::RowsGone { rows: vec![s("- Niêm yết tại trụ sở")] },
    ];
    faults.into_iter().map(|fault| super::Detail::Made { fault: Box::new(fault) }).collect()
}
