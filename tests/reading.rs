//! Forms in every layout, read to the same scores; what is wrong with them, at its cell.

#![allow(clippy::unwrap_used)] // What a test cannot read must fail it.

mod support;

use parindex::assessment::Paper;
use parindex::score::{Basis, Status};
use support::{File, SMALL, brief, cards, form, read, set, shown};

fn n(text: &str) -> parindex::points::Number {
    parindex::points::Number::from_plain(text).unwrap()
}

/// The self scores of the only unit, leaf by leaf; `-` where there are none.
fn own(set: &parindex::criteria::CriteriaSet, assessed: &parindex::assessment::Assessed) -> Vec<String> {
    let card = &cards(set, assessed, Basis::Own)[0];
    card.leaves
        .iter()
        .map(|leaf| match leaf.status {
            Status::Scored => leaf.points.to_string(),
            Status::Missing => "-".to_owned(),
            Status::NotApplicable => "kad".to_owned(),
            Status::Fault => "!".to_owned(),
        })
        .collect()
}

const GOOD: [&str; 7] = ["1", "2.5", "2", "1", "4", "-", "-"];

fn check(form_text: &str, expected: &[&str], findings: &[&str]) {
    let set = set(SMALL);
    let assessed = read(&set, None, &[form("xa.csv", form_text)]);
    assert_eq!(brief(&assessed), findings, "{}", shown(&assessed.findings));
    assert_eq!(own(&set, &assessed), expected, "{}", shown(&assessed.findings));
}

#[test]
fn a_plain_form() {
    check(
        "code,name,max,self\n1,Công tác chỉ đạo,12,10.5\n1.1.1,Ban hành kế hoạch,1,1\n1.1.2,Mức độ hoàn thành kế hoạch,3,2.5\n\
         1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,1\n1.10,Sáng kiến,4,4\n",
        &GOOD,
        &["renamed-criterion B2 1"],
    );
}

#[test]
fn a_form_as_offices_fill_it() {
    check(
        "UBND TỈNH MẪU;;;;;;\n;;;;;;\nBẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025;;;;;;\nĐơn vị: UBND xã Mẫu 01;;;;;;\n\
         STT;Lĩnh vực/TC/TCTP;Điểm tối đa;Điểm đánh giá;;;Ghi chú\n;;;Điều tra XHH;Tự đánh giá;SNV đánh giá;\n(1);(2);(3);(4);(5);(6);(7)\n\
         I;Công tác chỉ đạo, điều hành;12;;10,5;;\n1.1;Kế hoạch cải cách hành chính năm;6;;5,5;;\n\
         1.1.1;Ban hành kế hoạch;1;;1;;\n1.1.2;Mức độ hoàn thành kế hoạch;3;;2,5;;\n1.1.3;Báo cáo định kỳ;2;;2 điểm;;\n\
         1.2;Kiểm tra cải cách hành chính;2;;1;;\n1.10;Sáng kiến;4;;4,0;;\nII;Tác động đến người dân, tổ chức;8;;;;\n\
         2.1;Mức độ hài lòng của người dân;5;;;;\n2.2;Điểm do lãnh đạo chấm;3;;;;\n;Tổng cộng;20;;10,5;;\n;;;;;;\n\
         ;Người lập biểu;;;CHỦ TỊCH;;\n;Nguyễn Văn Mẫu;;;Trần Thị Mẫu;;\n",
        &GOOD,
        &[],
    );
}

#[test]
fn codes_that_the_spreadsheet_damaged() {
    // 1.10 became 1.1: here the row order and the name say what it was.
    check(
        "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,Ban hành kế hoạch,1,1\n1.1.2,Mức độ hoàn thành kế hoạch,3,2.5\n\
         1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,1\n-,Sáng kiến,4,4\n",
        &GOOD,
        &[],
    );
}

#[test]
fn codes_begin_anew_under_a_roman_field() {
    check(
        "TT;Nội dung;Điểm chuẩn;Tự chấm\nI;Công tác chỉ đạo, điều hành;12;10.5\n1;Kế hoạch cải cách hành chính năm;6;5.5\n\
         1.1;Ban hành kế hoạch;1;1\n1.2;Mức độ hoàn thành kế hoạch;3;2.5\n1.3;Báo cáo định kỳ;2;2\n\
         2;Kiểm tra cải cách hành chính;2;1\n10;Sáng kiến;4;4\n",
        &GOOD,
        &[],
    );
}

