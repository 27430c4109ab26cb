//! Findings about criteria files and rounds: their keys, values, codes and sums.

use super::{Lang, Number, Text, amount, quoted, say};

pub(super) fn not_reviewed(year: i64, checked: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Bộ tiêu chí được đối chiếu với văn bản lần cuối ngày {checked}, trước năm {year}.",
            "The criteria set was last compared with the law on {checked}, before {year}."
        ),
        help: say!(
            lang,
            "Đối chiếu lại với quyết định đang có hiệu lực, rồi sửa checked trong tệp bộ tiêu chí.",
            "Compare it with the decision in force, then change checked in the criteria file."
        ),
    }
}

pub(super) fn out_of_date(year: i64, from: i64, to: Option<i64>, lang: Lang) -> Text {
    let years = years(from, to, lang);
    Text {
        message: say!(
            lang,
            "Năm {year} nằm ngoài thời gian áp dụng của bộ tiêu chí ({years}).",
            "The year {year} lies outside the years of the criteria set ({years}).",
        ),
        help: say!(
            lang,
            "Dùng bộ tiêu chí của năm {year}; nếu quyết định vẫn còn hiệu lực, sửa years trong tệp bộ tiêu \
             chí.",
            "Use the criteria set of {year}; if the decision is still in force, change years in the \
             criteria file.",
        ),
    }
}

/// `2021–2025`, `từ năm 2025`.
pub(super) fn years(from: i64, to: Option<i64>, lang: Lang) -> String {
    match to {
        Some(to) => format!("{from}–{to}"),
        None => say!(lang, "từ năm {from}", "from {from} on"),
    }
}

pub(super) fn unconfirmed(code: &str, text: &str, judged: bool, lang: Lang) -> Text {
    let text = quoted(text);
    if judged {
        return Text {
            message: say!(
                lang,
                "Cách chấm của {code} chưa được đọc thành rule và chưa có người xác nhận: rule.judged cho điểm bất kỳ từ 0 đến tối đa; nguyên văn: {text}.",
                "The scoring of {code} was not read into a rule, and nobody has confirmed it: rule.judged takes any points up to the maximum; the text: {text}.",
            ),
            help: say!(
                lang,
                "Viết rule theo nguyên văn (nếu hội đồng thật sự cho điểm bất kỳ thì giữ rule.judged), rồi xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
                "Write the rule by the text (where the council really gives any points keep rule.judged), then delete the whole entry unconfirmed (of several lines: up to its closing \"\"\").",
            ),
        };
    }
    Text {
        message: say!(
            lang,
            "Cách chấm của {code} do chương trình đọc từ phụ lục và chưa có người xác nhận; nguyên văn: {text}.",
            "The rule of {code} was read from the appendix by the program and nobody has confirmed it; the text: {text}.",
        ),
        help: say!(
            lang,
            "So rule với nguyên văn; đúng rồi (hoặc sửa xong) thì xóa cả mục unconfirmed (nhiều dòng thì đến hết dấu \"\"\" đóng).",
            "Hold the rule against the text; when it is right, or mended, delete the whole entry unconfirmed (of several lines: up to its closing \"\"\").",
        ),
    }
}

pub(super) fn unknown_key(key: &str, table: &str, close: Option<&str>, lang: Lang) -> Text {
    let (key, place) = (quoted(key), place(table, lang));
    let help = match close.map(quoted) {
        Some(close) => say!(
            lang,
            "Có phải là {close} không? Sửa lại từ khóa, hoặc xóa dòng này.",
            "Is {close} meant? Correct the key, or delete the line.",
        ),
        None if table == "papers" => say!(
            lang,
            "Sửa lại từ khóa, hoặc xóa dòng này. Số, ngày, người ký của từng văn bản ghi ở phần riêng: [papers.decision] (quyết định), [papers.report] (báo cáo), [papers.notice] (thông báo), [papers.minutes] (biên bản).",
            "Correct the key, or delete the line. Number, date and signer of each paper stand in a part of its own: [papers.decision], [papers.report], [papers.notice], [papers.minutes].",
        ),
        None => say!(
            lang,
            "Xóa dòng này, hoặc chuyển xuống đúng phần của nó.",
            "Delete the line, or move it to the part where it belongs.",
        ),
    };
    Text {
        message: say!(
            lang,
            "Từ khóa {key} không dùng được {place}.",
            "The key {key} has no meaning {place}."
        ),
        help,
    }
}

