//! A set with many criteria: twelve fields, five levels, long names.

use std::fmt::Write;

const FIELDS: usize = 12;

const ABOUT: [&str; 6] = [
    "Tỷ lệ hồ sơ thủ tục hành chính thuộc thẩm quyền giải quyết được giải quyết đúng hạn, trước hạn trên tổng số hồ sơ đã giải quyết trong năm",
    "Ban hành và tổ chức thực hiện kế hoạch kiểm tra cải cách hành chính, xử lý dứt điểm những vấn đề được phát hiện qua kiểm tra",
    "Công khai đầy đủ, kịp thời quy trình, thành phần hồ sơ, phí, lệ phí trên Cổng dịch vụ công và tại Trung tâm Phục vụ hành chính công",
    "Mức độ ứng dụng chữ ký số chuyên dùng của cơ quan, của người có thẩm quyền trong ban hành, gửi, nhận văn bản điện tử",
    "Thực hiện quy định về bố trí, sử dụng, đánh giá, xếp loại cán bộ, công chức theo vị trí việc làm và theo kết quả công việc",
    "Giải ngân vốn đầu tư công, chấp hành kỷ luật, kỷ cương tài chính và thực hiện các kiến nghị sau thanh tra, kiểm toán",
];

const RULES: [(u32, &str); 4] = [
    (
        2,
        r#"inputs = [
  { id = "a", name = "Số hồ sơ đã giải quyết", whole_number = true },
  { id = "b", name = "Số hồ sơ giải quyết đúng hạn, trước hạn", part_of = "a", whole_number = true },
]
when_zero = "full"
rule.proportional = { of = "b / a", floor = "50%" }"#,
    ),
    (
        1,
        r#"rule.choice = [
  { label = "Kịp thời, đầy đủ", share = "100%" },
  { label = "Chậm hoặc thiếu", share = "50%" },
  { label = "Không thực hiện", share = "0%" },
]"#,
    ),
    (
        3,
        r#"scored_by = "council"
rule.judged = { step = 0.25, min = 0 }"#,
    ),
    (
        2,
        r#"scored_by = "survey"
rule.survey = { answers = [
  { label = "Hài lòng", share = "100%" },
  { label = "Bình thường", share = "50%" },
  { label = "Không hài lòng", share = "0%" },
] }"#,
    ),
];

const HEAD: &str = r#"[set]
id      = "nhieu-tieu-chi-2025"
title   = "Bộ tiêu chí có mười hai lĩnh vực, năm cấp (soạn để thử)"
level   = "xa"
years   = { from = 2025 }
status  = "model"
scale   = SCALE
sources = ["Soạn để thử"]

[[class]]
name = "Tốt"
from = 80

[[class]]
name = "Khá"
from = 65

[[class]]
name = "Trung bình"
from = 0

[[block]]
id   = "phuong"
name = "Phường"

[[block]]
id   = "xa"
name = "Xã"
"#;

/// The set as TOML. Each field has four criteria that are scored: one below the field, three deeper, down to level five.
pub fn toml() -> String {
    let mut body = String::new();
    let all: u32 = RULES.iter().map(|(max, _)| max).sum();
    for field in 1..=FIELDS {
        let about = |at: usize| format!("{} ({field})", ABOUT[(field + at) % ABOUT.len()]);
        let _ = writeln!(
            body,
            "\n[[field]]\ncode = \"{field}\"\nname = \"Lĩnh vực {field}: {}\"\nmax = {all}",
            about(0)
        );
        let deep = all - RULES[0].0;
        let below = deep - RULES[1].0;
        let group = |code: &str, at: usize, max: u32| {
            format!("\n[[criterion]]\ncode = \"{code}\"\nname = \"{}\"\nmax = {max}\n", about(at))
        };
        let leaf = |code: &str, at: usize| {
            let (max, rule) = RULES[at];
            format!("{}{rule}\n", group(code, at + 1, max))
        };
        body += &leaf(&format!("{field}.1"), 0);
        body += &group(&format!("{field}.2"), 3, deep);
        body += &leaf(&format!("{field}.2.1"), 1);
        body += &group(&format!("{field}.2.2"), 4, below);
        body += &group(&format!("{field}.2.2.1"), 5, below);
        body += &leaf(&format!("{field}.2.2.1.1"), 2);
        body += &leaf(&format!("{field}.2.2.1.2"), 3);
    }
    let scale = all * u32::try_from(FIELDS).unwrap_or_default();
    HEAD.replace("SCALE", &scale.to_string()) + &body
}
