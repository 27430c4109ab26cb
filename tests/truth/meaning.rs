//! What the head of a column in a paper means: the key of a figure, whatever the language.

/// Heads as papers write them, and their keys; a key that begins with `~` is said in words or is no figure of its own.
const HEADS: &[(&str, &[&str])] = &[
    ("unit", &["Đơn vị", "Unit", "unit"]),
    ("code", &["Mã", "Code", "code"]),
    ("block", &["Khối", "Block", "block"]),
    ("rank", &["Hạng", "Rank", "rank", "Hạng năm nay", "Rank this year"]),
    ("appraised", &["Điểm thẩm định", "Thẩm định", "Appraised", "appraised"]),
    ("survey", &["Điểm điều tra XHH", "Điều tra XHH", "Survey", "survey"]),
    ("self", &["Điểm tự chấm", "Tự chấm", "Self", "self"]),
    ("bonus", &["Điểm cộng", "Bonus", "bonus"]),
    ("penalty", &["Điểm trừ", "Penalty", "penalty"]),
    ("points", &["Tổng điểm", "Total", "Điểm", "Points", "Kết quả", "Result", "points"]),
    ("max", &["Điểm tối đa", "Maximum", "max"]),
    ("index", &["Chỉ số (%)", "Index (%)", "index", "Chỉ số năm nay (%)", "Index this year (%)"]),
    ("class", &["Xếp loại", "Class", "class"]),
    ("count", &["Số đơn vị", "Units", "count"]),
    ("mean", &["Trung bình (%)", "Mean (%)"]),
    ("highest", &["Cao nhất (%)", "Highest (%)"]),
    ("lowest", &["Thấp nhất (%)", "Lowest (%)"]),
    ("share", &["Tỷ lệ (%)", "Share (%)"]),
    (
        "~",
        &[
            "Chênh lệch",
            "Difference",
            "STT",
            "No.",
            "Decides the rank",
            "Căn cứ xếp hạng",
            "Đầu nhóm bằng nhau",
            "First of equals",
        ],
    ),
    ("~", &["Số tiêu chí giảm điểm", "Số tiêu chí tăng điểm", "Số tiêu chí có ý kiến", "Lần 1"]),
    ("~", &["Criteria cut", "Criteria raised", "Reasons", "Round 1"]),
    ("~", &["Tăng, giảm hạng", "Places", "Tăng, giảm chỉ số", "block_name", "register_code", "state"]),
    (
        "~",
        &[
            "Tăng, giảm",
            "Số đơn vị so sánh",
            "Số đơn vị tăng",
            "Số đơn vị giảm",
            "Units compared",
            "Rose",
            "Fell",
        ],
    ),
    ("appraised", &["Lần 2", "Round 2"]),
    ("own.appraised", &["Thẩm định phần tự chấm", "Appraised, of the self scores"]),
    ("self.mean", &["Tự chấm (bình quân)", "Self (mean)"]),
    ("appraised.mean", &["Thẩm định (bình quân)", "Appraised (mean)"]),
    ("cut", &["Số đơn vị bị giảm điểm", "Units that were cut"]),
    ("points.mean", &["Điểm bình quân", "Mean points"]),
    ("share.mean", &["Tỷ lệ đạt (%)", "Share reached (%)"]),
    ("losing", &["Số đơn vị mất điểm", "Units that lost points"]),
    ("field.mean", &["Trung bình khối (%)", "Mean of the block (%)"]),
    ("field.best", &["Cao nhất khối (%)", "Best of the block (%)"]),
    ("~", &["Tiêu chí", "Criterion", "Lĩnh vực", "Field", "Lĩnh vực, tiêu chí", "Field, criterion"]),
    ("~", &["Tiêu chí không đánh giá", "Criterion that does not apply", "Lý do", "Reason", "name"]),
    (
        "~",
        &[
            "Đơn vị cao nhất",
            "Highest unit",
            "Đơn vị thấp nhất",
            "Lowest unit",
            "Ý kiến thẩm định",
            "Remark of the council",
        ],
    ),
    ("~", &["Ghi chú", "Note", "tied", "complete", "errors"]),
];

/// The key of a head; `None` where nobody knows it.
pub fn meaning(head: &str) -> Option<String> {
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((key, _)) = HEADS.iter().find(|(_, heads)| heads.contains(&&*head)) {
        return Some((*key).to_owned());
    }
    // Of the year before; and what decides where units are equal.
    let begins =
        ["Hạng ", "Rank ", "Chỉ số ", "Index ", "Trung bình ", "Mean ", "If equal: ", "Khi bằng nhau: "];
    if begins.iter().any(|words| head.starts_with(words)) {
        return Some("~".to_owned());
    }
    let is_code = |code: &str| !code.is_empty() && code.chars().all(|c| c.is_alphanumeric() || c == '.');
    let field = head.strip_prefix("LV ").or(head.strip_prefix("Field ")).unwrap_or(&head);
    for (ending, of) in
        [(" (%)", "index"), (": %", "index"), (": điểm", "points"), (": points", "points"), ("", "index")]
    {
        if let Some(code) = field.strip_suffix(ending).filter(|code| is_code(code)) {
            return Some(format!("{code}.{of}"));
        }
    }
    None
}
