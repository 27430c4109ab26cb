//! What each column of the open data means. The description for programs and the one for people are made of this.

use super::Resource;
use crate::message::{Lang, say};

/// A text in both languages.
#[derive(Clone, Copy)]
pub(super) struct Both {
    vi: &'static str,
    en: &'static str,
}

impl Both {
    pub fn of(self, lang: Lang) -> String {
        let Both { vi, en } = self;
        say!(lang, "{vi}", "{en}")
    }
}

const fn both(vi: &'static str, en: &'static str) -> Both {
    Both { vi, en }
}

/// A column.
pub(super) struct Column {
    /// Its head.
    pub name: &'static str,
    /// Its type by Table Schema.
    pub kind: &'static str,
    /// No cell of it is blank.
    pub required: bool,
    /// What it is called.
    pub title: Both,
    /// What it means.
    pub about: Both,
    /// The words that it takes, with what each means; empty where it takes any.
    pub words: &'static [(&'static str, Both)],
}

const fn column(name: &'static str, kind: &'static str, required: bool, title: Both, about: Both) -> Column {
    Column { name, kind, required, title, about, words: &[] }
}

const fn of_words(column: Column, words: &'static [(&'static str, Both)]) -> Column {
    Column { words, ..column }
}

impl Resource {
    /// The columns, in their order.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Resource::Figures => FIGURES,
            Resource::Criteria => CRITERIA,
            Resource::Units => UNITS,
        }
    }

    /// What the table is called.
    pub(super) fn title(self) -> Both {
        match self {
            Resource::Figures => both("Số liệu", "Figures"),
            Resource::Criteria => both("Tiêu chí", "Criteria"),
            Resource::Units => both("Đơn vị", "Units"),
        }
    }

    /// What a row of it is.
    pub(super) fn about(self) -> Both {
        match self {
            Resource::Figures => both(
                "Mỗi dòng là một giá trị: một đơn vị, một mã tiêu chí, một chỉ tiêu đo.",
                "One value in each row: of one unit, one code, one measure.",
            ),
            Resource::Criteria => both(
                "Mỗi dòng là một mã của bộ tiêu chí: toàn bộ, lĩnh vực, tiêu chí, tiêu chí thành phần, điểm cộng, điểm trừ.",
                "One code of the criteria set in each row: the whole, fields, criteria, sub-criteria, bonus and penalty.",
            ),
            Resource::Units => both(
                "Mỗi dòng là một đơn vị, kể cả đơn vị chưa gửi hồ sơ.",
                "One unit in each row, those that sent nothing too.",
            ),
        }
    }

    /// The columns that together name a row.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Resource::Figures => &["criteria", "unit", "code", "measure"],
            Resource::Criteria => &["criteria", "code"],
            Resource::Units => &["criteria", "unit"],
        }
    }

    /// Columns that lead to a row of another table, which has them under the names that follow.
    pub(super) fn links(self) -> &'static [(&'static [&'static str], Resource, &'static [&'static str])] {
        match self {
            Resource::Figures => &[
                (&["criteria", "unit"], Resource::Units, &["criteria", "unit"]),
                (&["criteria", "code"], Resource::Criteria, &["criteria", "code"]),
            ],
            Resource::Criteria | Resource::Units => &[],
        }
    }
}

const SET: Column = column(
    "criteria",
    "string",
    true,
    both("Bộ tiêu chí", "Criteria set"),
    both("Mã của bộ tiêu chí dùng để chấm.", "Id of the set that scores the unit."),
);
const BLOCK: Column = column(
    "block",
    "string",
    true,
    both("Khối", "Block"),
    both(
        "Mã của khối đơn vị được xếp hạng chung; all khi không chia khối.",
        "Id of the block that is ranked together; all where there is one block.",
    ),
);
const UNIT: Column = column(
    "unit",
    "string",
    true,
    both("Đơn vị", "Unit"),
    both("Tên đơn vị như trong danh sách đơn vị.", "Name of the unit as in the register."),
);
const CODE: Column = column(
    "code",
    "string",
    true,
    both("Mã", "Code"),
    both(
        "Mã tiêu chí; total là toàn bộ. Luôn là chuỗi ký tự: 1.10 khác 1.1.",
        "Code of the criterion; total is the whole. Always text: 1.10 is not 1.1.",
    ),
);
const LEVEL: Column = of_words(
    column(
        "level",
        "string",
        true,
        both("Cấp", "Level"),
        both("Mã thuộc cấp nào của bộ tiêu chí.", "Where in the set the code stands."),
    ),
    &[
        ("total", both("toàn bộ", "the whole")),
        ("field", both("lĩnh vực", "field")),
        ("criterion", both("tiêu chí có tiêu chí thành phần", "criterion with sub-criteria")),
        ("leaf", both("tiêu chí được chấm trực tiếp", "criterion that is scored itself")),
        ("adjustment", both("điểm cộng, điểm trừ", "bonus or penalty")),
    ],
);

