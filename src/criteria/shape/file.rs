//! The keys of the file, outside the rules.

use super::Kind::{
    Amount, Answers, Day, Flag, Number, Points, Share, Shares, Table, Tables, Text, Texts, Whole, Word,
};
use super::rule::RULE;
use super::{Shape, key, shape};

/// The whole file.
pub(in crate::criteria) static FILE: Shape = shape(&[
    key(
        "set",
        Table(&SET),
        "Bộ tiêu chí: mã, tên, cấp, năm, thang điểm, nguồn",
        "The set: id, title, level, years, scale, sources",
    )
    .needed(),
    key(
        "scoring",
        Table(&SCORING),
        "Cách làm tròn và cách tính khi có tiêu chí không áp dụng",
        "Rounding, and what follows where criteria do not apply",
    ),
    key("ranking", Table(&RANKING), "Cách xếp hạng khi bằng điểm", "What happens between equal units"),
    key(
        "evidence",
        Table(&EVIDENCE),
        "Những điều được kiểm tra ở tài liệu kiểm chứng",
        "What is looked at in evidence",
    ),
    key(
        "survey",
        Table(&SURVEY),
        "Các nhóm được hỏi của điều tra xã hội học, cỡ mẫu tối thiểu, câu trả lời bị bỏ qua",
        "The groups that a survey asks, the smallest sample, what is no answer",
    ),
    key("class", Tables(&CLASS), "Các mức xếp loại, từ cao đến thấp", "Classes, highest first"),
    key("block", Tables(&BLOCK), "Các khối được xếp hạng riêng", "Blocks, ranked apart"),
    key("field", Tables(&NODE), "Các lĩnh vực", "The fields").inherited(),
    key("criterion", Tables(&NODE), "Các tiêu chí và tiêu chí thành phần", "Criteria and sub-criteria"),
    key(
        "adjustment",
        Tables(&ADJUSTMENT),
        "Điểm cộng, điểm trừ ngoài thang điểm",
        "Bonus and penalty outside the scale",
    ),
    key(
        "exemption",
        Tables(&EXEMPTION),
        "Điều cả một khối hoặc một loại đơn vị không phải đánh giá",
        "What does not apply to the units of a block or of a kind",
    ),
    key(
        "example",
        Tables(&EXAMPLE),
        "Ví dụ tính điểm, được tính lại khi kiểm tra",
        "Worked examples, computed again by the check",
    ),
]);

static SET: Shape = shape(&[
    key("id", Text, "Mã bộ: tên tệp không có đuôi .toml", "Name of the file without .toml").needed(),
    key("title", Text, "Tên bộ tiêu chí", "Title for headings").needed(),
    key(
        "level",
        Text,
        "Cấp áp dụng: bo, tinh, so, huyen, xa, dvsn hoặc một từ khác",
        "Level: bo, tinh, so, huyen, xa, dvsn or another word",
    ),
    key(
        "years",
        Table(&YEARS),
        "Các năm được áp dụng, kể cả năm đầu và năm cuối",
        "Years in force, both included",
    ),
    key(
        "status",
        Word(&["official", "partial", "model"]),
        "official: mọi con số có nguồn; partial: chỉ phần đã công bố; model: tự soạn",
        "official: a source shows every number; partial: the published part; model: ours",
    )
    .default("\"model\""),
    key(
        "checked",
        Day,
        "Ngày gần nhất đối chiếu với văn bản đang có hiệu lực",
        "Last day on which somebody compared the file with the law in force",
    ),
    key(
        "scale",
        Number,
        "Thang điểm: bằng tổng điểm tối đa của các lĩnh vực",
        "Maximum of the whole: the sum of the fields' maxima",
    )
    .inherited(),
    key(
        "sources",
        Texts,
        "Các quyết định là nguồn của những con số",
        "Decisions from which the numbers come",
    ),
    key("gaps", Texts, "Các mã mà chính quyết định bỏ qua", "Codes that the decision itself skips"),
    key("extends", Text, "Bộ tiêu chí mà bộ này bắt đầu từ đó", "The set from which this one starts"),
    key("drop", Texts, "Các mã của bộ đó không còn nữa", "Codes of that set that are gone"),
    key(
        "in_force",
        Table(&IN_FORCE),
        "Những ngày áp dụng, nếu trong năm còn bộ khác",
        "The days in force, where another set is in force in the same year",
    ),
]);

static IN_FORCE: Shape = shape(&[
    key("from", Day, "Từ ngày", "First day").needed(),
    key("to", Day, "Đến ngày; bỏ trống nếu chưa định", "Last day; left out until further notice"),
]);

static EXEMPTION: Shape = shape(&[
    key("blocks", Texts, "Các khối không phải đánh giá", "Blocks to which it does not apply"),
    key("kind", Text, "Loại đơn vị, như ở danh sách đơn vị", "Kind of units, as in the register"),
    key("codes", Texts, "Các mã không áp dụng", "Codes that do not apply").needed(),
    key("reason", Text, "Lý do theo quyết định", "Why, as the decision says it").needed(),
]);