pub(super) fn missing_key(key: &str, table: &str, lang: Lang) -> Text {
    if table.is_empty() && ["set", "field"].contains(&key) {
        let part = if key == "set" { "[set]" } else { "[[field]]" };
        return Text {
            message: say!(lang, "Tệp thiếu phần “{part}”.", "The file lacks the part “{part}”."),
            help: say!(
                lang,
                "Thêm một dòng {part}, rồi ghi các từ khóa của phần này ở các dòng dưới.",
                "Add a line {part}, and the keys of the part on the lines below it."
            ),
        };
    }
    // Tables within tables are written in braces.
    let inside = table.contains('.').then(|| match key {
        "points" if table.ends_with("choice") || table.ends_with("steps") => say!(
            lang,
            "Ghi thêm points = số điểm, hoặc share = \"tỷ lệ %\", vào trong cặp ngoặc {{ }} này, sau dấu phẩy.",
            "Add points = …, or share = \"…%\", inside these braces {{ }}, behind a comma.",
        ),
        _ => say!(
            lang,
            "Ghi thêm {key} = giá trị vào trong cặp ngoặc {{ }} này; giữa các từ khóa có dấu phẩy.",
            "Add {key} = … inside these braces {{ }}, with a comma between keys.",
        ),
    });
    let (key, place) = (quoted(key), place(table, lang));
    let line = || {
        say!(
            lang,
            "Thêm một dòng bắt đầu bằng {key} và dấu bằng, rồi ghi giá trị theo quyết định.",
            "Add a line that begins with {key} and an equals sign, and give the value from the decision.",
        )
    };
    Text {
        message: say!(lang, "Thiếu từ khóa {key} {place}.", "The key {key} is missing {place}."),
        help: inside.unwrap_or_else(line),
    }
}

/// `trong phần “criterion”`, or the top of the file.
fn place(table: &str, lang: Lang) -> String {
    if table.trim().is_empty() {
        return say!(lang, "ở đầu tệp", "at the top of the file");
    }
    let table = quoted(table);
    say!(lang, "trong phần {table}", "in the part {table}")
}

pub(super) fn wrong_type(key: &str, expected: &str, found: &str, lang: Lang) -> Text {
    if is_date(expected) && is_date(found) {
        let key = quoted(key);
        return Text {
            message: say!(
                lang,
                "Giá trị của {key} phải là một ngày, nhưng tệp ghi cả giờ.",
                "The value of {key} must be a day, but it has a time too."
            ),
            help: say!(
                lang,
                "Bỏ phần giờ, chỉ ghi ngày, dạng 2025-12-31.",
                "Take the time away; write the day alone, such as 2025-12-31."
            ),
        };
    }
    let (key, expected, found) = (quoted(key), kind(expected, lang), kind(found, lang));
    Text {
        message: say!(
            lang,
            "Giá trị của {key} phải là {expected}, nhưng tệp ghi {found}.",
            "The value of {key} must be {expected}, but it is {found}.",
        ),
        help: say!(
            lang,
            "Ghi lại giá trị của {key} là {expected}.",
            "Write the value of {key} as {expected}.",
        ),
    }
}

fn is_date(kind: &str) -> bool {
    matches!(kind, "date" | "datetime")
}

/// A kind of TOML value for people; an unknown word is printed as given.
fn kind(word: &str, lang: Lang) -> String {
    match word {
        "string" | "text" => say!(lang, "chữ trong dấu ngoặc kép", "a text in quotes"),
        "integer" | "whole number" => say!(lang, "số nguyên", "a whole number"),
        "float" => say!(lang, "số thập phân", "a number with a decimal point"),
        "number" => say!(lang, "một con số", "a number"),
        "boolean" => say!(lang, "true hoặc false", "true or false"),
        "datetime" | "date" => say!(lang, "ngày dạng 2025-12-31", "a date such as 2025-12-31"),
        "texts" => say!(
            lang,
            "danh sách chữ trong ngoặc vuông, dạng [\"…\", \"…\"]",
            "a list of texts in square brackets, such as [\"…\", \"…\"]"
        ),
        "array" | "list" => say!(lang, "danh sách trong ngoặc vuông", "a list in square brackets"),
        "table" => say!(lang, "nhóm giá trị trong ngoặc nhọn", "a group of values in curly brackets"),
        other => other.to_owned(),
    }
}

