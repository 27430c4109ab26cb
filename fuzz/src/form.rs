//! A sheet made from fuzz bytes: heads, codes, names, points, merges, mostly where a form has them.

use parindex::criteria::CriteriaSet;
use parindex::diagnostic::CellRef;
use parindex::sheet::{Date, Sheet, SheetBuilder, clean};

use crate::bytes::Bytes;

const HEADS: &[&str] = &[
    "STT",
    "TT",
    "Mã",
    "code",
    "Mục",
    "Tiêu chí",
    "Lĩnh vực/TC/TCTP",
    "Nội dung",
    "name",
    "Điểm tối đa",
    "Điểm chuẩn",
    "max",
    "Điểm tự chấm",
    "Tự đánh giá",
    "self",
    "Điểm thẩm định",
    "Điểm thẩm định lần 2",
    "appraised",
    "appraised2",
    "Điều tra XHH",
    "survey",
    "Điểm",
    "points",
    "Đơn vị",
    "unit",
    "Tên đơn vị",
    "Khối",
    "block",
    "Số liệu kê khai",
    "option",
    "Tài liệu kiểm chứng",
    "evidence",
    "Ghi chú",
    "answer",
    "count",
    "Tổng điểm",
    "Tổng cộng",
    "total",
    "Chỉ số",
    "Đơn vị:",
    "Điểm đánh giá",
    "a",
    "b",
    "tre",
    "t",
    "s",
    "(1)",
    "(2)",
    "Xã Mẫu 01",
    "Xã Mẫu 02",
    "Sở Nội vụ",
];
const TEXTS: &[&str] = &[
    "Tổng cộng",
    "Tổng cộng lĩnh vực I",
    "CONG",
    "TRU",
    "Điểm thưởng",
    "Điểm phạt",
    "I",
    "II",
    "IV.",
    "1",
    "1.1",
    "1.10",
    "1.1.1",
    "1,1",
    "a)",
    "-",
    "+",
    "KAD",
    "Không áp dụng",
    "N/A",
    "không",
    "có",
    "Đạt",
    "0,5",
    "0.5/1",
    "2 điểm",
    "1/2",
    "3/0",
    "50%",
    "-1",
    "1e5",
    "1.234,5",
    "1,234",
    "a=36; b=40",
    "36/40",
    "tre=1",
    "Đơn vị: UBND xã Mẫu 01",
    "Đơn vị:",
    "UBND xã Mẫu 01",
    "Xã Mẫu 02",
    "NĂM 2025",
    "Người lập biểu",
    "x",
    "...",
    "#N/A",
    "01/01/2025",
    "kịp thời",
    "không kịp thời",
    "Rất hài lòng",
    "99999999999999999999",
    "½",
    "٣",
    "1.1. ",
    "1.1.1 Ban hành",
    "bộ phận",
    "1.1.1.1.1.1.1.1",
    "II.1",
    "A.1.2",
    "999",
];
/// Heads of the four layouts, to begin with.
const LAYOUTS: &[&[&str]] = &[
    &["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Số liệu kê khai", "Tài liệu kiểm chứng"],
    &["code", "max", "self", "appraised", "survey", "option"],
    &["unit", "code", "max", "self", "appraised", "survey"],
    &["unit", "code", "answer", "count"],
    &["Mã", "Tiêu chí", "Xã Mẫu 01", "Xã Mẫu 02"],
];

/// The sheet that the bytes stand for.
pub fn sheet(set: &CriteriaSet, bytes: &mut Bytes) -> Sheet {
    let mut form = Form { set, builder: SheetBuilder::default(), at: (0, 0), node: 0 };
    let mut merges = Vec::new();
    form.begin(bytes);
    let mut cells = 0;
    while !bytes.is_empty() && cells < 4_000 {
        cells += 1;
        match bytes.byte() % 32 {
            0 => form.down(bytes.below(4)),
            1 => form.at.1 += u32::from(bytes.byte() % 4),
            2 => form.at = (form.at.0.saturating_sub(1), bytes.below(12) as u32),
            3 => {
                let end = CellRef {
                    row: form.at.0 + bytes.below(4) as u32,
                    column: form.at.1 + bytes.below(4) as u32,
                };
                merges.push((CellRef { row: form.at.0, column: form.at.1 }, end));
            }
            4..=9 => form.row(bytes),
            10 => form.matrix_heads(bytes),
            _ => form.cell(bytes),
        }
    }
    let mut sheet = form.builder.finish("Tự chấm");
    sheet.merges = merges;
    sheet
}

