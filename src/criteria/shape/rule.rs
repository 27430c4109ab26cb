//! The keys of the rules.

use super::Kind::{Flag, Number, Share, Shares, Table, Tables, Text, Word};
use super::{Shape, key, shape};

/// How a leaf is scored.
pub(super) static RULE: Shape = Shape {
    keys: &[
        key(
            "judged",
            Table(&JUDGED),
            "Bất kỳ điểm nào từ min đến điểm tối đa",
            "Any points from min to the maximum",
        ),
        key("choice", Tables(&OPTION), "Một trong các mức", "One of several options"),
        key("checklist", Tables(&ITEM), "Tổng điểm các nội dung đạt", "The sum of what holds"),
        key("bands", Table(&BANDS), "Các mức của một giá trị đo được", "Steps of a measured value"),
        key("proportional", Table(&PROPORTIONAL), "Tỷ lệ nhân điểm tối đa", "A rate times the maximum"),
        key(
            "count",
            Table(&COUNT),
            "Mỗi cái bấy nhiêu điểm, không quá điểm tối đa",
            "So much for each, at most the maximum",
        ),
        key("deduct", Table(&DEDUCT), "Điểm tối đa trừ theo số lần", "The maximum less events"),
        key(
            "survey",
            Table(&SURVEY),
            "Mức bình quân của các phiếu nhân điểm tối đa",
            "The mean of the answers times the maximum",
        ),
        key(
            "imported",
            Table(&IMPORTED),
            "Kết quả từ nơi khác chia thang điểm của nơi đó",
            "A score from elsewhere, divided by its scale",
        ),
        key(
            "relative",
            Table(&RELATIVE),
            "So với đơn vị tốt nhất của khối",
            "Compared with the best of the block",
        ),
        key(
            "formula",
            Text,
            "Công thức: + - * / ( ) min max, số, %, max_points, measure(\"1.4\")",
            "A formula: + - * / ( ) min max, numbers, %, max_points, measure(\"1.4\")",
        ),
        key("info", Table(&INFO), "Chỉ cung cấp thông tin, không tính điểm", "Information only, no points"),
    ],
    one_of: &[&[
        "judged",
        "choice",
        "checklist",
        "bands",
        "proportional",
        "count",
        "deduct",
        "survey",
        "imported",
        "relative",
        "formula",
        "info",
    ]],
};

static JUDGED: Shape = shape(&[
    key("step", Number, "Bước điểm", "Points come in steps of this"),
    key("min", Number, "Điểm thấp nhất", "Lowest points").default("0"),
]);

static OPTION: Shape = Shape {
    keys: &[
        key("label", Text, "Tên mức, đơn vị ghi đúng chữ này", "What the unit writes").needed(),
        key("points", Number, "Điểm", "Points"),
        key("share", Share, "Phần của điểm tối đa: \"75%\"", "Share of the maximum: \"75%\""),
    ],
    one_of: &[&["points", "share"]],
};

static ITEM: Shape = shape(&[
    key("label", Text, "Nội dung", "What holds or not").needed(),
    key("points", Number, "Điểm", "Points").needed(),
]);

static BANDS: Shape = shape(&[
    key("of", Text, "Giá trị đo: \"b / a\"", "What is measured: \"b / a\"").needed(),
    key(
        "steps",
        Tables(&STEP),
        "Các mức, cao nhất trước; mức đầu tiên thỏa mãn được tính",
        "Steps, highest first; the first that holds counts",
    )
    .needed(),
    key("otherwise", Number, "Điểm khi không mức nào thỏa mãn", "Points where no step holds"),
]);

static STEP: Shape = Shape {
    keys: &[
        key("over", Share, "Trên mức này", "More than this"),
        key("from", Share, "Từ mức này trở lên", "This or more"),
        key("points", Number, "Điểm", "Points"),
        key("share", Share, "Phần của điểm tối đa", "Share of the maximum"),
        key("proportional", Flag, "Giá trị nhân điểm tối đa", "The value times the maximum"),
    ],
    one_of: &[&["over", "from"], &["points", "share", "proportional"]],
};

static PROPORTIONAL: Shape = shape(&[
    key("of", Text, "Tỷ lệ: \"b / a\"", "The rate: \"b / a\"").needed(),
    key("floor", Share, "Dưới mức này được 0 điểm", "Below it the result is 0").default("0"),
    key("full_at", Share, "Từ mức này được điểm tối đa", "From it on the maximum is reached")
        .default("\"100%\""),
]);

static COUNT: Shape = shape(&[
    key("of", Text, "Số lượng: \"n\"", "What is counted: \"n\"").needed(),
    key("each", Number, "Điểm của mỗi cái", "Points for each").needed(),
]);

static DEDUCT: Shape = shape(&[
    key("events", Tables(&EVENT), "Các trường hợp bị trừ", "What takes points off").needed(),
    key("min", Number, "Điểm thấp nhất, có thể dưới 0", "Lowest result, may be below 0").default("0"),
]);

static EVENT: Shape = shape(&[
    key("input", Text, "Ký hiệu của số liệu: số lần", "Id of the input: how many times").needed(),
    key("points", Number, "Điểm trừ mỗi lần", "Points off for each").needed(),
]);

static SURVEY: Shape = shape(&[
    key("answers", Tables(&ANSWER), "Các phương án trả lời", "The answers").needed(),
    key(
        "groups",
        Shares,
        "Các nhóm được hỏi ở tiêu chí này, nếu khác của cả bộ: { nguoi-dan = \"100%\" }",
        "The groups asked here, where they or their weights are not the set's: { nguoi-dan = \"100%\" }",
    ),
]);

static ANSWER: Shape = shape(&[
    key("label", Text, "Phương án", "The answer").needed(),
    key("short", Text, "Ký hiệu trên phiếu: A hoặc 5", "What stands for it on the sheets: A or 5"),
    key("share", Share, "Phần của điểm tối đa: \"60%\"", "Its share of the maximum: \"60%\"").needed(),
]);

static IMPORTED: Shape = shape(&[
    key("source", Text, "Tên của kết quả, ví dụ SIPAS", "Where it comes from, such as SIPAS"),
    key("out_of", Number, "Thang điểm của nơi đó", "Its own scale").default("100"),
]);

static RELATIVE: Shape = shape(&[
    key("of", Text, "Giá trị được so: \"n\"", "What is compared: \"n\"").needed(),
    key("best", Word(&["highest", "lowest"]), "Cao hơn hay thấp hơn là tốt", "Which value is the best")
        .default("\"highest\""),
]);

static INFO: Shape = shape(&[]);
