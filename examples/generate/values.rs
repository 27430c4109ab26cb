//! Plausible raw figures: how many staff, dossiers, plans a unit has, by the words in the input's name.

use std::collections::BTreeMap;

use parindex::points::Number;
use parindex::rule::Input;

use crate::dice::Dice;

/// Words in the name of a whole, and the range it lies in; the first that fits counts.
const WHOLES: &[(&str, i64, i64)] = &[
    ("(triệu đồng)", 12_000, 86_000),
    ("toàn trình", 1_400, 2_600),
    ("Dân số", 17_000, 31_000),
    ("trong kế hoạch", 24, 52),
    ("Số nhiệm vụ", 18, 64),
    ("kiến nghị, phương án", 2, 5),
    ("sáng kiến", 1, 3),
    ("phản ánh", 3, 28),
    ("vấn đề", 2, 9),
    ("đơn thuộc thẩm quyền", 8, 40),
    ("sự nghiệp công lập", 3, 9),
    ("đơn vị sự nghiệp", 12, 30),
    ("hồ sơ tiếp nhận của", 1_500, 6_000),
    ("phải đồng bộ", 1_500, 6_000),
    ("chuyển mức tự chủ", 1, 3),
    ("văn bản đi", 1_600, 7_800),
    ("Số văn bản", 3, 12),
    ("Số kết luận", 1, 4),
    ("Số đơn vị năm", 30, 60),
    ("Số kiến nghị", 2, 8),
    ("công chức cấp xã", 150, 240),
    ("cán bộ cấp xã", 120, 210),
    ("Bộ phận Một cửa", 8, 19),
    ("thủ tục có thu phí", 40, 90),
    ("phương án", 2, 6),
    ("thủ tục hành chính", 340, 420),
    ("thủ tục thuộc danh mục", 340, 420),
    ("thủ tục", 90, 180),
    ("dịch vụ công", 90, 180),
    ("hồ sơ có giấy tờ", 400, 1_500),
    ("liên thông", 120, 700),
    ("nhóm thủ tục", 2, 5),
    ("phải nộp phí", 900, 3_600),
    ("phải thu phí", 900, 3_600),
    ("hồ sơ công việc", 1_200, 4_000),
    ("hồ sơ", 2_400, 14_000),
    ("người năm gốc", 60, 120),
    ("không chuyên trách", 60, 120),
    ("công chức, viên chức có mặt", 70, 190),
    ("cán bộ, công chức", 38, 64),
    ("lượt người", 30, 90),
    ("chỉ tiêu", 12, 24),
    ("phòng", 4, 9),
    ("xã, phường, thị trấn", 14, 22),
    ("cơ quan chuyên môn", 12, 30),
    ("đầu mối", 14, 26),
    ("ngày giải quyết", 900, 2_600),
    ("tin, bài", 20, 60),
    ("Biên chế", 60, 120),
    ("dữ liệu mở", 1, 5),
    ("dùng chung", 0, 2),
];

/// Words that tell a part that should be small.
const BAD: &[&str] = &[
    "bổ sung",
    "không hài lòng",
    "trả lại",
    "chưa xong",
    "chưa hoàn thành",
    "đang xử lý",
    "quá hạn",
    "chỉ số hóa",
];

/// Words of a part, and its lowest and highest share in per mille.
const SHARES: &[(&str, i64, i64)] = &[
    ("có văn bản xin lỗi", 700, 1_000),
    ("trước hạn", 953, 998),
    ("Số hồ sơ đúng hạn", 953, 998),
    ("ký số đầy đủ", 955, 998),
    ("được ký số", 900, 998),
    ("công khai đ", 960, 1_000),
    ("thực tế được tiếp nhận", 955, 1_000),
    ("đã đưa ra", 930, 1_000),
    ("thực hiện tại Bộ phận", 950, 1_000),
    ("đồng bộ", 880, 990),
    ("bưu chính", 90, 220),
    ("nộp trực tuyến", 340, 720),
    ("thanh toán trực tuyến", 260, 620),
    ("hồ sơ trực tuyến", 420, 780),
    ("giao dịch trực tuyến", 420, 780),
    ("sử dụng lại", 300, 800),
    ("số hóa", 520, 860),
    ("bản điện tử", 640, 960),
    ("chữ ký số", 620, 950),
    ("cắt giảm", 180, 340),
    ("giải ngân", 780, 985),
    ("kiểm tra", 280, 700),
    ("trên mạng", 780, 960),
];

/// Shares of a base year.
const SINCE_BASE: (i64, i64) = (880, 970);

