//! The words that scoring texts are made of, in small letters.

/// What stands before points.
pub(super) const LEAD: &[&str] = &[
    ":", "=", "→", "thì", "được", "đạt", "tính", "chấm", "cho", "là", "sẽ", "hưởng", "bằng", "điểm",
    "điểm đánh giá", "điểm đạt được", "số điểm", "điểm số", "điểm tiêu chí", "điểm tự đánh giá", "điểm tự chấm",
    "theo công thức", "công thức", "công thức tính", "công thức sau", "như sau", "tính điểm", "chấm điểm",
    "cho điểm", "bị", "trừ", "trừ đi", "bị trừ", "cộng", "đánh giá", "mức điểm", "đạt được", "tính theo",
    "theo", "số điểm đạt được", "số điểm đánh giá", "tương ứng với", "tương ứng theo", "đ =", "điểm được tính",
    "điểm của tiêu chí", "mức", "điểm trừ", "điểm cộng", "ghi", "tính bằng",
];

/// Of these one must be among the words before points that have no unit.
pub(super) const STRONG: &[&str] = &[":", "=", "→", "thì", "trừ", "là", "được"];

/// No points.
pub(super) const NOTHING: &[&str] = &[
    "không điểm", "không có điểm", "không được điểm", "không tính điểm", "không chấm điểm", "không cho điểm",
    "không đạt điểm", "không được tính điểm", "không được chấm điểm", "không ghi điểm", "không được cho điểm",
];

/// The leaf leaves the scale.
pub(super) const EXCLUDED: &[&str] = &[
    "không đánh giá", "không đánh giá tiêu chí này", "không đánh giá nội dung này", "không áp dụng",
    "không áp dụng tiêu chí này", "không xét", "không xét tiêu chí này", "không tính tiêu chí này",
    "không tính vào thang điểm", "loại khỏi thang điểm", "loại tiêu chí này khỏi thang điểm",
    "trừ điểm tối đa của tiêu chí này khỏi thang điểm", "không đánh giá , chấm điểm", "không chấm tiêu chí này",
    "không đánh giá tiêu chí thành phần này", "không đưa vào đánh giá", "không đánh giá chấm điểm",
    "được loại khỏi thang điểm", "không tính vào tổng điểm", "giảm trừ khỏi thang điểm",
    "loại trừ khỏi thang điểm",
];

/// The maximum.
pub(super) const MAXIMUM: &[&str] = &[
    "điểm tối đa", "số điểm tối đa", "mức điểm tối đa", "điểm chuẩn", "thang điểm", "điểm tối đa của tiêu chí",
    "số điểm tối đa của tiêu chí", "điểm chuẩn của tiêu chí", "điểm tối đa của tiêu chí này",
    "điểm tối đa của tiêu chí thành phần", "điểm tối đa của tctp",
    "điểm tối đa của nội dung này", "thang điểm chuẩn", "điểm tối đa của mục này", "điểm tối đa của nội dung",
];

/// The maximum, where a share of it or points are expected.
pub(super) const FULL: &[&str] = &[
    "tối đa", "đủ điểm", "đủ số điểm", "toàn bộ số điểm", "toàn bộ điểm", "trọn điểm", "trọn số điểm",
    "điểm tuyệt đối", "tối đa điểm", "tối đa số điểm", "đủ điểm tối đa", "đầy đủ điểm", "đủ điểm chuẩn",
    "đủ điểm của tiêu chí",
];

/// After a share: what it is a share of.
pub(super) const OF_MAXIMUM: &[&str] = &[
    "điểm", "số điểm", "tổng số điểm", "tổng điểm", "của điểm tối đa", "của số điểm tối đa", "của số điểm",
    "số điểm của tiêu chí", "điểm của tiêu chí", "số điểm chuẩn", "số điểm của tiêu chí này", "của điểm chuẩn",
    "điểm số", "mức điểm", "thang điểm của tiêu chí",
];

/// Something happened so often: points or a deduction for each.
pub(super) const EACH: &[&str] =
    &[
    "cứ mỗi một", "mỗi một", "cứ mỗi", "mỗi", "cứ có", "cứ", "từng", "với mỗi", "đối với mỗi", "cho mỗi",
];

/// Nothing arose.
pub(super) const NOTHING_AROSE: &[&str] = &[
    "không phát sinh", "không có phát sinh", "chưa phát sinh", "không thuộc đối tượng", "chưa có phát sinh",
];

/// What is not said of the other cases.
pub(super) const OTHERWISE: &[&str] = &[
    "còn lại", "các trường hợp còn lại", "trường hợp còn lại", "trường hợp khác", "các trường hợp khác",
    "ngược lại", "các mức còn lại", "mức còn lại", "nếu ngược lại", "khác",
];

/// Words before a condition that say nothing.
pub(super) const IF: &[&str] = &[
    "nếu", "trường hợp", "trong trường hợp", "đối với trường hợp", "đối với", "khi", "nếu như", "đơn vị",
    "cơ quan , đơn vị", "các đơn vị", "với", "riêng", "và", "còn", "thì", "hoặc nếu", "trong năm", "các",
];

