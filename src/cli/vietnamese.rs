//! The Vietnamese texts of the help; the English ones are the documentation of the argument structs.

/// What a command does; `path` is empty for the program, `criteria list` for a command in a command.
pub(super) fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => {
            "Tính Chỉ số cải cách hành chính (PAR Index): chấm điểm, kiểm tra và xếp hạng các bảng tự chấm điểm"
        }
        "score" => "In phiếu điểm của từng đơn vị, theo từng lĩnh vực và từng tiêu chí",
        "rank" => "Xếp hạng các đơn vị trong từng khối, kèm chỉ số và xếp loại",
        "validate" => "Kiểm tra bảng chấm điểm của các đơn vị và in mọi phát hiện",
        "status" => "Xem tiến độ của đợt: đã nhận gì, đã thẩm định đến đâu, còn thiếu gì để công bố",
        "appraise" => "Lập bảng để hội đồng thẩm định, và bảng để đơn vị giải trình",
        "template" => "Ghi biểu mẫu cho từng đơn vị điền: tiêu chí, danh sách lựa chọn, điểm tự tính",
        "survey" => "In kết quả điều tra xã hội học của từng đơn vị: số trả lời, bình quân, sai số, điểm",
        "explain" => "Điểm hình thành qua từng bước, mất điểm ở đâu, hoặc ý nghĩa của một phát hiện",
        "report" => "Lập các văn bản cuối năm: bảng tính, văn bản Word, trang web, hình, dữ liệu mở",
        "criteria" => "Liệt kê, xem, soạn, kiểm tra và so sánh bộ tiêu chí",
        "criteria list" => "Liệt kê các bộ tiêu chí có sẵn trong chương trình",
        "criteria show" => "Xem một bộ tiêu chí dưới dạng bảng như trong quyết định",
        "criteria new" => "Ghi khung một bộ tiêu chí mới, mỗi phần có ghi chú cách soạn",
        "criteria import" => "Chuyển phụ lục của quyết định thành bản thảo tệp bộ tiêu chí",
        "criteria check" => "Kiểm tra bộ tiêu chí: cấu trúc, tổng điểm, cách tính, ví dụ mẫu",
        "criteria examples" => "Soạn các ví dụ tính điểm từ một bộ tiêu chí, để đối chiếu với quyết định",
        "criteria diff" => "Liệt kê các thay đổi giữa hai bộ tiêu chí, để đưa vào tờ trình",
        "criteria impact" => {
            "Tính số liệu năm trước theo bộ tiêu chí cũ và mới: đơn vị nào thay đổi, do điều khoản nào"
        }
        "init" => "Tạo thư mục của một đợt chấm điểm mới: round.toml, danh sách đơn vị, lời dẫn",
        "schema" => "In JSON Schema của một dạng kết quả hoặc của tệp bộ tiêu chí, cho chương trình khác",
        "completions" => "In tập lệnh giúp shell tự hoàn thành câu lệnh",
        "man" => "In trang hướng dẫn (man)",
        _ => return None,
    })
}

