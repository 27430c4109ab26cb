//! The words that scoring texts are made of, in small letters.

/// What stands before points.
pub(super) const LEAD: &[&str] = &[
    ":", "=", "→", "thì", "được", "đạt", "tính", "chấm", "cho", "là", "sẽ", "hưởng", "bằng", "điểm",
    "điểm đánh giá", "điểm đạt được", "số điểm", "điểm số", "điểm tiêu chí", "điểm tự đánh giá", "điểm tự chấm",
    "theo công thức", "công thức", "công thức tính", "công thức sau", "như sau", "tính điểm", "chấm điểm",
    "cho điểm", "bị", "trừ", "trừ đi", "bị trừ", "cộng", "đánh giá", "mức điểm", "đạt được", "tính theo",
    "theo", "số điểm đạt được", "số điểm đánh giá", "tương ứng với", "tương ứng theo", "đ =", "điểm được tính",
    "điểm của tiêu chí", "mức", "điểm trừ", "điểm cộng", "ghi", "tính bằng", "lấy", "chỉ được", "chỉ đạt", "chỉ tính", "được hưởng", "điểm =", "thì điểm",
    "thì điểm đánh giá", "số điểm =", "theo cách", "xác định", "xác định theo công thức", "được xác định",
];

/// Of these one must be among the words before points that have no unit.
pub(super) const STRONG: &[&str] = &[":", "=", "→", "thì", "trừ", "là", "được"];

/// No points.
pub(super) const NOTHING: &[&str] = &[
    "không điểm", "không có điểm", "không được điểm", "không tính điểm", "không chấm điểm", "không cho điểm",
    "không đạt điểm", "không điểm nào", "không có điểm nào", "không được điểm nào", "không được tính điểm", "không được chấm điểm", "không ghi điểm", "không được cho điểm",
];

/// The leaf leaves the scale, by itself.
pub(super) const EXCLUDED: &[&str] = &[
    "không đánh giá", "không áp dụng", "không xét", "không tính tiêu chí", "không tính nội dung", "không chấm tiêu chí",
    "không đánh giá , chấm điểm", "không đánh giá chấm điểm", "không đưa vào đánh giá", "không thực hiện đánh giá",
    "không xem xét", "không phải đánh giá", "được miễn đánh giá", "miễn đánh giá", "không đánh giá điểm",
    "không tiến hành đánh giá", "không phải chấm điểm",
];
/// The leaf leaves the scale where `khỏi thang điểm` follows.
pub(super) const LEAVES: &[&str] = &[
    "không tính", "không tính điểm", "không chấm", "không chấm điểm", "không đưa", "không cộng", "loại", "loại trừ",
    "loại bỏ", "được loại", "trừ", "giảm", "giảm trừ", "bỏ", "được trừ", "được giảm trừ", "trừ đi",
];
/// What leaves the scale.
pub(super) const LEAF: &[&str] = &[
    "tiêu chí này", "nội dung này", "tiêu chí thành phần này", "mục này", "tiêu chí", "điểm", "điểm tối đa", "số điểm",
    "điểm tiêu chí này", "điểm của tiêu chí này", "điểm tối đa của tiêu chí này", "điểm tối đa tiêu chí này", "này",
    "điểm nội dung này", "điểm tối đa của nội dung này", "số điểm tối đa của tiêu chí này", "số điểm của tiêu chí này",
    "đối với tiêu chí này", "đối với nội dung này", "của tiêu chí này",
];
pub(super) const OUT_OF: &[&str] = &["vào", "khỏi", "ra khỏi", "trong", "vào trong"];
pub(super) const SCALE: &[&str] = &[
    "thang điểm", "tổng điểm", "tổng số điểm", "mẫu số", "tổng điểm tối đa", "tổng số điểm tối đa", "thang điểm đánh giá",
    "tổng thang điểm", "điểm tối đa", "thang điểm chung", "thang điểm tối đa", "tổng điểm chung", "điểm chuẩn",
    "tổng điểm của đơn vị", "thang điểm của đơn vị", "tổng điểm chuẩn", "tổng điểm đánh giá",
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
    "còn lại", "thấp hơn", "ít hơn", "nhỏ hơn", "thấp hơn mức trên", "thấp hơn mức này", "thấp hơn tỷ lệ này",
    "thấp hơn tỷ lệ trên", "dưới mức này", "dưới mức trên", "dưới tỷ lệ này", "dưới tỷ lệ trên", "không đạt mức trên",
    "không đạt mức này", "không đạt tỷ lệ trên", "không đạt tỷ lệ này", "không thuộc các trường hợp trên",
    "không thuộc trường hợp trên", "ngoài các trường hợp trên", "các trường hợp còn lại", "trường hợp còn lại", "trường hợp khác", "các trường hợp khác",
    "ngược lại", "các mức còn lại", "mức còn lại", "nếu ngược lại", "khác",
];