/// A cap on points or on a deduction.
pub(super) const CAP: &[&str] = &[
    "tối đa", "tối đa không quá", "không quá", "không vượt quá", "nhưng không quá", "nhưng không vượt quá",
    "nhưng tối đa", "nhưng tối đa không quá", "trừ tối đa", "trừ không quá", "điểm trừ tối đa",
    "tổng điểm không quá", "tổng điểm tối đa", "tổng số điểm tối đa", "tổng điểm không vượt quá", "tổng điểm tối đa không quá", "tổng số điểm không quá",
    "tổng số điểm không vượt quá", "tổng điểm trừ không quá", "tổng điểm trừ không vượt quá",
    "tổng số điểm trừ không quá", "cộng tối đa", "cộng không quá", "nhưng tổng điểm không quá",
    "nhưng tổng điểm không vượt quá", "số điểm trừ tối đa", "tổng điểm trừ tối đa", "nhưng trừ không quá",
    "tổng cộng không quá", "mức trừ tối đa", "nhưng trừ tối đa", "trừ tối đa không quá", "và không quá",
    "tổng số điểm tối đa không quá", "tổng điểm cộng không quá", "số điểm trừ không quá",
    "số điểm trừ không vượt quá", "trừ không vượt quá", "tối đa bằng",
];

/// A deduction that ends at 0.
pub(super) const UNTIL_ZERO: &[&str] = &[
    "cho đến hết điểm", "đến hết điểm", "cho đến khi hết điểm", "đến khi hết điểm", "cho đến hết số điểm",
    "đến hết số điểm", "trừ đến hết số điểm", "trừ đến hết điểm", "hết số điểm", "hết điểm", "trừ hết số điểm",
    "cho đến 0 điểm", "cho đến khi hết số điểm", "không âm", "không tính điểm âm", "không trừ âm",
    "trừ cho đến hết điểm", "trừ cho đến hết số điểm", "không trừ quá số điểm", "không có điểm âm",
    "trừ đến khi hết điểm", "trừ cho đến khi hết điểm", "cho đến hết",
];

/// After the end of a cap.
pub(super) const OF_LEAF: &[&str] = &[
    "của tiêu chí", "của tiêu chí này", "của nội dung này", "của tiêu chí thành phần", "của mục này", "của mục",
    "cho tiêu chí này", "của nội dung", "của tctp", "của tiêu chí thành phần này", "toàn tiêu chí",
    "đối với tiêu chí này",
];

/// A survey gives the points.
pub(super) const SURVEY: &[&str] = &[
    "điều tra xã hội học", "điều tra xhh", "đtxhh", "khảo sát xã hội học", "phiếu điều tra", "phiếu khảo sát",
    "khảo sát xhh", "kết quả khảo sát", "kết quả điều tra", "xã hội học",
];

/// A score that comes from elsewhere.
pub(super) const SOURCES: &[&str] = &[
    "sipas", "papi", "ddci", "dti", "pci", "pgi", "bộ chỉ số", "chỉ số", "766/qđ-ttg", "766",
    "kết quả đánh giá", "điểm số", "kết quả chấm điểm", "điểm đánh giá chuyển đổi số", "điểm đạt được của",
    "kết quả xếp hạng", "mức độ hài lòng", "kết quả chỉ số", "điểm chỉ số", "tổng điểm", "điểm của",
];

/// The best of a block.
pub(super) const HIGHEST: &[&str] =
    &[
    "cao nhất", "lớn nhất", "nhiều nhất", "tốt nhất", "dẫn đầu", "đứng đầu",
];
pub(super) const LOWEST: &[&str] = &["thấp nhất", "ít nhất", "nhỏ nhất"];

/// Clauses that say where evidence is, or only introduce.
pub(super) const HARMLESS: &[&str] = &[
    "cách tính", "cách tính điểm", "cách chấm", "cách chấm điểm", "phương pháp tính", "phương pháp tính điểm",
    "hướng dẫn chấm điểm", "cụ thể", "cụ thể như sau", "như sau", "thang điểm", "thang điểm như sau",
    "chấm điểm như sau", "tính điểm như sau", "điểm được tính như sau", "trong đó", "cách đánh giá", "mức điểm",
    "điểm đánh giá được tính như sau", "điểm đánh giá", "các mức điểm", "chấm điểm theo các mức sau",
    "cách thức chấm điểm", "tính điểm theo các mức sau", "tính điểm theo tỷ lệ", "phương pháp đánh giá",
    "công thức tính", "tính theo tỷ lệ", "mức độ đánh giá", "cách thức đánh giá", "điểm được chấm như sau",
    "điểm đánh giá như sau", "chia ra", "gồm", "nguyên tắc chấm điểm", "điểm số được tính như sau",
];
pub(super) const EVIDENCE: &[&str] = &[
    "tài liệu kiểm chứng", "tlkc", "minh chứng", "hồ sơ kiểm chứng", "tài liệu minh chứng",
    "tài liệu chứng minh",
];

