//! Evidence texts as units write them, and what is read from each.

use super::{Document, Reader, Symbol, digest};

/// `symbol date page`, each document behind a bar.
fn shown(text: &str, documents: &[Document]) -> String {
    let one = |document: &Document| {
        let mut shown = document.symbol.map_or("-".to_owned(), |symbol| written(symbol, text));
        shown.extend(document.dated.map(|dated| format!(" {dated}")));
        shown.extend(document.pages.map(|(first, last)| {
            if first == last { format!(" tr.{first}") } else { format!(" tr.{first}-{last}") }
        }));
        shown.push_str(if document.part { " part" } else { "" });
        shown
    };
    documents.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn written(symbol: Symbol, text: &str) -> String {
    let mut written = String::new();
    symbol.write(text, &mut written);
    written
}

const SAMPLES: &[(&str, &str)] = &[
    // Number and symbol.
    ("123/KH-UBND", "123/KH-UBND"),
    ("Số: 15/2025/QĐ-UBND", "15/2025/QĐ-UBND 2025"),
    ("45 /BC - UBND", "45/BC-UBND"),
    ("1187/QĐ-BNV", "1187/QĐ-BNV"),
    ("12-KH/ĐU", "12-KH/ĐU"),
    ("12 - KH/ĐU", "12-KH/ĐU"),
    ("Công văn số 12/UBND-VX", "12/UBND-VX"),
    ("123/KH–UBND", "123/KH-UBND"),
    ("123/KH—UBND", "123/KH-UBND"),
    ("QD 55/QD-UBND", "55/QD-UBND"),
    ("qđ số 55/qđ-ubnd ngày 2/6/2025", "55/qđ-ubnd 02/06/2025"),
    ("Nghị quyết số 18-NQ/TW", "18-NQ/TW"),
    ("NQ 05/2025/NQ-HĐND", "05/2025/NQ-HĐND 2025"),
    ("QĐ số 1085/QĐ-TTg", "1085/QĐ-TTg"),
    ("Tờ trình 30/TTr-UBND-KT", "30/TTr-UBND-KT"),
    ("12a/KH-UBND", "12a/KH-UBND"),
    ("Kế hoạch số 07/KH-BCĐ389", "07/KH-BCĐ389"),
    ("45/BC", "45/BC"),
    ("Công văn số 45/UBND", "45/UBND"),
    ("TB số 09/TB-VPUBND.", "09/TB-VPUBND"),
    ("120/BC-TTPVHCC", "120/BC-TTPVHCC"),
    // Dates.
    ("123/KH-UBND ngày 15/3/2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND, ngày 15/03/2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND (15-3-2025)", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND 15.3.2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND ngày 15 / 3 / 2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND ngày 15 tháng 3 năm 2025", "123/KH-UBND 15/03/2025"),
    ("Số 123/KH-UBND ký ngày 15/3/2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND ban hành ngày 15/3/2025", "123/KH-UBND 15/03/2025"),
    ("Kế hoạch 123/KH-UBND của UBND xã Mẫu 01 ngày 15/3/2025", "123/KH-UBND 15/03/2025"),
    ("Kế hoạch 123/KH-UBND của UBND xã Mẫu ngày 15/3/2025", "123/KH-UBND 15/03/2025"),
    ("123/KH-UBND tháng 3/2025", "123/KH-UBND 03/2025"),
    ("15/2025/QĐ-UBND ngày 12/6/2025", "15/2025/QĐ-UBND 12/06/2025"),
    ("15/2024/QĐ-UBND ngày 12/6/2025", "15/2024/QĐ-UBND 2024"),
    ("Kế hoạch số 12 ngày 15/01/2025", "12/KH 15/01/2025"),
    ("CV 45 ngày 12/3/2025", "45/CV 12/03/2025"),
    ("Biên bản ngày 15/3/2025", "- 15/03/2025"),
    ("Biên bản kiểm tra ngày 15/3/2025", ""),
    ("15/3/2025", "- 15/03/2025"),
    ("ngày 15 tháng 3 năm 2025", "- 15/03/2025"),
    ("123/KH-UBND ngày 31/02/2025", "123/KH-UBND"),
    // Pages and other parts.
    ("Số 12/BC-UBND ngày 15/01/2025, trang 5", "12/BC-UBND 15/01/2025 tr.5"),
    ("12/BC-UBND tr.5", "12/BC-UBND tr.5"),
    ("12/BC-UBND, tr5", "12/BC-UBND tr.5"),
    ("12/BC-UBND tr 3-5", "12/BC-UBND tr.3-5"),
    ("12/BC-UBND trang 3 đến 5", "12/BC-UBND tr.3-5"),
    ("12/BC-UBND, p. 4", "12/BC-UBND tr.4"),
    ("12/BC-UBND, trang 5, ngày 15/01/2025", "12/BC-UBND 15/01/2025 tr.5"),
    ("Trang 5 Báo cáo số 12/BC-UBND", "12/BC-UBND tr.5"),
    ("Trang 5 của Báo cáo số 12/BC-UBND", "12/BC-UBND tr.5"),
    ("Báo cáo 12/BC-UBND về kết quả CCHC quý I, trang 7", "12/BC-UBND tr.7"),
    ("Mục 2 Báo cáo số 12/BC-UBND", "12/BC-UBND part"),
    ("Báo cáo số 12/BC-UBND (phụ lục III)", "12/BC-UBND part"),
    ("Kế hoạch 12/KH-UBND của P. 4", "12/KH-UBND"),
    // Several documents.
    ("12/KH-UBND; 13/KH-UBND", "12/KH-UBND | 13/KH-UBND"),
    (
        "Kế hoạch số 12/KH-UBND ngày 15/01/2025; Báo cáo số 45/BC-UBND ngày 10/12/2025",
        "12/KH-UBND 15/01/2025 | 45/BC-UBND 10/12/2025",
    ),
    (
        "- Kế hoạch số 12/KH-UBND ngày 15/01/2025 - Báo cáo số 45/BC-UBND ngày 10/12/2025",
        "12/KH-UBND 15/01/2025 | 45/BC-UBND 10/12/2025",
    ),
    (
        "1. Kế hoạch số 12/KH-UBND về CCHC 2. Báo cáo số 45/BC-UBND ngày 10/12/2025",
        "12/KH-UBND | 45/BC-UBND 10/12/2025",
    ),
    ("Kế hoạch 12/KH-UBND và Báo cáo 45/BC-UBND", "12/KH-UBND | 45/BC-UBND"),
    ("Kế hoạch 12/KH-UBND, 13/KH-UBND ngày 15/01/2025", "12/KH-UBND | 13/KH-UBND 15/01/2025"),
    (
        "12/KH-UBND ngày 15/01/2025 45/BC-UBND ngày 10/12/2025",
        "12/KH-UBND 15/01/2025 | 45/BC-UBND 10/12/2025",
    ),
    ("BC 45/BC-UBND tr.2, BC 46/BC-UBND tr.9", "45/BC-UBND tr.2 | 46/BC-UBND tr.9"),
    ("KH 12/KH-UBND; Biên bản ngày 15/3/2025", "12/KH-UBND | - 15/03/2025"),
    ("12/KH-UBND. Báo cáo số 45/BC-UBND", "12/KH-UBND | 45/BC-UBND"),
    // Documents that others refer to are not the cell's own.
    (
        "Báo cáo số 45/BC-UBND ngày 10/12/2025 kết quả thực hiện Kế hoạch số 10/KH-UBND ngày 05/01/2025",
        "45/BC-UBND 10/12/2025",
    ),
    ("Báo cáo kết quả thực hiện Quyết định 1187/QĐ-BNV ngày 15/10/2022", ""),
    ("Kế hoạch số 12/KH-UBND thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021", "12/KH-UBND"),
    ("Căn cứ Quyết định số 99/QĐ-UBND; Kế hoạch 12/KH-UBND", "12/KH-UBND"),
    ("Công văn 5/UBND-NV về triển khai Kế hoạch 8/KH-UBND và Kế hoạch 9/KH-UBND", "5/UBND-NV"),
    ("Báo cáo tình hình thực hiện nhiệm vụ số 45/BC-UBND", "45/BC-UBND"),
    // Dates of other things.
    ("Báo cáo 45/BC-UBND, số liệu từ ngày 15/12/2024 đến ngày 14/12/2025", "45/BC-UBND"),
    ("Báo cáo 45/BC-UBND (15/12/2024 - 14/12/2025)", "45/BC-UBND"),
    ("Kế hoạch 12/KH-UBND về tổ chức hội nghị ngày 15/3/2026", "12/KH-UBND"),
    ("Kế hoạch 12/KH-UBND của UBND xã về hội nghị ngày 15/3/2026", "12/KH-UBND"),
    ("Báo cáo 45/BC-UBND kết quả năm, ngày 10/12/2025", "45/BC-UBND 10/12/2025"),
    ("Ngày 15/3/2026 họp; Kế hoạch 12/KH-UBND", "12/KH-UBND"),
    ("12/KH-UBND; họp ngày 15/3/2026", "12/KH-UBND"),
    ("Báo cáo tháng 12/2024", ""),
    // No documents at all.
    ("", ""),
    ("0,5/1", ""),
    ("36/36 nhiệm vụ", ""),
    ("đạt 3 lần/năm, 12/15 thôn", ""),
    ("Kế hoạch năm 2025", ""),
    ("Kế hoạch 2025 ngày càng tốt", ""),
    ("Báo cáo 6 tháng đầu năm", ""),
    ("https://xa-mau.example/van-ban/12/KH-UBND", ""),
    ("Ảnh 12_KH-UBND.pdf", ""),
    ("12-KH-UBND.pdf", ""),
    ("1.234/QĐ-UBND", ""),
    ("1/12/KH-UBND", ""),
    ("Số …/KH-UBND ngày …/…/2025", ""),
    ("Hệ thống một cửa điện tử", ""),
    ("Có", ""),
    ("tỷ lệ 95,5% (191/200 hồ sơ)", ""),
    ("15/QĐ-UBND/2025", ""),
];

#[test]
fn each_text_is_read_as_it_is_meant() {
    let mut reader = Reader::default();
    let read = |(text, expected): &(&str, &str)| {
        let found = shown(text, reader.read(text));
        (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
    };
    let wrong: Vec<String> = SAMPLES.iter().filter_map(read).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SAMPLES.len() >= 60);
}

proptest::proptest! {
    /// Whatever stands in a cell, it is read, and what is read stands in it.
    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        holds(&text);
    }

    /// The same of texts made of what matters.
    #[test]
    fn no_likely_text_panics(parts in proptest::collection::vec(0..PIECES.len(), 0..24)) {
        holds(&parts.into_iter().map(|part| PIECES[part]).collect::<String>());
    }
}

const PIECES: &[&str] = &[
    "1",
    "12",
    "2025",
    "99999",
    "/",
    "-",
    "–",
    ".",
    ",",
    ";",
    " ",
    " ",
    "KH",
    "QĐ",
    "UBND",
    "ubnd",
    "Đ",
    "số",
    "ngày",
    "tháng",
    "năm",
    "trang",
    "tr.",
    "p.",
    "Kế hoạch",
    "Báo cáo",
    "và",
    "của",
    "thực hiện",
    "đến",
    "mục",
    "II",
    "(",
    ")",
    "://",
    "www.",
    "é\u{301}",
    "👍",
    "\u{a0}",
    "文",
];

fn holds(text: &str) {
    let mut reader = Reader::default();
    let documents = reader.read(text);
    let plain: String = text.chars().filter(char::is_ascii_digit).collect();
    for document in documents {
        let symbol = document.symbol.map(|symbol| written(symbol, text)).unwrap_or_default();
        let digits: String = symbol.chars().filter(char::is_ascii_digit).collect();
        assert!(plain.contains(&digits), "{text}: {document:?}");
        assert!(document.symbol.is_some() || document.dated.is_some());
        assert!(!symbol.contains(' '));
    }
    digest(text);
}

#[test]
fn a_digest_does_not_see_case() {
    assert_eq!(digest("Kế hoạch số 12/KH-UBND"), digest("KẾ HOẠCH số 12/kh-UBND"));
    assert_ne!(digest("Kế hoạch số 12/KH-UBND"), digest("Kế hoạch số 13/KH-UBND"));
    assert_ne!(digest("1 2/KH-UBND"), digest("12/KH-UBND"));
    assert_ne!(digest("a"), digest("a\0"));
}

#[test]
fn symbols_that_are_written_another_way_are_the_same() {
    let key = |text: &str| Reader::default().read(text)[0].symbol.map(|symbol| symbol.key);
    assert_eq!(key("số 05/KH-UBND"), key("5 /kh – ubnd"));
    assert_eq!(key("QĐ 5/QĐ-UBND"), key("QD 5/QD-UBND"));
    assert_ne!(key("5/KH-UBND"), key("5/BC-UBND"));
    assert_ne!(key("5/KH-UBND"), key("51/KH-UBND"));
    assert_ne!(key("5/2025/QĐ-UBND"), key("5/2024/QĐ-UBND"));
}

/// A long cell costs no more than its length, whatever stands in it.
#[test]
fn a_long_text_is_read_in_one_go() {
    let mut reader = Reader::default();
    for piece in [
        "1/A-B ",
        "12/KH-UBND; ",
        "ngày 1/1/2025 ",
        "trang 5 ",
        "; trang 5",
        "a1",
        "1:1:1:",
        "số 5 ",
        "KH số 5, ",
        ".",
    ] {
        let text = format!("12/KH-UBND {}", piece.repeat(300_000 / piece.len()));
        assert!(reader.read(&text).len() <= super::MOST, "{piece}");
    }
}

#[test]
fn what_is_passed_over_is_no_address_and_no_title_of_another_kind() {
    let mut reader = Reader::default();
    let mut read = |text: &str| shown(text, reader.read(text));
    let title = "về việc triển khai nhiệm vụ cải cách hành chính trên địa bàn toàn xã".repeat(4);
    assert_eq!(read(&format!("https://xa-mau.example/{}?so=12/KH-UBND", "a".repeat(300))), "");
    assert_eq!(
        read(&format!("12/KH-UBND ngày 5/5/2025 {title}; 13/BC-UBND ngày 6/5/2025")),
        "12/KH-UBND 05/05/2025 | 13/BC-UBND 06/05/2025"
    );
    assert_eq!(read(&format!("12/KH-UBND {title}; đối chiếu {title}, ngày 6/5/2025")), "12/KH-UBND");
    assert_eq!(read(&format!("12/KH-UBND của {title} ngày 6/5/2025")), "12/KH-UBND");
    assert_eq!(read(&format!("{title} số 12/KH-UBND, {title}, trang 7")), "12/KH-UBND tr.7");
    assert_eq!(read(&format!("{title} ngày 6/5/2025")), "");
}