/// What an argument means, by its command and its id.
pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        (_, "paths") => "Tệp, thư mục hoặc đợt chấm điểm; nếu bỏ trống thì thư mục hiện tại là đợt chấm điểm",
        ("init", "folder") => "Thư mục của đợt chấm điểm; những gì đã có trong đó được giữ nguyên",
        ("init", "criteria") => {
            "Bộ tiêu chí: tệp TOML, hoặc mã của một bộ có sẵn; nếu bỏ trống thì là bộ mẫu của cấp"
        }
        ("init", "level") => "Cấp của đơn vị: so, huyen, xa …; nếu bỏ trống thì là xa",
        ("init", "year") => {
            "Năm được đánh giá; nếu bỏ trống thì là năm nay, từ tháng 1 đến tháng 6 là năm trước"
        }
        (_, "criteria" | "set") => "Bộ tiêu chí: tệp TOML, hoặc mã của một bộ có sẵn trong chương trình",
        ("criteria check", "sets") => {
            "Các bộ tiêu chí: tệp TOML, hoặc mã của bộ có sẵn trong chương trình; nếu bỏ trống thì kiểm tra mọi bộ có sẵn"
        }
        (_, "old") => "Bộ tiêu chí cũ: tệp TOML, hoặc mã của một bộ có sẵn trong chương trình",
        (_, "new") => "Bộ tiêu chí mới: tệp TOML, hoặc mã của một bộ có sẵn trong chương trình",
        (_, "data") => "Số liệu năm trước, đọc theo bộ tiêu chí cũ: một đợt chấm điểm, tệp hoặc thư mục",
        (_, "appendix") => "Phụ lục của quyết định: .docx, .xlsx, .xls, .ods hoặc .csv",
        ("criteria import", "id") => {
            "Mã bộ tiêu chí; nếu bỏ trống thì theo tên tệp kết quả, không thì theo tên phụ lục"
        }
        ("criteria import", "title") => "Tên bộ tiêu chí",
        ("criteria import", "level") => "Cấp của đơn vị: tinh, so, huyen, xa …",
        ("criteria import", "year") => "Năm đầu tiên áp dụng",
        ("criteria import", "update") => {
            "Tệp của lần nhập trước: thêm những gì mới có trong phụ lục, thay cách chấm chưa ai sửa, giữ nguyên mọi chỗ khác"
        }
        ("criteria import", "sheet") => {
            "Chỉ đọc sheet này khi tệp có nhiều phụ lục: tên hoặc số thứ tự của sheet"
        }
        ("criteria import", "table") => {
            "Bắt đầu từ bảng thứ N khi tệp có nhiều phụ lục; mỗi dòng tiêu đề mở đầu một bảng"
        }
        ("criteria import", "format") => "Dạng của báo cáo",
        ("criteria import", "output") => "Ghi bản thảo vào tệp này, không bao giờ ghi đè tệp đầu vào",
        (_, "units") => "Danh sách đơn vị: tên, khối, tiêu chí nào không áp dụng cho đơn vị nào",
        (_, "points") => "Điểm được coi là loại nào khi tiêu đề cột không nói rõ",
        ("report", "xlsx") => "Bảng tính kết quả: xếp hạng, lĩnh vực, tiêu chí, biểu đồ",
        ("report", "docx") => "Văn bản Word: quyết định, báo cáo, biên bản, thông báo cho từng đơn vị",
        ("report", "html") => "Trang web kết quả, trong một tệp",
        ("report", "pictures") => "Hình cho bài trình chiếu, dạng SVG và PNG: xếp hạng, các lĩnh vực",
        ("report", "markdown") => "Các bảng dạng Markdown",
        ("report", "csv") => "Bảng xếp hạng dạng CSV, như rank --format csv",
        ("report", "csv_tidy") => "Dữ liệu mở: mỗi đơn vị, mã và chỉ tiêu một dòng, kèm mô tả các cột",
        ("report", "json") => "Toàn bộ kết quả dạng JSON",
        ("report", "unit") => "Chỉ lập thông báo và hình của đơn vị này; có thể dùng nhiều lần",
        ("report", "draft") => {
            "Lập dự thảo quyết định dù kết quả chưa đầy đủ hoặc có lỗi; văn bản ghi rõ điều đó"
        }
        ("report", "sentences") => {
            "Ghi các câu văn của văn bản Word vào thư mục này để sửa; không làm gì khác"
        }
        ("report", "previous") => {
            "Kết quả năm trước: tệp JSON, bảng xếp hạng dạng CSV hoặc Excel, hoặc thư mục đợt chấm điểm của năm đó"
        }
        ("report", "output") => {
            "Ghi vào thư mục này, hoặc vào tệp này khi chỉ lập một văn bản; nếu bỏ trống thì thư mục papers trong đợt chấm điểm"
        }
        ("appraise", "round") => "Lần thẩm định",
        ("appraise", "by") => "Mỗi cơ quan thẩm định một tệp, hoặc mỗi đơn vị một tệp",
        ("appraise", "only_disputed") => "Chỉ những dòng có phát hiện, có chênh lệch hoặc có giải trình",
        ("appraise", "explanations") => "Mỗi đơn vị một tệp để giải trình những điểm bị giảm ở lần 1",
        ("appraise", "output") => {
            "Ghi vào thư mục này; nếu bỏ trống thì to-appraise, to-appraise-2 hoặc to-explain trong đợt chấm điểm"
        }
        ("appraise", "force") => "Ghi đè tệp đã có mà chưa ai điền",
        (_, "by") => {
            "Loại điểm dùng để tính kết quả; nếu bỏ trống thì là final khi có tệp đã thẩm định, ngược lại là self"
        }
        ("template", "round") => "Thư mục của đợt chấm điểm; nếu bỏ trống thì là thư mục hiện tại",
        ("template", "year") => "Năm đánh giá; nếu bỏ trống thì theo đợt chấm điểm",
        ("template", "one_workbook") => {
            "Mỗi bộ tiêu chí một tệp, mỗi đơn vị một trang, thay vì mỗi đơn vị một tệp"
        }
        ("template", "output") => {
            "Ghi vào thư mục này; nếu bỏ trống thì là “templates” trong thư mục của đợt"
        }
        ("score" | "template", "unit") => "Chỉ đơn vị này; có thể ghi nhiều lần",
        (_, "strict") => "Thiếu điểm là lỗi, và có lỗi thì không in kết quả",
        ("score" | "rank" | "status" | "survey" | "criteria show" | "criteria impact", "format") => {
            "Dạng của kết quả; nếu bỏ trống thì theo đuôi tệp của --output, không thì là bảng"
        }
        ("validate" | "explain", "format") => {
            "Dạng của kết quả; nếu bỏ trống thì theo đuôi tệp của --output, không thì là văn bản"
        }
        ("criteria new", "level") => "Cấp: bo, tinh, so, huyen, xa, dvsn hoặc một từ khác",
        ("criteria new", "year") => "Năm đầu tiên được áp dụng",
        ("criteria new", "id") => "Mã của bộ; nếu bỏ trống thì theo tên của tệp kết quả",
        (_, "format") => "Dạng của kết quả",
        (_, "output") => "Ghi kết quả vào tệp này, không bao giờ ghi đè tệp đầu vào",
        (_, "force") => "Ghi đè tệp đã có",
        ("validate", "summary") => "Chỉ in phần tóm tắt",
        ("validate", "all") => "Liệt kê tất cả lỗi, cảnh báo và tệp, không rút gọn",
        ("validate", "deny") => "Kết thúc với mã 1 cả khi chỉ có cảnh báo",
        ("validate", "return") => {
            "Ghi vào thư mục này bản đã đánh dấu chỗ sai của mỗi bảng có lỗi, để trả lại cho đơn vị"
        }
        ("status", "all") => "Liệt kê mọi đơn vị, không chỉ đơn vị còn thiếu",
        ("status", "today") => {
            "Ngày để tính số ngày còn lại đến thời hạn, ví dụ 2025-12-05; nếu bỏ trống thì là hôm nay theo giờ Việt Nam"
        }
        ("explain", "what") => "Tên đơn vị; nếu đứng một mình thì là mã của một phát hiện",
        ("explain", "code") => {
            "Mã lĩnh vực, tiêu chí, điểm cộng hoặc điểm trừ; nếu bỏ trống thì cho biết đơn vị mất điểm ở đâu"
        }
        ("schema", "of") => "Lệnh in ra kết quả JSON đó, hoặc tên của tệp",
        ("completions", "shell") => "Tên shell",
        (_, "lang") => "Ngôn ngữ của thông báo; nếu bỏ trống thì theo ngôn ngữ của hệ thống",
        (_, "quiet") => "Không hiện tiến độ và cảnh báo bên cạnh kết quả",
        (_, "help") => "In hướng dẫn này",
        (_, "version") => "In phiên bản",
        _ => return None,
    })
}