#[test]
fn raw_data_give_the_points() {
    check(
        "code;max;option;a;b;tre;t;s;self\n1.1.1;1;Ban hành kịp thời;;;;;;\n1.1.2;3;;36;35;;;;2,92\n1.1.3;2;;;;1;;;\n\
         1.2;2;;;;;9;10;1\n1.10;4;;;;;;;4\n",
        &["1", "2.92", "1.75", "1", "4", "-", "-"],
        &[],
    );
    check(
        "STT;Tiêu chí;Điểm tối đa;Số liệu kê khai;Điểm tự đánh giá\n1.1.1;Ban hành kế hoạch;1;không kịp thời;0,5\n\
         1.1.2;Mức độ hoàn thành kế hoạch;3;a=36; b=40;2\n".replace("a=36; b=40", "\"a=36; b=40\"").as_str(),
        &["0.5", "!", "-", "-", "-", "-", "-"],
        &["missing-criterion xa 1.1.3", "missing-criterion xa 1.10", "missing-criterion xa 1.2", "part-exceeds-whole D3 1.1.2"],
    );
}

#[test]
fn wrong_points_are_named_at_their_cell() {
    check(
        "code,max,self,evidence\n1.1.1,1,1.5,x\n1.1.2,3,0.5/1,x\n1.1.3,3,2,x\n1.2,2,1,\n1.10,4,3.7,x\n2.1,5,5,\nTổng cộng,,99,\n",
        &["!", "!", "2", "1", "!", "-", "-"],
        &[
            "max-differs B4 1.1.3",
            "missing-evidence D5 1.2",
            "not-a-number C3 1.1.2",
            "not-yours-to-score C7 2.1",
            "points-above-max C2 1.1.1",
            "points-off-step C6 1.10",
        ],
    );
    check(
        "code,max,self\n1.1.1,1,0.7\n1.1.2,3,2.3\n1.1.3,2,1.9\n1.2,2,\n1.10,4,KAD\nTổng,,5\n",
        &["!", "!", "!", "-", "kad", "-", "-"],
        &[
            "missing-points C5 1.2",
            "points-unreachable C2 1.1.1",
            "points-unreachable C3 1.1.2",
            "points-unreachable C4 1.1.3",
            "total-differs C7 -",
        ],
    );
}

#[test]
fn a_long_table_and_both_matrices_give_the_same() {
    let set = set(SMALL);
    let long = "unit,code,max,self,appraised,survey\nXã A,1.1.1,1,1,0.5,\nXã A,1.1.2,3,2.5,2.5,\nXã B,1.1.1,1,0,0,\nXã A,2.1,5,,,4.5\nXã A,1.1.3,2,2,1.5,\nXã A,1.2,2,2,2,\nXã A,1.10,4,4,4,\nXã A,2.2,3,,3,\n";
    let assessed = read(&set, None, &[form("l.csv", long)]);
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert_eq!((card.points.clone(), card.complete), (n("18"), true), "{}", shown(&assessed.findings));
    assert_eq!(card.survey, Some(n("4.5")));
    let matrix = "Đơn vị;1.1.1;1.1.2;1.1.3;1.2;1.10;2.1;2.2;CONG\nXã A;0,5;2,5;1,5;2;4;4,5;3;1\n";
    let assessed = read(&set, None, &[form("m.csv", matrix)]);
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert_eq!(card.points, n("19"), "{}", shown(&assessed.findings));
    assert_eq!(brief(&assessed), Vec::<String>::new());
    let transposed = "Mã,Tiêu chí,Xã A,Xã B\n1.1.1,Ban hành kế hoạch,0.5,1\n1.1.2,,2.5,0\n1.1.3,,1.5,2\n1.2,,2,2\n1.10,,4,4\n2.1,,4.5,5\n2.2,,3,3\nCONG,Điểm cộng,1,3\n";
    let assessed = read(&set, None, &[form("t.csv", transposed)]);
    let both = cards(&set, &assessed, Basis::Final);
    assert_eq!(
        (both[0].points.clone(), both[1].points.clone()),
        (n("19"), n("19")),
        "{}",
        shown(&assessed.findings)
    );
    assert_eq!(brief(&assessed), ["points-above-max D9 CONG"]);
}