const MEASURES: &[(&str, Both)] = &[
    ("rank", both("thứ hạng trong khối", "rank in the block")),
    ("points", both("điểm đạt được", "points obtained")),
    ("max", both("điểm tối đa của phần áp dụng cho đơn vị", "maximum of what applies to the unit")),
    ("index", both("chỉ số: điểm ÷ điểm tối đa × 100", "index: points ÷ maximum × 100")),
    ("self", both("điểm tự chấm", "self score")),
    ("appraised", both("điểm thẩm định", "appraised points")),
    ("survey", both("điểm điều tra xã hội học", "survey points")),
    ("bonus", both("điểm cộng được tính", "bonus that counts")),
    ("penalty", both("điểm trừ được tính, ghi số dương", "penalty that counts, without a sign")),
    ("previous_rank", both("thứ hạng năm trước", "rank of the year before")),
    ("previous_index", both("chỉ số năm trước", "index of the year before")),
    (
        "rank_change",
        both("số bậc tăng so với năm trước; số âm là giảm", "places risen since; negative where it fell"),
    ),
    (
        "index_change",
        both(
            "chỉ số tăng so với năm trước; số âm là giảm",
            "rise of the index since; negative where it fell",
        ),
    ),
];
const STATUSES: &[(&str, Both)] = &[
    ("scored", both("có giá trị; số 0 ở đây là điểm 0 thật", "there is a value; a 0 here is a real 0")),
    (
        "incomplete",
        both(
            "có giá trị, nhưng một số tiêu chí bên dưới thiếu điểm hoặc điểm lỗi nên tính 0",
            "there is a value, but criteria below lack points or have faulty ones and count 0",
        ),
    ),
    ("missing", both("chưa có giá trị; khi cộng tính là 0", "there is no value; sums count 0")),
    (
        "not-applicable",
        both("không áp dụng cho đơn vị; ra khỏi thang điểm", "does not apply to the unit; leaves its scale"),
    ),
    (
        "fault",
        both("đã ghi nhưng không dùng được; khi cộng tính là 0", "stated, but cannot be used; sums count 0"),
    ),
];

const FIGURES: &[Column] = &[
    column(
        "year",
        "integer",
        false,
        both("Năm", "Year"),
        both("Năm được đánh giá.", "The year that is assessed."),
    ),
    SET,
    BLOCK,
    UNIT,
    LEVEL,
    CODE,
    of_words(
        column(
            "measure",
            "string",
            true,
            both("Chỉ tiêu", "Measure"),
            both("Giá trị là gì.", "What the value is."),
        ),
        MEASURES,
    ),
    column(
        "value",
        "number",
        false,
        both("Giá trị", "Value"),
        both(
            "Số như đã công bố, dấu chấm thập phân; trống khi không có, và status nói vì sao.",
            "The number as published, with a decimal point; blank where there is none, and status says why.",
        ),
    ),
    of_words(
        column(
            "status",
            "string",
            true,
            both("Tình trạng", "Status"),
            both(
                "Thiếu, không áp dụng, lỗi và 0 là bốn việc khác nhau.",
                "Missing, not applicable, faulty and 0 are four different things.",
            ),
        ),
        STATUSES,
    ),
];

const CRITERIA: &[Column] = &[
    SET,
    CODE,
    column(
        "parent",
        "string",
        false,
        both("Mã cấp trên", "Parent"),
        both("Mã ngay trên; trống ở dòng total.", "The code above; blank for total."),
    ),
    LEVEL,
    column(
        "name",
        "string",
        true,
        both("Tên", "Name"),
        both("Tên như trong bộ tiêu chí.", "Name as in the set."),
    ),
    column(
        "max",
        "number",
        false,
        both("Điểm tối đa", "Maximum"),
        both(
            "Điểm tối đa của bộ tiêu chí; với điểm cộng, điểm trừ là mức trần, trống khi không có mức trần.",
            "Maximum of the set; of bonus and penalty the cap, blank where there is none.",
        ),
    ),
    of_words(
        column(
            "scored_by",
            "string",
            false,
            both("Ai chấm", "Scored by"),
            both("Ai cho điểm; chỉ ở cấp leaf.", "Who gives the points; leaves only."),
        ),
        &[
            ("unit", both("đơn vị tự chấm, hội đồng thẩm định", "the unit, appraised by the council")),
            ("council", both("hội đồng", "the council")),
            ("survey", both("điều tra xã hội học", "the survey")),
        ],
    ),
    column(
        "rule",
        "string",
        false,
        both("Cách chấm", "Rule"),
        both("Cách chấm điểm bằng lời.", "How the points come about, in words."),
    ),
    column(
        "basis",
        "string",
        false,
        both("Căn cứ", "Basis"),
        both("Chỗ của điểm số trong quyết định.", "Where the number stands in the decision."),
    ),
];

const UNITS: &[Column] = &[
    SET,
    BLOCK,
    column(
        "block_name",
        "string",
        false,
        both("Tên khối", "Name of the block"),
        both("Trống khi không chia khối.", "Blank where there is one block."),
    ),
    UNIT,
    column(
        "register_code",
        "string",
        false,
        both("Mã đơn vị", "Code of the unit"),
        both("Mã trong danh sách đơn vị.", "Code in the register."),
    ),
    of_words(
        column(
            "state",
            "string",
            true,
            both("Xếp hạng", "State"),
            both("Đơn vị có được xếp hạng không.", "Whether the unit is ranked."),
        ),
        &[
            ("ranked", both("được xếp hạng", "ranked")),
            (
                "unranked",
                both("không xếp hạng vì không tiêu chí nào áp dụng", "not ranked, as nothing applies"),
            ),
            ("missing", both("chưa gửi hồ sơ", "sent nothing")),
        ],
    ),
    column(
        "class",
        "string",
        false,
        both("Xếp loại", "Class"),
        both("Trống khi không xếp loại.", "Blank where it has none."),
    ),
    column(
        "tied",
        "boolean",
        false,
        both("Đồng hạng", "Tied"),
        both("Cùng hạng với đơn vị khác.", "The rank is shared."),
    ),
    column(
        "complete",
        "boolean",
        false,
        both("Đủ điểm", "Complete"),
        both("Mọi tiêu chí áp dụng đều có điểm.", "Every criterion that applies has points."),
    ),
    column(
        "errors",
        "integer",
        false,
        both("Số lỗi", "Errors"),
        both("Số lỗi còn lại trong tệp của đơn vị.", "Errors that are left in the unit's files."),
    ),
];