/// Words before a condition that say nothing.
pub(super) const IF: &[&str] = &[
    "nếu", "trường hợp", "trong trường hợp", "đối với trường hợp", "đối với", "khi", "nếu như", "đơn vị",
    "cơ quan , đơn vị", "các đơn vị", "với", "riêng", "và", "còn", "thì", "hoặc nếu", "trong năm", "các",
    "trong kỳ", "trong kỳ đánh giá", "trong năm đánh giá", "trong kỳ báo cáo", "trong quý", "trong thời gian đánh giá",
    "địa phương", "cơ quan", "các cơ quan", "những đơn vị", "đơn vị nào", "địa phương nào", "các địa phương",
    "các trường hợp", "những trường hợp", "các xã", "các xã , phường", "xã , phường", "giả sử", "hoặc", "tuy nhiên", "lưu ý", "ghi chú",
];

/// Something of what is counted counts otherwise.
pub(super) const APART: &[&str] = &["riêng", "ngoại trừ", "trừ trường hợp"];

/// A cap on points or on a deduction: `nhưng`, then what is capped, then the limit.
pub(super) const CAP_BEFORE: &[&str] = &["nhưng", "và", "song", "tuy nhiên", "mà"];
pub(super) const CAPPED: &[&str] = &[
    "tổng điểm", "tổng số điểm", "tổng cộng", "điểm trừ", "số điểm trừ", "mức trừ", "mức điểm trừ", "tổng điểm trừ",
    "tổng số điểm trừ", "tổng mức trừ", "điểm cộng", "số điểm cộng", "tổng điểm cộng", "tổng số điểm cộng", "trừ",
    "bị trừ", "cộng", "được cộng", "tổng trừ", "tổng điểm bị trừ", "số điểm bị trừ", "tổng số điểm bị trừ",
    "tổng điểm đạt được", "tổng số điểm đạt được", "tổng điểm thưởng", "chỉ trừ", "điểm bị trừ", "tổng cộng điểm",
];
pub(super) const LIMIT: &[&str] = &[
    "tối đa", "tối đa không quá", "tối đa không vượt quá", "tối đa bằng", "tối đa trừ", "tối đa cộng", "tối đa là",
    "tối đa chỉ trừ", "tối đa được", "tối đa bị trừ",
];
pub(super) const NOT_OVER: &[&str] = &[
    "không quá", "không vượt quá", "không vượt", "không được quá", "không được vượt quá", "không được vượt",
    "không trừ quá", "không cộng quá", "không lớn hơn", "không cao hơn", "không nhiều hơn", "không trừ vượt quá",
];
/// What is capped where the limit says `không`; `điểm tối đa` itself is the maximum.
pub(super) const CAPPED_POINTS: &[&str] = &["điểm", "số điểm", "mức", "mức điểm", "điểm đánh giá", "điểm đạt được", "số điểm đạt được", "điểm số", "kết quả"];