#[test]
fn the_register_decides_who_is_who_and_what_does_not_apply() {
    let set = set(SMALL);
    let register = "name,block,aliases,not_applicable\nXã Mẫu 01,,Xã Cũ,1.2\nXã Mẫu 02,,,\nXã Mẫu 03,,,\n";
    let a =
        "Đơn vị: UBND xã mẫu 01,,\ncode,max,self\n1.1.1,1,1\n1.1.2,3,3\n1.1.3,2,2\n1.2,2,KAD\n1.10,4,KAD\n";
    let b = "Đơn vị: Xã Cũ,,\ncode,max,self\n1.1.1,1,1\n1.1.2,3,3\n1.1.3,2,2\n1.10,4,4\n";
    let c = "Đơn vị: Xã Mẫu 04,,\ncode,max,self\n1.1.1,1,1\n1.1.2,3,3\n1.1.3,2,2\n1.2,2,0\n1.10,4,4\n";
    let assessed = read(&set, Some(register), &[form("a.csv", a), form("b.csv", b), form("c.csv", c)]);
    assert_eq!(
        brief(&assessed),
        [
            "duplicate-unit A1 -",
            "missing-unit A3 -",
            "missing-unit A4 -",
            "not-applicable-undeclared C7 1.10",
            "unknown-unit A1 -"
        ],
        "{}",
        shown(&assessed.findings)
    );
    let card = &cards(&set, &assessed, Basis::Own)[0];
    assert_eq!(card.max, n("18"));
    assert_eq!(card.points, n("6"));
}

#[test]
fn the_published_example_ranks_by_the_index() {
    let set = set(
        "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"so\"\nyears = { from = 2020 }\nstatus = \"model\"\nscale = 100\nsources = [\"x\"]\n\
         [[field]]\ncode = \"1\"\nname = \"A\"\nmax = 71.5\n[[field]]\ncode = \"2\"\nname = \"B\"\nmax = 28.5\n",
    );
    let table = "unit,1,2\nSở Một,69.25,N/A\nSở Hai,68,26.43\n";
    let assessed = read(&set, None, &[form("m.csv", table)]);
    let cards = cards(&set, &assessed, Basis::Final);
    let ranking = parindex::ranking::rank(&set, &cards);
    let rows = &ranking.blocks[0].rows;
    let indices: Vec<String> = rows
        .iter()
        .map(|row| cards[row.card].index.clone().unwrap().published(set.scoring.precision).to_string())
        .collect();
    assert_eq!(indices, ["96.85", "94.43"]);
    assert_eq!(&*cards[rows[0].card].unit, "Sở Một");
}

#[test]
fn a_blank_form_is_said_cell_by_cell_and_never_ranked() {
    let set = set(SMALL);
    let blank = "code,max,self\n1.1.1,1,\n1.1.2,3,\n1.1.3,2,\n1.2,2,\n1.10,4,\n";
    let assessed = read(&set, None, &[form("xa.csv", blank)]);
    assert_eq!(brief(&assessed)[0], "missing-points C2 1.1.1", "{}", shown(&assessed.findings));
    assert_eq!(assessed.findings.len(), 5);
    assert_eq!(cards(&set, &assessed, Basis::Own).len(), 0);
    let matrix = "Đơn vị,1.1.1,1.1.2\nXã A,1,3\nXã B,,\n";
    let assessed = read(&set, None, &[form("m.csv", matrix)]);
    assert_eq!(brief(&assessed).iter().filter(|line| line.starts_with("missing-unit")).count(), 1);
}

#[test]
fn what_an_official_types_beside_the_rules() {
    // Error values in text, a contradiction, a wrong code with a right name, one input written with its id.
    check(
        "STT,Tiêu chí,Điểm tối đa,Số liệu kê khai,Điểm tự chấm,Ghi chú\n1.1.1,Ban hành kế hoạch,1,Không áp dụng,1,\n\
         01/01/2025,Mức độ hoàn thành kế hoạch,3,,#N/A,\n1.1.3,Báo cáo định kỳ,2,tre=1,1.75,\n\
         9.9,Kiểm tra cải cách hành chính,2,,2,\n1.10,Sáng kiến,4,,4,\n",
        &["!", "-", "1.75", "-", "4", "-", "-"],
        &["ambiguous-criterion A3 -", "input-invalid D2 1.1.1", "unknown-criterion A5 -"],
    );
    // Field and number in one cell; the sum of a part is not the sum of all.
    check(
        "STT,Nội dung,Điểm chuẩn,Tự chấm\n\"I. Công tác chỉ đạo, điều hành\",,12,9.5\n1.1.1,Ban hành kế hoạch,1,1\n\
         1.1.2,Mức độ hoàn thành kế hoạch,3,2.5\n1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,0\n\
         1.10,Sáng kiến,4,4\n,Tổng cộng lĩnh vực I,12,9.5\n,Tổng cộng,100,9.5\n",
        &["1", "2.5", "2", "0", "4", "-", "-"],
        &["max-differs C9 -"],
    );
    // A 1.1 with another name is never taken for 1.10 by its place.
    check(
        "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,Ban hành kế hoạch,1,1\n1.1.2,Mức độ hoàn thành kế hoạch,3,3\n\
         1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,0\n1.1,Phong trào riêng,4,4\n",
        &["1", "3", "2", "0", "-", "-", "-"],
        &["ambiguous-criterion A6 -"],
    );
}

