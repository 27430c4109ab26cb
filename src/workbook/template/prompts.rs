//! What is said beside the cells to fill, and what may be typed into them.

use crate::message::{Lang, number, say};
use crate::points::Number;
use crate::rule::Input;
use crate::workbook::grid::{Allowed, Check};

/// Excel takes no longer formula beside a cell.
const LONGEST: usize = 255;

/// One of the labels of a list.
pub(super) fn choice(code: &str, labels: &[String], range: String, lang: Lang) -> Check {
    let all = labels.join("; ");
    Check {
        allowed: Allowed::List(range),
        title: say!(lang, "{code}: chọn một mục", "{code}: choose one"),
        text: say!(
            lang,
            "Bấm mũi tên bên phải ô rồi chọn: {all}",
            "Click the arrow beside the cell and choose: {all}"
        ),
        refusal: say!(
            lang,
            "Chỉ chọn một mục trong danh sách. Bấm mũi tên bên phải ô để mở danh sách.",
            "Choose an entry of the list. Click the arrow beside the cell to open it."
        ),
    }
}

/// Whether an item of a check list holds.
pub(super) fn item(code: &str, points: &Number, words: [&str; 2], range: String, lang: Lang) -> Check {
    let ([yes, no], points) = (words, number(points, lang));
    Check {
        allowed: Allowed::List(range),
        title: say!(lang, "{code}: {yes} hay {no}", "{code}: {yes} or {no}"),
        text: say!(
            lang,
            "Bấm mũi tên bên phải ô rồi chọn {yes} nếu nội dung này đạt ({points} điểm), {no} nếu không đạt.",
            "Click the arrow beside the cell; choose {yes} if this holds ({points} points), else {no}."
        ),
        refusal: say!(lang, "Chỉ chọn {yes} hoặc {no}.", "Choose {yes} or {no}."),
    }
}

/// A number that a rule needs. `cells` are those of all inputs of the leaf.
pub(super) fn input(code: &str, inputs: &[Input], at: usize, cells: &[String], lang: Lang) -> Option<Check> {
    let (input, cell) = (inputs.get(at)?, cells.get(at)?);
    let parts_of = |whole: usize| -> Vec<usize> {
        (0..inputs.len()).filter(|at| inputs[*at].part_of == Some(whole)).collect()
    };
    let sum = |parts: &[usize]| {
        let parts: Vec<&str> = parts.iter().filter_map(|at| cells.get(*at)).map(String::as_str).collect();
        format!("SUM({})", parts.join(","))
    };
    let ids = |parts: &[usize]| parts.iter().map(|at| &*inputs[*at].id).collect::<Vec<_>>().join(" + ");
    let mut holds = vec![format!("ISNUMBER({cell})"), format!("{cell}>=0")];
    let mut text = match (input.whole_number, &input.max) {
        (true, None) => say!(lang, "Nhập số nguyên từ 0 trở lên", "Enter a whole number, 0 or more"),
        (false, None) => say!(lang, "Nhập số từ 0 trở lên", "Enter a number, 0 or more"),
        (whole, Some(max)) => {
            holds.push(format!("{cell}<={max}"));
            let max = number(max, lang);
            if whole {
                say!(lang, "Nhập số nguyên từ 0 đến {max}", "Enter a whole number from 0 to {max}")
            } else {
                say!(lang, "Nhập số từ 0 đến {max}", "Enter a number from 0 to {max}")
            }
        }
    };
    if input.whole_number {
        holds.push(format!("{cell}=INT({cell})"));
    }
    if let Some(whole) = input.part_of {
        let (parts, of) = (parts_of(whole), cells.get(whole)?);
        holds.push(format!("OR({of}=\"\",{}<={of})", sum(&parts)));
        let (parts, of) = (ids(&parts), &inputs[whole].id);
        text.push_str(&say!(lang, "; {parts} không vượt quá {of}", "; {parts} is at most {of}"));
    }
    let parts = parts_of(at);
    if !parts.is_empty() {
        holds.push(format!("{}<={cell}", sum(&parts)));
        let (parts, id) = (ids(&parts), &input.id);
        text.push_str(&say!(lang, "; không nhỏ hơn {parts}", "; {id} is at least {parts}"));
    }
    text.push_str(&say!(lang, ". Không phát sinh thì nhập 0.", ". Enter 0 where there is none."));
    let (id, name) = (&input.id, &input.name);
    Some(Check {
        allowed: only(cell, &holds),
        title: format!("{code}: {id}"),
        text: if **id == **name { text.clone() } else { format!("{name}.\n{text}") },
        refusal: text,
    })
}