/// The points are a sum of what follows.
pub(super) const SUM: &[&str] = &[
    "tổng điểm các nội dung", "tổng điểm của các nội dung", "tổng điểm các mục", "tổng điểm của các mục",
    "tổng các nội dung", "tổng điểm các tiêu chí", "tổng điểm các ý", "cộng điểm các nội dung", "cộng dồn",
    "tổng điểm các thành phần", "tổng điểm của các thành phần", "tổng điểm từng nội dung", "cộng điểm",
    "tổng điểm của từng nội dung", "tổng số điểm các nội dung", "tổng số điểm của các nội dung",
    "tổng điểm những nội dung",
];

/// Words that turn a measured condition into one that a measure does not decide.
pub(super) const QUALIFIED: &[&str] = &[
    "nhưng", "đồng thời", "hoặc", "không", "chưa", "tuy nhiên", "song", "kèm", "ngoài", "ngoại trừ", "trừ",
    "và có", "và không", "và được", "và đạt", "và hoàn thành", "và đúng tiến độ", "và đúng thời gian",
    "và đúng quy định", "và đảm bảo", "và kịp thời", "và gửi", "riêng", "mà", "chậm tiến độ", "muộn",
];

/// Words that a measured condition may have besides its range, and that say nothing.
pub(super) const FILLER: &[&str] = &[
    "nếu", "thì", "tỷ", "lệ", "đạt", "được", "có", "số", "của", "tổng", "trong", "năm", "này", "trên", "hoàn",
    "thành", "thực", "hiện", "kế", "hoạch", "trường", "hợp", "mức", "các", "là", "theo", "khi", "từ", "đến",
    "so", "với", "đã", "đơn", "vị", "ở", "tại", "kết", "quả", "trở", "lên", "xuống", "mà", "những", "về",
    "bằng", "giá", "trị", "đối",
];

/// Beginnings of an introduction that says what is measured.
pub(super) const INTRODUCES: &[&str] = &[
    "tỷ lệ", "mức độ", "tính", "đánh giá", "chấm", "điểm", "thang", "căn cứ", "số lượng", "việc", "xác định",
    "nếu",
];

/// What a deduction may go below.
pub(super) const BELOW_ZERO: &[&str] = &[
    "có thể trừ xuống điểm âm", "có thể trừ đến điểm âm", "có thể trừ âm", "có thể âm", "trừ xuống điểm âm",
    "được trừ xuống điểm âm", "trừ đến điểm âm", "có thể trừ điểm âm", "có thể xuống điểm âm", "tính điểm âm",
];

/// After points that stand first.
pub(super) const AFTER_POINTS: &[&str] = &[
    ":", "nếu", "khi", "đối với", "trong trường hợp", "cho trường hợp", "đối với trường hợp", "-", "cho đơn vị",
    "cho", "với", "→", "trường hợp", "là",
];

/// Values that may lie above their plan.
pub(super) const EXCEEDED: &[&str] =
    &[
    "dự toán", "thu ngân sách", "chỉ tiêu", "số thu", "vốn", "kinh phí", "doanh thu", "so với",
];

/// Words of a sentence that lets somebody judge.
pub(super) const JUDGES: &[&str] = &[
    "hội", "đồng", "thẩm", "định", "chấm", "cho", "điểm", "đánh", "giá", "xem", "xét", "tùy", "theo", "mức",
    "độ", "căn", "cứ", "kết", "quả", "chất", "lượng", "được", "quyết", "thực", "hiện", "tính", "nhiệm", "vụ",
    "và", "để",
];
pub(super) const STEPS: &[&str] = &[
    "mỗi mức chênh lệch", "là bội số của", "bội số của", "theo bội số của", "với bước", "mức", "mỗi mức cách nhau", "bước", "bước nhảy", "mức chênh lệch",
    "chênh lệch giữa các mức là", "mỗi mức hơn kém nhau", "mỗi bước", "các mức cách nhau", "mỗi mức chênh nhau",
    "mỗi mức", "( mỗi mức chênh lệch",
];

/// Points in proportion, without a formula.
pub(super) const IN_PROPORTION: &[&str] = &["tỷ lệ", "tỷ lệ %", "tỷ lệ phần trăm", "tỷ lệ tương ứng"];

/// Things of which there are parts.
pub(super) const DIVISIBLE: &[&str] = &["điểm", "chỉ", "triệu", "tỷ", "đồng", "giờ", "km", "ha", "m2", "vốn", "tiền"];

/// Where nothing arose: no points, or no criterion?
pub(super) const NO_POINTS: &[&str] =
    &["không tính điểm", "không chấm điểm", "không cho điểm", "không được tính điểm", "không được chấm điểm"];

/// Nothing of what is measured.
pub(super) const NONE: &[&str] = &["không có", "không phát hiện", "không tiếp nhận", "không nhận được"];