#[test]
fn a_code_cut_short_in_a_text_table_is_recovered_by_name_or_order() {
    let good = ["1", "2.5", "2", "1", "4", "-", "-"];
    check(
        "code,name,max,self\n1.1.1,Ban hành kế hoạch,1,1\n1.1.2,Mức độ hoàn thành kế hoạch,3,2.5\n\
         1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,1\n1.1,Sáng kiến,4,4\n",
        &good,
        &["damaged-code A6 1.10"],
    );
    check(
        "code,max,self\n1.1,6,5.5\n1.1.1,1,1\n1.1.2,3,2.5\n1.1.3,2,2\n1.2,2,1\n1.1,4,4\n",
        &good,
        &["damaged-code A7 1.10"],
    );
}

#[test]
fn where_nothing_arose_no_points_are_claimed() {
    let set = set(
        "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = { from = 2020 }\nstatus = \"model\"\nscale = 10\n\
         sources = [\"x\"]\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = 4\nwhen_zero = \"not-applicable\"\n\
         inputs = [{ id = \"a\", name = \"A\" }, { id = \"b\", name = \"B\", part_of = \"a\" }]\n\
         rule.proportional = { of = \"b / a\" }\n[[field]]\ncode = \"2\"\nname = \"Hai\"\nmax = 6\n",
    );
    let register = "name\nXã A\n";
    for (claim, findings) in [("", &[][..]), ("KAD", &[]), ("0", &[]), ("4", &["points-disagree E2 1"])] {
        let form_text = format!("code,max,a,b,self\n1,4,0,0,{claim}\n2,6,,,6\n");
        let assessed = read(&set, Some(register), &[form("Xã A.csv", &form_text)]);
        assert_eq!(brief(&assessed), findings, "{claim}: {}", shown(&assessed.findings));
        let card = &cards(&set, &assessed, Basis::Own)[0];
        assert_eq!((card.points.clone(), card.max.clone()), (n("6"), n("6")), "{claim}");
    }
}

#[test]
fn an_input_has_one_value_that_is_no_percentage() {
    let rule = |max: &str| {
        format!(
            "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = {{ from = 2020 }}\nstatus = \"model\"\n\
             scale = 4\nsources = [\"x\"]\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = 4\n\
             inputs = [{{ id = \"a\", name = \"A\" }}, {{ id = \"b\", name = \"B\"{max} }}]\n\
             rule.proportional = {{ of = \"b / a\" }}\n"
        )
    };
    let (count, share) = (set(&rule("")), set(&rule(", max = 1")));
    let found = |set, data: &str, b: &str| {
        let text = format!("Đơn vị: Xã A\ncode;max;số liệu;b;self\n1;4;{data};{b};\n");
        shown(&read(set, None, &[form("Xã A.csv", &text)]).findings)
    };
    let twice = "input-invalid 1: The input “b” is given twice, with different values: 80 and 70.";
    for (data, b, expected) in [
        ("a=100, b=80", "", ""),
        ("a=100, b=80, b=80", "80", ""),
        ("a=100, b=80, b=70", "", twice),
        ("a=100, b=80", "70", twice),
        ("a=100, b=80%", "", "input-invalid 1: The input “b” holds “80%”, not a number."),
        ("a=100", "80 %", "input-invalid 1: The input “b” holds “80 %”, not a number."),
    ] {
        let found = found(&count, data, b);
        assert!(found.contains(expected) && found.is_empty() == expected.is_empty(), "{data} {b}: {found}");
    }
    assert_eq!(found(&share, "a=1, b=80%", ""), "");
}

#[test]
fn a_decimal_comma_that_divides_a_cell_is_named() {
    let rest = "1.1.2,3,3\n1.1.3,2,2\n1.2,2,2\n1.10,4,4\n";
    let form = |row: &str| format!("Đơn vị: Xã A\ncode,max,self\n{row}\n{rest}");
    check(&form("1.1.1,1,0,5"), &["-", "3", "2", "2", "4", "-", "-"], &["not-a-number C3 1.1.1"]);
    let all = ["0.5", "3", "2", "2", "4", "-", "-"];
    check(&form("1.1.1,1,\"0,5\""), &all, &[]);
    // A note without a head, and blank fields behind the row, divide no number.
    check(&form("1.1.1,1,0.5,xem trang 5"), &all, &[]);
    check(&form("1.1.1,1,0.5,,,"), &all, &[]);
}

