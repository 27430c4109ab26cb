//! The forms, and what is wrong in each.

use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use super::{Case, Spot, TOTAL};
use crate::form::{self, Cell, Slip};
use crate::office::Office;
use crate::uncached::NO_RESULT;

/// The hidden sheet.
pub const DRAFT: &str = "Nháp";

/// Communes of the register of which no form is found.
pub const SENT_NOTHING: [&str; 2] = ["Xã Thử 03", "Xã Thử 05"];

pub fn all(set: &CriteriaSet, offices: &[Office]) -> Vec<Case> {
    vec![
        points(set, &offices[0]),
        data(set, &offices[1]),
        rows(set, &offices[2]),
        marks(set, &offices[3]),
        again(&offices[3]),
        unknown(&offices[4]),
        Case::new("xa-thu-04.xlsx", &form::COUNCIL, &offices[5]),
    ]
}

/// Points that cannot be.
fn points(set: &CriteriaSet, office: &Office) -> Case {
    let mut case = Case::new("phuong-thu-01.xlsx", &form::RENAMED, office);
    case.own(set, "1.1.1", Some(150), ("points-above-max", "Chấm 1,5 điểm, điểm tối đa là 1"));
    case.own(set, "1.2", None, ("missing-points", "Để trống điểm"));
    case.set_own(set, "1.3.1", None);
    case.slip(("1.3.1", Cell::Own), Slip::Text("0,5/1"), ("not-a-number", "Ghi “0,5/1”"));
    case.own(set, "1.7", Some(150), ("not-yours-to-score", "Tự chấm tiêu chí điều tra xã hội học"));
    case.own(set, "2.1.2", Some(-100), ("points-below-min", "Chấm −1, thấp nhất là −0,5"));
    case.set_own(set, "2.2", Some(100));
    case.slip(("2.2", Cell::Evidence), Slip::Blank, ("missing-evidence", "Không nêu tài liệu kiểm chứng"));
    case.own(set, "2.3", Some(75), ("points-unreachable", "Chấm 0,75; cách chấm chỉ cho 1 hoặc 0"));
    case.own(set, "3.4", Some(150), ("not-yours-to-score", "Tự chấm tiêu chí do hội đồng chấm"));
    case
}

/// Raw data that cannot be, or do not give the points claimed.
fn data(set: &CriteriaSet, office: &Office) -> Case {
    let mut case = Case::new("phuong-thu-02.xlsx", &form::DECLARED, office);
    let declared = |criterion| (criterion, Cell::Declared);
    case.set_own(set, "1.1.3", Some(300));
    case.slip(
        declared("1.1.3"),
        Slip::Text("a=36; b=38"),
        ("part-exceeds-whole", "Hoàn thành 38 trên 36 nhiệm vụ"),
    );
    case.set_own(set, "1.3.1", Some(100));
    case.slip(declared("1.3.1"), Slip::Text("a=8"), ("missing-input", "Thiếu số đơn vị được kiểm tra (b)"));
    case.slips.cells.insert(declared("1.4"), Slip::Blank);
    case.set_own(set, "1.4", None);
    case.slip(
        ("1.4", Cell::Own),
        Slip::Formula("=0.25*4".to_owned(), NO_RESULT),
        ("no-cached-value", "Công thức chưa được tính: không có giá trị lưu trong tệp"),
    );
    case.expect("missing-points", "1.4", Spot::At(Cell::Own), "Vì vậy tiêu chí chưa có điểm");
    case.set_own(set, "1.5", Some(100));
    case.slip(declared("1.5"), Slip::Text("hai sáng kiến"), ("input-invalid", "Ghi chữ ở chỗ phải ghi số"));
    case.set_own(set, "2.3", Some(100));
    case.slip(declared("2.3"), Slip::Text("Đạt"), ("input-invalid", "Không phải một phương án của tiêu chí"));
    case.slips.cells.insert(declared("3.3.1"), Slip::Text("a=9750; b=9458"));
    case.own(
        set,
        "3.3.1",
        Some(300),
        ("points-disagree", "9.458 trên 9.750 hồ sơ là 2,91 điểm, không phải 3"),
    );
    case.set_own(set, "4.3.2", Some(150));
    case.slip(
        declared("4.3.2"),
        Slip::Text("a=0; b=0"),
        ("division-by-zero", "Mẫu số bằng 0, bộ tiêu chí không quy định"),
    );
    case.set_own(set, "6.1.2", None);
    case.slips.cells.insert(declared("6.1.2"), Slip::Blank);
    case.slip(
        ("6.1.2", Cell::Own),
        Slip::Formula("=1/0".to_owned(), "#DIV/0!"),
        ("formula-error", "Công thức cho ra #DIV/0!"),
    );
    // With an error below them the sums would be errors too: they were typed by hand.
    for code in ["6.1", "6", TOTAL] {
        let sum = case.sum(set, code);
        case.slips.cells.insert((code, Cell::Own), Slip::Number(sum));
    }
    case
}