pub(super) fn invalid_value(key: &str, found: &str, allowed: &str, lang: Lang) -> Text {
    if found.is_empty() {
        let key = quoted(key);
        return Text {
            message: say!(lang, "{key} để trống.", "{key} is empty."),
            help: say!(
                lang,
                "Ghi nội dung theo quyết định vào giữa hai dấu \", hoặc xóa cả mục nếu thừa.",
                "Write what the decision says between the marks \", or delete the entry.",
            ),
        };
    }
    if allowed.is_empty() {
        let found = quoted(found);
        return Text {
            message: say!(
                lang,
                "Bộ tiêu chí chưa khai báo phần [[{key}]] nào, nên không có {found}.",
                "The set has no part [[{key}]], so there is no {found}.",
            ),
            help: say!(
                lang,
                "Thêm các phần [[{key}]] theo quyết định, hoặc xóa dòng này.",
                "Add the parts [[{key}]] after the decision, or delete this line.",
            ),
        };
    }
    let (key, found) = (quoted(key), quoted(found));
    Text {
        message: say!(
            lang,
            "Giá trị {found} không dùng được cho {key}.",
            "The value {found} is not allowed for {key}.",
        ),
        help: say!(lang, "Giá trị được dùng: {allowed}.", "What is allowed: {allowed}."),
    }
}

pub(super) fn fixed_severity(code: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "“{code}” nói về lỗi trong bộ tiêu chí hoặc trong round.toml, nên không đổi được mức độ.",
            "“{code}” speaks of faults in a criteria set or in round.toml, so its severity cannot be changed.",
        ),
        help: say!(
            lang,
            "Xóa dòng này, và sửa lỗi tại nơi được báo.",
            "Delete this line, and mend such a fault where it is found.",
        ),
    }
}

pub(super) fn not_off(code: &str, lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "“{code}” là lỗi nên không tắt được: điểm sai sẽ không ai nhìn thấy.",
            "“{code}” is an error and cannot be switched off: nobody would see what is wrong.",
        ),
        help: say!(
            lang,
            "Ghi \"warning\" để chỉ cảnh báo, hoặc xóa dòng này. Chỉ tắt được cảnh báo và lỗi về tài liệu kiểm chứng.",
            "Write \"warning\", or delete this line. Only warnings and errors about evidence can be switched off.",
        ),
    }
}

pub(super) fn duplicate_code(code: &str, first_line: Option<usize>, lang: Lang) -> Text {
    let code = quoted(code);
    let place = match first_line {
        Some(line) => say!(lang, "ở dòng {line}", "on line {line}"),
        None => say!(lang, "trong bộ gốc mà tệp này kế thừa", "in the base from which this file starts"),
    };
    Text {
        message: say!(lang, "Mã {code} đã được dùng {place}.", "The code {code} is already used {place}.",),
        help: say!(
            lang,
            "Sửa một trong hai mã theo phụ lục của quyết định, hoặc xóa phần ghi trùng.",
            "Correct one of the two codes after the decision's appendix, or delete the repeated part.",
        ),
    }
}

pub(super) fn orphan_code(code: &str, parent: &str, lang: Lang) -> Text {
    let (code, parent) = (quoted(code), quoted(parent));
    Text {
        message: say!(
            lang,
            "Mã {code} thuộc về {parent}, nhưng bộ tiêu chí không có {parent}.",
            "The code {code} belongs under {parent}, but the set has no {parent}.",
        ),
        help: say!(
            lang,
            "Thêm {parent} với tên và điểm tối đa, hoặc sửa lại mã {code}.",
            "Add {parent} with its name and maximum, or correct the code {code}.",
        ),
    }
}