#[test]
fn a_decimal_comma_is_named_in_records_of_equal_length_too() {
    // A spreadsheet fills all records up to the longest, that of the head too.
    let form = |row: &str| {
        format!(
            "Đơn vị: Xã A,,,,\ncode,max,self,,\n{row}\n1.1.2,3,3,,\n1.1.3,2,2,,\n1.2,2,2,,\n1.10,4,4,,\nTổng,,11.5,,\n"
        )
    };
    check(&form("1.1.1,1,0.5,,"), &["0.5", "3", "2", "2", "4", "-", "-"], &[]);
    check(&form("1.1.1,1,0,5,"), &["-", "3", "2", "2", "4", "-", "-"], &["not-a-number C3 1.1.1"]);
    // With semicolons a comma divides nothing, and a number without a head is a note.
    let semicolons = form("1.1.1,1,0.5,7,").replace(',', ";");
    check(&semicolons, &["0.5", "3", "2", "2", "4", "-", "-"], &[]);
}

#[test]
fn a_wrong_sum_is_said_once_though_the_total_carries_it_on() {
    let form = |field: &str, total: &str| {
        format!(
            "Đơn vị: Xã A\ncode,name,max,self\n1,,12,{field}\n1.1.1,,1,1\n1.1.2,,3,3\n1.1.3,,2,2\n1.2,,2,2\n1.10,,4,4\n\
             CONG,Điểm cộng,,0.5\n,Tổng cộng,,{total}\n"
        )
    };
    let all = ["1", "3", "2", "2", "4", "-", "-"];
    check(&form("12", "12"), &all, &[]);
    check(&form("12", "12.5"), &all, &[]);
    check(&form("13", "13"), &all, &["total-differs D3 1"]);
    check(&form("13", "13.5"), &all, &["total-differs D3 1"]);
    check(&form("13", "14"), &all, &["total-differs D10 -", "total-differs D3 1"]);
}

#[test]
fn two_columns_with_one_head_are_named_where_they_differ() {
    let form = |other: &str| {
        let rows = ["1.1.1,1,1", "1.1.2,3,3", "1.1.3,2,2", "1.2,2,2", "1.10,4,4"];
        let rows = rows.map(|row| format!("{row},{}\n", if row.starts_with("1.2") { other } else { "" }));
        format!("Đơn vị: Xã A,,,\ncode,max,self,self\n{}", rows.concat())
    };
    let all = ["1", "3", "2", "2", "4", "-", "-"];
    check(&form(""), &all, &[]);
    check(&form("2"), &all, &[]);
    check(&form("1"), &all, &["duplicate-head D2 -"]);
    // Other words over points of one kind do not say which of them count; beside self scores a plain head does not.
    let differing = |first: &str, second: &str| {
        let head = format!("code,max,{first},{second}");
        form("1").replace("code,max,self,self", &head)
    };
    check(&differing("Điểm tự chấm", "Điểm tự chấm sau điều chỉnh"), &all, &["duplicate-head D2 -"]);
    check(&differing("Kết quả", "Điểm"), &all, &["duplicate-head D2 -"]);
    check(&differing("Điểm tự chấm", "Kết quả"), &all, &[]);
}

#[test]
fn a_code_shown_with_its_zero_is_the_code() {
    use rust_xlsxwriter::{Format, Workbook};
    // No names, and 1.10 before its place: only the format tells 1.10 from 1.1.
    let check = |rows: [(f64, &str, f64); 3], expected: &[&str], findings: &[&str]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in (0..).zip(["STT", "Điểm tối đa", "Điểm tự chấm"]) {
            sheet.write_string(0, column, head).unwrap();
        }
        for (row, (code, format, points)) in (1..).zip(rows) {
            sheet.write_number_with_format(row, 0, code, &Format::new().set_num_format(format)).unwrap();
            sheet.write_number(row, 2, points).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let set = set(SMALL);
        let assessed = read(&set, None, &[File { name: "xa.xlsx", bytes: &bytes, paper: Paper::Form }]);
        let found: Vec<String> =
            brief(&assessed).into_iter().filter(|line| !line.starts_with("missing-points")).collect();
        assert_eq!(found, findings, "{}", shown(&assessed.findings));
        assert_eq!(own(&set, &assessed), expected, "{}", shown(&assessed.findings));
    };
    let ten = ["-", "-", "-", "1", "4", "-", "-"];
    check([(1.0, "0", 5.0), (1.1, "0.00", 4.0), (1.2, "0.0", 1.0)], &ten, &["missing-criterion Sheet1 1.1"]);
    // A whole column of that format shows 1.2 as 1.20: what it shows is then no code,
    // and the order decides.
    let none = ["-", "-", "-", "1", "-", "-", "-"];
    let absent = |code| format!("missing-criterion Sheet1 {code}");
    let [a, b, c, ten] = ["1.1.1", "1.1.2", "1.1.3", "1.10"].map(absent);
    // That the sum is that of rows that are missing is said by these.
    let findings = [&*a, &b, &c, &ten];
    check([(1.0, "0", 5.0), (1.1, "0.00", 4.0), (1.2, "0.00", 1.0)], &none, &findings);
}