struct Form<'s> {
    set: &'s CriteriaSet,
    builder: SheetBuilder,
    at: (u32, u32),
    node: usize,
}

impl Form<'_> {
    fn begin(&mut self, bytes: &mut Bytes) {
        if let Some(heads) = LAYOUTS.get(bytes.below(LAYOUTS.len() + 3)) {
            for head in *heads {
                self.text(head);
            }
            self.down(1);
        }
    }

    fn down(&mut self, rows: usize) {
        self.at = (self.at.0 + rows as u32, 0);
    }

    fn text(&mut self, text: &str) {
        self.builder.text(self.at.0, self.at.1, &clean(text), false);
        self.at.1 += 1;
    }

    /// A row of a form: code, name, maximum, some points.
    fn row(&mut self, bytes: &mut Bytes) {
        self.down(1);
        let nodes = &self.set.nodes;
        let choice = bytes.byte();
        self.node = if choice < 200 { (self.node + 1) % nodes.len() } else { bytes.below(nodes.len()) };
        let node = &nodes[self.node];
        if choice & 1 == 0 {
            self.text(if choice & 2 == 0 { "Xã Mẫu 01" } else { "Xã Mẫu 02" });
        }
        self.text(&node.code);
        if choice & 4 == 0 {
            self.text(&node.name);
        }
        if choice & 8 == 0 {
            self.text(&node.max.to_string());
        }
        for _ in 0..bytes.byte() % 5 {
            self.cell(bytes);
        }
    }

    fn matrix_heads(&mut self, bytes: &mut Bytes) {
        self.text("Đơn vị");
        let first = bytes.below(self.set.nodes.len());
        for node in self.set.nodes.iter().skip(first).take(bytes.below(24)) {
            self.text(&node.code);
        }
        self.down(1);
    }

    fn cell(&mut self, bytes: &mut Bytes) {
        let (row, column) = self.at;
        let kind = bytes.byte();
        let formula = kind & 0x80 != 0;
        let builder = &mut self.builder;
        match kind % 16 {
            0..=2 => builder.number(row, column, i64::from(bytes.byte()), kind >> 4 & 3, formula),
            3 => builder.number(
                row,
                column,
                i64::from(bytes.long().cast_signed()) << (kind & 0x1F),
                bytes.byte() % 29,
                formula,
            ),
            4 | 5 => builder.text(row, column, &clean(bytes.one(HEADS)), formula),
            6 | 7 => builder.text(row, column, &clean(bytes.one(TEXTS)), formula),
            8 => builder.text(row, column, &clean(&String::from_utf8_lossy(bytes.some(40))), formula),
            9 => {
                let node = &self.set.nodes[bytes.below(self.set.nodes.len())];
                builder.text(row, column, &clean(if formula { &node.name } else { &node.code }), false);
            }
            10 => builder.date(
                row,
                column,
                Date {
                    year: 1900 + bytes.word() % 200,
                    month: 1 + bytes.byte() % 12,
                    day: 1 + bytes.byte() % 28,
                },
                formula,
            ),
            11 => builder.bool(row, column, formula, formula),
            12 => builder.error(row, column, "#DIV/0!", formula),
            13 => builder.uncached(row, column),
            14 => {
                let text = format!("{} {}", bytes.one(TEXTS), bytes.one(TEXTS));
                builder.text(row, column, &clean(&text), formula);
            }
            _ => {
                let max = self.set.nodes[self.node].max.to_string();
                builder.text(row, column, &max, formula);
            }
        }
        self.at.1 += 1;
    }
}