pub(super) fn rule_on_group(code: &str, key: &str, lang: Lang) -> Text {
    let (code, key) = (quoted(code), quoted(key));
    Text {
        message: say!(
            lang,
            "{code} có tiêu chí thành phần nên không được ghi {key}.",
            "{code} has sub-criteria, so {key} does not belong here.",
        ),
        help: say!(
            lang,
            "Chuyển {key} xuống các tiêu chí thành phần, hoặc xóa ở đây.",
            "Move {key} to the sub-criteria, or delete it here.",
        ),
    }
}

pub(super) fn sum_differs(code: &str, stated: &Number, sum: &Number, lang: Lang) -> Text {
    let gap = amount(&(stated - sum).abs(), lang);
    let (code_text, stated, sum) = (quoted(code), amount(stated, lang), amount(sum, lang));
    let message = if code.is_empty() {
        say!(
            lang,
            "Thang điểm là {stated}, nhưng điểm tối đa các lĩnh vực cộng lại là {sum}.",
            "The scale is {stated}, but the maxima of the fields add up to {sum}.",
        )
    } else {
        say!(
            lang,
            "Điểm tối đa của {code_text} là {stated}, nhưng các mục bên trong cộng lại là {sum}.",
            "The maximum of {code_text} is {stated}, but what it contains adds up to {sum}.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Chênh lệch {gap}: đối chiếu từng điểm tối đa với phụ lục của quyết định rồi sửa số sai.",
            "The difference is {gap}: compare each maximum with the decision's appendix and correct the \
             wrong one.",
        ),
    }
}

pub(super) fn unknown_code(code: &str, close: Option<&str>, lang: Lang) -> Text {
    let code = quoted(code);
    let help = match close.map(quoted) {
        Some(close) => {
            say!(lang, "Có thể là {close}. Sửa lại mã cho đúng.", "The closest is {close}. Correct the code.",)
        }
        None => say!(
            lang,
            "Sửa lại mã, hoặc thêm tiêu chí này vào bộ tiêu chí.",
            "Correct the code, or add the criterion to the set.",
        ),
    };
    Text {
        message: say!(lang, "Bộ tiêu chí không có mã {code}.", "The criteria set has no code {code}."),
        help,
    }
}

pub(super) fn duplicate_name(name: &str, lang: Lang) -> Text {
    let name = quoted(name);
    Text {
        message: say!(
            lang,
            "{name} được ghi hai lần trong cùng một danh sách.",
            "{name} is given twice in one list.",
        ),
        help: say!(
            lang,
            "Đặt tên khác cho một trong hai, hoặc xóa phần ghi trùng.",
            "Give one of them another name, or delete the repeated one.",
        ),
    }
}

pub(super) fn same_name(name: &str, first: &str, lang: Lang) -> Text {
    let (name, first) = (quoted(name), quoted(first));
    Text {
        message: say!(
            lang,
            "{first} trong cùng nhóm cũng mang tên {name}.",
            "{first} of the same group has the name {name} too.",
        ),
        help: say!(
            lang,
            "So hai tên với phụ lục: thường một tên chép nhầm. Nếu quyết định ghi giống nhau thì để nguyên.",
            "Compare both names with the appendix: one is mostly copied by mistake. If the decision repeats it, leave it.",
        ),
    }
}

pub(super) fn one_of(keys: &[String], lang: Lang) -> Text {
    let keys = super::list(keys);
    Text {
        message: say!(
            lang,
            "{keys} cùng được ghi ở đây, nhưng chỉ một trong số đó được dùng.",
            "{keys} stand here together, but only one of them can count.",
        ),
        help: say!(
            lang,
            "Giữ lại cách ghi đúng theo quyết định, xóa cách còn lại.",
            "Keep the one that the decision states and delete the other.",
        ),
    }
}

pub(super) fn id_differs(id: &str, file: &str, lang: Lang) -> Text {
    let (id, file) = (quoted(id), quoted(file));
    Text {
        message: say!(
            lang,
            "Mã bộ tiêu chí (id) là {id}, khác với tên tệp {file}.",
            "The id of the set is {id}, which differs from the file name {file}.",
        ),
        help: say!(
            lang,
            "Đổi id hoặc đổi tên tệp cho giống nhau.",
            "Change the id or rename the file, so that both agree.",
        ),
    }
}