/// A deduction that ends at 0.
pub(super) const UNTIL_ZERO: &[&str] = &[
    "cho đến hết điểm", "đến hết điểm", "cho đến khi hết điểm", "đến khi hết điểm", "cho đến hết số điểm",
    "đến hết số điểm", "trừ đến hết số điểm", "trừ đến hết điểm", "hết số điểm", "hết điểm", "trừ hết số điểm",
    "cho đến 0 điểm", "cho đến khi hết số điểm", "không âm", "không tính điểm âm", "không trừ âm",
    "trừ cho đến hết điểm", "trừ cho đến hết số điểm", "không trừ quá số điểm", "không có điểm âm",
    "trừ đến khi hết điểm", "trừ cho đến khi hết điểm", "cho đến hết", "cho tới khi hết điểm", "tới khi hết điểm",
    "cho tới hết điểm", "đến khi còn 0 điểm", "cho đến khi còn 0 điểm", "trừ tối đa đến hết điểm", "đến khi hết số điểm",
    "đến 0 điểm", "trừ đến 0 điểm", "trừ cho đến 0 điểm", "không chấm điểm âm", "nhưng không trừ âm",
    "nhưng không âm", "không thấp hơn 0 điểm", "không để điểm âm", "không nhỏ hơn 0",
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
    "kết quả xếp hạng", "xếp hạng", "par index", "chuyển đổi số", "tỷ lệ hài lòng", "sự hài lòng", "hài lòng chung", "mức độ hài lòng", "kết quả chỉ số", "điểm chỉ số", "tổng điểm", "điểm của",
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
    "điểm đánh giá như sau", "cách tính như sau", "công thức", "công thức tính điểm", "công thức tính như sau", "tính theo công thức",
    "tính theo công thức sau", "áp dụng công thức", "cách xác định điểm", "cách cho điểm", "các mức điểm như sau",
    "tiêu chuẩn chấm điểm", "quy định chấm điểm", "quy định chấm điểm như sau", "mức chấm", "mức chấm điểm", "chấm như sau",
    "tính như sau", "cách tính cụ thể", "đánh giá như sau", "đánh giá theo các mức", "đánh giá theo các mức sau",
    "cách tính điểm như sau", "cho điểm như sau", "điểm số", "thang điểm đánh giá", "chấm theo các mức", "các mức",
    "chia ra", "gồm", "nguyên tắc chấm điểm", "điểm số được tính như sau",
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
pub(super) const NONE: &[&str] = &[
    "không có", "không phát hiện", "không tiếp nhận", "không nhận được", "không được giao", "không phải", "không giao",
    "không được phân công", "không nhận", "không được phân bổ", "không thuộc", "chưa được giao", "không còn",
];

/// Words of a condition that nothing arose which do not say what.
pub(super) const NEGATES: &[&str] = &[
    "không", "chưa", "phải", "phát", "sinh", "giao", "nhận", "thuộc", "tiếp", "hiện", "phân", "công", "bổ", "còn", "thẩm",
    "quyền", "diện", "đối", "tượng",
];

/// A second condition beside that nothing arose.
pub(super) const AND_MORE: &[&str] =
    &["và không", "và có", "và chưa", "và được", "và đạt", "nhưng", "đồng thời", "hoặc không", "hoặc có", "hoặc chưa"];

/// The beginning of a sentence that says on what the points rest.
pub(super) const BASIS: &[&str] = &[
    "lấy", "lấy theo", "lấy từ", "sử dụng", "căn cứ", "căn cứ vào", "dựa trên", "dựa vào", "theo", "trên cơ sở",
    "áp dụng", "điểm lấy theo", "điểm được lấy từ", "tính theo", "quy đổi", "quy đổi từ", "điểm quy đổi từ",
    "xác định theo", "đánh giá theo", "chấm theo", "chấm điểm theo", "tính điểm theo", "đánh giá qua", "thông qua",
    "số liệu", "nguồn số liệu", "số liệu lấy từ", "kết quả lấy từ", "đánh giá dựa trên", "chấm điểm căn cứ",
    "đánh giá căn cứ", "đối chiếu", "điểm lấy từ", "tổng hợp",
];
/// Words of a basis that may change the points.
pub(super) const CHANGES: &[&str] = &[
    "trừ", "cộng", "giảm", "tăng", "nếu", "trường hợp", "không", "hội đồng", "tối đa", "quyết định việc", "xem xét", "mỗi",
    "bình quân", "trung bình", "thẩm định", "trọng số", "hệ số", "làm tròn", "hướng dẫn", "phụ lục", "công văn", "nhân",
];
/// A sentence that announces the rate.
pub(super) const FINDS_RATE: &[&str] = &[
    "tính tỷ lệ", "tính toán tỷ lệ", "xác định tỷ lệ", "thống kê tỷ lệ", "thống kê , tính tỷ lệ", "thống kê và tính tỷ lệ",
    "so sánh tỷ lệ", "thống kê số liệu , tính tỷ lệ", "tổng hợp , tính tỷ lệ",
];
/// A sentence that names what the letters stand for.
pub(super) const COUNTS: &[&str] = &["thống kê", "yêu cầu thống kê", "số liệu", "thống kê số liệu", "xác định", "gọi", "trong đó"];

/// Words of a name that only say that it is a score.
pub(super) const SCORE: &[&str] = &[
    "điểm", "số", "kết", "quả", "đạt", "được", "đánh", "giá", "chấm", "của", "đơn", "vị", "này", "công", "bố", "chỉ",
    "tổng", "bộ",
];
/// What a mean is called.
pub(super) const MEAN: &[&str] = &["bình quân", "trung bình", "trung bình cộng", "điểm bình quân", "điểm trung bình"];

/// A list follows.
pub(super) const FOLLOWING: &[&str] = &["sau", "sau đây", "dưới đây", "như sau", "sau đây :"];
/// Short of a target.
pub(super) const SHORT: &[&str] = &[
    "không đạt", "chưa đạt", "không hoàn thành", "chưa hoàn thành", "không đủ", "chưa đủ", "đạt thấp hơn",
    "đạt dưới", "thực hiện dưới", "dưới chỉ tiêu", "dưới kế hoạch", "thấp hơn chỉ tiêu", "thấp hơn kế hoạch",
];