/// Rows, codes, names, maxima and totals that differ from the set.
fn rows(set: &CriteriaSet, office: &Office) -> Case {
    let mut case = Case::new("xa-thu-01.xlsx", &form::PLAIN, office);
    case.slip(
        ("1.3.2", Cell::Name),
        Slip::Text("Xử lý vấn đề phát hiện khi kiểm tra"),
        ("renamed-criterion", "Tên khác tên trong bộ tiêu chí"),
    );
    case.set_own(set, "1.6", None);
    case.slips.cells.insert(("1.6", Cell::Name), Slip::Text("Phong trào riêng của xã"));
    case.slips.cells.insert(("1.6", Cell::Own), Slip::Number(Number::ONE));
    case.slip(
        ("1.6", Cell::Number),
        Slip::Text("1.9"),
        ("unknown-criterion", "Dòng tự thêm, mã 1.9 không có trong bộ tiêu chí"),
    );
    case.expect(
        "missing-criterion",
        "1.6",
        Spot::Sheet(super::SHEET),
        "Dòng của tiêu chí 1.6 đã bị thay mất",
    );
    case.slip(
        ("2.3", Cell::Max),
        Slip::Number(Number::from(2)),
        ("max-differs", "Điểm tối đa bị sửa từ 1 thành 2"),
    );
    case.slip(
        ("3.2", Cell::Number),
        Slip::Date(3, 2, 2025),
        ("damaged-code", "Bảng tính đổi mã 3.2 thành ngày 03/02"),
    );
    case.slip(
        ("7.10", Cell::Number),
        Slip::Number(Number::from_scaled(71, 1)),
        ("damaged-code", "Bảng tính đổi mã 7.10 thành số 7,1"),
    );
    let total = case.sum(set, TOTAL) + Number::from(3);
    case.slip(
        (TOTAL, Cell::Own),
        Slip::Number(total),
        ("total-differs", "Tổng cộng gõ tay, cao hơn tổng các dòng 3 điểm"),
    );
    case
}

/// Not applicable, exempt, hidden, text for numbers.
fn marks(set: &CriteriaSet, office: &Office) -> Case {
    let mut case = Case::new("xa-thu-02.xlsx", &form::RENAMED, office);
    case.slips.hidden = &["1.4"];
    case.expect("hidden-rows", "", Spot::Sheet(super::SHEET), "Dòng 17, của tiêu chí 1.4, bị ẩn");
    case.hidden_sheet = true;
    case.expect("hidden-sheet", "", Spot::Sheet(DRAFT), "Trang tính ẩn, không được đọc");
    case.set_own(set, "1.5", Some(50));
    case.slip(("1.5", Cell::Own), Slip::Text("0,5"), ("decimal-comma-text", "Số 0,5 lưu thành văn bản"));
    case.unexempt(set, "2.1.1");
    case.own(
        set,
        "2.1.1",
        Some(100),
        ("exempt-but-scored", "Danh sách miễn tiêu chí này, biểu vẫn chấm 1 điểm"),
    );
    case.set_own(set, "6.3", None);
    case.slip(
        ("6.3", Cell::Own),
        Slip::Text("KAD"),
        ("not-applicable-undeclared", "Ghi KAD, danh sách không miễn tiêu chí này"),
    );
    case
}

/// The same commune once more.
fn again(office: &Office) -> Case {
    let mut case = Case::new("xa-thu-02_gui-lai.xlsx", &form::COUNCIL, office);
    case.expect("duplicate-unit", "", Spot::Address("A5".to_owned()), "Xã Thử 02 gửi hai biểu");
    case
}

/// A commune that the register does not know.
fn unknown(office: &Office) -> Case {
    let mut case = Case::new("xa-thu-03.xlsx", &form::NAMED, office);
    "Xã Thử Ba".clone_into(&mut case.office.name);
    case.expect("unknown-unit", "", Spot::Address("A5".to_owned()), "Danh sách không có xã Thử Ba");
    case
}