#[test]
fn a_decimal_comma_that_shifts_a_row_of_a_matrix_is_named() {
    let set = set(SMALL);
    let check = |text: &str, findings: &[&str], indices: &[bool]| {
        let assessed = read(&set, None, &[form("m.csv", text)]);
        assert_eq!(brief(&assessed), findings, "{text}{}", shown(&assessed.findings));
        let complete: Vec<bool> =
            cards(&set, &assessed, Basis::Final).iter().map(|card| card.complete).collect();
        assert_eq!(complete, indices, "{text}");
    };
    let head = "Đơn vị,1.1.1,1.1.2,1.1.3,1.2,1.10,2.1,2.2\n";
    let good = "Xã B,1,3,2,2,4,5,3\n";
    check(&format!("{head}Xã A,0,5,3,0,2,0,2,0,4,0,5,0,3,0\n{good}"), &["not-a-number B2 -"], &[false, true]);
    check(&format!("{head}Xã A,1,3,2,2,4,4,5,3\n{good}"), &["not-a-number B2 -"], &[false, true]);
    // The comma of a name.
    check(&format!("{head}Xã A, tỉnh B,1,3,2,2,4,5,3\n{good}"), &["not-a-number I2 -"], &[false, true]);
    // Notes without a head, and blank fields behind the row, shift nothing.
    check(&format!("{head}Xã A,1,3,2,2,4,5,3,xem trang 5\nXã B,1,3,2,2,4,5,3,,,\n"), &[], &[true, true]);
    let rows = "1.1.2,,3,3\n1.1.3,,2,2\n1.2,,2,2\n1.10,,4,4\n2.1,,5,5\n2.2,,3,3\n";
    let head = "Mã,Tiêu chí,Xã A,Xã B\n";
    check(&format!("{head}1.1.1,,1,0,0,5\n{rows}"), &["not-a-number C2 1.1.1"], &[false, false]);
    check(&format!("{head}1.1.1,,1,0,ghi chú\n{rows}"), &[], &[true, true]);
}

#[test]
fn the_form_of_one_unit_is_no_matrix() {
    let set = set(SMALL);
    let check = |text: &str, findings: &[&str], units: &[&str]| {
        let assessed = read(&set, None, &[form("m.csv", text)]);
        assert_eq!(brief(&assessed), findings, "{text}{}", shown(&assessed.findings));
        let names: Vec<String> =
            cards(&set, &assessed, Basis::Final).iter().map(|card| card.unit.to_string()).collect();
        assert_eq!(names, units, "{text}");
    };
    let rows = |own: &str| {
        [("1.1.1", 1), ("1.1.2", 3), ("1.1.3", 2), ("1.2", 2), ("1.10", 4), ("2.1", 5), ("2.2", 3)]
            .map(|(code, max)| format!("{code},,{max},{own}\n"))
            .concat()
    };
    let above = "Đơn vị: UBND xã An Bình,,,\n";
    let form = rows("0");
    check(&format!("{above}STT,Tiêu chí,Điểm chuẩn,Xã chấm\n{form}"), &["no-table D2 -"], &[]);
    check(&format!("{above}STT,Tiêu chí,Chuẩn,Xã chấm\n{form}"), &["no-table D2 -"], &[]);
    check(&format!("STT,Tiêu chí,Chuẩn,Xã A\n{form}"), &[], &["Xã A"]);
    check(&format!("STT,Tiêu chí,Chuẩn,Ghi chú\n{}", rows("")), &["no-table C1 -"], &[]);
    // A unit with all the points there are is a unit.
    check(&format!("STT,Tiêu chí,Xã A,Xã B\n{form}"), &[], &["Xã A", "Xã B"]);
    check(&format!("STT,Tiêu chí,SNV,STC\n{form}"), &[], &["SNV", "STC"]);
}