/// Points that the unit gives itself: from the lowest to the highest, in steps.
pub(super) fn points(
    code: &str,
    cell: &str,
    [min, max]: [&Number; 2],
    step: Option<&Number>,
    lang: Lang,
) -> Check {
    let mut holds = vec![format!("ISNUMBER({cell})"), format!("{cell}>={min}"), format!("{cell}<={max}")];
    let [lowest, highest] = [min, max].map(|number_of| number(number_of, lang));
    let mut text =
        say!(lang, "Nhập điểm từ {lowest} đến {highest}", "Enter points from {lowest} to {highest}");
    if let Some(step) = step {
        let steps = format!("({cell}-({min}))/({step})");
        holds.push(format!("ABS({steps}-ROUND({steps},0))<0.000001"));
        let step = number(step, lang);
        text.push_str(&say!(lang, ", mỗi bước {step}", ", in steps of {step}"));
    }
    text.push('.');
    let title = say!(lang, "{code}: điểm tự chấm", "{code}: self score");
    Check { allowed: only(cell, &holds), title, refusal: text.clone(), text }
}

/// Points of a bonus or a penalty.
pub(super) fn adjustment(code: &str, cell: &str, cap: Option<&Number>, lang: Lang) -> Check {
    if let Some(cap) = cap {
        return points(code, cell, [&Number::ZERO, cap], None, lang);
    }
    let text = say!(lang, "Nhập điểm từ 0 trở lên.", "Enter points, 0 or more.");
    let title = say!(lang, "{code}: điểm tự chấm", "{code}: self score");
    let holds = [format!("ISNUMBER({cell})"), format!("{cell}>=0")];
    Check { allowed: only(cell, &holds), title, refusal: text.clone(), text }
}

/// Points that a formula gives: by which rule.
pub(super) fn computed(code: &str, rule: &str, lang: Lang) -> Check {
    told(say!(lang, "{code}: điểm tự tính", "{code}: computed"), rule.to_owned())
}

/// Evidence.
pub(super) fn evidence(required: bool, year: Option<i64>, lang: Lang) -> Check {
    let year = year.map_or_else(|| "……".to_owned(), |year| year.to_string());
    let title = if required {
        say!(lang, "Tài liệu kiểm chứng: bắt buộc", "Evidence: required")
    } else {
        say!(lang, "Tài liệu kiểm chứng", "Evidence")
    };
    told(
        title,
        say!(
            lang,
            "Ghi loại, số, ký hiệu, ngày ban hành của từng văn bản và số trang. Ví dụ: Quyết định số 12/QĐ-UBND ngày 15/01/{year}, trang 2.",
            "Kind, number, symbol and date of each document, and the page. For example: Quyết định số 12/QĐ-UBND ngày 15/01/{year}, trang 2."
        ),
    )
}

/// Explanation.
pub(super) fn explanation(lang: Lang) -> Check {
    told(
        say!(lang, "Giải trình", "Explanation"),
        say!(
            lang,
            "Ghi khi thiếu tài liệu kiểm chứng, khi có khó khăn, vướng mắc, hoặc khi cần làm rõ điểm tự chấm.",
            "Where evidence is missing, where there were difficulties, or where the self score needs a word."
        ),
    )
}

/// A message beside a cell in which anything may stand.
fn told(title: String, text: String) -> Check {
    Check { allowed: Allowed::Any, title, text, refusal: String::new() }
}

/// A blank cell, or one for which all of these hold; the last ones are left out where Excel would not take so many.
fn only(cell: &str, holds: &[String]) -> Allowed {
    let mut holds = holds;
    loop {
        let formula = format!("OR({cell}=\"\",AND({}))", holds.join(","));
        match holds {
            [rest @ .., _] if formula.len() > LONGEST => holds = rest,
            _ => return Allowed::Where(formula),
        }
    }
}
