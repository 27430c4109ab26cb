//! A criteria set of any size, with the kinds of rules in the proportions of `mau-xa-2025`.

use std::fmt::Write;

/// How many fields a set here has; each has one group among its criteria.
const FIELDS: usize = 8;
/// How many criteria the group of a field has.
const GROUPED: usize = 5;

/// Maximum and rule of a criterion.
const RULES: [(u32, &str); 16] = [
    (1, CHOICE),
    (2, PROPORTIONAL),
    (1, BANDS),
    (1, CHECKLIST),
    (2, SURVEY),
    (1, PROPORTIONAL),
    (1, SHARES),
    (1, BANDS),
    (1, PROPORTIONAL),
    (2, DEDUCT),
    (1, CHOICE),
    (2, SURVEY),
    (1, FORMULA),
    (2, PROPORTIONAL),
    (1, COUNT),
    (1, JUDGED),
];

const CHOICE: &str = r#"rule.choice = [
  { label = "Kịp thời", share = "100%" },
  { label = "Chậm", share = "50%" },
  { label = "Không thực hiện", share = "0%" },
]"#;
const SHARES: &str = r#"rule.choice = [
  { label = "Hoàn thành xuất sắc", share = "100%" },
  { label = "Hoàn thành tốt", share = "75%" },
  { label = "Hoàn thành", share = "50%" },
  { label = "Không hoàn thành", share = "0%" },
]"#;
const PROPORTIONAL: &str = r#"inputs = [
  { id = "a", name = "Số phải thực hiện", whole_number = true },
  { id = "b", name = "Số đã thực hiện", part_of = "a", whole_number = true },
]
when_zero = "full"
rule.proportional = { of = "b / a", floor = "50%" }"#;
const BANDS: &str = r#"inputs = [
  { id = "a", name = "Số phải thực hiện", whole_number = true },
  { id = "b", name = "Số đã thực hiện", part_of = "a", whole_number = true },
]
when_zero = "full"
rule.bands = { of = "b / a", steps = [{ from = "90%", points = 1 }, { from = "70%", points = 0.5 }], otherwise = 0 }"#;
const CHECKLIST: &str = r#"rule.checklist = [
  { label = "Có kế hoạch", points = 0.5 },
  { label = "Đúng hạn", points = 0.25 },
  { label = "Có báo cáo", points = 0.25 },
]"#;
const SURVEY: &str = r#"scored_by = "survey"
rule.survey = { answers = [
  { label = "Tốt", share = "100%" },
  { label = "Khá", share = "60%" },
  { label = "Trung bình", share = "20%" },
  { label = "Kém", share = "0%" },
] }"#;
const DEDUCT: &str = r#"inputs = [
  { id = "tre", name = "Số báo cáo gửi trễ", whole_number = true },
  { id = "thieu", name = "Số báo cáo không gửi", whole_number = true },
]
rule.deduct = { events = [{ input = "tre", points = 0.25 }, { input = "thieu", points = 0.5 }], min = 0 }"#;
const FORMULA: &str = r#"inputs = [
  { id = "a", name = "Số vấn đề phải xử lý", whole_number = true },
  { id = "b", name = "Số vấn đề đã xử lý xong", part_of = "a", whole_number = true },
  { id = "c", name = "Số vấn đề chưa xử lý xong", part_of = "a", whole_number = true },
]
when_zero = "full"
rule.formula = "b / a * 1 + c / a * 0.5""#;
const COUNT: &str = r#"inputs = [{ id = "n", name = "Số sáng kiến được công nhận", whole_number = true }]
rule.count = { of = "n", each = 0.5 }"#;
const JUDGED: &str = r#"scored_by = "council"
rule.judged = { step = 0.25, min = 0 }"#;

const WHAT: [&str; 9] = [
    "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn",
    "Mức độ hoàn thành kế hoạch cải cách hành chính trong năm",
    "Thực hiện quy định về công khai, minh bạch thông tin",
    "Xử lý các vấn đề được phát hiện qua kiểm tra, giám sát",
    "Ban hành văn bản chỉ đạo, điều hành và theo dõi thực hiện",
    "Tỷ lệ văn bản điện tử được ký số và gửi trên môi trường mạng",
    "Thực hiện chế độ thông tin, báo cáo theo quy định hiện hành",
    "Bố trí, sử dụng cán bộ, công chức theo vị trí việc làm",
    "Tổ chức đối thoại, tiếp nhận phản ánh, kiến nghị",
];
const WHERE: [&str; 13] = [
    "của người dân, tổ chức",
    "tại Bộ phận Một cửa",
    "thuộc thẩm quyền của xã",
    "trên địa bàn cấp xã",
    "so với năm trước liền kề",
    "của các phòng chuyên môn",
    "theo chỉ đạo của tỉnh",
    "theo kế hoạch năm",
    "ở trung tâm phục vụ",
    "trong quý gần nhất",
    "của đơn vị trực thuộc",
    "tại các thôn, tổ dân phố",
    "được Chủ tịch tỉnh giao",
];

/// The set with so many scored criteria, as TOML; its table has 16 rows of groups besides.
pub fn toml(leaves: usize) -> String {
    let mut body = String::new();
    let (mut scale, mut at) = (0, 0);
    for field in 1..=FIELDS {
        let many = leaves / FIELDS + usize::from(field <= leaves % FIELDS);
        let rules: Vec<(u32, &str)> = (at..at + many).map(|leaf| RULES[leaf % RULES.len()]).collect();
        let max: u32 = rules.iter().map(|(max, _)| max).sum();
        let grouped: u32 = rules.iter().take(GROUPED).map(|(max, _)| max).sum();
        scale += max;
        let (group, about) = (format!("{field}.1"), WHAT[field % WHAT.len()]);
        let _ = writeln!(
            body,
            "[[field]]\ncode = \"{field}\"\nname = \"Lĩnh vực {field}: {about}\"\nmax = {max}\n\n\
             [[criterion]]\ncode = \"{group}\"\nname = \"Nhóm {group}: {about}\"\nmax = {grouped}\n"
        );
        for (number, (max, rule)) in (1..).zip(rules) {
            let code = match number {
                1..=GROUPED => format!("{group}.{number}"),
                _ => format!("{field}.{}", number - GROUPED + 1),
            };
            let name = format!("{} {}", WHAT[at % WHAT.len()], WHERE[at % WHERE.len()]);
            let _ =
                writeln!(body, "[[criterion]]\ncode = \"{code}\"\nname = \"{name}\"\nmax = {max}\n{rule}\n");
            at += 1;
        }
    }
    let head = head(leaves, scale);
    format!("{head}\n{body}")
}

fn head(leaves: usize, scale: u32) -> String {
    format!(
        r#"[set]
id = "bench-{leaves}"
title = "Bộ tiêu chí để đo tốc độ"
level = "xa"
years = {{ from = 2025 }}
status = "model"
scale = {scale}
sources = ["Soạn để đo tốc độ"]

[[class]]
name = "Tốt"
from = 80

[[class]]
name = "Trung bình"
from = 0

[[block]]
id = "phuong"
name = "Phường"

[[block]]
id = "xa"
name = "Xã"
"#
    )
}