/// The word that stands for the value of an argument.
pub(super) fn value_name(english: &str) -> Option<&'static str> {
    Some(match english {
        "PATH" => "ĐƯỜNG_DẪN",
        "APPENDIX" => "PHỤ_LỤC",
        "TITLE" => "TÊN_BỘ",
        "WORD" => "TỪ",
        "YEAR" => "NĂM",
        "ID" => "MÃ_BỘ",
        "SHEET" => "SHEET",
        "N" => "SỐ",
        "SET" => "BỘ_TIÊU_CHÍ",
        "OLD" => "BỘ_CŨ",
        "NEW" => "BỘ_MỚI",
        "FILE" => "TỆP",
        "DIR" => "THƯ_MỤC",
        "WHOSE" => "THEO",
        "POINTS" => "LOẠI_ĐIỂM",
        "NAME" => "TÊN",
        "ROUND" => "ĐỢT",
        "FORMAT" => "DẠNG",
        "DAY" => "NGÀY",
        "LEVEL" => "MỨC",
        "UNIT|FINDING" => "ĐƠN_VỊ|PHÁT_HIỆN",
        "CODE" => "MÃ",
        "COMMAND" => "LỆNH",
        "SHELL" => "SHELL",
        "LANG" => "NGÔN_NGỮ",
        _ => return None,
    })
}