#[test]
fn formulas_in_codes_and_names_are_named() {
    let rest = "1.1.2,Mức độ hoàn thành kế hoạch,3,3\n1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,2\n\
                1.10,Sáng kiến,4,4\n";
    let form = |row: &str| format!("Đơn vị: Xã A,,,\ncode,name,max,self\n{row}\n{rest}");
    let all = ["1", "3", "2", "2", "4", "-", "-"];
    check(&form("1.1.1,#REF!,1,1"), &all, &["formula-error B3 -"]);
    check(&form("#REF!,Ban hành kế hoạch,1,1"), &all, &["formula-error A3 -"]);
    let none = ["-", "3", "2", "2", "4", "-", "-"];
    let both = ["formula-error A3 -", "formula-error B3 -", "missing-criterion xa 1.1.1"];
    check(&form("#REF!,#SPILL!,1,1"), &none, &both);
    // Nothing depends on a row without points.
    check(&form("1.1.1,,1,1\n#REF!,,,"), &all, &[]);
}

#[test]
fn codes_without_a_stored_result_are_counted() {
    let cells = |row: u32, code: &str| {
        let max = "<v>1</v></c>";
        format!(r#"<row r="{row}"><c r="A{row}"{code}</c><c r="C{row}">{max}<c r="D{row}">{max}</row>"#)
    };
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let head = [("A1", "STT"), ("B1", "Tiêu chí"), ("C1", "Điểm tối đa"), ("D1", "Điểm tự chấm")];
    let head: String = head.map(|(cell, head)| text(cell, head)).concat();
    let plain = r#" t="inlineStr"><is><t>1.1.1</t></is>"#;
    let rows = format!(r#"<row r="1">{head}</row>{}{}"#, cells(2, plain), cells(3, "><f>A2</f>"));
    let bytes = support::Parts::rows(&rows).zip();
    let assessed = read(&set(SMALL), None, &[File { name: "xa.xlsx", bytes: &bytes, paper: Paper::Form }]);
    let found = brief(&assessed);
    assert!(found.contains(&"no-cached-value A3 -".to_owned()), "{}", shown(&assessed.findings));
}

#[test]
fn a_head_shown_with_its_zero_is_the_code() {
    use rust_xlsxwriter::{Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Đơn vị").unwrap().write_string(1, 0, "Xã A").unwrap();
    let heads = [(1.2, "0.0", 2.0), (1.1, "0.00", 4.0)];
    for (column, (head, format, points)) in (1..).zip(heads) {
        sheet.write_number_with_format(0, column, head, &Format::new().set_num_format(format)).unwrap();
        sheet.write_number(1, column, points).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let set = set(SMALL);
    let assessed = read(&set, None, &[File { name: "m.xlsx", bytes: &bytes, paper: Paper::Form }]);
    assert!(!brief(&assessed).iter().any(|line| line.contains("damaged") || line.contains("ambiguous")));
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert_eq!(card.points, n("6"), "{}", shown(&assessed.findings));
}

#[test]
fn sums_with_errors_and_sums_that_pass_over_texts_are_said() {
    use rust_xlsxwriter::Workbook;
    let check = |field: &str, reports: Option<&str>, expected: &[&str]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let rows = [
            ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
            ["1", "Công tác chỉ đạo, điều hành", "12", field],
            ["1.1", "Kế hoạch cải cách hành chính năm", "6", field],
            ["1.1.1", "Ban hành kế hoạch", "1", "1"],
            ["1.1.2", "Mức độ hoàn thành kế hoạch", "3", "0"],
            ["1.1.3", "Báo cáo định kỳ", "2", reports.unwrap_or("2")],
            ["1.2", "Kiểm tra cải cách hành chính", "2", "0"],
            ["1.10", "Sáng kiến", "4", "0"],
        ];
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                match text.parse::<f64>() {
                    Ok(number) if column > 1 => sheet.write_number(row, column, number).unwrap(),
                    _ => sheet.write_string(row, column, text).unwrap(),
                };
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        let set = set(SMALL);
        let assessed = read(&set, None, &[File { name: "xa.xlsx", bytes: &bytes, paper: Paper::Form }]);
        let found: Vec<String> = assessed
            .findings
            .iter()
            .map(|finding| {
                let text = finding.text(parindex::message::Lang::En).message;
                let texts = if text.contains("D6") { " D6" } else { "" };
                let place = finding.place.to_string();
                format!("{} {}{texts}", finding.code().id(), place.rsplit('!').next().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "{}", shown(&assessed.findings));
    };
    check("3", None, &[]);
    // A field that only repeats what is wrong in its part has no finding of its own.
    check("#REF!", None, &["formula-error D3"]);
    // A sum formula does not add `2 điểm`.
    check("1", Some("2 điểm"), &["total-differs D3 D6"]);
    check("1", None, &["total-differs D3"]);
}

#[test]
fn heads_that_only_look_alike_are_told_apart() {
    let set = set(SMALL);
    let found = |text: &str| {
        let assessed = read(&set, None, &[form("xa.csv", text)]);
        let lines = brief(&assessed).into_iter().filter(|line| !line.starts_with("missing-criterion"));
        (lines.collect::<Vec<String>>(), assessed)
    };
    // Two halves of a year under one head.
    let (lines, _) = found(
        "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm,\n,,,6 tháng,Cả năm\n1.1.1,Ban hành kế hoạch,1,0,1\n1.10,Sáng kiến,4,1,4\n",
    );
    assert_eq!(lines, ["duplicate-head E1 -"]);
    // Of two appraisals the one that the council settled at last.
    let (lines, assessed) = found(
        "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định,Điểm thống nhất\n1.1.1,Ban hành kế hoạch,1,1,0,0.5\n",
    );
    assert_eq!(lines, Vec::<String>::new());
    assert_eq!(cards(&set, &assessed, Basis::Final)[0].leaves[0].points, n("0.5"));
    // Rows that are numbered besides their codes.
    let (lines, assessed) = found(
        "TT,Mã tiêu chí,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,1.1.1,Ban hành kế hoạch,1,1\n2,1.1.3,Báo cáo định kỳ,2,2\n",
    );
    assert_eq!(lines, Vec::<String>::new());
    assert_eq!(own(&set, &assessed)[..3], ["1", "-", "2"]);
    // The kinds of units below their names.
    let (_, assessed) = found("Mã,Xã A,Xã B\n,Phường,Xã\n1.1.1,1,0.5\n1.1.3,2,1\n1.10,4,3\n");
    let names: Vec<&str> = assessed.assessments.iter().map(|unit| &*unit.unit).collect();
    assert_eq!(names, ["Xã A", "Xã B"]);
    // A head in the middle that is another one.
    let (lines, assessed) = found("Đơn vị,1.1.1,1.1.3\nXã A,1,2\nĐơn vị,1.1.3,1.1.1\nXã B,2,1\n");
    assert_eq!(lines, ["duplicate-head A3 -"]);
    assert_eq!(assessed.assessments.len(), 1);
}

#[test]
fn rows_that_are_no_unit_and_no_criterion() {
    let set = set(SMALL);
    let found = |text: &str| brief(&read(&set, None, &[form("m.csv", text)]));
    let incomplete = |line: &String| line.starts_with("missing-criterion");
    let check = |text: &str, expected: &[&str]| {
        let lines: Vec<String> = found(text).into_iter().filter(|line| !incomplete(line)).collect();
        assert_eq!(lines, expected, "{text}");
    };
    // Maxima and means over the units.
    check("Đơn vị,1.1.1,1.1.3\nĐiểm tối đa,1,2\nXã A,1,2\nTrung bình,0.5,1\n", &[]);
    check("Đơn vị,1.1.1,1.1.3\nĐiểm tối đa,1,3\nXã A,1,2\n", &["max-differs C2 1.1.3"]);
    // Points of nobody.
    check("Đơn vị,Mã,Điểm\nXã A,1.1.1,1\n,1.1.3,2\n", &["unknown-unit A3 -"]);
    check("Đơn vị,Mã,Điểm\nXã A,1.1.1,1\nNgười lập biểu,,\n", &[]);
    check("Mã;Xã A;\n1.1.1;1;1\n1.1.3;2;1\n1.10;4;3\n", &["unknown-unit C1 -"]);
    // Points moved down by a row.
    check(
        "Mã,Xã A,Xã B\n1.1.1,1,\n1.1.3,2,1\n1.10,4,2\n,,4\n",
        &["missing-points C2 1.1.1", "unknown-criterion C5 -"],
    );
    // A group that does not apply.
    let form = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1,Kế hoạch cải cách hành chính năm,6,KAD\n\
                1.1.1,Ban hành kế hoạch,1,\n1.1.2,Mức độ hoàn thành kế hoạch,3,\n1.1.3,Báo cáo định kỳ,2,\n";
    check(form, &[]);
}