static YEARS: Shape = shape(&[
    key("from", Whole(1990, 2100), "Năm đầu", "First year").needed(),
    key(
        "to",
        Whole(1990, 2100),
        "Năm cuối; bỏ trống nếu chưa định",
        "Last year; left out until further notice",
    ),
]);

static SCORING: Shape = shape(&[
    key("decimals", Whole(0, 6), "Số chữ số thập phân khi công bố", "Decimals of what is published").default("2"),
    key("rounding", Word(&["half-up", "half-even"]), "half-up: 0,125 thành 0,13; half-even: thành 0,12", "half-up: 0.125 becomes 0.13; half-even: 0.12").default("\"half-up\""),
    key("not_applicable", Word(&["rescale", "rescale-appraised"]), "Tiêu chí không áp dụng: rescale chia cho điểm tối đa còn lại; rescale-appraised chỉ quy đổi phần thẩm định", "What does not apply: rescale the whole, or rescale-appraised the appraised part alone").default("\"rescale\""),
    key("above_scale", Word(&["allow", "cap"]), "Điểm cộng có được vượt thang điểm không", "Whether a bonus may lift the total above the scale").default("\"allow\""),
    key("missing_survey", Word(&["zero", "rescale"]), "Chưa có điểm điều tra: zero tính 0 điểm; rescale bỏ tiêu chí đó khỏi thang điểm của đơn vị", "Without survey points: zero counts 0; rescale leaves the criterion out of the unit's scale").default("\"zero\""),
]);

static SURVEY: Shape = shape(&[
    key(
        "groups",
        Tables(&GROUP),
        "Các nhóm được hỏi; tổng trọng số là 100 %. Không ghi thì mọi phiếu như nhau",
        "The groups of respondents; weights add up to 100 %. Without groups all answers count alike",
    ),
    key(
        "minimum",
        Whole(1, 1_000_000),
        "Mỗi tiêu chí của một đơn vị cần ít nhất bấy nhiêu câu trả lời, tính chung các nhóm; ít hơn thì cảnh báo",
        "So many answers a criterion of a unit should have, all groups together; fewer are a finding",
    ),
    key(
        "skip",
        Texts,
        "Những câu trả lời không tính: \"Không ý kiến\", \"Không biết\"",
        "What counts as no answer: \"Không ý kiến\", \"Không biết\"",
    ),
    key(
        "silent_group",
        Word(&["rescale", "missing"]),
        "Nhóm không có phiếu nào ở một đơn vị: rescale chia lại theo trọng số của các nhóm còn lại; missing coi như chưa có kết quả",
        "A group without answers in a unit: rescale to the weights of the others, or missing: no result",
    )
    .default("\"rescale\""),
]);

static GROUP: Shape = shape(&[
    key("id", Text, "Mã nhóm: nguoi-dan", "Id: nguoi-dan").needed(),
    key("name", Text, "Tên nhóm", "Name"),
    key("weight", Share, "Trọng số: \"60%\"", "Weight: \"60%\"").needed(),
]);

static RANKING: Shape = shape(&[
    key(
        "ties",
        Word(&["competition", "dense", "ordinal"]),
        "Bằng điểm: competition 1-2-2-4, dense 1-2-2-3, ordinal 1-2-3-4",
        "Equal units: competition 1-2-2-4, dense 1-2-2-3, ordinal 1-2-3-4",
    )
    .default("\"competition\""),
    key(
        "compare",
        Word(&["rounded", "exact"]),
        "So sánh giá trị đã làm tròn hay giá trị chính xác",
        "The value on which rank and class are decided",
    )
    .default("\"rounded\""),
    key(
        "tie_break",
        Texts,
        "Bằng điểm thì xét tiếp: \"survey\", \"appraised\" hoặc một mã, cao hơn thì xếp trên",
        "What decides between equals, highest first: \"survey\", \"appraised\" or a code",
    ),
]);

static EVIDENCE: Shape = shape(&[
    key("dates", Flag, "Kiểm tra ngày của văn bản", "Whether documents outside the year are named")
        .default("true"),
    key(
        "repeated",
        Flag,
        "Kiểm tra một văn bản dùng cho nhiều tiêu chí",
        "Whether one document under several criteria is named",
    )
    .default("true"),
    key(
        "copied",
        Flag,
        "Kiểm tra nội dung giống nhau giữa các đơn vị",
        "Whether one text of several units is named",
    )
    .default("true"),
    key("from", Day, "Văn bản từ ngày này vẫn được tính", "Documents from this day on count"),
    key("to", Day, "Văn bản đến ngày này vẫn được tính", "Documents up to this day count"),
]);