/// What the values of a leaf depend on besides their names.
#[derive(Clone, Copy)]
pub struct Mood {
    /// Nothing may have arisen.
    pub may_be_none: bool,
    /// The inputs count what went wrong.
    pub mishaps: bool,
    /// Out of a hundred cases, so many go well.
    pub quality: i64,
}

/// The figures of one unit; the same name has the same figure everywhere in its form.
#[derive(Default)]
pub struct Figures(BTreeMap<String, i64>);

impl Figures {
    /// Values for the inputs of a leaf.
    pub fn of(&mut self, inputs: &[Input], mood: Mood, dice: &mut Dice) -> Vec<Option<Number>> {
        let mut values: Vec<i64> = Vec::new();
        let mut numbers = Vec::new();
        for (at, input) in inputs.iter().enumerate() {
            if input.name.contains("(%)") {
                let percent = if dice.chance(mood.quality / 3) { 10_000 } else { dice.between(8_900, 9_990) };
                values.push(0);
                numbers.push(Some(Number::from_scaled(i128::from(percent), 2)));
                continue;
            }
            let value = match input.part_of {
                Some(whole) => {
                    let parts = inputs.iter().zip(&values).filter(|(other, _)| other.part_of == Some(whole));
                    let rest = values[whole] - parts.map(|(_, part)| part).sum::<i64>();
                    part(&input.name, values[whole], rest, mood.quality, dice)
                }
                None => self.whole(&input.name, at.checked_sub(1).map(|at| values[at]), mood, dice),
            };
            self.0.entry(input.name.clone()).or_insert(value);
            values.push(value);
            numbers.push(Some(Number::from(value)));
        }
        numbers
    }

    fn whole(&mut self, name: &str, before: Option<i64>, mood: Mood, dice: &mut Dice) -> i64 {
        let known = |name: &str| self.0.get(name).copied();
        if let Some(value) = known(name) {
            return value;
        }
        let before = before.unwrap_or(1);
        match name {
            "Số hồ sơ quá hạn" => return self.late(),
            "Biên chế được giao" => {
                let staff = dice.between(38, 60);
                self.0.insert("Số cán bộ, công chức có mặt".to_owned(), staff);
                return staff + dice.between(0, 7);
            }
            "Số cán bộ, công chức có mặt đến 31/12" => {
                return known("Số cán bộ, công chức có mặt").unwrap_or(before);
            }
            "Số người có trình độ đại học trở lên" => {
                return known("Số cán bộ, công chức có mặt").unwrap_or(40) - dice.between(0, 6);
            }
            "Số thu thực hiện (triệu đồng)" | "Thực thu (triệu đồng)" => {
                return before * dice.between(930, 1_120) / 1_000;
            }
            _ if name.contains("năm đánh giá") => {
                return before * dice.between(SINCE_BASE.0, SINCE_BASE.1) / 1_000;
            }
            _ => {}
        }
        if mood.mishaps {
            return i64::from(dice.chance((100 - mood.quality) * 2 / 3));
        }
        if mood.may_be_none && dice.chance(25) {
            return 0;
        }
        let range = WHOLES.iter().find(|(words, ..)| name.contains(words));
        match range {
            Some((_, low, high)) => dice.between(*low, *high),
            None => dice.between(1, 3),
        }
    }

    /// Dossiers handled late: all less those on time.
    fn late(&self) -> i64 {
        let known = |name: &str| self.0.get(name).copied();
        let all = known("Số hồ sơ đã giải quyết").unwrap_or_default();
        let on_time = known("Số hồ sơ giải quyết đúng hạn, trước hạn")
            .or(known("Số hồ sơ đúng hạn, trước hạn"))
            .or(known("Số hồ sơ đúng hạn"));
        on_time.map_or(0, |on_time| (all - on_time).max(0))
    }
}

fn part(name: &str, whole: i64, rest: i64, quality: i64, dice: &mut Dice) -> i64 {
    let special = SHARES.iter().find(|(words, ..)| name.contains(words));
    if special.is_none() && BAD.iter().any(|words| name.contains(words)) {
        let most = if whole < 100 { 500 } else { 24 };
        return (whole * dice.between(0, most) / 1_000).min(rest);
    }
    let permille = match special {
        Some((_, low, high)) => dice.between(*low + (high - low) * (quality - 50).max(0) / 100, *high),
        None if whole < 500 && dice.chance(quality) => 1_000,
        None => dice.between(800 + quality, 998),
    };
    (whole * permille / 1_000).min(rest)
}