static CLASS: Shape = shape(&[
    key("name", Text, "Tên loại", "Name").needed(),
    key("from", Share, "Chỉ số thấp nhất của loại, tính bằng %", "Lowest index of the class, in percent")
        .needed(),
    key(
        "also",
        Shares,
        "Điều kiện kèm theo: chỉ số thành phần của lĩnh vực, tiêu chí",
        "Component indices that the class needs besides",
    ),
    key("block", Text, "Chỉ cho khối này", "For units of this block only"),
]);

static BLOCK: Shape =
    shape(&[key("id", Text, "Mã khối", "Id").needed(), key("name", Text, "Tên khối", "Name")]);

static NODE: Shape = shape(&[
    key(
        "code",
        Text,
        "Mã, trong ngoặc kép: \"1.10\"; 1.1.2 thuộc 1.1",
        "Code, in quotes: \"1.10\"; 1.1.2 belongs to 1.1",
    )
    .needed(),
    key("name", Text, "Tên", "Name").inherited(),
    key(
        "max",
        Number,
        "Điểm tối đa; của tiêu chí có tiêu chí thành phần là tổng điểm của chúng; chỉ rule.info không cần",
        "Maximum points; of a node with children the sum of theirs; only rule.info needs none",
    ),
    key(
        "scored_by",
        Word(&["unit", "council", "survey"]),
        "Ai chấm: đơn vị, hội đồng, điều tra xã hội học",
        "Who scores: unit, council or survey",
    )
    .default("\"unit\""),
    key(
        "evidence",
        Word(&["required", "optional", "none"]),
        "Tài liệu kiểm chứng: bắt buộc, không bắt buộc, không xét",
        "Evidence: required, optional, none",
    )
    .default("\"optional\""),
    key("appraiser", Text, "Cơ quan thẩm định", "Who appraises it"),
    key("basis", Text, "Vị trí trong quyết định", "Where the number stands in the decision"),
    key(
        "was",
        Texts,
        "Mã của bộ trước mà tiêu chí này tiếp nối",
        "Codes of the set before that it continues",
    ),
    key(
        "unconfirmed",
        Text,
        "Nguyên văn phụ lục của cách chấm chưa có người xác nhận; xác nhận xong thì xóa cả mục này",
        "The words of the appendix for a rule that nobody has confirmed; delete the whole entry to confirm it",
    ),
    key("inputs", Tables(&INPUT), "Số liệu đơn vị kê khai", "Raw data that the unit declares"),
    key(
        "when_zero",
        Word(&["full", "zero", "not-applicable", "fault"]),
        "Khi mẫu số bằng 0: điểm tối đa, 0 điểm, không đánh giá, báo lỗi",
        "What follows where the denominator is 0",
    )
    .default("\"fault\""),
    key(
        "rule",
        Table(&RULE),
        "Cách tính điểm: đúng một trong các cách",
        "How it is scored: exactly one kind",
    ),
]);

static INPUT: Shape = shape(&[
    key("id", Text, "Ký hiệu trong công thức: a, b, so_ho_so", "Its name in expressions: a, b, so_ho_so")
        .needed(),
    key("name", Text, "Tên số liệu", "Name for people"),
    key("part_of", Text, "Là một phần của số liệu này", "The input of which it is a part"),
    key("whole_number", Flag, "Chỉ nhận số nguyên", "Whole numbers only").default("false"),
    key("max", Number, "Giá trị lớn nhất", "Highest value"),
]);

static ADJUSTMENT: Shape = shape(&[
    key("code", Text, "Mã, ví dụ CONG, TRU", "Code, such as CONG, TRU").needed(),
    key("name", Text, "Tên", "Name"),
    key("effect", Word(&["bonus", "penalty"]), "Cộng hay trừ", "Added or taken off").inherited(),
    key("cap", Number, "Không quá bấy nhiêu điểm", "The most it counts"),
]);

static EXAMPLE: Shape = shape(&[
    key("name", Text, "Tên ví dụ", "Name"),
    key("inputs", Answers, "Số liệu kê khai của từng mã", "Per code what is declared"),
    key(
        "best",
        Points,
        "Với rule.relative: giá trị tốt nhất của khối theo từng mã",
        "For rule.relative: per code the best value of the block",
    ),
    key(
        "points",
        Points,
        "Điểm đúng của từng mã: một số hoặc phép tính như \"35/36 * 3\"",
        "Per code the exact points: a number or an expression such as \"35/36 * 3\"",
    ),
    key("index", Amount, "Một chỉ số chính xác (%)", "An exact index, in percent"),
    key(
        "components",
        Shares,
        "Chỉ số thành phần của từng mã, theo điều kiện also",
        "Per code the component index that a class asks for by also",
    ),
    key("block", Text, "Khối của đơn vị", "The unit's block"),
    key("class", Text, "Xếp loại của chỉ số đó", "The class that the index gives"),
    key("published", Amount, "Chỉ số đó khi công bố", "The index as it is published"),
]);
